//! Endpoints of an authorization server: which URL a request goes to, and whether it may (RFC 8414 §2, RFC 8705 §5).

use alloc::string::{String, ToString};

use super::argument::{self, Source};
use super::error::Error;
use super::text::concat;
use super::value::{Text, Value};

#[cfg(feature = "std")]
mod authorization_server;
#[cfg(feature = "std")]
mod client;

#[cfg(feature = "std")]
pub use self::authorization_server::AuthorizationServer;
#[cfg(feature = "std")]
pub use self::client::Client;

/// An endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Endpoint {
    /// The pushed authorization request endpoint (RFC 9126 §5).
    PushedAuthorizationRequest,
    /// The authorization endpoint, where the user agent is sent to (RFC 6749 §3.1).
    Authorization,
    /// The metadata document itself (RFC 8414 §3, OpenID Connect Discovery 1.0 §4).
    Discovery,
}

impl Endpoint {
    /// Yields the member of the metadata document (RFC 8414 §2).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PushedAuthorizationRequest => "pushed_authorization_request_endpoint",
            Self::Authorization => "authorization_endpoint",
            Self::Discovery => "issuer",
        }
    }

    /// Yields what an error calls it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PushedAuthorizationRequest => "the Pushed Authorization Request Endpoint",
            Self::Authorization => "the Authorization Endpoint",
            Self::Discovery => "the discovery endpoint",
        }
    }
}

/// The member that holds the mTLS aliases of endpoints (RFC 8705 §5).
pub const MTLS_ENDPOINT_ALIASES: &str = "mtls_endpoint_aliases";

/// Demands server metadata with an `issuer` (RFC 8414 §2).
///
/// # Errors
/// [`Error::Argument`] about `as` or `as.issuer`.
pub fn check_server<V: Value>(server: &V) -> Result<(), V::Error> {
    argument::object(server, "as")?;
    let issuer = server.member("issuer")?;
    argument::text(&issuer, &issuer, "as.issuer", Source::Argument)
}

/// Demands client metadata with a `client_id` (RFC 7591 §2).
///
/// # Errors
/// [`Error::Argument`] about `client` or `client.client_id`.
pub fn check_client<V: Value>(client: &V) -> Result<(), V::Error> {
    argument::object(client, "client")?;
    let client_id = client.member("client_id")?;
    argument::text(&client_id, &client_id, "client.client_id", Source::Argument)
}

/// Yields the metadata's value for an endpoint: the mTLS alias where the client prefers one and the server has one,
/// else the endpoint itself (RFC 8705 §5).
///
/// # Errors
/// What the host raises while reading.
pub fn endpoint_value<V: Document>(server: &V, name: &V::Name, prefer_mtls_alias: bool) -> Result<V, V::Error> {
    if prefer_mtls_alias {
        let aliases = server.member(MTLS_ENDPOINT_ALIASES)?;
        if aliases.is_truthy() && aliases.has(name)? {
            return aliases.entry(name);
        }
    }
    server.entry(name)
}

/// A value whose members are also looked up by a name known only at run time.
pub trait Document: Value {
    /// The name of a member.
    type Name: ?Sized;
    /// Yields whether the object has the member, even an undefined one.
    ///
    /// # Errors
    /// What the host raises while looking, such as for a value that is not an object.
    fn has(&self, name: &Self::Name) -> Result<bool, Self::Error>;
    /// Yields the member, or an undefined value.
    ///
    /// # Errors
    /// What the host raises while reading.
    fn entry(&self, name: &Self::Name) -> Result<Self, Self::Error>;
}

/// Yields the error for an endpoint's value that is not the text of an absolute URL.
///
/// `alias` is what is there of that name in [`MTLS_ENDPOINT_ALIASES`], if it can be seen.
pub fn unusable_endpoint<V: Value>(value: &V, alias: Option<V>, name: &str, prefer_mtls_alias: bool) -> Error {
    let attribute = match prefer_mtls_alias {
        true => concat(&[MTLS_ENDPOINT_ALIASES, ".", name]),
        false => name.to_string(),
    };
    match value.is_undefined() {
        true => Error::EndpointMissing {
            attribute,
            has_mtls_alias: !prefer_mtls_alias && alias.is_some_and(|alias| alias.text() == Text::Present),
        },
        false => Error::EndpointInvalid { attribute },
    }
}

/// Whether requests may go over plain http.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Transport {
    /// https only (RFC 6749 §3.1, RFC 9126 §2).
    #[default]
    Secure,
    /// https or http: for tests against a local server.
    InsecureAllowed,
}

impl Transport {
    /// Yields whether a request may go to a serialised, normalised URL, of which it is known what it begins with.
    pub fn admits(self, begins_with: impl Fn(&'static str) -> bool) -> bool {
        begins_with("https:") || self == Self::InsecureAllowed && begins_with("http:")
    }

    /// Demands a scheme that a request may be sent with, of a text that is the scheme and its colon only.
    ///
    /// # Errors
    /// As [`check`](Self::check), for anything else, too: what stands for a URL's protocol may be any text.
    pub fn check_protocol(self, protocol: &str) -> Result<(), Error> {
        let (_, colon) = split_before(protocol, |byte| byte == b':');
        self.check(if colon == ":" { protocol } else { ":" })
    }

    /// Demands a scheme that a request may be sent with.
    ///
    /// `href` is a serialised, normalised URL.
    ///
    /// # Errors
    /// [`Error::InsecureRequest`], [`Error::UnsupportedScheme`].
    pub fn check(self, href: &str) -> Result<(), Error> {
        if self.admits(|scheme| href.starts_with(scheme)) {
            return Ok(());
        }
        let url = presentable(href);
        Err(match self {
            Self::Secure => Error::InsecureRequest { url },
            Self::InsecureAllowed => Error::UnsupportedScheme { url },
        })
    }
}

/// Yields what is before and behind the first `//`. (A search for a string costs 2 kB of WebAssembly, one for a pair
/// of bytes does not.)
pub(super) fn split_at_double_slash(text: &str) -> Option<(&str, &str)> {
    let position = text.bytes().zip(text.bytes().skip(1)).position(|pair| pair == (b'/', b'/'))?;
    Some((text.get(..position)?, text.get(position + 2..)?))
}

/// Yields what is before the first such byte, which is of ASCII, and the rest with it.
pub(crate) fn split_before(text: &str, is_end: impl Fn(u8) -> bool) -> (&str, &str) {
    let end = text.bytes().position(is_end).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default())
}

/// A URL without user, password, query and fragment: as an error may show it, and as a DPoP proof names it.
pub(crate) fn presentable(href: &str) -> String {
    let (url, _) = split_before(href, |byte| matches!(byte, b'?' | b'#'));
    let Some((scheme, rest)) = split_at_double_slash(url) else {
        // Where somebody forgot the scheme, this one is the user and what follows the password.
        let (scheme, _) = split_before(url, |byte| byte == b':');
        return concat(&[scheme, ":"]);
    };
    let (authority, path) = split_before(rest, |byte| byte == b'/');
    let host = authority.bytes().rposition(|byte| byte == b'@').map_or(0, |position| position + 1);
    concat(&[scheme, "//", authority.get(host..).unwrap_or_default(), path])
}
