//! The JavaScript face: converts, performs effects, decides nothing.
//!
//! Every operation has the arguments of one function of the JavaScript API, which lie in the frame of its call. What it
//! may send and what it makes of an answer, [`protocol`](crate::protocol) says; the host's `fetch`, `URLSearchParams`,
//! `Headers` and `Response` do the rest. Values stay in JavaScript ([`value`]); everything that calls into foreign code
//! is caught there, because an exception that left a wasm frame would fail every call in flight (`src/web/guard.js`).

mod authorization_url;
mod callback;
mod client_auth;
mod discovery;
mod dpop;
pub mod error;
#[cfg(feature = "es256")]
mod es256;
mod fetch;
mod form;
mod hint;
mod host;
mod internals;
mod jwt;
mod key_pair;
mod metadata;
mod operations;
mod options;
mod par;
mod pkce;
mod request_object;
mod response;
#[cfg(feature = "npm")]
mod runtime;
pub mod task;
#[cfg(feature = "test-trap")]
mod trap;
pub mod value;
