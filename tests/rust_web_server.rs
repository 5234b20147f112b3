//! The Rust face on wasm32 pushes to a real server, which `OAUTH4WASM_ISSUER` names when this is compiled.
//!
//! `cargo xtask test server` starts oidc-provider, which demands DPoP nonces, and runs this on Node and in Chromium.
#![cfg(all(target_arch = "wasm32", feature = "rust-web"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use oauth4wasm::client::web::{CryptoKeySigner, Fetch};
use oauth4wasm::client::{Authentication, DPoP, PushedAuthorization, SystemClock, discover};
use oauth4wasm::protocol::discovery::Algorithm::Oidc;
use oauth4wasm::protocol::jws::Algorithm::Es256;
use oauth4wasm::protocol::message::{Options, Parameters};
use oauth4wasm::protocol::metadata::{Client, Transport};
use oauth4wasm::protocol::pkce::{self, CodeVerifier};
use wasm_bindgen_test::wasm_bindgen_test;

const ISSUER: &str = env!("OAUTH4WASM_ISSUER", "names the server; `cargo xtask test server` starts one");
/// Authenticates with nothing, so that no page needs a secret.
const CLIENT: &str = "demo-none";

#[wasm_bindgen_test]
async fn a_real_server_takes_the_request() {
    let key = CryptoKeySigner::generate(Es256).await.unwrap();
    let dpop = DPoP::new(&key);
    let options = Options { transport: Transport::InsecureAllowed, ..Options::default() };
    let fetch = Fetch::default();
    let server = discover(&fetch, &ISSUER.parse().unwrap(), Oidc, options.clone()).await.unwrap();
    let (client, authentication) = (Client::new(CLIENT).unwrap(), Authentication::none());
    let parameters = Parameters::from([
        ("response_type", "code"),
        ("redirect_uri", "http://127.0.0.1/callback"),
        ("scope", "openid"),
        ("state", &pkce::random_identifier().unwrap()),
        ("code_challenge", &CodeVerifier::random().unwrap().challenge()),
        ("code_challenge_method", pkce::METHOD),
    ]);

    let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters);
    let pushed = authorization.with_dpop(&dpop).with_options(options).send(&fetch, &SystemClock).await.unwrap();

    let query: Vec<(String, String)> = pushed.authorization_url.query_pairs().into_owned().collect();
    let expected = [("client_id", CLIENT), ("request_uri", &pushed.request_uri)];
    assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(pushed.request_uri.starts_with("urn:ietf:params:oauth:request_uri:"), "{pushed:?}");
    assert!(pushed.clock_difference.unwrap_or_default().abs() < 5, "{pushed:?}");
    assert!(dpop.nonce(&ISSUER.parse().unwrap()).is_some(), "the server demanded a nonce");
}
