//! The body of a request: the host's `URLSearchParams`.

use super::host;
use super::value::{HostValue, Thrown, outcome};
use crate::protocol::form::Form;

/// Parameters of a request under construction. Values are passed on as they are: a lone surrogate is the host's to
/// replace.
#[derive(Clone, Copy)]
pub(super) struct Body(pub(super) HostValue);

impl Body {
    /// Yields a copy of the caller's parameters, in whichever of the forms that `URLSearchParams` takes.
    pub(super) fn from_argument(parameters: HostValue) -> Result<Self, Thrown> {
        outcome(host::form_from(parameters.raw())).map(Self)
    }
}

impl Form<HostValue> for Body {
    fn set(&mut self, name: &'static str, value: &HostValue) -> Result<(), Thrown> {
        self.0.set_entry(name, *value)
    }
}
