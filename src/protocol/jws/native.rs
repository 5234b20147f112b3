use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::protocol::error::{Error, Problem};

/// Yields the HS256 signature of a message (RFC 7518 §3.2).
///
/// # Errors
/// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the secret is empty. RFC 7518 §3.2 asks for 32 bytes at least; what a
/// server gave out is used as it is.
pub fn hs256(secret: &[u8], message: &[u8]) -> Result<[u8; 32], Error> {
    let unusable = |problem| Error::Argument { subject: "clientSecret", problem };
    if secret.is_empty() {
        return Err(unusable(Problem::Empty));
    }
    // HMAC takes keys of any length (RFC 2104 §2).
    let keyed =
        Hmac::<Sha256>::new_from_slice(secret).map_err(|_| unusable(Problem::Value("must be a key of HMAC")))?;
    Ok(keyed.chain_update(message).finalize().into_bytes().into())
}
