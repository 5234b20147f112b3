//! The client with its effects: whole exchanges with an authorization server, over an HTTP client, a key and a clock of
//! your choice.
//!
//! The rules are those of [`protocol`](crate::protocol); here they are put in order, and each effect is a trait:
//! [`Transport`] sends a request, [`Signer`] holds a private key, [`Clock`] tells the time. Random bytes come from
//! `getrandom`. No executor is demanded, and nothing has to be `Send`: a future is, where the transport's and the
//! signer's futures are.
//!
//! ```
//! # #[cfg(feature = "es256")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use oauth4wasm::client::{self, Authentication, DPoP, PushedAuthorization, SystemClock, Transport};
//! use oauth4wasm::es256::PrivateKey;
//! use oauth4wasm::protocol::discovery::Algorithm;
//! use oauth4wasm::protocol::message::{HeaderMap, Options, Parameters, Request, Response};
//! use oauth4wasm::protocol::metadata::Client;
//! use oauth4wasm::protocol::pkce::{self, CodeVerifier};
//!
//! struct Http; // your HTTP client; here is one that knows its answers
//!
//! impl Transport for Http {
//!     type Error = oauth4wasm::protocol::error::Error;
//!
//!     async fn send(&self, request: Request) -> Result<Response, Self::Error> {
//!         let json = HeaderMap::from_pairs([("content-type", "application/json")])?;
//!         let (status, body) = match request.url.path() {
//!             "/par" => (201, r#"{"request_uri": "urn:example:1", "expires_in": 60}"#),
//!             _ => (200, r#"{
//!                 "issuer": "https://as.example",
//!                 "authorization_endpoint": "https://as.example/authorize",
//!                 "pushed_authorization_request_endpoint": "https://as.example/par"
//!             }"#),
//!         };
//!         Ok(Response::new(status, json, body))
//!     }
//! }
//!
//! # pollster::block_on(async {
//! let issuer = "https://as.example".parse()?;
//! let server = client::discover(&Http, &issuer, Algorithm::Oauth2, Options::default()).await?;
//!
//! let client = Client::new("s6BhdRkqt3")?;
//! let authentication = Authentication::private_key_jwt(PrivateKey::generate()?); // one that the server knows
//! let dpop = DPoP::new(PrivateKey::generate()?);
//! let verifier = CodeVerifier::random()?; // keep it with the user's session
//! let parameters = Parameters::from([
//!     ("response_type", "code"),
//!     ("redirect_uri", "https://client.example/callback"),
//!     ("code_challenge", &verifier.challenge()),
//!     ("code_challenge_method", pkce::METHOD),
//! ]);
//!
//! let pushed = PushedAuthorization::new(&server, &client, &authentication, parameters)
//!     .with_dpop(&dpop)
//!     .send(&Http, &SystemClock)
//!     .await?;
//! let url = "https://as.example/authorize?client_id=s6BhdRkqt3&request_uri=urn%3Aexample%3A1";
//! assert_eq!(pushed.authorization_url.as_str(), url);
//! # Ok(())
//! # })
//! # }
//! # #[cfg(not(feature = "es256"))]
//! # fn main() {}
//! ```

mod client_auth;
mod clock;
mod discovery;
mod dpop;
mod error;
mod par;
mod request_object;
mod signer;
mod transport;
#[cfg(all(target_arch = "wasm32", feature = "rust-web"))]
pub mod web;

pub use self::client_auth::Authentication;
pub use self::clock::Clock;
#[cfg(any(not(target_arch = "wasm32"), feature = "rust-web"))]
pub use self::clock::SystemClock;
pub use self::discovery::discover;
pub use self::dpop::DPoP;
pub use self::error::{Cause, Error, SignerError};
pub use self::par::{Pushed, PushedAuthorization};
pub use self::request_object::request_object;
pub use self::signer::{NoSigner, Signer};
pub use self::transport::Transport;
