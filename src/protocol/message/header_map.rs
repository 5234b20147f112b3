use core::fmt;
use std::string::String;
use std::vec::Vec;

use crate::protocol::error::{Error, Problem};
use crate::protocol::headers::Headers;

use super::set_pair;

/// Headers of a message, in the order in which they were added; names are case-insensitive (RFC 9110 §5.1).
///
/// Its `Debug` output shows the values only of headers that cannot hold a credential.
///
/// ```
/// use oauth4wasm::protocol::message::HeaderMap;
///
/// let headers = HeaderMap::from_pairs([("Content-Type", "application/json")])?;
/// assert_eq!(headers.get("content-type").as_deref(), Some("application/json"));
/// # Ok::<(), oauth4wasm::protocol::error::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HeaderMap {
    /// Names in lower case.
    entries: Vec<(String, String)>,
}

impl HeaderMap {
    /// Yields no headers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Yields the headers of a list of names and values, in which a name may come more than once.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> Result<Self, Error> {
        let mut headers = Self::new();
        for (name, value) in pairs {
            headers.append(name.as_ref(), value.as_ref())?;
        }
        Ok(headers)
    }

    /// Adds a header beside any of that name. White space around the value is dropped (RFC 9110 §5.5).
    ///
    /// # Errors
    /// [`Error::Argument`], `ERR_INVALID_ARG_VALUE`: the name is not a token (RFC 9110 §5.1), or the value has a line
    /// break or NUL in it.
    pub fn append(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let entry = check(name, value)?;
        self.entries.push(entry);
        Ok(())
    }

    /// Sets a header, in the place of the first of that name; others of that name are removed.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let (name, value) = check(name, value)?;
        set_pair(&mut self.entries, &name, value);
        Ok(())
    }

    /// Yields the value of a header, several ones joined by `, ` (RFC 9110 §5.3).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self
            .entries
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        if values.is_empty() { None } else { Some(values.join(", ")) }
    }

    /// Yields whether there is a header of that name, even an empty one.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.entries.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    /// Yields every name, in lower case, with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl Headers for HeaderMap {
    type Error = Error;

    fn has(&self, name: &'static str) -> Result<bool, Error> {
        Ok(self.contains(name))
    }

    fn set(&mut self, name: &'static str, value: &str) -> Result<(), Error> {
        Self::set(self, name, value)
    }

    fn fail(&self, error: Error) -> Error {
        error
    }
}

impl fmt::Debug for HeaderMap {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let presentable = self.iter().map(|(name, value)| (name, if is_public(name) { value } else { "[redacted]" }));
        formatter.debug_map().entries(presentable).finish()
    }
}

/// A header of any other name may hold a credential: `authorization` and `cookie` do, an `x-api-key` does.
fn is_public(name: &str) -> bool {
    const PUBLIC: [&str; 8] = [
        "accept",
        "cache-control",
        "content-length",
        "content-type",
        "date",
        "retry-after",
        "user-agent",
        "www-authenticate",
    ];
    PUBLIC.contains(&name)
}

/// Yields the name in lower case and the value without white space around it.
fn check(name: &str, value: &str) -> Result<(String, String), Error> {
    let problem = |predicate| Error::Argument { subject: "headers", problem: Problem::Value(predicate) };
    let is_tchar = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || !name.chars().all(is_tchar) {
        return Err(problem("must have names of letters, digits and !#$%&'*+-.^_`|~ only"));
    }
    let value = value.trim_matches(['\t', '\n', '\r', ' ']);
    if value.contains(['\0', '\n', '\r']) {
        return Err(problem("must not have values with a line break or NUL in them"));
    }
    Ok((name.to_ascii_lowercase(), value.into()))
}
