//! Pushed authorization requests (RFC 9126).

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::fetch::post_form;
use super::host::{self, FormData};
use super::response::Answer;
use super::task::{Awaiter, Outcome, Tasks};
use super::{dpop, metadata, options};
use crate::protocol::dpop::origin;
use crate::protocol::headers::{Headers as _, JSON};
use crate::protocol::metadata::Endpoint;
use crate::protocol::par;

const ENDPOINT: Endpoint = Endpoint::PUSHED_AUTHORIZATION_REQUEST;

/// Sends a pushed authorization request (RFC 9126 §2.1).
#[wasm_bindgen(js_name = pushedAuthorizationRequest)]
pub fn pushed_authorization_request(
    tasks: &Tasks,
    server: JsValue,
    client: JsValue,
    client_authentication: JsValue,
    parameters: JsValue,
    options: JsValue,
) -> u32 {
    tasks.start(async move |awaiter| {
        push(&awaiter, (&server, &client, &client_authentication), &parameters, &options).await
    })
}

/// Sends a pushed authorization request; `parties` are the server, the client and how it authenticates.
pub(super) async fn push(
    awaiter: &Awaiter,
    parties: (&JsValue, &JsValue, &JsValue),
    parameters: &JsValue,
    options: &JsValue,
) -> Outcome {
    let (server, client, _) = parties;
    metadata::check(server, client)?;
    let prefers_alias = metadata::prefers_mtls_alias(client)?;
    let url = metadata::endpoint(server, ENDPOINT.name, prefers_alias, options::transport(options)?)?;
    let mut body: FormData = host::form_from(parameters)?.unchecked_into();
    par::complete_parameters(client, &mut body)?;
    let mut headers = options::outgoing_headers(options)?;
    headers.set("accept", JSON)?;
    let dpop = dpop::option(options)?;
    if !dpop.is_undefined() {
        dpop::prove(awaiter, &dpop, &url, &mut headers, "POST", None).await?;
    }
    let response = post_form(awaiter, parties, &url, body.unchecked_into(), headers, options).await?;
    if !dpop.is_undefined() {
        dpop::remember_nonce(&dpop, &response, &origin(&url));
    }
    Ok(response)
}

/// Checks the answer to a pushed authorization request (RFC 9126 §2.2, §2.3).
#[wasm_bindgen(js_name = processPushedAuthorizationResponse)]
pub fn process_pushed_authorization_response(
    tasks: &Tasks,
    server: JsValue,
    client: JsValue,
    response: JsValue,
) -> u32 {
    tasks.start(async move |awaiter| {
        let (body, _) = process(&awaiter, &server, &client, response).await?;
        Ok(body)
    })
}

/// Yields the body of a good answer and the seconds that its `request_uri` lives.
pub(super) async fn process(
    awaiter: &Awaiter,
    server: &JsValue,
    client: &JsValue,
    response: JsValue,
) -> Result<(JsValue, f64), JsValue> {
    metadata::check(server, client)?;
    let answer = Answer::from_argument(response)?;
    let body = answer.object(awaiter, par::CREATED, ENDPOINT).await?;
    let expires_in = par::check_answer(&body)?;
    host::set(&body, "expires_in", &expires_in.into())?;
    Ok((body, expires_in))
}
