//! esbuild: the hand-written JavaScript and the glue as one module.

use std::path::Path;

use anyhow::Result;

use crate::{flavor::Flavor, process, workspace::Workspace};

/// Bundles the list of exports; the import of `#glue` in it is the glue factory.
///
/// The entry es256 has its own `CryptoKey` and `crypto.subtle`, which know keys in software: esbuild puts them where the
/// sources name the host's, so that the default entry holds nothing of it.
pub(crate) fn bundle(workspace: &Workspace, flavor: Flavor, factory: &Path, output: &Path) -> Result<()> {
    let mut esbuild = process::command(workspace.npm_tool("esbuild"));
    esbuild
        .current_dir(workspace.root())
        .args([flavor.exports(), "--bundle", "--format=esm", "--platform=neutral", "--target=es2022", "--charset=utf8"])
        .arg(format!("--alias:#glue={}", factory.display()))
        .args(flavor.globals().map(|file| format!("--inject:./{file}")))
        .arg(format!("--outfile={}", output.display()))
        .arg("--log-level=warning");
    process::run(&mut esbuild)
}

/// Bundles an entry of the package, module included, as the file that `require` loads.
pub(crate) fn commonjs(workspace: &Workspace, package_dir: &Path, entry: &str, output: &Path) -> Result<()> {
    let mut esbuild = process::command(workspace.npm_tool("esbuild"));
    // The platform makes esbuild list the exports in the form that Node's import of CommonJS looks for.
    esbuild
        .current_dir(package_dir)
        .arg(entry)
        .args(["--bundle", "--format=cjs", "--platform=node", "--target=es2022", "--charset=utf8"])
        .arg(format!("--outfile={}", output.display()))
        .arg("--log-level=warning");
    process::run(&mut esbuild)
}
