//! `cargo xtask size`: what a user of the package downloads, with ceilings, and what must not be in it.

mod functions;
mod unwanted;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use self::functions::Function;
use crate::{build, flavor::Flavor, process, workspace::Workspace};

/// The entries that users have, with their ceilings.
const ENTRIES: [Entry; 2] = [
    Entry { flavor: Flavor::Release, module_and_glue: 37_600, inlined: 47_300 },
    Entry { flavor: Flavor::Es256, module_and_glue: 56_400, inlined: 71_800 },
];
const FUNCTIONS_SHOWN: usize = 20;
/// Prints one line `raw gzip brotli` per file. Node has the compressors that servers use.
const MEASURE: &str = include_str!("measure.mjs");

/// Bytes as they are, after gzip -9 and after brotli.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Bytes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// An entry of the package, with the most that it may weigh: bytes after gzip.
struct Entry {
    flavor: Flavor,
    /// The module and the minified JavaScript that a bundle ships with it.
    module_and_glue: u64,
    /// The entry that holds the module as base64.
    inlined: u64,
}

/// Prints the sizes of the built package.
///
/// # Errors
/// A ceiling is passed, a module holds something unwanted, or the search for that is blind.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut problems = Vec::new();
    for entry in &ENTRIES {
        problems.extend(entry.check(workspace)?);
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("; "));
    }
    Ok(())
}

impl Entry {
    fn check(&self, workspace: &Workspace) -> Result<Vec<String>> {
        let flavor = self.flavor;
        let package = flavor.package().dir(workspace);
        let work_dir = flavor.work_dir(workspace).join("size");
        let module = package.join(flavor.generated()).join("oauth4wasm.wasm");
        let [inlined, separate] = flavor.entries();
        let glue = minify(workspace, &package.join(separate), &work_dir.join("glue.js"))?;
        let inlined = minify(workspace, &package.join(inlined), &work_dir.join("inline.js"))?;

        let measured = measure(&[&module, &glue, &inlined])?;
        let &[module_size, glue_size, inlined_size] = measured.as_slice() else {
            bail!("node measured {} files", measured.len());
        };
        let together = module_size.plus(glue_size);
        println!("\n{:34} {:>8} {:>8} {:>8} {:>8}", flavor.specifier(), "raw", "gzip -9", "brotli", "ceiling");
        print_row("module", module_size, None);
        print_row("glue and entry, minified", glue_size, None);
        print_row("module and glue, as a bundle ships", together, Some(self.module_and_glue));
        print_row("entry, module inlined", inlined_size, Some(self.inlined));

        let functions = functions::largest_first(&build::module_with_names(workspace, flavor)?)?;
        println!("\nlargest of {} functions, bytes", functions.len());
        for Function { name, bytes } in functions.iter().take(FUNCTIONS_SHOWN) {
            println!("{bytes:>8}  {name}");
        }

        let over = |what, size, ceiling| over_ceiling(&format!("{}, {what}", flavor.specifier()), size, ceiling);
        let problems = [
            over("module and glue", together, self.module_and_glue),
            over("module inlined", inlined_size, self.inlined),
            unwanted::found(&module, &functions, flavor)?,
        ];
        Ok(problems.into_iter().flatten().collect())
    }
}

impl Bytes {
    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }

    fn parse(line: &str) -> Option<Self> {
        let mut numbers = line.split(' ').map(|number| number.parse().ok());
        Some(Self { raw: numbers.next()??, gzip: numbers.next()??, brotli: numbers.next()?? })
    }
}

fn over_ceiling(name: &str, size: Bytes, ceiling: u64) -> Option<String> {
    let over = size.gzip.checked_sub(ceiling).filter(|over| *over > 0)?;
    Some(format!("{name}: {} bytes after gzip, {over} over the ceiling", size.gzip))
}

fn print_row(name: &str, Bytes { raw, gzip, brotli }: Bytes, ceiling: Option<u64>) {
    let ceiling = ceiling.map(|bytes| bytes.to_string()).unwrap_or_default();
    println!("{name:34} {raw:>8} {gzip:>8} {brotli:>8} {ceiling:>8}");
}

/// The entry as a user's bundler ships it.
fn minify(workspace: &Workspace, entry: &Path, output: &Path) -> Result<PathBuf> {
    let mut esbuild = process::command(workspace.npm_tool("esbuild"));
    esbuild
        .arg(entry)
        .args([
            "--bundle",
            "--minify",
            "--format=esm",
            "--platform=neutral",
            "--external:*.wasm",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", output.display()));
    process::stdout_of(&mut esbuild)?;
    Ok(output.to_owned())
}

fn measure(files: &[&Path]) -> Result<Vec<Bytes>> {
    for file in files {
        fs::metadata(file).with_context(|| format!("cannot find {}", file.display()))?;
    }
    let mut node = process::command("node");
    node.args(["--input-type=module", "--eval", MEASURE, "--"]).args(files);
    let output = process::stdout_of(&mut node)?;
    output.lines().map(|line| Bytes::parse(line).with_context(|| format!("not a size: `{line}`"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measured_line_is_three_numbers() {
        assert_eq!(Bytes::parse("10 8 7"), Some(Bytes { raw: 10, gzip: 8, brotli: 7 }));
        assert_eq!(Bytes::parse("10 8"), None);
    }

    #[test]
    fn the_ceiling_itself_is_allowed() {
        let size = Bytes { gzip: 20, ..Bytes::default() };
        assert_eq!(over_ceiling("x", size, 20), None);
        assert_eq!(over_ceiling("x", size, 19).as_deref(), Some("x: 20 bytes after gzip, 1 over the ceiling"));
    }
}
