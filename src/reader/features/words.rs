//! What is the same for all tokens of a word: hashes of the word and its ends, and what the lexicons say of it.

use rustc_hash::FxHashMap;

use crate::knowledge::lexicon;
use crate::text::Token;

/// What is the same for all tokens of a word.
pub(super) struct Word {
    pub(super) hash: u32,
    pub(super) first_three: u32,
    pub(super) last_three: u32,
    pub(super) people: u32,
    pub(super) organizations: u32,
    /// How its tokens are written in the text; none of what is no word.
    pub(super) spelling: Option<Spelling>,
}

impl Word {
    /// Of a word in small letters, with zeros for digits.
    pub(super) fn new(word: &str) -> Word {
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

/// How the tokens of one word are written in a text.
#[derive(Default)]
pub(super) struct Spelling {
    pub(super) small: bool,
    pub(super) capital_inside: bool,
}

impl Spelling {
    pub(super) fn seen_by(&self, word: &str) -> u32 {
        let is_capital = word.starts_with(char::is_uppercase);
        1 + u32::from(self.small) + 2 * u32::from(self.capital_inside) + 4 * u32::from(is_capital)
    }
}

/// For each token the number of its word, and the words.
pub(super) fn words(text: &str, tokens: &[Token]) -> (Vec<usize>, Vec<Word>) {
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
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    shortened(bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
}

/// The lower 24 bits. With 132,000 words known, one in 127 of the others is taken for one of them; each bit more would have to
/// be loaded for every known word.
pub(in crate::reader) fn shortened(hash: u32) -> u32 {
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

pub(super) fn first_three(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(end, _)| &word[..end])
}

pub(super) fn last_three(word: &str) -> &str {
    word.char_indices().nth_back(2).map_or(word, |(start, _)| &word[start..])
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
