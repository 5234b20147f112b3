use alloc::vec;
use alloc::vec::Vec;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use p256::elliptic_curve::zeroize::Zeroizing;

use super::der::{
    BIT_STRING, CONTEXT, IMPLICIT_1, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE, whole_bytes,
};
use super::{NUMBER, PrivateKey, refused};
use crate::protocol::error::Error;

const SUBJECT: &str = "privateKey";
const DASHES: &[u8] = b"-----";
const LABEL: &[u8] = b"PRIVATE KEY";

/// `id-ecPublicKey` with the curve `secp256r1`, RFC 5480 §2.1.1: two object identifiers.
const EC_KEY_OF_P256: &[u8] = b"\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07";
const P256: &[u8] = b"\x2A\x86\x48\xCE\x3D\x03\x01\x07";

impl PrivateKey {
    /// Yields the key of a PKCS#8 document (RFC 5958, RFC 5915), not encrypted.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: it is not such a document; the key is not one of P-256; its number is
    /// zero or not below the order of the curve; it does not belong to the public key beside it.
    pub fn from_pkcs8_der(document: &[u8]) -> Result<Self, Error> {
        let OneAsymmetricKey { algorithm, private_key, public_key } = OneAsymmetricKey::read(document)
            .ok_or_else(|| refused(SUBJECT, "must be a PKCS#8 document in DER, not encrypted"))?;
        if algorithm != EC_KEY_OF_P256 {
            return Err(refused(SUBJECT, "must be a key of the curve P-256"));
        }
        let EcPrivateKey { number, public_key: inner } = EcPrivateKey::read(private_key)
            .ok_or_else(|| refused(SUBJECT, "must hold an EC private key of P-256 (RFC 5915)"))?;
        let key = Self::from_scalar(number)?;
        match [public_key, inner].into_iter().flatten().all(|point| key.has_point(point)) {
            true => Ok(key),
            false => Err(refused(SUBJECT, "must belong to the public key beside it")),
        }
    }

    /// Yields the key of a PKCS#8 document in PEM (RFC 7468 §10): `-----BEGIN PRIVATE KEY-----`.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: it is not PEM, or not labelled so; else as
    /// [`from_pkcs8_der`](Self::from_pkcs8_der).
    pub fn from_pkcs8_pem(text: &str) -> Result<Self, Error> {
        Self::from_pem_bytes(text.as_bytes())
    }

    /// The same, of bytes that need not be UTF-8.
    pub(crate) fn from_pem_bytes(text: &[u8]) -> Result<Self, Error> {
        let malformed = || refused(SUBJECT, "must be PEM: a base64 text between BEGIN and END lines");
        let (label, base64) = between_lines(text.trim_ascii()).ok_or_else(malformed)?;
        if label != LABEL {
            return Err(refused(SUBJECT, "must be PKCS#8, labelled \"PRIVATE KEY\" (`openssl pkcs8 -topk8 -nocrypt`)"));
        }
        Self::from_pkcs8_der(&decoded(base64).ok_or_else(malformed)?)
    }

    /// Whether the bytes of SEC 1 §2.3.3, compressed or not, are those of the public key.
    fn has_point(&self, bytes: &[u8]) -> bool {
        let [x, y] = &self.point;
        match bytes.split_first() {
            Some((4, numbers)) => numbers.split_at_checked(NUMBER) == Some((x.as_slice(), y.as_slice())),
            Some((sign @ (2 | 3), number)) => number == x && y.last().is_some_and(|last| last & 1 == sign & 1),
            _ => false,
        }
    }
}

/// Yields the label and the base64 text, line ends included (RFC 7468 §3).
fn between_lines(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = text.strip_prefix(b"-----BEGIN ")?;
    let (label, rest) = text.split_at_checked(text.iter().position(|byte| *byte == b'-')?)?;
    let rest = rest.strip_prefix(DASHES)?.strip_suffix(DASHES)?.strip_suffix(label)?.strip_suffix(b"-----END ")?;
    rest.first().is_some_and(u8::is_ascii_whitespace).then_some((label, rest))
}

/// Base64 with padding (RFC 4648 §4) and white space, by the one decoder that JWKs need too.
fn decoded(base64: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    // One allocation that is long enough: nothing of the secret stays behind in a shorter one.
    let mut text = Zeroizing::new(Vec::with_capacity(base64.len()));
    for byte in base64.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        text.push(match byte {
            b'+' => b'-',
            b'/' => b'_',
            // Not of this alphabet.
            b'-' | b'_' => return None,
            other => *other,
        });
    }
    let whole = text.len() % 4 == 0;
    let text = text.strip_suffix(b"=").map_or(text.as_slice(), |text| text.strip_suffix(b"=").unwrap_or(text));
    let mut bytes = Zeroizing::new(vec![0; text.len() / 4 * 3 + text.len() % 4 * 3 / 4]);
    Base64UrlUnpadded::decode(text, &mut bytes).ok().filter(|_| whole)?;
    Some(bytes)
}

/// RFC 5958 §2, which RFC 5208 §5 is version 0 of.
struct OneAsymmetricKey<'a> {
    algorithm: &'a [u8],
    private_key: &'a [u8],
    public_key: Option<&'a [u8]>,
}

impl<'a> OneAsymmetricKey<'a> {
    fn read(document: &'a [u8]) -> Option<Self> {
        let [attributes, _] = CONTEXT;
        let mut reader = Reader::inside(document, SEQUENCE)?;
        let version = reader.element(INTEGER)?;
        let algorithm = reader.element(SEQUENCE)?;
        let private_key = reader.element(OCTET_STRING)?;
        reader.optional(attributes)?;
        // With version 1, and only then, the public key is there.
        let public_key = match version {
            [0] => None,
            [1] => Some(whole_bytes(reader.element(IMPLICIT_1)?)?),
            _ => return None,
        };
        reader.end()?;
        Some(Self { algorithm, private_key, public_key })
    }
}

/// RFC 5915 §3.
struct EcPrivateKey<'a> {
    number: &'a [u8; NUMBER],
    public_key: Option<&'a [u8]>,
}

impl<'a> EcPrivateKey<'a> {
    fn read(element: &'a [u8]) -> Option<Self> {
        let [parameters, public_key] = CONTEXT;
        let mut reader = Reader::inside(element, SEQUENCE)?;
        if reader.element(INTEGER)? != [1] {
            return None;
        }
        let number = reader.element(OCTET_STRING)?.try_into().ok()?;
        if let Some(curve) = reader.optional(parameters)?
            && Reader::only(curve, OBJECT_IDENTIFIER)? != P256
        {
            return None;
        }
        let public_key = match reader.optional(public_key)? {
            Some(point) => Some(whole_bytes(Reader::only(point, BIT_STRING)?)?),
            None => None,
        };
        reader.end()?;
        Some(Self { number, public_key })
    }
}
