//! What the narrator says behind a content of what is not said, or meant: "without giving details".

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, NounKind, WordClass as LexiconClass};
use crate::syntax::WordClass;

/// "Lee said |it rained, without giving details|" becomes "Lee said |it rained|, without giving details"; so does ", in an
/// apparent reference to", ", citing two officials" and "but did not give details".
pub(super) fn leave_remark(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::RemarkIsNarrators.holds()) else { return };
    let Some(piece) = candidate.content.last_mut().filter(|piece| piece.start >= cue.end) else { return };
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma && evidence.mark_of[*at].is_none();
    if let Some(end) = piece.clone().skip(1).find(|at| says_no_more(evidence, piece, *at)) {
        piece.end = end - usize::from(is_comma(&(end - 1)));
        return;
    }
    let Some(comma) = piece.clone().rev().find(is_comma).filter(|comma| *comma > piece.start) else { return };
    // "without giving details", but "without giving them notice" is told.
    let gives = matches!(evidence.word(comma + 2), "giving" | "offering" | "providing" | "identifying");
    let mut rest = comma + 3..piece.end;
    let is_detail = |at: usize| lexicon::is_one_of(LexiconClass::Detail, evidence.word(at));
    let says_no_more = evidence.word(comma + 1) == "without"
        && lexicon::is_one_of(LexiconClass::SaysNoMore, evidence.word(comma + 2))
        && (!gives || rest.any(is_detail));
    let refers = (comma + 1..piece.end.min(comma + 6))
        .any(|at| matches!(evidence.word(at), "reference" | "referring") && evidence.word(at + 1) == "to");
    if let Some(end) = piece.clone().find(|at| is_comma(at) && cites(evidence, *at + 1, piece.end)) {
        piece.end = end;
        return;
    }
    if says_no_more || refers && matches!(evidence.word(comma + 1), "in" | "apparently" | "referring") {
        piece.end = comma;
    }
}

/// Whether what stands from token `at` to `end` tells by whom or what somebody knows it: "citing two officials", "quoting a guard".
fn cites(evidence: &Evidence, at: usize, end: usize) -> bool {
    let source = evidence.syntax.noun_after(at + 1, end);
    let knows = |at: usize| {
        lexicon::is_one_of(LexiconClass::Unnamed, evidence.word(at))
            || lexicon::noun(evidence.word(at))
                .is_some_and(|noun| !matches!(noun.kind, NounKind::Thing | NounKind::Place))
    };
    let is_comma = |at: usize| evidence.classes[at] == WordClass::Comma;
    match evidence.word(at) {
        "quoting" => !(at..end).any(is_comma),
        "citing" => !(at..end).any(is_comma) && source.is_some_and(|mut source| source.any(knows)),
        _ => false,
    }
}

/// Whether "but did not elaborate", "but he would not give details" begins at token `at` of what is said, and ends with it; so does
/// "and declined to say when" behind a clause that tells of a thing.
fn says_no_more(evidence: &Evidence, piece: &Range<usize>, at: usize) -> bool {
    let end = piece.end;
    let word = |at: usize| if at < end { evidence.word(at) } else { "" };
    if !matches!(word(at), "but" | "and" | "though" | "although") || evidence.mark_of[at].is_some() {
        return false;
    }
    // "Lee said Ann had been asked but declined to comment."
    let is_asked = |at: usize| lexicon::is_one_of(LexiconClass::IsAsked, evidence.word(at));
    if (piece.start..at).any(is_asked) {
        return false;
    }
    let is_subject = matches!(word(at + 1), "he" | "she" | "they" | "it") && word(at) != "and";
    let first = at + 1 + usize::from(is_subject);
    let first = first + usize::from(matches!(word(first), "also" | "has" | "have" | "had"));
    let verb = match (word(first), word(first + 1)) {
        ("did" | "would" | "does", "not" | "n't" | "n’t") => first + 2,
        ("declined" | "refused", "to") => first + 2,
        ("declined" | "refused", "further") => return word(first + 2) == "comment",
        ("declined" | "refused", "comment") => return true,
        _ => return false,
    };
    let verb = verb + usize::from(matches!(word(verb), "immediately" | "further"));
    let is_detail = |at: usize| matches!(evidence.word(at), "detail" | "details" | "reason" | "reasons" | "specifics");
    let is_question = |at: usize| at < end && evidence.classes[at] == WordClass::Question;
    match word(verb) {
        "elaborate" | "comment" => matches!(word(verb + 1), "" | "further" | "on"),
        "say" | "explain" if word(verb + 1) == "more" => true,
        "say" | "explain" => is_question(verb + 1) && tells_of_thing(evidence, piece.start),
        "give" | "offer" | "provide" | "disclose" | "reveal" => is_detail(end - 1) && end <= verb + LONGEST_DETAIL,
        _ => false,
    }
}

/// The most tokens of "give any further details".
const LONGEST_DETAIL: usize = 5;

/// Whether the subject of the clause that begins at token `start` is a thing or a pronoun.
fn tells_of_thing(evidence: &Evidence, start: usize) -> bool {
    let begin = start + usize::from(evidence.classes[start] == WordClass::That);
    let subject = evidence.syntax.phrases.noun_at(begin).filter(|noun| noun.tokens.start == begin);
    subject.is_some_and(|subject| {
        let is_thing = |noun: lexicon::Noun| noun.kind == NounKind::Thing;
        evidence.classes[subject.head] == WordClass::SubjectPronoun
            || lexicon::noun(evidence.word(subject.head)).is_some_and(is_thing)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn where_a_remark_begins() {
        for (text, expect) in [
            (
                "Lee [said/v] |it rained/v, without giving details|.",
                "Lee [said/v] |it rained/v|, without giving details.",
            ),
            ("Lee [said/v] |it rained/v, without stopping|.", "Lee [said/v] |it rained/v, without stopping|."),
            (
                "Lee [said/v] |it rained/v, in an apparent reference to Hull|.",
                "Lee [said/v] |it rained/v|, in an apparent reference to Hull.",
            ),
            (
                "Lee [said/v] |it rained/v, citing/v two officials|.",
                "Lee [said/v] |it rained/v|, citing/v two officials.",
            ),
            ("Lee [said/v] |it rained/v, citing storms|.", "Lee [said/v] |it rained/v, citing storms|."),
            (
                "Lee [said/v] |it rained/v but did/v not elaborate/v|.",
                "Lee [said/v] |it rained/v| but did/v not elaborate/v.",
            ),
            (
                "Lee [said/v] |it rained/v but did/v not say/v when|.",
                "Lee [said/v] |it rained/v| but did/v not say/v when.",
            ),
            (
                "Lee [said/v] |Ann left/v but did/v not say/v when|.",
                "Lee [said/v] |Ann left/v but did/v not say/v when|.",
            ),
            (
                "Lee [said/v] |Ann left/v but did/v not disclose/v it|.",
                "Lee [said/v] |Ann left/v but did/v not disclose/v it|.",
            ),
            (
                "Lee [said/v] |Ann was asked/v but declined/v to comment/v|.",
                "Lee [said/v] |Ann was asked/v but declined/v to comment/v|.",
            ),
        ] {
            check(text, expect);
        }
    }
}
