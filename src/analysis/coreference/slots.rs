//! Where mentions stand in their clauses, by what stands beside them.

use std::ops::Range;

use super::Given;
use super::clusters::{Placed, Slot};
use super::mentions::{is_genitive, pronoun};
use crate::analysis::MentionForm;
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// A mention with where it stands.
pub(super) fn placed(given: &Given, tokens: Range<usize>, form: MentionForm) -> Placed {
    let slot = slot(given.syntax, &tokens);
    Placed { span: given.syntax.span(tokens.clone()), form, slot, quoted: given.spoken[tokens.start], tokens }
}

/// Where the words at `tokens` stand in their clause, by what stands beside them.
pub(super) fn slot(syntax: &Syntax, tokens: &Range<usize>) -> Slot {
    let is_pronoun = tokens.len() == 1 && pronoun(syntax.word(tokens.start)).is_some();
    match syntax.word(tokens.start).to_ascii_lowercase().as_str() {
        "he" | "she" | "they" | "i" | "we" | "who" if is_pronoun => Slot::Subject,
        _ if is_pronoun && is_owner(syntax, tokens.start) => Slot::Owner,
        _ => of_neighbours(syntax, tokens),
    }
}

/// Whether the pronoun at token `at` tells whose something is: "her" does before a noun.
pub(super) fn is_owner(syntax: &Syntax, at: usize) -> bool {
    match syntax.word(at).to_ascii_lowercase().as_str() {
        "his" | "its" | "their" | "my" | "our" => true,
        "her" => next_is_noun(syntax, at + 1),
        _ => false,
    }
}

/// Whether what begins at token `at` is a noun or stands before one: "her old house".
pub(super) fn next_is_noun(syntax: &Syntax, at: usize) -> bool {
    at < syntax.tokens.len()
        && matches!(
            syntax.part_of_speech(at),
            PartOfSpeech::Noun | PartOfSpeech::Adjective | PartOfSpeech::ProperNoun | PartOfSpeech::Numeral
        )
}

/// The subject of a sentence is looked for in so many tokens, so that a sentence without end stays quick to read.
const FARTHEST: usize = 300;

fn of_neighbours(syntax: &Syntax, tokens: &Range<usize>) -> Slot {
    if is_genitive(syntax.word(tokens.end)) {
        return Slot::Owner;
    }
    let part = |at: usize| syntax.part_of_speech(at);
    let sentence = syntax.sentence_at(tokens.start);
    let is_title = |at: usize| {
        lexicon::is_title_or_role(syntax.word(at))
            || matches!(part(at), PartOfSpeech::Determiner | PartOfSpeech::Adjective)
    };
    let before = (sentence.start..tokens.start).rev().find(|at| !is_title(*at));
    let is_preposition = |at: usize| {
        part(at) == PartOfSpeech::Adposition && !matches!(syntax.word(at), "that" | "as" | "while" | "because" | "if")
    };
    if before.is_some_and(is_preposition) {
        return Slot::Oblique;
    }
    let next = (tokens.end..sentence.end).take(3).find(|at| part(*at) != PartOfSpeech::Adverb);
    if next.is_some_and(|at| part(at).is_verb()) {
        return Slot::Subject;
    }
    let is_verb = |at: usize| part(at).is_verb();
    let is_said = before.is_some_and(|at| is_verb(at) && at > sentence.start && is_close(syntax.word(at - 1)));
    match before {
        _ if is_said => Slot::Subject,
        Some(at) if is_verb(at) => Slot::Object,
        None => Slot::Subject,
        // "Ann Lee, chair of the board, said"
        Some(_) if tokens.start - sentence.start < FARTHEST && !(sentence.start..tokens.start).any(is_verb) => {
            Slot::Subject
        }
        Some(_) => Slot::Object,
    }
}

/// "“…,” said Ann Lee": what stands before an inverted verb.
fn is_close(word: &str) -> bool {
    matches!(word, "," | "”" | "\"" | "’" | "’’" | "''")
}
