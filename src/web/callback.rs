//! The authorization response (RFC 6749 §4.1.2, RFC 9207).

use alloc::string::String;
use alloc::vec::Vec;

use super::value::{HostValue, Outcome, Symbol, Thrown, outcome};
use super::{error, host, metadata};
use crate::protocol::callback::{self, Query};
use crate::protocol::error::{Blame, Error, Problem};
use crate::protocol::value::Value as _;

/// Checks the parameters that came back to the redirect URI, and yields a copy that the token request takes: `as,
/// client, parameters, expectedState`.
pub(super) fn validate_auth_response() -> Outcome {
    let [server, client, parameters, state] = HostValue::arguments();
    metadata::check(server, client)?;
    let parameters = match parameters.is_instance("URL")? {
        true => parameters.member("searchParams")?,
        false => parameters,
    };
    if !parameters.is_instance("URLSearchParams")? {
        let problem = Problem::NotInstance("URLSearchParams, or URL");
        return Err(parameters.fail(Error::Argument { subject: "parameters", problem }));
    }
    let query = Parameters { parameters, issuer: server.member("issuer")?, state };
    callback::validate(&server, &query, || {
        let absent = state.is_symbol(Symbol::ExpectNoState);
        let unchecked = state.is_symbol(Symbol::SkipStateCheck);
        callback::expected_state(&state, absent, unchecked)
    })?;
    outcome(host::issue_callback(parameters.raw()))
}

/// What came back, and the caller's own values that it is compared with: an error shows them as they are.
struct Parameters {
    parameters: HostValue,
    issuer: HostValue,
    state: HostValue,
}

impl Query for Parameters {
    type Error = Thrown;

    fn values(&self, name: &'static str) -> Result<Vec<String>, Thrown> {
        let values = self.parameters.call_with("getAll", HostValue::name(name))?.items()?;
        Ok(values.iter().filter_map(|value| value.to_text()).collect())
    }

    fn fail(&self, error: Error) -> Thrown {
        let expected = match &error {
            Error::Unsupported { .. } => return HostValue::UNDEFINED.fail(error),
            Error::InvalidCallback { parameter: "iss", blame: Blame::Expected(Some(_)), .. } => self.issuer,
            Error::InvalidCallback { parameter: "state", blame: Blame::Expected(Some(_)), .. } => self.state,
            _ => HostValue::UNDEFINED,
        };
        error::throw_about(&error, self.parameters, HostValue::UNDEFINED, expected)
    }
}
