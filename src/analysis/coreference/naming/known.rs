//! The clusters that there are already, and which of them a name belongs to.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::bearers::{Fit, Surname, Ways};
use super::matching::{BY_SURNAME, SAME, is_branch, is_misspelt, matching, other_number};
use super::shortened::{Shortened, is_whereabouts};
use super::words::{country, is_double_name, owner};
use crate::analysis::coreference::clusters::Board;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::Gazetteer;
use crate::knowledge::lexicon::{self, Gender, WordClass};
use crate::syntax::Syntax;

/// Counts a cluster that a name is compared with: tests hold their number, not the time.
fn count_compared() {
    #[cfg(test)]
    tests::COMPARED.set(tests::COMPARED.get() + 1);
}

/// At most so many names are looked at for one that a word shortens.
const MOST_FULL: usize = 500;

/// At most so many clusters that share a word with a name are looked at for it, the last ones.
const MOST_ALIKE: usize = 256;

/// The clusters by the words of their names.
#[derive(Default)]
pub(super) struct Known {
    /// Clusters of a kind that have a name with this word.
    by_word: FxHashMap<(EntityKind, String), Vec<usize>>,
    /// By cluster, the words of every name that opened or widened it.
    names: Vec<Vec<Vec<String>>>,
    /// Clusters with a name of several words, in the order of the text.
    full: Vec<usize>,
    /// By cluster, where it was named.
    places: Vec<BTreeSet<usize>>,
    /// By cluster, how a person is named.
    ways: Vec<Ways>,
}

/// How well a cluster matches a name: by its words, as who bears the surname, whether it was named before, how near.
type Rank = (u8, Fit, bool, isize);

/// The cluster of a name.
pub(super) struct Found {
    pub cluster: usize,
    /// Another who may be meant as well.
    pub rival: Option<usize>,
}

impl Known {
    pub(super) fn add(&mut self, cluster: usize, name: &Name, words: &[String]) {
        if words.len() > 1 {
            self.full.push(cluster);
        }
        for word in words {
            self.by_word.entry((name.kind, word.clone())).or_default().push(cluster);
        }
    }

    /// Takes in that `name` is one of `cluster`; `said`: whether it stands between marks, and whether it is the source of a quotation.
    pub(super) fn note(&mut self, syntax: &Syntax, cluster: usize, name: &Name, words: &[String], said: [bool; 2]) {
        if cluster >= self.names.len() {
            self.names.resize_with(cluster + 1, Vec::new);
            self.places.resize_with(cluster + 1, BTreeSet::new);
            self.ways.resize_with(cluster + 1, Ways::default);
        }
        self.places[cluster].insert(name.tokens.start);
        if name.kind == EntityKind::Person && !words.is_empty() {
            self.ways[cluster].note(syntax, name, words, said);
        }
        let names = &mut self.names[cluster];
        // Another may bear the surname as well.
        let bears = |full: &Vec<String>| full.len() > 1 && full.last() == words.first();
        let is_surname = name.kind == EntityKind::Person && words.len() == 1 && names.iter().any(bears);
        if !is_surname && !names.iter().any(|name| name == words) {
            names.push(words.to_vec());
        }
    }

    /// The cluster that a name with `words` belongs to, which is the source of a quotation or not: the best match, then the nearest before, then the nearest after.
    pub(super) fn find(
        &self,
        syntax: &Syntax,
        name: &Name,
        words: &[String],
        is_source: bool,
        board: &Board,
    ) -> Option<Found> {
        let last = words.last()?;
        let key = if name.kind == EntityKind::Person { last } else { words.first()? };
        let mut best: Option<(Rank, usize)> = None;
        let mut second: Option<(Rank, usize)> = None;
        let is_short = words.len() == 1 && name.kind == EntityKind::Person;
        let surname = is_short.then(|| Surname::new(syntax, name, is_source));
        let other_number = Some(other_number(last)).filter(|_| name.kind != EntityKind::Person && Rule::Number.holds());
        let keys = [Some(key), words.first(), words.last(), other_number.as_ref()];
        for (index, key) in keys.iter().enumerate().filter_map(|(index, key)| Some((index, (*key)?))) {
            if keys[..index].contains(&Some(key)) {
                continue;
            }
            let alike = self.by_word.get(&(name.kind, key.clone())).map_or(&[][..], Vec::as_slice);
            for cluster in &alike[alike.len().saturating_sub(MOST_ALIKE)..] {
                count_compared();
                let fits = |known: &Vec<String>| match self.is_other_body(syntax, name, words, known, *cluster) {
                    true => 0,
                    false => matching(name.kind, known, words),
                };
                let matched = self.names[*cluster].iter().map(fits).max().unwrap_or(0);
                if matched == 0 || !self.may_be(syntax, name, words, *cluster, board) {
                    continue;
                }
                let places = &self.places[*cluster];
                let before = places.range(..name.tokens.start).next_back();
                let distance = match before {
                    Some(at) => name.tokens.start - at,
                    None => places.first().map_or(usize::MAX / 4, |at| at - name.tokens.start),
                };
                let ways = &self.ways[*cluster];
                let fit = |by: &Surname| by.fit(syntax, &board.clusters[*cluster], ways, matched == BY_SURNAME);
                let fit = surname.as_ref().filter(|_| matched < SAME).map(fit).unwrap_or_default();
                let rank = (matched, fit, before.is_some(), -(distance as isize));
                if best.is_none_or(|(known, _)| rank > known) {
                    second = best.replace((rank, *cluster));
                } else if second.is_none_or(|(known, _)| rank > known) {
                    second = Some((rank, *cluster));
                }
            }
        }
        // "CNPC" is no CNPC Russia; "BBC" is BBC News.
        let is_doubtful = |cluster: usize| {
            let mut begun = self.names[cluster].iter().filter(|known| known.first() == words.first());
            begun.all(|known| is_whereabouts(&known[1..])) && Rule::LongForms.holds()
        };
        if words.len() == 1
            && best.is_none_or(|((matched, ..), cluster)| matched < SAME && is_doubtful(cluster))
            && let Some(cluster) = self.long_form(syntax, name, board, best.is_some())
        {
            return Some(Found { cluster, rival: None });
        }
        let Some(((matched, fit, ..), cluster)) = best else {
            let other =
                self.find_company(syntax, name, words).or_else(|| self.find_misspelt(syntax, name, words, board));
            return other.map(|cluster| Found { cluster, rival: None });
        };
        let is_rival = |((other, rival, ..), _): &(Rank, usize)| *other == matched && fit.is_doubtful(rival);
        let rival = second.filter(|second| is_short && matched < SAME && is_rival(second)).map(|(_, cluster)| cluster);
        Some(Found { cluster, rival })
    }

    /// Whether `known` names another body than `name`: "Acme China" where Acme was named before, "European Chess Federation"
    /// where `name` stands in "Norway's Chess Federation".
    fn is_other_body(&self, syntax: &Syntax, name: &Name, words: &[String], known: &[String], cluster: usize) -> bool {
        if name.kind != EntityKind::Organization || known.len() <= words.len() || !Rule::Branches.holds() {
            return false;
        }
        let is_before = || self.places[cluster].first().is_none_or(|first| name.tokens.start < *first);
        let is_anothers = || {
            let Some(owner) = owner(syntax, name) else { return false };
            let usual = |place: &str| country(place).unwrap_or_else(|| place.to_owned());
            // "Tehran's ministry" may be the Iranian one.
            let is_country = country(owner).is_some();
            matches!(known[0].as_str(), "international" | "world")
                || is_country && lexicon::demonym(&known[0]).is_some_and(|people| usual(owner) != usual(people))
        };
        is_branch(known, words) && is_before() || known.ends_with(words) && is_anothers()
    }

    /// Whether one of the names of a cluster fits.
    fn any_name(&self, cluster: usize, mut fits: impl FnMut(&[String]) -> bool) -> bool {
        count_compared();
        self.names[cluster].iter().any(|known| fits(known))
    }

    /// The cluster with the long form of a short name: of "ICC", "KyoAni". `is_other`: the word begins another name, so that only
    /// capitals tell that it is short.
    fn long_form(&self, syntax: &Syntax, name: &Name, board: &Board, is_other: bool) -> Option<usize> {
        let whole = name.span.of(syntax.text);
        let word = if whole.contains('&') { whole } else { syntax.word(name.tokens.start) };
        let short = Shortened::of(word)?;
        let is_in_capitals = word.chars().all(|c| c.is_ascii_uppercase());
        let is_capital = word.chars().count() > 2 && is_in_capitals;
        if is_other && !is_capital {
            return None;
        }
        let of_kind = |cluster: &&usize| {
            let kind = board.clusters[**cluster].kind;
            let is_body = kind == EntityKind::Organization && is_in_capitals && Rule::LongForms.holds();
            kind == name.kind || kind != EntityKind::Person && (name.kind != EntityKind::Person || is_body)
        };
        let all = || self.full.iter().take(MOST_FULL).filter(of_kind);
        let are_initials =
            |cluster: &&usize| self.any_name(**cluster, |known| known.len() > 1 && short.has_initials_of(known));
        let stands_for = |cluster: &&usize| self.any_name(**cluster, |known| known.len() > 1 && short.shortens(known));
        if !is_other && let Some(cluster) = all().find(are_initials).or_else(|| all().find(stands_for)) {
            return Some(*cluster);
        }
        let is_part = |cluster: &&usize| {
            board.clusters[**cluster].kind == EntityKind::Organization
                && self.any_name(**cluster, |known| known.len() > 1 && short.shortens_part(known))
        };
        let mut parts = all().filter(is_part);
        let found = parts.next().filter(|_| is_capital)?;
        parts.next().is_none().then_some(*found)
    }

    /// The person whose name differs from `words` in one letter of the surname: "Linetsky" and "Amos Linetzky".
    fn find_misspelt(&self, syntax: &Syntax, name: &Name, words: &[String], board: &Board) -> Option<usize> {
        if !Rule::Misspelt.holds() {
            return None;
        }
        if name.kind != EntityKind::Person {
            return self.find_misspelt_title(name.kind, words, board);
        }
        let surname = words.last()?;
        let fits = |known: &[String]| {
            let same_first = words.len() == 1
                || (known.len() == words.len() && known[..known.len() - 1] == words[..words.len() - 1]);
            known.len() > 1
                && same_first
                && known.last().is_some_and(|known| is_misspelt(known, surname, words.len() > 1))
        };
        let is_person = |cluster: &&usize| board.clusters[**cluster].kind == EntityKind::Person;
        let is_same = |cluster: &&usize| self.any_name(**cluster, fits);
        let mut all = self.full.iter().take(MOST_FULL).filter(is_person).filter(is_same);
        let found = *all.next()?;
        (all.next().is_none() && self.may_be(syntax, name, words, found, board)).then_some(found)
    }

    /// The company whose name without "Ltd", or without its trade, is `words`, which alone were taken for something else.
    fn find_company(&self, syntax: &Syntax, name: &Name, words: &[String]) -> Option<usize> {
        let kind = name.kind;
        // "Peabody", which was taken for a person, is no town in Massachusetts where Peabody Energy is told of.
        let is_place = |word: &str| match kind {
            EntityKind::Person => lexicon::is_place(word),
            _ => Gazetteer::built_in().is_place_name(word),
        };
        let is_known = |word: &str| word.len() < 4 || lexicon::first_name(word).is_some() || is_place(word);
        if kind == EntityKind::Organization || name.title.is_some() || words.len() == 1 && is_known(&words[0]) {
            return None;
        }
        // "Frank Buck" is not the Frank Buck Zoo.
        let is_full_name = words.len() > 1 && lexicon::first_name(&words[0]).is_some();
        let is_trade = |word: &String| {
            lexicon::is_one_of(WordClass::TradeOfCompany, word)
                && kind == EntityKind::Person
                && !is_full_name
                && Rule::TradeLeftOut.holds()
        };
        // "Sonora Robot and Automation Co" is a company by its last word, and so is "Sonora Group".
        let before = syntax.word_before(name.tokens.start, 1);
        let is_whereabouts = kind == EntityKind::Place && matches!(before, "in" | "at" | "near" | "from");
        let may_shorten = words.len() == 1 && kind != EntityKind::Other && lexicon::demonym(&words[0]).is_none();
        let is_company = |known: &[String]| {
            let is_ending = |word: &str| lexicon::closes_company(word) || lexicon::has(WordClass::EndsCompany, word);
            // "Dorne" is Dorne & Lund.
            let is_of_two = known.get(1).is_some_and(|word| word == "&");
            // "Lumen" is Lumen Medicine, but nobody is the Lee Foundation, and no village the Tarn Fire that serves it.
            let is_of_one = !is_whereabouts
                && matches!(known, [_, last] if !lexicon::is_organization(last) && lexicon::role(last).is_none());
            let is_short = is_of_two || is_of_one || known.last().is_some_and(|last| is_ending(last));
            may_shorten && is_short && Rule::TradeLeftOut.holds()
        };
        let closes = |word: &String| lexicon::closes_company(word) || is_trade(word);
        let same = |cluster: &&usize| {
            self.names[**cluster].iter().any(|known| {
                known.len() > words.len()
                    && known.starts_with(words)
                    && (known[words.len()..].iter().all(closes) || is_company(known))
            })
        };
        self.by_word.get(&(EntityKind::Organization, words[0].clone()))?.iter().find(same).copied()
    }

    /// The organization or place of which one of several words differs in one letter: "Education Minstry".
    fn find_misspelt_title(&self, kind: EntityKind, words: &[String], board: &Board) -> Option<usize> {
        let fits = |known: &[String]| {
            let mut differ = known.iter().zip(words).filter(|(a, b)| a != b);
            let (Some((a, b)), None) = (differ.next(), differ.next()) else { return false };
            known.len() == words.len() && words.len() > 1 && is_misspelt(a, b, false)
        };
        let is_kind = |cluster: &&usize| board.clusters[**cluster].kind == kind;
        let is_same = |cluster: &&usize| self.any_name(**cluster, fits);
        self.full.iter().take(MOST_FULL).filter(is_kind).find(is_same).copied()
    }

    /// Whether title and first name allow that a short form means the person of `cluster`: "Mr. Clinton" is not Hillary.
    fn may_be(&self, syntax: &Syntax, name: &Name, words: &[String], cluster: usize, board: &Board) -> bool {
        if name.kind != EntityKind::Person {
            return true;
        }
        let told = name.title.and_then(|title| lexicon::title(title.of(syntax.text)).flatten());
        let is_full = words.len() > 1
            && !is_double_name(syntax, name)
            && !matches!(words[0].as_str(), "al" | "el" | "bin" | "van" | "de");
        let told = told.or_else(|| if is_full { lexicon::first_name(&words[0]).flatten() } else { None });
        let known: Option<Gender> = board.clusters[cluster].gender();
        told.is_none() || known.is_none() || told == known
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fmt::Write;

    thread_local! {
        /// Clusters that were looked at for a name.
        pub(super) static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    /// How many clusters are looked at in a text that names so many people, all with one first name.
    fn compared(people: usize) -> usize {
        let mut text = String::new();
        for index in 0..people {
            let letter = |place: usize| char::from(b'a' + (index / 26_usize.pow(place as u32) % 26) as u8);
            let [first, second, third] = [0, 1, 2].map(letter);
            // Two letters apart: names one letter apart may be one that is misspelt.
            writeln!(text, "Mr. John K{first}{first}o{second}{second}i{third}{third}s said that he left.\n")
                .expect("text");
        }
        COMPARED.set(0);
        assert!(crate::Annotator::new().annotate(&text).entities.len() > people / 2);
        COMPARED.get()
    }

    #[test]
    fn four_times_as_many_names_are_about_four_times_the_work() {
        let (few, many) = (compared(600), compared(2400));
        assert!(few > 600 && many < 6 * few, "{few} {many}");
    }
}
