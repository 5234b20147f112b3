//! The rules of the RFCs, and nothing else.
//!
//! No clock, no randomness, no network, no host: everything that a rule needs is an argument, everything it decides is
//! a return value. A rule that works on a caller's objects or on a JSON document is written once over [`value::Value`];
//! one that completes a request, over [`form::Form`] and [`headers::Headers`]; one that judges an answer, over
//! [`response::Head`].
//!
//! With the feature `std` there is a Rust face of plain data beside the rules: [`json`] and [`message`] implement these
//! traits, and each noun has types that put its rules together, such as
//! [`PushedAuthorizationRequest`](par::PushedAuthorizationRequest).

pub mod argument;
pub mod base64;
pub mod callback;
pub mod catalog;
pub mod challenge;
pub mod claims;
pub mod client_assertion;
pub mod client_auth;
pub mod discovery;
pub mod dpop;
pub mod error;
pub mod form;
pub mod headers;
pub mod hint;
#[cfg(feature = "std")]
pub mod json;
pub mod jwk;
pub mod jws;
#[cfg(feature = "std")]
pub mod message;
pub mod metadata;
pub mod par;
pub mod pkce;
pub mod request_object;
pub mod response;
pub(crate) mod text;
pub mod time;
pub mod value;
