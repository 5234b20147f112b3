//! Names of what has no place in the shipped module: each costs kilobytes, and comes in unnoticed.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{build, flavor::Flavor, workspace::Workspace};

/// Texts that the shipped module must not hold: the formatting and panic machinery of core and std, big crates.
const TEXTS: [&str; 5] = ["panicked at", "core/src/fmt", "src/libcore", "p256", "serde_json"];
/// Functions that the module must not hold, by the names that it has before they are stripped.
const FUNCTIONS: [&str; 5] = ["core::fmt::", "p256::", "serde_json::", "std::", "wasm_bindgen_futures::"];

/// Fails if the shipped module, or the one with names that it was made of, holds something unwanted.
pub(crate) fn refuse(workspace: &Workspace, shipped: &Path) -> Result<()> {
    refuse_any(shipped, &TEXTS)?;
    refuse_any(&build::module_with_names(workspace, Flavor::Release), &FUNCTIONS)
}

fn refuse_any(file: &Path, needles: &[&str]) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let found: Vec<_> = needles.iter().filter(|needle| holds(&bytes, needle)).copied().collect();
    if !found.is_empty() {
        bail!("{} holds: {}", file.display(), found.join(", "));
    }
    Ok(())
}

fn holds(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_anywhere() {
        assert!(holds(b"\0\x01core::fmt::write", "core::fmt::"));
        assert!(!holds(b"core::f", "core::fmt::"));
    }
}
