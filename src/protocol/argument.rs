//! What every function demands of a dynamic argument or of a JSON member, in one place.

use super::error::{Error, Problem};
use super::value::{Text, Value};

/// Where the text or number that is being checked came from, which decides the error's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The caller passed it: `ERR_INVALID_ARG_TYPE` or `ERR_INVALID_ARG_VALUE`.
    Argument,
    /// The server sent it in the body of a response: `OAUTH_INVALID_RESPONSE`.
    Body,
}

impl Source {
    fn error(self, subject: &'static str, problem: Problem) -> Error {
        match self {
            Self::Argument => Error::Argument { subject, problem },
            Self::Body => Error::BodyMember { member: subject, problem },
        }
    }
}

/// Demands an object.
///
/// # Errors
/// [`Problem::NotObject`].
pub fn object<V: Value>(value: &V, subject: &'static str) -> Result<(), V::Error> {
    if value.is_object() {
        return Ok(());
    }
    Err(value.fail(Error::Argument { subject, problem: Problem::NotObject }))
}

/// Demands a string that is not empty.
///
/// `owner` is what becomes the error's cause: the value itself for an argument, the body for a member of one.
///
/// # Errors
/// [`Problem::NotText`], [`Problem::Empty`].
pub fn text<V: Value>(value: &V, owner: &V, subject: &'static str, source: Source) -> Result<(), V::Error> {
    let problem = match value.text() {
        Text::Present => return Ok(()),
        Text::Absent => Problem::NotText,
        Text::Empty => Problem::Empty,
    };
    Err(owner.fail(source.error(subject, problem)))
}

/// Demands a finite number that is not negative.
///
/// # Errors
/// [`Problem::NotNumber`], [`Problem::Negative`].
pub fn not_negative<V: Value>(number: f64, owner: &V, subject: &'static str, source: Source) -> Result<(), V::Error> {
    let problem = match number {
        n if !n.is_finite() => Problem::NotNumber,
        n if n < 0.0 => Problem::Negative,
        _ => return Ok(()),
    };
    Err(owner.fail(source.error(subject, problem)))
}
