use std::string::{String, ToString as _};
use std::vec::Vec;

use serde_json::Value as JsonValue;

use super::{Parse, Shape, header, payload};
use crate::protocol::claims::Claim;
use crate::protocol::error::Error;
use crate::protocol::jws::{self, Algorithm};
use crate::protocol::message::Parameters;
use crate::protocol::metadata::{AuthorizationServer, Client};
use crate::protocol::par::complete_parameters;
use crate::protocol::time::Time;

/// Yields what a client's key signs to issue a request object (RFC 9101 §4); [`jws::compact`] makes the request object
/// of it and the signature.
///
/// `client_id` is set to the client's. `jti` is fresh for every request object.
///
/// # Errors
/// - `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE`: `max_age` is not a number, or is negative; `claims` is not a JSON
///   object; `authorization_details` is not a JSON array ([`Error::Argument`]).
/// - `OAUTH_PARSE_ERROR`: `claims` or `authorization_details` is not JSON ([`Error::ParameterUnparsable`]).
pub fn signing_input(
    server: &AuthorizationServer,
    client: &Client,
    mut parameters: Parameters,
    (algorithm, key_id): (Algorithm, Option<&str>),
    jti: &str,
    time: &Time,
) -> Result<String, Error> {
    complete_parameters(&client.as_json(), &mut parameters)?;
    let pairs: Vec<(String, String)> = parameters.iter().map(|(name, value)| (name.into(), value.into())).collect();
    let header = header(algorithm.name()).with("kid", key_id);
    let payload = payload(&pairs, server.issuer(), client.client_id(), jti, time, &Native)?;
    Ok(jws::signing_input(&header.to_json(), &payload.to_json()))
}

struct Native;

impl Parse for Native {
    type Error = Error;

    /// ECMAScript `parseInt` with radix 10.
    fn leading_integer(&self, text: &str) -> f64 {
        let text = text.trim_start_matches(crate::protocol::challenge::is_space);
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
        let end = text.len() - unsigned.len() + digits;
        text.get(..end).and_then(|integer| integer.parse().ok()).unwrap_or(f64::NAN)
    }

    fn json(&self, parameter: &'static str, text: &str) -> Result<(Claim, Shape), Error> {
        let json: JsonValue = serde_json::from_str(text).map_err(|_| Error::ParameterUnparsable { parameter })?;
        let shape = match json {
            JsonValue::Object(_) => Shape::Object,
            JsonValue::Array(_) => Shape::Array,
            _ => Shape::Other,
        };
        Ok((Claim::Json(json.to_string()), shape))
    }

    fn fail(&self, error: Error) -> Error {
        error
    }
}
