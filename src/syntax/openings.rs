//! What a paragraph begins with that is no part of what it says: a dateline, or the label of a turn.

use std::ops::Range;

use super::Syntax;

/// The most tokens of a dateline: "LISBON, Portugal, Saturday, Nov. 20, 2026 (Northern Wire) —".
const LONGEST_DATELINE: usize = 16;

/// The most tokens of a label before its colon.
const LONGEST_LABEL: usize = 12;

impl Syntax<'_> {
    /// The tokens of the dateline of `paragraph`, its dash included: a word in capitals, and all up to a dash.
    pub fn dateline(&self, paragraph: usize) -> Option<Range<usize>> {
        let tokens = self.paragraphs.get(paragraph)?.tokens.clone();
        let first = self.word(tokens.start);
        let is_dash =
            |token: &usize| self.tokens[*token].space_before && matches!(self.word(*token), "—" | "–" | "--" | "-");
        if first.chars().count() < 3 || !first.chars().all(char::is_uppercase) {
            return None;
        }
        let dash = tokens.clone().take(LONGEST_DATELINE).find(is_dash)?;
        Some(tokens.start..dash + 1)
    }

    /// The tokens before the colon that `paragraph` begins with, if they name who speaks: "Ann Lee: …", "Q: …",
    /// "MS. KIM (by telephone): …".
    pub fn label(&self, paragraph: usize) -> Option<Range<usize>> {
        self.label_of(self.paragraphs.get(paragraph)?.tokens.clone())
    }

    /// The same for any `tokens` that begin a line.
    pub fn label_of(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let opening = matches!(self.word(tokens.start), "“" | "\"" | "''" | "``" | "‘‘" | "[" | "*" | "**");
        let start = tokens.start + usize::from(opening);
        let colon = (start..tokens.end.min(start + LONGEST_LABEL + 1)).find(|token| self.word(*token) == ":")?;
        let bracket = (start..colon).find(|token| self.word(*token) == "(").unwrap_or(colon);
        let words: Vec<&str> = (start..bracket).map(|token| self.word(token)).collect();
        let is_name_like = |word: &&str| {
            word.starts_with(|c: char| c.is_alphanumeric())
                || matches!(*word, "." | "," | "(" | ")" | "-" | "'" | "’" | "’s" | "'s")
        };
        let is_particle = |word: &str| {
            matches!(
                word,
                "of" | "the" | "for" | "and" | "at" | "in" | "de" | "la" | "da" | "van" | "von" | "der" | "bin" | "al"
            )
        };
        let first = *words.first()?;
        let small = words.iter().filter(|word| word.starts_with(char::is_lowercase) && !is_particle(word)).count();
        // "The council: …"
        let described = first == "The" && words.len() <= 3;
        let names_somebody =
            first.starts_with(char::is_uppercase) && words.iter().all(is_name_like) && small <= usize::from(described);
        names_somebody.then_some(start..colon)
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Syntax;

    /// The dateline and the label of the only paragraph of `text`.
    fn check(text: &str, dateline: Option<&str>, label: Option<&str>) {
        let syntax = Syntax::new(text);
        let words = |tokens| syntax.span(tokens).of(text);
        assert_eq!((syntax.dateline(0).map(words), syntax.label(0).map(words)), (dateline, label), "{text}");
    }

    #[test]
    fn datelines() {
        check("GENEVA, Jan. 21 (Reuters) — The ministers met.", Some("GENEVA, Jan. 21 (Reuters) —"), None);
        check("GENEVA met a tired delegation.", None, None);
        check("Geneva — the city — was quiet.", None, None);
        check("UN - the ministers met.", None, None);
    }

    #[test]
    fn labels() {
        check("Ann Lee: Good morning.", None, Some("Ann Lee"));
        check("Q: And then?", None, Some("Q"));
        check("MS. KIM (by telephone): Yes.", None, Some("MS. KIM (by telephone)"));
        check("She said one thing: no.", None, None);
        check("My point is: no.", None, None);
        check("What remains of the old harbour: nothing.", None, None);
        check("“Okafor: we stay.”", None, Some("Okafor"));
        check("The council: we stay.", None, Some("The council"));
    }
}
