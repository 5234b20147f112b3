use std::time::{SystemTime, UNIX_EPOCH};

use super::Time;

impl Time {
    /// Yields a moment of so many seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn since_1970(seconds: i64) -> Self {
        Self::at(seconds as f64)
    }
}

/// Yields the moment that a `date` header names, in seconds since 1970-01-01T00:00:00Z (RFC 9110 §5.6.7, all three
/// notations), or `None` for anything else.
///
/// ```
/// use oauth4wasm::protocol::time::http_date;
///
/// assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
/// assert_eq!(http_date("today"), None);
/// ```
#[must_use]
pub fn http_date(text: &str) -> Option<i64> {
    let moment: SystemTime = httpdate::parse_http_date(text.trim()).ok()?;
    i64::try_from(moment.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}
