use core::fmt;
use std::string::String;

use serde_json::Value as JsonValue;

use super::{public, required_members, thumbprint};
use crate::protocol::claims::JsonObject;
use crate::protocol::error::{Error, Problem};
use crate::protocol::json::Json;
use crate::protocol::pkce::code_challenge;
use crate::protocol::value::{Text, Value as _};

/// A public key as JSON, with the members that a proof carries and no others (RFC 9449 §4.2).
///
/// Made of a private key's JWK it is public all the same.
///
/// ```
/// use oauth4wasm::protocol::jwk::PublicJwk;
///
/// // RFC 8037 Appendix A.1
/// let jwk = serde_json::from_str(r#"{
///     "kty": "OKP",
///     "crv": "Ed25519",
///     "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
///     "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
/// }"#)?;
/// let public_jwk = PublicJwk::new(&jwk)?;
/// let json = r#"{"kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","crv":"Ed25519"}"#;
/// assert_eq!(public_jwk.as_json(), json);
/// assert_eq!(public_jwk.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PublicJwk {
    jwk: JsonValue,
    json: String,
    thumbprint: String,
}

impl PublicJwk {
    /// Yields the public part of a JWK (RFC 7517 §4, RFC 7518 §6).
    ///
    /// Whether its numbers are a key is not checked: that is for the server that gets a signature.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_TYPE` or `ERR_INVALID_ARG_VALUE`: it is not an object, its `kty` is not one
    /// of `EC`, `OKP`, `RSA` and `AKP`, or a member that makes a key of that type is missing.
    pub fn new(jwk: &JsonValue) -> Result<Self, Error> {
        let argument = |subject, problem| Error::Argument { subject, problem };
        let jwk = Json::Value(jwk);
        if !jwk.is_object() || jwk.is_array() {
            return Err(argument("jwk", Problem::NotObject));
        }
        let kty = jwk.member("kty")?.to_text().ok_or_else(|| argument("jwk.kty", Problem::NotText))?;
        let unknown = || argument("jwk.kty", Problem::Value("must be \"EC\", \"OKP\", \"RSA\" or \"AKP\""));
        for name in required_members(&kty).ok_or_else(unknown)? {
            if jwk.member(name)?.text() != Text::Present {
                return Err(argument("jwk", Problem::Value("must have every member that its \"kty\" requires")));
            }
        }
        let (mut members, mut public_members) = (JsonObject::default(), JsonObject::default());
        if !thumbprint(&jwk, &mut members)? {
            return Err(unknown());
        }
        public(&jwk, &mut public_members)?;
        let json = public_members.to_json();
        Ok(Self { jwk: public_members.into(), json, thumbprint: code_challenge(&members.to_json()) })
    }

    pub(crate) fn as_value(&self) -> &JsonValue {
        &self.jwk
    }

    /// Yields the JSON text.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.json
    }

    /// Yields the SHA-256 thumbprint (RFC 7638 §3): what `dpop_jkt` and `jkt` name a key by (RFC 9449 §6.1, §10).
    #[must_use]
    pub fn thumbprint(&self) -> &str {
        &self.thumbprint
    }
}

impl fmt::Debug for PublicJwk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PublicJwk").field("thumbprint", &self.thumbprint).finish_non_exhaustive()
    }
}
