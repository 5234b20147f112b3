use std::string::String;
use std::vec::Vec;

use url::Url;

use super::{ExpectedState, Query, single, validate};
use crate::protocol::error::Error;
use crate::protocol::message::Parameters;
use crate::protocol::metadata::AuthorizationServer;

impl Query for Parameters {
    type Error = Error;

    fn values(&self, name: &'static str) -> Result<Vec<String>, Error> {
        Ok(self.iter().filter(|(known, _)| *known == name).map(|(_, value)| value.into()).collect())
    }

    fn fail(&self, error: Error) -> Error {
        error
    }
}

/// An authorization response that was checked: it came from the expected server, as the answer to the request that this
/// client made, and it is no refusal (RFC 6749 §4.1.2, RFC 9207 §2.4).
///
/// Its `Debug` output shows the names of the parameters only, because a code is a secret until it is redeemed.
///
/// ```
/// use oauth4wasm::protocol::callback::{AuthorizationResponse, ExpectedState};
/// use oauth4wasm::protocol::metadata::AuthorizationServer;
///
/// let server: AuthorizationServer = serde_json::from_str(r#"{
///     "issuer": "https://honest.as.example",
///     "authorization_response_iss_parameter_supported": true
/// }"#)?;
/// // What the user agent asked of the redirect URI:
/// let url = "https://client.example/cb?code=x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58\
///            &state=ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI&iss=https%3A%2F%2Fhonest.as.example".parse()?;
/// let state = ExpectedState::Value("ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI".into());
///
/// let response = AuthorizationResponse::from_url(&server, &url, state)?;
/// assert_eq!(response.code(), Some("x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationResponse(Parameters);

impl AuthorizationResponse {
    /// Yields the response in the query of the URL that the user agent was sent back to.
    ///
    /// # Errors
    /// As [`from_parameters`](Self::from_parameters).
    pub fn from_url(server: &AuthorizationServer, url: &Url, expected_state: ExpectedState) -> Result<Self, Error> {
        Self::from_parameters(server, url.query_pairs().collect::<Parameters>(), expected_state)
    }

    /// Yields the response in the parameters that came back: of the query, or of the body for `form_post`.
    ///
    /// # Errors
    /// In this order:
    /// - `OAUTH_INVALID_RESPONSE`: the response is a JWT; a parameter occurs twice; `iss` is another issuer's, or missing
    ///   though the server promised it (RFC 9207 §2.4); `state` is not the expected one ([`Error::InvalidCallback`]).
    /// - `OAUTH_AUTHORIZATION_RESPONSE_ERROR`: the user or the server said no, RFC 6749 §4.1.2.1
    ///   ([`Error::AuthorizationResponse`]).
    /// - `OAUTH_UNSUPPORTED_OPERATION`: it is the response of an implicit or hybrid flow ([`Error::Unsupported`]).
    pub fn from_parameters(
        server: &AuthorizationServer,
        parameters: impl Into<Parameters>,
        expected_state: ExpectedState,
    ) -> Result<Self, Error> {
        let parameters = parameters.into();
        validate(&server.as_json(), &parameters, || Ok(expected_state))?;
        single(&parameters, "code")?;
        Ok(Self(parameters))
    }

    /// Yields the authorization code, where one was asked for (RFC 6749 §4.1.2).
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.parameter("code")
    }

    /// Yields any parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.0.get(name)
    }
}

impl From<AuthorizationResponse> for Parameters {
    fn from(AuthorizationResponse(parameters): AuthorizationResponse) -> Self {
        parameters
    }
}
