//! The options that every request takes.

use wasm_bindgen::JsValue;
use web_sys::Headers;

use super::host;
use crate::protocol::error::{Error, Problem};
use crate::protocol::headers;
use crate::protocol::metadata::Transport;
use crate::protocol::value::Value as _;

/// Yields whether the caller allows plain http.
pub(super) fn transport(options: &JsValue) -> Result<Transport, JsValue> {
    Ok(match host::allows_insecure_requests(options)? {
        true => Transport::InsecureAllowed,
        false => Transport::Secure,
    })
}

/// The host's headers, as the rules set them.
pub(super) struct Outgoing(pub(super) Headers);

impl headers::Headers for Outgoing {
    type Error = JsValue;

    fn has(&self, name: &'static str) -> Result<bool, JsValue> {
        self.0.has(name)
    }

    fn set(&mut self, name: &'static str, value: &str) -> Result<(), JsValue> {
        self.0.set(name, value)
    }

    fn fail(&self, error: Error) -> JsValue {
        JsValue::UNDEFINED.fail(error)
    }
}

/// Yields the caller's headers, completed.
pub(super) fn outgoing_headers(options: &JsValue) -> Result<Outgoing, JsValue> {
    let mut outgoing = Outgoing(host::headers_from(&host::option_of(options, "headers")?)?);
    headers::prepare(&mut outgoing, headers::user_agent(host::user_agent().as_deref()))?;
    Ok(outgoing)
}

/// Yields the caller's signal, made now if it is a function, or undefined.
pub(super) fn signal(options: &JsValue, url: &str) -> Result<JsValue, JsValue> {
    let option = host::option_of(options, "signal")?;
    if option.is_undefined() {
        return Ok(option);
    }
    let signal = host::signal_from(&option, url)?;
    if !host::is_instance(&signal, "AbortSignal")? {
        let problem = Problem::NotInstance("AbortSignal");
        return Err(signal.fail(Error::Argument { subject: "options.signal", problem }));
    }
    Ok(signal)
}
