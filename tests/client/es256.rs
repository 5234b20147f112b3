use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use oauth4wasm::client::Signer as _;
use oauth4wasm::es256::PrivateKey;
use oauth4wasm::protocol::error::{Error, Problem};
use p256::SecretKey;
use p256::pkcs8::{EncodePrivateKey as _, LineEnding};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{RFC_7515_KEY, is_signature, key};

/// The key of [`RFC_7515_KEY`], written by OpenSSL.
const PKCS8: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjpsQnnGQmL+YBIff
H1136cspYG6+0iY7X1fCE9+E9LKhRANCAAR/zc4ncPbEXUGDy+5v20t7WAczNXvp
7xO6z248e9FURcfxRM0bvZt+hyzf7bnuufSzaV1uqQskrYpGIyiFiOWt
-----END PRIVATE KEY-----
";
const SEC1: &str = "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEII6bEJ5xkJi/mASH3x9dd+nLKWBuvtImO19XwhPfhPSyoAoGCCqGSM49
AwEHoUQDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72b
focs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==
-----END EC PRIVATE KEY-----
";
const P384: &str = "-----BEGIN PRIVATE KEY-----
MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDVuMjPg4/CyvY5PH26
PEqZsJhcpA8/NxQivfTjVawRav8jv0MiIji0DAWXyO60e5ShZANiAARqW67aHKFZ
umiRh47qcF0JlNK3mM6SJ6Wtxd4oMouOBKBRLTy7prdomFMv/P8NOk+NcVmDufLy
BxDN/2VoMyfV30YwNic4x2CLnD5GjZfcCS1pgxNRoAxZtUktbjvtpn8=
-----END PRIVATE KEY-----
";
const ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIFADvKlymzZIvCvieU8cpLZrnkWaaBLyD9X4BIohEeDe
-----END PRIVATE KEY-----
";

fn bytes<const LENGTH: usize>(hex: &str) -> [u8; LENGTH] {
    let digit = |index: usize| u8::from_str_radix(&hex[2 * index..2 * index + 2], 16).unwrap();
    std::array::from_fn(digit)
}

/// The predicate of a refusal.
fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> (&'static str, &'static str) {
    match result {
        Err(Error::Argument { subject, problem: Problem::Value(predicate) }) => (subject, predicate),
        other => panic!("{other:?}"),
    }
}

/// RFC 6979 Appendix A.2.5, P-256 with SHA-256.
#[test]
fn deterministic_signatures_of_the_rfc() {
    let number = bytes("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    let key = PrivateKey::from_scalar(&number).unwrap();
    let jwk: Value = serde_json::from_str(&key.to_jwk()).unwrap();
    for (name, hex) in [
        ("x", "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"),
        ("y", "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"),
        ("d", "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721"),
    ] {
        assert_eq!(jwk[name], Base64UrlUnpadded::encode_string(&bytes::<32>(hex)), "{name}");
    }
    for (message, r, s) in [
        (
            "sample",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        ),
        (
            "test",
            "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
            "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
        ),
    ] {
        assert_eq!(key.sign(message.as_bytes()), bytes::<64>(&[r, s].concat()), "{message}");
    }
}

/// RFC 7515 Appendix A.3.
#[test]
fn the_signature_of_the_rfc_verifies_and_so_does_ours() {
    let input = "eyJhbGciOiJFUzI1NiJ9.\
                 eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    let signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    let signature = Base64UrlUnpadded::decode_vec(signature).unwrap();
    assert!(is_signature(&key(), input.as_bytes(), &signature));
    assert!(is_signature(&key(), input.as_bytes(), &key().sign(input.as_bytes())));
    assert!(!is_signature(&key(), b"something else", &signature));
}

#[test]
fn every_form_is_the_same_key() {
    let text = key().to_jwk();
    let base64: String = PKCS8.lines().filter(|line| !line.starts_with('-')).collect();
    let der = Base64::decode_vec(&base64).unwrap();
    for copy in [
        PrivateKey::from_pkcs8_pem(PKCS8).unwrap(),
        PrivateKey::from_pkcs8_pem(&PKCS8.replace('\n', "\r\n")).unwrap(),
        PrivateKey::from_pkcs8_der(&der).unwrap(),
        PrivateKey::from_jwk_json(&text).unwrap(),
    ] {
        assert_eq!(copy.to_jwk(), text);
        // RFC 7638 §3, by the npm package jose
        assert_eq!(copy.public_jwk().thumbprint(), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
        assert_eq!(copy.key_id(), None);
    }
    let jwk: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(jwk, serde_json::from_str::<Value>(RFC_7515_KEY).unwrap());
}

#[test]
fn the_kid_comes_and_goes_with_the_jwk() {
    let key = PrivateKey::from_jwk_json(&key().with_key_id("a \"kid\"").to_jwk()).unwrap();
    assert_eq!(key.key_id(), Some("a \"kid\""));
    let public: Value = serde_json::from_str(&key.to_public_jwk()).unwrap();
    assert_eq!((&public["kid"], public.get("d")), (&json!("a \"kid\""), None));
}

#[test]
fn numbers_out_of_range_are_no_keys() {
    let out_of_range = ("privateKey", "must be a number from 1 to n - 1, where n is the order of P-256");
    let n = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
    for hex in ["00".repeat(32), n.to_owned(), "FF".repeat(32)] {
        let number = bytes::<32>(&hex);
        assert_eq!(refusal(PrivateKey::from_scalar(&number)), out_of_range, "{hex}");
        let mut jwk: Value = serde_json::from_str(RFC_7515_KEY).unwrap();
        jwk["d"] = Base64UrlUnpadded::encode_string(&number).into();
        assert_eq!(refusal(PrivateKey::from_jwk_json(&jwk.to_string())), out_of_range, "{hex}");
    }
    let largest = bytes("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550");
    PrivateKey::from_scalar(&largest).unwrap();
}

#[test]
fn malformed_jwks() {
    let wrong = |name: &str, value: Value| {
        let mut jwk: Value = serde_json::from_str(RFC_7515_KEY).unwrap();
        jwk[name] = value;
        PrivateKey::from_jwk_json(&jwk.to_string()).unwrap_err().text()
    };
    let number = "must be 32 bytes of base64url without padding";
    let zeros = "A".repeat(43);
    for (name, value, text) in [
        ("kty", json!("OKP"), r#""jwk.kty" must be "EC""#.to_owned()),
        ("kty", json!(1), r#""jwk.kty" must be a string"#.into()),
        ("crv", json!("P-384"), r#""jwk.crv" must be "P-256""#.into()),
        ("crv", json!("secp256k1"), r#""jwk.crv" must be "P-256""#.into()),
        ("alg", json!("ES384"), r#""jwk.alg" must be "ES256""#.into()),
        ("use", json!("enc"), r#""jwk.use" must be "sig""#.into()),
        ("kid", json!(7), r#""jwk.kid" must be a string"#.into()),
        ("d", json!(null), r#""jwk.d" must be a string"#.into()),
        ("d", json!(""), r#""jwk.d" must not be empty"#.into()),
        ("d", json!("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9A"), format!("\"jwk.d\" {number}")),
        ("d", json!("jpsQnnGQmL+YBIffH1136cspYG6+0iY7X1fCE9+E9LI"), format!("\"jwk.d\" {number}")),
        ("d", json!("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI="), format!("\"jwk.d\" {number}")),
        ("d", json!("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LJ"), format!("\"jwk.d\" {number}")),
        ("x", json!("f83O"), format!("\"jwk.x\" {number}")),
        ("x", json!(zeros), r#""jwk" must have the "x" and "y" that belong to its "d""#.into()),
        ("y", json!(zeros), r#""jwk" must have the "x" and "y" that belong to its "d""#.into()),
    ] {
        assert_eq!(wrong(name, value.clone()), text, "{name}: {value}");
    }
    for text in ["", "{", "\"d\"", "null", "[]"] {
        PrivateKey::from_jwk_json(text).unwrap_err();
    }
}

#[test]
fn malformed_documents() {
    let subject = "privateKey";
    let another_label = "must be PKCS#8, labelled \"PRIVATE KEY\" (`openssl pkcs8 -topk8 -nocrypt`)";
    for (text, predicate) in [
        ("", "must be PEM: a base64 text between BEGIN and END lines"),
        (RFC_7515_KEY, "must be PEM: a base64 text between BEGIN and END lines"),
        (SEC1, another_label),
        (&PKCS8.replace("PRIVATE", "ENCRYPTED PRIVATE"), another_label),
        (P384, "must be a key of the curve P-256"),
        (ED25519, "must be a key of the curve P-256"),
    ] {
        assert_eq!(refusal(PrivateKey::from_pkcs8_pem(text)), (subject, predicate), "{text}");
    }
    assert_eq!(refusal(PrivateKey::from_pkcs8_der(b"0")), (subject, "must be a PKCS#8 document in DER, not encrypted"));
    let number = bytes::<32>("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    let document = SecretKey::from_slice(&number).unwrap().to_pkcs8_der().unwrap();
    let (number_at, point_at) = (36, 73);
    let replaced = |at: usize, value: &[u8]| {
        let mut bytes = document.as_bytes().to_vec();
        bytes[at..at + value.len()].copy_from_slice(value);
        refusal(PrivateKey::from_pkcs8_der(&bytes)).1
    };
    assert_eq!(document.as_bytes()[number_at..][..32], number);
    assert_eq!(replaced(number_at, &[0; 32]), "must be a number from 1 to n - 1, where n is the order of P-256");
    assert_eq!(replaced(number_at, &[255; 32]), "must be a number from 1 to n - 1, where n is the order of P-256");
    let other = SecretKey::from_slice(&[1; 32]).unwrap().public_key().to_sec1_bytes();
    assert_eq!(document.as_bytes()[point_at], 4);
    assert_eq!(replaced(point_at, &other), "must belong to the public key beside it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn round_trips(number: [u8; 32], message: Vec<u8>) {
        let Ok(key) = PrivateKey::from_scalar(&number) else { return Ok(()) };
        let pem = SecretKey::from_slice(&number).unwrap().to_pkcs8_pem(LineEnding::LF).unwrap();
        for copy in [PrivateKey::from_jwk_json(&key.to_jwk()), PrivateKey::from_pkcs8_pem(&pem)] {
            prop_assert_eq!(copy.unwrap().sign(&message), key.sign(&message));
        }
        prop_assert!(is_signature(&key, &message, &key.sign(&message)));
    }

    /// A document with a flipped bit is refused or another form of the same key: it never becomes another key.
    #[test]
    fn a_flipped_bit_makes_no_other_key(position in 0_usize..PKCS8.len(), bit in 0_u8..7) {
        let mut bytes = PKCS8.as_bytes().to_vec();
        bytes[position] ^= 1 << bit;
        if let Ok(changed) = PrivateKey::from_pkcs8_pem(&String::from_utf8(bytes).unwrap()) {
            prop_assert_eq!(changed.to_jwk(), key().to_jwk());
        }
    }

    #[test]
    fn a_flipped_bit_of_a_jwk_makes_no_other_key(position in 0_usize..RFC_7515_KEY.len(), bit in 0_u8..7) {
        let mut bytes = RFC_7515_KEY.as_bytes().to_vec();
        bytes[position] ^= 1 << bit;
        if let Ok(changed) = PrivateKey::from_jwk_json(&String::from_utf8(bytes).unwrap()) {
            prop_assert_eq!(changed.to_jwk(), key().to_jwk());
        }
    }

    #[test]
    fn any_input_is_read_without_a_panic(bytes: Vec<u8>, text: String) {
        let _ = PrivateKey::from_pkcs8_der(&bytes);
        let _ = PrivateKey::from_pkcs8_pem(&text);
        let _ = PrivateKey::from_jwk_json(&text);
    }
}

#[test]
fn fresh_keys_differ() {
    let [first, second] = [PrivateKey::generate().unwrap(), PrivateKey::generate().unwrap()];
    assert_ne!(first.to_jwk(), second.to_jwk());
    assert!(is_signature(&first, b"message", &first.sign(b"message")));
}
