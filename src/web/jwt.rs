//! Issues JWTs: the rules say what they hold, the host signs.

use alloc::string::String;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::host;
use super::task::Awaiter;
use crate::protocol::claims::{Claim, Claims};
use crate::protocol::error::{Error, Problem};
use crate::protocol::jws::{self, Algorithm, MINIMAL_MODULUS};
use crate::protocol::pkce::{ENTROPY, identifier};
use crate::protocol::time::Time;
use crate::protocol::value::Value as _;

/// What the rules ask of a CryptoKey.
pub(super) struct KeyFacts {
    may_sign: bool,
    /// Named `EdDSA`, as some old hosts do: their `sign` is none that we know.
    is_legacy: bool,
    algorithm: Option<Algorithm>,
}

impl KeyFacts {
    pub(super) fn of(key: &JsValue) -> Result<Self, JsValue> {
        let facts = host::key_facts(key)?;
        let mut lines = facts.split('\n');
        let mut next = || lines.next().unwrap_or_default();
        let (name, parameter, may_sign) = (next(), next(), next());
        let algorithm = Algorithm::of_key(name, parameter);
        Ok(Self { may_sign: may_sign == "true", is_legacy: name == "EdDSA", algorithm })
    }

    /// Yields the algorithm that the key signs with.
    pub(super) fn algorithm(&self, key: &JsValue) -> Result<Algorithm, JsValue> {
        self.algorithm.ok_or_else(|| {
            let what = "the key's algorithm is none that a client may sign with (RSASSA-PKCS1-v1_5 or RSA-PSS with \
                        SHA-256, SHA-384 or SHA-512; ECDSA with P-256, P-384 or P-521; Ed25519; ML-DSA)";
            key.fail(Error::Unsupported { what })
        })
    }
}

/// Demands a private CryptoKey.
pub(super) fn check_private_key(key: &JsValue, subject: &'static str) -> Result<(), JsValue> {
    check_key(key, subject, "private", "must be a private CryptoKey")
}

/// Demands a public CryptoKey.
pub(super) fn check_public_key(key: &JsValue, subject: &'static str) -> Result<(), JsValue> {
    check_key(key, subject, "public", "must be a public CryptoKey")
}

fn check_key(key: &JsValue, subject: &'static str, kind: &str, predicate: &'static str) -> Result<(), JsValue> {
    if !host::is_instance(key, "CryptoKey")? {
        return Err(key.fail(Error::Argument { subject, problem: Problem::NotInstance("CryptoKey") }));
    }
    match key.member("type")?.to_text().as_deref() == Some(kind) {
        true => Ok(()),
        false => Err(key.fail(Error::Argument { subject, problem: Problem::Value(predicate) })),
    }
}

/// Yields the key and the `kid` of an argument that is a CryptoKey or `{ key, kid }`.
pub(super) fn key_and_kid(input: &JsValue) -> Result<(JsValue, JsValue), JsValue> {
    if host::is_instance(input, "CryptoKey")? {
        return Ok((input.clone(), JsValue::UNDEFINED));
    }
    let key = host::option_of(input, "key")?;
    if !host::is_instance(&key, "CryptoKey")? {
        return Ok((JsValue::UNDEFINED, JsValue::UNDEFINED));
    }
    let kid = input.member("kid")?;
    if !kid.is_undefined() {
        crate::protocol::argument::text(&kid, &kid, "kid", crate::protocol::argument::Source::Argument)?;
    }
    Ok((key, kid))
}

/// Yields the moment that a JWT of this client is issued at.
pub(super) fn time(client: &JsValue) -> Result<Time, JsValue> {
    Ok(Time::with_fraction(host::now()? + host::clock_skew_of(client)?, host::json_number))
}

/// Yields a fresh random identifier.
pub(super) fn random_identifier() -> Result<String, JsValue> {
    let mut entropy = [0; ENTROPY];
    host::fill_random(&mut entropy)?;
    Ok(identifier(&entropy))
}

/// Yields the claim for a value of the caller's, as `JSON.stringify` has it.
pub(super) fn claim(value: &JsValue) -> Result<Claim, JsValue> {
    Ok(host::json_text(value)?.map_or(Claim::Absent, Claim::Json))
}

/// A function of the caller's that may change a JWT before it is signed, and what it is called on.
pub(super) struct Hook {
    pub(super) function: JsValue,
    pub(super) this: JsValue,
}

impl Hook {
    /// Yields the hook of options that are looked at when the JWT is made.
    pub(super) fn of(options: &JsValue) -> Result<Self, JsValue> {
        Ok(Self { function: host::hook_of(options)?, this: options.clone() })
    }
}

/// Yields the JWS signing input, changed by the caller's hook if there is one.
///
/// The second value is the header that the hook saw, which a DPoP handle shows it again.
pub(super) fn signing_input(header: Header<'_>, payload: &Claims, hook: &Hook) -> Result<(String, JsValue), JsValue> {
    let (kept, header) = match header {
        Header::New(claims) => (&JsValue::UNDEFINED, claims),
        Header::Kept(kept, claims) => (kept, claims),
    };
    if hook.function.is_undefined() || hook.function.is_null() {
        return Ok((jws::signing_input(&header.to_json(), &payload.to_json()), JsValue::UNDEFINED));
    }
    let absent = Array::new();
    for name in header.absent().chain(payload.absent()) {
        absent.push(&name.into());
    }
    let header = match kept.is_undefined() {
        true => header.to_json_for_hook().into(),
        false => kept.clone(),
    };
    let changed = host::hooked(&hook.function, &hook.this, &header, &payload.to_json_for_hook(), &absent)?;
    let text = |index| changed.get(index).as_string().unwrap_or_default();
    Ok((jws::signing_input(&text(0), &text(1)), changed.get(2)))
}

/// A JWT's header.
pub(super) enum Header<'a> {
    /// Made for this JWT.
    New(&'a Claims),
    /// As a hook left it the last time, if there was one.
    Kept(&'a JsValue, &'a Claims),
}

/// Yields the compact form of a JWT signed with a CryptoKey.
pub(super) async fn signed(
    awaiter: &Awaiter,
    key: &JsValue,
    facts: &KeyFacts,
    signing_input: String,
) -> Result<String, JsValue> {
    let signature = signature(awaiter, key, facts, &signing_input).await?;
    Ok(jws::compact(signing_input, &host::bytes_of(&signature)?))
}

/// Yields the signature, an ArrayBuffer.
pub(super) async fn signature(
    awaiter: &Awaiter,
    key: &JsValue,
    facts: &KeyFacts,
    signing_input: &str,
) -> Result<JsValue, JsValue> {
    if !facts.may_sign {
        let problem = Problem::Value("must have \"sign\" among its \"usages\"");
        return Err(key.fail(Error::Argument { subject: "CryptoKey", problem }));
    }
    let algorithm = facts.algorithm(key)?;
    if facts.is_legacy {
        return Err(key.fail(Error::Unsupported { what: "this host's EdDSA keys cannot sign, only Ed25519 keys can" }));
    }
    if algorithm.is_rsa() && host::modulus_length(key)? < MINIMAL_MODULUS {
        let what = "the RSA key's modulus has less than 2048 bits (RFC 7518 §3.3)";
        return Err(key.fail(Error::Unsupported { what }));
    }
    let parameters = algorithm.web_crypto();
    let promise = host::sign(parameters.name, parameters.hash, parameters.salt_length, key, signing_input.as_bytes());
    awaiter.called(promise).await
}

/// Yields the compact form of a JWT signed with an HMAC key, or the promise of one.
pub(super) async fn signed_with_hmac(
    awaiter: &Awaiter,
    key: &JsValue,
    signing_input: String,
) -> Result<String, JsValue> {
    let signature = awaiter.called(host::sign_hmac(key, signing_input.as_bytes())).await?;
    Ok(jws::compact(signing_input, &host::bytes_of(&signature)?))
}
