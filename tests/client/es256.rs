use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use oauth4wasm::client::Signer as _;
use oauth4wasm::es256::PrivateKey;
use oauth4wasm::protocol::error::{Error, Problem};
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding};
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
        let signature = bytes::<64>(&[r, s].concat());
        assert_eq!(key.sign(message.as_bytes()), signature, "{message}");
        assert_eq!(PrivateKey::sign_with_scalar(&number, message.as_bytes()).unwrap(), signature, "{message}");
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

/// What the crate pkcs8 makes of a document: the number.
fn by_the_crate(document: &[u8]) -> Option<Vec<u8>> {
    SecretKey::from_pkcs8_der(document).ok().map(|key| key.to_bytes().to_vec())
}

fn by_us(document: &[u8]) -> Option<Vec<u8>> {
    PrivateKey::from_pkcs8_der(document).ok().map(|key| key.to_scalar().to_vec())
}

/// The elements of DER that these documents have, with the length in its shortest form.
fn element(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    let contents = contents.concat();
    let length = match u8::try_from(contents.len()).unwrap() {
        short @ ..0x80 => vec![tag, short],
        long => vec![tag, 0x81, long],
    };
    [length, contents].concat()
}

/// Documents of the key of [`RFC_7515_KEY`] as programs write them. OpenSSL and WebCrypto have the point inside; some have
/// the curve there too, no point at all, a compressed one, attributes, or, as RFC 5958 has it, the point outside.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let secret = SecretKey::from_slice(key().to_scalar().as_slice()).unwrap();
    let (whole, compressed) = (secret.public_key().to_sec1_bytes(), secret.public_key().to_sec1_point(true));
    let algorithm = element(0x30, &[b"\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07"]);
    let curve = element(0xA0, &[b"\x06\x08\x2A\x86\x48\xCE\x3D\x03\x01\x07"]);
    let number = element(4, &[secret.to_bytes().as_slice()]);
    let point = |bytes: &[u8]| element(0xA1, &[&element(3, &[b"\0", bytes])]);
    let document = |version: u8, inner: &[&[u8]], outer: &[u8]| {
        let inner = element(0x30, &[&[2, 1, 1], &number, &inner.concat()]);
        element(0x30, &[&[2, 1, version], &algorithm, &element(4, &[&inner]), outer])
    };
    let attributes = element(0xA0, &[&element(0x30, &[b"\x06\x03\x55\x1D\x0F\x31\x05\x03\x03\x07\x80\0"])]);
    let outside = element(0x81, &[b"\0", &whole]);
    vec![
        (
            "OpenSSL",
            Base64::decode_vec(&PKCS8.lines().filter(|line| !line.starts_with('-')).collect::<String>()).unwrap(),
        ),
        ("the point", document(0, &[&point(&whole)], b"")),
        ("a compressed point", document(0, &[&point(compressed.as_bytes())], b"")),
        ("curve and point", document(0, &[&curve, &point(&whole)], b"")),
        ("no point", document(0, &[], b"")),
        ("attributes", document(0, &[&point(&whole)], &attributes)),
        ("the point outside", document(1, &[], &outside)),
        ("attributes and the point outside", document(1, &[&curve], &[attributes, outside].concat())),
    ]
}

#[test]
fn documents_are_read_as_the_crate_pkcs8_reads_them() {
    let expected = Some(key().to_scalar().to_vec());
    for (name, document) in documents() {
        assert_eq!(by_us(&document), expected, "{name}");
        assert_eq!(by_the_crate(&document), expected, "{name}");
    }
}

/// With each byte changed, cut short at every length, or longer, a document is refused where that crate refuses it, and else
/// is the same key. Ours is stricter in two points: fields that RFC 5958 does not know, and a point outside that is malformed or another key's.
#[test]
fn changed_documents_are_judged_as_the_crate_pkcs8_judges_them() {
    let secret = key().to_scalar();
    let point = SecretKey::from_slice(secret.as_slice()).unwrap().public_key().to_sec1_bytes();
    let numbers = [secret.as_slice(), &point[1..33], &point[33..]];
    let mut accepted = 0;
    for (name, document) in documents() {
        let longer = [document.as_slice(), b"\0"].concat();
        let mut changed: Vec<_> =
            (0..document.len()).map(|length| document[..length].to_vec()).chain([longer]).collect();
        // Of a number the first byte will do.
        let within = |at: usize| {
            numbers.iter().any(|number| (1..32).any(|into| document[at - into.min(at)..].starts_with(number)))
        };
        for at in (0..document.len()).filter(|at| !within(*at)) {
            for value in
                [0, 1, 2, 3, 0x30, 0x7F, 0x80, 0x81, 0x82, 0xA0, 0xA1, 0xA2, 0xFF, document[at] ^ 1, document[at] ^ 2]
            {
                changed.push(document.clone());
                changed.last_mut().unwrap()[at] = value;
            }
        }
        for changed in changed {
            let (ours, theirs) = (by_us(&changed), by_the_crate(&changed));
            accepted += usize::from(ours.is_some());
            if ours == theirs {
                continue;
            }
            let at = changed.iter().zip(&document).position(|(one, other)| one != other).unwrap();
            let unknown_field = changed[at] == 0xA2;
            let reason = refusal(PrivateKey::from_pkcs8_der(&changed)).1;
            let of_the_point =
                at >= document.len() - point.len() - 1 || reason == "must belong to the public key beside it";
            let other_point = name.ends_with("outside") && ours.is_none() && of_the_point;
            assert!(unknown_field || other_point, "{name}: {at}, {changed:02X?}");
        }
    }
    assert!(accepted > 100, "{accepted}");
}

/// RFC 7468 §3: lines of any length, and any white space.
#[test]
fn pem_in_other_lines() {
    let base64: String = PKCS8.lines().filter(|line| !line.starts_with('-')).collect();
    let pem = |base64: &str| format!("-----BEGIN PRIVATE KEY-----\n{base64}\n-----END PRIVATE KEY-----");
    let spaced: String = base64.chars().flat_map(|c| [c, ' ']).collect();
    for text in [pem(&base64), pem(&spaced), format!("\n\n{}\n\n", pem(&base64)), PKCS8.replace('\n', "\r")] {
        assert_eq!(PrivateKey::from_pkcs8_pem(&text).unwrap().to_jwk(), key().to_jwk(), "{text}");
    }
    let malformed = "must be PEM: a base64 text between BEGIN and END lines";
    for text in [
        pem(""),
        pem(&base64[1..]),
        pem(&format!("{base64}=")),
        pem(&base64.replace('/', "_")),
        pem(&base64.replace('+', "-")),
        pem(&format!("Comment: x\n\n{base64}")),
        pem(&base64).replace("\n", ""),
        pem(&base64).replace("END PRIVATE", "END PUBLIC"),
        pem(&base64).replace("BEGIN", "END"),
        pem(&base64).repeat(2),
        pem(&base64)[1..].to_owned(),
        base64.clone(),
        String::from("-----BEGIN PRIVATE KEY-----"),
        String::from("-----BEGIN -----END -----"),
    ] {
        let (_, reason) = refusal(PrivateKey::from_pkcs8_pem(&text));
        // No text at all is base64, of an empty document.
        assert!(reason == malformed || text == pem(""), "{text}: {reason}");
    }
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
