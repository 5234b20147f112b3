use core::fmt;
use std::string::String;

use super::{check_secret, client_secret_basic, client_secret_post, none, sent_by_basic};
use crate::protocol::client_assertion::{self, ClientAssertion};
use crate::protocol::error::Error;
use crate::protocol::hint::Sent;
use crate::protocol::json::Json;
use crate::protocol::message::{HeaderMap, Parameters};
use crate::protocol::metadata::Client;

/// How a client proves who it is, by the registered names of the methods (RFC 7591 §2).
///
/// ```
/// use oauth4wasm::protocol::client_auth::ClientAuthentication;
/// use oauth4wasm::protocol::message::{HeaderMap, Parameters};
/// use oauth4wasm::protocol::metadata::Client;
///
/// let client = Client::new("s6BhdRkqt3")?;
/// let authentication = ClientAuthentication::client_secret_basic("7Fjfp0ZBr1KtDRbnfVdmIw")?;
/// let (mut body, mut headers) = (Parameters::new(), HeaderMap::new());
/// authentication.authenticate(&client, &mut body, &mut headers)?;
///
/// let credentials = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";
/// assert_eq!(headers.get("authorization").as_deref(), Some(credentials));
/// assert_eq!(format!("{authentication:?}"), "ClientSecretBasic([redacted])");
/// # Ok::<(), oauth4wasm::protocol::error::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// `none`: a public client only names itself (RFC 6749 §3.2.1). What a client with a TLS certificate sends too
    /// (RFC 8705 §2).
    None,
    /// `client_secret_basic`: identifier and secret in the `authorization` header (RFC 6749 §2.3.1).
    ClientSecretBasic(ClientSecret),
    /// `client_secret_post`: identifier and secret in the body (RFC 6749 §2.3.1).
    ClientSecretPost(ClientSecret),
    /// `private_key_jwt` and `client_secret_jwt`: an assertion that was signed for this one request (RFC 7523 §2.2).
    ClientAssertion(ClientAssertion),
}

impl ClientAuthentication {
    /// Yields the method `none`.
    #[must_use]
    pub const fn none() -> Self {
        Self::None
    }

    /// Yields the method `client_secret_basic`.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the secret is empty.
    pub fn client_secret_basic(secret: &str) -> Result<Self, Error> {
        ClientSecret::new(secret).map(Self::ClientSecretBasic)
    }

    /// Yields the method `client_secret_post`.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the secret is empty.
    pub fn client_secret_post(secret: &str) -> Result<Self, Error> {
        ClientSecret::new(secret).map(Self::ClientSecretPost)
    }

    /// Yields what of the method a server may refuse, for the [hint](crate::protocol::hint::Hint) to a refusal.
    #[must_use]
    pub fn sent(&self, client: &Client) -> Sent {
        match self {
            Self::ClientSecretBasic(ClientSecret(secret)) => sent_by_basic(client.client_id(), secret),
            Self::ClientAssertion(_) => Sent::ASSERTION,
            Self::None | Self::ClientSecretPost(_) => Sent::NOTHING,
        }
    }

    /// Adds to a request what the method sends.
    ///
    /// # Errors
    /// None of the methods of today fails.
    pub fn authenticate(&self, client: &Client, body: &mut Parameters, headers: &mut HeaderMap) -> Result<(), Error> {
        match self {
            Self::None => none(&client.as_json(), body),
            Self::ClientSecretBasic(ClientSecret(secret)) => {
                headers.set("authorization", &client_secret_basic(client.client_id(), secret))
            }
            Self::ClientSecretPost(ClientSecret(secret)) => {
                client_secret_post(&client.as_json(), &Json::Text(secret), body)
            }
            Self::ClientAssertion(assertion) => {
                client_assertion::announce(&client.as_json(), &Json::Text(client_assertion::TYPE), body)?;
                client_assertion::complete(&Json::Text(assertion.as_str()), body)
            }
        }
    }
}

/// A client secret (RFC 6749 §2.3.1), never empty; its `Debug` output does not show it.
#[derive(Clone)]
pub struct ClientSecret(String);

impl ClientSecret {
    /// Yields a client secret.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the secret is empty.
    pub fn new(secret: &str) -> Result<Self, Error> {
        check_secret(&Json::Text(secret))?;
        Ok(Self(secret.into()))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}
