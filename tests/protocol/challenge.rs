//! RFC 9110 §11.6.1, RFC 6750 §3, RFC 9449 §7.1 and §8, RFC 9728 §5.1.

use oauth4wasm::protocol::challenge::{Challenge, parse};
use proptest::prelude::*;

fn challenge(scheme: &str, parameters: &[(&str, &str)], token68: Option<&str>) -> Challenge {
    Challenge {
        scheme: scheme.into(),
        parameters: parameters.iter().map(|(name, value)| (String::from(*name), String::from(*value))).collect(),
        token68: token68.map(String::from),
    }
}

fn parsed(header: &str) -> Vec<Challenge> {
    parse(header).unwrap_or_else(|| panic!("{header:?} does not parse"))
}

#[test]
fn example_of_rfc_9110_with_two_challenges() {
    assert_eq!(
        parsed(r#"Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"""#),
        [
            challenge("basic", &[("realm", "simple")], None),
            challenge("newauth", &[("realm", "apps"), ("type", "1"), ("title", "Login to \"apps\"")], None),
        ]
    );
}

#[test]
fn examples_of_rfc_6750() {
    assert_eq!(parsed(r#"Bearer realm="example""#), [challenge("bearer", &[("realm", "example")], None)]);
    assert_eq!(
        parsed(concat!(
            r#"Bearer realm="example","#,
            r#"                       error="invalid_token","#,
            r#"                       error_description="The access token expired""#
        )),
        [challenge(
            "bearer",
            &[("realm", "example"), ("error", "invalid_token"), ("error_description", "The access token expired")],
            None
        )]
    );
}

#[test]
fn examples_of_rfc_9449() {
    assert_eq!(
        parsed(r#"DPoP error="invalid_token", error_description="Invalid DPoP key binding", algs="ES256""#),
        [challenge(
            "dpop",
            &[("error", "invalid_token"), ("error_description", "Invalid DPoP key binding"), ("algs", "ES256")],
            None
        )]
    );
    assert_eq!(
        parsed(r#"Bearer, DPoP algs="ES256 PS256""#),
        [challenge("bearer", &[], None), challenge("dpop", &[("algs", "ES256 PS256")], None)]
    );
    let nonce = r#"DPoP error="use_dpop_nonce", error_description="Resource server requires nonce in DPoP proof""#;
    assert_eq!(parsed(nonce)[0].parameter("error"), Some("use_dpop_nonce"));
}

#[test]
fn example_of_rfc_9728() {
    let header = r#"Bearer resource_metadata="https://resource.example.com/.well-known/oauth-protected-resource""#;
    assert_eq!(
        parsed(header)[0].parameter("resource_metadata"),
        Some("https://resource.example.com/.well-known/oauth-protected-resource")
    );
}

#[test]
fn what_servers_send() {
    let basic = |parameters, token68| challenge("basic", parameters, token68);
    let two = |first, second| vec![first, second];
    let table = [
        ("Basic", vec![basic(&[], None)]),
        ("Basic ", vec![basic(&[], None)]),
        (
            r#"Scheme, DPoP algs="ES256""#,
            two(challenge("scheme", &[], None), challenge("dpop", &[("algs", "ES256")], None)),
        ),
        (r#"Scheme , realm="foo""#, vec![challenge("scheme", &[("realm", "foo")], None)]),
        ("Basic realm=x Bearer", two(basic(&[("realm", "x")], None), challenge("bearer", &[], None))),
        ("Basic realm=x, Bearer", two(basic(&[("realm", "x")], None), challenge("bearer", &[], None))),
        ("Basic a=b Bearer c=d", two(basic(&[("a", "b")], None), challenge("bearer", &[("c", "d")], None))),
        (r#"Basic realm="x"junk"#, two(basic(&[("realm", "x")], None), challenge("junk", &[], None))),
        ("Basic realm=", vec![basic(&[], Some("realm="))]),
        ("Basic realm= ", vec![basic(&[], Some("realm="))]),
        ("Basic abc,", vec![basic(&[], Some("abc"))]),
        (
            r#"Basic abc==, Bearer realm="x""#,
            two(basic(&[], Some("abc==")), challenge("bearer", &[("realm", "x")], None)),
        ),
        ("Basic x=y, abc", two(basic(&[("x", "y")], None), challenge("abc", &[], None))),
        ("Basic realm='foo'", vec![basic(&[("realm", "'foo'")], None)]),
        ("Basic\u{A0}realm=x", vec![basic(&[("realm", "x")], None)]),
        ("Basic realm = \"x\" , y\t=\tz", vec![basic(&[("realm", "x"), ("y", "z")], None)]),
        (",, BASIC REALM=X,,", vec![basic(&[("realm", "X")], None)]),
        // As a member of a JavaScript object this name would be the prototype.
        ("Basic __proto__=x", vec![basic(&[], None)]),
        ("Basic __PROTO__=x, __proto=y", vec![basic(&[("__proto", "y")], None)]),
        ("Basic __proto__=x, abc", vec![basic(&[], Some("abc"))]),
    ];
    for (header, expected) in table {
        assert_eq!(parse(header).as_ref(), Some(&expected), "{header:?}");
    }
}

#[test]
fn what_is_no_challenge() {
    for header in [
        "",
        ",",
        "Basic,",
        "Basic ,",
        r#"Scheme, realm="foo""#,
        "a=b",
        r#"Basic realm="x";q"#,
        "Basic abc==, x=y",
        "Basic abc===",
        "Basic x=y, abc==",
        r#"Basic realm="unclosed"#,
        r#"Basic realm="unclosed\""#,
        r"Basic realm=\f\o\o",
        // U+0085 is white space to Rust, not to JavaScript.
        "Basic\u{85}realm=x",
    ] {
        assert_eq!(parse(header), None, "{header:?}");
    }
}

#[test]
fn the_last_of_a_repeated_parameter_wins_in_the_first_ones_place() {
    let parameters = &[("realm", "2"), ("x", "y")];
    assert_eq!(parsed("Basic realm=1, x=y, REALM=2"), [challenge("basic", parameters, None)]);
}

/// RFC 9110 §5.6.4: a backslash stands for the character after it, whatever that is.
#[test]
fn quoted_pairs() {
    for (raw, expected) in [
        (r#""\"foo\"""#, "\"foo\""),
        (r#""a\\b""#, r"a\b"),
        (r#""a\nb""#, "anb"),
        (r#""\u0041""#, "u0041"),
        (r#""\é""#, "é"),
        (r#""comma, equals=, tab	""#, "comma, equals=, tab\t"),
        (r#""""#, ""),
    ] {
        assert_eq!(parsed(&format!("Basic realm={raw}"))[0].parameter("realm"), Some(expected), "{raw}");
    }
}

/// Writes challenges the way RFC 9110 §11.6.1 does.
fn serialised(challenges: &[Challenge]) -> String {
    let one = |challenge: &Challenge| {
        let escaped = |value: &str| value.replace('\\', r"\\").replace('"', r#"\""#);
        let parameters: Vec<_> =
            challenge.parameters.iter().map(|(name, value)| format!(r#"{name}="{}""#, escaped(value))).collect();
        let credentials = challenge.token68.clone().unwrap_or(parameters.join(", "));
        match credentials.is_empty() {
            true => challenge.scheme.clone(),
            false => format!("{} {credentials}", challenge.scheme),
        }
    };
    challenges.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Texts that are mostly made of the pieces of challenges.
fn header() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "Basic", "Bearer", "DPoP", "realm", "abc", "x", "1", "=", "==", ",", " ", "\t", ";", "\"", "\\", "\"a b\"",
            "\"\\\"\"", "\u{A0}", "\u{85}", "\u{FEFF}", "error=", "algs=\"ES256\"", "!", "/",
        ])
        .prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn never_panics(header in any::<String>()) {
        let _ = parse(&header);
    }

    #[test]
    fn what_parses_can_be_written_and_parsed_again(header in header()) {
        if let Some(challenges) = parse(&header) {
            prop_assert!(!challenges.is_empty());
            prop_assert_eq!(parse(&serialised(&challenges)), Some(challenges));
        }
    }

    #[test]
    fn well_formed_challenges_parse(
        scheme in "[A-Za-z][A-Za-z0-9-]{0,8}",
        name in "[a-z]{1,8}",
        value in "[ -~\u{80}-\u{FF}]{0,20}",
    ) {
        let written = [challenge(&scheme.to_ascii_lowercase(), &[(&name, &value)], None)];
        prop_assert_eq!(parse(&serialised(&written)), Some(written.to_vec()));
    }
}
