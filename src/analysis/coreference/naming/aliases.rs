//! People who are told to have another name: "Guo Meiling, better known as Guo Meimei".

use rustc_hash::FxHashMap;

use super::super::clusters::Board;
use crate::analysis::entities::peers::is_peer;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

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
    let is_real = |kind: &str| matches!(kind, "real" | "birth" | "legal" | "stage" | "pen");
    let tells = match word(0) {
        "as" => word(1) == "known",
        "aka" | "a.k.a." | "alias" => true,
        "name" => is_real(word(1)),
        "is" | "was" => word(1) == "name" && is_real(word(2)) && word(3) == "whose",
        _ => false,
    };
    let opens = matches!(
        syntax.word(between.start),
        "," | "(" | "[" | "-" | "–" | "—" | "who" | "aka" | "a.k.a." | "alias" | "also" | "better" | "whose"
    );
    let parts = |at: usize| {
        let is_other = matches!(syntax.word(at), "and" | "or" | "but" | "." | ";" | "not");
        let is_verb =
            syntax.part_of_speech(at) == PartOfSpeech::Verb && !matches!(syntax.word(at), "known" | "is" | "was");
        is_other || is_verb
    };
    tells && opens && !between.clone().any(parts) && syntax.sentence_of(before.tokens.start) == syntax.sentence_of(last)
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
