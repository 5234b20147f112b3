//! RFC 7636.

use oauth4wasm::protocol::error::{Error, Problem};
use oauth4wasm::protocol::pkce::{self, CodeVerifier, code_challenge, identifier, random_identifier};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Appendix B makes its verifier from these octets.
#[test]
fn identifier_example_of_the_rfc() {
    let octets = [
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
        240, 91, 88, 5, 88, 83, 132, 141, 121,
    ];
    assert_eq!(identifier(&octets), VERIFIER);
}

/// Appendix B.
#[test]
fn challenge_example_of_the_rfc() {
    assert_eq!(code_challenge(VERIFIER), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assert_eq!(CodeVerifier::new(VERIFIER).unwrap().challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assert_eq!(pkce::METHOD, "S256");
}

/// §4.1 wants 43 to 128 unreserved characters.
#[test]
fn random_texts_are_43_characters_of_base64url_and_differ() {
    let texts = [
        CodeVerifier::random().unwrap().as_str().to_owned(),
        CodeVerifier::random().unwrap().as_str().to_owned(),
        random_identifier().unwrap(),
        random_identifier().unwrap(),
    ];
    for (index, text) in texts.iter().enumerate() {
        assert_eq!(text.len(), 43);
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{text}");
        assert!(!texts[..index].contains(text));
    }
}

/// The 43rd character has 4 bits of the entropy, the others 6: every bit must be able to be set.
#[test]
fn identifier_carries_every_bit() {
    assert_eq!(identifier(&[0; 32]), "A".repeat(43));
    assert_eq!(identifier(&[255; 32]), format!("{}8", "_".repeat(42)));
}

#[test]
fn a_verifier_is_not_empty_and_otherwise_unchecked() {
    let error = CodeVerifier::new("").unwrap_err();
    assert_eq!(error, Error::Argument { subject: "codeVerifier", problem: Problem::Empty });
    assert_eq!(CodeVerifier::new("é").unwrap().as_str(), "é");
}

#[test]
fn a_verifier_is_in_no_debug_output() {
    assert_eq!(format!("{:?}", CodeVerifier::new(VERIFIER).unwrap()), "CodeVerifier([redacted])");
}
