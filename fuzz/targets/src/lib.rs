//! Every parser of foreign bytes, and what must hold of it whatever the bytes are. A broken invariant is a panic.
//!
//! cargo-fuzz runs these functions with a nightly compiler (`fuzz/fuzz_targets`), `tests/replay.rs` with any.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a panic is how a target fails")]

mod authorization_response;
mod challenge;
mod discovery;
mod endpoint;
mod exchange;
mod message;
mod par_answer;
mod private_key;
mod public_jwk;
mod request_object;

pub use self::authorization_response::authorization_response;
pub use self::challenge::challenge;
pub use self::discovery::discovery;
pub use self::endpoint::endpoint;
pub use self::exchange::exchange;
pub use self::par_answer::par_answer;
pub use self::private_key::private_key;
pub use self::public_jwk::public_jwk;
pub use self::request_object::request_object;

/// A function that takes whatever comes.
pub type Target = fn(&[u8]);

/// Every target with its name, which is that of its folder in `fuzz/seeds`.
pub const TARGETS: [(&str, Target); 9] = [
    ("authorization_response", authorization_response),
    ("challenge", challenge),
    ("discovery", discovery),
    ("endpoint", endpoint),
    ("exchange", exchange),
    ("par_answer", par_answer),
    ("private_key", private_key),
    ("public_jwk", public_jwk),
    ("request_object", request_object),
];
