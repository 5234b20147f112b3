//! Authorization server metadata (RFC 8414, OpenID Connect Discovery 1.0).

use alloc::string::String;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::Url;

use super::fetch::send;
use super::host;
use super::options;
use super::response::Answer;
use super::task::Tasks;
use crate::protocol::discovery::{self, Algorithm};
use crate::protocol::error::{Error, Problem};
use crate::protocol::headers::{Headers as _, JSON};
use crate::protocol::metadata::Endpoint;
use crate::protocol::value::Value as _;

/// Requests the metadata of an authorization server (RFC 8414 §3.1, OpenID Connect Discovery 1.0 §4.1).
#[wasm_bindgen(js_name = discoveryRequest)]
pub fn discovery_request(tasks: &Tasks, issuer_identifier: JsValue, options: JsValue) -> u32 {
    tasks.start(async move |awaiter| {
        let issuer = href_of(&issuer_identifier, "issuerIdentifier")?;
        options::transport(&options)?.check(&issuer).map_err(|error| issuer_identifier.fail(error))?;
        let url = Url::new(&issuer)?;
        let algorithm = Algorithm::from_option(&options.member("algorithm")?)?;
        url.set_pathname(&algorithm.path(&url.pathname()));
        let mut headers = options::outgoing_headers(&options)?;
        headers.set("accept", JSON)?;
        send(&awaiter, "GET", &url.href(), &JsValue::UNDEFINED, &headers, &options).await
    })
}

/// Checks the metadata of an authorization server (RFC 8414 §3.3, OpenID Connect Discovery 1.0 §4.3).
#[wasm_bindgen(js_name = processDiscoveryResponse)]
pub fn process_discovery_response(tasks: &Tasks, expected_issuer_identifier: JsValue, response: JsValue) -> u32 {
    tasks.start(async move |awaiter| {
        let unchecked = host::NO_DISCOVERY_CHECK.with(|symbol| *symbol == expected_issuer_identifier);
        let expected = match unchecked {
            true => None,
            false => Some(href_of(&expected_issuer_identifier, "expectedIssuerIdentifier")?),
        };
        let answer = Answer::from_argument(response)?;
        answer.check_status(discovery::OK, Endpoint::DISCOVERY)?;
        let body = answer.body(&awaiter).await?;
        let issuer = discovery::check_issuer(&body)?;
        if let Some(expected) = expected {
            let issuer = Url::new(&issuer.as_string().unwrap_or_default())?.href();
            discovery::match_issuer(&body, &issuer, &expected)?;
        }
        Ok(body)
    })
}

/// Demands an instance of `URL` and yields its serialised form.
fn href_of(url: &JsValue, subject: &'static str) -> Result<String, JsValue> {
    if url.has_type::<Url>() {
        return Ok(host::get(url, "href")?.as_string().unwrap_or_default());
    }
    Err(url.fail(Error::Argument { subject, problem: Problem::NotInstance("URL") }))
}
