use oauth4wasm::protocol::challenge::{Challenge, parse};

/// A `WWW-Authenticate` header.
pub fn challenge(data: &[u8]) {
    let header = String::from_utf8_lossy(data);
    let Some(challenges) = parse(&header) else { return };
    assert!(!challenges.is_empty());
    for Challenge { scheme, parameters, token68 } in &challenges {
        assert!(!scheme.is_empty() && !scheme.chars().any(|character| character.is_ascii_uppercase()));
        assert!(token68.is_none() || parameters.is_empty());
        for (position, (name, _)) in parameters.iter().enumerate() {
            assert!(!parameters[..position].iter().any(|(other, _)| other == name), "{name} twice");
            assert_ne!(name, "__proto__");
        }
    }
    assert_eq!(parse(&written(&challenges)), Some(challenges));
}

/// The header as RFC 9110 §11.6.1 writes it.
fn written(challenges: &[Challenge]) -> String {
    let challenges: Vec<String> = challenges.iter().map(one).collect();
    challenges.join(", ")
}

fn one(Challenge { scheme, parameters, token68 }: &Challenge) -> String {
    let parameters: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={}", quoted(value))).collect();
    let what = token68.clone().unwrap_or_else(|| parameters.join(", "));
    format!("{scheme} {what}").trim_end().to_owned()
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
}
