//! How a client proves who it is: the methods that need no signature (RFC 6749 §2.3.1, RFC 7591 §2).

use alloc::string::String;
use alloc::vec::Vec;

use super::argument::{self, Source};
use super::base64;
use super::form::Form;
use super::hint::Sent;
use super::text::concat;
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::{ClientAuthentication, ClientSecret};

/// Demands a client secret.
///
/// # Errors
/// [`Error::Argument`](super::error::Error::Argument) about `clientSecret`.
pub fn check_secret<V: Value>(secret: &V) -> Result<(), V::Error> {
    argument::text(secret, secret, "clientSecret", Source::Argument)
}

/// `none`: a public client only names itself (RFC 6749 §3.2.1).
///
/// # Errors
/// What the host raises.
pub fn none<V: Value>(client: &V, form: &mut impl Form<V>) -> Result<(), V::Error> {
    form.set("client_id", &client.member("client_id")?)
}

/// `client_secret_post`: the secret as a parameter of the body (RFC 6749 §2.3.1).
///
/// # Errors
/// What the host raises.
pub fn client_secret_post<V: Value>(client: &V, secret: &V, form: &mut impl Form<V>) -> Result<(), V::Error> {
    form.set("client_id", &client.member("client_id")?)?;
    form.set("client_secret", secret)
}

/// `client_secret_basic`: yields the value of the `authorization` header.
///
/// Both halves are form-encoded *before* they are joined and base64-encoded; servers that skip the decoding refuse
/// identifiers with characters such as `-` or `_` (RFC 6749 §2.3.1 and Appendix B).
#[must_use]
pub fn client_secret_basic(client_id: &str, secret: &str) -> String {
    let mut credentials = Vec::with_capacity(3 * (client_id.len() + secret.len()) + 1);
    form_encode(client_id, &mut credentials);
    credentials.push(b':');
    form_encode(secret, &mut credentials);
    concat(&["Basic ", &base64::standard(&credentials)])
}

/// Yields whether servers may decode these credentials in another way than [`client_secret_basic`] encodes them.
#[must_use]
pub fn sent_by_basic(client_id: &str, secret: &str) -> Sent {
    let is_disputed = |text: &str| !text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Sent::DISPUTED_BASIC.only_if(is_disputed(client_id) || is_disputed(secret))
}

/// The strictest form encoding: everything but ASCII letters and digits is escaped, so every server decodes the same.
fn form_encode(text: &str, output: &mut Vec<u8>) {
    const HEX: fn(u8) -> u8 = |digit| digit + if digit < 10 { b'0' } else { b'A' - 10 };
    for byte in text.bytes() {
        match byte {
            b' ' => output.push(b'+'),
            _ if byte.is_ascii_alphanumeric() => output.push(byte),
            _ => output.extend([b'%', HEX(byte >> 4), HEX(byte & 15)]),
        }
    }
}
