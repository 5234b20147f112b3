//! The Rust face on wasm32: fetch, WebCrypto and the host's clock behind the client's traits.
#![cfg(all(target_arch = "wasm32", feature = "rust-web"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::error::Error as _;

use js_sys::{Function, JSON, Promise, Reflect};
use oauth4wasm::client::web::{CryptoKeySigner, Fetch, HostError, KeyError};
use oauth4wasm::client::{
    Authentication, Clock as _, DPoP, Error, Pushed, PushedAuthorization, Signer as _, SystemClock, discover,
};
use oauth4wasm::protocol::discovery::Algorithm::Oidc;
use oauth4wasm::protocol::error;
use oauth4wasm::protocol::jws::Algorithm::{self, Es256};
use oauth4wasm::protocol::message::{Options, Parameters};
use oauth4wasm::protocol::metadata::{Client, Transport as Scheme};
use oauth4wasm::protocol::pkce::{self, CodeVerifier};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Answers as an authorization server that demands a nonce; keeps what it was asked in `globalThis.asked`.
const SERVER: &str = r#"
    const json = (status, body, headers) =>
        new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
    globalThis.asked = [];
    globalThis.fetch = async (url, { method, redirect, headers, body }) => {
        asked.push({ url, method, redirect, headers: Object.fromEntries(headers), body });
        if (url.includes("/.well-known/")) {
            return json(200, {
                issuer: "https://as.example",
                authorization_endpoint: "https://as.example/authorize",
                pushed_authorization_request_endpoint: "https://as.example/par",
            });
        }
        const [, payload] = headers.get("dpop").split(".");
        const { nonce } = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")));
        if (nonce !== "n1") {
            return json(400, { error: "use_dpop_nonce" }, { "dpop-nonce": "n1" });
        }
        return json(201, { request_uri: "urn:example:1", expires_in: 60 }, { date: "Tue, 14 Nov 2023 22:13:20 GMT" });
    };
"#;

/// Verifies a JWT: resolves with `{ header, payload }`, or throws.
const VERIFY: &str = r#"
    return (async () => {
        const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
        const [header, payload, signature] = jwt.split(".");
        const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
        const key = await crypto.subtle.importKey("jwk", JSON.parse(jwk), algorithm, false, ["verify"]);
        const input = new TextEncoder().encode(`${header}.${payload}`);
        if (!(await crypto.subtle.verify(algorithm, key, bytes(signature), input))) throw new Error("not its signature");
        const text = (part) => new TextDecoder().decode(bytes(part));
        return `{"header":${text(header)},"payload":${text(payload)}}`;
    })();
"#;

/// Puts a function in the place of the host's `fetch`, and the host's back when it is dropped.
struct Replaced(JsValue);

impl Replaced {
    fn by(source: &str) -> Self {
        let global = js_sys::global();
        let original = Reflect::get(&global, &"fetch".into()).unwrap();
        Function::new_no_args(source).call0(&JsValue::UNDEFINED).unwrap();
        Self(original)
    }
}

impl Drop for Replaced {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.0).unwrap();
    }
}

fn asked() -> Vec<Value> {
    let asked = Reflect::get(&js_sys::global(), &"asked".into()).unwrap();
    serde_json::from_str(&String::from(JSON::stringify(&asked).unwrap())).unwrap()
}

async fn verified(jwt: &str, key: &CryptoKeySigner) -> Value {
    let promise = Function::new_with_args("jwt, jwk", VERIFY)
        .call2(&JsValue::UNDEFINED, &jwt.into(), &key.public_jwk().as_json().into())
        .unwrap();
    let text = JsFuture::from(promise.unchecked_into::<Promise>()).await.unwrap();
    serde_json::from_str(&text.as_string().unwrap()).unwrap()
}

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

async fn push(
    issuer: &str,
    client_id: &str,
    authentication: &Authentication<&CryptoKeySigner>,
    dpop: &DPoP<&CryptoKeySigner>,
) -> Result<Pushed, Error<HostError>> {
    let options = Options { transport: Scheme::InsecureAllowed, ..Options::default() };
    let fetch = Fetch::default();
    let server = discover(&fetch, &issuer.parse().unwrap(), Oidc, options.clone()).await?;
    let client = Client::new(client_id).unwrap();
    let authorization = PushedAuthorization::new(&server, &client, authentication, parameters());
    authorization.with_dpop(dpop).with_options(options).send(&fetch, &SystemClock).await
}

#[wasm_bindgen_test]
async fn discovery_and_a_pushed_request_with_a_nonce() {
    let _replaced = Replaced::by(SERVER);
    let key = CryptoKeySigner::generate(Es256).await.unwrap().with_key_id("key-1");
    let (authentication, dpop) = (Authentication::private_key_jwt(&key), DPoP::new(&key));
    let pushed = push("https://as.example", "client", &authentication, &dpop).await.unwrap();
    assert_eq!(
        pushed.authorization_url.as_str(),
        "https://as.example/authorize?client_id=client&request_uri=urn%3Aexample%3A1"
    );
    assert_eq!(pushed.expires_at, 1_700_000_060);
    assert!(pushed.clock_difference.unwrap() < 0, "this test is younger than 2023");

    let asked = asked();
    assert_eq!(asked.len(), 3);
    assert_eq!(asked[0]["url"], "https://as.example/.well-known/openid-configuration");
    let mut identifiers = Vec::new();
    for request in &asked[1..] {
        assert_eq!((&request["method"], &request["redirect"]), (&json!("POST"), &json!("manual")));
        assert_eq!(request["url"], "https://as.example/par");
        let content_type = "application/x-www-form-urlencoded;charset=UTF-8";
        assert_eq!(request["headers"]["content-type"], content_type);
        let proof = verified(request["headers"]["dpop"].as_str().unwrap(), &key).await;
        assert_eq!(proof["header"]["jwk"]["d"], Value::Null);
        assert_eq!(proof["payload"]["htu"], "https://as.example/par");
        let now = SystemClock.seconds();
        assert!((now - 60..=now).contains(&proof["payload"]["iat"].as_i64().unwrap()));
        let body = request["body"].as_str().unwrap();
        let assertion = body.split('&').find_map(|pair| pair.strip_prefix("client_assertion=")).unwrap();
        let assertion = verified(assertion, &key).await;
        assert_eq!(assertion["header"], json!({ "alg": "ES256", "kid": "key-1" }));
        assert_eq!(assertion["payload"]["aud"], "https://as.example");
        identifiers.extend([proof["payload"]["jti"].clone(), assertion["payload"]["jti"].clone()]);
    }
    for (index, identifier) in identifiers.iter().enumerate() {
        assert!(!identifiers[..index].contains(identifier), "{identifiers:?}");
    }
}

#[wasm_bindgen_test]
async fn what_fetch_throws_comes_back_as_it_is() {
    for (source, text) in [
        ("globalThis.fetch = () => { throw globalThis.thrown = new TypeError('thrown') }", "TypeError: thrown"),
        ("globalThis.fetch = async () => { throw globalThis.thrown = new Error('rejected') }", "Error: rejected"),
        ("globalThis.fetch = () => { throw globalThis.thrown = 'a text' }", "a text"),
        ("delete globalThis.thrown; globalThis.fetch = undefined", ""),
    ] {
        let _replaced = Replaced::by(source);
        let key = CryptoKeySigner::generate(Es256).await.unwrap();
        let (authentication, dpop) = (Authentication::private_key_jwt(&key), DPoP::new(&key));
        let error = push("https://as.example", "client", &authentication, &dpop).await.unwrap_err();
        assert!(error.source().unwrap().to_string().contains(text), "{source}: {error:?}");
        let Error::Transport(error) = error else { panic!("{error:?}") };
        let thrown = Reflect::get(&js_sys::global(), &"thrown".into()).unwrap();
        assert!(thrown.is_undefined() || thrown == *error.as_js_value());
    }
}

/// A request that got no usable answer is the transport's fault, one that was redirected the server's.
#[wasm_bindgen_test]
async fn odd_answers() {
    let issuer = "https://as.example".parse().unwrap();
    for source in ["globalThis.fetch = () => 1", "globalThis.fetch = async () => ({ status: 200 })"] {
        let _replaced = Replaced::by(source);
        let error = discover(&Fetch::default(), &issuer, Oidc, Options::default()).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    let _replaced =
        Replaced::by("globalThis.fetch = async () => new Response(null, { status: 302, headers: { location: '/' } })");
    let error = discover(&Fetch::default(), &issuer, Oidc, Options::default()).await.unwrap_err();
    assert!(matches!(error.protocol(), Some(error::Error::UnexpectedStatus { status: 302, .. })), "{error:?}");
}

#[wasm_bindgen_test]
async fn a_signal_ends_a_request() {
    let signal = Reflect::get(&js_sys::global(), &"AbortSignal".into()).unwrap();
    let abort: Function = Reflect::get(&signal, &"abort".into()).unwrap().unchecked_into();
    let fetch = Fetch::default().with_signal(abort.call0(&signal).unwrap().unchecked_into());
    let issuer = "https://as.example".parse().unwrap();
    let error = discover(&fetch, &issuer, Oidc, Options::default()).await.unwrap_err();
    assert!(error.source().unwrap().to_string().contains("Abort"), "{error:?}");
}

#[wasm_bindgen_test]
async fn every_algorithm_signs_as_the_rules_say() {
    use oauth4wasm::protocol::jws::Algorithm::{Ed25519, Es384, Es512, Ps256, Ps512, Rs256};
    for (algorithm, length) in
        [(Es256, 64), (Es384, 96), (Es512, 132), (Ed25519, 64), (Rs256, 256), (Ps256, 256), (Ps512, 256)]
    {
        let key = CryptoKeySigner::generate(algorithm).await.unwrap();
        assert_eq!((key.algorithm(), key.sign(b"message").await.unwrap().len()), (algorithm, length));
    }
}

#[wasm_bindgen_test]
async fn keys_that_are_no_pair_are_refused() {
    let [first, second, exchange] = [
        pair("{ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']").await,
        pair("{ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']").await,
        pair("{ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']").await,
    ];
    let [private, public] = &first;
    let key = CryptoKeySigner::new(private.clone(), public).await.unwrap();
    assert_eq!(key.algorithm(), Algorithm::Es256);
    let argument = |error: KeyError| matches!(error, KeyError::Unusable(error::Error::Argument { .. }));
    assert!(argument(CryptoKeySigner::new(private.clone(), &second[1]).await.unwrap_err()));
    let unsupported = CryptoKeySigner::new(exchange[0].clone(), &exchange[1]).await.unwrap_err();
    assert!(matches!(unsupported, KeyError::Unusable(error::Error::Unsupported { .. })));
    // A private key in the place of the public one cannot be extracted; a public one in the private one's cannot sign.
    assert!(matches!(CryptoKeySigner::new(private.clone(), private).await.unwrap_err(), KeyError::Host(_)));
    assert!(argument(CryptoKeySigner::new(public.clone(), public).await.unwrap_err()));
}

async fn pair(arguments: &str) -> [web_sys::CryptoKey; 2] {
    let source = format!("return crypto.subtle.generateKey({arguments})");
    let promise = Function::new_no_args(&source).call0(&JsValue::UNDEFINED).unwrap();
    let pair = JsFuture::from(promise.unchecked_into::<Promise>()).await.unwrap();
    ["privateKey", "publicKey"].map(|name| Reflect::get(&pair, &name.into()).unwrap().unchecked_into())
}

/// In a page, a header of ours would only cost a preflight.
#[wasm_bindgen_test]
async fn the_user_agent_is_named_outside_of_browsers() {
    let _replaced = Replaced::by(SERVER);
    let issuer = "https://as.example".parse().unwrap();
    discover(&Fetch::default(), &issuer, Oidc, Options::default()).await.unwrap();
    let navigator = Function::new_no_args("return globalThis.navigator?.userAgent ?? ''").call0(&JsValue::UNDEFINED);
    let is_browser = navigator.unwrap().as_string().unwrap().starts_with("Mozilla/5.0 ");
    assert_eq!(asked()[0]["headers"]["user-agent"].is_null(), is_browser);
}
