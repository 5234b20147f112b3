use oauth4wasm::client::{Error, discover};
use oauth4wasm::protocol::discovery::Algorithm;
use oauth4wasm::protocol::error;
use oauth4wasm::protocol::message::Options;
use pollster::block_on;
use serde_json::json;

use crate::support::{Unreachable, answer, script};

#[test]
fn metadata_is_asked_for_and_judged_by_the_rules() {
    let issuer = "https://as.example/tenant".parse().unwrap();
    let transport = script([
        answer(200, &[], &json!({ "issuer": "https://as.example/tenant" })),
        answer(200, &[], &json!({ "issuer": "https://other.example" })),
    ]);
    let ask = || block_on(discover(&transport, &issuer, Algorithm::Oauth2, Options::default()));

    assert_eq!(ask().unwrap().issuer(), "https://as.example/tenant");
    assert!(matches!(ask().unwrap_err().protocol(), Some(error::Error::BodyMismatch { member: "issuer", .. })));
    assert!(matches!(ask().unwrap_err(), Error::Transport(Unreachable("no answer is left"))));
    let requests = transport.requests();
    assert_eq!(requests[0].url.as_str(), "https://as.example/.well-known/oauth-authorization-server/tenant");
    assert_eq!((requests[0].method, requests.len()), ("GET", 3));
}

#[test]
fn an_insecure_issuer_is_not_asked() {
    let transport = script([]);
    let issuer = "http://as.example".parse().unwrap();
    let error = block_on(discover(&transport, &issuer, Algorithm::Oidc, Options::default())).unwrap_err();
    assert!(matches!(error.protocol(), Some(error::Error::InsecureRequest { .. })));
    assert!(transport.requests().is_empty());
}
