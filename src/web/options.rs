//! The options that every request takes.

use super::host;
use super::value::{HostValue, Outcome, Symbol, Thrown, outcome};
use crate::protocol::error::{Error, Problem};
use crate::protocol::headers::{self, Headers as _};
use crate::protocol::hint::Sent;
use crate::protocol::metadata::Transport;
use crate::protocol::value::Value as _;

/// Yields whether the caller allows plain http.
pub(super) fn transport(options: HostValue) -> Result<Transport, Thrown> {
    Ok(match options.symbol_member(Symbol::AllowInsecureRequests)?.is_true() {
        true => Transport::InsecureAllowed,
        false => Transport::Secure,
    })
}

/// The host's headers, as the rules set them.
pub(super) struct Outgoing(pub(super) HostValue);

impl headers::Headers for Outgoing {
    type Error = Thrown;

    fn has(&self, name: &'static str) -> Result<bool, Thrown> {
        self.0.has_entry(name)
    }

    fn set(&mut self, name: &'static str, value: &str) -> Result<(), Thrown> {
        self.0.set_entry(name, HostValue::from_text(value))
    }

    fn set_fixed(&mut self, name: &'static str, value: &'static str) -> Result<(), Thrown> {
        self.0.set_entry(name, HostValue::name(value))
    }

    fn fail(&self, error: Error) -> Thrown {
        HostValue::UNDEFINED.fail(error)
    }
}

/// Yields the caller's headers, completed.
pub(super) fn outgoing_headers(options: HostValue) -> Result<Outgoing, Thrown> {
    let mut outgoing = Outgoing(outcome(host::headers_from(options.option("headers")?.raw()))?);
    let navigator = outcome(host::user_agent())?.to_text();
    let user_agent = headers::user_agent(navigator.as_deref());
    if user_agent.is_none() {
        host::note(Sent::BY_BROWSER.number());
    }
    headers::prepare(&mut outgoing, user_agent)?;
    outgoing.set_fixed("accept", headers::JSON)?;
    Ok(outgoing)
}

/// Yields the caller's signal, made now if it is a function, or undefined.
pub(super) fn signal(options: HostValue, url: &str) -> Outcome {
    let option = options.option("signal")?;
    if option.is_undefined() {
        return Ok(option);
    }
    let signal = outcome(host::signal_from(option.raw(), HostValue::from_text(url).raw()))?;
    if !signal.is_instance("AbortSignal")? {
        let problem = Problem::NotInstance("AbortSignal");
        return Err(signal.fail(Error::Argument { subject: "options.signal", problem }));
    }
    Ok(signal)
}
