use core::fmt;
use std::string::String;

use super::{ENTROPY, check_verifier, code_challenge, identifier};
use crate::protocol::error::Error;
use crate::protocol::json::Json;

/// A code verifier (RFC 7636 §4.1), never empty; its `Debug` output does not show it.
///
/// Push the challenge, keep the verifier with the user's session, and send it with the code.
///
/// ```
/// use oauth4wasm::protocol::message::Parameters;
/// use oauth4wasm::protocol::pkce::{self, CodeVerifier};
///
/// let verifier = CodeVerifier::random()?;
/// let challenge = verifier.challenge();
/// let parameters = Parameters::from([("code_challenge", challenge.as_str()), ("code_challenge_method", pkce::METHOD)]);
///
/// assert_eq!(verifier.as_str().len(), 43);
/// # assert_eq!(parameters.get("code_challenge_method"), Some("S256"));
/// # Ok::<(), pkce::EntropyUnavailable>(())
/// ```
#[derive(Clone)]
pub struct CodeVerifier(String);

impl CodeVerifier {
    /// Yields a fresh code verifier of 256 random bits: 43 characters (RFC 7636 §4.1, §7.1).
    ///
    /// # Errors
    /// [`EntropyUnavailable`].
    pub fn random() -> Result<Self, EntropyUnavailable> {
        random_identifier().map(Self)
    }

    /// Yields a code verifier that was kept.
    ///
    /// Its length and characters are not checked against RFC 7636 §4.1: that is for the server that gets it.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: it is empty.
    pub fn new(verifier: &str) -> Result<Self, Error> {
        check_verifier(&Json::Text(verifier))?;
        Ok(Self(verifier.into()))
    }

    /// Yields the `S256` code challenge (RFC 7636 §4.2): 43 characters of base64url.
    #[must_use]
    pub fn challenge(&self) -> String {
        code_challenge(&self.0)
    }

    /// Yields the text of the verifier, a secret until the code is redeemed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CodeVerifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CodeVerifier([redacted])")
    }
}

/// Yields 256 random bits as 43 characters of base64url: a `state` (RFC 6749 §10.12) or a `nonce` (OpenID Connect Core
/// 1.0 §15.5.2).
///
/// # Errors
/// [`EntropyUnavailable`].
pub fn random_identifier() -> Result<String, EntropyUnavailable> {
    let mut entropy = [0; ENTROPY];
    getrandom::fill(&mut entropy).map_err(|_| EntropyUnavailable)?;
    Ok(identifier(&entropy))
}

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntropyUnavailable;

impl fmt::Display for EntropyUnavailable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the operating system gave no random bytes")
    }
}

impl core::error::Error for EntropyUnavailable {}
