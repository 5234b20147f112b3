use core::fmt;
use std::string::String;

use serde_json::{Map, Value as JsonValue};
use url::Url;

use super::client_auth::Authentication;
use super::clock::Clock;
use super::dpop::DPoP;
use super::error::Error;
use super::request_object::request_object;
use super::signer::{NoSigner, Signer};
use super::transport::Transport;
use crate::protocol::dpop;
use crate::protocol::hint::{Exchange, Sent};
use crate::protocol::message::{Options, Parameters, Request, Response};
use crate::protocol::metadata::{AuthorizationServer, Client, Endpoint};
use crate::protocol::par::{FORBIDDEN, PushedAuthorizationRequest, PushedAuthorizationResponse, authorization_url};
use crate::protocol::time::http_date;

/// An authorization that begins with a pushed request (RFC 9126).
///
/// The types of the keys: `A` authenticates the client, `D` is the one that tokens are bound to, `R` signs the request
/// object.
pub struct PushedAuthorization<'a, A = NoSigner, D = NoSigner, R = NoSigner> {
    server: &'a AuthorizationServer,
    client: &'a Client,
    authentication: &'a Authentication<A>,
    parameters: Parameters,
    options: Options,
    dpop: Option<&'a DPoP<D>>,
    request_object_signer: Option<&'a R>,
}

impl<'a, A: Signer> PushedAuthorization<'a, A> {
    /// Yields the authorization with these parameters, which are sent unchecked.
    ///
    /// `client_id` is set to the client's.
    #[must_use]
    pub fn new(
        server: &'a AuthorizationServer,
        client: &'a Client,
        authentication: &'a Authentication<A>,
        parameters: impl Into<Parameters>,
    ) -> Self {
        Self {
            server,
            client,
            authentication,
            parameters: parameters.into(),
            options: Options::default(),
            dpop: None,
            request_object_signer: None,
        }
    }
}

impl<'a, A: Signer, D: Signer, R: Signer> PushedAuthorization<'a, A, D, R> {
    /// Yields the authorization with these options.
    #[must_use]
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Yields the authorization with its code bound to a key (RFC 9449 §10.1).
    #[must_use]
    pub fn with_dpop<S: Signer>(self, dpop: &'a DPoP<S>) -> PushedAuthorization<'a, A, S, R> {
        let Self { server, client, authentication, parameters, options, request_object_signer, .. } = self;
        let dpop = Some(dpop);
        PushedAuthorization { server, client, authentication, parameters, options, dpop, request_object_signer }
    }

    /// Yields the authorization with its parameters in a request object that this key signs (RFC 9126 §3).
    #[must_use]
    pub fn with_request_object<S: Signer>(self, signer: &'a S) -> PushedAuthorization<'a, A, D, S> {
        let Self { server, client, authentication, parameters, options, dpop, .. } = self;
        let request_object_signer = Some(signer);
        PushedAuthorization { server, client, authentication, parameters, options, dpop, request_object_signer }
    }

    /// Pushes the request and yields where to send the user agent. Nothing is sent if the server's metadata has no usable
    /// endpoint for either.
    ///
    /// If the server demands a DPoP nonce, or a newer one, the request is made anew and sent once more, with another
    /// proof, another assertion and another request object: a server accepts none of them twice (RFC 9449 §8, §11.1).
    ///
    /// # Errors
    /// - [`Error::Protocol`] with what [`PushedAuthorizationRequest::request`],
    ///   [`PushedAuthorizationResponse::from_response`], [`authorization_url`] and [`request_object`] say;
    ///   [`is_nonce_error`](dpop::is_nonce_error) is true of a demand for a nonce that was not sent along, or came twice.
    /// - [`Error::Transport`], [`Error::Signer`], [`Error::Entropy`].
    pub async fn send<T: Transport, C: Clock>(self, transport: &T, clock: &C) -> Result<Pushed, Error<T::Error>> {
        // Nothing is pushed when there is nowhere to send the user agent.
        self.server.resolve(Endpoint::Authorization, false, self.options.transport)?;
        let endpoint = Endpoint::PushedAuthorizationRequest;
        let url = self.server.endpoint_url(endpoint, self.client, self.options.transport)?;
        let nonce = self.nonce(&url);
        let mut response = self.attempt(&url, nonce.as_deref(), transport, clock).await?;
        let mut answer = PushedAuthorizationResponse::from_response(&response);
        if let (Some(dpop), Err(refusal)) = (self.dpop, &answer)
            && dpop::is_nonce_error(refusal)
            && let Some(newer) = dpop.nonce(&url).filter(|newer| nonce.as_ref() != Some(newer))
        {
            response = self.attempt(&url, Some(&newer), transport, clock).await?;
            answer = PushedAuthorizationResponse::from_response(&response);
        }
        let exchange = Exchange { sent: self.sent(), response: &response, received: Some(clock.seconds()) };
        let answer = answer.map_err(|error| Error::about(error, &exchange))?;
        self.pushed(answer, &response, clock).map_err(Error::of_exchange)
    }

    fn sent(&self) -> Sent {
        let has_forbidden = self.request_object_signer.is_none() && self.parameters.get(FORBIDDEN).is_some();
        self.authentication.sent(self.client).and(Sent::REQUEST_URI.only_if(has_forbidden))
    }

    fn nonce(&self, url: &Url) -> Option<String> {
        self.dpop.and_then(|dpop| dpop.nonce(url))
    }

    async fn attempt<T: Transport, C: Clock>(
        &self,
        url: &Url,
        nonce: Option<&str>,
        transport: &T,
        clock: &C,
    ) -> Result<Response, Error<T::Error>> {
        let request = self.request(nonce, clock).await.map_err(Error::of_exchange)?;
        let response = transport.send(request).await.map_err(Error::Transport)?;
        if let Some(dpop) = self.dpop {
            dpop.learn(url, &response);
        }
        Ok(response)
    }

    async fn request(&self, nonce: Option<&str>, clock: &impl Clock) -> Result<Request, Error> {
        let Self { server, client, .. } = *self;
        let parameters = match self.request_object_signer {
            Some(signer) => {
                let object = request_object(server, client, self.parameters.clone(), signer, clock).await?;
                Parameters::from([("request", object)])
            }
            None => self.parameters.clone(),
        };
        let authentication = self.authentication.for_one_request(server, client, clock).await?;
        let mut request = PushedAuthorizationRequest::new(server, client, &authentication, parameters)
            .with_options(self.options.clone())
            .request()?;
        if let Some(dpop) = self.dpop {
            let proof = dpop.proof((request.method, &request.url), nonce, None, clock).await?;
            request.headers.set(dpop::HEADER, &proof)?;
        }
        Ok(request)
    }

    fn pushed(
        &self,
        answer: PushedAuthorizationResponse,
        response: &Response,
        clock: &impl Clock,
    ) -> Result<Pushed, Error> {
        let PushedAuthorizationResponse { request_uri, expires_in, other_members } = answer;
        let authorization_url = authorization_url(self.server, self.client, &request_uri, self.options.transport)?;
        let now = clock.seconds();
        let date = response.headers.get("date").and_then(|date| http_date(&date));
        Ok(Pushed {
            authorization_url,
            request_uri,
            expires_in,
            expires_at: date.unwrap_or(now).saturating_add(expires_in as i64),
            clock_difference: date.map(|date| date.saturating_sub(now)),
            other_members,
        })
    }
}

impl<A, D, R> fmt::Debug for PushedAuthorization<'_, A, D, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PushedAuthorization")
            .field("server", &self.server)
            .field("client", &self.client)
            .field("authentication", &self.authentication)
            .field("parameters", &self.parameters)
            .field("options", &self.options)
            .field("dpop", &self.dpop)
            .finish_non_exhaustive()
    }
}

/// An authorization that the server knows of, for the user to grant.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Pushed {
    /// Where to send the user agent, before [`expires_at`](Self::expires_at): the authorization endpoint with
    /// `client_id` and `request_uri`, and nothing else (RFC 9126 §4, FAPI 2.0 §5.3.3.2).
    pub authorization_url: Url,
    /// The reference that stands for the pushed parameters, for one use.
    pub request_uri: String,
    /// How long the reference is good for, in seconds since the answer; not negative.
    pub expires_in: f64,
    /// When the reference expires, in seconds since 1970-01-01T00:00:00Z: by the server's clock where the answer has a
    /// `date`, else by the client's.
    pub expires_at: i64,
    /// How far the server's clock is ahead of the client's, in seconds, where the answer has a `date`; the time that
    /// the answer took is in it.
    pub clock_difference: Option<i64>,
    /// Whatever else the answer has.
    pub other_members: Map<String, JsonValue>,
}
