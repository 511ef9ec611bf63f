//! What speaks against it that somebody with a name is meant: other roles ("the suspect" is no judge, "the commissioner" no
//! mayor"), how they are introduced, and what else the sentence tells.

use super::super::decide::Walk;
use super::super::mentions::Wording;
use super::super::told::Told;
use super::Exclusions;
use crate::analysis::MentionForm;
use crate::knowledge::lexicon::{self, Gender, NounKind, WordClass};
use crate::syntax::phrases::Slot;
use crate::text::TokenKind;
use std::ops::Range;

/// Who is older is no child.
const GROWN_UP: u32 = 20;

impl Exclusions<'_> {
    /// Whether the person of `cluster` is told to be another than the description tells: no statement and no village; who reports
    /// on "the suspect" is another; "the baby" has no office; a minister is not "the head of Acme".
    pub(super) fn has_another_role(&self, walk: &Walk, cluster: usize, is_told: bool) -> bool {
        if matches!(self.kind, Some(NounKind::Document | NounKind::Thing | NounKind::Place)) {
            return true;
        }
        let noun = self.call.noun.as_str();
        let told = &walk.told_of[cluster];
        let roles = &walk.board.clusters[cluster].roles[..told.roles_told];
        // "the former farm boy" may be a minister.
        let is_child =
            lexicon::is_one_of(WordClass::Child, noun) && (self.call.modifiers.is_empty() || self.age.is_some());
        let is_reported = is_child || lexicon::is_one_of(WordClass::SubjectOfReport, noun);
        let reports = || are_any(roles, &[WordClass::ReportsOnOthers, WordClass::Spokesperson]);
        !is_told
            && (is_reported && reports()
                || is_child && is_grown_up(told, roles)
                || self.is_of_another_body(walk, told, roles))
    }

    /// Whether it is an office of a body that has a name ("the head of Acme"), and the person with these roles is only told to
    /// hold one elsewhere.
    fn is_of_another_body(&self, walk: &Walk, told: &Told, roles: &[String]) -> bool {
        let noun = self.call.noun.as_str();
        let is_office =
            || lexicon::is_any_of(&[WordClass::ExclusivePost, WordClass::OfficeNoun, WordClass::HeadOfBody], noun);
        let is_word_told = |at: usize| told.words.contains(&walk.syntax.word(at).to_lowercase());
        let is_body_told = |name: &usize| walk.given.names[*name].tokens.clone().any(is_word_told);
        let is_beside = |name: &usize| told.beside.contains(&walk.given.of_name[*name]);
        // "President Lee" may be the leader of France, "CEO Lee" the head of Acme.
        let leads = |role: &String| matches!(role.as_str(), "ceo" | "executive");
        let may_lead = || {
            noun == "leader"
                || roles.iter().any(leads)
                || are_any(roles, &[WordClass::ExclusivePost, WordClass::HeadOfBody])
        };
        self.is_of_body
            && !self.is_former
            && is_office()
            && holds_office(roles)
            && !self.of_complement.iter().any(|name| is_body_told(name) || is_beside(name))
            && (!told.beside.is_empty() || !may_lead())
    }

    /// Whether who holds the office of the description is called by it, and the person of `cluster` by another beside the
    /// name: "the commissioner" is no mayor.
    pub(super) fn is_told_office(&self, walk: &Walk, cluster: usize) -> bool {
        let noun = self.call.noun.as_str();
        let known = &walk.board.clusters[cluster];
        let is_spokesperson = |noun: &str| lexicon::is_one_of(WordClass::Spokesperson, noun);
        // "the spokesman" is no minister and no chief executive; nor anybody with another role who is named later, or where a
        // spokesman without a name was told of.
        if is_spokesperson(noun) && self.call.modifiers.is_empty() {
            let speaks_for_itself = |role: &String| lexicon::is_one_of(WordClass::SpeaksForItself, role);
            let is_ahead = || known.mentions.first().is_none_or(|first| first.tokens.start > self.description.head);
            return !known.roles.is_empty()
                && !known.roles.iter().any(|role| is_spokesperson(role))
                && (known.roles.iter().any(speaks_for_itself) || is_ahead() || walk.told_of_any.spokesperson);
        }
        let told = &walk.told_of[cluster];
        // "the former sheriff" may be a mayor, and a former mayor a sheriff.
        let is_over = self.is_former || told.words.iter().any(|word| lexicon::is_one_of(WordClass::Former, word));
        let by_office = [WordClass::CalledByOffice, WordClass::Spokesperson];
        let is_office = |role: &String| role == "minister" || lexicon::is_any_of(&by_office, role);
        !is_over
            && lexicon::is_one_of(WordClass::CalledByOffice, noun)
            && known.roles[..told.roles_told].iter().any(is_office)
    }
}

/// Whether one of `roles` is of one of `classes`.
fn are_any(roles: &[String], classes: &[WordClass]) -> bool {
    roles.iter().any(|role| lexicon::is_any_of(classes, role))
}

fn holds_office(roles: &[String]) -> bool {
    are_any(roles, &[WordClass::SpeaksForItself, WordClass::OfficeNoun, WordClass::CalledByOffice])
}

fn is_grown_up(told: &Told, roles: &[String]) -> bool {
    holds_office(roles)
        || roles.iter().any(|role| lexicon::is_title(role))
        || !told.ages.is_empty() && told.ages.iter().all(|age| *age >= GROWN_UP)
}

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
