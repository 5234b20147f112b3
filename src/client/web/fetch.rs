use std::string::String;

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, RequestRedirect, Response as HostResponse};

use super::HostError;
use crate::client::Transport;
use crate::protocol::headers::{USER_AGENT, user_agent};
use crate::protocol::message::{HeaderMap, Request, Response};

#[wasm_bindgen]
extern "C" {
    /// Looked up when it is called, and caught: a host may have none, or one that throws.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn host_fetch(url: &str, init: &RequestInit) -> Result<JsValue, JsValue>;
}

/// The host's global `fetch`, as it is at the time of a request. Redirects are not followed.
///
/// In a page, the server must allow its origin (CORS), and expose `DPoP-Nonce` and `Date` where they are to be read.
#[derive(Debug, Clone, Default)]
pub struct Fetch {
    signal: Option<AbortSignal>,
}

impl Fetch {
    /// Yields the transport with a signal that ends its requests, such as one of `AbortSignal.timeout`.
    #[must_use]
    pub fn with_signal(mut self, signal: AbortSignal) -> Self {
        self.signal = Some(signal);
        self
    }

    fn init(&self, request: &Request) -> Result<RequestInit, JsValue> {
        let init = RequestInit::new();
        init.set_method(request.method);
        init.set_redirect(RequestRedirect::Manual);
        init.set_headers(headers(&request.headers)?.as_ref());
        init.set_signal(self.signal.as_ref());
        if let Some(body) = &request.body {
            init.set_body(&body.as_str().into());
        }
        Ok(init)
    }
}

impl Transport for Fetch {
    type Error = HostError;

    async fn send(&self, request: Request) -> Result<Response, HostError> {
        let answer = host_fetch(request.url.as_str(), &self.init(&request)?)?;
        let response = JsFuture::from(Promise::resolve(&answer)).await?;
        let Ok(response) = response.dyn_into::<HostResponse>() else {
            return Err(HostError::missing("fetch() resolved with something that is not a Response"));
        };
        let mut headers = HeaderMap::new();
        for entry in js_sys::try_iter(&response.headers())?.into_iter().flatten() {
            let entry: Array = entry?.unchecked_into();
            if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
                // What no HTTP message can hold is no header.
                let _ = headers.append(&name, &value);
            }
        }
        let body = JsFuture::from(response.array_buffer()?).await?;
        Ok(Response::new(response.status(), headers, Uint8Array::new(&body).to_vec()))
    }
}

/// The headers of a request, without a user agent where the host speaks for itself.
fn headers(from: &HeaderMap) -> Result<Headers, JsValue> {
    let headers = Headers::new()?;
    let speaks_for_itself = user_agent(|start| navigator().is_some_and(|name| name.starts_with(start))).is_none();
    for (name, value) in from.iter() {
        if !(speaks_for_itself && (name, value) == ("user-agent", USER_AGENT)) {
            headers.append(name, value)?;
        }
    }
    Ok(headers)
}

fn navigator() -> Option<String> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    Reflect::get(&navigator, &"userAgent".into()).ok()?.as_string()
}
