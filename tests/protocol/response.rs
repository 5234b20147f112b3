//! What a response is judged by: status, challenges, media type (par.md §14.2–14.4).

use oauth4wasm::protocol::error::Error;
use oauth4wasm::protocol::json::Json;
use oauth4wasm::protocol::metadata::Endpoint;
use oauth4wasm::protocol::par::PushedAuthorizationResponse;
use oauth4wasm::protocol::response::{
    Head, Verdict, check_json, check_object, check_status, check_unread, judge, media_type, oauth_error,
};
use proptest::prelude::*;
use serde_json::json;

use crate::support::{code, json_response, response};

const ENDPOINT: Endpoint = Endpoint::PushedAuthorizationRequest;

/// A response whose body somebody read before, which a host has and [`oauth4wasm::protocol::message::Response`] is not.
struct Read {
    status: u16,
    challenge: Option<&'static str>,
    content_type: &'static str,
}

impl Head for Read {
    type Error = Error;

    fn status(&self) -> Result<u16, Error> {
        Ok(self.status)
    }

    fn header(&self, name: &'static str) -> Result<Option<String>, Error> {
        Ok(match name {
            "www-authenticate" => self.challenge.map(String::from),
            "content-type" => Some(self.content_type.into()),
            _ => panic!("{name}"),
        })
    }

    fn body_used(&self) -> Result<bool, Error> {
        Ok(true)
    }

    fn fail(&self, error: Error) -> Error {
        error
    }
}

#[test]
fn the_expected_status_is_judged_by_nothing_else() {
    let headers = [("www-authenticate", "Bearer"), ("content-type", "text/html")];
    assert_eq!(judge(&response(201, &headers, ""), 201, ENDPOINT), Ok(Verdict::Expected));
    assert_eq!(judge(&response(200, &headers, ""), 200, ENDPOINT), Ok(Verdict::Expected));
}

#[test]
fn a_challenge_comes_before_all_else() {
    for status in [0, 200, 302, 400, 401, 500, 503] {
        let headers =
            [("www-authenticate", "Basic realm=x"), ("www-authenticate", "Bearer"), ("content-type", "text/html")];
        let error = judge(&response(status, &headers, ""), 201, ENDPOINT).unwrap_err();
        let Error::Challenge { status: told, challenges, .. } = error else { panic!("{error}") };
        assert_eq!((told, challenges.len()), (status, 2), "several headers are one list");
    }
}

#[test]
fn half_a_challenge_is_none() {
    let headers = [("www-authenticate", "Basic realm=\"x"), ("content-type", "application/json")];
    assert_eq!(judge(&response(401, &headers, ""), 201, ENDPOINT), Ok(Verdict::Refused));
}

#[test]
fn only_4xx_explain_themselves() {
    let json = [("content-type", "application/json")];
    for status in [400, 401, 404, 499] {
        assert_eq!(judge(&response(status, &json, ""), 201, ENDPOINT), Ok(Verdict::Refused), "{status}");
        let html = response(status, &[("content-type", "text/html")], "");
        assert_eq!(code(judge(&html, 201, ENDPOINT)), "OAUTH_RESPONSE_IS_NOT_JSON", "{status}");
    }
    for status in [0, 100, 200, 204, 302, 399, 500, 599] {
        let error = judge(&response(status, &json, ""), 201, ENDPOINT).unwrap_err();
        assert_eq!(error, Error::UnexpectedStatus { endpoint: ENDPOINT, status, expected: 201 });
    }
}

/// The order of §14.2: challenge, status, used body, media type.
#[test]
fn a_used_body() {
    let read = |status, challenge| Read { status, challenge, content_type: "text/html" };
    assert_eq!(code(judge(&read(400, None), 201, ENDPOINT)), "ERR_INVALID_ARG_VALUE");
    assert_eq!(code(judge(&read(500, None), 201, ENDPOINT)), "OAUTH_RESPONSE_IS_NOT_CONFORM");
    assert_eq!(code(judge(&read(400, Some("Bearer")), 201, ENDPOINT)), "OAUTH_WWW_AUTHENTICATE_CHALLENGE");
    assert_eq!(judge(&read(201, None), 201, ENDPOINT), Ok(Verdict::Expected));
    assert_eq!(code(check_unread(&read(201, None))), "ERR_INVALID_ARG_VALUE");
    assert_eq!(check_unread(&response(201, &[], "")), Ok(()));
}

#[test]
fn a_bare_status() {
    assert_eq!(check_status(&response(200, &[], ""), 200, Endpoint::Discovery), Ok(()));
    let refused = response(401, &[("www-authenticate", "Bearer")], "");
    let expected = Error::UnexpectedStatus { endpoint: Endpoint::Discovery, status: 401, expected: 200 };
    assert_eq!(check_status(&refused, 200, Endpoint::Discovery), Err(expected));
}

/// §14.4: compared with case and blanks.
#[test]
fn media_types() {
    for (content_type, is_json) in [
        ("application/json", true),
        ("application/json;charset=utf-8", true),
        ("application/json; charset=utf-8", true),
        ("application/json ;charset=utf-8", false),
        ("Application/JSON", false),
        ("application/problem+json", false),
        ("application/jsonx", false),
        ("", false),
    ] {
        let result = check_json(&response(200, &[("content-type", content_type)], ""), ENDPOINT);
        let expected = Error::NotJson { endpoint: ENDPOINT, content_type: Some(content_type.into()) };
        assert_eq!(result, if is_json { Ok(()) } else { Err(expected) }, "{content_type:?}");
    }
    assert_eq!(
        check_json(&response(200, &[], ""), ENDPOINT),
        Err(Error::NotJson { endpoint: ENDPOINT, content_type: None })
    );
    assert_eq!(media_type("a/b;c;d"), "a/b");
}

/// RFC 6749 §5.2.
#[test]
fn oauth_errors() {
    let told = |body: serde_json::Value| oauth_error(400, ENDPOINT, &Json::Value(&body)).unwrap();
    let with = |error_description: Option<&str>| {
        let error_description = error_description.map(String::from);
        Some(Error::ResponseBody {
            endpoint: ENDPOINT,
            status: 400,
            error: "invalid_request".into(),
            error_description,
        })
    };
    assert_eq!(told(json!({ "error": "invalid_request" })), with(None));
    assert_eq!(told(json!({ "error": "invalid_request", "error_description": "why" })), with(Some("why")));
    assert_eq!(told(json!({ "error": "invalid_request", "error_description": 5 })), with(None));
    for silent in
        [json!({}), json!({ "error": "" }), json!({ "error": 1 }), json!({ "error": null }), json!([]), json!(null)]
    {
        assert_eq!(told(silent.clone()), None, "{silent}");
    }
}

#[test]
fn objects() {
    assert_eq!(check_object(&Json::Value(&json!({})), ENDPOINT), Ok(()));
    for other in [json!([]), json!(null), json!("x"), json!(1), json!(true)] {
        assert_eq!(
            check_object(&Json::Value(&other), ENDPOINT),
            Err(Error::BodyNotObject { endpoint: ENDPOINT }),
            "{other}"
        );
    }
}

proptest! {
    /// A server may send back what it was given: the text of an error repeats nothing of a body.
    #[test]
    fn no_error_text_repeats_the_body(status in 200_u16..600, text in "[a-z]{0,6}", name in "[a-z_]{1,10}") {
        let secret = format!("{text}-hunter2");
        for body in [
            secret.clone(),
            json!({ "error": secret, "error_description": secret }).to_string(),
            json!({ "error": "invalid_request", "error_description": secret, "request_uri": secret }).to_string(),
            json!({ name: secret }).to_string(),
            json!([secret]).to_string(),
        ] {
            let response = json_response(status, body);
            if let Err(error) = PushedAuthorizationResponse::from_response(&response) {
                prop_assert!(!error.to_string().contains("hunter2"), "{}", error);
            }
            let shown = format!("{response:?}");
            prop_assert!(!shown.contains("hunter2"), "{}", shown);
        }
    }
}
