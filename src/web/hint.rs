//! The circumstances that the hint to an error depends on, as the host knows them.

use alloc::string::String;

use super::host;
use super::value::{HostValue, outcome};
use crate::protocol::error::Error;
use crate::protocol::hint::{Circumstances, Hint, Sent};
use crate::protocol::value::Value as _;

/// Yields the text of the hint to an error, or an undefined value. `response` is where the error came in, if anywhere.
///
/// Nobody can see that it is asked for: a response that is not the host's own, which might notice, gets no hint.
pub(super) fn text(error: &Error, response: HostValue) -> HostValue {
    let hint = match outcome(host::headers_of_response(response.raw())) {
        Ok(headers) => Hint::to(error, &Received { response, headers }),
        Err(_) => None,
    };
    hint.map_or(HostValue::UNDEFINED, |hint| HostValue::from_text(&hint.text()))
}

struct Received {
    response: HostValue,
    headers: HostValue,
}

/// What JavaScript knows, in the order of `facts` in `src/web/glue.js`.
#[derive(Clone, Copy)]
enum Fact {
    Sent,
    Location,
    ClockDifference,
}

impl Received {
    /// A host that raises something when it is asked knows nothing.
    fn fact(&self, fact: Fact) -> HostValue {
        outcome(host::fact(fact as i32, self.response.raw(), self.headers.raw())).unwrap_or(HostValue::UNDEFINED)
    }

    fn number(&self, fact: Fact) -> i32 {
        self.fact(fact).number().unwrap_or_default() as i32
    }
}

impl Circumstances for Received {
    fn sent(&self) -> Sent {
        Sent::from_number(self.number(Fact::Sent))
    }

    fn header(&self, name: &'static str) -> Option<String> {
        self.headers.get_entry(name).ok()?.to_text()
    }

    fn location(&self) -> Option<String> {
        self.fact(Fact::Location).to_text()
    }

    fn clock_difference(&self) -> i32 {
        self.number(Fact::ClockDifference)
    }
}
