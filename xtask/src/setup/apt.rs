//! Debian's packages.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process;

/// The command that installs the packages, for a person to type.
pub(crate) fn command_to_type(packages: &[&str]) -> String {
    format!("apt-get install -y --no-install-recommends {}", packages.join(" "))
}

/// Installs packages, as root on Debian.
///
/// # Errors
/// This is not Debian or not root: the error names the command.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if !Path::new("/etc/debian_version").exists() || !rustix::process::geteuid().is_root() {
        bail!("only root on Debian can run `{}`", command_to_type(packages));
    }
    process::run(apt_get().arg("update"))?;
    process::run(apt_get().args(["install", "-y", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> std::process::Command {
    let mut apt_get = process::command("apt-get");
    apt_get.env("DEBIAN_FRONTEND", "noninteractive");
    apt_get
}
