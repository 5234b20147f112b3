//! The body of a request: `application/x-www-form-urlencoded` parameters (RFC 6749 Appendix B).

use super::value::Value;

/// Parameters of a request under construction.
///
/// In JavaScript this is the host's own `URLSearchParams`, in Rust [`Parameters`](super::message::Parameters).
pub trait Form<V: Value> {
    /// Sets a parameter: replaces the first of that name, removes the others, appends it when there was none.
    ///
    /// # Errors
    /// What the host raises.
    fn set(&mut self, name: &'static str, value: &V) -> Result<(), V::Error>;
}
