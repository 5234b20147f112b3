use std::string::String;

use url::Url;

use super::{Circumstances, Sent};
use crate::protocol::message::Response;
use crate::protocol::time::http_date;

/// A request and the answer to it, by which [`Hint::to`](super::Hint::to) judges.
#[derive(Debug, Clone, Copy)]
pub struct Exchange<'a> {
    /// What is known of the request.
    pub sent: Sent,
    /// The answer.
    pub response: &'a Response,
    /// When it came, in seconds since 1970-01-01T00:00:00Z by this clock, if there is one.
    pub received: Option<i64>,
}

impl Circumstances for Exchange<'_> {
    fn sent(&self) -> Sent {
        self.sent
    }

    fn header(&self, name: &'static str) -> Option<String> {
        self.response.headers.get(name)
    }

    fn location(&self) -> Option<String> {
        let url = Url::parse(&self.header("location")?).ok()?;
        Some(url.into())
    }

    fn clock_difference(&self) -> i32 {
        let sent = self.header("date").and_then(|date| http_date(&date));
        let difference = sent.zip(self.received).map(|(sent, received)| sent.saturating_sub(received));
        difference.and_then(|seconds| i32::try_from(seconds).ok()).unwrap_or_default()
    }
}
