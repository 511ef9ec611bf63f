//! How words that are to be resolved stand to the candidates in the clauses of their sentence.

use std::ops::Range;

use super::asked::{Asked, MOST_MENTIONS};
use super::clusters::{Cluster, Slot};
use super::decide::Walk;
use super::features::{Feature, Row};
use super::mentions::is_genitive;
use crate::analysis::MentionForm;
use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::{Syntax, WordClass};

/// Whether token `at` stands in the fronted adverbial of its sentence (1), or behind it (2).
pub(super) fn fronted(syntax: &Syntax, sentence: usize, at: usize) -> u8 {
    match syntax.fronted(sentence) {
        Some(fronted) if fronted.contains(&at) => 1,
        Some(_) => 2,
        None => 0,
    }
}

/// How many verb groups begin from token `from` up to token `to`.
fn verbs_between(syntax: &Syntax, from: usize, to: usize) -> usize {
    let before = |at: usize| syntax.phrases.verbs.partition_point(|group| group.tokens.start < at);
    before(to).saturating_sub(before(from))
}

/// At most so many tokens are looked at between two of one sentence, and so many verbs: a sentence may be as long as a text.
const FARTHEST: usize = 60;
const MOST_VERBS: usize = 6;

/// What parts token `from` from token `to` most: nothing (0), "and" (1), a comma (2), "that", "who", "as" (3), a dash or a
/// colon (4), a bracket (5), the end of the sentence (6).
fn boundary(syntax: &Syntax, from: usize, to: usize) -> u8 {
    if from >= to || syntax.sentence_of(from) != syntax.sentence_of(to) {
        return if from < to { 6 } else { 0 };
    }
    let parts = |at: usize| match syntax.classes[at] {
        WordClass::Conjunction => 1,
        WordClass::Comma => 2,
        WordClass::That | WordClass::Question => 3,
        WordClass::SubjectPronoun if syntax.word(at) == "who" => 3,
        WordClass::Dash | WordClass::Colon => 4,
        WordClass::Punctuation => 5,
        _ => 0,
    };
    (from.max(to.saturating_sub(FARTHEST))..to).map(parts).max().unwrap_or(0)
}

/// The head of the subject of the verb nearest before token `at` in its sentence; that of the verb before, if the nearest
/// shares its subject: "She rose and took her hat", "He went to see his son".
pub(super) fn subject_before(syntax: &Syntax, at: usize) -> Option<usize> {
    let sentence = syntax.sentence_at(at);
    let verbs = &syntax.phrases.verbs;
    let nearest = verbs.partition_point(|group| group.tokens.end <= at);
    for group in verbs[nearest.saturating_sub(MOST_VERBS)..nearest].iter().rev() {
        let start = group.tokens.start;
        if start <= sentence.start {
            break;
        }
        let before = syntax.classes[start - 1];
        let shares = matches!(before, WordClass::Conjunction | WordClass::To | WordClass::Comma)
            || matches!(syntax.classes[start], WordClass::Gerund | WordClass::To);
        if let Some(subject) = syntax.joined_noun_before(sentence.start, start).filter(|_| !shares) {
            return Some(syntax.phrases.noun_at(subject.start).map_or(subject.start, |phrase| phrase.head));
        }
    }
    None
}

/// The head of the subject of the verb that takes the words `tokens` for its object, or behind "with", "to" or "by": of
/// "Lee" for "the mayor" in "Lee met the mayor". None for verbs that say who the subject is, for owners ("Lee leads the
/// city's police") and for the subject of a further verb ("Lee said the mayor fell").
pub(super) fn subject_of_object(syntax: &Syntax, tokens: Range<usize>) -> Option<usize> {
    let at = tokens.start;
    let end = at - usize::from(matches!(syntax.word_before(at, 1), "with" | "to" | "by"));
    let group = syntax.phrases.verb_at(end.checked_sub(1)?).filter(|group| group.tokens.end == end)?;
    let links = lexicon::is_one_of(LexiconClass::SaysWhoItIs, syntax.word(group.head));
    let is_adverb = |at: &usize| syntax.classes[*at] == WordClass::Adverb;
    let next = (tokens.end..syntax.sentence_at(at).end).find(|at| !is_adverb(at));
    let goes_on = next.is_some_and(|next| is_genitive(syntax.word(next)) || syntax.is_verb(next));
    (!links && !goes_on).then(|| subject_before(syntax, at)).flatten()
}

/// The end of the subject of the verb right before token `at`, which takes what stands there for its object: behind "Lee" for
/// "him" in "Lee never told him". None for "making him"; behind "to", where no subject ends, for "asked to tell him".
pub(super) fn end_of_subject(syntax: &Syntax, at: usize) -> Option<usize> {
    let group = syntax.phrases.verb_at(at.checked_sub(1)?).filter(|group| group.tokens.end == at)?;
    let start = group.tokens.start;
    let shares = matches!(syntax.classes[start], WordClass::Gerund | WordClass::To);
    let before = (0..start).rev().find(|at| syntax.part_of_speech(*at) != PartOfSpeech::Adverb)?;
    (!shares && syntax.sentence_of(before) == syntax.sentence_of(at)).then_some(before + 1)
}

impl Asked<'_> {
    /// Sets what is told of a candidate for a pronoun by the clauses between them.
    pub(super) fn tell_clauses(&self, walk: &Walk, cluster: &Cluster, row: &mut Row) {
        let syntax = walk.syntax;
        let mentions = cluster.before(self.at);
        let named = cluster.from(self.end).iter().find(|mention| mention.form == MentionForm::Name);
        if let Some(named) = named.filter(|named| named.tokens.start < syntax.sentences[self.sentence].tokens.end) {
            row.set(Feature::NamedAfter, ((named.tokens.start - self.end + 1) as f32).ln_1p());
        }
        if let Some(asked) = self.gender {
            row.set(Feature::GenderTold, cluster.told(asked).clamp(-3.0, 3.0));
        }
        if let Some(head) = self.subject {
            let is_subject = mentions.iter().rev().take(2).any(|mention| mention.tokens.contains(&head));
            row.set(Feature::ClauseSubject, 2 - u8::from(is_subject));
        }
        let Some(latest) = mentions.last() else { return };
        let start = |sentence: usize| syntax.sentences[sentence].tokens.start;
        let first = start(syntax.sentence_of(latest.tokens.start));
        let since = start(self.sentence.saturating_sub(3));
        let lately = mentions.iter().rev().take(MOST_MENTIONS).take_while(|mention| mention.tokens.start >= since);
        let subjects = lately.filter(|mention| mention.slot == Slot::Subject).count();
        row.set(Feature::VerbsBetween, verbs_between(syntax, latest.tokens.end, self.at).min(8) as u32);
        row.set(Feature::Boundary, boundary(syntax, latest.tokens.end, self.at));
        row.set(Feature::LatestBefore, ((latest.tokens.start - first) as f32).ln_1p());
        row.set(Feature::Subjects, subjects.min(6) as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "After the vote, Ann Lee told the board that Tom Vance had left and taken his hat. He rose.";

    fn token(syntax: &Syntax, word: &str) -> usize {
        (0..syntax.tokens.len()).find(|at| syntax.word(*at) == word).expect("a word of the text")
    }

    #[test]
    fn what_parts_clauses() {
        let syntax = Syntax::new(TEXT);
        let check = |from: &str, to: &str, expect: u8| {
            assert_eq!(boundary(&syntax, token(&syntax, from), token(&syntax, to)), expect, "{from} {to}");
        };
        check("Lee", "board", 0);
        check("taken", "hat", 0);
        check("left", "his", 1);
        check("vote", "Lee", 2);
        check("Lee", "Vance", 3);
        check("Vance", "He", 6);
        assert_eq!(verbs_between(&syntax, token(&syntax, "Lee"), token(&syntax, "his")), 3);
    }

    #[test]
    fn the_subject_of_an_object() {
        let check = |text: &str, expect: Option<&str>| {
            let syntax = Syntax::new(text);
            let start = text.find("the mayor").expect("the mayor");
            let tokens = syntax.tokens_in(crate::Span::new(start, start + "the mayor".len()));
            let subject = subject_of_object(&syntax, tokens);
            assert_eq!(subject.map(|head| syntax.word(head)), expect, "{text}");
        };
        check("Ann Lee met the mayor.", Some("Lee"));
        check("Ann Lee spoke to the mayor.", Some("Lee"));
        check("Ann Lee became the mayor.", None);
        check("Ann Lee said the mayor fell.", None);
        check("Ann Lee leads the mayor's office.", None);
        check("Ann Lee left when the mayor rose.", None);
    }

    #[test]
    fn where_the_subject_of_an_object_ends() {
        let check = |text: &str, expect: Option<&str>| {
            let syntax = Syntax::new(text);
            let end = end_of_subject(&syntax, token(&syntax, "him"));
            assert_eq!(end.map(|end| syntax.word(end - 1)), expect, "{text}");
        };
        check("Ann Lee often told him so.", Some("Lee"));
        check("Ann Lee asked the board to tell him so.", Some("to"));
        check("Ann Lee lost, making him the winner.", None);
        check("Ann Lee left with him.", None);
    }

    #[test]
    fn the_subject_before_a_pronoun() {
        let syntax = Syntax::new(TEXT);
        let subject = |word: &str| subject_before(&syntax, token(&syntax, word));
        assert_eq!(subject("his"), Some(token(&syntax, "Vance")));
        assert_eq!(subject("board"), Some(token(&syntax, "Lee")));
        assert_eq!(subject("vote"), None);
    }

    #[test]
    fn fronted_adverbials() {
        let syntax = Syntax::new(TEXT);
        let check = |word: &str| fronted(&syntax, 0, token(&syntax, word));
        assert_eq!([check("vote"), check("his")], [1, 2]);
        assert_eq!(fronted(&syntax, 1, token(&syntax, "He")), 0);
    }
}
