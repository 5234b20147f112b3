use oauth4wasm::es256::{NUMBER, PrivateKey};
use oauth4wasm::protocol::error::Error;
use serde_json::Value;

/// A private key: a JWK, PKCS#8 in PEM or DER, a number.
pub fn private_key(data: &[u8]) {
    // What text it is at all, the parsers say; DER and numbers are any bytes.
    if let Ok(text) = str::from_utf8(data) {
        check(PrivateKey::from_jwk_json(text), text);
        check(PrivateKey::from_pkcs8_pem(text), text);
    }
    let text = String::from_utf8_lossy(data);
    check(PrivateKey::from_pkcs8_der(data), &text);
    if let Ok(number) = <&[u8; NUMBER]>::try_from(data) {
        check(PrivateKey::from_scalar(number), &text);
    }
}

fn check(key: Result<PrivateKey, Error>, input: &str) {
    let key = match key {
        Ok(key) => key,
        Err(error) => return check_refusal(&error, input),
    };
    let jwk = key.to_jwk();
    let copy = PrivateKey::from_jwk_json(&jwk).unwrap();
    assert_eq!(copy.to_jwk(), jwk);
    let members: Value = serde_json::from_str(&jwk).unwrap();
    let secret = members["d"].as_str().unwrap();
    let public: Value = serde_json::from_str(&key.to_public_jwk()).unwrap();
    assert!(public.get("d").is_none());
    assert_eq!((&public["x"], &public["y"], &public["kid"]), (&members["x"], &members["y"], &members["kid"]));
    // A caller may well call the key so.
    let is_the_name = key.key_id().is_some_and(|name| name.contains(secret));
    assert!(is_the_name || !format!("{key:?}").contains(secret));
}

fn check_refusal(error: &Error, input: &str) {
    assert!(matches!(error, Error::Argument { .. }), "{error:?}");
    let shown = format!("{error} {error:?}");
    let Ok(Value::Object(members)) = serde_json::from_str(input) else { return };
    let secret = members.get("d").and_then(Value::as_str);
    assert!(!secret.is_some_and(|secret| secret.len() >= NUMBER && shown.contains(secret)), "{shown}");
}
