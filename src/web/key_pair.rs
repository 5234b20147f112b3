//! Makes key pairs.

use wasm_bindgen::prelude::*;

use super::task::Tasks;
use super::{error, host};
use crate::protocol::argument::{self, Source};
use crate::protocol::error::Error;
use crate::protocol::jws::{Algorithm, WebCrypto};
use crate::protocol::value::Value as _;

/// Makes a key pair for a JWS algorithm; the private key is not extractable unless the caller wants it so.
#[wasm_bindgen(js_name = generateKeyPair)]
pub fn generate_key_pair(tasks: &Tasks, alg: JsValue, options: JsValue) -> u32 {
    tasks.start(async move |awaiter| {
        argument::text(&alg, &alg, "alg", Source::Argument)?;
        let Some(algorithm) = alg.to_text().as_deref().and_then(Algorithm::from_name) else {
            let what = "no such JWS algorithm can be signed with";
            return Err(error::thrown(&Error::Unsupported { what }, &host::record("alg", &alg), &JsValue::UNDEFINED));
        };
        let WebCrypto { name, hash, named_curve, .. } = algorithm.web_crypto();
        let modulus_length = match algorithm.is_rsa() {
            true => host::option_of(&options, "modulusLength")?,
            false => JsValue::UNDEFINED,
        };
        let extractable = host::option_of(&options, "extractable")?;
        awaiter.called(host::generate_key(name, hash, named_curve, &modulus_length, &extractable)).await
    })
}
