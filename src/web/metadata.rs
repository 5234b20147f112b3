//! The `as` and `client` arguments.

use alloc::string::String;

use super::host;
use super::value::{HostValue, Outcome, Thrown, outcome, place};
use crate::protocol::metadata::{self, Document, Transport, split_before};
use crate::protocol::text::concat;
use crate::protocol::value::{Text, Value as _};

/// Demands both; what they hold is read when it is needed.
pub(super) fn check(server: HostValue, client: HostValue) -> Result<(), Thrown> {
    metadata::check_server(&server)?;
    metadata::check_client(&client)
}

/// Yields the serialised URL of an endpoint that a request may go to.
pub(super) fn endpoint(server: HostValue, name: Name, prefer_mtls_alias: bool, transport: Transport) -> Outcome {
    let value = metadata::endpoint_value(&server, &name, prefer_mtls_alias)?;
    let href = outcome(host::parse_url(value.raw()))?;
    if href.text() != Text::Present {
        let (pointer, length) = place(metadata::MTLS_ENDPOINT_ALIASES.as_bytes());
        let alias = outcome(host::alias_of(server.raw(), pointer, length, name.to_value().raw())).ok();
        return Err(value.fail(metadata::unusable_endpoint(&value, alias, &name.to_text(), prefer_mtls_alias)));
    }
    if transport.admits(|scheme| href.begins_with(scheme)) {
        return Ok(href);
    }
    match transport.check(&href.text_or_empty()) {
        Ok(()) => Ok(href),
        Err(error) => Err(url(href)?.fail(error)),
    }
}

/// Yields the host's URL object of a text.
pub(super) fn url(href: HostValue) -> Outcome {
    outcome(host::url(href.raw()))
}

/// The name of an endpoint.
#[derive(Debug, Clone, Copy)]
pub enum Name {
    /// One that we know.
    Known(&'static str),
    /// A caller's text.
    Given(HostValue),
}

impl Name {
    fn to_value(self) -> HostValue {
        match self {
            Self::Known(name) => HostValue::name(name),
            Self::Given(name) => name,
        }
    }

    fn to_text(self) -> String {
        match self {
            Self::Known(name) => name.into(),
            Self::Given(name) => name.text_or_empty(),
        }
    }
}

impl Document for HostValue {
    type Name = Name;

    fn has(&self, name: &Name) -> Result<bool, Thrown> {
        Ok(outcome(host::has(self.raw(), name.to_value().raw()))?.is_truthy())
    }

    fn entry(&self, name: &Name) -> Outcome {
        match name {
            Name::Known(name) => self.member(name),
            Name::Given(name) => outcome(host::entry(self.raw(), name.raw())),
        }
    }
}

/// Demands that a request may go to a URL object of the caller's.
pub(super) fn check_url(url: HostValue, transport: Transport) -> Result<(), Thrown> {
    let protocol = url.member("protocol")?.text_or_empty();
    let Err(error) = transport.check_protocol(&protocol) else { return Ok(()) };
    let href = url.member("href")?.text_or_empty();
    let (_, rest) = split_before(&href, |byte| byte == b':');
    let shown = concat(&[&protocol, rest.get(1..).unwrap_or_default()]);
    Err(url.fail(transport.check(&shown).err().unwrap_or(error)))
}

/// Yields whether the client wants the mTLS aliases of endpoints (RFC 8705 §5).
pub(super) fn prefers_mtls_alias(client: HostValue) -> Result<bool, Thrown> {
    Ok(client.member("use_mtls_endpoint_aliases")?.is_truthy())
}
