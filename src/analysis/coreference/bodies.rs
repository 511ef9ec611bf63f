//! Of which body somebody holds an office: "the Lind Party leader" is nobody who is called leader of another party.

use std::ops::Range;

use super::Given;
use super::decide::Walk;
use super::mentions::name_at;
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{self, WordClass};

/// What somebody is of a body or place that has a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Post {
    /// The noun, in small letters: "leader".
    pub noun: String,
    /// The cluster of the body or place.
    pub body: usize,
    pub kind: EntityKind,
}

/// The posts that `tokens` tell: nouns for what one person holds alone, right behind the name of an organization or place, "Acme chairman",
/// "Northgate mayor".
pub(super) fn posts(given: &Given, tokens: Range<usize>) -> Vec<Post> {
    let Given { syntax, names, of_name, .. } = given;
    let mut found = Vec::new();
    for head in tokens {
        let noun = lexicon::noun_of_role(syntax.word(head));
        if !lexicon::is_one_of(WordClass::ExclusivePost, &noun) || name_at(names, head).is_some() || head == 0 {
            continue;
        }
        let Some(name) = name_at(names, head - 1) else { continue };
        let kind = names[name].kind;
        let before = syntax.word_before(names[name].tokens.start, 1);
        // "former Acme chairman Lee" may lead another by now.
        if lexicon::is_one_of(WordClass::Former, &before.to_lowercase()) || before == "-" {
            continue;
        }
        if matches!(kind, EntityKind::Organization | EntityKind::Place) {
            found.push(Post { noun, body: of_name[name], kind });
        }
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
    if own().any(|known| known.body == asked.body) {
        return false;
    }
    let is_told = |at: usize| {
        let word = walk.syntax.word(at);
        walk.told_of[cluster].words.contains(&word.to_lowercase()) && !lexicon::is_organization(word)
    };
    if walk.syntax.tokens_in(walk.board.clusters[asked.body].name).any(is_told) {
        return false;
    }
    own().any(|known| known.kind == asked.kind) || walk.told_of_any.posts.contains(asked)
}
