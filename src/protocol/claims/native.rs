use core::convert::Infallible;
use core::fmt;
use std::string::String;

use serde_json::{Map, Value as JsonValue};

use super::Members;
use crate::protocol::json::Json;

/// A JSON object under construction; its `Debug` output has the names only, because values may be a person's.
#[derive(Clone, Default, PartialEq)]
pub struct JsonObject(Map<String, JsonValue>);

impl JsonObject {
    /// Yields the JSON text, with the members in the order in which they were set first.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// Sets a member of any name to a text.
    pub fn insert(&mut self, name: &str, text: &str) {
        self.0.insert(name.into(), text.into());
    }
}

impl From<JsonObject> for JsonValue {
    fn from(object: JsonObject) -> Self {
        Self::Object(object.0)
    }
}

impl Members<JsonValue> for JsonObject {
    type Error = Infallible;

    fn set(&mut self, name: &'static str, value: &JsonValue) -> Result<(), Infallible> {
        self.0.insert(name.into(), value.clone());
        Ok(())
    }

    fn set_text(&mut self, name: &'static str, text: Option<&str>) -> Result<(), Infallible> {
        if let Some(text) = text {
            self.insert(name, text);
        }
        Ok(())
    }

    /// A whole number is written as one, whatever its size.
    fn set_number(&mut self, name: &'static str, number: f64) -> Result<(), Infallible> {
        let whole = number as i64;
        let value = if whole as f64 == number { whole.into() } else { number.into() };
        self.0.insert(name.into(), value);
        Ok(())
    }
}

impl Members<Json<'_>> for JsonObject {
    type Error = Infallible;

    fn set(&mut self, name: &'static str, value: &Json<'_>) -> Result<(), Infallible> {
        match value {
            Json::Undefined => {}
            Json::Text(text) => self.insert(name, text),
            Json::Value(value) => drop(self.0.insert(name.into(), (*value).clone())),
        }
        Ok(())
    }

    fn set_text(&mut self, name: &'static str, text: Option<&str>) -> Result<(), Infallible> {
        Members::<JsonValue>::set_text(self, name, text)
    }

    fn set_number(&mut self, name: &'static str, number: f64) -> Result<(), Infallible> {
        Members::<JsonValue>::set_number(self, name, number)
    }
}

impl fmt::Debug for JsonObject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_json() {
        let mut object = JsonObject::default();
        let mut set = |name, number| {
            let Ok(()) = Members::<JsonValue>::set_number(&mut object, name, number);
        };
        set("whole", 1060.0);
        set("negative", -1.0);
        set("fraction", 0.5);
        set("large", 9_007_199_254_740_994.0);
        set("none", f64::NAN);
        assert_eq!(
            object.to_json(),
            r#"{"whole":1060,"negative":-1,"fraction":0.5,"large":9007199254740994,"none":null}"#
        );
    }
}
