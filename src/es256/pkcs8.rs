use p256::elliptic_curve::ALGORITHM_OID;
use p256::pkcs8::der::{Decode as _, ErrorKind, Tag};
use p256::pkcs8::{self, AssociatedOid as _, PrivateKeyInfoRef, SecretDocument};
use p256::{NistP256, SecretKey};

use super::{PrivateKey, refused};
use crate::protocol::error::Error;

const SUBJECT: &str = "privateKey";
const LABEL: &str = "PRIVATE KEY";

impl PrivateKey {
    /// Yields the key of a PKCS#8 document (RFC 5208, RFC 5915), not encrypted.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: it is not such a document; the key is not one of P-256; its number is
    /// zero or not below the order of the curve; it does not belong to the public key beside it.
    pub fn from_pkcs8_der(document: &[u8]) -> Result<Self, Error> {
        let info = PrivateKeyInfoRef::from_der(document)
            .map_err(|_| refused(SUBJECT, "must be a PKCS#8 document in DER, not encrypted"))?;
        info.algorithm
            .assert_oids(ALGORITHM_OID, NistP256::OID)
            .map_err(|_| refused(SUBJECT, "must be a key of the curve P-256"))?;
        Self::new(SecretKey::try_from(info).map_err(|error| refused(SUBJECT, reason(&error)))?)
    }

    /// Yields the key of a PKCS#8 document in PEM (RFC 7468 §10): `-----BEGIN PRIVATE KEY-----`.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: it is not PEM, or not labelled so; else as
    /// [`from_pkcs8_der`](Self::from_pkcs8_der).
    pub fn from_pkcs8_pem(text: &str) -> Result<Self, Error> {
        let malformed = |_| refused(SUBJECT, "must be PEM: a base64 text between BEGIN and END lines");
        let (label, document) = SecretDocument::from_pem(text.trim_ascii()).map_err(malformed)?;
        if label != LABEL {
            return Err(refused(SUBJECT, "must be PKCS#8, labelled \"PRIVATE KEY\" (`openssl pkcs8 -topk8 -nocrypt`)"));
        }
        Self::from_pkcs8_der(document.as_bytes())
    }
}

fn reason(error: &pkcs8::Error) -> &'static str {
    let value_of = |tag| ErrorKind::Value { tag };
    match error {
        pkcs8::Error::Asn1(error) if error.kind() == value_of(Tag::OctetString) => {
            "must be a number from 1 to n - 1, where n is the order of P-256"
        }
        pkcs8::Error::Asn1(error) if error.kind() == value_of(Tag::BitString) => {
            "must belong to the public key beside it"
        }
        _ => "must hold an EC private key (RFC 5915)",
    }
}
