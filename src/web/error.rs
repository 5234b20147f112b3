//! Makes the host's errors: the one place that knows which class, code and cause a broken rule has in JavaScript.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::host;
use crate::protocol::challenge::Challenge;
use crate::protocol::error::{Blame, Code, Error};

/// Yields what to throw for a broken rule.
///
/// `about` is the value that broke it: a body, a URL or the host's own error; `response` is where it came in.
#[must_use]
pub fn thrown(error: &Error, about: &JsValue, response: &JsValue) -> JsValue {
    thrown_about(error, about, response, &JsValue::UNDEFINED)
}

/// The same for a rule that compares with a value of the caller's.
pub(super) fn thrown_about(error: &Error, about: &JsValue, response: &JsValue, expected_value: &JsValue) -> JsValue {
    let code = error.code().as_str();
    let message = &error.text();
    match error {
        Error::Argument { .. } => host::argument_error(code, message),
        Error::EndpointMissing { attribute } | Error::EndpointInvalid { attribute } => {
            host::endpoint_error(code, message, attribute)
        }
        Error::InsecureRequest { .. }
        | Error::UnsupportedScheme { .. }
        | Error::Unparsable
        | Error::ParameterUnparsable { .. } => host::processing_error(code, message, about),
        Error::Unsupported { .. } => host::unsupported_error(message, about),
        Error::InvalidCallback { blame, .. } => match blame {
            Blame::Nobody => host::processing_error(code, message, &JsValue::UNDEFINED),
            Blame::Parameters => host::callback_error(code, message, about),
            Blame::Expected(_) => host::unexpected_error(code, message, expected_value, about),
        },
        Error::AuthorizationResponse { .. } => host::authorization_response_error(message, about),
        Error::UnexpectedStatus { .. } | Error::NotJson { .. } => host::processing_error(code, message, response),
        Error::BodyNotObject | Error::BodyMember { .. } => host::body_error(code, message, about),
        Error::BodyMismatch { member, expected } => host::mismatch_error(code, message, expected, about, member),
        Error::ResponseBody { .. } => host::response_body_error(message, about, response),
        Error::Challenge { challenges, .. } => host::challenge_error(message, &flat(challenges), response),
    }
}

/// Yields the error for a body that the host could not parse; what the host threw is the cause.
#[must_use]
pub fn unparsable(original: &JsValue) -> JsValue {
    host::processing_error(Code::ParseError.as_str(), &Error::Unparsable.text(), original)
}

fn flat(challenges: &[Challenge]) -> Array {
    let list = Array::new();
    for Challenge { scheme, parameters, token68 } in challenges {
        let flat = Array::of2(&scheme.as_str().into(), &token68.as_deref().map_or(JsValue::UNDEFINED, JsValue::from));
        for (name, value) in parameters {
            flat.push(&name.as_str().into());
            flat.push(&value.as_str().into());
        }
        list.push(&flat);
    }
    list
}
