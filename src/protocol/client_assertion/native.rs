use core::fmt;
use std::string::String;

use super::{header, payload};
use crate::protocol::claims::JsonObject;
use crate::protocol::client_auth::ClientSecret;
use crate::protocol::error::Error;
use crate::protocol::json::Json;
use crate::protocol::jws::{self, Algorithm};
use crate::protocol::metadata::{AuthorizationServer, Client};
use crate::protocol::time::Time;

/// Yields what a client's key signs to prove who the client is (RFC 7523 §2.2, `private_key_jwt`).
///
/// `jti` is fresh for every request.
#[must_use]
pub fn signing_input(
    server: &AuthorizationServer,
    client: &Client,
    algorithm: Algorithm,
    key_id: Option<&str>,
    jti: &str,
    time: Time,
) -> String {
    unsigned(server, client, (algorithm.name(), key_id), jti, time)
}

fn unsigned(
    server: &AuthorizationServer,
    client: &Client,
    (algorithm, key_id): (&str, Option<&str>),
    jti: &str,
    time: Time,
) -> String {
    let (mut head, mut body) = (JsonObject::default(), JsonObject::default());
    let Ok(()) = header(&mut head, &Json::Text(algorithm), key_id.map(Json::Text).as_ref());
    let (issuer, client_id) = (Json::Text(server.issuer()), Json::Text(client.client_id()));
    let Ok(()) = payload(&mut body, &issuer, &client_id, jti, time);
    jws::signing_input(&head.to_json(), &body.to_json())
}

/// Yields the assertion of a client that shares a secret with the server (RFC 7523 §2.2, `client_secret_jwt`): HS256 with
/// the secret's UTF-8 as the key (OpenID Connect Core 1.0 §9, §10.1).
///
/// `jti` is fresh for every request.
///
/// # Errors
/// As [`jws::hs256`], for no secret that there is.
pub fn signed_with_secret(
    server: &AuthorizationServer,
    client: &Client,
    secret: &ClientSecret,
    jti: &str,
    time: Time,
) -> Result<ClientAssertion, Error> {
    let input = unsigned(server, client, ("HS256", None), jti, time);
    let signature = jws::hs256(secret.as_bytes(), input.as_bytes())?;
    ClientAssertion::new(&input, &signature)
}

/// A signed client assertion (RFC 7521 §4.2), good for one request; its `Debug` output does not show it.
#[derive(Clone)]
pub struct ClientAssertion(String);

impl ClientAssertion {
    /// Yields the assertion of a [signing input](signing_input) and its signature.
    ///
    /// # Errors
    /// As [`jws::compact`].
    pub fn new(signing_input: &str, signature: &[u8]) -> Result<Self, Error> {
        jws::compact(signing_input, signature).map(Self)
    }

    /// Yields the JWT.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ClientAssertion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}
