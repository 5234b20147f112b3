//! Request objects: authorization requests as signed JWTs (RFC 9101, RFC 8707, RFC 9396).

use alloc::string::String;
use alloc::vec::Vec;

use super::claims::{Claim, Claims};
use super::error::{Error, Problem};
use super::time::Time;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::signing_input;

/// How long a request object is valid, in seconds.
const LIFETIME: f64 = 60.0;

/// Yields the header of a request object (RFC 9101 §10.8).
#[must_use]
pub fn header(algorithm: &str) -> Claims {
    Claims::default().with("alg", algorithm).with("typ", "oauth-authz-req+jwt")
}

/// What the host's parsers say of the parameters that are not mere text.
pub trait Parse {
    /// What a rule fails with.
    type Error;
    /// Yields the whole number that a text begins with, as `parseInt` does, or NaN.
    fn leading_integer(&self, text: &str) -> f64;
    /// Yields the JSON of a parameter, serialised again, and whether it is an object or an array.
    ///
    /// # Errors
    /// The host's own, for a text that is not JSON.
    fn json(&self, parameter: &'static str, text: &str) -> Result<(Claim, Shape), Self::Error>;
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

/// Yields the payload of a request object (RFC 9101 §4).
///
/// Every parameter becomes a claim, the last one where a name repeats; `resource` becomes an array (RFC 8707 §2);
/// `max_age`, `claims` and `authorization_details` become what they are in JSON. The claims of the JWT itself replace
/// parameters of their names. There is no `sub`, so that no request object passes for a client assertion (RFC 9101
/// §10.8).
///
/// # Errors
/// About `max_age`, `claims` and `authorization_details`: [`Error::Argument`], or the parser's.
pub fn payload<P: Parse>(
    parameters: &[(String, String)],
    issuer: impl Into<Claim>,
    client_id: impl Into<Claim>,
    jti: &str,
    time: &Time,
    host: &P,
) -> Result<Claims, P::Error> {
    let mut claims = Claims::default();
    for (name, value) in parameters {
        claims.set(name, value.as_str());
    }
    claims.set("jti", jti);
    claims.set("aud", issuer);
    claims.set("exp", time.after(LIFETIME));
    claims.set("iat", time.after(0.0));
    claims.set("nbf", time.after(0.0));
    claims.set("iss", client_id);
    let values = |wanted: &str| -> Vec<&String> {
        parameters.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value).collect()
    };
    let resources = values("resource");
    if resources.len() > 1 {
        claims.set("resource", Claim::Texts(resources.into_iter().cloned().collect()));
    }
    if let Some(text) = values("max_age").first() {
        claims.set("max_age", time.number(max_age(host, text)?));
    }
    if let Some(text) = values("claims").first() {
        claims.set("claims", json(host, "claims", text, Shape::Object)?);
    }
    if let Some(text) = values("authorization_details").first() {
        claims.set("authorization_details", json(host, "authorization_details", text, Shape::Array)?);
    }
    Ok(claims)
}

fn max_age<P: Parse>(host: &P, text: &str) -> Result<f64, P::Error> {
    let subject = "max_age\" parameter";
    match host.leading_integer(text) {
        seconds if !seconds.is_finite() => Err(host.fail(Error::Argument { subject, problem: Problem::NotNumber })),
        seconds if seconds < 0.0 => Err(host.fail(Error::Argument { subject, problem: Problem::Negative })),
        seconds => Ok(seconds),
    }
}

fn json<P: Parse>(host: &P, parameter: &'static str, text: &str, expected: Shape) -> Result<Claim, P::Error> {
    let (json, shape) = host.json(parameter, text)?;
    if shape == expected {
        return Ok(json);
    }
    let (subject, problem) = match expected {
        Shape::Array => ("authorization_details\" parameter", "must be a JSON array"),
        _ => ("claims\" parameter", "must be a JSON object"),
    };
    Err(host.fail(Error::Argument { subject, problem: Problem::Value(problem) }))
}
