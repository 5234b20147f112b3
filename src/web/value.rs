//! The host's values, as the rules read them.
//!
//! Most of it is one crossing each, and inlined: a call of an import is shorter than the call of a function that makes it.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::num::NonZeroI32;

use super::host;
use crate::protocol::value::Value as _;

mod rules;

/// A value in the frame of the call that runs (`src/web/frame.js`): its place, and what kind of value it is.
///
/// It is a number to Rust, without a destructor: what a call keeps is let go when the call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HostValue(NonZeroI32);

/// Something was thrown; the frame has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thrown;

/// What an operation ends with.
pub type Outcome = Result<HostValue, Thrown>;

/// The symbols that members of arguments are named by, and those that are arguments, in the order of `glue.js`.
#[derive(Clone, Copy)]
pub(super) enum Symbol {
    CustomFetch,
    AllowInsecureRequests,
    ClockSkew,
    ModifyAssertion,
    ExpectNoState,
    SkipStateCheck,
    NoDiscoveryCheck,
    /// Not a symbol, but compared like one.
    Null,
}

/// What the package keeps for an object of a caller's, in the order of `glue.js`.
#[derive(Clone, Copy)]
pub(super) enum Hidden {
    Handle,
    Key,
}

/// Bytes that hold most texts and signatures: a longer one is copied at the second try.
const LENGTH_OF_MOST: usize = 512;
/// Where arguments begin in a frame.
const FIRST_ARGUMENT: i32 = 2;
const KINDS: i32 = 7;
const FALSY: i32 = 1;
const EMPTY_TEXT: i32 = 2;
const TEXT: i32 = 3;
const TRUTHY: i32 = 4;
const TRUE: i32 = 5;
const OBJECT: i32 = 6;
const ARRAY: i32 = 7;

/// Reads what an import yielded: zero is none, for something was thrown.
#[inline(always)]
pub(super) fn outcome(number: i32) -> Outcome {
    NonZeroI32::new(number).map(HostValue).ok_or(Thrown)
}

/// Address and length of something that an import reads or writes before it returns.
#[inline(always)]
pub(super) fn place<T>(memory: &[T]) -> (i32, i32) {
    (memory.as_ptr().expose_provenance() as i32, memory.len() as i32)
}

fn place_mut(memory: &mut [u8]) -> (i32, i32) {
    (memory.as_mut_ptr().expose_provenance() as i32, memory.len() as i32)
}

impl HostValue {
    /// Every frame has it at the same place.
    pub const UNDEFINED: Self = match NonZeroI32::new(8) {
        Some(number) => Self(number),
        None => Self(NonZeroI32::MIN),
    };

    /// The number that JavaScript knows it by.
    #[must_use]
    #[inline(always)]
    pub fn raw(self) -> i32 {
        self.0.get()
    }

    #[inline(always)]
    fn certain(number: i32) -> Self {
        outcome(number).unwrap_or(Self::UNDEFINED)
    }

    #[inline(always)]
    fn kind(self) -> i32 {
        self.raw() & KINDS
    }

    /// Yields the arguments of the call.
    #[must_use]
    pub fn arguments<const N: usize>() -> [Self; N] {
        Self::first_of_frame(super::task::message())
    }

    /// Yields the values that a frame begins with, given their kinds.
    #[must_use]
    #[inline(always)]
    pub fn first_of_frame<const N: usize>(kinds: i32) -> [Self; N] {
        core::array::from_fn(|index| {
            let (place, kind) = (index as i32 + FIRST_ARGUMENT, (kinds >> (3 * index)) & KINDS);
            Self::certain(place << 3 | kind)
        })
    }

    /// Yields a text of the module's own.
    #[must_use]
    #[inline(always)]
    pub fn name(text: &'static str) -> Self {
        let (pointer, length) = place(text.as_bytes());
        Self::certain(host::name(pointer, length))
    }

    /// Yields a text.
    #[must_use]
    #[inline(always)]
    pub fn from_text(text: &str) -> Self {
        let (pointer, length) = place(text.as_bytes());
        Self::certain(host::text(pointer, length))
    }

    /// Yields a number.
    #[must_use]
    #[inline(always)]
    pub fn from_number(number: f64) -> Self {
        Self::certain(host::number(number))
    }

    /// Yields a boolean.
    #[must_use]
    pub fn from_bool(value: bool) -> Self {
        Self::certain(host::boolean(i32::from(value)))
    }

    /// Yields what was thrown.
    #[must_use]
    pub fn thrown() -> Self {
        Self::certain(host::thrown())
    }

    /// Throws the value.
    #[must_use]
    pub fn throw(self) -> Thrown {
        host::rethrow(self.raw());
        Thrown
    }

    /// Yields whether the value is `true` itself.
    #[must_use]
    #[inline(always)]
    pub fn is_true(self) -> bool {
        self.kind() == TRUE
    }

    /// Yields the text that the value is, empty for anything else.
    #[must_use]
    pub fn text_or_empty(self) -> String {
        self.to_text().unwrap_or_default()
    }

    /// Yields whether a text of the host's begins with one of ours.
    pub(super) fn begins_with(self, start: &'static str) -> bool {
        let (pointer, length) = place(start.as_bytes());
        self.kind() == TEXT && host::begins_with(self.raw(), pointer, length)
    }

    /// Yields a new plain object.
    pub(super) fn record() -> Outcome {
        outcome(host::record())
    }

    #[inline(always)]
    pub(super) fn put(self, name: &'static str, value: Self) -> Result<(), Thrown> {
        let (pointer, length) = place(name.as_bytes());
        outcome(host::set(self.raw(), pointer, length, value.raw())).map(drop)
    }

    /// Assigns to a property of a value of the host's, such as a URL or a parsed body.
    pub(super) fn assign(self, name: &'static str, value: Self) -> Result<(), Thrown> {
        let (pointer, length) = place(name.as_bytes());
        outcome(host::assign(self.raw(), pointer, length, value.raw())).map(drop)
    }

    pub(super) fn put_entry(self, key: Self, value: Self) -> Result<(), Thrown> {
        outcome(host::set_computed(self.raw(), key.raw(), value.raw())).map(drop)
    }

    /// Yields the value as JSON, or an undefined value where it has none.
    #[inline(always)]
    pub(super) fn to_json(self) -> Outcome {
        outcome(host::json_text(self.raw()))
    }

    /// Yields a member of options, which may be missing altogether.
    pub(super) fn option(self, name: &'static str) -> Outcome {
        match self.is_truthy() {
            true => self.member(name),
            false => Ok(Self::UNDEFINED),
        }
    }

    #[inline(always)]
    pub(super) fn symbol_member(self, symbol: Symbol) -> Outcome {
        outcome(host::symbol_member(self.raw(), symbol as i32))
    }

    #[inline(always)]
    pub(super) fn is_symbol(self, symbol: Symbol) -> bool {
        host::is_symbol(self.raw(), symbol as i32)
    }

    pub(super) fn is_null(self) -> bool {
        self.is_symbol(Symbol::Null)
    }

    #[inline(always)]
    pub(super) fn hidden(self, kind: Hidden) -> Self {
        Self::certain(host::hidden(kind as i32, self.raw()))
    }

    /// Yields the method and the credential behind a client authentication function; the method of a caller's own is 0.
    pub(super) fn credential(self) -> (i32, Self) {
        let number = host::credential(self.raw());
        (number & KINDS, Self::certain(number & !KINDS | OBJECT))
    }

    pub(super) fn is_instance(self, class: &'static str) -> Result<bool, Thrown> {
        let (pointer, length) = place(class.as_bytes());
        Ok(outcome(host::is_instance(self.raw(), pointer, length))?.is_truthy())
    }

    #[inline(always)]
    pub(super) fn global(name: &'static str) -> Outcome {
        let (pointer, length) = place(name.as_bytes());
        outcome(host::global(pointer, length))
    }

    #[inline(always)]
    fn invoke(self, method: &'static str, first: i32, second: i32) -> Outcome {
        let (pointer, length) = place(method.as_bytes());
        outcome(host::invoke(self.raw(), pointer, length, first, second))
    }

    #[inline(always)]
    pub(super) fn call(self, method: &'static str) -> Outcome {
        self.invoke(method, 0, 0)
    }

    #[inline(always)]
    pub(super) fn call_with(self, method: &'static str, argument: Self) -> Outcome {
        self.invoke(method, argument.raw(), 0)
    }

    #[inline(always)]
    pub(super) fn call_with_two(self, method: &'static str, first: Self, second: Self) -> Outcome {
        self.invoke(method, first.raw(), second.raw())
    }

    /// Asks headers or a form whether they have an entry.
    pub(super) fn has_entry(self, name: &'static str) -> Result<bool, Thrown> {
        let (pointer, length) = place(name.as_bytes());
        Ok(outcome(host::has_entry(self.raw(), pointer, length))?.is_truthy())
    }

    /// Yields an entry of headers or a form.
    pub(super) fn get_entry(self, name: &'static str) -> Outcome {
        let (pointer, length) = place(name.as_bytes());
        outcome(host::get_entry(self.raw(), pointer, length))
    }

    /// Sets an entry of headers or a form.
    pub(super) fn set_entry(self, name: &'static str, value: Self) -> Result<(), Thrown> {
        let (pointer, length) = place(name.as_bytes());
        outcome(host::set_entry(self.raw(), pointer, length, value.raw())).map(drop)
    }

    /// Yields the items of a list.
    pub(super) fn items(self) -> Result<Vec<Self>, Thrown> {
        let length = self.member("length")?.number().unwrap_or_default() as i32;
        (0..length).map(|index| outcome(host::item(self.raw(), index))).collect()
    }

    /// Yields a copy of the bytes of an ArrayBuffer, or of a view of one.
    pub(super) fn bytes(self) -> Result<Vec<u8>, Thrown> {
        copied(|memory| {
            let (pointer, length) = place_mut(memory);
            host::copy_buffer(self.raw(), pointer, length)
        })
    }

    /// Yields a copy of a Uint8Array.
    #[cfg(feature = "es256")]
    pub(super) fn byte_copy(self) -> Vec<u8> {
        let mut copy = vec![0; self.byte_length()];
        self.copy_bytes_to(&mut copy);
        copy
    }

    /// Yields the length of a Uint8Array.
    #[cfg(feature = "es256")]
    pub(super) fn byte_length(self) -> usize {
        host::length_of(self.raw()) as usize
    }

    /// Copies a Uint8Array into memory that is as long.
    #[cfg(feature = "es256")]
    pub(super) fn copy_bytes_to(self, memory: &mut [u8]) {
        let (pointer, length) = place_mut(memory);
        host::copy_bytes(self.raw(), pointer, length);
    }
}

/// Yields what a function copies to memory. It yields how many bytes it copied; how many it would have to, negative, where
/// they did not fit; or -1 where it threw.
fn copied(copy: impl Fn(&mut [u8]) -> i32) -> Result<Vec<u8>, Thrown> {
    let mut bytes = vec![0; LENGTH_OF_MOST];
    let mut length = copy(&mut bytes);
    if length < -1 {
        bytes = vec![0; length.unsigned_abs() as usize];
        length = copy(&mut bytes);
    }
    bytes.truncate(usize::try_from(length).map_err(|_| Thrown)?);
    Ok(bytes)
}

/// Fills memory with the host's random bytes; `pooled` ones are unique, but handed out from a store.
pub(super) fn fill_random(memory: &mut [u8], pooled: bool) -> Result<(), Thrown> {
    let (pointer, length) = place_mut(memory);
    outcome(host::random(pointer, length, i32::from(pooled))).map(drop)
}
