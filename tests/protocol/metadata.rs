//! RFC 8414 §2, RFC 7591 §2, RFC 8705 §5, RFC 9126 §5.

use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Client, Endpoint, Transport};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{client, code, server_of};

const PAR: &str = "pushed_authorization_request_endpoint";

/// Yields where a pushed authorization request goes to.
fn target(members: Value, client: &Client, transport: Transport) -> Result<String, Error> {
    let mut document = json!({ "issuer": "https://as.example" });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    let url = server_of(document).endpoint_url(Endpoint::PushedAuthorizationRequest, client, transport);
    url.map(String::from)
}

fn to(endpoint: Value, transport: Transport) -> Result<String, Error> {
    target(json!({ PAR: endpoint }), &client(), transport)
}

#[test]
fn a_server_has_an_issuer() {
    for (document, subject, problem) in [
        (json!(null), "as", Problem::NotObject),
        (json!("https://a"), "as", Problem::NotObject),
        (json!([]), "as.issuer", Problem::NotText),
        (json!({}), "as.issuer", Problem::NotText),
        (json!({ "issuer": 1 }), "as.issuer", Problem::NotText),
        (json!({ "issuer": "" }), "as.issuer", Problem::Empty),
    ] {
        let error = AuthorizationServer::try_from(document.clone()).unwrap_err();
        assert_eq!(error, Error::Argument { subject, problem }, "{document}");
    }
    assert_eq!(code(AuthorizationServer::new("")), "ERR_INVALID_ARG_VALUE");
    assert_eq!(AuthorizationServer::new("not a URL").unwrap().issuer(), "not a URL");
}

#[test]
fn a_client_has_an_identifier() {
    for (document, subject, problem) in [
        (json!(null), "client", Problem::NotObject),
        (json!({}), "client.client_id", Problem::NotText),
        (json!({ "client_id": null }), "client.client_id", Problem::NotText),
        (json!({ "client_id": "" }), "client.client_id", Problem::Empty),
    ] {
        let error = Client::try_from(document.clone()).unwrap_err();
        assert_eq!(error, Error::Argument { subject, problem }, "{document}");
    }
    assert_eq!(code(Client::new("")), "ERR_INVALID_ARG_VALUE");
    assert_eq!(Client::new("a b").unwrap().client_id(), "a b");
}

#[test]
fn documents_survive_serde_with_unknown_members_in_order() {
    let text = r#"{"z":[1,null],"issuer":"https://as.example","a":{"b":"c"}}"#;
    let server: AuthorizationServer = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&server).unwrap(), text);
    assert_eq!(server.member("a"), Some(&json!({ "b": "c" })));

    let text = r#"{"z":1,"client_id":"x"}"#;
    let client: Client = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&client).unwrap(), text);
    assert_eq!(client.member("z"), Some(&json!(1)));
}

#[test]
fn serde_demands_what_the_constructors_do() {
    let error = serde_json::from_str::<AuthorizationServer>("{}").unwrap_err();
    assert!(error.to_string().contains("\"as.issuer\" must be a string"), "{error}");
    let error = serde_json::from_str::<Client>(r#"{"client_id":""}"#).unwrap_err();
    assert!(error.to_string().contains("\"client.client_id\" must not be empty"), "{error}");
}

#[test]
fn accessors() {
    let server = server_of(json!({
        "issuer": "https://as.example",
        "authorization_endpoint": "https://as.example/authorize",
        "pushed_authorization_request_endpoint": 5,
        "require_pushed_authorization_requests": true,
    }));
    assert_eq!(server.authorization_endpoint(), Some("https://as.example/authorize"));
    assert_eq!(server.pushed_authorization_request_endpoint(), None, "no text");
    assert!(server.require_pushed_authorization_requests());
    assert!(!AuthorizationServer::new("x").unwrap().require_pushed_authorization_requests());

    let server = server.with_endpoint(Endpoint::PushedAuthorizationRequest, &"https://b/par".parse().unwrap());
    assert_eq!(server.pushed_authorization_request_endpoint(), Some("https://b/par"));
}

#[test]
fn an_endpoint_is_an_absolute_url() {
    let missing = target(json!({}), &client(), Transport::Secure).unwrap_err();
    assert_eq!(missing, Error::EndpointMissing { attribute: PAR.into(), has_mtls_alias: false });
    assert_eq!(missing.code().as_str(), "OAUTH_MISSING_SERVER_METADATA");
    for unusable in
        [json!(null), json!(""), json!("/par"), json!("as.example/par"), json!(1), json!(["https://a"]), json!({})]
    {
        let error = to(unusable.clone(), Transport::Secure).unwrap_err();
        assert_eq!(error, Error::EndpointInvalid { attribute: PAR.into() }, "{unusable}");
        assert_eq!(error.code().as_str(), "OAUTH_INVALID_SERVER_METADATA");
    }
}

#[test]
fn an_endpoint_is_normalised_and_keeps_query_and_fragment() {
    let url = to(json!(" HTTPS://AS.example:443/a/../par?x=1#f "), Transport::Secure);
    assert_eq!(url.as_deref(), Ok("https://as.example/par?x=1#f"));
}

#[test]
fn requests_go_over_https() {
    let (secure, insecure) = (Transport::Secure, Transport::InsecureAllowed);
    assert_eq!(Transport::default(), secure);
    for transport in [secure, insecure] {
        assert!(to(json!("https://as.example/par"), transport).is_ok());
    }
    assert!(to(json!("http://localhost/par"), insecure).is_ok());
    // There is no exception for a local host.
    for url in ["http://localhost/par", "http://127.0.0.1/par", "ftp://as.example/par", "data:", "httpsx://a/"] {
        let error = to(json!(url), secure).unwrap_err();
        assert_eq!(error, Error::InsecureRequest { url: url.into() });
        assert_eq!(error.code().as_str(), "OAUTH_HTTP_REQUEST_FORBIDDEN");
    }
    for url in ["ftp://as.example/par", "ws://as.example/par", "data:", "httpx://a/"] {
        let error = to(json!(url), insecure).unwrap_err();
        assert_eq!(error, Error::UnsupportedScheme { url: url.into() });
        assert_eq!(error.code().as_str(), "OAUTH_REQUEST_PROTOCOL_FORBIDDEN");
    }
}

#[test]
fn a_protocol_is_a_scheme_and_its_colon() {
    for transport in [Transport::Secure, Transport::InsecureAllowed] {
        assert!(transport.check_protocol("https:").is_ok());
        assert_eq!(transport.check_protocol("http:").is_ok(), transport == Transport::InsecureAllowed);
        for protocol in ["", ":", "https", "https::", "https://", "https:x:", "HTTPS:", " https:"] {
            assert!(transport.check_protocol(protocol).is_err(), "{protocol}");
        }
    }
}

/// `user:password@host` is the URL of a scheme `user`.
#[test]
fn a_password_without_a_scheme_before_it_is_in_no_error() {
    for transport in [Transport::Secure, Transport::InsecureAllowed] {
        let error = to(json!("admin:hunter2@as.example/par?hunter2"), transport).unwrap_err();
        assert!(!error.to_string().contains("hunter2"), "{error}");
        assert!(error.to_string().contains("admin:"), "{error}");
    }
}

/// RFC 8705 §5.
#[test]
fn an_alias_is_used_where_the_client_wishes_and_the_server_has_one() {
    let both = json!({ PAR: "https://as/par", "mtls_endpoint_aliases": { PAR: "https://mtls/par" } });
    let to = |members: &Value, client: &Client| target(members.clone(), client, Transport::Secure);
    let wishing = client().use_mtls_endpoint_aliases(true);

    assert_eq!(to(&both, &client()).as_deref(), Ok("https://as/par"));
    assert_eq!(to(&both, &wishing).as_deref(), Ok("https://mtls/par"));
    assert_eq!(to(&both, &wishing.clone().use_mtls_endpoint_aliases(false)).as_deref(), Ok("https://as/par"));
    for aliases in
        [json!({}), json!(null), json!(false), json!(0), json!(""), json!([]), json!({ "token_endpoint": "x" })]
    {
        let members = json!({ PAR: "https://as/par", "mtls_endpoint_aliases": aliases });
        assert_eq!(to(&members, &wishing).as_deref(), Ok("https://as/par"), "{members}");
    }
}

#[test]
fn any_truthy_wish_is_one() {
    for (wish, expected) in [
        (json!(1), true),
        (json!("false"), true),
        (json!({}), true),
        (json!(0), false),
        (json!(""), false),
        (json!(null), false),
    ] {
        let document = json!({ "client_id": "c", "use_mtls_endpoint_aliases": wish });
        let client = Client::try_from(document.clone()).unwrap();
        assert_eq!(client.uses_mtls_endpoint_aliases(), expected, "{document}");
    }
}

#[test]
fn an_endpoint_that_is_an_alias_only_is_said_to_be_one() {
    let missing = |aliases| match target(json!({ "mtls_endpoint_aliases": aliases }), &client(), Transport::Secure) {
        Err(Error::EndpointMissing { has_mtls_alias, .. }) => has_mtls_alias,
        other => panic!("{other:?}"),
    };
    assert!(missing(json!({ PAR: "https://mtls/par" })));
    for other in [json!({ PAR: null }), json!({ PAR: "" }), json!({}), json!(null), json!("x"), json!(1)] {
        assert!(!missing(other.clone()), "{other}");
    }
}

/// The attribute has the prefix even where the fallback to the endpoint itself was what failed.
#[test]
fn a_failed_alias_is_named_as_such() {
    let client = client().use_mtls_endpoint_aliases(true);
    let attribute = format!("mtls_endpoint_aliases.{PAR}");
    let to = |members| target(members, &client, Transport::Secure);

    assert_eq!(to(json!({})), Err(Error::EndpointMissing { attribute: attribute.clone(), has_mtls_alias: false }));
    assert_eq!(to(json!({ PAR: "par" })), Err(Error::EndpointInvalid { attribute: attribute.clone() }));
    let null_alias = json!({ PAR: "https://as/par", "mtls_endpoint_aliases": { PAR: null } });
    assert_eq!(to(null_alias), Err(Error::EndpointInvalid { attribute }), "an alias that is there is not passed over");
    let http_alias = json!({ PAR: "https://as/par", "mtls_endpoint_aliases": { PAR: "http://mtls/par" } });
    assert_eq!(to(http_alias), Err(Error::InsecureRequest { url: "http://mtls/par".into() }));
    for primitive in [json!(true), json!("x"), json!(1)] {
        assert_eq!(code(to(json!({ "mtls_endpoint_aliases": primitive }))), "ERR_INVALID_ARG_TYPE");
    }
}

#[test]
fn a_refused_url_is_shown_without_user_query_and_fragment() {
    let shown = |url| to(json!(url), Transport::Secure).unwrap_err();
    let expected = Error::InsecureRequest { url: "http://as.example:8080/p@th".into() };
    assert_eq!(shown("http://us%40er:p%2Fassword@as.example:8080/p@th?token=1#fragment"), expected);
    assert_eq!(shown("http://a?b=c@d"), Error::InsecureRequest { url: "http://a/".into() });
}

proptest! {
    #[test]
    fn transport_agrees_with_a_parsed_url(scheme in "(http|https|ftp|ws|file|[a-z][a-z0-9+.-]{0,6})", rest in "(//)?[a-z@:/?#.]{0,12}") {
        let Ok(url) = url::Url::parse(&format!("{scheme}:{rest}")) else { return Ok(()) };
        prop_assert_eq!(Transport::Secure.check(url.as_str()).is_ok(), url.scheme() == "https");
        let allowed = ["http", "https"].contains(&url.scheme());
        prop_assert_eq!(Transport::InsecureAllowed.check(url.as_str()).is_ok(), allowed);
    }

    #[test]
    fn no_password_or_query_is_in_an_error(user in "[!-~]{1,8}", path in "[!-~]{0,8}", query in "[!-~]{0,8}") {
        let mut url = url::Url::parse("http://as.example/").unwrap();
        url.set_username(&user).unwrap();
        url.set_password(Some("hunter2")).unwrap();
        url.set_path(&path);
        url.set_query(Some(&format!("{query}hunter3")));
        let error = Transport::Secure.check(url.as_str()).unwrap_err();
        let texts = format!("{error} {error:?}");
        prop_assert!(!texts.contains("hunter") && texts.contains("//as.example/"), "{}", texts);
    }
}
