use oauth4wasm::protocol::metadata::{AuthorizationServer, Client, Endpoint, Transport};
use url::Url;

use crate::message::{check_error, client, response};

/// The metadata of a server, and the endpoints in it.
pub fn discovery(data: &[u8]) {
    let Some(response) = response(data) else { return };
    let issuer: Url = "https://as.example".parse().unwrap();
    let server = match AuthorizationServer::from_response(&issuer, &response) {
        Ok(server) => server,
        Err(error) => return check_error(&error, &response),
    };
    assert_eq!(Url::parse(server.issuer()).unwrap(), issuer);
    let copy: AuthorizationServer = serde_json::from_str(&serde_json::to_string(&server).unwrap()).unwrap();
    assert!(copy == server);
    for client in [client(), client().use_mtls_endpoint_aliases(true)] {
        for endpoint in [Endpoint::PushedAuthorizationRequest, Endpoint::Authorization] {
            check_endpoint(&server, &client, endpoint);
        }
    }
}

fn check_endpoint(server: &AuthorizationServer, client: &Client, endpoint: Endpoint) {
    let secure = server.endpoint_url(endpoint, client, Transport::Secure);
    let insecure = server.endpoint_url(endpoint, client, Transport::InsecureAllowed);
    if let Ok(url) = secure {
        assert_eq!(url.scheme(), "https");
        assert_eq!(insecure, Ok(url));
    } else if let Ok(url) = insecure {
        assert_eq!(url.scheme(), "http");
    }
}
