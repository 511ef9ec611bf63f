//! What a reading of an article has wrong.

use std::collections::BTreeSet;

use super::notation::{Entity, Marked, Quotation, Range};
use whosaid::evaluation::names::trim;
use whosaid::evaluation::places::{NEAR_KILOMETRES, distance};
use whosaid::evaluation::words::{WordSet, covered, word_tokens};

/// A line for each fault of `ours`, in the order of the text; the word before the colon says what kind it is.
pub fn faults(gold: &Marked, ours: &Marked) -> Vec<String> {
    let comparison = Comparison::new(gold, ours);
    let mut faults = Vec::new();
    comparison.quotations(&mut faults);
    comparison.names(&mut faults);
    faults.sort_by_key(|(place, _)| *place);
    faults.into_iter().map(|(_, line)| line).collect()
}

struct Comparison<'a> {
    gold: &'a Marked,
    ours: &'a Marked,
    text: Vec<char>,
    words: Vec<Range>,
}

/// Where in the text, and what.
type Fault = (usize, String);

impl<'a> Comparison<'a> {
    fn new(gold: &'a Marked, ours: &'a Marked) -> Comparison<'a> {
        let text: Vec<char> = gold.text.chars().collect();
        let words = word_tokens(&text);
        Comparison { gold, ours, text, words }
    }

    fn slice(&self, range: Range) -> String {
        let words: String = self.text[range.0..range.1].iter().collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn slices(&self, pieces: &[Range]) -> String {
        pieces.iter().map(|p| self.slice(*p)).collect::<Vec<_>>().join(" ... ")
    }

    fn words_of(&self, pieces: &[Range]) -> WordSet {
        covered(&self.words, pieces)
    }

    /// Pairs of gold and ours that share half their words or more, best first, each used once.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut candidates = Vec::new();
        for (i, gold) in &self.gold.quotations {
            for (j, ours) in &self.ours.quotations {
                let (gold, ours) = (self.words_of(&gold.content), self.words_of(&ours.content));
                let (shared, all) = (gold.intersection(&ours).count(), gold.union(&ours).count());
                if shared * 2 >= all {
                    candidates.push((all - shared, *i, *j));
                }
            }
        }
        candidates.sort_unstable();
        let (mut used_gold, mut used_ours) = (BTreeSet::new(), BTreeSet::new());
        candidates.retain(|(_, i, j)| {
            !used_gold.contains(i) && !used_ours.contains(j) && used_gold.insert(*i) && used_ours.insert(*j)
        });
        candidates.into_iter().map(|(_, i, j)| (i, j)).collect()
    }

    fn quotations(&self, faults: &mut Vec<Fault>) {
        let pairs = self.pairs();
        let place = |quotation: &Quotation| quotation.content[0].0;
        for (number, quotation) in &self.gold.quotations {
            match pairs.iter().find(|(i, _)| i == number) {
                Some((_, j)) => self.quotation(quotation, &self.ours.quotations[j], faults),
                None => faults.push((
                    place(quotation),
                    format!("missed: {} “{}”", quotation.kind, self.slices(&quotation.content)),
                )),
            }
        }
        for (_, quotation) in self.ours.quotations.iter().filter(|(j, _)| !pairs.iter().any(|pair| pair.1 == **j)) {
            let content = self.slices(&quotation.content);
            faults.push((place(quotation), format!("spurious: {} “{content}”", quotation.kind)));
        }
    }

    fn quotation(&self, gold: &Quotation, ours: &Quotation, faults: &mut Vec<Fault>) {
        let mut add = |what: &str, expect: String, found: String| {
            faults.push((gold.content[0].0, format!("{what}: {found} for {expect}")));
        };
        let quote = |quotation: &Quotation| format!("“{}”", self.slices(&quotation.content));
        if self.words_of(&gold.content) != self.words_of(&ours.content) {
            add("boundary", quote(gold), quote(ours));
        }
        if gold.kind != ours.kind {
            add("kind", format!("{} {}", gold.kind, quote(gold)), ours.kind.clone());
        }
        let shown =
            |range: Option<Range>| range.map_or("nothing".to_owned(), |range| format!("“{}”", self.slice(range)));
        for (what, expect, found) in [("cue", gold.cue, ours.cue), ("source", gold.source, ours.source)] {
            let sets = [expect, found].map(|range| self.words_of(range.as_slice()));
            let (none, disjoint) = (sets[0].is_empty() && sets[1].is_empty(), sets[0].is_disjoint(&sets[1]));
            // Without words of their own in the text, a cue or a source may be taken from the neighbouring sentence.
            if disjoint && !none && expect.is_some() {
                add(what, shown(expect), shown(found));
            }
        }
        if !self.is_right_speaker(gold, ours) {
            let name = |marked: &Marked, quotation: &Quotation| {
                let entity = quotation.speaker.as_ref().and_then(|key| marked.entities.get(key));
                entity.map_or("nobody".to_owned(), |entity| self.longest(entity))
            };
            add("speaker", format!("{} of {}", name(self.gold, gold), quote(gold)), name(self.ours, ours));
        }
    }

    fn longest(&self, entity: &Entity) -> String {
        let names: Vec<Range> = self.names_of(entity).collect();
        let mentions = if names.is_empty() { &entity.mentions } else { &names };
        mentions.iter().max_by_key(|m| m.1 - m.0).map_or(String::new(), |m| self.slice(*m))
    }

    fn names_of<'e>(&'e self, entity: &'e Entity) -> impl Iterator<Item = Range> + 'e {
        entity.mentions.iter().copied().filter(|m| Entity::is_name(&self.slice(*m)))
    }

    /// The reader is shown the right person: by name, if the text names the person anywhere.
    fn is_right_speaker(&self, gold: &Quotation, ours: &Quotation) -> bool {
        let Some(gold) = gold.speaker.as_ref().and_then(|key| self.gold.entities.get(key)) else { return true };
        let Some(ours) = ours.speaker.as_ref().and_then(|key| self.ours.entities.get(key)) else { return false };
        let names = |entity: &Entity| self.words_of(&self.names_of(entity).collect::<Vec<_>>());
        let (gold_names, our_names) = (names(gold), names(ours));
        if gold_names.is_empty() {
            return !self.words_of(&gold.mentions).is_disjoint(&self.words_of(&ours.mentions));
        }
        !gold_names.is_disjoint(&our_names)
    }

    fn names(&self, faults: &mut Vec<Fault>) {
        let (gold, ours) = (self.all_names(self.gold), self.all_names(self.ours));
        let overlaps = |a: Range, b: Range| a.0 < b.1 && b.0 < a.1;
        for (range, entity) in &gold {
            let words = self.slice(*range);
            let line = match ours.iter().find(|(other, _)| other == range) {
                Some((_, found)) if found.kind != entity.kind => {
                    format!("name label: {} for {} “{words}”", found.kind, entity.kind)
                }
                Some((_, found)) => match wrong_place(entity, found) {
                    Some(problem) => format!("place: {problem} for “{words}”, {}", entity.note),
                    None => continue,
                },
                None => match ours.iter().find(|(other, _)| overlaps(*other, *range)) {
                    Some((other, _)) => format!("name boundary: “{}” for “{words}”", self.slice(*other)),
                    None => format!("name missed: {} “{words}”", entity.kind),
                },
            };
            faults.push((range.0, line));
        }
        for (range, entity) in ours.iter().filter(|(range, _)| !gold.iter().any(|(other, _)| overlaps(*other, *range)))
        {
            faults.push((range.0, format!("name spurious: {} “{}”", entity.kind, self.slice(*range))));
        }
    }

    /// Names of persons, organizations and places, without article and possessive.
    fn all_names<'m>(&self, marked: &'m Marked) -> Vec<(Range, &'m Entity)> {
        let kinds = ["person", "organization", "place"];
        let entities = marked.entities.values().filter(|entity| kinds.contains(&entity.kind.as_str()));
        let mut names: Vec<(Range, &Entity)> = Vec::new();
        for entity in entities {
            for mention in entity.mentions.iter().filter(|m| Entity::is_name(&self.slice(**m))) {
                names.push((trim(&self.text, mention.0, mention.1, true), entity));
            }
        }
        names.sort_by_key(|(range, _)| *range);
        names
    }
}

/// What is wrong with the coordinates of `ours`, if `gold` has some.
fn wrong_place(gold: &Entity, ours: &Entity) -> Option<String> {
    let point = |entity: &Entity| -> Option<(f64, f64)> {
        let mut numbers = entity.note.split(' ').map(str::parse::<f64>);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    if gold.kind != "place" {
        return None;
    }
    let Some(place) = point(ours) else { return point(gold).map(|_| "unresolved".to_owned()) };
    let error = distance(point(gold)?, place);
    (error > NEAR_KILOMETRES).then(|| format!("{} ({error:.0} km off)", ours.note))
}
