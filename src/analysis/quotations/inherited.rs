//! Who speaks where a quotation has no source of its own.

use std::ops::Range;

use super::candidates::Candidate;
use super::decode::Accepted;
use super::evidence::Evidence;
use crate::analysis::rules::Rule;

/// How likely the speaker of a quotation without a source is who spoke last: in the same paragraph, in the two before.
const SAME_SPEAKER: [f32; 2] = [0.7, 0.4];
const NEAR: u32 = 2;

/// How likely the subject of the sentence before says what follows between marks.
const SUBJECT_SPEAKS: f32 = 0.6;

/// Gives quotations without a source of their own the subject of the sentence before, or the sources of the quotation
/// before.
pub(super) fn inherit(evidence: &Evidence, accepted: &mut [Accepted]) {
    for index in 0..accepted.len() {
        let (before, rest) = accepted.split_at_mut(index);
        let own = &mut rest[0].candidate;
        if !own.inherits || !own.sources.is_empty() {
            continue;
        }
        let last = before.last().map(|one| &one.candidate);
        if let Some(subject) = speaking_subject(evidence, own, last) {
            own.sources = vec![(subject, SUBJECT_SPEAKS)];
            continue;
        }
        let Some(last) = last else { continue };
        let paragraph = |candidate: &Candidate| evidence.paragraph_of[candidate.content[0].start];
        let away = paragraph(own).saturating_sub(evidence.paragraph_of[last.content[last.content.len() - 1].start]);
        if away <= NEAR {
            let sure = SAME_SPEAKER[usize::from(away > 0)];
            own.sources = last.sources.iter().map(|(source, score)| (source.clone(), score * sure)).collect();
        }
    }
}

/// The person who is told of right before a quotation, where nothing is quoted since: the subject of the sentence before
/// it in its paragraph ("Ann Lee was furious. “We lost.”"); of one that begins a paragraph, the only person named in the
/// paragraph before.
fn speaking_subject(evidence: &Evidence, own: &Candidate, last: Option<&Candidate>) -> Option<Range<usize>> {
    let first = evidence.mark(own.content[0].start)?.open;
    let paragraph = evidence.paragraph(first);
    let told = |candidate: &Candidate| {
        candidate.content.iter().chain(&candidate.cue).map(|range| range.end).max().unwrap_or_default()
    };
    let is_told = |start: usize| last.is_some_and(|last| told(last) > start);
    let before = first.checked_sub(1).filter(|_| Rule::SubjectSpeaks.holds())?;
    if before < paragraph.start {
        let paragraph = evidence.paragraph(before);
        // A caption or a credit has no verb; a line that leads in may have none.
        let verbs = &evidence.syntax.phrases.verbs;
        let next = verbs.get(verbs.partition_point(|group| group.tokens.start < paragraph.start));
        let tells = next.is_some_and(|verb| verb.tokens.end <= paragraph.end) || evidence.word(before) == ":";
        let person = only_person(evidence, paragraph.clone());
        return person.filter(|_| tells && !is_told(paragraph.start) && Rule::OnlyPersonSpeaks.holds());
    }
    let sentence = evidence.sentence(before);
    if sentence.start < paragraph.start || is_told(sentence.start) {
        return None;
    }
    subject(evidence, sentence)
}

/// The person that a sentence has as its subject before its first verb.
fn subject(evidence: &Evidence, sentence: Range<usize>) -> Option<Range<usize>> {
    let phrases = &evidence.syntax.phrases;
    let verb = &phrases.verbs.get(phrases.verbs.partition_point(|group| group.tokens.start < sentence.start))?.tokens;
    let subject = phrases.noun_at(evidence.word_from(sentence.start, sentence.end)?)?.tokens.clone();
    let is_pronoun = subject.len() == 1 && matches!(evidence.word(subject.start), "He" | "She");
    let is_subject = subject.end <= verb.start && verb.end <= sentence.end;
    (is_subject && (is_pronoun || evidence.syntax.scores.is_person(subject.end - 1))).then_some(subject)
}

/// The first name of a person in `tokens`, if all others there end with the same word.
fn only_person(evidence: &Evidence, tokens: Range<usize>) -> Option<Range<usize>> {
    let mut only: Option<Range<usize>> = None;
    let mut at = tokens.start;
    while at < tokens.end {
        let end = (at..tokens.end).find(|token| !evidence.syntax.scores.is_person(*token)).unwrap_or(tokens.end);
        if end > at {
            match &only {
                None => only = Some(at..end),
                Some(known) if evidence.word(known.end - 1) == evidence.word(end - 1) => {}
                Some(_) => return None,
            }
        }
        at = end.max(at + 1);
    }
    only
}
