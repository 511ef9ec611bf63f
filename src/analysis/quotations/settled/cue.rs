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
            && !lexicon::is_one_of(LexiconClass::Never, word)
            && (evidence.classes[at] == WordClass::Adverb || lexicon::is_one_of(LexiconClass::BeforeCue, word))
    };
    let leads = (cue.start..verb).take_while(|at| is_adverb(*at)).count();
    cue.start += leads;
    // "issued a statement |saying", not "was quoted as saying".
    let is_participle = evidence.classes[verb] == WordClass::Gerund
        && verb + 1 == cue.end
        && (cue.start..verb).any(|at| evidence.syntax.is_noun(at))
        && !matches!(evidence.word(verb - 1), "as" | "by" | "of" | "in");
    if is_participle {
        cue.start = verb;
    }
    let behind = verb + 1;
    // "weighed in" is one verb, "said in" is not; "chimed in:", "hinted at “a deal”", "shouted at him" are whole.
    let is_phrase = |at: usize| {
        matches!(
            evidence.class(at as isize),
            WordClass::Determiner | WordClass::Word | WordClass::Capitalized | WordClass::Number | WordClass::Adverb
        )
    };
    let is_own = |at: usize| matches!(evidence.word(at), "his" | "her" | "its" | "their" | "my" | "our");
    let is_circumstance = is_speech(&verb)
        && lexicon::is_one_of(LexiconClass::BeginsCircumstance, evidence.word(behind))
        && (is_phrase(behind + 1) || is_own(behind + 1))
        || evidence.syntax.behind_time(behind, evidence.sentence(verb).end) > behind;
    // "said |of the plan", "wrote |on the page", "confirmed |to the paper", "said |then".
    let is_said = lexicon::is_one_of(LexiconClass::SaysByItself, evidence.word(verb));
    let begins = |at: usize| candidate.content.iter().any(|piece| piece.start == at);
    let is_topic = is_said
        && lexicon::is_one_of(LexiconClass::BeginsTopic, evidence.word(behind))
        && (is_phrase(behind + 1) || evidence.class(behind as isize + 1) == WordClass::OtherPronoun)
        && !begins(behind + 1);
    let is_late = |at: usize| is_adverb(at) || lexicon::is_one_of(LexiconClass::AdverbBehindCue, evidence.word(at));
    let is_circumstance = is_circumstance || is_topic || is_said && (behind..cue.end).all(is_late);
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
            ("|It was late|, Lee [said/v of the plan].", "|It was late|, Lee [said/v] of the plan."),
            ("|It was late|, Lee [wrote/v on his] page.", "|It was late|, Lee [wrote/v] on his page."),
            ("Lee [confirmed/v to] the Courier |it was late", "Lee [confirmed/v] to the Courier |it was late"),
            ("Lee [called/v on] |the port to close/v", "Lee [called/v on] |the port to close/v"),
            ("|It was late|, Lee [said/v then].", "|It was late|, Lee [said/v] then."),
            ("Lee [issued/v a statement saying/v] |it was late", "Lee issued/v a statement [saying/v] |it was late"),
            ("Lee [was quoted/v as saying/v] |it was late", "Lee [was quoted/v as saying/v] |it was late"),
            ("Lee [always said/v] |it was late", "Lee always [said/v] |it was late"),
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
