//! A server, a client and responses, for the tests that need just any.

use oauth4wasm::protocol::error::Error;
use oauth4wasm::protocol::message::{HeaderMap, Response};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Client};
use serde_json::{Value, json};

pub(crate) fn server_of(members: Value) -> AuthorizationServer {
    AuthorizationServer::try_from(members).unwrap()
}

pub(crate) fn server() -> AuthorizationServer {
    server_of(json!({
        "issuer": "https://as.example",
        "authorization_endpoint": "https://as.example/authorize",
        "pushed_authorization_request_endpoint": "https://as.example/par",
    }))
}

pub(crate) fn client() -> Client {
    Client::new("client").unwrap()
}

pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Response {
    Response::new(status, HeaderMap::from_pairs(headers.iter().copied()).unwrap(), body.as_ref())
}

pub(crate) fn json_response(status: u16, body: impl AsRef<[u8]>) -> Response {
    response(status, &[("content-type", "application/json")], body)
}

/// The code as JavaScript callers compare it.
pub(crate) fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    result.unwrap_err().code().as_str()
}
