//! Texts made of parts.

use alloc::string::String;

/// Yields the parts as one text: a tenth of the code that `[&str]::concat` and `str::join` need, and `format!` would
/// bring the formatting machinery of `core`.
#[inline(never)]
pub(crate) fn concat(parts: &[&str]) -> String {
    let mut text = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        text.push_str(part);
    }
    text
}

/// Yields a number in decimal notation.
pub(super) fn decimal(number: u32) -> String {
    let mut text = String::new();
    for unit in [1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1] {
        if number >= unit || unit == 1 {
            text.push(char::from(b'0' + (number / unit % 10) as u8));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_digits() {
        for number in [0, 7, 10, 99, 100, 404, 999, 1_000, 60_000, 1_234_567, u32::MAX] {
            assert_eq!(decimal(number), alloc::format!("{number}"));
        }
        assert_eq!(concat(&["a", "", "bc"]), "abc");
    }
}
