//! RFC 8414 §3, OpenID Connect Discovery 1.0 §4.

use oauth4wasm::protocol::discovery::{Algorithm, request};
use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::json::Json;
use oauth4wasm::protocol::message::{HeaderMap, Options, Response};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Endpoint, Transport};
use proptest::prelude::*;
use serde_json::json;
use url::Url;

use crate::support::{code, json_response, response};

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

fn target(issuer: &str, algorithm: Algorithm) -> String {
    request(&url(issuer), algorithm, Options::default()).unwrap().url.into()
}

fn document(expected: &str, response: &Response) -> Result<AuthorizationServer, Error> {
    AuthorizationServer::from_response(&url(expected), response)
}

/// RFC 8414 §3.1.
#[test]
fn requests_of_the_rfc() {
    for (issuer, expected) in [
        ("https://example.com", "https://example.com/.well-known/oauth-authorization-server"),
        ("https://example.com/issuer1", "https://example.com/.well-known/oauth-authorization-server/issuer1"),
    ] {
        let request = request(&url(issuer), Algorithm::Oauth2, Options::default()).unwrap();
        assert_eq!((request.method, request.url.as_str(), request.body), ("GET", expected, None));
    }
}

#[test]
fn oidc_appends() {
    for (path, expected) in [
        ("", "/.well-known/openid-configuration"),
        ("/p", "/p/.well-known/openid-configuration"),
        ("/p/", "/p/.well-known/openid-configuration"),
        ("/p//", "/p//.well-known/openid-configuration"),
        ("//p", "/p/.well-known/openid-configuration"),
        ("/p//q", "/p/q/.well-known/openid-configuration"),
    ] {
        assert_eq!(target(&format!("https://a{path}"), Algorithm::Oidc), format!("https://a{expected}"), "{path}");
    }
}

#[test]
fn oauth2_inserts() {
    for (path, expected) in [
        ("", "/.well-known/oauth-authorization-server"),
        ("/p", "/.well-known/oauth-authorization-server/p"),
        ("/p/", "/.well-known/oauth-authorization-server/p"),
        ("/p//", "/.well-known/oauth-authorization-server/p/"),
        ("//p", "/.well-known/oauth-authorization-server//p"),
        ("/p//q", "/.well-known/oauth-authorization-server/p//q"),
    ] {
        assert_eq!(target(&format!("https://a{path}"), Algorithm::Oauth2), format!("https://a{expected}"), "{path}");
    }
}

#[test]
fn oidc_is_the_default() {
    assert_eq!(Algorithm::default(), Algorithm::Oidc);
    assert_eq!(Algorithm::from_option(&Json::Undefined), Ok(Algorithm::Oidc));
    assert_eq!(Algorithm::from_option(&Json::Text("oidc")), Ok(Algorithm::Oidc));
    assert_eq!(Algorithm::from_option(&Json::Text("oauth2")), Ok(Algorithm::Oauth2));
    for other in [json!("OIDC"), json!(""), json!(null), json!(1)] {
        assert_eq!(code(Algorithm::from_option(&Json::Value(&other))), "ERR_INVALID_ARG_VALUE", "{other}");
    }
}

#[test]
fn query_and_fragment_stay() {
    assert_eq!(target("https://a/p?x=1#f", Algorithm::Oidc), "https://a/p/.well-known/openid-configuration?x=1#f");
}

#[test]
fn headers_are_accept_and_user_agent() {
    let headers = request(&url("https://a"), Algorithm::Oidc, Options::default()).unwrap().headers;
    let expected = [("user-agent", concat!("oauth4wasm/v", env!("CARGO_PKG_VERSION"))), ("accept", "application/json")];
    assert_eq!(headers.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn the_issuer_is_judged_before_the_headers() {
    let headers = HeaderMap::from_pairs([("authorization", "x")]).unwrap();
    let options = |transport| Options { transport, headers: headers.clone() };
    let codes = |issuer, transport| code(request(&url(issuer), Algorithm::Oidc, options(transport)));
    assert_eq!(codes("http://a", Transport::Secure), "OAUTH_HTTP_REQUEST_FORBIDDEN");
    assert_eq!(codes("mailto:a@b", Transport::InsecureAllowed), "OAUTH_REQUEST_PROTOCOL_FORBIDDEN");
    assert_eq!(codes("http://a", Transport::InsecureAllowed), "ERR_INVALID_ARG_VALUE");
}

/// The example of RFC 8414 §3.2, shortened.
#[test]
fn answer_of_the_rfc() {
    let body = r#"{
        "issuer": "https://server.example.com",
        "authorization_endpoint": "https://server.example.com/authorize",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
        "ui_locales_supported": ["en-US", "en-GB"]
    }"#;
    let server = document("https://server.example.com", &json_response(200, body)).unwrap();
    assert_eq!(server.issuer(), "https://server.example.com");
    assert_eq!(server.authorization_endpoint(), Some("https://server.example.com/authorize"));
    assert_eq!(server.member("ui_locales_supported"), Some(&json!(["en-US", "en-GB"])));
}

#[test]
fn issuers_are_compared_as_normalised_urls() {
    for (expected, issuer) in
        [("https://a", "https://a/"), ("https://a/", "HTTPS://A:443"), ("https://a/p", "https://a/q/../p")]
    {
        let server = document(expected, &json_response(200, json!({ "issuer": issuer }).to_string())).unwrap();
        assert_eq!(server.issuer(), issuer, "as the server wrote it");
    }
    for (expected, issuer) in [
        ("https://a/p", "https://a/p/"),
        ("https://a", "https://b"),
        ("https://a", "http://a"),
        ("https://a/", "https://a/?x"),
    ] {
        let error = document(expected, &json_response(200, json!({ "issuer": issuer }).to_string())).unwrap_err();
        assert_eq!(error, Error::BodyMismatch { member: "issuer", expected: url(expected).into() }, "{issuer}");
        assert_eq!(error.code().as_str(), "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED");
    }
}

#[test]
fn an_answer_needs_an_issuer() {
    for (body, problem) in [
        (json!({}), Problem::NotText),
        (json!({ "issuer": null }), Problem::NotText),
        (json!({ "issuer": "" }), Problem::Empty),
        (json!({ "issuer": "as.example" }), Problem::Value("must be an absolute URL")),
    ] {
        let error = document("https://a", &json_response(200, body.to_string())).unwrap_err();
        assert_eq!(error, Error::BodyMember { member: "issuer", problem }, "{body}");
    }
}

/// Neither a challenge nor an OAuth error is looked for.
#[test]
fn any_other_status_is_not_conform() {
    let headers = [("content-type", "application/json"), ("www-authenticate", "Bearer")];
    for status in [0, 201, 302, 400, 401, 404, 500] {
        let error = document("https://a", &response(status, &headers, r#"{"error": "invalid_request"}"#)).unwrap_err();
        assert_eq!(error, Error::UnexpectedStatus { endpoint: Endpoint::Discovery, status, expected: 200 });
    }
}

#[test]
fn bodies() {
    for (content_type, body, expected) in [
        ("text/html", "<p>", "OAUTH_RESPONSE_IS_NOT_JSON"),
        ("application/json", "<p>", "OAUTH_PARSE_ERROR"),
        ("application/json", "", "OAUTH_PARSE_ERROR"),
        ("application/json", "[]", "OAUTH_INVALID_RESPONSE"),
        ("application/json", "null", "OAUTH_INVALID_RESPONSE"),
        ("application/json", r#""https://a""#, "OAUTH_INVALID_RESPONSE"),
    ] {
        assert_eq!(
            code(document("https://a", &response(200, &[("content-type", content_type)], body))),
            expected,
            "{body}"
        );
    }
    document("https://a", &response(200, &[("content-type", "text/html")], r#"{"issuer": "https://a"}"#)).unwrap();
}

proptest! {
    /// The document is asked of the issuer's own origin, and its query stays.
    #[test]
    fn the_document_is_the_issuers(path in "(/[!-~]{0,8}){0,4}", query in prop::option::of("[!-~]{0,8}")) {
        let mut issuer = url("https://as.example:8443");
        issuer.set_path(&path);
        issuer.set_query(query.as_deref());
        for (algorithm, document) in
            [(Algorithm::Oidc, "/.well-known/openid-configuration"), (Algorithm::Oauth2, "/.well-known/oauth-authorization-server")]
        {
            let asked = request(&issuer, algorithm, Options::default()).unwrap().url;
            prop_assert_eq!((asked.origin(), asked.query()), (issuer.origin(), issuer.query()));
            prop_assert_eq!(asked.path().matches(document).count(), 1 + issuer.path().matches(document).count());
        }
    }

    /// What was accepted is accepted again, and survives its own JSON.
    #[test]
    fn metadata_round_trips(members in prop::collection::vec(("[a-z_]{1,12}", any::<String>()), 0..6)) {
        let mut body = json!({});
        for (name, value) in members {
            body[name] = value.into();
        }
        body["issuer"] = "https://as.example".into();
        let server = document("https://as.example", &json_response(200, body.to_string())).unwrap();
        let written = serde_json::to_string(&server).unwrap();
        prop_assert_eq!(document("https://as.example", &json_response(200, written)).unwrap(), server);
    }
}
