//! Joins names with names: "Lavrov" with "Sergey Lavrov", "ICC" with "International Criminal Court".

mod kinds;
mod labels;
mod matching;

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::clusters::{Board, Placed};
use super::slots::slot;
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm, Name};
use crate::knowledge::gazetteer::{Gazetteer, PlaceKind, fold};
use crate::knowledge::lexicon::{self, Gender, WordClass};
use crate::syntax::Syntax;
pub(super) use kinds::agree;
pub(super) use labels::initials;
use matching::{SAME, Shortened, is_misspelt, matching, other_number, runs_through};

/// Puts the `names` on the board; the cluster of each, in the same order.
pub(super) fn join(syntax: &Syntax, names: &[Name], spoken: &[Option<u32>], board: &mut Board) -> Vec<usize> {
    let words: Vec<Vec<String>> = names.iter().map(|name| words(syntax, name)).collect();
    let mut of_name = vec![usize::MAX; names.len()];
    let mut known = Known::default();
    // Long names first, so that a short form finds the full name wherever it stands.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|index| {
        let count = words[*index].len();
        let is_title = names[*index].kind == EntityKind::Organization && Rule::ShortTitles.holds();
        std::cmp::Reverse(if is_title { count } else { count.min(2) })
    });
    for index in order {
        let cluster = known.find(syntax, &names[index], &words[index], board).unwrap_or_else(|| {
            let cluster = board.add(names[index].kind, names[index].span, true);
            known.add(cluster, &names[index], &words[index]);
            cluster
        });
        of_name[index] = cluster;
        known.note(cluster, names[index].tokens.start, &words[index]);
        learn(syntax, &names[index], &words[index], cluster, board);
    }
    join_bracketed_acronyms(syntax, names, &words, &mut of_name);
    for (index, name) in names.iter().enumerate() {
        let (span, tokens) = (name.span, name.tokens.clone());
        let (slot, quoted) = (slot(syntax, &tokens), spoken[tokens.start]);
        board.mention(of_name[index], Placed { span, form: MentionForm::Name, tokens, slot, quoted });
    }
    of_name
}

/// The words of a name in small letters, without full stops, marks and what is no part of the name proper.
fn words(syntax: &Syntax, name: &Name) -> Vec<String> {
    if name.kind == EntityKind::Place
        && Rule::CountryNames.holds()
        && let Some(country) = country(name.span.of(syntax.text))
    {
        return country.split(' ').map(fold).collect();
    }
    let is_side = |at: &usize| name.kind == EntityKind::Place && is_side(syntax.word(*at));
    let mut words: Vec<String> = name
        .tokens
        .clone()
        .skip_while(is_side)
        .filter(|at| syntax.word(*at).starts_with(char::is_alphanumeric))
        .map(|at| fold(syntax.word(at)))
        .filter(|word| !word.is_empty() && word != "the")
        .collect();
    let short = match words.as_slice() {
        [first, second, _, ..] if first == "united" && second == "nations" => "un",
        [first, second, _, ..] if first == "united" && second == "states" => "us",
        [first, second, _, ..] if first == "united" && second == "kingdom" => "uk",
        _ => "",
    };
    if !short.is_empty() && name.kind == EntityKind::Organization {
        words.splice(..2, [short.to_owned()]);
    }
    if words.len() > 1 && words.last().is_some_and(|last| matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv")) {
        words.pop();
    }
    let alias = match (name.kind, words.join(" ").as_str()) {
        (EntityKind::Place | EntityKind::Organization, "us" | "usa" | "united states of america" | "america") => {
            "united states"
        }
        (EntityKind::Place | EntityKind::Organization, "uk" | "great britain" | "britain") => "united kingdom",
        (EntityKind::Place | EntityKind::Organization, "uae") => "united arab emirates",
        (EntityKind::Organization, "un") => "united nations",
        (EntityKind::Organization, "eu") => "european union",
        _ => return words,
    };
    alias.split(' ').map(str::to_owned).collect()
}

/// "eastern" in "eastern Algeria", but not "Eastern" in "Eastern Cape".
fn is_side(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
            | "mainland"
            | "rural"
    )
}

/// The usual name of the one country that has this name: "Saudi Arabia" of "Kingdom of Saudi Arabia".
fn country(name: &str) -> Option<String> {
    let gazetteer = Gazetteer::built_in();
    let mut countries = gazetteer.lookup(name).into_iter().filter(|id| gazetteer.kind(*id) == PlaceKind::Country);
    let found = match countries.next() {
        None if Rule::StateOfCountry.holds() => return state_of(name).and_then(country),
        found => found?,
    };
    countries.next().is_none().then(|| gazetteer.name(found))
}

/// "Qatar" in "State of Qatar".
fn state_of(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(" of ")?;
    let noun = first.rsplit(' ').next()?;
    (matches!(noun, "Republic" | "State" | "Kingdom" | "Sultanate" | "Emirate") && rest != "China").then_some(rest)
}

/// Takes in what a name tells of its bearer.
fn learn(syntax: &Syntax, name: &Name, words: &[String], cluster: usize, board: &mut Board) {
    let cluster = &mut board.clusters[cluster];
    let letters = |span: Span| span.of(syntax.text).chars().count();
    if letters(name.span) > letters(cluster.name) {
        cluster.name = name.span;
    }
    if name.kind == EntityKind::Person {
        if let Some(title) = name.title {
            cluster.learn_gender(lexicon::title(title.of(syntax.text)).flatten(), 3.0);
            cluster.roles.push(title.of(syntax.text).to_lowercase());
        }
        if words.len() > 1 {
            // "Cllr Ann Lee": what is no first name may be a title that stayed in the name.
            let first = words.iter().take(words.len() - 1).find_map(|word| lexicon::first_name(word));
            cluster.expected_gender = cluster.expected_gender.or(first.flatten());
        } else if let [only] = words {
            cluster.expected_gender = cluster.expected_gender.or(lexicon::first_name(only).flatten());
        }
    }
    if let Some(description) = name.description {
        for at in syntax.tokens_in(description) {
            if let Some(role) = lexicon::role(syntax.word(at)).filter(|role| !role.plural) {
                cluster.learn_gender(role.gender, 1.0);
                cluster.roles.push(syntax.word(at).to_lowercase());
            }
        }
        if cluster.description.is_none_or(|known| description.len() > known.len()) {
            cluster.description = Some(description);
        }
    }
}

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
struct Known {
    /// Clusters of a kind that have a name with this word.
    by_word: FxHashMap<(EntityKind, String), Vec<usize>>,
    /// By cluster, the words of every name that opened or widened it.
    names: Vec<Vec<Vec<String>>>,
    /// Clusters with a name of several words, in the order of the text.
    full: Vec<usize>,
    /// By cluster, where it was named.
    places: Vec<BTreeSet<usize>>,
}

impl Known {
    fn add(&mut self, cluster: usize, name: &Name, words: &[String]) {
        if words.len() > 1 {
            self.full.push(cluster);
        }
        for word in words {
            self.by_word.entry((name.kind, word.clone())).or_default().push(cluster);
        }
    }

    fn note(&mut self, cluster: usize, token: usize, words: &[String]) {
        if cluster >= self.names.len() {
            self.names.resize_with(cluster + 1, Vec::new);
            self.places.resize_with(cluster + 1, BTreeSet::new);
        }
        self.places[cluster].insert(token);
        let names = &mut self.names[cluster];
        if !names.iter().any(|name| name == words) {
            names.push(words.to_vec());
        }
    }

    /// The cluster that a name with `words` belongs to: the best match, then the nearest before, then the nearest after.
    fn find(&self, syntax: &Syntax, name: &Name, words: &[String], board: &Board) -> Option<usize> {
        let last = words.last()?;
        let key = if name.kind == EntityKind::Person { last } else { words.first()? };
        let mut best: Option<((u8, usize, bool, isize), usize)> = None;
        let other_number = Some(other_number(last)).filter(|_| name.kind != EntityKind::Person && Rule::Number.holds());
        let keys = [Some(key), words.first(), words.last(), other_number.as_ref()];
        for (index, key) in keys.iter().enumerate().filter_map(|(index, key)| Some((index, (*key)?))) {
            if keys[..index].contains(&Some(key)) {
                continue;
            }
            let alike = self.by_word.get(&(name.kind, key.clone())).map_or(&[][..], Vec::as_slice);
            for cluster in &alike[alike.len().saturating_sub(MOST_ALIKE)..] {
                count_compared();
                let matched =
                    self.names[*cluster].iter().map(|known| matching(name.kind, known, words)).max().unwrap_or(0);
                if matched == 0 || !self.may_be(syntax, name, words, *cluster, board) {
                    continue;
                }
                let places = &self.places[*cluster];
                let before = places.range(..name.tokens.start).next_back();
                let distance = match before {
                    Some(at) => name.tokens.start - at,
                    None => places.first().map_or(usize::MAX / 4, |at| at - name.tokens.start),
                };
                // Where two bear a surname, it stands alone for the one the text is about.
                let is_short = words.len() == 1 && name.kind == EntityKind::Person && matched < SAME;
                let often = if is_short { places.len() } else { 0 };
                let rank = (matched, often, before.is_some(), -(distance as isize));
                if best.is_none_or(|(known, _)| rank > known) {
                    best = Some((rank, *cluster));
                }
            }
        }
        if best.is_none() && words.len() == 1 {
            let of_kind = |cluster: &&usize| {
                let kind = board.clusters[**cluster].kind;
                kind == name.kind || (kind != EntityKind::Person && name.kind != EntityKind::Person)
            };
            if let Some(short) = Shortened::of(syntax.word(name.tokens.start)) {
                let stands_for = |cluster: &&usize| {
                    count_compared();
                    self.names[**cluster].iter().any(|known| known.len() > 1 && short.shortens(known))
                };
                if let Some(cluster) = self.full.iter().take(MOST_FULL).filter(of_kind).find(stands_for) {
                    return Some(*cluster);
                }
            }
        }
        best.map(|(_, cluster)| cluster)
            .or_else(|| self.find_company(name, words))
            .or_else(|| self.find_misspelt(syntax, name, words, board))
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
        let fits = |known: &Vec<String>| {
            let same_first = words.len() == 1
                || (known.len() == words.len() && known[..known.len() - 1] == words[..words.len() - 1]);
            known.len() > 1 && same_first && known.last().is_some_and(|known| is_misspelt(known, surname))
        };
        let is_person = |cluster: &&usize| board.clusters[**cluster].kind == EntityKind::Person;
        let is_same = |cluster: &&usize| {
            count_compared();
            self.names[**cluster].iter().any(fits)
        };
        let mut all = self.full.iter().take(MOST_FULL).filter(is_person).filter(is_same);
        let found = *all.next()?;
        (all.next().is_none() && self.may_be(syntax, name, words, found, board)).then_some(found)
    }

    /// The company whose name without "Ltd", or without its trade, is `words`, which alone were taken for something else.
    fn find_company(&self, name: &Name, words: &[String]) -> Option<usize> {
        let kind = name.kind;
        let is_known = |word: &str| {
            word.len() < 4 || lexicon::first_name(word).is_some() || Gazetteer::built_in().is_place_name(word)
        };
        if kind == EntityKind::Organization || name.title.is_some() || words.len() == 1 && is_known(&words[0]) {
            return None;
        }
        let is_trade = |word: &String| {
            lexicon::is_one_of(WordClass::TradeOfCompany, word)
                && kind == EntityKind::Person
                && Rule::TradeLeftOut.holds()
        };
        let closes = |word: &String| lexicon::closes_company(word) || is_trade(word);
        let same = |cluster: &&usize| {
            self.names[**cluster].iter().any(|known| {
                known.len() > words.len() && known.starts_with(words) && known[words.len()..].iter().all(closes)
            })
        };
        self.by_word.get(&(EntityKind::Organization, words[0].clone()))?.iter().find(same).copied()
    }

    /// The organization or place of which one of several words differs in one letter: "Education Minstry".
    fn find_misspelt_title(&self, kind: EntityKind, words: &[String], board: &Board) -> Option<usize> {
        let fits = |known: &Vec<String>| {
            let differs = |(a, b): &(&String, &String)| a != b;
            known.len() == words.len()
                && words.len() > 1
                && known.iter().zip(words).filter(differs).count() == 1
                && known.iter().zip(words).filter(differs).all(|(a, b)| is_misspelt(a, b))
        };
        let is_kind = |cluster: &&usize| board.clusters[**cluster].kind == kind;
        let is_same = |cluster: &&usize| {
            count_compared();
            self.names[**cluster].iter().any(fits)
        };
        self.full.iter().take(MOST_FULL).filter(is_kind).find(is_same).copied()
    }

    /// Whether title and first name allow that a short form means the person of `cluster`: "Mr. Clinton" is not Hillary.
    fn may_be(&self, syntax: &Syntax, name: &Name, words: &[String], cluster: usize, board: &Board) -> bool {
        if name.kind != EntityKind::Person {
            return true;
        }
        let told = name.title.and_then(|title| lexicon::title(title.of(syntax.text)).flatten());
        let is_full = words.len() > 1 && !matches!(words[0].as_str(), "al" | "el" | "bin" | "van" | "de");
        let told = told.or_else(|| if is_full { lexicon::first_name(&words[0]).flatten() } else { None });
        let known: Option<Gender> = board.clusters[cluster].gender();
        told.is_none() || known.is_none() || told == known
    }
}

/// "The International Criminal Court (ICC)": what stands in brackets after a name, and abbreviates it, means the same.
/// So does what abbreviates it in another language: "Authentic Radical Liberal Party (PLRA)".
fn join_bracketed_acronyms(syntax: &Syntax, names: &[Name], words: &[Vec<String>], of_name: &mut [usize]) {
    let bracketed: Vec<usize> = (1..names.len()).filter(|index| is_bracketed(syntax, names, *index)).collect();
    for index in &bracketed {
        let (before, name) = (&names[index - 1], &names[*index]);
        let (long, short) = (of_name[index - 1], of_name[*index]);
        let text = syntax.word(name.tokens.start);
        let is_acronym = text.chars().filter(|c| c.is_uppercase()).count() > 1 || name.kind == EntityKind::Organization;
        let is_other_language = || {
            before.kind == EntityKind::Organization
                && Rule::BracketedAcronym.holds()
                && is_acronym
                && (2..9).contains(&text.chars().count())
                && text.chars().all(char::is_alphabetic)
                && !Gazetteer::built_in().is_place_name(text)
                // "(ENG)" behind the names of several teams
                && bracketed.iter().filter(|other| syntax.word(names[**other].tokens.start) == text).count() == 1
        };
        let is_same_kind = before.kind == name.kind || before.kind != EntityKind::Person;
        let shortens = |words: &[String]| Shortened::of(text).is_some_and(|short| short.shortens(words));
        let abbreviates = is_same_kind && (shortens(&words[index - 1]) || runs_through(text, &words[index - 1]));
        if long != short && words[index - 1].len() > 1 && (abbreviates || is_other_language()) {
            for cluster in of_name.iter_mut().filter(|cluster| **cluster == short) {
                *cluster = long;
            }
        }
    }
}

/// Whether name `index` is one word in brackets right after the name before it.
fn is_bracketed(syntax: &Syntax, names: &[Name], index: usize) -> bool {
    let (before, name) = (&names[index - 1], &names[index]);
    name.tokens.len() == 1
        && before.tokens.end + 1 == name.tokens.start
        && syntax.word(before.tokens.end) == "("
        && syntax.tokens.get(name.tokens.end).is_some_and(|after| after.of(syntax.text) == ")")
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
