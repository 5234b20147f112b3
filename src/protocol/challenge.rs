//! The `WWW-Authenticate` header (RFC 9110 §11.6.1, RFC 6750 §3, RFC 9449 §7.1).

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// One authentication challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The authentication scheme, in lower case.
    pub scheme: String,
    /// The parameters in the order of their first appearance: names in lower case, the last value of a repeated one.
    pub parameters: Vec<(String, String)>,
    /// What some schemes send instead of parameters.
    pub token68: Option<String>,
}

impl Challenge {
    /// Yields the value of a parameter; `name` is in lower case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn set(&mut self, name: String, value: String) {
        match self.parameters.iter_mut().find(|(known, _)| *known == name) {
            Some(parameter) => parameter.1 = value,
            None => self.parameters.push((name, value)),
        }
    }
}

/// Yields the challenges of a `WWW-Authenticate` header, of which several values are joined by `, ` (RFC 9110 §11.6.1).
///
/// Yields `None` when there is none, or when any part of the header cannot be parsed: half a challenge is worse than
/// none. Commas between parameters are optional, as several servers leave them out.
///
/// ```
/// use oauth4wasm::protocol::challenge;
///
/// let header = r#"DPoP error="use_dpop_nonce", error_description="Resource server requires nonce in DPoP proof""#;
/// let challenges = challenge::parse(header).ok_or("not a challenge")?;
///
/// assert_eq!(challenges[0].scheme, "dpop");
/// assert_eq!(challenges[0].parameter("error"), Some("use_dpop_nonce"));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn parse(header: &str) -> Option<Vec<Challenge>> {
    let mut challenges = Vec::new();
    let mut rest = header;
    while !rest.is_empty() {
        let (scheme, after) = token(rest.trim_start_matches(is_separator))?;
        let parameters = after.trim_start_matches(is_space);
        if !after.is_empty() && !after.starts_with(is_separator) {
            return None;
        }
        let mut challenge = Challenge { scheme: scheme.to_ascii_lowercase(), parameters: Vec::new(), token68: None };
        rest = match parameters.len() < after.len() {
            true => parse_parameters(parameters, &mut challenge)?,
            false => after,
        };
        challenges.push(challenge);
    }
    if challenges.is_empty() { None } else { Some(challenges) }
}

/// Yields what is left for the next challenge.
fn parse_parameters<'a>(mut rest: &'a str, challenge: &mut Challenge) -> Option<&'a str> {
    while !rest.is_empty() {
        if let Some((name, value, after)) = parameter(rest.trim_start_matches(is_separator)) {
            let name = name.to_ascii_lowercase();
            // As a member of a JavaScript object this name would be the prototype: no parameter of any scheme is called so.
            if name != "__proto__" {
                challenge.set(name, value);
            }
            rest = after.trim_start_matches(is_separator);
            continue;
        }
        let (value, after) = token68(rest)?;
        if challenge.parameters.is_empty() {
            challenge.token68 = Some(value.to_owned());
            return Some(after);
        }
        return Some(rest);
    }
    Some(rest)
}

/// `auth-param = token BWS "=" BWS ( token / quoted-string )`
fn parameter(text: &str) -> Option<(&str, String, &str)> {
    let (name, rest) = token(text)?;
    let rest = rest.trim_start_matches(is_space).strip_prefix('=')?.trim_start_matches(is_space);
    if let Some(quoted) = rest.strip_prefix('"') {
        let end = end_of_quoted(quoted)?;
        let (value, after) = quoted.split_at_checked(end)?;
        return Some((name, unescape(value), after.strip_prefix('"')?));
    }
    let (value, after) = token(rest)?;
    Some((name, value.to_owned(), after))
}

/// `token68 = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="`, here with at most two `=`: yields
/// it and what follows the one separator after it, without which it could not be told from a parameter.
fn token68(text: &str) -> Option<(&str, &str)> {
    let is_token68 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '+' | '/');
    let after = text.trim_start_matches(is_token68);
    if after.len() == text.len() {
        return None;
    }
    let padded = after.strip_prefix("==").or_else(|| after.strip_prefix('=')).unwrap_or(after);
    let (value, _) = text.split_at_checked(text.len() - padded.len())?;
    match padded.is_empty() {
        true => Some((value, padded)),
        false => Some((value, padded.strip_prefix(is_separator)?)),
    }
}

/// `token = 1*tchar` (RFC 9110 §5.6.2): yields it and what follows.
fn token(text: &str) -> Option<(&str, &str)> {
    let is_tchar = |c: char| {
        matches!(c, '!' | '#'..='\'' | '*' | '+' | '-' | '.' | '^'..='`' | '|' | '~') || c.is_ascii_alphanumeric()
    };
    let after = text.trim_start_matches(is_tchar);
    if after.len() == text.len() {
        return None;
    }
    text.split_at_checked(text.len() - after.len())
}

/// Yields the position of the closing quote; a backslash pairs with whatever follows it.
fn end_of_quoted(text: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    while let Some((position, character)) = characters.next() {
        match character {
            '"' => return Some(position),
            '\\' => drop(characters.next()),
            _ => {}
        }
    }
    None
}

/// Drops the backslash of every quoted pair (RFC 9110 §5.6.4).
fn unescape(raw: &str) -> String {
    let mut output = String::with_capacity(raw.len());
    let mut characters = raw.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => output.extend(characters.next()),
            literal => output.push(literal),
        }
    }
    output
}

/// White space as JavaScript's regular expressions know it, which oauth4webapi's parser is made of.
pub(super) fn is_space(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}'
            | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

fn is_separator(character: char) -> bool {
    character == ',' || is_space(character)
}
