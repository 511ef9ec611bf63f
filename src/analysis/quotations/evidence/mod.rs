//! [`Evidence`]: a text's scores and marks, laid out so that candidates can be asked for any stretch of it at once.

mod roles;

use std::ops::Range;

use super::marks::Marked;
use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::knowledge::lexicon::{self, NounKind};
use crate::reader::Roles;
use crate::syntax::{Syntax, WordClass, push_lower};
use crate::text::TokenKind;
use roles::{Role, Sums};

pub use roles::runs;

/// Whose idea of a quotation is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Convention {
    /// What is said or written: the world set's.
    #[default]
    Speech,
    /// Beliefs, hopes and plans as well: PolNeAR's.
    Attributions,
}

/// A text with what candidates ask of each token. All lists are as long as the list of tokens.
pub struct Evidence<'s, 't> {
    /// The text and its pieces.
    pub syntax: &'s Syntax<'t>,
    /// What stands between marks.
    pub marked: &'s [Marked],
    /// Whose idea of a quotation is followed.
    pub convention: Convention,
    /// What kind of word each token is; quotation marks that open and close are told apart.
    pub classes: Vec<WordClass>,
    /// The kinds of cue each token may be by itself.
    pub cue_kinds: Vec<CueKinds>,
    /// How many of [`Evidence::marked`] before each, and of all, lie in no other.
    pub outer_before: Vec<u32>,
    /// Index of the outermost [`Marked`] that each token lies in, marks included.
    pub mark_of: Vec<Option<u32>>,
    /// The sentence of each token.
    pub sentence_of: &'s [u32],
    /// The paragraph of each token.
    pub paragraph_of: &'s [u32],
    /// The role of the words said.
    pub content: Role,
    /// The role of the words that name the speaker.
    pub source: Role,
    /// The role of the words that link the two.
    pub cue: Role,
    /// The probability to be content and cue by the other convention.
    pub other: [Sums; 2],
    /// Sums of the logarithms of the odds to be content, of words only.
    odds: Sums,
    /// Numbers of words.
    words: Sums,
    /// Sums of the probabilities to be content, of words only.
    inside: Sums,
}

/// The tokens between `one` and `other`, whichever comes first.
pub fn between(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.end.min(other.end)..one.start.max(other.start)
}

/// Whether all of `one` lies in `other`.
pub fn lies_in(one: &Range<usize>, other: &Range<usize>) -> bool {
    other.start <= one.start && one.end <= other.end
}

/// Whether the two share a token.
pub fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The piece of `mark` that token `token` stands in, if it stands in one.
fn piece_with(mark: &Marked, token: usize) -> Option<&Range<usize>> {
    mark.pieces.get(mark.pieces.partition_point(|piece| piece.end <= token))
}

impl<'s, 't> Evidence<'s, 't> {
    /// Lays out `syntax`.
    pub fn new(syntax: &'s Syntax<'t>, marked: &'s [Marked], convention: Convention) -> Evidence<'s, 't> {
        let count = syntax.tokens.len();
        let mut classes = syntax.classes.clone();
        let mut lower = String::new();
        let kinds = (0..count).map(|token| {
            lower.clear();
            push_lower(&mut lower, syntax.word(token));
            cue_kinds(&lower)
        });
        let cue_kinds = kinds.collect();
        let mut mark_of = vec![None; count];
        let mut outer_before = vec![0];
        for (index, one) in marked.iter().enumerate() {
            outer_before.push(outer_before[index] + u32::from(one.depth == 0));
            classes[one.open] = WordClass::OpeningMark;
            if let Some(close) = one.close {
                classes[close] = WordClass::ClosingMark;
            }
            if one.depth == 0 {
                let end = one.close.map_or(one.extent().end, |close| close + 1);
                mark_of[one.open..end].fill(Some(index as u32));
            }
        }
        let (speech, all) = (&syntax.scores.speech, &syntax.scores.attributions);
        let (roles, other): (&Roles, &Roles) = match convention {
            Convention::Speech => (speech, all),
            Convention::Attributions => (all, speech),
        };
        let content = Role::new(&roles.contents, count);
        let is_marker = |token: usize| {
            syntax.tokens[token].kind == TokenKind::Number
                && syntax.paragraphs[syntax.paragraph_of(token)].tokens.start == token
                && matches!(syntax.word(token + 1), ")" | ".")
        };
        let is_word = |token: usize| {
            !matches!(syntax.tokens[token].kind, TokenKind::Punctuation | TokenKind::Symbol) && !is_marker(token)
        };
        let of_words = |value: &dyn Fn(usize) -> f32| {
            Sums::new((0..count).map(|token| if is_word(token) { value(token) } else { 0.0 }))
        };
        let odds = |token: usize| {
            let p = content.inside[token].clamp(0.002, 0.998);
            (p / (1.0 - p)).ln()
        };
        Evidence {
            syntax,
            marked,
            convention,
            classes,
            cue_kinds,
            mark_of,
            outer_before,
            sentence_of: &syntax.sentence_numbers,
            paragraph_of: &syntax.paragraph_numbers,
            source: Role::new(&roles.sources, count),
            cue: Role::new(&roles.cues, count),
            other: [&other.contents, &other.cues].map(|rows| Sums::new(Role::new(rows, count).inside.into_iter())),
            odds: of_words(&odds),
            words: of_words(&|_| 1.0),
            inside: of_words(&|token| content.inside[token]),
            content,
        }
    }

    /// What kind of word token `index` is; any index is allowed.
    pub fn class(&self, index: usize) -> WordClass {
        self.classes.get(index).copied().unwrap_or(WordClass::Nothing)
    }

    /// What kind of word the token `back` tokens before token `index` is, if there is one.
    pub fn class_before(&self, index: usize, back: usize) -> WordClass {
        index.checked_sub(back).map_or(WordClass::Nothing, |index| self.class(index))
    }

    /// Whether token `index` is one of a class of words.
    pub fn is_one_of(&self, class: impl lexicon::Class, index: usize) -> bool {
        lexicon::is_one_of(class, self.word(index))
    }

    /// What the noun at token `index` stands for, as far as the lists tell.
    pub fn noun_kind(&self, index: usize) -> Option<NounKind> {
        lexicon::noun(self.word(index)).map(|noun| noun.kind)
    }

    /// The number of the part of speech of token `index`, as a feature.
    pub fn part(&self, index: usize) -> f32 {
        self.syntax.part_of_speech(index) as usize as f32
    }

    /// The words of token `index`, or nothing if there is none.
    pub fn word(&self, index: usize) -> &'t str {
        self.syntax.word(index)
    }

    /// Whether token `index` is a word: no mark, and not the number of a line in a list ("1)").
    pub fn is_word(&self, index: usize) -> bool {
        self.words.0[index + 1] > self.words.0[index]
    }

    /// How many words `tokens` holds.
    pub fn word_count(&self, tokens: Range<usize>) -> u32 {
        self.words.of(&tokens) as u32
    }

    /// How many words stand between a piece of content and a cue, besides the source.
    pub fn gap(&self, piece: &Range<usize>, cue: &Range<usize>, source: Option<&Range<usize>>) -> u32 {
        let between = between(piece, cue);
        let source = source.filter(|source| lies_in(source, &between));
        let own = source.map_or(0, |source| self.word_count(source.clone()));
        self.word_count(between).saturating_sub(own)
    }

    /// The mean probability of the words of `tokens` to be content; zero without words.
    pub fn mean_content(&self, tokens: Range<usize>) -> f32 {
        match self.word_count(tokens.clone()) {
            0 => 0.0,
            words => self.inside.of(&tokens) / words as f32,
        }
    }

    /// The sum of the logarithms of the odds of the words of `tokens` to be content.
    pub fn content_odds(&self, tokens: &Range<usize>) -> f32 {
        self.odds.of(tokens)
    }

    /// Whether each of two or more words begins with a capital, and a question or exclamation mark ends them: “Who Am I?”
    pub fn looks_like_title(&self, tokens: Range<usize>) -> bool {
        let mut words = tokens.clone().filter(|token| self.is_word(*token));
        tokens.end.checked_sub(1).is_some_and(|last| matches!(self.word(last), "?" | "!"))
            && self.word_count(tokens) > 1
            && words.all(|token| self.word(token).starts_with(char::is_uppercase))
    }

    /// The first word at or after token `from`, before token `end`.
    pub fn word_from(&self, from: usize, end: usize) -> Option<usize> {
        (from..end).find(|token| self.is_word(*token))
    }

    /// The last word before token `end`, at or after token `start`.
    pub fn word_before(&self, start: usize, end: usize) -> Option<usize> {
        (start..end).rev().find(|token| self.is_word(*token))
    }

    /// Behind the last word of a sentence: its full stop is not said.
    pub fn end_of_words(&self, sentence: &Range<usize>) -> usize {
        self.word_before(sentence.start, sentence.end).map_or(sentence.end, |last| last + 1)
    }

    /// `tokens` without what is no word at their ends; none without a word.
    pub fn trimmed(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let start = self.word_from(tokens.start, tokens.end)?;
        Some(start..self.word_before(start, tokens.end)? + 1)
    }

    /// The tokens of the sentence of token `token`.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.syntax.sentences[self.sentence_of[token] as usize].tokens.clone()
    }

    /// The tokens of the paragraph of token `token`.
    pub fn paragraph(&self, token: usize) -> Range<usize> {
        self.syntax.paragraphs[self.paragraph_of[token] as usize].tokens.clone()
    }

    /// Whether all of `tokens` stand between marks.
    pub fn is_marked(&self, mut tokens: impl Iterator<Item = usize>) -> bool {
        tokens.all(|token| self.mark_of[token].is_some())
    }

    /// Whether none of `tokens` stands between marks.
    pub fn is_unmarked(&self, mut tokens: impl Iterator<Item = usize>) -> bool {
        tokens.all(|token| self.mark_of[token].is_none())
    }

    /// Whether `word` is the first word of a piece of `mark`.
    pub fn opens(&self, mark: &Marked, word: usize) -> bool {
        piece_with(mark, word).is_some_and(|piece| self.word_from(piece.start, piece.end) == Some(word))
    }

    /// Whether `word` is the last word of a piece of `mark`.
    pub fn closes(&self, mark: &Marked, word: usize) -> bool {
        piece_with(mark, word).is_some_and(|piece| self.word_before(piece.start, piece.end) == Some(word))
    }

    /// Whether each end of `piece` stands in the midst of marks.
    pub fn cuts(&self, piece: &Range<usize>) -> [bool; 2] {
        let (first, last) = (piece.start, piece.end - 1);
        [
            self.mark(first).is_some_and(|mark| !self.opens(mark, first)),
            self.mark(last).is_some_and(|mark| !self.closes(mark, last)),
        ]
    }

    /// The outermost marks that token `token` lies in, marks included.
    pub fn mark(&self, token: usize) -> Option<&'s Marked> {
        self.mark_of[token].map(|index| &self.marked[index as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::super::by_hand::{self, read, read_by};
    use super::*;

    #[test]
    fn words_and_their_means() {
        read("1) {Q80 We go}, {Q40 he} said", |evidence| {
            let all = 0..evidence.classes.len();
            // The number of a line in a list is no word, and neither is a comma.
            assert_eq!(evidence.word_count(all.clone()), 4);
            assert_eq!(evidence.trimmed(all.clone()), Some(2..7));
            assert_eq!(evidence.trimmed(0..2), None);
            assert_eq!((evidence.word_from(0, 7), evidence.word_before(0, 5)), (Some(2), Some(3)));
            let near = |found: f32, expect: f32| assert!((found - expect).abs() < 1e-4, "{found} {expect}");
            near(evidence.mean_content(all), (0.8 + 0.8 + 0.4 + 0.02) / 4.0);
            near(evidence.mean_content(0..2), 0.0);
            near(evidence.content_odds(&(2..5)), 2.0 * 4f32.ln());
        });
    }

    #[test]
    fn marks_are_told_apart() {
        read("“We ‘go’ now,” said Lee.", |evidence| {
            let marks = ["“", "‘", "’", "”"].map(|mark| by_hand::tokens(evidence, mark).start);
            let (open, close) = (WordClass::OpeningMark, WordClass::ClosingMark);
            assert_eq!(marks.map(|mark| evidence.classes[mark]), [open, open, close, close]);
            let within = evidence.mark_of.iter().filter(|mark| mark.is_some()).count();
            assert_eq!((within, evidence.outer_before.as_slice()), (marks[3] + 1, [0, 1, 1].as_slice()));
            assert!(evidence.mark(by_hand::tokens(evidence, "go").start).is_some_and(|mark| mark.depth == 0));
        });
    }

    #[test]
    fn each_convention_has_its_scores() {
        let told = "{S Ann} {c hopes} {q it rains} and {C said} so";
        let likely = |convention: Convention| {
            read_by(told, convention, |evidence| {
                let cues = by_hand::words(evidence, &evidence.cue.runs(0.5));
                (cues, evidence.other[1].of(&(0..evidence.classes.len())).round())
            })
        };
        assert_eq!(likely(Convention::Speech), ("said".to_owned(), 2.0));
        assert_eq!(likely(Convention::Attributions), ("hopes/said".to_owned(), 1.0));
    }
}
