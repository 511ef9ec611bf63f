//! What tells one piece of content from its rivals.

use std::ops::Range;

use super::super::super::evidence::{Evidence, between};
use super::super::{
    CUE_FEATURES, CueOption, NONE, PIECE_FEATURES, PieceFeature, class, cue_features, flag, mean, rival_cue,
};
use super::Side;
use crate::analysis::columns::Row;
use crate::knowledge::cues::CueKinds;
use crate::syntax::WordClass;

/// What the rivals for one piece have in common.
pub(super) struct Context<'r, 's, 't> {
    evidence: &'r Evidence<'s, 't>,
    cues: &'r [CueOption],
    index: usize,
    source: Option<&'r Range<usize>>,
    side: Side,
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
        row.set(
            PieceFeature::SourceSide,
            source.map_or(0.0, |source| if source.end <= cue.tokens.start { -1.0 } else { 1.0 }),
        );
        row.set(PieceFeature::Source, source.map_or(-1.0, |source| mean(&evidence.source.inside[source.clone()])));
        row.set(
            PieceFeature::SourceDistance,
            source.map_or(-1.0, |source| evidence.word_count(between(source, &cue.tokens)) as f32),
        );
        row.set(PieceFeature::LeftContent, inside(left_word));
        row.set(PieceFeature::RightContent, inside(right_word));
        row.set(PieceFeature::LeftMarked, left_word.is_some_and(|token| evidence.mark_of[token].is_some()));
        row.set(PieceFeature::LeftClass, class(evidence.class(whole.start as isize - 1)));
        row.set(PieceFeature::SecondLeftClass, class(evidence.class(whole.start as isize - 2)));
        row.set(PieceFeature::RightClass, class(evidence.class(whole.end as isize)));
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
        Context { evidence, cues, index, source, side, none: row, most_odds, behind }
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
        let between = match self.side {
            Side::Left => piece.end..cue.tokens.start,
            Side::Right => cue.tokens.end..piece.start,
        };
        let source_between =
            self.source.is_some_and(|source| between.start <= source.start && source.end <= between.end);
        let source_words =
            self.source.filter(|_| source_between).map_or(0, |source| evidence.word_count(source.clone()));
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
        let sentence = |token: usize| &evidence.syntax.sentences[evidence.sentence_of[token] as usize].tokens;
        let starts_sentence = evidence.word_from(sentence(first).start, count) == Some(first);
        let ends_sentence = evidence.word_before(sentence(last).start, sentence(last).end) == Some(last);
        let (within, inner_cues) = rival_cue(self.cues, piece, self.index);
        let (on_the_way, _) = rival_cue(self.cues, &between, self.index);
        let cue_sentence = evidence.sentence_of[cue.head] as f32;
        let near = match self.side {
            Side::Left => last,
            Side::Right => first,
        };
        let part = |token: usize| evidence.part(token);
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
        row.set(
            PieceFeature::Distance,
            (evidence.word_count(between.clone()) - source_words.min(evidence.word_count(between.clone()))) as f32,
        );
        row.set(PieceFeature::HasSourceBetween, source_between);
        row.set(PieceFeature::ContentBetween, evidence.mean_content(between.clone()));
        row.set(PieceFeature::RivalCue, on_the_way);
        row.set(
            PieceFeature::Commas,
            between.clone().filter(|token| evidence.classes[*token] == WordClass::Comma).count() as f32,
        );
        row.set(PieceFeature::SentenceGap, evidence.sentence_of[near] as f32 - cue_sentence);
        row.set(PieceFeature::Sentences, (evidence.sentence_of[last] - evidence.sentence_of[first]) as f32);
        row.set(PieceFeature::FirstClass, class(evidence.class(first as isize)));
        row.set(PieceFeature::PreviousClass, class(evidence.class(first as isize - 1)));
        row.set(PieceFeature::SecondPreviousClass, class(evidence.class(first as isize - 2)));
        row.set(PieceFeature::NextClass, class(evidence.class(last as isize + 1)));
        row.set(PieceFeature::SecondNextClass, class(evidence.class(last as isize + 2)));
        row.set(PieceFeature::LastClass, class(evidence.class(last as isize)));
        row.set(PieceFeature::FirstPart, part(first));
        row.set(PieceFeature::LastPart, part(last));
        row.set(PieceFeature::NextPart, next_word.map_or(0.0, part));
        row.set(PieceFeature::Marked, in_marks as f32 / words.max(1) as f32);
        row.set(PieceFeature::Marks, marks);
        row.set(PieceFeature::OpensMarks, flag(opens) + flag(cuts_open) * 2.0);
        row.set(PieceFeature::ClosesMarks, flag(closes) + flag(cuts_close) * 2.0);
        row.set(PieceFeature::StartsSentence, starts_sentence);
        row.set(PieceFeature::EndsSentence, ends_sentence);
        row.set(PieceFeature::CueInside, within);
        row.set(PieceFeature::CuesInside, inner_cues);
        row.set(PieceFeature::SourceInside, mean(&evidence.source.inside[piece.clone()]));
        row.set(PieceFeature::SourceBefore, previous_word.map_or(0.0, |token| evidence.source.inside[token]));
        row.set(PieceFeature::Elsewhere, evidence.other[0].of(piece) / piece.len() as f32);
        row.set(PieceFeature::Verb, piece.clone().any(|token| evidence.syntax.is_verb(token)));
        row.set(PieceFeature::BeginsBehind, self.behind(first));
        row.set(PieceFeature::WordsBehind, evidence.word_count(piece.end..sentence(last).end) as f32);
        row.set(PieceFeature::WordsBefore, evidence.word_count(sentence(first).start..first) as f32);
        row.set(
            PieceFeature::SecondCueBehind,
            next_word.map_or(0.0, |token| evidence.cue.inside.get(token + 1).copied().unwrap_or(0.0)),
        );
        row.set(
            PieceFeature::SpeechFirst,
            flag(evidence.cue_kinds[first].is_speech_verb() || evidence.cue_kinds[first].has(CueKinds::NOUN)),
        );
        row.set(PieceFeature::SourceBetween, mean(&evidence.source.inside[between]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::by_hand;
    use super::super::super::super::evidence::Convention;
    use super::super::super::cues;
    use super::super::piece_choices;
    use super::*;

    /// `expect`: values of `piece` ("" for none) beside the first cue, whose source is Lee.
    fn check(told: &str, side: Side, piece: &str, expect: &[(PieceFeature, f32)]) {
        by_hand::read(told, Convention::Speech, |evidence| {
            let source = by_hand::tokens(evidence, "Lee");
            let piece = (!piece.is_empty()).then(|| by_hand::tokens(evidence, piece));
            let choices = piece_choices(evidence, &cues(evidence), 0, Some(&source), side);
            let choice = choices.iter().find(|choice| choice.tokens == piece).expect("a choice");
            for (feature, expect) in expect {
                let found = choice.features[*feature as usize];
                assert!((found - expect).abs() < 1e-4, "{told} {feature:?} {found}");
            }
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
