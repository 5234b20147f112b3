use std::string::String;

use serde_json::Value as JsonValue;

use super::{Head as _, Verdict, check_json, check_object, check_unread, judge, oauth_error};
use crate::protocol::error::Error;
use crate::protocol::json::Json;
use crate::protocol::message::Response;
use crate::protocol::metadata::Endpoint;

impl Response {
    /// Yields the JSON object of a response with the expected status, or the reason of a refusal.
    pub(crate) fn accepted_object(&self, expected: u16, endpoint: Endpoint) -> Result<JsonValue, Error> {
        match judge(self, expected, endpoint)? {
            Verdict::Expected => self.object(endpoint),
            Verdict::Refused => Err(self.refusal(expected, endpoint)?),
        }
    }

    /// Yields the body, a JSON object.
    ///
    /// The media type is asked for only when the body is no JSON: several servers send the right body with a wrong one.
    pub(crate) fn object(&self, endpoint: Endpoint) -> Result<JsonValue, Error> {
        check_unread(self)?;
        let Some(body) = self.json() else {
            check_json(self, endpoint)?;
            return Err(self.fail(Error::Unparsable { endpoint }));
        };
        check_object(&Json::Value(&body), endpoint)?;
        Ok(body)
    }

    fn refusal(&self, expected: u16, endpoint: Endpoint) -> Result<Error, Error> {
        let told = match self.json() {
            Some(body) => oauth_error(self.status, endpoint, &Json::Value(&body))?,
            None => None,
        };
        Ok(told.unwrap_or(Error::UnexpectedStatus { endpoint, status: self.status, expected }))
    }

    /// Decodes UTF-8 as hosts do: a byte order mark is dropped, a malformed sequence becomes U+FFFD.
    fn json(&self) -> Option<JsonValue> {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(&text)).ok()
    }
}
