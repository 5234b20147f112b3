//! The traits that the rules are written over.

use alloc::string::String;

use super::{
    ARRAY, EMPTY_TEXT, FALSY, HostValue, OBJECT, Outcome, TEXT, TRUTHY, Thrown, copied, outcome, place, place_mut,
};
use crate::protocol::claims::Members;
use crate::protocol::error::Error;
use crate::protocol::value::{Text, Value};
use crate::web::{error, host};

impl Value for HostValue {
    type Error = Thrown;

    #[inline(always)]
    fn fail(&self, broken: Error) -> Thrown {
        error::throw(&broken, *self, Self::UNDEFINED)
    }

    #[inline(always)]
    fn member(&self, name: &'static str) -> Outcome {
        let (pointer, length) = place(name.as_bytes());
        outcome(host::member(self.raw(), pointer, length))
    }

    #[inline(always)]
    fn is_undefined(&self) -> bool {
        self.kind() == 0
    }

    #[inline(always)]
    fn is_object(&self) -> bool {
        self.kind() >= OBJECT
    }

    #[inline(always)]
    fn is_array(&self) -> bool {
        self.kind() == ARRAY
    }

    #[inline(always)]
    fn is_truthy(&self) -> bool {
        self.kind() >= TEXT
    }

    #[inline(always)]
    fn text(&self) -> Text {
        match self.kind() {
            EMPTY_TEXT => Text::Empty,
            TEXT => Text::Present,
            _ => Text::Absent,
        }
    }

    fn to_text(&self) -> Option<String> {
        match self.text() {
            Text::Absent => None,
            Text::Empty => Some(String::new()),
            Text::Present => {
                let bytes = copied(|memory| {
                    let (pointer, length) = place_mut(memory);
                    host::copy_text(self.raw(), pointer, length)
                });
                String::from_utf8(bytes.ok()?).ok()
            }
        }
    }

    #[inline(always)]
    fn is_text(&self, text: &str) -> bool {
        let (pointer, length) = place(text.as_bytes());
        host::is_text(self.raw(), pointer, length)
    }

    #[inline(always)]
    fn number(&self) -> Option<f64> {
        match self.kind() {
            FALSY | TRUTHY => Some(host::number_of(self.raw())).filter(|number| !number.is_nan()),
            _ => None,
        }
    }

    fn leading_number(&self) -> f64 {
        host::leading_number(self.raw())
    }
}

/// A plain object under construction: what JavaScript calls a header or a payload.
impl Members<Self> for HostValue {
    type Error = Thrown;

    #[inline(always)]
    fn set(&mut self, name: &'static str, value: &Self) -> Result<(), Thrown> {
        self.put(name, *value)
    }

    fn set_text(&mut self, name: &'static str, text: Option<&str>) -> Result<(), Thrown> {
        let Some(text) = text else { return self.put(name, Self::UNDEFINED) };
        let (pointer, length) = place(name.as_bytes());
        let (text_pointer, text_length) = place(text.as_bytes());
        outcome(host::set_text(self.raw(), pointer, length, text_pointer, text_length)).map(drop)
    }

    #[inline(always)]
    fn set_number(&mut self, name: &'static str, number: f64) -> Result<(), Thrown> {
        let (pointer, length) = place(name.as_bytes());
        outcome(host::set_number(self.raw(), pointer, length, number)).map(drop)
    }
}
