use oauth4wasm::protocol::discovery::{self, Algorithm};
use oauth4wasm::protocol::dpop::{origin, target};
use oauth4wasm::protocol::error::Error;
use oauth4wasm::protocol::message::Options;
use oauth4wasm::protocol::metadata::{AuthorizationServer, Endpoint, Transport};
use oauth4wasm::protocol::par::authorization_url;
use serde_json::json;
use url::Url;

use crate::message::client;

/// A URL: of an issuer, of an endpoint, of a proof.
pub fn endpoint(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(url) = Url::parse(&text) {
        check_discovery(&url);
        check_proof(&url);
    }
    let server = AuthorizationServer::try_from(json!({
        "issuer": "https://as.example",
        "authorization_endpoint": text,
        "pushed_authorization_request_endpoint": text,
    }))
    .unwrap();
    for transport in [Transport::Secure, Transport::InsecureAllowed] {
        let url = server.endpoint_url(Endpoint::PushedAuthorizationRequest, &client(), transport);
        match url {
            Ok(url) => check_query(&url, &authorization_url(&server, &client(), "urn:example:1", transport).unwrap()),
            Err(error) => check_error(&error, &text),
        }
    }
}

fn check_discovery(issuer: &Url) {
    for algorithm in [Algorithm::Oidc, Algorithm::Oauth2] {
        let options = Options { transport: Transport::InsecureAllowed, ..Options::default() };
        let Ok(request) = discovery::request(issuer, algorithm, options) else { continue };
        assert_eq!(request.url.origin(), issuer.origin());
        assert!(request.url.path().contains("/.well-known/"), "{}", request.url);
    }
}

/// RFC 9449 §4.2: the target of a proof has neither query nor fragment, nor the user that HTTP does not send either.
fn check_proof(url: &Url) {
    if !["http", "https"].contains(&url.scheme()) {
        return;
    }
    let mut expected = url.clone();
    expected.set_query(None);
    expected.set_fragment(None);
    expected.set_username("").unwrap();
    expected.set_password(None).unwrap();
    assert_eq!(target(url.as_str()), expected.as_str());
    assert_eq!(origin(url.as_str()), url.origin().ascii_serialization());
}

/// RFC 9126 §4: the endpoint's own query stays, and two parameters come to it.
fn check_query(endpoint: &Url, url: &Url) {
    let known = ["client_id", "request_uri"];
    let own = |url: &Url| -> Vec<(String, String)> {
        url.query_pairs().into_owned().filter(|(name, _)| !known.contains(&name.as_str())).collect()
    };
    assert_eq!(own(url), own(endpoint));
    for (name, expected) in known.into_iter().zip(["client", "urn:example:1"]) {
        let values: Vec<_> = url.query_pairs().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
        assert_eq!(values, [expected]);
    }
    assert_eq!((url.origin(), url.path(), url.fragment()), (endpoint.origin(), endpoint.path(), endpoint.fragment()));
}

/// An error shows a URL without user, password, query and fragment.
fn check_error(error: &Error, text: &str) {
    let (Error::InsecureRequest { url: shown } | Error::UnsupportedScheme { url: shown }) = error else { return };
    assert!(!shown.contains(['?', '#']), "{shown}");
    let mut url = Url::parse(text).unwrap();
    if url.has_host() {
        url.set_query(None);
        url.set_fragment(None);
        let _ = (url.set_username(""), url.set_password(None));
        assert_eq!(shown, url.as_str());
    }
}
