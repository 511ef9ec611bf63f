//! What the network is told of every token.
//!
//! A [`Row`] holds a number below 2^24 for each of [`COLUMNS`], a hash or a class; the weights hold a list of those that are
//! known, and never a word. Both the trainer and the reader take the features from here, so that they cannot differ.

pub(super) mod marks;
mod places;
mod shape;
mod spelling;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use self::marks::quotation_marks;
use self::places::places_by_name;
use self::shape::{manner, shape};
use self::spelling::add_spellings;
pub(super) use self::words::shortened;
pub use self::words::word_hash;
use self::words::{Word, hash, words};
use crate::text::Segments;

/// How many features a token has.
pub const COLUMNS: usize = 11;

/// The features of a token, as hashes, in this order: the word in small letters with its digits as zeros, its first
/// three characters, its last three characters, its shape, how it stands to quotation marks, where it stands on the
/// page, how its word is written elsewhere in the text, what the lexicons say of people, what they say of organizations
/// and peoples, what the gazetteer says of places, and the word once more, for the class of similar words it is in.
pub type Row = [u32; COLUMNS];

/// The column of the word.
pub const WORD: usize = 0;

/// The column of the word that stands for its class.
pub const WORD_CLASS: usize = 10;

/// The features of every token of `text`, which was cut into `segments`.
pub fn features(text: &str, segments: &Segments) -> Vec<Row> {
    let Segments { tokens, sentences, paragraphs } = segments;
    let mut sentence_starts = sentences.iter().map(|s| s.tokens.start).peekable();
    let (marks, read_as) = quotation_marks(text, tokens, paragraphs);
    let (mut words, mut known) = words(text, tokens);
    add_spellings(text, tokens, &words, segments, &mut known);
    for (token, word) in &read_as {
        words[*token] = known.len();
        known.push(Word::new(word));
    }
    let mut read_as = read_as.into_iter().peekable();
    let mut shape_of_token = String::new();
    let places = places_by_name(text, tokens);
    let mut rows = Vec::with_capacity(tokens.len());
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let manner = manner(text, tokens, paragraph, number);
        for index in paragraph.tokens.clone() {
            let starts_sentence = sentence_starts.next_if_eq(&index).is_some();
            let token = &tokens[index];
            let word = &known[words[index]];
            let written = read_as.next_if(|(other, _)| *other == index).map_or(token.of(text), |(_, word)| word);
            shape(written, &mut shape_of_token);
            let start = index == paragraph.tokens.start;
            let place = u32::from(token.space_before) + 2 * u32::from(starts_sentence) + 4 * u32::from(start);
            rows.push([
                word.hash,
                word.first_three,
                word.last_three,
                hash(shape_of_token.bytes()),
                marks[index],
                place + 8 * manner,
                word.spelling.as_ref().map_or(0, |spelling| spelling.seen_by(token.of(text))),
                word.people,
                word.organizations,
                places[index],
                word.hash,
            ]);
        }
    }
    rows
}

/// The tokens whose features differ between two lists, as the range of the second that is new.
pub fn changed(before: &[Row], after: &[Row]) -> Range<usize> {
    let same_start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - same_start;
    let same_end = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    same_start..after.len() - same_end
}
