use core::fmt;
use std::string::String;
use std::vec::Vec;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use serde_json::Value as JsonValue;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::HostError;
use crate::client::{Signer, SignerError};
use crate::protocol::error::{Error, Problem};
use crate::protocol::jwk::PublicJwk;
use crate::protocol::jws::{self, Algorithm, MINIMAL_MODULUS};

/// A private key that WebCrypto holds, extractable or not.
pub struct CryptoKeySigner {
    private_key: CryptoKey,
    algorithm: Algorithm,
    public_jwk: PublicJwk,
    key_id: Option<String>,
}

impl CryptoKeySigner {
    /// Yields a fresh key that cannot be extracted; RSA keys have 2048 bits.
    ///
    /// # Errors
    /// [`KeyError::Host`]: the host cannot make such a key.
    pub async fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        let parameters = parameters(algorithm)?;
        if algorithm.is_rsa() {
            Reflect::set(&parameters, &"modulusLength".into(), &MINIMAL_MODULUS.into())?;
            let public_exponent = Uint8Array::from([1, 0, 1].as_slice());
            Reflect::set(&parameters, &"publicExponent".into(), &public_exponent)?;
        }
        let usages = Array::of2(&"sign".into(), &"verify".into());
        let pair = awaited(subtle()?.generate_key_with_object(&parameters, false, &usages)).await?;
        let member = |name: &str| Reflect::get(&pair, &name.into()).map(JsValue::unchecked_into::<CryptoKey>);
        Self::new(member("privateKey")?, &member("publicKey")?).await
    }

    /// Yields the signer of a pair of keys, after a signature that shows whether they belong together.
    ///
    /// # Errors
    /// - [`KeyError::Unusable`]: the algorithm is none that a client may sign with, the private key may not sign, an RSA
    ///   key is too small, the public key is none of the types of [`PublicJwk::new`], or it does not verify the private
    ///   key's signature.
    /// - [`KeyError::Host`]: the public key cannot be extracted, or the host refuses for a reason of its own.
    pub async fn new(private_key: CryptoKey, public_key: &CryptoKey) -> Result<Self, KeyError> {
        let algorithm = algorithm_of(&private_key)?;
        let exported = awaited(subtle()?.export_key("jwk", public_key)).await?;
        let public_jwk =
            PublicJwk::new(&serde_wasm_bindgen::from_value::<JsonValue>(exported).map_err(JsValue::from)?)?;
        let signer = Self { private_key, algorithm, public_jwk, key_id: None };
        match signer.is_a_pair().await? {
            true => Ok(signer),
            false => {
                let problem = Problem::Value("must belong to the private key: it does not verify its signatures");
                Err(Error::Argument { subject: "publicKey", problem }.into())
            }
        }
    }

    /// Yields the signer with the `kid` by which a server finds the public key (RFC 7515 §4.1.4).
    #[must_use]
    pub fn with_key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }

    async fn is_a_pair(&self) -> Result<bool, HostError> {
        let parameters = parameters(self.algorithm)?;
        let jwk: JsonValue = serde_json::from_str(self.public_jwk.as_json()).unwrap_or_default();
        let jwk = object(&jwk)?;
        let usages = Array::of1(&"verify".into());
        let subtle = subtle()?;
        let key = awaited(subtle.import_key_with_object("jwk", &jwk, &parameters, true, &usages)).await?;
        let message = Uint8Array::new_with_length(32);
        let signature = Uint8Array::from(self.signature(&message.to_vec()).await?.as_slice());
        let verified = subtle.verify_with_object_and_js_u8_array_and_js_u8_array(
            &parameters,
            key.unchecked_ref(),
            &signature,
            &message,
        );
        Ok(awaited(verified).await?.is_truthy())
    }

    async fn signature(&self, message: &[u8]) -> Result<Vec<u8>, HostError> {
        let (parameters, message) = (parameters(self.algorithm)?, Uint8Array::from(message));
        let signed = subtle()?.sign_with_object_and_js_u8_array(&parameters, &self.private_key, &message);
        Ok(Uint8Array::new(&awaited(signed).await?).to_vec())
    }
}

impl Signer for CryptoKeySigner {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    fn public_jwk(&self) -> &PublicJwk {
        &self.public_jwk
    }

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        self.signature(message).await.map_err(SignerError::new)
    }
}

impl fmt::Debug for CryptoKeySigner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CryptoKeySigner")
            .field("algorithm", &self.algorithm)
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

/// Why a pair of keys is no signer.
#[derive(Debug)]
#[non_exhaustive]
pub enum KeyError {
    /// The rules do not allow it.
    Unusable(Error),
    /// The host refused.
    Host(HostError),
}

impl From<Error> for KeyError {
    fn from(error: Error) -> Self {
        Self::Unusable(error)
    }
}

impl From<HostError> for KeyError {
    fn from(error: HostError) -> Self {
        Self::Host(error)
    }
}

impl From<JsValue> for KeyError {
    fn from(thrown: JsValue) -> Self {
        Self::Host(thrown.into())
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(error) => error.fmt(formatter),
            Self::Host(error) => error.fmt(formatter),
        }
    }
}

impl core::error::Error for KeyError {}

/// How WebCrypto describes a key.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Description {
    name: String,
    named_curve: Option<String>,
    hash: Option<Hash>,
    modulus_length: Option<f64>,
}

#[derive(Deserialize)]
struct Hash {
    name: String,
}

/// What WebCrypto is told about an algorithm; members that it does not look at do no harm.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    name: &'static str,
    hash: &'static str,
    named_curve: &'static str,
    salt_length: u32,
}

fn parameters(algorithm: Algorithm) -> Result<Object, JsValue> {
    let known = algorithm.web_crypto();
    let (name, hash, named_curve, salt_length) = (known.name, known.hash, known.named_curve, known.salt_length);
    object(&Parameters { name, hash, named_curve, salt_length })
}

fn algorithm_of(key: &CryptoKey) -> Result<Algorithm, KeyError> {
    let described = serde_wasm_bindgen::from_value::<Description>(key.algorithm()?.into()).map_err(JsValue::from)?;
    let Description { name, named_curve, hash, modulus_length } = described;
    let parameter = named_curve.or(hash.map(|hash| hash.name)).unwrap_or_default();
    let algorithm = jws::algorithm_of_key(&name, &parameter)?;
    jws::check_key(algorithm, &name, key.usages().includes(&"sign".into(), 0), modulus_length)?;
    Ok(algorithm)
}

/// A plain object.
fn object(value: &impl Serialize) -> Result<Object, JsValue> {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)?;
    Ok(value.unchecked_into())
}

fn subtle() -> Result<SubtleCrypto, HostError> {
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into())?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).unwrap_or_default();
    match subtle.is_object() {
        true => Ok(subtle.unchecked_into()),
        false => Err(HostError::missing("crypto.subtle is missing: pages have it on https and on localhost only")),
    }
}

async fn awaited(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}
