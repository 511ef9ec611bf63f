//! Which words are the cue.

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::syntax::WordClass;

/// "also said in a statement" becomes "said", "said Monday" too; "had earlier said" stays: an adverb before the verb group and what
/// tells where, when and in which medium somebody spoke is no part of the cue.
pub(super) fn narrow(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_mut().filter(|cue| cue.len() > 1 && Rule::CueIsVerb.holds()) else { return };
    let is_speech = |at: &usize| evidence.cue_kinds[*at].is_speech_verb();
    let is_verb = |at: &usize| evidence.syntax.is_verb(*at);
    let Some(verb) = cue.clone().find(is_speech).or_else(|| cue.clone().find(is_verb)) else { return };
    let is_adverb = |at: usize| {
        let word = evidence.word(at);
        !word.eq_ignore_ascii_case("not")
            && !lexicon::is_one_of(LexiconClass::Denies, word)
            && (evidence.classes[at] == WordClass::Adverb || lexicon::is_one_of(LexiconClass::AdverbOfCue, word))
    };
    let leads = (cue.start..verb).take_while(|at| is_adverb(*at)).count();
    cue.start += leads;
    let behind = verb + 1;
    // "weighed in" is one verb, "said in" is not; "chimed in:", "hinted at “a deal”", "shouted at him" are whole.
    let is_phrase = |at: usize| {
        matches!(
            evidence.class(at as isize),
            WordClass::Determiner | WordClass::Word | WordClass::Capitalized | WordClass::Number | WordClass::Adverb
        )
    };
    let is_circumstance = is_speech(&verb)
        && lexicon::is_one_of(LexiconClass::BeginsCircumstance, evidence.word(behind))
        && is_phrase(behind + 1)
        || evidence.syntax.behind_time(behind, evidence.sentence(verb).end) > behind;
    if cue.contains(&behind) && is_circumstance && !(behind..cue.end).any(|at| is_speech(&at) && is_verb(&at)) {
        cue.end = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_verb_and_what_belongs_to_it() {
        for (text, expect) in [
            ("Lee [also said/v] |it was late", "Lee also [said/v] |it was late"),
            ("Lee [later publicly denied/v] |it was late", "Lee later publicly [denied/v] |it was late"),
            ("Lee [had earlier said/v] |it was late", "Lee [had earlier said/v] |it was late"),
            ("Lee [said/v in a statement] |it was late", "Lee [said/v] in a statement |it was late"),
            ("|It was late|, Lee [said/v in the].", "|It was late|, Lee [said/v] in the."),
            ("|It was late|, Lee [said/v Monday].", "|It was late|, Lee [said/v] Monday."),
            ("|It was late|, Lee [said/v late last week].", "|It was late|, Lee [said/v] late last week."),
            ("Lee [went/v on to say/v] |it was late", "Lee [went/v on to say/v] |it was late"),
            ("Lee [wrote/v in a note to say/v] |it was late", "Lee [wrote/v in a note to say/v] |it was late"),
            ("Lee [weighed/v in] |it was late", "Lee [weighed/v in] |it was late"),
            ("Lee [chimed/v in]: “|We won|”", "Lee [chimed/v in]: “|We won|”"),
            ("Lee [never said/v] |it was late", "Lee [never said/v] |it was late"),
            ("Lee [also weighed/v in] |it was late", "Lee also [weighed/v in] |it was late"),
            (
                "the vow that Lee [made/v late last year] |to leave/v",
                "the vow that Lee [made/v] late last year |to leave/v",
            ),
        ] {
            check(text, expect);
        }
    }
}
