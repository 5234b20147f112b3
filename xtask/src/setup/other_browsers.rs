//! Firefox, and WebKitGTK with what it needs to run without a screen.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{apt, browser::find_program};

const FIREFOX_NAMES: [&str; 2] = ["firefox-esr", "firefox"];
const DRIVER_NAMES: [&str; 1] = ["WebKitWebDriver"];
const SCREEN_NAMES: [&str; 1] = ["Xvfb"];
const DEBIAN_PACKAGES: [&str; 3] = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

/// The browsers beside Chromium that tests run in.
#[derive(Debug)]
pub(crate) struct OtherBrowsers {
    /// Path of Firefox.
    pub(crate) firefox: PathBuf,
    /// Path of WebKitGTK's driver; it comes with a browser.
    pub(crate) webkit_driver: PathBuf,
}

impl OtherBrowsers {
    /// Finds the browsers, or installs them.
    pub(crate) fn ready() -> Result<Self> {
        if let Some(browsers) = Self::find()? {
            return Ok(browsers);
        }
        eprintln!("installing Firefox and WebKitGTK");
        apt::install(&DEBIAN_PACKAGES).context(
            "Firefox, WebKitWebDriver or Xvfb is missing; install them, or set FIREFOX and WEBKIT_DRIVER to the paths \
             of the first two",
        )?;
        Self::find()?.context("Firefox and WebKitGTK were installed but are not in PATH")
    }

    fn find() -> Result<Option<Self>> {
        let firefox = find_program("FIREFOX", &FIREFOX_NAMES)?;
        let driver = find_program("WEBKIT_DRIVER", &DRIVER_NAMES)?;
        let screen = find_program("XVFB", &SCREEN_NAMES)?;
        let found = firefox.zip(driver).filter(|_| screen.is_some());
        Ok(found.map(|(firefox, webkit_driver)| Self { firefox, webkit_driver }))
    }
}
