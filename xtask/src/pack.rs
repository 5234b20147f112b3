//! `cargo xtask pack`: the tarball as npm would publish it, and a project that has it installed.
//!
//! Tests import the package from there, so what they test is what users get.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::{flavor::Package, process, workspace::Workspace};

/// Where the project has the package.
const INSTALLED: &str = "node_modules/oauth4wasm";

/// The tarball in that project, for package managers, under a name that stays when the version changes.
pub(crate) const TARBALL: &str = "package.tgz";

/// Every file of the tarball.
const TARBALL_FILES: [&str; 29] = [
    "ERRORS.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "edge-light.js",
    "es256-edge-light.js",
    "es256-node.js",
    "es256-workerd.js",
    "es256.d.ts",
    "es256.js",
    "index.d.ts",
    "index.js",
    "node.js",
    "package.json",
    "url.d.ts",
    "url.js",
    "wasm/core.js",
    "wasm/es256/core.js",
    "wasm/es256/index.cjs",
    "wasm/es256/index.d.cts",
    "wasm/es256/index.mjs",
    "wasm/es256/inline.js",
    "wasm/es256/oauth4wasm.wasm",
    "wasm/index.cjs",
    "wasm/index.d.cts",
    "wasm/index.mjs",
    "wasm/inline.js",
    "wasm/oauth4wasm.wasm",
    "workerd.js",
];

/// What the package that can trap has no use for.
const ONLY_FOR_USERS: &str = "wasm/es256/";

/// Packs a package that has been built, and installs it into a project of its own.
pub(crate) fn pack(workspace: &Workspace, package: Package) -> Result<()> {
    let project = package.packed_dir(workspace);
    forget(workspace, package)?;
    let tarball = npm_pack(&package.dir(workspace), &package.tarball_dir(workspace))?;
    let installed = project.join(INSTALLED);
    extract(&tarball, &installed)?;
    fs::copy(&tarball, project.join(TARBALL)).context("cannot copy the tarball")?;
    write(&project.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    for flavor in package.flavors() {
        let [inline, _] = flavor.entries();
        let entry = project.join(inline.replace("index.js", "entry.mjs").replace(".js", ".mjs"));
        write(&entry, &format!("export * from '{}'\n", flavor.specifier()))?;
    }
    eprintln!("packed {} and installed it in {}", tarball.display(), project.display());
    Ok(())
}

/// Fails if the packed package holds another list of files than [`TARBALL_FILES`].
pub(crate) fn check_packed(workspace: &Workspace, package: Package) -> Result<()> {
    check_files(package, &files_below(&package.packed_dir(workspace).join(INSTALLED))?)
}

/// Removes the project of an earlier run, so that nothing tests a stale package.
pub(crate) fn forget(workspace: &Workspace, package: Package) -> Result<()> {
    let project = package.packed_dir(workspace);
    if project.exists() {
        fs::remove_dir_all(&project).with_context(|| format!("cannot remove {}", project.display()))?;
    }
    Ok(())
}

fn npm_pack(package_dir: &Path, out_dir: &Path) -> Result<PathBuf> {
    let mut npm = process::command("npm");
    npm.current_dir(package_dir).args(["pack", "--silent", "--pack-destination"]).arg(out_dir);
    process::announce(&npm);
    let name = process::stdout_of(&mut npm)?;
    let tarball = out_dir.join(name.trim());
    if !tarball.is_file() {
        bail!("npm pack did not make {}", tarball.display());
    }
    Ok(tarball)
}

fn extract(tarball: &Path, into: &Path) -> Result<()> {
    fs::create_dir_all(into).with_context(|| format!("cannot create {}", into.display()))?;
    let mut tar = process::command("tar");
    tar.args(["--extract", "--gzip", "--strip-components=1", "--file"]).arg(tarball).arg("--directory").arg(into);
    process::stdout_of(&mut tar).map(drop)
}

fn check_files(package: Package, found: &BTreeSet<String>) -> Result<()> {
    let expected = expected_files(package);
    let missing: Vec<_> = expected.difference(found).map(String::as_str).collect();
    let surplus: Vec<_> = found.difference(&expected).map(String::as_str).collect();
    if missing.is_empty() && surplus.is_empty() {
        return Ok(());
    }
    bail!(
        "the tarball's files differ from the list in xtask/src/pack.rs; missing: [{}], not expected: [{}]",
        missing.join(", "),
        surplus.join(", ")
    )
}

fn expected_files(package: Package) -> BTreeSet<String> {
    let left_out = |file: &str| package == Package::Trap && file.starts_with(ONLY_FOR_USERS);
    TARBALL_FILES.into_iter().filter(|file| !left_out(file)).map(String::from).collect()
}

/// The files below a folder, as paths relative to it.
pub(crate) fn files_below(folder: &Path) -> Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder)?.to_string_lossy().into_owned());
            }
        }
    }
    Ok(files)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expected_files_pass() {
        for package in Package::ALL {
            assert!(check_files(package, &expected_files(package)).is_ok());
        }
        assert!(check_files(Package::Trap, &expected_files(Package::Release)).is_err());
    }

    #[test]
    fn a_missing_and_a_surplus_file_are_named() {
        let mut files = expected_files(Package::Release);
        files.remove("index.js");
        files.insert("wasm/notes.txt".to_owned());
        let text = check_files(Package::Release, &files).map_err(|error| error.to_string());
        assert!(text.is_err_and(|text| text.contains("missing: [index.js], not expected: [wasm/notes.txt]")));
    }
}
