//! Nothing that a person may log holds a secret.

use oauth4wasm::client::{Authentication, DPoP, PushedAuthorization};
use oauth4wasm::protocol::message::Parameters;
use pollster::block_on;

use crate::support::{NOW, RFC_7515_KEY, Still, client, key, nonce_demanded, parameter, script, server};

const SECRET: &str = "a very secret secret";

#[test]
fn debug_outputs_and_errors_hold_no_secret() {
    let (server, client) = (server(), client());
    let transport = script([nonce_demanded("the-nonce"), nonce_demanded("another-nonce")]);
    let (authentication, dpop) = (Authentication::private_key_jwt(key()), DPoP::new(key()));
    let signer = key();
    let parameters = Parameters::from([("login_hint", SECRET)]);
    let authorization = PushedAuthorization::new(&server, &client, &authentication, parameters)
        .with_dpop(&dpop)
        .with_request_object(&signer);
    let mut shown = vec![format!("{authorization:?} {authentication:?} {signer:?}")];
    shown.push(format!("{:?}", Authentication::client_secret_post(SECRET).unwrap()));
    let error = block_on(authorization.send(&transport, &Still(NOW))).unwrap_err();
    let requests = transport.requests();
    shown.push(format!("{dpop:?} {error:?} {error} {requests:?}"));

    let number = RFC_7515_KEY.split('"').rev().nth(1).unwrap();
    let mut secrets = vec![SECRET.to_owned(), number.to_owned(), "the-nonce".to_owned()];
    for request in &requests {
        secrets.extend([parameter(request, "client_assertion"), parameter(request, "request")]);
        secrets.push(request.headers.get("dpop").unwrap());
    }
    assert_eq!(secrets.len(), 9);
    for text in shown {
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{secret} in {text}");
        }
    }
}
