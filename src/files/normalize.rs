//! What happens to a text before anything else.

/// Makes CR LF and CR one LF. Nothing else changes: the offsets of all spans count in what this gives.
pub fn normalize(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
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
}
