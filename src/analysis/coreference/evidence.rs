//! The candidates for a pronoun or a description, each with its row of features.

use std::ops::Range;

use super::clusters::{Cluster, Slot};
use super::decide::{Walk, class_of, next_is_noun};
use super::features::{Feature, Row};
use super::mentions::{Description, Determiner, Pronoun, Wording, name_at, pronoun};
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{self, Gender, NounKind, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// The candidates of a case; `rows` begins with that of "none of these".
pub(super) struct Evidence {
    pub rows: Vec<Row>,
    pub clusters: Vec<usize>,
}

/// What an entity is called by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call {
    /// The head noun in small letters.
    pub noun: String,
    /// The words between determiner and head that tell something, in small letters.
    pub modifiers: Vec<String>,
}

impl Call {
    pub fn new(syntax: &Syntax, tokens: Range<usize>, head: usize) -> Call {
        let tells = |at: &usize| {
            let word = syntax.word(*at);
            !matches!(syntax.tokens[*at].kind, TokenKind::Punctuation | TokenKind::Number)
                && syntax.scores.part_of_speech(*at) != PartOfSpeech::Determiner
                && !matches!(word, "'s" | "’s")
                && pronoun(word).is_none()
                && !lexicon::is_one_of(WordClass::ModifiesAnyNoun, word)
        };
        let modifiers = (tokens.start..head).filter(tells).map(|at| syntax.word(at).to_lowercase()).collect();
        Call { noun: syntax.word(head).to_lowercase(), modifiers }
    }
}

/// Descriptions may be named so many sentences later.
const SENTENCES_AHEAD: usize = 4;

/// What is asked for.
struct Asked<'a> {
    wording: &'a Wording,
    at: usize,
    end: usize,
    sentence: usize,
    paragraph: usize,
    quoted: Option<u32>,
    is_source: bool,
    is_object: bool,
    gender: Option<Gender>,
    class: Option<usize>,
}

impl Evidence {
    /// Who may be meant by a pronoun of the third person.
    pub fn of_pronoun(walk: &Walk, pronoun: Pronoun, wording: &Wording) -> Evidence {
        let gender = if let Pronoun::Singular(gender) = pronoun { Some(gender) } else { None };
        let mut asked = Asked::new(walk, wording, wording.tokens.clone(), gender);
        asked.class = class_of(pronoun);
        let word = walk.syntax.word(asked.at).to_ascii_lowercase();
        let is_owner = match word.as_str() {
            "his" | "its" | "their" | "our" => true,
            "her" => next_is_noun(walk.syntax, asked.end),
            _ => false,
        };
        asked.is_object = !is_owner && matches!(word.as_str(), "him" | "her" | "them");
        let mut base = asked.base(walk);
        base.set(Feature::Pronoun, [0u8, 0, 1, 2, 3][asked.class.unwrap_or(0)]);
        let case = match () {
            () if is_owner => 2,
            () if word.ends_with("self") || word.ends_with("selves") => 3,
            () if asked.is_object => 1,
            () => 0,
        };
        base.set(Feature::Case, case);
        let fits = |cluster: &Cluster| fits_pronoun(pronoun, cluster);
        let limit = walk.syntax.sentences[asked.sentence].tokens.end;
        asked.gather(walk, base, limit, fits, |_, _| true)
    }

    /// Whom a description may stand for.
    pub fn of_description(walk: &Walk, description: &Description, call: &Call, wording: &Wording) -> Evidence {
        let tokens = wording.tokens.start.min(description.head)..description.head + 1;
        let gender = lexicon::role(&call.noun).and_then(|role| role.gender);
        let asked = Asked::new(walk, wording, tokens.clone(), gender);
        let mut base = asked.base(walk);
        let determiner = match description.determiner {
            Determiner::Definite => 0,
            Determiner::Demonstrative => 1,
            Determiner::Possessive => 2,
            Determiner::Owner => 3,
            Determiner::Indefinite => 4,
            Determiner::Bare => 5,
        };
        let noun = match description.noun.map(|noun| noun.kind) {
            Some(NounKind::Person) => 0,
            Some(NounKind::Group) => 1,
            Some(NounKind::Organization) => 2,
            Some(NounKind::Place) => 3,
            Some(NounKind::Document) => 4,
            Some(NounKind::Thing) => 5,
            None => 6,
        };
        base.set(Feature::Determiner, determiner);
        base.set(Feature::Noun, noun);
        base.set(Feature::General, u8::from(description.noun.is_some_and(|noun| noun.is_general)));
        base.set(Feature::Relation, u8::from(lexicon::is_one_of(WordClass::Relation, &call.noun)));
        base.set(Feature::Modifiers, call.modifiers.len() as u32);
        let next = walk.syntax.tokens.get(description.head + 1).map_or("", |token| token.of(walk.syntax.text));
        base.set(Feature::GoesOn, u8::from(matches!(next, "of" | "for" | "who" | "that" | "in" | "at" | "from")));
        let inner: Vec<usize> = tokens.clone().filter_map(|at| name_at(walk.given.names, at)).collect();
        let is_bare = description.determiner == Determiner::Bare;
        let kind = description.noun.map(|noun| noun.kind);
        let last = (asked.sentence + SENTENCES_AHEAD).min(walk.syntax.sentences.len() - 1);
        let limit = walk.syntax.sentences[last].tokens.end;
        asked.gather(
            walk,
            base,
            limit,
            |cluster| fits_noun(kind, cluster) == 2,
            |index, row| {
                let cluster = &walk.board.clusters[index];
                let of_noun = || walk.calls[index].iter().filter(|known| known.noun == call.noun);
                let is_same = of_noun().any(|known| known.modifiers == call.modifiers);
                let is_same_noun = of_noun().next().is_some();
                let is_role = cluster.roles.iter().any(|role| role.trim_end_matches('.') == call.noun);
                let words = &walk.words[index];
                let in_name = cluster.is_named
                    && cluster.kind != EntityKind::Person
                    && words.iter().any(|word| *word == call.noun);
                let fit = fits_noun(kind, cluster);
                let is_told = is_same_noun || is_role || in_name;
                if !is_told && (fit == 0 || is_bare || (!cluster.is_named && fit < 2)) {
                    return false;
                }
                if !cluster.is_named && !is_told && !description.noun.is_some_and(|noun| noun.is_general) {
                    return false;
                }
                let shared = call.modifiers.iter().filter(|word| words.contains(word)).count();
                let is_other = |name: &usize| {
                    let mut tokens = walk.given.names[*name].tokens.clone();
                    !tokens.any(|at| words.contains(&walk.syntax.word(at).to_lowercase()))
                };
                row.set(Feature::SameWords, u8::from(is_same));
                row.set(Feature::SameNoun, u8::from(is_same_noun));
                row.set(Feature::Role, u8::from(is_role));
                row.set(Feature::InName, u8::from(in_name));
                row.set(Feature::Shared, shared as u32);
                row.set(Feature::Unshared, (call.modifiers.len() - shared) as u32);
                row.set(Feature::OtherName, u8::from(inner.iter().any(is_other)));
                row.set(Feature::NounFits, fit);
                row.set(Feature::Roles, cluster.roles.len().min(4) as u32);
                true
            },
        )
    }
}

/// Whether kind and gender of a cluster fit a pronoun.
fn fits_pronoun(pronoun: Pronoun, cluster: &Cluster) -> bool {
    match pronoun {
        Pronoun::Singular(gender) => {
            cluster.kind == EntityKind::Person && cluster.gender().is_none_or(|known| known == gender)
        }
        Pronoun::Neuter => !matches!(cluster.kind, EntityKind::Person | EntityKind::Group),
        _ => matches!(cluster.kind, EntityKind::Group | EntityKind::Organization),
    }
}

/// How well a noun fits what a cluster is: 2 the same kind, 1 near it, 0 not.
fn fits_noun(noun: Option<NounKind>, cluster: &Cluster) -> u8 {
    match (noun, cluster.kind) {
        (Some(NounKind::Person), EntityKind::Person)
        | (Some(NounKind::Group), EntityKind::Group)
        | (Some(NounKind::Organization), EntityKind::Organization)
        | (Some(NounKind::Place), EntityKind::Place)
        | (Some(NounKind::Document | NounKind::Thing), EntityKind::Other) => 2,
        (Some(NounKind::Group), EntityKind::Organization)
        | (Some(NounKind::Organization), EntityKind::Place | EntityKind::Group | EntityKind::Other)
        | (Some(NounKind::Place), EntityKind::Organization) => 1,
        _ => 0,
    }
}

impl<'a> Asked<'a> {
    fn new(walk: &Walk, wording: &'a Wording, tokens: Range<usize>, gender: Option<Gender>) -> Asked<'a> {
        Asked {
            wording,
            at: tokens.start,
            end: tokens.end,
            sentence: walk.syntax.sentence_of(tokens.start),
            paragraph: walk.syntax.paragraph_of(tokens.start),
            quoted: walk.given.spoken[tokens.start],
            is_source: wording.sources.iter().any(|(_, rank)| *rank == 0),
            is_object: false,
            gender,
            class: None,
        }
    }

    /// What all rows of the case have in common.
    fn base(&self, walk: &Walk) -> Row {
        let mut row = Row::default();
        let before = self.at - walk.syntax.sentences[self.sentence].tokens.start;
        row.set(Feature::Quoted, u8::from(self.quoted.is_some()));
        row.set(Feature::IsSource, u8::from(self.is_source));
        row.set(Feature::Before, (before as f32).ln_1p());
        row
    }

    /// The candidates: those mentioned before, and those named up to token `limit`. `more` sets what is asked of this
    /// kind of words only, or says that the candidate is none.
    fn gather(
        &self,
        walk: &Walk,
        base: Row,
        limit: usize,
        fits: impl Fn(&Cluster) -> bool,
        more: impl Fn(usize, &mut Row) -> bool,
    ) -> Evidence {
        let mut clusters = walk.recent.clone();
        let first = walk.given.names.partition_point(|name| name.tokens.start < self.end);
        for index in first..walk.given.names.len() {
            let cluster = walk.given.of_name[index];
            if walk.given.names[index].tokens.start >= limit {
                break;
            }
            if !clusters.contains(&cluster) {
                clusters.push(cluster);
            }
        }
        // With the place of the latest mention; none for those that are only mentioned later.
        let mut found: Vec<(Option<usize>, usize, bool)> = Vec::new();
        for index in clusters {
            let cluster = &walk.board.clusters[index];
            let mentions = &cluster.mentions;
            let before = mentions.partition_point(|mention| mention.tokens.start < self.at);
            let is_inside = mentions[before..].first().is_some_and(|next| next.tokens.start < self.end)
                || before.checked_sub(1).is_some_and(|latest| {
                    let latest = &mentions[latest];
                    latest.tokens.end > self.at && latest.form != MentionForm::Description
                });
            let is_asked = if self.class.is_some() { self.is_possible(cluster) } else { self.is_gender(cluster) };
            if !is_inside && is_asked && !mentions.is_empty() {
                let latest = before.checked_sub(1).map(|latest| mentions[latest].tokens.start);
                found.push((latest, index, fits(cluster)));
            }
        }
        // The nearest first; those that are only named later last.
        found.sort_by_key(|(latest, cluster, _)| (std::cmp::Reverse(*latest), *cluster));
        let mut rows = vec![base];
        rows[0].set(Feature::Nobody, 1u8);
        let mut kept = Vec::new();
        let firsts = self.first_of_paragraph(walk, &found);
        let (mut rank, mut rank_fitting) = (0u32, 0u32);
        for (latest, index, is_fit) in &found {
            let mut row = base;
            if more(*index, &mut row) {
                row.set(Feature::Fits, u8::from(*is_fit));
                row.set(Feature::Rank, rank);
                row.set(Feature::RankFitting, rank_fitting);
                self.tell(walk, *index, *latest, &mut row);
                row.set(Feature::FirstOfParagraph, u8::from(firsts == Some(*index)));
                rows.push(row);
                kept.push(*index);
                rank += 1;
                rank_fitting += u32::from(*is_fit);
            }
        }
        for index in 1..rows.len() {
            let more_often = |other: &&Row| {
                other.get(Feature::Fits) > 0.0 && other.get(Feature::Often) > rows[index].get(Feature::Often)
            };
            let above = rows[1..].iter().filter(more_often).count() as u32;
            rows[index].set(Feature::OftenRank, above);
        }
        rows.iter_mut().for_each(|row| row.set(Feature::Fitting, rank_fitting));
        Evidence { rows, clusters: kept }
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

    fn is_gender(&self, cluster: &Cluster) -> bool {
        match (self.gender, cluster.told_gender()) {
            (Some(asked), Some(told)) => asked == told,
            _ => true,
        }
    }

    /// The candidate that fits and is mentioned first in the paragraph, outside of quotation marks.
    fn first_of_paragraph(&self, walk: &Walk, found: &[(Option<usize>, usize, bool)]) -> Option<usize> {
        let start = walk.syntax.paragraphs[self.paragraph].tokens.start;
        let first = |index: &usize| {
            let mentions = &walk.board.clusters[*index].mentions;
            let from = mentions.partition_point(|mention| mention.tokens.start < start);
            mentions[from..].iter().find(|mention| mention.quoted.is_none()).map(|mention| mention.tokens.start)
        };
        let fitting = found.iter().filter(|(_, _, fits)| *fits).map(|(_, index, _)| *index);
        let told = fitting.filter_map(|index| Some((first(&index).filter(|at| *at < self.at)?, index)));
        told.min().map(|(_, index)| index)
    }

    /// Sets what is told of a candidate by where it was mentioned.
    fn tell(&self, walk: &Walk, index: usize, latest: Option<usize>, row: &mut Row) {
        let cluster = &walk.board.clusters[index];
        let kind = match cluster.kind {
            EntityKind::Person => 0,
            EntityKind::Organization => 1,
            EntityKind::Place => 2,
            EntityKind::Group => 3,
            EntityKind::Other => 4,
        };
        row.set(Feature::Kind, kind);
        row.set(Feature::Named, u8::from(cluster.is_named));
        row.set(Feature::Members, cluster.members.len().min(4) as u32);
        if let Some(asked) = self.gender {
            let gender = match (cluster.told_gender(), cluster.expected_gender) {
                (Some(told), _) => {
                    if told == asked {
                        2.0
                    } else {
                        -2.0
                    }
                }
                (None, Some(expected)) => {
                    if expected == asked {
                        1.0
                    } else {
                        -1.0
                    }
                }
                (None, None) => 0.0,
            };
            row.set(Feature::Gender, gender);
        }
        row.set(Feature::NamedInAll, (walk.named[index] as f32).ln_1p());
        let lead = walk.syntax.sentences.get(2).map_or(usize::MAX, |sentence| sentence.tokens.start);
        row.set(Feature::InLead, u8::from(cluster.mentions.first().is_some_and(|first| first.tokens.start < lead)));
        let spoke = walk.spoke.iter().rev().find(|(at, _)| *at < self.at);
        row.set(Feature::SpokeLast, u8::from(spoke.is_some_and(|(_, speaker)| *speaker == index)));
        let speaker = self.quoted.and_then(|quotation| *walk.board.speakers.get(quotation as usize)?);
        row.set(Feature::OwnWords, u8::from(speaker == Some(index)));
        let turn = walk.turns[self.paragraph];
        let has_turn = self.quoted.is_none() && (turn.speaker == Some(index) || turn.listener == Some(index));
        row.set(Feature::OwnTurn, u8::from(has_turn));
        if let Some(class) = self.class {
            let chain = walk.chains[class].map_or(0, |latest| 1 + u8::from(latest == index));
            row.set(Feature::Chain, chain);
        }
        let mentions = &cluster.mentions;
        let count = mentions.partition_point(|mention| mention.tokens.start < self.at);
        row.set(Feature::Often, (count as f32).ln_1p());
        let Some(latest_at) = latest else {
            let ahead = walk.syntax.sentence_of(mentions[count].tokens.start) - self.sentence;
            row.set(Feature::Ahead, 1 + ahead as u32);
            row.set(Feature::Tokens, ((mentions[count].tokens.start - self.at) as f32).ln_1p());
            return;
        };
        let latest = &mentions[count - 1];
        let sentence = walk.syntax.sentence_of(latest_at);
        let sentences = match self.quoted {
            // What is quoted between does not part those who are told of.
            None => walk.told[self.sentence] - walk.told[sentence],
            Some(_) => self.sentence - sentence,
        };
        row.set(Feature::Sentences, sentences.min(20) as u32);
        row.set(Feature::Paragraphs, (self.paragraph - walk.syntax.paragraph_of(latest_at)).min(9) as u32);
        row.set(Feature::Tokens, ((self.at - latest_at) as f32).ln_1p());
        let form = match latest.form {
            MentionForm::Name => 0,
            MentionForm::Pronoun => 1,
            MentionForm::Description => 2,
        };
        row.set(Feature::LatestForm, form);
        row.set(Feature::LatestSlot, latest.slot as u8);
        row.set(Feature::LatestQuoted, u8::from(latest.quoted.is_some()));
        let started = walk.syntax.sentences[self.sentence].tokens.start;
        let before = walk.syntax.sentences[self.sentence.saturating_sub(1)].tokens.start;
        let subject = mentions[..count]
            .iter()
            .rev()
            .take_while(|mention| mention.tokens.start >= before)
            .filter(|mention| mention.slot == Slot::Subject)
            .map(|mention| 1 + u8::from(mention.tokens.start >= started))
            .max();
        row.set(Feature::SubjectLately, subject.unwrap_or(0));
        row.set(Feature::LatestIsFirst, u8::from(count == 1));
        let near = walk.syntax.sentences[self.sentence.saturating_sub(2)].tokens.start;
        let lately = count - mentions.partition_point(|mention| mention.tokens.start < near).min(count);
        row.set(Feature::Lately, lately.min(6) as u32);
        let is_clause =
            self.is_object && latest.slot == Slot::Subject && sentence == self.sentence && self.at - latest_at < 7;
        row.set(Feature::SameClause, u8::from(is_clause));
        let is_taken_up = latest.form == MentionForm::Name
            && latest.tokens.end + 1 == self.at
            && walk.syntax.word(latest.tokens.end) == ","
            && latest.slot != Slot::Oblique
            && self.wording.tokens.start == self.at;
        row.set(Feature::TakenUp, u8::from(is_taken_up));
    }
}
