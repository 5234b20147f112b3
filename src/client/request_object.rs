use std::string::String;

use super::clock::Clock;
use super::error::Error;
use super::signer::Signer;
use crate::protocol::jws;
use crate::protocol::message::Parameters;
use crate::protocol::metadata::{AuthorizationServer, Client};
use crate::protocol::pkce::random_identifier;
use crate::protocol::request_object::signing_input;
use crate::protocol::time::Time;

/// Issues a request object (RFC 9101 §4): a JWT of the parameters, good for a minute, for the parameter `request`.
///
/// To push one, use [`PushedAuthorization::with_request_object`](super::PushedAuthorization::with_request_object).
///
/// # Errors
/// [`Error::Protocol`] with what [`signing_input`] and [`jws::compact`] say; [`Error::Signer`], [`Error::Entropy`].
pub async fn request_object(
    server: &AuthorizationServer,
    client: &Client,
    parameters: impl Into<Parameters>,
    signer: &impl Signer,
    clock: &impl Clock,
) -> Result<String, Error> {
    let time = Time::since_1970(clock.seconds());
    let key = (signer.algorithm(), signer.key_id());
    let jti = random_identifier()?;
    let input = signing_input(server, client, parameters.into(), key, &jti, time)?;
    let signature = signer.sign(input.as_bytes()).await?;
    Ok(jws::compact(&input, &signature)?)
}
