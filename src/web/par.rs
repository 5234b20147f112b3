//! Pushed authorization requests (RFC 9126).

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::fetch::post_form;
use super::host::{self, FormData};
use super::response::Answer;
use super::task::Tasks;
use super::{metadata, options};
use crate::protocol::error::{Error, Problem};
use crate::protocol::headers::{Headers as _, JSON};
use crate::protocol::metadata::Endpoint;
use crate::protocol::par;
use crate::protocol::value::Value as _;

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
        metadata::check(&server, &client)?;
        let prefers_alias = metadata::prefers_mtls_alias(&client)?;
        let url = metadata::endpoint(&server, ENDPOINT.name, prefers_alias, options::transport(&options)?)?;
        let mut body: FormData = host::form_from(&parameters)?.unchecked_into();
        par::complete_parameters(&client, &mut body)?;
        let mut headers = options::outgoing_headers(&options)?;
        headers.set("accept", JSON)?;
        let dpop = host::option_of(&options, "DPoP")?;
        if !dpop.is_undefined() {
            let problem = Problem::Value("must be a handle made by DPoP()");
            return Err(dpop.fail(Error::Argument { subject: "options.DPoP", problem }));
        }
        let parties = (&server, &client, &client_authentication);
        post_form(&awaiter, parties, url, body.unchecked_into(), headers, &options).await
    })
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
        metadata::check(&server, &client)?;
        let answer = Answer::from_argument(response)?;
        let body = answer.object(&awaiter, par::CREATED, ENDPOINT).await?;
        let expires_in = par::check_answer(&body)?;
        host::set(&body, "expires_in", &expires_in.into())?;
        Ok(body)
    })
}
