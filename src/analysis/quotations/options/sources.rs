//! What may be the source of a cue.

use std::ops::Range;

use super::{Choice, CueOption, class, cue_features, flag, mean, rival_cue};
use crate::analysis::quotations::reading::{Reading, WordClass};

const LEAST_SOURCE: f32 = 0.12;
const LEAST_SOURCE_PRONOUN: f32 = 0.03;
/// How many sources are looked at on each side of a cue.
const MOST_SOURCES: usize = 5;
const SOURCE_FEATURES: usize = 27;

/// What may be a source anywhere in the text, in its order; none overlap.
pub fn sources(reading: &Reading) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = reading
        .source
        .runs(LEAST_SOURCE)
        .into_iter()
        .filter_map(|run| {
            let start = reading.word_from(whole_word(reading, &run), run.end)?;
            Some(owner(reading, start)..reading.word_before(start, run.end)? + 1)
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

/// Where the name begins whose possessive mark is token `start` ("Sindh|'s labour minister"), or `start`.
fn owner(reading: &Reading, start: usize) -> usize {
    if !matches!(reading.syntax.word(start), "'s" | "’s" | "'" | "’") {
        return start;
    }
    let name = |token: &usize| reading.classes[*token] == WordClass::Capitalized;
    (0..start).rev().take_while(name).last().unwrap_or(start)
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
