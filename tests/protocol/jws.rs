//! RFC 7515, RFC 7518.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use oauth4wasm::protocol::jws::{compact, hs256, signing_input};

use crate::support::code;

/// RFC 7515 Appendix A.1.
#[test]
fn hs256_of_the_rfc() {
    let secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    let secret = Base64UrlUnpadded::decode_vec(secret).unwrap();
    let input = signing_input(
        "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}",
        "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}",
    );
    let signature = hs256(&secret, input.as_bytes()).unwrap();
    assert_eq!(
        compact(&input, &signature).unwrap(),
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
         eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
         dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
}

/// RFC 4231 §4, HMAC-SHA-256; §4.6 shows the first half only.
#[test]
fn hmac_of_the_rfc() {
    let larger = "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be \
                  hashed before being used by the HMAC algorithm.";
    for (key, data, hex) in [
        (vec![0x0b; 20], b"Hi There".to_vec(), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            b"Jefe".to_vec(),
            b"what do ya want for nothing?".to_vec(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (vec![0xaa; 20], vec![0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        ((1..=25).collect(), vec![0xcd; 50], "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
        (vec![0x0c; 20], b"Test With Truncation".to_vec(), "a3b6167473100ee06e0c796c2955552b"),
        (
            vec![0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First".to_vec(),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
        (
            vec![0xaa; 131],
            larger.as_bytes().to_vec(),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
        ),
    ] {
        let mac = hs256(&key, &data).unwrap();
        let mac: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(mac.starts_with(hex), "{mac} is not {hex}");
    }
}

#[test]
fn there_is_no_empty_secret() {
    assert_eq!(code(hs256(b"", b"message")), "ERR_INVALID_ARG_VALUE");
}
