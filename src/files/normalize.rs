//! What happens to a text before anything else.

use std::borrow::Cow;

/// Makes CR LF and CR one LF. Nothing else changes: the offsets of all spans count in what this gives.
pub fn normalize(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// JSON in which each escape of a lone surrogate (`"\ud83d"`, as JavaScript may write it) is one of U+FFFD.
pub fn well_formed(json: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = json[at..].find('\\') {
        at += found;
        let Some(unit) = escaped(&json[at..]) else {
            // Whatever is escaped is no backslash that begins an escape.
            at = json[at + 1..].chars().next().map_or(json.len(), |letter| at + 1 + letter.len_utf8());
            continue;
        };
        let next = escaped(&json[at + ESCAPE..]).filter(|next| is_low(*next));
        match unit {
            0xd800..0xdc00 if next.is_some() => at += 2 * ESCAPE,
            0xd800..0xe000 => {
                mended.push_str(&json[copied..at]);
                mended.push_str("\\ufffd");
                at += ESCAPE;
                copied = at;
            }
            _ => at += ESCAPE,
        }
    }
    if copied == 0 { Cow::Borrowed(json) } else { Cow::Owned(mended + &json[copied..]) }
}

/// How many bytes `\uXXXX` has.
const ESCAPE: usize = 6;

/// The UTF-16 code unit that `json` begins with an escape of.
fn escaped(json: &str) -> Option<u32> {
    let digits = json.strip_prefix("\\u")?.get(..ESCAPE - 2)?;
    // A sign would pass for a number.
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

fn is_low(unit: u32) -> bool {
    (0xdc00..0xe000).contains(&unit)
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
        let check = |json: &str, expect: &str| assert_eq!(well_formed(json), expect);
        check(r#"{"a\ud83d": "b\udc4d\uD83D"}"#, r#"{"a\ufffd": "b\ufffd\ufffd"}"#);
        for whole in
            [r#""\ud83d\udc4d 👍 \u00e9\u0000 \n""#, r#""\\ud83d \\\\ud83d""#, r#""\u+d8f \ud8""#, "\"\\", "\\ü"]
        {
            check(whole, whole);
        }
        check(r#""\\\ud83d\ud83d\udc4d\ud83dü""#, r#""\\\ufffd\ud83d\udc4d\ufffdü""#);
    }
}
