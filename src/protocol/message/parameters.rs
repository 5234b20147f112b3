use core::fmt;
use std::string::String;
use std::vec::Vec;

use url::form_urlencoded;

use crate::protocol::error::{Error, Problem};
use crate::protocol::form::Form;
use crate::protocol::json::Json;

use super::set_pair;

/// Parameters of a request (RFC 6749 Appendix B), in the order in which they were added.
///
/// A name may come more than once, as `resource` does (RFC 8707 §2). The `Debug` output shows names only.
///
/// ```
/// use oauth4wasm::protocol::message::Parameters;
///
/// let mut parameters = Parameters::from([("response_type", "code"), ("scope", "openid email")]);
/// parameters.set("scope", "openid");
/// assert_eq!(parameters.form_urlencoded(), "response_type=code&scope=openid");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Parameters {
    pairs: Vec<(String, String)>,
}

impl Parameters {
    /// Yields no parameters.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter beside any of that name.
    pub fn append(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.pairs.push((name.into(), value.into()));
    }

    /// Sets a parameter: replaces the first of that name, removes the others, appends it when there was none.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        set_pair(&mut self.pairs, name, value.into());
    }

    /// Yields the first value of a parameter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Yields every name with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Yields the parameters as `application/x-www-form-urlencoded`, in the way of browsers: a space becomes `+`, and
    /// everything but letters, digits and `*-._` is escaped.
    #[must_use]
    pub fn form_urlencoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.iter()).finish()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self { pairs: pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect() }
    }
}

impl<N: Into<String>, V: Into<String>, const COUNT: usize> From<[(N, V); COUNT]> for Parameters {
    fn from(pairs: [(N, V); COUNT]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<'a> Form<Json<'a>> for Parameters {
    fn set(&mut self, name: &'static str, value: &Json<'a>) -> Result<(), Error> {
        let text = value.as_str().ok_or(Error::Argument { subject: name, problem: Problem::NotText })?;
        Self::set(self, name, text);
        Ok(())
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter().map(|(name, _)| name)).finish()
    }
}
