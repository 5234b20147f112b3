//! `cargo xtask demo`: the playground, from a bare machine to an open page.

use std::{ffi::OsString, os::unix::process::CommandExt as _};

use anyhow::{Context, Result};

use crate::{process, workspace::Workspace};

/// The playground's program.
pub(crate) const PROGRAM: &str = "www/demo.mjs";

/// Becomes the playground: this process is replaced, so that Ctrl-C, signals and the exit code are its own.
pub(crate) fn become_demo(workspace: &Workspace, arguments: &[OsString]) -> Result<()> {
    let mut node = process::command("node");
    node.current_dir(workspace.root()).arg(PROGRAM).args(arguments);
    process::announce(&node);
    Err(node.exec()).context("cannot start node")
}
