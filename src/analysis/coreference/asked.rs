//! The candidates that come into question, and what is told of each by where it was mentioned.

use crate::arranging::Arrange;
use std::ops::Range;

use super::clusters::{Cluster, Placed, push_new};
use super::decide::Walk;
use super::evidence::Evidence;
use super::features::{Feature, Row};
use super::mentions::{Wording, names_in, slot};
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{self, Gender};
use crate::syntax::phrases::Slot;

/// At most so many entities that are only named later are looked at,
const MOST_AHEAD: usize = 12;
/// among so many names.
const MOST_NAMES_AHEAD: usize = 60;
/// Pronouns ask about entities without a name only within so many sentences of their latest mention.
const LONGEST_MEMORY: usize = 12;
/// At most so many of the latest mentions of a candidate are looked at.
pub(super) const MOST_MENTIONS: usize = 16;

/// What is asked for.
pub(super) struct Asked<'a> {
    pub(super) wording: &'a Wording,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    pub(super) quoted: Option<u32>,
    pub(super) is_source: bool,
    pub(super) is_object: bool,
    pub(super) gender: Option<Gender>,
    pub(super) class: Option<usize>,
    /// The head of the subject of the clause before, of a pronoun.
    pub(super) subject: Option<usize>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(walk: &Walk, wording: &'a Wording, tokens: Range<usize>, gender: Option<Gender>) -> Asked<'a> {
        Asked {
            wording,
            at: tokens.start,
            end: tokens.end,
            sentence: walk.syntax.sentence_of(tokens.start),
            paragraph: walk.syntax.paragraph_of(tokens.start),
            quoted: walk.given.spoken[tokens.start],
            is_source: wording.is_source(),
            is_object: false,
            gender,
            class: None,
            subject: None,
        }
    }

    /// What all rows of the case have in common.
    pub(super) fn base(&self, walk: &Walk) -> Row {
        let mut row = Row::default();
        let before = self.at - walk.syntax.sentences[self.sentence].tokens.start;
        row.set(Feature::Quoted, self.quoted.is_some());
        row.set(Feature::IsSource, self.is_source);
        row.set(Feature::Before, (before as f32).ln_1p());
        if self.class.is_some() {
            row.set(Feature::Slot, slot(walk.syntax, &(self.at..self.end)) as u8);
            row.set(Feature::Fronted, walk.syntax.beside_fronted(self.sentence, self.at));
        }
        row
    }

    /// The candidates: those mentioned before, and those named up to token `limit`. `more` sets what is asked of this
    /// kind of words only, or sets nothing and says that the candidate is none.
    pub(super) fn gather(
        &self,
        walk: &Walk,
        base: Row,
        limit: usize,
        fits: impl Fn(&Cluster) -> bool,
        more: impl Fn(usize, &mut Row) -> bool,
    ) -> Evidence {
        let mut clusters = walk.recent.clone();
        let known = clusters.len();
        for name in names_in(walk.given.names, &(self.end..limit)).take(MOST_NAMES_AHEAD) {
            if clusters.len() < known + MOST_AHEAD {
                push_new(&mut clusters, walk.given.of_name[name]);
            }
        }
        // Who speaks here, and who spoke last.
        let [speaker, _] = self.speakers(walk);
        let spoke = walk.spoke.iter().rev().find(|(at, _)| *at < self.at).map(|(_, speaker)| *speaker);
        // With the place of the latest mention, none for those that are only mentioned later, and that of the row.
        let mut found: Vec<(Option<usize>, usize, usize)> = Vec::with_capacity(clusters.len());
        let mut told: Vec<Row> = Vec::new();
        let mut row = base;
        // Who fits and is mentioned first in the paragraph, outside of quotation marks.
        let mut first: Option<(usize, usize)> = None;
        for index in clusters {
            let cluster = &walk.board.clusters[index];
            let before = cluster.before(self.at);
            let latest = before.last();
            let is_inside = cluster.mentions.get(before.len()).is_some_and(|next| next.tokens.start < self.end)
                || latest.is_some_and(|it| it.tokens.end > self.at && it.form != MentionForm::Description);
            let latest = latest.map(|latest| latest.tokens.start);
            let is_long_ago = |latest| walk.syntax.sentence_of(latest) + LONGEST_MEMORY < self.sentence;
            // No pronoun means an entity that has no name and was mentioned long ago.
            let is_forgotten = self.class.is_some()
                && !cluster.is_named
                && cluster.members.is_empty()
                && latest.is_some_and(is_long_ago);
            let is_kind = || if self.class.is_some() { self.is_possible(cluster) } else { self.is_gender(cluster) };
            let is_asked = !is_inside
                && !cluster.mentions.is_empty()
                && !is_forgotten
                && is_kind()
                && !self.is_adjective(walk, cluster)
                && !self.is_hashtag(walk, cluster);
            if !is_asked {
                continue;
            }
            let is_fit = fits(cluster);
            if is_fit && let Some(at) = self.first_of_paragraph(walk, cluster) {
                first = Some(first.map_or((at, index), |known| known.min((at, index))));
            }
            if more(index, &mut row) {
                row.set(Feature::Fits, is_fit);
                self.tell(walk, index, before, [speaker, spoke], &mut row);
                found.push((latest, index, told.len()));
                told.push(row);
                row = base;
            }
        }
        // The nearest first; those that are only named later last.
        found.arrange_by_key(|(latest, cluster, _)| (std::cmp::Reverse(*latest), *cluster));
        let mut rows = Vec::with_capacity(found.len() + 1);
        rows.push(base);
        rows[0].set(Feature::Nobody, 1u8);
        let mut rank_fitting = 0u32;
        for (rank, (_, index, at)) in found.iter().enumerate() {
            let mut row = told[*at];
            row.set(Feature::Rank, rank as u32);
            row.set(Feature::RankFitting, rank_fitting);
            row.set(Feature::FirstOfParagraph, first.is_some_and(|(_, first)| first == *index));
            rank_fitting += u32::from(row.get(Feature::Fits) > 0.0);
            rows.push(row);
        }
        let fitting = rows[1..].iter().filter(|row| row.get(Feature::Fits) > 0.0);
        let often: Vec<f32> = fitting.map(|row| row.get(Feature::Often)).collect();
        let matched: Vec<f32> = rows[1..].iter().map(Row::matched).collect();
        let above = |values: &[f32], own: f32| values.iter().filter(|value| **value > own).count() as u32;
        for (row, own) in rows[1..].iter_mut().zip(&matched) {
            row.set(Feature::OftenRank, above(&often, row.get(Feature::Often)));
            row.set(Feature::MatchRank, above(&matched, *own));
        }
        rows.iter_mut().for_each(|row| row.set(Feature::Fitting, rank_fitting));
        let clusters = found.into_iter().map(|(_, index, _)| index).collect();
        Evidence { rows, clusters, barred: Vec::new() }
    }

    /// Who says the words in which it stands, between marks, and reported.
    pub(super) fn speakers(&self, walk: &Walk) -> [Option<usize>; 2] {
        [self.quoted, walk.given.reported[self.at]].map(|quotation| walk.board.speaker(quotation?))
    }

    /// Whether a cluster may be meant by the pronoun at all.
    fn is_possible(&self, cluster: &Cluster) -> bool {
        match self.class {
            Some(0 | 1) => cluster.kind == EntityKind::Person && self.is_gender(cluster),
            Some(2) => !cluster.is_plural && !matches!(cluster.kind, EntityKind::Person | EntityKind::Group),
            Some(4) => cluster.kind != EntityKind::Person,
            _ if !cluster.is_named && cluster.members.is_empty() => cluster.is_plural || self.is_source,
            _ => cluster.kind != EntityKind::Person || self.is_source,
        }
    }

    /// Whether a cluster is the adjective of a people, which no pronoun means: "the German army and its guns".
    fn is_adjective(&self, walk: &Walk, cluster: &Cluster) -> bool {
        self.class.is_some()
            && cluster.kind == EntityKind::Other
            && lexicon::demonym(cluster.name.of(walk.syntax.text)).is_some()
            && Rule::PeoplesAreAdjectives.holds()
    }

    /// Whether a cluster is a hashtag, which no pronoun means: "#SaveOurRiver".
    fn is_hashtag(&self, walk: &Walk, cluster: &Cluster) -> bool {
        self.class.is_some() && cluster.name.of(walk.syntax.text).starts_with('#') && Rule::HashtagsSayNothing.holds()
    }

    fn is_gender(&self, cluster: &Cluster) -> bool {
        // A first name may mislead; yet "his wife" is no man's name.
        let known = if self.class.is_some() { cluster.told_gender() } else { cluster.gender() };
        match (self.gender, known) {
            (Some(asked), Some(told)) => asked == told,
            _ => true,
        }
    }

    /// Where a candidate is first mentioned in the paragraph, outside of quotation marks.
    fn first_of_paragraph(&self, walk: &Walk, cluster: &Cluster) -> Option<usize> {
        let start = walk.syntax.paragraphs[self.paragraph].tokens.start;
        let mut near = cluster.from(start).iter().take(MOST_MENTIONS);
        let first = near.find(|mention| mention.quoted.is_none()).map(|mention| mention.tokens.start);
        first.filter(|at| *at < self.at)
    }

    /// Sets what is told of a candidate by where it was mentioned `before`; `speakers` are who speaks here and who spoke last.
    fn tell(&self, walk: &Walk, index: usize, before: &[Placed], speakers: [Option<usize>; 2], row: &mut Row) {
        let cluster = &walk.board.clusters[index];
        row.set(Feature::Kind, cluster.kind as u8);
        row.set(Feature::Named, cluster.is_named);
        row.set(Feature::Members, cluster.members.len().min(4) as u32);
        if let Some(asked) = self.gender {
            let agrees = |known: Gender| if known == asked { 1.0 } else { -1.0 };
            let expected = cluster.expected_gender.map_or(0.0, agrees);
            row.set(Feature::Gender, cluster.told_gender().map_or(expected, |told| 2.0 * agrees(told)));
        }
        self.tell_speaker(walk, index, speakers, row);
        row.set(Feature::Often, (before.len() as f32).ln_1p());
        if self.class.is_some() {
            self.tell_clauses(walk, cluster, before, row);
        }
        match before.last() {
            Some(latest) => self.tell_latest(walk, before, latest, row),
            None => {
                let next = cluster.mentions[0].tokens.start;
                row.set(Feature::Ahead, 1 + (walk.syntax.sentence_of(next) - self.sentence) as u32);
                row.set(Feature::Tokens, ((next - self.at) as f32).ln_1p());
            }
        }
    }

    /// Sets what is told of a candidate by who speaks here and there.
    fn tell_speaker(&self, walk: &Walk, index: usize, [speaker, latest]: [Option<usize>; 2], row: &mut Row) {
        let cluster = &walk.board.clusters[index];
        row.set(Feature::NamedInAll, (walk.told_of[index].times_named as f32).ln_1p());
        let lead = walk.syntax.sentences.get(2).map_or(usize::MAX, |sentence| sentence.tokens.start);
        row.set(Feature::InLead, cluster.mentions.first().is_some_and(|first| first.tokens.start < lead));
        row.set(Feature::SpokeLast, latest == Some(index));
        row.set(Feature::OwnWords, speaker == Some(index));
        let is_of =
            |speaker: Option<usize>| speaker.is_some_and(|speaker| walk.told_of[speaker].beside.contains(&index));
        row.set(Feature::OfSpeaker, if is_of(speaker) { 2 } else { u8::from(is_of(latest)) });
        row.set(Feature::Speaks, (walk.told_of[index].speaks as f32).ln_1p());
        let is_said = |at: usize| {
            let mut said = self.wording.says().flat_map(|quotation| &walk.given.contents[quotation]);
            said.any(|range| range.contains(&at))
        };
        if self.is_source {
            let is_name = |mention: &&Placed| mention.form == MentionForm::Name && is_said(mention.tokens.start);
            row.set(Feature::InSaid, cluster.mentions.iter().filter(is_name).take(2).count() as u32);
        }
        let turn = walk.turns[self.paragraph];
        let has_turn = self.quoted.is_none() && (turn.speaker == Some(index) || turn.listener == Some(index));
        row.set(Feature::OwnTurn, has_turn);
        if let Some(class) = self.class {
            let chain = walk.chains[class].map_or(0, |latest| 1 + u8::from(latest == index));
            row.set(Feature::Chain, chain);
        }
    }

    /// Sets what is told of a candidate by its `latest` mention, the last of `mentions`.
    fn tell_latest(&self, walk: &Walk, mentions: &[Placed], latest: &Placed, row: &mut Row) {
        let latest_at = latest.tokens.start;
        let sentence = walk.syntax.sentence_of(latest_at);
        let sentences = match self.quoted {
            // What is quoted between does not part those who are told of.
            None => walk.told[self.sentence] - walk.told[sentence],
            Some(_) => self.sentence - sentence,
        };
        row.set(Feature::Sentences, sentences.min(20) as u32);
        row.set(Feature::Paragraphs, (self.paragraph - walk.syntax.paragraph_of(latest_at)).min(9) as u32);
        row.set(Feature::Tokens, ((self.at - latest_at) as f32).ln_1p());
        row.set(Feature::LatestForm, latest.form as u8);
        row.set(Feature::LatestSlot, latest.slot as u8);
        row.set(Feature::LatestQuoted, latest.quoted.is_some());
        let started = walk.syntax.sentences[self.sentence].tokens.start;
        let before = walk.syntax.sentences[self.sentence.saturating_sub(1)].tokens.start;
        let subject = mentions
            .iter()
            .rev()
            .take(MOST_MENTIONS)
            .take_while(|mention| mention.tokens.start >= before)
            .filter(|mention| mention.slot == Slot::Subject)
            .map(|mention| 1 + u8::from(mention.tokens.start >= started))
            .max();
        row.set(Feature::SubjectLately, subject.unwrap_or(0));
        row.set(Feature::LatestIsFirst, mentions.len() == 1);
        let near = walk.syntax.sentences[self.sentence.saturating_sub(2)].tokens.start;
        let lately = mentions.len() - mentions.partition_point(|mention| mention.tokens.start < near);
        row.set(Feature::Lately, lately.min(6) as u32);
        let is_clause =
            self.is_object && latest.slot == Slot::Subject && sentence == self.sentence && self.at - latest_at < 7;
        row.set(Feature::SameClause, is_clause);
        let is_taken_up = latest.form == MentionForm::Name
            && latest.tokens.end + 1 == self.at
            && walk.syntax.word(latest.tokens.end) == ","
            && latest.slot != Slot::Oblique
            && self.wording.tokens.start == self.at;
        row.set(Feature::TakenUp, is_taken_up);
    }

    /// Sets what is told of a candidate for a pronoun by the clauses between them.
    fn tell_clauses(&self, walk: &Walk, cluster: &Cluster, mentions: &[Placed], row: &mut Row) {
        let syntax = walk.syntax;
        let named = cluster.from(self.end).iter().find(|mention| mention.form == MentionForm::Name);
        if let Some(named) = named.filter(|named| named.tokens.start < syntax.sentences[self.sentence].tokens.end) {
            row.set(Feature::NamedAfter, ((named.tokens.start - self.end + 1) as f32).ln_1p());
        }
        if let Some(asked) = self.gender {
            row.set(Feature::GenderTold, cluster.told(asked).clamp(-3.0, 3.0));
        }
        if let Some(head) = self.subject {
            let is_subject = mentions.iter().rev().take(2).any(|mention| mention.tokens.contains(&head));
            row.set(Feature::ClauseSubject, 2 - u8::from(is_subject));
        }
        let Some(latest) = mentions.last() else { return };
        let start = |sentence: usize| syntax.sentences[sentence].tokens.start;
        let first = start(syntax.sentence_of(latest.tokens.start));
        let since = start(self.sentence.saturating_sub(3));
        let lately = mentions.iter().rev().take(MOST_MENTIONS).take_while(|mention| mention.tokens.start >= since);
        let subjects = lately.filter(|mention| mention.slot == Slot::Subject).count();
        row.set(Feature::VerbsBetween, syntax.verbs_between(latest.tokens.end, self.at).min(8) as u32);
        row.set(Feature::Boundary, syntax.boundary(latest.tokens.end, self.at));
        row.set(Feature::LatestBefore, ((latest.tokens.start - first) as f32).ln_1p());
        row.set(Feature::Subjects, subjects.min(6) as u32);
    }
}
