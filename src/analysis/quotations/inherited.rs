//! Who speaks where a quotation has no source of its own.

use std::ops::Range;

use super::candidates::Candidate;
use super::evidence::{Evidence, runs};
use crate::analysis::rules::Rule;
use crate::syntax::WordClass;

/// How likely the speaker of a quotation without a source is who spoke last: in the same paragraph, in the two before.
const SAME_SPEAKER: [f32; 2] = [0.7, 0.4];
const NEAR: u32 = 2;

/// How likely the subject of the sentence before says what follows between marks.
const SUBJECT_SPEAKS: f32 = 0.6;

/// Gives quotations without a source of their own the subject of the sentence before, or the sources of the quotation
/// before.
pub(super) fn inherit(evidence: &Evidence, accepted: &mut [Candidate]) {
    for index in 0..accepted.len() {
        let (before, rest) = accepted.split_at_mut(index);
        let own = &mut rest[0];
        if !own.inherits || !own.sources.is_empty() {
            continue;
        }
        let last = before.last();
        if let Some(subject) = speaking_subject(evidence, own, last) {
            own.sources = [(subject, SUBJECT_SPEAKS)].into();
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
/// it in its paragraph ("Ann Lee was furious. “We lost.”"), or of its own, if that has a verb of speech or a colon; of one that
/// begins a paragraph, the only person named in the paragraph before.
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
    // "Lee was “warned of the risk”" is not said by Lee.
    let tells = |at: usize| evidence.cue_kinds[at].is_speech_verb() || evidence.classes[at] == WordClass::Colon;
    let is_part = sentence.contains(&first) && !(sentence.start..first).any(tells);
    if sentence.start < paragraph.start || is_told(sentence.start) || is_part {
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
    let names = runs(tokens.len(), |place| evidence.syntax.scores.is_person(tokens.start + place), |_| false);
    let mut names = names.into_iter().map(|name| tokens.start + name.start..tokens.start + name.end);
    let first = names.next()?;
    names.all(|other| evidence.word(other.end - 1) == evidence.word(first.end - 1)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::by_hand;
    use super::*;

    /// `accepted`: content, cue and source of each; `expect`: who says the last, and how likely.
    fn check(told: &str, accepted: &[(&str, &str, &str)], expect: Option<(&str, f32)>) {
        by_hand::read(told, |evidence| {
            let of = |(content, cue, source): &(&str, &str, &str)| by_hand::candidate(evidence, content, cue, source);
            let mut accepted: Vec<Candidate> = accepted.iter().map(of).collect();
            inherit(evidence, &mut accepted);
            let source = accepted.last().and_then(|one| one.sources.first());
            let words = source.map(|(source, _)| by_hand::words(evidence, std::slice::from_ref(source)));
            assert_eq!(words.as_deref(), expect.map(|(words, _)| words), "{told}");
            let (found, expect) = (source.map_or(0.0, |source| source.1), expect.map_or(0.0, |expect| expect.1));
            assert!((found - expect).abs() < 1e-6, "{told} {found}");
        });
    }

    const ONE: (&str, &str, &str) = ("One", "said", "Lee");
    const TWO: (&str, &str, &str) = ("Two", "", "");

    #[test]
    fn who_spoke_last_speaks_on() {
        check("“One,” said Lee. “Two.”", &[ONE, TWO], Some(("Lee", 0.63)));
        check("“One,” said Lee.\n\n“Two.”", &[ONE, TWO], Some(("Lee", 0.36)));
        check("“One,” said Lee.\n\nIt rained.\n\n“Two.”", &[ONE, TWO], Some(("Lee", 0.36)));
        check("“One,” said Lee.\n\nIt rained.\n\nIt snowed.\n\n“Two.”", &[ONE, TWO], None);
        check("“Two.”", &[TWO], None);
        check("“One,” said Lee. “Two,” said Ann.", &[ONE, ("Two", "said Ann", "Ann")], Some(("Ann", 0.9)));
    }

    #[test]
    fn the_subject_of_the_sentence_before_speaks() {
        check("“One,” Lee said.\n\nAnn was furious. “Two.”", &[ONE, TWO], Some(("Ann", 0.6)));
        check("“One,” Lee said.\n\nShe was furious. “Two.”", &[ONE, TWO], Some(("She", 0.6)));
        check("“One,” Lee said.\n\nThe port was shut. “Two.”", &[ONE, TWO], Some(("Lee", 0.36)));
        check("Ann was furious. It rained. “Two.”", &[TWO], None);
        check("Ann was “Two” at home.", &[TWO], None);
        check("Ann was furious: “Two.”", &[TWO], Some(("Ann", 0.6)));
    }

    #[test]
    fn the_only_person_of_the_paragraph_before_speaks() {
        check("Ann was furious. It rained.\n\n“Two.”", &[TWO], Some(("Ann", 0.6)));
        check("Ann Lee was furious. Lee left/v.\n\n“Two.”", &[TWO], Some(("Ann Lee", 0.6)));
        check("Ann told Theo.\n\n“Two.”", &[TWO], None);
        check("Ann in Porto.\n\n“Two.”", &[TWO], None);
        check("Now Ann:\n\n“Two.”", &[TWO], Some(("Ann", 0.6)));
    }
}
