//! Features and labels of every token of an example.

use whosaid::reader::features::{Row, features};
use whosaid::reader::network::{HEADS, OUTPUTS};
use whosaid::reader::{NameKind, NameTag, Piece, RoleTag};
use whosaid::text::{Token, segment};

use super::example::{Example, Range};

/// What is known of a text's tokens, to learn from.
#[derive(Debug, Clone, Default)]
pub struct Labeled {
    /// The features.
    pub rows: Vec<Row>,
    /// For every head the outputs that are right, as bits; zero if nothing is known.
    pub targets: Vec<[u32; HEADS.len()]>,
    /// What a larger network says, for tokens of which it says anything.
    pub taught: Vec<Option<Box<[f32; OUTPUTS]>>>,
}

/// The first of the three heads of roles in speech, and of those in attributions of any kind.
pub(crate) const SPEECH_HEAD: usize = 2;

pub(crate) const ATTRIBUTION_HEAD: usize = 5;

/// Features and labels of `example`; `text` is its text, perhaps in other letters, character by character.
pub fn label(example: &Example, text: &str) -> Labeled {
    let segments = segment(text);
    let rows = features(text, &segments);
    let places = places_of(text, &segments.tokens);
    let mut targets = vec![[0; HEADS.len()]; rows.len()];
    if let Some(words) = &example.parts_of_speech {
        for (range, part) in words {
            // Where the corpus cuts otherwise than we do, nothing is learned.
            let mut tokens = within(&places, *range);
            if let (Some(token), None) = (tokens.next(), tokens.next())
                && places[token].0 >= range.0
                && places[token].1 <= range.1
            {
                targets[token][0] = 1 << *part as u32;
            }
        }
    }
    if let Some(names) = &example.names {
        let bit = |tag: NameTag| 1u32 << tag.index();
        let other = NameTag::ALL.iter().filter(|t| matches!(t, NameTag::Name(NameKind::Other, _)));
        let none = bit(NameTag::Outside);
        let none_or_other = none | other.map(|tag| bit(*tag)).sum::<u32>();
        let outside = if example.tells_other_names { none } else { none_or_other };
        targets.iter_mut().for_each(|target| target[1] = outside);
        for (range, kind) in names {
            let tokens = within(&places, *range);
            let last = tokens.end.saturating_sub(1);
            for token in tokens.clone() {
                let piece = match (token == tokens.start, token == last) {
                    (true, true) => Piece::Single,
                    (true, false) => Piece::Begin,
                    (false, true) => Piece::End,
                    (false, false) => Piece::Inside,
                };
                targets[token][1] = kind.map_or(0, |kind| bit(NameTag::Name(kind, piece)));
            }
        }
    }
    for (first, labels) in [(SPEECH_HEAD, &example.speech), (ATTRIBUTION_HEAD, &example.attributions)] {
        let Some(labels) = labels else { continue };
        for role in 0..3 {
            let head = first + role;
            targets.iter_mut().for_each(|target| target[head] = 1 << RoleTag::Outside as u32);
            for range in &labels.unknown[role] {
                within(&places, *range).for_each(|token| targets[token][head] = 0);
            }
            for range in &labels.pieces[role] {
                for (number, token) in within(&places, *range).enumerate() {
                    let tag = if number == 0 { RoleTag::Begin } else { RoleTag::Inside };
                    targets[token][head] = 1 << tag as u32;
                }
            }
        }
    }
    let mut taught = vec![None; rows.len()];
    for said in &example.taught {
        if let Ok(token) = places.binary_search(&said.range) {
            let first: usize = HEADS[..said.head].iter().sum();
            let row: &mut Box<[f32; OUTPUTS]> = taught[token].get_or_insert_with(|| Box::new([0.0; OUTPUTS]));
            row[first..first + HEADS[said.head]].copy_from_slice(&said.probabilities);
        }
    }
    Labeled { rows, targets, taught }
}

/// Where every token stands, in characters.
pub fn places_of(text: &str, tokens: &[Token]) -> Vec<Range> {
    let (mut byte, mut place) = (0, 0);
    let mut place_of = |to: u32| {
        place += text[byte..to as usize].chars().count();
        byte = to as usize;
        place
    };
    tokens.iter().map(|token| (place_of(token.span.start), place_of(token.span.end))).collect()
}

/// The tokens that overlap `range`.
fn within(places: &[Range], range: Range) -> std::ops::Range<usize> {
    let start = places.partition_point(|place| place.1 <= range.0);
    let end = places.partition_point(|place| place.0 < range.1);
    start..end.max(start)
}
