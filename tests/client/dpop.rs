use oauth4wasm::client::{Authentication, DPoP, Error, PushedAuthorization};
use oauth4wasm::es256::PrivateKey;
use oauth4wasm::protocol::dpop::{NONCE_CAPACITY, Nonces, is_nonce_error};
use oauth4wasm::protocol::error;
use oauth4wasm::protocol::message::{HeaderMap, Response};
use oauth4wasm::protocol::metadata::AuthorizationServer;
use pollster::block_on;
use serde_json::{Value, json};

use crate::support::{
    NOW, Script, Still, Unreachable, answer, body, client, created, key, nonce_demanded, parameter, parameters, script,
    server, server_at, verified,
};

/// Pushes with a key for the client and one for the tokens; yields the error's rule, if there is one.
fn push(server: &AuthorizationServer, dpop: &DPoP<PrivateKey>, transport: &Script) -> Result<(), Error<Unreachable>> {
    let client = client();
    let authentication = Authentication::private_key_jwt(key());
    let authorization = PushedAuthorization::new(server, &client, &authentication, parameters()).with_dpop(dpop);
    block_on(authorization.send(transport, &Still(NOW))).map(drop)
}

/// The payloads of the proofs that were sent.
fn proofs(transport: &Script) -> Vec<Value> {
    let proof = |headers: &HeaderMap| verified(&headers.get("dpop").unwrap(), &key())[1].clone();
    transport.requests().iter().map(|request| proof(&request.headers)).collect()
}

fn nonces(transport: &Script) -> Vec<Value> {
    proofs(transport).into_iter().map(|proof| proof["nonce"].clone()).collect()
}

/// RFC 9449 §4.2.
#[test]
fn a_proof_names_the_request_and_the_key() {
    let transport = script([created(&[])]);
    push(&server(), &DPoP::new(key()), &transport).unwrap();
    let [header, payload] = verified(&transport.requests()[0].headers.get("dpop").unwrap(), &key());
    let public_jwk: Value = serde_json::from_str(&key().to_public_jwk()).unwrap();
    assert_eq!(header, json!({ "alg": "ES256", "typ": "dpop+jwt", "jwk": public_jwk }));
    let jti = &payload["jti"];
    assert_eq!(payload, json!({ "iat": NOW, "jti": jti, "htm": "POST", "htu": "https://as.example/par" }));
}

/// RFC 9449 §8: once more with the nonce; neither `jti` may come twice.
#[test]
fn a_demanded_nonce_is_sent_with_everything_anew() {
    let challenge = |header| answer(401, &[("dpop-nonce", "n1"), ("www-authenticate", header)], &json!({}));
    for refusal in [
        nonce_demanded("n1"),
        challenge(r#"DPoP error="use_dpop_nonce""#),
        challenge(r#"Bearer, DPoP error="use_dpop_nonce""#),
        challenge(r#"DPoP error="use_dpop_nonce", Bearer"#),
    ] {
        let transport = script([refusal, created(&[("dpop-nonce", "n2")]), created(&[])]);
        let dpop = DPoP::new(key());
        push(&server(), &dpop, &transport).unwrap();
        assert_eq!(transport.requests().len(), 2);

        push(&server(), &dpop, &transport).unwrap();
        assert_eq!(nonces(&transport), [Value::Null, json!("n1"), json!("n2")]);
        let requests = transport.requests();
        let assertion = |index: usize| verified(&parameter(&requests[index], "client_assertion"), &key())[1].clone();
        assert_ne!(assertion(0)["jti"], assertion(1)["jti"]);
        assert_ne!(proofs(&transport)[0]["jti"], proofs(&transport)[1]["jti"]);
        let constant = |index: usize| body(&requests[index])[..3].to_vec();
        assert_eq!(constant(0), constant(1));
    }
}

#[test]
fn a_server_that_is_never_content_is_asked_twice() {
    let transport = script(["n1", "n2", "n3"].map(nonce_demanded));
    let dpop = DPoP::new(key());
    let error = push(&server(), &dpop, &transport).unwrap_err();
    assert!(is_nonce_error(error.protocol().unwrap()));
    assert_eq!(nonces(&transport), [Value::Null, json!("n1")]);
    assert_eq!(dpop.nonce(&"https://as.example/token".parse().unwrap()).as_deref(), Some("n2"));
}

#[test]
fn without_another_nonce_there_is_no_second_try() {
    let withheld = answer(400, &[], &json!({ "error": "use_dpop_nonce" }));
    let empty = nonce_demanded("");
    for refusal in [withheld, empty] {
        let transport = script([refusal, created(&[])]);
        assert!(is_nonce_error(push(&server(), &DPoP::new(key()), &transport).unwrap_err().protocol().unwrap()));
        assert_eq!(transport.requests().len(), 1);
    }
    let transport = script([created(&[("dpop-nonce", "n1")]), nonce_demanded("n1"), created(&[])]);
    let dpop = DPoP::new(key());
    push(&server(), &dpop, &transport).unwrap();
    push(&server(), &dpop, &transport).unwrap_err();
    assert_eq!(transport.requests().len(), 2);
}

#[test]
fn other_refusals_teach_a_nonce_and_end_the_exchange() {
    for (status, headers, body) in [
        (400, &[("dpop-nonce", "n1")][..], json!({ "error": "invalid_client" })),
        (500, &[("dpop-nonce", "n1")], json!({ "error": "use_dpop_nonce" })),
        (302, &[("dpop-nonce", "n1"), ("location", "https://as.example/login")], json!(null)),
        (401, &[("dpop-nonce", "n1"), ("www-authenticate", r#"DPoP error="invalid_token", Bearer"#)], json!(null)),
    ] {
        let transport = script([answer(status, headers, &body), created(&[])]);
        let dpop = DPoP::new(key());
        let error = push(&server(), &dpop, &transport).unwrap_err();
        assert!(!is_nonce_error(error.protocol().unwrap()), "{error:?}");
        assert_eq!(transport.requests().len(), 1);
        assert_eq!(dpop.nonce(&"https://as.example/".parse().unwrap()).as_deref(), Some("n1"));
    }
}

/// RFC 9449 §8.2: a nonce is for the server that gave it.
#[test]
fn a_nonce_stays_with_its_origin() {
    let transport = script([created(&[("dpop-nonce", "n1")]), created(&[]), created(&[])]);
    let dpop = DPoP::new(key());
    for origin in ["https://as.example", "https://as.example:8443", "https://as.example"] {
        push(&server_at(origin), &dpop, &transport).unwrap();
    }
    assert_eq!(nonces(&transport), [Value::Null, Value::Null, json!("n1")]);
}

#[test]
fn without_a_key_a_demand_for_a_nonce_is_an_error_like_others() {
    let (server, client, transport) = (server(), client(), script([nonce_demanded("n1"), created(&[])]));
    let authentication = Authentication::none();
    let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters());
    let error = block_on(authorization.send(&transport, &Still(NOW))).unwrap_err();
    assert!(matches!(error.protocol(), Some(error::Error::ResponseBody { .. })));
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn an_access_token_is_bound_by_its_hash() {
    // RFC 9449 §7.1
    let token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    let url = "https://resource.example.org/protectedresource?q#f".parse().unwrap();
    let dpop = DPoP::new(key());
    let proof = block_on(dpop.proof(("GET", &url), Some("n"), Some(token), &Still(NOW))).unwrap();
    let [_, payload] = verified(&proof, &key());
    assert_eq!(payload["ath"], "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
    assert_eq!((&payload["htm"], &payload["nonce"]), (&json!("GET"), &json!("n")));
    assert_eq!(payload["htu"], "https://resource.example.org/protectedresource");
}

#[test]
fn the_least_recently_used_origin_is_forgotten() {
    let url = |index: u32| format!("https://as{index}.example/par").parse().unwrap();
    let response = |nonce: &str| Response::new(200, HeaderMap::from_pairs([("DPoP-Nonce", nonce)]).unwrap(), "");
    let mut nonces = Nonces::default();
    for index in 0..NONCE_CAPACITY {
        nonces.learn(&url(index), &response("n"));
    }
    assert_eq!(nonces.newest(&url(0)), Some("n"));
    nonces.learn(&url(2), &response("newer"));
    nonces.learn(&url(NONCE_CAPACITY), &response("n"));
    assert_eq!(nonces.newest(&url(0)), Some("n"));
    assert_eq!(nonces.newest(&url(1)), None);
    assert_eq!(nonces.newest(&url(2)), Some("newer"));
}
