//! Names that are known to be places or organizations, or known to be no places: what that adds to the reader's scores.
//!
//! A country that acts ("the Democratic Republic of the Congo said") reads like an organization, and the name of a city
//! that nobody writes about like a person. What has the whole name of a country, of a capital or of a state is a place
//! unless the reader is sure that it is not.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::rules::Rule;
use super::decoding::{Row, column, decode_rows};
use super::{before_verbs, full_names};
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind, fold};
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::{NameKind, PartOfSpeech, Piece};
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive_of_one;
use crate::text::tokenize;

/// What is added for the whole name of a country, if it is one word, as a logarithm of odds.
const COUNTRY: f32 = 3.0;

/// The same for a capital and for a state or province of countries whose states the news names by themselves.
const LESSER: f32 = 1.0;

/// What is added instead where a country of one word stands before a verb ("Chad said on Monday"), which mostly tells people: the
/// logarithm of how many are countries, and how many people, of such words before verbs in worldwide.train (516 and none).
const COUNTRY_BEFORE_VERB: f32 = 7.0;

/// The same for capitals (76 and none), and for other well-known states and islands (21 and three); less would leave out capitals that the
/// news seldom names (`tests/countries.rs`).
const LESSER_BEFORE_VERB: f32 = 4.0;

/// A state or province with so many people is well known; so are those that were put in by hand.
const WELL_KNOWN: u32 = 10_000_000;

/// What is added for each token of a name of several words: hardly anything else is called so.
const SEVERAL_WORDS: f32 = 9.0;

/// What is added for the name of an organization that is known everywhere, if it is one word.
const ORGANIZATION: f32 = 5.0;

/// What is taken from the score of something that is hardly ever so.
const HARDLY: f32 = 5.0;

/// A capital of one word has at least so many people: there are other words among the names of smaller ones.
const LEAST_CAPITAL: u32 = 15_000;

/// Countries whose states and provinces are known.
const WITH_STATES: [&str; 5] = ["AU", "CA", "GB", "IN", "US"];

/// The reader's scores, with what is known of names.
pub(super) fn weighed(syntax: &Syntax) -> Vec<Row> {
    let mut rows = syntax.scores.names.clone();
    for (at, row) in rows.iter_mut().enumerate() {
        if is_part_of_places(syntax.word(at)) && Rule::PartsOfPlaces.holds() {
            row[column(NameKind::Place, Piece::Single)] -= HARDLY;
        }
    }
    let found = decode_rows(syntax, &rows);
    let people = || found.iter().filter(|(name, kind)| *kind == NameKind::Person && name.len() > 1);
    let surnames: FxHashSet<&str> = people().map(|(name, _)| syntax.word(name.end - 1)).collect();
    // Where a word of somebody's full name stands first.
    let mut named: FxHashMap<&str, usize> = FxHashMap::default();
    for at in people().flat_map(|(name, _)| name.clone()) {
        named.entry(syntax.word(at)).or_insert(at);
    }
    let somebodys = LazyCell::new(|| before_verbs::somebodys(syntax));
    let is_the = |word: &str| word.eq_ignore_ascii_case("the");
    let mut next_found = 0;
    let mut at = 0;
    while at < syntax.tokens.len() {
        let Some((length, Known { kind, weight, before_verb })) = known_at(syntax, at) else {
            at += 1;
            continue;
        };
        let tokens = at..at + length;
        at = tokens.end;
        let word = syntax.word(tokens.start);
        let may_act = before_verb > weight && Rule::PlaceActs.holds();
        let is_before_verb = may_act && before_verbs::stands_before_verb(syntax, &tokens);
        // "Virginia Hart won. Virginia said", "Ann London won. London said", but not "London said. Jack London wrote"; what a country is
        // called stays a country's.
        let is_somebodys = (lexicon::first_name(word).is_some() || surnames.contains(word))
            && named.get(word).is_some_and(|first| *first < tokens.start);
        if is_before_verb && is_somebodys && before_verb < COUNTRY_BEFORE_VERB {
            rows[tokens.start][column(NameKind::Person, Piece::Single)] += before_verb;
            continue;
        }
        // "The Amazon is a river."
        let is_bare = kind == NameKind::Place || !is_the(syntax.word_before(tokens.start, 1));
        let is_told_so = (is_before_verb && is_bare || may_act && before_verbs::is_in_capitals(syntax, &tokens))
            && named.get(word).is_none_or(|first| *first > tokens.start)
            && !somebodys.contains(word);
        let weight = if is_told_so { before_verb } else { weight };
        // "Christie's" may be what Chris Christie has.
        let is_owner = tokens.len() == 2
            && surnames.contains(syntax.word(tokens.start))
            && straight(syntax.word(tokens.start + 1)) == "'s";
        let is_off = match kind {
            NameKind::Organization => is_owner || !Rule::KnownOrganization.holds(),
            _ => !is_told_so && !Rule::KnownPlace.holds(),
        };
        if weight == 0.0 || is_off {
            continue;
        }
        while next_found < found.len() && found[next_found].0.end <= tokens.start {
            next_found += 1;
        }
        // "Bank of China" is no place.
        let is_part = |(name, _): &(Range<usize>, NameKind)| {
            name.start < tokens.end
                && (name.end > tokens.end || name.start < tokens.start && !is_the(syntax.word(name.start)))
        };
        if found[next_found..].iter().take_while(|(name, _)| name.start < tokens.end).any(is_part) {
            continue;
        }
        let (first, last) = (tokens.start, tokens.end - 1);
        for at in tokens {
            let piece = match (at == first, at == last) {
                (true, true) => Piece::Single,
                (true, false) => Piece::Begin,
                (false, false) => Piece::Inside,
                (false, true) => Piece::End,
            };
            rows[at][column(kind, piece)] += weight;
        }
    }
    if Rule::FullNames.holds() {
        full_names::weigh(syntax, &found, &mut rows);
    }
    rows
}

/// The longest known name that begins at token `at`: its tokens, and what it adds.
fn known_at(syntax: &Syntax, at: usize) -> Option<(usize, Known)> {
    let names = NAMES.get(syntax.word(at))?;
    let is_there = |rest: &[String]| {
        let tokens = at + 1..at + 1 + rest.len();
        tokens.end <= syntax.tokens.len() && tokens.zip(rest).all(|(token, word)| straight(syntax.word(token)) == word)
    };
    let there = names.iter().filter(|(rest, _)| is_there(rest));
    there.map(|(rest, known)| (rest.len() + 1, *known)).max_by(|a, b| {
        a.0.cmp(&b.0).then(a.1.weight.total_cmp(&b.1.weight)).then(a.1.before_verb.total_cmp(&b.1.before_verb))
    })
}

/// Whether `name` is that of an organization that is known everywhere, or begins with it before "of": "Renault of France".
pub(super) fn is_organization(syntax: &Syntax, name: &Range<usize>) -> bool {
    known_at(syntax, name.start).is_some_and(|(length, known)| {
        let end = name.start + length;
        known.kind == NameKind::Organization
            && known.weight > 0.0
            && (end == name.end || end < name.end && syntax.word(end) == "of")
    })
}

/// The word of a possessive with its straight mark.
fn straight(word: &str) -> &str {
    if word == "’s" { "'s" } else { word }
}

/// What a name tells of its kind.
#[derive(Clone, Copy)]
struct Known {
    kind: NameKind,
    /// What is added for it.
    weight: f32,
    /// What is added where it stands before a verb.
    before_verb: f32,
}

/// By the first word of a name: the words that follow, and what it adds.
type Names = FxHashMap<String, Vec<(Vec<String>, Known)>>;

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let gazetteer = Gazetteer::built_in();
    let is_well_known = |id: PlaceId| gazetteer.region(id) != Some(id) || gazetteer.population(id) >= WELL_KNOWN;
    // What is added for one word, and where it stands before a verb.
    let weights = |id: PlaceId| match gazetteer.kind(id) {
        PlaceKind::Country => Some((COUNTRY, COUNTRY_BEFORE_VERB)),
        PlaceKind::Region if gazetteer.country(id).is_some_and(|code| WITH_STATES.contains(&code)) => {
            Some((LESSER, LESSER_BEFORE_VERB))
        }
        PlaceKind::Region if is_well_known(id) => Some((0.0, LESSER_BEFORE_VERB)),
        PlaceKind::Island | PlaceKind::Land => Some((0.0, LESSER_BEFORE_VERB)),
        PlaceKind::City if gazetteer.is_capital(id) => Some((LESSER, LESSER_BEFORE_VERB)),
        _ => None,
    };
    let mut names = Names::default();
    gazetteer.for_each_name(
        |id| weights(id).is_some(),
        |name, id, is_abbreviation| {
            let Some((weight, before_verb)) = weights(id) else { return };
            let words: Vec<String> = tokenize(name).iter().map(|token| token.of(name).to_owned()).collect();
            let Some((first, rest)) = words.split_first() else { return };
            let is_small = gazetteer.kind(id) == PlaceKind::City && gazetteer.population(id) < LEAST_CAPITAL;
            let is_country = gazetteer.kind(id) == PlaceKind::Country;
            if rest.is_empty() && lexicon::demonym(first).is_some() || is_abbreviation && !is_country {
                return;
            }
            let is_first_name = lexicon::first_name(first).is_some();
            let known = match rest.is_empty() {
                true if is_first_name && !(is_country || gazetteer.is_capital(id)) => return,
                true if is_small || is_first_name => Known { kind: NameKind::Place, weight: 0.0, before_verb },
                true => Known { kind: NameKind::Place, weight, before_verb },
                false => Known { kind: NameKind::Place, weight: SEVERAL_WORDS, before_verb: SEVERAL_WORDS },
            };
            for first in spellings(first) {
                let rest_of = |rest: &[String]| rest.iter().map(|word| without_marks(word)).collect();
                names.entry(without_marks(first)).or_default().push((rest_of(rest), known));
                if !name.is_ascii() {
                    names.entry(first.to_owned()).or_default().push((rest.to_vec(), known));
                }
            }
        },
    );
    for (name, is_doubtful) in lexicon::known_organizations() {
        let words: Vec<String> = tokenize(name).iter().map(|token| token.of(name).to_owned()).collect();
        let Some((first, rest)) = words.split_first() else { continue };
        let before_verb = if rest.is_empty() { ORGANIZATION } else { SEVERAL_WORDS };
        let weight = if is_doubtful { 0.0 } else { before_verb };
        let known = Known { kind: NameKind::Organization, weight, before_verb };
        names.entry(first.clone()).or_default().push((rest.to_vec(), known));
    }
    names
});

/// The word without the marks above and below its letters: "Curacao".
fn without_marks(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let plain = |c: char| {
        let folded = if c.is_alphabetic() { fold(c.encode_utf8(&mut [0; 4])) } else { String::new() };
        match folded.is_empty() {
            true => c.to_string(),
            false if c.is_uppercase() => folded.to_uppercase(),
            false => folded,
        }
    };
    word.chars().map(plain).collect()
}

/// "Saint" is mostly shortened.
fn spellings(word: &str) -> Vec<&str> {
    if word == "Saint" { vec![word, "St.", "St"] } else { vec![word] }
}

/// Whether a name itself, of which the last token is a possessive's, ends so: "Officials in St. George's said", "Moody's
/// said", but not "St. John's mayor".
pub(super) fn ends_in_possessive(syntax: &Syntax, name: &Range<usize>) -> bool {
    let is_owner = || {
        matches!(
            syntax.part_of_speech(name.end),
            PartOfSpeech::Noun | PartOfSpeech::ProperNoun | PartOfSpeech::Adjective
        )
    };
    name.len() > 1
        && name.end <= syntax.tokens.len()
        && is_genitive_of_one(syntax.word(name.end - 1))
        && !is_owner()
        && (known_at(syntax, name.start).is_some_and(|(length, ..)| length == name.len())
            || Gazetteer::built_in().is_place_name(syntax.span(name.clone()).of(syntax.text)))
}

/// Whether a place's name itself begins with an article: "The Hague", "The Valley", but not "The Gambia".
pub(super) fn begins_with_article(syntax: &Syntax, name: &Range<usize>) -> bool {
    let gazetteer = Gazetteer::built_in();
    let places = || gazetteer.lookup(syntax.span(name.clone()).of(syntax.text));
    matches!(syntax.word(name.start), "The" | "THE")
        && name.len() > 1
        && places().iter().any(|id| gazetteer.name(*id).starts_with("The "))
}

fn is_part_of_places(word: &str) -> bool {
    lexicon::is_capitalized(WordClass::InNamesOfPlaces, word)
}
