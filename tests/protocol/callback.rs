//! RFC 6749 §4.1.2, RFC 9207.

use oauth4wasm::protocol::callback::{AuthorizationResponse, ExpectedState};
use oauth4wasm::protocol::error::{Blame, Error};
use oauth4wasm::protocol::message::Parameters;
use oauth4wasm::protocol::metadata::AuthorizationServer;
use proptest::prelude::*;
use serde_json::json;
use url::Url;

use crate::support::{code, server_of};

const ISSUER: &str = "https://as.example";

fn server() -> AuthorizationServer {
    server_of(json!({ "issuer": ISSUER }))
}

fn promising_server() -> AuthorizationServer {
    server_of(json!({ "issuer": ISSUER, "authorization_response_iss_parameter_supported": true }))
}

fn state() -> ExpectedState {
    ExpectedState::Value("xyz".into())
}

fn checked(query: &str, expected_state: ExpectedState) -> Result<AuthorizationResponse, Error> {
    checked_by(&server(), query, expected_state)
}

fn checked_by(server: &AuthorizationServer, query: &str, state: ExpectedState) -> Result<AuthorizationResponse, Error> {
    let url = format!("https://client.example/cb?{query}").parse().unwrap();
    AuthorizationResponse::from_url(server, &url, state)
}

/// The parameter that is wrong, and what it is measured by.
fn invalid(result: Result<AuthorizationResponse, Error>) -> (&'static str, Blame) {
    match result.unwrap_err() {
        Error::InvalidCallback { parameter, blame, .. } => (parameter, blame),
        other => panic!("{other:?}"),
    }
}

/// RFC 6749 §4.1.2.
#[test]
fn answer_of_the_rfc() {
    let response = checked("code=SplxlOBeZQQYbYS6WxSbIA&state=xyz", state()).unwrap();
    assert_eq!(response.code(), Some("SplxlOBeZQQYbYS6WxSbIA"));
    assert_eq!(response.parameter("state"), Some("xyz"));
    assert_eq!(response.parameter("iss"), None);
}

/// RFC 6749 §4.1.2.1.
#[test]
fn error_of_the_rfc() {
    let error = checked("error=access_denied&state=xyz", state()).unwrap_err();
    assert_eq!(error.code().as_str(), "OAUTH_AUTHORIZATION_RESPONSE_ERROR");
    assert_eq!(error, Error::AuthorizationResponse { error: "access_denied".into(), error_description: None });
    let Error::AuthorizationResponse { error_description, .. } =
        checked("error=a&error_description=why+not&state=xyz", state()).unwrap_err()
    else {
        panic!()
    };
    assert_eq!(error_description.as_deref(), Some("why not"));
}

/// RFC 9207 §2.2: an error has an issuer, too.
#[test]
fn error_of_the_rfc_9207() {
    let query =
        "error=access_denied&state=N2JjNTlkNGNkYzJlNDgxYmI1ZTM4NTNhNDNiZmNmNDY&iss=https%3A%2F%2Fhonest.as.example";
    let server = server_of(json!({ "issuer": "https://honest.as.example" }));
    let state = ExpectedState::Value("N2JjNTlkNGNkYzJlNDgxYmI1ZTM4NTNhNDNiZmNmNDY".into());
    assert_eq!(code(checked_by(&server, query, state)), "OAUTH_AUTHORIZATION_RESPONSE_ERROR");
}

/// RFC 9207 §2.4.
#[test]
fn the_issuer_must_be_the_expected_one() {
    let from = |issuer: &str| format!("code=c&state=xyz&iss={issuer}");
    assert!(checked_by(&promising_server(), &from("https://as.example"), state()).is_ok());
    assert!(checked(&from("https://as.example"), state()).is_ok());
    assert!(checked("code=c&state=xyz", state()).is_ok());
    let other = Blame::Expected(Some(ISSUER.into()));
    // Compared as strings, not as URLs.
    for issuer in ["https://attacker.example", "https://as.example/", "HTTPS://as.example"] {
        assert_eq!(invalid(checked(&from(issuer), state())), ("iss", other.clone()), "{issuer}");
    }
    for query in ["code=c&state=xyz", "code=c&state=xyz&iss="] {
        assert_eq!(invalid(checked_by(&promising_server(), query, state())), ("iss", Blame::Parameters), "{query}");
    }
    // Mix-up: who sent it is judged before what it says.
    let mixed_up = "error=access_denied&state=xyz&iss=https://attacker.example";
    assert_eq!(invalid(checked(mixed_up, state())).0, "iss");
}

#[test]
fn the_state_must_be_the_expected_one() {
    let expected = Blame::Expected(Some("xyz".into()));
    for query in ["code=c", "code=c&state=", "code=c&state=xy", "code=c&state=xyzz", "code=c&state=XYZ", "error=e"] {
        assert_eq!(invalid(checked(query, state())), ("state", expected.clone()), "{query}");
    }
    assert!(checked("code=c", ExpectedState::Absent).is_ok());
    assert_eq!(invalid(checked("code=c&state=xyz", ExpectedState::Absent)), ("state", Blame::Expected(None)));
    for query in ["code=c", "code=c&state=anything"] {
        assert!(checked(query, ExpectedState::Unchecked).is_ok(), "{query}");
    }
}

/// RFC 6749 §3.1.
#[test]
fn no_parameter_may_be_repeated() {
    for name in ["response", "iss", "state", "error", "id_token", "token"] {
        let query = format!("{name}=&{name}=");
        assert_eq!(invalid(checked(&query, ExpectedState::Unchecked)), (name, Blame::Nobody));
    }
}

#[test]
fn responses_of_other_flows_are_refused() {
    let error = invalid(checked("response=eyJ", ExpectedState::Absent));
    assert_eq!(error, ("response", Blame::Parameters));
    for query in ["id_token=eyJ", "token=t", "code=c&id_token="] {
        assert_eq!(code(checked(query, ExpectedState::Absent)), "OAUTH_UNSUPPORTED_OPERATION", "{query}");
    }
}

#[test]
fn neither_debug_nor_error_shows_a_code() {
    let response = checked("code=a-secret-code&state=xyz", state()).unwrap();
    assert_eq!(format!("{response:?}"), r#"AuthorizationResponse(["code", "state"])"#);
    let error = checked("code=a-secret-code&state=wrong", state()).unwrap_err();
    assert!(!format!("{error:?} {error}").contains("a-secret-code"));
    assert!(!error.to_string().contains("xyz"));
    assert_eq!(Parameters::from(response), Parameters::from([("code", "a-secret-code"), ("state", "xyz")]));
}

proptest! {
    /// What is accepted has the state that was sent, and came from nobody else.
    #[test]
    fn only_the_expected_answer_is_accepted(
        pairs in prop::collection::vec((prop_oneof!["code|state|iss|error|response", ".*"], prop_oneof!["xyz", ".*"]), 0..6),
        state in prop_oneof!["xyz", ".*"],
    ) {
        let parameters: Parameters = pairs.iter().cloned().collect();
        let result =
            AuthorizationResponse::from_parameters(&promising_server(), parameters, ExpectedState::Value(state.clone()));
        if let Ok(response) = result {
            prop_assert_eq!(response.parameter("state"), Some(state.as_str()));
            prop_assert_eq!(response.parameter("iss"), Some(ISSUER));
            prop_assert_eq!(response.parameter("error").unwrap_or_default(), "");
        }
    }

    /// A URL says the same as its parameters.
    #[test]
    fn a_url_is_its_parameters(pairs in prop::collection::vec(("code|state|[a-z]", ".*"), 0..6), state in ".*") {
        let mut url: Url = "https://client.example/cb".parse().unwrap();
        url.query_pairs_mut().extend_pairs(&pairs);
        let expected = ExpectedState::Value(state);
        let of_url = AuthorizationResponse::from_url(&server(), &url, expected.clone());
        prop_assert_eq!(of_url, AuthorizationResponse::from_parameters(&server(), Parameters::from_iter(pairs), expected));
    }
}

/// RFC 6749 §3.1: of two codes, one is somebody else's.
#[test]
fn there_is_one_code() {
    assert_eq!(invalid(checked("code=a&code=b&state=xyz", state())), ("code", Blame::Nobody));
    assert_eq!(checked("code=a&state=xyz", state()).unwrap().code(), Some("a"));
    assert_eq!(checked("state=xyz", state()).unwrap().code(), None);
}
