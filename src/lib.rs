//! OAuth 2 client, from pushed authorization requests (RFC 9126) on.
//!
//! One set of rules, two faces: this crate for Rust programs, and the npm package of the same name for JavaScript, with
//! these rules inside as WebAssembly.
//!
//! The Rust face comes in two layers. `client` makes whole exchanges over an HTTP client, a key and a clock, which are
//! traits; it signs, and tries again when a server demands a DPoP nonce. [`protocol`], beneath it, performs no I/O: it
//! says what to send as a plain [`Request`](protocol::message::Request), and reads the
//! [`Response`](protocol::message::Response) that the HTTP client of your choice received. What goes wrong is an
//! [`Error`](protocol::error::Error) with the [`Code`](protocol::error::Code) that JavaScript callers know.
//!
//! The lower layer alone:
//!
//! ```
//! # #[cfg(feature = "std")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use oauth4wasm::protocol::client_auth::ClientAuthentication;
//! use oauth4wasm::protocol::discovery::{self, Algorithm};
//! use oauth4wasm::protocol::message::{HeaderMap, Options, Parameters, Request, Response};
//! use oauth4wasm::protocol::metadata::{AuthorizationServer, Client, Transport};
//! use oauth4wasm::protocol::par::{PushedAuthorizationRequest, PushedAuthorizationResponse, authorization_url};
//! use oauth4wasm::protocol::pkce::{self, CodeVerifier};
//!
//! # fn send(request: Request) -> Result<Response, Box<dyn std::error::Error>> {
//! #     let headers = HeaderMap::from_pairs([("content-type", "application/json")])?;
//! #     Ok(match request.method {
//! #         "GET" => Response::new(200, headers, r#"{
//! #             "issuer": "https://as.example",
//! #             "authorization_endpoint": "https://as.example/authorize",
//! #             "pushed_authorization_request_endpoint": "https://as.example/par"
//! #         }"#),
//! #         _ => Response::new(201, headers, r#"{"request_uri": "urn:example:1", "expires_in": 60}"#),
//! #     })
//! # }
//! // `send` is your HTTP client; it must not follow redirects.
//! let issuer = "https://as.example".parse()?;
//! let response = send(discovery::request(&issuer, Algorithm::Oauth2, Options::default())?)?;
//! let server = AuthorizationServer::from_response(&issuer, &response)?;
//!
//! let client = Client::new("s6BhdRkqt3")?;
//! let authentication = ClientAuthentication::client_secret_basic("7Fjfp0ZBr1KtDRbnfVdmIw")?;
//! let verifier = CodeVerifier::random()?; // keep it with the user's session
//! let parameters = Parameters::from([
//!     ("response_type", "code"),
//!     ("redirect_uri", "https://client.example/callback"),
//!     ("state", &pkce::random_identifier()?),
//!     ("code_challenge", &verifier.challenge()),
//!     ("code_challenge_method", pkce::METHOD),
//! ]);
//! let response = send(PushedAuthorizationRequest::new(&server, &client, &authentication, parameters).request()?)?;
//! let pushed = PushedAuthorizationResponse::from_response(&response)?;
//!
//! let url = authorization_url(&server, &client, &pushed.request_uri, Transport::Secure)?;
//! assert_eq!(url.as_str(), "https://as.example/authorize?client_id=s6BhdRkqt3&request_uri=urn%3Aexample%3A1");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "std"))]
//! # fn main() {}
//! ```
//!
//! # Features
//!
//! - `std`, default: the Rust face. Where it is compiled for wasm32-unknown-unknown, the program must choose a source of
//!   randomness for the crate `getrandom`, as `rust-web` does.
//! - `es256`, default: keys and signatures in software.
//! - `rust-web`: fetch, WebCrypto and the host's clock and randomness for the Rust face on wasm32-unknown-unknown.
//! - `web`, `npm`, `test-trap`: the JavaScript face, for wasm32-unknown-unknown only.
//!
//! Without any feature the generic rules are left, which need nothing but `alloc`.
#![cfg_attr(all(target_arch = "wasm32", feature = "npm", not(test)), no_std)]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "std")]
pub mod client;
#[cfg(feature = "es256")]
pub mod es256;
pub mod protocol;

#[cfg(all(target_arch = "wasm32", feature = "web"))]
pub mod web;
