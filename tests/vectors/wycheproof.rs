//! Project Wycheproof: ECDSA on P-256 with SHA-256 in the form of JWS (IEEE P1363), P-256 keys, HMAC-SHA256.
//!
//! The crate signs and never verifies, so the signatures judge the judge: p256's verifier, which the tests of our own
//! signatures trust. Keys and MACs go through the crate itself. No vector is expected to fail.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::collections::BTreeSet;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use oauth4wasm::es256::{NUMBER, PrivateKey};
use oauth4wasm::protocol::jwk::PublicJwk;
use oauth4wasm::protocol::jws::hs256;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::{PublicKey, SecretKey};
use serde_json::{Value, json};
use wycheproof::TestResult;
use wycheproof::ecdh::{TestName as EcdhName, TestSet as EcdhSet};
use wycheproof::ecdsa::{TestName as EcdsaName, TestSet as EcdsaSet};
use wycheproof::mac::{TestName as MacName, TestSet as MacSet};

fn jwk_of_point(point: &[u8]) -> Value {
    assert_eq!((point[0], point.len()), (4, 1 + 2 * NUMBER), "not compressed");
    let number = |from: usize| Base64UrlUnpadded::encode_string(&point[from..from + NUMBER]);
    json!({ "kty": "EC", "crv": "P-256", "x": number(1), "y": number(1 + NUMBER) })
}

fn is_signature(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let key = VerifyingKey::from_sec1_bytes(point).unwrap();
    Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}

#[test]
fn signatures_are_judged_rightly() {
    let set = EcdsaSet::load(EcdsaName::EcdsaSecp256r1Sha256P1363).unwrap();
    let mut judged = [0, 0];
    for group in set.test_groups {
        let point = group.key.key.to_vec();
        let jwk = jwk_of_point(&point);
        let public = PublicJwk::new(&jwk).unwrap();
        assert_eq!(serde_json::from_str::<Value>(public.as_json()).unwrap(), jwk);
        if let Some(theirs) = group.jwk {
            let coordinate = |number: &[u8]| Base64UrlUnpadded::encode_string(number);
            assert_eq!(jwk["x"], coordinate(theirs.affine_x.as_ref()));
            assert_eq!(jwk["y"], coordinate(theirs.affine_y.as_ref()));
        }
        for test in group.tests {
            let valid = is_signature(&point, &test.msg, &test.sig);
            assert_eq!(valid, test.result == TestResult::Valid, "{} {}", test.tc_id, test.comment);
            judged[usize::from(valid)] += 1;
        }
    }
    assert_eq!(judged.iter().sum::<usize>(), set.number_of_tests);
    assert!(judged.iter().all(|count| *count > 50), "{judged:?}");
}

/// The private keys, edge cases of their arithmetic among them, as numbers and as JWKs; and the peers' points, which are
/// those of other keys.
#[test]
fn private_keys_are_imported() {
    let sets = [EcdhName::EcdhSecp256r1Ecpoint, EcdhName::EcdhSecp256r1].map(|name| EcdhSet::load(name).unwrap());
    let tests: Vec<_> = sets.into_iter().flat_map(|set| set.test_groups).flat_map(|group| group.tests).collect();
    let numbers: BTreeSet<[u8; NUMBER]> = tests.iter().map(|test| number(&test.private_key)).collect();
    let peer = tests.iter().find(|test| test.public_key.len() == 1 + 2 * NUMBER && test.result == TestResult::Valid);
    let other = jwk_of_point(&peer.unwrap().public_key);
    assert!(numbers.len() > 30, "{} keys", numbers.len());

    for number in &numbers {
        let key = PrivateKey::from_scalar(number).unwrap();
        let point = SecretKey::from_slice(number).unwrap().public_key().to_sec1_bytes();
        let mut jwk = jwk_of_point(&point);
        jwk["d"] = Base64UrlUnpadded::encode_string(number).into();
        let copy = PrivateKey::from_jwk_json(&jwk.to_string()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&copy.to_jwk()).unwrap(), jwk);
        assert_eq!(key.to_jwk(), copy.to_jwk());
        (jwk["x"], jwk["y"]) = (other["x"].clone(), other["y"].clone());
        PrivateKey::from_jwk_json(&jwk.to_string()).unwrap_err();
        assert!(is_signature(&point, b"message", &key.sign(b"message")));
    }
}

/// A Java integer: big-endian, with a leading zero or without leading ones.
fn number(bytes: &[u8]) -> [u8; NUMBER] {
    let significant = &bytes[bytes.iter().position(|byte| *byte != 0).unwrap()..];
    let mut number = [0; NUMBER];
    number[NUMBER - significant.len()..].copy_from_slice(significant);
    number
}

/// A point that is none of the curve, of another curve or of a twist makes no key for the judge either.
#[test]
fn points_are_judged_rightly() {
    let set = EcdhSet::load(EcdhName::EcdhSecp256r1Ecpoint).unwrap();
    let mut refused = 0;
    for test in set.test_groups.into_iter().flat_map(|group| group.tests) {
        let is_point = PublicKey::from_sec1_bytes(&test.public_key).is_ok();
        assert_eq!(is_point, test.result != TestResult::Invalid, "{} {}", test.tc_id, test.comment);
        refused += usize::from(!is_point);
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn macs_are_right() {
    let set = MacSet::load(MacName::HmacSha256).unwrap();
    let mut judged = [0, 0];
    for group in set.test_groups {
        for test in group.tests {
            let mac = hs256(&test.key, &test.msg).unwrap();
            let valid = mac[..group.tag_size / 8] == test.tag[..];
            assert_eq!(valid, test.result == TestResult::Valid, "{} {}", test.tc_id, test.comment);
            judged[usize::from(valid)] += 1;
        }
    }
    assert_eq!(judged.iter().sum::<usize>(), set.number_of_tests);
    assert!(judged.iter().all(|count| *count > 50), "{judged:?}");
}
