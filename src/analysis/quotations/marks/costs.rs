//! What speaks against a token's opening or closing a quotation, and against its being no quotation mark.

use crate::knowledge::lexicon::{Grammar, is_one_of};
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// More than anything else costs.
pub(super) const NEVER: f32 = 100.0;

/// Marks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Angled,
    Single,
}

/// A token that may be a quotation mark, with what speaks against its roles.
pub(super) struct Mark {
    pub token: usize,
    /// Against opening.
    pub open: f32,
    /// Against closing.
    pub close: f32,
    /// Against its being no quotation mark.
    pub skip: f32,
    /// Against closing one that was forgotten, and opening another.
    pub reopen: f32,
    /// Against opening one within another.
    pub within: f32,
}

/// Closing a mark that was forgotten costs this, and more if all it would close is a fronted adverbial: then the first
/// mark is the wrong one (“After the vote, “We stay,” she said).
const REOPEN: f32 = 1.5;
/// Behind the end of a sentence: “We stay. “We said so,” she said.
const REOPEN_BEHIND_SENTENCE: f32 = 0.9;
const REOPEN_BEHIND_ADVERBIAL: f32 = 3.0;
/// Opening one within another costs this.
const WITHIN: f32 = 1.1;

/// The fronted adverbial of the sentence that was asked for last: a sentence may have many marks.
#[derive(Default)]
pub(super) struct Fronted {
    sentence: Option<usize>,
    /// The token after it, where it has no verb and only a mark before it.
    end: Option<usize>,
}

impl Fronted {
    fn reopen(&mut self, syntax: &Syntax, token: usize, is_after_sentence: bool) -> f32 {
        let sentence = syntax.sentence_of(token);
        if self.sentence != Some(sentence) {
            let has_verb = |fronted: &std::ops::Range<usize>| syntax.has_verb(fronted.clone());
            let fronted = syntax
                .fronted(sentence)
                .filter(|fronted| fronted.start == syntax.sentences[sentence].tokens.start + 1 && !has_verb(fronted));
            *self = Fronted { sentence: Some(sentence), end: fronted.map(|fronted| fronted.end) };
        }
        match () {
            () if self.end == Some(token) => REOPEN_BEHIND_ADVERBIAL,
            () if is_after_sentence => REOPEN_BEHIND_SENTENCE,
            () => REOPEN,
        }
    }
}

/// The family of marks that a word may belong to.
fn family_of(word: &str) -> Option<Family> {
    match word {
        "“" | "‟" | "``" | "‘‘" | "„" | "”" | "’’" | "\"" | "''" | "＂" => Some(Family::Double),
        "«" | "‹" | "「" | "『" | "»" | "›" | "」" | "』" => Some(Family::Angled),
        "‘" | "‛" | "`" | "‚" | "'" | "’" => Some(Family::Single),
        _ => None,
    }
}

/// Token `token` as a mark of `family`, or none.
pub(super) fn mark(syntax: &Syntax, token: usize, family: Family, fronted: &mut Fronted) -> Option<Mark> {
    let word = syntax.word(token);
    if family_of(word) != Some(family) {
        return None;
    }
    let previous = (token > 0).then(|| syntax.word(token - 1));
    let next = syntax.tokens.get(token + 1);
    let starts_paragraph = token == 0 || syntax.paragraph_of(token - 1) != syntax.paragraph_of(token);
    let ends_paragraph = next.is_none() || syntax.paragraph_of(token + 1) != syntax.paragraph_of(token);
    let next_word = next.map_or("", |next| next.of(syntax.text));
    // A straight mark right behind a word closes.
    let closes = |word: &str| {
        matches!(word, "\"" | "'" | "''")
            && !syntax.tokens[token - 1].space_before
            && token > 1
            && syntax.paragraph_of(token - 2) == syntax.paragraph_of(token - 1)
            && !is_opening(syntax.word(token - 2))
    };
    let gap_before = syntax.tokens[token].space_before
        || starts_paragraph
        || previous
            .is_some_and(|word| is_opening(word) && !closes(word) || matches!(word, "—" | "–" | "--" | "-" | "/"));
    let gap_after = ends_paragraph
        || next.is_some_and(|next| next.space_before)
        || next_word.starts_with([',', '.', ';', ':', '!', '?', ')', ']', '”', '’', '—', '–', '-', '»', '"', '\'']);
    let after_punctuation = previous.is_some_and(|word| {
        !syntax.tokens[token].space_before && word.ends_with([',', '.', '!', '?', '…', '”', '"', '—', '–', '-', ')'])
    });
    let wrong = |against: bool, cost: f32| if against { cost } else { 0.0 };
    let number_before = !syntax.tokens[token].space_before
        && token > 0
        && syntax.tokens[token - 1].kind == TokenKind::Number
        && !starts_paragraph;
    let after_sentence = previous.is_some_and(|word| matches!(word, "." | "?" | "!" | "…" | "..."));
    let reopen = fronted.reopen(syntax, token, after_sentence);
    let mut within = WITHIN;
    let [starts_word, ends_word] = [gap_before && !gap_after, !gap_before && gap_after];
    let (open, close, skip) = match word {
        "“" | "‟" | "``" | "‘‘" => {
            // German and Polish marks close with it, and some writers use it on both sides, or the two the other way round.
            let open = wrong(ends_word, 1.0);
            // “One. “Two. “Three.”: two that open again, and not one that closes.
            if starts_word && after_sentence && next_word.starts_with(char::is_uppercase) {
                within = 1.6;
                (open, 2.0, 2.0)
            } else {
                (open, if gap_before || !gap_after { 1.6 } else { 0.3 }, 2.0)
            }
        }
        "„" => (0.0, NEVER, 2.0),
        "”" | "’’" => {
            let (open, close) = if starts_word { (0.4, 0.6) } else { (2.0, 0.0) };
            (open, close, 1.4)
        }
        "\"" | "''" | "＂" => {
            let feet = number_before && token > 1 && matches!(syntax.word(token - 2), "'" | "’" | "′");
            let open = wrong(!gap_before, 1.0) + wrong(gap_after && !starts_paragraph, 0.5);
            let close = wrong(gap_before && !ends_paragraph, 0.6)
                + wrong(!gap_after, 0.6)
                + wrong(starts_word && after_sentence, 0.8);
            (open, close, if feet { 0.1 } else { wrong(!number_before, 0.7) + 0.7 })
        }
        // In German books they stand the other way round.
        "«" | "‹" | "「" | "『" => {
            let close = if gap_before { 1.5 } else { 0.6 };
            let (open, close) = if ends_word { (1.2, 0.2) } else { (0.0, close) };
            (open, close, 1.0)
        }
        "»" | "›" | "」" | "』" => {
            let (open, close) = if starts_word { (0.2, 1.2) } else { (1.5, 0.0) };
            (open, close, 1.0)
        }
        _ => {
            let next_is_clipped = is_clipped(next_word) || is_decade(next_word);
            let plural = previous.is_some_and(|word| word.ends_with(['s', 'S', 'z', 'x']) || word.ends_with("in"));
            let open = match word {
                "’" => wrong(!gap_before || gap_after, 2.0) + 1.5,
                _ => wrong(!gap_before, 1.5) + wrong(gap_after && word != "‘", 1.0) + wrong(next_is_clipped, 0.8),
            };
            let close = match word {
                "‘" | "‚" | "‛" => 2.0,
                _ if gap_before => 1.6,
                _ if !gap_after => 1.2,
                _ if after_punctuation => 0.0,
                _ if plural && next_word.starts_with(char::is_alphabetic) && !ends_paragraph => 0.6,
                _ => 0.2,
            };
            let skip = match word {
                "‘" if !next_is_clipped => 1.0,
                "'" if starts_paragraph && !next_is_clipped => 1.0,
                _ if number_before => 0.1,
                _ if after_punctuation => 0.9,
                _ if gap_before && !next_is_clipped => 0.6,
                _ if plural => 0.05,
                _ => 0.3,
            };
            (open, close, skip)
        }
    };
    Some(Mark { token, open, close, skip, reopen, within })
}

fn is_opening(word: &str) -> bool {
    matches!(word, "(" | "[" | "{" | "“" | "‘" | "«" | "‹" | "\"" | "'" | "``" | "`" | "''" | "‘‘" | "„" | "‚")
}

fn is_decade(word: &str) -> bool {
    word.len() >= 3 && word.ends_with('s') && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
}

fn is_clipped(word: &str) -> bool {
    is_one_of(Grammar::Clipped, word)
}
