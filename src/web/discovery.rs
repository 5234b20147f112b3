//! Authorization server metadata (RFC 8414, OpenID Connect Discovery 1.0).

use alloc::string::String;

use wasm_bindgen::prelude::*;
use web_sys::Url;

use super::fetch::send;
use super::host;
use super::response::Answer;
use super::task::Tasks;
use super::{metadata, options};
use crate::protocol::discovery::{self, Algorithm};
use crate::protocol::error::{Error, Problem};
use crate::protocol::headers::{Headers as _, JSON};
use crate::protocol::metadata::Endpoint;
use crate::protocol::value::Value as _;

/// Requests the metadata of an authorization server (RFC 8414 §3.1, OpenID Connect Discovery 1.0 §4.1).
#[wasm_bindgen(js_name = discoveryRequest)]
pub fn discovery_request(tasks: &Tasks, issuer_identifier: JsValue, options: JsValue) -> u32 {
    tasks.start(async move |awaiter| {
        check_instance(&issuer_identifier, "issuerIdentifier")?;
        metadata::check_url(&issuer_identifier, options::transport(&options)?)?;
        let url = Url::new(&href_of(&issuer_identifier)?)?;
        let algorithm = Algorithm::from_option(&host::option_of(&options, "algorithm")?)?;
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
        if !unchecked {
            check_instance(&expected_issuer_identifier, "expectedIssuerIdentifier")?;
        }
        let answer = Answer::from_argument(response)?;
        answer.check_status(discovery::OK, Endpoint::DISCOVERY)?;
        let body = answer.body(&awaiter).await?;
        let issuer = discovery::check_issuer(&body)?;
        if !unchecked {
            let issuer = Url::new(&issuer.as_string().unwrap_or_default())?.href();
            discovery::match_issuer(&body, &issuer, &href_of(&expected_issuer_identifier)?)?;
        }
        Ok(body)
    })
}

fn check_instance(url: &JsValue, subject: &'static str) -> Result<(), JsValue> {
    match host::is_instance(url, "URL")? {
        true => Ok(()),
        false => Err(url.fail(Error::Argument { subject, problem: Problem::NotInstance("URL") })),
    }
}

fn href_of(url: &JsValue) -> Result<String, JsValue> {
    Ok(url.member("href")?.as_string().unwrap_or_default())
}
