//! Of which body somebody holds an office: "the Lind Party leader" is nobody who is called leader of another party.

use std::ops::Range;

use super::Given;
use super::decide::Walk;
use super::mentions::{is_genitive, name_at};
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::PartOfSpeech;

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
pub(super) fn holds_another(walk: &Walk, cluster: usize, asked: &Post) -> bool {
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
