//! The exports that other packages build on (`openid-client` does): small steps of a request, by themselves.

use wasm_bindgen::prelude::*;
use web_sys::Url;

use super::{host, metadata};
use crate::protocol::metadata::Transport;
use crate::protocol::response::media_type;

fn transport(enforce_https: &JsValue) -> Transport {
    match enforce_https.is_truthy() {
        true => Transport::Secure,
        false => Transport::InsecureAllowed,
    }
}

/// Throws unless a request may go to the URL.
#[wasm_bindgen(js_name = checkProtocol)]
pub fn check_protocol(url: JsValue, enforce_https: JsValue) -> Result<(), JsValue> {
    metadata::check_url(&url, transport(&enforce_https))
}

/// Yields the URL of an endpoint.
#[wasm_bindgen(js_name = resolveEndpoint)]
pub fn resolve_endpoint(
    server: JsValue,
    endpoint: JsValue,
    use_mtls_alias: JsValue,
    enforce_https: JsValue,
) -> Result<JsValue, JsValue> {
    let name = endpoint.as_string().unwrap_or_default();
    let href = metadata::endpoint(&server, &name, use_mtls_alias.is_truthy(), transport(&enforce_https))?;
    Url::new(&href).map(JsValue::from)
}

/// Yields the media type of a request or response, without parameters.
#[wasm_bindgen(js_name = getContentType)]
pub fn get_content_type(input: JsValue) -> Result<JsValue, JsValue> {
    let header = host::header_of(&input, "content-type")?.as_string();
    Ok(header.as_deref().map_or(JsValue::UNDEFINED, |header| media_type(header).into()))
}
