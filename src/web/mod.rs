//! The JavaScript face: converts, performs effects, decides nothing.
//!
//! Every export is one function with the arguments of the JavaScript API. What it may send and what it makes of an
//! answer, [`protocol`](crate::protocol) says; the host's `fetch`, `URLSearchParams`, `Headers` and `Response` do the
//! rest. Exports take `JsValue`, numbers or booleans only, and everything that calls into foreign code is a `catch`
//! import: an exception that left a wasm frame would fail every call in flight (`src/web/guard.js`).

mod authorization_url;
mod callback;
mod client_auth;
mod discovery;
mod dpop;
pub mod error;
mod fetch;
mod host;
mod internals;
mod jwt;
mod key_pair;
mod metadata;
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
mod value;

pub use authorization_url::pushed_authorization_url;
pub use callback::validate_auth_response;
pub use client_auth::{assert_client, authenticate, check_secret, private_key};
pub use discovery::{discovery_request, process_discovery_response};
pub use dpop::{add_proof, cache_nonce, calculate_thumbprint, check_key_pair, is_dpop_nonce_error};
pub use internals::{check_protocol, get_content_type, resolve_endpoint};
pub use key_pair::generate_key_pair;
pub use par::{process_pushed_authorization_response, pushed_authorization_request};
pub use pkce::{calculate_pkce_code_challenge, random_identifier};
pub use request_object::issue_request_object;
#[cfg(feature = "test-trap")]
pub use trap::trap;
