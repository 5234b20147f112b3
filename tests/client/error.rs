use std::error::Error as _;

use oauth4wasm::client::{Authentication, DPoP, Error, PushedAuthorization, Signer, SignerError};
use oauth4wasm::es256::PrivateKey;
use oauth4wasm::protocol::jwk::PublicJwk;
use oauth4wasm::protocol::jws::Algorithm;
use pollster::block_on;

use crate::support::{NOW, Still, Unreachable, client, created, key, parameters, script, server};

/// A key in a module that does not answer.
struct Broken(PrivateKey);

impl Signer for Broken {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Es256
    }

    fn public_jwk(&self) -> &PublicJwk {
        self.0.public_jwk()
    }

    async fn sign(&self, _: &[u8]) -> Result<Vec<u8>, SignerError> {
        Err(SignerError::new(Unreachable("the module is gone")))
    }
}

#[test]
fn a_key_that_does_not_sign_stops_the_exchange() {
    let (server, client, transport) = (server(), client(), script([created(&[])]));
    let (authentication, dpop) = (Authentication::none(), DPoP::new(Broken(key())));
    let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters()).with_dpop(&dpop);
    let error = block_on(authorization.send(&transport, &Still(NOW))).unwrap_err();
    assert_eq!(error.to_string(), "the key could not sign");
    assert_eq!(error.source().unwrap().to_string(), "the module is gone");
    let Error::Signer(error) = error else { panic!("{error:?}") };
    assert_eq!(*error.into_cause().downcast::<Unreachable>().unwrap(), Unreachable("the module is gone"));
    assert!(transport.requests().is_empty());
}

#[test]
fn the_transports_error_is_the_source() {
    let error: Error<Unreachable> = Error::Transport(Unreachable("connection refused"));
    assert_eq!(error.to_string(), "the HTTP client got no answer");
    assert_eq!(error.source().unwrap().to_string(), "connection refused");
    assert!(error.protocol().is_none());
}
