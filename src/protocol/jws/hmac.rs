use sha2::{Digest as _, Sha256};

use crate::protocol::error::{Error, Problem};

/// Yields the HS256 signature of a message (RFC 7518 §3.2).
///
/// # Errors
/// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the secret is empty. RFC 7518 §3.2 asks for 32 bytes at least; what a
/// server gave out is used as it is.
pub fn hs256(secret: &[u8], message: &[u8]) -> Result<[u8; 32], Error> {
    match secret.is_empty() {
        true => Err(Error::Argument { subject: "clientSecret", problem: Problem::Empty }),
        false => Ok(hmac(secret, message)),
    }
}

/// Bytes that SHA-256 takes at a time (FIPS 180-4 §1).
const BLOCK: usize = 64;

/// HMAC with SHA-256 (RFC 2104 §2). A key that is longer than a block is hashed first.
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let hashed: [u8; 32];
    let key = match key.len() > BLOCK {
        true => {
            hashed = Sha256::digest(key).into();
            &hashed
        }
        false => key,
    };
    let mut block = [0; BLOCK];
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    let hash =
        |pad, data: &[u8]| Sha256::new().chain_update(block.map(|byte| byte ^ pad)).chain_update(data).finalize();
    hash(0x5c, &hash(0x36_u8, message)).into()
}
