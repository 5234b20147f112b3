//! Authorization server metadata (RFC 8414, OpenID Connect Discovery 1.0).

use alloc::string::String;

use super::fetch::send;
use super::response::Answer;
use super::value::{HostValue, Outcome, Symbol, Thrown};
use super::{metadata, options};
use crate::protocol::discovery::{self, Algorithm};
use crate::protocol::error::{Error, Problem};
use crate::protocol::metadata::Endpoint;
use crate::protocol::value::Value as _;

/// Requests the metadata of an authorization server (RFC 8414 §3.1, OpenID Connect Discovery 1.0 §4.1):
/// `issuerIdentifier, options`.
pub(super) async fn discovery_request() -> Outcome {
    let [issuer_identifier, options] = HostValue::arguments();
    check_instance(issuer_identifier, "issuerIdentifier")?;
    metadata::check_url(issuer_identifier, options::transport(options)?)?;
    let url = metadata::url(issuer_identifier.member("href")?)?;
    let algorithm = Algorithm::from_option(&options.option("algorithm")?)?;
    let path = algorithm.path(&url.member("pathname")?.text_or_empty());
    url.assign("pathname", HostValue::from_text(&path))?;
    let headers = options::outgoing_headers(options)?;
    send("GET", url.member("href")?, HostValue::UNDEFINED, &headers, options)
}

/// Checks the metadata of an authorization server (RFC 8414 §3.3, OpenID Connect Discovery 1.0 §4.3):
/// `expectedIssuerIdentifier, response`.
pub(super) async fn process_discovery_response() -> Outcome {
    let [expected_issuer_identifier, response] = HostValue::arguments();
    let unchecked = expected_issuer_identifier.is_symbol(Symbol::NoDiscoveryCheck);
    if !unchecked {
        check_instance(expected_issuer_identifier, "expectedIssuerIdentifier")?;
    }
    let answer = Answer::from_argument(response)?;
    answer.check_status(discovery::OK, Endpoint::Discovery)?;
    let body = answer.body(Endpoint::Discovery).await?;
    let issuer = discovery::check_issuer(&body)?;
    if !unchecked {
        let issuer = href_of(metadata::url(issuer)?)?;
        discovery::match_issuer(&body, &issuer, &href_of(expected_issuer_identifier)?)?;
    }
    Ok(body)
}

fn check_instance(url: HostValue, subject: &'static str) -> Result<(), Thrown> {
    match url.is_instance("URL")? {
        true => Ok(()),
        false => Err(url.fail(Error::Argument { subject, problem: Problem::NotInstance("URL") })),
    }
}

fn href_of(url: HostValue) -> Result<String, Thrown> {
    Ok(url.member("href")?.text_or_empty())
}
