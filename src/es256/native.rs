use std::vec::Vec;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use p256::elliptic_curve::zeroize::{Zeroize as _, Zeroizing};
use serde_json::{Value as JsonValue, json};

use super::{NUMBER, PrivateKey, refused};
use crate::client::{Signer, SignerError};
use crate::protocol::error::Error;
use crate::protocol::json::Json;
use crate::protocol::jwk::PublicJwk;
use crate::protocol::jws::Algorithm;
use crate::protocol::pkce::EntropyUnavailable;

impl PrivateKey {
    /// Yields a fresh key.
    ///
    /// # Errors
    /// [`EntropyUnavailable`].
    pub fn generate() -> Result<Self, EntropyUnavailable> {
        let mut number = Zeroizing::new([0; NUMBER]);
        loop {
            getrandom::fill(number.as_mut_slice()).map_err(|_| EntropyUnavailable)?;
            // One number of 2³² is not below the order of the curve.
            if let Ok(key) = Self::from_scalar(&number) {
                return Ok(key);
            }
        }
    }

    /// Yields the key of a JWK's text, with its `kid` (RFC 7518 §6.2).
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: it is not JSON; else as [`from_jwk`](Self::from_jwk).
    pub fn from_jwk_json(text: &str) -> Result<Self, Error> {
        let malformed = |_| refused("jwk", "must be the text of a JSON object");
        let mut jwk: JsonValue = serde_json::from_str(text).map_err(malformed)?;
        let key = Self::from_jwk(&Json::Value(&jwk));
        if let Some(JsonValue::String(number)) = jwk.get_mut("d") {
            number.zeroize();
        }
        key
    }
}

impl Signer for PrivateKey {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Es256
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id()
    }

    fn public_jwk(&self) -> &PublicJwk {
        &self.public_jwk
    }

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        Ok(self.sign(message).to_vec())
    }
}

pub(super) fn public_jwk(point: &[[u8; NUMBER]; 2]) -> Result<PublicJwk, Error> {
    let [x, y] = point.map(|number| Base64UrlUnpadded::encode_string(&number));
    PublicJwk::new(&json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y }))
}
