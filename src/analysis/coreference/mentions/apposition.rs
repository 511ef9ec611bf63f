//! Descriptions that stand beside the name of whom they describe: "the head of the Port Authority Ann Lee", "the Yonhap news
//! agency".

use super::sources::noun_of;
use super::{name_at, names_in};
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::{is_definite, is_genitive, is_indefinite, is_possessive};
use std::ops::Range;

/// The person whose name ends the words that tell what they are: "the head of the Port Authority Ann Lee", "the minister
/// for trade, industry and mining, Tom Vance", but not "a spokesman for President Ann Lee". `head` is the noun of the
/// source, if it has one.
pub(super) fn person_in_apposition(
    syntax: &Syntax,
    names: &[Name],
    tokens: Range<usize>,
    head: Option<usize>,
) -> Option<usize> {
    let tells_on = |at: &usize| lexicon::has(Grammar::TellsOn, syntax.word(*at));
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
        let is_role = lexicon::is_title_or_role(word) || lexicon::is_role_in_capitals(word);
        match word {
            "," => return !has_role || head.is_none() || of_person,
            ")" => return true,
            // "the minister (Ann Lee)"
            "(" => return of_person && before + 1 == name && head.is_some_and(|head| head < before),
            "and" | "&" | "“" | "\"" => return false,
            "-" | "." | "the" | "The" => {}
            _ if is_genitive(word) || is_possessive(word) => {}
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

/// How far, in names, whom a newspaper is called after is looked for, so that a text full of newspapers stays quick to read.
const FARTHEST_NAMESAKE: usize = 500;
/// So many tokens before "the paper" another paper is looked for.
const FARTHEST_PAPER: usize = 2000;

/// The organization whose name stands before the noun that only tells what it is, the token behind `before`: "the Yonhap news
/// agency", "“Mojo” magazine", "the Milenio business daily"; but not "a UN agency", "the Acme website", "her Acme group".
pub(super) fn named_with_noun(syntax: &Syntax, names: &[Name], before: Range<usize>) -> Option<usize> {
    let (first, noun) = (before.start, before.end);
    let word = syntax.word(noun);
    let is_outlet = lexicon::is_one_of(WordClass::Outlet, word) || noun > first && is_of_news(syntax, noun);
    let is_company =
        lexicon::is_one_of(WordClass::Company, word) && !lexicon::is_one_of(WordClass::MakerOrPerson, word);
    let is_body = is_outlet || is_company || lexicon::is_one_of(WordClass::NamedBefore, word);
    let is_body = is_body && word.starts_with(char::is_lowercase);
    let is_one = !is_indefinite(syntax.word(first)) && !is_possessive(syntax.word(first));
    let several =
        before.clone().any(|at| matches!(syntax.word(at), "and" | "or" | "&") && name_at(names, at).is_none());
    if !is_body || !is_one || several || !Rule::NamedWithNoun.holds() {
        return None;
    }
    let modifies = |at: &usize| {
        let word = syntax.word(*at);
        let part = syntax.part_of_speech(*at);
        name_at(names, *at).is_none()
            && (matches!(part, PartOfSpeech::Noun | PartOfSpeech::Adjective) && word.starts_with(char::is_lowercase)
                || matches!(word, "\"" | "”" | "’" | "'"))
    };
    let end = noun - before.rev().take(2).take_while(modifies).count();
    let name = name_at(names, end.checked_sub(1)?).filter(|name| names[*name].tokens.start >= first)?;
    let Name { kind, span, tokens, .. } = &names[name];
    let named = span.of(syntax.text);
    let is_owner = lexicon::demonym(named).is_some() || lexicon::is_one_of(WordClass::OwnsOthers, named);
    // "the Murdoch newspaper"
    let last = syntax.word(tokens.end - 1);
    let is_somebody = |other: &Name| {
        other.kind == EntityKind::Person && other.tokens.len() > 1 && syntax.word(other.tokens.end - 1) == last
    };
    let is_named = *kind == EntityKind::Organization || is_outlet && *kind == EntityKind::Other;
    let near = &names[name.saturating_sub(FARTHEST_NAMESAKE)..names.len().min(name + FARTHEST_NAMESAKE)];
    (is_named && !is_owner && !near.iter().any(is_somebody)).then_some(name)
}

/// Whether the noun at token `head` is "the paper" of a text that tells of a newspaper before, and of no other paper. What stands
/// in a journal is a paper, too, and not the journal.
pub(super) fn is_newspaper(syntax: &Syntax, names: &[Name], head: usize) -> bool {
    let is_paper = |at: usize| syntax.word(at).eq_ignore_ascii_case("paper");
    let is_told = |at: usize| is_definite(syntax.word_before(at, 1));
    if !is_paper(head) || !is_told(head) {
        return false;
    }
    let before = names.partition_point(|name| name.tokens.end <= head);
    let is_outlet = |name: &Name| {
        let last = syntax.word(name.tokens.end - 1);
        let is_called_so = |word: &str| lexicon::has(WordClass::CalledNewspaper, word);
        name.kind == EntityKind::Organization
            && lexicon::is_one_of(WordClass::NameOfNewspaper, last)
            && last != "Journal"
            || is_called_so(syntax.word(name.tokens.end))
            || is_called_so(syntax.word_before(name.tokens.start, 1))
    };
    // "a white paper", "the strategy paper"
    let is_document = |at: usize| is_paper(at) && !is_told(at);
    names[before.saturating_sub(FARTHEST_NAMESAKE)..before].iter().any(is_outlet)
        && !(head.saturating_sub(FARTHEST_PAPER)..head).any(is_document)
}

/// Whether token `at` ends "news agency", "news site".
fn is_of_news(syntax: &Syntax, at: usize) -> bool {
    syntax.word(at - 1) == "news" && lexicon::has(WordClass::OfNews, syntax.word(at))
}
