//! What several targets need: a server, a client, a response made of the input.

use oauth4wasm::protocol::error::Error;
use oauth4wasm::protocol::message::{HeaderMap, Response};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Client};
use serde_json::json;

/// What no error text may repeat out of a body, as a server could send back what it was given.
const SECRET: &str = "hunter2";

pub(crate) fn server() -> AuthorizationServer {
    AuthorizationServer::try_from(json!({
        "issuer": "https://as.example",
        "authorization_endpoint": "https://as.example/authorize?tenant=1",
        "pushed_authorization_request_endpoint": "https://as.example/par",
    }))
    .unwrap()
}

pub(crate) fn client() -> Client {
    Client::new("client").unwrap()
}

/// The response that the input writes down: a status, a line for each header, an empty line, the body.
pub(crate) fn response(data: &[u8]) -> Option<Response> {
    let end = data.windows(2).position(|pair| pair == b"\n\n")?;
    let head = str::from_utf8(&data[..end]).ok()?;
    let mut lines = head.split('\n');
    let status = lines.next()?.parse().ok()?;
    let headers = HeaderMap::from_pairs(lines.filter_map(|line| line.split_once(':'))).ok()?;
    Some(Response::new(status, headers, &data[end + 2..]))
}

/// What must hold of every error about a response.
pub(crate) fn check_error(error: &Error, response: &Response) {
    let text = error.to_string();
    assert!(!text.is_empty());
    assert!(error.code().as_str().chars().all(|character| character.is_ascii_uppercase() || character == '_'));
    let in_a_header = response.headers.iter().any(|(name, value)| name.contains(SECRET) || value.contains(SECRET));
    assert!(in_a_header || !text.contains(SECRET), "{text}");
    assert!(in_a_header || !format!("{response:?}").contains(SECRET));
}
