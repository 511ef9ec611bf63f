//! Which cues tell nothing that is said.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::{Convention, Evidence};
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// Whether the cue of a candidate tells no speech with such a complement behind it: "praised the deal", "asked about the
/// deal", "agreed to pay", "added a room".
pub(in super::super) fn tells_nothing(evidence: &Evidence, candidate: &Candidate) -> bool {
    let Some(cue) = candidate.cue.as_ref().filter(|_| evidence.convention == Convention::Speech) else { return false };
    if is_gesture(evidence, candidate, cue) && Rule::GesturesSayNothing.holds() {
        return true;
    }
    let content = &candidate.content;
    if content[0].start < cue.end || evidence.is_marked(candidate.tokens().filter(|at| evidence.is_word(*at))) {
        return false;
    }
    let first = evidence.word(content[0].start);
    let is_marked = || !evidence.is_unmarked(candidate.tokens());
    let has = |class| cue.clone().any(|at| lexicon::is_one_of(class, evidence.word(at)));
    let about = |word: &str| matches!(word, "about" | "on" | "of");
    let is_said_as = || content[0].clone().any(|at| evidence.word(at) == "as");
    let judges = || has(LexiconClass::Judges) && first != "that" && !is_said_as() && !is_marked();
    let is_event =
        || has(LexiconClass::NeedsClause) && (first == "to" || !is_marked() && !has_clause(evidence, content));
    // "claimed silver", "claims her second title", but not "claimed record growth".
    let goes_on = |at: usize| content[0].contains(&(at + 1)) && evidence.syntax.is_noun(at + 1);
    let is_won = |at: usize| lexicon::is_one_of(LexiconClass::Won, evidence.word(at)) && !goes_on(at);
    let is_phrase = |at: &usize| !evidence.syntax.is_verb(*at) && evidence.classes[*at] != WordClass::Preposition;
    let wins = || {
        has(LexiconClass::Claims)
            && content[0].clone().take_while(is_phrase).any(is_won)
            && !is_marked()
            && !has_clause(evidence, content)
    };
    // "asked about whether it rained" and "spoke about how it rained" say something.
    let asks = |at: usize| matches!(evidence.word(at), "whether" | "how" | "why" | "what" | "if");
    let has_noun = || cue.clone().any(|at| evidence.syntax.is_noun(at));
    let is_topic = || {
        has(LexiconClass::TalksAbout)
            && !asks(content[0].start + 1)
            && (has_noun() || !asks(content[0].start))
            && evidence.class(content[0].start as isize + 1) != WordClass::Number
            && (first == "about" || cue.len() > 1 && about(evidence.word(cue.end - 1)))
            && !is_marked()
    };
    let is_evidence = || {
        let things = candidate.sources.first().and_then(|(source, _)| evidence.syntax.phrases.noun_at(source.start));
        // "The crash", but not the charity "Crisis".
        let is_thing = |head: usize| {
            evidence.word(head).starts_with(char::is_lowercase)
                && lexicon::is_one_of(LexiconClass::IsEvidence, evidence.word(head))
        };
        (has(LexiconClass::Shows) || has(LexiconClass::BearsOut))
            && things.is_some_and(|phrase| is_thing(phrase.head))
            && !is_marked()
    };
    Rule::EvidenceSaysNothing.holds() && is_evidence()
        || Rule::JudgementsSayNothing.holds() && judges()
        || Rule::EventsSayNothing.holds() && (is_event() || wins())
        || Rule::TopicsSayNothing.holds() && is_topic()
}

/// Whether `content` is a clause, or holds one: it begins with "that" or the like, or has a verb that is no infinitive or
/// participle.
fn has_clause(evidence: &Evidence, content: &[Range<usize>]) -> bool {
    let first = content[0].start;
    let opens = lexicon::is_one_of(LexiconClass::OpensClause, evidence.word(first))
        && evidence.syntax.part_of_speech(first) != PartOfSpeech::Determiner;
    let is_finite = |piece: &Range<usize>| {
        let mut behind = piece.start + 1..piece.end;
        behind.any(|at| {
            evidence.syntax.is_verb(at)
                && !matches!(evidence.classes[at], WordClass::Gerund | WordClass::To)
                && !matches!(evidence.classes[at - 1], WordClass::To | WordClass::Preposition | WordClass::By)
        })
    };
    opens || content.iter().any(is_finite)
}

/// Whether a cue is a gesture that says nothing: without marks, or behind a full stop in them: “Stay.” Lee nodded.
fn is_gesture(evidence: &Evidence, candidate: &Candidate, cue: &Range<usize>) -> bool {
    let gestures = |at: usize| lexicon::is_one_of(LexiconClass::Gestures, evidence.word(at));
    let is_stopped = |piece: &Range<usize>| {
        let is_marked = piece.end <= cue.start && evidence.mark_of[piece.end - 1].is_some();
        is_marked && (piece.end - 1..=piece.end).any(|at| evidence.word(at) == ".")
    };
    cue.clone().any(gestures)
        && !cue.clone().any(|at| evidence.cue_kinds[at].is_speech_verb() && !gestures(at))
        && (evidence.is_unmarked(candidate.tokens()) || candidate.content.iter().any(is_stopped))
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::super::tests::parts;
    use super::*;

    #[test]
    fn things_are_evidence() {
        let is_nothing = |source: &str| {
            let told = format!("{source} in Hull shows/v that it works/v.");
            by_hand::ask_of(&told, ("that it works", "shows", source), tells_nothing)
        };
        assert!(is_nothing("The high rate"));
        assert!(!is_nothing("The report"));
        assert!(!is_nothing("Lee"));
    }

    #[test]
    fn what_tells_no_speech() {
        let is_nothing = |text: &str| {
            let (plain, content, cue) = parts(text);
            by_hand::ask_of(&plain, (&content, &cue, "Lee"), tells_nothing)
        };
        for text in [
            "Lee [praised/v] |the deal",
            "Lee [agreed/v] |to pay/v",
            "Lee [has agreed/v] |a deal to sell/v the mill",
            "Lee [added/v] |the drug to its list",
            "Lee [questioned/v] |the wisdom of the plan",
            "Lee [asked/v] |about the deal",
            "Lee [claimed/v] |her second title in Hull",
            "Lee [shrugged/v] |the deal",
            "“|We stay|.” Lee [nodded/v].",
        ] {
            assert!(is_nothing(text), "{text}");
        }
        for text in [
            "Lee [praised/v] |the deal as a triumph",
            "Lee [praised/v] |the “best deal” of all|.",
            "Lee [agreed/v] |that it rains/v",
            "Lee [agreed/v] |the deal is off",
            "Lee [questioned/v] |whether to go/v",
            "Lee [claimed/v] |record growth in May",
            "Lee [claimed/v] |the title was/v lost",
            "Lee [asked/v] |about whether it rains/v",
            "Lee [spoke/v of] |how it rains/v",
            "|The deal is off|, Lee [agreed/v] to pay/v",
            "“|We stay|,” Lee [laughed/v].",
            "|We stay|, Lee [said with a laugh].",
        ] {
            assert!(!is_nothing(text), "{text}");
        }
    }
}
