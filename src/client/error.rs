use core::convert::Infallible;
use core::fmt;
use std::boxed::Box;

use crate::protocol::error;
use crate::protocol::hint::{Circumstances, Hint};
use crate::protocol::pkce::EntropyUnavailable;

/// Why an exchange failed; `T` is the transport's own error, [`Infallible`] where nothing is sent.
///
/// What can go wrong by the protocol's rules is in [`Protocol`](Self::Protocol), what the server refused with included.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<T = Infallible> {
    /// A rule of the protocol is broken, or the server said no; and what may help, if that is known.
    Protocol(error::Error, Option<Hint>),
    /// The HTTP client got no answer; its own error, as it came.
    Transport(T),
    /// A key could not sign.
    Signer(SignerError),
    /// There are no random bytes.
    Entropy(EntropyUnavailable),
}

impl<T> Error<T> {
    /// Yields the error about an answer, with its hint.
    pub(super) fn about(error: error::Error, circumstances: &impl Circumstances) -> Self {
        let hint = Hint::to(&error, circumstances);
        Self::Protocol(error, hint)
    }

    /// Yields the rule that was broken, or what the server said, if that is what happened.
    #[must_use]
    pub fn protocol(&self) -> Option<&error::Error> {
        match self {
            Self::Protocol(error, _) => Some(error),
            _ => None,
        }
    }

    /// Yields what to do next, where that is known. [`Display`](fmt::Display) says it behind what happened.
    #[must_use]
    pub fn hint(&self) -> Option<&Hint> {
        match self {
            Self::Protocol(_, hint) => hint.as_ref(),
            _ => None,
        }
    }
}

impl Error {
    /// Yields the error of a step that sends nothing as that of an exchange.
    pub(super) fn of_exchange<T>(self) -> Error<T> {
        match self {
            Self::Protocol(error, hint) => Error::Protocol(error, hint),
            Self::Transport(never) => match never {},
            Self::Signer(error) => Error::Signer(error),
            Self::Entropy(error) => Error::Entropy(error),
        }
    }
}

impl<T> From<error::Error> for Error<T> {
    fn from(error: error::Error) -> Self {
        Self::about(error, &())
    }
}

impl<T> From<SignerError> for Error<T> {
    fn from(error: SignerError) -> Self {
        Self::Signer(error)
    }
}

impl<T> From<EntropyUnavailable> for Error<T> {
    fn from(error: EntropyUnavailable) -> Self {
        Self::Entropy(error)
    }
}

impl<T> fmt::Display for Error<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Protocol(error, None) => error.fmt(formatter),
            Self::Protocol(error, Some(hint)) => write!(formatter, "{error}. {}", hint.text()),
            Self::Transport(_) => formatter.write_str("the HTTP client got no answer"),
            Self::Signer(error) => error.fmt(formatter),
            Self::Entropy(error) => error.fmt(formatter),
        }
    }
}

impl<T: core::error::Error + 'static> core::error::Error for Error<T> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            Self::Signer(error) => error.source(),
            Self::Protocol(..) | Self::Entropy(_) => None,
        }
    }
}

/// What a signer's holder may fail with: natively it can go to another thread.
#[cfg(not(target_arch = "wasm32"))]
pub type Cause = Box<dyn core::error::Error + Send + Sync>;
/// What a signer's holder may fail with.
#[cfg(target_arch = "wasm32")]
pub type Cause = Box<dyn core::error::Error>;

/// A key could not sign; the reason is the [source](core::error::Error::source).
#[derive(Debug)]
pub struct SignerError(Cause);

impl SignerError {
    /// Yields the error with its reason, an error or a text.
    pub fn new(cause: impl Into<Cause>) -> Self {
        Self(cause.into())
    }

    /// Yields the reason.
    #[must_use]
    pub fn into_cause(self) -> Cause {
        self.0
    }
}

impl fmt::Display for SignerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the key could not sign")
    }
}

impl core::error::Error for SignerError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&*self.0)
    }
}
