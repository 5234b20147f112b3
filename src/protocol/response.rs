//! What every response is judged by before its content is: status, challenges, media type, shape of the body.

use alloc::string::String;

use super::challenge;
use super::error::{Error, Problem};
use super::headers::JSON;
use super::metadata::{Endpoint, split_before};
use super::value::{Text, Value};

#[cfg(feature = "std")]
mod native;

/// A response of which the body has not been read.
///
/// Implemented by [`message::Response`](super::message::Response) and by the host's `Response`.
pub trait Head {
    /// What a rule fails with.
    type Error;
    /// Yields the status code.
    ///
    /// # Errors
    /// What the host raises.
    fn status(&self) -> Result<u16, Self::Error>;
    /// Yields a header's value, several ones joined by `, `.
    ///
    /// # Errors
    /// What the host raises.
    fn header(&self, name: &'static str) -> Result<Option<String>, Self::Error>;
    /// Yields whether the body was read already.
    ///
    /// # Errors
    /// What the host raises.
    fn body_used(&self) -> Result<bool, Self::Error>;
    /// Turns a failed rule into the host's error, with this response as its cause where one is due.
    fn fail(&self, error: Error) -> Self::Error;
}

/// What a response's head says is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The status is the expected one: read the body.
    Expected,
    /// The body may explain the refusal: read a copy of it, then ask [`oauth_error`].
    Refused,
}

/// Judges the status, and the challenges of an unexpected one.
///
/// # Errors
/// [`Error::Challenge`], [`Error::NotJson`], [`Error::UnexpectedStatus`]; [`Error::Argument`] for a used body.
pub fn judge<R: Head>(response: &R, expected: u16, endpoint: Endpoint) -> Result<Verdict, R::Error> {
    let status = response.status()?;
    if status == expected {
        return Ok(Verdict::Expected);
    }
    if let Some(header) = response.header("www-authenticate")?
        && let Some(challenges) = challenge::parse(&header)
    {
        return Err(response.fail(Error::Challenge { endpoint, status, challenges }));
    }
    if !(400..500).contains(&status) {
        return Err(response.fail(Error::UnexpectedStatus { endpoint, status, expected }));
    }
    check_unread(response)?;
    check_json(response, endpoint)?;
    Ok(Verdict::Refused)
}

/// Demands a status, for answers that explain a refusal in no standard way.
///
/// # Errors
/// [`Error::UnexpectedStatus`].
pub fn check_status<R: Head>(response: &R, expected: u16, endpoint: Endpoint) -> Result<(), R::Error> {
    let status = response.status()?;
    if status == expected {
        return Ok(());
    }
    Err(response.fail(Error::UnexpectedStatus { endpoint, status, expected }))
}

/// Judges the body of a refused request: yields the OAuth error that it holds (RFC 6749 §5.2), if it does.
///
/// # Errors
/// What the host raises while reading.
pub fn oauth_error<V: Value>(status: u16, endpoint: Endpoint, body: &V) -> Result<Option<Error>, V::Error> {
    if !body.is_object() || body.is_array() {
        return Ok(None);
    }
    let error = body.member("error")?;
    match (error.text(), error.to_text()) {
        (Text::Present, Some(error)) => {
            let error_description = body.member("error_description")?.to_text();
            Ok(Some(Error::ResponseBody { endpoint, status, error, error_description }))
        }
        _ => Ok(None),
    }
}

/// Demands a body that nobody has read.
///
/// # Errors
/// [`Error::Argument`] about `response`.
pub fn check_unread<R: Head>(response: &R) -> Result<(), R::Error> {
    if response.body_used()? {
        let problem = Problem::Value("must not have a body that was read already");
        return Err(response.fail(Error::Argument { subject: "response", problem }));
    }
    Ok(())
}

/// Demands the media type of JSON.
///
/// Compared as `oauth4webapi` does, case and blanks included; RFC 9110 §8.3.1 would be more lenient.
///
/// # Errors
/// [`Error::NotJson`].
pub fn check_json<R: Head>(response: &R, endpoint: Endpoint) -> Result<(), R::Error> {
    let content_type = response.header("content-type")?;
    if content_type.as_deref().map(media_type) == Some(JSON) {
        return Ok(());
    }
    Err(response.fail(Error::NotJson { endpoint, content_type }))
}

/// Yields the media type of a `content-type` header, without its parameters.
#[must_use]
pub fn media_type(content_type: &str) -> &str {
    split_before(content_type, |byte| byte == b';').0
}

/// Demands a JSON object.
///
/// # Errors
/// [`Error::BodyNotObject`].
pub fn check_object<V: Value>(body: &V, endpoint: Endpoint) -> Result<(), V::Error> {
    if body.is_object() && !body.is_array() {
        return Ok(());
    }
    Err(body.fail(Error::BodyNotObject { endpoint }))
}
