use base64ct::{Base64UrlUnpadded, Encoding as _};
use oauth4wasm::protocol::jws::Algorithm;
use oauth4wasm::protocol::message::Parameters;
use oauth4wasm::protocol::request_object::signing_input;
use oauth4wasm::protocol::time::Time;
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::message::{client, server};

const NOW: i64 = 1_700_000_000;
/// The claims of the JWT itself, and the parameters that are more than text.
const NOT_TEXT: [&str; 11] =
    ["jti", "aud", "exp", "iat", "nbf", "iss", "client_id", "resource", "max_age", "claims", "authorization_details"];

/// The parameters of a request object, as a form.
pub fn request_object(data: &[u8]) {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(data).into_owned().collect();
    let parameters: Parameters = pairs.iter().cloned().collect();
    let key = (Algorithm::Es256, Some("key-1"));
    let time = Time::since_1970(NOW);
    let Ok(input) = signing_input(&server(), &client(), parameters, key, "an-id", time) else { return };
    let (header, payload) = input.split_once('.').unwrap();
    let json = |text: &str| serde_json::from_slice::<Value>(&Base64UrlUnpadded::decode_vec(text).unwrap()).unwrap();
    assert_eq!(json(header), json!({ "alg": "ES256", "typ": "oauth-authz-req+jwt", "kid": "key-1" }));
    let payload = json(payload);
    let claims = payload.as_object().unwrap();

    for (name, expected) in [
        ("jti", json!("an-id")),
        ("aud", json!("https://as.example")),
        ("exp", json!(NOW + 60)),
        ("iat", json!(NOW)),
        ("nbf", json!(NOW)),
        ("iss", json!("client")),
        ("client_id", json!("client")),
    ] {
        assert_eq!(claims.get(name), Some(&expected), "{name}");
    }
    for (name, _) in &pairs {
        let last = pairs.iter().rfind(|(known, _)| known == name).map(|(_, value)| json!(value));
        assert!(claims.contains_key(name), "{name}");
        assert!(NOT_TEXT.contains(&name.as_str()) || claims.get(name) == last.as_ref(), "{name}");
    }
    check_structured(claims, &pairs);
    assert!(
        claims.keys().all(|name| NOT_TEXT.contains(&name.as_str()) || pairs.iter().any(|(known, _)| known == name))
    );
}

fn check_structured(claims: &serde_json::Map<String, Value>, pairs: &[(String, String)]) {
    let values = |wanted: &str| -> Vec<&str> {
        pairs.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).collect()
    };
    match values("resource").as_slice() {
        [] => assert_eq!(claims.get("resource"), None),
        [one] => assert_eq!(claims.get("resource"), Some(&json!(one))),
        several => assert_eq!(claims.get("resource"), Some(&json!(several))),
    }
    assert!(claims.get("max_age").is_none_or(|age| age.as_f64().is_some_and(|age| age >= 0.0)));
    assert!(claims.get("claims").is_none_or(Value::is_object));
    assert!(claims.get("authorization_details").is_none_or(Value::is_array));
}
