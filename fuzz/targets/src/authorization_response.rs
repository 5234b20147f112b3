use oauth4wasm::protocol::callback::{AuthorizationResponse, ExpectedState};
use oauth4wasm::protocol::error::Error;
use oauth4wasm::protocol::metadata::AuthorizationServer;
use serde_json::json;
use url::Url;

const STATE: &str = "a-state";
const CODE: &str = "hunter2";

/// What comes back to the redirect URI, as a query.
pub fn authorization_response(data: &[u8]) {
    let mut url: Url = "https://client.example/cb".parse().unwrap();
    url.set_query(Some(&String::from_utf8_lossy(data)));
    for promised in [false, true] {
        let server = AuthorizationServer::try_from(json!({
            "issuer": "https://as.example",
            "authorization_response_iss_parameter_supported": promised,
        }))
        .unwrap();
        let state = || ExpectedState::Value(STATE.into());
        let response = AuthorizationResponse::from_url(&server, &url, state());
        let unchecked = AuthorizationResponse::from_url(&server, &url, ExpectedState::Unchecked);
        match &response {
            Ok(response) => check_accepted(response, promised, &url),
            Err(error) => check_refused(error, &unchecked),
        }
        assert_eq!(response.is_ok(), unchecked.is_ok() && single(&url, "state").as_deref() == Some(STATE));
        let without_state = AuthorizationResponse::from_url(&server, &url, ExpectedState::Absent);
        assert_eq!(without_state.is_ok(), unchecked.is_ok() && single(&url, "state").is_none());
    }
}

fn check_accepted(response: &AuthorizationResponse, promised: bool, url: &Url) {
    assert_eq!(response.parameter("state"), Some(STATE));
    let issuer = response.parameter("iss").unwrap_or_default();
    assert!(issuer == "https://as.example" || (issuer.is_empty() && !promised));
    for name in ["error", "response"] {
        assert_eq!(response.parameter(name).unwrap_or_default(), "");
    }
    let code = url.query_pairs().find(|(name, _)| name == "code").map(|(_, value)| value.into_owned());
    assert_eq!(response.code(), code.as_deref());
}

fn check_refused(error: &Error, unchecked: &Result<AuthorizationResponse, Error>) {
    assert!(!error.to_string().contains(CODE) && !error.to_string().contains(STATE), "{error}");
    if let (Err(other), false) = (unchecked, matches!(error, Error::InvalidCallback { parameter: "state", .. })) {
        assert_eq!(error, other);
    }
}

fn single(url: &Url, wanted: &str) -> Option<String> {
    url.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
}
