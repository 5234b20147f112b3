//! Arguments and JSON documents of a Rust program, as the rules see them.

use core::fmt;
use std::string::String;

use serde_json::Value as JsonValue;

use super::error::{Error, Problem};
use super::metadata::Document;
use super::value::{Text, Value};

/// A string argument, or a place in a JSON document (RFC 8259), which may hold nothing.
///
/// A secret on its way through a rule is one of these: the `Debug` output shows only what kind of value it is.
#[derive(Clone, Copy, PartialEq)]
pub enum Json<'a> {
    /// Nothing: the member does not exist. JSON's `null` is not this.
    Undefined,
    /// A string that did not come out of a document.
    Text(&'a str),
    /// A value of a document.
    Value(&'a JsonValue),
}

impl<'a> Json<'a> {
    fn get(self, name: &str) -> Self {
        match self {
            Self::Value(value) => value.get(name).map_or(Self::Undefined, Self::Value),
            _ => Self::Undefined,
        }
    }

    /// Yields the string, or `None` for anything else.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Undefined => None,
            Self::Text(text) => Some(text),
            Self::Value(value) => value.as_str(),
        }
    }
}

impl<'a> From<&'a JsonValue> for Json<'a> {
    fn from(value: &'a JsonValue) -> Self {
        Self::Value(value)
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl fmt::Debug for Json<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Undefined => "Undefined",
            Self::Text(_) => "Text(..)",
            Self::Value(_) => "Value(..)",
        })
    }
}

impl Value for Json<'_> {
    type Error = Error;

    fn fail(&self, error: Error) -> Error {
        error
    }

    fn member(&self, name: &'static str) -> Result<Self, Error> {
        Ok(self.get(name))
    }

    fn is_undefined(&self) -> bool {
        matches!(self, Self::Undefined)
    }

    fn is_object(&self) -> bool {
        matches!(self, Self::Value(JsonValue::Object(_) | JsonValue::Array(_)))
    }

    fn is_array(&self) -> bool {
        matches!(self, Self::Value(JsonValue::Array(_)))
    }

    fn is_truthy(&self) -> bool {
        match *self {
            Self::Undefined | Self::Value(JsonValue::Null) => false,
            Self::Text(text) => !text.is_empty(),
            Self::Value(JsonValue::Bool(value)) => *value,
            Self::Value(JsonValue::Number(number)) => number.as_f64() != Some(0.0),
            Self::Value(JsonValue::String(text)) => !text.is_empty(),
            Self::Value(JsonValue::Array(_) | JsonValue::Object(_)) => true,
        }
    }

    fn text(&self) -> Text {
        match self.as_str() {
            None => Text::Absent,
            Some("") => Text::Empty,
            Some(_) => Text::Present,
        }
    }

    fn to_text(&self) -> Option<String> {
        self.as_str().map(String::from)
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Value(value) => value.as_f64(),
            _ => None,
        }
    }

    fn leading_number(&self) -> f64 {
        match *self {
            Self::Undefined => f64::NAN,
            Self::Text(text) => parse_float(text),
            Self::Value(value) => leading_number(value),
        }
    }
}

impl Document for Json<'_> {
    type Name = str;

    fn has(&self, name: &str) -> Result<bool, Error> {
        match self.is_object() {
            true => Ok(!self.get(name).is_undefined()),
            false => Err(Error::Argument { subject: "as.mtls_endpoint_aliases", problem: Problem::NotObject }),
        }
    }

    fn entry(&self, name: &str) -> Result<Self, Error> {
        Ok(self.get(name))
    }
}

/// Yields what JavaScript's `parseFloat` makes of a JSON value.
///
/// It reads the value's text; an array's text begins with that of its first element.
fn leading_number(value: &JsonValue) -> f64 {
    match value {
        JsonValue::Number(number) => number.as_f64().unwrap_or(f64::NAN),
        JsonValue::String(text) => parse_float(text),
        JsonValue::Array(elements) => elements.first().map_or(f64::NAN, leading_number),
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::Object(_) => f64::NAN,
    }
}

/// ECMAScript `parseFloat`: the longest prefix that is a decimal literal, after white space; NaN without one.
fn parse_float(text: &str) -> f64 {
    let text = text.trim_start_matches(super::challenge::is_space);
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let rest = match unsigned.strip_prefix("Infinity") {
        Some(rest) => rest,
        None => after_decimal(unsigned).unwrap_or(text),
    };
    let literal = text.get(..text.len() - rest.len()).unwrap_or_default();
    literal.parse().unwrap_or(f64::NAN)
}

/// `StrUnsignedDecimalLiteral` (ECMA-262 §7.1.4.1) without `Infinity`: yields what follows it.
fn after_decimal(text: &str) -> Option<&str> {
    let after_integer = after_digits(text);
    let (has_integer, integer_rest) = (after_integer.is_some(), after_integer.unwrap_or(text));
    let fraction = integer_rest.strip_prefix('.');
    let after_fraction = fraction.and_then(after_digits);
    let mantissa_rest = match (has_integer, after_fraction) {
        (_, Some(rest)) => rest,
        (true, None) => fraction.unwrap_or(integer_rest),
        (false, None) => return None,
    };
    Some(after_exponent(mantissa_rest).unwrap_or(mantissa_rest))
}

fn after_exponent(text: &str) -> Option<&str> {
    let exponent = text.strip_prefix(['e', 'E'])?;
    after_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
}

fn after_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    if rest.len() < text.len() { Some(rest) } else { None }
}
