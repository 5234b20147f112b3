//! Errors as data: whose fault it is, which rule was broken, about what.

use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;
use core::fmt;

use super::challenge::Challenge;
use super::metadata::Endpoint;
use super::text::{concat, decimal};

mod registered;

/// A broken rule.
///
/// [`Error::code`] says which, in the words of the JavaScript API; the text of [`Display`](fmt::Display) is for people.
/// No variant holds a secret, a token or an assertion.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The caller's fault: an argument that no request can be made from.
    Argument {
        /// The argument's path, such as `client.client_id`.
        subject: &'static str,
        /// What is wrong with it.
        problem: Problem,
    },
    /// The server's metadata has no such endpoint.
    EndpointMissing {
        /// The member of the metadata that was looked up.
        attribute: String,
        /// Whether the metadata has it among the mTLS aliases, which the client does not use (RFC 8705 §5).
        has_mtls_alias: bool,
    },
    /// The server's metadata has an endpoint that is not a URL.
    EndpointInvalid {
        /// The member of the metadata that was looked up.
        attribute: String,
    },
    /// The request would not go over https (RFC 9126 §2, RFC 6749 §3.1), and the caller did not allow that.
    InsecureRequest {
        /// The URL that was refused.
        url: String,
    },
    /// The URL's scheme is neither https nor http.
    UnsupportedScheme {
        /// The URL that was refused.
        url: String,
    },
    /// The response's status is not the one that the endpoint answers with.
    UnexpectedStatus {
        /// Where the response came from.
        endpoint: Endpoint,
        /// The status that was received.
        status: u16,
        /// The status that the specification asks for.
        expected: u16,
    },
    /// The response's media type is not JSON.
    NotJson {
        /// Where the response came from.
        endpoint: Endpoint,
        /// The `content-type` that was received, if any.
        content_type: Option<String>,
    },
    /// The response's body claims to be JSON and cannot be parsed.
    Unparsable {
        /// Where the response came from.
        endpoint: Endpoint,
    },
    /// The response's body is JSON, but not an object.
    BodyNotObject {
        /// Where the response came from.
        endpoint: Endpoint,
    },
    /// A member of the response's body is missing or malformed.
    BodyMember {
        /// The member's name.
        member: &'static str,
        /// What is wrong with it.
        problem: Problem,
    },
    /// A member of the response's body is not the value that was expected (RFC 8414 §3.3).
    BodyMismatch {
        /// The member's name.
        member: &'static str,
        /// The value that was expected.
        expected: String,
    },
    /// What was asked for is not supported.
    Unsupported {
        /// What it is: a full sentence.
        what: &'static str,
    },
    /// A parameter that must be JSON is not (OpenID Connect Core §5.5, RFC 9396 §2).
    ParameterUnparsable {
        /// The parameter's name.
        parameter: &'static str,
    },
    /// The authorization response is not one to this request (RFC 6749 §4.1.2, RFC 9207 §2.4).
    InvalidCallback {
        /// The parameter that is wrong.
        parameter: &'static str,
        /// What is wrong with it.
        problem: &'static str,
        /// Whether the parameters themselves are to blame, and the value that was expected if there is one.
        blame: Blame,
    },
    /// The user or the server said no in the authorization response (RFC 6749 §4.1.2.1).
    AuthorizationResponse {
        /// The registered error code, such as `access_denied`.
        error: String,
        /// The server's explanation, if it sent one.
        error_description: Option<String>,
    },
    /// The server answered with an error in the body (RFC 6749 §5.2).
    ResponseBody {
        /// Where the response came from.
        endpoint: Endpoint,
        /// The HTTP status.
        status: u16,
        /// The registered error code, such as `invalid_client`.
        error: String,
        /// The server's explanation, if it sent one.
        error_description: Option<String>,
    },
    /// The server answered with authentication challenges (RFC 9110 §11.6.1).
    Challenge {
        /// Where the response came from.
        endpoint: Endpoint,
        /// The HTTP status.
        status: u16,
        /// The parsed `WWW-Authenticate` header.
        challenges: Vec<Challenge>,
    },
}

/// What a malformed authorization response is measured by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blame {
    /// Nothing that could be shown.
    Nobody,
    /// The parameters.
    Parameters,
    /// The parameters, which differ from what was expected: a value, or no value at all.
    Expected(Option<String>),
}

/// What is wrong with an argument or a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It is not an object.
    NotObject,
    /// It is not a string.
    NotText,
    /// It is an empty string.
    Empty,
    /// It is not a finite number.
    NotNumber,
    /// It is a negative number.
    Negative,
    /// It is not an instance of the named class.
    NotInstance(&'static str),
    /// Its value cannot be used, for the reason given: a full predicate, such as `must not contain …`.
    Value(&'static str),
}

impl Problem {
    /// Yields whether the type is wrong, rather than the value.
    #[must_use]
    pub fn is_type(self) -> bool {
        !matches!(self, Self::Empty | Self::Negative | Self::Value(_))
    }

    fn predicate(self) -> [&'static str; 2] {
        match self {
            Self::NotObject => [" must be an object", ""],
            Self::NotText => [" must be a string", ""],
            Self::Empty => [" must not be empty", ""],
            Self::NotNumber => [" must be a finite number", ""],
            Self::Negative => [" must not be negative", ""],
            Self::NotInstance(class) => [" must be an instance of ", class],
            Self::Value(predicate) => [" ", predicate],
        }
    }
}

/// The code of an error, equal in Rust and JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// An argument's type is wrong.
    InvalidArgType,
    /// An argument's value is wrong.
    InvalidArgValue,
    /// The metadata lacks the endpoint.
    MissingServerMetadata,
    /// The metadata's endpoint cannot be used.
    InvalidServerMetadata,
    /// Not https, and https is enforced.
    HttpRequestForbidden,
    /// Neither https nor http.
    RequestProtocolForbidden,
    /// Unexpected HTTP status.
    ResponseIsNotConform,
    /// Unexpected media type.
    ResponseIsNotJson,
    /// Malformed JSON.
    ParseError,
    /// Malformed content of a response.
    InvalidResponse,
    /// Issuer or resource mismatch.
    JsonAttributeComparison,
    /// Not supported.
    UnsupportedOperation,
    /// OAuth error in an authorization response.
    AuthorizationResponseError,
    /// OAuth error in a JSON body.
    ResponseBodyError,
    /// `WWW-Authenticate` challenge.
    WwwAuthenticateChallenge,
}

impl Code {
    /// Yields the code as JavaScript callers compare it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidArgType => "ERR_INVALID_ARG_TYPE",
            Self::InvalidArgValue => "ERR_INVALID_ARG_VALUE",
            Self::MissingServerMetadata => "OAUTH_MISSING_SERVER_METADATA",
            Self::InvalidServerMetadata => "OAUTH_INVALID_SERVER_METADATA",
            Self::HttpRequestForbidden => "OAUTH_HTTP_REQUEST_FORBIDDEN",
            Self::RequestProtocolForbidden => "OAUTH_REQUEST_PROTOCOL_FORBIDDEN",
            Self::ResponseIsNotConform => "OAUTH_RESPONSE_IS_NOT_CONFORM",
            Self::ResponseIsNotJson => "OAUTH_RESPONSE_IS_NOT_JSON",
            Self::ParseError => "OAUTH_PARSE_ERROR",
            Self::InvalidResponse => "OAUTH_INVALID_RESPONSE",
            Self::JsonAttributeComparison => "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
            Self::UnsupportedOperation => "OAUTH_UNSUPPORTED_OPERATION",
            Self::AuthorizationResponseError => "OAUTH_AUTHORIZATION_RESPONSE_ERROR",
            Self::ResponseBodyError => "OAUTH_RESPONSE_BODY_ERROR",
            Self::WwwAuthenticateChallenge => "OAUTH_WWW_AUTHENTICATE_CHALLENGE",
        }
    }
}

impl Error {
    /// Yields the code of the broken rule.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Argument { problem, .. } if problem.is_type() => Code::InvalidArgType,
            Self::Argument { .. } => Code::InvalidArgValue,
            Self::EndpointMissing { .. } => Code::MissingServerMetadata,
            Self::EndpointInvalid { .. } => Code::InvalidServerMetadata,
            Self::InsecureRequest { .. } => Code::HttpRequestForbidden,
            Self::UnsupportedScheme { .. } => Code::RequestProtocolForbidden,
            Self::UnexpectedStatus { .. } => Code::ResponseIsNotConform,
            Self::NotJson { .. } => Code::ResponseIsNotJson,
            Self::Unparsable { .. } | Self::ParameterUnparsable { .. } => Code::ParseError,
            Self::BodyNotObject { .. } | Self::BodyMember { .. } | Self::InvalidCallback { .. } => {
                Code::InvalidResponse
            }
            Self::Unsupported { .. } => Code::UnsupportedOperation,
            Self::AuthorizationResponse { .. } => Code::AuthorizationResponseError,
            Self::BodyMismatch { .. } => Code::JsonAttributeComparison,
            Self::ResponseBody { .. } => Code::ResponseBodyError,
            Self::Challenge { .. } => Code::WwwAuthenticateChallenge,
        }
    }

    /// Yields the text for people: what happened and what was expected.
    ///
    /// Built from string parts only: the formatting machinery of `core` would add kilobytes to the WebAssembly module.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Argument { subject, problem } => {
                let [predicate, class] = problem.predicate();
                // A subject such as `max_age" parameter` brings its own closing quote.
                let quote = if subject.bytes().any(|byte| byte == b'"') { "" } else { "\"" };
                concat(&["\"", subject, quote, predicate, class])
            }
            Self::EndpointMissing { attribute, .. } => concat(&[
                "\"as.",
                attribute,
                "\" is missing: the authorization server's metadata names no such endpoint",
            ]),
            Self::EndpointInvalid { attribute } => {
                concat(&["\"as.", attribute, "\" must be a string that is an absolute URL"])
            }
            Self::InsecureRequest { url } => concat(&[
                "requests go over https only, unless [allowInsecureRequests] is true; this one would go to ",
                url,
            ]),
            Self::UnsupportedScheme { url } => {
                concat(&["requests go over https or, where allowed, http; this one would go to ", url])
            }
            Self::UnexpectedStatus { endpoint, status, expected } => concat(&[
                endpoint.label(),
                " answered with status ",
                &decimal((*status).into()),
                " instead of ",
                &decimal((*expected).into()),
            ]),
            Self::NotJson { endpoint, content_type } => concat(&[
                endpoint.label(),
                " must answer with content-type application/json, it sent ",
                content_type.as_deref().map_or("none", registered::media_type),
            ]),
            Self::Unparsable { endpoint } => concat(&[endpoint.label(), " must answer with well-formed JSON"]),
            Self::BodyNotObject { endpoint } => concat(&[endpoint.label(), " must answer with a JSON object"]),
            Self::BodyMember { member, problem } => {
                let [predicate, class] = problem.predicate();
                concat(&["\"response\" body \"", member, "\" property", predicate, class])
            }
            Self::BodyMismatch { member, expected } => {
                // A user, password, query or fragment of the caller's is nobody's to read.
                let is_plain = !expected.bytes().any(|byte| matches!(byte, b'@' | b'?' | b'#'));
                let expected = if is_plain { expected } else { "one" };
                concat(&["\"response\" body \"", member, "\" property must be the expected ", expected])
            }
            Self::Unsupported { what } => (*what).into(),
            Self::ParameterUnparsable { parameter } => {
                concat(&["the \"", parameter, "\" parameter is not well-formed JSON"])
            }
            Self::InvalidCallback { parameter, problem, .. } => {
                concat(&["the \"", parameter, "\" parameter ", problem])
            }
            Self::AuthorizationResponse { error, .. } => {
                let [with, error] = registered::error_code(error);
                concat(&["the authorization was refused", with, error])
            }
            Self::ResponseBody { endpoint, status, error, .. } => {
                let [with, error] = registered::error_code(error);
                concat(&[endpoint.label(), " refused with status ", &decimal((*status).into()), with, error])
            }
            Self::Challenge { endpoint, status, challenges } => {
                let mut schemes = String::new();
                for challenge in challenges {
                    schemes.push_str(if schemes.is_empty() { "" } else { ", " });
                    schemes.push_str(registered::scheme(&challenge.scheme));
                }
                concat(&[
                    endpoint.label(),
                    " answered with status ",
                    &decimal((*status).into()),
                    " and an authentication challenge: ",
                    &schemes,
                ])
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl core::error::Error for Error {}

impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
