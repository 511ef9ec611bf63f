//! What a paragraph begins with that is no part of what it says: a dateline, or the label of a turn.

use std::ops::Range;

use super::Syntax;
use crate::knowledge::lexicon::{self, Grammar, WordClass};

/// The most tokens of a dateline: "LISBON, Portugal, Saturday, Nov. 20, 2026 (Northern Wire) —".
const LONGEST_DATELINE: usize = 16;

/// The most tokens of a label before its colon.
const LONGEST_LABEL: usize = 12;

impl Syntax<'_> {
    /// The tokens of the dateline of `paragraph`: a word in capitals and all up to a dash, which is part of it, or up to the
    /// brackets around a news agency; or these brackets alone.
    pub fn dateline(&self, paragraph: usize) -> Option<Range<usize>> {
        let tokens = self.paragraphs.get(paragraph)?.tokens.clone();
        let first = self.word(tokens.start);
        let is_loud = first.chars().count() >= 3 && first.chars().all(char::is_uppercase);
        if !is_loud && first != "(" {
            return None;
        }
        let is_dash =
            |token: &usize| self.tokens[*token].space_before && matches!(self.word(*token), "—" | "–" | "--" | "-");
        let closes_agency = |token: &usize| {
            self.word(*token) == ")"
                && lexicon::is_one_of(WordClass::NewsAgency, self.word(*token - 1))
                && self.word(*token - 2) == "("
        };
        let mut head = tokens.clone().take(LONGEST_DATELINE);
        let end = head.find(|token| *token > tokens.start + 1 && closes_agency(token) || is_loud && is_dash(token))?;
        if !is_loud && end > tokens.start + 2 {
            return None;
        }
        let names_nothing = |token: usize| {
            self.word(token).starts_with(char::is_lowercase) && !lexicon::has(Grammar::InDateline, self.word(token))
        };
        if (tokens.start..end).any(names_nothing) {
            return None;
        }
        let dash_behind = head.next().filter(|next| closes_agency(&end) && is_dash(next));
        Some(tokens.start..dash_behind.unwrap_or(end) + 1)
    }

    /// `tokens` without the dateline of their paragraph, if they begin in it and go on behind it.
    pub fn without_dateline(&self, tokens: Range<usize>) -> Range<usize> {
        let dateline = self.dateline(self.paragraph_of(tokens.start));
        let dateline = dateline.filter(|dateline| dateline.contains(&tokens.start) && dateline.end < tokens.end);
        dateline.map_or(tokens.start, |dateline| dateline.end)..tokens.end
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
        let is_particle = |word: &str| lexicon::has(Grammar::InLabel, word);
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
        check("(CNN) The storm grew.", Some("(CNN)"), None);
        check("(Reuters) — The storm grew.", Some("(Reuters) —"), None);
        check("NEW DELHI, Nov 3 (IANS) India will not sign - yet.", Some("NEW DELHI, Nov 3 (IANS)"), None);
        check("(The storm, says CNN (CNN), grew.)", None, None);
        check("NASA said the five companies — Acme and Zenith — will fly.", None, None);
        check("Associated Press (AP) reporters met.", None, None);
        check("WHO (World Health Organization) doctors met.", None, None);
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
