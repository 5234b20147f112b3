//! The built-in client authentication methods, and the ones that callers write.
//!
//! Their numbers are those of `src/web/api.js`: 1 none, 2 client_secret_basic, 3 client_secret_post, 4 private_key_jwt,
//! 5 client_secret_jwt; 0 is a function of the caller's own.

use super::dpop::Proof;
use super::form::Body;
use super::host;
use super::jwt::{self, Hook, Signing, SigningKey};
use super::options::Outgoing;
use super::response::called;
use super::task::settled;
use super::value::{HostValue, Outcome, Thrown, outcome};
use crate::protocol::client_assertion;
use crate::protocol::client_auth;
use crate::protocol::headers::Headers as _;
use crate::protocol::hint::Sent;
use crate::protocol::jws;
use crate::protocol::value::Value as _;

const CLIENT_SECRET_BASIC: i32 = 2;
const CLIENT_SECRET_POST: i32 = 3;
const PRIVATE_KEY_JWT: i32 = 4;
const CLIENT_SECRET_JWT: i32 = 5;

/// Throws unless the argument can be a client secret: `clientSecret`.
pub(super) fn check_secret() -> Outcome {
    let [secret] = HostValue::arguments();
    client_auth::check_secret(&secret)?;
    Ok(HostValue::UNDEFINED)
}

/// A built-in method called by hand, as a caller's own wrapper may do: `credential, client, body, headers`.
pub(super) fn authenticate() -> Outcome {
    let [credential, client, body, headers] = HostValue::arguments();
    built_in(method_of(credential)?, credential, client, Body(body), &mut Outgoing::Given(headers))?;
    Ok(HostValue::UNDEFINED)
}

fn method_of(credential: HostValue) -> Result<i32, Thrown> {
    Ok(credential.member("method")?.number().unwrap_or_default() as i32)
}

/// Authenticates the client: completes body and headers. A proof that is being signed goes into the headers first,
/// unless the method needs a signature of its own: then both are made at the same time.
pub(super) async fn apply(
    client_authentication: HostValue,
    server: HostValue,
    client: HostValue,
    body: HostValue,
    headers: &mut Outgoing,
    proof: Option<Proof>,
) -> Result<(), Thrown> {
    let (method, credential) = client_authentication.credential();
    if let Some(proof) = proof {
        if method == PRIVATE_KEY_JWT {
            let mut body = Body(body);
            let assertion = begin_assertion(credential, server, client, &mut body)?;
            let both = settled(outcome(host::both(proof.signature().raw(), assertion.signature.raw()))?).await?;
            let signature = |index| outcome(host::item(both.raw(), index));
            proof.finish(signature(0)?, headers).await?;
            return client_assertion::complete(&jwt::compact(&assertion.input, signature(1)?)?, &mut body);
        }
        let signature = settled(proof.signature()).await?;
        proof.finish(signature, headers).await?;
    }
    match method {
        0 => {
            let [function, server, client, body, headers] =
                [client_authentication, server, client, body, headers.for_host()?].map(HostValue::raw);
            called(outcome(host::authenticate(function, server, client, body, headers))).await?;
        }
        PRIVATE_KEY_JWT | CLIENT_SECRET_JWT => assert(method, credential, server, client, Body(body)).await?,
        method => {
            built_in(method, credential, client, Body(body), headers)?;
            settled(HostValue::UNDEFINED).await?;
        }
    }
    Ok(())
}

/// A client assertion made by hand, as a caller's own wrapper may do: `credential, as, client, body`.
pub(super) async fn assert_client() -> Outcome {
    let [credential, server, client, body] = HostValue::arguments();
    assert(method_of(credential)?, credential, server, client, Body(body)).await?;
    Ok(HostValue::UNDEFINED)
}

/// Yields the CryptoKey and the `kid` of an argument that can sign client assertions: `clientPrivateKey`.
pub(super) fn private_key() -> Outcome {
    let [input] = HostValue::arguments();
    let (key, kid) = jwt::key_and_kid(input)?;
    jwt::check_private_key(key, "clientPrivateKey.key")?;
    HostValue::global("Array")?.call_with_two("of", key, kid)
}

/// Makes a client assertion and puts it into the body (RFC 7523 §2.2).
async fn assert(
    method: i32,
    credential: HostValue,
    server: HostValue,
    client: HostValue,
    mut body: Body,
) -> Result<(), Thrown> {
    let assertion = if method == PRIVATE_KEY_JWT {
        let assertion = begin_assertion(credential, server, client, &mut body)?;
        let signature = settled(assertion.signature).await?;
        jwt::compact(&assertion.input, signature)?
    } else {
        let mut header = HostValue::record()?;
        client_assertion::header(&mut header, &HostValue::name("HS256"), None)?;
        let payload = assertion_payload(server, client)?;
        let hook = Hook { function: credential.member("hook")?, this: HostValue::UNDEFINED };
        let input = jwt::signing_input(header, payload, hook)?;
        let secret = credential.member("secret")?.text_or_empty();
        let signature = jws::hs256(secret.as_bytes(), input.as_bytes()).map_err(|error| credential.fail(error))?;
        announce(client, &mut body)?;
        jwt::compact_bytes(&input, &signature)?
    };
    client_assertion::complete(&assertion, &mut body)
}

/// Starts to sign an assertion with a private key, and says in the body that it follows.
fn begin_assertion(
    credential: HostValue,
    server: HostValue,
    client: HostValue,
    body: &mut Body,
) -> Result<Signing, Thrown> {
    let key = SigningKey::of(credential.member("key")?)?;
    let mut header = HostValue::record()?;
    let algorithm = HostValue::name(key.algorithm.name());
    client_assertion::header(&mut header, &algorithm, Some(&credential.member("kid")?))?;
    let payload = assertion_payload(server, client)?;
    let hook = Hook::of(credential.member("options")?)?;
    let input = jwt::signing_input(header, payload, hook)?;
    announce(client, body)?;
    key.sign(input)
}

fn announce(client: HostValue, body: &mut Body) -> Result<(), Thrown> {
    host::note(Sent::ASSERTION.number());
    client_assertion::announce(&client, &HostValue::name(client_assertion::TYPE), body)
}

fn assertion_payload(server: HostValue, client: HostValue) -> Outcome {
    let time = jwt::time(client)?;
    let jti = jwt::random_identifier()?;
    let mut payload = HostValue::record()?;
    client_assertion::payload(&mut payload, &server.member("issuer")?, &client.member("client_id")?, &jti, time)?;
    Ok(payload)
}

fn built_in(
    method: i32,
    credential: HostValue,
    client: HostValue,
    mut body: Body,
    headers: &mut Outgoing,
) -> Result<(), Thrown> {
    match method {
        CLIENT_SECRET_BASIC => {
            let text = |value: HostValue| Ok(outcome(host::well_formed_text(value.raw()))?.text_or_empty());
            let client_id = text(client.member("client_id")?)?;
            let secret = text(credential.member("secret")?)?;
            host::note(client_auth::sent_by_basic(&client_id, &secret).number());
            headers.set("authorization", &client_auth::client_secret_basic(&client_id, &secret))
        }
        CLIENT_SECRET_POST => client_auth::client_secret_post(&client, &credential.member("secret")?, &mut body),
        _ => client_auth::none(&client, &mut body),
    }
}
