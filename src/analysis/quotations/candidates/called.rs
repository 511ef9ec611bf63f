//! What something is called between marks, and who calls it so: "described as “reckless” by Ann Lee".

use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::marks::Marked;
use super::Proposed;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// What passives say that somebody calls something.
pub(super) fn all(evidence: &Evidence) -> Vec<Proposed> {
    let outer = evidence.marked.iter().filter(|mark| mark.depth == 0 && Rule::CalledBy.holds());
    let called = outer.filter_map(|mark| {
        let (cue, source) = called_by(evidence, mark)?;
        Some(Proposed { content: mark.pieces.clone(), cue: Some(cue), source: Some(source) })
    });
    called.collect()
}

/// The participle before marks, with its auxiliaries, and the agent behind them. The agent has a name or a role: what
/// "some" call somebody is a name, too.
fn called_by(evidence: &Evidence, mark: &Marked) -> Option<(Range<usize>, Range<usize>)> {
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(mark.open);
    let by = mark.close? + 1;
    let modifies = |at: &usize| {
        matches!(syntax.part_of_speech(*at), PartOfSpeech::Determiner | PartOfSpeech::Adjective)
            || matches!(evidence.word(*at), "as" | "being")
    };
    let verb = (sentence.start..mark.open).rev().take(4).find(|at| !modifies(at))?;
    if by >= sentence.end || evidence.word(by) != "by" || !evidence.cue_kinds[verb].has(CueKinds::CALL) {
        return None;
    }
    let group = syntax.phrases.verb_at(verb).filter(|group| group.head == verb)?;
    // "Lee called “Late” by Ann Roe a great book."
    let is_active = !group.is_passive && syntax.noun_before(sentence.start, group.tokens.start).is_some();
    let source = syntax.noun_after(by + 1, sentence.end)?;
    let is_role = |at: usize| lexicon::role(evidence.word(at)).is_some_and(|role| !role.plural);
    let is_named = source.clone().any(|at| evidence.classes[at] == WordClass::Capitalized || is_role(at));
    (is_named && !is_active).then_some((group.tokens.start..verb + 1, source))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_proposed;
    use super::*;

    #[test]
    fn who_calls_it_so() {
        let check = |told: &str, expect: &[&str]| check_proposed(told, all, expect);
        check("The plan was described/v as “reckless” by Ann Lee.", &["reckless | was described | Ann Lee"]);
        check("The law, dubbed/v “a gift” by Tom Vance, passed/v.", &["a gift | dubbed | Tom Vance"]);
        check("It was called/v “a shame” by the mayor.", &["a shame | was called | the mayor"]);
        check("He was dubbed/v the “small king” by some.", &[]);
        check("Tom Vance called/v “Late” by Ann Lee a great book.", &[]);
        check("It was painted/v “red” by Ann Lee.", &[]);
    }
}
