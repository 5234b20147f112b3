//! Public keys as JSON (RFC 7517, RFC 7518 §6, RFC 8037 §2), and their thumbprints (RFC 7638).

use alloc::string::String;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use sha2::{Digest as _, Sha256};

use super::claims::Claims;
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::PublicJwk;

/// Yields the public key's JSON with the members that a proof carries, and no others (RFC 9449 §4.2).
///
/// # Errors
/// What the host raises while reading.
pub fn public<V: Value>(jwk: &V) -> Result<String, V::Error> {
    let mut members = Claims::default();
    for name in ["kty", "e", "n", "x", "y", "crv", "pub"] {
        if let Some(text) = jwk.member(name)?.to_text() {
            members.set(name, text);
        }
    }
    if jwk.member("kty")?.to_text().as_deref() == Some("AKP")
        && let Some(algorithm) = jwk.member("alg")?.to_text()
    {
        members.set("alg", algorithm);
    }
    Ok(members.to_json())
}

/// Yields the SHA-256 thumbprint (RFC 7638 §3), or `None` for a key type that has none here.
///
/// # Errors
/// What the host raises while reading.
pub fn thumbprint<V: Value>(jwk: &V) -> Result<Option<String>, V::Error> {
    let kty = jwk.member("kty")?.to_text().unwrap_or_default();
    let Some(names) = required_members(&kty) else { return Ok(None) };
    let mut members = Claims::default();
    for name in names {
        members.set(name, jwk.member(name)?.to_text().as_deref());
    }
    let digest = Sha256::digest(members.to_json().as_bytes());
    Ok(Some(Base64UrlUnpadded::encode_string(&digest)))
}

/// The members that make a public key of a type, in the order of its thumbprint (RFC 7638 §3.2, §3.3).
fn required_members(kty: &str) -> Option<&'static [&'static str]> {
    match kty {
        "EC" => Some(&["crv", "kty", "x", "y"]),
        "OKP" => Some(&["crv", "kty", "x"]),
        "RSA" => Some(&["e", "kty", "n"]),
        "AKP" => Some(&["alg", "kty", "pub"]),
        _ => None,
    }
}
