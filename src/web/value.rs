//! The host's values, as the rules read them.

use alloc::string::String;

use wasm_bindgen::JsValue;

use super::{error, host};
use crate::protocol::error::Error;
use crate::protocol::metadata::Document;
use crate::protocol::value::{Text, Value};

impl Value for JsValue {
    type Error = Self;

    fn fail(&self, broken: Error) -> Self {
        error::thrown(&broken, self, &Self::UNDEFINED)
    }

    fn member(&self, name: &'static str) -> Result<Self, Self> {
        host::get(self, name)
    }

    fn is_undefined(&self) -> bool {
        Self::is_undefined(self)
    }

    fn is_object(&self) -> bool {
        Self::is_object(self)
    }

    fn is_array(&self) -> bool {
        host::is_array(self)
    }

    fn is_truthy(&self) -> bool {
        Self::is_truthy(self)
    }

    fn text(&self) -> Text {
        match host::text_kind(self) {
            0 => Text::Absent,
            1 => Text::Empty,
            _ => Text::Present,
        }
    }

    fn to_text(&self) -> Option<String> {
        self.as_string()
    }

    fn is_text(&self, text: &str) -> bool {
        *self == Self::from_str(text)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn leading_number(&self) -> f64 {
        host::leading_number(self)
    }
}

impl Document for JsValue {
    type Name = Self;

    fn has(&self, name: &Self) -> Result<bool, Self> {
        host::has(self, name)
    }

    fn entry(&self, name: &Self) -> Result<Self, Self> {
        host::entry(self, name)
    }
}
