//! The host's `Response`, as the rules judge it.

use alloc::string::String;

use super::task::settled;
use super::value::{HostValue, Outcome, Thrown};
use super::{error, host};
use crate::protocol::error::{Error, Problem};
use crate::protocol::metadata::Endpoint;
use crate::protocol::response::{self, Head, Verdict};
use crate::protocol::value::Value as _;

pub(super) struct Answer(HostValue);

impl Answer {
    /// Demands a `Response`, of whatever realm.
    pub(super) fn from_argument(response: HostValue) -> Result<Self, Thrown> {
        if host::is_response(response.raw()) {
            return Ok(Self(response));
        }
        let problem = Problem::NotInstance("Response");
        Err(response.fail(Error::Argument { subject: "response", problem }))
    }

    /// Yields the JSON object of a response with the expected status.
    pub(super) async fn object(&self, expected: u16, endpoint: Endpoint) -> Outcome {
        if response::judge(self, expected, endpoint)? == Verdict::Refused {
            return Err(self.refusal(expected, endpoint).await);
        }
        self.body(endpoint).await
    }

    /// Demands a status, whatever else the response says.
    pub(super) fn check_status(&self, expected: u16, endpoint: Endpoint) -> Result<(), Thrown> {
        response::check_status(self, expected, endpoint)
    }

    /// Yields the JSON object of the body.
    pub(super) async fn body(&self, endpoint: Endpoint) -> Outcome {
        response::check_unread(self)?;
        let body = match called(self.0.call("json")).await {
            Ok(body) => body,
            Err(Thrown) => {
                let original = HostValue::thrown();
                response::check_json(self, endpoint)?;
                return Err(original.fail(Error::Unparsable { endpoint }));
            }
        };
        response::check_object(&body, endpoint)?;
        Ok(body)
    }

    /// Throws the error for a status that says no, explained by the body where that holds an OAuth error.
    async fn refusal(&self, expected: u16, endpoint: Endpoint) -> Thrown {
        match self.explained(expected, endpoint).await {
            Ok(thrown) | Err(thrown) => thrown,
        }
    }

    async fn explained(&self, expected: u16, endpoint: Endpoint) -> Result<Thrown, Thrown> {
        let status = self.status()?;
        if let Ok(body) = called(self.copied_json()).await
            && let Ok(Some(error)) = response::oauth_error(status, endpoint, &body)
        {
            let unread = self.0.member("body")?;
            if !unread.is_undefined() && !unread.is_null() {
                called(unread.call("cancel")).await?;
            }
            return Ok(error::throw(&error, body, self.0));
        }
        Ok(self.fail(Error::UnexpectedStatus { endpoint, status, expected }))
    }

    fn copied_json(&self) -> Outcome {
        self.0.call("clone")?.call("json")
    }
}

/// Waits for what a call into the host yielded, if it did not throw.
pub(super) async fn called(call: Outcome) -> Outcome {
    settled(call?).await
}

impl Head for Answer {
    type Error = Thrown;

    fn status(&self) -> Result<u16, Thrown> {
        u16::try_from(host::status_of(self.0.raw())).map_err(|_| Thrown)
    }

    fn header(&self, name: &'static str) -> Result<Option<String>, Thrown> {
        Ok(header(self.0, name)?.to_text())
    }

    fn body_used(&self) -> Result<bool, Thrown> {
        Ok(self.0.member("bodyUsed")?.is_truthy())
    }

    fn fail(&self, error: Error) -> Thrown {
        error::throw(&error, self.0, self.0)
    }
}

/// Yields a header of a message of the host's.
pub(super) fn header(message: HostValue, name: &'static str) -> Outcome {
    message.member("headers")?.get_entry(name)
}
