//! The authorization response (RFC 6749 §4.1.2, RFC 9207).

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use super::{error, host, metadata};
use crate::protocol::callback::{self, Query};
use crate::protocol::error::{Blame, Error, Problem};
use crate::protocol::value::Value as _;

/// Checks the parameters that came back to the redirect URI, and yields a copy that the token request takes.
#[wasm_bindgen(js_name = validateAuthResponse)]
pub fn validate_auth_response(
    server: JsValue,
    client: JsValue,
    parameters: JsValue,
    expected_state: JsValue,
) -> Result<JsValue, JsValue> {
    metadata::check(&server, &client)?;
    let parameters = match host::is_instance(&parameters, "URL")? {
        true => parameters.member("searchParams")?,
        false => parameters,
    };
    if !host::is_instance(&parameters, "URLSearchParams")? {
        let problem = Problem::NotInstance("URLSearchParams, or URL");
        return Err(parameters.fail(Error::Argument { subject: "parameters", problem }));
    }
    let query = Parameters { parameters: &parameters, issuer: &server.member("issuer")?, state: &expected_state };
    callback::validate(&server, &query, || {
        let absent = host::EXPECT_NO_STATE.with(|symbol| *symbol == expected_state);
        let unchecked = host::SKIP_STATE_CHECK.with(|symbol| *symbol == expected_state);
        callback::expected_state(&expected_state, absent, unchecked)
    })?;
    host::issue_callback(&parameters)
}

/// What came back, and the caller's own values that it is compared with: an error shows them as they are.
struct Parameters<'a> {
    parameters: &'a JsValue,
    issuer: &'a JsValue,
    state: &'a JsValue,
}

impl Query for Parameters<'_> {
    type Error = JsValue;

    fn values(&self, name: &'static str) -> Result<Vec<String>, JsValue> {
        Ok(host::values_of(self.parameters, name)?.iter().filter_map(|value| value.as_string()).collect())
    }

    fn fail(&self, error: Error) -> JsValue {
        let expected = match &error {
            Error::Unsupported { .. } => return JsValue::UNDEFINED.fail(error),
            Error::InvalidCallback { parameter: "iss", blame: Blame::Expected(Some(_)), .. } => self.issuer,
            Error::InvalidCallback { parameter: "state", blame: Blame::Expected(Some(_)), .. } => self.state,
            _ => &JsValue::UNDEFINED,
        };
        error::thrown_about(&error, self.parameters, &JsValue::UNDEFINED, expected)
    }
}
