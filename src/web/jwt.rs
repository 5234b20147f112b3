//! JWTs: the rules say what they hold, the host signs.

use alloc::string::String;

#[cfg(feature = "es256")]
use super::es256::is_crypto_key;
use super::host;
use super::task::settled;
use super::value::{Hidden, HostValue, Outcome, Symbol, Thrown, fill_random, outcome, place};
use crate::protocol::argument::{self, Source};
use crate::protocol::error::{Error, Problem};
use crate::protocol::jws::{self, Algorithm};
use crate::protocol::pkce::{ENTROPY, identifier};
use crate::protocol::time::Time;
use crate::protocol::value::Value as _;

/// A CryptoKey and the algorithm that it signs with.
#[derive(Clone, Copy)]
pub(super) struct SigningKey {
    pub(super) key: HostValue,
    pub(super) algorithm: Algorithm,
    /// Once it may sign, it may for ever.
    may_sign: bool,
}

impl SigningKey {
    /// Demands a key of an algorithm that a client may sign with.
    pub(super) fn of(key: HostValue) -> Result<Self, Thrown> {
        if let Some(algorithm) = Algorithm::from_number(host::known_algorithm(key.raw()) as usize) {
            return Ok(Self { key, algorithm, may_sign: true });
        }
        let [name, parameter, _] = &key_facts(key)?;
        let algorithm = jws::algorithm_of_key(name, parameter).map_err(|error| key.fail(error))?;
        Ok(Self { key, algorithm, may_sign: false })
    }

    /// Demands a key that may sign.
    fn check(&self) -> Result<(), Thrown> {
        if self.may_sign {
            return Ok(());
        }
        let [name, _, may_sign] = &key_facts(self.key)?;
        let modulus_length = match self.algorithm.is_rsa() {
            true => Some(outcome(host::modulus_length(self.key.raw()))?.number().unwrap_or(f64::NAN)),
            false => None,
        };
        jws::check_key(self.algorithm, name, may_sign == "true", modulus_length)
            .map_err(|error| self.key.fail(error))?;
        self.key.hidden(Hidden::Key).put("algorithm", HostValue::from_number(self.algorithm.number() as f64))
    }

    /// Starts to sign.
    pub(super) fn sign(self, input: String) -> Result<Signing, Thrown> {
        self.check()?;
        let parameters = self.algorithm.web_crypto();
        // RSA keys bring their hash along.
        let hash = if parameters.named_curve.is_empty() { "" } else { parameters.hash };
        let signature = signature(parameters.name, hash, parameters.salt_length as i32, self.key, &input)?;
        Ok(Signing { key: self, input, signature })
    }
}

/// A JWT that is being signed.
pub(super) struct Signing {
    pub(super) key: SigningKey,
    /// The JWS signing input.
    pub(super) input: String,
    /// The promise of an ArrayBuffer.
    pub(super) signature: HostValue,
}

/// Name of the algorithm, its hash or curve, and whether the key may sign.
fn key_facts(key: HostValue) -> Result<[String; 3], Thrown> {
    let facts = outcome(host::key_facts(key.raw()))?;
    let fact = |index| outcome(host::item(facts.raw(), index)).map(HostValue::text_or_empty);
    Ok([fact(0)?, fact(1)?, fact(2)?])
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
    let now = host::now();
    if now == f64::MIN {
        return Err(Thrown);
    }
    Ok(Time::at(now + clock_skew.number().filter(|skew| skew.is_finite()).unwrap_or_default()))
}

/// Yields a fresh identifier that need only be unique.
pub(super) fn random_identifier() -> Result<String, Thrown> {
    let mut entropy = [0; ENTROPY];
    fill_random(&mut entropy, true)?;
    Ok(identifier(&entropy))
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

    pub(super) fn is_absent(&self) -> bool {
        self.function.is_undefined() || self.function.is_null()
    }

    /// Lets the caller change a JWT's header and payload.
    pub(super) fn run(&self, header: HostValue, payload: HostValue) -> Result<(), Thrown> {
        if self.is_absent() {
            return Ok(());
        }
        outcome(host::apply(self.function.raw(), self.this.raw(), header.raw(), payload.raw())).map(drop)
    }
}

/// Yields the JWS signing input, after the caller's hook if there is one.
pub(super) fn signing_input(header: HostValue, payload: HostValue, hook: Hook) -> Result<String, Thrown> {
    hook.run(header, payload)?;
    let header = header.to_json()?.text_or_empty();
    Ok(jws::signing_input(&header, &payload.to_json()?.text_or_empty()))
}

/// Yields the compact form of a JWT signed with a CryptoKey.
pub(super) async fn signed(key: SigningKey, input: String) -> Outcome {
    let jwt = key.sign(input)?;
    let signature = settled(jwt.signature).await?;
    compact(&jwt.input, signature)
}

/// Yields the compact form of a JWT, given its signature as an ArrayBuffer.
pub(super) fn compact(signing_input: &str, signature: HostValue) -> Outcome {
    compact_bytes(signing_input, &signature.bytes()?)
}

/// The same, given the signature's bytes.
pub(super) fn compact_bytes(signing_input: &str, signature: &[u8]) -> Outcome {
    compact_text(signing_input, signature).map(|jwt| HostValue::from_text(&jwt))
}

/// The same, as a text of the module's.
pub(super) fn compact_text(signing_input: &str, signature: &[u8]) -> Result<String, Thrown> {
    jws::compact(signing_input, signature).map_err(|error| HostValue::UNDEFINED.fail(error))
}

/// Starts to sign; yields the promise of an ArrayBuffer.
fn signature(name: &'static str, hash: &'static str, salt_length: i32, key: HostValue, input: &str) -> Outcome {
    let [(name, name_length), (hash, hash_length), (pointer, length)] =
        [name, hash, input].map(str::as_bytes).map(place);
    outcome(host::sign(name, name_length, hash, hash_length, salt_length, key.raw(), pointer, length))
}
