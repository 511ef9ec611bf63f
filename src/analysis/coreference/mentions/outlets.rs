//! Organizations whose name stands before the noun that only tells what they are: "the Yonhap news agency".

use std::ops::Range;

use super::name_at;
use super::phrases::is_indefinite;
use super::pronouns::is_possessive;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

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
    let is_body = is_outlet || is_company || matches!(word, "nonprofit" | "organisation" | "organization");
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
    let is_told = |at: usize| matches!(syntax.word_before(at, 1), "the" | "The" | "this" | "This");
    if !is_paper(head) || !is_told(head) {
        return false;
    }
    let before = names.partition_point(|name| name.tokens.end <= head);
    let is_outlet = |name: &Name| {
        let last = syntax.word(name.tokens.end - 1);
        let is_called_so = |word: &str| matches!(word, "newspaper" | "daily" | "tabloid" | "broadsheet");
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
    syntax.word(at - 1) == "news"
        && matches!(syntax.word(at), "agency" | "service" | "site" | "website" | "channel" | "network")
}
