use core::fmt;

use super::clock::Clock;
use super::error::Error;
use super::signer::{NoSigner, Signer};
use crate::protocol::client_assertion::{ClientAssertion, signed_with_secret, signing_input};
use crate::protocol::client_auth::{ClientAuthentication, ClientSecret};
use crate::protocol::error;
use crate::protocol::hint::Sent;
use crate::protocol::metadata::{AuthorizationServer, Client};
use crate::protocol::pkce::random_identifier;
use crate::protocol::time::Time;

/// How a client proves who it is, with the key that it takes; `S` is the key's type, [`NoSigner`] for a method without.
///
/// Its `Debug` output shows no secret.
pub enum Authentication<S = NoSigner> {
    /// A method that sends the same with every request: `none`, `client_secret_basic`, `client_secret_post`.
    Constant(ClientAuthentication),
    /// `client_secret_jwt`: an assertion for each request, with the secret as the key (RFC 7523 §2.2, OpenID Connect Core
    /// 1.0 §9). The secret itself is never sent.
    ClientSecretJwt(ClientSecret),
    /// `private_key_jwt`: an assertion that the key signs for each request (RFC 7523 §2.2, OpenID Connect Core 1.0 §9).
    PrivateKeyJwt(S),
}

impl Authentication {
    /// Yields the method `none`: a public client, or one with a TLS certificate (RFC 8705 §2).
    #[must_use]
    pub const fn none() -> Self {
        Self::Constant(ClientAuthentication::none())
    }

    /// Yields the method `client_secret_basic`.
    ///
    /// # Errors
    /// As [`ClientAuthentication::client_secret_basic`].
    pub fn client_secret_basic(secret: &str) -> Result<Self, error::Error> {
        ClientAuthentication::client_secret_basic(secret).map(Self::Constant)
    }

    /// Yields the method `client_secret_post`.
    ///
    /// # Errors
    /// As [`ClientAuthentication::client_secret_post`].
    pub fn client_secret_post(secret: &str) -> Result<Self, error::Error> {
        ClientAuthentication::client_secret_post(secret).map(Self::Constant)
    }

    /// Yields the method `client_secret_jwt`, with HS256.
    ///
    /// # Errors
    /// As [`ClientSecret::new`].
    pub fn client_secret_jwt(secret: &str) -> Result<Self, error::Error> {
        ClientSecret::new(secret).map(Self::ClientSecretJwt)
    }
}

impl<S> Authentication<S> {
    pub(super) fn sent(&self, client: &Client) -> Sent {
        match self {
            Self::Constant(method) => method.sent(client),
            Self::ClientSecretJwt(_) | Self::PrivateKeyJwt(_) => Sent::ASSERTION,
        }
    }
}

impl<S: Signer> Authentication<S> {
    /// Yields the method `private_key_jwt`.
    #[must_use]
    pub const fn private_key_jwt(signer: S) -> Self {
        Self::PrivateKeyJwt(signer)
    }

    /// Yields what goes with one request, and with no other.
    ///
    /// # Errors
    /// [`Error::Signer`], [`Error::Entropy`]; [`Error::Protocol`] where the key makes an empty signature.
    pub async fn for_one_request(
        &self,
        server: &AuthorizationServer,
        client: &Client,
        clock: &impl Clock,
    ) -> Result<ClientAuthentication, Error> {
        let signer = match self {
            Self::Constant(method) => return Ok(method.clone()),
            Self::ClientSecretJwt(secret) => {
                let time = Time::since_1970(clock.seconds());
                let assertion = signed_with_secret(server, client, secret, &random_identifier()?, time)?;
                return Ok(ClientAuthentication::ClientAssertion(assertion));
            }
            Self::PrivateKeyJwt(signer) => signer,
        };
        let time = Time::since_1970(clock.seconds());
        let jti = random_identifier()?;
        let input = signing_input(server, client, signer.algorithm(), signer.key_id(), &jti, time);
        let signature = signer.sign(input.as_bytes()).await?;
        Ok(ClientAuthentication::ClientAssertion(ClientAssertion::new(&input, &signature)?))
    }
}

impl From<ClientAuthentication> for Authentication {
    fn from(method: ClientAuthentication) -> Self {
        Self::Constant(method)
    }
}

impl<S> fmt::Debug for Authentication<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(method) => method.fmt(formatter),
            Self::ClientSecretJwt(_) => formatter.write_str("ClientSecretJwt([redacted])"),
            Self::PrivateKeyJwt(_) => formatter.write_str("PrivateKeyJwt([redacted])"),
        }
    }
}
