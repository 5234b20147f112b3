//! The operations that other packages build on (`openid-client` does): small steps of a request, by themselves.

use super::metadata::{self, Name};
use super::response::header;
use super::value::{HostValue, Outcome};
use crate::protocol::metadata::Transport;
use crate::protocol::response::media_type;
use crate::protocol::value::Value as _;

fn transport(enforce_https: HostValue) -> Transport {
    match enforce_https.is_truthy() {
        true => Transport::Secure,
        false => Transport::InsecureAllowed,
    }
}

/// Throws unless a request may go to the URL: `url, enforceHttps`.
pub(super) fn check_protocol() -> Outcome {
    let [url, enforce_https] = HostValue::arguments();
    metadata::check_url(url, transport(enforce_https))?;
    Ok(HostValue::UNDEFINED)
}

/// Yields the URL of an endpoint: `as, endpoint, useMtlsAlias, enforceHttps`.
pub(super) fn resolve_endpoint() -> Outcome {
    let [server, endpoint, use_mtls_alias, enforce_https] = HostValue::arguments();
    let transport = transport(enforce_https);
    metadata::url(metadata::endpoint(server, Name::Given(endpoint), use_mtls_alias.is_truthy(), transport)?)
}

/// Yields the media type of a request or response, without parameters: `input`.
pub(super) fn get_content_type() -> Outcome {
    let [input] = HostValue::arguments();
    let header = header(input, "content-type")?.to_text();
    Ok(header.map_or(HostValue::UNDEFINED, |header| HostValue::from_text(media_type(&header))))
}
