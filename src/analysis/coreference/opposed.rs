//! What the sentence of a description, or how somebody is introduced, says against their being one.

use std::ops::Range;

use super::clusters::Slot;
use super::decide::Walk;
use super::mentions::Wording;
use crate::analysis::MentionForm;
use crate::knowledge::lexicon::{self, Gender, WordClass};
use crate::text::TokenKind;

/// So many of the words that tell of somebody are looked at, the first of which stand beside the name.
const MOST_WORDS: usize = 100;

/// Whether who is called by a description with the noun at token `head` then names the person of `cluster` in the same
/// sentence, as the hearer or in what is said: "the judge told Bell", "the coach said Bell would play". Names before it do
/// not tell: "What Bell calls a farce, the candidate said, goes on."
pub(super) fn names_somebody(walk: &Walk, wording: &Wording, head: usize, cluster: usize) -> bool {
    let said: Vec<&Range<usize>> = wording.says().flat_map(|quotation| &walk.given.contents[quotation]).collect();
    if said.is_empty() {
        return false;
    }
    let sentence = walk.syntax.sentence_at(head);
    let is_punctuation = |at: &usize| walk.syntax.tokens[*at].kind == TokenKind::Punctuation;
    let clause = head + 1..(head + 1..sentence.end).find(is_punctuation).unwrap_or(sentence.end);
    let is_there = |at: usize| {
        let is_said = || said.iter().any(|tokens| tokens.contains(&at));
        // "the mayor – Ann Lee"
        let is_apposed = (head + 1..at).all(|at| is_punctuation(&at));
        !is_apposed && (clause.contains(&at) || is_said())
    };
    let behind = walk.board.clusters[cluster].from(head + 1);
    let mut of_sentence = behind.iter().take_while(|mention| mention.tokens.start < sentence.end);
    // "the Clinton plan", "Lee's brother", “Lee rests”, "his name was Lee" tell of nobody.
    let before = |at: usize, steps: usize| walk.syntax.word_before(at, steps);
    let is_told = |at: usize| matches!(before(at, 2), "name" | "names") || before(at, 1) == "am";
    of_sentence.any(|mention| {
        mention.form == MentionForm::Name
            && mention.quoted.is_none()
            && mention.slot != Slot::Owner
            && is_there(mention.tokens.start)
            && !walk.syntax.part_of_speech(mention.tokens.end).is_noun()
            && !is_told(mention.tokens.start)
    })
}

/// Whether the person of `cluster`, who has a name, is first mentioned behind token `head`, and with another role.
pub(super) fn is_introduced_otherwise(walk: &Walk, head: usize, noun: &str, cluster: usize) -> bool {
    // "the congressman" may be the representative, "the officer" a sergeant.
    if lexicon::is_one_of(WordClass::RoleByManyNames, noun) {
        return false;
    }
    let known = &walk.board.clusters[cluster];
    let is_behind = known.mentions.first().is_none_or(|first| first.tokens.start > head);
    let told = &known.roles[..walk.told_of[cluster].roles_told];
    // "Mr" and "Lady" are none.
    let is_office = |title: Option<Gender>| title.is_none();
    let is_role = |role: &String| lexicon::role(role).is_some() || lexicon::title(role).is_some_and(is_office);
    is_behind && told.iter().any(is_role)
}

/// Whether `noun` tells of a trade that the person of `cluster` was not told to have: who is only known by name is no judge.
pub(super) fn has_not_the_trade(walk: &Walk, noun: &str, cluster: usize) -> bool {
    use WordClass::*;
    const TRADES: [WordClass; 6] = [OfTheCourt, OfTheLaw, OfMedicine, OfThePolice, OfTheGame, OfThePress];
    if !lexicon::is_one_of(TradeIsTold, noun) {
        return false;
    }
    let Some(trade) = TRADES.into_iter().find(|class| lexicon::is_one_of(*class, noun)) else { return false };
    let tells = |word: &String| {
        lexicon::is_one_of(trade, word)
            || trade == OfMedicine && (word.ends_with("ologist") || word.ends_with("iatrist"))
    };
    !walk.told_of[cluster].words.iter().take(MOST_WORDS).any(tells)
}
