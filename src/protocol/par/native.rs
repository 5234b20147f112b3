use std::string::String;

use serde_json::{Map, Value as JsonValue};
use url::Url;

use super::{CREATED, check_answer, complete_parameters, refer_to_request};
use crate::protocol::client_auth::ClientAuthentication;
use crate::protocol::error::Error;
use crate::protocol::form::Form;
use crate::protocol::headers::FORM_CONTENT_TYPE;
use crate::protocol::json::Json;
use crate::protocol::message::{Options, Parameters, Request, Response};
use crate::protocol::metadata::{AuthorizationServer, Client, Endpoint, Transport};

/// A pushed authorization request (RFC 9126 §2.1).
///
/// ```
/// use oauth4wasm::protocol::client_auth::ClientAuthentication;
/// use oauth4wasm::protocol::message::{HeaderMap, Parameters, Response};
/// use oauth4wasm::protocol::metadata::{AuthorizationServer, Client, Transport};
/// use oauth4wasm::protocol::par::{PushedAuthorizationRequest, PushedAuthorizationResponse, authorization_url};
///
/// let server: AuthorizationServer = serde_json::from_str(r#"{
///     "issuer": "https://server.example.com",
///     "authorization_endpoint": "https://server.example.com/authorize",
///     "pushed_authorization_request_endpoint": "https://server.example.com/as/par"
/// }"#)?;
/// let client = Client::new("s6BhdRkqt3")?;
/// let authentication = ClientAuthentication::client_secret_basic("7Fjfp0ZBr1KtDRbnfVdmIw")?;
/// let parameters = Parameters::from([
///     ("response_type", "code"),
///     ("redirect_uri", "https://client.example.org/cb"),
///     ("code_challenge", "K2-ltc83acc4h0c9w6ESC_rEMTJ3bww-uCHaoeK1t8U"),
///     ("code_challenge_method", "S256"),
/// ]);
/// let request = PushedAuthorizationRequest::new(&server, &client, &authentication, parameters).request()?;
/// assert_eq!((request.method, request.url.as_str()), ("POST", "https://server.example.com/as/par"));
///
/// // Any HTTP client sends it. Here is the answer:
/// let body = r#"{"request_uri": "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c", "expires_in": 60}"#;
/// let response = Response::new(201, HeaderMap::from_pairs([("content-type", "application/json")])?, body);
///
/// let pushed = PushedAuthorizationResponse::from_response(&response)?;
/// let url = authorization_url(&server, &client, &pushed.request_uri, Transport::Secure)?;
/// assert_eq!(
///     url.as_str(),
///     "https://server.example.com/authorize?client_id=s6BhdRkqt3\
///      &request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct PushedAuthorizationRequest<'a> {
    server: &'a AuthorizationServer,
    client: &'a Client,
    authentication: &'a ClientAuthentication,
    parameters: Parameters,
    options: Options,
}

impl<'a> PushedAuthorizationRequest<'a> {
    /// Yields the request of an authorization with these parameters, which are sent unchecked.
    ///
    /// `client_id` is set to the client's. With `request` (RFC 9101) as their only one, they push a request object
    /// (RFC 9126 §3).
    #[must_use]
    pub fn new(
        server: &'a AuthorizationServer,
        client: &'a Client,
        authentication: &'a ClientAuthentication,
        parameters: impl Into<Parameters>,
    ) -> Self {
        Self { server, client, authentication, parameters: parameters.into(), options: Options::default() }
    }

    /// Yields the request with these options.
    #[must_use]
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Yields what to send.
    ///
    /// # Errors
    /// In this order:
    /// - those of [`AuthorizationServer::endpoint_url`];
    /// - `ERR_INVALID_ARG_VALUE`: the options have an `authorization` header ([`Error::Argument`]).
    pub fn request(self) -> Result<Request, Error> {
        let Self { server, client, authentication, parameters: mut body, options } = self;
        let url = server.endpoint_url(Endpoint::PushedAuthorizationRequest, client, options.transport)?;
        complete_parameters(&client.as_json(), &mut body)?;
        let mut headers = options.into_headers()?;
        authentication.authenticate(client, &mut body, &mut headers)?;
        headers.set("content-type", FORM_CONTENT_TYPE)?;
        Ok(Request { method: "POST", url, headers, body: Some(body.form_urlencoded()) })
    }
}

/// The answer to a pushed authorization request (RFC 9126 §2.2).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PushedAuthorizationResponse {
    /// The reference that stands for the pushed parameters, for one use.
    pub request_uri: String,
    /// How long the reference is good for, in seconds since the answer; not negative.
    pub expires_in: f64,
    /// Whatever else the answer has.
    pub other_members: Map<String, JsonValue>,
}

impl PushedAuthorizationResponse {
    /// Yields what a response to [`PushedAuthorizationRequest::request`] says.
    ///
    /// # Errors
    /// In this order:
    /// - `OAUTH_WWW_AUTHENTICATE_CHALLENGE`: another status than 201, with a challenge ([`Error::Challenge`]).
    /// - `OAUTH_RESPONSE_BODY_ERROR`: status 4xx with an OAuth error in JSON, RFC 9126 §2.3 ([`Error::ResponseBody`]).
    /// - `OAUTH_RESPONSE_IS_NOT_CONFORM`: another status than 201 without explanation ([`Error::UnexpectedStatus`]).
    /// - `OAUTH_RESPONSE_IS_NOT_JSON`: status 4xx with another media type than JSON, or a body that is not JSON either
    ///   ([`Error::NotJson`]).
    /// - `OAUTH_PARSE_ERROR`: the body claims to be JSON, and is not ([`Error::Unparsable`]).
    /// - `OAUTH_INVALID_RESPONSE`: the body is not an object ([`Error::BodyNotObject`]), or `request_uri` or `expires_in`
    ///   cannot be used ([`Error::BodyMember`]).
    pub fn from_response(response: &Response) -> Result<Self, Error> {
        let endpoint = Endpoint::PushedAuthorizationRequest;
        let body = response.accepted_object(CREATED, endpoint)?;
        let expires_in = check_answer(&Json::Value(&body))?;
        let JsonValue::Object(mut other_members) = body else { return Err(Error::BodyNotObject { endpoint }) };
        other_members.shift_remove("expires_in");
        let Some(JsonValue::String(request_uri)) = other_members.shift_remove("request_uri") else {
            return Err(Error::BodyNotObject { endpoint });
        };
        Ok(Self { request_uri, expires_in, other_members })
    }
}

/// Yields the URL to send the user agent to after a request was pushed (RFC 9126 §4): the authorization endpoint with
/// `client_id` and `request_uri` added to its own query.
///
/// # Errors
/// In this order:
/// - those of [`AuthorizationServer::endpoint_url`]; an mTLS alias is never looked for, as it is not for user agents.
/// - `ERR_INVALID_ARG_VALUE`: `request_uri` is empty ([`Error::Argument`]).
pub fn authorization_url(
    server: &AuthorizationServer,
    client: &Client,
    request_uri: &str,
    transport: Transport,
) -> Result<Url, Error> {
    let mut url = server.resolve(Endpoint::Authorization, false, transport)?;
    refer_to_request(&Json::Text(client.client_id()), &Json::Text(request_uri), &mut Query(&mut url))?;
    Ok(url)
}

/// The query of a URL, of which the parts that a new parameter does not replace stay as they are written.
struct Query<'a>(&'a mut Url);

impl<'a> Form<Json<'a>> for Query<'_> {
    fn set(&mut self, name: &'static str, value: &Json<'a>) -> Result<(), Error> {
        let Self(url) = self;
        if url.query_pairs().any(|(known, _)| known == name) {
            let mut parameters: Parameters = url.query_pairs().collect();
            Form::set(&mut parameters, name, value)?;
            url.set_query(Some(&parameters.form_urlencoded()));
        } else {
            url.query_pairs_mut().append_pair(name, value.as_str().unwrap_or_default());
        }
        Ok(())
    }
}
