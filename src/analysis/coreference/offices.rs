//! Which office words tell, and of which body: "the foreign minister" is nobody who is called prime minister, "the Lind Party
//! leader" nobody who is called leader of another party.

use super::Given;
use super::decide::Walk;
use super::mentions::name_at;
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{self, Grammar, WordClass, is_one_of, noun_of_role, unabbreviated};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;
use std::ops::Range;

/// An office: "deputy foreign minister".
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Office {
    noun: String,
    /// "deputy"
    ranks: Vec<String>,
    /// "foreign"
    fields: Vec<String>,
    /// It was held and is no longer: "former".
    pub is_former: bool,
}

/// At most so many words before a description are looked at.
const LONGEST_BEGINNING: usize = 8;
/// What follows "of" in the name of an office is at most so many words away.
const LONGEST_COMPLEMENT: usize = 5;

impl Office {
    /// The office that the noun at token `head` tells, with the words of `tokens` before it and with those behind its
    /// "of"; none for other nouns.
    pub fn new(syntax: &Syntax, tokens: Range<usize>, head: usize) -> Option<Office> {
        let is_noun = |at: usize| is_one_of(WordClass::OfficeNoun, lexicon::in_full(syntax.word(at)));
        if !is_noun(head) {
            return None;
        }
        let abbreviated = unabbreviated(syntax.word(head)).into_iter().flat_map(|full| full.split(' '));
        // "as vice | president"
        let belongs = |at: &usize| {
            let word = syntax.word(*at);
            word == "-" || is_one_of(WordClass::OfficeRank, word) || is_one_of(WordClass::OfficeField, word)
        };
        let begin = (0..tokens.start).rev().take(LONGEST_BEGINNING).take_while(belongs).last().unwrap_or(tokens.start);
        // "vice president and finance director" are two offices.
        let first = (begin..head).find(|at| is_noun(*at));
        let joint = first.and_then(|first| (first..head).rev().find(|at| matches!(syntax.word(*at), "and" | ",")));
        let start = joint.unwrap_or(begin);
        let end = syntax.tokens.len().min(head + 1 + LONGEST_COMPLEMENT);
        let is_of = head + 1 < end && matches!(syntax.word(head + 1), "of" | "for");
        let joins = |at: &usize| {
            let word = syntax.word(*at);
            lexicon::has(Grammar::InOffice, word) || is_one_of(WordClass::OfficeField, word)
        };
        let complement = (head + 1..if is_of { end } else { head + 1 }).take_while(joins);
        let words = |class: WordClass| -> Vec<String> {
            let all = (start..head).chain(complement.clone()).map(|at| syntax.word(at));
            all.chain(abbreviated.clone()).filter(|word| is_one_of(class, word)).map(str::to_lowercase).collect()
        };
        let (ranks, fields) = (words(WordClass::OfficeRank), words(WordClass::OfficeField));
        let is_former = (start..head).any(|at| matches!(&*syntax.word(at).to_lowercase(), "former" | "ex"));
        Some(Office { noun: noun_of_role(syntax.word(head)), ranks, fields, is_former })
    }

    /// Whether the holder of this office, as it is called, must be another than that of `known`, of the same noun.
    fn differs(&self, known: &Office) -> bool {
        let has = |office: &Office, word: &String| office.ranks.contains(word) || office.fields.contains(word);
        let is_under = |office: &Office| office.ranks.iter().any(|word| is_one_of(WordClass::RankBelow, word));
        let are_told = |one: &[String], other: &[String]| !one.is_empty() && !other.is_empty();
        let are_apart = |one: &[String], other: &[String]| !one.iter().any(|word| other.contains(word));
        let are_other_fields = are_apart(&self.fields, &known.fields);
        // "the minister" is not the prime minister, "the general" not the attorney general.
        let is_left_out = |word: &&String, other: &Office| is_one_of(WordClass::AlwaysTold, word) && !has(other, word);
        let leaves_out =
            |one: &Office, other: &Office| one.ranks.iter().chain(&one.fields).any(|word| is_left_out(&word, other));
        if leaves_out(self, known) || leaves_out(known, self) {
            return true;
        }
        // "the deputy minister" is not the foreign minister; who is called minister may be either.
        if is_under(self) != is_under(known) {
            let above = if is_under(self) { known } else { self };
            return !above.fields.is_empty() || !above.ranks.is_empty();
        }
        let are_other_ranks = match (self.ranks.is_empty(), known.ranks.is_empty()) {
            (false, false) => are_apart(&self.ranks, &known.ranks),
            // "the first minister" is not the finance minister.
            _ => (are_told(&self.ranks, &known.fields) || are_told(&self.fields, &known.ranks)) && are_other_fields,
        };
        are_other_ranks || are_told(&self.fields, &known.fields) && are_other_fields
    }
}

/// Whether the entity of `cluster` holds offices of the noun of `office`, and none that may be meant by it. "the
/// president" is no former president if the text names one who is.
pub(super) fn holds_another(walk: &Walk, cluster: usize, office: &Office) -> bool {
    let is_same_noun = |known: &&Office| known.noun == office.noun;
    let fits = |known: &&Office| is_same_noun(known) && !office.differs(known);
    let own = || walk.told_of[cluster].offices.iter();
    let is_held = |known: &Office| !known.is_former;
    // "the trade minister" is nobody who is called defence minister and then "the minister".
    let mut told = own().filter(is_same_noun).filter(|known| is_held(known) && !known.fields.is_empty()).peekable();
    if !office.fields.is_empty() && told.peek().is_some() && !told.any(|known| fits(&known)) {
        return true;
    }
    match own().any(|known| fits(&known)) {
        false => own().any(|known| is_same_noun(&known)),
        true => {
            !office.is_former
                && !own().filter(fits).any(is_held)
                && walk.told_of_any.offices.iter().any(|known| fits(&known))
        }
    }
}

/// What somebody is of a body, place or person that has a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Post {
    /// The noun, in small letters: "leader".
    pub noun: String,
    /// The cluster of the body, place or person; none for a body that is not known: "Alliance" in "Alliance leader".
    pub of: Option<usize>,
    pub kind: EntityKind,
}

/// The most words between a genitive and the noun.
const MOST_BETWEEN: usize = 3;

/// The posts that `tokens` tell: nouns for what one person holds alone, or is for one person, beside the name of that: "Acme
/// chairman", "Northgate's mayor", "leader of Acme", "lawyer for Okafor".
pub(super) fn posts(given: &Given, tokens: Range<usize>) -> Vec<Post> {
    let Given { syntax, names, of_name, .. } = given;
    let mut found = Vec::new();
    for head in tokens {
        let noun = lexicon::noun_of_role(syntax.word(head));
        let is_exclusive = lexicon::is_one_of(WordClass::ExclusivePost, &noun);
        let is_post = is_exclusive || lexicon::is_one_of(WordClass::WorksForOne, &noun);
        let is_former = |at: usize| lexicon::is_one_of(WordClass::Former, syntax.word(at)) || syntax.word(at) == "-";
        if !is_post || name_at(names, head).is_some() || head == 0 {
            continue;
        }
        let genitive = (head.saturating_sub(MOST_BETWEEN + 1)..head).rev().find(|at| is_genitive(syntax.word(*at)));
        let before = genitive.unwrap_or(head).checked_sub(1).and_then(|at| name_at(names, at));
        let complement = || match syntax.word(head + 1) {
            "of" | "for" if !is_former(head - 1) => (head + 2..head + 4).find_map(|at| name_at(names, at)),
            _ => None,
        };
        let Some(name) = before.or_else(complement) else {
            if is_exclusive && syntax.part_of_speech(head - 1) == PartOfSpeech::ProperNoun {
                found.push(Post { noun, of: None, kind: EntityKind::Organization });
            }
            continue;
        };
        let kind = names[name].kind;
        // "former Acme chairman Lee" may lead another by now.
        if names[name].tokens.start.checked_sub(1).is_some_and(is_former)
            || !(matches!(kind, EntityKind::Organization | EntityKind::Place)
                || kind == EntityKind::Person && !is_exclusive)
        {
            continue;
        }
        found.push(Post { noun, of: Some(of_name[name]), kind });
    }
    found
}

/// Whether the person of `cluster` is told to hold the post of `asked` of another body, or somebody else who is named is
/// told to hold it.
pub(super) fn holds_another_post(walk: &Walk, cluster: usize, asked: &Post) -> bool {
    if walk.board.clusters[cluster].kind != EntityKind::Person {
        return false;
    }
    let own = || walk.told_of[cluster].posts.iter().filter(|known| known.noun == asked.noun);
    let Some(body) = asked.of else { return false };
    if own().any(|known| known.of == asked.of) {
        return false;
    }
    let is_told = |at: usize| {
        let word = walk.syntax.word(at);
        walk.told_of[cluster].words.contains(&word.to_lowercase()) && !lexicon::is_organization(word)
    };
    if walk.syntax.tokens_in(walk.board.clusters[body].name).any(is_told) {
        return false;
    }
    own().any(|known| known.kind == asked.kind) || walk.told_of_any.posts.contains(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(words: &str) -> Office {
        let syntax = Syntax::new(words);
        let heads = (0..syntax.tokens.len()).rev();
        let mut found = heads.filter_map(|head| Office::new(&syntax, 0..syntax.tokens.len(), head));
        found.next().expect("the noun of an office")
    }

    #[test]
    fn offices_of_one_noun_may_differ() {
        let check = |one: &str, other: &str, expect: bool| {
            assert_eq!(office(one).differs(&office(other)), expect, "{one}, {other}");
            assert_eq!(office(other).differs(&office(one)), expect, "{other}, {one}");
        };
        check("the foreign minister", "Prime Minister", true);
        check("the minister", "Prime Minister", true);
        check("the PM", "Prime Minister", false);
        check("the minister", "Foreign Minister", false);
        check("the foreign minister", "minister of foreign affairs", false);
        check("the trade minister", "Foreign Minister", true);
        check("the foreign minister", "Deputy Foreign Minister", true);
        check("the minister", "Deputy Foreign Minister", false);
        check("the first minister", "Deputy First Minister", true);
        check("the president", "Vice President", true);
        check("the foreign secretary", "Shadow Foreign Secretary", true);
        check("the vice president", "First Vice-President", false);
        check("the secretary of state", "Defense Secretary", true);
        check("the general", "Attorney General", true);
        check("the chief financial officer", "chief executive officer", true);
        check("the finance director", "vice president and finance director", false);
    }
}
