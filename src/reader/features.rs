//! What the network is told of every token.
//!
//! A [`Row`] holds a number below 2^24 for each of [`COLUMNS`], a hash or a class; the weights hold a list of those that are
//! known, and never a word. Both the trainer and the reader take the features from here, so that they cannot differ.

use std::ops::Range;

use crate::knowledge::gazetteer::Gazetteer;
use crate::knowledge::lexicon;
use crate::text::{Paragraph, Segments, Token, TokenKind};
use rustc_hash::FxHashMap;

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
    let marks = quotation_marks(text, tokens, paragraphs);
    let (words, mut known) = words(text, tokens);
    add_spellings(text, tokens, &words, segments, &mut known);
    let mut shape_of_token = String::new();
    let places = places_by_name(text, tokens);
    let mut rows = Vec::with_capacity(tokens.len());
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let manner = manner(text, tokens, paragraph, number);
        for index in paragraph.tokens.clone() {
            let starts_sentence = sentence_starts.next_if_eq(&index).is_some();
            let token = &tokens[index];
            let word = &known[words[index]];
            shape(token.of(text), &mut shape_of_token);
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

/// What is the same for all tokens of a word.
struct Word {
    hash: u32,
    first_three: u32,
    last_three: u32,
    people: u32,
    organizations: u32,
    /// How its tokens are written in the text; none of what is no word.
    spelling: Option<Spelling>,
}

impl Word {
    /// Of a word in small letters, with zeros for digits.
    fn new(word: &str) -> Word {
        Word {
            hash: word_hash(word),
            first_three: hash(first_three(word).bytes()),
            last_three: hash(last_three(word).bytes()),
            people: known_of_people(word),
            organizations: known_of_organizations(word),
            spelling: None,
        }
    }
}

/// For each token the number of its word, and the words.
fn words(text: &str, tokens: &[Token]) -> (Vec<usize>, Vec<Word>) {
    let mut words = Vec::new();
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut word = String::new();
    let number = |token: &Token| {
        plain(token.of(text), &mut word);
        if let Some(number) = numbers.get(&word) {
            return *number;
        }
        words.push(Word::new(&word));
        numbers.insert(word.clone(), words.len() - 1);
        words.len() - 1
    };
    (tokens.iter().map(number).collect(), words)
}

/// The feature of a word in small letters, with zeros for digits.
pub fn word_hash(word: &str) -> u32 {
    hash(word.bytes())
}

/// FNV-1a, [`shortened`]: fixed here, because the weights hold its values.
fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    shortened(bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
}

/// The lower 24 bits. With 132,000 words known, one in 127 of the others is taken for one of them; each bit more would have to
/// be loaded for every known word.
pub(super) fn shortened(hash: u32) -> u32 {
    hash & 0xff_ffff
}

/// Writes the word in small letters, digits as zeros, apostrophes straight.
fn plain(word: &str, out: &mut String) {
    out.clear();
    for c in word.chars() {
        match c {
            '0'..='9' => out.push('0'),
            '\u{2019}' | '\u{2bc}' => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}

fn first_three(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(end, _)| &word[..end])
}

fn last_three(word: &str) -> &str {
    word.char_indices().nth_back(2).map_or(word, |(start, _)| &word[start..])
}

/// Writes "X" for a capital, "x" for a small letter, "0" for a digit, other characters as they are; runs of three and
/// more count as two: "McCain" is "XxXxx", "U.S." is "X.X.".
fn shape(word: &str, out: &mut String) {
    out.clear();
    let mut run = ('\0', 0);
    for c in word.chars() {
        let class = match c {
            c if c.is_lowercase() => 'x',
            c if c.is_uppercase() => 'X',
            c if c.is_numeric() => '0',
            c if c.is_alphabetic() => 'c',
            '\u{2019}' => '\'',
            c => c,
        };
        run = if class == run.0 { (class, run.1 + 1) } else { (class, 1) };
        if run.1 <= 2 && out.len() < 12 {
            out.push(class);
        }
    }
}

/// How a paragraph looks, as a number below 8: whether it is the text's first, whether it ends like a sentence, and
/// whether it is in capitals.
fn manner(text: &str, tokens: &[Token], paragraph: &Paragraph, number: usize) -> u32 {
    let body = &tokens[paragraph.tokens.clone()];
    let ends = body.iter().rev().take(3).any(|t| {
        let word = t.of(text);
        matches!(word, "!" | "?" | "..." | "…" | ":") || word.ends_with('.')
    });
    let words = body.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 1);
    let (mut capitals, mut others) = (0, 0);
    for word in words {
        let is_capital = word.of(text).chars().all(|c| !c.is_lowercase());
        capitals += usize::from(is_capital);
        others += usize::from(!is_capital);
    }
    u32::from(number == 0) + 2 * u32::from(ends) + 4 * u32::from(capitals > others)
}

/// Whether the word is listed as a first name (and of which gender), a title, a role: a number below 32.
fn known_of_people(word: &str) -> u32 {
    let first_name = match lexicon::first_name(word) {
        None => 0,
        Some(None) => 1,
        Some(Some(lexicon::Gender::Female)) => 2,
        Some(Some(lexicon::Gender::Male)) => 3,
    };
    let role = lexicon::role(word).map_or(0, |role| if role.plural { 2 } else { 1 });
    first_name + 4 * u32::from(lexicon::title(word).is_some()) + 8 * role
}

/// Whether the word is listed as a demonym, as a noun for organizations, or as the end of a company's name.
fn known_of_organizations(word: &str) -> u32 {
    u32::from(lexicon::demonym(word).is_some())
        + 2 * u32::from(lexicon::is_organization(word))
        + 4 * u32::from(lexicon::closes_company(word))
}

/// For every token that begins with a capital whether it begins or continues the longest name of a place, of at most
/// [`LONGEST_PLACE`] tokens, and how large the largest place of that name is: 0, or a class of size from 1 to 5, and 5
/// more if it continues a name.
fn places_by_name(text: &str, tokens: &[Token]) -> Vec<u32> {
    let gazetteer = Gazetteer::built_in();
    let mut found = vec![0; tokens.len()];
    let mut known: FxHashMap<&str, Option<u32>> = FxHashMap::default();
    for start in 0..tokens.len() {
        let is_capital =
            |token: &Token| token.kind == TokenKind::Word && token.of(text).starts_with(char::is_uppercase);
        if found[start] != 0 || !is_capital(&tokens[start]) {
            continue;
        }
        let last = tokens.iter().enumerate().skip(start).take(LONGEST_PLACE).take_while(|(_, token)| is_capital(token));
        for (index, token) in last {
            let name = &text[tokens[start].span.cover(token.span).range()];
            let population = *known.entry(name).or_insert_with(|| gazetteer.largest_population(name));
            if let Some(population) = population {
                let size = match population {
                    0 => 1,
                    1..30_000 => 2,
                    30_000..300_000 => 3,
                    300_000..3_000_000 => 4,
                    _ => 5,
                };
                found[start..=index].fill(size + 5);
                found[start] = size;
            }
        }
    }
    found
}

const LONGEST_PLACE: usize = 4;

/// How the tokens of one word are written in a text.
#[derive(Default)]
struct Spelling {
    small: bool,
    capital_inside: bool,
}

impl Spelling {
    fn seen_by(&self, word: &str) -> u32 {
        let is_capital = word.starts_with(char::is_uppercase);
        1 + u32::from(self.small) + 2 * u32::from(self.capital_inside) + 4 * u32::from(is_capital)
    }
}

/// Tells for every word with letters whether the text has it in small letters, and with a capital inside a sentence.
/// Lines in capitals, and headlines that give every word a capital, say nothing.
fn add_spellings(text: &str, tokens: &[Token], words: &[usize], segments: &Segments, known: &mut [Word]) {
    for sentence in &segments.sentences {
        let in_small = sentence.tokens.clone().filter(|i| tokens[*i].of(text).starts_with(char::is_lowercase)).count();
        let telling = in_small * 3 > sentence.tokens.len();
        for index in sentence.tokens.clone().filter(|i| tokens[*i].kind == TokenKind::Word) {
            let spelling = known[words[index]].spelling.get_or_insert_default();
            let word = tokens[index].of(text);
            let follows_mark = index > sentence.tokens.start && tokens[index - 1].kind == TokenKind::Word;
            spelling.small |= word.starts_with(char::is_lowercase);
            spelling.capital_inside |= telling && follows_mark && word.starts_with(char::is_uppercase);
        }
    }
}

/// How every token stands to the quotation marks of its paragraph: 0 outside in a paragraph without any, 1 outside
/// in one that has some, and otherwise whether it is the opening mark, inside or the closing mark, whether the marks
/// are double, and how many tokens they hold.
fn quotation_marks(text: &str, tokens: &[Token], paragraphs: &[Paragraph]) -> Vec<u32> {
    let mut states = vec![0; tokens.len()];
    for paragraph in paragraphs {
        let range = paragraph.tokens.clone();
        let mut index = range.start;
        let mut found = Vec::new();
        while index < range.end {
            match closing_of(text, tokens, index, range.end) {
                Some((close, is_double)) => {
                    found.push((index..close, is_double));
                    index = close + 1;
                }
                None => index += 1,
            }
        }
        if !found.is_empty() {
            states[range.clone()].fill(1);
        }
        for (marked, is_double) in found {
            let is_open = marked.end == range.end;
            let size = if is_open { 6 } else { size_class(marked.len().saturating_sub(1)) };
            let class = |place: u32| 2 + place + 3 * u32::from(is_double) + 6 * size;
            states[marked.clone()].fill(class(1));
            states[marked.start] = class(0);
            if !is_open {
                states[marked.end] = class(2);
            }
        }
    }
    states
}

fn size_class(tokens: usize) -> u32 {
    match tokens {
        0 | 1 => 0,
        2 => 1,
        3 | 4 => 2,
        5..=7 => 3,
        8..=15 => 4,
        _ => 5,
    }
}

/// How far, in tokens, a single quotation mark is looked for, so that a text full of them stays quick to read.
const FARTHEST_SINGLE: usize = 150;

/// If token `open` is an opening mark: the token that closes it (`end` if none does), and whether it is a double mark.
fn closing_of(text: &str, tokens: &[Token], open: usize, end: usize) -> Option<(usize, bool)> {
    let mark = tokens[open].of(text);
    let closes_double = |word: &str| match mark {
        "“" | "„" | "\"" | "”" => matches!(word, "”" | "\"" | "’’"),
        "``" | "''" | "‘‘" => matches!(word, "''" | "”" | "\"" | "’’"),
        "«" => word == "»",
        _ => false,
    };
    let is_single = matches!(mark, "‘" | "'" | "`");
    if is_single {
        let opens = tokens[open].kind == TokenKind::Punctuation
            && tokens.get(open + 1).is_some_and(|next| !next.space_before)
            && (tokens[open].space_before || is_bracket_or_dash(tokens[open - 1].of(text)));
        if !opens {
            return None;
        }
        let closes = |index: &usize| {
            matches!(tokens[*index].of(text), "’" | "'")
                && tokens[*index].kind == TokenKind::Punctuation
                && !tokens[*index].space_before
                && tokens.get(index + 1).is_none_or(|next| next.space_before || next.kind == TokenKind::Punctuation)
        };
        let candidates: Vec<usize> = (open + 1..end.min(open + FARTHEST_SINGLE)).filter(closes).collect();
        let after_punctuation = |index: &&usize| tokens[**index - 1].kind == TokenKind::Punctuation;
        let close = candidates.iter().find(after_punctuation).or(candidates.first());
        // Without its partner a single mark is more likely an apostrophe.
        return close.map(|close| (*close, false));
    }
    matches!(mark, "“" | "„" | "\"" | "``" | "''" | "‘‘" | "«").then(|| {
        let close = (open + 1..end).find(|index| closes_double(tokens[*index].of(text)));
        (close.unwrap_or(end), true)
    })
}

fn is_bracket_or_dash(word: &str) -> bool {
    matches!(word, "(" | "[" | "—" | "–" | "-" | "--" | ":")
}

/// The tokens whose features differ between two lists, as the range of the second that is new.
pub fn changed(before: &[Row], after: &[Row]) -> Range<usize> {
    let same_start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - same_start;
    let same_end = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    same_start..after.len() - same_end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::segment;

    /// Whether tokens `a` and `b` have the same feature in each column.
    fn check(text: &str, a: usize, b: usize, expect: [bool; COLUMNS]) {
        let rows = features(text, &segment(text));
        let same: [bool; COLUMNS] = std::array::from_fn(|column| rows[a][column] == rows[b][column]);
        assert_eq!(same, expect, "{text}");
    }

    #[test]
    fn words_shapes_and_affixes() {
        check("see The dog and the dog", 1, 4, [true, true, true, false, true, true, false, true, true, true, true]);
        check("in 1987 or 2015 too", 1, 3, [true; COLUMNS]);
        check(
            "was Washington or Washing",
            1,
            3,
            [false, true, false, true, true, true, true, true, true, false, false],
        );
        let shape = |word| {
            let mut out = String::new();
            shape(word, &mut out);
            out
        };
        assert_eq!(shape("McCain"), "XxXxx");
        assert_eq!(shape("U.S."), "X.X.");
        assert_eq!((first_three("élan"), last_three("ab")), ("éla", "ab"));
    }

    #[test]
    fn what_is_known() {
        let known = |text: &str| {
            let rows = features(text, &segment(text));
            rows.iter().map(|row| [row[7], row[8], row[9]]).collect::<Vec<_>>()
        };
        assert_eq!(known("Mr. Fatima New York"), [[4, 0, 0], [2, 0, 0], [0, 0, 5], [0, 0, 10]]);
        assert_eq!(known("russian spokeswoman reads"), [[0, 1, 0], [12, 0, 0], [0, 0, 0]]);
    }

    #[test]
    fn marks() {
        let states = |text: &str| {
            let segments = segment(text);
            let rows = features(text, &segments);
            rows.iter().map(|row| row[4]).collect::<Vec<u32>>()
        };
        let straight = states("\"Yes,\" he said");
        assert_eq!(straight, states("“Yes,” he said"), "straight and curly marks read alike");
        assert_eq!(states("a b"), [0, 0]);
        assert_eq!(straight[4..], [1, 1]);
        assert!(straight[..4].iter().all(|state| *state > 1));
        assert_eq!(states("the workers’ union"), [0; 4], "an apostrophe opens nothing");
        assert!(states("‘Go on,’ she said")[0] > 1);
    }

    #[test]
    fn only_what_changed_is_new() {
        let rows = |text: &str| features(text, &segment(text));
        let (before, after) = (rows("we saw red cars there"), rows("we saw big red cars there"));
        assert_eq!(changed(&before, &after), 2..3);
        assert_eq!(changed(&before, &before), 5..5);
        assert_eq!(changed(&before, &before[..2]), 2..2);
        assert_eq!(changed(&[], &before), 0..5);
    }
}
