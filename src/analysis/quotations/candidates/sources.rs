//! What may be the source of a cue.

use crate::arranging::Arrange;
use std::ops::Range;

use super::super::evidence::{Evidence, between, lies_in, overlap};
use super::cues::hearer;
use super::source_ends::{before_marks, before_verb};
use super::{
    CUE_FEATURES, Choice, CueOption, SOURCE_FEATURES, SourceFeature, class, commas, cue_features, flag, mean, rival_cue,
};
use crate::analysis::columns::Row;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar};
use crate::syntax::WordClass;
use crate::syntax::closed::{is_genitive, is_relative};

const LEAST_SOURCE: f32 = 0.12;
const LEAST_SOURCE_PRONOUN: f32 = 0.03;
/// How many sources are looked at on each side of a cue.
const MOST_SOURCES: usize = 5;
/// Sources stand at most so many tokens from their cue: a paragraph may be as long as a text.
const FARTHEST: usize = 250;
/// At most so many verbs before a cue are looked at for the subject that they share: a sentence may be as long as a text.
const MOST_VERBS: usize = 40;
/// The most tokens of a subject that only grammar proposes.
const LONGEST_SUBJECT: usize = 14;

/// What the reader holds for a source anywhere in the text, in its order; none overlap.
pub fn sources(evidence: &Evidence) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = evidence
        .source
        .runs(LEAST_SOURCE)
        .into_iter()
        .filter_map(|run| {
            let end = before_verb(evidence, &run).min(before_marks(evidence, &run));
            let trimmed = evidence.trimmed(whole_word(evidence, &run)..end)?;
            let start = owner(evidence, trimmed.start);
            Some(first_of_two(evidence, start)..trimmed.end)
        })
        .collect();
    if Rule::SourceKeepsClause.holds() {
        with_antecedents(evidence, &mut found);
    }
    let mut covered = vec![false; evidence.classes.len()];
    for run in &found {
        covered[run.clone()].fill(true);
    }
    for (token, class) in evidence.classes.iter().enumerate() {
        let pronoun = matches!(class, WordClass::SubjectPronoun | WordClass::OtherPronoun);
        if pronoun && !covered[token] && evidence.source.inside[token] > LEAST_SOURCE_PRONOUN {
            found.push(token..token + 1);
        }
    }
    found.arrange_by_key(|run| run.start);
    found
}

/// Joins runs that are a relative clause to the noun phrase before its comma, with the run that this is part of:
/// "The statement, |which was obtained by the paper|, claimed that".
fn with_antecedents(evidence: &Evidence, runs: &mut Vec<Range<usize>>) {
    let syntax = evidence.syntax;
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(runs.len());
    for mut run in runs.drain(..) {
        let relative =
            [run.start, run.start.saturating_sub(1)].into_iter().find(|token| is_relative(evidence.word(*token)));
        let comma = relative.filter(|_| syntax.has_verb(run.clone())).and_then(|at| at.checked_sub(1));
        let comma = comma.filter(|comma| evidence.classes[*comma] == WordClass::Comma);
        let antecedent = comma.and_then(|comma| syntax.joined_noun_before(evidence.sentence(comma).start, comma));
        if let Some(antecedent) = antecedent {
            run.start = antecedent.start;
            while let Some(last) = joined.pop_if(|last| last.end > run.start) {
                run.start = run.start.min(last.start);
            }
        }
        joined.push(run);
    }
    *runs = joined;
}

/// Where `run` begins, or, if that is in the middle of a hyphenated word ("op-|ed he"), where its next word does.
fn whole_word(evidence: &Evidence, run: &Range<usize>) -> usize {
    let tokens = &evidence.syntax.tokens;
    let cut = run.start > 0 && !tokens[run.start].space_before && evidence.classes[run.start - 1] == WordClass::Dash;
    if !cut || evidence.classes[run.start] == WordClass::Capitalized {
        return run.start;
    }
    run.clone().skip(1).find(|token| tokens[*token].space_before).unwrap_or(run.start)
}

/// Where the name begins whose possessive mark is token `start` ("Sindh|'s labour minister"), or `start`.
fn owner(evidence: &Evidence, start: usize) -> usize {
    if !is_genitive(evidence.word(start)) {
        return start;
    }
    let name = |token: &usize| evidence.classes[*token] == WordClass::Capitalized;
    (0..start).rev().take_while(name).last().unwrap_or(start)
}

/// Where a sentence begins with one person, "and" and the one whose name begins at token `start`, or `start`: "Mira and
/// |Theo told".
fn first_of_two(evidence: &Evidence, start: usize) -> usize {
    let first = evidence.sentence(start).start;
    let is_person = |token: usize| evidence.syntax.scores.is_person(token);
    let both = start > first + 1
        && evidence.word(start - 1) == "and"
        && is_person(start)
        && (first..start - 1).all(is_person)
        && Rule::FirstOfTwo.holds();
    if both { first } else { start }
}

/// What grammar holds for a source of `cue`, unless it overlaps what the reader holds for one without holding it whole: the subject before its verb group, with what prepositions join to it; the
/// subject that its verb shares with one before ("She went home, and later said"); the phrase behind it ("said Lee"), or
/// behind its "by"; and the document behind "in" that a passive begins with ("In a study by the bank it was found").
fn by_grammar(evidence: &Evidence, cue: &CueOption) -> Vec<Range<usize>> {
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.head);
    let first = syntax.verb_group_start(cue.tokens.start);
    let mut found = Vec::new();
    let subject = syntax.joined_noun_before(sentence.start, first).filter(|subject| subject.len() <= LONGEST_SUBJECT);
    found.extend(subject);
    let joined = first > sentence.start
        && (evidence.classes[first - 1] == WordClass::Conjunction
            || (evidence.classes[first - 1] == WordClass::Comma && evidence.classes[cue.head] == WordClass::Gerund));
    if joined {
        let verbs = &syntax.phrases.verbs;
        let before = &verbs[..verbs.partition_point(|group| group.tokens.end < first)];
        let looked_at = before.iter().rev().inspect(|_| {
            #[cfg(test)]
            super::super::by_hand::count(1);
        });
        let group = looked_at.take(MOST_VERBS).take_while(|group| group.tokens.start >= sentence.start).last();
        found.extend(group.and_then(|group| syntax.joined_noun_before(sentence.start, group.tokens.start)));
    }
    let by = evidence.class(cue.tokens.end) == WordClass::By;
    found.extend(syntax.noun_after(cue.tokens.end + usize::from(by), sentence.end));
    found
}

/// The rivals for the source of cue `index`, "none" first.
pub fn source_choices(evidence: &Evidence, cues: &[CueOption], sources: &[Range<usize>], index: usize) -> Vec<Choice> {
    let cue = &cues[index];
    let paragraph = evidence.paragraph(cue.head);
    let middle = sources.partition_point(|source| source.start < cue.tokens.start);
    let near =
        paragraph.start.max(cue.tokens.start.saturating_sub(FARTHEST))..paragraph.end.min(cue.tokens.end + FARTHEST);
    let left = sources[..middle].iter().rev().take_while(|source| source.start >= near.start);
    let left = left.filter(|source| source.end <= cue.tokens.start).take(MOST_SOURCES);
    let right = sources[middle..].iter().take_while(|source| source.end <= near.end);
    let right = right.filter(|source| source.start >= cue.tokens.end).take(MOST_SOURCES);
    let mut rivals: Vec<(usize, Range<usize>)> = left.cloned().enumerate().collect();
    rivals.extend(right.cloned().enumerate());
    for source in by_grammar(evidence, cue) {
        let holds = |other: &Range<usize>| lies_in(other, &source) && *other != source;
        let rival = rivals.iter().filter(|(_, other)| overlap(other, &source)).all(|(_, other)| holds(other));
        if rival && !overlap(&cue.tokens, &source) {
            rivals.push((MOST_SOURCES, source));
        }
    }
    if let Some(hearer) = hearer(evidence, cue) {
        rivals.retain(|(_, source)| source.end != hearer.end);
    }
    let probability = |source: &Range<usize>| mean(&evidence.source.inside[source.clone()]);
    let best = rivals.iter().map(|(_, source)| probability(source)).fold(0.0, f32::max);
    let about_cue = cue_features(evidence, cue);
    let mut choices = Vec::with_capacity(rivals.len() + 1);
    for rival in std::iter::once(None).chain(rivals.into_iter().map(Some)) {
        let mut row = Row([-1.0; SOURCE_FEATURES]);
        row.0[..CUE_FEATURES].copy_from_slice(&about_cue);
        row.set(SourceFeature::Best, best);
        row.set(SourceFeature::Number, choices.len() as f32);
        if let Some((rank, source)) = &rival {
            about_source(evidence, cues, index, source, *rank, &mut row);
        }
        choices.push(Choice { tokens: rival.map(|(_, source)| source), features: row.0.to_vec() });
    }
    choices
}

fn about_source(
    evidence: &Evidence,
    cues: &[CueOption],
    index: usize,
    source: &Range<usize>,
    rank: usize,
    row: &mut Row<SOURCE_FEATURES>,
) {
    let cue = &cues[index];
    let syntax = evidence.syntax;
    let left = source.end <= cue.tokens.start;
    let between = between(source, &cue.tokens);
    let inside = &evidence.source.inside[source.clone()];
    let (first, last) = (source.start, source.end - 1);
    let beyond = if left {
        source.start.saturating_sub(4)..source.start
    } else {
        source.end..(source.end + 4).min(evidence.classes.len())
    };
    let is_plain = |token: &usize| {
        !matches!(evidence.classes[*token], WordClass::Auxiliary | WordClass::Adverb) && evidence.is_word(*token)
    };
    let group = syntax.verb_group_start(cue.tokens.start);
    let is_subject = source.end == group;
    let tells = cue.tokens.clone().any(|token| evidence.cue_kinds[token].has(CueKinds::TELL));
    let passive = syntax.phrases.verb_at(cue.head).is_some_and(|group| group.is_passive);
    let verbs = between.clone().filter(|token| syntax.is_verb(*token)).count();
    let head = syntax.phrases.noun_at(source.end - 1).map_or(source.end - 1, |phrase| phrase.head);
    let lower = evidence.word(head).to_lowercase();
    let it = lower == "there" || lexicon::has(Grammar::PointsToThing, &lower);
    row.set(SourceFeature::Left, left);
    row.set(SourceFeature::Distance, evidence.word_count(between.clone()) as f32);
    row.set(SourceFeature::PlainDistance, between.clone().filter(is_plain).count() as f32);
    row.set(SourceFeature::Commas, commas(evidence, &between));
    let sentence = |token: usize| evidence.sentence_of[token] as f32;
    row.set(SourceFeature::SentenceGap, sentence(source.start) - sentence(cue.head));
    row.set(SourceFeature::Rank, rank as f32);
    row.set(SourceFeature::Mean, mean(inside));
    row.set(SourceFeature::Most, inside.iter().copied().fold(0.0, f32::max));
    row.set(SourceFeature::Begin, evidence.source.begin[source.start]);
    row.set(SourceFeature::Tokens, source.len() as f32);
    row.set(SourceFeature::FirstClass, class(evidence.class(first)));
    row.set(SourceFeature::LastClass, class(evidence.class(last)));
    row.set(SourceFeature::PreviousClass, class(evidence.class_before(first, 1)));
    row.set(SourceFeature::NextClass, class(evidence.class(last + 1)));
    row.set(SourceFeature::SecondNextClass, class(evidence.class(last + 2)));
    row.set(SourceFeature::FirstPart, evidence.part(source.start));
    row.set(SourceFeature::LastPart, evidence.part(source.end - 1));
    row.set(SourceFeature::RivalCue, rival_cue(cues, &between, index).0);
    row.set(SourceFeature::ContentBetween, evidence.mean_content(between.clone()));
    row.set(SourceFeature::ContentBeyond, evidence.mean_content(beyond));
    row.set(SourceFeature::Content, evidence.mean_content(source.clone()));
    row.set(SourceFeature::Capital, source.clone().any(|token| evidence.classes[token] == WordClass::Capitalized));
    row.set(SourceFeature::Name, name_probability(evidence, source));
    row.set(SourceFeature::SourceBetween, mean(&evidence.source.inside[between.clone()]));
    row.set(SourceFeature::Beside, flag(is_subject) + 2.0 * flag(source.start == cue.tokens.end));
    row.set(SourceFeature::IsTold, is_subject && tells && passive);
    row.set(SourceFeature::By, evidence.class_before(first, 1) == WordClass::By);
    row.set(SourceFeature::Verbs, verbs as f32);
    row.set(SourceFeature::It, flag(it) + 2.0 * flag(it && passive));
    let role = lexicon::role(&lower).map_or(0.0, |role| 1.0 + flag(role.plural));
    row.set(SourceFeature::Kind, role + 4.0 * flag(lexicon::is_organization(&lower)));
    let [speaks, asks] = [["i", "we", "you"].contains(&lower.as_str()), ["who", "whom"].contains(&lower.as_str())];
    row.set(SourceFeature::Pronoun, flag(speaks) + 2.0 * flag(asks));
}

fn name_probability(evidence: &Evidence, source: &Range<usize>) -> f32 {
    let names = &evidence.syntax.scores.names;
    source.clone().filter_map(|token| names.get(token)).map(|row| 1.0 - row[0].exp()).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::super::cues;
    use super::*;

    /// How many verb groups are looked at for the subjects that cues share with a verb before.
    fn looked_at(told: &str, times: usize) -> usize {
        by_hand::read(&told.repeat(times), |evidence| {
            by_hand::counted(|| cues(evidence).iter().for_each(|cue| drop(by_grammar(evidence, cue))))
        })
    }

    #[test]
    fn a_cue_looks_at_the_verbs_near_it() {
        let sentence = "Ann Lee went/v home, and later {C said} that the port was shut. ";
        for told in [sentence, &sentence.replace('.', ",")] {
            let (few, many) = (looked_at(told, 50), looked_at(told, 200));
            assert!(few >= 50 && many < 6 * few, "{told} {few} {many}");
        }
    }

    #[test]
    fn what_may_be_a_source() {
        let check = |told: &str, expect: &str| {
            by_hand::read(told, |evidence| {
                assert_eq!(by_hand::words(evidence, &sources(evidence)), expect, "{told}");
            });
        };
        check("{S5 He} told {S5 Lee}.", "He");
        check("The report, {S which was leaked/v}, said so.", "The report, which was leaked");
        check("Porto{S ’s mayor} and Ann told Theo.", "Porto’s mayor");
    }

    #[test]
    fn the_answers_for_a_cue() {
        by_hand::read("{S Ann} left/v, and {S60 Theo} {C said} {S it} rained.", |evidence| {
            let choices = source_choices(evidence, &cues(evidence), &sources(evidence), 0);
            let words = |choice: &Choice| by_hand::words(evidence, choice.tokens.as_slice());
            assert_eq!(choices.iter().map(words).collect::<Vec<_>>(), ["", "Theo", "Ann", "it"]);
            let check = |feature: SourceFeature, expect: [f32; 4]| {
                for (choice, expect) in choices.iter().zip(expect) {
                    by_hand::check_row(&words(choice), &choice.features, &[(feature, expect)]);
                }
            };
            check(SourceFeature::Distance, [-1.0, 0.0, 3.0, 0.0]);
            check(SourceFeature::Mean, [-1.0, 0.6, 0.96, 0.96]);
            check(SourceFeature::Beside, [-1.0, 1.0, 0.0, 2.0]);
            check(SourceFeature::It, [-1.0, 0.0, 0.0, 1.0]);
            check(SourceFeature::SourceBetween, [-1.0, 0.0, (4.0 * 0.02 - 0.02 + 0.6) / 4.0, 0.0]);
        });
    }

    #[test]
    fn sources_by_grammar() {
        let check = |told: &str, expect: &str| {
            by_hand::read(told, |evidence| {
                assert_eq!(by_hand::words(evidence, &by_grammar(evidence, &cues(evidence)[0])), expect, "{told}");
            });
        };
        check("A report by the bank {C said} so.", "A report by the bank");
        check("Ann went/v home, and later {C said} that it rained.", "Ann");
        check("“We go,” {C said} the head of the port.", "the head of the port");
        check("We go, it was {C said} by Theo.", "it/Theo");
    }
}
