//! Requests, responses, headers and parameters as plain data.

use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::form::Form;
use oauth4wasm::protocol::headers::{Headers, prepare, user_agent};
use oauth4wasm::protocol::json::Json;
use oauth4wasm::protocol::message::{HeaderMap, Parameters, Request};
use proptest::prelude::*;

use crate::support::{code, response};

fn headers<const COUNT: usize>(pairs: [(&str, &str); COUNT]) -> HeaderMap {
    HeaderMap::from_pairs(pairs).unwrap()
}

fn pairs(headers: &HeaderMap) -> Vec<(&str, &str)> {
    headers.iter().collect()
}

#[test]
fn header_names_are_case_insensitive() {
    let headers = headers([("Content-TYPE", "a/b")]);
    assert_eq!(headers.get("CONTENT-type").as_deref(), Some("a/b"));
    assert!(headers.contains("Content-Type") && !headers.contains("Content"));
    assert_eq!(pairs(&headers), [("content-type", "a/b")]);
}

/// RFC 9110 §5.3.
#[test]
fn several_headers_of_a_name_are_one_list() {
    let headers = headers([("A", "1"), ("B", "2"), ("a", ""), ("a", "3")]);
    assert_eq!(headers.get("a").as_deref(), Some("1, , 3"));
    assert_eq!(headers.get("c"), None);
    assert_eq!(pairs(&headers), [("a", "1"), ("b", "2"), ("a", ""), ("a", "3")]);
}

#[test]
fn setting_a_header_replaces_the_first_and_removes_the_others() {
    let mut headers = headers([("x", "0"), ("a", "1"), ("b", "2"), ("a", "3")]);
    headers.set("A", "4").unwrap();
    assert_eq!(pairs(&headers), [("x", "0"), ("a", "4"), ("b", "2")]);
    headers.set("C", "").unwrap();
    assert_eq!(pairs(&headers), [("x", "0"), ("a", "4"), ("b", "2"), ("c", "")]);
    assert_eq!(Headers::has(&headers, "c"), Ok(true));
}

#[test]
fn headers_cannot_be_smuggled() {
    let mut headers = HeaderMap::new();
    for name in ["", "a b", "a:", "a\n", "é", "a\0", "(a)"] {
        assert_eq!(code(headers.append(name, "x")), "ERR_INVALID_ARG_VALUE", "{name:?}");
        assert_eq!(code(headers.set(name, "x")), "ERR_INVALID_ARG_VALUE", "{name:?}");
    }
    for value in ["a\r\nb: c", "a\nb", "a\rb", "a\0"] {
        let error = headers.append("x", value).unwrap_err();
        assert_eq!(error.code().as_str(), "ERR_INVALID_ARG_VALUE", "{value:?}");
        assert!(!error.to_string().contains(value));
        assert_eq!(code(headers.set("x", value)), "ERR_INVALID_ARG_VALUE", "{value:?}");
    }
    assert_eq!(headers, HeaderMap::new());
    headers.append("x", "\t a b\u{A0}é\r\n").unwrap();
    assert_eq!(headers.get("x").as_deref(), Some("a b\u{A0}é"), "white space around a value is dropped");
}

#[test]
fn prepared_headers() {
    let mut none = HeaderMap::new();
    prepare(&mut none, Some("x/1")).unwrap();
    assert_eq!(pairs(&none), [("user-agent", "x/1")]);

    let mut browser = HeaderMap::new();
    prepare(&mut browser, None).unwrap();
    assert_eq!(browser, HeaderMap::new());

    let error = prepare(&mut headers([("AUTHORIZATION", "hunter2")]), None).unwrap_err();
    assert!(matches!(error, Error::Argument { subject: "options.headers", problem: Problem::Value(_) }));
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

/// A header of ours would cost a browser a preflight.
#[test]
fn a_browser_speaks_for_itself() {
    let user_agent =
        |navigator: Option<&str>| user_agent(|start| navigator.is_some_and(|name| name.starts_with(start)));
    assert_eq!(user_agent(Some("Mozilla/5.0 (X11; Linux x86_64)")), None);
    let ours = Some(concat!("oauth4wasm/v", env!("CARGO_PKG_VERSION")));
    for other in [None, Some(""), Some("Node.js/20"), Some("Mozilla/5.0"), Some("Cloudflare-Workers")] {
        assert_eq!(user_agent(other), ours, "{other:?}");
    }
}

#[test]
fn setting_a_parameter_replaces_the_first_and_removes_the_others() {
    let mut parameters = Parameters::from([("x", "0"), ("a", "1"), ("b", "2"), ("a", "3"), ("A", "4")]);
    parameters.set("a", "5");
    parameters.set("c", "6");
    parameters.append("b", "7");
    assert_eq!(parameters.form_urlencoded(), "x=0&a=5&b=2&A=4&c=6&b=7");
    assert_eq!((parameters.get("b"), parameters.get("d")), (Some("2"), None));
}

#[test]
fn a_parameter_is_a_text() {
    let mut parameters = Parameters::new();
    Form::set(&mut parameters, "a", &Json::Text("1")).unwrap();
    assert_eq!(parameters, Parameters::from([("a", "1")]));
    assert_eq!(code(Form::set(&mut parameters, "a", &Json::Undefined)), "ERR_INVALID_ARG_TYPE");
}

#[test]
fn form_encoding_is_the_browsers() {
    let parameters = Parameters::from([("a b", "*-._~!'()"), ("é", ""), ("", "&=+%/?#")]);
    assert_eq!(parameters.form_urlencoded(), "a+b=*-._%7E%21%27%28%29&%C3%A9=&=%26%3D%2B%25%2F%3F%23");
}

#[test]
fn debug_shows_what_holds_no_credential() {
    let parameters = Parameters::from([("client_secret", "hunter1"), ("state", "hunter2")]);
    assert_eq!(format!("{parameters:?}"), r#"["client_secret", "state"]"#);

    let headers = headers([
        ("Authorization", "hunter3"),
        ("Cookie", "hunter4"),
        ("DPoP", "hunter5"),
        ("X-Api-Key", "hunter6"),
        ("Location", "https://a/?code=hunter7"),
        ("Content-Type", "a/b"),
    ]);
    assert_eq!(
        format!("{headers:?}"),
        r#"{"authorization": "[redacted]", "cookie": "[redacted]", "dpop": "[redacted]", "x-api-key": "[redacted]", "location": "[redacted]", "content-type": "a/b"}"#
    );

    let request = Request {
        method: "POST",
        url: "https://user:hunter8@as.example/par?hunter9#hunter10".parse().unwrap(),
        headers: self::headers([("authorization", "hunter3")]),
        body: Some(parameters.form_urlencoded()),
    };
    assert_eq!(
        format!("{request:?}"),
        r#"Request { method: "POST", url: https://as.example/par, headers: {"authorization": "[redacted]"}, body: Some([35 bytes]) }"#
    );
    let response = response(200, &[("set-cookie", "hunter11")], "hunter12");
    assert_eq!(
        format!("{response:?}"),
        r#"Response { status: 200, headers: {"set-cookie": "[redacted]"}, body: [8 bytes] }"#
    );
}

proptest! {
    #[test]
    fn form_encoding_round_trips(pairs in prop::collection::vec(any::<(String, String)>(), 0..8)) {
        let encoded = pairs.iter().cloned().collect::<Parameters>().form_urlencoded();
        prop_assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"*-._+%&=".contains(&byte)));
        prop_assert_eq!(url::form_urlencoded::parse(encoded.as_bytes()).into_owned().collect::<Vec<_>>(), pairs);
    }

    /// The model: a list, of which the first match is replaced and the others are dropped.
    #[test]
    fn set_leaves_one_and_keeps_the_rest(names in prop::collection::vec("[abc]", 0..8), name in "[abc]") {
        let mut parameters: Parameters = names.iter().map(|name| (name.as_str(), "old")).collect();
        parameters.set(&name, "new");
        let mut expected: Vec<(&str, &str)> = Vec::new();
        for known in &names {
            match *known == name {
                false => expected.push((known, "old")),
                true if !expected.contains(&(name.as_str(), "new")) => expected.push((known, "new")),
                true => {}
            }
        }
        if !names.contains(&name) {
            expected.push((&name, "new"));
        }
        prop_assert_eq!(parameters.iter().collect::<Vec<_>>(), expected);
    }
}
