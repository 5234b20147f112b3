//! Authorization server metadata (RFC 8414, OpenID Connect Discovery 1.0).

use alloc::string::String;

use super::argument::{self, Source};
use super::error::{Error, Problem};
use super::metadata::split_at_double_slash;
use super::text::concat;
use super::value::Value;

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::request;

/// The status of a successful answer (RFC 8414 §3.2, OpenID Connect Discovery 1.0 §4.2).
pub const OK: u16 = 200;

/// Where the metadata document is, relative to the issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Algorithm {
    /// OpenID Connect Discovery 1.0 §4: appended to the issuer's path.
    #[default]
    Oidc,
    /// RFC 8414 §3: inserted before the issuer's path.
    Oauth2,
}

impl Algorithm {
    /// Yields the algorithm of the option's text, the default where it is missing.
    ///
    /// # Errors
    /// [`Error::Argument`] about `options.algorithm`.
    pub fn from_option<V: Value>(option: &V) -> Result<Self, V::Error> {
        if option.is_undefined() {
            return Ok(Self::default());
        }
        match option.to_text().as_deref() {
            Some("oidc") => Ok(Self::Oidc),
            Some("oauth2") => Ok(Self::Oauth2),
            _ => Err(option.fail(Error::Argument {
                subject: "options.algorithm",
                problem: Problem::Value("must be \"oidc\" (the default) or \"oauth2\""),
            })),
        }
    }

    /// Yields the path of the metadata document for an issuer's path.
    ///
    /// RFC 8414 §3.1 removes one terminating slash of the issuer; OpenID Connect Discovery §4.1 removes it too, which
    /// the appending achieves by folding the first `//`.
    #[must_use]
    pub fn path(self, issuer_path: &str) -> String {
        match self {
            Self::Oidc => fold_first_double_slash(&concat(&[issuer_path, "/.well-known/openid-configuration"])),
            Self::Oauth2 => {
                const WELL_KNOWN: &str = "/.well-known/oauth-authorization-server";
                match issuer_path {
                    "/" => WELL_KNOWN.into(),
                    path => {
                        fold_first_double_slash(&concat(&[WELL_KNOWN, "/", path.strip_suffix("/").unwrap_or(path)]))
                    }
                }
            }
        }
    }
}

fn fold_first_double_slash(path: &str) -> String {
    match split_at_double_slash(path) {
        Some((head, tail)) => concat(&[head, "/", tail]),
        None => path.into(),
    }
}

/// Demands an `issuer` in the metadata document (RFC 8414 §2).
///
/// # Errors
/// [`Error::BodyMember`].
pub fn check_issuer<V: Value>(body: &V) -> Result<V, V::Error> {
    let issuer = body.member("issuer")?;
    argument::text(&issuer, body, "issuer", Source::Body)?;
    Ok(issuer)
}

/// Demands that the document's issuer is the one that was asked for (RFC 8414 §3.3).
///
/// Both are normalised, serialised URLs: an issuer that differs only in case or default port is the same.
///
/// # Errors
/// [`Error::BodyMismatch`].
pub fn match_issuer<V: Value>(body: &V, issuer: &str, expected: &str) -> Result<(), V::Error> {
    if issuer == expected {
        return Ok(());
    }
    Err(body.fail(Error::BodyMismatch { member: "issuer", expected: expected.into() }))
}
