//! Base64 (RFC 4648 §4) and base64url without padding (RFC 7515 §2), to write with: a tenth of the size of a general
//! library in the module that ships, and several times as fast.

use alloc::string::String;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Appends the base64url text of bytes, without padding.
pub fn push_url(text: &mut String, bytes: &[u8]) {
    push(text, bytes, URL_SAFE);
}

/// Yields the base64url text of bytes, without padding.
#[must_use]
pub fn url(bytes: &[u8]) -> String {
    let mut text = String::new();
    push_url(&mut text, bytes);
    text
}

/// Appends the base64 text of bytes, padded.
pub fn push_standard(text: &mut String, bytes: &[u8]) {
    push(text, bytes, STANDARD);
    for _ in 0..(3 - bytes.len() % 3) % 3 {
        text.push('=');
    }
}

/// The alphabet is one or two lines of a processor's cache: which of its letters are read cannot be told by their time.
fn push(text: &mut String, bytes: &[u8], alphabet: &[u8; 64]) {
    text.reserve(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for letter in 0..=chunk.len() {
            let index = bits >> (18 - 6 * letter) & 63;
            text.push(char::from(alphabet.get(index as usize).copied().unwrap_or_default()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648 §10, and RFC 7515 Appendix C.
    #[test]
    fn vectors_of_the_rfcs() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut text = String::new();
            push_standard(&mut text, bytes.as_bytes());
            assert_eq!(text, expected);
            assert_eq!(url(bytes.as_bytes()), expected.trim_end_matches('='));
        }
        assert_eq!(url(&[3, 236, 255, 224, 193]), "A-z_4ME");
    }

    #[cfg(feature = "es256")]
    #[test]
    fn every_byte_at_every_place_is_as_a_library_has_it() {
        use base64ct::Encoding as _;
        let bytes: alloc::vec::Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        for length in 0..bytes.len() {
            let bytes = bytes.get(..length).unwrap_or_default();
            let mut text = String::new();
            push_standard(&mut text, bytes);
            assert_eq!(text, base64ct::Base64::encode_string(bytes));
            assert_eq!(url(bytes), base64ct::Base64UrlUnpadded::encode_string(bytes));
        }
    }
}
