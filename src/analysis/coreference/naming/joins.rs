//! Names that mean the same though their words differ: "Guo Meiling, better known as Guo Meimei", what stands in brackets behind
//! what it abbreviates, "The House", handles, and the names of one place.

use super::super::clusters::Board;
use super::shortened::{Shortened, runs_through};
use super::words::country;
use crate::analysis::entities::peers::is_peer;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::{Gazetteer, fold};
use crate::knowledge::lexicon::{self, Grammar, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use rustc_hash::{FxHashMap, FxHashSet};

/// The most tokens between two names of one person.
const FARTHEST: usize = 10;

/// Puts the second name of a person into the cluster of the first.
pub(super) fn join_other_names(syntax: &Syntax, names: &[Name], board: &Board, of_name: &mut [usize]) {
    // Which cluster is part of which.
    let mut part_of: FxHashMap<usize, usize> = FxHashMap::default();
    let is_person = |index: &usize| names[*index].kind == EntityKind::Person;
    for index in (1..names.len()).filter(is_person) {
        let Some(before) = (index.saturating_sub(FARTHEST)..index).rev().find(is_person) else { continue };
        let [first, second] = [before, index].map(|name| whole(&mut part_of, of_name[name]));
        // "Mr. Bush, known as Jeb", whom the text calls Jeb Bush: that Bush may have been taken for another.
        let is_of_second = || {
            let word = names[before].span.of(syntax.text);
            board.clusters[second].name.of(syntax.text).split(' ').any(|other| other == word)
        };
        if first != second
            && (is_told_as(syntax, &names[before], &names[index])
                || is_peer_beside(syntax, &names[before], &names[index]))
            && !is_of_second()
            && Rule::KnownAs.holds()
        {
            part_of.insert(second, first);
        }
    }
    of_name.iter_mut().for_each(|cluster| *cluster = whole(&mut part_of, *cluster));
}

/// What `cluster` is part of in the end, or itself. Ways are halved as they are gone, so that none stays long.
fn whole(part_of: &mut FxHashMap<usize, usize>, mut cluster: usize) -> usize {
    while let Some(next) = part_of.get(&cluster).copied() {
        if let Some(further) = part_of.get(&next).copied() {
            part_of.insert(cluster, further);
        }
        cluster = next;
    }
    cluster
}

/// Whether one of two names side by side, between commas, is that of a peer who bears the other: "Prince Mark, the Duke of Marlow,".
fn is_peer_beside(syntax: &Syntax, before: &Name, name: &Name) -> bool {
    let are_peers = [before, name].map(|name| is_peer(syntax, &name.tokens));
    let between = before.tokens.end..name.tokens.start;
    let is_joint =
        |at: usize| syntax.word(at) == "," || at + 1 == name.tokens.start && names_no_other(syntax, name, at);
    let start = before.title.map_or(before.tokens.start, |title| syntax.tokens_in(title).start);
    // "the Duke of Tarn, Prince Mark, the Duke of Marlow and others"
    let is_list = matches!(syntax.word_before(start, 1), "," | "and")
        || syntax.word_before(start, 2) == ","
        || matches!(syntax.word(name.tokens.end), "and" | "&");
    // "the Commodore, Prince of Tarn" are two games.
    let bears_name = |(name, is_peer): (&Name, bool)| {
        is_peer || name.title.is_some() || lexicon::first_name(syntax.word(name.tokens.start)).is_some()
    };
    are_peers[0] != are_peers[1]
        && [before, name].into_iter().zip(are_peers).all(bears_name)
        && syntax.word(before.tokens.end) == ","
        && between.len() < 4
        && between.skip(1).all(is_joint)
        && !is_list
}

/// Whether token `at` before the name is its article or its title.
fn names_no_other(syntax: &Syntax, name: &Name, at: usize) -> bool {
    matches!(syntax.word(at), "the" | "The") || name.title.is_some_and(|title| syntax.tokens_in(title).contains(&at))
}

/// Whether what stands between two names tells that they are those of one person: ", a singer better known as", "(aka".
fn is_told_as(syntax: &Syntax, before: &Name, name: &Name) -> bool {
    let between = before.tokens.end..name.tokens.start;
    if between.is_empty() || between.len() > FARTHEST || !syntax.word(name.tokens.start).starts_with(char::is_uppercase)
    {
        return false;
    }
    let is_mark = |at: &usize| matches!(syntax.word(*at), "“" | "\"" | "‘" | "'" | ",");
    let Some(last) = between.clone().rev().find(|at| !is_mark(at)) else { return false };
    let word = |back: usize| last.checked_sub(back).filter(|at| *at >= between.start).map_or("", |at| syntax.word(at));
    let is_real = |kind: &str| lexicon::has(WordClass::KindOfName, kind);
    let tells = match word(0) {
        "as" => word(1) == "known",
        "aka" | "a.k.a." | "alias" => true,
        "name" => is_real(word(1)),
        "is" | "was" => word(1) == "name" && is_real(word(2)) && word(3) == "whose",
        _ => false,
    };
    let first = syntax.word(between.start);
    let opens = matches!(first, "," | "(" | "[" | "-" | "–" | "—") || lexicon::has(Grammar::OpensOtherName, first);
    let parts = |at: usize| {
        let is_other = lexicon::has(Grammar::PartsNames, syntax.word(at));
        let is_verb =
            syntax.part_of_speech(at) == PartOfSpeech::Verb && !matches!(syntax.word(at), "known" | "is" | "was");
        is_other || is_verb
    };
    tells && opens && !between.clone().any(parts) && syntax.sentence_of(before.tokens.start) == syntax.sentence_of(last)
}

/// "The International Criminal Court (ICC)": what stands in brackets after a name, and abbreviates it, means the same.
/// So does what abbreviates it in another language: "Authentic Radical Liberal Party (PLRA)".
pub(super) fn join_bracketed_acronyms(syntax: &Syntax, names: &[Name], words: &[Vec<String>], of_name: &mut [usize]) {
    let bracketed: Vec<usize> = (1..names.len()).filter(|index| is_bracketed(syntax, names, *index)).collect();
    for index in &bracketed {
        let (before, name) = (&names[index - 1], &names[*index]);
        let (long, short) = (of_name[index - 1], of_name[*index]);
        let text = syntax.word(name.tokens.start);
        let is_acronym = text.chars().filter(|c| c.is_uppercase()).count() > 1 || name.kind == EntityKind::Organization;
        // "the Harbour Board (HBP) Penford"
        let is_interrupted = || {
            let whole: Vec<String> =
                words[index - 1].iter().cloned().chain([fold(syntax.word(name.tokens.end + 1))]).collect();
            Shortened::of(text).is_some_and(|short| short.shortens(&whole))
        };
        let is_other_language = || {
            before.kind == EntityKind::Organization
                && Rule::BracketedAcronym.holds()
                && is_acronym
                && (2..9).contains(&text.chars().count())
                && !is_interrupted()
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
    name.tokens.len() == 1 && before.tokens.end + 1 == name.tokens.start && syntax.is_bracketed(&name.tokens)
}

/// "The House" is the House of Lords, if the text names no other chamber of a nation that is a house.
pub(super) fn join_chambers(names: &[Name], words: &[Vec<String>], of_name: &mut [usize]) {
    let is_body = |index: &usize| names[*index].kind == EntityKind::Organization;
    let is_house = |index: &usize| matches!(words[*index].as_slice(), [only] if only == "house");
    let is_chamber = |index: &usize| {
        matches!(words[*index].as_slice(), [house, of, chamber]
            if house == "house" && of == "of" && matches!(chamber.as_str(), "representatives" | "lords" | "commons"))
    };
    let mut chambers = (0..names.len()).filter(is_body).filter(is_chamber).map(|index| of_name[index]);
    let Some(chamber) = chambers.next() else { return };
    if chambers.any(|other| other != chamber) || !Rule::TheHouse.holds() {
        return;
    }
    let houses: Vec<usize> = (0..names.len()).filter(is_body).filter(is_house).collect();
    houses.into_iter().for_each(|index| of_name[index] = chamber);
}

/// Puts handles and hashtags into the cluster of the name that stands before them, "Jim Lund (@jl_1990)", or else of the only
/// one that has the same letters.
pub(super) fn join_handles(syntax: &Syntax, names: &[Name], of_name: &mut [usize]) {
    let handles: Vec<usize> = (0..names.len()).filter(|index| is_handle(syntax, &names[*index])).collect();
    if handles.is_empty() || !Rule::Handles.holds() {
        return;
    }
    // The cluster of the names with the same letters; none if there are two.
    let mut by_letters: FxHashMap<String, Option<usize>> = FxHashMap::default();
    // Clusters with another name than a handle.
    let mut named: FxHashSet<usize> = FxHashSet::default();
    for (name, cluster) in names.iter().zip(of_name.iter()).filter(|(name, _)| !is_handle(syntax, name)) {
        let same = by_letters.entry(fold(name.span.of(syntax.text))).or_insert(Some(*cluster));
        *same = same.filter(|known| known == cluster);
        named.insert(*cluster);
    }
    let mut joined: FxHashMap<usize, usize> = FxHashMap::default();
    for index in handles {
        let of_letters = || by_letters.get(&fold(names[index].span.of(syntax.text))).copied().flatten();
        let Some(cluster) = owner(syntax, names, index).map(|owner| of_name[owner]).or_else(of_letters) else {
            continue;
        };
        // Where the text calls somebody by it, it is his.
        let own = of_name[index];
        if !named.contains(&own) && own != cluster {
            joined.insert(own, cluster);
        }
    }
    of_name.iter_mut().for_each(|cluster| *cluster = *joined.get(cluster).unwrap_or(cluster));
}

/// Whether "@" or "#" stands right before a name, or begins it.
fn is_handle(syntax: &Syntax, name: &Name) -> bool {
    has_mark(syntax, name, "@") || is_hashtag(syntax, name)
}

/// Whether "#" stands right before a name, or begins it.
pub(super) fn is_hashtag(syntax: &Syntax, name: &Name) -> bool {
    has_mark(syntax, name, "#")
}

fn has_mark(syntax: &Syntax, name: &Name, mark: &str) -> bool {
    syntax.text[..name.span.start as usize].ends_with(mark) || name.span.of(syntax.text).starts_with(mark)
}

/// The name that handle `index` stands behind in brackets.
fn owner(syntax: &Syntax, names: &[Name], index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    let between = &syntax.text[names[before].span.end as usize..names[index].span.start as usize];
    let is_whole = syntax.text[names[index].span.end as usize..].starts_with(')');
    (between == " (@" && is_whole && names[before].kind != EntityKind::Place).then_some(before)
}

/// Puts the clusters into one whose names are those of one place.
pub(super) fn join_places(syntax: &Syntax, names: &[Name], board: &Board, of_name: &mut [usize]) {
    if !Rule::PlaceNames.holds() {
        return;
    }
    let is_place = |index: &usize| board.clusters[of_name[*index]].kind == EntityKind::Place;
    let places: Vec<usize> = (0..names.len()).filter(is_place).collect();
    // None of a cluster with the names of two. What only one place is called tells more than what several are.
    let mut of_cluster: FxHashMap<usize, Option<String>> = FxHashMap::default();
    for is_only in [true, false] {
        let mut found: FxHashMap<usize, Option<String>> = FxHashMap::default();
        for index in &places {
            let usual = usual_name(names[*index].span.of(syntax.text)).filter(|(_, only)| *only == is_only);
            let Some((usual, _)) = usual else { continue };
            let known = found.entry(of_name[*index]).or_insert_with(|| Some(usual.clone()));
            *known = known.take().filter(|known| *known == usual);
        }
        for cluster in places.iter().map(|index| of_name[*index]) {
            if let Some(usual) = found.get(&cluster) {
                of_cluster.entry(cluster).or_insert_with(|| usual.clone());
            }
        }
    }
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for index in places {
        if let Some(Some(usual)) = of_cluster.get(&of_name[index]) {
            of_name[index] = *first.entry(usual).or_insert(of_name[index]);
        }
    }
}

/// Whether `name` is what its country is usually called: "Iran", but not "Islamic Republic".
pub(super) fn is_usual(name: &str) -> bool {
    country(name).is_some_and(|country| fold(&country) == fold(name))
}

/// What the only place is usually called that bears `name`, or that name where several places bear it, and which of these. None of "Gaza City",
/// for "Gaza" is often more, and of "N.Y.", for "New York" is often the city.
fn usual_name(name: &str) -> Option<(String, bool)> {
    let gazetteer = Gazetteer::built_in();
    match gazetteer.lookup(name).as_slice() {
        [only] => {
            let usual = gazetteer.name(*only);
            let is_other = name.ends_with('.') || name.ends_with(" City") && !usual.ends_with(" City");
            (!is_other).then(|| (fold(&usual), true))
        }
        [] => None,
        _ => Some((fold(name), false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::entities;

    #[test]
    fn two_names_of_one_person() {
        let check = |text: &str, expect: bool| {
            let syntax = Syntax::new(text);
            let names = entities::find(&syntax);
            let people: Vec<&Name> = names.iter().filter(|name| name.kind == EntityKind::Person).collect();
            let [first, second] = people.as_slice() else { panic!("{text}: {names:?}") };
            assert_eq!(is_told_as(&syntax, first, second), expect, "{text}");
        };
        check("Guo Meiling, a singer better known as Guo Meimei, left.", true);
        check("Paul Jobson (aka Peter Maddin) left.", true);
        check("Paul Jobson, who is also known as “Peter Maddin”, left.", true);
        check("Paul Jobson, real name Peter Maddin, left.", true);
        check("Paul Jobson, whose real name is Peter Maddin, left.", true);
        check("Paul Jobson, whose name was Peter Maddin, left.", false);
        check("Paul Jobson met a man known as Peter Maddin.", false);
        check("Paul Jobson and a friend known as Peter Maddin left.", false);
    }

    #[test]
    fn peers_are_told_behind_people() {
        let check = |text: &str, other: &str, expect: bool| {
            let syntax = Syntax::new(text);
            let [other, peer] = [other, "Prince of Tarn"].map(|name| Name::of_words(&syntax, name, EntityKind::Person));
            assert_eq!(is_peer_beside(&syntax, &other, &peer), expect, "{text}");
        };
        check("It was Mark Vance, Prince of Tarn, who left.", "Mark Vance", true);
        check("On the Admirula, Prince of Tarn has been slow.", "Admirula", false);
    }
}
