//! Decodes the reader's scores into names: the likeliest sequence of whole names, read twice, the second time with what
//! the first found elsewhere in the text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::EntityKind;
use super::{Found, known};
use crate::knowledge::gazetteer::Gazetteer;
use crate::knowledge::lexicon;
use crate::reader::{NameKind, NameTag, Piece};
use crate::syntax::Syntax;

const KINDS: usize = NameKind::ALL.len();

/// The scores of a token: outside, then for each kind begin, inside, end, single.
pub(super) type Row = [f32; NameTag::COUNT];

/// How much the other mentions of the same words weigh against a mention's own scores.
const AGREEMENT: f32 = 3.0;

/// Mentions that the reader of the same words saw elsewhere count at most so often.
const MOST_VOTES: f32 = 3.0;

/// Finds the names in `syntax`, which must have been read, in the order of the text.
pub(super) fn decode(syntax: &Syntax) -> Vec<Found> {
    let mut rows = known::weighed(syntax);
    let first = decode_rows(syntax, &rows);
    agree(syntax, &first, &mut rows);
    decode_rows(syntax, &rows)
        .into_iter()
        .map(|(tokens, kind)| {
            let confidence = probability(&rows[tokens.clone()], kind);
            let kind = match kind {
                NameKind::Person => EntityKind::Person,
                NameKind::Organization => EntityKind::Organization,
                NameKind::Place => EntityKind::Place,
                NameKind::Other => EntityKind::Other,
            };
            Found { tokens, kind, confidence }
        })
        .collect()
}

/// The mean probability of the tokens to lie in a name of `kind`.
fn probability(rows: &[Row], kind: NameKind) -> f32 {
    let of = |row: &Row| {
        let all: f32 = row.iter().map(|score| score.exp()).sum();
        let first = column(kind, Piece::Begin);
        row[first..first + 4].iter().map(|score| score.exp()).sum::<f32>() / all.max(f32::MIN_POSITIVE)
    };
    rows.iter().map(of).sum::<f32>() / rows.len().max(1) as f32
}

pub(super) fn column(kind: NameKind, piece: Piece) -> usize {
    NameTag::Name(kind, piece).index()
}

/// The names of the best sequence, by Viterbi's algorithm. No name crosses the end of a sentence.
///
/// After each token a name is open, of one of the kinds, or none is; so five states are enough.
pub(super) fn decode_rows(syntax: &Syntax, rows: &[Row]) -> Vec<(Range<usize>, NameKind)> {
    let mut names = Vec::new();
    for sentence in &syntax.sentences {
        let first = names.len();
        decode_sentence(rows, sentence.tokens.clone(), &mut names);
        names[first..].reverse();
    }
    names
}

/// How the best way into a state came: the kind of the name that was open before, or none.
#[derive(Clone, Copy)]
struct Way {
    /// What the token is when no name is open after it.
    closed: NameTag,
    /// Whether the name that is open after the token began with it, by kind.
    began: [bool; KINDS],
}

fn decode_sentence(rows: &[Row], tokens: Range<usize>, names: &mut Vec<(Range<usize>, NameKind)>) {
    let mut closed = 0.0f32;
    let mut open = [f32::NEG_INFINITY; KINDS];
    let mut ways: Vec<Way> = Vec::with_capacity(tokens.len());
    for row in &rows[tokens.clone()] {
        let mut way = Way { closed: NameTag::Outside, began: [false; KINDS] };
        let mut next_closed = closed + row[0];
        let mut next_open = [f32::NEG_INFINITY; KINDS];
        for kind in NameKind::ALL {
            let (begin, inside) = (row[column(kind, Piece::Begin)], row[column(kind, Piece::Inside)]);
            let (end, single) = (row[column(kind, Piece::End)], row[column(kind, Piece::Single)]);
            let index = kind as usize;
            if closed + single > next_closed {
                next_closed = closed + single;
                way.closed = NameTag::Name(kind, Piece::Single);
            }
            if open[index] + end > next_closed {
                next_closed = open[index] + end;
                way.closed = NameTag::Name(kind, Piece::End);
            }
            way.began[index] = closed + begin >= open[index] + inside;
            next_open[index] = (closed + begin).max(open[index] + inside);
        }
        (closed, open) = (next_closed, next_open);
        ways.push(way);
    }
    // Back from the end, where no name may be open.
    let mut at = tokens.end;
    while at > tokens.start {
        at -= 1;
        match ways[at - tokens.start].closed {
            NameTag::Name(kind, Piece::Single) => names.push((at..at + 1, kind)),
            NameTag::Name(kind, Piece::End) => {
                let end = at + 1;
                at -= 1;
                while at > tokens.start && !ways[at - tokens.start].began[kind as usize] {
                    at -= 1;
                }
                names.push((at..end, kind));
            }
            _ => {}
        }
    }
}

/// What the text says of the same words in all places: how often outside of names, and in names of each kind.
#[derive(Default, Clone, Copy)]
struct Votes {
    outside: f32,
    kinds: [f32; KINDS],
}

/// Lets mentions of the same words agree: once all have voted, adds to `rows` what the others say.
fn agree(syntax: &Syntax, names: &[(Range<usize>, NameKind)], rows: &mut [Row]) {
    // The names by their words, and the surnames of people named in full.
    let mut by_words: FxHashMap<Vec<&str>, Votes> = FxHashMap::default();
    let mut longest: FxHashMap<&str, usize> = FxHashMap::default();
    let mut vote = |tokens: Range<usize>, kind: NameKind, weight: f32| {
        let words: Vec<&str> = tokens.clone().map(|at| syntax.word(at)).collect();
        let length = longest.entry(words[0]).or_default();
        *length = words.len().max(*length);
        by_words.entry(words).or_default().kinds[kind as usize] += weight;
    };
    for (tokens, kind) in names {
        vote(tokens.clone(), *kind, probability(&rows[tokens.clone()], *kind));
        // A company is mostly called by its name without "Ltd": "Vale Waste", and "Vale" where that is no other name.
        if *kind == NameKind::Organization && tokens.len() > 1 && lexicon::closes_company(syntax.word(tokens.end - 1)) {
            let first = syntax.word(tokens.start);
            let is_short = first.chars().count() > 3
                && lexicon::first_name(first).is_none()
                && lexicon::demonym(first).is_none()
                && !Gazetteer::built_in().is_place_name(first);
            for length in [tokens.len() - 1, 1].into_iter().take(if tokens.len() > 2 { 2 } else { 1 }) {
                if length > 1 || is_short {
                    vote(tokens.start..tokens.start + length, *kind, probability(&rows[tokens.clone()], *kind));
                }
            }
        }
        let is_full = *kind == NameKind::Person && tokens.len() > 1;
        if is_full && syntax.word(tokens.end - 1).chars().count() > 2 {
            vote(tokens.end - 1..tokens.end, *kind, probability(&rows[tokens.clone()], *kind));
        }
    }
    let matches = matches(syntax, names, &by_words, &longest);
    for tokens in &matches {
        let outside = tokens.clone().map(|at| rows[at][0].exp()).sum::<f32>() / tokens.len() as f32;
        let words: Vec<&str> = tokens.clone().map(|at| syntax.word(at)).collect();
        if let Some(votes) = by_words.get_mut(&words) {
            votes.outside += outside;
        }
    }
    for tokens in matches {
        let words: Vec<&str> = tokens.clone().map(|at| syntax.word(at)).collect();
        let Some(votes) = by_words.get(&words) else { continue };
        let all = votes.outside + votes.kinds.iter().sum::<f32>();
        // One of the votes is the mention's own.
        let trust = AGREEMENT * ((all - 1.0).clamp(0.0, MOST_VOTES) / MOST_VOTES).sqrt();
        let share = |votes: f32| trust * ((votes + 0.05) / (all + 0.25)).ln();
        for at in tokens.clone() {
            rows[at][0] += share(votes.outside);
            for kind in NameKind::ALL {
                let first = column(kind, Piece::Begin);
                for score in &mut rows[at][first..first + 4] {
                    *score += share(votes.kinds[kind as usize]);
                }
            }
        }
    }
}

/// Where the words of a name stand, as the name or not: the longest match at each place, outside of longer names.
fn matches(
    syntax: &Syntax,
    names: &[(Range<usize>, NameKind)],
    by_words: &FxHashMap<Vec<&str>, Votes>,
    longest: &FxHashMap<&str, usize>,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut next_name = 0;
    while at < syntax.tokens.len() {
        while next_name < names.len() && names[next_name].0.end <= at {
            next_name += 1;
        }
        let length = longest.get(syntax.word(at)).copied().unwrap_or(0).min(syntax.tokens.len() - at);
        let whole = (1..=length).rev().find(|length| {
            let words: Vec<&str> = (at..at + length).map(|at| syntax.word(at)).collect();
            by_words.contains_key(&words)
        });
        let Some(length) = whole else {
            at += 1;
            continue;
        };
        let tokens = at..at + length;
        let inside_longer = names
            .get(next_name)
            .is_some_and(|(name, _)| name.start < tokens.end && (name.start < tokens.start || name.end > tokens.end));
        if !inside_longer {
            found.push(tokens);
        }
        at += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `tags`: per token the kind of the name the reader sees (or "-"), with the probability in tenths: "P7".
    fn check(text: &str, tags: &str, expect: &[&str]) {
        let mut syntax = Syntax::new(text);
        syntax.scores.names.clear();
        let seen: Vec<&str> = tags.split(' ').collect();
        assert_eq!(seen.len(), syntax.tokens.len(), "one tag for each token");
        let kind = |tag: &str| match &tag[..1] {
            "P" => Some(NameKind::Person),
            "O" => Some(NameKind::Organization),
            "L" => Some(NameKind::Place),
            _ => None,
        };
        for (index, tag) in seen.iter().enumerate() {
            let mut row = [0.05f32.ln(); NameTag::COUNT];
            let share = tag[1..].parse::<f32>().unwrap_or(9.0) / 10.0;
            match kind(tag) {
                None => row[0] = share.ln(),
                Some(kind) => {
                    let same = |other: Option<&&str>| other.is_some_and(|other| other[..1] == tag[..1]);
                    let piece = match (
                        same(index.checked_sub(1).and_then(|before| seen.get(before))),
                        same(seen.get(index + 1)),
                    ) {
                        (false, false) => Piece::Single,
                        (false, true) => Piece::Begin,
                        (true, true) => Piece::Inside,
                        (true, false) => Piece::End,
                    };
                    row[column(kind, piece)] = share.ln();
                }
            }
            syntax.scores.names.push(row);
        }
        let found = decode(&syntax);
        let shown: Vec<String> = found
            .iter()
            .map(|found| format!("{:?} {}", found.kind, syntax.span(found.tokens.clone()).of(text)))
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn whole_names() {
        check("Ada Okafor left Leeds .", "P P - L -", &["Person Ada Okafor", "Place Leeds"]);
        check("Ada met Okafor", "- - P6", &["Person Okafor"]);
        check("The Port of Leeds grew", "- O O O -", &["Organization Port of Leeds"]);
        check("The North of Leeds grew", "- L - L -", &["Place Leeds"]);
    }

    #[test]
    fn mentions_of_the_same_words_agree() {
        check(
            "Leeds won. Leeds rose. Leeds ran. Leeds fell.",
            "O9 - - O9 - - O9 - - L3 - -",
            &["Organization Leeds"; 4],
        );
        check(
            "Tarnwaste Ltd paid. Tarnwaste Ltd left. Tarnwaste sued.",
            "O O - - O O - - P1 - -",
            &["Organization Tarnwaste Ltd", "Organization Tarnwaste Ltd", "Organization Tarnwaste"],
        );
        check(
            "Ada Okafor left. Ada Okafor won. Okafor hid.",
            "P P - - P P - - O1 - -",
            &["Person Ada Okafor", "Person Ada Okafor", "Person Okafor"],
        );
    }
}
