//! The clues for one name.

use std::ops::Range;

use super::super::Given;
use super::super::clusters::push_new;
use super::super::decide::Walk;
use super::super::evidence::Call;
use super::super::mentions::pronoun;
use super::candidates::{Candidate, are_called};
use super::{Clue, Clues};
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::phrases::Slot;

/// The words of so many quotations of each are compared.
const MOST_QUOTATIONS: usize = 16;
/// So many mentions by name are often.
const OFTEN: u32 = 8;

impl Walk<'_, '_, '_> {
    /// The clues that are the same for all names.
    pub(super) fn told(&self, cluster: usize, first: &Range<usize>, said: &[usize]) -> Clues {
        let syntax = self.syntax;
        let sentence = syntax.sentence_of(first.start);
        let mut clues = Clues::default();
        clues.set(Clue::Constant, 1u8);
        clues.set(Clue::InHeadline, sentence == 0);
        clues.set(Clue::InLead, (1..5).contains(&sentence));
        let word = syntax.word(first.start).to_lowercase();
        let clue = match word.as_str() {
            _ if self.told_of[cluster].calls.is_empty() => Some(Clue::Pronoun),
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
        clues.set(Clue::Unnamed, says_so || first.clone().any(is_unnamed));
        clues
    }

    /// The clues for a `candidate`, who says the quotations `says` and is told of by `told`, where `cluster` says those of `said`.
    pub(super) fn named_at(
        &self,
        clues: &mut Clues,
        (cluster, said): (usize, &[usize]),
        candidate: &Candidate,
        (says, told): (&[usize], &[Call]),
    ) {
        let Candidate { cluster: other, mention, rank, is_in_headline } = *candidate;
        let Given { syntax, .. } = self.given;
        let first = &self.board.clusters[other].mentions[mention];
        let at = first.tokens.start;
        let mentions = &self.board.clusters[cluster].mentions;
        let start = mentions[0].tokens.start;
        let sentences = syntax.sentence_of(at).saturating_sub(syntax.sentence_of(start));
        clues.set(Clue::Words, (at.saturating_sub(start) as f64 / 100.0).min(4.0));
        clues.set(Clue::SameSentence, sentences == 0);
        clues.set(Clue::FarSentence, sentences > 4);
        clues.set(Clue::InSource, mentions.iter().any(|mention| mention.tokens.contains(&at)));
        let contents = |quotation: &usize| self.given.contents[*quotation].iter().cloned();
        clues.set(Clue::InContent, said.iter().flat_map(contents).any(|tokens| tokens.contains(&at)));
        clues.set(Clue::BeginsSentence, syntax.sentence_at(at).start == at);
        clues.set(Clue::Subject, first.slot == Slot::Subject);
        let end = first.tokens.end;
        clues.set(Clue::BeforeComma, syntax.word(end) == ",");
        let speakers = &self.board.speakers;
        clues.set(Clue::Speaks, !says.is_empty());
        let is_next = |index: &usize| {
            let first = contents(index).next().map_or(0, |tokens| tokens.start);
            first > start && speakers[*index] != Some(cluster)
        };
        let next = (said[0]..speakers.len()).find(is_next).and_then(|index| speakers[index]);
        clues.set(Clue::SpeaksNext, next == Some(other));
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
        let words = &self.told_of[other].words;
        let calls = &self.told_of[cluster].calls;
        let of_call = calls.iter().flat_map(|call| call.modifiers.iter().chain([&call.noun]));
        let mut shared = Vec::new();
        of_call.filter(|word| words.contains(word)).for_each(|word| push_new(&mut shared, word.clone()));
        clues.set(Clue::SharedWords, shared.len().min(2) as u32);
        let mut nearness = self.nearness.borrow_mut();
        let near = calls.iter().map(|call| {
            let noun = nearness.vector(&call.noun);
            nearness.of(noun, other, words)
        });
        clues.set(Clue::NounNear, near.fold(0.0, f32::max));
        clues.set(Clue::NotNext, rank > 0);
        clues.set(Clue::InHeadlineToo, is_in_headline);
        clues.set(Clue::SameCall, are_called(calls, told));
        clues.set(Clue::SameNoun, told.iter().any(|call| self.told_of[cluster].is_called(&call.noun)));
        clues.set(Clue::IsTold, !told.is_empty());
        let is_outlet = |word: &String| lexicon::is_any_of(&[WordClass::NewsAgency, WordClass::OwnsOthers], word);
        clues.set(Clue::Outlet, words.iter().any(is_outlet));
        clues.set(Clue::BeforeBracket, syntax.word(end) == "(");
        let often = self.told_of[other].times_named.min(OFTEN);
        clues.set(Clue::Often, f64::from(often) / f64::from(OFTEN));
        clues.set(Clue::NextParagraph, syntax.paragraph_of(at) == syntax.paragraph_of(start) + 1);
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
