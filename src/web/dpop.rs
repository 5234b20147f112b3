//! Demonstrating Proof of Possession (RFC 9449). What a handle knows lives in JavaScript, with the handle.

use alloc::string::String;

use super::host;
use super::jwt::{self, Hook, Signing, SigningKey};
use super::options::Outgoing;
use super::response::{called, header};
use super::task::settled;
use super::value::{Hidden, HostValue, Outcome, Thrown, outcome, place};
use crate::protocol::base64;
use crate::protocol::dpop;
use crate::protocol::error::{Error, Problem};
use crate::protocol::headers::Headers as _;
use crate::protocol::jwk;
use crate::protocol::jws;
use crate::protocol::pkce::code_challenge;
use crate::protocol::value::{Text, Value as _};

/// Yields the private and the public key of an argument that can make proofs: `keyPair`.
pub(super) fn key_pair() -> Outcome {
    let [key_pair] = HostValue::arguments();
    let private_key = key_pair.option("privateKey")?;
    jwt::check_private_key(private_key, "DPoP.privateKey")?;
    let public_key = key_pair.member("publicKey")?;
    jwt::check_public_key(public_key, "DPoP.publicKey")?;
    if !public_key.member("extractable")?.is_truthy() {
        let problem = Problem::Value("must be true: every proof carries the public key");
        return Err(public_key.fail(Error::Argument { subject: "DPoP.publicKey.extractable", problem }));
    }
    HostValue::global("Array")?.call_with_two("of", private_key, public_key)
}

/// Yields what is behind the option `DPoP`.
pub(super) fn option(options: HostValue) -> Result<Option<HostValue>, Thrown> {
    let handle = options.option("DPoP")?;
    if handle.is_undefined() {
        return Ok(None);
    }
    let state = handle.hidden(Hidden::Handle);
    if state.is_undefined() {
        let problem = Problem::Value("must be a handle made by DPoP() of this copy of oauth4wasm");
        return Err(handle.fail(Error::Argument { subject: "options.DPoP", problem }));
    }
    Ok(Some(state))
}

/// A proof that is being signed.
pub(super) struct Proof {
    state: HostValue,
    jwt: Signing,
}

impl Proof {
    /// Starts to sign a proof for a request (RFC 9449 §4.2).
    pub(super) async fn begin(
        state: HostValue,
        target: &Target,
        method: HostValue,
        access_token: Option<&str>,
    ) -> Result<Self, Thrown> {
        let key = SigningKey::of(state.member("privateKey")?)?;
        let header = header_of(state, &key).await?;
        let time = jwt::time_with(state.member("clockSkew")?)?;
        let mut nonces = Nonces(state.member("nonces")?);
        let nonce = dpop::recall(&mut nonces, &target.origin)?.unwrap_or(HostValue::UNDEFINED);
        let mut payload = HostValue::record()?;
        dpop::payload(&mut payload, (&method, &target.href), &nonce, access_token, &jwt::random_identifier()?, time)?;
        let hook = Hook { function: state.member("hook")?, this: state.member("handle")? };
        let input = match hook.is_absent() {
            true => jws::with_payload(&encoded(state, header)?, &payload.to_json()?.text_or_empty()),
            false => jwt::signing_input(header, payload, hook)?,
        };
        Ok(Self { state, jwt: key.sign(input)? })
    }

    /// What is to be awaited.
    pub(super) fn signature(&self) -> HostValue {
        self.jwt.signature
    }

    /// Adds the proof to a request's headers, given its signature.
    pub(super) async fn finish(self, signature: HostValue, headers: &mut Outgoing) -> Result<(), Thrown> {
        let proof = jwt::compact_text(&self.jwt.input, &signature.bytes()?)?;
        check_pair(self.state, &self.jwt, signature).await?;
        headers.set(dpop::HEADER, &proof)
    }
}

/// Yields the header of a handle's proofs: made once, so that a hook sees what it changed before.
async fn header_of(state: HostValue, key: &SigningKey) -> Outcome {
    let known = state.member("header")?;
    if known.is_truthy() {
        return Ok(known);
    }
    let (mut header, mut jwk) = (HostValue::record()?, HostValue::record()?);
    jwk::public(&public_jwk(state.member("publicKey")?).await?, &mut jwk)?;
    dpop::header(&mut header, &HostValue::name(key.algorithm.name()), &jwk)?;
    state.put("header", header)?;
    Ok(header)
}

/// Yields the encoded header of a handle without a hook: always the same.
fn encoded(state: HostValue, header: HostValue) -> Result<String, Thrown> {
    if let Some(known) = state.member("encodedHeader")?.to_text() {
        return Ok(known);
    }
    let encoded = base64::url(header.to_json()?.text_or_empty().as_bytes());
    state.put("encodedHeader", HostValue::from_text(&encoded))?;
    Ok(encoded)
}

/// Demands, with a handle's first signature, that its two keys belong together: no server would accept its proofs.
async fn check_pair(state: HostValue, jwt: &Signing, signature: HostValue) -> Result<(), Thrown> {
    if state.member("matched")?.is_truthy() {
        return Ok(());
    }
    let jws::WebCrypto { name, hash, named_curve, salt_length, .. } = jwt.key.algorithm.web_crypto();
    let [name, hash, named_curve] = [name, hash, named_curve].map(HostValue::name).map(HostValue::raw);
    let public_key = state.member("publicKey")?;
    let mut jwk = HostValue::record()?;
    jwk::public(&public_jwk(public_key).await?, &mut jwk)?;
    let (pointer, length) = place(jwt.input.as_bytes());
    let matches =
        host::matches(name, hash, named_curve, salt_length as i32, jwk.raw(), signature.raw(), pointer, length);
    let matches = called(outcome(matches)).await?;
    if !matches.is_true() {
        // If it was the host that told nonsense of the key, it is asked again.
        let (known, none) = (public_key.hidden(Hidden::Key), HostValue::UNDEFINED);
        known.put("jwk", none)?;
        known.put("thumbprint", none)?;
        state.put("header", none)?;
        state.put("encodedHeader", none)?;
        let problem = Problem::Value("must belong to \"DPoP.privateKey\": it does not verify its signatures");
        return Err(state.fail(Error::Argument { subject: "DPoP.publicKey", problem }));
    }
    state.put("matched", matches)
}

/// Yields the public key as a JWK; the host is asked once.
async fn public_jwk(public_key: HostValue) -> Outcome {
    let known = public_key.hidden(Hidden::Key);
    let jwk = known.member("jwk")?;
    if jwk.is_truthy() {
        return Ok(jwk);
    }
    let jwk = called(outcome(host::export_jwk(public_key.raw()))).await?;
    known.put("jwk", jwk)?;
    Ok(jwk)
}

/// Where a proof's request goes.
pub(super) struct Target {
    /// The serialised URL.
    href: String,
    pub(super) origin: HostValue,
}

impl Target {
    /// Yields the target of a request for a serialised URL.
    pub(super) fn of(url: HostValue) -> Self {
        let href = url.text_or_empty();
        let origin = HostValue::from_text(&dpop::origin(&href));
        Self { href, origin }
    }
}

/// A handle's nonces: a `Map` of the host's, which keeps the order of insertion.
struct Nonces(HostValue);

impl dpop::NonceStore for Nonces {
    type Origin = HostValue;
    type Nonce = HostValue;
    type Error = Thrown;

    fn remove(&mut self, origin: &HostValue) -> Result<Option<HostValue>, Thrown> {
        let nonce = outcome(host::take_entry(self.0.raw(), origin.raw()))?;
        Ok(Some(nonce).filter(|nonce| !nonce.is_undefined()))
    }

    fn append(&mut self, origin: &HostValue, nonce: &HostValue) -> Result<u32, Thrown> {
        u32::try_from(host::append_entry(self.0.raw(), origin.raw(), nonce.raw())).map_err(|_| Thrown)
    }

    fn forget_oldest(&mut self) -> Result<(), Thrown> {
        let oldest = self.0.call("keys")?.call("next")?.member("value")?;
        self.0.call_with("delete", oldest).map(drop)
    }
}

/// Keeps the nonce of an answer, whatever else it says (RFC 9449 §8.2). Odd answers have none.
pub(super) fn remember_nonce(state: HostValue, response: HostValue, origin: HostValue) {
    if let Ok(nonce) = header(response, dpop::NONCE_HEADER)
        && nonce.text() == Text::Present
        && let Ok(nonces) = state.member("nonces")
    {
        // The `Map` is ours alone: it does not throw.
        let _ = dpop::keep(&mut Nonces(nonces), &origin, &nonce);
    }
}

/// Yields the thumbprint of a handle's public key, for `dpop_jkt` (RFC 9449 §10, RFC 7638): the handle's state.
pub(super) async fn calculate_thumbprint() -> Outcome {
    let [state] = HostValue::arguments();
    let public_key = state.member("publicKey")?;
    let known = public_key.hidden(Hidden::Key);
    let thumbprint = known.member("thumbprint")?;
    if !thumbprint.is_undefined() {
        return Ok(thumbprint);
    }
    let jwk = public_jwk(public_key).await?;
    let mut members = HostValue::record()?;
    if !jwk::thumbprint(&jwk, &mut members)? {
        return Err(jwk.fail(Error::Unsupported { what: "the key's type has no thumbprint here" }));
    }
    let thumbprint = HostValue::from_text(&code_challenge(&members.to_json()?.text_or_empty()));
    known.put("thumbprint", thumbprint)?;
    Ok(thumbprint)
}

/// Adds a proof to headers of the caller's, what other packages build on: the handle's state, `url, headers, htm,
/// accessToken`.
pub(super) async fn add_proof() -> Outcome {
    let [state, url, headers, method, access_token] = HostValue::arguments();
    let target = Target::of(url.member("href")?);
    let access_token = access_token.to_text().filter(|token| !token.is_empty());
    let proof = Proof::begin(state, &target, method, access_token.as_deref()).await?;
    let signature = settled(proof.signature()).await?;
    proof.finish(signature, &mut Outgoing::Given(headers)).await?;
    Ok(HostValue::UNDEFINED)
}

/// Keeps the nonce of an answer, what other packages build on: the handle's state, `response, url`.
pub(super) fn cache_nonce() -> Outcome {
    let [state, response, url] = HostValue::arguments();
    if let Ok(origin) = url.member("origin") {
        remember_nonce(state, response, origin);
    }
    Ok(HostValue::UNDEFINED)
}

/// Yields whether an error asks for another try with a nonce (RFC 9449 §8, §9): `err`.
pub(super) fn is_dpop_nonce_error() -> Outcome {
    let [error] = HostValue::arguments();
    Ok(HostValue::from_bool(demands_nonce(error)?))
}

/// Yields whether an error asks for another try with a nonce.
pub(super) fn demands_nonce(error: HostValue) -> Result<bool, Thrown> {
    match outcome(host::refusal_kind(error.raw()))?.number() {
        Some(1.0) => {
            for challenge in outcome(host::list(error.member("cause")?.raw()))?.items()? {
                if challenge.member("scheme")?.is_text("dpop")
                    && challenge.member("parameters")?.member("error")?.is_text(dpop::USE_NONCE)
                {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Some(2.0) => Ok(error.member("error")?.is_text(dpop::USE_NONCE)),
        _ => Ok(false),
    }
}
