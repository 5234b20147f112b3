//! The boundary, in a real host: how its values are read, which errors it throws, how a call awaits it.
//! Run on Node and in Chromium by `cargo xtask test`.
#![cfg(all(target_arch = "wasm32", feature = "web"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use js_sys::{Array, Function, Object, Promise, Reflect};
use oauth4wasm::protocol::challenge::Challenge;
use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::metadata::Endpoint;
use oauth4wasm::protocol::value::{Text, Value};
use oauth4wasm::web::error::{thrown, unparsable};
use oauth4wasm::web::task::{Tasks, resume};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "/src/web/glue.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = customFetch)]
    static CUSTOM_FETCH: JsValue;
    #[wasm_bindgen(thread_local_v2, js_name = allowInsecureRequests)]
    static ALLOW_INSECURE_REQUESTS: JsValue;
}

/// Plain objects, as callers write them.
fn js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap()
}

fn evaluated(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return {expression}")).call0(&JsValue::UNDEFINED).unwrap()
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn text(object: &JsValue, name: &str) -> String {
    member(object, name).as_string().unwrap_or_else(|| panic!("{name} of {object:?} is not a text"))
}

fn own_keys(object: &JsValue) -> Vec<String> {
    let keys = Object::keys(object.unchecked_ref::<Object>());
    keys.iter().filter_map(|key| key.as_string()).collect()
}

#[wasm_bindgen_test]
fn values_are_read_by_their_type() {
    for (expression, kind) in [
        ("undefined", Text::Absent),
        ("null", Text::Absent),
        ("0", Text::Absent),
        ("new String('x')", Text::Absent),
        ("['x']", Text::Absent),
        ("''", Text::Empty),
        ("' '", Text::Present),
        ("'\\ud800'", Text::Present),
    ] {
        assert_eq!(Value::text(&evaluated(expression)), kind, "{expression}");
    }
    for (expression, is_object, is_array) in [
        ("null", false, false),
        ("() => {}", false, false),
        ("'text'", false, false),
        ("({})", true, false),
        ("[]", true, true),
    ] {
        let value = evaluated(expression);
        assert_eq!(Value::is_object(&value), is_object, "{expression}");
        assert_eq!(Value::is_array(&value), is_array, "{expression}");
    }
    assert_eq!(Value::number(&js(&1.5)), Some(1.5));
    assert_eq!(Value::number(&js(&"1.5")), None);
    assert!(!Value::is_truthy(&js(&0)));
    assert!(Value::is_truthy(&js(&"0")));
}

#[wasm_bindgen_test]
fn a_number_may_be_the_beginning_of_a_text() {
    for (expression, expected) in [("'60'", 60.0), ("'60abc'", 60.0), ("' 5 '", 5.0), ("[60]", 60.0), ("'1e2'", 100.0)]
    {
        assert_eq!(evaluated(expression).leading_number(), expected, "{expression}");
    }
    for expression in ["undefined", "null", "true", "'x'", "({})", "Symbol()", "({ toString: 5 })"] {
        assert!(evaluated(expression).leading_number().is_nan(), "{expression}");
    }
}

#[wasm_bindgen_test]
fn members_are_read_as_the_host_reads_them() {
    #[derive(Serialize)]
    struct Client<'a> {
        client_id: &'a str,
    }
    let client = js(&Client { client_id: "c" });
    assert_eq!(Value::member(&client, "client_id").unwrap(), js(&"c"));
    assert!(Value::is_undefined(&Value::member(&client, "absent").unwrap()));

    let trap = evaluated("new Proxy({}, { get() { throw 'as it is' } })");
    assert_eq!(Value::member(&trap, "client_id").unwrap_err(), js(&"as it is"));
    assert!(Value::member(&JsValue::UNDEFINED, "client_id").unwrap_err().is_instance_of::<js_sys::TypeError>());
}

/// Every broken rule, with the class, the code, the enumerable properties and the cause that JavaScript sees.
#[wasm_bindgen_test]
fn every_error_has_its_class_code_and_cause() {
    let body = js(&[1]);
    let response = evaluated("new Response('x', { status: 400 })");
    let url = evaluated("new URL('http://a/')");
    let endpoint = Endpoint::PUSHED_AUTHORIZATION_REQUEST;
    let none = JsValue::UNDEFINED;
    let direct = [
        (Error::Argument { subject: "as", problem: Problem::NotObject }, "ERR_INVALID_ARG_TYPE", &none),
        (Error::Argument { subject: "as.issuer", problem: Problem::Empty }, "ERR_INVALID_ARG_VALUE", &none),
        (Error::InsecureRequest { url: "http://a/".into() }, "OAUTH_HTTP_REQUEST_FORBIDDEN", &url),
        (Error::UnsupportedScheme { url: "ftp://a/".into() }, "OAUTH_REQUEST_PROTOCOL_FORBIDDEN", &url),
        (Error::UnexpectedStatus { endpoint, status: 200, expected: 201 }, "OAUTH_RESPONSE_IS_NOT_CONFORM", &response),
        (Error::NotJson { content_type: None }, "OAUTH_RESPONSE_IS_NOT_JSON", &response),
        (Error::Unparsable, "OAUTH_PARSE_ERROR", &url),
    ];
    for (error, code, cause) in direct {
        let thrown = thrown(&error, &url, &response);
        let class = if code.starts_with("ERR_") { "TypeError" } else { "OperationProcessingError" };
        assert!(thrown.is_instance_of::<js_sys::Error>(), "{error:?}");
        assert_eq!(text(&thrown, "name"), class, "{error:?}");
        assert_eq!(text(&thrown, "code"), code, "{error:?}");
        assert_eq!(text(&thrown, "message"), error.text());
        assert_eq!(member(&thrown, "cause"), *cause, "{error:?}");
    }
    let about_a_body = [
        (Error::BodyNotObject, "OAUTH_INVALID_RESPONSE"),
        (Error::BodyMember { member: "request_uri", problem: Problem::NotText }, "OAUTH_INVALID_RESPONSE"),
        (
            Error::BodyMismatch { member: "issuer", expected: "https://a/".into() },
            "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
        ),
    ];
    for (error, code) in about_a_body {
        let thrown = thrown(&error, &body, &response);
        assert_eq!(text(&thrown, "name"), "OperationProcessingError", "{error:?}");
        assert_eq!(text(&thrown, "code"), code, "{error:?}");
        assert_eq!(member(&member(&thrown, "cause"), "body"), body, "{error:?}");
    }
    for error in [
        Error::EndpointMissing { attribute: "token_endpoint".into() },
        Error::EndpointInvalid { attribute: "token_endpoint".into() },
    ] {
        let thrown = thrown(&error, &JsValue::UNDEFINED, &JsValue::UNDEFINED);
        assert_eq!(text(&thrown, "code"), error.code().as_str());
        assert_eq!(text(&member(&thrown, "cause"), "attribute"), "token_endpoint");
        assert_eq!(own_keys(&thrown), ["code", "name"]);
    }
    assert_eq!(member(&unparsable(&url), "cause"), url);
}

#[wasm_bindgen_test]
fn an_oauth_error_carries_its_body() {
    let body = evaluated("({ error: 'invalid_client', error_description: 'why', more: 1 })");
    let response = evaluated("new Response('x', { status: 401 })");
    let error = Error::ResponseBody { status: 401, error: "invalid_client".into(), error_description: None };
    let thrown = thrown(&error, &body, &response);
    assert_eq!(own_keys(&thrown), ["cause", "code", "error", "status", "error_description", "name"]);
    assert_eq!(text(&thrown, "name"), "ResponseBodyError");
    assert_eq!(text(&thrown, "error"), "invalid_client");
    assert_eq!(text(&thrown, "error_description"), "why");
    assert_eq!(member(&thrown, "status"), js(&401));
    assert_eq!(member(&thrown, "cause"), body);
    assert_eq!(member(&thrown, "response"), response);
}

#[wasm_bindgen_test]
fn challenges_become_plain_objects() {
    let response = evaluated("new Response('x', { status: 401 })");
    let challenges = vec![
        Challenge {
            scheme: "dpop".into(),
            parameters: vec![("error".into(), "use_dpop_nonce".into()), ("algs".into(), "ES256".into())],
            token68: None,
        },
        Challenge { scheme: "negotiate".into(), parameters: vec![], token68: Some("abc=".into()) },
    ];
    let thrown = thrown(&Error::Challenge { status: 401, challenges }, &response, &response);
    assert_eq!(own_keys(&thrown), ["cause", "code", "status", "name"]);
    assert_eq!(text(&thrown, "name"), "WWWAuthenticateChallengeError");
    assert_eq!(
        js_sys::JSON::stringify(&member(&thrown, "cause")).unwrap(),
        concat!(
            r#"[{"scheme":"dpop","parameters":{"error":"use_dpop_nonce","algs":"ES256"}},"#,
            r#"{"scheme":"negotiate","parameters":{},"token68":"abc="}]"#
        )
    );
    assert_eq!(member(&thrown, "response"), response);
}

/// Does what `src/web/guard.js` does for a call.
async fn outcome(tasks: &Tasks, id: u32) -> Result<JsValue, JsValue> {
    let mut answer = Ok(JsValue::UNDEFINED);
    loop {
        let (ok, value) = match answer {
            Ok(value) => (true, value),
            Err(error) => (false, error),
        };
        let step = Array::from(&resume(tasks, id, ok, value));
        match step.get(0).as_f64() {
            Some(0.0) => answer = JsFuture::from(Promise::resolve(&step.get(1))).await,
            Some(1.0) => return Ok(step.get(1)),
            _ => return Err(step.get(1)),
        }
    }
}

#[derive(Serialize)]
struct Server<'a> {
    issuer: &'a str,
    pushed_authorization_request_endpoint: &'a str,
}

#[derive(Serialize)]
struct Client<'a> {
    client_id: &'a str,
}

fn push(tasks: &Tasks, endpoint: &str, options: JsValue) -> u32 {
    oauth4wasm::web::pushed_authorization_request(
        tasks,
        js(&Server { issuer: "https://as", pushed_authorization_request_endpoint: endpoint }),
        js(&Client { client_id: "c" }),
        evaluated("(as, client, body, headers) => { body.set('by', 'hook') }"),
        evaluated("[['response_type', 'code']]"),
        options,
    )
}

fn with_fetch(fetch: &str) -> JsValue {
    let options = Object::new();
    CUSTOM_FETCH.with(|symbol| Reflect::set(&options, symbol, &evaluated(fetch)).unwrap());
    ALLOW_INSECURE_REQUESTS.with(|symbol| Reflect::set(&options, symbol, &JsValue::TRUE).unwrap());
    options.into()
}

#[wasm_bindgen_test]
async fn a_push_resolves_with_what_fetch_resolved_with() {
    let tasks = Tasks::new();
    let options = with_fetch("async (url, { body, method }) => `${method} ${url} ${body}`");
    let first = push(&tasks, "https://as/par", options.clone());
    let second = push(&tasks, "http://as/par?x", options);
    let answers = [outcome(&tasks, second).await.unwrap(), outcome(&tasks, first).await.unwrap()];
    let sent = answers.map(|answer| answer.as_string().unwrap());
    assert_eq!(sent[0], "POST http://as/par?x response_type=code&client_id=c&by=hook");
    assert_eq!(sent[1], "POST https://as/par response_type=code&client_id=c&by=hook");
}

#[wasm_bindgen_test]
async fn a_push_rejects_with_what_fetch_threw() {
    let tasks = Tasks::new();
    for fetch in ["() => { throw 'thrown' }", "async () => { throw 'thrown' }"] {
        let id = push(&tasks, "https://as/par", with_fetch(fetch));
        assert_eq!(outcome(&tasks, id).await.unwrap_err(), js(&"thrown"), "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_is_checked() {
    let tasks = Tasks::new();
    let process = |response: &str| {
        let server = js(&Server { issuer: "https://as", pushed_authorization_request_endpoint: "" });
        let client = js(&Client { client_id: "c" });
        oauth4wasm::web::process_pushed_authorization_response(&tasks, server, client, evaluated(response))
    };
    let good = process("Response.json({ request_uri: 'urn:x', expires_in: '60' }, { status: 201 })");
    let body = outcome(&tasks, good).await.unwrap();
    assert_eq!(js_sys::JSON::stringify(&body).unwrap(), r#"{"request_uri":"urn:x","expires_in":60}"#);

    let refused = process("Response.json({ error: 'invalid_request' }, { status: 400 })");
    assert_eq!(text(&outcome(&tasks, refused).await.unwrap_err(), "error"), "invalid_request");

    let unparsable = process("new Response('{', { status: 201, headers: { 'content-type': 'application/json' } })");
    assert_eq!(text(&outcome(&tasks, unparsable).await.unwrap_err(), "code"), "OAUTH_PARSE_ERROR");
}
