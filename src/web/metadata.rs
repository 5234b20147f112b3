//! The `as` and `client` arguments.

use alloc::string::String;

use wasm_bindgen::JsValue;
use web_sys::Url;

use super::host;
use crate::protocol::metadata::{self, Transport};
use crate::protocol::value::Value as _;

/// Demands both; what they hold is read when it is needed.
pub(super) fn check(server: &JsValue, client: &JsValue) -> Result<(), JsValue> {
    metadata::check_server(server)?;
    metadata::check_client(client)
}

/// Yields the serialised URL of an endpoint that a request may go to.
pub(super) fn endpoint(
    server: &JsValue,
    name: &str,
    prefer_mtls_alias: bool,
    transport: Transport,
) -> Result<String, JsValue> {
    let value = metadata::endpoint_value(server, &name.into(), prefer_mtls_alias)?;
    let Some(href) = host::parse_url(&value) else {
        return Err(value.fail(metadata::unusable_endpoint(&value, name, prefer_mtls_alias)));
    };
    match transport.check(&href) {
        Ok(()) => Ok(href),
        Err(error) => Err(Url::new(&href)?.fail(error)),
    }
}

/// Demands that a request may go to a URL object of the caller's.
pub(super) fn check_url(url: &JsValue, transport: Transport) -> Result<(), JsValue> {
    let protocol = url.member("protocol")?.to_text().unwrap_or_default();
    if transport.check(&protocol).is_ok() {
        return Ok(());
    }
    let href = url.member("href")?.to_text().unwrap_or_default();
    let (_, rest) = href.split_once(':').unwrap_or_default();
    transport.check(&[&protocol, rest].concat()).map_err(|error| url.fail(error))
}

/// Yields whether the client wants the mTLS aliases of endpoints (RFC 8705 §5).
pub(super) fn prefers_mtls_alias(client: &JsValue) -> Result<bool, JsValue> {
    Ok(client.member("use_mtls_endpoint_aliases")?.is_truthy())
}
