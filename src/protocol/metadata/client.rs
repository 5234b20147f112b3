use core::fmt;
use std::string::String;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as JsonValue};

use super::check_client;
use crate::protocol::error::Error;
use crate::protocol::json::Json;
use crate::protocol::value::Value as _;

const USE_MTLS_ENDPOINT_ALIASES: &str = "use_mtls_endpoint_aliases";

/// The metadata of a client: a JSON object with a `client_id` (RFC 7591 §2, §3.2.1).
///
/// Comes from [`new`](Self::new) or from JSON by serde. Members that are not known here are kept; the `Debug` output
/// shows the `client_id` only, because a registration's document holds the client's secret too.
///
/// ```
/// use oauth4wasm::protocol::metadata::Client;
///
/// let client = Client::new("s6BhdRkqt3")?.use_mtls_endpoint_aliases(true);
/// assert_eq!(serde_json::to_string(&client)?, r#"{"client_id":"s6BhdRkqt3","use_mtls_endpoint_aliases":true}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "JsonValue")]
pub struct Client(JsonValue);

impl Client {
    /// Yields the metadata of a client of which only the identifier is known.
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the identifier is empty.
    pub fn new(client_id: &str) -> Result<Self, Error> {
        Self::try_from(JsonValue::Object(Map::from_iter([(String::from("client_id"), client_id.into())])))
    }

    /// Yields the metadata with the client's wish for the server's mTLS endpoints (RFC 8705 §5).
    #[must_use]
    pub fn use_mtls_endpoint_aliases(mut self, wish: bool) -> Self {
        if let Some(members) = self.0.as_object_mut() {
            members.insert(USE_MTLS_ENDPOINT_ALIASES.into(), wish.into());
        }
        self
    }

    /// Yields the client identifier (RFC 6749 §2.2), never empty.
    #[must_use]
    pub fn client_id(&self) -> &str {
        self.member("client_id").and_then(JsonValue::as_str).unwrap_or_default()
    }

    /// Yields whether requests go to the server's mTLS endpoints where it has such (RFC 8705 §5).
    #[must_use]
    pub fn uses_mtls_endpoint_aliases(&self) -> bool {
        self.member(USE_MTLS_ENDPOINT_ALIASES).is_some_and(|wish| Json::Value(wish).is_truthy())
    }

    /// Yields any member.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&JsonValue> {
        self.0.get(name)
    }

    pub(crate) fn as_json(&self) -> Json<'_> {
        Json::Value(&self.0)
    }
}

impl TryFrom<JsonValue> for Client {
    type Error = Error;

    fn try_from(document: JsonValue) -> Result<Self, Error> {
        check_client(&Json::Value(&document))?;
        Ok(Self(document))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").field("client_id", &self.client_id()).finish_non_exhaustive()
    }
}
