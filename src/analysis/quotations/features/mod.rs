//! What tells a whole candidate from its rivals: [`Feature`], and the row of values of a candidate.

mod names;

use std::ops::Range;

use super::candidates::{Candidate, CueOption, class, flag, mean};
use super::evidence::Evidence;
use super::marks::Marked;
use crate::knowledge::cues::CueKinds;
use crate::syntax::WordClass;

pub use names::{FEATURES, Feature};

/// The value of what is told of a candidate where there is none.
const NONE: f32 = -30.0;

/// The rows of a group of candidates: first that of "none of them", then one for each.
pub fn rows(evidence: &Evidence, cues: &[CueOption], group: &[Candidate]) -> Vec<[f32; FEATURES]> {
    let Some(first) = group.first() else { return Vec::new() };
    let mut none = [NONE; FEATURES];
    about_group(evidence, first, group, &mut none);
    let best = group.iter().map(|one| one.sides[0] * one.sides[1]).fold(0.0, f32::max);
    let mut rows = vec![none];
    for candidate in group {
        let mut row = none;
        let content: Vec<Range<usize>> = candidate.content.clone();
        about_cue(evidence, candidate, &mut row);
        about_scores(evidence, cues, candidate, best, &mut row);
        about_marks(evidence, &content, &mut row);
        about_boundaries(evidence, candidate, &mut row);
        rows.push(row);
    }
    rows
}

fn set(row: &mut [f32; FEATURES], feature: Feature, value: f32) {
    row[feature as usize] = value;
}

fn about_group(evidence: &Evidence, first: &Candidate, group: &[Candidate], row: &mut [f32; FEATURES]) {
    set(row, Feature::Convention, f32::from(evidence.convention as u8));
    set(row, Feature::Rivals, group.len() as f32);
    about_cue(evidence, first, row);
    let sides = group.iter().map(|one| one.sides[0] * one.sides[1]).fold(0.0, f32::max);
    set(row, Feature::BelowBest, sides);
}

fn about_cue(evidence: &Evidence, candidate: &Candidate, row: &mut [f32; FEATURES]) {
    let Some(cue) = candidate.cue.clone() else { return };
    let syntax = evidence.syntax;
    let has = |kind| flag(cue.clone().any(|token| evidence.cue_kinds[token].has(kind)));
    let last = cue.end - 1;
    let verb = cue.clone().rev().find(|token| evidence.cue_kinds[*token].is_speech_verb()).unwrap_or(last);
    let group = syntax.phrases.verb_at(verb);
    let start = group.map_or(cue.start, |group| group.tokens.start.min(cue.start));
    let lower = |token: usize| evidence.word(token).to_lowercase();
    let form = (start.saturating_sub(1)..verb).map(|token| match lower(token).as_str() {
        "not" | "n't" | "n’t" | "never" | "declined" | "refused" => 5.0,
        "to" => 1.0,
        "will" | "would" | "can" | "could" | "may" | "might" | "should" | "must" | "'ll" | "’ll" => 2.0,
        "have" | "has" | "had" | "'ve" | "’ve" => 3.0,
        "is" | "are" | "was" | "were" | "be" | "been" => 4.0,
        _ => 0.0,
    });
    let form =
        form.fold(0.0, |found: f32, form: f32| if found == 0.0 || form == 5.0 { form.max(found) } else { found });
    set(row, Feature::CueProbability, candidate.probability);
    set(row, Feature::CueElsewhere, evidence.other[1].of(&cue) / cue.len() as f32);
    set(row, Feature::CueSpeech, has(CueKinds::SAY) + 2.0 * has(CueKinds::TELL) + 4.0 * has(CueKinds::CALL));
    set(row, Feature::CueThought, has(CueKinds::THINK) + 2.0 * has(CueKinds::NOUN));
    set(row, Feature::CuePart, evidence.part(last));
    set(row, Feature::CueInMarks, flag(evidence.mark_of[last].is_some()));
    set(row, Feature::CueForm, form);
    set(row, Feature::BeforeCue, class(evidence.class(start as isize - 1)));
    set(row, Feature::BehindCue, class(evidence.class(cue.end as isize)));
    set(row, Feature::NoSource, candidate.no_source);
    let Some((source, score)) = candidate.sources.first() else { return };
    let between = source.end.min(cue.end)..source.start.max(cue.start);
    let head = lower(source.end - 1);
    let form = match head.as_str() {
        "it" | "which" | "that" | "this" | "what" => 2.0,
        "nobody" | "none" | "one" => 3.0,
        _ if evidence.classes[source.end - 1] == WordClass::SubjectPronoun => 1.0,
        _ => 0.0,
    };
    set(row, Feature::Source, *score);
    set(row, Feature::SourceScore, mean(&evidence.source.inside[source.clone()]));
    set(row, Feature::SourceForm, form);
    set(row, Feature::SourceDistance, evidence.word_count(between) as f32);
}

/// Cues stand at most so many tokens beside a content: a sentence may be as long as a text.
const FARTHEST_CUE: usize = 200;

fn about_scores(evidence: &Evidence, cues: &[CueOption], candidate: &Candidate, best: f32, row: &mut [f32; FEATURES]) {
    let content = &candidate.content;
    let both = candidate.sides[0] * candidate.sides[1];
    let (first, last) = (content[0].start, content[content.len() - 1].end - 1);
    let count = evidence.classes.len();
    let words: u32 = content.iter().map(|piece| evidence.word_count(piece.clone())).sum();
    let inside = |token: usize| evidence.content.inside[token];
    let weigh = |value: &dyn Fn(&Range<usize>) -> f32| {
        content.iter().map(|piece| value(piece) * evidence.word_count(piece.clone()) as f32).sum::<f32>()
            / words.max(1) as f32
    };
    let least = content.iter().cloned().flatten().filter(|token| evidence.is_word(*token)).map(inside);
    let previous = evidence.word_before(first.saturating_sub(4), first);
    let next = evidence.word_from(last + 1, (last + 5).min(count));
    let sides = candidate.cue.as_ref().map_or(0.0, |cue| {
        flag(content.iter().any(|piece| piece.end <= cue.start))
            + 2.0 * flag(content.iter().any(|piece| piece.start >= cue.end))
    });
    let is_own = |option: &CueOption| {
        candidate.cue.as_ref().is_some_and(|cue| cue.start < option.tokens.end && option.tokens.start < cue.end)
    };
    let holds = |option: &CueOption| content.iter().any(|piece| piece.contains(&option.head));
    let start = evidence.sentence(first).start.max(first.saturating_sub(FARTHEST_CUE));
    let end = evidence.sentence(last).end.min(last + FARTHEST_CUE);
    let [from, to] = [start, end].map(|limit| cues.partition_point(|option| option.head < limit));
    let near = || cues[from..to].iter().filter(|option| !is_own(option));
    let most = |options: &mut dyn Iterator<Item = &CueOption>| options.map(|one| one.probability).fold(0.0, f32::max);
    set(row, Feature::Generator, candidate.generator as u8 as f32);
    set(row, Feature::Left, candidate.sides[0]);
    set(row, Feature::Right, candidate.sides[1]);
    set(row, Feature::Both, both);
    set(row, Feature::BelowBest, best - both);
    set(row, Feature::Sides, sides);
    set(row, Feature::Words, words as f32);
    set(row, Feature::Content, weigh(&|piece| evidence.mean_content(piece.clone())));
    set(row, Feature::LeastContent, least.fold(1.0, f32::min));
    set(row, Feature::Odds, content.iter().map(|piece| evidence.content_odds(piece)).sum());
    set(row, Feature::Begin, evidence.content.begin[first]);
    set(row, Feature::First, inside(first));
    set(row, Feature::Last, inside(last));
    set(row, Feature::Before, previous.map_or(0.0, inside));
    set(row, Feature::Behind, next.map_or(0.0, inside));
    set(row, Feature::CueBehind, next.map_or(0.0, |token| evidence.cue.inside[token]));
    set(row, Feature::CueInside, most(&mut near().filter(|one| holds(one))));
    set(row, Feature::CuesInside, near().filter(|one| holds(one)).count() as f32);
    set(row, Feature::CueBeside, most(&mut near().filter(|one| !holds(one))));
    let sources = content.iter().cloned().flatten().map(|token| evidence.source.inside[token]).sum::<f32>();
    set(row, Feature::SourceInside, sources / words.max(1) as f32);
}

fn about_marks(evidence: &Evidence, content: &[Range<usize>], row: &mut [f32; FEATURES]) {
    let count = evidence.classes.len();
    let words = || content.iter().cloned().flatten().filter(|token| evidence.is_word(*token));
    let total = words().count().max(1) as f32;
    let (first, last) = (content[0].start, content[content.len() - 1].end - 1);
    let opens = |mark: &Marked, token: usize| {
        mark.pieces.iter().any(|piece| evidence.word_from(piece.start, count) == Some(token))
    };
    let closes =
        |mark: &Marked, token: usize| mark.pieces.iter().any(|piece| evidence.word_before(0, piece.end) == Some(token));
    let cuts_open = evidence.mark(first).is_some_and(|mark| !opens(mark, first));
    let cuts_close = evidence.mark(last).is_some_and(|mark| !closes(mark, last));
    let whole = |piece: &&Range<usize>| {
        evidence.mark(piece.start).is_some_and(|mark| opens(mark, piece.start))
            && evidence.mark(piece.end - 1).is_some_and(|mark| closes(mark, piece.end - 1))
    };
    let touched = content.iter().cloned().flatten().find_map(|token| evidence.mark(token));
    let paragraphs = evidence.paragraph_of[first]..=evidence.paragraph_of[last];
    let from = evidence.marked.partition_point(|mark| evidence.paragraph_of[mark.open] < *paragraphs.start());
    let to = evidence.marked.partition_point(|mark| evidence.paragraph_of[mark.open] <= *paragraphs.end());
    let of_paragraphs = &evidence.marked[from..to];
    let outer_before =
        |start: usize| evidence.outer_before[from + of_paragraphs.partition_point(|mark| mark.pieces[0].start < start)];
    let taken: u32 = content.iter().map(|piece| outer_before(piece.end) - outer_before(piece.start)).sum();
    let left = (evidence.outer_before[to] - evidence.outer_before[from]).saturating_sub(taken);
    let capitals = words().filter(|token| evidence.classes[*token] == WordClass::Capitalized).count();
    set(row, Feature::Marked, words().filter(|token| evidence.mark_of[*token].is_some()).count() as f32 / total);
    set(row, Feature::CutsMarks, flag(cuts_open) + 2.0 * flag(cuts_close));
    set(row, Feature::WholeMarks, content.iter().filter(whole).count() as f32 / content.len() as f32);
    set(row, Feature::MarkWords, touched.map_or(0.0, |mark| evidence.word_count(mark.extent()) as f32));
    set(row, Feature::Capitals, capitals as f32 / total);
    let paragraph = evidence.paragraph(first);
    let close = touched.map_or(last + 1, |mark| mark.close.map_or(mark.extent().end, |close| close + 1));
    let open = touched.map_or(first, |mark| mark.open);
    set(row, Feature::WholeParagraph, flag(paragraph.start == open) + 2.0 * flag(paragraph.end == close));
    set(row, Feature::MarksLeft, left as f32);
}

fn about_boundaries(evidence: &Evidence, candidate: &Candidate, row: &mut [f32; FEATURES]) {
    let content = &candidate.content;
    let (first, last) = (content[0].start, content[content.len() - 1].end - 1);
    let (start, end) = (first as isize, last as isize);
    let (opening, closing) = (evidence.sentence(first), evidence.sentence(last));
    let points = matches!(
        evidence.word(first).to_lowercase().as_str(),
        "it" | "so"
            | "this"
            | "that"
            | "him"
            | "her"
            | "me"
            | "them"
            | "something"
            | "nothing"
            | "anything"
            | "everything"
    );
    let few = content.iter().map(ExactSizeIterator::len).sum::<usize>() <= 2;
    let gap = candidate.cue.as_ref().map(|cue| {
        let gaps = content.iter().map(|piece| {
            let between = piece.end.min(cue.end)..piece.start.max(cue.start);
            let source = candidate.sources.first().map(|(source, _)| source);
            let source = source.filter(|source| between.start <= source.start && source.end <= between.end);
            let own = source.map_or(0, |source| evidence.word_count(source.clone()));
            evidence.word_count(between).saturating_sub(own)
        });
        let near = content.iter().map(|piece| {
            let token = if piece.start >= cue.end { piece.start } else { piece.end - 1 };
            (evidence.sentence_of[token] as f32 - evidence.sentence_of[cue.start] as f32).abs()
        });
        (gaps.min().unwrap_or(0), near.fold(f32::INFINITY, f32::min))
    });
    let syntax = evidence.syntax;
    let paragraph = syntax.paragraph_of(first);
    let head = syntax.dateline(paragraph).or_else(|| syntax.label(paragraph));
    set(row, Feature::PreviousClass, class(evidence.class(start - 1)));
    set(row, Feature::FirstClass, class(evidence.class(start)));
    set(row, Feature::FirstPart, evidence.part(first));
    set(row, Feature::NextClass, class(evidence.class(end + 1)));
    set(row, Feature::SecondNextClass, class(evidence.class(end + 2)));
    set(row, Feature::StartsSentence, flag(evidence.word_from(opening.start, opening.end) == Some(first)));
    set(row, Feature::EndsSentence, flag(evidence.word_before(closing.start, closing.end) == Some(last)));
    set(row, Feature::Sentences, (evidence.sentence_of[last] - evidence.sentence_of[first]) as f32);
    set(row, Feature::WordsBefore, evidence.word_count(opening.start..first) as f32);
    set(row, Feature::WordsBehind, evidence.word_count(last + 1..closing.end) as f32);
    set(row, Feature::Points, flag(points && few));
    set(row, Feature::Gap, gap.map_or(0.0, |(gap, _)| gap as f32));
    set(row, Feature::SentenceGap, gap.map_or(0.0, |(_, gap)| gap));
    set(row, Feature::Label, flag(head.is_some_and(|head| head.start <= first && first < head.end)));
}

#[cfg(test)]
mod tests;
