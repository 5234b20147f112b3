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
const PUBLIC_CLIENT: &str = "demo-none";
/// Registered in `tests/native/wasm-server.mjs`.
const CLIENT_WITH_SECRET: &str = "wasm-secret-jwt";
const SECRET: &str = "a secret of 32 bytes, for HS256.";

fn parameters() -> Parameters {
    Parameters::from([
        ("response_type", "code"),
        ("redirect_uri", "http://127.0.0.1/callback"),
        ("scope", "openid"),
        ("state", &pkce::random_identifier().unwrap()),
        ("code_challenge", &CodeVerifier::random().unwrap().challenge()),
        ("code_challenge_method", pkce::METHOD),
    ])
}

#[wasm_bindgen_test]
async fn a_real_server_takes_the_requests() {
    let key = CryptoKeySigner::generate(Es256).await.unwrap();
    let dpop = DPoP::new(&key);
    let options = Options { transport: Transport::InsecureAllowed, ..Options::default() };
    let fetch = Fetch::default();
    let server = discover(&fetch, &ISSUER.parse().unwrap(), Oidc, options.clone()).await.unwrap();

    for (client_id, authentication) in [
        (PUBLIC_CLIENT, Authentication::none()),
        (CLIENT_WITH_SECRET, Authentication::client_secret_jwt(SECRET).unwrap()),
    ] {
        let client = Client::new(client_id).unwrap();
        let pushed = PushedAuthorization::new(&server, &client, &authentication, parameters())
            .with_dpop(&dpop)
            .with_options(options.clone())
            .send(&fetch, &SystemClock)
            .await
            .unwrap();

        let query: Vec<(String, String)> = pushed.authorization_url.query_pairs().into_owned().collect();
        let expected = [("client_id", client_id), ("request_uri", &pushed.request_uri)];
        assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert!(pushed.request_uri.starts_with("urn:ietf:params:oauth:request_uri:"), "{pushed:?}");
        assert!(pushed.clock_difference.unwrap_or_default().abs() < 5, "{pushed:?}");
        assert!(dpop.nonce(&ISSUER.parse().unwrap()).is_some(), "the server demanded a nonce");
    }
}
