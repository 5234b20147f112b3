//! The host's `Response`, as the rules judge it.

use alloc::string::String;

use wasm_bindgen::JsValue;

use super::error;
use super::host;
use super::task::{Awaiter, Outcome};
use crate::protocol::error::{Error, Problem};
use crate::protocol::metadata::Endpoint;
use crate::protocol::response::{self, Head, Verdict};
use crate::protocol::value::Value as _;

pub(super) struct Answer(JsValue);

impl Answer {
    /// Demands a `Response`, of whatever realm.
    pub(super) fn from_argument(response: JsValue) -> Result<Self, JsValue> {
        if host::is_loosely(&response, "Response") {
            return Ok(Self(response));
        }
        let problem = Problem::NotInstance("Response");
        Err(response.fail(Error::Argument { subject: "response", problem }))
    }

    /// Yields the JSON object of a response with the expected status.
    pub(super) async fn object(&self, awaiter: &Awaiter, expected: u16, endpoint: Endpoint) -> Outcome {
        if response::judge(self, expected, endpoint)? == Verdict::Refused {
            return Err(self.refusal(awaiter, expected, endpoint).await?);
        }
        self.body(awaiter).await
    }

    /// Demands a status, whatever else the response says.
    pub(super) fn check_status(&self, expected: u16, endpoint: Endpoint) -> Result<(), JsValue> {
        response::check_status(self, expected, endpoint)
    }

    /// Yields the JSON object of the body.
    pub(super) async fn body(&self, awaiter: &Awaiter) -> Outcome {
        response::check_unread(self)?;
        let body = match awaiter.called(host::json(&self.0)).await {
            Ok(body) => body,
            Err(original) => {
                response::check_json(self)?;
                return Err(error::unparsable(&original));
            }
        };
        response::check_object(&body)?;
        Ok(body)
    }

    /// Yields the error for a status that says no, explained by the body where that holds an OAuth error.
    async fn refusal(&self, awaiter: &Awaiter, expected: u16, endpoint: Endpoint) -> Outcome {
        let status = self.status()?;
        if let Ok(body) = awaiter.called(host::json_of_copy(&self.0)).await
            && let Some(error) = response::oauth_error(status, &body)?
        {
            awaiter.called(host::cancel(&self.0)).await?;
            return Ok(error::thrown(&error, &body, &self.0));
        }
        Ok(self.fail(Error::UnexpectedStatus { endpoint, status, expected }))
    }
}

impl Head for Answer {
    type Error = JsValue;

    fn status(&self) -> Result<u16, JsValue> {
        host::status_of(&self.0)
    }

    fn header(&self, name: &'static str) -> Result<Option<String>, JsValue> {
        Ok(host::header_of(&self.0, name)?.as_string())
    }

    fn body_used(&self) -> Result<bool, JsValue> {
        Ok(self.0.member("bodyUsed")?.is_truthy())
    }

    fn fail(&self, error: Error) -> JsValue {
        error::thrown(&error, &self.0, &self.0)
    }
}
