//! Sources that name the person whom they describe behind the description, or stand beside the name.

use std::ops::Range;

use super::phrases::is_genitive;
use super::sources::noun_of;
use super::{name_at, names_in};
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon::{self, NounKind};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// The person whose name ends the words that tell what they are: "the head of the Port Authority Ann Lee", "the minister
/// for trade, industry and mining, Tom Vance", but not "a spokesman for President Ann Lee". `head` is the noun of the
/// source, if it has one.
pub(super) fn person_in_apposition(
    syntax: &Syntax,
    names: &[Name],
    tokens: Range<usize>,
    head: Option<usize>,
) -> Option<usize> {
    let tells_on = |at: &usize| matches!(syntax.word(*at), "who" | "which" | "whose" | "when" | "where" | "—" | "–");
    let end = tokens.clone().skip(1).find(tells_on).unwrap_or(tokens.end);
    let is_somebody = |name: &usize| {
        let Name { kind, tokens, .. } = &names[*name];
        let is_owner = is_genitive(syntax.word(tokens.end));
        // "the Okafor administration"
        let is_modifier = head.is_some_and(|head| head >= tokens.end);
        *kind == EntityKind::Person && !is_owner && !is_modifier
    };
    let people = names_in(names, &(tokens.start + 1..end)).filter(is_somebody);
    people.into_iter().find(|name| is_told_by(syntax, names, &tokens, names[*name].tokens.start, head))
}

/// Whether the words of a source from its first token up to `name` tell of the person who is named there.
fn is_told_by(syntax: &Syntax, names: &[Name], tokens: &Range<usize>, name: usize, head: Option<usize>) -> bool {
    let kind = |word: &str| noun_of(word).map(|noun| noun.kind);
    let of_person = head.is_some_and(|head| kind(syntax.word(head)) == Some(NounKind::Person));
    let mut at = name;
    let mut has_role = false;
    while at > tokens.start {
        let before = at - 1;
        let word = syntax.word(before);
        if let Some(known) = name_at(names, before) {
            if names[known].kind == EntityKind::Person {
                return false;
            }
            // "the head of the Port Authority Ann Lee"
            if of_person && !has_role && matches!(names[known].kind, EntityKind::Organization | EntityKind::Place) {
                return true;
            }
            at = names[known].tokens.start.max(tokens.start);
            continue;
        }
        let part = syntax.part_of_speech(before);
        let is_role = lexicon::is_title(word) || lexicon::role(word).is_some() || lexicon::is_role_in_capitals(word);
        match word {
            "," => return !has_role || head.is_none() || of_person,
            ")" => return true,
            // "the minister (Ann Lee)"
            "(" => return of_person && before + 1 == name && head.is_some_and(|head| head < before),
            "and" | "&" | "“" | "\"" => return false,
            "-" | "." | "the" | "The" | "its" | "their" | "his" | "her" => {}
            _ if is_genitive(word) => {}
            _ if is_role => has_role = true,
            _ if of_person && !has_role && word.starts_with(char::is_uppercase) && part == PartOfSpeech::ProperNoun => {
                return true;
            }
            _ if of_person && !has_role && matches!(kind(word), Some(NounKind::Organization | NounKind::Place)) => {
                return true;
            }
            _ if part.is_noun() || matches!(part, PartOfSpeech::Adjective | PartOfSpeech::Numeral) => {}
            _ => return false,
        }
        at = before;
    }
    true
}

/// The person whose name stands beside a description, with only a comma between: "Her brother, Giles Sugden, said".
pub(super) fn apposed(syntax: &Syntax, names: &[Name], tokens: &Range<usize>) -> Option<usize> {
    let is_comma = |at: usize| syntax.word(at) == ",";
    let is_title = |at: usize| lexicon::is_title(syntax.word(at));
    let is_person = |name: &usize| names.get(*name).is_some_and(|name| name.kind == EntityKind::Person);
    if is_comma(tokens.end) {
        let next = names.partition_point(|name| name.tokens.start <= tokens.end);
        let is_next = |name: &usize| {
            (tokens.end + 1..names[*name].tokens.start).all(is_title) && names[*name].tokens.start <= tokens.end + 3
        };
        return Some(next).filter(is_person).filter(is_next);
    }
    let comma = tokens.start.checked_sub(1).filter(|at| is_comma(*at))?;
    let before = names.partition_point(|name| name.tokens.end <= comma).checked_sub(1)?;
    // "It was a blow to Tom Vance, the source said": nothing closes the apposition, and the name is no subject.
    let acts = syntax.tokens.len() > tokens.end && syntax.part_of_speech(tokens.end) == PartOfSpeech::Verb;
    let is_subject = |name: &usize| {
        let start = syntax.sentence_at(comma).start;
        (start..names[*name].tokens.start).all(is_title)
    };
    let is_beside = |name: &usize| names[*name].tokens.end == comma && (!acts || is_subject(name));
    Some(before).filter(is_person).filter(is_beside)
}
