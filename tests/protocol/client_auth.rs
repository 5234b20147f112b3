//! RFC 6749 §2.3.1, Appendix B.

use base64ct::{Base64, Encoding as _};
use oauth4wasm::protocol::client_auth::{ClientAuthentication, ClientSecret, client_secret_basic};
use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::message::{HeaderMap, Parameters};
use oauth4wasm::protocol::metadata::Client;
use proptest::prelude::*;

use crate::support::{client, code};

fn credentials(client_id: &str, secret: &str) -> String {
    let header = client_secret_basic(client_id, secret);
    String::from_utf8(Base64::decode_vec(header.strip_prefix("Basic ").unwrap()).unwrap()).unwrap()
}

fn authenticated(authentication: &ClientAuthentication, body: &str) -> (String, HeaderMap) {
    let mut body: Parameters = url::form_urlencoded::parse(body.as_bytes()).collect();
    let mut headers = HeaderMap::new();
    authentication.authenticate(&client(), &mut body, &mut headers).unwrap();
    (body.form_urlencoded(), headers)
}

#[test]
fn basic_example_of_the_rfc() {
    let header = client_secret_basic("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw");
    assert_eq!(header, "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");
}

/// The characters are the ones that servers dispute.
#[test]
fn basic_encodes_everything_but_letters_and_digits() {
    let (raw, encoded) = ("client %&+-_.!~*'()", "client+%25%26%2B%2D%5F%2E%21%7E%2A%27%28%29");
    assert_eq!(credentials(raw, raw), format!("{encoded}:{encoded}"));
    assert_eq!(credentials("p:w/=?", "é€😀\n"), "p%3Aw%2F%3D%3F:%C3%A9%E2%82%AC%F0%9F%98%80%0A");
}

#[test]
fn none_names_the_client() {
    let (body, headers) = authenticated(&ClientAuthentication::none(), "a=1");
    assert_eq!(body, "a=1&client_id=client");
    assert_eq!(headers, HeaderMap::new());
}

#[test]
fn basic_sets_the_header_only() {
    let (body, headers) = authenticated(&ClientAuthentication::client_secret_basic("secret").unwrap(), "a=1");
    assert_eq!(body, "a=1");
    assert_eq!(headers.iter().collect::<Vec<_>>(), [("authorization", "Basic Y2xpZW50OnNlY3JldA==")]);
}

#[test]
fn post_sets_identifier_and_secret_in_this_order() {
    let post = ClientAuthentication::client_secret_post("s&cret").unwrap();
    let (body, headers) = authenticated(&post, "a=1");
    assert_eq!(body, "a=1&client_id=client&client_secret=s%26cret");
    assert_eq!(headers, HeaderMap::new());

    let (replaced, _) = authenticated(&post, "client_secret=x&a=1&client_id=y&client_secret=z");
    assert_eq!(replaced, "client_secret=s%26cret&a=1&client_id=client");
}

#[test]
fn a_secret_is_not_empty() {
    assert_eq!(
        ClientSecret::new("").unwrap_err(),
        Error::Argument { subject: "clientSecret", problem: Problem::Empty }
    );
    assert_eq!(code(ClientAuthentication::client_secret_basic("")), "ERR_INVALID_ARG_VALUE");
    assert_eq!(code(ClientAuthentication::client_secret_post("")), "ERR_INVALID_ARG_VALUE");
}

#[test]
fn a_secret_is_in_no_debug_output() {
    for method in [ClientAuthentication::client_secret_basic, ClientAuthentication::client_secret_post] {
        let debug = format!("{:#?}", method("hunter2").unwrap());
        assert!(debug.starts_with("ClientSecret") && !debug.contains("hunter2"), "{debug}");
    }
    assert_eq!(format!("{:?}", ClientSecret::new("hunter2").unwrap()), "[redacted]");
}

/// RFC 7591 §3.2.1: the document of a registration has the secret in it.
#[test]
fn a_registered_secret_is_in_no_debug_output() {
    let registration = r#"{"client_id": "client", "client_secret": "hunter2", "registration_access_token": "hunter3"}"#;
    let client: Client = serde_json::from_str(registration).unwrap();
    assert_eq!(format!("{client:?}"), r#"Client { client_id: "client", .. }"#);
}

proptest! {
    /// What a server does according to RFC 6749 §2.3.1: split at the first colon, then decode both halves.
    #[test]
    fn basic_is_understood_by_servers(client_id in ".{1,20}", secret in ".{1,20}") {
        let credentials = credentials(&client_id, &secret);
        let (left, right) = credentials.split_once(':').unwrap();
        for (half, expected) in [(left, client_id), (right, secret)] {
            prop_assert!(half.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%+".contains(&byte)));
            let decoded: Vec<_> = url::form_urlencoded::parse(half.as_bytes()).into_owned().collect();
            prop_assert_eq!(decoded, [(expected, String::new())]);
        }
    }
}
