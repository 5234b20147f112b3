//! Requests and responses as plain data: what a Rust program gives to, and gets from, the HTTP client of its choice.
//!
//! Nothing here performs a request. Send a [`Request`] as it is, without following redirects (RFC 9126 §2 and its peers
//! know no redirected answer), and copy the answer into a [`Response`]. No `Debug` output holds a body, a credential or
//! the value of a parameter.

mod header_map;
mod parameters;

use core::fmt;
use std::string::String;
use std::vec::Vec;

use url::Url;

use super::error::Error;
use super::headers::{self, JSON};
use super::metadata::{Transport, presentable};
use super::response::Head;

pub use self::header_map::HeaderMap;
pub use self::parameters::Parameters;

/// What a caller may decide about any request, beside its content.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether the request may go over plain http.
    pub transport: Transport,
    /// Headers to send beside the ones that the request needs, which win over them.
    pub headers: HeaderMap,
}

impl Options {
    /// Yields the headers that every request begins with: the caller's, the user agent and `accept`.
    pub(crate) fn into_headers(self) -> Result<HeaderMap, Error> {
        let mut headers = self.headers;
        headers::prepare(&mut headers, headers::user_agent(|_| false))?;
        headers.set("accept", JSON)?;
        Ok(headers)
    }
}

/// A request to send.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The method (RFC 9110 §9), in upper case.
    pub method: &'static str,
    /// The target, its query included.
    pub url: Url,
    /// The headers; whatever frames the message, such as `content-length`, is left to the HTTP client.
    pub headers: HeaderMap,
    /// The body, if the request has one.
    pub body: Option<String>,
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("method", &self.method)
            .field("url", &format_args!("{}", presentable(self.url.as_str())))
            .field("headers", &self.headers)
            .field("body", &self.body.as_ref().map(|body| Redacted(body.len())))
            .finish()
    }
}

/// A response that was received, with its whole body.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The status code (RFC 9110 §15).
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, without transfer or content encoding.
    pub body: Vec<u8>,
}

impl Response {
    /// Yields a response from what an HTTP client received.
    #[must_use]
    pub fn new(status: u16, headers: HeaderMap, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers, body: body.into() }
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &Redacted(self.body.len()))
            .finish()
    }
}

impl Head for Response {
    type Error = Error;

    fn status(&self) -> Result<u16, Error> {
        Ok(self.status)
    }

    fn header(&self, name: &'static str) -> Result<Option<String>, Error> {
        Ok(self.headers.get(name))
    }

    fn body_used(&self) -> Result<bool, Error> {
        Ok(false)
    }

    fn fail(&self, error: Error) -> Error {
        error
    }
}

/// What a `Debug` output shows in the place of a body.
struct Redacted(usize);

impl fmt::Debug for Redacted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[{} bytes]", self.0)
    }
}

/// Sets a pair in the place of the first of its name, and removes the others.
fn set_pair(pairs: &mut Vec<(String, String)>, name: &str, value: String) {
    let position = pairs.iter().position(|(known, _)| known == name);
    pairs.retain(|(known, _)| known != name);
    pairs.insert(position.unwrap_or(pairs.len()), (name.into(), value));
}
