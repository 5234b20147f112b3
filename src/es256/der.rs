//! The little of DER (X.690) that a private key is written in: one number for a tag, a definite length in its shortest form.

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
/// Tags whose meaning the element around them gives: `[0]` and `[1]`, of something that has elements inside.
pub(super) const CONTEXT: [u8; 2] = [0xA0, 0xA1];
/// `[1]` in the place of the tag of something that has none inside.
pub(super) const IMPLICIT_1: u8 = 0x81;

/// Elements, one after the other. `None` says that the next one is another, or malformed.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads a single element that takes up all of the bytes, and yields the reader of what is inside.
    pub(super) fn inside(bytes: &'a [u8], tag: u8) -> Option<Self> {
        Self::only(bytes, tag).map(Self)
    }

    /// Reads a single element that takes up all of the bytes, and yields what is inside.
    pub(super) fn only(bytes: &'a [u8], tag: u8) -> Option<&'a [u8]> {
        let mut outer = Self(bytes);
        let contents = outer.element(tag)?;
        outer.end()?;
        Some(contents)
    }

    /// Reads an element, and yields what is inside.
    pub(super) fn element(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (found, rest) = self.0.split_first()?;
        let (length, rest) = length(rest)?;
        let (contents, rest) = rest.split_at_checked(length).filter(|_| *found == tag)?;
        self.0 = rest;
        Some(contents)
    }

    /// The same for an element that may be left out.
    pub(super) fn optional(&mut self, tag: u8) -> Option<Option<&'a [u8]>> {
        match self.0.first() == Some(&tag) {
            true => self.element(tag).map(Some),
            false => Some(None),
        }
    }

    /// Demands that nothing is left.
    pub(super) fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Yields the whole bytes of a bit string (X.690 §8.6.2: the first says how many bits of the last are unused).
pub(super) fn whole_bytes(bit_string: &[u8]) -> Option<&[u8]> {
    bit_string.split_first().filter(|(unused, _)| **unused == 0).map(|(_, bytes)| bytes)
}

/// X.690 §8.1.3, §10.1. No key is longer than two bytes can say.
fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    match bytes {
        [length @ ..=0x7F, rest @ ..] => Some((usize::from(*length), rest)),
        [0x81, length @ 0x80..=0xFF, rest @ ..] => Some((usize::from(*length), rest)),
        [0x82, high @ 1..=0xFF, low, rest @ ..] => Some((usize::from(u16::from_be_bytes([*high, *low])), rest)),
        _ => None,
    }
}
