//! Pushed authorization requests (RFC 9126).

use super::argument::{self, Source};
use super::form::Form;
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::{PushedAuthorizationRequest, PushedAuthorizationResponse, authorization_url};

/// The status of a successful answer (RFC 9126 §2.2).
pub const CREATED: u16 = 201;

/// The parameter that must not be pushed (RFC 9126 §2.1). It is passed on all the same, and named when the server refuses.
pub const FORBIDDEN: &str = "request_uri";

/// Names the client in the body, replacing whatever the caller passed (RFC 9126 §2.1).
///
/// # Errors
/// What the host raises.
pub fn complete_parameters<V: Value>(client: &V, form: &mut impl Form<V>) -> Result<(), V::Error> {
    form.set("client_id", &client.member("client_id")?)
}

/// Checks the body of a successful answer and yields `expires_in`, in seconds (RFC 9126 §2.2).
///
/// Servers that send the lifetime as text are understood: `"60"` is 60.
///
/// # Errors
/// [`Error::BodyMember`](super::error::Error::BodyMember) about `request_uri` or `expires_in`.
pub fn check_answer<V: Value>(body: &V) -> Result<f64, V::Error> {
    argument::text(&body.member("request_uri")?, body, "request_uri", Source::Body)?;
    expires_in(body)
}

/// Yields a response's `expires_in`, in seconds (RFC 6749 §5.1).
///
/// # Errors
/// [`Error::BodyMember`](super::error::Error::BodyMember) about `expires_in`.
fn expires_in<V: Value>(body: &V) -> Result<f64, V::Error> {
    let member = body.member("expires_in")?;
    let seconds = member.number().unwrap_or_else(|| member.leading_number());
    argument::not_negative(seconds, body, "expires_in", Source::Body)?;
    Ok(seconds)
}

/// Completes the authorization endpoint's query with a reference to a pushed request (RFC 9126 §4, RFC 9101 §5).
///
/// Nothing else goes with the user agent: every other parameter was pushed, and would be ignored or refused here.
///
/// # Errors
/// [`Error::Argument`](super::error::Error::Argument) about `client_id` or `request_uri`.
pub fn refer_to_request<V: Value>(client_id: &V, request_uri: &V, query: &mut impl Form<V>) -> Result<(), V::Error> {
    argument::text(client_id, client_id, "client_id", Source::Argument)?;
    argument::text(request_uri, request_uri, "request_uri", Source::Argument)?;
    query.set("client_id", client_id)?;
    query.set("request_uri", request_uri)
}
