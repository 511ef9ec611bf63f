//! What happens to a text before anything else.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

/// Makes CR LF and CR one LF. Nothing else changes: the offsets of all spans count in what this gives.
pub fn normalize(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// A JSON string in which each lone surrogate (`"\ud83d"`, as JavaScript may write it) has become U+FFFD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WellFormed(pub String);

impl<'de> Deserialize<'de> for WellFormed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WellFormed, D::Error> {
        // serde_json gives the bytes of a string with its lone surrogates encoded as if they were characters.
        deserializer.deserialize_bytes(StringVisitor)
    }
}

struct StringVisitor;

impl Visitor<'_> for StringVisitor {
    type Value = WellFormed;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<WellFormed, E> {
        Ok(WellFormed(without_lone_surrogates(bytes)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<WellFormed, E> {
        Ok(WellFormed(text.to_owned()))
    }
}

/// Reads UTF-8 in which surrogates may stand as three bytes; those, and anything else that is no UTF-8, become U+FFFD.
fn without_lone_surrogates(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(3).position(|w| w[0] == 0xed && (0xa0..=0xbf).contains(&w[1])) {
        text.push_str(&String::from_utf8_lossy(&rest[..at]));
        text.push('\u{fffd}');
        rest = &rest[at + 3..];
    }
    text.push_str(&String::from_utf8_lossy(rest));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(normalize(text), expect);
    }

    #[test]
    fn line_breaks_and_nothing_else() {
        check("a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne");
        check(" “e\u{301}”\u{2028}\u{feff}\t ", " “e\u{301}”\u{2028}\u{feff}\t ");
    }

    #[test]
    fn lone_surrogates() {
        let read = |json: &str| serde_json::from_str::<WellFormed>(json).map(|text| text.0).ok();
        let expect = |text: &str| Some(text.to_owned());
        assert_eq!(read(r#""a\ud83db\udc4d\ud83d""#), expect("a\u{fffd}b\u{fffd}\u{fffd}"));
        assert_eq!(read(r#""\ud83d\udc4d 👍 \u00e9\u0000""#), expect("👍 👍 é\0"));
        assert_eq!(read("7"), None);
    }
}
