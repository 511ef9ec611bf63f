//! Who says what stands between marks, where the words right beside the marks tell it: behind a question, or in the
//! paragraph before with a colon at its end.

use std::ops::Range;

use super::candidates::Candidate;
use super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::syntax::WordClass;

/// The most tokens between a verb of speech and the colon behind it: "told reporters in Porto:".
const MOST_BEFORE_COLON: usize = 6;

/// The cue and the source beside a candidate that has neither.
pub(super) fn told_beside(evidence: &Evidence, candidate: &Candidate) -> Option<(Range<usize>, Range<usize>)> {
    if candidate.cue.is_some() || !candidate.sources.is_empty() || !Rule::ToldBeside.holds() {
        return None;
    }
    told_behind(evidence, candidate).or_else(|| told_before(evidence, candidate))
}

/// “Why?” Transport Minister Ann Lee asked.
fn told_behind(evidence: &Evidence, candidate: &Candidate) -> Option<(Range<usize>, Range<usize>)> {
    let close = evidence.mark(candidate.content.last()?.start)?.close?;
    let start = close + 1;
    if !matches!(evidence.word(close - 1), "?" | "!") || start >= evidence.paragraph(close).end {
        return None;
    }
    let end = evidence.sentence(start).end;
    let source = evidence.syntax.noun_after(start, end)?;
    let group = &evidence.syntax.phrases.verb_at(source.end)?.tokens;
    let says = group.clone().any(|at| evidence.cue_kinds[at].has(CueKinds::SAY));
    let behind = evidence.syntax.behind_time(group.end, end);
    // "Lee said the road was shut" tells something else.
    let is_all = behind >= end
        || behind > group.end
        || matches!(evidence.classes[behind], WordClass::SentenceEnd | WordClass::Comma | WordClass::Preposition);
    (says && group.len() == 1 && is_all).then(|| (group.clone(), source))
}

/// He added:¶“It does.”
fn told_before(evidence: &Evidence, candidate: &Candidate) -> Option<(Range<usize>, Range<usize>)> {
    let open = evidence.mark(candidate.content.first()?.start)?.open;
    let colon = open.checked_sub(1).filter(|_| evidence.paragraph(open).start == open)?;
    if evidence.classes[colon] != WordClass::Colon || evidence.mark_of[colon].is_some() {
        return None;
    }
    let sentence = evidence.sentence(colon);
    let near = sentence.start.max(colon.saturating_sub(MOST_BEFORE_COLON))..colon;
    let verb =
        near.clone().rev().find(|at| evidence.cue_kinds[*at].is_speech_verb() && evidence.syntax.is_verb(*at))?;
    let is_plain = |at: usize| evidence.classes[at] != WordClass::Comma && !evidence.syntax.is_verb(at);
    let first = evidence.syntax.verb_group_start(verb);
    let source = evidence.syntax.joined_noun_before(sentence.start, first)?;
    let is_relative = matches!(evidence.word(source.end - 1), "who" | "which" | "that");
    if is_relative || evidence.classes[verb] == WordClass::Gerund {
        return None;
    }
    let is_told = (verb + 1..colon).all(is_plain) && evidence.is_unmarked(source.start..colon);
    is_told.then(|| (first..verb + 1, source))
}

#[cfg(test)]
mod tests {
    use super::super::by_hand::{self, words};
    use super::super::evidence::Convention;
    use super::*;

    fn check(told: &str, content: &str, expect: Option<[&str; 2]>) {
        by_hand::read(told, Convention::Speech, |evidence| {
            let candidate = by_hand::candidate(evidence, content, "", "");
            let found = told_beside(evidence, &candidate);
            let found = found.map(|(cue, source)| [words(evidence, &[cue]), words(evidence, &[source])]);
            assert_eq!(found, expect.map(|expect| expect.map(str::to_owned)), "{told}");
        });
    }

    #[test]
    fn behind_a_question() {
        check("“Why?” Minister Ann Lee asked/v.", "Why?", Some(["asked", "Minister Ann Lee"]));
        check("“Why not?” Lee said/v on Monday.", "Why not?", Some(["said", "Lee"]));
        check("“Go!” Lee said/v in Porto.", "Go!", Some(["said", "Lee"]));
        check("“Why not?” Lee said/v the road was/v shut.", "Why not?", None);
        check("“Why not?” Lee left/v.", "Why not?", None);
        check("“Why not?”\n\nLee said/v.", "Why not?", None);
    }

    #[test]
    fn before_a_colon() {
        check("It rains/v, Lee said. He added/v:\n\n“It snows.”", "It snows.", Some(["added", "He"]));
        check("The plan was/v read/v by Lee, adding/v:\n\n“It snows.”", "It snows.", None);
        check("Lee told/v reporters in Porto:\n\n“It snows.”", "It snows.", Some(["told", "Lee"]));
        check("Lee told/v them of the plan, a good one:\n\n“It snows.”", "It snows.", None);
        check("The plan was/v this:\n\n“It snows.”", "It snows.", None);
        check("Lee added/v:\n\n“It snows.” It did.\n\n“It rains.”", "It rains.", None);
    }
}
