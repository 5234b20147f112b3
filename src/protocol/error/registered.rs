//! How a text may name what a server sent: by a registered name only. Anything else could be a secret that the server was
//! given; callers find it in the error's properties.

use crate::protocol::metadata::split_before;

/// Yields how a text may name an error code (RFC 6749 §4.1.2.1, §5.2 and its extensions).
pub(super) fn error_code(code: &str) -> [&'static str; 2] {
    const CODES: [&str; 22] = [
        "access_denied",
        "account_selection_required",
        "consent_required",
        "interaction_required",
        "invalid_authorization_details",
        "invalid_client",
        "invalid_dpop_proof",
        "invalid_grant",
        "invalid_redirect_uri",
        "invalid_request",
        "invalid_request_object",
        "invalid_request_uri",
        "invalid_scope",
        "invalid_target",
        "login_required",
        "request_not_supported",
        "server_error",
        "temporarily_unavailable",
        "unauthorized_client",
        "unsupported_grant_type",
        "unsupported_response_type",
        "use_dpop_nonce",
    ];
    match CODES.iter().find(|known| **known == code) {
        Some(known) => [" and error ", known],
        None => [" and an error code that is not registered", ""],
    }
}

/// Yields how a text may name a media type, of a `content-type` with or without parameters (RFC 9110 §8.3.1).
pub(super) fn media_type(content_type: &str) -> &'static str {
    let (essence, _) = split_before(content_type, |byte| byte == b';');
    named(&["text/html", "text/plain", "text/xml", "application/xml", "application/jwt"], essence.trim_ascii())
}

/// Yields how a text may name an authentication scheme, in lower case (RFC 9110 §16.4.1).
pub(super) fn scheme(scheme: &str) -> &'static str {
    named(&["basic", "bearer", "digest", "dpop", "negotiate"], scheme)
}

fn named(known: &[&'static str], name: &str) -> &'static str {
    known.iter().find(|known| known.eq_ignore_ascii_case(name)).copied().unwrap_or("another")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_registered_is_not_repeated() {
        assert_eq!(media_type("Text/HTML ; charset=utf-8"), "text/html");
        assert_eq!(media_type("hunter2"), "another");
        assert_eq!(media_type(""), "another");
        assert_eq!([scheme("dpop"), scheme("hunter2")], ["dpop", "another"]);
        assert!(!error_code("hunter2").concat().contains("hunter2"));
    }
}
