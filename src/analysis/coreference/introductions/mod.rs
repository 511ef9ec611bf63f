//! Joins who is told of first and named later: "A teacher said ... Ann Lee, 42, said", "A charity said ... Acme Aid said".
//!
//! The walk of `decide` looks back, and from descriptions a few sentences ahead; news tells of people in the
//! headline or the first sentence by what they are, and names them in a later one. For each person or organization without a name that is the source of a
//! quotation, those of its kind who are named for the first time behind it are candidates. Of people a logistic model over [`Clues`] tells how likely
//! each is the one; of organizations, which are candidates only if the text or their name calls them so, the first is.

mod candidates;
mod clues;
mod features;
mod weights;

use std::ops::Range;

use super::Choice;
use super::decide::Walk;
use super::evidence::Call;
use crate::Span;
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass};

use candidates::{Candidate, Introduced};
pub use features::{CLUES, Clue, Clues};
pub use weights::WEIGHTS;

/// How likely the likeliest person must be: `src/data/README.md` has how many of those above are right.
const LEAST_CHANCE: f32 = 0.7;
/// How likely the first organization of its kind is the one: ten of ten that were read were right.
const OF_ORGANIZATION: f32 = 0.9;

/// How likely a description of the headline and one of the first sentences below it, with the same noun, tell of the same: set by
/// hand; of 12 that were read none was wrong.
const SAME_IN_HEADLINE: f32 = 0.9;
/// So many sentences below the headline are its lead.
const LEAD: usize = 2;

/// A person told of without a name, and one who is named later.
pub struct Introduction {
    /// The first words that tell of them.
    pub told: Span,
    /// The pieces of what they say.
    pub said: Vec<Span>,
    /// The first mention by name of the other behind it.
    pub name: Span,
    /// What speaks for it that they are one.
    pub clues: Clues,
}

impl Introduction {
    /// From 0 to 1: how likely the two are one, by the weights of the built-in model.
    pub fn chance(&self) -> f32 {
        self.clues.chance(&WEIGHTS)
    }
}

impl Walk<'_, '_, '_> {
    /// Joins those who are named later with those who bear the names.
    pub(super) fn introduce(&mut self) {
        if !Rule::NamedLater.holds() {
            return;
        }
        self.join_headline();
        let mut said_by = vec![Vec::new(); self.board.clusters.len()];
        for (quotation, cluster) in self.board.speakers.iter().enumerate() {
            cluster.iter().for_each(|cluster| said_by[*cluster].push(quotation));
        }
        let introduced = self.introduced();
        for cluster in 0..said_by.len() {
            let known = &self.board.clusters[cluster];
            let said = &said_by[cluster];
            let kind = known.kind;
            // "the caller" may be anybody.
            let may_be_anybody =
                |call: &Call| lexicon::is_any_of(&[WordClass::NobodyTold, WordClass::NotIntroduced], &call.noun);
            let is_asked = matches!(kind, EntityKind::Person | EntityKind::Organization)
                && !self.told_of[cluster].calls.iter().any(may_be_anybody);
            if !known.is_unnamed() || !is_asked || said.is_empty() {
                continue;
            }
            let Some(first) = known.mentions.first().map(|mention| mention.tokens.clone()) else { continue };
            if first.clone().any(|at| tells_another(self.syntax.word(at))) {
                continue;
            }
            let candidates = self.named_behind(cluster, &first, &introduced);
            let best = match kind {
                EntityKind::Organization => candidates.first().map(|known| (known.cluster, OF_ORGANIZATION)),
                _ => self.likeliest(cluster, &first, &candidates, (&said_by, &introduced)),
            };
            if let Some((other, chance)) = best {
                self.join(cluster, other, chance);
                let said = std::mem::take(&mut said_by[cluster]);
                said_by[other].extend(said);
            }
        }
    }

    /// Joins who is told of in the first two sentences below the headline, by a description with "a", with who is told of in
    /// the headline by the same noun: "Doctor warns of flu … A senior doctor has warned".
    fn join_headline(&mut self) {
        let syntax = self.syntax;
        // A headline is a paragraph without a full stop.
        let Some(headline) = syntax.sentences.first().map(|sentence| sentence.tokens.end) else { return };
        let ends = |word: &str| matches!(word, "." | "!" | "?" | "”" | "\"");
        let is_alone = headline < syntax.tokens.len() && syntax.paragraph_of(headline) > syntax.paragraph_of(0);
        if !is_alone || ends(syntax.word(headline - 1)) {
            return;
        }
        let lead = syntax.sentences.get(LEAD).map_or(syntax.tokens.len(), |sentence| sentence.tokens.end);
        let begins = |cluster: usize| {
            let known = &self.board.clusters[cluster];
            let first = known.mentions.first()?.tokens.start;
            let is_speaker = || self.board.speakers.contains(&Some(cluster));
            (known.is_unnamed() && first < lead && is_speaker()).then_some((cluster, first))
        };
        let near: Vec<(usize, usize)> = (0..self.board.clusters.len()).filter_map(begins).collect();
        let (above, below): (Vec<_>, Vec<_>) = near.into_iter().partition(|(_, first)| *first < headline);
        for (cluster, first) in below {
            let is_new = matches!(syntax.word(first), "A" | "a" | "An" | "an");
            // "Minister warns …; A former minister", "Doctor warns …; A doctor from Leeds".
            let is_other =
                |word: &str| tells_another(word) || word == "from" || lexicon::is_one_of(WordClass::Former, word);
            let told = &self.board.clusters[cluster].mentions[0].tokens;
            let is_another = told.clone().any(|at| is_other(syntax.word(at)));
            let calls = &self.told_of[cluster].calls;
            let is_same = |known: &&(usize, usize)| {
                let kind = |cluster: usize| self.board.clusters[cluster].kind;
                let have_noun = |call: &Call| self.told_of[known.0].calls.iter().any(|other| are_alike(other, call));
                kind(known.0) == kind(cluster) && calls.iter().any(have_noun)
            };
            let is_one = is_new && !is_another;
            let Some((other, _)) = above.iter().find(is_same).filter(|_| is_one).copied() else { continue };
            self.join(other, cluster, SAME_IN_HEADLINE);
        }
    }

    /// Which of the `candidates` the person `cluster`, who is told of first by the tokens `first`, most likely is, and how likely.
    fn likeliest(
        &mut self,
        cluster: usize,
        first: &Range<usize>,
        candidates: &[Candidate],
        (said_by, introduced): (&[Vec<usize>], &Introduced),
    ) -> Option<(usize, f32)> {
        let said = &said_by[cluster];
        let base = self.told(cluster, first, said);
        let pieces = said.iter().flat_map(|quotation| &self.given.contents[*quotation]);
        let pieces: Vec<Span> = pieces.map(|tokens| self.syntax.span(tokens.clone())).collect();
        let mut best: Option<(usize, f32)> = None;
        for candidate in candidates {
            let mut clues = base;
            let other = candidate.cluster;
            self.named_at(&mut clues, (cluster, said), candidate, (&said_by[other], &introduced.told[other]));
            let name = self.board.clusters[other].mentions[candidate.mention].span;
            let case = Introduction { told: self.syntax.span(first.clone()), said: pieces.clone(), name, clues };
            let chance = self.chooser.introduces(&case);
            if chance > best.map_or(LEAST_CHANCE, |(_, most)| most) {
                best = Some((other, chance));
            }
        }
        best
    }

    /// Makes what was `cluster` the entity `other`.
    fn join(&mut self, cluster: usize, other: usize, chance: f32) {
        let mentions = std::mem::take(&mut self.board.clusters[cluster].mentions);
        for mention in mentions {
            let choice = Choice { span: mention.span, chance, rivals: Vec::new() };
            match self.choices.iter_mut().find(|known| known.span == mention.span) {
                Some(known) => *known = choice,
                None => self.choices.push(choice),
            }
            self.board.mention(other, mention);
        }
        for speaker in self.board.speakers.iter_mut().flatten().filter(|speaker| **speaker == cluster) {
            *speaker = other;
        }
        for member in self.board.clusters.iter_mut().flat_map(|known| &mut known.members) {
            if *member == cluster {
                *member = other;
            }
        }
    }
}

/// Whether a word of a description tells that others are meant than whoever is named with its noun: "another union", "a lawyer for
/// the family".
fn tells_another(word: &str) -> bool {
    word == "for" || lexicon::is_one_of(WordClass::Another, word)
}

/// Whether both calls have the same noun, and one has no other words than the other.
fn are_alike(one: &Call, other: &Call) -> bool {
    let holds = |one: &Call, other: &Call| other.modifiers.iter().all(|word| one.modifiers.contains(word));
    one.noun == other.noun && (holds(one, other) || holds(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::coreference::{Case, Chooser, resolve_with};
    use crate::analysis::{entities, quotations};
    use crate::syntax::Syntax;

    /// Nobody is meant by anything, and whoever is named later is the one.
    struct Joins;

    impl Chooser for Joins {
        fn choose(&mut self, case: &Case) -> Vec<f32> {
            (0..case.rows.len()).map(|index| f32::from(u8::from(index == 0))).collect()
        }

        fn introduces(&mut self, _: &Introduction) -> f32 {
            1.0
        }
    }

    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let (names, quotations) = (entities::find(&syntax), quotations::find(&syntax, false));
        let resolved = resolve_with(&syntax, &names, &quotations, &mut Joins);
        let shown = |entity| super::super::tests::shown(text, entity);
        assert_eq!(resolved.entities.iter().map(shown).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn who_is_named_later_may_be_the_one_told_of() {
        let saw = "said that the port was shut.";
        check(&format!("A teacher {saw} Ann Lee, 42, said that she was sad."), &["Ann Lee: A teacher, Ann Lee"]);
        check(
            &format!("A lawyer for Ann Lee {saw}"),
            &["lawyer for Ann Lee: A lawyer for Ann Lee", "Ann Lee: Ann Lee"],
        );
        check(
            &format!("The finance minister {saw} Foreign Minister Tom Vance was sad."),
            &["finance minister: The finance minister", "Tom Vance: Tom Vance"],
        );
        check(
            &format!("A Turkish teacher {saw} The Dutch teacher Tom Vance was sad."),
            &["Turkish teacher: A Turkish teacher", "Turkish: Turkish", "Dutch: Dutch", "Tom Vance: Tom Vance"],
        );
        check(
            "A spokeswoman for the port said that it was shut. The nurse, Ann Lee, was sad.",
            &["spokeswoman for the port: A spokeswoman for the port", "Ann Lee: Ann Lee"],
        );
        check(&format!("Residents {saw} Ann Lee was sad."), &["Residents: Residents", "Ann Lee: Ann Lee"]);
    }

    #[test]
    fn headlines_tell_who_speaks_below() {
        let text = "Police chief says port will close\n\nNORTHGATE, May 3. — The port will close in June, police chief \
                    Ann Lee said on Monday.";
        let entities = super::super::tests::entities_of(text);
        let lee = entities.iter().find(|entity| entity.name == "Ann Lee").expect("Ann Lee");
        assert_eq!(lee.mentions[0].span.of(text), "Police chief");
    }

    #[test]
    fn clues_stand_in_their_order() {
        assert!(Clue::ALL.iter().enumerate().all(|(index, clue)| *clue as usize == index));
    }
}
