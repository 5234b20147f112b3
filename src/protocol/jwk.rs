//! Public keys as JSON (RFC 7517, RFC 7518 §6, RFC 8037 §2), and their thumbprints (RFC 7638).

use super::claims::Members;
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::PublicJwk;

/// Writes the members of a public key that a proof carries, and no others (RFC 9449 §4.2).
///
/// # Errors
/// What the host raises.
pub fn public<V: Value, M: Members<V>>(jwk: &V, public: &mut M) -> Result<(), V::Error>
where
    V::Error: From<M::Error>,
{
    for name in ["kty", "e", "n", "x", "y", "crv", "pub"] {
        public.set(name, &jwk.member(name)?)?;
    }
    if jwk.member("kty")?.is_text("AKP") {
        public.set("alg", &jwk.member("alg")?)?;
    }
    Ok(())
}

/// Writes the members that a thumbprint is made of, in its order (RFC 7638 §3), and yields whether the key is of a type
/// that has one here; [`code_challenge`](super::pkce::code_challenge) of the JSON text is the thumbprint.
///
/// # Errors
/// What the host raises.
pub fn thumbprint<V: Value, M: Members<V>>(jwk: &V, members: &mut M) -> Result<bool, V::Error>
where
    V::Error: From<M::Error>,
{
    let kty = jwk.member("kty")?.to_text().unwrap_or_default();
    let Some(names) = required_members(&kty) else { return Ok(false) };
    for name in names {
        members.set(name, &jwk.member(name)?)?;
    }
    Ok(true)
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
