//! Proof Key for Code Exchange (RFC 7636), and random identifiers.

use wasm_bindgen::prelude::*;

use super::host;
use super::task::Tasks;
use crate::protocol::pkce;

/// Yields a fresh `code_verifier`, `state` or `nonce`.
#[wasm_bindgen(js_name = randomIdentifier)]
pub fn random_identifier() -> Result<JsValue, JsValue> {
    let mut entropy = [0; pkce::ENTROPY];
    host::fill_random(&mut entropy)?;
    Ok(pkce::identifier(&entropy).into())
}

/// Yields the `S256` code challenge of a code verifier (RFC 7636 §4.2).
#[wasm_bindgen(js_name = calculatePKCECodeChallenge)]
pub fn calculate_pkce_code_challenge(tasks: &Tasks, code_verifier: JsValue) -> u32 {
    tasks.start(async move |_| {
        pkce::check_verifier(&code_verifier)?;
        Ok(pkce::code_challenge(&code_verifier.as_string().unwrap_or_default()).into())
    })
}
