//! The authorization response: what comes back to the redirect URI (RFC 6749 §4.1.2, RFC 9207).

use alloc::string::String;
use alloc::vec::Vec;

use super::argument::{self, Source};
use super::error::{Blame, Error};
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::AuthorizationResponse;

/// The parameters of a callback.
///
/// In JavaScript this is the host's own `URLSearchParams`, in Rust [`Parameters`](super::message::Parameters).
pub trait Query {
    /// What a rule fails with.
    type Error;
    /// Yields every value of a parameter.
    ///
    /// # Errors
    /// What the host raises.
    fn values(&self, name: &'static str) -> Result<Vec<String>, Self::Error>;
    /// Turns a failed rule into the host's error.
    fn fail(&self, error: Error) -> Self::Error;
}

/// What the caller knows of the state that it sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedState {
    /// None was sent, so none may come back.
    Absent,
    /// The caller checks it.
    Unchecked,
    /// The state that was sent.
    Value(String),
    /// A state that no server can send back: a JavaScript string with a lone surrogate.
    Impossible(String),
}

/// Checks an authorization response, in the order of RFC 9207 §2.4: who sent it before what it says.
///
/// `expected_state` is asked for after the issuer was checked.
///
/// # Errors
/// [`Error::InvalidCallback`], [`Error::AuthorizationResponse`], [`Error::Unsupported`]; what `expected_state` raises.
pub fn validate<V, Q>(
    server: &V,
    parameters: &Q,
    expected_state: impl FnOnce() -> Result<ExpectedState, Q::Error>,
) -> Result<(), Q::Error>
where
    V: Value,
    Q: Query<Error = V::Error>,
{
    let invalid = |parameter, problem, blame| parameters.fail(Error::InvalidCallback { parameter, problem, blame });
    if present(single(parameters, "response")?).is_some() {
        let problem = "of \"parameters\" is a JWT, which validateJwtAuthResponse() is for";
        return Err(invalid("response", problem, Blame::Parameters));
    }
    let issuer = present(single(parameters, "iss")?);
    let state = single(parameters, "state")?;
    if issuer.is_none() && server.member("authorization_response_iss_parameter_supported")?.is_truthy() {
        return Err(invalid("iss", "is missing, though this server promises to send it", Blame::Parameters));
    }
    let expected_issuer = server.member("issuer")?;
    if let Some(issuer) = issuer
        && !expected_issuer.is_text(&issuer)
    {
        return Err(invalid("iss", "is another issuer's", Blame::Expected(expected_issuer.to_text())));
    }
    check_state(state, expected_state()?).map_err(|(problem, blame)| invalid("state", problem, blame))?;
    if let Some(error) = present(single(parameters, "error")?) {
        let error_description = parameters.values("error_description")?.into_iter().next();
        return Err(parameters.fail(Error::AuthorizationResponse { error, error_description }));
    }
    let id_token = single(parameters, "id_token")?;
    let token = single(parameters, "token")?;
    if id_token.is_some() || token.is_some() {
        let what = "the authorization response is one of an implicit or hybrid flow, which are not supported";
        return Err(parameters.fail(Error::Unsupported { what }));
    }
    Ok(())
}

fn check_state(state: Option<String>, expected: ExpectedState) -> Result<(), (&'static str, Blame)> {
    match (state, expected) {
        (_, ExpectedState::Unchecked) | (None, ExpectedState::Absent) => Ok(()),
        (Some(_), ExpectedState::Absent) => Err(("is there, though none was expected", Blame::Expected(None))),
        (None, ExpectedState::Value(expected) | ExpectedState::Impossible(expected)) => {
            Err(("is missing", Blame::Expected(Some(expected))))
        }
        (Some(state), ExpectedState::Value(expected)) if equal(&state, &expected) => Ok(()),
        (Some(_), ExpectedState::Value(expected) | ExpectedState::Impossible(expected)) => {
            Err(("is not the one that was sent", Blame::Expected(Some(expected))))
        }
    }
}

/// Compares without telling by its time how much of a guess was right.
fn equal(left: &str, right: &str) -> bool {
    let difference = left.bytes().zip(right.bytes()).fold(0, |difference, (left, right)| difference | (left ^ right));
    left.len() == right.len() && difference == 0
}

fn present(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// RFC 6749 §3.1: parameters must not be included more than once.
fn single<Q: Query>(parameters: &Q, name: &'static str) -> Result<Option<String>, Q::Error> {
    let mut values = parameters.values(name)?;
    if values.len() > 1 {
        let problem = "must not occur more than once";
        return Err(parameters.fail(Error::InvalidCallback { parameter: name, problem, blame: Blame::Nobody }));
    }
    Ok(values.pop())
}

/// Reads the argument for the expected state; `absent` and `unchecked` say whether it is one of the two symbols.
///
/// # Errors
/// [`Error::Argument`] about `expectedState`.
pub fn expected_state<V: Value>(state: &V, absent: bool, unchecked: bool) -> Result<ExpectedState, V::Error> {
    if unchecked {
        return Ok(ExpectedState::Unchecked);
    }
    if absent || state.is_undefined() {
        return Ok(ExpectedState::Absent);
    }
    argument::text(state, state, "expectedState\" argument", Source::Argument)?;
    let text = state.to_text().unwrap_or_default();
    match state.is_text(&text) {
        true => Ok(ExpectedState::Value(text)),
        false => Ok(ExpectedState::Impossible(text)),
    }
}
