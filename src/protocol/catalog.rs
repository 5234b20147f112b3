//! Every code and every hint, with what it means: the table of errors that the package brings along is made of this.
//!
//! | code | class | it means | what helps |
//! |---|---|---|---|
//! | … | | [`CODES`] | |
//!
//! | hint | it comes with | its text |
//! |---|---|---|
//! | … | [`HINTS`] | [`Hint::text`] |

use alloc::string::String;

use super::error::Code;
use super::hint::Hint;

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeRow {
    /// The code, as JavaScript callers compare it.
    pub code: &'static str,
    /// The class of the error in JavaScript.
    pub class: &'static str,
    /// What happened.
    pub meaning: &'static str,
    /// What its `cause` is in JavaScript.
    pub cause: &'static str,
    /// What to do.
    pub cure: &'static str,
}

/// What a hint belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HintRow {
    /// A name that stays.
    pub id: &'static str,
    /// The circumstances that it comes in.
    pub occasion: &'static str,
}

/// Codes that the package exports for compatibility, and gives to no error in this version.
pub const RESERVED: [&str; 5] = [
    "OAUTH_INVALID_REQUEST",
    "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
    "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
    "OAUTH_JWT_USERINFO_EXPECTED",
    "OAUTH_KEY_SELECTION_FAILED",
];

const PROCESSING: &str = "OperationProcessingError";

/// The codes in the order of [`Code`], and last the one that only the WebAssembly module has.
pub const CODES: [CodeRow; 16] = [
    CodeRow {
        code: Code::InvalidArgType.as_str(),
        class: "TypeError",
        meaning: "An argument is of the wrong type.",
        cause: "none",
        cure: "Change the argument that the message names.",
    },
    CodeRow {
        code: Code::InvalidArgValue.as_str(),
        class: "TypeError",
        meaning: "An argument has a value that cannot be used, such as an empty text or a response that was read already.",
        cause: "none",
        cure: "Change the argument that the message names.",
    },
    CodeRow {
        code: Code::MissingServerMetadata.as_str(),
        class: PROCESSING,
        meaning: "The server's metadata has no such endpoint.",
        cause: "`{ attribute }`: the member that is missing",
        cure: "Take the metadata from the server's discovery document, or add the endpoint that its documentation names. \
               If there is none, the server does not offer what you ask for.",
    },
    CodeRow {
        code: Code::InvalidServerMetadata.as_str(),
        class: PROCESSING,
        meaning: "An endpoint of the server's metadata is not a text that is an absolute URL.",
        cause: "`{ attribute }`: the member that is wrong",
        cure: "Correct the metadata; of a URL object pass the `href`.",
    },
    CodeRow {
        code: Code::HttpRequestForbidden.as_str(),
        class: PROCESSING,
        meaning: "The request would not go over https (RFC 6749 §3.1, RFC 9126 §2), and plain http was not allowed.",
        cause: "the `URL`",
        cure: "Use https. For tests only, allow http with `{ [allowInsecureRequests]: true }`; localhost is no exception.",
    },
    CodeRow {
        code: Code::RequestProtocolForbidden.as_str(),
        class: PROCESSING,
        meaning: "The URL is neither https nor http.",
        cause: "the `URL`",
        cure: "Correct the URL.",
    },
    CodeRow {
        code: Code::ResponseIsNotConform.as_str(),
        class: PROCESSING,
        meaning: "The status is not the one that the endpoint must answer with, and no OAuth error explains it.",
        cause: "the `Response`",
        cure: "Look at the status and the body of the response; check the endpoint's URL.",
    },
    CodeRow {
        code: Code::ResponseIsNotJson.as_str(),
        class: PROCESSING,
        meaning: "The answer is no JSON, and does not claim to be.",
        cause: "the `Response`",
        cure: "Check the endpoint's URL: a web page is the answer of something else.",
    },
    CodeRow {
        code: Code::ParseError.as_str(),
        class: PROCESSING,
        meaning: "The answer, or a parameter that must be JSON, is not well-formed; or the body ended too early.",
        cause: "what the host's parser or `fetch` raised: also the reason of an aborted signal",
        cure: "Of an answer: report it to the server's operator, or look at the signal. Of a parameter: correct it.",
    },
    CodeRow {
        code: Code::InvalidResponse.as_str(),
        class: PROCESSING,
        meaning: "A member of the answer, or a parameter of the callback, is missing or malformed, or is not the expected one \
                  (`state`, `iss`).",
        cause: "`{ body }` or `{ parameters }`, with `expected` where a value was expected",
        cure: "Of an answer: report it to the server's operator. Of a callback: treat it as an attack, and begin anew.",
    },
    CodeRow {
        code: Code::JsonAttributeComparison.as_str(),
        class: PROCESSING,
        meaning: "The metadata is that of another issuer (RFC 8414 §3.3).",
        cause: "`{ expected, body, attribute }`",
        cure: "Ask with the issuer as the server spells it. If it is another server's, do not use the metadata.",
    },
    CodeRow {
        code: Code::UnsupportedOperation.as_str(),
        class: "UnsupportedOperationError",
        meaning: "The package, the key or the runtime cannot do this: an algorithm, an RSA key below 2048 bits, a response \
                  with tokens in it, a runtime without WebAssembly.",
        cause: "what it is about: a `CryptoKey`, `{ alg }`, the host's error",
        cure: "Take what the message names: another key, the directive `'wasm-unsafe-eval'`, the package's condition.",
    },
    CodeRow {
        code: Code::AuthorizationResponseError.as_str(),
        class: "AuthorizationResponseError",
        meaning: "The user or the server said no; the callback has `error` (RFC 6749 §4.1.2.1).",
        cause: "the parameters",
        cure: "Tell the user by `error`: `access_denied` is a choice, others are for the developer.",
    },
    CodeRow {
        code: Code::ResponseBodyError.as_str(),
        class: "ResponseBodyError",
        meaning: "The server refused the request, with `error` in a JSON body (RFC 6749 §5.2, RFC 9126 §2.3).",
        cause: "the body",
        cure: "Go by `error` and `error_description`.",
    },
    CodeRow {
        code: Code::WwwAuthenticateChallenge.as_str(),
        class: "WWWAuthenticateChallengeError",
        meaning: "The server refused the request, with `WWW-Authenticate` (RFC 9110 §11.6.1): most often it does not take the \
                  client's authentication.",
        cause: "the challenges",
        cure: "Go by the challenge, and by the body of `response`, which is yet to be read.",
    },
    CodeRow {
        code: "OAUTH_INTERNAL_ERROR",
        class: PROCESSING,
        meaning: "The WebAssembly module failed, or a function of the caller's used up the stack or the memory. Every call in \
                  flight gets this error; the next one works.",
        cause: "what the module was ended by",
        cure: "Report it as a bug of oauth4wasm.",
    },
];

/// The hints in the order of [`Hint`].
pub const HINTS: [HintRow; 13] = [
    HintRow { id: "insecure-request", occasion: "`OAUTH_HTTP_REQUEST_FORBIDDEN`" },
    HintRow {
        id: "mtls-alias",
        occasion: "`OAUTH_MISSING_SERVER_METADATA`, and `mtls_endpoint_aliases` has the endpoint",
    },
    HintRow { id: "issuer-mismatch", occasion: "`OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED`" },
    HintRow { id: "discovery-not-found", occasion: "404 instead of a discovery document" },
    HintRow { id: "not-created", occasion: "200 instead of 201 for a pushed request, with anything but a web page" },
    HintRow {
        id: "redirect",
        occasion: "status 301, 302, 303, 307 or 308, or 0, which is a redirect as browsers show it; the text has the target \
                   where that can be shown, without user, password, query and fragment",
    },
    HintRow { id: "web-page", occasion: "`text/html` in the place of JSON, with 200 or 4xx" },
    HintRow {
        id: "basic-encoding",
        occasion: "`invalid_client`, or a challenge with 401, after `client_secret_basic` with characters outside `A-Z a-z 0-9`",
    },
    HintRow {
        id: "assertion",
        occasion: "`invalid_client`, `invalid_request`, or a challenge with 401, after `private_key_jwt` or \
                   `client_secret_jwt`; the text has the difference of the clocks where the answer's `Date` can be read and \
                   they are more than 5 seconds apart",
    },
    HintRow {
        id: "clock",
        occasion: "`invalid_dpop_proof`, and the answer's `Date` is more than 5 seconds from this clock",
    },
    HintRow { id: "nonce-hidden", occasion: "`use_dpop_nonce`, and no `DPoP-Nonce` that can be read" },
    HintRow { id: "request-uri", occasion: "a refused push with `request_uri` among its parameters" },
    HintRow {
        id: "network",
        occasion: "the `TypeError` of a browser's own `fetch`, which is the same object; an abort or a `customFetch` has none",
    },
];

impl Code {
    /// Yields what the code means.
    #[must_use]
    pub const fn row(self) -> &'static CodeRow {
        match self {
            Self::InvalidArgType => &CODES[0],
            Self::InvalidArgValue => &CODES[1],
            Self::MissingServerMetadata => &CODES[2],
            Self::InvalidServerMetadata => &CODES[3],
            Self::HttpRequestForbidden => &CODES[4],
            Self::RequestProtocolForbidden => &CODES[5],
            Self::ResponseIsNotConform => &CODES[6],
            Self::ResponseIsNotJson => &CODES[7],
            Self::ParseError => &CODES[8],
            Self::InvalidResponse => &CODES[9],
            Self::JsonAttributeComparison => &CODES[10],
            Self::UnsupportedOperation => &CODES[11],
            Self::AuthorizationResponseError => &CODES[12],
            Self::ResponseBodyError => &CODES[13],
            Self::WwwAuthenticateChallenge => &CODES[14],
        }
    }
}

impl Hint {
    /// Yields what the hint belongs to.
    #[must_use]
    pub const fn row(&self) -> &'static HintRow {
        match self {
            Self::InsecureRequest => &HINTS[0],
            Self::MtlsAlias => &HINTS[1],
            Self::IssuerMismatch => &HINTS[2],
            Self::DiscoveryNotFound => &HINTS[3],
            Self::NotCreated => &HINTS[4],
            Self::Redirect(_) => &HINTS[5],
            Self::WebPage => &HINTS[6],
            Self::BasicEncoding => &HINTS[7],
            Self::Assertion(_) => &HINTS[8],
            Self::Clock(_) => &HINTS[9],
            Self::NonceHidden => &HINTS[10],
            Self::RequestUri => &HINTS[11],
            Self::Network => &HINTS[12],
        }
    }

    /// Yields a name that stays: the anchor of the hint in the table of errors.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.row().id
    }

    /// Yields one of each, in the order of [`HINTS`], with nothing in it where it may have nothing.
    #[must_use]
    pub fn all() -> [Self; HINTS.len()] {
        [
            Self::InsecureRequest,
            Self::MtlsAlias,
            Self::IssuerMismatch,
            Self::DiscoveryNotFound,
            Self::NotCreated,
            Self::Redirect(String::new()),
            Self::WebPage,
            Self::BasicEncoding,
            Self::Assertion(0),
            Self::Clock(60),
            Self::NonceHidden,
            Self::RequestUri,
            Self::Network,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many variants an enum has in its source.
    fn variants(source: &str, name: &str) -> usize {
        let (_, body) = source.split_once(&alloc::format!("pub enum {name} {{\n")).unwrap();
        let (body, _) = body.split_once("\n}").unwrap();
        body.lines().filter(|line| line.starts_with("    ") && line.as_bytes()[4].is_ascii_uppercase()).count()
    }

    #[test]
    fn every_hint_has_a_row_of_its_own() {
        assert_eq!(variants(include_str!("hint.rs"), "Hint"), HINTS.len());
        for (hint, row) in Hint::all().iter().zip(&HINTS) {
            assert_eq!(hint.row(), row);
            assert!(!hint.text().is_empty() && !row.occasion.is_empty());
        }
    }

    #[test]
    fn every_code_has_a_row_of_its_own() {
        let source = include_str!("error.rs");
        assert_eq!(variants(source, "Code") + 1, CODES.len());
        for row in &CODES {
            assert_eq!(CODES.iter().filter(|other| other.code == row.code).count(), 1, "{}", row.code);
            assert!(!RESERVED.contains(&row.code));
            assert!([row.class, row.meaning, row.cause, row.cure].iter().all(|text| !text.is_empty()));
        }
    }

    #[test]
    fn a_code_finds_its_row() {
        for (code, row) in [(Code::InvalidArgType, 0), (Code::InvalidResponse, 9), (Code::WwwAuthenticateChallenge, 14)]
        {
            assert_eq!(code.row(), &CODES[row]);
            assert_eq!(code.row().code, code.as_str());
        }
    }
}
