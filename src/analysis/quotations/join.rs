//! Joins cues, sources and pieces of content into quotations.

use std::ops::Range;

use super::boundaries::{is_direct, is_in_a_phrase, refusal, trim_left, trim_right, widen};
use super::draft::{Draft, Scored};
use super::forest::{Forest, ForestError, softmax};
use super::options::{Choice, CueOption, Side, cues, piece_choices, source_choices, sources};
use super::reading::{Reading, WordClass};
use super::rest::{claim_rest, is_scare_quote};
use super::{clauses, grammar, layout, nested, phrases};
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
/// A second piece is added when it is at least this likely that there is one.
const LEAST_PIECE: f32 = 0.5;
/// When the likeliest piece is taken, one that is at least this share as likely takes its place.
const LEAST_SHARE: f32 = 0.3;
/// A quotation has no source when that is likelier than this; one between quotation marks nearly always has one.
const MOST_NO_SOURCE: f32 = 0.5;
const MOST_NO_SOURCE_MARKED: f32 = 0.9;

/// The probabilities of `choices` under `forest`; they sum to one.
pub fn probabilities(forest: &Forest, choices: &[Choice]) -> Vec<f32> {
    let rows: Vec<&[f32]> = choices.iter().map(|choice| choice.features.as_slice()).collect();
    let mut scores = forest.scores(&rows);
    softmax(&mut scores);
    scores
}

/// What a cue proposes.
pub(super) struct Proposal {
    pub cue: usize,
    /// How likely the cue has content.
    score: f32,
    /// What may be the source, likeliest first.
    pub sources: Vec<Scored>,
    /// How likely there is no source.
    no_source: f32,
    /// What it has on its left and on its right.
    sides: [Pieces; 2],
}

/// What may be the piece of content on one side of a cue.
pub(super) struct Pieces {
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
    clauses::add(reading, &mut drafts);
    drafts.iter_mut().for_each(|draft| grammar::mend(reading, draft));
    let turns = layout::turns(reading.syntax);
    drafts.retain(|draft| !turns.iter().any(|turn| is_of_turn(reading, draft, turn)));
    drafts.extend(turns);
    drafts.extend(nested::find(reading));
    drafts
}

/// Which tokens the drafts have taken for content or cue.
pub(super) fn taken(reading: &Reading, drafts: &[Draft]) -> Vec<bool> {
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
        if cue.tokens.clone().any(|token| taken[token]) || (tells_nothing(reading, cue, proposal)) {
            continue;
        }
        let least = proposal.sides[0].likely.max(proposal.sides[1].likely).min(LEAST_PIECE);
        let trim = |side: usize, piece: Range<usize>| match side {
            0 => trim_left(reading, piece),
            _ => trim_right(reading, cue, piece),
        };
        let [left, mut right] = [0, 1].map(|side| {
            let options = &proposal.sides[side];
            let most = options.pieces.first().filter(|_| options.likely >= least)?.1;
            let likely = options.pieces.iter().filter(|(_, p)| *p > LEAST_SHARE * most);
            let mut trimmed = likely.map(|(piece, _)| trim(side, piece.clone()));
            trimmed.find(|piece| !is_bare(reading, cue, piece) && !piece.clone().any(|token| taken[token]))
        });
        // "A," she said to his daughter: what begins between marks goes on between marks.
        if left.as_ref().is_some_and(|left| is_direct(reading, left)) {
            right = right.filter(|right| {
                let mark = reading.mark_of[right.start].map(|mark| &reading.marked[mark as usize]);
                mark.is_some_and(|mark| {
                    reading.sentence_of[mark.open] != reading.sentence_of[cue.head] || !is_in_a_phrase(reading, mark)
                })
            });
        }
        let mut content: Vec<Range<usize>> = left.into_iter().chain(right).collect();
        if content.is_empty() && proposal.sides[1].likely >= least {
            // All that was chosen runs into what others say: what is left of the sentence.
            content.extend(clause_behind(reading, cue).filter(|rest| !rest.clone().any(|token| taken[token])));
        }
        if content.is_empty() {
            continue;
        }
        content.iter().for_each(|piece| taken[piece.clone()].fill(true));
        drafts.push(draft(reading, proposal, content, cue));
    }
}

/// What stands behind a verb of saying up to the end of its sentence, if it is a clause without marks: said | it is late.
fn clause_behind(reading: &Reading, cue: &CueOption) -> Option<Range<usize>> {
    let sentence = &reading.syntax.sentences[reading.sentence_of[cue.head] as usize].tokens;
    let start = reading.word_from(cue.tokens.end, sentence.end)?;
    let rest = start..reading.word_before(start, sentence.end)? + 1;
    let plain = reading.cue_kinds[cue.head].has(CueKinds::SAY)
        && start == cue.tokens.end
        && rest.clone().all(|token| reading.mark_of[token].is_none())
        && rest.clone().any(|token| phrases::is_verb(reading, token));
    plain.then(|| trim_right(reading, cue, rest))
}

/// Whether `piece` says nothing: one word like "which" or "that", or a scare quote beside a verb that is none of speech.
fn is_bare(reading: &Reading, cue: &CueOption, piece: &Range<usize>) -> bool {
    let empty = piece.len() == 1
        && reading.mark_of[piece.start].is_none()
        && matches!(
            reading.classes[piece.start],
            WordClass::That | WordClass::Question | WordClass::Conjunction | WordClass::Preposition | WordClass::To
        );
    let mark = reading.mark_of[piece.end - 1].map(|mark| &reading.marked[mark as usize]);
    let speaks = cue.tokens.clone().any(|token| reading.cue_kinds[token].is_speech_verb());
    let scare = mark.filter(|mark| !speaks && piece.start + 2 >= mark.open);
    empty || scare.is_some_and(|mark| is_scare_quote(reading, mark))
}

/// Whether `cue` only tells how or when a quotation before it goes on: “…,” he said, laughing. Then: “…”
pub(super) fn tells_nothing(reading: &Reading, cue: &CueOption, proposal: &Proposal) -> bool {
    let sentence = reading.syntax.sentences[reading.sentence_of[cue.head] as usize].tokens.clone();
    if cue.tokens.len() == 1 && reading.classes[cue.head] == WordClass::Colon {
        let before = sentence.start..cue.head;
        return before.len() <= 3
            && proposal.sources.first().is_none_or(|(source, _)| source.start < sentence.start)
            && reading.class(cue.head as isize + 1) == WordClass::OpeningMark
            && !before.clone().skip(1).any(|token| reading.classes[token] == WordClass::Capitalized)
            && sentence.start > 0
            && reading.syntax.paragraph_of(sentence.start - 1) == reading.syntax.paragraph_of(cue.head);
    }
    let word = |token: usize| reading.syntax.word(token);
    // It says, and I quote, “…” It says they go, quote, “…”
    if word(cue.head) == "quote" && cue.head > 1 && (word(cue.head - 2) == "and" || word(cue.head - 1) == ",") {
        return true;
    }
    // That said, it is late.
    if word(cue.head) == "said" && cue.head == sentence.start + 1 && matches!(word(cue.head - 1), "That" | "This") {
        return reading.class(cue.head as isize + 1) == WordClass::Comma;
    }
    let spoken = |token: &usize| reading.cue_kinds[*token].is_speech_verb() && reading.mark_of[*token].is_none();
    let verb = (sentence.start..cue.tokens.start).find(spoken);
    reading.classes[cue.head] == WordClass::Gerund
        && reading.class(cue.tokens.start as isize - 1) == WordClass::Comma
        && verb.is_some_and(|verb| (sentence.start..verb).any(|token| reading.mark_of[token].is_some()))
        && proposal.sides[1].pieces.first().is_none_or(|(piece, _)| piece.start >= sentence.end)
}

/// What a text offers to join.
pub(super) struct Options<'o> {
    pub cues: &'o [CueOption],
    pub sources: &'o [Range<usize>],
    pub proposals: &'o [Proposal],
}

/// Whether `draft` is `turn` again, or only what the turn says of the two who talk ("you asked to speak first").
fn is_of_turn(reading: &Reading, draft: &Draft, turn: &Draft) -> bool {
    let said = &turn.content[0];
    let shared = |piece: &Range<usize>| reading.word_count(piece.start.max(said.start)..piece.end.min(said.end));
    let most = draft.content.iter().map(shared).sum::<u32>() * 5 > reading.word_count(said.clone()) * 3;
    let within = said.contains(&draft.content[0].start);
    let marked = draft.content.iter().any(|piece| reading.mark_of[piece.start].is_some());
    let talks = |(source, _): &Scored| matches!(reading.syntax.word(source.end - 1), "I" | "you" | "You" | "we" | "We");
    most || (within && (draft.cue == turn.cue || (!marked && draft.sources.first().is_some_and(talks))))
}

fn draft(reading: &Reading, proposal: &Proposal, content: Vec<Range<usize>>, cue: &CueOption) -> Draft {
    let marked =
        content.iter().any(|piece| reading.mark_of[piece.start].is_some() || reading.mark_of[piece.end - 1].is_some());
    let before_marks = marked && content[0].end <= cue.tokens.start;
    let most_none = if marked { MOST_NO_SOURCE_MARKED } else { MOST_NO_SOURCE };
    let known = proposal.no_source <= most_none;
    let mut sources = if known { proposal.sources.clone() } else { Vec::new() };
    if is_told(reading, cue) {
        let by = |source: &Range<usize>| reading.class(source.start as isize - 1) == WordClass::By;
        sources.retain(|(source, _)| by(source));
        if sources.is_empty() && reading.class(cue.tokens.end as isize) == WordClass::By {
            let from = cue.tokens.end + 1;
            sources.extend(phrases::after(reading, from, content[0].start.max(from)).map(|source| (source, 0.8)));
        }
    } else if sources.first().is_none_or(|(source, _)| before_marks && source.end <= content[0].start) {
        // Nobody, or somebody before the words said: whoever stands beside the verb is likelier.
        let subject = subject(reading, &cue.tokens, &content);
        let sure = if sources.is_empty() { 0.6 } else { 0.9 };
        subject.into_iter().for_each(|subject| sources.insert(0, (subject, sure)));
    }
    if let Some((source, _)) = sources.first_mut() {
        *source = beside_relative(reading, source, cue);
    }
    let content = content.into_iter().map(|piece| widen(reading, piece)).collect();
    Draft { content, cue: Some(verb_of(reading, cue)), sources }
}

/// Whether the subject of `cue` is the hearer: she was told, he has been asked; asked whether he would go, he …
fn is_told(reading: &Reading, cue: &CueOption) -> bool {
    let Some(verb) = cue.tokens.clone().find(|token| reading.cue_kinds[*token].has(CueKinds::TELL)) else {
        return false;
    };
    let word = reading.syntax.word(verb);
    let participle = word.ends_with("ed") || word == "told";
    let first = phrases::verb_group(reading, verb);
    let is =
        |token: usize| matches!(reading.syntax.word(token), "is" | "are" | "was" | "were" | "be" | "been" | "being");
    let sentence = &reading.syntax.sentences[reading.sentence_of[verb] as usize].tokens;
    let asked = matches!(word, "Asked" | "Told" | "Pressed") && verb == sentence.start;
    let when = first > 0 && matches!(reading.syntax.word(first - 1), "When" | "when" | "If" | "if");
    participle && ((first..verb).any(is) || asked || when)
}

/// The words of `cue` without what tells where and how: said at a rally.
fn verb_of(reading: &Reading, cue: &CueOption) -> Range<usize> {
    let tokens = cue.tokens.clone();
    if let Some(to) = refusal(reading, cue) {
        return tokens.start..to;
    }
    let verb = tokens.clone().find(|token| reading.cue_kinds[*token].has(CueKinds::SAY));
    let where_ =
        |token: &usize| matches!(reading.syntax.word(*token), "in" | "on" | "at" | "over" | "during" | "from" | "with");
    match verb.map(|verb| verb + 1).filter(|next| *next < tokens.end).filter(where_) {
        Some(end) => tokens.start..end,
        None => tokens,
    }
}

/// `source` as a relative clause before the verb makes it: with the rest of the clause ("a diplomat who asked not | to
/// be named said"), or the noun phrase before it, if it stands in it ("a sign, which she had painted, reads").
fn beside_relative(reading: &Reading, source: &Range<usize>, cue: &CueOption) -> Range<usize> {
    let verb = phrases::verb_group(reading, cue.tokens.start);
    if source.end >= verb {
        return source.clone();
    }
    let word = |token: usize| reading.syntax.word(token);
    let rest = source.end..reading.word_before(source.end, verb).map_or(source.end, |last| last + 1);
    let plain = |token: usize| reading.is_word(token) && reading.mark_of[token].is_none();
    let relative = source.clone().skip(1).any(|token| matches!(word(token), "who" | "which"));
    if relative && rest.len() <= 8 && rest.clone().all(plain) {
        return source.start..rest.end;
    }
    let comma = |token: usize| reading.class(token as isize) == WordClass::Comma;
    let start = reading.syntax.sentences[reading.sentence_of[verb] as usize].tokens.start;
    let within =
        source.start >= start + 3 && matches!(word(source.start - 1), "which" | "whom") && comma(source.start - 2);
    let phrase = phrases::joined_before(reading, start, source.start.saturating_sub(2));
    phrase.filter(|_| within && comma(verb - 1)).unwrap_or(source.clone())
}

/// The subject right before a verb of speech, when the reader saw none: all words from the head of the sentence on, if
/// they are a noun phrase; or the noun phrase behind the verb, if the words said stand before it.
pub(super) fn subject(reading: &Reading, cue: &Range<usize>, content: &[Range<usize>]) -> Option<Range<usize>> {
    let verb = cue.clone().find(|token| reading.cue_kinds[*token].is_speech_verb())?;
    let sentence = reading.syntax.sentences[reading.sentence_of[verb] as usize].tokens.clone();
    if content[0].start >= cue.end {
        let group = phrases::verb_group(reading, cue.start);
        let phrase = phrases::joined_before(reading, sentence.start, group);
        let phrase = phrase.filter(|phrase| phrase.start == sentence.start && phrase.len() <= 12);
        return phrase.or_else(|| shared_subject(reading, sentence.start, group));
    }
    // “…,” it further wrote.
    let start = content.iter().rev().find(|piece| piece.end <= cue.start)?.end;
    let start = reading.word_from(start, cue.start).unwrap_or(cue.start);
    let between = start..phrases::verb_group(reading, cue.start).max(start);
    let plain = |token: usize| reading.mark_of[token].is_none() && !phrases::is_verb(reading, token);
    if (1..=12).contains(&between.len()) && between.clone().all(plain) {
        return Some(between);
    }
    phrases::after(reading, cue.end, sentence.end)
}

/// The subject of the sentence, if the verb group that begins at token `verb` shares it with one before: "She went home
/// in May, and later said".
fn shared_subject(reading: &Reading, sentence: usize, verb: usize) -> Option<Range<usize>> {
    let joined = verb > sentence && matches!(reading.syntax.word(verb - 1), "and" | "but" | "then");
    let subject = phrases::after(reading, sentence, verb).filter(|_| joined)?;
    (subject.end < verb && phrases::is_verb(reading, subject.end)).then_some(subject)
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
