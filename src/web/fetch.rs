//! Sends a request with the host's `fetch`, or the caller's.

use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use super::options::{self, Outgoing};
use super::task::{Awaiter, Outcome};
use super::{client_auth, host};
use crate::protocol::headers::{FORM_CONTENT_TYPE, Headers as _};

/// Authenticates the client, then posts a form.
pub(super) async fn post_form(
    awaiter: &Awaiter,
    (server, client, client_authentication): (&JsValue, &JsValue, &JsValue),
    url: &str,
    body: UrlSearchParams,
    mut headers: Outgoing,
    options: &JsValue,
) -> Outcome {
    client_auth::apply(awaiter, client_authentication, server, client, &body, &mut headers).await?;
    headers.set("content-type", FORM_CONTENT_TYPE)?;
    send(awaiter, "POST", url, &body, &headers, options).await
}

/// Sends a request and yields whatever `fetch` resolved with, untouched.
pub(super) async fn send(
    awaiter: &Awaiter,
    method: &str,
    url: &str,
    body: &JsValue,
    headers: &Outgoing,
    options: &JsValue,
) -> Outcome {
    let scope = host::scope_for(&host::custom_fetch_of(options)?);
    let signal = options::signal(options, url)?;
    let init = host::request_init(method, body, &headers.0, &signal)?;
    awaiter.settled(scope.fetch_with_str_and_init(url, &init).into()).await
}
