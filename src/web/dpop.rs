//! Demonstrating Proof of Possession (RFC 9449). What a handle knows lives in JavaScript, with the handle.

use alloc::string::String;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::Headers;

use super::host;
use super::jwt::{self, Header, Hook, KeyFacts};
use super::options::Outgoing;
use super::task::{Awaiter, Tasks};
use crate::protocol::dpop;
use crate::protocol::error::{Error, Problem};
use crate::protocol::headers::Headers as _;
use crate::protocol::jwk;
use crate::protocol::jws;
use crate::protocol::time::Time;
use crate::protocol::value::Value as _;

/// Throws unless the argument can make proofs.
#[wasm_bindgen(js_name = checkKeyPair)]
pub fn check_key_pair(key_pair: JsValue) -> Result<(), JsValue> {
    jwt::check_private_key(&host::option_of(&key_pair, "privateKey")?, "DPoP.privateKey")?;
    let public_key = key_pair.member("publicKey")?;
    jwt::check_public_key(&public_key, "DPoP.publicKey")?;
    if !public_key.member("extractable")?.is_truthy() {
        let problem = Problem::Value("must be true: every proof carries the public key");
        return Err(public_key.fail(Error::Argument { subject: "DPoP.publicKey.extractable", problem }));
    }
    Ok(())
}

/// Yields what is behind the option `DPoP`, undefined where there is none.
pub(super) fn option(options: &JsValue) -> Result<JsValue, JsValue> {
    let handle = host::option_of(options, "DPoP")?;
    if handle.is_undefined() {
        return Ok(handle);
    }
    let state = host::handle_state(&handle);
    if state.is_undefined() {
        let problem = Problem::Value("must be a handle made by DPoP() of this copy of oauth4wasm");
        return Err(handle.fail(Error::Argument { subject: "options.DPoP", problem }));
    }
    Ok(state)
}

/// Adds a proof to a request's headers (RFC 9449 §4.2).
pub(super) async fn prove(
    awaiter: &Awaiter,
    state: &JsValue,
    href: &str,
    headers: &mut Outgoing,
    method: &str,
    access_token: Option<&str>,
) -> Result<(), JsValue> {
    let key = state.member("privateKey")?;
    let public_key = state.member("publicKey")?;
    let facts = KeyFacts::of(&key)?;
    let algorithm = facts.algorithm(&key)?;
    let public_jwk = public_jwk(awaiter, &public_key).await?;
    let clock_skew = state.member("clockSkew")?.number().unwrap_or_default();
    let time = Time::with_fraction(host::now()? + clock_skew, host::json_number);
    let nonce = host::recall_nonce(&state.member("nonces")?, &dpop::origin(href))?.to_text();
    let payload = dpop::payload(method, href, nonce.as_deref(), access_token, &jwt::random_identifier()?, &time);
    let header = dpop::header(algorithm.name(), public_jwk.clone());
    let kept = state.member("header")?;
    let hook = Hook { function: state.member("hook")?, this: state.member("handle")? };
    let (input, seen) = jwt::signing_input(Header::Kept(&kept, &header), &payload, &hook)?;
    host::set(state, "header", &seen)?;
    let signature = jwt::signature(awaiter, &key, &facts, &input).await?;
    check_pair(awaiter, state, algorithm, &public_jwk, &signature, &input).await?;
    headers.set(dpop::HEADER, &jws::compact(input, &host::bytes_of(&signature)?))
}

/// Demands, with a handle's first signature, that its two keys belong together: no server would accept its proofs.
async fn check_pair(
    awaiter: &Awaiter,
    state: &JsValue,
    algorithm: jws::Algorithm,
    public_jwk: &str,
    signature: &JsValue,
    input: &str,
) -> Result<(), JsValue> {
    if state.member("matched")?.is_truthy() {
        return Ok(());
    }
    let jws::WebCrypto { name, hash, named_curve, salt_length } = algorithm.web_crypto();
    let promise = host::matches(name, hash, named_curve, salt_length, public_jwk, signature, input.as_bytes());
    if !awaiter.called(promise).await?.is_truthy() {
        let problem = Problem::Value("must belong to \"DPoP.privateKey\": it does not verify its signatures");
        return Err(state.fail(Error::Argument { subject: "DPoP.publicKey", problem }));
    }
    host::set(state, "matched", &JsValue::TRUE)
}

async fn public_jwk(awaiter: &Awaiter, public_key: &JsValue) -> Result<String, JsValue> {
    if let Some(known) = host::remembered_jwk(public_key) {
        return Ok(known);
    }
    let jwk = jwk::public(&awaiter.called(host::export_jwk(public_key)).await?)?;
    host::remember_jwk(public_key, &jwk);
    Ok(jwk)
}

/// Keeps the nonce of an answer, whatever else it says (RFC 9449 §8.2). Odd answers have none.
pub(super) fn remember_nonce(state: &JsValue, response: &JsValue, origin: &str) {
    let nonce = host::header_of(response, dpop::NONCE_HEADER).ok().and_then(|nonce| nonce.to_text());
    let Some(nonce) = nonce.filter(|nonce| !nonce.is_empty()) else { return };
    if let Ok(nonces) = state.member("nonces") {
        host::keep_nonce(&nonces, origin, &nonce, dpop::NONCE_CAPACITY);
    }
}

/// Yields the thumbprint of a handle's public key, for `dpop_jkt` (RFC 9449 §10, RFC 7638).
#[wasm_bindgen(js_name = calculateThumbprint)]
pub fn calculate_thumbprint(tasks: &Tasks, state: JsValue) -> u32 {
    tasks.start(async move |awaiter| {
        let known = state.member("thumbprint")?;
        if !known.is_undefined() {
            return Ok(known);
        }
        let jwk = awaiter.called(host::export_jwk(&state.member("publicKey")?)).await?;
        let Some(thumbprint) = jwk::thumbprint(&jwk)? else {
            return Err(jwk.fail(Error::Unsupported { what: "the key's type has no thumbprint here" }));
        };
        let thumbprint = JsValue::from(thumbprint);
        host::set(&state, "thumbprint", &thumbprint)?;
        Ok(thumbprint)
    })
}

/// Adds a proof to headers of the caller's: what other packages build on.
#[wasm_bindgen(js_name = addProof)]
pub fn add_proof(
    tasks: &Tasks,
    state: JsValue,
    url: JsValue,
    headers: JsValue,
    method: JsValue,
    access_token: JsValue,
) -> u32 {
    tasks.start(async move |awaiter| {
        let href = url.member("href")?.to_text().unwrap_or_default();
        let method = method.to_text().unwrap_or_default();
        let access_token = access_token.to_text().filter(|token| !token.is_empty());
        let mut headers = Outgoing(headers.unchecked_into::<Headers>());
        prove(&awaiter, &state, &href, &mut headers, &method, access_token.as_deref()).await?;
        Ok(JsValue::UNDEFINED)
    })
}

/// Keeps the nonce of an answer: what other packages build on.
#[wasm_bindgen(js_name = cacheNonce)]
pub fn cache_nonce(state: JsValue, response: JsValue, url: JsValue) {
    if let Ok(origin) = url.member("origin") {
        remember_nonce(&state, &response, &origin.to_text().unwrap_or_default());
    }
}

/// Yields whether an error asks for another try with a nonce (RFC 9449 §8, §9).
#[wasm_bindgen(js_name = isDPoPNonceError)]
pub fn is_dpop_nonce_error(error: JsValue) -> Result<bool, JsValue> {
    demands_nonce(&error)
}

/// Yields whether an error asks for another try with a nonce.
pub(super) fn demands_nonce(error: &JsValue) -> Result<bool, JsValue> {
    match host::refusal_kind(error)? {
        1 => {
            for challenge in host::list_of(&error.member("cause")?)?.iter() {
                if challenge.member("scheme")?.to_text().as_deref() == Some("dpop")
                    && is_use_nonce(&challenge.member("parameters")?.member("error")?)
                {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        2 => Ok(is_use_nonce(&error.member("error")?)),
        _ => Ok(false),
    }
}

fn is_use_nonce(code: &JsValue) -> bool {
    code.to_text().as_deref() == Some(dpop::USE_NONCE)
}
