//! What tells one piece of content from its rivals.

use std::ops::Range;

use super::super::super::evidence::{Evidence, between, lies_in};
use super::super::{
    CUE_FEATURES, CueOption, NONE, PIECE_FEATURES, PieceFeature, class, commas, cue_features, flag, mean, rival_cue,
};
use super::Side;
use crate::analysis::columns::Row;
use crate::knowledge::cues::CueKinds;

/// What the rivals for one piece have in common.
pub(super) struct Context<'r, 's, 't> {
    evidence: &'r Evidence<'s, 't>,
    cues: &'r [CueOption],
    index: usize,
    source: Option<&'r Range<usize>>,
    /// The row of the answer "none", which the others share up to [`PieceFeature::Words`].
    none: Row<PIECE_FEATURES>,
    most_odds: f32,
    /// The first words behind a time, a hearer, both, and behind the fronted adverbial.
    behind: [Option<usize>; 4],
}

impl<'r, 's, 't> Context<'r, 's, 't> {
    pub(super) fn new(
        evidence: &'r Evidence<'s, 't>,
        cues: &'r [CueOption],
        index: usize,
        source: Option<&'r Range<usize>>,
        side: Side,
        pieces: &[Range<usize>],
    ) -> Context<'r, 's, 't> {
        let cue = &cues[index];
        let mut row = Row([NONE; PIECE_FEATURES]);
        row.0[..CUE_FEATURES].copy_from_slice(&cue_features(evidence, cue));
        let most_odds = pieces.iter().map(|piece| evidence.content_odds(piece)).fold(-20.0, f32::max);
        let most_mean = pieces.iter().map(|piece| evidence.mean_content(piece.clone())).fold(0.0, f32::max);
        let whole = source
            .map_or(cue.tokens.clone(), |source| cue.tokens.start.min(source.start)..cue.tokens.end.max(source.end));
        let count = evidence.classes.len();
        let left_word = evidence.word_before(whole.start.saturating_sub(3), whole.start);
        let right_word = evidence.word_from(whole.end, (whole.end + 4).min(count));
        let inside = |token: Option<usize>| token.map_or(0.0, |token| evidence.content.inside[token]);
        row.set(PieceFeature::Left, side == Side::Left);
        let is_before = |source: &Range<usize>| source.end <= cue.tokens.start;
        row.set(PieceFeature::SourceSide, source.map_or(0.0, |source| 1.0 - 2.0 * flag(is_before(source))));
        row.set(PieceFeature::Source, source.map_or(-1.0, |source| mean(&evidence.source.inside[source.clone()])));
        let distance = source.map(|source| evidence.word_count(between(source, &cue.tokens)) as f32);
        row.set(PieceFeature::SourceDistance, distance.unwrap_or(-1.0));
        row.set(PieceFeature::LeftContent, inside(left_word));
        row.set(PieceFeature::RightContent, inside(right_word));
        row.set(PieceFeature::LeftMarked, left_word.is_some_and(|token| evidence.mark_of[token].is_some()));
        row.set(PieceFeature::LeftClass, class(evidence.class_before(whole.start, 1)));
        row.set(PieceFeature::SecondLeftClass, class(evidence.class_before(whole.start, 2)));
        row.set(PieceFeature::RightClass, class(evidence.class(whole.end)));
        row.set(PieceFeature::BestOdds, most_odds);
        row.set(PieceFeature::BestContent, most_mean);
        row.set(PieceFeature::Rivals, pieces.len() as f32);
        let syntax = evidence.syntax;
        let end = evidence.sentence(cue.head).end;
        let time = syntax.behind_time(cue.tokens.end, end);
        let hearer = syntax.behind_hearer(time, end);
        let fronted = syntax.fronted(evidence.sentence_of[cue.head] as usize).map(|fronted| fronted.end);
        let behind = [
            Some(time).filter(|time| *time > cue.tokens.end),
            Some(hearer).filter(|hearer| *hearer > time),
            Some(hearer).filter(|hearer| *hearer > time).map(|hearer| syntax.behind_time(hearer, end)),
            fronted,
        ];
        let behind = behind.map(|start| start.and_then(|start| evidence.word_from(start, end)));
        Context { evidence, cues, index, source, none: row, most_odds, behind }
    }

    pub(super) fn features(&self, piece: Option<&Range<usize>>) -> Vec<f32> {
        let mut row = self.none;
        if let Some(piece) = piece {
            self.about_piece(piece, &mut row);
        }
        row.0.to_vec()
    }

    /// What a piece that begins with token `first` begins behind: 1 a time, 2 a hearer, 4 a fronted adverbial.
    fn behind(&self, first: usize) -> f32 {
        let is = |index: usize| self.behind[index] == Some(first);
        flag(is(0)) + 2.0 * flag(is(1) || is(2)) + 4.0 * flag(is(3))
    }

    fn about_piece(&self, piece: &Range<usize>, row: &mut Row<PIECE_FEATURES>) {
        let evidence = self.evidence;
        let cue = &self.cues[self.index];
        let between = between(piece, &cue.tokens);
        let inside = |token: usize| evidence.content.inside[token];
        let (first, last) = (piece.start, piece.end - 1);
        let count = evidence.classes.len();
        let previous_word = evidence.word_before(first.saturating_sub(4), first);
        let next_word = evidence.word_from(piece.end, (piece.end + 4).min(count));
        let words = evidence.word_count(piece.clone());
        let odds = evidence.content_odds(piece);
        let least = piece.clone().filter(|token| evidence.is_word(*token)).map(inside).fold(1.0, f32::min);
        let in_marks =
            piece.clone().filter(|token| evidence.is_word(*token) && evidence.mark_of[*token].is_some()).count();
        let (first_mark, last_mark) = (evidence.mark(first), evidence.mark(last));
        let opens = first_mark.is_some_and(|mark| evidence.word_from(mark.extent().start, count) == Some(first));
        let closes = last_mark.is_some_and(|mark| evidence.word_before(0, mark.extent().end) == Some(last));
        let cuts_open = first_mark.is_some() && !opens;
        let cuts_close = last_mark.is_some() && !closes;
        let marks = match (first_mark, last_mark) {
            (Some(a), Some(b)) if std::ptr::eq(a, b) => 1.0,
            (Some(_), Some(_)) => 2.0,
            (None, None) => 0.0,
            _ => 3.0,
        };
        let (opening, closing) = (evidence.sentence(first), evidence.sentence(last));
        let sentence = |token: usize| evidence.sentence_of[token] as f32;
        let (within, inner_cues) = rival_cue(self.cues, piece, self.index);
        let (on_the_way, _) = rival_cue(self.cues, &between, self.index);
        let near = if piece.end <= cue.tokens.start { last } else { first };
        row.set(PieceFeature::Words, words as f32);
        row.set(PieceFeature::Content, evidence.mean_content(piece.clone()));
        row.set(PieceFeature::LeastContent, least);
        row.set(PieceFeature::Odds, odds);
        row.set(PieceFeature::BelowBest, odds - self.most_odds);
        row.set(PieceFeature::Begin, evidence.content.begin[first]);
        row.set(PieceFeature::First, inside(first));
        row.set(PieceFeature::Last, inside(last));
        row.set(PieceFeature::Before, previous_word.map_or(0.0, inside));
        row.set(PieceFeature::Behind, next_word.map_or(0.0, inside));
        row.set(PieceFeature::BeginBehind, next_word.map_or(0.0, |token| evidence.content.begin[token]));
        row.set(PieceFeature::CueBefore, previous_word.map_or(0.0, |token| evidence.cue.inside[token]));
        row.set(PieceFeature::CueBehind, next_word.map_or(0.0, |token| evidence.cue.inside[token]));
        row.set(PieceFeature::SourceBehind, next_word.map_or(0.0, |token| evidence.source.inside[token]));
        row.set(PieceFeature::Distance, evidence.gap(piece, &cue.tokens, self.source) as f32);
        row.set(PieceFeature::HasSourceBetween, self.source.is_some_and(|source| lies_in(source, &between)));
        row.set(PieceFeature::ContentBetween, evidence.mean_content(between.clone()));
        row.set(PieceFeature::RivalCue, on_the_way);
        row.set(PieceFeature::Commas, commas(evidence, &between));
        row.set(PieceFeature::SentenceGap, sentence(near) - sentence(cue.head));
        row.set(PieceFeature::Sentences, sentence(last) - sentence(first));
        row.set(PieceFeature::FirstClass, class(evidence.class(first)));
        row.set(PieceFeature::PreviousClass, class(evidence.class_before(first, 1)));
        row.set(PieceFeature::SecondPreviousClass, class(evidence.class_before(first, 2)));
        row.set(PieceFeature::NextClass, class(evidence.class(last + 1)));
        row.set(PieceFeature::SecondNextClass, class(evidence.class(last + 2)));
        row.set(PieceFeature::LastClass, class(evidence.class(last)));
        row.set(PieceFeature::FirstPart, evidence.part(first));
        row.set(PieceFeature::LastPart, evidence.part(last));
        row.set(PieceFeature::NextPart, next_word.map_or(0.0, |token| evidence.part(token)));
        row.set(PieceFeature::Marked, in_marks as f32 / words.max(1) as f32);
        row.set(PieceFeature::Marks, marks);
        row.set(PieceFeature::OpensMarks, flag(opens) + flag(cuts_open) * 2.0);
        row.set(PieceFeature::ClosesMarks, flag(closes) + flag(cuts_close) * 2.0);
        row.set(PieceFeature::StartsSentence, evidence.word_from(opening.start, count) == Some(first));
        row.set(PieceFeature::EndsSentence, evidence.word_before(closing.start, closing.end) == Some(last));
        row.set(PieceFeature::CueInside, within);
        row.set(PieceFeature::CuesInside, inner_cues);
        row.set(PieceFeature::SourceInside, mean(&evidence.source.inside[piece.clone()]));
        row.set(PieceFeature::SourceBefore, previous_word.map_or(0.0, |token| evidence.source.inside[token]));
        row.set(PieceFeature::Elsewhere, evidence.other[0].of(piece) / piece.len() as f32);
        row.set(PieceFeature::Verb, evidence.syntax.has_verb(piece.clone()));
        row.set(PieceFeature::BeginsBehind, self.behind(first));
        row.set(PieceFeature::WordsBehind, evidence.word_count(piece.end..closing.end) as f32);
        row.set(PieceFeature::WordsBefore, evidence.word_count(opening.start..first) as f32);
        let second = next_word.and_then(|token| evidence.cue.inside.get(token + 1)).copied();
        row.set(PieceFeature::SecondCueBehind, second.unwrap_or(0.0));
        let kinds = evidence.cue_kinds[first];
        row.set(PieceFeature::SpeechFirst, kinds.is_speech_verb() || kinds.has(CueKinds::NOUN));
        row.set(PieceFeature::SourceBetween, mean(&evidence.source.inside[between]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::by_hand;
    use super::super::super::cues;
    use super::super::piece_choices;
    use super::*;
    use crate::syntax::WordClass;

    /// `expect`: values of `piece` ("" for none) beside the first cue, whose source is Lee.
    fn check(told: &str, side: Side, piece: &str, expect: &[(PieceFeature, f32)]) {
        by_hand::read(told, |evidence| {
            let source = by_hand::tokens(evidence, "Lee");
            let piece = (!piece.is_empty()).then(|| by_hand::tokens(evidence, piece));
            let choices = piece_choices(evidence, &cues(evidence), 0, Some(&source), side);
            let choice = choices.iter().find(|choice| choice.tokens == piece).expect("a choice");
            by_hand::check_row(told, &choice.features, expect);
        });
    }

    #[test]
    fn before_the_cue() {
        let told = "“{Q We go/v},” {S Lee} {C said} on Monday.";
        let of_all = [
            (PieceFeature::Left, 1.0),
            (PieceFeature::SourceSide, -1.0),
            (PieceFeature::Source, 0.96),
            (PieceFeature::SourceDistance, 0.0),
            (PieceFeature::LeftContent, 0.96),
            (PieceFeature::RightContent, 0.02),
            (PieceFeature::LeftMarked, 1.0),
            (PieceFeature::BestContent, 0.96),
        ];
        check(told, Side::Left, "", &of_all);
        check(told, Side::Left, "", &[(PieceFeature::Words, NONE), (PieceFeature::SourceBetween, NONE)]);
        check(told, Side::Left, "We go", &of_all);
        let of_piece = [
            (PieceFeature::Words, 2.0),
            (PieceFeature::Content, 0.96),
            (PieceFeature::LeastContent, 0.96),
            (PieceFeature::BelowBest, 0.0),
            (PieceFeature::Begin, 0.98 * 0.96),
            (PieceFeature::Distance, 0.0),
            (PieceFeature::HasSourceBetween, 1.0),
            (PieceFeature::SentenceGap, 0.0),
            (PieceFeature::Marked, 1.0),
            (PieceFeature::Marks, 1.0),
            (PieceFeature::OpensMarks, 1.0),
            (PieceFeature::ClosesMarks, 1.0),
            (PieceFeature::StartsSentence, 1.0),
            (PieceFeature::EndsSentence, 0.0),
            (PieceFeature::Verb, 1.0),
            (PieceFeature::WordsBehind, 4.0),
            (PieceFeature::SourceBehind, 0.96),
            (PieceFeature::SecondCueBehind, 0.96),
        ];
        check(told, Side::Left, "We go", &of_piece);
    }

    #[test]
    fn behind_the_cue() {
        let begins = |value: f32| [(PieceFeature::BeginsBehind, value), (PieceFeature::Left, 0.0)];
        check("Lee {C said} {Q the port closed}.", Side::Right, "the port closed", &begins(0.0));
        check("Lee {C said} on Monday {Q the port closed}.", Side::Right, "the port closed", &begins(1.0));
        check("Lee {C told} reporters {Q the port closed}.", Side::Right, "the port closed", &begins(2.0));
        check("After it, {Q the port closed}, Lee {C said}.", Side::Left, "the port closed", &[begins(4.0)[0]]);
        let told = "Lee {C said} {Q that, so Ann {C60 told} him, it rains}.";
        let expect = [
            (PieceFeature::CueInside, 0.6),
            (PieceFeature::CuesInside, 1.0),
            (PieceFeature::FirstClass, class(WordClass::That)),
            (PieceFeature::EndsSentence, 1.0),
            (PieceFeature::Distance, 0.0),
            (PieceFeature::Commas, 0.0),
        ];
        check(told, Side::Right, "that, so Ann told him, it rains", &expect);
        let expect = [(PieceFeature::RivalCue, 0.6), (PieceFeature::Commas, 2.0), (PieceFeature::CuesInside, 0.0)];
        check("Lee {C said}, so Ann {C60 told} him, {Q it rains}.", Side::Right, "it rains", &expect);
    }

    #[test]
    fn cut_marks() {
        let told = "Lee {C said} “we {Q go} now”. {Q He left} “for {Q good} now”.";
        let expect = [(PieceFeature::OpensMarks, 2.0), (PieceFeature::ClosesMarks, 2.0), (PieceFeature::Marks, 1.0)];
        check(told, Side::Right, "go", &expect);
    }
}
