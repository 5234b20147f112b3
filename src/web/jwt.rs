//! JWTs: the rules say what they hold, the host signs.

use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "es256")]
use super::es256::is_crypto_key;
use super::response::called;
use super::value::{Hidden, HostValue, Outcome, Symbol, Thrown, fill_random, outcome, place};
use super::{host, value};
use crate::protocol::argument::{self, Source};
use crate::protocol::claims::{Claim, Claims};
use crate::protocol::error::{Error, Problem};
use crate::protocol::jws::{self, Algorithm};
use crate::protocol::pkce::{ENTROPY, identifier};
use crate::protocol::time::Time;
use crate::protocol::value::Value as _;

/// A CryptoKey, and what the rules ask of it.
pub(super) struct SigningKey {
    pub(super) key: HostValue,
    facts: String,
}

impl SigningKey {
    pub(super) fn of(key: HostValue) -> Result<Self, Thrown> {
        let known = key.hidden(Hidden::Key);
        let mut facts = known.member("facts")?;
        if facts.is_undefined() {
            facts = outcome(host::key_facts(key.raw()))?;
            known.set("facts", facts)?;
        }
        Ok(Self { key, facts: facts.text_or_empty() })
    }

    fn lines(&self) -> [&str; 3] {
        let mut lines = self.facts.split('\n');
        core::array::from_fn(|_| lines.next().unwrap_or_default())
    }

    /// Yields the algorithm that the key signs with.
    pub(super) fn algorithm(&self) -> Result<Algorithm, Thrown> {
        let [name, parameter, _] = self.lines();
        jws::algorithm_of_key(name, parameter).map_err(|error| self.key.fail(error))
    }

    /// Starts to sign; yields the promise of a signature.
    pub(super) fn sign(&self, signing_input: &str) -> Outcome {
        let [name, _, may_sign] = self.lines();
        let algorithm = self.algorithm()?;
        let modulus_length = match algorithm.is_rsa() {
            true => Some(outcome(host::modulus_length(self.key.raw()))?.number().unwrap_or(f64::NAN)),
            false => None,
        };
        jws::check_key(algorithm, name, may_sign == "true", modulus_length).map_err(|error| self.key.fail(error))?;
        let parameters = algorithm.web_crypto();
        // RSA keys bring their hash along.
        let hash = if parameters.named_curve.is_empty() { "" } else { parameters.hash };
        let (pointer, length) = place(signing_input.as_bytes());
        outcome(host::sign(
            HostValue::name(parameters.name).raw(),
            HostValue::name(hash).raw(),
            parameters.salt_length as i32,
            self.key.raw(),
            pointer,
            length,
        ))
    }
}

/// Demands a private CryptoKey.
pub(super) fn check_private_key(key: HostValue, subject: &'static str) -> Result<(), Thrown> {
    check_key(key, subject, "private", "must be a private CryptoKey")
}

/// Demands a public CryptoKey.
pub(super) fn check_public_key(key: HostValue, subject: &'static str) -> Result<(), Thrown> {
    check_key(key, subject, "public", "must be a public CryptoKey")
}

fn check_key(key: HostValue, subject: &'static str, kind: &str, predicate: &'static str) -> Result<(), Thrown> {
    if !is_crypto_key(key)? {
        return Err(key.fail(Error::Argument { subject, problem: Problem::NotInstance("CryptoKey") }));
    }
    match key.member("type")?.is_text(kind) {
        true => Ok(()),
        false => Err(key.fail(Error::Argument { subject, problem: Problem::Value(predicate) })),
    }
}

#[cfg(not(feature = "es256"))]
fn is_crypto_key(key: HostValue) -> Result<bool, Thrown> {
    key.is_instance("CryptoKey")
}

/// Yields the key and the `kid` of an argument that is a CryptoKey or `{ key, kid }`.
pub(super) fn key_and_kid(input: HostValue) -> Result<(HostValue, HostValue), Thrown> {
    if is_crypto_key(input)? {
        return Ok((input, HostValue::UNDEFINED));
    }
    let key = input.option("key")?;
    if !is_crypto_key(key)? {
        return Ok((HostValue::UNDEFINED, HostValue::UNDEFINED));
    }
    let kid = input.member("kid")?;
    if !kid.is_undefined() {
        argument::text(&kid, &kid, "kid", Source::Argument)?;
    }
    Ok((key, kid))
}

/// Yields the moment that a JWT of this client is issued at.
pub(super) fn time(client: HostValue) -> Result<Time, Thrown> {
    time_with(client.symbol_member(Symbol::ClockSkew)?)
}

/// Yields the moment that a JWT is issued at, by a clock that is so many seconds wrong.
pub(super) fn time_with(clock_skew: HostValue) -> Result<Time, Thrown> {
    let now = outcome(host::now())?.number().unwrap_or(f64::NAN);
    let skew = clock_skew.number().filter(|skew| skew.is_finite()).unwrap_or_default();
    Ok(Time::with_fraction(now + skew, |number| {
        value::outcome(host::json_text(HostValue::from_number(number).raw()))
            .map_or_else(|Thrown| String::from("null"), HostValue::text_or_empty)
    }))
}

/// Yields a fresh identifier that need only be unique.
pub(super) fn random_identifier() -> Result<String, Thrown> {
    let mut entropy = [0; ENTROPY];
    fill_random(&mut entropy, true)?;
    Ok(identifier(&entropy))
}

/// Yields the claim for a value of the caller's, as `JSON.stringify` has it.
pub(super) fn claim(value: HostValue) -> Result<Claim, Thrown> {
    if value.is_undefined() {
        return Ok(Claim::Absent);
    }
    Ok(outcome(host::json_text(value.raw()))?.to_text().map_or(Claim::Absent, Claim::Json))
}

/// A function of the caller's that may change a JWT before it is signed, and what it is called on.
pub(super) struct Hook {
    pub(super) function: HostValue,
    pub(super) this: HostValue,
}

impl Hook {
    /// Yields the hook of options that are looked at when the JWT is made.
    pub(super) fn of(options: HostValue) -> Result<Self, Thrown> {
        Ok(Self { function: options.symbol_member(Symbol::ModifyAssertion)?, this: options })
    }
}

/// Yields the JWS signing input, changed by the caller's hook if there is one.
///
/// The second value is the header that the hook saw, which a DPoP handle shows it again.
pub(super) fn signing_input(header: Header<'_>, payload: &Claims, hook: &Hook) -> Result<(String, HostValue), Thrown> {
    let (kept, header) = match header {
        Header::New(claims) => (HostValue::UNDEFINED, claims),
        Header::Kept(kept, claims) => (kept, claims),
    };
    if hook.function.is_undefined() || hook.function.is_null() {
        return Ok((jws::signing_input(&header.to_json(), &payload.to_json()), HostValue::UNDEFINED));
    }
    let absent: Vec<&str> = header.absent().chain(payload.absent()).collect();
    let header = match kept.is_undefined() {
        true => HostValue::from_text(&header.to_json_for_hook()),
        false => kept,
    };
    let changed = outcome(host::hooked(
        hook.function.raw(),
        hook.this.raw(),
        header.raw(),
        HostValue::from_text(&payload.to_json_for_hook()).raw(),
        HostValue::from_text(&absent.join(" ")).raw(),
    ))?;
    let part = |index| outcome(host::item(changed.raw(), index));
    Ok((jws::signing_input(&part(0)?.text_or_empty(), &part(1)?.text_or_empty()), part(2)?))
}

/// A JWT's header.
pub(super) enum Header<'a> {
    /// Made for this JWT.
    New(&'a Claims),
    /// As a hook left it the last time, if there was one.
    Kept(HostValue, &'a Claims),
}

/// Yields the compact form of a JWT signed with a CryptoKey.
pub(super) async fn signed(key: &SigningKey, signing_input: String) -> Outcome {
    let signature = called(key.sign(&signing_input)).await?;
    compact(signing_input, signature)
}

/// Yields the compact form of a JWT, given its signature as an ArrayBuffer.
pub(super) fn compact(signing_input: String, signature: HostValue) -> Outcome {
    Ok(HostValue::from_text(&jws::compact(signing_input, &signature.bytes()?)))
}

/// Yields the compact form of a JWT signed with an HMAC key.
pub(super) async fn signed_with_hmac(key: HostValue, signing_input: String) -> Outcome {
    let (pointer, length) = place(signing_input.as_bytes());
    let [name, hash] = ["HMAC", "SHA-256"].map(HostValue::name).map(HostValue::raw);
    let signature = called(outcome(host::sign(name, hash, 0, key.raw(), pointer, length))).await?;
    compact(signing_input, signature)
}
