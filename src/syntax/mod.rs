//! What the text looks like before anybody asks what it says.

#[cfg(test)]
pub(crate) mod by_hand;
pub mod closed;
mod openings;
pub mod phrases;
mod words;

pub use words::WordClass;

use crate::reader::{Memory, PartOfSpeech, Reader, Scores, segments_to_read};
use crate::text::{Paragraph, Segments, Sentence, Span, Token};
use phrases::Phrases;
use std::ops::Range;

/// A text with its pieces; frozen once made, and all that [`crate::analysis`] reads.
#[derive(Debug, Clone)]
pub struct Syntax<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The words of every token, which are asked for again and again.
    words: Vec<&'t str>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// What the reader says of every token, but for the parts of speech: of them the likeliest are kept.
    pub scores: Scores,
    /// The class of every token; quotation marks are [`WordClass::Punctuation`] here.
    pub classes: Vec<WordClass>,
    /// Noun phrases and verb groups.
    pub phrases: Phrases,
    /// The sentence of every token.
    pub sentence_numbers: Vec<u32>,
    /// The paragraph of every token.
    pub paragraph_numbers: Vec<u32>,
    /// The likeliest part of speech of every token.
    parts_of_speech: Vec<PartOfSpeech>,
}

/// The number of the one of `pieces` that each token lies in.
fn numbers<'a>(pieces: impl Iterator<Item = &'a Range<usize>>) -> Vec<u32> {
    let mut numbers = Vec::new();
    pieces.zip(0..).for_each(|(piece, number)| numbers.resize(piece.end, number));
    numbers
}

/// Adds the letters of `word`, each in its small form.
pub fn push_lower(to: &mut String, word: &str) {
    let start = to.len();
    if word.is_ascii() {
        to.push_str(word);
        to[start..].make_ascii_lowercase();
    } else {
        to.extend(word.chars().flat_map(char::to_lowercase));
    }
}

impl<'t> Syntax<'t> {
    /// Cuts `text` into its pieces and lets the built-in reader read them.
    pub fn new(text: &'t str) -> Syntax<'t> {
        Syntax::read_by(text, |segments| Reader::built_in().read(text, segments))
    }

    /// The same, but of what is in `memory` only what changed is read.
    pub fn of_changes(text: &'t str, memory: &mut Memory) -> Syntax<'t> {
        Syntax::read_by(text, |segments| Reader::built_in().read_changes(text, segments, memory))
    }

    /// Cuts `text` into its pieces, of which `read` gives the scores.
    pub fn read_by(text: &'t str, read: impl FnOnce(&Segments) -> Scores) -> Syntax<'t> {
        let segments = segments_to_read(text);
        let mut scores = read(&segments);
        let Segments { tokens, sentences, paragraphs } = segments;
        let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
        let mut lower = String::new();
        let classes = tokens.iter().zip(&words).map(|(token, word)| {
            lower.clear();
            push_lower(&mut lower, word);
            words::class_of(word, &lower, token.kind)
        });
        let classes = classes.collect();
        let parts_of_speech = (0..tokens.len()).map(|index| scores.part_of_speech(index)).collect();
        (scores.parts_of_speech, scores.likeliest_parts) = (Vec::new(), Vec::new());
        let phrases = Phrases::default();
        let sentence_numbers = numbers(sentences.iter().map(|sentence| &sentence.tokens));
        let paragraph_numbers = numbers(paragraphs.iter().map(|paragraph| &paragraph.tokens));
        let mut syntax = Syntax {
            text,
            tokens,
            words,
            sentences,
            paragraphs,
            scores,
            classes,
            phrases,
            sentence_numbers,
            paragraph_numbers,
            parts_of_speech,
        };
        syntax.phrases = Phrases::new(&syntax);
        syntax
    }

    /// The class of token `index`; any index is allowed.
    pub fn class(&self, index: isize) -> WordClass {
        usize::try_from(index).ok().and_then(|index| self.classes.get(index)).copied().unwrap_or(WordClass::Nothing)
    }

    /// The words of token `index`, or "" where there is no such token.
    pub fn word(&self, index: usize) -> &'t str {
        self.words.get(index).copied().unwrap_or_default()
    }

    /// The words of the token `back` tokens before token `index`, or "" where there is none.
    pub fn word_before(&self, index: usize, back: usize) -> &'t str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// The likeliest part of speech of token `index`, or [`PartOfSpeech::Other`] where there is no such token.
    pub fn part_of_speech(&self, index: usize) -> PartOfSpeech {
        self.parts_of_speech.get(index).copied().unwrap_or(PartOfSpeech::Other)
    }

    /// The span from the first to the last of `tokens`, which must not be empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }

    /// The tokens that overlap `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }

    /// The sentence that token `index` stands in.
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentence_numbers.get(index).map_or(self.sentences.len(), |number| *number as usize)
    }

    /// The tokens of the sentence that token `index` stands in.
    pub fn sentence_at(&self, index: usize) -> Range<usize> {
        self.sentences[self.sentence_of(index)].tokens.clone()
    }

    /// The tokens of the paragraph that token `index` stands in.
    pub fn paragraph_at(&self, index: usize) -> Range<usize> {
        self.paragraphs[self.paragraph_of(index)].tokens.clone()
    }

    /// The paragraph that token `index` stands in.
    pub fn paragraph_of(&self, index: usize) -> usize {
        self.paragraph_numbers.get(index).map_or(self.paragraphs.len(), |number| *number as usize)
    }
}
