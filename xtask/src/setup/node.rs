//! Node, npm, and the npm packages of the workspace.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::Path,
};

use anyhow::{Context, Result, bail};

use crate::process;

const OLDEST_NODE: u32 = 20;

/// Fails if Node or npm is missing or too old; neither can be installed from here.
pub(crate) fn check() -> Result<()> {
    let version = process::stdout_of(process::command("node").arg("--version"))
        .with_context(|| format!("Node {OLDEST_NODE} or newer is missing; install it from https://nodejs.org/"))?;
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node {} is too old; install {OLDEST_NODE} or newer from https://nodejs.org/", version.trim());
    }
    process::stdout_of(process::command("npm").arg("--version"))
        .context("npm is missing; it comes with Node from https://nodejs.org/ (Debian: apt-get install npm)")?;
    Ok(())
}

/// Runs `npm ci` in a folder unless what is installed is what its lock file says.
pub(crate) fn install_packages(project: &Path) -> Result<()> {
    // `npm ci` empties the folder first, so the stamp goes when the packages go.
    let stamp = project.join("node_modules/.oauth4wasm-lock");
    let lock = project.join("package-lock.json");
    let wanted = hash_of(&lock)?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    eprintln!("installing the npm packages of {}", lock.display());
    process::run(process::command("npm").current_dir(project).arg("ci"))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

fn hash_of(lock: &Path) -> Result<String> {
    let bytes = fs::read(lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Ok(format!("{:016x}\n", hasher.finish()))
}

/// The 20 of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }
}
