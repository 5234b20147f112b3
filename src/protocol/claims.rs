//! The JSON of a JWT's header and payload (RFC 7519 §4), written without a JSON library: a JWT that a client issues has
//! a handful of known members, and the module that ships has no room for more.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Members in the order in which they are written.
#[derive(Clone, Default)]
pub struct Claims(Vec<(String, Claim)>);

/// The value of a member.
#[derive(Clone)]
pub enum Claim {
    /// A string.
    Text(String),
    /// Several strings.
    Texts(Vec<String>),
    /// A whole number.
    Integer(i64),
    /// JSON, already serialised.
    Json(String),
    /// JSON as somebody wrote it, and as the JWT has it: a hook sees what the first says (`-0`, `1e400`).
    Written {
        /// As it was written.
        original: String,
        /// As it is serialised.
        serialised: String,
    },
    /// No member, though a hook sees that there could be one.
    Absent,
}

impl Claims {
    /// Sets a member: one of that name keeps its place.
    pub fn set(&mut self, name: &str, claim: impl Into<Claim>) {
        let claim = claim.into();
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(member) => member.1 = claim,
            None => self.0.push((name.into(), claim)),
        }
    }

    /// The same, in a chain.
    #[must_use]
    pub fn with(mut self, name: &str, claim: impl Into<Claim>) -> Self {
        self.set(name, claim);
        self
    }

    /// Yields the JSON text. Members whose names are array indexes come first, in numeric order, as in JavaScript.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.write(false)
    }

    /// Yields the JSON text that a hook's object is made from: `null` for absent members, and JSON as it was written.
    #[must_use]
    pub fn to_json_for_hook(&self) -> String {
        self.write(true)
    }

    /// Yields the names of absent members.
    pub fn absent(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, claim)| matches!(claim, Claim::Absent)).map(|(name, _)| name.as_str())
    }

    fn write(&self, for_hook: bool) -> String {
        let mut indexed: Vec<(u32, &(String, Claim))> = Vec::new();
        for member in &self.0 {
            if let Some(index) = array_index(&member.0) {
                let position = indexed.iter().position(|(other, _)| *other > index).unwrap_or(indexed.len());
                indexed.insert(position, (index, member));
            }
        }
        let named = self.0.iter().filter(|(name, _)| array_index(name).is_none());
        let mut json = String::from("{");
        for (name, claim) in indexed.into_iter().map(|(_, member)| member).chain(named) {
            if matches!(claim, Claim::Absent) && !for_hook {
                continue;
            }
            if json.len() > 1 {
                json.push(',');
            }
            write_text(name, &mut json);
            json.push(':');
            claim.write(&mut json, for_hook);
        }
        json.push('}');
        json
    }
}

impl Claim {
    fn write(&self, json: &mut String, original: bool) {
        match self {
            Self::Written { original: text, .. } if original => json.push_str(text),
            Self::Written { serialised, .. } => json.push_str(serialised),
            Self::Text(text) => write_text(text, json),
            Self::Texts(texts) => {
                json.push('[');
                for (index, text) in texts.iter().enumerate() {
                    if index > 0 {
                        json.push(',');
                    }
                    write_text(text, json);
                }
                json.push(']');
            }
            Self::Integer(number) => write_integer(*number, json),
            Self::Json(text) => json.push_str(text),
            Self::Absent => json.push_str("null"),
        }
    }
}

/// Names only: values may be a person's.
impl fmt::Debug for Claims {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl fmt::Debug for Claim {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Claim")
    }
}

impl From<&str> for Claim {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Claim {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Claim {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<Option<&str>> for Claim {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Absent, Self::from)
    }
}

/// `0`, `1`, … `4294967294`, in their canonical form.
fn array_index(name: &str) -> Option<u32> {
    let canonical = name == "0" || !name.starts_with('0');
    if name.is_empty() || name.len() > 10 || !canonical {
        return None;
    }
    let mut value: u64 = 0;
    for digit in name.chars() {
        value = value * 10 + u64::from(digit.to_digit(10)?);
    }
    u32::try_from(value).ok().filter(|index| *index != u32::MAX)
}

/// A string as `JSON.stringify` writes it (RFC 8259 §7).
fn write_text(text: &str, json: &mut String) {
    const HEX: fn(u32) -> char = |digit| char::from_digit(digit, 16).unwrap_or('0');
    json.push('"');
    for character in text.chars() {
        let escaped = match character {
            '"' => '"',
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\0'..='\u{1f}' => {
                json.push_str("\\u00");
                json.push(HEX(u32::from(character) >> 4));
                json.push(HEX(u32::from(character) & 15));
                continue;
            }
            _ => {
                json.push(character);
                continue;
            }
        };
        json.push('\\');
        json.push(escaped);
    }
    json.push('"');
}

fn write_integer(number: i64, json: &mut String) {
    if number < 0 {
        json.push('-');
    }
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    loop {
        digits.push(char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    json.extend(digits.into_iter().rev());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_but_for_array_indexes() {
        let mut claims = Claims::default()
            .with("z", "1")
            .with("10", "ten")
            .with("2", "two")
            .with("01", "a name")
            .with("4294967295", "a name")
            .with("kid", None);
        claims.set("z", "2");
        assert_eq!(claims.to_json(), r#"{"2":"two","10":"ten","z":"2","01":"a name","4294967295":"a name"}"#);
        assert!(claims.to_json_for_hook().ends_with(r#","kid":null}"#));
        assert_eq!(claims.absent().collect::<Vec<_>>(), ["kid"]);
    }

    #[test]
    fn values_are_written_as_json() {
        let claims = Claims::default()
            .with("t", "\"\\/\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}é\u{2028}😀")
            .with("many", Claim::Texts(alloc::vec!["a".into(), "\"".into()]))
            .with("none", Claim::Texts(Vec::new()))
            .with("n", -10)
            .with("zero", 0)
            .with("max", i64::MAX)
            .with("raw", Claim::Json("{\"a\":[]}".into()));
        assert_eq!(
            claims.to_json(),
            concat!(
                r#"{"t":"\"\\/\u0000\b\t\n\u000b\f\r\u001f"#,
                "\u{7f}é\u{2028}😀",
                r#"","many":["a","\""],"none":[],"n":-10,"zero":0,"max":9223372036854775807,"raw":{"a":[]}}"#
            )
        );
        assert_eq!(Claims::default().to_json(), "{}");
    }
}
