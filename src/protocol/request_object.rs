//! Request objects: authorization requests as signed JWTs (RFC 9101, RFC 8707, RFC 9396).

use super::claims::Members;
use super::error::{Error, Problem};
use super::time::Time;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::signing_input;

/// How long a request object is valid, in seconds.
const LIFETIME: f64 = 60.0;

/// Writes the header of a request object (RFC 9101 §10.8).
///
/// # Errors
/// What the host raises.
pub fn header<V, M: Members<V>>(header: &mut M, algorithm: &str, key_id: &V) -> Result<(), M::Error> {
    header.set_text("alg", Some(algorithm))?;
    header.set_text("typ", Some("oauth-authz-req+jwt"))?;
    header.set("kid", key_id)
}

/// The parameters of a request, and what the host's parsers say of those that are not mere text.
pub trait Source {
    /// A parameter's value, or what it is in JSON.
    type Value;
    /// What a rule fails with.
    type Error;
    /// Yields the first value of a parameter, if there is one.
    ///
    /// # Errors
    /// What the host raises.
    fn first(&self, name: &'static str) -> Result<Option<Self::Value>, Self::Error>;
    /// Yields all values of a parameter as an array, if there are several.
    ///
    /// # Errors
    /// What the host raises.
    fn several(&self, name: &'static str) -> Result<Option<Self::Value>, Self::Error>;
    /// Yields the whole number that a text begins with, as `parseInt` does, or NaN.
    fn leading_integer(&self, text: &Self::Value) -> f64;
    /// Yields a JSON text's value, and what it is.
    ///
    /// # Errors
    /// [`Error::ParameterUnparsable`].
    fn json(&self, parameter: &'static str, text: &Self::Value) -> Result<(Self::Value, Shape), Self::Error>;
    /// Turns a failed rule into the host's error.
    fn fail(&self, error: Error) -> Self::Error;
}

/// What a JSON text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An object.
    Object,
    /// An array.
    Array,
    /// Anything else.
    Other,
}

/// Completes the payload of a request object (RFC 9101 §4), which holds every parameter as a claim already: the last one
/// where a name repeats.
///
/// `resource` becomes an array (RFC 8707 §2); `max_age`, `claims` and `authorization_details` become what they are in
/// JSON. The claims of the JWT itself replace parameters of their names. There is no `sub`, so that no request object
/// passes for a client assertion (RFC 9101 §10.8).
///
/// # Errors
/// About `max_age`, `claims` and `authorization_details`: [`Error::Argument`], or the parser's.
pub fn payload<S: Source, M: Members<S::Value>>(
    claims: &mut M,
    parameters: &S,
    (issuer, client_id): (&S::Value, &S::Value),
    jti: &str,
    time: Time,
) -> Result<(), S::Error>
where
    S::Error: From<M::Error>,
{
    claims.set_text("jti", Some(jti))?;
    claims.set("aud", issuer)?;
    claims.set_number("exp", time.after(LIFETIME))?;
    claims.set_number("iat", time.seconds())?;
    claims.set_number("nbf", time.seconds())?;
    claims.set("iss", client_id)?;
    if let Some(resources) = parameters.several("resource")? {
        claims.set("resource", &resources)?;
    }
    if let Some(text) = parameters.first("max_age")? {
        claims.set_number("max_age", max_age(parameters, &text)?)?;
    }
    for (name, expected) in [("claims", Shape::Object), ("authorization_details", Shape::Array)] {
        if let Some(text) = parameters.first(name)? {
            claims.set(name, &json(parameters, name, &text, expected)?)?;
        }
    }
    Ok(())
}

fn max_age<S: Source>(parameters: &S, text: &S::Value) -> Result<f64, S::Error> {
    let problem = match parameters.leading_integer(text) {
        seconds if !seconds.is_finite() => Problem::NotNumber,
        seconds if seconds < 0.0 => Problem::Negative,
        seconds => return Ok(seconds),
    };
    Err(parameters.fail(Error::Argument { subject: "max_age\" parameter", problem }))
}

fn json<S: Source>(parameters: &S, name: &'static str, text: &S::Value, expected: Shape) -> Result<S::Value, S::Error> {
    let (json, shape) = parameters.json(name, text)?;
    if shape == expected {
        return Ok(json);
    }
    let (subject, problem) = match expected {
        Shape::Array => ("authorization_details\" parameter", "must be a JSON array"),
        _ => ("claims\" parameter", "must be a JSON object"),
    };
    Err(parameters.fail(Error::Argument { subject, problem: Problem::Value(problem) }))
}
