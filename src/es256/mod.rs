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

mod der;
mod jwk;
#[cfg(feature = "std")]
mod native;
mod pkcs8;

use alloc::string::String;
use core::fmt;

use ecdsa::hazmat::sign_prehashed_rfc6979;
use p256::elliptic_curve::point::AffineCoordinates as _;
use p256::elliptic_curve::zeroize::ZeroizeOnDrop;
use p256::{NistP256, SecretKey};
use sha2::{Digest as _, Sha256};

use crate::protocol::error::{Error, Problem};
#[cfg(feature = "std")]
use crate::protocol::jwk::PublicJwk;

pub use p256::elliptic_curve::zeroize::{Zeroize, Zeroizing};

/// The secret part of a key overwrites itself when it is dropped.
const _: fn() = || {
    fn overwrites_itself<T: ZeroizeOnDrop>() {}
    overwrites_itself::<SecretKey>();
};

/// The length of a private key's number, and of each number of its point and of a signature, in bytes.
pub const NUMBER: usize = 32;

/// A private key. Its memory is overwritten when it is dropped, and its `Debug` output does not show it.
#[derive(Clone)]
pub struct PrivateKey {
    key: SecretKey,
    /// The public key: x and y, big-endian.
    point: [[u8; NUMBER]; 2],
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
        let key = secret_key(number)?;
        let public_key = key.public_key();
        let point = [public_key.as_affine().x(), public_key.as_affine().y()].map(<[u8; NUMBER]>::from);
        Ok(Self {
            #[cfg(feature = "std")]
            public_jwk: native::public_jwk(&point)?,
            key,
            point,
            key_id: None,
        })
    }

    /// Yields the number, big-endian: a secret.
    #[must_use]
    pub fn to_scalar(&self) -> Zeroizing<[u8; NUMBER]> {
        Zeroizing::new(self.key.to_bytes().into())
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
        signature(&self.key, message)
    }

    /// Yields what [`sign`](Self::sign) does, for a key that is there for one signature: its public half, which would take
    /// as long again, is not computed.
    ///
    /// # Errors
    /// As [`from_scalar`](Self::from_scalar).
    pub fn sign_with_scalar(number: &[u8; NUMBER], message: &[u8]) -> Result<[u8; 2 * NUMBER], Error> {
        Ok(signature(&secret_key(number)?, message))
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PrivateKey").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

fn secret_key(number: &[u8; NUMBER]) -> Result<SecretKey, Error> {
    let out_of_range = |_| refused("privateKey", "must be a number from 1 to n - 1, where n is the order of P-256");
    SecretKey::from_bytes(number.into()).map_err(out_of_range)
}

fn signature(key: &SecretKey, message: &[u8]) -> [u8; 2 * NUMBER] {
    let scalar = Zeroizing::new(key.to_nonzero_scalar());
    let (signature, _) = sign_prehashed_rfc6979::<NistP256, Sha256>(&scalar, &Sha256::digest(message), &[]);
    signature.to_bytes().into()
}

fn refused(subject: &'static str, predicate: &'static str) -> Error {
    Error::Argument { subject, problem: Problem::Value(predicate) }
}
