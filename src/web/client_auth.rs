//! The built-in client authentication methods, and the ones that callers write.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{Headers, UrlSearchParams};

use super::host::{self, FormData};
use super::options::Outgoing;
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

/// Authenticates the client; yields what has to be awaited before the request may be sent.
pub(super) fn apply(
    client_authentication: &JsValue,
    server: &JsValue,
    client: &JsValue,
    body: &UrlSearchParams,
    headers: &mut Outgoing,
) -> Result<JsValue, JsValue> {
    match host::method_of(client_authentication) {
        0 => host::authenticate(client_authentication, server, client, body, &headers.0),
        method => {
            let secret = host::secret_of(client_authentication);
            built_in(method, &secret, client, body.clone().unchecked_into(), headers)?;
            Ok(JsValue::UNDEFINED)
        }
    }
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
