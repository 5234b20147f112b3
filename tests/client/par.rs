use oauth4wasm::client::{Authentication, DPoP, Error, Pushed, PushedAuthorization};
use oauth4wasm::protocol::error;
use oauth4wasm::protocol::message::{HeaderMap, Options, Response};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Transport};
use pollster::block_on;
use serde_json::json;

use crate::support::{DATE, NOW, Still, Unreachable, answer, client, created, key, parameters, script, server};

fn push(answers: impl IntoIterator<Item = Response>, seconds: i64) -> Result<Pushed, Error<Unreachable>> {
    let (server, client, authentication) = (server(), client(), Authentication::none());
    let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters());
    block_on(authorization.send(&script(answers), &Still(seconds)))
}

/// RFC 9126 §4: the user agent carries the reference and nothing else.
#[test]
fn the_url_has_the_client_and_the_reference_only() {
    let body = json!({ "request_uri": "urn:example:a b&c", "expires_in": 60, "more": true });
    let pushed = push([answer(201, &[], &body)], NOW).unwrap();
    assert_eq!(
        pushed.authorization_url.as_str(),
        "https://as.example/authorize?client_id=client&request_uri=urn%3Aexample%3Aa+b%26c"
    );
    assert_eq!((pushed.request_uri.as_str(), pushed.expires_in), ("urn:example:a b&c", 60.0));
    assert_eq!(pushed.other_members.get("more"), Some(&json!(true)));
}

/// RFC 9110 §6.6.1 and §5.6.7: a recipient understands three notations.
#[test]
fn the_reference_expires_by_the_servers_clock() {
    for (date, expires_at, clock_difference) in [
        (Some(DATE), NOW + 60, Some(300)),
        (Some("Tuesday, 14-Nov-23 22:13:20 GMT"), NOW + 60, Some(300)),
        (Some("Tue Nov 14 22:13:20 2023"), NOW + 60, Some(300)),
        (Some("soon"), NOW - 240, None),
        (Some("Tue, 14 Nov 2023 22:13:20 GMT, Tue, 14 Nov 2023 22:13:20 GMT"), NOW - 240, None),
        (None, NOW - 240, None),
    ] {
        let headers: Vec<(&str, &str)> = date.map(|date| ("date", date)).into_iter().collect();
        let pushed = push([created(&headers)], NOW - 300).unwrap();
        assert_eq!((pushed.expires_at, pushed.clock_difference), (expires_at, clock_difference), "{date:?}");
    }
    let endless = answer(201, &[], &json!({ "request_uri": "urn:x", "expires_in": 1e300 }));
    assert_eq!(push([endless], NOW).unwrap().expires_at, i64::MAX);
}

#[test]
fn a_refusal_is_the_protocols_error() {
    let refusal = answer(400, &[], &json!({ "error": "invalid_request", "error_description": "no" }));
    match push([refusal], NOW).unwrap_err() {
        Error::Protocol(error::Error::ResponseBody { status: 400, error, error_description, .. }, _) => {
            assert_eq!((error.as_str(), error_description.as_deref()), ("invalid_request", Some("no")));
        }
        other => panic!("{other:?}"),
    }
    let ok_instead_of_created = answer(200, &[], &json!({ "request_uri": "urn:x", "expires_in": 60 }));
    let error = push([ok_instead_of_created], NOW).unwrap_err();
    assert!(matches!(error.protocol(), Some(error::Error::UnexpectedStatus { status: 200, expected: 201, .. })));
}

#[test]
fn what_the_transport_fails_with_comes_back_as_it_is() {
    let Err(Error::Transport(error)) = push([], NOW) else { panic!("there was an answer") };
    assert_eq!(error, Unreachable("no answer is left"));
}

#[test]
fn nothing_is_sent_where_a_rule_forbids_it() {
    let metadata = |par: &str| {
        json!({
            "issuer": "https://as.example",
            "authorization_endpoint": "https://as.example/authorize",
            "pushed_authorization_request_endpoint": par,
        })
    };
    let with_authorization = HeaderMap::from_pairs([("authorization", "Bearer x")]).unwrap();
    for (server, options, code) in [
        (json!({ "issuer": "https://as.example" }), Options::default(), "OAUTH_MISSING_SERVER_METADATA"),
        (metadata("/par"), Options::default(), "OAUTH_INVALID_SERVER_METADATA"),
        (metadata("http://as.example/par"), Options::default(), "OAUTH_HTTP_REQUEST_FORBIDDEN"),
        (
            metadata("ftp://as.example/par"),
            Options { transport: Transport::InsecureAllowed, ..Options::default() },
            "OAUTH_REQUEST_PROTOCOL_FORBIDDEN",
        ),
        (
            metadata("https://as.example/par"),
            Options { headers: with_authorization, ..Options::default() },
            "ERR_INVALID_ARG_VALUE",
        ),
    ] {
        let (server, client) = (AuthorizationServer::try_from(server).unwrap(), client());
        let (authentication, transport) = (Authentication::none(), script([created(&[])]));
        let authorization =
            PushedAuthorization::new(&server, &client, &authentication, parameters()).with_options(options);
        let error = block_on(authorization.send(&transport, &Still(NOW))).unwrap_err();
        assert_eq!(error.protocol().unwrap().code().as_str(), code);
        assert!(transport.requests().is_empty());
    }
}

/// A future may go to another thread where its transport and its keys may.
#[test]
fn the_future_is_send() {
    let (server, client, transport) = (server(), client(), script([created(&[])]));
    let (authentication, dpop) = (Authentication::private_key_jwt(key()), DPoP::new(key()));
    let signer = key();
    let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters())
        .with_dpop(&dpop)
        .with_request_object(&signer);
    let future = authorization.send(&transport, &Still(NOW));
    std::thread::scope(|scope| scope.spawn(|| block_on(future).unwrap()).join().unwrap());
}

#[test]
fn nothing_is_pushed_when_there_is_nowhere_to_send_the_user_agent() {
    let par = "https://as.example/par";
    for (endpoint, expected) in [
        (json!(null), "OAUTH_INVALID_SERVER_METADATA"),
        (json!("/authorize"), "OAUTH_INVALID_SERVER_METADATA"),
        (json!("http://as.example/authorize"), "OAUTH_HTTP_REQUEST_FORBIDDEN"),
    ] {
        let server = json!({
            "issuer": "https://as.example",
            "authorization_endpoint": endpoint,
            "pushed_authorization_request_endpoint": par,
        });
        let server = AuthorizationServer::try_from(server).unwrap();
        let (client, authentication, transport) = (client(), Authentication::none(), script([created(&[])]));
        let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters());
        let error = block_on(authorization.send(&transport, &Still(NOW))).unwrap_err();
        assert_eq!(error.protocol().unwrap().code().as_str(), expected);
        assert_eq!(transport.requests().len(), 0);
    }
}
