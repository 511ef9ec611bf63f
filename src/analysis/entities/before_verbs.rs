//! Whether a name that places and people have stands before a verb or in capitals, and whether somebody of the text is called so.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::knowledge::lexicon::{self, Grammar};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;

/// Whether the name at `tokens` is all that stands before a verb: "Chad said", "Chad also said", but not "in Chad said".
pub(super) fn stands_before_verb(syntax: &Syntax, tokens: &Range<usize>) -> bool {
    let part = |at: usize| (at < syntax.tokens.len()).then(|| syntax.part_of_speech(at));
    let verb = tokens.end + usize::from(part(tokens.end) == Some(PartOfSpeech::Adverb));
    let begins = tokens.start == syntax.sentences[syntax.sentence_of(tokens.start)].tokens.start;
    let before = tokens.start.wrapping_sub(1);
    // “Not now,” Chad said: a first name behind what is said.
    let is_first_name = || lexicon::first_name(syntax.word(tokens.start)).is_some();
    if matches!(syntax.word(before), "”" | "’" | "\"" | "'" | "''") && is_first_name() {
        return false;
    }
    let is_alone = || {
        !matches!(part(before), Some(PartOfSpeech::Adposition | PartOfSpeech::ProperNoun))
            && !matches!(syntax.word(before), "-" | "&")
            && !is_genitive(syntax.word(before))
    };
    part(verb).is_some_and(PartOfSpeech::is_verb) && (begins || is_alone())
}

/// Whether the name at `tokens` is one word of three capitals or more, beside words in small letters: "Floods hit CAR".
pub(super) fn is_in_capitals(syntax: &Syntax, tokens: &Range<usize>) -> bool {
    let is_capitals = |at: usize| {
        let word = syntax.word(at);
        !word.is_empty() && word.chars().all(|c| c.is_uppercase())
    };
    tokens.len() == 1
        && syntax.word(tokens.start).len() > 2
        && is_capitals(tokens.start)
        && !is_capitals(tokens.start.wrapping_sub(1))
        && !is_capitals(tokens.end)
        && syntax.word(tokens.end) != "-"
}

/// The first names that are somebody's: the text has them beside another name, behind a title, with an age, or goes on with "he"
/// or "her"; and all words behind a title: "Mr Shell".
pub(super) fn somebodys<'t>(syntax: &Syntax<'t>) -> FxHashSet<&'t str> {
    let mut found = FxHashSet::default();
    for sentence in &syntax.sentences {
        let tokens = &sentence.tokens;
        let mut goes_on = false;
        for at in tokens.clone().rev() {
            let name = syntax.word(at);
            let next = at + 1;
            let before = if at > tokens.start { syntax.word(at - 1) } else { "" };
            let is_told = || {
                let is_capitalized = next < tokens.end && syntax.word(next).starts_with(char::is_uppercase);
                is_capitalized || syntax.behind_age(next) > next || lexicon::is_title_or_role(before)
            };
            if lexicon::first_name(name).is_some() && (goes_on || is_told()) || lexicon::title(before).is_some() {
                found.insert(name);
            }
            goes_on |= lexicon::has(Grammar::OfOnePerson, name);
        }
    }
    found
}
