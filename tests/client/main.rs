//! The client with its effects, natively: over a transport that knows its answers. One file per noun, as in
//! `src/client`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test fails"
)]

mod client_auth;
mod discovery;
mod dpop;
mod error;
mod es256;
mod hint;
mod par;
mod request_object;
mod secrets;
mod support;
