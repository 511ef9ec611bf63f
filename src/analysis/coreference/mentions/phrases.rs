//! Noun phrases that may stand for an entity: "the company", "his assailant", "two residents".

use std::ops::Range;

use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon::{self, Grammar, Noun, NounKind, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;
use crate::syntax::phrases::Determiner;
use crate::text::TokenKind;

use super::apposition::is_newspaper;
use super::stands::{Stands, is_part_of_body, modifies_further, stands};

/// So many tokens of a complement are looked at.
const LONGEST_COMPLEMENT: usize = 12;

/// A noun phrase up to its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Phrase {
    /// From the determiner to the head.
    pub tokens: Range<usize>,
    /// The head noun.
    pub head: usize,
    pub determiner: Determiner,
    pub noun: Option<Noun>,
    pub stands: Stands,
}

/// The name that token `at` belongs to.
pub(in super::super) fn name_at(names: &[Name], at: usize) -> Option<usize> {
    let index = names.partition_point(|name| name.tokens.end <= at);
    names.get(index).filter(|name| name.tokens.start <= at).map(|_| index)
}

/// The names that stand wholly in `tokens`.
pub(in super::super) fn names_in(names: &[Name], tokens: &Range<usize>) -> Range<usize> {
    let first = names.partition_point(|name| name.tokens.start < tokens.start);
    let end = names.partition_point(|name| name.tokens.end <= tokens.end);
    first..end.max(first)
}

/// What a noun goes on with, from a preposition to the end of the words that belong together: "of the port authority of
/// Penford". Empty where no preposition follows. At most [`LONGEST_COMPLEMENT`] tokens, and names are not cut.
pub(in super::super) fn complement(syntax: &Syntax, names: &[Name], head: usize) -> Range<usize> {
    let start = head + 1;
    if !lexicon::has(Grammar::BeginsComplement, syntax.word(start)) {
        return start..start;
    }
    let limit = syntax.sentence_at(head).end.min(start + LONGEST_COMPLEMENT);
    let mut end = start;
    while end < limit {
        if let Some(name) = name_at(names, end) {
            end = names[name].tokens.end;
            continue;
        }
        let goes_on = matches!(
            syntax.part_of_speech(end),
            PartOfSpeech::Adposition
                | PartOfSpeech::Determiner
                | PartOfSpeech::Adjective
                | PartOfSpeech::Noun
                | PartOfSpeech::ProperNoun
                | PartOfSpeech::Numeral
        ) || is_genitive(syntax.word(end));
        if !goes_on {
            break;
        }
        end += 1;
    }
    start..end
}

/// All noun phrases that may stand for an entity, in the order of the text. Those without a determiner are only taken
/// if their head is known to stand for people or an organization.
pub(in super::super) fn find(syntax: &Syntax, names: &[Name]) -> Vec<Phrase> {
    let mut found = Vec::new();
    for sentence in &syntax.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = read(syntax, names, at, sentence.tokens.end, &mut found);
        }
    }
    found
}

/// Reads the phrases that begin at token `at`; where to go on.
fn read(syntax: &Syntax, names: &[Name], at: usize, limit: usize, found: &mut Vec<Phrase>) -> usize {
    let Some((mut determiner, mut next)) = opening(syntax, names, at, limit) else {
        return name_at(names, at).map_or(at + 1, |name| names[name].tokens.end);
    };
    loop {
        let (head, end) = run(syntax, names, next, limit);
        let Some(head) = head else { return end.max(at + 1) };
        let noun = match is_newspaper(syntax, names, head) {
            true => lexicon::noun("newspaper"),
            false => lexicon::noun(syntax.word(head)).or_else(|| of_a_people(syntax, at, head)),
        };
        let stands = stands(syntax, names, at, head, end, limit);
        let is_kept = determiner != Determiner::Bare || noun.is_some_and(|noun| noun.kind.speaks());
        let is_left = is_part_of_body(syntax, at, head, determiner)
            || stands == Stands::Alone && modifies_further(syntax, names, head, end, limit);
        if is_kept && !is_left {
            found.push(Phrase { tokens: at..head + 1, head, determiner, noun, stands });
        }
        if end + 1 >= limit || end != head + 1 || !is_genitive(syntax.word(end)) {
            return end.max(at + 1);
        }
        // "the man’s mother": the owner is part of the next phrase.
        (determiner, next) = (Determiner::Owner, end + 1);
    }
}

/// The determiner that stands at token `at`, and where the words after it begin.
fn opening(syntax: &Syntax, names: &[Name], at: usize, limit: usize) -> Option<(Determiner, usize)> {
    if let Some(name) = name_at(names, at) {
        let end = names[name].tokens.end;
        // "Okafor’s brother", but not what is owned by nobody: "Rovers manager".
        if end < limit && is_genitive(syntax.word(end)) {
            return Some((Determiner::Owner, end + 1));
        }
        let is_modifier = end < limit && names[name].tokens.start == at && is_noun_like(syntax, end);
        return is_modifier.then_some((Determiner::Bare, at));
    }
    let part = syntax.part_of_speech(at);
    let is_one = |determiner: &Determiner| match determiner {
        Determiner::Demonstrative => part == PartOfSpeech::Determiner,
        Determiner::Indefinite => !matches!(syntax.word(at + 1), "of" | ""),
        _ => true,
    };
    let determiner = Determiner::of(syntax.word(at)).filter(is_one).map(|determiner| (determiner, at + 1));
    let is_bare = matches!(part, PartOfSpeech::Noun | PartOfSpeech::Adjective | PartOfSpeech::Numeral);
    determiner.or(is_bare.then_some((Determiner::Bare, at)))
}

fn is_noun_like(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.part_of_speech(at), PartOfSpeech::Noun | PartOfSpeech::Adjective)
        && syntax.tokens[at].kind == TokenKind::Word
}

/// The head among the words of a noun phrase that begin at token `from`, and the end of the words.
fn run(syntax: &Syntax, names: &[Name], from: usize, limit: usize) -> (Option<usize>, usize) {
    const LONGEST: usize = 9;
    let mut head = None;
    let mut at = from;
    let part = |at: usize| syntax.part_of_speech(at);
    while at < limit.min(from + LONGEST) {
        if let Some(name) = name_at(names, at) {
            let name = &names[name];
            let last = name.tokens.end - 1;
            // "the Spaniard"
            if is_one_of_a_people(syntax.word(last)) && name.kind == EntityKind::Other {
                head = Some(last);
            }
            at = name.tokens.end;
            continue;
        }
        let word = syntax.word(at);
        let is_hyphen = word == "-" && !syntax.tokens[at].space_before;
        match part(at) {
            _ if is_hyphen => {}
            _ if syntax.tokens[at].kind == TokenKind::Punctuation => break,
            PartOfSpeech::Noun => head = Some(at),
            PartOfSpeech::ProperNoun if lexicon::noun(word).is_some() => head = Some(at),
            PartOfSpeech::ProperNoun | PartOfSpeech::Numeral => {}
            PartOfSpeech::Adjective => {
                if is_one_of_a_people(word) || (word == "old" && at > 0 && syntax.word(at - 1) == "-") {
                    head = Some(at);
                } else if head.is_some() && syntax.word(at - 1) != "-" {
                    let is_adjective = |at: &usize| part(*at) == PartOfSpeech::Adjective;
                    let next = (at + 1..limit).find(|at| !is_adjective(at)).filter(|_| head == Some(at - 1));
                    // "the Syrian civil war" is nobody, and no Syrian; "the deputy foreign minister" is no deputy.
                    let of_people = is_one_of_a_people(syntax.word(at - 1));
                    let is_noun = |at: usize| part(at) == PartOfSpeech::Noun || name_at(names, at).is_some();
                    let is_office =
                        |at: usize| part(at) == PartOfSpeech::Noun && lexicon::is_role_of_one(syntax.word(at));
                    if !next.is_some_and(|next| of_people && is_noun(next) || is_office(next)) {
                        break;
                    }
                }
            }
            PartOfSpeech::Adverb if head.is_none() && word.ends_with("ly") => {}
            PartOfSpeech::Verb
                if head.is_none()
                    && (word.ends_with("ed") || word.ends_with("ing"))
                    && (at + 1 < limit && (is_noun_like(syntax, at + 1) || name_at(names, at + 1).is_some())) => {}
            _ if at > from && syntax.word(at - 1) == "-" => {}
            _ => break,
        }
        at += 1;
    }
    (head, at)
}

/// "the Spaniard", "the Croatian", "the 34-year-old": a person.
fn of_a_people(syntax: &Syntax, start: usize, head: usize) -> Option<Noun> {
    let person = Noun { kind: NounKind::Person, is_general: true };
    let group = Noun { kind: NounKind::Group, is_general: false };
    let word = syntax.word(head);
    if is_one_of_a_people(word) || syntax.is_aged(start..head + 1) {
        return Some(person);
    }
    let is_plural = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("ics");
    let one = if is_plural { lexicon::noun(&word[..word.len() - 1]) } else { None };
    one.map(|noun| match noun.kind {
        NounKind::Person | NounKind::Organization => group,
        kind => Noun { kind, is_general: false },
    })
}

/// "the Spaniard", "the Croatian", "the Democrat", "the 34-year-old": one person; "the French" are many.
pub(in super::super) fn is_one_of_a_people(word: &str) -> bool {
    // "a pole" is none.
    let people = word.starts_with(char::is_uppercase)
        && lexicon::demonym(word).is_some()
        && !["ese", "sh", "ch", "ss", "s"].iter().any(|end| word.ends_with(end));
    people || lexicon::is_capitalized(WordClass::OneOfMany, word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::entities;

    /// `expect`: the phrases, with what they stand beside after "=", or "is" for a predicate.
    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let names = entities::find(&syntax);
        let shown = |phrase: Phrase| {
            let words = syntax.span(phrase.tokens).of(text);
            match phrase.stands {
                Stands::Alone => words.to_owned(),
                Stands::Beside(name) => format!("{words} = {}", names[name].span.of(text)),
                Stands::Predicate => format!("is {words}"),
            }
        };
        let found: Vec<String> = find(&syntax, &names).into_iter().map(shown).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn phrases_up_to_their_heads() {
        check("The company left.", &["The company"]);
        check("Her brother said that the old bridge would fall.", &["Her brother", "the old bridge"]);
        check("Residents wept.", &["Residents"]);
    }

    #[test]
    fn phrases_beside_names_and_predicates() {
        check("Ann Lee, the chair, left.", &["the chair = Ann Lee"]);
        check("Ann Lee, 42, a nurse, left.", &["a nurse = Ann Lee"]);
        check("Ann Lee, aged 42, a nurse, left.", &["a nurse = Ann Lee"]);
        check("Ann Lee (D-Ohio), the chair, left.", &["the chair = Ann Lee"]);
        check("Ann Lee is a teacher.", &["is a teacher"]);
        check("The director of the Port Authority Ann Lee left.", &["The director = Ann Lee"]);
        check("A friend of President Ann Lee left.", &["A friend"]);
        check("On Twitter, the government also left.", &["the government"]);
    }

    #[test]
    fn what_is_no_phrase_for_somebody() {
        check("A stone hit the mill in the head.", &["A stone", "the mill"]);
        check("A stone hit her head.", &["A stone"]);
        check("Its head left.", &["Its head"]);
        check("The Norwegian and Dutch ministers left.", &["Dutch ministers"]);
        check("The Norwegian said that it rained.", &["The Norwegian"]);
    }
}
