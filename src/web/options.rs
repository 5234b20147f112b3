//! The options that every request takes.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::host;
use super::value::{HostValue, Outcome, Symbol, Thrown, outcome, place};
use crate::protocol::error::{Error, Problem};
use crate::protocol::headers::{self, Headers as _};
use crate::protocol::hint;
use crate::protocol::metadata::Transport;
use crate::protocol::value::Value as _;

/// Yields whether the caller allows plain http.
pub(super) fn transport(options: HostValue) -> Result<Transport, Thrown> {
    Ok(match options.symbol_member(Symbol::AllowInsecureRequests)?.is_true() {
        true => Transport::InsecureAllowed,
        false => Transport::Secure,
    })
}

/// The headers of a request.
pub(super) enum Outgoing {
    /// Ours alone, where the caller passed none; the host sees them when the request is sent.
    Fields(Vec<Field>),
    /// The host's `Headers`.
    Given(HostValue),
}

/// How many numbers say where a field is.
pub(super) const WORDS_OF_FIELD: usize = 5;

/// `accept`, `authorization`, `content-type`, `dpop`, `user-agent`.
const MOST_FIELDS: usize = 5;

pub(super) type Field = (&'static str, Cow<'static, str>);

impl Outgoing {
    fn put(&mut self, name: &'static str, value: Cow<'static, str>) -> Result<(), Thrown> {
        match self {
            Self::Fields(fields) => {
                match fields.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, old)) => *old = value,
                    None => fields.push((name, value)),
                }
                Ok(())
            }
            Self::Given(headers) => {
                let value = match value {
                    Cow::Borrowed(fixed) => HostValue::name(fixed),
                    Cow::Owned(text) => HostValue::from_text(&text),
                };
                headers.set_entry(name, value)
            }
        }
    }

    /// Yields the host's `Headers`.
    pub(super) fn for_host(&mut self) -> Outcome {
        if let Self::Fields(fields) = self {
            let words = words(fields);
            let (pointer, _) = place(&words);
            *self = Self::Given(outcome(host::headers_of(pointer, fields.len() as i32))?);
        }
        match self {
            Self::Given(headers) => Ok(*headers),
            Self::Fields(_) => Err(Thrown),
        }
    }
}

/// Where fields are, as `fieldsAt` of `src/web/host.js` reads them.
pub(super) fn words(fields: &[Field]) -> Vec<i32> {
    let mut words = Vec::with_capacity(fields.len() * WORDS_OF_FIELD);
    for (name, value) in fields {
        let (name, name_length) = place(name.as_bytes());
        let is_fixed = matches!(value, Cow::Borrowed(_));
        let (value, value_length) = place(value.as_bytes());
        words.extend([name, name_length, value, value_length, i32::from(is_fixed)]);
    }
    words
}

impl headers::Headers for Outgoing {
    type Error = Thrown;

    fn has(&self, name: &'static str) -> Result<bool, Thrown> {
        match self {
            Self::Fields(fields) => Ok(fields.iter().any(|(known, _)| *known == name)),
            Self::Given(headers) => headers.has_entry(name),
        }
    }

    fn set(&mut self, name: &'static str, value: &str) -> Result<(), Thrown> {
        self.put(name, Cow::Owned(value.into()))
    }

    fn set_fixed(&mut self, name: &'static str, value: &'static str) -> Result<(), Thrown> {
        self.put(name, Cow::Borrowed(value))
    }

    fn fail(&self, error: Error) -> Thrown {
        HostValue::UNDEFINED.fail(error)
    }
}

/// Yields the caller's headers, completed.
pub(super) fn outgoing_headers(options: HostValue) -> Result<Outgoing, Thrown> {
    let given = options.option("headers")?;
    let mut outgoing = match given.is_undefined() {
        true => Outgoing::Fields(Vec::with_capacity(MOST_FIELDS)),
        false => Outgoing::Given(outcome(host::headers_from(given.raw()))?),
    };
    let user_agent = headers::user_agent(|start| {
        let (pointer, length) = place(start.as_bytes());
        host::navigator_begins(pointer, length)
    });
    if user_agent.is_none() {
        let (pointer, length) = place(hint::NETWORK.as_bytes());
        host::advise(pointer, length);
    }
    headers::prepare(&mut outgoing, user_agent)?;
    outgoing.set_fixed("accept", headers::JSON)?;
    Ok(outgoing)
}

/// Yields the caller's signal, made now if it is a function, or undefined.
pub(super) fn signal(options: HostValue, url: HostValue) -> Outcome {
    let option = options.option("signal")?;
    if option.is_undefined() {
        return Ok(option);
    }
    let signal = outcome(host::signal_from(option.raw(), url.raw()))?;
    if !signal.is_instance("AbortSignal")? {
        let problem = Problem::NotInstance("AbortSignal");
        return Err(signal.fail(Error::Argument { subject: "options.signal", problem }));
    }
    Ok(signal)
}
