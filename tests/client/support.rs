//! A transport that knows its answers, a clock that stands still, and readers of what was sent.

use std::collections::VecDeque;
use std::sync::Mutex;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use oauth4wasm::client::{Clock, Transport};
use oauth4wasm::es256::PrivateKey;
use oauth4wasm::protocol::message::{HeaderMap, Parameters, Request, Response};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Client};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde_json::{Value, json};
use url::form_urlencoded;

pub(crate) const NOW: i64 = 1_700_000_000;
/// [`NOW`], as a server writes it.
pub(crate) const DATE: &str = "Tue, 14 Nov 2023 22:13:20 GMT";

pub(crate) struct Still(pub(crate) i64);

impl Clock for Still {
    fn seconds(&self) -> i64 {
        self.0
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreachable(pub(crate) &'static str);

impl std::fmt::Display for Unreachable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0)
    }
}

impl std::error::Error for Unreachable {}

/// Gives its answers one after the other and keeps what was asked; a request too many is an error.
#[derive(Default)]
pub(crate) struct Script {
    answers: Mutex<VecDeque<Response>>,
    requests: Mutex<Vec<Request>>,
}

pub(crate) fn script(answers: impl IntoIterator<Item = Response>) -> Script {
    Script { answers: Mutex::new(answers.into_iter().collect()), requests: Mutex::default() }
}

impl Script {
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Transport for Script {
    type Error = Unreachable;

    async fn send(&self, request: Request) -> Result<Response, Unreachable> {
        self.requests.lock().unwrap().push(request);
        self.answers.lock().unwrap().pop_front().ok_or(Unreachable("no answer is left"))
    }
}

pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &Value) -> Response {
    let mut headers = HeaderMap::from_pairs(headers.iter().copied()).unwrap();
    headers.set("content-type", "application/json").unwrap();
    Response::new(status, headers, body.to_string())
}

pub(crate) fn created(headers: &[(&str, &str)]) -> Response {
    answer(201, headers, &json!({ "request_uri": "urn:example:1", "expires_in": 60 }))
}

pub(crate) fn nonce_demanded(nonce: &str) -> Response {
    answer(400, &[("dpop-nonce", nonce)], &json!({ "error": "use_dpop_nonce" }))
}

pub(crate) fn server_at(origin: &str) -> AuthorizationServer {
    AuthorizationServer::try_from(json!({
        "issuer": origin,
        "authorization_endpoint": format!("{origin}/authorize"),
        "pushed_authorization_request_endpoint": format!("{origin}/par"),
    }))
    .unwrap()
}

pub(crate) fn server() -> AuthorizationServer {
    server_at("https://as.example")
}

pub(crate) fn client() -> Client {
    Client::new("client").unwrap()
}

pub(crate) fn parameters() -> Parameters {
    Parameters::from([("response_type", "code"), ("scope", "openid email")])
}

/// The key of RFC 7515 Appendix A.3.
pub(crate) const RFC_7515_KEY: &str = r#"{
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"
}"#;

pub(crate) fn key() -> PrivateKey {
    PrivateKey::from_jwk_json(RFC_7515_KEY).unwrap()
}

pub(crate) fn body(request: &Request) -> Vec<(String, String)> {
    form_urlencoded::parse(request.body.as_ref().unwrap().as_bytes()).into_owned().collect()
}

pub(crate) fn parameter(request: &Request, name: &str) -> String {
    body(request).into_iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// The header and the payload of a JWT, whose signature is this key's.
pub(crate) fn verified(jwt: &str, key: &PrivateKey) -> [Value; 2] {
    let (input, signature) = jwt.rsplit_once('.').unwrap();
    let signature = Base64UrlUnpadded::decode_vec(signature).unwrap();
    assert!(is_signature(key, input.as_bytes(), &signature), "the signature of {jwt}");
    let (header, payload) = input.split_once('.').unwrap();
    [header, payload].map(|part| serde_json::from_slice(&Base64UrlUnpadded::decode_vec(part).unwrap()).unwrap())
}

/// Asks the public key alone, by p256 itself.
pub(crate) fn is_signature(key: &PrivateKey, message: &[u8], signature: &[u8]) -> bool {
    let jwk: Value = serde_json::from_str(&key.to_public_jwk()).unwrap();
    let number = |name: &str| Base64UrlUnpadded::decode_vec(jwk[name].as_str().unwrap()).unwrap();
    let point = [vec![4], number("x"), number("y")].concat();
    let signature = Signature::from_slice(signature).unwrap();
    VerifyingKey::from_sec1_bytes(&point).unwrap().verify(message, &signature).is_ok()
}
