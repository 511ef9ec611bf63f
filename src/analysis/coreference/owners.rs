//! Whose somebody or something without a name is: "Okafor’s office" is not Lee's, and "her office" is Okafor's.

use std::ops::Range;

use super::decide::Walk;
use super::evidence::Call;
use super::mentions::{Description, Determiner, is_genitive, name_at};
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{self, WordClass};

/// The entity of the person whose name, or whose possessive pronoun, `tokens` begin with; titles may stand before it.
pub(super) fn of_description(walk: &Walk, description: &Description, tokens: Range<usize>) -> Option<usize> {
    let start = tokens.start;
    let owner = match description.determiner {
        Determiner::Possessive => {
            let is_it = |cluster: &usize| {
                let mentions = &walk.board.clusters[*cluster].mentions;
                let first = mentions.partition_point(|mention| mention.tokens.start < start);
                mentions
                    .get(first)
                    .is_some_and(|mention| mention.tokens == (start..start + 1) && mention.form == MentionForm::Pronoun)
            };
            walk.recent.iter().rev().copied().find(is_it)
        }
        Determiner::Owner => {
            let genitive = tokens.clone().find(|at| is_genitive(walk.syntax.word(*at)))?;
            let name = name_at(walk.given.names, genitive.checked_sub(1)?)?;
            (walk.given.names[name].tokens.start >= start).then_some(walk.given.of_name[name])
        }
        _ => None,
    };
    owner.filter(|owner| walk.board.clusters[*owner].kind == EntityKind::Person)
}

/// The one without a name that is known as this noun of `owner`: her office, his lawyers.
pub(super) fn known(walk: &Walk, owner: usize, call: &Call) -> Option<usize> {
    if !lexicon::is_one_of(WordClass::OneOfEach, &call.noun) {
        return None;
    }
    let is_it = |cluster: &usize| {
        walk.owners[*cluster] == Some(owner) && walk.calls[*cluster].iter().any(|known| known.noun == call.noun)
    };
    walk.recent.iter().rev().copied().find(is_it)
}

/// Whether the entity of `cluster` is known to be another's than `owner`'s.
pub(super) fn is_of_another(walk: &Walk, cluster: usize, owner: Option<usize>) -> bool {
    owner.is_some() && walk.owners[cluster].is_some_and(|known| Some(known) != owner)
}
