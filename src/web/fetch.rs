//! Sends a request with the host's `fetch`, or the caller's.

use alloc::vec::Vec;

use wasm_bindgen::JsCast as _;

use super::dpop::Proof;
use super::options::{self, Outgoing};
use super::task::settled;
use super::value::{HostValue, Outcome, Symbol, outcome, place};
use super::{client_auth, host};
use crate::protocol::headers::{FORM_CONTENT_TYPE, Headers as _};
use crate::protocol::hint::LOWEST_REFUSAL;

/// Authenticates the client, then posts a form; yields what `fetch` returned.
pub(super) async fn post_form(
    (server, client, client_authentication): (HostValue, HostValue, HostValue),
    url: HostValue,
    body: HostValue,
    mut headers: Outgoing,
    options: HostValue,
    proof: Option<Proof>,
) -> Outcome {
    client_auth::apply(client_authentication, server, client, body, &mut headers, proof).await?;
    headers.set_fixed("content-type", FORM_CONTENT_TYPE)?;
    send("POST", url, body, &headers, options)
}

/// Waits for what `fetch` returned, which may be of a caller's making.
pub(super) async fn answer(returned: HostValue) -> Outcome {
    settled(outcome(host::adopt(returned.raw()))?).await
}

/// Sends a request and yields what `fetch` returned, untouched. What was noted of the request is kept for
/// the hint to a refusal.
pub(super) fn send(
    method: &'static str,
    url: HostValue,
    body: HostValue,
    headers: &Outgoing,
    options: HostValue,
) -> Outcome {
    let custom = options.symbol_member(Symbol::CustomFetch)?;
    let signal = options::signal(options, url)?;
    let (method, method_length) = place(method.as_bytes());
    let (headers, fields) = match headers {
        Outgoing::Fields(fields) => (0, options::words(fields)),
        Outgoing::Given(headers) => (headers.raw(), Vec::new()),
    };
    let (pointer, count) = (place(&fields).0, (fields.len() / options::WORDS_OF_FIELD) as i32);
    let [custom, url, body, signal] = [custom, url, body, signal].map(HostValue::raw);
    let request = host::request_for(custom, method, method_length, url, body, headers, pointer, count, signal);
    // The request knows everything: what web-sys takes for a window is the request itself.
    let promise = request.fetch_with_request(request.unchecked_ref());
    outcome(host::keep_answer(&promise, custom, signal, i32::from(LOWEST_REFUSAL)))
}
