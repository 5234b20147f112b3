//! Request objects (RFC 9101).

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::host::{self, FormData};
use super::jwt::{self, Header, Hook, KeyFacts};
use super::task::{Awaiter, Tasks};
use super::{error, metadata};
use crate::protocol::claims::Claim;
use crate::protocol::error::Error;
use crate::protocol::par;
use crate::protocol::request_object::{self, Parse, Shape};
use crate::protocol::value::Value as _;

/// Signs an authorization request (RFC 9101 §4).
#[wasm_bindgen(js_name = issueRequestObject)]
pub fn issue_request_object(
    tasks: &Tasks,
    server: JsValue,
    client: JsValue,
    parameters: JsValue,
    private_key: JsValue,
    options: JsValue,
) -> u32 {
    tasks.start(async move |awaiter| {
        metadata::check(&server, &client)?;
        let request_object = issue(&awaiter, &server, &client, &parameters, &private_key, &options).await?;
        Ok(request_object.into())
    })
}

/// Yields the compact form of a request object.
pub(super) async fn issue(
    awaiter: &Awaiter,
    server: &JsValue,
    client: &JsValue,
    parameters: &JsValue,
    private_key: &JsValue,
    options: &JsValue,
) -> Result<String, JsValue> {
    let mut form: FormData = host::form_from(parameters)?.unchecked_into();
    let (key, kid) = jwt::key_and_kid(private_key)?;
    jwt::check_private_key(&key, "privateKey.key")?;
    par::complete_parameters(client, &mut form)?;
    let time = jwt::time(client)?;
    let payload = request_object::payload(
        &entries(&form)?,
        jwt::claim(&server.member("issuer")?)?,
        jwt::claim(&client.member("client_id")?)?,
        &jwt::random_identifier()?,
        &time,
        &HostParsers,
    )?;
    let facts = KeyFacts::of(&key)?;
    let header = request_object::header(facts.algorithm(&key)?.name());
    let header = header.with("kid", jwt::claim(&kid)?);
    let (input, _) = jwt::signing_input(Header::New(&header), &payload, &Hook::of(options)?)?;
    jwt::signed(awaiter, &key, &facts, input).await
}

fn entries(form: &FormData) -> Result<Vec<(String, String)>, JsValue> {
    let flat = host::entries_of(form)?;
    let text = |index| flat.get(index).as_string().unwrap_or_default();
    Ok((0..flat.length() / 2).map(|pair| (text(2 * pair), text(2 * pair + 1))).collect())
}

struct HostParsers;

impl Parse for HostParsers {
    type Error = JsValue;

    fn leading_integer(&self, text: &str) -> f64 {
        host::leading_integer(text)
    }

    fn json(&self, parameter: &'static str, text: &str) -> Result<(Claim, Shape), JsValue> {
        let parsed: Array = host::parsed_json(text).map_err(|original| {
            error::thrown(&Error::ParameterUnparsable { parameter }, &original, &JsValue::UNDEFINED)
        })?;
        let shape = match parsed.get(0).as_f64() {
            Some(1.0) => Shape::Object,
            Some(2.0) => Shape::Array,
            _ => Shape::Other,
        };
        let serialised = parsed.get(1).as_string().unwrap_or_default();
        Ok((Claim::Written { original: text.into(), serialised }, shape))
    }

    fn fail(&self, error: Error) -> JsValue {
        JsValue::UNDEFINED.fail(error)
    }
}
