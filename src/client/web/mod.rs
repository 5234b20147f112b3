//! The host's `fetch` and keys, for Rust programs on wasm32-unknown-unknown: web pages, workers, edge runtimes, Node.
//!
//! [`Fetch`] is the transport, [`CryptoKeySigner`] signs with keys that the program never sees, and
//! [`SystemClock`](super::SystemClock) asks `Date`.
//!
//! ```
//! use oauth4wasm::client::web::{CryptoKeySigner, Fetch};
//! use oauth4wasm::client::{Authentication, DPoP, Pushed, PushedAuthorization, SystemClock, discover};
//! use oauth4wasm::protocol::discovery::Algorithm::Oidc;
//! use oauth4wasm::protocol::jws::Algorithm::Es256;
//! use oauth4wasm::protocol::message::{Options, Parameters};
//! use oauth4wasm::protocol::metadata::Client;
//!
//! async fn push(parameters: Parameters) -> Result<Pushed, Box<dyn std::error::Error>> {
//!     let fetch = Fetch::default();
//!     let server = discover(&fetch, &"https://as.example".parse()?, Oidc, Options::default()).await?;
//!     let client = Client::new("s6BhdRkqt3")?;
//!     let authentication = Authentication::none();
//!     let dpop = DPoP::new(CryptoKeySigner::generate(Es256).await?);
//!     let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters).with_dpop(&dpop);
//!     Ok(authorization.send(&fetch, &SystemClock).await?)
//! }
//! ```

mod crypto_key;
mod fetch;
mod host_error;

pub use self::crypto_key::{CryptoKeySigner, KeyError};
pub use self::fetch::Fetch;
pub use self::host_error::HostError;
