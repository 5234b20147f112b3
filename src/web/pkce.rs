//! Proof Key for Code Exchange (RFC 7636), and random identifiers.

use super::value::{HostValue, Outcome, fill_random};
use crate::protocol::pkce;

/// Yields a fresh `code_verifier`, `state` or `nonce`.
pub(super) fn random_identifier() -> Outcome {
    let mut entropy = [0; pkce::ENTROPY];
    fill_random(&mut entropy, false)?;
    Ok(HostValue::from_text(&pkce::identifier(&entropy)))
}

/// Yields the `S256` code challenge of a code verifier (RFC 7636 §4.2): `codeVerifier`.
pub(super) async fn calculate_pkce_code_challenge() -> Outcome {
    let [code_verifier] = HostValue::arguments();
    pkce::check_verifier(&code_verifier)?;
    Ok(HostValue::from_text(&pkce::code_challenge(&code_verifier.text_or_empty())))
}
