use core::fmt;
use std::string::String;

use js_sys::JsString;
use wasm_bindgen::{JsCast as _, JsValue};

/// What the host threw, as it came.
#[derive(Clone)]
pub struct HostError(JsValue);

impl HostError {
    /// Yields the value that was thrown.
    #[must_use]
    pub fn as_js_value(&self) -> &JsValue {
        &self.0
    }

    pub(super) fn missing(what: &str) -> Self {
        Self(js_sys::Error::new(what).into())
    }

    fn text(&self) -> String {
        match self.0.dyn_ref::<js_sys::Error>() {
            Some(error) => error.to_string().into(),
            None => self.0.dyn_ref::<JsString>().map_or_else(|| "not an Error was thrown".into(), String::from),
        }
    }
}

impl From<JsValue> for HostError {
    fn from(thrown: JsValue) -> Self {
        Self(thrown)
    }
}

impl From<HostError> for JsValue {
    fn from(error: HostError) -> Self {
        error.0
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl fmt::Debug for HostError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("HostError").field(&self.text()).finish()
    }
}

impl core::error::Error for HostError {}
