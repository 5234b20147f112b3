//! Signatures: which algorithm a key signs with, and the text that is signed (RFC 7515, RFC 7518, RFC 8037, RFC 9864).

use alloc::string::String;

use super::base64;
use super::error::{Error, Problem};
use super::text::concat;

mod hmac;

pub use self::hmac::hs256;

/// A JWS algorithm that a client may sign with. No `none`, no RSA with SHA-1, no secp256k1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names are the registered ones (RFC 7518 §3.1, RFC 9864)")]
pub enum Algorithm {
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    Es512,
    Ed25519,
    MlDsa44,
    MlDsa65,
    MlDsa87,
}

/// Yields the algorithm that a key signs with, from how WebCrypto describes it: see [`Algorithm::of_key`].
///
/// # Errors
/// [`Error::Unsupported`].
pub fn algorithm_of_key(name: &str, parameter: &str) -> Result<Algorithm, Error> {
    Algorithm::of_key(name, parameter).ok_or(Error::Unsupported {
        what: "the key's algorithm is none that a client may sign with (RSASSA-PKCS1-v1_5 or RSA-PSS with SHA-256, \
               SHA-384 or SHA-512; ECDSA with P-256, P-384 or P-521; Ed25519; ML-DSA)",
    })
}

/// Demands that a key of WebCrypto's may sign: its usages, and the size of an RSA key in bits (RFC 7518 §3.3, §3.5).
///
/// `host_name` is the host's name of the algorithm: keys that it calls `EdDSA`, as some old ones do, cannot sign.
///
/// # Errors
/// [`Error::Argument`] about `CryptoKey`, [`Error::Unsupported`].
pub fn check_key(
    algorithm: Algorithm,
    host_name: &str,
    may_sign: bool,
    modulus_length: Option<f64>,
) -> Result<(), Error> {
    if !may_sign {
        let problem = Problem::Value("must have \"sign\" among its \"usages\"");
        return Err(Error::Argument { subject: "CryptoKey", problem });
    }
    if host_name == ED_DSA {
        return Err(Error::Unsupported { what: "this host's EdDSA keys cannot sign, only Ed25519 keys can" });
    }
    if algorithm.is_rsa() && modulus_length.is_none_or(|bits| bits < MINIMAL_MODULUS) {
        return Err(Error::Unsupported { what: "the RSA key's modulus has less than 2048 bits (RFC 7518 §3.3)" });
    }
    Ok(())
}

/// The smallest RSA modulus that may sign, in bits (RFC 7518 §3.3, §3.5).
pub const MINIMAL_MODULUS: f64 = 2048.0;

impl Algorithm {
    const ALL: [Self; 13] = [
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::Es256,
        Self::Es384,
        Self::Es512,
        Self::Ed25519,
        Self::MlDsa44,
        Self::MlDsa65,
        Self::MlDsa87,
    ];

    fn find(is_it: impl Fn(&WebCrypto) -> bool) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| is_it(&algorithm.web_crypto()))
    }

    /// Yields the algorithm of its place in the list, as [`number`](Self::number) tells it.
    #[must_use]
    pub fn from_number(number: usize) -> Option<Self> {
        Self::ALL.get(number).copied()
    }

    /// Yields the algorithm's place in a list.
    #[must_use]
    pub const fn number(self) -> usize {
        self as usize
    }

    /// Yields the registered name.
    #[must_use]
    #[allow(clippy::misnamed_getters, reason = "the other name is WebCrypto's")]
    pub const fn name(self) -> &'static str {
        self.web_crypto().registered_name
    }

    /// Yields the algorithm of a registered name. `EdDSA` is the older name of Ed25519.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = if name == ED_DSA { ED25519 } else { name };
        Self::find(|known| known.registered_name == name)
    }

    /// Yields the algorithm that a key signs with, from how WebCrypto describes it.
    ///
    /// `parameter` is the hash of an RSA key, the curve of an ECDSA key, and of no matter for the others.
    #[must_use]
    pub fn of_key(name: &str, parameter: &str) -> Option<Self> {
        let name = if name == ED_DSA { ED25519 } else { name };
        Self::find(|known| {
            let expected = if known.named_curve.is_empty() { known.hash } else { known.named_curve };
            known.name == name && (expected.is_empty() || expected == parameter)
        })
    }

    /// Yields whether keys of this algorithm have a modulus, which [`MINIMAL_MODULUS`] bounds.
    #[must_use]
    pub const fn is_rsa(self) -> bool {
        (self as usize) < Self::Es256 as usize
    }

    /// Yields what WebCrypto needs to know to sign or to make a key.
    #[must_use]
    pub const fn web_crypto(self) -> WebCrypto {
        const fn row(
            registered_name: &'static str,
            name: &'static str,
            hash: &'static str,
            named_curve: &'static str,
            salt_length: u32,
        ) -> WebCrypto {
            WebCrypto { registered_name, name, hash, named_curve, salt_length }
        }
        const PKCS1: &str = "RSASSA-PKCS1-v1_5";
        const PSS: &str = "RSA-PSS";
        const ECDSA: &str = "ECDSA";
        const TABLE: [WebCrypto; 13] = [
            row("RS256", PKCS1, "SHA-256", "", 0),
            row("RS384", PKCS1, "SHA-384", "", 0),
            row("RS512", PKCS1, "SHA-512", "", 0),
            row("PS256", PSS, "SHA-256", "", 32),
            row("PS384", PSS, "SHA-384", "", 48),
            row("PS512", PSS, "SHA-512", "", 64),
            row("ES256", ECDSA, "SHA-256", "P-256", 0),
            row("ES384", ECDSA, "SHA-384", "P-384", 0),
            row("ES512", ECDSA, "SHA-512", "P-521", 0),
            row(ED25519, ED25519, "", "", 0),
            row("ML-DSA-44", "ML-DSA-44", "", "", 0),
            row("ML-DSA-65", "ML-DSA-65", "", "", 0),
            row("ML-DSA-87", "ML-DSA-87", "", "", 0),
        ];
        #[allow(clippy::indexing_slicing, reason = "the table has a row for every variant, which a test counts")]
        TABLE[self as usize]
    }
}

const ED25519: &str = "Ed25519";
/// What Ed25519 was called before RFC 9864.
const ED_DSA: &str = "EdDSA";

/// An algorithm in the words of WebCrypto; an empty text or a zero is a parameter that the algorithm does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebCrypto {
    /// The name in JWTs (RFC 7518 §3.1, RFC 9864).
    pub registered_name: &'static str,
    /// The algorithm's name.
    pub name: &'static str,
    /// The hash function.
    pub hash: &'static str,
    /// The curve.
    pub named_curve: &'static str,
    /// The length of the salt, in bytes: that of the hash (RFC 7518 §3.5).
    pub salt_length: u32,
}

/// Yields the JWS signing input (RFC 7515 §5.1): what is signed, and the first two parts of the compact form.
#[must_use]
pub fn signing_input(header: &str, payload: &str) -> String {
    with_payload(&base64::url(header.as_bytes()), payload)
}

/// The same for a header that is encoded already.
#[must_use]
pub fn with_payload(encoded_header: &str, payload: &str) -> String {
    concat(&[encoded_header, ".", &base64::url(payload.as_bytes())])
}

/// Yields the compact form (RFC 7515 §7.1).
///
/// # Errors
/// [`Error::Unsupported`]: the signature is empty, as that of an unsecured JWS is (RFC 7518 §3.6).
pub fn compact(signing_input: &str, signature: &[u8]) -> Result<String, Error> {
    if signature.is_empty() {
        return Err(Error::Unsupported { what: "the key made an empty signature, as if the JWT were to be unsecured" });
    }
    Ok(concat(&[signing_input, ".", &base64::url(signature)]))
}

#[cfg(test)]
mod tests {
    use super::super::error::Code;
    use super::*;

    /// RFC 7515 Appendix A.1: the header, the payload and the signing input.
    #[test]
    fn signing_input_of_the_rfc() {
        let input = signing_input(
            "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}",
            "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}",
        );
        assert_eq!(
            input,
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
             eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        );
        assert_eq!(compact("a.b", &[0xff, 0xfe]).unwrap(), "a.b.__4");
    }

    /// RFC 7518 §3.6: only an unsecured JWS has no signature.
    #[test]
    fn nothing_goes_without_a_signature() {
        assert_eq!(compact("a.b", &[]).unwrap_err().code(), Code::UnsupportedOperation);
    }

    #[test]
    fn every_algorithm_is_found_by_its_name_and_by_its_key() {
        for name in [
            "RS256",
            "RS384",
            "RS512",
            "PS256",
            "PS384",
            "PS512",
            "ES256",
            "ES384",
            "ES512",
            "Ed25519",
            "ML-DSA-44",
            "ML-DSA-65",
            "ML-DSA-87",
        ] {
            let algorithm = Algorithm::from_name(name).unwrap();
            assert_eq!(algorithm.name(), name);
            assert_eq!(Algorithm::from_number(algorithm.number()), Some(algorithm));
            let WebCrypto { name: web_name, hash, named_curve, .. } = algorithm.web_crypto();
            let parameter = if named_curve.is_empty() { hash } else { named_curve };
            assert_eq!(Algorithm::of_key(web_name, parameter), Some(algorithm), "{name}");
        }
        for name in ["none", "HS256", "RS1", "ES256K", "", "es256"] {
            assert_eq!(Algorithm::from_name(name), None, "{name}");
        }
        for (name, parameter) in
            [("RSASSA-PKCS1-v1_5", "SHA-1"), ("ECDSA", "K-256"), ("ECDH", "P-256"), ("HMAC", "SHA-256")]
        {
            assert_eq!(Algorithm::of_key(name, parameter), None, "{name}");
        }
    }
}
