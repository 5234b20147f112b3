//! What a JWT says (RFC 7519 §4, RFC 7515 §4): the members of its header and its payload.

use alloc::string::String;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::JsonObject;

/// The members of an object under construction; `V` is what a member can be set to as it is.
///
/// In JavaScript this is an object of the host's, in Rust [`JsonObject`]. The host's JSON writer makes the text of it.
pub trait Members<V> {
    /// What the host raises.
    type Error;
    /// Sets a member: one of that name keeps its place. An undefined value is no member of the JSON text.
    ///
    /// # Errors
    /// What the host raises.
    fn set(&mut self, name: &'static str, value: &V) -> Result<(), Self::Error>;
    /// Sets a member to a text, or to nothing.
    ///
    /// # Errors
    /// What the host raises.
    fn set_text(&mut self, name: &'static str, text: Option<&str>) -> Result<(), Self::Error>;
    /// Sets a member to a number.
    ///
    /// # Errors
    /// What the host raises.
    fn set_number(&mut self, name: &'static str, number: f64) -> Result<(), Self::Error>;
}

/// Yields a string as JSON (RFC 8259 §7).
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut json = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\0'..='\u{1f}' => {
                json.push_str("\\u00");
                json.extend(
                    [4, 0].map(|shift| char::from_digit(u32::from(character) >> shift & 15, 16).unwrap_or('0')),
                );
            }
            _ => json.push(character),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_texts_are_json() {
        assert_eq!(quoted("a\"\\/\u{0}\n\u{1f}\u{7f}é😀"), "\"a\\\"\\\\/\\u0000\\u000a\\u001f\u{7f}é😀\"");
    }
}
