//! Joins cues, sources and pieces of content into quotations.

use std::ops::Range;

use super::draft::{Draft, Scored};
use super::forest::{Forest, ForestError, softmax};
use super::layout;
use super::marks::Marked;
use super::nested;
use super::options::{Choice, CueOption, Side, cues, mark_features, piece_choices, source_choices, sources};
use super::reading::{Reading, WordClass};
use crate::knowledge::cues::CueKinds;

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
/// So many words away, a source is half as likely.
const FAR: f32 = 20.0;
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

/// The quotations of a text. Their contents do not overlap, but for those of turns and of quotations in quotations.
///
/// What the layout tells comes first, then what cues outside quotation marks claim, then what else stands between
/// marks, and at last what cues inside marks claim of the rest: so that somebody's words about somebody's words do not
/// take a long quotation apart.
pub(super) fn join(reading: &Reading, joiner: &Joiner) -> Vec<Draft> {
    let cues = cues(reading);
    let all_sources = sources(reading);
    let proposals: Vec<Proposal> =
        (0..cues.len()).map(|cue| propose(reading, joiner, &cues, &all_sources, cue)).collect();
    let mut order: Vec<&Proposal> = proposals.iter().filter(|one| one.score >= LEAST_QUOTATION).collect();
    order.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.cue.cmp(&b.cue)));
    let (inside, outside): (Vec<&Proposal>, Vec<&Proposal>) =
        order.into_iter().partition(|proposal| reading.mark_of[cues[proposal.cue].head].is_some());
    let options = Options { cues: &cues, sources: &all_sources, proposals: &proposals };
    let mut drafts = layout::signed(reading.syntax, reading.marked);
    claim(reading, &cues, &outside, &mut drafts);
    claim_rest(reading, joiner, &options, &mut drafts);
    claim(reading, &cues, &inside, &mut drafts);
    let turns = layout::turns(reading.syntax);
    drafts.retain(|draft| !turns.iter().any(|turn| is_same(reading, draft, turn)));
    drafts.extend(turns);
    drafts.extend(nested::find(reading));
    drafts
}

/// Which tokens the drafts have taken for content or cue.
fn taken(reading: &Reading, drafts: &[Draft]) -> Vec<bool> {
    let mut taken = vec![false; reading.classes.len()];
    for draft in drafts {
        draft.content.iter().chain(&draft.cue).for_each(|range| taken[range.clone()].fill(true));
    }
    taken
}

/// Adds what `proposals` claim of the words that are not taken yet, the first first.
fn claim(reading: &Reading, cues: &[CueOption], proposals: &[&Proposal], drafts: &mut Vec<Draft>) {
    let mut taken = taken(reading, drafts);
    for proposal in proposals {
        let cue = &cues[proposal.cue];
        if cue.tokens.clone().any(|token| taken[token]) {
            continue;
        }
        let free = |piece: &Range<usize>| !piece.clone().any(|token| taken[token]);
        let least = proposal.sides[0].likely.max(proposal.sides[1].likely).min(LEAST_PIECE);
        let [left, mut right] = proposal.sides.each_ref().map(|side| {
            let mut pieces = side.pieces.iter().filter(|_| side.likely >= least);
            pieces.find(|(piece, p)| free(piece) && *p > LEAST_SHARE * side.pieces[0].1).map(|(piece, _)| piece.clone())
        });
        // "A," she said to his daughter: what begins between marks goes on between marks.
        if left.as_ref().is_some_and(|left| is_direct(reading, left)) {
            right = right.filter(|right| reading.mark_of[right.start].is_some());
        }
        let content: Vec<Range<usize>> =
            left.into_iter().chain(right.map(|right| trim_right(reading, cue, right))).collect();
        if content.is_empty() {
            continue;
        }
        content.iter().for_each(|piece| taken[piece.clone()].fill(true));
        drafts.push(draft(reading, proposal, content, Some(cue.tokens.clone())));
    }
}

/// Whether `piece` is all that stands between two marks, or more than one such stretch.
fn is_direct(reading: &Reading, piece: &Range<usize>) -> bool {
    let mark = |token: usize| reading.mark_of[token].map(|mark| reading.marked[mark as usize].extent());
    let count = reading.classes.len();
    mark(piece.start).is_some_and(|extent| reading.word_from(extent.start, count) == Some(piece.start))
        && mark(piece.end - 1).is_some_and(|extent| reading.word_before(0, extent.end) == Some(piece.end - 1))
}

/// The piece on the right of `cue` without the hearer ("told him that ..."), and, where a comma or a colon and a
/// quotation mark precede it, without what follows the last closing mark ("muttered, “No,” before he left").
fn trim_right(reading: &Reading, cue: &CueOption, mut piece: Range<usize>) -> Range<usize> {
    let told = reading.cue_kinds[cue.head].has(CueKinds::TELL) && cue.tokens.end == piece.start;
    if told && reading.classes[piece.start] == WordClass::OtherPronoun && piece.len() > 3 {
        piece.start = reading.word_from(piece.start + 1, piece.end).unwrap_or(piece.start);
    }
    let first = piece.start as isize;
    let opens = reading.class(first - 1) == WordClass::OpeningMark
        && matches!(reading.class(first - 2), WordClass::Comma | WordClass::Colon);
    if opens && reading.mark_of[piece.end - 1].is_none() {
        let last = piece.clone().rev().find(|token| reading.is_word(*token) && reading.mark_of[*token].is_some());
        piece.end = last.map_or(piece.end, |last| last + 1);
    }
    piece
}

/// What a text offers to join.
struct Options<'o> {
    cues: &'o [CueOption],
    sources: &'o [Range<usize>],
    proposals: &'o [Proposal],
}

/// Whether `draft` holds most of the words of `turn`.
fn is_same(reading: &Reading, draft: &Draft, turn: &Draft) -> bool {
    let turn = &turn.content[0];
    let shared = |piece: &Range<usize>| reading.word_count(piece.start.max(turn.start)..piece.end.min(turn.end));
    draft.content.iter().map(shared).sum::<u32>() * 5 > reading.word_count(turn.clone()) * 3
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

/// Adds quotations between marks that no cue has claimed: as a further piece of the quotation before, if its cue stands
/// between ("A," she said. "B."), or else as quotations of their own.
fn claim_rest(reading: &Reading, joiner: &Joiner, options: &Options, drafts: &mut Vec<Draft>) {
    let taken = taken(reading, drafts);
    let mut found: Vec<Draft> = Vec::new();
    for mark in reading.marked.iter().filter(|mark| mark.depth == 0) {
        let inside: Vec<usize> =
            mark.pieces.iter().cloned().flatten().filter(|token| reading.is_word(*token)).collect();
        if inside.is_empty() || inside.iter().any(|token| taken[*token]) {
            continue;
        }
        if forest_probability(&joiner.mark, &mark_features(reading, options.cues, mark)) < LEAST_MARKED {
            continue;
        }
        if let Some(before) = drafts.iter_mut().find(|draft| goes_on(reading, draft, mark)) {
            before.content.extend(mark.pieces.iter().cloned());
            continue;
        }
        let (cue, sources) = sources_around(reading, options, drafts, &found, mark);
        found.push(Draft { content: mark.pieces.clone(), cue, sources });
    }
    drafts.extend(found);
}

/// Whether `mark` is a further piece of the direct quotation `draft`: its cue stands between, and nothing else but the
/// rest of the cue's sentence.
fn goes_on(reading: &Reading, draft: &Draft, mark: &Marked) -> bool {
    let last = &draft.content[draft.content.len() - 1];
    let Some(cue) = draft.cue.as_ref().filter(|cue| last.end <= cue.start && cue.end <= mark.open) else {
        return false;
    };
    let sentence = |token: usize| reading.sentence_of[token];
    let starts = reading.syntax.sentences[sentence(mark.open) as usize].tokens.start == mark.open;
    reading.mark_of[last.start].is_some()
        && reading.syntax.paragraph_of(cue.start) == reading.syntax.paragraph_of(mark.open)
        && (sentence(mark.open) == sentence(cue.start) || (starts && sentence(mark.open) == sentence(cue.start) + 1))
        && !(cue.end..mark.open).any(|token| reading.mark_of[token].is_some())
}

/// The logistic of the forest's score.
fn forest_probability(forest: &Forest, features: &[f32]) -> f32 {
    1.0 / (1.0 + (-forest.score(features)).exp())
}

/// Who may have said what stands in `mark`, when no cue claims it: whom a colon before it names; whom the sentence
/// names as a source; whoever the likeliest cue of the sentence belongs to; whoever speaks in the paragraph; whoever
/// spoke last.
fn sources_around(
    reading: &Reading,
    options: &Options,
    drafts: &[Draft],
    found: &[Draft],
    mark: &Marked,
) -> (Option<Range<usize>>, Vec<Scored>) {
    let extent = mark.extent();
    let paragraph = |token: usize| reading.syntax.paragraph_of(token);
    let after = mark.close.map_or(extent.end, |close| close + 1);
    // Ada Okafor: "…"
    let first = paragraph(mark.open);
    let start = reading.syntax.paragraphs[first].tokens.start;
    let name = start..mark.open.saturating_sub(1);
    if (1..=6).contains(&name.len())
        && reading.class(mark.open as isize - 1) == WordClass::Colon
        && reading.class(start as isize) == WordClass::Capitalized
    {
        return (Some(name.end..mark.open), vec![(name, 0.8)]);
    }
    let sentences = reading.sentence_of[mark.open]..=reading.sentence_of[after - 1];
    let near = options
        .proposals
        .iter()
        .map(|proposal| (&options.cues[proposal.cue], proposal))
        .filter(|(cue, _)| sentences.contains(&reading.sentence_of[cue.head]))
        .filter(|(cue, _)| cue.tokens.end <= mark.open || cue.tokens.start >= after)
        .max_by(|(a, _), (b, _)| a.probability.total_cmp(&b.probability));
    let cue = near.as_ref().map(|(cue, _)| cue.tokens.clone());
    let around = options
        .sources
        .iter()
        .filter(|source| sentences.contains(&reading.sentence_of[source.start]))
        .filter(|source| source.end <= mark.open || source.start >= after);
    let mut around: Vec<Scored> = around
        .map(|source| {
            let between = if source.end <= mark.open { source.end..mark.open } else { after..source.start };
            let likely = source.clone().map(|token| reading.source.inside[token]).sum::<f32>() / source.len() as f32;
            (source.clone(), likely * FAR / (FAR + reading.word_count(between) as f32))
        })
        .collect();
    around.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.start.cmp(&b.0.start)));
    if around.first().is_some_and(|(_, likely)| *likely > 0.15) {
        return (cue, around);
    }
    if let Some((_, near)) = near.filter(|(_, near)| !near.sources.is_empty()) {
        return (cue, near.sources.clone());
    }
    let before = drafts.iter().chain(found).filter(|draft| draft.content[0].start < mark.open);
    let previous = before.filter(|draft| !draft.sources.is_empty()).max_by_key(|draft| draft.content[0].start);
    match previous {
        Some(previous) if first.saturating_sub(paragraph(previous.content[0].start)) <= 2 => {
            let sure = if paragraph(previous.content[0].start) == first { 0.7 } else { 0.4 };
            (None, previous.sources.iter().map(|(source, score)| (source.clone(), score * sure)).collect())
        }
        _ => (None, Vec::new()),
    }
}
