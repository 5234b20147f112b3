//! Chromium and its driver.

use std::{env, path::PathBuf};

use anyhow::{Context, Result, bail};

use super::apt;

const CHROMIUM_NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER_NAMES: [&str; 1] = ["chromedriver"];
const DEBIAN_PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// The browser that tests run in.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Path of the browser.
    pub(crate) chromium: PathBuf,
    /// Path of chromedriver.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// Finds the browser, or installs it.
    pub(crate) fn ready() -> Result<Self> {
        if let Some(browser) = Self::find()? {
            return Ok(browser);
        }
        eprintln!("installing Chromium and chromedriver");
        apt::install(&DEBIAN_PACKAGES).context(
            "Chromium or chromedriver is missing; install both, or set CHROMIUM and CHROMEDRIVER to their paths",
        )?;
        Self::find()?.context("Chromium was installed but is not in PATH")
    }

    fn find() -> Result<Option<Self>> {
        let chromium = find_program("CHROMIUM", &CHROMIUM_NAMES)?;
        let driver = find_program("CHROMEDRIVER", &DRIVER_NAMES)?;
        Ok(chromium.zip(driver).map(|(chromium, driver)| Self { chromium, driver }))
    }
}

/// The program that the variable names, else the first of the names that is in `PATH`.
pub(super) fn find_program(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    if let Some(path) = env::var_os(variable).map(PathBuf::from) {
        if !path.is_file() {
            bail!("{variable} is {}, which is not a file", path.display());
        }
        return Ok(Some(path));
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    let in_path = |name: &&str| env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file());
    Ok(names.iter().find_map(in_path))
}
