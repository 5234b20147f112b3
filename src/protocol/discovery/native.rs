use url::Url;

use super::{Algorithm, OK, check_issuer, match_issuer};
use crate::protocol::error::{Error, Problem};
use crate::protocol::json::Json;
use crate::protocol::message::{Options, Request, Response};
use crate::protocol::metadata::{AuthorizationServer, Endpoint};
use crate::protocol::response::check_status;
use crate::protocol::value::Value as _;

/// Yields the request for the metadata of an issuer (RFC 8414 §3.1, OpenID Connect Discovery 1.0 §4.1).
///
/// The issuer's query and fragment, which no issuer identifier should have (RFC 8414 §2), stay in the URL.
///
/// ```
/// use oauth4wasm::protocol::discovery::{self, Algorithm};
/// use oauth4wasm::protocol::message::{HeaderMap, Options, Response};
/// use oauth4wasm::protocol::metadata::AuthorizationServer;
///
/// let issuer = "https://as.example/tenant".parse()?;
/// let request = discovery::request(&issuer, Algorithm::Oauth2, Options::default())?;
/// assert_eq!(request.url.as_str(), "https://as.example/.well-known/oauth-authorization-server/tenant");
///
/// // Any HTTP client sends it. Here is the answer:
/// let body = r#"{"issuer": "https://as.example/tenant"}"#;
/// let response = Response::new(200, HeaderMap::from_pairs([("content-type", "application/json")])?, body);
///
/// let server = AuthorizationServer::from_response(&issuer, &response)?;
/// assert_eq!(server.issuer(), "https://as.example/tenant");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// - `OAUTH_HTTP_REQUEST_FORBIDDEN`: the issuer is not https ([`Error::InsecureRequest`]).
/// - `OAUTH_REQUEST_PROTOCOL_FORBIDDEN`: http is allowed, and it is neither ([`Error::UnsupportedScheme`]).
/// - `ERR_INVALID_ARG_VALUE`: the options have an `authorization` header ([`Error::Argument`]).
pub fn request(issuer: &Url, algorithm: Algorithm, options: Options) -> Result<Request, Error> {
    options.transport.check(issuer.as_str())?;
    let mut url = issuer.clone();
    url.set_path(&algorithm.path(issuer.path()));
    Ok(Request { method: "GET", url, headers: options.into_headers()?, body: None })
}

impl AuthorizationServer {
    /// Yields the metadata that a discovery response holds, if it is the expected issuer's (RFC 8414 §3.2, §3.3).
    ///
    /// Issuers are compared as normalised URLs: `https://a` is `HTTPS://A:443/`, `/p` is not `/p/`.
    ///
    /// # Errors
    /// - `OAUTH_RESPONSE_IS_NOT_CONFORM`: the status is not 200 ([`Error::UnexpectedStatus`]).
    /// - `OAUTH_RESPONSE_IS_NOT_JSON`: neither the body nor the media type is JSON ([`Error::NotJson`]).
    /// - `OAUTH_PARSE_ERROR`: the body claims to be JSON, and is not ([`Error::Unparsable`]).
    /// - `OAUTH_INVALID_RESPONSE`: the body is not an object ([`Error::BodyNotObject`]), or its `issuer` is not a URL
    ///   ([`Error::BodyMember`]).
    /// - `OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED`: it is another issuer's ([`Error::BodyMismatch`]).
    pub fn from_response(expected_issuer: &Url, response: &Response) -> Result<Self, Error> {
        check_status(response, OK, Endpoint::Discovery)?;
        let body = response.object(Endpoint::Discovery)?;
        let document = Json::Value(&body);
        let issuer = check_issuer(&document)?;
        let issuer = issuer.as_str().and_then(|text| Url::parse(text).ok()).ok_or_else(|| {
            document.fail(Error::BodyMember { member: "issuer", problem: Problem::Value("must be an absolute URL") })
        })?;
        match_issuer(&document, issuer.as_str(), expected_issuer.as_str())?;
        Self::try_from(body)
    }
}
