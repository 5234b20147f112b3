//! Request objects (RFC 9101).

use super::form::Body;
use super::jwt::{self, Hook, SigningKey};
use super::value::{HostValue, Outcome, Thrown, outcome};
use super::{host, metadata};
use crate::protocol::error::Error;
use crate::protocol::par;
use crate::protocol::request_object::{self, Shape, Source};
use crate::protocol::value::Value as _;

/// Signs an authorization request (RFC 9101 §4): `as, client, parameters, privateKey, options`.
pub(super) async fn issue_request_object() -> Outcome {
    let [server, client, parameters, private_key, options] = HostValue::arguments();
    metadata::check(server, client)?;
    issue(server, client, parameters, private_key, options).await
}

/// Yields the compact form of a request object.
pub(super) async fn issue(
    server: HostValue,
    client: HostValue,
    parameters: HostValue,
    private_key: HostValue,
    options: HostValue,
) -> Outcome {
    let mut form = Body::from_argument(parameters)?;
    let (key, kid) = jwt::key_and_kid(private_key)?;
    jwt::check_private_key(key, "privateKey.key")?;
    par::complete_parameters(&client, &mut form)?;
    let time = jwt::time(client)?;
    let mut claims = HostValue::global("Object")?.call_with("fromEntries", form.0)?;
    let parties = (&server.member("issuer")?, &client.member("client_id")?);
    request_object::payload(&mut claims, &Parameters(form.0), parties, &jwt::random_identifier()?, time)?;
    let key = SigningKey::of(key)?;
    let mut header = HostValue::record()?;
    request_object::header(&mut header, key.algorithm.name(), &kid)?;
    let input = jwt::signing_input(header, claims, Hook::of(options)?)?;
    jwt::signed(key, input).await
}

/// The parameters, and the host's parsers.
struct Parameters(HostValue);

impl Source for Parameters {
    type Value = HostValue;
    type Error = Thrown;

    fn first(&self, name: &'static str) -> Result<Option<HostValue>, Thrown> {
        let value = self.0.get_entry(name)?;
        Ok(Some(value).filter(|value| !value.is_null()))
    }

    fn several(&self, name: &'static str) -> Result<Option<HostValue>, Thrown> {
        let values = self.0.call_with("getAll", HostValue::name(name))?;
        let count = values.member("length")?.number().unwrap_or_default();
        Ok(Some(values).filter(|_| count > 1.0))
    }

    fn leading_integer(&self, text: &HostValue) -> f64 {
        host::leading_integer(text.raw())
    }

    fn json(&self, parameter: &'static str, text: &HostValue) -> Result<(HostValue, Shape), Thrown> {
        let parsed = outcome(host::parsed_json(text.raw()))
            .map_err(|Thrown| HostValue::thrown().fail(Error::ParameterUnparsable { parameter }))?;
        let shape = match (parsed.is_array(), parsed.is_object()) {
            (true, _) => Shape::Array,
            (_, true) => Shape::Object,
            _ => Shape::Other,
        };
        Ok((parsed, shape))
    }

    fn fail(&self, error: Error) -> Thrown {
        HostValue::UNDEFINED.fail(error)
    }
}
