//! The headers of a request: fixed ones, their precedence, and the ones that a caller may not set.

use super::error::{Error, Problem};

/// The media type of a form (RFC 6749 Appendix B), as WHATWG serialisers name it.
pub const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded;charset=UTF-8";
/// The media type of JSON (RFC 8259 §11).
pub const JSON: &str = "application/json";
/// Who is asking: `oauth4wasm/v<version>`.
pub const USER_AGENT: &str = concat!("oauth4wasm/v", env!("CARGO_PKG_VERSION"));

/// Headers of a request under construction; names are case-insensitive (RFC 9110 §5.1).
///
/// In JavaScript this is the host's own `Headers`, in Rust [`HeaderMap`](super::message::HeaderMap).
pub trait Headers {
    /// What the host raises for a name or value that it refuses.
    type Error;
    /// Yields whether there is a header of that name, even an empty one.
    ///
    /// # Errors
    /// What the host raises.
    fn has(&self, name: &'static str) -> Result<bool, Self::Error>;
    /// Sets a header, replacing any of that name.
    ///
    /// # Errors
    /// What the host raises.
    fn set(&mut self, name: &'static str, value: &str) -> Result<(), Self::Error>;
    /// Sets a header to a value that is always the same.
    ///
    /// # Errors
    /// What the host raises.
    fn set_fixed(&mut self, name: &'static str, value: &'static str) -> Result<(), Self::Error> {
        self.set(name, value)
    }
    /// Turns a failed rule into the host's error.
    fn fail(&self, error: Error) -> Self::Error;
}

/// Completes the headers that a caller passed, before the request's own are set.
///
/// `user_agent` is `None` where the host speaks for itself: in a browser a header of ours would only cost a preflight.
///
/// # Errors
/// [`Error::Argument`] for an `authorization` header: credentials come from the client authentication method alone.
pub fn prepare<H: Headers>(headers: &mut H, user_agent: Option<&'static str>) -> Result<(), H::Error> {
    if let Some(user_agent) = user_agent
        && !headers.has("user-agent")?
    {
        headers.set_fixed("user-agent", user_agent)?;
    }
    if headers.has("authorization")? {
        return Err(headers.fail(Error::Argument {
            subject: "options.headers",
            problem: Problem::Value(
                "must not contain an \"authorization\" header: the client authentication method sets it",
            ),
        }));
    }
    Ok(())
}

/// Yields the default user agent, unless the host is a browser: `navigator_begins_with` says how its
/// `navigator.userAgent` begins, if it has one.
pub fn user_agent(navigator_begins_with: impl Fn(&'static str) -> bool) -> Option<&'static str> {
    (!navigator_begins_with("Mozilla/5.0 ")).then_some(USER_AGENT)
}
