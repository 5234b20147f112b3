//! Makes key pairs.

use super::host;
use super::response::called;
use super::value::{HostValue, Outcome, outcome};
use crate::protocol::argument::{self, Source};
use crate::protocol::error::Error;
use crate::protocol::jws::{Algorithm, WebCrypto};
use crate::protocol::value::Value as _;

/// Makes a key pair for a JWS algorithm; the private key is not extractable unless the caller wants it so: `alg,
/// options`.
pub(super) async fn generate_key_pair() -> Outcome {
    let [alg, options] = HostValue::arguments();
    argument::text(&alg, &alg, "alg", Source::Argument)?;
    let Some(algorithm) = Algorithm::from_name(&alg.text_or_empty()) else {
        let cause = HostValue::record()?;
        cause.put("alg", alg)?;
        return Err(cause.fail(Error::Unsupported { what: "no such JWS algorithm can be signed with" }));
    };
    let WebCrypto { name, hash, named_curve, .. } = algorithm.web_crypto();
    let modulus_length = match algorithm.is_rsa() {
        true => options.option("modulusLength")?,
        false => HostValue::UNDEFINED,
    };
    let extractable = options.option("extractable")?;
    let [name, hash, named_curve] = [name, hash, named_curve].map(HostValue::name).map(HostValue::raw);
    called(outcome(host::generate_key(name, hash, named_curve, modulus_length.raw(), extractable.raw()))).await
}
