use oauth4wasm::client::{Authentication, DPoP, Error, PushedAuthorization, request_object};
use oauth4wasm::protocol::message::Parameters;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{
    NOW, Still, body, client, created, key, nonce_demanded, parameter, parameters, script, server, verified,
};

fn issued(parameters: Parameters) -> Result<[Value; 2], Error> {
    let key = key().with_key_id("key-1");
    let jwt = block_on(request_object(&server(), &client(), parameters, &key, &Still(NOW)))?;
    Ok(verified(&jwt, &key))
}

/// RFC 9101 §4, RFC 8707 §2, RFC 9396 §2.
#[test]
fn parameters_become_claims() {
    let [header, payload] = issued(Parameters::from([
        ("response_type", "code"),
        ("client_id", "somebody else"),
        ("resource", "https://a.example"),
        ("resource", "https://b.example"),
        ("max_age", "10 s"),
        ("claims", r#"{ "userinfo": { "name": null } }"#),
        ("authorization_details", r#"[{"type":"payment"}]"#),
        ("aud", "somebody else"),
    ]))
    .unwrap();
    assert_eq!(header, json!({ "alg": "ES256", "typ": "oauth-authz-req+jwt", "kid": "key-1" }));
    assert_eq!(
        payload,
        json!({
            "response_type": "code",
            "client_id": "client",
            "resource": ["https://a.example", "https://b.example"],
            "max_age": 10,
            "claims": { "userinfo": { "name": null } },
            "authorization_details": [{ "type": "payment" }],
            "aud": "https://as.example",
            "jti": payload["jti"],
            "exp": NOW + 60,
            "iat": NOW,
            "nbf": NOW,
            "iss": "client",
        })
    );
}

/// RFC 9101 §4: the claims of the example, whose own `sub`-less form is ours too.
#[test]
fn request_object_of_the_rfc() {
    let parameters = [
        ("response_type", "code id_token"),
        ("redirect_uri", "https://client.example.org/cb"),
        ("scope", "openid"),
        ("state", "af0ifjsldkj"),
        ("nonce", "n-0S6_WzA2Mj"),
        ("max_age", "86400"),
    ];
    let [header, payload] = issued(Parameters::from(parameters)).unwrap();
    assert_eq!(header["typ"], "oauth-authz-req+jwt");
    for (name, value) in &parameters[..5] {
        assert_eq!(payload[name], *value);
    }
    assert_eq!(payload["max_age"], 86400);
    assert_eq!((&payload["iss"], &payload["client_id"]), (&json!("client"), &json!("client")));
    assert_eq!(payload.get("sub"), None);
}

#[test]
fn max_age_is_read_as_hosts_read_integers() {
    for (text, seconds) in [("0", 0), ("-0", 0), ("10abc", 10), ("1.9", 1), ("0x10", 0), (" \u{a0}7", 7), ("+5", 5)] {
        assert_eq!(issued(Parameters::from([("max_age", text)])).unwrap()[1]["max_age"], seconds, "{text:?}");
    }
    let huge = &issued(Parameters::from([("max_age", "100000000000000000000")])).unwrap()[1]["max_age"];
    assert_eq!(huge.as_f64(), Some(1e20));
    for (text, code) in [("", "ERR_INVALID_ARG_TYPE"), ("x", "ERR_INVALID_ARG_TYPE"), ("-1", "ERR_INVALID_ARG_VALUE")] {
        assert_eq!(code_of(Parameters::from([("max_age", text)])), code, "{text:?}");
    }
}

#[test]
fn json_parameters_have_their_shape() {
    for (name, text, code) in [
        ("claims", "", "OAUTH_PARSE_ERROR"),
        ("claims", "{", "OAUTH_PARSE_ERROR"),
        ("claims", "[]", "ERR_INVALID_ARG_VALUE"),
        ("claims", "null", "ERR_INVALID_ARG_VALUE"),
        ("authorization_details", "x", "OAUTH_PARSE_ERROR"),
        ("authorization_details", "{}", "ERR_INVALID_ARG_VALUE"),
    ] {
        assert_eq!(code_of(Parameters::from([(name, text)])), code, "{name} {text:?}");
    }
}

fn code_of(parameters: Parameters) -> &'static str {
    issued(parameters).unwrap_err().protocol().unwrap().code().as_str()
}

/// RFC 9126 §3: nothing goes beside the request object but what authenticates the client.
#[test]
fn a_pushed_request_object_is_alone_and_used_once() {
    let (server, client) = (server(), client());
    let transport = script([nonce_demanded("n1"), created(&[])]);
    let authentication = Authentication::none();
    let (dpop, signer) = (DPoP::new(key()), key());
    let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters())
        .with_dpop(&dpop)
        .with_request_object(&signer);
    block_on(authorization.send(&transport, &Still(NOW))).unwrap();

    let objects: Vec<Value> = transport
        .requests()
        .iter()
        .map(|request| {
            let names: Vec<String> = body(request).into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, ["request", "client_id"]);
            verified(&parameter(request, "request"), &key())[1].clone()
        })
        .collect();
    assert_eq!(objects[0]["scope"], "openid email");
    assert_eq!(objects[0]["scope"], objects[1]["scope"]);
    assert_ne!(objects[0]["jti"], objects[1]["jti"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever the text, it arrives as it is; of several values the last.
    #[test]
    fn texts_round_trip(pairs in prop::collection::vec(("p_.{0,6}", any::<String>()), 0..6)) {
        let payload = issued(pairs.iter().cloned().collect()).unwrap()[1].clone();
        for (name, _) in &pairs {
            let last = pairs.iter().rfind(|(known, _)| known == name).map(|(_, value)| value.as_str());
            prop_assert_eq!(payload[name].as_str(), last);
        }
        let own = ["aud", "client_id", "exp", "iat", "iss", "jti", "nbf"];
        prop_assert!(payload.as_object().unwrap().keys().all(|name| own.contains(&name.as_str()) || name.starts_with("p_")));
    }
}
