//! Client assertions: `private_key_jwt` and `client_secret_jwt` (RFC 7521 §4.2, RFC 7523 §2.2, OpenID Connect Core §9).

use super::claims::{Claim, Claims};
use super::form::Form;
use super::time::Time;
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::{ClientAssertion, signing_input};

/// The value of `client_assertion_type` (RFC 7523 §2.2).
pub const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// How long an assertion is valid, in seconds.
const LIFETIME: f64 = 60.0;

/// Yields the header of an assertion. There is no `typ`: servers disagree about it, and most take none.
#[must_use]
pub fn header(algorithm: &str) -> Claims {
    Claims::default().with("alg", algorithm)
}

/// Yields the payload of an assertion (RFC 7523 §3).
///
/// `aud` is the issuer alone, as a string: what RFC 7523bis and FAPI 2.0 §5.3.3.1 ask for, so that no assertion can be
/// used at another server. `jti` is fresh for every request; a retry needs another assertion.
#[must_use]
pub fn payload(issuer: impl Into<Claim>, client_id: impl Into<Claim>, jti: &str, time: &Time) -> Claims {
    let client_id = client_id.into();
    Claims::default()
        .with("jti", jti)
        .with("aud", issuer)
        .with("exp", time.after(LIFETIME))
        .with("iat", time.after(0.0))
        .with("nbf", time.after(0.0))
        .with("iss", client_id.clone())
        .with("sub", client_id)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_issuer_is_the_only_audience() {
        let json = payload("https://as.example", "client", "id", &Time::at(1_000.0)).to_json();
        assert_eq!(
            json,
            r#"{"jti":"id","aud":"https://as.example","exp":1060,"iat":1000,"nbf":1000,"iss":"client","sub":"client"}"#
        );
        assert_eq!(header("ES256").to_json(), r#"{"alg":"ES256"}"#);
    }
}
