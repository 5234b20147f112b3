//! Client assertions: `private_key_jwt` and `client_secret_jwt` (RFC 7521 §4.2, RFC 7523 §2.2, OpenID Connect Core §9).

use super::claims::Members;
use super::form::Form;
use super::time::Time;
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::{ClientAssertion, signed_with_secret, signing_input};

/// The value of `client_assertion_type` (RFC 7523 §2.2).
pub const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// How long an assertion is valid, in seconds.
const LIFETIME: f64 = 60.0;

/// Writes the header of an assertion; `key_id` is for the methods whose keys have one. There is no `typ`: servers disagree about it, and most take none.
///
/// # Errors
/// What the host raises.
pub fn header<V, M: Members<V>>(header: &mut M, algorithm: &V, key_id: Option<&V>) -> Result<(), M::Error> {
    header.set("alg", algorithm)?;
    key_id.map_or(Ok(()), |key_id| header.set("kid", key_id))
}

/// Writes the payload of an assertion (RFC 7523 §3).
///
/// `aud` is the issuer alone, as a string: what RFC 7523bis and FAPI 2.0 §5.3.3.1 ask for, so that no assertion can be
/// used at another server. `jti` is fresh for every request; a retry needs another assertion.
///
/// # Errors
/// What the host raises.
pub fn payload<V, M: Members<V>>(
    payload: &mut M,
    issuer: &V,
    client_id: &V,
    jti: &str,
    time: Time,
) -> Result<(), M::Error> {
    payload.set_text("jti", Some(jti))?;
    payload.set("aud", issuer)?;
    payload.set_number("exp", time.after(LIFETIME))?;
    payload.set_number("iat", time.seconds())?;
    payload.set_number("nbf", time.seconds())?;
    payload.set("iss", client_id)?;
    payload.set("sub", client_id)
}

/// Says in the body of a request that an assertion follows (RFC 7521 §4.2).
///
/// # Errors
/// What the host raises.
pub fn announce<V: Value>(client: &V, assertion_type: &V, form: &mut impl Form<V>) -> Result<(), V::Error> {
    form.set("client_id", &client.member("client_id")?)?;
    form.set("client_assertion_type", assertion_type)
}

/// Puts the assertion into the body of a request (RFC 7521 §4.2).
///
/// # Errors
/// What the host raises.
pub fn complete<V: Value>(assertion: &V, form: &mut impl Form<V>) -> Result<(), V::Error> {
    form.set("client_assertion", assertion)
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::super::claims::JsonObject;
    use super::super::json::Json;
    use super::*;

    #[test]
    fn the_issuer_is_the_only_audience() {
        let (mut head, mut body) = (JsonObject::default(), JsonObject::default());
        let (issuer, client_id) = (Json::Text("https://as.example"), Json::Text("client"));
        payload(&mut body, &issuer, &client_id, "id", Time::at(1_000.0)).unwrap();
        assert_eq!(
            body.to_json(),
            r#"{"jti":"id","aud":"https://as.example","exp":1060,"iat":1000,"nbf":1000,"iss":"client","sub":"client"}"#
        );
        header(&mut head, &Json::Text("ES256"), None).unwrap();
        assert_eq!(head.to_json(), r#"{"alg":"ES256"}"#);
    }
}
