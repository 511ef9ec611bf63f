//! What holds the words that tell who speaks, and not only what is said.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// "|“We stay,” Lee said|, according to Theo": these are Lee's words, and said is the cue.
pub(super) fn name_first_speaker(evidence: &Evidence, candidate: &mut Candidate) {
    let syntax = evidence.syntax;
    let piece = &candidate.content[0];
    let mark = evidence.mark(piece.start).filter(|mark| evidence.opens(mark, piece.start));
    let Some(close) = mark.and_then(|mark| mark.close).filter(|close| close + 1 < piece.end) else { return };
    let rest = close + 1..piece.end;
    let is_verb = |at: &usize| syntax.is_verb(*at) && evidence.classes[*at] != WordClass::Auxiliary;
    let Some(verb) = rest.clone().find(is_verb) else { return };
    let kinds = evidence.cue_kinds[verb];
    let is_said =
        (kinds.has(CueKinds::SAY) || kinds.has(CueKinds::TELL)) && evidence.classes[verb] != WordClass::Gerund;
    // "the men were told", "Lee could have said", "nobody said": these are nobody's words, or of somebody else.
    let denies = |at: usize| {
        lexicon::is_one_of(LexiconClass::Never, evidence.word(at))
            || matches!(
                evidence.word(at),
                "could" | "would" | "might" | "may" | "should" | "must" | "not" | "n't" | "n’t"
            )
    };
    let group = syntax.phrases.verb_at(verb);
    let is_own_speech = group.is_none_or(|group| !group.is_passive && !group.tokens.clone().any(denies))
        && !(rest.start..verb).any(denies);
    let is_nobody = |source: &Range<usize>| {
        let first = evidence.word(source.start).to_lowercase();
        matches!(first.as_str(), "nobody" | "none" | "no" | "neither" | "few" | "nothing")
    };
    let source = if verb == rest.start {
        syntax.noun_after(verb + 1, rest.end)
    } else {
        syntax.joined_noun_before(rest.start, syntax.verb_group_start(verb))
    };
    let begins = |start: usize| start == rest.start || matches!(evidence.word(rest.start), "is" | "was");
    let is_own = |at: usize| candidate.cue.as_ref().is_some_and(|cue| cue.contains(&at));
    // "“Late” reports say": no words of theirs.
    let is_stopped = matches!(evidence.classes[close - 1], WordClass::Comma | WordClass::SentenceEnd);
    if is_said
        && is_stopped
        && evidence.is_unmarked(rest.clone())
        && !is_own(verb)
        && is_own_speech
        && let Some(source) = source.filter(|source| verb == rest.start || begins(source.start))
        && !is_nobody(&source)
        && Rule::FirstSpeaker.holds()
    {
        let mut content = candidate.content.clone();
        content[0].end = close;
        *candidate = Candidate { content, ..candidate.clone() }.with_cue(verb..verb + 1, source);
    }
}

/// "Lee quoted | Theo as saying it rained" becomes "Lee quoted Theo as saying | it rained", said by Theo; so does “It rained,” Lee
/// quoted Theo as saying.
pub(super) fn name_quoted(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::QuotedSpeaks.holds()) else { return };
    let (piece, sentence) = (&candidate.content[0], evidence.sentence(cue.start));
    let quotes = |at: &usize| lexicon::is_one_of(LexiconClass::Quotes, evidence.word(*at));
    let is_as = |at: &usize| evidence.word(*at) == "as" && evidence.word(at + 1) == "saying";
    // The cue is "quoted", or "as saying" already.
    let found = if is_as(&cue.start) {
        let verb = (sentence.start..cue.start).rev().take(LONGEST_QUOTED).find(quotes);
        verb.map(|verb| (verb + 1, cue.start))
    } else {
        let mut near = cue.end..sentence.end.min(cue.end + LONGEST_QUOTED);
        near.find(is_as).filter(|_| cue.clone().any(|at| quotes(&at))).map(|at| (cue.end, at))
    };
    let Some((start, at)) = found.filter(|(start, at)| at > start) else { return };
    let source = evidence.syntax.behind_time(start, at)..at;
    // One noun phrase, and what a comma or "who" adds to it, but not "cited the cost as well as saying it rained".
    let is_source = |end: usize| end == at || matches!(evidence.word(end), "," | "who");
    let is_one = evidence.syntax.joined_noun_after(source.start, at).is_some_and(is_source);
    if !is_one || evidence.word(at - 1) == "well" || !evidence.is_unmarked(start..at + 2) {
        return;
    }
    let source = evidence.trimmed(source.clone()).unwrap_or(source);
    let mut content = candidate.content.clone();
    if (start..=at).contains(&piece.start) {
        let Some(first) = evidence.word_from(at + 2, piece.end) else { return };
        content[0] = first..piece.end;
    } else if piece.start < start && piece.end >= start {
        return;
    }
    *candidate = Candidate { content, ..candidate.clone() }.with_cue(at..at + 2, source);
}

/// "Lee announced | what it calls its “best season”" becomes "what it calls | its “best season”", said by it.
pub(super) fn name_caller(evidence: &Evidence, candidate: &mut Candidate) {
    let syntax = evidence.syntax;
    let [piece] = candidate.content.as_slice() else { return };
    let is_joined = syntax.part_of_speech(piece.start) == PartOfSpeech::Adposition;
    let what = piece.start + usize::from(is_joined);
    let Some(source) = syntax.noun_after(what + 1, piece.end).filter(|_| evidence.word(what) == "what") else { return };
    let Some(group) = syntax.phrases.verb_at(source.end).filter(|group| group.tokens.end < piece.end) else { return };
    let rest = group.tokens.end..piece.end;
    // "what Lee calls “a joke” may pass": that is a clause.
    let is_clause = rest.clone().any(|at| evidence.mark_of[at].is_none() && evidence.is_finite(at));
    // "denied what it called “a lie”": the denial is told.
    let stays = |at: usize| {
        [LexiconClass::Judges, LexiconClass::SaysNotSo, LexiconClass::Rejects]
            .iter()
            .any(|class| lexicon::is_one_of(*class, evidence.word(at)))
    };
    let is_behind = candidate.cue.as_ref().is_some_and(|cue| cue.end <= piece.start && !cue.clone().any(stays));
    if is_behind
        && group.tokens.start == source.end
        && evidence.cue_kinds[group.head].has(CueKinds::CALL)
        && !evidence.is_unmarked(rest.clone())
        && evidence.is_unmarked(piece.start..rest.start)
        && !is_clause
        && Rule::CalledBy.holds()
        && let Some(said) = evidence.trimmed(rest)
    {
        *candidate = Candidate { content: vec![said], ..candidate.clone() }.with_cue(group.tokens.clone(), source);
    }
}

/// The most tokens of who is quoted.
const LONGEST_QUOTED: usize = 20;

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::super::tests::parts;
    use super::*;

    #[test]
    fn what_somebody_calls_it() {
        let called = |text: &str| {
            let (plain, content, cue) = parts(text);
            by_hand::ask_of(&plain, (&content, &cue, "Lee"), |evidence, candidate| {
                let mut candidate = candidate.clone();
                name_caller(evidence, &mut candidate);
                let source = candidate.sources[0].0.clone();
                let shown = [candidate.content.clone(), vec![candidate.cue.expect("a cue")], vec![source]];
                shown.map(|pieces| by_hand::words(evidence, &pieces)).join(" | ")
            })
        };
        let told = "Lee [announced/v] |what it calls/v its “best season” yet|.";
        assert_eq!(called(told), "its “best season” yet | calls | it");
        let told = "Lee [spoke/v] |of what she called/v a “joke|”.";
        assert_eq!(called(told), "a “joke | called | she");
        let told = "Lee [said/v] |what she called/v a “joke” is/v over|.";
        assert_eq!(called(told), "what she called a “joke” is over | said | Lee");
        let told = "Lee [denied/v] |what she called/v a “joke|”.";
        assert_eq!(called(told), "what she called a “joke | denied | Lee");
        let told = "Lee [said/v] |what she called/v a joke|.";
        assert_eq!(called(told), "what she called a joke | said | Lee");
    }
}
