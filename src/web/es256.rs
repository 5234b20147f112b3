//! Keys in software, for the entry `oauth4wasm/es256`.
//!
//! A key's number lives in JavaScript (`src/web/es256.js`). Each operation gets it, uses it and leaves nothing of it in
//! memory: what it copies overwrites itself, and [`scrubbed`] overwrites the stack.

use alloc::string::String;
use alloc::vec::Vec;
use core::hint::black_box;

use wasm_bindgen::prelude::*;

use super::host;
use super::value::{HostValue, Outcome, Thrown, fill_random, outcome, place};
use crate::es256::{NUMBER, PrivateKey, Zeroize as _, Zeroizing};
use crate::protocol::argument::{self, Source};
use crate::protocol::error::{Error, Problem};
use crate::protocol::jws::Algorithm;
use crate::protocol::value::{Text, Value};

/// More than any document with a key of P-256 and its attributes, in bytes.
const LONGEST_DOCUMENT: usize = 16 * 1024;
/// More than a signature, or the reading of a key, needs of the stack, in bytes.
const STACK: usize = 16 * 1024;

#[wasm_bindgen(module = "/src/web/es256.js")]
extern "C" {
    #[wasm_bindgen(js_name = isKey)]
    fn is_key(value: i32) -> i32;
    /// The bytes of a buffer or of a view of one, or of a text in UTF-8; undefined for anything else.
    #[wasm_bindgen(js_name = bytesOf)]
    fn bytes_of(input: i32) -> i32;
    /// Overwrites bytes that `bytes_of` made.
    fn discard(bytes: i32, input: i32);
    fn store(bytes: i32, pointer: i32, length: i32);
}

/// Whether a value is a CryptoKey of the host's, or one in software.
pub(super) fn is_crypto_key(value: HostValue) -> Result<bool, Thrown> {
    Ok(outcome(is_key(value.raw()))?.is_true())
}

/// Reads a key (JWK, PKCS#8 in DER or PEM, or 32 bytes), puts its number into bytes and yields the public JWK's text:
/// `privateKey, number`.
pub(super) fn read_key() -> Outcome {
    let [input, number] = HostValue::arguments();
    scrubbed(|| Ok(handed_out(&read(input)?, number)))
}

/// Makes a key for a JWS algorithm, puts its number into bytes and yields the public JWK's text: `alg, number`.
pub(super) fn make_key() -> Outcome {
    let [alg, number] = HostValue::arguments();
    argument::text(&alg, &alg, "alg", Source::Argument)?;
    if Algorithm::from_name(&alg.text_or_empty()) != Some(Algorithm::Es256) {
        let cause = HostValue::record()?;
        cause.put("alg", alg)?;
        return Err(cause.fail(Error::Unsupported { what: "only keys for ES256 are made in software" }));
    }
    scrubbed(|| {
        let mut bytes = Zeroizing::new([0; NUMBER]);
        loop {
            fill_random(bytes.as_mut_slice(), false)?;
            // One number of 2³² is not below the order of the curve.
            if let Ok(key) = PrivateKey::from_scalar(&bytes) {
                return Ok(handed_out(&key, number));
            }
        }
    })
}

/// Puts the signature of a message for ES256 (RFC 7518 §3.4, RFC 6979) into bytes: `number, message, signature`.
pub(super) fn sign() -> Outcome {
    let [number, message, signature] = HostValue::arguments();
    let message = message.byte_copy();
    scrubbed(|| {
        let made = PrivateKey::sign_with_scalar(&*number_behind(number)?, &message);
        put(signature, &made.map_err(|broken| HostValue::UNDEFINED.fail(broken))?);
        Ok(signature)
    })
}

/// Yields the JWK of a key: `key, publicJwk, number`, where the second is what every key in software has.
pub(super) fn export_key() -> Outcome {
    let [key, public_jwk, number] = HostValue::arguments();
    if public_jwk.is_undefined() {
        let problem = Problem::NotInstance("SoftwareKey");
        return Err(key.fail(Error::Argument { subject: "key", problem }));
    }
    if key.member("type")?.is_text("public") {
        return outcome(host::parsed_json(public_jwk.raw()));
    }
    if !key.member("extractable")?.is_truthy() {
        return Err(refused("key.extractable", "must be true: this key was made to stay inside"));
    }
    scrubbed(|| {
        let key = PrivateKey::from_scalar(&*number_behind(number)?);
        let jwk = key.map_err(|broken| HostValue::UNDEFINED.fail(broken))?.to_jwk();
        outcome(host::parsed_json(HostValue::from_text(&jwk).raw()))
    })
}

/// Runs something that handles a key's number, and overwrites the stack that it used.
#[inline(never)]
fn scrubbed(run: impl FnOnce() -> Outcome) -> Outcome {
    let outcome = apart(run);
    overwrite_stack();
    outcome
}

/// A frame of its own, below that of the caller.
#[inline(never)]
fn apart(run: impl FnOnce() -> Outcome) -> Outcome {
    black_box(run())
}

#[inline(never)]
fn overwrite_stack() {
    let mut stack = [0_u8; STACK];
    stack.zeroize();
    black_box(&mut stack);
}

fn read(input: HostValue) -> Result<PrivateKey, Thrown> {
    let bytes = outcome(bytes_of(input.raw()))?;
    if bytes.is_undefined() {
        if !input.is_object() {
            let problem = Problem::NotInstance("Object (a JWK), Uint8Array or ArrayBuffer, or a string (PEM)");
            return Err(input.fail(Error::Argument { subject: "privateKey", problem }));
        }
        return PrivateKey::from_jwk(&Secret(input));
    }
    let document = document(bytes);
    discard(bytes.raw(), input.raw());
    let document = document?;
    let key = match (input.text(), <&[u8; NUMBER]>::try_from(document.as_slice())) {
        (Text::Absent, Ok(number)) => PrivateKey::from_scalar(number),
        (Text::Absent, Err(_)) => PrivateKey::from_pkcs8_der(&document),
        (Text::Empty | Text::Present, _) => PrivateKey::from_pem_bytes(&document),
    };
    key.map_err(|broken| HostValue::UNDEFINED.fail(broken))
}

fn document(bytes: HostValue) -> Result<Zeroizing<Vec<u8>>, Thrown> {
    match bytes.byte_length() > LONGEST_DOCUMENT {
        true => Err(refused("privateKey", "must be a single key: it is longer than 16,384 bytes")),
        false => Ok(Zeroizing::new(bytes.byte_copy())),
    }
}

fn handed_out(key: &PrivateKey, number: HostValue) -> HostValue {
    put(number, key.to_scalar().as_slice());
    HostValue::from_text(&key.to_public_jwk())
}

/// Copies out of memory.
fn put(into: HostValue, bytes: &[u8]) {
    let (pointer, length) = place(bytes);
    store(into.raw(), pointer, length);
}

/// A key that was disposed of has none.
fn number_behind(number: HostValue) -> Result<Zeroizing<[u8; NUMBER]>, Thrown> {
    let mut bytes = Zeroizing::new([0; NUMBER]);
    if number.is_undefined() {
        return Err(refused("key", "must not have been disposed of: its number is overwritten"));
    }
    number.copy_bytes_to(bytes.as_mut_slice());
    Ok(bytes)
}

fn refused(subject: &'static str, predicate: &'static str) -> Thrown {
    HostValue::UNDEFINED.fail(Error::Argument { subject, problem: Problem::Value(predicate) })
}

/// A JWK whose texts come into memory once, at their full length: other ways leave shorter copies behind.
struct Secret(HostValue);

impl Value for Secret {
    type Error = Thrown;

    fn fail(&self, broken: Error) -> Thrown {
        self.0.fail(broken)
    }

    fn member(&self, name: &'static str) -> Result<Self, Thrown> {
        // As with WebCrypto, a key has no name of its own: `{ key, kid }` gives it one.
        match name {
            "kid" => Ok(Self(HostValue::UNDEFINED)),
            _ => self.0.member(name).map(Self),
        }
    }

    fn is_undefined(&self) -> bool {
        self.0.is_undefined()
    }

    fn is_object(&self) -> bool {
        self.0.is_object()
    }

    fn is_array(&self) -> bool {
        self.0.is_array()
    }

    fn is_truthy(&self) -> bool {
        self.0.is_truthy()
    }

    fn text(&self) -> Text {
        self.0.text()
    }

    fn to_text(&self) -> Option<String> {
        if self.0.text() == Text::Absent {
            return None;
        }
        let bytes = outcome(bytes_of(self.0.raw())).ok()?;
        let copy = Zeroizing::new(bytes.byte_copy());
        discard(bytes.raw(), self.0.raw());
        // What a JWK says in words and base64url is ASCII.
        let mut text = String::with_capacity(copy.len());
        copy.iter().for_each(|byte| text.push(if byte.is_ascii() { char::from(*byte) } else { '?' }));
        Some(text)
    }

    fn is_text(&self, text: &str) -> bool {
        self.0.is_text(text)
    }

    fn number(&self) -> Option<f64> {
        self.0.number()
    }

    fn leading_number(&self) -> f64 {
        self.0.leading_number()
    }
}
