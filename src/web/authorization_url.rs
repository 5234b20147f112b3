//! From the parameters to the URL that the user agent goes to, in one call.

use super::form::Body;
use super::metadata::Name;
use super::par::Parties;
use super::response::header;
use super::value::{HostValue, Outcome, Thrown, outcome};
use super::{dpop, fetch, host, metadata, options, par, request_object};
use crate::protocol::dpop::NONCE_HEADER;
use crate::protocol::metadata::Endpoint;
use crate::protocol::par::refer_to_request;
use crate::protocol::value::Value as _;

/// The last moment of a `Date`, in milliseconds (ECMA-262 §21.4.1.1).
const LAST_MOMENT: f64 = 8.64e15;

/// Pushes an authorization request and yields the authorization URL (RFC 9126 §2, §4): `as, client,
/// clientAuthentication, parameters, options`.
///
/// A server that demands a DPoP nonce gets one more request, with another proof and another client assertion
/// (RFC 9449 §8).
pub(super) async fn pushed_authorization_url() -> Outcome {
    let [server, client, client_authentication, parameters, options] = HostValue::arguments();
    metadata::check(server, client)?;
    let name = Name::Known(Endpoint::Authorization.name());
    let url = metadata::url(metadata::endpoint(server, name, false, options::transport(options)?)?)?;
    // Both requests send the same, even where the caller's iterable can be read only once.
    let Body(parameters) = Body::from_argument(parameters)?;
    let call = Call { parties: (server, client, client_authentication), parameters, options };
    let pushed = match call.push().await {
        Err(Thrown) => {
            let error = HostValue::thrown();
            match dpop::option(options)?.is_some() && brings_nonce(error)? {
                true => call.push().await?,
                false => return Err(error.throw()),
            }
        }
        Ok(pushed) => pushed,
    };
    let request_uri = pushed.body.member("request_uri")?;
    refer_to_request(&client.member("client_id")?, &request_uri, &mut Body(url.member("searchParams")?))?;
    let result = HostValue::record()?;
    result.put("url", url)?;
    result.put("request_uri", request_uri)?;
    result.put("expires_in", HostValue::from_number(pushed.expires_in))?;
    result.put("expires_at", pushed.expires_at()?)?;
    Ok(result)
}

struct Call {
    parties: Parties,
    parameters: HostValue,
    options: HostValue,
}

struct Pushed {
    response: HostValue,
    body: HostValue,
    /// Seconds.
    expires_in: f64,
}

impl Call {
    async fn push(&self) -> Result<Pushed, Thrown> {
        let (server, client, _) = self.parties;
        let response = par::push(self.parties, self.parameters().await?, self.options).await?;
        let response = fetch::answer(response).await?;
        let (body, expires_in) = par::process(server, client, response).await?;
        Ok(Pushed { response, body, expires_in })
    }

    /// Yields the parameters, signed if the caller wants them so (RFC 9126 §3).
    async fn parameters(&self) -> Outcome {
        let key = self.options.option("requestObject")?;
        if key.is_undefined() {
            return Ok(self.parameters);
        }
        let (server, client, _) = self.parties;
        let signed = HostValue::record()?;
        let none = HostValue::UNDEFINED;
        signed.put("request", request_object::issue(server, client, self.parameters, key, none).await?)?;
        Ok(signed)
    }
}

impl Pushed {
    /// Yields a `Date`, by the server's clock where the answer tells its time (RFC 9110 §6.6.1), else by the host's; at most
    /// the last moment that a `Date` has.
    fn expires_at(&self) -> Outcome {
        let clock = HostValue::global("Date")?;
        let date = header(self.response, "date")?;
        let sent = match date.is_truthy() {
            true => clock.call_with("parse", date)?.number(),
            false => None,
        };
        let received = || Ok(clock.call("now")?.number().unwrap_or(f64::NAN));
        let moment = sent.map_or_else(received, Ok)?;
        let expiry = (moment + self.expires_in * 1000.0).clamp(-LAST_MOMENT, LAST_MOMENT);
        outcome(host::date(expiry))
    }
}

/// Yields whether the server demands a nonce and says which: a browser may not have been allowed to read it.
fn brings_nonce(error: HostValue) -> Result<bool, Thrown> {
    if !dpop::demands_nonce(error)? {
        return Ok(false);
    }
    Ok(header(error.member("response")?, NONCE_HEADER)?.is_truthy())
}
