use oauth4wasm::protocol::jwk::PublicJwk;
use serde_json::Value;

const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

/// A public key as JSON.
pub fn public_jwk(data: &[u8]) {
    let Ok(jwk) = serde_json::from_slice::<Value>(data) else { return };
    let Ok(public) = PublicJwk::new(&jwk) else { return };
    let again: Value = serde_json::from_str(public.as_json()).unwrap();
    for name in PRIVATE {
        assert!(again.get(name).is_none(), "{name}");
    }
    for (name, value) in again.as_object().unwrap() {
        assert_eq!(jwk.get(name), Some(value));
    }
    assert!(PublicJwk::new(&again).unwrap() == public);
    assert_eq!(public.thumbprint().len(), 43);
}
