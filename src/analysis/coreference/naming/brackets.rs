//! Abbreviations in brackets: they mean what stands before them.

use super::shortened::{Shortened, runs_through};
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::{Gazetteer, fold};
use crate::syntax::Syntax;

/// "The International Criminal Court (ICC)": what stands in brackets after a name, and abbreviates it, means the same.
/// So does what abbreviates it in another language: "Authentic Radical Liberal Party (PLRA)".
pub(super) fn join_bracketed_acronyms(syntax: &Syntax, names: &[Name], words: &[Vec<String>], of_name: &mut [usize]) {
    let bracketed: Vec<usize> = (1..names.len()).filter(|index| is_bracketed(syntax, names, *index)).collect();
    for index in &bracketed {
        let (before, name) = (&names[index - 1], &names[*index]);
        let (long, short) = (of_name[index - 1], of_name[*index]);
        let text = syntax.word(name.tokens.start);
        let is_acronym = text.chars().filter(|c| c.is_uppercase()).count() > 1 || name.kind == EntityKind::Organization;
        // "the Harbour Board (HBP) Penford"
        let is_interrupted = || {
            let whole: Vec<String> =
                words[index - 1].iter().cloned().chain([fold(syntax.word(name.tokens.end + 1))]).collect();
            Shortened::of(text).is_some_and(|short| short.shortens(&whole))
        };
        let is_other_language = || {
            before.kind == EntityKind::Organization
                && Rule::BracketedAcronym.holds()
                && is_acronym
                && (2..9).contains(&text.chars().count())
                && !is_interrupted()
                && text.chars().all(char::is_alphabetic)
                && !Gazetteer::built_in().is_place_name(text)
                // "(ENG)" behind the names of several teams
                && bracketed.iter().filter(|other| syntax.word(names[**other].tokens.start) == text).count() == 1
        };
        let is_same_kind = before.kind == name.kind || before.kind != EntityKind::Person;
        let shortens = |words: &[String]| Shortened::of(text).is_some_and(|short| short.shortens(words));
        let abbreviates = is_same_kind && (shortens(&words[index - 1]) || runs_through(text, &words[index - 1]));
        if long != short && words[index - 1].len() > 1 && (abbreviates || is_other_language()) {
            for cluster in of_name.iter_mut().filter(|cluster| **cluster == short) {
                *cluster = long;
            }
        }
    }
}

/// Whether name `index` is one word in brackets right after the name before it.
fn is_bracketed(syntax: &Syntax, names: &[Name], index: usize) -> bool {
    let (before, name) = (&names[index - 1], &names[index]);
    let close = syntax.word(name.tokens.end);
    name.tokens.len() == 1
        && before.tokens.end + 1 == name.tokens.start
        && matches!((syntax.word(before.tokens.end), close), ("(", ")") | ("[", "]"))
}
