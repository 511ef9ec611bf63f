//! What may be the cue, the source and the content of a quotation, and the features by which a [`super::forest::Forest`]
//! chooses among them.
//!
//! Every cue asks for its source, then for a piece of content on its left and one on its right. The options of one
//! question are rivals, and "none" is one of them; the trainer and the annotator get them from here alike.

use std::ops::Range;

use super::marks::Marked;
use super::reading::{Reading, WordClass};
use crate::knowledge::cues::CueKinds;

/// Words that may be a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct CueOption {
    /// Where they stand.
    pub tokens: Range<usize>,
    /// The likeliest of them.
    pub head: usize,
    /// How likely that is, from 0 to 1.
    pub probability: f32,
}

/// An answer to a question, with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The words, or none.
    pub tokens: Option<Range<usize>>,
    /// What speaks for it.
    pub features: Vec<f32>,
}

/// The side of the cue that a piece of content stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Left,
    /// After it.
    Right,
}

/// Tokens that a cue may consist of have at least this probability to be part of one.
const LEAST_CUE: f32 = 0.12;
/// The same for verbs of speech.
const LEAST_CUE_VERB: f32 = 0.05;
/// Around the likeliest token of a cue, those at least this share as likely are taken in.
const SHARE_OF_HEAD: f32 = 0.35;
const LEAST_SOURCE: f32 = 0.12;
const LEAST_SOURCE_PRONOUN: f32 = 0.03;
/// How many sources are looked at on each side of a cue.
const MOST_SOURCES: usize = 5;
/// How many starts, ends, and pieces are looked at on each side of a cue.
const MOST_BOUNDARIES: usize = 10;
const MOST_PIECES: usize = 20;
/// How many tokens a piece may lie away from its cue, unless quotation marks hold it together.
const REACH: usize = 160;

/// What may be a cue, in the order of the text; none overlap.
pub fn cues(reading: &Reading) -> Vec<CueOption> {
    let count = reading.classes.len();
    let mut active = vec![false; count];
    for run in reading.cue.runs(LEAST_CUE) {
        active[run].fill(true);
    }
    for (token, active) in active.iter_mut().enumerate() {
        *active |= reading.cue_kinds[token].is_speech_verb() && reading.cue.inside[token] > LEAST_CUE_VERB;
    }
    let mut options = Vec::new();
    let mut start = None;
    for token in 0..=count {
        let inside = active.get(token).is_some_and(|active| *active);
        let cut = inside
            && start.is_some()
            && ((reading.cue.begin[token] > 0.3 && reading.cue.begin[token] > 0.5 * reading.cue.inside[token])
                || reading.sentence_of[token] != reading.sentence_of[token - 1]);
        if let Some(from) = start {
            if !inside || cut {
                add_cues(reading, from..token, &mut options);
                start = None;
            }
        }
        if inside && start.is_none() {
            start = Some(token);
        }
    }
    options
}

/// The cues in a run of likely tokens: around the likeliest token those that are nearly as likely, and so on with what
/// is left on either side.
fn add_cues(reading: &Reading, run: Range<usize>, options: &mut Vec<CueOption>) {
    let inside = &reading.cue.inside;
    if run.is_empty() {
        return;
    }
    let head = run.clone().fold(run.start, |best, token| if inside[token] > inside[best] { token } else { best });
    let least = SHARE_OF_HEAD * inside[head];
    let mut start = (run.start..head).rev().find(|token| inside[*token] < least).map_or(run.start, |token| token + 1);
    let mut end = (head + 1..run.end).find(|token| inside[*token] < least).unwrap_or(run.end);
    add_cues(reading, run.start..start, options);
    let rest = end..run.end;
    // A colon is a cue only by itself.
    if let Some(first) = reading.word_from(start, end) {
        start = first;
        end = reading.word_before(first, end).map_or(end, |last| last + 1);
    }
    // "so-called": a part of a word is no cue.
    let in_word = head > 0 && !reading.syntax.tokens[head].space_before && reading.syntax.word(head - 1) == "-";
    if !in_word {
        options.push(CueOption { tokens: start..end, head: head.clamp(start, end - 1), probability: inside[head] });
    }
    add_cues(reading, rest, options);
}

/// What may be a source anywhere in the text, in its order; none overlap.
pub fn sources(reading: &Reading) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = reading
        .source
        .runs(LEAST_SOURCE)
        .into_iter()
        .filter_map(|run| {
            let start = reading.word_from(whole_word(reading, &run), run.end)?;
            Some(start..reading.word_before(start, run.end)? + 1)
        })
        .collect();
    let mut covered = vec![false; reading.classes.len()];
    for run in &found {
        covered[run.clone()].fill(true);
    }
    for (token, class) in reading.classes.iter().enumerate() {
        let pronoun = matches!(class, WordClass::SubjectPronoun | WordClass::OtherPronoun);
        if pronoun && !covered[token] && reading.source.inside[token] > LEAST_SOURCE_PRONOUN {
            found.push(token..token + 1);
        }
    }
    found.sort_by_key(|run| run.start);
    found
}

/// Where `run` begins, or, if that is in the middle of a hyphenated word ("op-|ed he"), where its next word does.
fn whole_word(reading: &Reading, run: &Range<usize>) -> usize {
    let tokens = &reading.syntax.tokens;
    let cut = run.start > 0 && !tokens[run.start].space_before && reading.classes[run.start - 1] == WordClass::Dash;
    if !cut || reading.classes[run.start] == WordClass::Capitalized {
        return run.start;
    }
    run.clone().skip(1).find(|token| tokens[*token].space_before).unwrap_or(run.start)
}

/// The rivals for the source of cue `index`, "none" first.
pub fn source_choices(reading: &Reading, cues: &[CueOption], sources: &[Range<usize>], index: usize) -> Vec<Choice> {
    let cue = &cues[index];
    let paragraph = reading.syntax.paragraphs[reading.syntax.paragraph_of(cue.head)].tokens.clone();
    let middle = sources.partition_point(|source| source.start < cue.tokens.start);
    let left = sources[..middle].iter().rev().take_while(|source| source.start >= paragraph.start);
    let left = left.filter(|source| source.end <= cue.tokens.start).take(MOST_SOURCES);
    let right = sources[middle..].iter().take_while(|source| source.end <= paragraph.end);
    let right = right.filter(|source| source.start >= cue.tokens.end).take(MOST_SOURCES);
    let mut rivals: Vec<(usize, &Range<usize>)> = left.enumerate().collect();
    rivals.extend(right.enumerate());
    let probability = |source: &Range<usize>| mean(&reading.source.inside[source.clone()]);
    let best = rivals.iter().map(|(_, source)| probability(source)).fold(0.0, f32::max);
    let about_cue = cue_features(reading, cue);
    let mut choices = Vec::with_capacity(rivals.len() + 1);
    for rival in std::iter::once(None).chain(rivals.iter().map(Some)) {
        let mut features = about_cue.clone();
        features.push(best);
        features.push(rivals.len() as f32);
        features.push(f32::from(u8::from(rival.is_none())));
        match rival {
            None => features.resize(features.len() + SOURCE_FEATURES, -1.0),
            Some((rank, source)) => {
                let before = features.len();
                source_features(reading, cues, index, source, *rank, &mut features);
                debug_assert_eq!(features.len(), before + SOURCE_FEATURES);
            }
        }
        choices.push(Choice { tokens: rival.map(|(_, source)| (*source).clone()), features });
    }
    choices
}

const SOURCE_FEATURES: usize = 27;

fn source_features(
    reading: &Reading,
    cues: &[CueOption],
    index: usize,
    source: &Range<usize>,
    rank: usize,
    features: &mut Vec<f32>,
) {
    let cue = &cues[index];
    let left = source.end <= cue.tokens.start;
    let between = if left { source.end..cue.tokens.start } else { cue.tokens.end..source.start };
    let inside = &reading.source.inside[source.clone()];
    let rival_cue = rival_cue(cues, &between, index);
    let (first, last) = (source.start as isize, source.end as isize - 1);
    let beyond = if left {
        source.start.saturating_sub(4)..source.start
    } else {
        source.end..(source.end + 4).min(reading.classes.len())
    };
    let commas = between.clone().filter(|token| reading.classes[*token] == WordClass::Comma).count();
    let plain = between.clone().filter(|token| {
        !matches!(reading.classes[*token], WordClass::Auxiliary | WordClass::Adverb) && reading.is_word(*token)
    });
    let plain = plain.count();
    features.extend([
        flag(left),
        reading.word_count(between.clone()) as f32,
        plain as f32,
        commas as f32,
        reading.sentence_of[source.start] as f32 - reading.sentence_of[cue.head] as f32,
        rank as f32,
        mean(inside),
        inside.iter().copied().fold(0.0, f32::max),
        reading.source.begin[source.start],
        source.len() as f32,
        class(reading.class(first)),
        class(reading.class(last)),
        class(reading.class(first - 1)),
        class(reading.class(last + 1)),
        class(reading.class(last + 2)),
        reading.syntax.scores.part_of_speech(source.start) as usize as f32,
        reading.syntax.scores.part_of_speech(source.end - 1) as usize as f32,
        flag(reading.mark_of[source.start].is_some()),
        flag(reading.mark_of[source.start] == reading.mark_of[cue.head]),
        rival_cue.0,
        rival_cue.1,
        reading.mean_content(between.clone()),
        reading.mean_content(beyond),
        reading.mean_content(source.clone()),
        flag(source.clone().any(|token| reading.classes[token] == WordClass::Capitalized)),
        name_probability(reading, source),
        mean(&between.map(|token| reading.source.inside[token]).collect::<Vec<_>>()),
    ]);
}

fn name_probability(reading: &Reading, source: &Range<usize>) -> f32 {
    let names = &reading.syntax.scores.names;
    source.clone().filter_map(|token| names.get(token)).map(|row| 1.0 - row[0].exp()).fold(0.0, f32::max)
}

/// Of the cues between: the highest probability, and their number.
fn rival_cue(cues: &[CueOption], between: &Range<usize>, index: usize) -> (f32, f32) {
    let from = cues.partition_point(|cue| cue.tokens.start < between.start);
    let rivals = cues[from..].iter().enumerate().take_while(|(_, cue)| cue.tokens.end <= between.end);
    let rivals = rivals.filter(|(at, _)| from + at != index);
    rivals.fold((0.0, 0.0), |(most, count), (_, cue)| (cue.probability.max(most), count + 1.0))
}

fn cue_features(reading: &Reading, cue: &CueOption) -> Vec<f32> {
    let (first, last) = (cue.tokens.start as isize, cue.tokens.end as isize - 1);
    let kinds = cue.tokens.clone().map(|token| reading.cue_kinds[token]);
    let speech = kinds.clone().any(CueKinds::is_speech_verb);
    let count = reading.classes.len();
    let before = cue.tokens.start.saturating_sub(4)..cue.tokens.start;
    let after = cue.tokens.end..(cue.tokens.end + 4).min(count);
    let passive = cue.tokens.start.saturating_sub(2)..cue.tokens.end;
    vec![
        cue.probability,
        reading.cue.begin[cue.tokens.start],
        cue.tokens.len() as f32,
        flag(speech) + flag(kinds.clone().any(|kind| kind.has(CueKinds::TELL))) * 2.0,
        flag(kinds.clone().any(|kind| kind.has(CueKinds::CALL))),
        flag(kinds.clone().any(|kind| kind.has(CueKinds::THINK)))
            + flag(kinds.clone().any(|kind| kind.has(CueKinds::NOUN))) * 2.0,
        class(reading.classes[cue.head]),
        reading.syntax.scores.part_of_speech(cue.head) as usize as f32,
        class(reading.class(first - 1)),
        class(reading.class(first - 2)),
        class(reading.class(last)),
        class(reading.class(last + 1)),
        class(reading.class(last + 2)),
        flag(reading.mark_of[cue.head].is_some()),
        flag(passive.clone().any(|token| reading.classes[token] == WordClass::Auxiliary)),
        mean(&before.clone().map(|token| reading.source.inside[token]).collect::<Vec<_>>()),
        mean(&after.clone().map(|token| reading.source.inside[token]).collect::<Vec<_>>()),
        reading.mean_content(before),
        reading.mean_content(after),
    ]
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn class(class: WordClass) -> f32 {
    f32::from(class as u8)
}

fn mean(values: &[f32]) -> f32 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f32>() / values.len() as f32 }
}

/// The tokens on `side` of cue and source in which a piece may lie.
fn window(reading: &Reading, cue: &CueOption, side: Side) -> Range<usize> {
    let paragraphs = &reading.syntax.paragraphs;
    let paragraph = reading.syntax.paragraph_of(cue.head);
    let tokens = &paragraphs[paragraph].tokens;
    match side {
        Side::Left => {
            let mut start = tokens.start.max(cue.tokens.start.saturating_sub(REACH));
            // A quotation between marks may have begun earlier.
            let marks = (start..cue.tokens.start).filter_map(|token| reading.mark_of[token]);
            if let Some(mark) = marks.min() {
                start = start.min(reading.marked[mark as usize].extent().start);
            }
            start..cue.tokens.start
        }
        Side::Right => {
            let mut end = tokens.end.min(cue.tokens.end + REACH);
            let marks = (cue.tokens.end..end).filter_map(|token| reading.mark_of[token]);
            if let Some(mark) = marks.max() {
                end = end.max(reading.marked[mark as usize].extent().end);
            }
            // "She said:", and the words in the next paragraph.
            let next = paragraphs.get(paragraph + 1).filter(|_| {
                let class = reading.class(tokens.end as isize - 1);
                class == WordClass::Colon || (cue.tokens.end + 2 >= tokens.end && class != WordClass::SentenceEnd)
            });
            if let Some(next) = next {
                end = end.max(next.tokens.end.min(cue.tokens.end + REACH));
                if let Some(mark) = reading.mark_of[next.tokens.start] {
                    end = end.max(reading.marked[mark as usize].extent().end);
                }
            }
            cue.tokens.end..end
        }
    }
}

/// The rivals for the piece of content on `side` of cue `index` whose source is known, "none" first. Pieces begin and
/// end with words.
pub fn piece_choices(
    reading: &Reading,
    cues: &[CueOption],
    index: usize,
    source: Option<&Range<usize>>,
    side: Side,
) -> Vec<Choice> {
    let cue = &cues[index];
    let window = window(reading, cue, side);
    let pieces = pieces(reading, cue, source, side, &window);
    let context = Context::new(reading, cues, index, source, side, &pieces);
    let mut choices = vec![Choice { tokens: None, features: context.features(None) }];
    for piece in pieces {
        let features = context.features(Some(&piece));
        choices.push(Choice { tokens: Some(piece), features });
    }
    choices
}

/// Likely pieces of content in `window`: pairs of likely starts and ends.
fn pieces(
    reading: &Reading,
    cue: &CueOption,
    source: Option<&Range<usize>>,
    side: Side,
    window: &Range<usize>,
) -> Vec<Range<usize>> {
    let inside = |token: usize| reading.content.inside[token];
    let mut starts: Vec<(f32, usize)> = Vec::new();
    let mut ends: Vec<(f32, usize)> = Vec::new();
    let in_source = |token: usize| source.is_some_and(|source| source.contains(&token));
    let mut previous: Option<usize> = None;
    for token in window.clone().filter(|token| reading.is_word(*token) && !in_source(*token)) {
        let joined = previous.is_some_and(|previous| !(previous + 1..token).any(in_source));
        let before = if joined { previous.map_or(0.0, inside) } else { 0.0 };
        let begin = reading.content.begin[token].min(inside(token));
        let gap = previous.map_or(window.start, |previous| previous + 1)..token;
        let opens = gap.clone().any(|token| reading.classes[token] == WordClass::OpeningMark);
        let closes = gap.clone().any(|token| reading.classes[token] == WordClass::ClosingMark);
        let ends_sentence =
            previous.is_some_and(|previous| reading.sentence_of[previous] != reading.sentence_of[token]);
        let mut start = begin.max(inside(token) - before);
        if opens {
            start = start.max(0.5 * inside(token)) + 0.2;
        } else if !joined || ends_sentence {
            start = start.max(0.3 * inside(token));
        }
        if reading.classes[token] == WordClass::That {
            start += 0.1;
        }
        starts.push((start, token));
        if let Some(previous) = previous {
            let begins_anew = if joined { begin.min(inside(previous)) } else { 1.0 };
            let after = if joined { inside(token) } else { 0.0 };
            let mut end = (inside(previous) - after).max(0.7 * begins_anew * inside(previous));
            if closes {
                end = end.max(0.5 * inside(previous)) + 0.2;
            } else if ends_sentence || !joined {
                end = end.max(0.4 * inside(previous));
            } else if gap.clone().any(|token| reading.classes[token] <= WordClass::Comma) {
                end = end.max(0.2 * inside(previous));
            }
            ends.push((end, previous));
        }
        previous = Some(token);
    }
    if let Some(previous) = previous {
        ends.push((inside(previous).max(0.3), previous));
    }
    // The word beside the cue and its source is always tried.
    match side {
        Side::Left => {
            let edge =
                source.filter(|source| source.end <= cue.tokens.start).map_or(cue.tokens.start, |source| source.start);
            if let Some(last) = reading.word_before(window.start, edge) {
                ends.iter_mut().filter(|(_, token)| *token == last).for_each(|(score, _)| *score += 0.3);
            }
        }
        Side::Right => {
            let edge =
                source.filter(|source| source.start >= cue.tokens.end).map_or(cue.tokens.end, |source| source.end);
            for from in [edge, cue.tokens.end] {
                if let Some(first) = reading.word_from(from, window.end) {
                    starts.iter_mut().filter(|(_, token)| *token == first).for_each(|(score, _)| *score += 0.2);
                }
            }
        }
    }
    for boundaries in [&mut starts, &mut ends] {
        boundaries.retain(|(score, _)| *score > 0.04);
        boundaries.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        boundaries.truncate(MOST_BOUNDARIES);
    }
    let mut pieces: Vec<(f32, Range<usize>)> = Vec::new();
    for (start_score, start) in &starts {
        for (end_score, end) in &ends {
            if start > end || source.is_some_and(|source| *start < source.end && source.start <= *end) {
                continue;
            }
            let piece = *start..end + 1;
            let score =
                reading.content_odds(piece.clone()) + 2.0 * (start_score.min(1.0).ln() + end_score.min(1.0).ln());
            pieces.push((score, piece));
        }
    }
    pieces.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)).then(a.1.end.cmp(&b.1.end)));
    pieces.truncate(MOST_PIECES);
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

/// What the rivals for one piece have in common.
struct Context<'r, 's, 't> {
    reading: &'r Reading<'s, 't>,
    cues: &'r [CueOption],
    index: usize,
    source: Option<&'r Range<usize>>,
    side: Side,
    common: Vec<f32>,
    most_odds: f32,
}

const PIECE_FEATURES: usize = 40;

impl<'r, 's, 't> Context<'r, 's, 't> {
    fn new(
        reading: &'r Reading<'s, 't>,
        cues: &'r [CueOption],
        index: usize,
        source: Option<&'r Range<usize>>,
        side: Side,
        pieces: &[Range<usize>],
    ) -> Context<'r, 's, 't> {
        let cue = &cues[index];
        let mut common = cue_features(reading, cue);
        let most_odds = pieces.iter().map(|piece| reading.content_odds(piece.clone())).fold(-20.0, f32::max);
        let most_mean = pieces.iter().map(|piece| reading.mean_content(piece.clone())).fold(0.0, f32::max);
        let whole = source
            .map_or(cue.tokens.clone(), |source| cue.tokens.start.min(source.start)..cue.tokens.end.max(source.end));
        let count = reading.classes.len();
        let left_word = reading.word_before(whole.start.saturating_sub(3), whole.start);
        let right_word = reading.word_from(whole.end, (whole.end + 4).min(count));
        let inside = |token: Option<usize>| token.map_or(0.0, |token| reading.content.inside[token]);
        let marked = |token: Option<usize>| flag(token.is_some_and(|token| reading.mark_of[token].is_some()));
        common.extend([
            flag(side == Side::Left),
            source.map_or(0.0, |source| if source.end <= cue.tokens.start { -1.0 } else { 1.0 }),
            source.map_or(-1.0, |source| mean(&reading.source.inside[source.clone()])),
            source.map_or(-1.0, |source| {
                reading.word_count(source.end.min(cue.tokens.end)..source.start.max(cue.tokens.start)) as f32
            }),
            inside(left_word),
            inside(right_word),
            marked(left_word),
            marked(right_word),
            class(reading.class(whole.start as isize - 1)),
            class(reading.class(whole.start as isize - 2)),
            class(reading.class(whole.end as isize)),
            class(reading.class(whole.end as isize + 1)),
            most_odds,
            most_mean,
            pieces.len() as f32,
        ]);
        Context { reading, cues, index, source, side, common, most_odds }
    }

    fn features(&self, piece: Option<&Range<usize>>) -> Vec<f32> {
        let mut features = self.common.clone();
        let before = features.len();
        match piece {
            None => features.resize(before + PIECE_FEATURES, -30.0),
            Some(piece) => self.add_piece_features(piece, &mut features),
        }
        debug_assert_eq!(features.len(), before + PIECE_FEATURES);
        features
    }

    fn add_piece_features(&self, piece: &Range<usize>, features: &mut Vec<f32>) {
        let reading = self.reading;
        let cue = &self.cues[self.index];
        let between = match self.side {
            Side::Left => piece.end..cue.tokens.start,
            Side::Right => cue.tokens.end..piece.start,
        };
        let source_between =
            self.source.is_some_and(|source| between.start <= source.start && source.end <= between.end);
        let source_words =
            self.source.filter(|_| source_between).map_or(0, |source| reading.word_count(source.clone()));
        let inside = |token: usize| reading.content.inside[token];
        let (first, last) = (piece.start, piece.end - 1);
        let count = reading.classes.len();
        let previous_word = reading.word_before(first.saturating_sub(4), first);
        let next_word = reading.word_from(piece.end, (piece.end + 4).min(count));
        let words = reading.word_count(piece.clone());
        let odds = reading.content_odds(piece.clone());
        let least = piece.clone().filter(|token| reading.is_word(*token)).map(inside).fold(1.0, f32::min);
        let in_marks =
            piece.clone().filter(|token| reading.is_word(*token) && reading.mark_of[*token].is_some()).count();
        let outer = |token: usize| reading.mark_of[token].map(|mark| &reading.marked[mark as usize]);
        let first_mark = outer(first);
        let last_mark = outer(last);
        let opens = first_mark.is_some_and(|mark| reading.word_from(mark.extent().start, count) == Some(first));
        let closes = last_mark.is_some_and(|mark| reading.word_before(0, mark.extent().end) == Some(last));
        let cuts_open = first_mark.is_some() && !opens;
        let cuts_close = last_mark.is_some() && !closes;
        let marks = match (first_mark, last_mark) {
            (Some(a), Some(b)) if std::ptr::eq(a, b) => 1.0,
            (Some(_), Some(_)) => 2.0,
            (None, None) => 0.0,
            _ => 3.0,
        };
        let sentence = |token: usize| &reading.syntax.sentences[reading.sentence_of[token] as usize].tokens;
        let starts_sentence = reading.word_from(sentence(first).start, count) == Some(first);
        let ends_sentence = reading.word_before(sentence(last).start, sentence(last).end) == Some(last);
        let (within, inner_cues) = rival_cue(self.cues, piece, self.index);
        let (on_the_way, _) = rival_cue(self.cues, &between, self.index);
        let cue_sentence = reading.sentence_of[cue.head] as f32;
        let near = match self.side {
            Side::Left => last,
            Side::Right => first,
        };
        let part = |token: usize| reading.syntax.scores.part_of_speech(token) as usize as f32;
        features.extend([
            words as f32,
            reading.mean_content(piece.clone()),
            least,
            odds,
            odds - self.most_odds,
            reading.content.begin[first],
            inside(first),
            inside(last),
            previous_word.map_or(0.0, inside),
            next_word.map_or(0.0, inside),
            next_word.map_or(0.0, |token| reading.content.begin[token]),
            previous_word.map_or(0.0, |token| reading.cue.inside[token]),
            next_word.map_or(0.0, |token| reading.cue.inside[token]),
            next_word.map_or(0.0, |token| reading.source.inside[token]),
            (reading.word_count(between.clone()) - source_words.min(reading.word_count(between.clone()))) as f32,
            flag(source_between),
            reading.mean_content(between.clone()),
            on_the_way,
            between.clone().filter(|token| reading.classes[*token] == WordClass::Comma).count() as f32,
            reading.sentence_of[near] as f32 - cue_sentence,
            (reading.sentence_of[last] - reading.sentence_of[first]) as f32,
            class(reading.class(first as isize)),
            class(reading.class(first as isize - 1)),
            class(reading.class(first as isize - 2)),
            class(reading.class(last as isize + 1)),
            class(reading.class(last as isize + 2)),
            class(reading.class(last as isize)),
            part(first),
            part(last),
            next_word.map_or(0.0, part),
            in_marks as f32 / words.max(1) as f32,
            marks,
            flag(opens) + flag(cuts_open) * 2.0,
            flag(closes) + flag(cuts_close) * 2.0,
            flag(starts_sentence),
            flag(ends_sentence),
            within,
            inner_cues,
            mean(&piece.clone().map(|token| reading.source.inside[token]).collect::<Vec<_>>()),
            previous_word.map_or(0.0, |token| reading.source.inside[token]),
        ]);
    }
}

/// What tells whether `mark` holds a quotation, or a scare quote or the title of a work.
pub fn mark_features(reading: &Reading, cues: &[CueOption], mark: &Marked) -> Vec<f32> {
    let words: Vec<usize> =
        mark.pieces.iter().flat_map(|piece| piece.clone().filter(|token| reading.is_word(*token))).collect();
    let extent = mark.extent();
    let after = mark.close.map_or(extent.end, |close| close + 1);
    let inside: Vec<f32> = words.iter().map(|token| reading.content.inside[*token]).collect();
    let capitals = words.iter().filter(|token| reading.classes[**token] == WordClass::Capitalized).count();
    let last_sentence = reading.sentence_of[extent.end - 1];
    let from = cues.partition_point(|cue| reading.sentence_of[cue.head] < reading.sentence_of[mark.open]);
    let near = cues[from..].iter().take_while(|cue| reading.sentence_of[cue.head] <= last_sentence);
    let near = near.filter(|cue| cue.tokens.end <= mark.open || cue.tokens.start >= after);
    let cue = near.map(|cue| cue.probability).fold(0.0, f32::max);
    let paragraph = &reading.syntax.paragraphs[reading.syntax.paragraph_of(mark.open)].tokens;
    let before_word = reading.word_before(mark.open.saturating_sub(3), mark.open);
    vec![
        words.len() as f32,
        mean(&inside),
        inside.iter().copied().fold(1.0, f32::min),
        inside.iter().copied().fold(0.0, f32::max),
        words.first().map_or(0.0, |token| reading.content.begin[*token]),
        capitals as f32 / words.len().max(1) as f32,
        class(reading.class(extent.start as isize)),
        class(reading.class(mark.open as isize - 1)),
        class(reading.class(mark.open as isize - 2)),
        class(reading.class(extent.end as isize - 1)),
        class(reading.class(after as isize)),
        class(reading.class(after as isize + 1)),
        cue,
        flag(paragraph.start == mark.open),
        flag(paragraph.end == after),
        mark.pieces.len() as f32,
        flag(matches!(reading.syntax.word(mark.open), "'" | "‘" | "`")),
        before_word.map_or(0.0, |token| reading.content.inside[token]),
        before_word.map_or(0.0, |token| reading.cue.inside[token]),
        words
            .iter()
            .filter(|token| matches!(reading.classes[**token], WordClass::Auxiliary | WordClass::SubjectPronoun))
            .count() as f32,
        flag(mark.close.is_some()),
    ]
}
