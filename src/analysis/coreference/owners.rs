//! Whose somebody or something without a name is: "Okafor’s office" is not Lee's, and "her office" is Okafor's and shown so.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::clusters::{Board, Cluster, Placed};
use super::decide::Walk;
use super::evidence::Call;
use super::mentions::{Description, Determiner, is_genitive, name_at};
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// The most tokens of an owner with titles.
const LONGEST_OWNER: usize = 10;

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

/// Surnames, as they stand in the text.
pub(super) type Surnames<'t> = FxHashSet<&'t str>;

/// The last word of the name of somebody.
fn surname<'t>(syntax: &Syntax<'t>, cluster: &Cluster) -> &'t str {
    let tokens = syntax.tokens_in(cluster.name);
    tokens.last().map_or("", |last| syntax.word(last))
}

impl Board {
    /// The words of a description, with the whole name of the owner: "Ada Okafor’s lawyer" for "her lawyer", "Mrs Okafor’s
    /// lawyer".
    pub(super) fn with_owner(
        &self,
        claimed: &FxHashMap<Span, usize>,
        shared: &Surnames,
        syntax: &Syntax,
        words: Span,
    ) -> String {
        let whole = words.of(syntax.text);
        let first = whole.split(' ').next().unwrap_or(whole);
        let pronoun = Span::new(words.start as usize, words.start as usize + first.len());
        let owner = claimed.get(&pronoun).map(|cluster| &self.clusters[*cluster]).filter(|cluster| {
            cluster.is_named
                && matches!(first.to_ascii_lowercase().as_str(), "his" | "her" | "its" | "their")
                && Rule::OwnerShown.holds()
        });
        let text = syntax.text;
        let named = self.named_owner(claimed, syntax, words);
        // "Lee's widow", where two are called Lee.
        let named = named.filter(|(owner, _)| !shared.contains(surname(syntax, owner)));
        match (named, owner) {
            (Some((owner, end)), _) => format!("{}{}", owner.name.of(text), &text[end..words.end as usize]),
            (None, Some(owner)) => format!("{}’s{}", owner.name.of(text), &whole[first.len()..]),
            (None, None) => whole.to_owned(),
        }
    }

    /// The surnames of several people who are named.
    pub(super) fn shared_surnames<'t>(&self, syntax: &Syntax<'t>) -> Surnames<'t> {
        let is_person = |cluster: &&Cluster| cluster.is_named && cluster.kind == EntityKind::Person;
        let mut seen = FxHashSet::default();
        self.clusters
            .iter()
            .filter(is_person)
            .map(|cluster| surname(syntax, cluster))
            .filter(|word| !seen.insert(*word))
            .collect()
    }

    /// The person with whose name and perhaps titles a description begins, and where the name ends: "Mr Lee" of "Mr Lee's
    /// office".
    fn named_owner(&self, claimed: &FxHashMap<Span, usize>, syntax: &Syntax, words: Span) -> Option<(&Cluster, usize)> {
        let tokens = syntax.tokens_in(words);
        let near = tokens.start..tokens.end.min(tokens.start + LONGEST_OWNER);
        let genitive = near.clone().find(|at| is_genitive(syntax.word(*at)))?;
        let is_title = |at: &usize| {
            matches!(
                syntax.part_of_speech(*at),
                PartOfSpeech::Noun
                    | PartOfSpeech::ProperNoun
                    | PartOfSpeech::Adjective
                    | PartOfSpeech::Determiner
                    | PartOfSpeech::Pronoun
            ) || syntax.word(*at) == "."
        };
        let titles = near.take_while(is_title).count();
        let mut names = (tokens.start..=tokens.start + titles).filter(|start| *start < genitive);
        let named = |span: Span| {
            let owner = &self.clusters[*claimed.get(&span)?];
            let mention = owner.mentions.partition_point(|mention| mention.span.start < span.start);
            let is_name = |mention: &Placed| mention.span == span && mention.form == MentionForm::Name;
            owner.mentions[mention..].iter().take(2).any(is_name).then_some(owner)
        };
        let owner = names.find_map(|start| named(syntax.span(start..genitive)))?;
        // "Queen Elizabeth's office" where nobody calls her otherwise.
        let is_full = syntax.tokens_in(owner.name).len() > 1;
        let is_shown = is_full && owner.is_named && owner.kind == EntityKind::Person && Rule::OwnerShown.holds();
        is_shown.then(|| (owner, syntax.tokens[genitive - 1].span.end as usize))
    }
}
