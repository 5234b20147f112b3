//! Proof Key for Code Exchange (RFC 7636), and the random identifiers that every request wants.

use alloc::string::String;

use sha2::{Digest as _, Sha256};

use super::argument::{self, Source};
use super::base64;
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::{CodeVerifier, EntropyUnavailable, random_identifier};

/// The `code_challenge_method` of every challenge made here (RFC 7636 §4.3).
pub const METHOD: &str = "S256";

/// Bytes of entropy in a random identifier: 256 bits, twice what RFC 7636 §7.1 and FAPI 2.0 §5.4 ask for.
pub const ENTROPY: usize = 32;

/// Yields the text of a random identifier (`code_verifier`, `state`, `nonce`, `jti`): 43 characters of base64url.
#[must_use]
pub fn identifier(entropy: &[u8; ENTROPY]) -> String {
    base64::url(entropy)
}

/// Demands a code verifier that a challenge can be made from.
///
/// # Errors
/// [`Error::Argument`](super::error::Error::Argument) about `codeVerifier`.
pub fn check_verifier<V: Value>(verifier: &V) -> Result<(), V::Error> {
    argument::text(verifier, verifier, "codeVerifier", Source::Argument)
}

/// Yields the `S256` code challenge of a code verifier (RFC 7636 §4.2).
#[must_use]
pub fn code_challenge(verifier: &str) -> String {
    base64::url(&Sha256::digest(verifier.as_bytes()))
}
