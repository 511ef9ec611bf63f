//! What may be the piece of content on one side of a cue.

use std::ops::Range;

use super::{Choice, CueOption, Side, class, cue_features, flag, mean, rival_cue};
use crate::analysis::quotations::reading::{Reading, WordClass};

/// How many starts, ends, and pieces are looked at on each side of a cue.
const MOST_BOUNDARIES: usize = 10;
const MOST_PIECES: usize = 20;
/// How many tokens a piece may lie away from its cue, unless quotation marks hold it together.
const REACH: usize = 160;
const PIECE_FEATURES: usize = 40;

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
