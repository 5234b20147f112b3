//! Values whose type is known only at run time: arguments of a dynamic caller, members of a JSON document.

use alloc::string::String;

use super::error::Error;

/// A string as the rules see it: most of them ask only whether it is one, and whether it is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Not a string at all.
    Absent,
    /// The empty string.
    Empty,
    /// A string with at least one character.
    Present,
}

/// A dynamic value, read without copying what the rule at hand does not need.
///
/// The rules of this crate are written once, over this trait: JSON read by `serde_json` implements it
/// ([`Json`](super::json::Json)), and so do the host's own objects in the JavaScript face.
pub trait Value: Sized {
    /// What a rule fails with: [`Error`] in Rust, the thrown value in JavaScript.
    type Error;

    /// Turns a failed rule into the host's error; the value that is to blame becomes its cause.
    fn fail(&self, error: Error) -> Self::Error;
    /// Yields a member of an object, or an undefined value.
    ///
    /// # Errors
    /// What the host raises while reading (a getter that throws).
    fn member(&self, name: &'static str) -> Result<Self, Self::Error>;
    /// Yields whether the value is missing.
    fn is_undefined(&self) -> bool;
    /// Yields whether the value is an object or an array, and not null.
    fn is_object(&self) -> bool;
    /// Yields whether the value is an array.
    fn is_array(&self) -> bool;
    /// Yields whether a condition on the value holds: not `false`, zero, NaN, null, missing or empty text.
    fn is_truthy(&self) -> bool;
    /// Yields whether the value is a string, and an empty one.
    fn text(&self) -> Text;
    /// Yields a copy of a string, or `None` for anything else.
    fn to_text(&self) -> Option<String>;
    /// Yields whether the value is exactly this string; a host's string may hold what [`to_text`](Self::to_text) cannot.
    fn is_text(&self, text: &str) -> bool {
        self.to_text().as_deref() == Some(text)
    }
    /// Yields the value of a number, or `None` for anything else.
    fn number(&self) -> Option<f64>;
    /// Yields the number that the value's text begins with, or NaN (`"60 s"` is 60).
    fn leading_number(&self) -> f64;
}
