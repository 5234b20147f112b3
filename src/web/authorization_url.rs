//! From the parameters to the URL that the user agent goes to, in one call.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::Url;

use super::host::{self, FormData};
use super::task::{Awaiter, Outcome, Tasks};
use super::{dpop, metadata, options, par, request_object};
use crate::protocol::dpop::NONCE_HEADER;
use crate::protocol::metadata::Endpoint;
use crate::protocol::par::refer_to_request;
use crate::protocol::value::Value as _;

/// Pushes an authorization request and yields the authorization URL (RFC 9126 §2, §4).
///
/// A server that demands a DPoP nonce gets one more request, with another proof and another client assertion
/// (RFC 9449 §8).
#[wasm_bindgen(js_name = pushedAuthorizationUrl)]
pub fn pushed_authorization_url(
    tasks: &Tasks,
    server: JsValue,
    client: JsValue,
    client_authentication: JsValue,
    parameters: JsValue,
    options: JsValue,
) -> u32 {
    tasks.start(async move |awaiter| {
        metadata::check(&server, &client)?;
        let name = Endpoint::AUTHORIZATION.name;
        let url = Url::new(&metadata::endpoint(&server, name, false, options::transport(&options)?)?)?;
        // Both requests send the same, even where the caller's iterable can be read only once.
        let parameters = host::form_from(&parameters)?;
        let call = Call { server, client, client_authentication, parameters: parameters.into(), options };
        let (response, body, expires_in) = call.push_twice_at_most(&awaiter).await?;
        let request_uri = body.member("request_uri")?;
        refer_to_request(
            &call.client.member("client_id")?,
            &request_uri,
            &mut url.search_params().unchecked_into::<FormData>(),
        )?;
        let moment = host::moment_of(host::header_of(&response, "date")?.to_text())?;
        Ok(host::pushed_authorization(&url, &request_uri, expires_in, moment))
    })
}

struct Call {
    server: JsValue,
    client: JsValue,
    client_authentication: JsValue,
    parameters: JsValue,
    options: JsValue,
}

impl Call {
    async fn push_twice_at_most(&self, awaiter: &Awaiter) -> Result<(JsValue, JsValue, f64), JsValue> {
        match self.push(awaiter).await {
            Err(error) if self.uses_dpop()? && brings_nonce(&error)? => self.push(awaiter).await,
            outcome => outcome,
        }
    }

    fn uses_dpop(&self) -> Result<bool, JsValue> {
        Ok(!dpop::option(&self.options)?.is_undefined())
    }

    async fn push(&self, awaiter: &Awaiter) -> Result<(JsValue, JsValue, f64), JsValue> {
        let parties = (&self.server, &self.client, &self.client_authentication);
        let response = par::push(awaiter, parties, &self.parameters(awaiter).await?, &self.options).await?;
        let (body, expires_in) = par::process(awaiter, &self.server, &self.client, response.clone()).await?;
        Ok((response, body, expires_in))
    }

    /// Yields the parameters, signed if the caller wants them so (RFC 9126 §3).
    async fn parameters(&self, awaiter: &Awaiter) -> Outcome {
        let key = host::option_of(&self.options, "requestObject")?;
        if key.is_undefined() {
            return Ok(self.parameters.clone());
        }
        let (server, client) = (&self.server, &self.client);
        let request =
            request_object::issue(awaiter, server, client, &self.parameters, &key, &JsValue::UNDEFINED).await?;
        Ok(host::record("request", &request.into()))
    }
}

/// Yields whether the server demands a nonce and says which: a browser may not have been allowed to read it.
fn brings_nonce(error: &JsValue) -> Result<bool, JsValue> {
    if !dpop::demands_nonce(error)? {
        return Ok(false);
    }
    Ok(host::header_of(&error.member("response")?, NONCE_HEADER)?.is_truthy())
}
