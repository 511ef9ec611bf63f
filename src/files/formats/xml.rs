//! Text in XML 1.0 and HTML.

use std::fmt::Write as _;

/// `text` as the content of an element. What XML cannot hold (most control characters, U+FFFE, U+FFFF) is U+FFFD.
pub(in crate::files) fn content(text: &str) -> String {
    escape(text, false)
}

/// `text` as the value of an attribute in double quotes.
pub(in crate::files) fn attribute(text: &str) -> String {
    escape(text, true)
}

fn escape(text: &str, is_attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if is_attribute => escaped.push_str("&quot;"),
            '\n' | '\t' if is_attribute => {
                let _ = write!(escaped, "&#{};", u32::from(letter));
            }
            '\n' | '\t' => escaped.push(letter),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            // Readers of XML 1.1 take these for line breaks, readers of HTML for other characters.
            '\x7f'..='\u{9f}' | '\u{2028}' => {
                let _ = write!(escaped, "&#{};", u32::from(letter));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// What only the names of fragments hold, which begin with the name of what was cut.
pub(super) const PART: &str = ".part";

/// `id` as an XML name: as it is where it is one of ASCII letters, else its bytes in hex. Different ids stay different,
/// `whosaid.` begins none, and none holds [`PART`].
pub(super) fn name(id: &str) -> String {
    let is_name = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
        && !id.starts_with("id-")
        && !id.starts_with("whosaid.")
        && !id.contains(PART);
    if is_name { id.to_owned() } else { id.bytes().fold("id-".to_owned(), |name, byte| name + &format!("{byte:02x}")) }
}

/// The id that [`name`] made a name of.
pub(in crate::files) fn id_of(name: &str) -> String {
    let decode = |hex: &str| {
        let bytes = hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
    };
    name.strip_prefix("id-").and_then(decode).unwrap_or_else(|| name.to_owned())
}
