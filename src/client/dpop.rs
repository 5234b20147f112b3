use core::fmt;
use std::string::String;
use std::sync::{Mutex, MutexGuard, PoisonError};

use url::Url;

use super::clock::Clock;
use super::error::Error;
use super::signer::Signer;
use crate::protocol::dpop::{Nonces, proof_signing_input};
use crate::protocol::jws;
use crate::protocol::message::Response;
use crate::protocol::pkce::random_identifier;
use crate::protocol::time::Time;

/// A key to whose possession tokens are bound (RFC 9449), and the nonces that servers gave for it.
///
/// Keep one handle per key, for all requests that it proves: what one answer taught, the next request uses.
pub struct DPoP<S> {
    signer: S,
    nonces: Mutex<Nonces>,
}

impl<S: Signer> DPoP<S> {
    /// Yields a handle that knows no nonce yet.
    #[must_use]
    pub fn new(signer: S) -> Self {
        Self { signer, nonces: Mutex::new(Nonces::default()) }
    }

    /// Yields the thumbprint of the public key, for the parameter `dpop_jkt` (RFC 9449 §10).
    ///
    /// A pushed authorization request needs none: its proof binds the code already (RFC 9449 §10.1).
    #[must_use]
    pub fn thumbprint(&self) -> &str {
        self.signer.public_jwk().thumbprint()
    }

    /// Yields the newest nonce of a URL's origin (RFC 9449 §8.2).
    #[must_use]
    pub fn nonce(&self, url: &Url) -> Option<String> {
        self.nonces().newest(url).map(String::from)
    }

    /// Keeps the nonce that a response brought, if it did. Every response is worth a look, a refusal as much as another.
    pub fn learn(&self, url: &Url, response: &Response) {
        self.nonces().learn(url, response);
    }

    /// Yields a proof for one request: the value of the header [`dpop`](crate::protocol::dpop::HEADER).
    ///
    /// `nonce` is commonly [`nonce`](Self::nonce)'s; `access_token` goes with requests to a resource only (RFC 9449 §7).
    ///
    /// # Errors
    /// [`Error::Signer`], [`Error::Entropy`]; [`Error::Protocol`] where the key makes an empty signature.
    pub async fn proof(
        &self,
        (method, url): (&str, &Url),
        nonce: Option<&str>,
        access_token: Option<&str>,
        clock: &impl Clock,
    ) -> Result<String, Error> {
        let time = Time::since_1970(clock.seconds());
        let (algorithm, public_jwk) = (self.signer.algorithm(), self.signer.public_jwk());
        let jti = random_identifier()?;
        let input = proof_signing_input(algorithm, public_jwk, (method, url), nonce, access_token, &jti, time);
        let signature = self.signer.sign(input.as_bytes()).await?;
        Ok(jws::compact(&input, &signature)?)
    }

    fn nonces(&self) -> MutexGuard<'_, Nonces> {
        self.nonces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> fmt::Debug for DPoP<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DPoP").field("nonces", &self.nonces).finish_non_exhaustive()
    }
}
