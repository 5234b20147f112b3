use oauth4wasm::protocol::dpop::{Nonces, is_nonce_error};
use oauth4wasm::protocol::metadata::{Endpoint, Transport};
use oauth4wasm::protocol::par::{PushedAuthorizationResponse, authorization_url};

use crate::message::{check_error, client, response, server};

/// The answer to a pushed authorization request, a refusal included.
pub fn par_answer(data: &[u8]) {
    let Some(response) = response(data) else { return };
    let (server, client) = (server(), client());
    let url = server.endpoint_url(Endpoint::PushedAuthorizationRequest, &client, Transport::Secure).unwrap();
    let mut nonces = Nonces::default();
    nonces.learn(&url, &response);
    assert_eq!(
        nonces.newest(&url).map(String::from),
        response.headers.get("dpop-nonce").filter(|nonce| !nonce.is_empty())
    );

    let answer = PushedAuthorizationResponse::from_response(&response);
    assert_eq!(answer, PushedAuthorizationResponse::from_response(&response));
    match answer {
        Ok(answer) => {
            assert_eq!(response.status, 201);
            assert!(!answer.request_uri.is_empty());
            assert!(answer.expires_in.is_finite() && answer.expires_in >= 0.0);
            let url = authorization_url(&server, &client, &answer.request_uri, Transport::Secure).unwrap();
            let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
            let expected = [("tenant", "1"), ("client_id", "client"), ("request_uri", &answer.request_uri)];
            assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        Err(error) => {
            check_error(&error, &response);
            assert!(response.status != 201 || !is_nonce_error(&error));
        }
    }
}
