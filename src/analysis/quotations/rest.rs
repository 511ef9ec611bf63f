//! Joins what stands between marks and no cue has claimed.

use std::ops::Range;

use super::boundaries::is_in_a_phrase;
use super::draft::{Draft, Scored};
use super::forest::Forest;
use super::grammar;
use super::join::{Joiner, Options, subject, taken, tells_nothing};
use super::marks::Marked;
use super::options::mark_features;
use super::phrases;
use super::reading::{Reading, WordClass};
use crate::knowledge::cues::CueKinds;

/// What stands between marks and no cue claims is a quotation when that is at least this likely.
const LEAST_MARKED: f32 = 0.6;
/// So many words away, a source is half as likely.
const FAR: f32 = 20.0;

/// Adds quotations between marks that no cue has claimed: as a further piece of the quotation before, if its cue stands
/// between ("A," she said. "B."), or else as quotations of their own.
pub(super) fn claim_rest(reading: &Reading, joiner: &Joiner, options: &Options, drafts: &mut Vec<Draft>) {
    let taken = taken(reading, drafts);
    let mut found: Vec<Draft> = Vec::new();
    for mark in reading.marked.iter().filter(|mark| mark.depth == 0) {
        let inside: Vec<usize> =
            mark.pieces.iter().cloned().flatten().filter(|token| reading.is_word(*token)).collect();
        if inside.is_empty() || inside.iter().any(|token| taken[*token]) {
            claim_other_paragraphs(reading, &taken, drafts, mark);
            continue;
        }
        let spoken =
            is_announced(reading, mark) || heads_a_line(reading, mark) || clause_behind(reading, mark).is_some();
        if !spoken && forest_probability(&joiner.mark, &mark_features(reading, options.cues, mark)) < LEAST_MARKED {
            continue;
        }
        if is_scare_quote(reading, mark) {
            continue;
        }
        if let Some(before) = drafts.iter_mut().find(|draft| goes_on(reading, draft, mark)) {
            before.content.extend(mark.pieces.iter().cloned());
            continue;
        }
        let (cue, mut sources) = sources_around(reading, options, drafts, &found, mark);
        if sources.is_empty() {
            let spoken = cue.as_ref().and_then(|cue| subject(reading, cue, &mark.pieces));
            sources.extend(spoken.map(|source| (source, 0.6)));
        }
        found.push(Draft { content: mark.pieces.clone(), cue, sources });
    }
    drafts.extend(found);
}

/// Gives the paragraphs of `mark` of which nothing is taken, though something is of its others, to the quotation whose cue
/// stands right behind them (“… and ordered. ¶ “My aunt carried hers,” he went on.), or else to that of the others.
fn claim_other_paragraphs(reading: &Reading, taken: &[bool], drafts: &mut [Draft], mark: &Marked) {
    let Some(own) = reading.mark_of[mark.pieces[0].start] else { return };
    let outside = |draft: &Draft| draft.cue.as_ref().is_none_or(|cue| reading.mark_of[cue.start].is_none());
    for piece in mark.pieces.iter().filter(|piece| !taken[piece.start..piece.end].contains(&true)) {
        let paragraph = reading.syntax.paragraph_of(piece.start);
        let behind = |draft: &Draft| {
            let cue = draft.cue.as_ref().filter(|cue| cue.start >= piece.end);
            cue.is_some_and(|cue| {
                reading.syntax.paragraph_of(cue.start) == paragraph
                    && (piece.end..cue.start).all(|token| reading.mark_of[token].is_none_or(|other| other == own))
            })
        };
        let shares = |draft: &Draft| {
            let same = |part: &Range<usize>| part.start < mark.extent().end && mark.extent().start < part.end;
            outside(draft) && draft.content.iter().any(same)
        };
        let owner = drafts.iter().position(behind).or_else(|| drafts.iter().position(shares));
        if let Some(owner) = owner.map(|index| &mut drafts[index]) {
            owner.content.push(piece.clone());
            owner.content.sort_by_key(|piece| piece.start);
        }
    }
}

/// Whether `mark` stands right behind a verb of speech or a colon: the last one read: “…”
fn is_announced(reading: &Reading, mark: &Marked) -> bool {
    let colon = reading.class(mark.open as isize - 1) == WordClass::Colon;
    let comma = reading.class(mark.open as isize - 1) == WordClass::Comma;
    let verb = mark.open.checked_sub(1 + usize::from(comma));
    colon || verb.is_some_and(|verb| reading.cue_kinds[verb].has(CueKinds::SAY) && reading.mark_of[verb].is_none())
}

/// Whether `mark` is what a headline begins with: “We lost everything”: a village after the fire.
fn heads_a_line(reading: &Reading, mark: &Marked) -> bool {
    let paragraph = &reading.syntax.paragraphs[reading.syntax.paragraph_of(mark.open)].tokens;
    let colon = mark.close.is_some_and(|close| reading.class(close as isize + 1) == WordClass::Colon);
    mark.open == paragraph.start && colon && reading.word_count(mark.extent()) >= 3
}

/// Whether `mark` is a word or two in the midst of a clause: the “temporary” barriers.
pub(super) fn is_scare_quote(reading: &Reading, mark: &Marked) -> bool {
    let after = mark.close.map_or(mark.extent().end, |close| close + 1);
    let same = after < reading.classes.len() && reading.sentence_of[after] == reading.sentence_of[mark.open];
    reading.word_count(mark.extent()) <= 2
        && is_in_a_phrase(reading, mark)
        && same
        && reading.is_word(after)
        && !mark.extent().any(|token| reading.classes[token] == WordClass::SentenceEnd)
}

/// Whether `mark` is a further piece of the direct quotation `draft`: its cue stands between, and nothing else but the
/// rest of the cue's sentence, or a word or two that announce it ("Then: “…”").
fn goes_on(reading: &Reading, draft: &Draft, mark: &Marked) -> bool {
    let last = &draft.content[draft.content.len() - 1];
    let Some(cue) = draft.cue.as_ref().filter(|cue| last.end <= cue.start && cue.end <= mark.open) else {
        return false;
    };
    let sentence = |token: usize| reading.sentence_of[token];
    let start = reading.syntax.sentences[sentence(mark.open) as usize].tokens.start;
    let announced = mark.open - start <= 4
        && reading.class(mark.open as isize - 1) == WordClass::Colon
        && !(start + 1..mark.open).any(|token| reading.classes[token] == WordClass::Capitalized);
    let follows = start == mark.open || announced;
    let same = sentence(mark.open) == sentence(cue.start);
    reading.mark_of[last.start].is_some()
        && reading.syntax.paragraph_of(cue.start) == reading.syntax.paragraph_of(mark.open)
        && ((same && !is_in_a_phrase(reading, mark)) || (follows && sentence(mark.open) == sentence(cue.start) + 1))
        && !(cue.end..mark.open).any(|token| reading.mark_of[token].is_some())
}

/// “…,” someone had painted on the wall: the cue and the source of what ends with a comma, whatever the verb.
fn clause_behind(reading: &Reading, mark: &Marked) -> Option<(Range<usize>, Range<usize>)> {
    let close = mark.close?;
    let end = reading.syntax.sentences.get(reading.sentence_of[close] as usize)?.tokens.end;
    let comma = reading.classes[close - 1] == WordClass::Comma || reading.class(close as isize + 1) == WordClass::Comma;
    let start = close + 1 + usize::from(reading.class(close as isize + 1) == WordClass::Comma);
    if !comma || start >= end {
        return None;
    }
    let source = phrases::after(reading, start, end)?;
    let mut verb = source.end;
    while verb < end && matches!(reading.classes[verb], WordClass::Auxiliary | WordClass::Adverb) {
        verb += 1;
    }
    (verb < end && phrases::is_verb(reading, verb)).then_some((verb..verb + 1, source))
}

/// Whether `source` only says whose something is: "their" in "their plan".
fn is_possessive(reading: &Reading, source: &Range<usize>) -> bool {
    source.len() == 1 && matches!(reading.syntax.word(source.start), "their" | "its" | "his" | "our" | "my" | "your")
}

/// The logistic of the forest's score.
fn forest_probability(forest: &Forest, features: &[f32]) -> f32 {
    1.0 / (1.0 + (-forest.scores(&[features])[0]).exp())
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
    if let Some((cue, source)) = clause_behind(reading, mark) {
        return (Some(cue), vec![(source, 0.8)]);
    }
    if let Some(source) = grammar::whose_words(reading, mark) {
        return (None, vec![source]);
    }
    let sentences = reading.sentence_of[mark.open]..=reading.sentence_of[after - 1];
    let near = options
        .proposals
        .iter()
        .map(|proposal| (&options.cues[proposal.cue], proposal))
        .filter(|(cue, _)| sentences.contains(&reading.sentence_of[cue.head]))
        .filter(|(cue, _)| cue.tokens.end <= mark.open || cue.tokens.start >= after)
        .filter(|(cue, proposal)| !tells_nothing(reading, cue, proposal))
        .max_by(|(a, _), (b, _)| a.probability.total_cmp(&b.probability));
    let cue = near.as_ref().map(|(cue, _)| cue.tokens.clone());
    let around = options
        .sources
        .iter()
        .filter(|source| sentences.contains(&reading.sentence_of[source.start]))
        .filter(|source| source.end <= mark.open || source.start >= after)
        .filter(|source| !is_possessive(reading, source));
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
    if heads_a_line(reading, mark) {
        return (None, Vec::new());
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
