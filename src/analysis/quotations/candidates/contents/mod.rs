//! What may be the piece of content on one side of a cue.

mod features;

use crate::arranging::Arrange;
use std::ops::Range;

use super::super::evidence::{Convention, Evidence, between, lies_in, overlap};
use super::super::marks::Marked;
use super::{Choice, CueOption};
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, Grammar};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use features::Context;

/// How many starts, ends, and pieces are looked at on each side of a cue.
const MOST_BOUNDARIES: usize = 12;
const MOST_PIECES: usize = 24;
/// So many pieces of the cue's own sentence that begin outside of marks and hold all of its marks are looked at, if there are,
/// whatever longer ones there are: the more words a piece has that may be said, the likelier it is taken to be, so that a page
/// of direct speech behind would leave none of them.
const MOST_OF_SENTENCE: usize = 4;
/// How many tokens a piece may lie away from its cue, unless quotation marks hold it together.
const REACH: usize = 160;
/// How many tokens it may lie away from a cue that stands between the same marks: marks that nobody closes may hold a whole text.
const FARTHEST: usize = 1000;
/// How likely a boundary is at least where grammar puts one.
const GRAMMAR: f32 = 0.12;
/// The side of the cue that a piece of content stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Left,
    /// After it.
    Right,
}

/// The tokens on `side` of cue and source in which a piece may lie.
fn window(evidence: &Evidence, cue: &CueOption, side: Side) -> Range<usize> {
    let paragraphs = &evidence.syntax.paragraphs;
    let paragraph = evidence.syntax.paragraph_of(cue.head);
    let tokens = &paragraphs[paragraph].tokens;
    let most = |mark: u32| if evidence.mark_of[cue.head] == Some(mark) { FARTHEST } else { usize::MAX };
    match side {
        Side::Left => {
            let mut start = tokens.start.max(cue.tokens.start.saturating_sub(REACH));
            // A quotation between marks may have begun earlier.
            let marks = (start..cue.tokens.start).filter_map(|token| evidence.mark_of[token]);
            if let Some(mark) = marks.min() {
                let least = cue.tokens.start.saturating_sub(most(mark));
                start = start.min(evidence.marked[mark as usize].extent().start.max(least));
            }
            start..cue.tokens.start
        }
        Side::Right => {
            let mut end = tokens.end.min(cue.tokens.end + REACH);
            let marks = (cue.tokens.end..end).filter_map(|token| evidence.mark_of[token]);
            if let Some(mark) = marks.max() {
                end =
                    end.max(evidence.marked[mark as usize].extent().end.min(cue.tokens.end.saturating_add(most(mark))));
            }
            // "She said:", and the words in the next paragraph.
            let next = paragraphs.get(paragraph + 1).filter(|_| {
                let class = evidence.class_before(tokens.end, 1);
                class == WordClass::Colon || (cue.tokens.end + 2 >= tokens.end && class != WordClass::SentenceEnd)
            });
            if let Some(next) = next {
                end = end.max(next.tokens.end.min(cue.tokens.end + REACH));
                if let Some(mark) = evidence.mark_of[next.tokens.start] {
                    let most = cue.tokens.end.saturating_add(most(mark));
                    end = end.max(evidence.marked[mark as usize].extent().end.min(most));
                }
            }
            cue.tokens.end..end
        }
    }
}

/// The rivals for the piece of content on `side` of cue `index` whose source is known, "none" first. Pieces begin and
/// end with words.
pub fn piece_choices(
    evidence: &Evidence,
    cues: &[CueOption],
    index: usize,
    source: Option<&Range<usize>>,
    side: Side,
) -> Vec<Choice> {
    let cue = &cues[index];
    let window = window(evidence, cue, side);
    let pieces = pieces(evidence, cue, source, side, &window);
    let context = Context::new(evidence, cues, index, source, side, &pieces);
    let choice = |tokens: Option<Range<usize>>| Choice { features: context.features(tokens.as_ref()), tokens };
    std::iter::once(None).chain(pieces.into_iter().map(Some)).map(choice).collect()
}

/// Likely pieces of content in `window`: pairs of likely starts and ends.
fn pieces(
    evidence: &Evidence,
    cue: &CueOption,
    source: Option<&Range<usize>>,
    side: Side,
    window: &Range<usize>,
) -> Vec<Range<usize>> {
    let inside = |token: usize| evidence.content.inside[token];
    let mut starts: Vec<(f32, usize)> = Vec::new();
    let mut ends: Vec<(f32, usize)> = Vec::new();
    let in_source = |token: usize| source.is_some_and(|source| source.contains(&token));
    let mut previous: Option<usize> = None;
    for token in window.clone().filter(|token| evidence.is_word(*token) && !in_source(*token)) {
        let joined = previous.is_some_and(|previous| !(previous + 1..token).any(in_source));
        let before = if joined { previous.map_or(0.0, inside) } else { 0.0 };
        let begin = evidence.content.begin[token].min(inside(token));
        let gap = previous.map_or(window.start, |previous| previous + 1)..token;
        let opens = gap.clone().any(|token| evidence.classes[token] == WordClass::OpeningMark);
        let closes = gap.clone().any(|token| evidence.classes[token] == WordClass::ClosingMark);
        let ends_sentence =
            previous.is_some_and(|previous| evidence.sentence_of[previous] != evidence.sentence_of[token]);
        let mut start = begin.max(inside(token) - before);
        if opens {
            start = start.max(0.5 * inside(token)) + 0.2;
        } else if !joined || ends_sentence {
            start = start.max(0.3 * inside(token));
        }
        if evidence.classes[token] == WordClass::That {
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
            } else if gap.clone().any(|token| evidence.classes[token] <= WordClass::Comma) {
                end = end.max(0.2 * inside(previous));
            }
            ends.push((end, previous));
        }
        previous = Some(token);
    }
    if let Some(previous) = previous {
        ends.push((inside(previous).max(0.3), previous));
    }
    let (grammar_starts, grammar_ends) = by_grammar(evidence, cue, side, window);
    for (boundaries, grammar) in [(&mut starts, grammar_starts), (&mut ends, grammar_ends)] {
        for boundary in boundaries.iter_mut().filter(|(_, token)| grammar.contains(token)) {
            boundary.0 = boundary.0.max(GRAMMAR);
        }
    }
    // The word beside the cue and its source is always tried.
    match side {
        Side::Left => {
            let edge =
                source.filter(|source| source.end <= cue.tokens.start).map_or(cue.tokens.start, |source| source.start);
            if let Some(last) = evidence.word_before(window.start, edge) {
                ends.iter_mut().filter(|(_, token)| *token == last).for_each(|(score, _)| *score += 0.3);
            }
        }
        Side::Right => {
            let edge =
                source.filter(|source| source.start >= cue.tokens.end).map_or(cue.tokens.end, |source| source.end);
            for from in [edge, cue.tokens.end] {
                if let Some(first) = evidence.word_from(from, window.end) {
                    starts.iter_mut().filter(|(_, token)| *token == first).for_each(|(score, _)| *score += 0.2);
                }
            }
        }
    }
    for boundaries in [&mut starts, &mut ends] {
        boundaries.retain(|(score, _)| *score > 0.04);
        boundaries.arrange_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        boundaries.truncate(MOST_BOUNDARIES);
    }
    let mut pieces: Vec<(f32, Range<usize>)> = Vec::new();
    for (start_score, start) in &starts {
        for (end_score, end) in &ends {
            let piece = *start..end + 1;
            if start > end
                || source.is_some_and(|source| overlap(source, &piece))
                || crosses_marks(evidence, &piece)
                || holds_adverbial(evidence, &piece)
                || runs_into_marks(evidence, &piece)
                || runs_out_of_marks(evidence, &piece)
            {
                continue;
            }
            let score = evidence.content_odds(&piece) + 2.0 * (start_score.min(1.0).ln() + end_score.min(1.0).ln());
            pieces.push((score, piece));
        }
    }
    pieces.arrange_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)).then(a.1.end.cmp(&b.1.end)));
    let mut pieces: Vec<Range<usize>> = pieces.into_iter().map(|(_, piece)| piece).collect();
    let mut others = pieces.split_off(MOST_PIECES.min(pieces.len()));
    if !others.is_empty() {
        let sentence = evidence.sentence(cue.head);
        // Between marks of the sentence stands what is said, or a part of it.
        let mut marks: Vec<Range<usize>> =
            sentence.clone().filter_map(|at| evidence.mark(at)).map(Marked::extent).collect();
        marks.dedup();
        let is_of_sentence = |piece: &Range<usize>| {
            lies_in(piece, &sentence)
                && evidence.mark_of[piece.start].is_none()
                && marks.iter().all(|mark| lies_in(mark, piece))
        };
        others.retain(is_of_sentence);
        let few = MOST_OF_SENTENCE.saturating_sub(pieces.iter().filter(|piece| is_of_sentence(piece)).count());
        pieces.extend(others.into_iter().take(few));
    }
    for whole in whole_marks(evidence, side, window) {
        let in_source = source.is_some_and(|source| overlap(source, &whole));
        if !in_source && !pieces.contains(&whole) {
            pieces.push(whole);
        }
    }
    pieces
}

/// How many stretches between marks are always tried, the nearest first.
const MOST_MARKS: usize = 2;

/// All that stands between two marks, of those next to the cue, and both together if nothing but marks is between them.
fn whole_marks(evidence: &Evidence, side: Side, window: &Range<usize>) -> Vec<Range<usize>> {
    let within = |mark: &&Marked| mark.depth == 0 && lies_in(&mark.extent(), window);
    let from = evidence.marked.partition_point(|mark| mark.open + 1 < window.start);
    let inside = evidence.marked[from..].iter().take_while(|mark| mark.open < window.end).filter(within);
    let mut wholes: Vec<Range<usize>> = inside.filter_map(|mark| evidence.trimmed(mark.extent())).collect();
    if side == Side::Left {
        wholes.reverse();
    }
    wholes.truncate(MOST_MARKS);
    if let [near, far] = wholes.as_slice()
        && evidence.word_count(between(near, far)) == 0
    {
        wholes.push(near.start.min(far.start)..near.end.max(far.end));
    }
    wholes
}

/// Whether `piece` begins with the narrator's adverbial before the marks of what is said (After the vote, “We stay,” said
/// Lee), or in the midst of one. (PolNeAR now and then takes it in.)
fn holds_adverbial(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(piece.start);
    let near = piece.start..piece.end.min(sentence.end).min(piece.start + LONGEST_ADVERBIAL);
    let open = near.clone().find(|at| evidence.mark_of[*at].is_some());
    let first = evidence.word_from(sentence.start, piece.start + 1);
    let (Some(open), Some(first)) = (open.filter(|open| *open > piece.start), first) else { return false };
    let is_head = |at: usize| syntax.phrases.verb_at(at).is_some_and(|verb| verb.head == at);
    let fronted = || syntax.fronted(evidence.sentence_of[first] as usize);
    let opens = syntax.part_of_speech(first) == PartOfSpeech::Adposition
        || fronted().is_some_and(|fronted| fronted.start == first);
    evidence.convention == Convention::Speech
        && opens
        && open - first < LONGEST_ADVERBIAL
        && evidence.classes[open] == WordClass::OpeningMark
        && evidence.classes[open - 1] == WordClass::Comma
        && (first..open).all(|at| evidence.mark_of[at].is_none() && !is_head(at))
}

/// The most tokens of an adverbial before marks.
const LONGEST_ADVERBIAL: usize = 25;

/// Whether `piece` begins outside of marks and runs over the end of a sentence into marks that open the next one: She said
/// she was cold. “Nobody mends the roof.”
fn runs_into_marks(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let (first, last) = (evidence.sentence_of[piece.start], evidence.sentence_of[piece.end - 1]);
    let opens = |sentence: u32| {
        evidence.classes[evidence.syntax.sentences[sentence as usize].tokens.start] == WordClass::OpeningMark
    };
    evidence.mark_of[piece.start].is_none() && (first + 1..=last).any(opens)
}

/// Whether `piece` begins within marks and runs over their end into words outside of marks, where that end closes what was
/// said: a sentence, behind which another begins (“We stay.” She left), or what a comma or a colon before the marks and a comma
/// in them set apart (Lee said, “No,” before she left).
fn runs_out_of_marks(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let Some(mark) = evidence.mark(piece.start) else { return false };
    let Some(close) = mark.close.filter(|close| close + 1 < piece.end) else { return false };
    let next = close + 1;
    let is_sentence = || {
        evidence.classes[close - 1] == WordClass::SentenceEnd
            && evidence.sentence_of[next] != evidence.sentence_of[close - 1]
    };
    let is_set_apart = || {
        evidence.classes[close - 1] == WordClass::Comma
            && matches!(evidence.class_before(mark.open, 1), WordClass::Comma | WordClass::Colon)
            && Rule::DirectSpeech.holds()
    };
    evidence.convention == Convention::Speech
        && (is_sentence() || is_set_apart())
        && evidence.mark_of[next].is_none()
        && !evidence.looks_like_title(piece.start..close)
        // “We stay. ”We pay: marks the wrong way round.
        && evidence.syntax.tokens[next].space_before
        && !evidence.syntax.tokens[close].space_before
}

/// Whether `piece` begins or ends in the midst of marks that its other end does not lie in.
fn crosses_marks(evidence: &Evidence, piece: &Range<usize>) -> bool {
    evidence.mark_of[piece.start] != evidence.mark_of[piece.end - 1] && evidence.cuts(piece).contains(&true)
}

/// The words that a piece of content may begin and end with by grammar: behind a hearer, a time or a fronted adverbial;
/// where a sentence begins and ends, before a comma that a conjunction, a relative or a participle of speech follows,
/// before a dash or a semicolon.
fn by_grammar(evidence: &Evidence, cue: &CueOption, side: Side, window: &Range<usize>) -> (Vec<usize>, Vec<usize>) {
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.head);
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    let near = window.start.max(sentence.start)..window.end.min(sentence.end);
    match side {
        Side::Left => {
            starts.push(sentence.start);
            starts.extend(syntax.fronted(evidence.sentence_of[cue.head] as usize).map(|fronted| fronted.end));
        }
        Side::Right => {
            let time = syntax.behind_time(cue.tokens.end, sentence.end);
            let hearer = syntax.behind_hearer(time, sentence.end);
            starts.extend([time, hearer, syntax.behind_time(hearer, sentence.end)]);
            ends.push(sentence.end);
        }
    }
    for token in near.clone() {
        let next = evidence.class(token + 1);
        let ends_here = match evidence.classes[token] {
            WordClass::Comma => {
                matches!(next, WordClass::Conjunction | WordClass::Question | WordClass::SubjectPronoun)
                    || (next == WordClass::Gerund && evidence.cue_kinds[token + 1].is_speech_verb())
            }
            WordClass::Dash => syntax.tokens[token].space_before,
            WordClass::Question => lexicon::has(Grammar::BeginsWhen, syntax.word(token)),
            _ => syntax.word(token) == ";",
        };
        if ends_here && token > near.start {
            ends.push(token);
        }
    }
    let starts = starts.into_iter().filter_map(|start| evidence.word_from(start, window.end)).collect();
    let ends = ends.into_iter().filter_map(|end| evidence.word_before(window.start, end)).collect();
    (starts, ends)
}

#[cfg(test)]
mod tests;
