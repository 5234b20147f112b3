//! Names of what has no place in the shipped module: each costs kilobytes, and comes in unnoticed.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use super::functions::Function;
use crate::flavor::Flavor;

/// Texts that no module may hold: the panic messages of core and std, big crates.
const TEXTS: [&str; 4] = ["panicked at", "core/src/fmt", "src/libcore", "serde_json"];
/// What no function of a module may be named after: formatting, std, big crates.
const CRATES_AND_MODULES: [&str; 4] = ["core::fmt::", "serde_json::", "std::", "wasm_bindgen_futures::"];
/// What functions of the entry es256 alone may be named after: keys in software.
const SOFTWARE_KEYS: [&str; 13] = [
    "crypto_bigint::",
    "der::",
    "ecdsa::",
    "elliptic_curve::",
    "hmac::",
    "oauth4wasm::es256::",
    "oauth4wasm::web::es256::",
    "p256::",
    "pkcs8::",
    "primefield::",
    "primeorder::",
    "rfc6979::",
    "sec1::",
];

/// The body of a function that was cut out: no locals, `unreachable`, `end`. The table may keep such a function.
const CUT_OUT: usize = 3;

/// What the module of an entry holds of it, as one sentence.
///
/// # Errors
/// The module cannot be read, or the entry with software keys holds none that this search would find: it is blind.
pub(crate) fn found(module: &Path, functions: &[Function], flavor: Flavor) -> Result<Option<String>> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let named = |unwanted: &[&str]| -> Vec<String> {
        let present = functions.iter().filter(|function| function.bytes > CUT_OUT);
        present.map(|function| function.name.clone()).filter(|name| is_of(name, unwanted)).collect()
    };
    let texts = TEXTS.into_iter().filter(|text| holds(&bytes, text)).map(|text| format!("the text `{text}`"));
    let mut found: Vec<_> = texts.chain(named(&CRATES_AND_MODULES)).collect();
    let software_keys = named(&SOFTWARE_KEYS);
    match flavor {
        Flavor::Es256 if software_keys.is_empty() => bail!("no function of {} has a name known", module.display()),
        Flavor::Es256 => {}
        Flavor::Release | Flavor::Trap => found.extend(software_keys),
    }
    let entry = flavor.specifier();
    Ok((!found.is_empty()).then(|| format!("{entry} holds what must not be in it: {}", found.join(", "))))
}

/// Whether a function's name, as `<core[8f2a]::fmt::Formatter>::pad`, begins with one of these.
fn is_of(name: &str, unwanted: &[&str]) -> bool {
    let path = name.trim_start_matches(['<', '&', '_']);
    // One of Rust's two forms of names has the crate's hash in brackets.
    let path = match path.split_once('[').zip(path.split_once(']')) {
        Some(((krate, _), (_, rest))) if !krate.contains(':') => format!("{krate}{rest}"),
        _ => path.to_owned(),
    };
    unwanted.iter().any(|unwanted| path.starts_with(unwanted))
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
        assert!(is_of("core::fmt::write", &CRATES_AND_MODULES));
        assert!(is_of("<core[8f2a]::fmt::Formatter>::pad", &CRATES_AND_MODULES));
        assert!(!is_of("<oauth4wasm::Error as core::fmt::Display>::fmt", &CRATES_AND_MODULES));
        assert!(is_of("<p256[8f2a]::arithmetic::scalar::Scalar>::invert", &SOFTWARE_KEYS));
        assert!(!is_of("sha2[8f2a]::block_api::compress256", &SOFTWARE_KEYS));
    }
}
