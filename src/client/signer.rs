use core::future::Future;
use std::vec::Vec;

use crate::protocol::jwk::PublicJwk;
use crate::protocol::jws::Algorithm;

use super::error::SignerError;

/// A private key that signs, wherever it is: in memory (`es256::PrivateKey`), in a browser's `CryptoKey`, in a
/// security module.
pub trait Signer {
    /// Yields the algorithm of the signatures.
    fn algorithm(&self) -> Algorithm;

    /// Yields the `kid` by which a server finds the public key among the client's (RFC 7515 §4.1.4), if it has one.
    fn key_id(&self) -> Option<&str> {
        None
    }

    /// Yields the public key that verifies the signatures.
    fn public_jwk(&self) -> &PublicJwk;

    /// Yields the signature of a message, in the form of RFC 7518 §3: for ECDSA the numbers R and S one after the other,
    /// not DER.
    ///
    /// # Errors
    /// [`SignerError`] with whatever the key's holder has to say.
    fn sign(&self, message: &[u8]) -> impl Future<Output = Result<Vec<u8>, SignerError>>;
}

impl<S: Signer> Signer for &S {
    fn algorithm(&self) -> Algorithm {
        S::algorithm(self)
    }

    fn key_id(&self) -> Option<&str> {
        S::key_id(self)
    }

    fn public_jwk(&self) -> &PublicJwk {
        S::public_jwk(self)
    }

    fn sign(&self, message: &[u8]) -> impl Future<Output = Result<Vec<u8>, SignerError>> {
        S::sign(self, message)
    }
}

/// The type of a key that is not there: there is no value of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSigner {}

impl Signer for NoSigner {
    fn algorithm(&self) -> Algorithm {
        match *self {}
    }

    fn public_jwk(&self) -> &PublicJwk {
        match *self {}
    }

    async fn sign(&self, _: &[u8]) -> Result<Vec<u8>, SignerError> {
        match *self {}
    }
}
