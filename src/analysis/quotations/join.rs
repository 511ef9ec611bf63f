//! Joins cues, sources and pieces of content into quotations.

use std::ops::Range;

use super::draft::{Draft, Scored};
use super::forest::{Forest, ForestError, softmax};
use super::marks::Marked;
use super::options::{Choice, CueOption, Side, cues, mark_features, piece_choices, source_choices, sources};
use super::reading::{Reading, WordClass};

/// The forests that choose among the options.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Joiner {
    /// Chooses the source of a cue.
    pub source: Forest,
    /// Chooses the piece of content on one side of a cue.
    pub piece: Forest,
    /// Tells quotations from scare quotes and titles among what stands between marks and no cue has claimed.
    pub mark: Forest,
}

impl Joiner {
    /// The bytes that [`Joiner::read`] reads.
    pub fn write(&self) -> Vec<u8> {
        [self.source.write(), self.piece.write(), self.mark.write()].concat()
    }

    /// Reads a joiner.
    ///
    /// # Errors
    /// When the bytes are not those of a joiner.
    pub fn read(mut bytes: &[u8]) -> Result<Joiner, ForestError> {
        Ok(Joiner {
            source: Forest::read(&mut bytes)?,
            piece: Forest::read(&mut bytes)?,
            mark: Forest::read(&mut bytes)?,
        })
    }
}

/// A quotation is found when it is at least this likely that the cue has content.
const LEAST_QUOTATION: f32 = 0.42;
/// What stands between marks and no cue claims is a quotation when that is at least this likely.
const LEAST_MARKED: f32 = 0.6;
/// A second piece is added when it is at least this likely that there is one.
const LEAST_PIECE: f32 = 0.5;
/// When the likeliest piece is taken, one that is at least this share as likely takes its place.
const LEAST_SHARE: f32 = 0.3;
/// A quotation has no source when that is likelier than this; one between quotation marks nearly always has one.
const MOST_NO_SOURCE: f32 = 0.5;
const MOST_NO_SOURCE_MARKED: f32 = 0.9;

/// The probabilities of `choices` under `forest`; they sum to one.
pub fn probabilities(forest: &Forest, choices: &[Choice]) -> Vec<f32> {
    let mut scores: Vec<f32> = choices.iter().map(|choice| forest.score(&choice.features)).collect();
    softmax(&mut scores);
    scores
}

/// What a cue proposes.
struct Proposal {
    cue: usize,
    /// How likely the cue has content.
    score: f32,
    /// What may be the source, likeliest first.
    sources: Vec<Scored>,
    /// How likely there is no source.
    no_source: f32,
    /// What it has on its left and on its right.
    sides: [Pieces; 2],
}

/// What may be the piece of content on one side of a cue.
struct Pieces {
    /// Likeliest first.
    pieces: Vec<Scored>,
    /// How likely there is one.
    likely: f32,
}

/// The quotations of a text, whose contents do not overlap.
pub(super) fn join(reading: &Reading, joiner: &Joiner) -> Vec<Draft> {
    let cues = cues(reading);
    let all_sources = sources(reading);
    let proposals: Vec<Proposal> =
        (0..cues.len()).map(|cue| propose(reading, joiner, &cues, &all_sources, cue)).collect();
    let mut order: Vec<&Proposal> = proposals.iter().filter(|one| one.score >= LEAST_QUOTATION).collect();
    order.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.cue.cmp(&b.cue)));
    let mut used = vec![false; reading.classes.len()];
    let mut drafts = Vec::new();
    for proposal in order {
        let cue = cues[proposal.cue].tokens.clone();
        if cue.clone().any(|token| used[token]) {
            continue;
        }
        let free = |piece: &Range<usize>| !piece.clone().any(|token| used[token]);
        let least = proposal.sides[0].likely.max(proposal.sides[1].likely).min(LEAST_PIECE);
        let content: Vec<Range<usize>> = proposal
            .sides
            .iter()
            .filter(|side| side.likely >= least)
            .filter_map(|Pieces { pieces, .. }| {
                pieces.iter().find(|(piece, p)| free(piece) && *p > LEAST_SHARE * pieces[0].1)
            })
            .map(|(piece, _)| piece.clone())
            .collect();
        if content.is_empty() {
            continue;
        }
        for piece in &content {
            used[piece.clone()].fill(true);
        }
        drafts.push(draft(reading, proposal, content, Some(cue)));
    }
    drafts.sort_by_key(|draft| draft.content[0].start);
    let unclaimed = unclaimed(reading, joiner, &cues, &proposals, &drafts);
    drafts.extend(unclaimed);
    drafts
}

fn draft(reading: &Reading, proposal: &Proposal, content: Vec<Range<usize>>, cue: Option<Range<usize>>) -> Draft {
    let marked =
        content.iter().any(|piece| reading.mark_of[piece.start].is_some() || reading.mark_of[piece.end - 1].is_some());
    let most_none = if marked { MOST_NO_SOURCE_MARKED } else { MOST_NO_SOURCE };
    let known = proposal.no_source <= most_none;
    let sources = if known { proposal.sources.clone() } else { Vec::new() };
    Draft { content: content.into_iter().map(|piece| widen(reading, piece)).collect(), cue, sources }
}

/// `piece` with the marks that belong to its words: the end of the sentence inside quotation marks, the second of a
/// pair of brackets or marks whose first it holds, a currency sign, "%".
fn widen(reading: &Reading, piece: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (piece.start, piece.end);
    let bare = |token: usize| !reading.is_word(token);
    let is_mark = |token: usize| matches!(reading.classes[token], WordClass::OpeningMark | WordClass::ClosingMark);
    let word = |token: usize| reading.syntax.word(token);
    let same = |token: usize, other: usize| {
        reading.mark_of[token].is_some() && reading.mark_of[token] == reading.mark_of[other]
    };
    let count = reading.classes.len();
    while start > 0
        && bare(start - 1)
        && ((same(start - 1, start) && !is_mark(start - 1)) || matches!(word(start - 1), "$" | "£" | "€" | "#" | "@"))
    {
        start -= 1;
    }
    while end < count
        && bare(end)
        && reading.sentence_of[end] == reading.sentence_of[end - 1]
        && ((same(end, end - 1) && !is_mark(end)) || word(end) == "%")
    {
        end += 1;
    }
    let mark = |token: usize| reading.mark_of[token].map(|mark| &reading.marked[mark as usize]);
    if let Some(last) = mark(end - 1).filter(|last| last.close == Some(end) && last.open >= start) {
        end = last.close.map_or(end, |close| close + 1);
    }
    if let Some(first) =
        mark(start).filter(|first| first.open + 1 == start && first.close.is_some_and(|close| close < end))
    {
        start = first.open;
    }
    let opened = |token: usize| word(token) == "(";
    let closed = |token: usize| word(token) == ")";
    if end < count
        && closed(end)
        && (start..end).filter(|t| opened(*t)).count() > (start..end).filter(|t| closed(*t)).count()
    {
        end += 1;
    }
    start..end
}

fn propose(
    reading: &Reading,
    joiner: &Joiner,
    cues: &[CueOption],
    all_sources: &[Range<usize>],
    index: usize,
) -> Proposal {
    let (sources, no_source) = ranked(&joiner.source, source_choices(reading, cues, all_sources, index));
    let source = sources.first().filter(|(_, score)| *score >= no_source).map(|(source, _)| source);
    let sides = [Side::Left, Side::Right].map(|side| {
        let (pieces, none) = ranked(&joiner.piece, piece_choices(reading, cues, index, source, side));
        Pieces { pieces, likely: 1.0 - none }
    });
    let score = 1.0 - (1.0 - sides[0].likely) * (1.0 - sides[1].likely);
    Proposal { cue: index, score, sources, no_source, sides }
}

/// The choices with their probabilities, likeliest first, and how likely none of them is right.
fn ranked(forest: &Forest, choices: Vec<Choice>) -> (Vec<Scored>, f32) {
    let scores = probabilities(forest, &choices);
    let none = scores[0];
    let mut ranked: Vec<Scored> =
        choices.into_iter().zip(scores).filter_map(|(choice, score)| Some((choice.tokens?, score))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.start.cmp(&b.0.start)));
    (ranked, none)
}

/// Quotations between marks that no cue has claimed.
fn unclaimed(
    reading: &Reading,
    joiner: &Joiner,
    cues: &[CueOption],
    proposals: &[Proposal],
    drafts: &[Draft],
) -> Vec<Draft> {
    let mut used = vec![false; reading.classes.len()];
    for draft in drafts {
        draft.content.iter().chain(&draft.cue).for_each(|range| used[range.clone()].fill(true));
    }
    let mut found: Vec<Draft> = Vec::new();
    for mark in reading.marked.iter().filter(|mark| mark.depth == 0) {
        let words = |part: &Range<usize>| part.clone().filter(|token| reading.is_word(*token)).collect::<Vec<_>>();
        let inside: Vec<usize> = mark.pieces.iter().flat_map(words).collect();
        if inside.is_empty() || inside.iter().any(|token| used[*token]) {
            continue;
        }
        if forest_probability(&joiner.mark, &mark_features(reading, cues, mark)) < LEAST_MARKED {
            continue;
        }
        let (cue, sources) = sources_around(reading, cues, proposals, drafts, &found, mark);
        found.push(Draft { content: mark.pieces.clone(), cue, sources });
    }
    found
}

/// The logistic of the forest's score.
fn forest_probability(forest: &Forest, features: &[f32]) -> f32 {
    1.0 / (1.0 + (-forest.score(features)).exp())
}

/// Who may have said what stands in `mark`, when no cue claims it: whom a dash after it or a colon before it names;
/// whoever the likeliest cue of the sentence belongs to; whoever speaks in the paragraph; whoever spoke last.
fn sources_around(
    reading: &Reading,
    cues: &[CueOption],
    proposals: &[Proposal],
    drafts: &[Draft],
    found: &[Draft],
    mark: &Marked,
) -> (Option<Range<usize>>, Vec<Scored>) {
    let extent = mark.extent();
    let paragraph = |token: usize| reading.syntax.paragraph_of(token);
    let last = paragraph(extent.end - 1);
    let end = reading.syntax.paragraphs[last].tokens.end;
    let after = mark.close.map_or(extent.end, |close| close + 1);
    // "…" — Ada Okafor
    let dash = (after < end && reading.class(after as isize) == WordClass::Dash)
        || reading.syntax.tokens.get(after).is_some_and(|token| token.of(reading.syntax.text) == "―");
    if dash && (2..=9).contains(&(end - after)) && reading.class(after as isize + 1) == WordClass::Capitalized {
        if let Some(last) = reading.word_before(after + 1, end) {
            return (Some(after..after + 1), vec![(after + 1..last + 1, 0.8)]);
        }
    }
    // Ada Okafor: "…"
    let first = paragraph(mark.open);
    let start = reading.syntax.paragraphs[first].tokens.start;
    let names = mark.open - start;
    if (2..=7).contains(&names)
        && reading.class(mark.open as isize - 1) == WordClass::Colon
        && reading.class(start as isize) == WordClass::Capitalized
    {
        return (Some(mark.open - 1..mark.open), vec![(start..mark.open - 1, 0.8)]);
    }
    let sentences = reading.sentence_of[mark.open]..=reading.sentence_of[(after - 1).min(reading.classes.len() - 1)];
    let near = proposals
        .iter()
        .filter(|proposal| {
            sentences.contains(&reading.sentence_of[cues[proposal.cue].head]) && !proposal.sources.is_empty()
        })
        .max_by(|a, b| cues[a.cue].probability.total_cmp(&cues[b.cue].probability));
    if let Some(near) = near {
        return (Some(cues[near.cue].tokens.clone()), near.sources.clone());
    }
    let before =
        drafts.iter().chain(found).filter(|draft| draft.content[0].start < mark.open && !draft.sources.is_empty());
    let previous = before.max_by_key(|draft| draft.content[0].start);
    match previous {
        Some(previous) if first - paragraph(previous.content[0].start).min(first) <= 2 => {
            let sure = if paragraph(previous.content[0].start) == first { 0.7 } else { 0.4 };
            (None, previous.sources.iter().map(|(source, score)| (source.clone(), score * sure)).collect())
        }
        _ => (None, Vec::new()),
    }
}
