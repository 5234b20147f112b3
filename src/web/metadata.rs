//! The `as` and `client` arguments.

use alloc::string::String;

use super::host;
use super::value::{HostValue, Thrown, outcome, place};
use crate::protocol::metadata::{self, Transport, split_before};
use crate::protocol::text::concat;
use crate::protocol::value::Value as _;

/// Demands both; what they hold is read when it is needed.
pub(super) fn check(server: HostValue, client: HostValue) -> Result<(), Thrown> {
    metadata::check_server(&server)?;
    metadata::check_client(&client)
}

/// Yields the serialised URL of an endpoint that a request may go to.
pub(super) fn endpoint(
    server: HostValue,
    name: HostValue,
    prefer_mtls_alias: bool,
    transport: Transport,
) -> Result<String, Thrown> {
    let value = metadata::endpoint_value(&server, &name, prefer_mtls_alias)?;
    let Some(href) = outcome(host::parse_url(value.raw()))?.to_text() else {
        let (pointer, length) = place(metadata::MTLS_ENDPOINT_ALIASES.as_bytes());
        let alias = outcome(host::alias_of(server.raw(), pointer, length, name.raw())).ok();
        return Err(value.fail(metadata::unusable_endpoint(&value, alias, &name.text_or_empty(), prefer_mtls_alias)));
    };
    match transport.check(&href) {
        Ok(()) => Ok(href),
        Err(error) => Err(url(&href)?.fail(error)),
    }
}

/// Yields the host's URL object.
pub(super) fn url(href: &str) -> Result<HostValue, Thrown> {
    HostValue::construct("URL", HostValue::from_text(href))
}

/// Demands that a request may go to a URL object of the caller's.
pub(super) fn check_url(url: HostValue, transport: Transport) -> Result<(), Thrown> {
    let protocol = url.member("protocol")?.text_or_empty();
    if transport.check(&protocol).is_ok() {
        return Ok(());
    }
    let href = url.member("href")?.text_or_empty();
    let (_, rest) = split_before(&href, |byte| byte == b':');
    transport.check(&concat(&[&protocol, rest.get(1..).unwrap_or_default()])).map_err(|error| url.fail(error))
}

/// Yields whether the client wants the mTLS aliases of endpoints (RFC 8705 §5).
pub(super) fn prefers_mtls_alias(client: HostValue) -> Result<bool, Thrown> {
    Ok(client.member("use_mtls_endpoint_aliases")?.is_truthy())
}
