//! What stands beside a name and says who bears it: titles and roles before it, and descriptions behind a comma.

use std::ops::Range;

use crate::Span;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass, has, is_capitalized, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::{is_article, is_genitive};
use crate::text::TokenKind;

/// The words of a description that follow a name are at most so many.
const LONGEST_DESCRIPTION: usize = 16;

impl Syntax<'_> {
    /// The title and the description of the person whose name is `name`. The next name begins at
    /// token `next`.
    pub fn title_and_description(&self, name: &Range<usize>, next: usize) -> (Option<Span>, Option<Span>) {
        let sentence = self.sentence_at(name.start);
        let front = self.in_front(name, sentence.start);
        let after = self.behind(name, sentence.end, next);
        match front {
            Some(front) if front.len() == 1 && lexicon::title(self.word(front.start)).is_some() => {
                (Some(self.span(front)), after)
            }
            Some(front) => (None, Some(self.span(front)).filter(|_| after.is_none()).or(after)),
            None => (None, after),
        }
    }

    /// The title or role before a name: "Mr.", "US Secretary of State", "the port's former chief executive,".
    fn in_front(&self, name: &Range<usize>, limit: usize) -> Option<Range<usize>> {
        let mut end = name.start;
        let apposition = end > limit && self.word(end - 1) == "," && self.follows_comma_or_end(name.end);
        if apposition {
            end -= 1;
        }
        let mut start = end;
        // "of State", "of the port authority": step over it when a role stands before it.
        if let Some(role) = (limit.max(end.saturating_sub(8))..end).rev().find(|at| self.is_role_or_title(*at)) {
            let between = role + 1..end;
            // "A lawyer for Carter" is not Carter.
            let ends_open =
                between.clone().next_back().is_some_and(|at| !self.word(at).starts_with(char::is_uppercase));
            let joined = between.is_empty()
                || !ends_open
                    && (matches!(self.word(between.start), "of" | "for" | "at")
                        && between.clone().skip(1).all(|at| self.is_part_of_a_name(at) || self.word(at) == "the"));
            if joined {
                start = role;
            }
        }
        if start == end {
            return None;
        }
        while start > limit && !is_form_of_address(self.word(start)) && self.may_modify_a_role(start - 1) {
            start -= 1;
        }
        while start < end && (is_genitive(self.word(start)) || matches!(self.word(start), "-" | "," | "." | "and")) {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// What follows a name after a comma: "chair of the port authority", "a nurse from Leeds"; an age before it is passed over.
    fn behind(&self, name: &Range<usize>, sentence_end: usize, next: usize) -> Option<Span> {
        // "Jane Roe, 34, a nurse"
        let comma = Some(self.behind_age(name.end)).filter(|at| self.word(*at) == ",").unwrap_or(name.end);
        if comma >= sentence_end || self.word(comma) != "," {
            return None;
        }
        let mut start = comma + 1;
        // "also a pilot", "as vice president"
        start += usize::from(start < sentence_end && matches!(self.word(start), "also" | "as"));
        if start < sentence_end && has(Grammar::NoDescription, self.word(start)) {
            return None;
        }
        let limit = sentence_end.min(start + LONGEST_DESCRIPTION);
        let mut end = (start..limit).find(|at| {
            matches!(self.word(*at), "," | "." | ";" | ":" | "who" | "whose" | ")" | "—" | "–" | "\"" | "”" | "“")
        })?;
        if start >= end {
            return None;
        }
        // The head noun stands before the first preposition, and no verb or new subject before it.
        let head_end = (start..end)
            .find(|at| self.word(*at) == "and" || has(Grammar::BeginsComplement, self.word(*at)))
            .unwrap_or(end);
        if head_end == start || self.word(head_end - 1).starts_with(char::is_uppercase) && next < head_end {
            return None;
        }
        let head = head_end - 1;
        let has_article = is_article(self.word(start));
        let is_noun_group = (start + usize::from(has_article)..head_end).all(|at| self.may_modify_a_role(at));
        let is_noun = matches!(self.part_of_speech(head), PartOfSpeech::Noun | PartOfSpeech::ProperNoun);
        let is_role = self.is_role_or_title(head) || (has_article && is_noun && is_noun_group);
        // "chief executive of the Port Authority (PA)"
        end += usize::from(self.word(end) == ")" && (start..end).any(|at| self.word(at) == "("));
        // "author of “The Quay”"
        let is_open = |word: &str| word == "and" || is_article(word) || has(Grammar::BeginsComplement, word);
        while end > head_end && is_open(self.word(end - 1)) {
            end -= 1;
        }
        (is_role && (is_noun_group || self.is_role_or_title(head))).then(|| self.span(start..end))
    }

    fn follows_comma_or_end(&self, at: usize) -> bool {
        at >= self.tokens.len() || matches!(self.word(at), "," | "." | ";" | ")" | ":" | "?")
    }

    fn is_role_or_title(&self, at: usize) -> bool {
        let word = self.word(at);
        self.tokens[at].kind == TokenKind::Word
            && (is_title_of_name(word)
                || lexicon::role(word).is_some_and(|role| !role.plural)
                || lexicon::is_role_in_capitals(word))
    }

    fn is_part_of_a_name(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase) || matches!(self.word(at), "of" | "and" | "-" | "&")
    }

    /// Whether token `at` may stand before a role and belong to it: "former", "US", "deputy", "Kremlin".
    fn may_modify_a_role(&self, at: usize) -> bool {
        let word = self.word(at);
        match self.tokens[at].kind {
            TokenKind::Punctuation => word == "-",
            TokenKind::Word => {
                is_genitive(word)
                    || (lexicon::is_place(word) && word.starts_with(char::is_uppercase))
                    || matches!(
                        self.part_of_speech(at),
                        PartOfSpeech::Adjective | PartOfSpeech::Noun | PartOfSpeech::ProperNoun
                    )
            }
            _ => false,
        }
    }
}

/// Whether `word` is a title, or a role that a capital makes one: "Mayor".
pub fn is_title_of_name(word: &str) -> bool {
    let is_role = || lexicon::role(word).is_some() || is_one_of(LexiconClass::TitleInName, word);
    lexicon::title(word).is_some() || (word.starts_with(char::is_uppercase) && is_role())
}

/// A title that says how somebody is addressed and nothing of an office.
fn is_form_of_address(word: &str) -> bool {
    word.ends_with('.') || is_capitalized(LexiconClass::FormOfAddress, word)
}

#[cfg(test)]
mod tests {
    use crate::Span;
    use crate::syntax::by_hand::read;

    #[test]
    fn titles_and_descriptions_of_ann_lee() {
        for (told, title, description) in [
            ("Then Mr. Ann Lee left/v.", "Mr.", ""),
            ("Then Mayor Ann Lee left/v.", "Mayor", ""),
            ("The US Secretary of State Ann Lee left/v.", "", "US Secretary of State"),
            ("The lawyer for Ann Lee left/v.", "", ""),
            ("The port's chief executive, Ann Lee, left/v.", "", "port's chief executive"),
            ("Dr. Ann Lee, chair of the board, left/v.", "Dr.", "chair of the board"),
            ("Ann Lee, 34, a nurse, left/v.", "", "a nurse"),
            ("Ann Lee, aged 34, a nurse, left/v.", "", "a nurse"),
            ("Ann Lee, also a pilot, left/v.", "", "a pilot"),
            ("Ann Lee, author of “Late”, left/v.", "", "author"),
            ("Ann Lee, chair of the board (PA), left/v.", "", "chair of the board (PA)"),
            ("Ann Lee, who left/v, said so.", "", ""),
            ("Ann Lee, well a nurse, left/v.", "", ""),
            ("Ann Lee, stones, left/v.", "", ""),
            ("Ann Lee, a left/v, said so.", "", ""),
            ("Ann Lee left/v.", "", ""),
        ] {
            let syntax = read(told);
            let start = syntax.text.find("Ann Lee").expect("a name");
            let name = syntax.tokens_in(Span::new(start, start + "Ann Lee".len()));
            let (front, behind) = syntax.title_and_description(&name, syntax.tokens.len());
            let words = |span: Option<Span>| span.map_or("", |span| span.of(syntax.text));
            assert_eq!((words(front), words(behind)), (title, description), "{told}");
        }
    }
}
