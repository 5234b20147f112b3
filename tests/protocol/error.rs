//! Codes and texts of errors.

use oauth4wasm::protocol::challenge;
use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::metadata::Endpoint;

/// Every kind of error, its code and its text.
fn table() -> Vec<(Error, &'static str, &'static str)> {
    let argument = |problem| Error::Argument { subject: "client.client_id", problem };
    let member = |problem| Error::BodyMember { member: "expires_in", problem };
    let attribute = || String::from("mtls_endpoint_aliases.token_endpoint");
    let endpoint = Endpoint::PushedAuthorizationRequest;
    let refused = |error_description: Option<&str>| Error::ResponseBody {
        endpoint,
        status: 400,
        error: "invalid_client".into(),
        error_description: error_description.map(String::from),
    };
    let challenges = challenge::parse("Basic realm=\"x\", DPoP algs=\"ES256\"").unwrap();
    vec![
        (argument(Problem::NotObject), "ERR_INVALID_ARG_TYPE", r#""client.client_id" must be an object"#),
        (argument(Problem::NotText), "ERR_INVALID_ARG_TYPE", r#""client.client_id" must be a string"#),
        (argument(Problem::NotNumber), "ERR_INVALID_ARG_TYPE", r#""client.client_id" must be a finite number"#),
        (
            argument(Problem::NotInstance("URL")),
            "ERR_INVALID_ARG_TYPE",
            r#""client.client_id" must be an instance of URL"#,
        ),
        (argument(Problem::Empty), "ERR_INVALID_ARG_VALUE", r#""client.client_id" must not be empty"#),
        (argument(Problem::Negative), "ERR_INVALID_ARG_VALUE", r#""client.client_id" must not be negative"#),
        (argument(Problem::Value("must be so")), "ERR_INVALID_ARG_VALUE", r#""client.client_id" must be so"#),
        (
            Error::EndpointMissing { attribute: attribute(), has_mtls_alias: false },
            "OAUTH_MISSING_SERVER_METADATA",
            r#""as.mtls_endpoint_aliases.token_endpoint" is missing: the authorization server's metadata names no such endpoint"#,
        ),
        (
            Error::EndpointInvalid { attribute: attribute() },
            "OAUTH_INVALID_SERVER_METADATA",
            r#""as.mtls_endpoint_aliases.token_endpoint" must be a string that is an absolute URL"#,
        ),
        (
            Error::InsecureRequest { url: "http://a/".into() },
            "OAUTH_HTTP_REQUEST_FORBIDDEN",
            "requests go over https only, unless [allowInsecureRequests] is true; this one would go to http://a/",
        ),
        (
            Error::UnsupportedScheme { url: "ftp://a/".into() },
            "OAUTH_REQUEST_PROTOCOL_FORBIDDEN",
            "requests go over https or, where allowed, http; this one would go to ftp://a/",
        ),
        (
            Error::UnexpectedStatus { endpoint, status: 0, expected: 65535 },
            "OAUTH_RESPONSE_IS_NOT_CONFORM",
            "the Pushed Authorization Request Endpoint answered with status 0 instead of 65535",
        ),
        (
            Error::NotJson { endpoint, content_type: Some("text/html".into()) },
            "OAUTH_RESPONSE_IS_NOT_JSON",
            "the Pushed Authorization Request Endpoint must answer with content-type application/json, it sent text/html",
        ),
        (
            Error::NotJson { endpoint, content_type: None },
            "OAUTH_RESPONSE_IS_NOT_JSON",
            "the Pushed Authorization Request Endpoint must answer with content-type application/json, it sent none",
        ),
        (
            Error::Unparsable { endpoint },
            "OAUTH_PARSE_ERROR",
            "the Pushed Authorization Request Endpoint must answer with well-formed JSON",
        ),
        (
            Error::BodyNotObject { endpoint },
            "OAUTH_INVALID_RESPONSE",
            "the Pushed Authorization Request Endpoint must answer with a JSON object",
        ),
        (
            member(Problem::NotNumber),
            "OAUTH_INVALID_RESPONSE",
            r#""response" body "expires_in" property must be a finite number"#,
        ),
        (
            member(Problem::Negative),
            "OAUTH_INVALID_RESPONSE",
            r#""response" body "expires_in" property must not be negative"#,
        ),
        (
            Error::BodyMismatch { member: "issuer", expected: "https://a/".into() },
            "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
            r#""response" body "issuer" property must be the expected https://a/"#,
        ),
        (
            Error::BodyMismatch { member: "issuer", expected: "https://user:password@a/?q#f".into() },
            "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
            r#""response" body "issuer" property must be the expected one"#,
        ),
        (
            refused(None),
            "OAUTH_RESPONSE_BODY_ERROR",
            "the Pushed Authorization Request Endpoint refused with status 400 and error invalid_client",
        ),
        (
            refused(Some("why")),
            "OAUTH_RESPONSE_BODY_ERROR",
            "the Pushed Authorization Request Endpoint refused with status 400 and error invalid_client",
        ),
        (
            Error::Challenge { endpoint, status: 401, challenges },
            "OAUTH_WWW_AUTHENTICATE_CHALLENGE",
            "the Pushed Authorization Request Endpoint answered with status 401 and an authentication challenge: basic, dpop",
        ),
    ]
}

#[test]
fn codes_and_texts() {
    for (error, code, text) in table() {
        assert_eq!(error.code().as_str(), code, "{error:?}");
        assert_eq!(error.text(), text);
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn an_error_can_be_boxed_and_sent() {
    let broken = Error::Unparsable { endpoint: Endpoint::Discovery };
    let boxed: Box<dyn std::error::Error + Send + Sync> = broken.clone().into();
    assert_eq!(boxed.downcast_ref(), Some(&broken));
}
