//! Demonstrating Proof of Possession (RFC 9449): what a proof says, and which nonce goes into it.

use alloc::string::String;

use super::claims::Members;
use super::metadata::{presentable, split_at_double_slash, split_before};
use super::pkce::code_challenge;
use super::text::concat;
use super::time::Time;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::{Nonces, is_nonce_error, proof_signing_input};

/// The request header that carries a proof (RFC 9449 §4.1).
pub const HEADER: &str = "dpop";
/// The response header that carries a nonce (RFC 9449 §8.1).
pub const NONCE_HEADER: &str = "dpop-nonce";
/// The error code of a server that demands a nonce, or a newer one (RFC 9449 §8).
pub const USE_NONCE: &str = "use_dpop_nonce";
/// How many origins' nonces a handle keeps: the least recently used is forgotten.
pub const NONCE_CAPACITY: u32 = 100;

/// Where a handle keeps the newest nonce of each origin (RFC 9449 §8.2), in the order of their last use.
///
/// In JavaScript this is the host's `Map`, in Rust [`Nonces`].
pub trait NonceStore {
    /// A URL's origin.
    type Origin: ?Sized;
    /// A nonce.
    type Nonce;
    /// What the host raises.
    type Error;
    /// Forgets an origin, and yields its nonce if there was one.
    ///
    /// # Errors
    /// What the host raises.
    fn remove(&mut self, origin: &Self::Origin) -> Result<Option<Self::Nonce>, Self::Error>;
    /// Adds an origin that is not there, as the one that was used last, and yields how many there are.
    ///
    /// # Errors
    /// What the host raises.
    fn append(&mut self, origin: &Self::Origin, nonce: &Self::Nonce) -> Result<u32, Self::Error>;
    /// Forgets the origin that was not used for the longest time.
    ///
    /// # Errors
    /// What the host raises.
    fn forget_oldest(&mut self) -> Result<(), Self::Error>;
}

/// Yields the newest nonce of an origin.
///
/// # Errors
/// What the host raises.
pub fn recall<S: NonceStore>(nonces: &mut S, origin: &S::Origin) -> Result<Option<S::Nonce>, S::Error> {
    let nonce = nonces.remove(origin)?;
    if let Some(nonce) = &nonce {
        nonces.append(origin, nonce)?;
    }
    Ok(nonce)
}

/// Keeps the nonce of an answer, instead of an older one; the origin used least recently makes room.
///
/// # Errors
/// What the host raises.
pub fn keep<S: NonceStore>(nonces: &mut S, origin: &S::Origin, nonce: &S::Nonce) -> Result<(), S::Error> {
    nonces.remove(origin)?;
    if nonces.append(origin, nonce)? > NONCE_CAPACITY {
        nonces.forget_oldest()?;
    }
    Ok(())
}

/// Writes the header of a proof (RFC 9449 §4.2).
///
/// # Errors
/// What the host raises.
pub fn header<V, M: Members<V>>(header: &mut M, algorithm: &V, public_jwk: &V) -> Result<(), M::Error> {
    header.set("alg", algorithm)?;
    header.set_text("typ", Some("dpop+jwt"))?;
    header.set("jwk", public_jwk)
}

/// Writes the payload of a proof (RFC 9449 §4.2).
///
/// # Errors
/// What the host raises.
pub fn payload<V, M: Members<V>>(
    payload: &mut M,
    (method, href): (&V, &str),
    nonce: &V,
    access_token: Option<&str>,
    jti: &str,
    time: Time,
) -> Result<(), M::Error> {
    payload.set_number("iat", time.seconds())?;
    payload.set_text("jti", Some(jti))?;
    payload.set("htm", method)?;
    payload.set("nonce", nonce)?;
    payload.set_text("htu", Some(&target(href)))?;
    payload.set_text("ath", access_token.map(code_challenge).as_deref())
}

/// Yields the HTTP target URI of a serialised URL: without query and fragment (RFC 9449 §4.2).
#[must_use]
pub fn target(href: &str) -> String {
    presentable(href)
}

/// Yields the origin of a serialised URL: nonces are kept by it (RFC 9449 §8.2).
#[must_use]
pub fn origin(href: &str) -> String {
    let target = target(href);
    let Some((scheme, rest)) = split_at_double_slash(&target) else { return target };
    let (authority, _) = split_before(rest, |byte| byte == b'/');
    concat(&[scheme, "//", authority])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 9449 §4.2: the target has neither query nor fragment.
    #[test]
    fn target_and_origin() {
        for (href, expected_target, expected_origin) in [
            ("https://server.example.com/token", "https://server.example.com/token", "https://server.example.com"),
            (
                "https://as.example:8443/p%41/%C3%A9?q=1#f",
                "https://as.example:8443/p%41/%C3%A9",
                "https://as.example:8443",
            ),
            ("https://user:password@as.example/a@b?x#y", "https://as.example/a@b", "https://as.example"),
            ("http://[::1]:80/", "http://[::1]:80/", "http://[::1]:80"),
        ] {
            assert_eq!(target(href), expected_target);
            assert_eq!(origin(href), expected_origin);
        }
    }

    /// The payload and the access token's hash of RFC 9449 §7.1.
    #[cfg(feature = "std")]
    #[test]
    fn payload_of_the_rfc() {
        use super::super::claims::JsonObject;
        use super::super::json::Json;

        let token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
        let mut claims = JsonObject::default();
        payload(
            &mut claims,
            (&Json::Text("GET"), "https://resource.example.org/protectedresource"),
            &Json::Undefined,
            Some(token),
            "e1j3V_bKic8-LAEB",
            Time::at(1_562_262_618.0),
        )
        .unwrap();
        assert_eq!(
            claims.to_json(),
            concat!(
                r#"{"iat":1562262618,"jti":"e1j3V_bKic8-LAEB","htm":"GET","#,
                r#""htu":"https://resource.example.org/protectedresource","#,
                r#""ath":"fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"}"#
            )
        );
    }
}
