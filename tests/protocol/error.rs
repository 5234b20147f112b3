//! Codes and texts of errors.

use oauth4wasm::protocol::challenge;
use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::metadata::Endpoint;

/// Every kind of error, its code and its text.
fn table() -> Vec<(Error, &'static str, &'static str)> {
    let argument = |problem| Error::Argument { subject: "client.client_id", problem };
    let member = |problem| Error::BodyMember { member: "expires_in", problem };
    let endpoint = Endpoint::PUSHED_AUTHORIZATION_REQUEST;
    let attribute = || String::from("mtls_endpoint_aliases.token_endpoint");
    let refused = |error_description: Option<&str>| Error::ResponseBody {
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
            Error::EndpointMissing { attribute: attribute() },
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
            "requests go over https only, this one would go to http://a/ (tests against a local server may allow http: \
             set [allowInsecureRequests] to true, in Rust use Transport::InsecureAllowed)",
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
            Error::NotJson { content_type: Some("text/html".into()) },
            "OAUTH_RESPONSE_IS_NOT_JSON",
            "the response's content-type must be application/json, it is text/html",
        ),
        (
            Error::NotJson { content_type: None },
            "OAUTH_RESPONSE_IS_NOT_JSON",
            "the response's content-type must be application/json, it has none",
        ),
        (Error::Unparsable, "OAUTH_PARSE_ERROR", "the response's body is not well-formed JSON"),
        (Error::BodyNotObject, "OAUTH_INVALID_RESPONSE", "the response's body must be a JSON object"),
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
        (refused(None), "OAUTH_RESPONSE_BODY_ERROR", "the server refused with status 400 and error invalid_client"),
        (
            refused(Some("why")),
            "OAUTH_RESPONSE_BODY_ERROR",
            "the server refused with status 400 and error invalid_client",
        ),
        (
            Error::Challenge { status: 401, challenges },
            "OAUTH_WWW_AUTHENTICATE_CHALLENGE",
            "the server answered with status 401 and an authentication challenge: basic, dpop",
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
    let boxed: Box<dyn std::error::Error + Send + Sync> = Error::Unparsable.into();
    assert_eq!(boxed.downcast_ref(), Some(&Error::Unparsable));
}
