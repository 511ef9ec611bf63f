//! What tells a whole candidate from its rivals: [`Feature`], and the row of values of a candidate.

use std::ops::Range;

use super::candidates::{Candidate, CueOption, NONE, class, flag, mean};
use super::evidence::{Evidence, between, overlap};
use crate::analysis::columns::{Row, columns};
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar};
use crate::syntax::WordClass;
use crate::syntax::closed::{is_be, is_have, is_modal, is_not};

columns! {
    /// What is asked of a candidate. Of the answer "none of them" all that is told of a candidate alone has a value far below
    /// all others.
    Feature from 0;
    /// Whose idea of a quotation is followed.
    Convention,
    /// How many candidates the group has.
    Rivals,
    /// The cue's probability, and the same by the other convention.
    CueProbability,
    /// The cue's probability by the other convention.
    CueElsewhere,
    /// The lexicon's kinds of its words: 1 saying, 2 telling, 4 calling.
    CueSpeech,
    /// The lexicon's kinds of its words: 1 thinking, 2 a noun.
    CueThought,
    /// The part of speech of its last word.
    CuePart,
    /// Whether it stands between marks.
    CueInMarks,
    /// What its verb group begins with: 1 "to", 2 a modal, 3 a form of "have", 4 "be", 5 a negation.
    CueForm,
    /// The class of the word before its verb group.
    BeforeCue,
    /// The class of the word behind it.
    BehindCue,
    /// The highest probability of a source of the cue.
    Source,
    /// How likely it has none.
    NoSource,
    /// The mean probability of its likeliest source.
    SourceScore,
    /// 1 a pronoun, 2 "it", "which", "that", 3 "nobody".
    SourceForm,
    /// Words between the source and the cue.
    SourceDistance,
    /// What proposed it.
    Generator,
    /// How likely its piece on the left of the cue, or that there is none.
    Left,
    /// The same on the right.
    Right,
    /// Both multiplied.
    Both,
    /// How far that lies below the highest of the group.
    BelowBest,
    /// 1 if it has a piece on the left, 2 on the right.
    Sides,
    /// Words.
    Words,
    /// Mean probability of its words.
    Content,
    /// The lowest of them.
    LeastContent,
    /// The sum of the logarithms of their odds.
    Odds,
    /// The probability that its first word begins a content.
    Begin,
    /// The probability of its first word.
    First,
    /// The probability of its last word.
    Last,
    /// The probability of the word before it.
    Before,
    /// The probability of the word behind it.
    Behind,
    /// How likely the word behind it is a cue.
    CueBehind,
    /// The share of its words between marks.
    Marked,
    /// 1 if its start cuts marks, 2 if its end does.
    CutsMarks,
    /// The share of its pieces that are all that stands between two marks.
    WholeMarks,
    /// Words of the first stretch between marks that it touches.
    MarkWords,
    /// The share of words with a capital.
    Capitals,
    /// 1 if its marks begin the paragraph, 2 if they end it.
    WholeParagraph,
    /// Stretches between marks in its paragraphs that it leaves out.
    MarksLeft,
    /// The class of the token before it.
    PreviousClass,
    /// The class of its first word.
    FirstClass,
    /// The part of speech of its first word.
    FirstPart,
    /// The class of the token behind it.
    NextClass,
    /// The class of the second token behind it.
    SecondNextClass,
    /// Whether it begins a sentence.
    StartsSentence,
    /// Whether it ends one.
    EndsSentence,
    /// Sentences it touches.
    Sentences,
    /// Words of its first sentence before it.
    WordsBefore,
    /// Words of its last sentence behind it.
    WordsBehind,
    /// Whether it only points: "it", "so", "this".
    Points,
    /// Words between it and the cue, without the source.
    Gap,
    /// Sentences between it and the cue.
    SentenceGap,
    /// The highest probability of another cue in it.
    CueInside,
    /// Other cues in it.
    CuesInside,
    /// The highest probability of a cue beside it, in the sentences it touches.
    CueBeside,
    /// Whether the paragraph's label or dateline is in it.
    Label,
    /// The mean probability of its words to be a source.
    SourceInside,
}

/// How many features a row has.
pub const FEATURES: usize = Feature::ALL.len();

/// The rows of a group of candidates: first that of "none of them", then one for each.
pub fn rows(evidence: &Evidence, cues: &[CueOption], group: &[Candidate]) -> Vec<[f32; FEATURES]> {
    let Some(first) = group.first() else { return Vec::new() };
    let best = group.iter().map(Candidate::both_sides).fold(0.0, f32::max);
    let mut none = Row([NONE; FEATURES]);
    none.set(Feature::Convention, evidence.convention as u8);
    none.set(Feature::Rivals, group.len() as f32);
    about_cue(evidence, first, &mut none);
    none.set(Feature::BelowBest, best);
    let mut rows = vec![none.0];
    for candidate in group {
        let mut row = none;
        about_cue(evidence, candidate, &mut row);
        about_scores(evidence, cues, candidate, best, &mut row);
        about_marks(evidence, &candidate.content, &mut row);
        about_boundaries(evidence, candidate, &mut row);
        rows.push(row.0);
    }
    rows
}

fn about_cue(evidence: &Evidence, candidate: &Candidate, row: &mut Row<FEATURES>) {
    let Some(cue) = candidate.cue.clone() else { return };
    let syntax = evidence.syntax;
    let has = |kind| flag(cue.clone().any(|token| evidence.cue_kinds[token].has(kind)));
    let last = cue.end - 1;
    let verb = cue.clone().rev().find(|token| evidence.cue_kinds[*token].is_speech_verb()).unwrap_or(last);
    let group = syntax.phrases.verb_at(verb);
    let start = group.map_or(cue.start, |group| group.tokens.start.min(cue.start));
    let lower = |token: usize| evidence.word(token).to_lowercase();
    let form = (start.saturating_sub(1)..verb).map(|token| match lower(token).as_str() {
        "never" | "declined" | "refused" => 5.0,
        word if is_not(word) => 5.0,
        "to" => 1.0,
        "'ll" | "’ll" => 2.0,
        word if is_modal(word) => 2.0,
        "'ve" | "’ve" => 3.0,
        word if is_have(word) => 3.0,
        word if is_be(word) && word != "being" => 4.0,
        _ => 0.0,
    });
    let form =
        form.fold(0.0, |found: f32, form: f32| if found == 0.0 || form == 5.0 { form.max(found) } else { found });
    row.set(Feature::CueProbability, candidate.probability);
    row.set(Feature::CueElsewhere, evidence.other[1].of(&cue) / cue.len() as f32);
    row.set(Feature::CueSpeech, has(CueKinds::SAY) + 2.0 * has(CueKinds::TELL) + 4.0 * has(CueKinds::CALL));
    row.set(Feature::CueThought, has(CueKinds::THINK) + 2.0 * has(CueKinds::NOUN));
    row.set(Feature::CuePart, evidence.part(last));
    row.set(Feature::CueInMarks, evidence.mark_of[last].is_some());
    row.set(Feature::CueForm, form);
    row.set(Feature::BeforeCue, class(evidence.class_before(start, 1)));
    row.set(Feature::BehindCue, class(evidence.class(cue.end)));
    row.set(Feature::NoSource, candidate.no_source);
    let Some((source, score)) = candidate.sources.first() else { return };
    let between = between(source, &cue);
    let head = lower(source.end - 1);
    let form = match head.as_str() {
        word if lexicon::has(Grammar::PointsToThing, word) => 2.0,
        "nobody" | "none" | "one" => 3.0,
        _ if evidence.classes[source.end - 1] == WordClass::SubjectPronoun => 1.0,
        _ => 0.0,
    };
    row.set(Feature::Source, *score);
    row.set(Feature::SourceScore, mean(&evidence.source.inside[source.clone()]));
    row.set(Feature::SourceForm, form);
    row.set(Feature::SourceDistance, evidence.word_count(between) as f32);
}

/// Cues stand at most so many tokens beside a content: a sentence may be as long as a text.
const FARTHEST_CUE: usize = 200;

fn about_scores(evidence: &Evidence, cues: &[CueOption], candidate: &Candidate, best: f32, row: &mut Row<FEATURES>) {
    let content = &candidate.content;
    let both = candidate.both_sides();
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
    let is_own = |option: &CueOption| candidate.cue.as_ref().is_some_and(|cue| overlap(cue, &option.tokens));
    let holds = |option: &CueOption| content.iter().any(|piece| piece.contains(&option.head));
    let start = evidence.sentence(first).start.max(first.saturating_sub(FARTHEST_CUE));
    let end = evidence.sentence(last).end.min(last + FARTHEST_CUE);
    let [from, to] = [start, end].map(|limit| cues.partition_point(|option| option.head < limit));
    let near = || cues[from..to].iter().filter(|option| !is_own(option));
    let most = |options: &mut dyn Iterator<Item = &CueOption>| options.map(|one| one.probability).fold(0.0, f32::max);
    row.set(Feature::Generator, candidate.generator as u8);
    row.set(Feature::Left, candidate.sides[0]);
    row.set(Feature::Right, candidate.sides[1]);
    row.set(Feature::Both, both);
    row.set(Feature::BelowBest, best - both);
    row.set(Feature::Sides, sides);
    row.set(Feature::Words, words as f32);
    row.set(Feature::Content, weigh(&|piece| evidence.mean_content(piece.clone())));
    row.set(Feature::LeastContent, least.fold(1.0, f32::min));
    row.set(Feature::Odds, content.iter().map(|piece| evidence.content_odds(piece)).sum::<f32>());
    row.set(Feature::Begin, evidence.content.begin[first]);
    row.set(Feature::First, inside(first));
    row.set(Feature::Last, inside(last));
    row.set(Feature::Before, previous.map_or(0.0, inside));
    row.set(Feature::Behind, next.map_or(0.0, inside));
    row.set(Feature::CueBehind, next.map_or(0.0, |token| evidence.cue.inside[token]));
    row.set(Feature::CueInside, most(&mut near().filter(|one| holds(one))));
    row.set(Feature::CuesInside, near().filter(|one| holds(one)).count() as f32);
    row.set(Feature::CueBeside, most(&mut near().filter(|one| !holds(one))));
    let sources = content.iter().cloned().flatten().map(|token| evidence.source.inside[token]).sum::<f32>();
    row.set(Feature::SourceInside, sources / words.max(1) as f32);
}

fn about_marks(evidence: &Evidence, content: &[Range<usize>], row: &mut Row<FEATURES>) {
    let words = || content.iter().cloned().flatten().filter(|token| evidence.is_word(*token));
    let total = words().count().max(1) as f32;
    let (first, last) = (content[0].start, content[content.len() - 1].end - 1);
    let [cuts_open, cuts_close] = evidence.cuts(&(first..last + 1));
    let whole = |piece: &&Range<usize>| {
        evidence.mark(piece.start).is_some_and(|mark| evidence.opens(mark, piece.start))
            && evidence.mark(piece.end - 1).is_some_and(|mark| evidence.closes(mark, piece.end - 1))
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
    row.set(Feature::Marked, words().filter(|token| evidence.mark_of[*token].is_some()).count() as f32 / total);
    row.set(Feature::CutsMarks, flag(cuts_open) + 2.0 * flag(cuts_close));
    row.set(Feature::WholeMarks, content.iter().filter(whole).count() as f32 / content.len() as f32);
    row.set(Feature::MarkWords, touched.map_or(0.0, |mark| evidence.word_count(mark.extent()) as f32));
    row.set(Feature::Capitals, capitals as f32 / total);
    let paragraph = evidence.paragraph(first);
    let close = touched.map_or(last + 1, |mark| mark.close.map_or(mark.extent().end, |close| close + 1));
    let open = touched.map_or(first, |mark| mark.open);
    row.set(Feature::WholeParagraph, flag(paragraph.start == open) + 2.0 * flag(paragraph.end == close));
    row.set(Feature::MarksLeft, left as f32);
}

fn about_boundaries(evidence: &Evidence, candidate: &Candidate, row: &mut Row<FEATURES>) {
    let content = &candidate.content;
    let (first, last) = (content[0].start, content[content.len() - 1].end - 1);
    let (opening, closing) = (evidence.sentence(first), evidence.sentence(last));
    let points = evidence.is_one_of(Grammar::PointsToContent, first);
    let few = content.iter().map(ExactSizeIterator::len).sum::<usize>() <= 2;
    let gap = candidate.cue.as_ref().map(|cue| {
        let source = candidate.sources.first().map(|(source, _)| source);
        let gaps = content.iter().map(|piece| evidence.gap(piece, cue, source));
        let near = content.iter().map(|piece| {
            let token = if piece.start >= cue.end { piece.start } else { piece.end - 1 };
            (evidence.sentence_of[token] as f32 - evidence.sentence_of[cue.start] as f32).abs()
        });
        (gaps.min().unwrap_or(0), near.fold(f32::INFINITY, f32::min))
    });
    let syntax = evidence.syntax;
    let paragraph = syntax.paragraph_of(first);
    let head = syntax.dateline(paragraph).or_else(|| syntax.label(paragraph));
    row.set(Feature::PreviousClass, class(evidence.class_before(first, 1)));
    row.set(Feature::FirstClass, class(evidence.class(first)));
    row.set(Feature::FirstPart, evidence.part(first));
    row.set(Feature::NextClass, class(evidence.class(last + 1)));
    row.set(Feature::SecondNextClass, class(evidence.class(last + 2)));
    row.set(Feature::StartsSentence, evidence.word_from(opening.start, opening.end) == Some(first));
    row.set(Feature::EndsSentence, evidence.word_before(closing.start, closing.end) == Some(last));
    row.set(Feature::Sentences, (evidence.sentence_of[last] - evidence.sentence_of[first]) as f32);
    row.set(Feature::WordsBefore, evidence.word_count(opening.start..first) as f32);
    row.set(Feature::WordsBehind, evidence.word_count(last + 1..closing.end) as f32);
    row.set(Feature::Points, points && few);
    row.set(Feature::Gap, gap.map_or(0.0, |(gap, _)| gap as f32));
    row.set(Feature::SentenceGap, gap.map_or(0.0, |(_, gap)| gap));
    row.set(Feature::Label, head.is_some_and(|head| head.start <= first && first < head.end));
}

#[cfg(test)]
mod tests;
