//! The boundary, in a real host: how its values are read, which errors it throws, how a call awaits it.
//! Run on Node and in Chromium by `cargo xtask test`.
#![cfg(all(target_arch = "wasm32", feature = "web"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;

use js_sys::{Array, Function, Object, Reflect};
use oauth4wasm::protocol::challenge::Challenge;
use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::metadata::Endpoint;
use oauth4wasm::protocol::value::{Text, Value};
use oauth4wasm::web::error::throw;
use oauth4wasm::web::task;
use oauth4wasm::web::value::HostValue;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "/tests/web.js")]
extern "C" {
    #[wasm_bindgen(js_name = inFrame)]
    fn in_frame(memory: JsValue, values: Array, run: &mut dyn FnMut(i32));
    #[wasm_bindgen(js_name = valueOf)]
    fn value_of(value: i32) -> JsValue;
    #[wasm_bindgen(catch)]
    async fn drive(
        memory: JsValue,
        values: Array,
        start: &Closure<dyn FnMut() -> u32>,
        resume: &Closure<dyn FnMut(u32, i32) -> i32>,
    ) -> Result<JsValue, JsValue>;
}

/// The operations that are called here, by the numbers of `src/web/api.js`.
const PUSHED_AUTHORIZATION_REQUEST: u32 = 11;
const PROCESS_PUSHED_AUTHORIZATION_RESPONSE: u32 = 12;

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

/// Runs in a frame that holds the values of expressions.
fn with_values<const N: usize>(expressions: [&str; N], mut run: impl FnMut([HostValue; N])) {
    let values: Array = expressions.into_iter().map(evaluated).collect();
    in_frame(wasm_bindgen::memory(), values, &mut |kinds| run(HostValue::first_of_frame(kinds)));
}

fn with_value(expression: &str, mut run: impl FnMut(HostValue)) {
    with_values([expression], |[value]| run(value));
}

/// What is thrown for a broken rule, in a frame with a body, a response and a URL.
fn thrown(error: &Error, about: HostValue, response: HostValue) -> JsValue {
    let _ = throw(error, about, response);
    value_of(HostValue::thrown().raw())
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
        with_value(expression, |value| {
            assert_eq!(Value::text(&value), kind, "{expression}");
            assert_eq!(value.to_text().is_some(), kind != Text::Absent, "{expression}");
        });
    }
    for (expression, is_object, is_array) in [
        ("null", false, false),
        ("() => {}", false, false),
        ("'text'", false, false),
        ("({})", true, false),
        ("[]", true, true),
        ("(() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy })()", true, false),
    ] {
        with_value(expression, |value| {
            assert_eq!(value.is_object(), is_object, "{expression}");
            assert_eq!(value.is_array(), is_array, "{expression}");
        });
    }
    for (expression, is_truthy, is_undefined) in [
        ("undefined", false, true),
        ("null", false, false),
        ("false", false, false),
        ("NaN", false, false),
        ("''", false, false),
        ("'0'", true, false),
        ("true", true, false),
        ("[]", true, false),
        ("Symbol()", true, false),
    ] {
        with_value(expression, |value| {
            assert_eq!(value.is_truthy(), is_truthy, "{expression}");
            assert_eq!(value.is_undefined(), is_undefined, "{expression}");
            assert_eq!(value.is_true(), expression == "true", "{expression}");
        });
    }
    with_values(["1.5", "'1.5'"], |[number, text]| {
        assert_eq!(number.number(), Some(1.5));
        assert_eq!(text.number(), None);
    });
}

#[wasm_bindgen_test]
fn values_of_ours_arrive_as_they_are() {
    with_value("undefined", |_| {
        assert_eq!(value_of(HostValue::name("client_id").raw()), js(&"client_id"));
        assert_eq!(value_of(HostValue::from_text("é😀").raw()), js(&"é😀"));
        assert_eq!(value_of(HostValue::from_text("").raw()), js(&""));
        assert_eq!(value_of(HostValue::from_number(0.5).raw()), js(&0.5));
        assert_eq!(value_of(HostValue::from_bool(true).raw()), JsValue::TRUE);
        assert_eq!(value_of(HostValue::from_bool(false).raw()), JsValue::FALSE);
        assert_eq!(value_of(HostValue::UNDEFINED.raw()), JsValue::UNDEFINED);
    });
}

#[wasm_bindgen_test]
fn a_number_may_be_the_beginning_of_a_text() {
    for (expression, expected) in [("'60'", 60.0), ("'60abc'", 60.0), ("' 5 '", 5.0), ("[60]", 60.0), ("'1e2'", 100.0)]
    {
        with_value(expression, |value| assert_eq!(value.leading_number(), expected, "{expression}"));
    }
    for expression in ["undefined", "null", "true", "'x'", "({})", "Symbol()", "({ toString: 5 })"] {
        with_value(expression, |value| assert!(value.leading_number().is_nan(), "{expression}"));
    }
}

#[wasm_bindgen_test]
fn members_are_read_as_the_host_reads_them() {
    with_value("({ client_id: 'c' })", |client| {
        assert_eq!(client.member("client_id").unwrap().to_text().unwrap(), "c");
        assert!(client.member("client_id").unwrap().is_text("c"));
        assert!(client.member("absent").unwrap().is_undefined());
    });
    with_value("new Proxy({}, { get() { throw 'as it is' } })", |trap| {
        assert!(trap.member("client_id").is_err());
        assert_eq!(value_of(HostValue::thrown().raw()), js(&"as it is"));
    });
    with_value("undefined", |missing| {
        assert!(missing.member("client_id").is_err());
        assert!(value_of(HostValue::thrown().raw()).is_instance_of::<js_sys::TypeError>());
    });
}

const ENDPOINT: Endpoint = Endpoint::PushedAuthorizationRequest;
const BODY: &str = "[1]";
const RESPONSE: &str = "new Response('x', { status: 400 })";
const URL: &str = "new URL('http://a/')";

/// Every broken rule, with the class, the code, the enumerable properties and the cause that JavaScript sees.
#[wasm_bindgen_test]
fn every_error_has_its_class_code_and_cause() {
    with_values([BODY, RESPONSE, URL], |[body, response, url]| {
        let endpoint = ENDPOINT;
        let none = HostValue::UNDEFINED;
        let direct = [
            (Error::Argument { subject: "as", problem: Problem::NotObject }, "ERR_INVALID_ARG_TYPE", none),
            (Error::Argument { subject: "as.issuer", problem: Problem::Empty }, "ERR_INVALID_ARG_VALUE", none),
            (Error::InsecureRequest { url: "http://a/".into() }, "OAUTH_HTTP_REQUEST_FORBIDDEN", url),
            (Error::UnsupportedScheme { url: "ftp://a/".into() }, "OAUTH_REQUEST_PROTOCOL_FORBIDDEN", url),
            (
                Error::UnexpectedStatus { endpoint, status: 200, expected: 201 },
                "OAUTH_RESPONSE_IS_NOT_CONFORM",
                response,
            ),
            (Error::NotJson { endpoint, content_type: None }, "OAUTH_RESPONSE_IS_NOT_JSON", response),
            (Error::Unparsable { endpoint }, "OAUTH_PARSE_ERROR", url),
        ];
        for (error, code, cause) in direct {
            let thrown = thrown(&error, url, response);
            let class = if code.starts_with("ERR_") { "TypeError" } else { "OperationProcessingError" };
            assert!(thrown.is_instance_of::<js_sys::Error>(), "{error:?}");
            assert_eq!(text(&thrown, "name"), class, "{error:?}");
            assert_eq!(text(&thrown, "code"), code, "{error:?}");
            assert_eq!(text(&thrown, "message"), error.text());
            assert_eq!(member(&thrown, "cause"), value_of(cause.raw()), "{error:?}");
        }
        let about_a_body = [
            (Error::BodyNotObject { endpoint }, "OAUTH_INVALID_RESPONSE"),
            (Error::BodyMember { member: "request_uri", problem: Problem::NotText }, "OAUTH_INVALID_RESPONSE"),
            (
                Error::BodyMismatch { member: "issuer", expected: "https://a/".into() },
                "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
            ),
        ];
        for (error, code) in about_a_body {
            let thrown = thrown(&error, body, response);
            assert_eq!(text(&thrown, "name"), "OperationProcessingError", "{error:?}");
            assert_eq!(text(&thrown, "code"), code, "{error:?}");
            assert_eq!(member(&member(&thrown, "cause"), "body"), value_of(body.raw()), "{error:?}");
        }
        for error in [
            Error::EndpointMissing { attribute: "token_endpoint".into(), has_mtls_alias: false },
            Error::EndpointInvalid { attribute: "token_endpoint".into() },
        ] {
            let thrown = thrown(&error, none, none);
            assert_eq!(text(&thrown, "code"), error.code().as_str());
            assert_eq!(text(&member(&thrown, "cause"), "attribute"), "token_endpoint");
            assert_eq!(own_keys(&thrown), ["code", "name"]);
        }
        let unsupported = thrown(&Error::Unsupported { what: "not this" }, url, none);
        assert_eq!(text(&unsupported, "name"), "UnsupportedOperationError");
        assert_eq!(text(&unsupported, "code"), "OAUTH_UNSUPPORTED_OPERATION");
    });
}

#[wasm_bindgen_test]
fn an_oauth_error_carries_its_body() {
    let body = "({ error: 'invalid_client', error_description: 'why', more: 1 })";
    with_values([body, RESPONSE], |[body, response]| {
        let error = Error::ResponseBody {
            endpoint: ENDPOINT,
            status: 400,
            error: "invalid_client".into(),
            error_description: None,
        };
        let thrown = thrown(&error, body, response);
        assert_eq!(own_keys(&thrown), ["cause", "code", "error", "status", "error_description", "name"]);
        assert_eq!(text(&thrown, "name"), "ResponseBodyError");
        assert_eq!(text(&thrown, "code"), "OAUTH_RESPONSE_BODY_ERROR");
        assert_eq!(text(&thrown, "error"), "invalid_client");
        assert_eq!(text(&thrown, "error_description"), "why");
        assert_eq!(member(&thrown, "status"), js(&400));
        assert_eq!(member(&thrown, "cause"), value_of(body.raw()));
        assert_eq!(member(&thrown, "response"), value_of(response.raw()));
    });
}

#[wasm_bindgen_test]
fn challenges_become_plain_objects() {
    with_value(RESPONSE, |response| {
        let challenges = vec![
            Challenge {
                scheme: "dpop".into(),
                parameters: vec![("error".into(), "use_dpop_nonce".into()), ("algs".into(), "ES256".into())],
                token68: None,
            },
            Challenge { scheme: "negotiate".into(), parameters: vec![], token68: Some("abc=".into()) },
        ];
        let thrown = thrown(&Error::Challenge { endpoint: ENDPOINT, status: 401, challenges }, response, response);
        assert_eq!(own_keys(&thrown), ["cause", "code", "status", "name"]);
        assert_eq!(text(&thrown, "name"), "WWWAuthenticateChallengeError");
        assert_eq!(
            js_sys::JSON::stringify(&member(&thrown, "cause")).unwrap(),
            concat!(
                r#"[{"scheme":"dpop","parameters":{"error":"use_dpop_nonce","algs":"ES256"}},"#,
                r#"{"scheme":"negotiate","parameters":{},"token68":"abc="}]"#
            )
        );
        assert_eq!(member(&thrown, "response"), value_of(response.raw()));
    });
}

/// Calls an asynchronous operation.
async fn outcome(operation: u32, values: Array) -> Result<JsValue, JsValue> {
    let start = Closure::new(move || task::start(operation));
    let resume = Closure::new(task::resume);
    drive(wasm_bindgen::memory(), values, &start, &resume).await
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

async fn push(endpoint: &str, options: JsValue) -> Result<JsValue, JsValue> {
    let values = [
        js(&Server { issuer: "https://as", pushed_authorization_request_endpoint: endpoint }),
        js(&Client { client_id: "c" }),
        evaluated("(as, client, body, headers) => { body.set('by', 'hook') }"),
        evaluated("[['response_type', 'code']]"),
        options,
    ];
    outcome(PUSHED_AUTHORIZATION_REQUEST, values.into_iter().collect()).await
}

fn with_fetch(fetch: &str) -> JsValue {
    let options = Object::new();
    CUSTOM_FETCH.with(|symbol| Reflect::set(&options, symbol, &evaluated(fetch)).unwrap());
    ALLOW_INSECURE_REQUESTS.with(|symbol| Reflect::set(&options, symbol, &JsValue::TRUE).unwrap());
    options.into()
}

#[wasm_bindgen_test]
async fn a_push_resolves_with_what_fetch_resolved_with() {
    let options = with_fetch("async (url, { body, method }) => `${method} ${url} ${body}`");
    let first = push("https://as/par", options.clone());
    let second = push("http://as/par?x", options);
    let (first, second) = join(first, second).await;
    let sent = [second, first].map(|answer| answer.unwrap().as_string().unwrap());
    assert_eq!(sent[0], "POST http://as/par?x response_type=code&client_id=c&by=hook");
    assert_eq!(sent[1], "POST https://as/par response_type=code&client_id=c&by=hook");
}

/// Waits for two calls that are in flight together.
async fn join<A: Future, B: Future>(one: A, other: B) -> (A::Output, B::Output) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut first, mut second) = (None, None);
    poll_fn(|context| {
        if first.is_none()
            && let Poll::Ready(output) = one.as_mut().poll(context)
        {
            first = Some(output);
        }
        if second.is_none()
            && let Poll::Ready(output) = other.as_mut().poll(context)
        {
            second = Some(output);
        }
        match (first.take(), second.take()) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            (one, other) => {
                (first, second) = (one, other);
                Poll::Pending
            }
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn a_push_rejects_with_what_fetch_threw() {
    for fetch in ["() => { throw 'thrown' }", "async () => { throw 'thrown' }"] {
        assert_eq!(push("https://as/par", with_fetch(fetch)).await.unwrap_err(), js(&"thrown"), "{fetch}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_is_checked() {
    let process = async |response: &str| {
        let server = js(&Server { issuer: "https://as", pushed_authorization_request_endpoint: "" });
        let values = [server, js(&Client { client_id: "c" }), evaluated(response)];
        outcome(PROCESS_PUSHED_AUTHORIZATION_RESPONSE, values.into_iter().collect()).await
    };
    let good = process("Response.json({ request_uri: 'urn:x', expires_in: '60' }, { status: 201 })").await;
    assert_eq!(js_sys::JSON::stringify(&good.unwrap()).unwrap(), r#"{"request_uri":"urn:x","expires_in":60}"#);

    let refused = process("Response.json({ error: 'invalid_request' }, { status: 400 })").await;
    assert_eq!(text(&refused.unwrap_err(), "error"), "invalid_request");

    let json = "{ status: 201, headers: { 'content-type': 'application/json' } }";
    let unparsable = process(&format!("new Response('{{', {json})")).await;
    assert_eq!(text(&unparsable.unwrap_err(), "code"), "OAUTH_PARSE_ERROR");
}
