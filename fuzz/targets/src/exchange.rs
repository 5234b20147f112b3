use std::cell::RefCell;
use std::convert::Infallible;

use oauth4wasm::client::{Authentication, Clock, DPoP, Error, PushedAuthorization, Signer, SignerError, Transport};
use oauth4wasm::protocol::jwk::PublicJwk;
use oauth4wasm::protocol::jws::Algorithm;
use oauth4wasm::protocol::message::{Parameters, Request, Response};
use pollster::block_on;
use serde_json::json;

use crate::message::{check_error, client, response, server};

const NOW: i64 = 1_700_000_000;
const MARK: &[u8] = b"\n====\n";

/// The answers to a whole push with DPoP: one after the other, between lines of `====`.
pub fn exchange(data: &[u8]) {
    let mut answers = Vec::new();
    let mut rest = data;
    while let Some(position) = rest.windows(MARK.len()).position(|window| window == MARK) {
        answers.push(&rest[..position]);
        rest = &rest[position + MARK.len()..];
    }
    answers.push(rest);
    let Some(answers) = answers.into_iter().map(response).collect::<Option<Vec<_>>>() else { return };
    let Some(last) = answers.last() else { return };

    let (server, client, authentication) = (server(), client(), Authentication::none());
    let dpop = DPoP::new(Quick(PublicJwk::new(&json!({ "kty": "OKP", "crv": "Ed25519", "x": "AA" })).unwrap()));
    let script = Script { answers: &answers, requests: RefCell::default() };
    let authorization =
        PushedAuthorization::new(&server, &client, &authentication, Parameters::from([("response_type", "code")]));
    let result = block_on(authorization.with_dpop(&dpop).send(&script, &Still));

    let requests = script.requests.into_inner();
    assert!((1..=2).contains(&requests.len()), "{} requests", requests.len());
    if let [first, second] = requests.as_slice() {
        assert_ne!(first.headers.get("dpop"), second.headers.get("dpop"));
        assert_eq!((&first.url, &first.body), (&second.url, &second.body));
        assert!(answers[0].headers.get("dpop-nonce").is_some());
    }
    match result {
        Ok(pushed) => {
            assert!(pushed.expires_in >= 0.0);
            assert!(pushed.clock_difference.is_some() || pushed.expires_at >= NOW);
            assert_eq!(pushed.authorization_url.query_pairs().count(), 3);
        }
        Err(Error::Protocol(error, _)) => check_error(&error, answers.get(requests.len() - 1).unwrap_or(last)),
        Err(other) => panic!("{other:?}"),
    }
}

struct Still;

impl Clock for Still {
    fn seconds(&self) -> i64 {
        NOW
    }
}

/// A key that costs no time: the same signature under everything.
struct Quick(PublicJwk);

impl Signer for Quick {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Ed25519
    }

    fn public_jwk(&self) -> &PublicJwk {
        &self.0
    }

    async fn sign(&self, _: &[u8]) -> Result<Vec<u8>, SignerError> {
        Ok(vec![0; 64])
    }
}

/// Gives its answers one after the other, the last one for ever.
struct Script<'a> {
    answers: &'a [Response],
    requests: RefCell<Vec<Request>>,
}

impl Transport for Script<'_> {
    type Error = Infallible;

    async fn send(&self, request: Request) -> Result<Response, Infallible> {
        let mut requests = self.requests.borrow_mut();
        let answer = self.answers.get(requests.len()).or(self.answers.last());
        requests.push(request);
        Ok(answer.unwrap().clone())
    }
}
