//! Request objects (RFC 9101).

use alloc::string::String;
use alloc::vec::Vec;

use super::form::Body;
use super::jwt::{self, Header, Hook, SigningKey};
use super::value::{HostValue, Outcome, Thrown, outcome};
use super::{host, metadata};
use crate::protocol::claims::Claim;
use crate::protocol::error::Error;
use crate::protocol::par;
use crate::protocol::request_object::{self, Parse, Shape};
use crate::protocol::value::Value as _;

/// Signs an authorization request (RFC 9101 §4): `as, client, parameters, privateKey, options`.
pub(super) async fn issue_request_object() -> Outcome {
    let [server, client, parameters, private_key, options] = super::arguments();
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
    let payload = request_object::payload(
        &entries(form)?,
        jwt::claim(server.member("issuer")?)?,
        jwt::claim(client.member("client_id")?)?,
        &jwt::random_identifier()?,
        &time,
        &HostParsers,
    )?;
    let key = SigningKey::of(key)?;
    let header = request_object::header(key.algorithm()?.name()).with("kid", jwt::claim(kid)?);
    let (input, _) = jwt::signing_input(Header::New(&header), &payload, &Hook::of(options)?)?;
    jwt::signed(&key, input).await
}

fn entries(form: Body) -> Result<Vec<(String, String)>, Thrown> {
    let flat = outcome(host::entries(form.0.raw()))?.items()?;
    let pairs = flat.chunks_exact(2).filter_map(<[HostValue]>::first_chunk::<2>);
    Ok(pairs.map(|[name, value]| (name.text_or_empty(), value.text_or_empty())).collect())
}

struct HostParsers;

impl Parse for HostParsers {
    type Error = Thrown;

    fn leading_integer(&self, text: &str) -> f64 {
        host::leading_integer(HostValue::from_text(text).raw())
    }

    fn json(&self, parameter: &'static str, text: &str) -> Result<(Claim, Shape), Thrown> {
        let parsed = outcome(host::parsed_json(HostValue::from_text(text).raw()))
            .map_err(|Thrown| HostValue::thrown().fail(Error::ParameterUnparsable { parameter }))?;
        let shape = match (parsed.is_array(), parsed.is_object()) {
            (true, _) => Shape::Array,
            (_, true) => Shape::Object,
            _ => Shape::Other,
        };
        let serialised = outcome(host::json_text(parsed.raw()))?.text_or_empty();
        Ok((Claim::Written { original: text.into(), serialised }, shape))
    }

    fn fail(&self, error: Error) -> Thrown {
        HostValue::UNDEFINED.fail(error)
    }
}
