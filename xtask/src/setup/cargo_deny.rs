//! cargo-deny, compiled here once: of the tools that judge dependencies it is the one whose rules users know.

use std::{path::PathBuf, process::Command};

use anyhow::{Result, bail};

use crate::{process, workspace::Workspace};

const VERSION: &str = "0.20.2";

/// Finds the program in the target directory, or compiles it.
pub(crate) fn ready(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.cargo_target().join("tools");
    let program = folder.join("bin/cargo-deny");
    if is_wanted(&program) {
        return Ok(program);
    }
    eprintln!("compiling cargo-deny {VERSION} (one to two minutes)");
    let mut cargo = process::command("cargo");
    cargo
        .current_dir(workspace.root())
        .args(["install", "cargo-deny", "--version", VERSION, "--locked", "--force", "--debug", "--no-track", "--root"])
        .arg(&folder)
        // Optimised, it would take three times as long to compile, and save a second at each run.
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    process::run(&mut cargo)?;
    if !is_wanted(&program) {
        bail!("{} is not cargo-deny {VERSION}", program.display());
    }
    Ok(program)
}

fn is_wanted(program: &PathBuf) -> bool {
    let version = process::stdout_of(Command::new(program).arg("--version"));
    version.is_ok_and(|version| version.trim() == ["cargo-deny ", VERSION].concat())
}
