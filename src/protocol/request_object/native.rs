use std::string::String;
use std::vec::Vec;

use serde_json::Value as JsonValue;

use super::{Shape, Source, header, payload};
use crate::protocol::claims::JsonObject;
use crate::protocol::error::Error;
use crate::protocol::json::Json;
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
    time: Time,
) -> Result<String, Error> {
    complete_parameters(&client.as_json(), &mut parameters)?;
    let (mut head, mut body) = (JsonObject::default(), JsonObject::default());
    let Ok(()) = header(&mut head, algorithm.name(), &key_id.map_or(Json::Undefined, Json::Text));
    for (name, value) in parameters.iter() {
        body.insert(name, value);
    }
    let (issuer, client_id) = (server.issuer().into(), client.client_id().into());
    payload(&mut body, &Native(&parameters), (&issuer, &client_id), jti, time)?;
    Ok(jws::signing_input(&head.to_json(), &body.to_json()))
}

struct Native<'a>(&'a Parameters);

impl Native<'_> {
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value)
    }
}

impl Source for Native<'_> {
    type Value = JsonValue;
    type Error = Error;

    fn first(&self, name: &'static str) -> Result<Option<JsonValue>, Error> {
        Ok(self.values(name).next().map(JsonValue::from))
    }

    fn several(&self, name: &'static str) -> Result<Option<JsonValue>, Error> {
        let values: Vec<&str> = self.values(name).collect();
        Ok((values.len() > 1).then(|| values.into()))
    }

    /// ECMAScript `parseInt` with radix 10.
    fn leading_integer(&self, text: &JsonValue) -> f64 {
        let text = text.as_str().unwrap_or_default().trim_start_matches(crate::protocol::challenge::is_space);
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
        let end = text.len() - unsigned.len() + digits;
        text.get(..end).and_then(|integer| integer.parse().ok()).unwrap_or(f64::NAN)
    }

    fn json(&self, parameter: &'static str, text: &JsonValue) -> Result<(JsonValue, Shape), Error> {
        let text = text.as_str().unwrap_or_default();
        let json: JsonValue = serde_json::from_str(text).map_err(|_| Error::ParameterUnparsable { parameter })?;
        let shape = match json {
            JsonValue::Object(_) => Shape::Object,
            JsonValue::Array(_) => Shape::Array,
            _ => Shape::Other,
        };
        Ok((json, shape))
    }

    fn fail(&self, error: Error) -> Error {
        error
    }
}
