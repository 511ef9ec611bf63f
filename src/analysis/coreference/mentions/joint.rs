//! Those who are one source together, "Ann Lee and Tom Vance", "Lee and her colleagues", "the two ministers, Lee and Vance"; and one
//! of several: "one of the country's largest banks" is a bank.

use super::Description;
use super::phrases::{complement, name_at};
use super::sources::closes_noun_group;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon::{self, Grammar, NounKind};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::{is_genitive, is_indefinite, is_possessive};
use crate::syntax::phrases::Determiner;
use crate::text::TokenKind;
use std::ops::Range;

/// Several who speak together.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Joint {
    /// Those who are named, as indices of the names.
    pub names: Vec<usize>,
    /// The last of them, if only described: "her colleagues".
    pub others: Option<Range<usize>>,
}

/// Words up to a head, and what belongs to it.
struct Group {
    /// From the first word to the head, or to the end of the name.
    tokens: Range<usize>,
    /// The name that is the head.
    name: Option<usize>,
    /// Where it ends with its bracket and what a preposition joins to it.
    end: usize,
}

/// Those whom "and" joins in a source; none if it is one alone.
pub(super) fn find(syntax: &Syntax, names: &[Name], tokens: Range<usize>) -> Option<Joint> {
    let reader = Reader { syntax, names, limit: tokens.end };
    let first = reader.group(tokens.start + usize::from(reader.is(tokens.start, &["Both", "both"])));
    if first.name.is_some() {
        return reader.members(first);
    }
    // "The two ministers, Ann Lee and Tom Vance"
    let behind = first.tokens.end..first.end;
    let is_plural = first.tokens.clone().last().is_some_and(|head| is_plural_of_people(syntax.word(head)));
    let of_person = behind.clone().any(|at| reader.kind(name_at(names, at)) == Some(EntityKind::Person));
    let joint = (is_plural && !of_person && reader.is(first.end, &[",", ":", "—", "–", "-", "--"]))
        .then(|| reader.members(reader.group(first.end + 1)))??;
    let are_people = joint.names.iter().all(|name| names[*name].kind == EntityKind::Person);
    (are_people && joint.others.is_none()).then_some(joint)
}

struct Reader<'a, 't> {
    syntax: &'a Syntax<'t>,
    names: &'a [Name],
    limit: usize,
}

impl Reader<'_, '_> {
    fn is(&self, at: usize, words: &[&str]) -> bool {
        at < self.limit && words.contains(&self.syntax.word(at))
    }

    fn kind(&self, name: Option<usize>) -> Option<EntityKind> {
        name.map(|name| self.names[name].kind)
    }

    /// The noun group that begins at token `start`, or an empty one.
    fn group(&self, start: usize) -> Group {
        let syntax = self.syntax;
        let (mut at, mut name) = (start, None);
        while at < self.limit {
            if let Some(found) = name_at(self.names, at) {
                (name, at) = (Some(found), self.names[found].tokens.end);
                continue;
            }
            let word = syntax.word(at);
            let is_genitive = is_genitive(word);
            let is_inner = word == "." || word == "-" && !syntax.tokens[at].space_before;
            let is_apart = syntax.tokens[at].kind == TokenKind::Punctuation && !is_genitive && !is_inner;
            let is_verb = syntax.part_of_speech(at).is_verb();
            if is_apart || is_verb || closes_noun_group(word) || lexicon::has(Grammar::JoinsMembers, word) {
                break;
            }
            // "Ann Lee herself"
            if !matches!(word, "himself" | "herself" | "itself") {
                name = None;
            }
            at += 1;
        }
        let at = at.min(self.limit);
        let mut end = syntax.behind_brackets(at, self.limit);
        if end > start {
            end = complement(syntax, self.names, end - 1).end.clamp(end, self.limit);
        }
        Group { tokens: start..at, name, end: syntax.behind_brackets(end, self.limit) }
    }

    /// Those who are joined to the one of `first`, to the last behind "and".
    fn members(&self, first: Group) -> Option<Joint> {
        let mut names = vec![first.name?];
        let mut before = first;
        loop {
            let mut at = before.end;
            let comma = self.is(at, &[","]);
            at += usize::from(comma);
            let is_last = self.is(at, &["and"]);
            at += usize::from(is_last);
            if !comma && !is_last {
                return None;
            }
            let group = self.group(at);
            match self.name_of(&group) {
                Some(name) if self.are_alike(&before, &group, name) => {
                    names.push(name);
                    if is_last {
                        return Some(Joint { names, others: None });
                    }
                    before = group;
                }
                None if is_last && self.are_others(&before, &group) => {
                    return Some(Joint { names, others: Some(group.tokens.start..group.end) });
                }
                _ => return None,
            }
        }
    }

    /// Whom a group names: by its head, or behind the comma of "his deputy, Tom Vance".
    fn name_of(&self, group: &Group) -> Option<usize> {
        let is_one = || {
            let head = group.tokens.clone().last().map_or("", |head| self.syntax.word(head));
            lexicon::is_role_of_one(head) || is_possessive(self.syntax.word(group.tokens.start)) && !head.ends_with('s')
        };
        let behind = || {
            let next = self.group(group.end + 1).name.filter(|_| self.is(group.end, &[",", "-", "—", "–"]))?;
            let name = &self.names[next];
            let is_title = |at: usize| lexicon::is_title(self.syntax.word(at)) || self.is(at, &["."]);
            let is_beside = (group.end + 1..name.tokens.start).all(is_title);
            (is_beside && name.kind == EntityKind::Person && is_one()).then_some(next)
        };
        group.name.or_else(behind).filter(|_| !is_indefinite(self.syntax.word(group.tokens.start)))
    }

    /// Whether one who is named may be joined to the one before: people, two bodies, two countries, "Lee and the ministry";
    /// but not "Devon and Cornwall Police", "Health and Trade Minister Ann Lee".
    fn are_alike(&self, before: &Group, group: &Group, name: usize) -> bool {
        let Some(first) = before.name.map(|name| &self.names[name]) else { return false };
        let second = &self.names[name];
        let is_somebody =
            |name: &Name| matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place);
        let is_direct = second.tokens.start == group.tokens.start;
        let has_article = self.is(group.tokens.start, &["the"]) && second.tokens.start == group.tokens.start + 1;
        let leads_alike = first.kind == second.kind && (first.kind == EntityKind::Person || is_direct || has_article);
        let is_short = is_direct && second.tokens.len() == 1;
        // "Lee of the Commission for Asia and the Pacific"
        let is_far = first.kind != second.kind
            && (before.end > before.tokens.end || second.kind == EntityKind::Place && first.kind == EntityKind::Person);
        // "Lee of Irwin and Mitchell"
        let is_of_firm = before.end > before.tokens.end
            && is_short
            && name_at(self.names, before.end - 1).is_some_and(|last| self.names[last].tokens.len() == 1);
        is_somebody(first) && is_somebody(second) && !is_far && !is_of_firm && (leads_alike || has_article || is_short)
    }

    /// Whether a group without a name stands for others than the one before: "her colleagues", "other experts", "senior
    /// ministers".
    fn are_others(&self, before: &Group, group: &Group) -> bool {
        let Some(head) = group.tokens.clone().last() else { return false };
        let word = |at: usize| self.syntax.word(at);
        let first = word(group.tokens.start);
        let is_of_people = lexicon::noun_kind(word(head)).is_some_and(NounKind::speaks)
            || word(head) == "others"
            || first == "other" && word(head).ends_with('s');
        let is_told = is_possessive(first) || matches!(first, "other" | "others" | "fellow");
        let has_article = is_indefinite(first) || first == "the";
        let is_plain = first.starts_with(char::is_lowercase) && is_plural_of_people(word(head));
        match self.kind(before.name) {
            Some(EntityKind::Person) => is_told || is_of_people && has_article || is_plain,
            Some(EntityKind::Organization | EntityKind::Place) => is_told && is_of_people,
            _ => false,
        }
    }
}

fn is_plural_of_people(word: &str) -> bool {
    (word.ends_with('s') && !word.ends_with("ss") || word == "people" || word == "police")
        && lexicon::noun_kind(word).is_some_and(NounKind::speaks)
}

/// Names that "and" joins, with the tokens from the first to the last.
pub(super) type List = (Range<usize>, Vec<usize>);

/// The names that "and" joins: "Ann Lee, Tom Vance and Ada Okafor", "Ann Lee and her deputy, Tom Vance"; all are people, or
/// all organizations.
pub(super) fn lists(syntax: &Syntax, names: &[Name]) -> Vec<List> {
    const FARTHEST: usize = 9;
    let mut found = Vec::new();
    let mut first = 0;
    for index in 1..names.len() {
        let (before, name) = (&names[index - 1], &names[index]);
        let between = syntax.behind_brackets(before.tokens.end, name.tokens.start)..name.tokens.start;
        let is_and = |at: &usize| matches!(syntax.word(*at), "and" | "&");
        let ands = between.clone().filter(is_and).count();
        let is_list = between.clone().all(|at| syntax.word(at) == "," || lexicon::is_title(syntax.word(at)));
        let joins = |at: usize| {
            syntax.word(at) == ","
                || (syntax.tokens[at].kind == TokenKind::Word && !syntax.part_of_speech(at).is_verb())
        };
        let is_kind = before.kind == name.kind
            && match name.kind {
                EntityKind::Person => true,
                // "the ministry and the coast guard", not "the chair of the ministry and a member of the guard".
                EntityKind::Organization => between.clone().all(|at| matches!(syntax.word(at), "and" | "the" | ",")),
                _ => false,
            };
        let is_near = (1..=FARTHEST).contains(&between.len()) && is_kind;
        // "Ann Lee, head of trade and revenue at Acme": no "and" of names.
        let is_told = |at: &usize| !matches!(syntax.word(*at), "and" | "&" | ",");
        let is_direct = || {
            let mut last = between.clone().rev().take_while(is_told);
            !last.any(|at| syntax.part_of_speech(at) == PartOfSpeech::Adposition)
        };
        if !is_near || !between.clone().all(joins) || !is_direct() || ands > 1 || (ands == 0 && !is_list) {
            first = index;
        } else if ands == 1 {
            found.push((names[first].tokens.start..name.tokens.end, (first..=index).collect()));
            first = index;
        }
    }
    found
}

/// Whether `tokens` begin with "one of".
pub(in super::super) fn begins_one_of(syntax: &Syntax, tokens: &Range<usize>) -> bool {
    tokens.len() > 2 && syntax.word(tokens.start).eq_ignore_ascii_case("one") && syntax.word(tokens.start + 1) == "of"
}

/// The singular of a plural noun, in small letters: "bank" of "banks", "agency" of "agencies".
pub(in super::super) fn singular(noun: &str) -> Option<String> {
    let lower = noun.to_lowercase();
    let is_plural = !["ss", "us", "is"].iter().any(|end| lower.ends_with(end));
    let of_y = || lower.strip_suffix("ies").map(|rest| format!("{rest}y"));
    of_y().or_else(|| lower.strip_suffix('s').map(str::to_owned)).filter(|_| is_plural)
}

/// What "one of the country's largest banks" is; none where that is no person and no organization.
pub(super) fn one_of(syntax: &Syntax, tokens: Range<usize>) -> Option<Description> {
    if !begins_one_of(syntax, &tokens) {
        return None;
    }
    let ends = |at: &usize| lexicon::is_one_of(Grammar::ClosesNounGroup, syntax.word(*at));
    let end = (tokens.start + 2..tokens.end).find(ends).unwrap_or(tokens.end);
    let head = end - 1;
    let noun = lexicon::noun(&singular(syntax.word(head))?)?;
    let is_somebody = matches!(noun.kind, NounKind::Person | NounKind::Organization);
    is_somebody.then_some(Description { head, noun: Some(noun), determiner: Determiner::Indefinite })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_is_what_they_are() {
        let check = |text: &str, expect: Option<(&str, NounKind)>| {
            let syntax = Syntax::new(text);
            let found = one_of(&syntax, 0..syntax.tokens.len());
            let shown = found.and_then(|known| Some((syntax.word(known.head), known.noun?.kind)));
            assert_eq!(shown, expect, "{text}");
        };
        check("one of the country's largest rating agencies", Some(("agencies", NounKind::Organization)));
        check("One of the officials who knew it", Some(("officials", NounKind::Person)));
        check("one of the reasons", None);
        check("two of the officials", None);
    }
}
