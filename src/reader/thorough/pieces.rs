//! From a token's characters to pieces of words that the transformer knows: WordPiece (Wu et al. 2016), as BERT's models
//! without upper case cut them.

use rustc_hash::FxHashMap;

/// The pieces of words that are known, and what becomes of characters before they are looked up.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    numbers: FxHashMap<Box<str>, u32>,
    characters: Characters,
    unknown: u32,
    start: u32,
    end: u32,
}

/// What becomes of characters. The file of the weights holds it, so that no tables of Unicode need be compiled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Characters {
    /// Characters that are left out: combining marks, controls. Ranges, ascending.
    pub left_out: Vec<(char, char)>,
    /// Characters that are words of their own: punctuation. Ranges, ascending.
    pub alone: Vec<(char, char)>,
    /// Characters that are written otherwise, without their accents; ascending.
    pub replaced: Vec<(char, Box<str>)>,
}

/// The pieces of a token that are kept.
pub const MOST_PIECES: usize = 8;

/// Words of more characters are not known.
const LONGEST_WORD: usize = 100;

/// How a piece is written that continues a word.
const CONTINUES: &str = "##";

/// The pieces that a vocabulary must have: of an unknown word, of the start of a text and of its end.
pub const SPECIAL: [&str; 3] = ["[UNK]", "[CLS]", "[SEP]"];

impl Vocabulary {
    /// From its pieces in the order of their numbers; none where one of [`SPECIAL`] is missing.
    pub fn new(pieces: &[Box<str>], characters: Characters) -> Option<Vocabulary> {
        let numbers: FxHashMap<Box<str>, u32> =
            pieces.iter().enumerate().map(|(number, piece)| (piece.clone(), number as u32)).collect();
        let [unknown, start, end] = SPECIAL.map(|piece| numbers.get(piece).copied());
        Some(Vocabulary { unknown: unknown?, start: start?, end: end?, numbers, characters })
    }

    /// The number of the piece that begins what is read.
    pub fn start(&self) -> u32 {
        self.start
    }

    /// The number of the piece that ends what is read.
    pub fn end(&self) -> u32 {
        self.end
    }

    /// Adds the numbers of a token's pieces to `out`: at least one, at most [`MOST_PIECES`].
    pub fn push_pieces(&self, token: &str, out: &mut Vec<u32>) {
        let start = out.len();
        for word in self.characters.words(token) {
            self.push_word(&word, out);
        }
        if out.len() == start {
            out.push(self.unknown);
        }
        out.truncate(start + MOST_PIECES);
    }

    /// The longest pieces first; a word that has none somewhere is not known at all.
    fn push_word(&self, word: &str, out: &mut Vec<u32>) {
        let before = out.len();
        let mut rest = word;
        let mut key = String::new();
        if word.chars().count() > LONGEST_WORD {
            out.push(self.unknown);
            return;
        }
        while !rest.is_empty() {
            let lead = if rest.len() == word.len() { "" } else { CONTINUES };
            let ends = rest.char_indices().rev().map(|(at, c)| at + c.len_utf8());
            let found = ends.into_iter().find_map(|end| {
                key.clear();
                key.push_str(lead);
                key.push_str(&rest[..end]);
                self.numbers.get(key.as_str()).map(|number| (*number, end))
            });
            let Some((number, end)) = found else {
                out.truncate(before);
                out.push(self.unknown);
                return;
            };
            out.push(number);
            rest = &rest[end..];
        }
    }
}

impl Characters {
    /// The words of a token: in small letters, without accents, punctuation apart.
    fn words(&self, token: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut push = |c: char| {
            let is_alone = is_ascii_punctuation(c) || in_ranges(&self.alone, c) || is_ideograph(c);
            let last = words.len() - 1;
            if is_alone {
                words.push(c.to_string());
                words.push(String::new());
            } else if c.is_whitespace() {
                words.push(String::new());
            } else {
                words[last].push(c);
            }
        };
        for c in token.chars().flat_map(char::to_lowercase) {
            if c.is_ascii() {
                if !c.is_ascii_control() {
                    push(c);
                }
            } else if !in_ranges(&self.left_out, c) && c != '\u{fffd}' {
                match self.replaced.binary_search_by_key(&c, |(from, _)| *from) {
                    Ok(index) => self.replaced[index].1.chars().for_each(&mut push),
                    Err(_) => push(c),
                }
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }
}

fn in_ranges(ranges: &[(char, char)], c: char) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= c);
    after > 0 && c <= ranges[after - 1].1
}

/// All of ASCII that is neither letter nor digit, as BERT has it.
fn is_ascii_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
}

/// The blocks of CJK ideographs, each of which is a word to BERT.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}' | '\u{2b820}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let pieces = "[UNK] [CLS] [SEP] the port ##s un ##want ##ed ' s . “ elan 0 ##0 ##1 日";
        let pieces: Vec<Box<str>> = pieces.split(' ').map(Box::from).collect();
        let characters = Characters {
            left_out: vec![('\u{ad}', '\u{ad}'), ('\u{300}', '\u{36f}')],
            alone: vec![('\u{2018}', '\u{201f}')],
            replaced: vec![('é', "e".into())],
        };
        Vocabulary::new(&pieces, characters).unwrap()
    }

    #[test]
    fn words_are_cut_into_pieces() {
        let check = |token: &str, expect: &[u32]| {
            let mut found = Vec::new();
            vocabulary().push_pieces(token, &mut found);
            assert_eq!(found, expect, "{token}");
        };
        check("The", &[3]);
        check("PORTS", &[4, 5]);
        check("unwanted", &[6, 7, 8]);
        check("unwantedx", &[0]);
        check("Élan", &[13]);
        check("E\u{301}lan", &[13]);
        check("por\u{ad}t", &[4]);
        check("“", &[12]);
        check("'s", &[9, 10]);
        check("port.s", &[4, 11, 10]);
        check("日日", &[17, 17]);
        check("\u{301}", &[0]);
        check("", &[0]);
        check("001001001001", &[14, 15, 16, 15, 15, 16, 15, 15]);
        check(&"0".repeat(101), &[0]);
    }

    #[test]
    fn the_special_pieces_are_needed() {
        assert!(Vocabulary::new(&["the".into()], Characters::default()).is_none());
        assert_eq!((vocabulary().start(), vocabulary().end()), (1, 2));
    }
}
