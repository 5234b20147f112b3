//! What the end-to-end tests need besides Node: openssl makes certificates, Python judges the wire.

use anyhow::{Context, Result, bail};

use super::apt;
use crate::process;

const DEBIAN_PACKAGES: [&str; 3] = ["openssl", "python3", "python3-venv"];

/// Finds openssl and a Python that can make a virtual environment, or installs them.
pub(crate) fn ready() -> Result<()> {
    if are_here() {
        return Ok(());
    }
    eprintln!("installing openssl and Python with its venv");
    apt::install(&DEBIAN_PACKAGES)
        .context("openssl or python3 with the modules venv and ensurepip is missing; install them")?;
    if !are_here() {
        bail!("openssl or python3 with the modules venv and ensurepip is still not in PATH");
    }
    Ok(())
}

fn are_here() -> bool {
    works("openssl", &["version"]) && works("python3", &["-c", "import ensurepip, venv"])
}

fn works(program: &str, arguments: &[&str]) -> bool {
    process::command(program).args(arguments).output().is_ok_and(|output| output.status.success())
}
