//! What a noun phrase does where it stands: beside a name it tells who that is, and some stand for nobody: "hit in the head", "the
//! Syrian and Yemeni issues".

use super::super::naming::country;
use super::names_in;
use super::phrases::{complement, name_at};
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon::{self, Grammar, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::{is_be, is_definite, is_genitive};
use crate::syntax::phrases::Determiner;

/// What a noun phrase does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Stands {
    /// It is an argument of its own.
    Alone,
    /// It says what the bearer of this name is, who is named right beside it.
    Beside(usize),
    /// It follows a form of "be".
    Predicate,
}

/// What the phrase from `start` to its head at `head` does; its noun group ends before `end`, its sentence before `limit`.
pub(super) fn stands(syntax: &Syntax, names: &[Name], start: usize, head: usize, end: usize, limit: usize) -> Stands {
    let word = |at: usize| if at < limit { syntax.word(at) } else { "" };
    // "the assailant Tetsuya Yamagami"
    let beside = (head + 1..end.min(limit))
        .find_map(|at| name_at(names, at))
        .or_else(|| place_behind_of(syntax, names, start, head))
        .or_else(|| person_behind_complement(syntax, names, head));
    if let Some(name) = beside {
        return Stands::Beside(name);
    }
    // "the chair, Dr. Ada Okafor,"
    let person = |name: &usize| names[*name].kind == EntityKind::Person;
    if word(head + 1) == "," {
        let behind = (head + 2..(head + 5).min(limit))
            .take_while(|at| name_at(names, *at).is_some() || lexicon::is_title(word(*at)) || word(*at) == ".")
            .find_map(|at| name_at(names, at));
        // "There was no talk with the caller, Lee said."
        let reports = |name: &usize| {
            let end = names[*name].tokens.end;
            end < limit
                && syntax.part_of_speech(end).is_verb()
                && word(end + 1) == "."
                && start > syntax.sentence_at(start).start
        };
        if let Some(name) = behind.filter(person).filter(|name| !reports(name)) {
            return Stands::Beside(name);
        }
    }
    let Some(before) = start.checked_sub(1) else { return Stands::Alone };
    // "Ada Okafor, the chair of"
    if syntax.word(before) == "," && before > 0 {
        let is_told_of = |name: &usize| names[*name].kind != EntityKind::Other;
        let aged = || name_at(names, syntax.before_aside(before).max(1) - 1).filter(person);
        let named = name_at(names, before - 1).filter(is_told_of).or_else(aged);
        let is_adverb =
            |at: &usize| syntax.part_of_speech(*at) == PartOfSpeech::Adverb && !syntax.word(*at).ends_with("ly");
        // "On Chirper, the government also said", but "Lee, the man controversially put in charge"
        let acts = (head + 1..limit).find(|at| !is_adverb(at)).is_some_and(|at| syntax.part_of_speech(at).is_verb());
        let is_bare_list = word(head + 1) == "and";
        let fits = |name: &usize| names[*name].kind == EntityKind::Person || !is_bare_list;
        let is_same_sentence = syntax.sentence_of(before) == syntax.sentence_of(start);
        if let Some(name) = named.filter(fits).filter(|_| !acts && is_same_sentence) {
            return Stands::Beside(name);
        }
    }
    let word_before = syntax.word(before);
    // "Are the ministers late?" tells nobody to be a minister.
    let is_predicate = (is_be(word_before) || matches!(word_before, "became" | "as"))
        && word_before.starts_with(char::is_lowercase)
        && !(before > 0 && matches!(syntax.word(before - 1), "there" | "There" | "such"));
    if is_predicate { Stands::Predicate } else { Stands::Alone }
}

/// The person who is "the head of the Port Authority Ann Lee", "director for Penford Tom Vance": the name stands right behind
/// what the role at `head` is of. "A friend of President Ann Lee" is not she.
fn person_behind_complement(syntax: &Syntax, names: &[Name], head: usize) -> Option<usize> {
    if !lexicon::is_role_of_one(syntax.word(head)) {
        return None;
    }
    let complement = complement(syntax, names, head);
    let mut near = names_in(names, &(complement.start + 1..complement.end));
    let person = near.find(|name| names[*name].kind == EntityKind::Person)?;
    let Name { tokens, .. } = &names[person];
    let before = tokens.start.checked_sub(1)?;
    let ends_body = match name_at(names, before) {
        Some(body) => matches!(names[body].kind, EntityKind::Organization | EntityKind::Place),
        None => {
            let is_title = lexicon::is_title_or_role(syntax.word(before));
            syntax.part_of_speech(before) == PartOfSpeech::ProperNoun && !is_title
        }
    };
    (before > complement.start && ends_body && !is_genitive(syntax.word(tokens.end))).then_some(person)
}

/// The place that "the city of Penford" is: the noun at `head` tells what the name behind "of" is the name of. "The capital of
/// Kazakhstan" is not Kazakhstan, "the state of Israel" is Israel.
pub(super) fn place_behind_of(syntax: &Syntax, names: &[Name], start: usize, head: usize) -> Option<usize> {
    let noun = syntax.word(head);
    let is_noun = noun.starts_with(char::is_lowercase) && lexicon::is_one_of(WordClass::NamedPlace, noun);
    let is_one = is_definite(syntax.word(start));
    if !is_noun || !is_one || syntax.word(head + 1) != "of" || !Rule::PlacesOfAKind.holds() {
        return None;
    }
    let name = name_at(names, head + 2).filter(|name| names[*name].tokens.start == head + 2)?;
    let Name { kind, span, tokens, .. } = &names[name];
    let is_country = || country(span.of(syntax.text)).is_some();
    let is_state = lexicon::has(WordClass::NamedBehindOf, noun);
    let is_owner = is_genitive(syntax.word(tokens.end));
    (*kind == EntityKind::Place && !is_owner && (is_state || !is_country())).then_some(name)
}

/// Whether the noun at `head`, of a phrase that begins at `start`, is a part of the body: "in the head", "her head".
pub(super) fn is_part_of_body(syntax: &Syntax, start: usize, head: usize, determiner: Determiner) -> bool {
    let is_head = matches!(syntax.word(head), "head" | "heads");
    let is_whose = lexicon::has(Grammar::BehindHead, syntax.word(head + 1));
    let is_plain = start + 1 == head;
    let is_hit = || lexicon::has(Grammar::BeforeHead, syntax.word_before(start, 1));
    let is_own = determiner == Determiner::Possessive && !syntax.word(start).eq_ignore_ascii_case("its");
    is_head
        && !is_whose
        && (is_own || determiner == Determiner::Owner || is_plain && determiner == Determiner::Definite && is_hit())
}

/// Whether the word of a people at `head` is an adjective of what follows the phrase, which ends before token `end`: "the Syrian
/// and Yemeni issues", "the American political debate", "the Slovenian-born".
pub(super) fn modifies_further(syntax: &Syntax, names: &[Name], head: usize, end: usize, limit: usize) -> bool {
    let word = |at: usize| if at < limit { syntax.word(at) } else { "" };
    let is_beside_name = || (head + 1..end).any(|at| name_at(names, at).is_some());
    if lexicon::demonym(syntax.word(head)).is_none() || is_beside_name() {
        return false;
    }
    let is_people = |at: usize| lexicon::demonym(word(at)).is_some();
    let is_adjective = |at: usize| at < limit && syntax.part_of_speech(at) == PartOfSpeech::Adjective;
    let is_noun = |at: usize| at < limit && syntax.part_of_speech(at).is_noun();
    match word(head + 1) {
        "and" | "or" | "&" => {
            is_people(head + 2) && !lexicon::has(Grammar::PluralVerb, word(head + 3))
                || is_adjective(head + 2) && is_noun(head + 3)
        }
        "," => is_people(head + 2) && (matches!(word(head + 3), "," | "and" | "or") || is_noun(head + 3)),
        "-" => true,
        _ => {
            is_adjective(head + 1) && (is_noun(head + 2) || matches!(word(head + 2), "and" | "or" | ","))
                || is_noun(head + 1)
        }
    }
}
