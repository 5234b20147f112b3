//! esbuild: the hand-written JavaScript and the glue as one module.

use std::path::Path;

use anyhow::Result;

use crate::{process, workspace::Workspace};

/// Bundles `src/web/api.js`, whose import of `#glue` is the glue factory.
pub(crate) fn bundle(workspace: &Workspace, factory: &Path, output: &Path) -> Result<()> {
    let mut esbuild = process::command(workspace.npm_tool("esbuild"));
    esbuild
        .current_dir(workspace.root())
        .args(["src/web/api.js", "--bundle", "--format=esm", "--platform=neutral", "--target=es2022", "--charset=utf8"])
        .arg(format!("--alias:#glue={}", factory.display()))
        .arg(format!("--outfile={}", output.display()))
        .arg("--log-level=warning");
    process::run(&mut esbuild)
}
