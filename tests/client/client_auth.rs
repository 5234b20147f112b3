use base64ct::{Base64UrlUnpadded, Encoding as _};
use oauth4wasm::client::{Authentication, PushedAuthorization};
use oauth4wasm::protocol::client_auth::ClientAuthentication;
use oauth4wasm::protocol::jws::hs256;
use oauth4wasm::protocol::message::Request;
use oauth4wasm::protocol::par::PushedAuthorizationRequest;
use pollster::block_on;
use serde_json::{Value, json};

use crate::support::{NOW, Still, body, client, created, key, parameter, parameters, script, server, verified};

/// The methods without a key send what the rules make of them, and nothing more.
#[test]
fn methods_without_a_key() {
    for method in [
        ClientAuthentication::none(),
        ClientAuthentication::client_secret_basic("a secret").unwrap(),
        ClientAuthentication::client_secret_post("a secret").unwrap(),
    ] {
        let (server, client, transport) = (server(), client(), script([created(&[])]));
        let authentication = Authentication::from(method.clone());
        let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters());
        block_on(authorization.send(&transport, &Still(NOW))).unwrap();
        let expected = PushedAuthorizationRequest::new(&server, &client, &method, parameters()).request().unwrap();
        assert_eq!(transport.requests(), [expected]);
    }
}

/// RFC 7523 §3: who it is, for whom, and for how long.
#[test]
fn private_key_jwt() {
    let requests = push_with_assertion();
    let assertion = parameter(&requests[0], "client_assertion");
    let [header, payload] = verified(&assertion, &key());
    assert_eq!(header, json!({ "alg": "ES256", "kid": "key-1" }));
    let jti = payload["jti"].as_str().unwrap();
    assert_eq!(jti.len(), 43);
    assert_eq!(
        payload,
        json!({
            "jti": jti,
            "aud": "https://as.example",
            "exp": NOW + 60,
            "iat": NOW,
            "nbf": NOW,
            "iss": "client",
            "sub": "client",
        })
    );
    let names: Vec<String> = body(&requests[0]).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["response_type", "scope", "client_id", "client_assertion_type", "client_assertion"]);
    assert_eq!(
        parameter(&requests[0], "client_assertion_type"),
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    );
    assert!(requests[0].headers.get("dpop").is_none());
}

#[test]
fn every_request_has_an_assertion_of_its_own() {
    let [first, second] = [push_with_assertion(), push_with_assertion()];
    assert_ne!(parameter(&first[0], "client_assertion"), parameter(&second[0], "client_assertion"));
}

/// RFC 7523 §2.2, OpenID Connect Core 1.0 §9.
#[test]
fn client_secret_jwt() {
    let secret = "a secret, shared with the server";
    let (server, client, transport) = (server(), client(), script([created(&[]), created(&[])]));
    let authentication = Authentication::client_secret_jwt(secret).unwrap();
    assert_eq!(format!("{authentication:?}"), "ClientSecretJwt([redacted])");
    let push =
        || PushedAuthorization::new(&server, &client, &authentication, parameters()).send(&transport, &Still(NOW));
    block_on(push()).unwrap();
    block_on(push()).unwrap();
    let requests = transport.requests();
    let assertions = [0, 1].map(|index: usize| parameter(&requests[index], "client_assertion"));
    assert_ne!(assertions[0], assertions[1]);
    for assertion in assertions {
        let parts: Vec<&str> = assertion.split('.').collect();
        let decoded = |index: usize| Base64UrlUnpadded::decode_vec(parts[index]).unwrap();
        let json = |index: usize| serde_json::from_slice::<Value>(&decoded(index)).unwrap();
        assert_eq!(json(0), json!({ "alg": "HS256" }));
        let payload = json(1);
        let jti = payload["jti"].as_str().unwrap();
        assert_eq!(jti.len(), 43);
        let (iss, aud) = ("client", "https://as.example");
        let expected = json!({
            "jti": jti, "aud": aud, "exp": NOW + 60, "iat": NOW, "nbf": NOW, "iss": iss, "sub": iss,
        });
        assert_eq!(payload, expected);
        let input = [parts[0], parts[1]].join(".");
        assert_eq!(decoded(2), hs256(secret.as_bytes(), input.as_bytes()).unwrap());
    }
    for request in &requests {
        assert!(!request.body.as_ref().unwrap().contains("shared"));
        assert_eq!(request.headers.get("authorization"), None);
    }
    assert!(Authentication::client_secret_jwt("").is_err());
}

fn push_with_assertion() -> Vec<Request> {
    let (server, client, transport) = (server(), client(), script([created(&[])]));
    let authentication = Authentication::private_key_jwt(key().with_key_id("key-1"));
    let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters());
    block_on(authorization.send(&transport, &Still(NOW))).unwrap();
    transport.requests()
}
