use url::Url;

use super::error::Error;
use super::transport::Transport;
use crate::protocol::discovery::{Algorithm, request};
use crate::protocol::hint::{Exchange, Sent};
use crate::protocol::message::Options;
use crate::protocol::metadata::AuthorizationServer;

/// Asks an issuer for its metadata (RFC 8414 §3, OpenID Connect Discovery 1.0 §4).
///
/// # Errors
/// [`Error::Protocol`] with what [`request`] and [`AuthorizationServer::from_response`] say; [`Error::Transport`].
pub async fn discover<T: Transport>(
    transport: &T,
    issuer: &Url,
    algorithm: Algorithm,
    options: Options,
) -> Result<AuthorizationServer, Error<T::Error>> {
    let request = request(issuer, algorithm, options)?;
    let response = transport.send(request).await.map_err(Error::Transport)?;
    let exchange = Exchange { sent: Sent::NOTHING, response: &response, received: None };
    AuthorizationServer::from_response(issuer, &response).map_err(|error| Error::about(error, &exchange))
}
