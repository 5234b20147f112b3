//! RFC 9126.

use oauth4wasm::protocol::client_auth::ClientAuthentication;
use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::message::{HeaderMap, Options, Parameters, Request};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Client, Endpoint, Transport};
use oauth4wasm::protocol::par::{PushedAuthorizationRequest, PushedAuthorizationResponse, authorization_url};
use proptest::prelude::*;
use serde_json::json;

use crate::support::{client, code, json_response, response, server, server_of};

const USER_AGENT: &str = concat!("oauth4wasm/v", env!("CARGO_PKG_VERSION"));

fn pushed(parameters: impl Into<Parameters>) -> Request {
    let none = ClientAuthentication::none();
    PushedAuthorizationRequest::new(&server(), &client(), &none, parameters).request().unwrap()
}

fn with_headers<const COUNT: usize>(pairs: [(&str, &str); COUNT]) -> Result<Request, Error> {
    let options = Options { headers: HeaderMap::from_pairs(pairs).unwrap(), ..Options::default() };
    let basic = ClientAuthentication::client_secret_basic("secret").unwrap();
    PushedAuthorizationRequest::new(&server(), &client(), &basic, [] as [(&str, &str); 0])
        .with_options(options)
        .request()
}

fn sorted(headers: &HeaderMap) -> Vec<(&str, &str)> {
    let mut pairs: Vec<_> = headers.iter().collect();
    pairs.sort_unstable();
    pairs
}

/// §2.1, which uses client_secret_basic with the credentials of RFC 6749 §2.3.1.
#[test]
fn request_of_the_rfc() {
    let server = AuthorizationServer::new("https://as.example.com")
        .unwrap()
        .with_endpoint(Endpoint::PushedAuthorizationRequest, &"https://as.example.com/as/par".parse().unwrap());
    let client = Client::new("s6BhdRkqt3").unwrap();
    let authentication = ClientAuthentication::client_secret_basic("7Fjfp0ZBr1KtDRbnfVdmIw").unwrap();
    let parameters = [
        ("response_type", "code"),
        ("state", "af0ifjsldkj"),
        ("client_id", "s6BhdRkqt3"),
        ("redirect_uri", "https://client.example.org/cb"),
        ("code_challenge", "K2-ltc83acc4h0c9w6ESC_rEMTJ3bww-uCHaoeK1t8U"),
        ("code_challenge_method", "S256"),
        ("scope", "account-information"),
    ];
    let request = PushedAuthorizationRequest::new(&server, &client, &authentication, parameters).request().unwrap();

    assert_eq!((request.method, request.url.as_str()), ("POST", "https://as.example.com/as/par"));
    assert_eq!(
        request.body.as_deref(),
        Some(
            "response_type=code&state=af0ifjsldkj&client_id=s6BhdRkqt3\
             &redirect_uri=https%3A%2F%2Fclient.example.org%2Fcb\
             &code_challenge=K2-ltc83acc4h0c9w6ESC_rEMTJ3bww-uCHaoeK1t8U\
             &code_challenge_method=S256&scope=account-information"
        )
    );
    assert_eq!(
        sorted(&request.headers),
        [
            ("accept", "application/json"),
            ("authorization", "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3"),
            ("content-type", "application/x-www-form-urlencoded;charset=UTF-8"),
            ("user-agent", USER_AGENT),
        ]
    );
}

/// §3: the request object and, next to it, `client_id`.
#[test]
fn request_object_of_the_rfc() {
    assert_eq!(pushed([("request", "eyJr.eyJp.GZx")]).body.as_deref(), Some("request=eyJr.eyJp.GZx&client_id=client"));
}

#[test]
fn client_id_is_the_clients_and_everything_else_the_callers() {
    for (parameters, expected) in [
        (vec![], "client_id=client"),
        (vec![("a", "1"), ("a", "2")], "a=1&a=2&client_id=client"),
        (vec![("a", "1"), ("client_id", "q"), ("a", "2")], "a=1&client_id=client&a=2"),
        (vec![("client_id", "z"), ("a", "1"), ("client_id", "y"), ("a", "2")], "client_id=client&a=1&a=2"),
        (vec![("a b*-._~", "é&=+%\n")], "a+b*-._%7E=%C3%A9%26%3D%2B%25%0A&client_id=client"),
    ] {
        let parameters: Parameters = parameters.into_iter().collect();
        assert_eq!(pushed(parameters).body.as_deref(), Some(expected));
    }
}

#[test]
fn client_secret_post_adds_the_secret_last() {
    let (server, client, post) = (server(), client(), ClientAuthentication::client_secret_post("secret").unwrap());
    let request = PushedAuthorizationRequest::new(&server, &client, &post, [("a", "1")]).request().unwrap();
    assert_eq!(request.body.as_deref(), Some("a=1&client_id=client&client_secret=secret"));
    assert!(!request.headers.contains("authorization"));
}

#[test]
fn fixed_headers_win_over_the_callers() {
    let headers = with_headers([("Accept", "text/html"), ("Content-Type", "x/y"), ("DPoP", "proof"), ("X-A", "1")])
        .unwrap()
        .headers;
    assert_eq!(
        sorted(&headers),
        [
            ("accept", "application/json"),
            ("authorization", "Basic Y2xpZW50OnNlY3JldA=="),
            ("content-type", "application/x-www-form-urlencoded;charset=UTF-8"),
            ("dpop", "proof"),
            ("user-agent", USER_AGENT),
            ("x-a", "1"),
        ]
    );
}

#[test]
fn a_callers_user_agent_wins_even_an_empty_one() {
    for user_agent in ["mine/1.0", ""] {
        let headers = with_headers([("User-Agent", user_agent)]).unwrap().headers;
        assert_eq!(headers.get("user-agent").as_deref(), Some(user_agent));
    }
}

#[test]
fn a_callers_authorization_is_refused() {
    for value in ["Bearer x", ""] {
        assert_eq!(code(with_headers([("Authorization", value)])), "ERR_INVALID_ARG_VALUE");
    }
}

#[test]
fn the_endpoint_is_judged_before_the_headers() {
    let headers = HeaderMap::from_pairs([("authorization", "x")]).unwrap();
    let refused = |endpoint, transport| {
        let server = server_of(json!({ "issuer": "i", "pushed_authorization_request_endpoint": endpoint }));
        let (client, none) = (client(), ClientAuthentication::none());
        let options = Options { transport, headers: headers.clone() };
        code(
            PushedAuthorizationRequest::new(&server, &client, &none, Parameters::new()).with_options(options).request(),
        )
    };
    assert_eq!(refused(json!(null), Transport::Secure), "OAUTH_INVALID_SERVER_METADATA");
    assert_eq!(refused(json!("http://a"), Transport::Secure), "OAUTH_HTTP_REQUEST_FORBIDDEN");
    assert_eq!(refused(json!("ftp://a"), Transport::InsecureAllowed), "OAUTH_REQUEST_PROTOCOL_FORBIDDEN");
    assert_eq!(refused(json!("http://a"), Transport::InsecureAllowed), "ERR_INVALID_ARG_VALUE");
}

#[test]
fn a_client_that_wishes_pushes_to_the_mtls_alias() {
    let server = server_of(json!({
        "issuer": "https://as.example",
        "pushed_authorization_request_endpoint": "https://as.example/par",
        "mtls_endpoint_aliases": { "pushed_authorization_request_endpoint": "https://mtls.as.example/par" },
    }));
    let (client, none) = (client().use_mtls_endpoint_aliases(true), ClientAuthentication::none());
    let request = PushedAuthorizationRequest::new(&server, &client, &none, Parameters::new()).request().unwrap();
    assert_eq!(request.url.as_str(), "https://mtls.as.example/par");
}

/// §2.2.
#[test]
fn answer_of_the_rfc() {
    let body = r#"{"request_uri": "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c", "expires_in": 60}"#;
    let answer = PushedAuthorizationResponse::from_response(&json_response(201, body)).unwrap();
    assert_eq!(answer.request_uri, "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c");
    assert_eq!(answer.expires_in, 60.0);
    assert!(answer.other_members.is_empty());
}

/// §2.3.
#[test]
fn error_of_the_rfc() {
    let body = r#"{
        "error": "invalid_request",
        "error_description": "The redirect_uri is not valid for the given client"
    }"#;
    let error = PushedAuthorizationResponse::from_response(&json_response(400, body)).unwrap_err();
    assert_eq!(
        error,
        Error::ResponseBody {
            endpoint: Endpoint::PushedAuthorizationRequest,
            status: 400,
            error: "invalid_request".into(),
            error_description: Some("The redirect_uri is not valid for the given client".into()),
        }
    );
}

#[test]
fn other_members_are_kept_in_order() {
    let body = r#"{"z": 1, "request_uri": "urn:x", "error": "x", "expires_in": "60", "a": null}"#;
    let headers = [("content-type", "text/plain"), ("www-authenticate", "Bearer")];
    let answer = PushedAuthorizationResponse::from_response(&response(201, &headers, body)).unwrap();
    let others: Vec<_> = answer.other_members.into_iter().collect();
    assert_eq!(others, [("z".into(), json!(1)), ("error".into(), json!("x")), ("a".into(), json!(null))]);
}

#[test]
fn a_request_uri_is_a_text_that_is_not_empty() {
    for (member, problem) in [
        ("", Problem::NotText),
        (r#","request_uri": null"#, Problem::NotText),
        (r#","request_uri": 1"#, Problem::NotText),
        (r#","request_uri": """#, Problem::Empty),
    ] {
        // It comes before the lifetime.
        let body = format!(r#"{{"expires_in": -1{member}}}"#);
        let error = PushedAuthorizationResponse::from_response(&json_response(201, body)).unwrap_err();
        assert_eq!(error, Error::BodyMember { member: "request_uri", problem }, "{member}");
        assert_eq!(error.code().as_str(), "OAUTH_INVALID_RESPONSE");
    }
}

#[test]
fn lifetimes() {
    let expires_in = |json: &str| {
        let body = format!(r#"{{"request_uri": "urn:x"{json}}}"#);
        PushedAuthorizationResponse::from_response(&json_response(201, body)).map(|answer| answer.expires_in)
    };
    for (json, seconds) in [
        ("60", 60.0),
        ("59.5", 59.5),
        ("3.3e26", 3.3e26), // which serde_json reads as 330000000000000060000000000 unless it is told to be exact
        ("0", 0.0),
        ("-0", 0.0),
        (r#""60""#, 60.0),
        (r#""60abc""#, 60.0),
        (r#"" 5 ""#, 5.0),
        (r#""1e2""#, 100.0),
        ("[60]", 60.0),
        (r#"["60", 1]"#, 60.0),
    ] {
        assert_eq!(expires_in(&format!(r#", "expires_in": {json}"#)), Ok(seconds), "{json}");
    }
    let of = |problem| Err(Error::BodyMember { member: "expires_in", problem });
    assert_eq!(expires_in(""), of(Problem::NotNumber), "missing");
    for json in ["null", "true", r#""x""#, r#""""#, r#""Infinity""#, r#""1e999""#, "{}", "[]"] {
        assert_eq!(expires_in(&format!(r#", "expires_in": {json}"#)), of(Problem::NotNumber), "{json}");
    }
    for json in ["-1", r#""-1""#, "[-1]"] {
        assert_eq!(expires_in(&format!(r#", "expires_in": {json}"#)), of(Problem::Negative), "{json}");
    }
    // JavaScript reads Infinity and goes on; serde_json takes no number beyond 64-bit floating point.
    assert_eq!(
        expires_in(r#", "expires_in": 1e999"#),
        Err(Error::Unparsable { endpoint: Endpoint::PushedAuthorizationRequest })
    );
}

/// par.md §18.7.
#[test]
fn status_matrix() {
    let error = r#"{"error": "x"}"#;
    for (status, content_type, body, expected) in [
        (200, "application/json", error, "OAUTH_RESPONSE_IS_NOT_CONFORM"),
        (201, "application/json", error, "OAUTH_INVALID_RESPONSE"),
        (302, "application/json", error, "OAUTH_RESPONSE_IS_NOT_CONFORM"),
        (400, "application/json", error, "OAUTH_RESPONSE_BODY_ERROR"),
        (499, "application/json", error, "OAUTH_RESPONSE_BODY_ERROR"),
        (500, "application/json", error, "OAUTH_RESPONSE_IS_NOT_CONFORM"),
        (400, "text/html", error, "OAUTH_RESPONSE_IS_NOT_JSON"),
        (500, "text/html", error, "OAUTH_RESPONSE_IS_NOT_CONFORM"),
        (400, "application/json", "<p>", "OAUTH_RESPONSE_IS_NOT_CONFORM"),
        (400, "application/json", "[]", "OAUTH_RESPONSE_IS_NOT_CONFORM"),
        (400, "application/json", r#"{"error": ""}"#, "OAUTH_RESPONSE_IS_NOT_CONFORM"),
        (201, "application/json", "<p>", "OAUTH_PARSE_ERROR"),
        (201, "text/html", "<p>", "OAUTH_RESPONSE_IS_NOT_JSON"),
        (201, "application/json", "[]", "OAUTH_INVALID_RESPONSE"),
        (201, "application/json", "null", "OAUTH_INVALID_RESPONSE"),
    ] {
        let response = response(status, &[("content-type", content_type)], body);
        assert_eq!(
            code(PushedAuthorizationResponse::from_response(&response)),
            expected,
            "{status} {content_type} {body}"
        );
    }
}

/// Even where the body says more.
#[test]
fn a_challenge_comes_before_the_body() {
    let headers = [("content-type", "application/json"), ("www-authenticate", r#"Basic realm="as""#)];
    for status in [200, 401, 500] {
        let response = response(status, &headers, r#"{"error": "invalid_client"}"#);
        assert_eq!(code(PushedAuthorizationResponse::from_response(&response)), "OAUTH_WWW_AUTHENTICATE_CHALLENGE");
    }
}

/// As a host decodes it.
#[test]
fn bodies_are_lenient_utf_8() {
    let with_mark = "\u{FEFF}{\"request_uri\": \"urn:x\", \"expires_in\": 1}";
    assert!(PushedAuthorizationResponse::from_response(&json_response(201, with_mark)).is_ok());
    let malformed = b"{\"request_uri\": \"urn:\xFF\", \"expires_in\": 1}";
    let answer = PushedAuthorizationResponse::from_response(&json_response(201, malformed)).unwrap();
    assert_eq!(answer.request_uri, "urn:\u{FFFD}");
}

#[test]
fn deep_nesting_is_an_error() {
    let body = format!(r#"{{"request_uri": "urn:x", "expires_in": 1, "x": {}}}"#, "[".repeat(100_000));
    assert_eq!(code(PushedAuthorizationResponse::from_response(&json_response(201, body))), "OAUTH_PARSE_ERROR");
}

/// §4.
#[test]
fn authorization_url_of_the_rfc() {
    let server = server_of(json!({ "issuer": "i", "authorization_endpoint": "https://as.example.com/authorize" }));
    let client = Client::new("s6BhdRkqt3").unwrap();
    let request_uri = "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c";
    assert_eq!(
        authorization_url(&server, &client, request_uri, Transport::Secure).unwrap().as_str(),
        "https://as.example.com/authorize?client_id=s6BhdRkqt3\
         &request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c"
    );
}

/// RFC 6749 §3.1: the endpoint's own query is retained, and no parameter comes twice.
#[test]
fn the_authorization_endpoints_query_stays() {
    for (endpoint, expected) in [
        ("https://a/b?p=x%20y&flag", "https://a/b?p=x%20y&flag&client_id=client&request_uri=urn%3Ax"),
        ("https://a/b#f", "https://a/b?client_id=client&request_uri=urn%3Ax#f"),
        ("https://a/b?", "https://a/b?client_id=client&request_uri=urn%3Ax"),
        ("https://a/b?client_id=1&p=2&client_id=3", "https://a/b?client_id=client&p=2&request_uri=urn%3Ax"),
    ] {
        let server = server_of(json!({ "issuer": "i", "authorization_endpoint": endpoint }));
        let url = authorization_url(&server, &client(), "urn:x", Transport::Secure).unwrap();
        assert_eq!(url.as_str(), expected, "{endpoint}");
    }
}

#[test]
fn an_authorization_url_needs_an_endpoint_and_a_reference() {
    let url = |server, request_uri, transport| authorization_url(&server, &client(), request_uri, transport);
    let http = server_of(json!({ "issuer": "i", "authorization_endpoint": "http://a" }));
    let bare = AuthorizationServer::new("i").unwrap();
    let empty = Error::Argument { subject: "request_uri", problem: Problem::Empty };

    assert_eq!(url(server(), "", Transport::Secure), Err(empty));
    assert_eq!(code(url(bare, "urn:x", Transport::Secure)), "OAUTH_MISSING_SERVER_METADATA");
    assert_eq!(code(url(http.clone(), "urn:x", Transport::Secure)), "OAUTH_HTTP_REQUEST_FORBIDDEN");
    assert!(url(http, "urn:x", Transport::InsecureAllowed).is_ok());
}

/// The authorization endpoint is for user agents: RFC 8705 §5 has no alias of it.
#[test]
fn an_authorization_url_is_never_an_mtls_alias() {
    let server = server_of(json!({
        "issuer": "i",
        "authorization_endpoint": "https://as/authorize",
        "mtls_endpoint_aliases": { "authorization_endpoint": "https://mtls/authorize" },
    }));
    let client = client().use_mtls_endpoint_aliases(true);
    assert_eq!(authorization_url(&server, &client, "urn:x", Transport::Secure).unwrap().host_str(), Some("as"));
}

#[test]
fn a_request_shows_no_secret() {
    let server = server_of(
        json!({ "issuer": "i", "pushed_authorization_request_endpoint": "https://hunter5:hunter6@a/par?hunter7" }),
    );
    let client: Client = serde_json::from_str(r#"{"client_id": "client", "client_secret": "hunter1"}"#).unwrap();
    for authenticate in [ClientAuthentication::client_secret_basic, ClientAuthentication::client_secret_post] {
        let authentication = authenticate("hunter2").unwrap();
        let headers = HeaderMap::from_pairs([("dpop", "hunter3"), ("x-api-key", "hunter4")]).unwrap();
        let options = Options { headers, ..Options::default() };
        let building = PushedAuthorizationRequest::new(&server, &client, &authentication, [("login_hint", "hunter8")])
            .with_options(options);
        let request = building.clone().request().unwrap();

        for debug in [format!("{building:#?}"), format!("{request:#?}")] {
            assert!(!debug.contains("hunter") && !debug.contains("Y2xpZW50Omh1bnRlcjI="), "{debug}");
            assert!(debug.contains("x-api-key"), "{debug}");
        }
    }
}

proptest! {
    #[test]
    fn the_body_is_what_was_pushed(pairs in prop::collection::vec((".{0,8}", ".{0,8}"), 0..8)) {
        let parameters: Parameters = pairs.iter().cloned().collect();
        let body = pushed(parameters).body.unwrap();
        prop_assert!(body.is_ascii());
        let mut expected: Vec<_> = pairs.into_iter().filter(|(name, _)| name != "client_id").collect();
        expected.push(("client_id".into(), "client".into()));
        prop_assert_eq!(url::form_urlencoded::parse(body.as_bytes()).into_owned().collect::<Vec<_>>(), expected);
    }
}
