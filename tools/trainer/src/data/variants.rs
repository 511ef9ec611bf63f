//! The same text with other names, or in other letters.

use std::collections::BTreeMap;

use whosaid::knowledge::gazetteer::{Gazetteer, PlaceId};
use whosaid::reader::NameKind;
use whosaid::reader::network::random;

use super::example::{Corpus, Example, Range};

/// Names to put in the place of others, by kind.
pub struct Pool {
    names: [Vec<String>; 3],
}

impl Pool {
    /// The names of persons, organizations and places that the corpora tell.
    pub fn new(corpora: &[Corpus]) -> Pool {
        let mut names: [Vec<String>; 3] = Default::default();
        for example in corpora.iter().filter(|corpus| corpus.weight >= 0.7).flat_map(|corpus| &corpus.examples) {
            let chars: Vec<char> = example.text.chars().collect();
            for (range, kind) in example.names.iter().flatten() {
                if let Some(names) = kind.and_then(|kind| names.get_mut(kind as usize)) {
                    names.push(chars[range.0..range.1].iter().collect());
                }
            }
        }
        Pool { names }
    }

    /// A name of that kind; of places often one of the gazetteer's. Nothing if there is none.
    fn draw(&self, kind: NameKind, seed: &mut u64) -> Option<String> {
        let gazetteer = Gazetteer::built_in();
        if kind == NameKind::Place && random(seed) < 0.7 {
            let id = PlaceId((random(seed) * gazetteer.len() as f32) as u32);
            return ((id.0 as usize) < gazetteer.len()).then(|| gazetteer.name(id));
        }
        let names = self.names.get(kind as usize).filter(|names| !names.is_empty())?;
        names.get((random(seed) * names.len() as f32) as usize).cloned()
    }
}

/// The example with some of its names exchanged, each for the same one wherever it stands: so that a name is known by
/// what stands around it, and by lists, not by heart. What a larger network was shown stays as it is.
pub fn renamed(example: &Example, pool: &Pool, chance: f32, seed: &mut u64) -> Example {
    let Some(names) = example.names.as_ref().filter(|_| example.taught.is_empty()) else { return example.clone() };
    let chars: Vec<char> = example.text.chars().collect();
    let mut chosen: BTreeMap<(&[char], usize), Option<String>> = BTreeMap::new();
    let mut out = Example { text: String::new(), names: Some(Vec::new()), ..example.clone() };
    let (mut at, mut length) = (0, 0);
    let mut put = |text: &mut String, piece: &str| {
        text.push_str(piece);
        let start = length;
        length += piece.chars().count();
        (start, length)
    };
    for (range, kind) in names {
        let between: String = chars[at..range.0].iter().collect();
        put(&mut out.text, &between);
        let old = &chars[range.0..range.1];
        let new = kind.and_then(|kind| {
            let choice = chosen.entry((old, kind as usize));
            choice.or_insert_with(|| if random(seed) < chance { pool.draw(kind, seed) } else { None }).clone()
        });
        let place = put(&mut out.text, &new.unwrap_or_else(|| old.iter().collect()));
        out.names.iter_mut().for_each(|names| names.push((place, *kind)));
        at = range.1;
    }
    let rest: String = chars[at..].iter().collect();
    put(&mut out.text, &rest);
    let moved: Vec<(Range, Range)> =
        names.iter().zip(out.names.iter().flatten()).map(|((old, _), (new, _))| (*old, *new)).collect();
    for labels in [&mut out.speech, &mut out.attributions].into_iter().flatten() {
        for range in labels.pieces.iter_mut().chain(&mut labels.unknown).flatten() {
            *range = (moved_start(&moved, range.0), moved_end(&moved, range.1));
        }
    }
    out
}

/// Where a piece that began at `at` begins after the names `moved` (from, to) were exchanged: with the name it began in.
fn moved_start(moved: &[(Range, Range)], at: usize) -> usize {
    match moved.partition_point(|(old, _)| old.1 <= at) {
        index if moved.get(index).is_some_and(|(old, _)| old.0 <= at) => moved[index].1.0,
        0 => at,
        index => at - moved[index - 1].0.1 + moved[index - 1].1.1,
    }
}

/// The same for the end of a piece, which stays at the end of the name it ended in.
fn moved_end(moved: &[(Range, Range)], at: usize) -> usize {
    match moved.partition_point(|(old, _)| old.1 < at) {
        index if moved.get(index).is_some_and(|(old, _)| old.0 < at) => moved[index].1.1,
        0 => at,
        index => at - moved[index - 1].0.1 + moved[index - 1].1.1,
    }
}

/// The text with some of its paragraphs in capitals, in small letters, or with a capital for every word; character by
/// character, so that places stay.
pub fn recased(text: &str, chance: f32, seed: &mut u64) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split_inclusive('\n') {
        if random(seed) >= chance {
            out.push_str(paragraph);
            continue;
        }
        let manner = random(seed);
        let mut starts_word = true;
        for c in paragraph.chars() {
            let capital = manner < 0.4 || (manner < 0.7 && starts_word);
            starts_word = !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}'));
            out.push(if capital {
                single(c.to_uppercase(), c)
            } else if manner < 0.7 {
                c
            } else {
                single(c.to_lowercase(), c)
            });
        }
    }
    out
}

fn single(mut changed: impl Iterator<Item = char>, otherwise: char) -> char {
    match (changed.next(), changed.next()) {
        (Some(c), None) => c,
        _ => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::corpora::toy;
    use crate::data::labels::label;

    #[test]
    fn exchanged_names_stay_names() {
        let corpora = toy();
        let pool = Pool::new(&corpora);
        let example = &corpora[1].examples[1];
        let changed = renamed(example, &pool, 1.0, &mut 3);
        assert_ne!(changed.text, example.text);
        let tags = |example: &Example| -> Vec<bool> {
            label(example, &example.text).targets.iter().map(|target| target[1] & 1 == 0).collect()
        };
        let groups = |tags: Vec<bool>| tags.chunk_by(|a, b| a == b).filter(|group| group[0]).count();
        assert_eq!(groups(tags(&changed)), groups(tags(example)));
    }

    #[test]
    fn pieces_move_with_exchanged_names() {
        let moved = [((4, 7), (4, 10)), ((12, 20), (15, 17))];
        assert_eq!([0, 4, 5, 7, 10, 12, 20, 22].map(|at| moved_start(&moved, at)), [0, 4, 4, 10, 13, 15, 17, 19]);
        assert_eq!([0, 4, 5, 7, 10, 12, 20, 22].map(|at| moved_end(&moved, at)), [0, 4, 10, 10, 13, 15, 17, 19]);
    }

    #[test]
    fn letters_change_but_not_their_places() {
        let text = "Straße in Łódź.\nA second line, too";
        for seed in 0..20 {
            assert_eq!(recased(text, 1.0, &mut { seed }).chars().count(), text.chars().count());
        }
    }
}
