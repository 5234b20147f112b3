//! Pushes an authorization request with `private_key_jwt` and DPoP, and prints where to send the user agent.
//!
//! ```sh
//! cargo run --example native -- generate > key.jwk
//! cargo run --example native -- http://127.0.0.1:4000 my-client key.jwk
//! ```
//!
//! The first command writes a private key, and to standard error the public one. Register that with the server as
//! `jwks: { keys: [ … ] }` of a client whose `token_endpoint_auth_method` is `private_key_jwt`; the second command proves
//! with the private one who the client is. Instead of a file, the environment variable `OAUTH4WASM_KEY` may hold the
//! JWK's text. `REDIRECT_URI` names another redirect URI than `http://127.0.0.1/callback`.
//!
//! The key that tokens are bound to is made for the run. Where the server demands a DPoP nonce, two requests are seen.

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use oauth4wasm::client::{Authentication, DPoP, PushedAuthorization, Signer as _, SystemClock, Transport, discover};
use oauth4wasm::es256::PrivateKey;
use oauth4wasm::protocol::discovery::Algorithm;
use oauth4wasm::protocol::message::{HeaderMap, Options, Parameters, Request, Response};
use oauth4wasm::protocol::metadata::{Client, Transport as Scheme};
use oauth4wasm::protocol::pkce::{self, CodeVerifier};
use ureq::http;
use url::{Host, Url};

const USAGE: &str = "usage: native generate | native <issuer> <client_id> [<private key, a JWK's file>]";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["generate"] => generate(),
        [issuer, client_id] => key_of_environment().and_then(|key| push(issuer, client_id, key)),
        [issuer, client_id, file] => key_of_file(file).and_then(|key| push(issuer, client_id, key)),
        _ => Err(USAGE.into()),
    };
    let Err(error) = done else { return ExitCode::SUCCESS };
    eprintln!("{error}");
    let mut source = error.source();
    while let Some(error) = source {
        eprintln!("because: {error}");
        source = error.source();
    }
    ExitCode::FAILURE
}

fn generate() -> Result<(), Box<dyn Error>> {
    let key = PrivateKey::generate()?;
    // The thumbprint is as good a name as any (RFC 7638 §1).
    let key_id = key.public_jwk().thumbprint().to_owned();
    let key = key.with_key_id(key_id);
    println!("{}", key.to_jwk().as_str());
    eprintln!("the public key, for the server: {}", key.to_public_jwk());
    Ok(())
}

fn key_of_environment() -> Result<PrivateKey, Box<dyn Error>> {
    let jwk = env::var("OAUTH4WASM_KEY").map_err(|_| USAGE)?;
    Ok(PrivateKey::from_jwk_json(&jwk)?)
}

fn key_of_file(file: &str) -> Result<PrivateKey, Box<dyn Error>> {
    Ok(PrivateKey::from_jwk_json(&fs::read_to_string(file)?)?)
}

fn push(issuer: &str, client_id: &str, key: PrivateKey) -> Result<(), Box<dyn Error>> {
    let issuer: Url = issuer.parse()?;
    let options = Options { transport: scheme(&issuer), ..Options::default() };
    let http = Http::new();
    let client = Client::new(client_id)?;
    let authentication = Authentication::private_key_jwt(key);
    let dpop = DPoP::new(PrivateKey::generate()?);
    let verifier = CodeVerifier::random()?;
    let redirect_uri = env::var("REDIRECT_URI").unwrap_or_else(|_| "http://127.0.0.1/callback".into());
    let parameters = Parameters::from([
        ("response_type", "code"),
        ("redirect_uri", &redirect_uri),
        ("scope", "openid"),
        ("state", &pkce::random_identifier()?),
        ("code_challenge", &verifier.challenge()),
        ("code_challenge_method", pkce::METHOD),
    ]);

    // A program with an executor awaits; this one has nothing else to do.
    let pushed = pollster::block_on(async {
        let server = discover(&http, &issuer, Algorithm::Oidc, options.clone()).await?;
        PushedAuthorization::new(&server, &client, &authentication, parameters)
            .with_dpop(&dpop)
            .with_options(options)
            .send(&http, &SystemClock)
            .await
    })?;
    println!("request_uri: {}", pushed.request_uri);
    println!("expires_at: {} (in {} s)", pushed.expires_at, pushed.expires_in);
    println!("authorization URL: {}", pushed.authorization_url);
    Ok(())
}

/// Plain http never leaves this machine.
fn scheme(issuer: &Url) -> Scheme {
    let is_loopback = match issuer.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    if is_loopback { Scheme::InsecureAllowed } else { Scheme::Secure }
}

/// The HTTP client `ureq`, made to show what it does. (For https it takes one of its TLS features.)
struct Http(ureq::Agent);

impl Http {
    fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(10)));
        Self(config.build().into())
    }

    fn exchange(&self, request: Request) -> Result<Response, ureq::Error> {
        let mut message = http::Request::builder().method(request.method).uri(request.url.as_str());
        for (name, value) in request.headers.iter() {
            message = message.header(name, value);
        }
        let mut response = match request.body {
            Some(body) => self.0.run(message.body(body)?)?,
            None => self.0.run(message.body(())?)?,
        };
        let headers = response.headers().iter();
        let headers = headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let headers = HeaderMap::from_pairs(headers).map_err(|error| ureq::Error::Other(error.into()))?;
        let body = response.body_mut().with_config().limit(1 << 20).read_to_vec()?;
        Ok(Response::new(response.status().as_u16(), headers, body))
    }
}

impl Transport for Http {
    type Error = ureq::Error;

    async fn send(&self, request: Request) -> Result<Response, ureq::Error> {
        println!("> {request:?}");
        let response = self.exchange(request)?;
        println!("< {response:?}");
        Ok(response)
    }
}
