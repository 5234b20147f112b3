//! Pushed authorization requests (RFC 9126).

use super::fetch::{self, post_form};
use super::form::Body;
use super::metadata::Name;
use super::response::Answer;
use super::value::{HostValue, Outcome, Thrown};
use super::{dpop, host, metadata, options};
use crate::protocol::hint::Sent;
use crate::protocol::metadata::Endpoint;
use crate::protocol::par;

const ENDPOINT: Endpoint = Endpoint::PushedAuthorizationRequest;

/// Who takes part in a request: the server, the client, and how the client authenticates.
pub(super) type Parties = (HostValue, HostValue, HostValue);

/// Sends a pushed authorization request (RFC 9126 §2.1): `as, client, clientAuthentication, parameters, options`.
pub(super) async fn pushed_authorization_request() -> Outcome {
    let [server, client, client_authentication, parameters, options] = HostValue::arguments();
    push((server, client, client_authentication), parameters, options).await
}

/// Sends a pushed authorization request; yields the response, or a promise of it.
pub(super) async fn push(parties: Parties, parameters: HostValue, options: HostValue) -> Outcome {
    let (server, client, _) = parties;
    metadata::check(server, client)?;
    let prefers_alias = metadata::prefers_mtls_alias(client)?;
    let name = Name::Known(ENDPOINT.name());
    let url = metadata::endpoint(server, name, prefers_alias, options::transport(options)?)?;
    let mut body = Body::from_argument(parameters)?;
    if body.0.has_entry(par::FORBIDDEN)? {
        host::note(Sent::REQUEST_URI.number());
    }
    par::complete_parameters(&client, &mut body)?;
    let headers = options::outgoing_headers(options)?;
    let dpop = dpop::option(options)?;
    let Some(handle) = dpop else { return post_form(parties, url, body.0, headers, options, None).await };
    let target = dpop::Target::of(url);
    let proof = dpop::Proof::begin(handle, &target, HostValue::name("POST"), None).await?;
    let response = post_form(parties, url, body.0, headers, options, Some(proof)).await?;
    let response = fetch::answer(response).await?;
    dpop::remember_nonce(handle, response, target.origin);
    Ok(response)
}

/// Checks the answer to a pushed authorization request (RFC 9126 §2.2, §2.3): `as, client, response`.
pub(super) async fn process_pushed_authorization_response() -> Outcome {
    let [server, client, response] = HostValue::arguments();
    let (body, _) = process(server, client, response).await?;
    Ok(body)
}

/// Yields the body of a good answer and the seconds that its `request_uri` lives.
pub(super) async fn process(
    server: HostValue,
    client: HostValue,
    response: HostValue,
) -> Result<(HostValue, f64), Thrown> {
    metadata::check(server, client)?;
    let answer = Answer::from_argument(response)?;
    let body = answer.object(par::CREATED, ENDPOINT).await?;
    let expires_in = par::check_answer(&body)?;
    body.assign("expires_in", HostValue::from_number(expires_in))?;
    Ok((body, expires_in))
}
