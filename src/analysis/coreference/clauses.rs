//! How words that are to be resolved stand to the candidates in the clauses of their sentence.

use std::ops::Range;

use super::clusters::{Placed, Slot};
use crate::analysis::MentionForm;
use crate::syntax::{Syntax, WordClass};

/// What stands between two tokens of one sentence that parts clauses; the later ones part more.
const OTHER_SENTENCE: u8 = 6;

/// Whether token `at` stands in the fronted adverbial of its sentence (1), or behind it (2).
pub(super) fn fronted(syntax: &Syntax, sentence: usize, at: usize) -> u8 {
    match syntax.fronted(sentence) {
        Some(fronted) if fronted.contains(&at) => 1,
        Some(_) => 2,
        None => 0,
    }
}

/// How many verb groups begin from token `from` up to token `to`.
pub(super) fn verbs_between(syntax: &Syntax, from: usize, to: usize) -> usize {
    let before = |at: usize| syntax.phrases.verbs.partition_point(|group| group.tokens.start < at);
    before(to).saturating_sub(before(from))
}

/// What parts token `from` from token `to` most: nothing (0), "and" (1), a comma (2), "that", "who", "as" (3), a dash or a
/// colon (4), a bracket (5), the end of the sentence (6).
pub(super) fn boundary(syntax: &Syntax, from: usize, to: usize) -> u8 {
    if from >= to || syntax.sentence_of(from) != syntax.sentence_of(to) {
        return OTHER_SENTENCE * u8::from(from < to);
    }
    let parts = |at: usize| match syntax.classes[at] {
        WordClass::Conjunction => 1,
        WordClass::Comma => 2,
        WordClass::That | WordClass::Question => 3,
        WordClass::SubjectPronoun if matches!(syntax.word(at), "who") => 3,
        WordClass::Dash | WordClass::Colon => 4,
        WordClass::Punctuation => 5,
        _ => 0,
    };
    (from..to).map(parts).max().unwrap_or(0)
}

/// The head of the subject of the verb nearest before token `at` in its sentence, which is `sentence`; that of the verb
/// before, if the nearest shares its subject: "She rose and took her hat", "He went to see his son".
pub(super) fn subject_before(syntax: &Syntax, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let verbs = &syntax.phrases.verbs;
    let mut index = verbs.partition_point(|group| group.tokens.end <= at);
    while index > 0 && verbs[index - 1].tokens.start > sentence.start {
        index -= 1;
        let start = verbs[index].tokens.start;
        let before = syntax.classes[start - 1];
        let shares = matches!(before, WordClass::Conjunction | WordClass::To | WordClass::Comma)
            || syntax.classes[start] == WordClass::Gerund
            || syntax.classes[start] == WordClass::To;
        if let Some(subject) = syntax.joined_noun_before(sentence.start, start).filter(|_| !shares) {
            return Some(syntax.phrases.noun_at(subject.start).map_or(subject.start, |phrase| phrase.head));
        }
    }
    None
}

/// How many of the tokens from `end` to `limit` stand before the next name among `mentions`, which begin behind `end`.
pub(super) fn named_after(mentions: &[Placed], end: usize, limit: usize) -> Option<usize> {
    let next = mentions.iter().find(|mention| mention.form == MentionForm::Name && mention.tokens.start >= end)?;
    (next.tokens.start < limit).then(|| next.tokens.start - end)
}

/// How many of `mentions` from token `from` on are subjects.
pub(super) fn subjects(mentions: &[Placed], from: usize, most: usize) -> usize {
    let late = mentions.iter().rev().take(most).take_while(|mention| mention.tokens.start >= from);
    late.filter(|mention| mention.slot == Slot::Subject).count()
}
