//! Two builds of the same sources are equal byte for byte, wherever they are made.

use std::{
    collections::BTreeSet,
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process,
};

use anyhow::{Context, Result, bail};

use super::step::{Gate, Need, Step};
use crate::{build, flavor::Package, pack, process as child, workspace::Workspace};

pub(crate) fn steps() -> Vec<Step> {
    vec![Step::check("reproducible", build_again).needs(&[Need::Tools, Need::Package])]
}

/// Builds the package from a copy of the sources in another folder, nothing compiled yet, and compares the tarballs.
fn build_again(gate: &mut Gate) -> Result<()> {
    let copy = Copy::of(&gate.workspace)?;
    let elsewhere = Workspace::at(copy.folder.clone());
    build::build(&elsewhere, gate.compiler()?, Package::Release)?;
    pack::pack(&elsewhere, Package::Release)?;
    let [here, there] = [&gate.workspace, &elsewhere].map(|workspace| Package::Release.packed_dir(workspace));
    if fs::read(here.join(pack::TARBALL))? == fs::read(there.join(pack::TARBALL))? {
        return Ok(());
    }
    bail!("the package that was built in {} is another one: {:?}", there.display(), differing(&here, &there)?)
}

/// What is in one folder only, or not the same in both.
fn differing(here: &Path, there: &Path) -> Result<Vec<String>> {
    let all: BTreeSet<String> = pack::files_below(here)?.union(&pack::files_below(there)?).cloned().collect();
    let same = |file: &String| fs::read(here.join(file)).ok() == fs::read(there.join(file)).ok();
    Ok(all.into_iter().filter(|file| !same(file)).collect())
}

/// A folder of the system's for temporary files with the sources as they stand here; it goes when this is dropped.
struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn of(workspace: &Workspace) -> Result<Self> {
        let copy = Self { folder: env::temp_dir().join(format!("oauth4wasm-again-{}", process::id())) };
        let mut git = child::command("git");
        git.current_dir(workspace.root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let files = child::stdout_of(&mut git)?;
        // A file that was removed and not committed yet is listed, too.
        for file in files.split_terminator('\0').filter(|file| workspace.path(file).is_file()) {
            let target = copy.folder.join(file);
            let folder = target.parent().context("a file without a folder")?;
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
            fs::copy(workspace.path(file), &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
        symlink(workspace.path("node_modules"), copy.folder.join("node_modules"))
            .context("cannot link node_modules")?;
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("cannot remove {}: {error}", self.folder.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() -> Result<()> {
        let folder = env::temp_dir().join(format!("oauth4wasm-differing-{}", process::id()));
        let [here, there] = ["here", "there"].map(|name| folder.join(name));
        for (side, file, text) in [
            (&here, "same", "a"),
            (&there, "same", "a"),
            (&here, "changed", "a"),
            (&there, "changed", "b"),
            (&there, "surplus", "a"),
        ] {
            fs::create_dir_all(side)?;
            fs::write(side.join(file), text)?;
        }
        let found = differing(&here, &there);
        fs::remove_dir_all(&folder)?;
        assert_eq!(found?, ["changed", "surplus"]);
        Ok(())
    }
}
