use super::super::challenge;
use super::super::par::CREATED;
use super::*;

/// An answer with headers, a request, and two clocks.
#[derive(Default)]
struct Known {
    sent: Sent,
    headers: &'static [(&'static str, &'static str)],
    behind: i32,
}

impl Circumstances for Known {
    fn sent(&self) -> Sent {
        self.sent
    }

    fn header(&self, name: &'static str) -> Option<String> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
    }

    fn location(&self) -> Option<String> {
        self.header("location")
    }

    fn clock_difference(&self) -> i32 {
        self.behind
    }
}

const PAR: Endpoint = Endpoint::PushedAuthorizationRequest;

fn status(status: u16) -> Error {
    Error::UnexpectedStatus { endpoint: PAR, status, expected: CREATED }
}

fn refused(error: &str) -> Error {
    Error::ResponseBody { endpoint: PAR, status: 400, error: error.into(), error_description: None }
}

fn challenged(status: u16, header: &str) -> Error {
    Error::Challenge { endpoint: PAR, status, challenges: challenge::parse(header).unwrap() }
}

fn sent(sent: Sent) -> Known {
    Known { sent, ..Known::default() }
}

fn id(error: &Error, circumstances: &impl Circumstances) -> Option<&'static str> {
    Hint::to(error, circumstances).map(|hint| hint.id())
}

#[test]
fn what_is_known_of_a_request_fits_into_a_number() {
    let all = [Sent::DISPUTED_BASIC, Sent::ASSERTION, Sent::REQUEST_URI];
    for one in all {
        assert!(Sent::from_number(Sent::NOTHING.and(one).number()).has(one));
        assert_eq!(all.iter().filter(|other| one.has(**other)).count(), 1);
        assert_eq!((one.only_if(true), one.only_if(false)), (one, Sent::NOTHING));
    }
}

#[test]
fn of_metadata() {
    let missing = |has_mtls_alias| Error::EndpointMissing { attribute: "a".into(), has_mtls_alias };
    assert_eq!(id(&missing(true), &()), Some("mtls-alias"));
    assert_eq!(id(&missing(false), &()), None);
    assert_eq!(id(&Error::InsecureRequest { url: "http://a/".into() }, &()), Some("insecure-request"));
    assert_eq!(id(&Error::UnsupportedScheme { url: "ftp://a/".into() }, &()), None);
    assert_eq!(
        id(&Error::BodyMismatch { member: "issuer", expected: "https://a/".into() }, &()),
        Some("issuer-mismatch")
    );
    let discovery = |status| Error::UnexpectedStatus { endpoint: Endpoint::Discovery, status, expected: 200 };
    assert_eq!(id(&discovery(404), &()), Some("discovery-not-found"));
    assert_eq!(id(&discovery(500), &()), None);
    assert_eq!(id(&discovery(302), &()), Some("redirect"));
}

/// RFC 9126 §2.2: 201, and nothing else.
#[test]
fn of_statuses() {
    let html = Known { headers: &[("content-type", "text/html; charset=utf-8")], ..Known::default() };
    for (number, expected) in [
        (0, "redirect"),
        (200, "not-created"),
        (301, "redirect"),
        (303, "redirect"),
        (307, "redirect"),
        (308, "redirect"),
    ] {
        assert_eq!(id(&status(number), &()), Some(expected), "{number}");
    }
    for number in [100, 202, 204, 300, 304, 400, 404, 500] {
        assert_eq!(id(&status(number), &html), None, "{number}");
    }
    assert_eq!(id(&status(200), &html), Some("web-page"));
    let not_json =
        |content_type: Option<&str>| Error::NotJson { endpoint: PAR, content_type: content_type.map(String::from) };
    assert_eq!(id(&not_json(Some("text/html;charset=utf-8")), &()), Some("web-page"));
    assert_eq!(id(&not_json(Some("text/plain")), &()), None);
    assert_eq!(id(&not_json(None), &()), None);
}

#[test]
fn the_target_of_a_redirect_is_shown_without_what_may_be_secret() {
    let answer =
        Known { headers: &[("location", "https://user:password@login.example/in?token=1#x")], ..Known::default() };
    let hint = Hint::to(&status(302), &answer).unwrap();
    assert_eq!(hint, Hint::Redirect("https://login.example/in".into()));
    assert!(hint.text().starts_with("Redirects are not followed; this one leads to https://login.example/in: check"));
    let hidden = Hint::to(&status(0), &()).unwrap().text();
    assert!(
        hidden
            .starts_with("Redirects are not followed; this one leads to where browsers do not show (status 0): check")
    );
}

/// RFC 6749 §2.3.1, §5.2.
#[test]
fn of_basic_credentials() {
    let basic = sent(Sent::DISPUTED_BASIC);
    assert_eq!(id(&refused("invalid_client"), &basic), Some("basic-encoding"));
    assert_eq!(id(&challenged(401, "Basic realm=\"as\""), &basic), Some("basic-encoding"));
    assert_eq!(id(&refused("invalid_client"), &()), None);
    assert_eq!(id(&refused("invalid_request"), &basic), None);
    assert_eq!(id(&challenged(403, "Basic"), &basic), None);
    assert_eq!(id(&challenged(401, "DPoP error=\"use_dpop_nonce\""), &basic), None);
}

/// RFC 7523 §3.
#[test]
fn of_assertions() {
    let with_clock = |behind| Known { sent: Sent::ASSERTION, behind, ..Known::default() };
    for error in [refused("invalid_client"), refused("invalid_request"), challenged(401, "Basic")] {
        assert_eq!(Hint::to(&error, &with_clock(5)), Some(Hint::Assertion(0)));
        assert_eq!(Hint::to(&error, &with_clock(0)), Some(Hint::Assertion(0)));
        assert_eq!(Hint::to(&error, &with_clock(-95)), Some(Hint::Assertion(-95)));
        assert_eq!(Hint::to(&error, &()), None);
    }
    assert_eq!(Hint::to(&refused("invalid_scope"), &with_clock(95)), None);
    let text = Hint::Assertion(i32::MIN).text();
    assert!(
        text.ends_with("or its time. The clocks differ, in seconds: set [clockSkew] of the client to -2147483648"),
        "{text}"
    );
    assert!(Hint::Clock(95).text().ends_with("set [clockSkew] of the client to 95"));
}

/// RFC 9449 §8, §11.1.
#[test]
fn of_proofs() {
    let nonce = |value: &str| Known {
        headers: if value.is_empty() { &[("dpop-nonce", "")] } else { &[("dpop-nonce", "n")] },
        ..Known::default()
    };
    let error = refused("use_dpop_nonce");
    assert_eq!(id(&error, &()), Some("nonce-hidden"));
    assert_eq!(id(&error, &nonce("")), Some("nonce-hidden"));
    assert_eq!(id(&error, &nonce("n")), None);
    let clock = |behind| Known { behind, ..Known::default() };
    assert_eq!(Hint::to(&refused("invalid_dpop_proof"), &clock(6)), Some(Hint::Clock(6)));
    assert_eq!(Hint::to(&refused("invalid_dpop_proof"), &clock(-5)), None);
    assert_eq!(Hint::to(&refused("invalid_dpop_proof"), &()), None);
}

/// RFC 9126 §2.1.
#[test]
fn of_request_uri() {
    let both = sent(Sent::REQUEST_URI.and(Sent::ASSERTION));
    for error in ["invalid_request", "invalid_request_uri", "made_up"] {
        assert_eq!(id(&refused(error), &both), Some("request-uri"), "{error}");
    }
    assert_eq!(id(&refused("invalid_client"), &both), Some("assertion"));
    assert_eq!(id(&refused("use_dpop_nonce"), &both), Some("nonce-hidden"));
}

#[test]
fn texts_say_what_helps() {
    let texts = Hint::all().map(|hint| hint.text());
    for text in &texts {
        assert!(text.starts_with(|first: char| first.is_ascii_uppercase()) && text.len() < 240, "{text}");
        assert_eq!(texts.iter().filter(|other| *other == text).count(), 1, "{text}");
    }
}
