//! Who is named later and may be the one who is told of without a name.

use std::ops::Range;

use super::super::Given;
use super::super::clusters::push_new;
use super::super::countries;
use super::super::decide::Walk;
use super::super::evidence::Call;
use super::super::mentions::Stands;
use super::super::naming::country;
use super::super::offices::holds_another;
use crate::analysis::{EntityKind, MentionForm, Name};
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::phrases::Slot;

/// So many of those who are named later are looked at.
const CANDIDATES: usize = 3;
/// And no farther behind, in tokens.
const FARTHEST: usize = 2000;
/// So many descriptions of each are compared.
const MOST_CALLS: usize = 8;

/// Somebody who is named behind a description.
pub(super) struct Candidate {
    /// The cluster.
    pub cluster: usize,
    /// Which of its mentions is the first name behind the description.
    pub mention: usize,
    /// How many others were introduced before.
    pub rank: usize,
    /// The name stands in the headline, too, before the description.
    pub is_in_headline: bool,
}

/// What names are in the order of their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The first of its entity.
    First,
    /// The first behind the headline, which has others.
    BehindHeadline,
    /// A later one.
    Later,
}

/// What is known of all names, found once for a text.
pub(super) struct Introduced {
    /// The place of each name.
    places: Vec<Place>,
    /// What the phrases beside the names of each cluster call it.
    pub told: Vec<Vec<Call>>,
}

impl Walk<'_, '_, '_> {
    /// Those of the kind of `cluster` who are named for the first time in or behind the tokens `first`, or there for the first time after
    /// the headline.
    pub(super) fn named_behind(&self, cluster: usize, first: &Range<usize>, known: &Introduced) -> Vec<Candidate> {
        let Introduced { places, told } = known;
        let Given { names, of_name, syntax, .. } = self.given;
        let clusters = &self.board.clusters;
        let kind = clusters[cluster].kind;
        let of_call = |call| countries::of_description(self, first.clone(), call);
        let calls = &self.told_of[cluster].calls;
        let countries = calls.first().map(of_call).unwrap_or_default();
        let may_be = |candidate: &Candidate| {
            let index = candidate.cluster;
            let known = &clusters[index];
            // "a Treasury spokesman" is not the Treasury secretary.
            let roles = &known.roles;
            let speaks = |role: &String| lexicon::is_one_of(WordClass::Spokesperson, role);
            let has_other_office =
                calls.iter().any(|call| speaks(&call.noun)) && !roles.is_empty() && !roles.iter().any(speaks);
            let genders = clusters[index].gender().zip(clusters[cluster].gender());
            !is_opposed(calls, &told[index])
                && (kind != EntityKind::Organization
                    || is_of_their_kind(calls, &told[index], &self.told_of[index].words))
                && !has_other_office
                && genders.is_none_or(|(one, other)| one == other)
                && !self.told_of[cluster].offices.iter().any(|office| holds_another(self, index, office))
                && !countries::is_of_another(self, index, &countries)
        };
        let headline = syntax.sentences.first().map_or(0, |sentence| sentence.tokens.end);
        let begin = names.partition_point(|name| name.tokens.start < first.start);
        let near = (begin..names.len()).take_while(|name| names[*name].tokens.start < first.start + FARTHEST);
        let introduced = near.filter_map(|name| {
            let is_in_headline = places[name] == Place::BehindHeadline;
            if places[name] == Place::Later || is_in_headline && first.start < headline {
                return None;
            }
            let at = names[name].tokens.start;
            let cluster = of_name[name];
            let known = &clusters[cluster];
            let mention = known.mentions.partition_point(|mention| mention.tokens.start < at);
            let found = known.mentions.get(mention).filter(|found| found.tokens.start == at)?;
            // "a lawyer for Ann Lee", "Ann Lee's lawyer" are not Lee.
            let is_inside = first.contains(&at);
            let is_body = known.kind == EntityKind::Organization;
            let is_of_another = found.slot == Slot::Owner || is_inside && (is_body || found.slot == Slot::Oblique);
            let is_one = known.kind == kind && found.form == MentionForm::Name;
            (is_one && !is_of_another).then_some((cluster, mention, is_in_headline))
        });
        let candidate =
            |(rank, (cluster, mention, is_in_headline))| Candidate { cluster, mention, rank, is_in_headline };
        let candidates = introduced.enumerate().map(candidate);
        candidates.take(CANDIDATES).filter(may_be).collect()
    }

    /// What is known of all names.
    pub(super) fn introduced(&self) -> Introduced {
        let Given { names, syntax, of_name, .. } = self.given;
        let clusters = self.board.clusters.len();
        let mut told: Vec<Vec<Call>> = vec![Vec::new(); clusters];
        for phrase in &self.given.beside {
            if let Stands::Beside(name) = phrase.stands {
                let call = Call::new(syntax, phrase.tokens.clone(), phrase.head);
                let known = &mut told[of_name[name]];
                if known.len() < MOST_CALLS {
                    push_new(known, call);
                }
            }
        }
        let headline = syntax.sentences.first().map_or(0, |sentence| sentence.tokens.end);
        // Whether a cluster was named, and whether behind the headline.
        let mut named = vec![(false, false); clusters];
        let place = |(name, cluster): (&Name, &usize)| {
            let is_behind = name.tokens.start >= headline;
            let (was_named, was_behind) = named[*cluster];
            named[*cluster] = (true, was_behind || is_behind);
            match (was_named, was_behind) {
                (false, _) => Place::First,
                (true, false) if is_behind => Place::BehindHeadline,
                _ => Place::Later,
            }
        };
        Introduced { places: names.iter().zip(of_name).map(place).collect(), told }
    }
}

/// Whether those who are called by `calls` are others than those whom the phrases `told` stand beside: the same noun with other
/// words ("a Labour MP", "Tory MP Ann Lee"), or only one of them former.
fn is_opposed(calls: &[Call], told: &[Call]) -> bool {
    let is_former = |call: &Call| call.modifiers.iter().any(|word| lexicon::is_one_of(WordClass::Former, word));
    let is_other = |call: &Call, known: &Call| {
        let shares = call.modifiers.iter().any(|word| known.modifiers.contains(word));
        let differs = !call.modifiers.is_empty() && !known.modifiers.is_empty() && !shares;
        call.noun == known.noun && (differs || is_former(call) != is_former(known))
    };
    calls.iter().take(MOST_CALLS).any(|call| told.iter().any(|known| is_other(call, known)))
}

/// Whether what stands beside the name of an organization has the noun of one of `calls` ("Acme Aid, a charity"), or its name, with the
/// `words`, has a noun of that kind and another word of the call: "the ferry safety watchdog" and the "Ferry Safety Authority".
/// Otherwise who answers is mostly another: "a campaign group said", "the Ministry of Justice said".
fn is_of_their_kind(calls: &[Call], told: &[Call], words: &[String]) -> bool {
    let is_named_so = |call: &Call| {
        let is_shared = |word: &&String| words.contains(word) && !lexicon::is_place(word);
        let fits = words.contains(&call.noun) || has_their_word(&call.noun, words);
        fits && call.modifiers.iter().any(|word| is_shared(&word))
    };
    calls.iter().any(|call| told.iter().any(|known| known.noun == call.noun) || is_named_so(call))
}

/// Whether one of `told` has the noun and all other words of one of `calls` that has other words; countries may be left out.
pub(super) fn are_called(calls: &[Call], told: &[Call]) -> bool {
    let is_country = |word: &str| country(word).is_some() || lexicon::demonym(word).is_some();
    let is_in = |call: &Call, known: &Call| {
        let mut others = call.modifiers.iter().filter(|word| !is_country(word)).peekable();
        known.noun == call.noun && others.peek().is_some() && others.all(|word| known.modifiers.contains(word))
    };
    calls.iter().take(MOST_CALLS).any(|call| told.iter().any(|known| is_in(call, known)))
}

/// Whether `words`, which tell of an organization, have one that stands in the names of those who are called by `noun`.
fn has_their_word(noun: &str, words: &[String]) -> bool {
    use WordClass::*;
    const KINDS: [(WordClass, WordClass); 3] =
        [(Authority, NameOfAuthority), (Advocates, NameOfAdvocates), (Company, TradeOfCompany)];
    let found = KINDS.into_iter().find(|(nouns, _)| lexicon::is_one_of(*nouns, noun));
    found.is_some_and(|(_, names)| words.iter().any(|word| lexicon::is_one_of(names, word)))
}
