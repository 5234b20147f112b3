//! Makes the host's errors: the one place that knows which class and which cause a broken rule has in JavaScript.

use super::value::{HostValue, Thrown, place};
use super::{hint, host};
use crate::protocol::challenge::Challenge;
use crate::protocol::error::{Blame, Error};

/// The kinds of `errors` in `src/web/glue.js`, in its order.
#[derive(Clone, Copy)]
enum Kind {
    Argument,
    Processing,
    Endpoint,
    Body,
    Mismatch,
    Callback,
    Unexpected,
    Unsupported,
    AuthorizationResponse,
    ResponseBody,
    Challenge,
}

/// Throws the error of a broken rule.
///
/// `about` is the value that broke it: a body, a URL or the host's own error; `response` is where it came in.
#[must_use]
pub fn throw(error: &Error, about: HostValue, response: HostValue) -> Thrown {
    throw_about(error, about, response, HostValue::UNDEFINED)
}

/// The same for a rule that compares with a value of the caller's.
pub(super) fn throw_about(error: &Error, about: HostValue, response: HostValue, expected: HostValue) -> Thrown {
    let none = HostValue::UNDEFINED;
    let hint = hint::text(error, response);
    let (kind, about, other, expected) = match error {
        Error::Argument { .. } => (Kind::Argument, none, none, none),
        Error::EndpointMissing { attribute, .. } | Error::EndpointInvalid { attribute } => {
            (Kind::Endpoint, HostValue::from_text(attribute), none, none)
        }
        Error::InsecureRequest { .. }
        | Error::UnsupportedScheme { .. }
        | Error::Unparsable { .. }
        | Error::ParameterUnparsable { .. } => (Kind::Processing, about, none, none),
        Error::Unsupported { .. } => (Kind::Unsupported, about, none, none),
        Error::InvalidCallback { blame: Blame::Nobody, .. } => (Kind::Processing, none, none, none),
        Error::InvalidCallback { blame: Blame::Parameters, .. } => (Kind::Callback, about, none, none),
        Error::InvalidCallback { blame: Blame::Expected(_), .. } => (Kind::Unexpected, about, none, expected),
        Error::AuthorizationResponse { .. } => (Kind::AuthorizationResponse, about, none, none),
        Error::UnexpectedStatus { .. } | Error::NotJson { .. } => (Kind::Processing, response, none, none),
        Error::BodyNotObject { .. } | Error::BodyMember { .. } => (Kind::Body, about, none, none),
        Error::BodyMismatch { member, expected } => {
            (Kind::Mismatch, about, HostValue::name(member), HostValue::from_text(expected))
        }
        Error::ResponseBody { .. } => (Kind::ResponseBody, about, response, none),
        Error::Challenge { challenges, .. } => match list(challenges) {
            Ok(list) => (Kind::Challenge, list, response, none),
            Err(thrown) => return thrown,
        },
    };
    let text = error.text();
    let (pointer, length) = place(text.as_bytes());
    let [about, other, expected, hint] = [about, other, expected, hint].map(HostValue::raw);
    host::fail(kind as i32, error.code() as i32, pointer, length, about, other, expected, hint);
    Thrown
}

/// Challenges as plain objects.
fn list(challenges: &[Challenge]) -> Result<HostValue, Thrown> {
    let list = HostValue::global("Array")?.call("of")?;
    for Challenge { scheme, parameters, token68 } in challenges {
        let challenge = HostValue::record()?;
        challenge.put("scheme", HostValue::from_text(scheme))?;
        let members = HostValue::record()?;
        for (name, value) in parameters {
            members.put_entry(HostValue::from_text(name), HostValue::from_text(value))?;
        }
        challenge.put("parameters", members)?;
        if let Some(token68) = token68 {
            challenge.put("token68", HostValue::from_text(token68))?;
        }
        list.call_with("push", challenge)?;
    }
    Ok(list)
}
