//! What to do next about an error: which hint belongs to which one, under which circumstances.
//!
//! [`Error`]'s text says what happened, where, and what was expected. A hint is for what people stumble over most, and says
//! what helps. It holds nothing of a secret, and of a URL neither user, password, query nor fragment.

use alloc::string::String;

use super::dpop::{NONCE_HEADER, USE_NONCE};
use super::error::Error;
use super::metadata::{Endpoint, presentable};
use super::text::{concat, decimal};

#[cfg(feature = "std")]
mod native;

#[cfg(feature = "std")]
pub use self::native::Exchange;

/// What may help against an error.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hint {
    /// The URL is not https.
    InsecureRequest,
    /// The metadata has the endpoint as an mTLS alias only (RFC 8705 §5).
    MtlsAlias,
    /// The metadata is another issuer's, or the issuer is spelled in another way (RFC 8414 §3.3).
    IssuerMismatch,
    /// There is no metadata (RFC 8414 §3, OpenID Connect Discovery 1.0 §4).
    DiscoveryNotFound,
    /// The pushed request was answered with 200 (RFC 9126 §2.2).
    NotCreated,
    /// A redirect: where it leads to, empty where that is hidden, as it is in browsers, or cannot be shown.
    Redirect(String),
    /// HTML in the place of JSON.
    WebPage,
    /// HTTP Basic with characters that servers decode in different ways (RFC 6749 §2.3.1).
    BasicEncoding,
    /// A client assertion that may not please (RFC 7523 §3); how many seconds this clock is behind the server's, zero where
    /// that is not known or does not matter.
    Assertion(i32),
    /// A DPoP proof that was refused while this clock is so many seconds behind the server's (RFC 9449 §11.1).
    Clock(i32),
    /// A DPoP nonce is demanded, and none can be read (RFC 9449 §8).
    NonceHidden,
    /// A pushed request with `request_uri` among its parameters (RFC 9126 §2.1).
    RequestUri,
    /// A browser's request that got no answer, for a reason that browsers do not tell.
    Network,
}

/// What else an error's hint depends on; what is not there costs nothing to ask for.
pub trait Circumstances {
    /// Yields what is known of the request.
    fn sent(&self) -> Sent;
    /// Yields a header of the answer, if there is one that can be read.
    fn header(&self, name: &'static str) -> Option<String>;
    /// Yields the URL that the answer's `location` names, as an absolute one that a parser has written (RFC 9110 §10.2.2).
    fn location(&self) -> Option<String>;
    /// Yields how many seconds this clock is behind the one that wrote the answer's `date` (RFC 9110 §6.6.1), zero where that
    /// is not known.
    fn clock_difference(&self) -> i32;
}

/// There is neither a request nor an answer.
impl Circumstances for () {
    fn sent(&self) -> Sent {
        Sent::NOTHING
    }

    fn header(&self, _: &'static str) -> Option<String> {
        None
    }

    fn location(&self) -> Option<String> {
        None
    }

    fn clock_difference(&self) -> i32 {
        0
    }
}

/// What a request had that a server may refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sent(i32);

impl Sent {
    /// Nothing worth a hint.
    pub const NOTHING: Self = Self(0);
    /// HTTP Basic, with characters outside `A-Z a-z 0-9` in the identifier or the secret.
    pub const DISPUTED_BASIC: Self = Self(1);
    /// A client assertion.
    pub const ASSERTION: Self = Self(2);
    /// The parameter `request_uri`.
    pub const REQUEST_URI: Self = Self(4);

    /// Yields both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Yields the constant where the condition holds.
    #[must_use]
    pub const fn only_if(self, condition: bool) -> Self {
        if condition { self } else { Self::NOTHING }
    }

    /// Yields whether all of the other is in it.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Yields a number that stands for it: zero for nothing.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Yields what a number stands for.
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }
}

/// The lowest status of an answer whose hint may depend on what was sent: no other answer needs to remember it.
pub const LOWEST_REFUSAL: u16 = 400;
/// How many seconds two clocks may differ by before that is worth mentioning.
const TOLERANCE: u32 = 5;
const INVALID_CLIENT: &str = "invalid_client";
const CLOCK_BEHIND: &str = ". The clocks differ, in seconds: set [clockSkew] of the client to ";
const CLOCK_AHEAD: &str = ". The clocks differ, in seconds: set [clockSkew] of the client to -";
const CHECK_ENDPOINT: &str = ": check the endpoint's URL, and for a proxy or login in front of it";

/// The text of [`Hint::Network`], for a request of a browser's own `fetch` that got no answer.
pub(crate) const NETWORK: &str = "If the server is up: it must allow this origin (CORS), and the page's \
                                  Content-Security-Policy the server (connect-src)";

impl Hint {
    /// Yields the hint to an error, if there is one.
    #[must_use]
    pub fn to(error: &Error, circumstances: &impl Circumstances) -> Option<Self> {
        Some(match error {
            Error::InsecureRequest { .. } => Self::InsecureRequest,
            Error::EndpointMissing { has_mtls_alias: true, .. } => Self::MtlsAlias,
            Error::BodyMismatch { .. } => Self::IssuerMismatch,
            Error::NotJson { content_type, .. } if is_web_page(content_type) => Self::WebPage,
            Error::UnexpectedStatus { endpoint, status, .. } => match (endpoint, status) {
                (_, 0 | 301..=303 | 307 | 308) => Self::Redirect(match circumstances.location() {
                    Some(href) => presentable(&href),
                    None => String::new(),
                }),
                (Endpoint::PushedAuthorizationRequest, 200) => match is_web_page(&circumstances.header("content-type"))
                {
                    true => Self::WebPage,
                    false => Self::NotCreated,
                },
                (Endpoint::Discovery, 404) => Self::DiscoveryNotFound,
                _ => return None,
            },
            Error::ResponseBody { error, .. } => return Self::to_refusal(error, circumstances),
            // RFC 6749 §5.2: a client that failed to authenticate is challenged.
            Error::Challenge { status: 401, challenges, .. } if challenges.iter().all(|one| one.scheme != "dpop") => {
                return Self::to_refusal(INVALID_CLIENT, circumstances);
            }
            _ => return None,
        })
    }

    fn to_refusal(error: &str, circumstances: &impl Circumstances) -> Option<Self> {
        let sent = circumstances.sent();
        let is_about_client = error == INVALID_CLIENT;
        if error == USE_NONCE {
            return match circumstances.header(NONCE_HEADER) {
                Some(nonce) if !nonce.is_empty() => None,
                _ => Some(Self::NonceHidden),
            };
        }
        if is_about_client && sent.has(Sent::DISPUTED_BASIC) {
            return Some(Self::BasicEncoding);
        }
        if !is_about_client && sent.has(Sent::REQUEST_URI) {
            return Some(Self::RequestUri);
        }
        let is_about_assertion = sent.has(Sent::ASSERTION) && (is_about_client || error == "invalid_request");
        if !is_about_assertion && error != "invalid_dpop_proof" {
            return None;
        }
        let difference = circumstances.clock_difference();
        match if difference.unsigned_abs() > TOLERANCE { difference } else { 0 } {
            seconds if is_about_assertion => Some(Self::Assertion(seconds)),
            0 => None,
            seconds => Some(Self::Clock(seconds)),
        }
    }

    /// Yields the text: what helps, in one or two sentences.
    #[must_use]
    pub fn text(&self) -> String {
        let number;
        let (middle, end) = match self {
            Self::Redirect(target) if target.is_empty() => ("where browsers do not show (status 0)", CHECK_ENDPOINT),
            Self::Redirect(target) => (target.as_str(), CHECK_ENDPOINT),
            Self::WebPage => ("", CHECK_ENDPOINT),
            Self::Assertion(seconds) | Self::Clock(seconds) if *seconds != 0 => {
                number = decimal(seconds.unsigned_abs());
                (if *seconds < 0 { CLOCK_AHEAD } else { CLOCK_BEHIND }, number.as_str())
            }
            _ => ("", ""),
        };
        concat(&[self.beginning(), middle, end])
    }

    const fn beginning(&self) -> &'static str {
        match self {
            Self::InsecureRequest => {
                "Use https; tests on this machine may use http: [allowInsecureRequests]: true, in Rust \
                 Transport::InsecureAllowed"
            }
            Self::MtlsAlias => "It is in mtls_endpoint_aliases: set use_mtls_endpoint_aliases of the client to true",
            Self::IssuerMismatch => "Give the issuer as the server spells it, trailing slash included",
            Self::DiscoveryNotFound => {
                "Check the issuer; without OpenID Connect the algorithm is oauth2, otherwise oidc"
            }
            Self::NotCreated => {
                "The server breaks RFC 9126 §2.2: report it there; until then [customFetch] can make the status 201"
            }
            Self::Redirect(_) => "Redirects are not followed; this one leads to ",
            Self::WebPage => "A web page answered",
            Self::BasicEncoding => {
                "Try client_secret_post: client_id or secret has characters outside A-Z a-z 0-9, whose encoding in Basic (RFC \
                 6749 §2.3.1) some servers do not decode"
            }
            Self::Assertion(_) => {
                "The server may refuse the assertion's audience, the issuer ([modifyAssertion] changes it), or its time"
            }
            Self::Clock(_) => "The server may refuse the proof's time",
            Self::NonceHidden => {
                "The server must send DPoP-Nonce and, for CORS, Access-Control-Expose-Headers: DPoP-Nonce"
            }
            Self::RequestUri => "Remove the parameter request_uri: it must not be pushed (RFC 9126 §2.1)",
            Self::Network => NETWORK,
        }
    }
}

fn is_web_page(content_type: &Option<String>) -> bool {
    content_type.as_ref().is_some_and(|text| text.starts_with("text/html"))
}

#[cfg(test)]
mod tests;
