//! RFC 7638, RFC 8037 Appendix A, RFC 9449 §6.1.

use oauth4wasm::protocol::jwk::PublicJwk;
use oauth4wasm::protocol::jws::{compact, signing_input};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::code;

#[test]
fn thumbprints_of_the_rfcs() {
    let modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3\
                   oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0\
                   zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44\
                   -csFCur-kEgU8awapJzKnqDKgw";
    for (name, jwk, expected) in [
        (
            "RFC 7638 §3.1",
            json!({ "kty": "RSA", "n": modulus, "e": "AQAB", "alg": "RS256", "kid": "2011-04-29" }),
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
        ),
        (
            "RFC 8037 Appendix A.3",
            json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }),
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
        ),
        (
            "RFC 9449 §4.1, §6.1",
            json!({
                "kty": "EC",
                "x": "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                "y": "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
                "crv": "P-256",
            }),
            "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
        ),
    ] {
        assert_eq!(PublicJwk::new(&jwk).unwrap().thumbprint(), expected, "{name}");
    }
}

/// RFC 8037 Appendix A.4.
#[test]
fn signing_input_with_ed25519_of_the_rfc() {
    let input = signing_input(r#"{"alg":"EdDSA"}"#, "Example of Ed25519 signing");
    assert_eq!(input, "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc");
    assert_eq!(
        compact(&input, &[0x86, 0x0c, 0x98]).unwrap(),
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY"
    );
}

#[test]
fn what_is_no_public_key_is_refused() {
    for jwk in [json!({ "kty": "oct", "k": "AA" }), json!({ "kty": "EC", "crv": "P-256", "x": "AA", "y": "" })] {
        assert_eq!(code(PublicJwk::new(&jwk)), "ERR_INVALID_ARG_VALUE", "{jwk}");
    }
    for jwk in [json!([]), json!("EC"), json!(null), json!({}), json!({ "kty": 1 })] {
        assert_eq!(code(PublicJwk::new(&jwk)), "ERR_INVALID_ARG_TYPE", "{jwk}");
    }
}

proptest! {
    /// RFC 7638 §3: neither other members nor their order change it, and what is public stays so.
    #[test]
    fn only_the_key_makes_the_thumbprint(
        x in "[A-Za-z0-9_-]{1,43}",
        y in "[A-Za-z0-9_-]{1,43}",
        others in prop::collection::vec(("[a-z]{1,6}", any::<String>()), 0..5),
    ) {
        let bare = PublicJwk::new(&json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y })).unwrap();
        let mut members = json!({ "d": "a very secret number" });
        for (name, value) in others {
            members[name] = value.into();
        }
        for (name, value) in [("y", y.as_str()), ("x", &x), ("crv", "P-256"), ("kty", "EC")] {
            members[name] = value.into();
        }
        let full = PublicJwk::new(&members).unwrap();
        prop_assert_eq!(full.thumbprint(), bare.thumbprint());
        let shown = format!("{full:?} {}", full.as_json());
        prop_assert!(!shown.contains("secret"), "{}", shown);
        let again: Value = serde_json::from_str(full.as_json()).unwrap();
        prop_assert_eq!(PublicJwk::new(&again).unwrap(), full);
    }
}
