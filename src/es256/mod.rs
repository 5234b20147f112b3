//! Software ES256: ECDSA on the curve P-256 with SHA-256 (RFC 7518 §3.4), for hosts without a key store of their own.
//!
//! Signatures are deterministic (RFC 6979): they need no randomness, and the same message gets the same signature.
//!
//! ```
//! # #[cfg(feature = "std")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use oauth4wasm::es256::PrivateKey;
//!
//! let key = PrivateKey::generate()?.with_key_id("2026-07");
//! let copy = PrivateKey::from_jwk_json(&key.to_jwk())?;
//! assert_eq!(copy.sign(b"message"), key.sign(b"message"));
//! assert_eq!(format!("{key:?}"), r#"PrivateKey { key_id: Some("2026-07"), .. }"#);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "std"))]
//! # fn main() {}
//! ```

mod jwk;
#[cfg(feature = "std")]
mod native;
mod pkcs8;

use alloc::string::String;
use core::fmt;

use p256::SecretKey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::zeroize::ZeroizeOnDrop;

use crate::protocol::error::{Error, Problem};
#[cfg(feature = "std")]
use crate::protocol::jwk::PublicJwk;

pub use p256::elliptic_curve::zeroize::Zeroizing;

/// The secret part of a key overwrites itself when it is dropped.
const _: fn() = || {
    fn overwrites_itself<T: ZeroizeOnDrop>() {}
    overwrites_itself::<SecretKey>();
    overwrites_itself::<SigningKey>();
};

/// The length of a private key's number, and of each number of its point and of a signature, in bytes.
pub const NUMBER: usize = 32;

/// A private key. Its memory is overwritten when it is dropped, and its `Debug` output does not show it.
#[derive(Clone)]
pub struct PrivateKey {
    key: SigningKey,
    key_id: Option<String>,
    #[cfg(feature = "std")]
    public_jwk: PublicJwk,
}

impl PrivateKey {
    /// Yields the key of a number, big-endian.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the number is zero, or not below the order of the curve.
    pub fn from_scalar(number: &[u8; NUMBER]) -> Result<Self, Error> {
        let unusable = || refused("privateKey", "must be a number from 1 to n - 1, where n is the order of P-256");
        Self::new(SecretKey::from_slice(number).map_err(|_| unusable())?)
    }

    /// Yields the key with the `kid` by which a server finds its public half (RFC 7515 §4.1.4).
    #[must_use]
    pub fn with_key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(key_id.into());
        self
    }

    /// Yields the `kid`, if the key has one.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Yields the signature of a message: R and S, big-endian, one after the other (RFC 7518 §3.4).
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 2 * NUMBER] {
        let signature: Signature = self.key.sign(message);
        signature.to_bytes().into()
    }

    fn new(key: SecretKey) -> Result<Self, Error> {
        let key = SigningKey::from(key);
        Ok(Self {
            #[cfg(feature = "std")]
            public_jwk: native::public_jwk(&key)?,
            key,
            key_id: None,
        })
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PrivateKey").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

fn refused(subject: &'static str, predicate: &'static str) -> Error {
    Error::Argument { subject, problem: Problem::Value(predicate) }
}
