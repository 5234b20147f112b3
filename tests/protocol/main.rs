//! The rules of the RFCs and the Rust face, natively. One file per noun, as in `src/protocol`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test fails"
)]

mod callback;
mod challenge;
mod client_auth;
mod discovery;
mod error;
mod json;
mod jwk;
mod jws;
mod message;
mod metadata;
mod par;
mod pkce;
mod response;
mod support;
