//! Joins who is told of first and named later: "A teacher said ... Ann Lee, 42, said".
//!
//! The walk of `decide` looks back, and from descriptions a few sentences ahead; news tells of people in the
//! headline or the first sentence by what they are, and names them in a later one. For each person without a name who is the source of a
//! quotation, the people who are named for the first time behind it are candidates, with [`Clues`]; a logistic model tells how likely
//! each is the one.

mod features;
mod weights;

use std::ops::Range;

use super::clusters::Slot;
use super::countries;
use super::decide::{Walk, push_new};
use super::mentions::pronoun;
use super::offices::holds_another;
use super::{Choice, Given};
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

pub use features::{CLUES, Clue, Clues};
pub use weights::WEIGHTS;

/// So many of the people who are named later are looked at.
const CANDIDATES: usize = 3;
/// And no farther behind, in tokens.
const FARTHEST: usize = 2000;
/// The words of so many quotations of each are compared.
const MOST_QUOTATIONS: usize = 16;
/// How likely the likeliest must be. On the folds of what the weights are fitted to, of those above five in six are right: see
/// `src/data/README.md`.
const LEAST_CHANCE: f32 = 0.6;

/// Somebody who is told of without a name, and a person who is named later.
pub struct Introduction {
    /// The pieces of what they say.
    pub said: Vec<Span>,
    /// The first mention of the other by name.
    pub name: Span,
    /// What speaks for it that they are one.
    pub clues: Clues,
}

impl Walk<'_, '_, '_> {
    /// Joins those who are named later with those who bear the names.
    pub(super) fn introduce(&mut self) {
        if !Rule::NamedLater.holds() {
            return;
        }
        let mut said_by = vec![Vec::new(); self.board.clusters.len()];
        for (quotation, cluster) in self.board.speakers.iter().enumerate() {
            cluster.iter().for_each(|cluster| said_by[*cluster].push(quotation));
        }
        for cluster in 0..said_by.len() {
            let known = &self.board.clusters[cluster];
            let is_unnamed = !known.is_named && !known.is_plural && !known.is_waiting && known.members.is_empty();
            let said = &said_by[cluster];
            if !is_unnamed || known.kind != EntityKind::Person || said.is_empty() {
                continue;
            }
            let Some(first) = known.mentions.first().map(|mention| mention.tokens.clone()) else { continue };
            let base = self.told(cluster, &first, said);
            let pieces = said.iter().flat_map(|quotation| &self.given.contents[*quotation]);
            let pieces: Vec<Span> = pieces.map(|tokens| self.syntax.span(tokens.clone())).collect();
            let mut best: Option<(usize, f32)> = None;
            for (rank, other) in self.named_behind(cluster, &first) {
                let mut clues = base;
                self.named_at(&mut clues, (cluster, said), (other, &said_by[other]));
                clues.set(Clue::NotNext, u8::from(rank > 0));
                let name = self.board.clusters[other].mentions[0].span;
                let case = Introduction { said: pieces.clone(), name, clues };
                let chance = self.chooser.introduces(&case);
                if chance > best.map_or(LEAST_CHANCE, |(_, most)| most) {
                    best = Some((other, chance));
                }
            }
            if let Some((other, chance)) = best {
                self.join(cluster, other, chance);
                let said = std::mem::take(&mut said_by[cluster]);
                said_by[other].extend(said);
            }
        }
    }

    /// Those of the people who are named for the first time in or behind the tokens `first` who may be `cluster`, with their ranks.
    fn named_behind(&self, cluster: usize, first: &Range<usize>) -> Vec<(usize, usize)> {
        let Given { names, of_name, .. } = self.given;
        let clusters = &self.board.clusters;
        let of_call = |call| countries::of_description(self, first.clone(), call);
        let countries = self.calls[cluster].first().map(of_call).unwrap_or_default();
        let may_be = |index: usize| {
            let genders = clusters[index].gender().zip(clusters[cluster].gender());
            genders.is_none_or(|(one, other)| one == other)
                && !self.offices[cluster].iter().any(|office| holds_another(self, index, office))
                && !countries::is_of_another(self, index, &countries)
        };
        let begin = names.partition_point(|name| name.tokens.start < first.start);
        let near = (begin..names.len()).take_while(|name| names[*name].tokens.start < first.start + FARTHEST);
        let introduced = near.filter_map(|name| {
            let at = names[name].tokens.start;
            let known = &clusters[of_name[name]];
            let mention = known.mentions.first().filter(|mention| mention.tokens.start == at)?;
            // "a lawyer for Ann Lee", "Ann Lee's lawyer" are not Lee.
            let is_inside = first.contains(&at);
            let is_of_another = mention.slot == Slot::Owner || is_inside && mention.slot == Slot::Oblique;
            let is_person = known.kind == EntityKind::Person && mention.form == MentionForm::Name;
            (is_person && !is_of_another).then_some(of_name[name])
        });
        introduced.take(CANDIDATES).enumerate().filter(|(_, index)| may_be(*index)).collect()
    }

    /// The clues that are the same for all names.
    fn told(&self, cluster: usize, first: &Range<usize>, said: &[usize]) -> Clues {
        let syntax = self.syntax;
        let sentence = syntax.sentence_of(first.start);
        let mut clues = Clues::default();
        clues.set(Clue::Constant, 1u8);
        clues.set(Clue::InHeadline, u8::from(sentence == 0));
        clues.set(Clue::InLead, u8::from((1..5).contains(&sentence)));
        let word = syntax.word(first.start).to_lowercase();
        let clue = match word.as_str() {
            _ if self.calls[cluster].is_empty() => Some(Clue::Pronoun),
            "a" | "an" => None,
            "another" | "one" | "some" => Some(Clue::AnotherOne),
            "the" | "this" | "that" => Some(Clue::Definite),
            word if pronoun(word).is_some() => Some(Clue::Definite),
            _ => Some(Clue::Bare),
        };
        if let Some(clue) = clue {
            clues.set(clue, 1u8);
        }
        let is_unnamed = |at: usize| lexicon::is_one_of(WordClass::Unnamed, syntax.word(at));
        let of_quotations = |quotation: &usize| self.given.contents[*quotation].first().map(|tokens| tokens.start);
        let sentences = said.iter().filter_map(of_quotations).map(|at| syntax.sentence_of(at)).chain([sentence]);
        let mut tokens = sentences.flat_map(|sentence| syntax.sentences[sentence].tokens.clone());
        let says_so = tokens.any(|at| syntax.word(at).to_lowercase().starts_with("anonym"));
        clues.set(Clue::Unnamed, u8::from(says_so || first.clone().any(is_unnamed)));
        clues
    }

    /// The clues for the first name of `other`, who says the quotations `says`, where `cluster` says those of `said`.
    fn named_at(&self, clues: &mut Clues, (cluster, said): (usize, &[usize]), (other, says): (usize, &[usize])) {
        let syntax = self.syntax;
        let at = self.board.clusters[other].mentions[0].tokens.start;
        let mentions = &self.board.clusters[cluster].mentions;
        let start = mentions[0].tokens.start;
        let sentences = syntax.sentence_of(at).saturating_sub(syntax.sentence_of(start));
        clues.set(Clue::Words, (at.saturating_sub(start) as f64 / 100.0).min(4.0));
        clues.set(Clue::SameSentence, u8::from(sentences == 0));
        clues.set(Clue::FarSentence, u8::from(sentences > 4));
        let is_inside = mentions.iter().any(|mention| mention.tokens.contains(&at));
        clues.set(Clue::InSource, u8::from(is_inside));
        let contents = |quotation: &usize| self.given.contents[*quotation].iter().cloned();
        let in_content = said.iter().flat_map(contents).any(|tokens| tokens.contains(&at));
        clues.set(Clue::InContent, u8::from(in_content));
        let begins = syntax.sentences[syntax.sentence_of(at)].tokens.start == at;
        clues.set(Clue::BeginsSentence, u8::from(begins));
        let first = &self.board.clusters[other].mentions[0];
        clues.set(Clue::Subject, u8::from(first.slot == Slot::Subject));
        let end = first.tokens.end;
        let is_before_comma = syntax.tokens.get(end).is_some_and(|token| token.of(syntax.text) == ",");
        clues.set(Clue::BeforeComma, u8::from(is_before_comma));
        let speakers = &self.board.speakers;
        clues.set(Clue::Speaks, u8::from(!says.is_empty()));
        let is_next = |index: &usize| {
            let first = contents(index).next().map_or(0, |tokens| tokens.start);
            first > start && speakers[*index] != Some(cluster)
        };
        let next = (said[0]..speakers.len()).find(is_next).and_then(|index| speakers[index]);
        clues.set(Clue::SpeaksNext, u8::from(next == Some(other)));
        let words = |quotations: &[usize]| {
            let mut words = Vec::new();
            let tokens = quotations.iter().take(MOST_QUOTATIONS).flat_map(contents).flatten();
            tokens.filter_map(|at| stem(syntax, at)).for_each(|word| push_new(&mut words, word));
            words
        };
        let (theirs, others) = (words(said), words(says));
        let again = theirs.iter().filter(|word| others.contains(*word)).count();
        clues.set(Clue::SaidAgain, again as f64 / theirs.len().max(1) as f64);
        clues.set(Clue::SaidAgainWords, again.min(3) as u32);
        let told = &self.words[other];
        let calls = &self.calls[cluster];
        let of_call = calls.iter().flat_map(|call| call.modifiers.iter().chain([&call.noun]));
        let mut shared = Vec::new();
        of_call.filter(|word| told.contains(word)).for_each(|word| push_new(&mut shared, word.clone()));
        clues.set(Clue::SharedWords, shared.len().min(2) as u32);
        let near = calls.iter().map(|call| self.nearness.borrow_mut().of(&call.noun, other, told));
        clues.set(Clue::NounNear, near.fold(0.0, f32::max));
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

/// The beginning of a word that tells something, in small letters, so that its forms are alike.
fn stem(syntax: &Syntax, at: usize) -> Option<String> {
    const LENGTH: usize = 5;
    const SHORTEST: usize = 4;
    use PartOfSpeech::*;
    let tells = matches!(syntax.part_of_speech(at), Noun | ProperNoun | Verb | Adjective);
    let word = syntax.word(at).to_lowercase();
    let end = word.char_indices().nth(LENGTH).map_or(word.len(), |(end, _)| end);
    (tells && word.chars().count() >= SHORTEST).then(|| word[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::coreference::{Case, Chooser, resolve_with};
    use crate::analysis::{entities, quotations};

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
        let of_entity = |entity: &crate::analysis::Entity| {
            let mentions: Vec<&str> = entity.mentions.iter().map(|mention| mention.span.of(text)).collect();
            format!("{}: {}", entity.name, mentions.join(", "))
        };
        assert_eq!(resolved.entities.iter().map(of_entity).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn who_is_named_later_is_the_one_told_of() {
        check(
            "A teacher said that the port was shut. Ann Lee, 42, said that she was sad.",
            &["Ann Lee: A teacher, Ann Lee"],
        );
    }

    #[test]
    fn who_is_excluded() {
        check(
            "A lawyer for Ann Lee said that the port was shut.",
            &["lawyer for Ann Lee: A lawyer for Ann Lee", "Ann Lee: Ann Lee"],
        );
        check(
            "The finance minister said that the port was shut. Foreign Minister Tom Vance was sad.",
            &["finance minister: The finance minister", "Tom Vance: Tom Vance"],
        );
        check(
            "A Turkish teacher said that the port was shut. The Dutch teacher Tom Vance was sad.",
            &["Turkish teacher: A Turkish teacher", "Turkish: Turkish", "Dutch: Dutch", "Tom Vance: Tom Vance"],
        );
        check("Residents said that the port was shut. Ann Lee was sad.", &["Residents: Residents", "Ann Lee: Ann Lee"]);
    }

    #[test]
    fn headlines_tell_who_speaks_below() {
        let text = "Police chief says port will close\n\nNORTHGATE, May 3. — The port will close in June, police chief \
                    Ann Lee said on Monday.";
        let syntax = Syntax::new(text);
        let (names, quotations) = (entities::find(&syntax), quotations::find(&syntax, false));
        let entities = super::super::resolve(&syntax, &names, &quotations).entities;
        let lee = entities.iter().find(|entity| entity.name == "Ann Lee").expect("Ann Lee");
        assert_eq!(lee.mentions[0].span.of(text), "Police chief");
    }

    #[test]
    fn clues_stand_in_their_order() {
        assert!(Clue::ALL.iter().enumerate().all(|(index, clue)| *clue as usize == index));
    }
}
