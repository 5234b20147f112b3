//! The built-in client authentication methods, and the ones that callers write.
//!
//! Their numbers are those of `src/web/api.js`: 1 none, 2 client_secret_basic, 3 client_secret_post, 4 private_key_jwt,
//! 5 client_secret_jwt; 0 is a function of the caller's own.

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{Headers, UrlSearchParams};

use super::host::{self, FormData};
use super::jwt::{self, Header, Hook, KeyFacts};
use super::options::Outgoing;
use super::task::{Awaiter, Tasks};
use crate::protocol::claims::Claims;
use crate::protocol::client_assertion;
use crate::protocol::client_auth;
use crate::protocol::form::Form;
use crate::protocol::headers::Headers as _;
use crate::protocol::value::Value as _;

/// Throws unless the argument can be a client secret.
#[wasm_bindgen(js_name = checkSecret)]
pub fn check_secret(secret: JsValue) -> Result<(), JsValue> {
    client_auth::check_secret(&secret)
}

/// A built-in method called by hand, as a caller's own wrapper may do.
#[wasm_bindgen]
pub fn authenticate(
    method: u32,
    secret: JsValue,
    client: JsValue,
    body: JsValue,
    headers: JsValue,
) -> Result<(), JsValue> {
    let mut headers = Outgoing(headers.unchecked_into::<Headers>());
    built_in(method, &secret, &client, body.unchecked_into(), &mut headers)
}

/// Authenticates the client: completes body and headers.
pub(super) async fn apply(
    awaiter: &Awaiter,
    client_authentication: &JsValue,
    server: &JsValue,
    client: &JsValue,
    body: &UrlSearchParams,
    headers: &mut Outgoing,
) -> Result<(), JsValue> {
    match host::method_of(client_authentication) {
        0 => {
            let called = host::authenticate(client_authentication, server, client, body, &headers.0);
            awaiter.called(called).await?;
        }
        method @ (4 | 5) => {
            let secret = host::secret_of(client_authentication);
            assert(awaiter, method, &secret, server, client, body.clone().unchecked_into()).await?;
        }
        method => {
            let secret = host::secret_of(client_authentication);
            built_in(method, &secret, client, body.clone().unchecked_into(), headers)?;
            awaiter.settled(JsValue::UNDEFINED).await?;
        }
    }
    Ok(())
}

/// A client assertion made by hand, as a caller's own wrapper may do.
#[wasm_bindgen(js_name = assertClient)]
pub fn assert_client(
    tasks: &Tasks,
    method: u32,
    secret: JsValue,
    server: JsValue,
    client: JsValue,
    body: JsValue,
) -> u32 {
    tasks.start(async move |awaiter| {
        assert(&awaiter, method, &secret, &server, &client, body.unchecked_into()).await?;
        Ok(JsValue::UNDEFINED)
    })
}

/// Yields the CryptoKey and the `kid` of an argument that can sign client assertions.
#[wasm_bindgen(js_name = privateKey)]
pub fn private_key(input: JsValue) -> Result<Array, JsValue> {
    let (key, kid) = jwt::key_and_kid(&input)?;
    jwt::check_private_key(&key, "clientPrivateKey.key")?;
    Ok(Array::of2(&key, &kid))
}

/// Makes a client assertion and puts it into the body (RFC 7523 §2.2).
async fn assert(
    awaiter: &Awaiter,
    method: u32,
    secret: &JsValue,
    server: &JsValue,
    client: &JsValue,
    mut body: FormData,
) -> Result<(), JsValue> {
    let assertion = match method {
        4 => {
            let key = secret.member("key")?;
            let facts = KeyFacts::of(&key)?;
            let header = client_assertion::header(facts.algorithm(&key)?.name());
            let header = header.with("kid", jwt::claim(&secret.member("kid")?)?);
            let payload = assertion_payload(server, client)?;
            let (input, _) =
                jwt::signing_input(Header::New(&header), &payload, &Hook::of(&secret.member("options")?)?)?;
            client_assertion::announce(client, &client_assertion::TYPE.into(), &mut body)?;
            jwt::signed(awaiter, &key, &facts, input).await?
        }
        _ => {
            let header = client_assertion::header("HS256");
            let payload = assertion_payload(server, client)?;
            let hook = Hook { function: secret.member("hook")?, this: JsValue::UNDEFINED };
            let (input, _) = jwt::signing_input(Header::New(&header), &payload, &hook)?;
            let key = awaiter.called(host::hmac_key(secret)).await?;
            let assertion = jwt::signed_with_hmac(awaiter, &key, input).await?;
            client_assertion::announce(client, &client_assertion::TYPE.into(), &mut body)?;
            assertion
        }
    };
    client_assertion::complete(&JsValue::from(assertion), &mut body)
}

fn assertion_payload(server: &JsValue, client: &JsValue) -> Result<Claims, JsValue> {
    let time = jwt::time(client)?;
    let jti = jwt::random_identifier()?;
    let issuer = jwt::claim(&server.member("issuer")?)?;
    Ok(client_assertion::payload(issuer, jwt::claim(&client.member("client_id")?)?, &jti, &time))
}

fn built_in(
    method: u32,
    secret: &JsValue,
    client: &JsValue,
    mut body: FormData,
    headers: &mut Outgoing,
) -> Result<(), JsValue> {
    match method {
        2 => {
            let client_id = host::well_formed_text(&client.member("client_id")?)?;
            let credentials = client_auth::client_secret_basic(&client_id, &host::well_formed_text(secret)?);
            headers.set("authorization", &credentials)
        }
        3 => client_auth::client_secret_post(client, secret, &mut body),
        _ => client_auth::none(client, &mut body),
    }
}

impl Form<JsValue> for FormData {
    fn set(&mut self, name: &'static str, value: &JsValue) -> Result<(), JsValue> {
        Self::set(self, name, value)
    }
}
