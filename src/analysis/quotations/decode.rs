//! Chooses among the candidates of a text: the only place that accepts and rejects.
//!
//! Each group's candidates share the probability that one of them is right with "none of them". Those that are likely
//! enough are accepted, the likeliest first, if they do not cross what has been accepted.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::candidates::{Candidate, CueOption, Generator};
use super::evidence::{Convention, Evidence};
use super::features::{FEATURES, rows};
use super::forest::softmax;
use super::scorer::Joiner;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::syntax::WordClass;

/// A candidate is accepted when its group is at least this likely to hold a quotation, by [`Convention`]; the second of
/// each where all of the likeliest stands between marks.
const LEAST_GROUP: [[f32; 2]; 2] = [[0.36, 0.12], [0.42, 0.3]];
/// And when it is at least this share as likely as the likeliest of its group.
const LEAST_SHARE: f32 = 0.25;
/// How likely a turn or a signed line is right, which too few corpora have to fit anything by.
const LAYOUT: f32 = 1.0;

/// So many groups are scored together.
const TOGETHER: usize = 16;

/// A candidate with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The candidate.
    pub candidate: Candidate,
    /// How likely it is right.
    pub probability: f32,
}

/// The candidates that are accepted, in the order of the text.
pub fn decode(evidence: &Evidence, joiner: &Joiner, cues: &[CueOption], candidates: Vec<Candidate>) -> Vec<Accepted> {
    let mut open: Vec<Accepted> = Vec::new();
    let groups: Vec<&[Candidate]> = candidates.chunk_by(|a, b| a.group == b.group).collect();
    for groups in groups.chunks(TOGETHER) {
        let rows: Vec<_> = groups.iter().map(|group| group_rows(evidence, cues, group)).collect();
        let all: Vec<&[f32]> = rows.iter().flatten().map(<[f32; _]>::as_slice).collect();
        let mut scores = joiner.whole.scores(&all);
        let mut rest = scores.as_mut_slice();
        for (group, rows) in groups.iter().zip(&rows) {
            let (scores, next) = rest.split_at_mut(rows.len());
            rest = next;
            softmax(scores);
            open.extend(likely(evidence, group, scores));
        }
    }
    open.sort_by(|a, b| {
        b.probability.total_cmp(&a.probability).then(a.candidate.content[0].start.cmp(&b.candidate.content[0].start))
    });
    let mut taken = Taken(vec![false; evidence.classes.len()]);
    let mut groups: FxHashSet<usize> = FxHashSet::default();
    let mut accepted: Vec<Accepted> = Vec::new();
    for one in open {
        let candidate = &one.candidate;
        if !groups.contains(&candidate.group) && taken.is_free(candidate) {
            taken.take(candidate);
            groups.insert(candidate.group);
            accepted.push(one);
        }
    }
    accepted.sort_by_key(|one| one.candidate.content[0].start);
    inherit(evidence, &mut accepted);
    accepted
}

/// The candidates of a group that may be accepted. Each stands with the probability of the whole group, less what it lies
/// below its best, so that boundaries in doubt do not cost a quotation its place.
fn likely(evidence: &Evidence, group: &[Candidate], scores: &[f32]) -> Vec<Accepted> {
    if is_laid_out(group) {
        return group.iter().map(|one| Accepted { candidate: one.clone(), probability: LAYOUT }).collect();
    }
    let some = 1.0 - scores[0];
    let best = scores[1..].iter().copied().fold(0.0, f32::max);
    let marked = group.iter().zip(&scores[1..]).any(|(one, score)| *score == best && is_between_marks(evidence, one));
    let by_convention = &LEAST_GROUP[usize::from(evidence.convention == Convention::Attributions)];
    let is_name = |(one, score): (&Candidate, &f32)| *score == best && names_a_thing(evidence, one);
    if some < by_convention[usize::from(marked)] || group.iter().zip(&scores[1..]).any(is_name) {
        return Vec::new();
    }
    let all = || group.iter().zip(&scores[1..]);
    // Both halves of a clause that the cue interrupts are said.
    let halves = interrupted(evidence, &group[0]);
    let has_both = |one: &Candidate| halves.as_ref().is_some_and(|gap| has_both_sides(one, gap));
    let is_cut = |one: &Candidate| !has_both(one) && group.iter().any(has_both);
    let best = all().filter(|(one, _)| !is_cut(one)).map(|(_, score)| *score).fold(0.0, f32::max);
    let likely = all().filter(|(one, score)| !is_cut(one) && **score >= LEAST_SHARE * best);
    likely.map(|(one, score)| Accepted { candidate: one.clone(), probability: some * score / best }).collect()
}

/// Whether a piece of a candidate is the name of something between marks: "an app called “Hush”", "this is called “duvet
/// lung”". What somebody calls something is told with what is called so, or by whom.
fn names_a_thing(evidence: &Evidence, candidate: &Candidate) -> bool {
    let defines = |verb: usize| {
        let group = evidence.syntax.phrases.verb_at(verb);
        group.is_some_and(|group| {
            group.is_passive && matches!(evidence.word(group.tokens.start), "is" | "are" | "'s" | "’s")
        })
    };
    let is_name = |piece: &Range<usize>| {
        let mark = evidence.mark(piece.start).filter(|mark| mark.open + 1 == piece.start);
        let verb = mark.and_then(|mark| mark.open.checked_sub(1)).filter(|verb| {
            lexicon::is_one_of(LexiconClass::NamesAThing, evidence.word(*verb))
                && (evidence.word(piece.start).starts_with(char::is_uppercase) || defines(*verb))
        });
        verb.is_some() && mark.and_then(|mark| mark.close).is_some_and(|close| evidence.word(close + 1) != "by")
    };
    evidence.convention == Convention::Speech && candidate.content.iter().any(is_name) && Rule::NamesInMarks.holds()
}

/// The cue and source of a candidate with the commas around them, if they stand between a subject and its verb: "The fire,
/// according to Lee, began in the attic."
fn interrupted(evidence: &Evidence, candidate: &Candidate) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let (cue, (source, _)) = (candidate.cue.as_ref()?, candidate.sources.first()?);
    let sentence = evidence.sentence(cue.start);
    let (open, close) = (cue.start.min(source.start).checked_sub(1)?, cue.end.max(source.end));
    let close = syntax.behind_time(close, sentence.end);
    let verb = evidence.word_from(close, sentence.end)?;
    let is_comma = |at: usize| sentence.contains(&at) && evidence.classes[at] == WordClass::Comma;
    let begins_group = syntax.phrases.verb_at(verb).is_some_and(|group| group.tokens.start == verb);
    let is_interrupted = is_comma(open)
        && is_comma(close)
        && begins_group
        && evidence.classes[verb] != WordClass::Gerund
        && evidence.word_count(cue.end.min(source.end)..cue.start.max(source.start)) == 0
        && (sentence.start..=verb).all(|at| evidence.mark_of[at].is_none())
        && !(sentence.start..open).any(|at| syntax.is_verb(at));
    (is_interrupted && Rule::BothHalves.holds()).then_some(open..close + 1)
}

fn has_both_sides(candidate: &Candidate, gap: &Range<usize>) -> bool {
    let content = &candidate.content;
    content.iter().any(|piece| piece.end <= gap.start) && content.iter().any(|piece| piece.start >= gap.end)
}

/// The features of "none of them" and of the candidates of a group; nothing where layout decides.
fn group_rows(evidence: &Evidence, cues: &[CueOption], group: &[Candidate]) -> Vec<[f32; FEATURES]> {
    if is_laid_out(group) { Vec::new() } else { rows(evidence, cues, group) }
}

fn is_laid_out(group: &[Candidate]) -> bool {
    group.iter().all(|candidate| matches!(candidate.generator, Generator::Turn | Generator::Signed))
}

fn is_between_marks(evidence: &Evidence, candidate: &Candidate) -> bool {
    candidate.content.iter().cloned().flatten().all(|token| evidence.mark_of[token].is_some())
}

/// Which tokens accepted candidates have taken for content or cue.
struct Taken(Vec<bool>);

impl Taken {
    fn words(candidate: &Candidate) -> impl Iterator<Item = &Range<usize>> {
        candidate.content.iter().chain(&candidate.cue)
    }

    fn is_free(&self, candidate: &Candidate) -> bool {
        Taken::words(candidate).all(|range| !self.0[range.clone()].contains(&true))
    }

    fn take(&mut self, candidate: &Candidate) {
        Taken::words(candidate).for_each(|range| self.0[range.clone()].fill(true));
    }
}

/// How likely the speaker of a quotation without a source is who spoke last: in the same paragraph, in the two before.
const SAME_SPEAKER: [f32; 2] = [0.7, 0.4];
const NEAR: u32 = 2;

/// How likely the subject of the sentence before says what follows between marks.
const SUBJECT_SPEAKS: f32 = 0.6;

/// Gives quotations without a source of their own the subject of the sentence before, or the sources of the quotation
/// before.
fn inherit(evidence: &Evidence, accepted: &mut [Accepted]) {
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

#[cfg(test)]
mod tests {
    use super::super::features::Feature;
    use super::super::forest::{Forest, Tree};
    use super::super::marks;
    use super::*;
    use crate::syntax::Syntax;

    const TEXT: &str = "“We stay,” said Lee. “Now go.” The port is shut, Ann said.";

    /// A joiner that believes what has words of probability above one half, and the more the more words it has.
    fn joiner() -> Joiner {
        let tree = |feature: Feature, threshold, leaves: [f32; 2]| Tree {
            questions: vec![(feature as u8, threshold)],
            leaves: leaves.to_vec(),
        };
        let trees = [
            tree(Feature::Content, 0.5, [-4.0, 2.0]),
            tree(Feature::Words, 2.5, [0.0, 0.5]),
            tree(Feature::IsNone, 0.5, [0.0, 4.0]),
        ];
        Joiner { whole: Forest::new(FEATURES, &trees), ..Joiner::default() }
    }

    /// Candidates as (group, content, cue), the content in pieces that "/" parts; `likely`: the words that the reader
    /// holds for content; `expect`: the contents of what is accepted.
    fn check(candidates: &[(usize, &str, &str)], likely: &[&str], expect: &[&str]) {
        let mut syntax = Syntax::new(TEXT);
        let tokens = |syntax: &Syntax, words: &str| {
            let start = TEXT.find(words).unwrap_or_else(|| panic!("{words} is not there"));
            syntax.tokens_in(crate::Span::new(start, start + words.len()))
        };
        let mut rows = vec![[0.02f32.ln(), 0.01f32.ln(), 0.97f32.ln()]; syntax.tokens.len()];
        rows.iter_mut().for_each(|row| row.swap(0, 2));
        for words in likely {
            tokens(&syntax, words).for_each(|token| rows[token].swap(0, 2));
        }
        syntax.scores.speech.contents = rows;
        let marked = marks::find(&syntax);
        let evidence = Evidence::new(&syntax, &marked, Convention::Speech);
        let candidates = candidates.iter().map(|(group, content, cue)| Candidate {
            content: content.split('/').map(|words| tokens(&syntax, words)).collect(),
            cue: (!cue.is_empty()).then(|| tokens(&syntax, cue)),
            sources: if cue.is_empty() { Vec::new() } else { vec![(tokens(&syntax, "Lee"), 0.9)] },
            inherits: cue.is_empty(),
            generator: if *group > 8 { Generator::Turn } else { Generator::Joined },
            group: *group,
            sides: [0.5; 2],
            no_source: 0.0,
            probability: 0.9,
        });
        let accepted = decode(&evidence, &joiner(), &[], candidates.collect());
        let words = |one: &Accepted| -> String {
            let pieces = one.candidate.content.iter().map(|piece| syntax.span(piece.clone()).of(TEXT));
            pieces.collect::<Vec<_>>().join("/")
        };
        assert_eq!(accepted.iter().map(words).collect::<Vec<_>>(), expect);
        assert!(accepted.iter().all(|one| !one.candidate.sources.is_empty() || one.candidate.group > 8));
    }

    #[test]
    fn the_likeliest_of_a_group_is_accepted() {
        let of_cue = [(0, "We stay", "said"), (0, "We stay/Now go.", "said"), (0, "The port", "said")];
        check(&of_cue, &["We stay", "Now go"], &["We stay/Now go."]);
        check(&of_cue, &[], &[]);
    }

    #[test]
    fn what_would_cross_gives_way() {
        let two =
            [(0, "Now go.", "said Lee"), (1, "We stay,” said Lee. “Now go", "Ann"), (1, "The port is shut", "Ann")];
        check(&two[..1], &["Now go."], &["Now go."]);
        let found = ["We stay,” said Lee. “Now go", "The port is shut"];
        check(&two, &[found[0]], &[found[0]]);
        let rivals = [(0, "We stay", "said"), (1, "We stay", "Ann said"), (1, "The port is shut", "Ann said")];
        check(&rivals, &["We stay", "The port is shut"], &["We stay", "The port is shut"]);
    }

    #[test]
    fn turns_come_first_and_who_spoke_speaks_on() {
        check(&[(0, "Now go", "said"), (9, "Now go.", "")], &["Now go"], &["Now go."]);
        check(&[(0, "We stay", "said"), (1, "Now go.", "")], &["We stay", "Now go."], &["We stay", "Now go."]);
    }
}
