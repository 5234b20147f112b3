//! What an exchange's error says about what to do next.

use oauth4wasm::client::{Authentication, DPoP, Error, PushedAuthorization, discover};
use oauth4wasm::protocol::discovery::Algorithm;
use oauth4wasm::protocol::hint::Hint;
use oauth4wasm::protocol::message::{HeaderMap, Options, Parameters, Response};
use oauth4wasm::protocol::metadata::{AuthorizationServer, Client};
use pollster::block_on;
use serde_json::json;

use crate::support::{DATE, NOW, Still, Unreachable, answer, client, key, parameters, script, server, server_at};

fn refused(error: &str) -> Response {
    answer(400, &[("date", DATE)], &json!({ "error": error }))
}

fn push(
    (server, client): (&AuthorizationServer, &Client),
    authentication: &Authentication,
    parameters: Parameters,
    response: Response,
    now: i64,
) -> Error<Unreachable> {
    let authorization = PushedAuthorization::new(server, client, authentication, parameters);
    block_on(authorization.send(&script([response]), &Still(now))).unwrap_err()
}

fn hint(authentication: &Authentication, parameters: Parameters, response: Response, now: i64) -> Option<Hint> {
    push((&server(), &client()), authentication, parameters, response, now).hint().cloned()
}

#[test]
fn by_what_was_sent() {
    let none = Authentication::none();
    let plain = Authentication::client_secret_basic("secret1").unwrap();
    let disputed = Authentication::client_secret_basic("secret-1").unwrap();
    let jwt = Authentication::client_secret_jwt("secret-1").unwrap();
    let post = Authentication::client_secret_post("secret-1").unwrap();
    let of = |authentication, error| hint(authentication, parameters(), refused(error), NOW);
    assert_eq!(of(&disputed, "invalid_client"), Some(Hint::BasicEncoding));
    assert_eq!(of(&jwt, "invalid_request"), Some(Hint::Assertion(0)));
    for other in [&none, &plain, &post] {
        assert_eq!(of(other, "invalid_client"), None, "{other:?}");
    }
    let client = Client::new("my-app").unwrap();
    let error = push((&server(), &client), &plain, parameters(), refused("invalid_client"), NOW);
    assert_eq!(error.hint(), Some(&Hint::BasicEncoding));

    let forbidden = || Parameters::from([("request_uri", "urn:example:1")]);
    assert_eq!(hint(&none, forbidden(), refused("invalid_request"), NOW), Some(Hint::RequestUri));
    // In a request object it is not a parameter of the push.
    let (server, signer) = (server(), key());
    let authorization = PushedAuthorization::new(&server, &client, &none, forbidden()).with_request_object(&signer);
    let error = block_on(authorization.send(&script([refused("invalid_request")]), &Still(NOW))).unwrap_err();
    assert_eq!(error.hint(), None);
}

#[test]
fn by_the_clock() {
    let jwt = Authentication::client_secret_jwt("secret").unwrap();
    let at = |now| hint(&jwt, parameters(), refused("invalid_client"), now);
    assert_eq!(at(NOW - 5), Some(Hint::Assertion(0)));
    assert_eq!(at(NOW - 95), Some(Hint::Assertion(95)));
    let proof = hint(&Authentication::none(), parameters(), refused("invalid_dpop_proof"), NOW + 60);
    assert_eq!(proof, Some(Hint::Clock(-60)));
}

#[test]
fn by_the_answer() {
    let none = Authentication::none();
    let of = |response| hint(&none, parameters(), response, NOW);
    let moved = HeaderMap::from_pairs([("location", "https://u:p@login.example/in?q")]).unwrap();
    assert_eq!(of(Response::new(302, moved, "")), Some(Hint::Redirect("https://login.example/in".into())));
    assert_eq!(of(answer(200, &[], &json!({}))), Some(Hint::NotCreated));
    assert_eq!(of(answer(400, &[], &json!({ "error": "use_dpop_nonce" }))), Some(Hint::NonceHidden));

    let (server, dpop) = (server(), DPoP::new(key()));
    let client = client();
    let authorization = PushedAuthorization::new(&server, &client, &none, parameters()).with_dpop(&dpop);
    let demand = || answer(400, &[("dpop-nonce", "n")], &json!({ "error": "use_dpop_nonce" }));
    let error = block_on(authorization.send(&script([demand(), demand()]), &Still(NOW))).unwrap_err();
    assert_eq!(error.hint(), None, "the nonce was there");
}

#[test]
fn before_anything_is_sent_and_of_discovery() {
    let server = server_at("http://as.example");
    let error = push((&server, &client()), &Authentication::none(), parameters(), refused("x"), NOW);
    assert_eq!(error.hint(), Some(&Hint::InsecureRequest));
    assert_eq!(
        error.to_string(),
        format!(
            "requests go over https only, unless [allowInsecureRequests] is true; this one would go to \
             http://as.example/authorize. {}",
            Hint::InsecureRequest.text()
        )
    );
    let issuer = "https://as.example".parse().unwrap();
    let found = |response| {
        let script = script([response]);
        block_on(discover(&script, &issuer, Algorithm::Oidc, Options::default())).unwrap_err().hint().cloned()
    };
    assert_eq!(found(answer(404, &[], &json!({}))), Some(Hint::DiscoveryNotFound));
    assert_eq!(found(answer(200, &[], &json!({ "issuer": "https://as.example/p" }))), Some(Hint::IssuerMismatch));
    assert_eq!(found(answer(500, &[], &json!({}))), None);
    assert_eq!(found(Response::new(302, HeaderMap::new(), "")), Some(Hint::Redirect(String::new())));
    assert_eq!(Error::<Unreachable>::Transport(Unreachable("down")).hint(), None);
}
