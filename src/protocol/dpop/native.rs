use core::convert::Infallible;
use core::fmt;
use std::string::String;
use std::vec::Vec;

use url::Url;

use super::{NONCE_HEADER, NonceStore, USE_NONCE, header, keep, origin, payload, recall};
use crate::protocol::claims::JsonObject;
use crate::protocol::error::Error;
use crate::protocol::json::Json;
use crate::protocol::jwk::PublicJwk;
use crate::protocol::jws::{self, Algorithm};
use crate::protocol::message::Response;
use crate::protocol::time::Time;

/// Yields what a proof's key signs (RFC 9449 §4.2); [`jws::compact`] makes the proof of it and the signature.
///
/// `jti` is fresh for every proof; `access_token` goes with requests to a resource only (RFC 9449 §7).
#[must_use]
pub fn proof_signing_input(
    algorithm: Algorithm,
    public_jwk: &PublicJwk,
    (method, url): (&str, &Url),
    nonce: Option<&str>,
    access_token: Option<&str>,
    jti: &str,
    time: Time,
) -> String {
    let (mut head, mut body) = (JsonObject::default(), JsonObject::default());
    let Ok(()) = header(&mut head, &Json::Text(algorithm.name()), &Json::Value(public_jwk.as_value()));
    let nonce = nonce.map_or(Json::Undefined, Json::Text);
    let Ok(()) = payload(&mut body, (&Json::Text(method), url.as_str()), &nonce, access_token, jti, time);
    jws::signing_input(&head.to_json(), &body.to_json())
}

/// Yields whether a server refused a proof because it demands a nonce, or a newer one (RFC 9449 §8, §9).
///
/// The same request with another proof may succeed, once the nonce of the refusal is known.
#[must_use]
pub fn is_nonce_error(error: &Error) -> bool {
    match error {
        Error::ResponseBody { error, .. } => error == USE_NONCE,
        // Beside it may be the challenge of another scheme (RFC 9449 §7.2).
        Error::Challenge { challenges, .. } => challenges
            .iter()
            .any(|challenge| challenge.scheme == "dpop" && challenge.parameter("error") == Some(USE_NONCE)),
        _ => false,
    }
}

/// The newest nonce of each origin (RFC 9449 §8.2), of at most [`NONCE_CAPACITY`](super::NONCE_CAPACITY) origins; the `Debug` output shows how
/// many.
///
/// ```
/// use oauth4wasm::protocol::dpop::Nonces;
/// use oauth4wasm::protocol::message::{HeaderMap, Response};
///
/// let mut nonces = Nonces::default();
/// let (par, token) = ("https://as.example/par".parse()?, "https://as.example/token".parse()?);
/// nonces.learn(&par, &Response::new(201, HeaderMap::from_pairs([("DPoP-Nonce", "eyJ7S_zG")])?, ""));
/// assert_eq!(nonces.newest(&token), Some("eyJ7S_zG"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Nonces {
    /// Origins and their nonces, the most recently used last.
    entries: Vec<(String, String)>,
}

impl Nonces {
    /// Yields the newest nonce of a URL's origin.
    pub fn newest(&mut self, url: &Url) -> Option<&str> {
        let Ok(nonce) = recall(self, &origin(url.as_str()));
        nonce.and(self.entries.last()).map(|(_, nonce)| nonce.as_str())
    }

    /// Keeps the nonce of a response to a request for a URL, whatever the response's status (RFC 9449 §8.2).
    pub fn learn(&mut self, url: &Url, response: &Response) {
        let Some(nonce) = response.headers.get(NONCE_HEADER).filter(|nonce| !nonce.is_empty()) else { return };
        let Ok(()) = keep(self, &origin(url.as_str()), &nonce);
    }
}

impl NonceStore for Nonces {
    type Origin = str;
    type Nonce = String;
    type Error = Infallible;

    fn remove(&mut self, origin: &str) -> Result<Option<String>, Infallible> {
        let position = self.entries.iter().position(|(known, _)| known == origin);
        Ok(position.map(|position| self.entries.remove(position).1))
    }

    fn append(&mut self, origin: &str, nonce: &String) -> Result<u32, Infallible> {
        self.entries.push((origin.into(), nonce.clone()));
        Ok(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
    }

    fn forget_oldest(&mut self) -> Result<(), Infallible> {
        self.entries.remove(0);
        Ok(())
    }
}

impl fmt::Debug for Nonces {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Nonces([{} origins])", self.entries.len())
    }
}
