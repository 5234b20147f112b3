//! Names of what has no place in the shipped module: each costs kilobytes, and comes in unnoticed.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::functions::Function;

/// Texts that the shipped module must not hold: the panic messages of core and std, big crates.
const TEXTS: [&str; 5] = ["panicked at", "core/src/fmt", "src/libcore", "p256", "serde_json"];
/// What no function of the module may be named after: formatting, std, big crates.
const CRATES_AND_MODULES: [&str; 5] = ["core::fmt::", "p256::", "serde_json::", "std::", "wasm_bindgen_futures::"];

/// What the module holds of it, as one sentence.
pub(crate) fn found(module: &Path, functions: &[Function]) -> Result<Option<String>> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let texts = TEXTS.into_iter().filter(|text| holds(&bytes, text)).map(|text| format!("the text `{text}`"));
    let functions = functions.iter().map(|function| function.name.clone()).filter(|name| is_unwanted(name));
    let found: Vec<_> = texts.chain(functions).collect();
    Ok((!found.is_empty()).then(|| format!("the module holds what must not be in it: {}", found.join(", "))))
}

/// Whether a function's name, as `<core[8f2a]::fmt::Formatter>::pad`, begins with something unwanted.
fn is_unwanted(name: &str) -> bool {
    let path = name.trim_start_matches(['<', '&', '_']);
    // One of Rust's two forms of names has the crate's hash in brackets.
    let path = match path.split_once('[').zip(path.split_once(']')) {
        Some(((krate, _), (_, rest))) if !krate.contains(':') => format!("{krate}{rest}"),
        _ => path.to_owned(),
    };
    CRATES_AND_MODULES.iter().any(|unwanted| path.starts_with(unwanted))
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_anywhere() {
        assert!(holds(b"\0\x01panicked at x", "panicked at"));
        assert!(!holds(b"panicked a", "panicked at"));
    }

    #[test]
    fn a_function_is_judged_by_its_own_path() {
        assert!(is_unwanted("core::fmt::write"));
        assert!(is_unwanted("<core[8f2a]::fmt::Formatter>::pad"));
        assert!(!is_unwanted("<oauth4wasm::Error as core::fmt::Display>::fmt"));
    }
}
