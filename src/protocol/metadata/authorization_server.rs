use core::fmt;
use std::string::String;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as JsonValue};
use url::Url;

use super::{Client, Endpoint, MTLS_ENDPOINT_ALIASES, Transport, check_server, endpoint_value, unusable_endpoint};
use crate::protocol::error::Error;
use crate::protocol::json::Json;

/// The metadata of an authorization server: a JSON object with an `issuer` (RFC 8414 §2).
///
/// Comes from [`new`](Self::new), from JSON by serde, or from a discovery response by
/// [`from_response`](Self::from_response). Members that are not known here are kept; the `Debug` output shows the issuer
/// only.
///
/// ```
/// use oauth4wasm::protocol::metadata::AuthorizationServer;
///
/// let server: AuthorizationServer = serde_json::from_str(r#"{
///     "issuer": "https://as.example",
///     "pushed_authorization_request_endpoint": "https://as.example/par"
/// }"#)?;
/// assert_eq!(server.issuer(), "https://as.example");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "JsonValue")]
pub struct AuthorizationServer(JsonValue);

impl AuthorizationServer {
    /// Yields the metadata of a server of which only the issuer identifier is known.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the issuer is empty.
    pub fn new(issuer: &str) -> Result<Self, Error> {
        Self::try_from(JsonValue::Object(Map::from_iter([(String::from("issuer"), issuer.into())])))
    }

    /// Yields the metadata with an endpoint added or replaced.
    #[must_use]
    pub fn with_endpoint(mut self, endpoint: Endpoint, url: &Url) -> Self {
        if let Some(members) = self.0.as_object_mut() {
            members.insert(endpoint.name().into(), url.as_str().into());
        }
        self
    }

    /// Yields the issuer identifier (RFC 8414 §2), never empty.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.text("issuer").unwrap_or_default()
    }

    /// Yields `authorization_endpoint`, unchecked (RFC 8414 §2).
    #[must_use]
    pub fn authorization_endpoint(&self) -> Option<&str> {
        self.text(Endpoint::Authorization.name())
    }

    /// Yields `pushed_authorization_request_endpoint`, unchecked (RFC 9126 §5).
    #[must_use]
    pub fn pushed_authorization_request_endpoint(&self) -> Option<&str> {
        self.text(Endpoint::PushedAuthorizationRequest.name())
    }

    /// Yields whether the server takes no authorization request that was not pushed (RFC 9126 §5).
    #[must_use]
    pub fn require_pushed_authorization_requests(&self) -> bool {
        self.member("require_pushed_authorization_requests") == Some(&JsonValue::Bool(true))
    }

    /// Yields any member.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&JsonValue> {
        self.0.get(name)
    }

    /// Yields the URL that a request to an endpoint goes to: the mTLS alias where the client uses aliases and the server
    /// has one (RFC 8705 §5).
    ///
    /// # Errors
    /// - `OAUTH_MISSING_SERVER_METADATA`: there is no such endpoint ([`Error::EndpointMissing`]).
    /// - `OAUTH_INVALID_SERVER_METADATA`: it is not an absolute URL ([`Error::EndpointInvalid`]).
    /// - `OAUTH_HTTP_REQUEST_FORBIDDEN`: it is not https ([`Error::InsecureRequest`]).
    /// - `OAUTH_REQUEST_PROTOCOL_FORBIDDEN`: http is allowed, and it is neither ([`Error::UnsupportedScheme`]).
    /// - `ERR_INVALID_ARG_TYPE`: `mtls_endpoint_aliases` is not an object ([`Error::Argument`]).
    pub fn endpoint_url(&self, endpoint: Endpoint, client: &Client, transport: Transport) -> Result<Url, Error> {
        self.resolve(endpoint, client.uses_mtls_endpoint_aliases(), transport)
    }

    pub(crate) fn resolve(&self, endpoint: Endpoint, prefer_alias: bool, transport: Transport) -> Result<Url, Error> {
        let value = endpoint_value(&self.as_json(), endpoint.name(), prefer_alias)?;
        let url = value.as_str().and_then(|text| Url::parse(text).ok());
        let url = url.ok_or_else(|| unusable_endpoint(&value, self.alias(endpoint), endpoint.name(), prefer_alias))?;
        transport.check(url.as_str())?;
        Ok(url)
    }

    fn alias(&self, endpoint: Endpoint) -> Option<Json<'_>> {
        self.member(MTLS_ENDPOINT_ALIASES)?.get(endpoint.name()).map(Json::Value)
    }

    pub(crate) fn as_json(&self) -> Json<'_> {
        Json::Value(&self.0)
    }

    fn text(&self, name: &'static str) -> Option<&str> {
        self.member(name)?.as_str()
    }
}

impl TryFrom<JsonValue> for AuthorizationServer {
    type Error = Error;

    fn try_from(document: JsonValue) -> Result<Self, Error> {
        check_server(&Json::Value(&document))?;
        Ok(Self(document))
    }
}

impl fmt::Debug for AuthorizationServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AuthorizationServer").field("issuer", &self.issuer()).finish_non_exhaustive()
    }
}
