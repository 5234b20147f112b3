//! Sends a request with the host's `fetch`, or the caller's.

use super::dpop::Proof;
use super::options::{self, Outgoing};
use super::value::{HostValue, Outcome, Symbol, outcome};
use super::{client_auth, host};
use crate::protocol::headers::{FORM_CONTENT_TYPE, Headers as _};
use crate::protocol::hint::{self, Sent};
use crate::protocol::value::Value as _;

/// Authenticates the client, then posts a form; yields a promise of the response.
pub(super) async fn post_form(
    (server, client, client_authentication): (HostValue, HostValue, HostValue),
    url: &str,
    body: HostValue,
    mut headers: Outgoing,
    options: HostValue,
    proof: Option<Proof>,
) -> Outcome {
    client_auth::apply(client_authentication, server, client, body, &mut headers, proof).await?;
    headers.set_fixed("content-type", FORM_CONTENT_TYPE)?;
    send("POST", url, body, &headers, options)
}

/// Sends a request and yields a promise of whatever `fetch` resolves with, untouched.
///
/// What was noted of it is kept for the hint to a refusal, and a browser's own `fetch` gets its hint here; other requests pay nothing
/// for either.
pub(super) fn send(
    method: &'static str,
    url: &str,
    body: HostValue,
    headers: &Outgoing,
    options: HostValue,
) -> Outcome {
    let custom = options.symbol_member(Symbol::CustomFetch)?;
    let signal = options::signal(options, url)?;
    let init = outcome(host::request_init(HostValue::name(method).raw(), body.raw(), headers.0.raw(), signal.raw()))?;
    let scope = host::scope_for(custom.raw());
    let promise = scope.fetch_with_str_and_init(url, &host::external_request_init(init.raw()));
    let promise = host::keep(&promise);
    let noted = Sent::from_number(host::note(0));
    if noted == Sent::NOTHING {
        return outcome(promise);
    }
    let hint = match noted.has(Sent::BY_BROWSER) && !custom.is_truthy() {
        true => HostValue::name(hint::NETWORK),
        false => HostValue::UNDEFINED,
    };
    outcome(host::follow(promise, init.raw(), hint.raw()))
}
