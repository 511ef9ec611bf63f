//! Who speaks if the speaker shown is wrong, or if none is shown: the candidates, each a row of numbers.

use super::features::{number_of_entity, number_of_quotation};
use crate::Span;
use crate::analysis::columns::{self, columns};
use crate::analysis::{Entity, Quotation};
use crate::arranging::Arrange;
use crate::syntax::Syntax;

columns! {
    /// What a row holds, in its order. The first row of a quotation is that of none of the candidates.
    Feature from 0;
    /// A speaker is shown.
    IsShown,
    /// 0 direct, 1 indirect, 2 mixed.
    Quotation,
    /// The share of the sources that stand for it.
    Source,
    /// How likely the source was taken for it; of nobody: for the one shown.
    Chance,
    /// It is mentioned in the words of the source.
    InSource,
    /// Its name shares a word with that of the one shown (1), the last one (2).
    SharesWord,
    /// 0 person, 1 organization, 2 place, 3 group, 4 other.
    Kind,
    /// It is of the kind of the one shown.
    SameKind,
    /// How often it is mentioned (logarithm).
    Often,
    /// Of how many quotations it is the speaker (logarithm).
    Speaks,
    /// It is the speaker of the quotation before (1), of the one before that (2).
    SpokeBefore,
    /// It is the speaker of the next quotation.
    SpeaksNext,
    /// Tokens from its latest mention before the content (logarithm).
    Before,
    /// Tokens to its first mention behind the content (logarithm).
    Behind,
    /// It is mentioned in the paragraph where the content begins.
    InParagraph,
    /// It is mentioned in the content.
    InContent,
    /// Tokens from its nearest mention to the source (logarithm).
    FromSource,
}

/// How many there are.
pub const FEATURES: usize = Feature::ALL.len();

/// The features of a candidate.
pub type Row = columns::Row<FEATURES>;

/// So many mentions before the end of the content, and behind it, are looked at.
const AROUND: [usize; 2] = [30, 10];

/// So many tokens away is what is not mentioned around.
const FAR: usize = 1000;

/// What the quotations of a text have in common.
pub struct Text<'a> {
    syntax: &'a Syntax<'a>,
    entities: &'a [Entity],
    /// All mentions in the order of the text: their span, their first token and their entity.
    mentions: Vec<(Span, usize, usize)>,
    /// The speaker of each quotation.
    pub(super) speakers: Vec<Option<usize>>,
    /// Of how many quotations each entity is the speaker.
    speaks: Vec<usize>,
}

/// What sources and the choice of whom they mean tell of an entity.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// The share of the sources after the first that stand for it.
    pub source: f32,
    /// How likely the first was taken for it.
    pub chance: f32,
}

impl<'a> Text<'a> {
    /// Of all `entities` of a text, and the speakers of its quotations.
    pub(super) fn new(syntax: &'a Syntax<'a>, entities: &'a [Entity], speakers: Vec<Option<usize>>) -> Text<'a> {
        let mentions = |(index, entity): (usize, &'a Entity)| {
            entity.mentions.iter().map(move |one| (one.span, syntax.tokens_in(one.span).start, index))
        };
        let mut mentions: Vec<(Span, usize, usize)> = entities.iter().enumerate().flat_map(mentions).collect();
        mentions.arrange();
        let mut speaks = vec![0; entities.len()];
        speakers.iter().flatten().for_each(|speaker| speaks[*speaker] += 1);
        Text { syntax, entities, mentions, speakers, speaks }
    }

    /// Who may speak instead in quotation `index`, and the rows of nobody and of these: whom something is `told` of, and
    /// who is mentioned or speaks around. `chance` is how likely the choice of the one shown is.
    pub(super) fn rivals(
        &self,
        index: usize,
        quotation: &Quotation,
        chance: f32,
        told: &[(usize, Told)],
    ) -> (Vec<usize>, Vec<Row>) {
        let Text { syntax, entities, mentions, speakers, speaks } = self;
        let shown = speakers[index];
        let first = quotation.content.first().copied().unwrap_or(Span { start: 0, end: 0 });
        let last = quotation.content.last().unwrap_or(&first);
        let content = Span { start: first.start, end: last.end.max(first.end) };
        let tokens = syntax.tokens_in(content);
        let source = quotation.sources.first().map(|source| syntax.tokens_in(source.span));
        let behind = mentions.partition_point(|(span, ..)| span.start < content.end);
        let near = &mentions[behind.saturating_sub(AROUND[0])..(behind + AROUND[1]).min(mentions.len())];
        let speaker = |at: Option<usize>| at.and_then(|at| *speakers.get(at)?);
        let before = [speaker(index.checked_sub(1)), speaker(index.checked_sub(2))];
        let next = speaker(Some(index + 1));
        let others = before.into_iter().chain([next]).flatten().chain(near.iter().map(|(_, _, who)| *who));
        let mut found: Vec<usize> = Vec::new();
        for who in told.iter().map(|(who, _)| *who).chain(others) {
            if Some(who) != shown && !found.contains(&who) {
                found.push(who);
            }
        }
        let mut all = Row::default();
        all.set(Feature::IsShown, shown.is_some());
        all.set(Feature::Quotation, number_of_quotation(quotation.kind));
        let mut rows = vec![all; found.len() + 1];
        rows[0].set(Feature::Chance, chance);
        let logarithm = |distance: Option<usize>| (distance.unwrap_or(FAR) as f32).ln_1p();
        let paragraph = syntax.paragraph_of(tokens.start);
        for (who, row) in found.iter().zip(&mut rows[1..]) {
            let entity = &entities[*who];
            if let Some((_, told)) = told.iter().find(|(known, _)| known == who) {
                row.set(Feature::Source, told.source);
                row.set(Feature::Chance, told.chance);
            }
            if let Some(shown) = shown.map(|shown| &entities[shown]) {
                let words = |entity: &'a Entity| entity.name.split(' ');
                let shares = words(entity).any(|word| words(shown).any(|other| other == word));
                let is_last = shares && words(entity).next_back() == words(shown).next_back();
                row.set(Feature::SharesWord, u8::from(shares) + u8::from(is_last));
                row.set(Feature::SameKind, shown.kind == entity.kind);
            }
            row.set(Feature::Kind, number_of_entity(entity.kind));
            row.set(Feature::Often, (entity.mentions.len() as f32).ln());
            row.set(Feature::Speaks, (speaks[*who] as f32).ln_1p());
            let spoke = before.iter().position(|speaker| *speaker == Some(*who));
            row.set(Feature::SpokeBefore, spoke.map_or(0.0, |back| back as f32 + 1.0));
            row.set(Feature::SpeaksNext, next == Some(*who));
            let own = near.iter().filter(|(_, _, known)| known == who).map(|(_, start, _)| *start);
            let until = own.clone().rfind(|start| *start < tokens.start);
            row.set(Feature::Before, logarithm(until.map(|start| tokens.start - start)));
            let from = own.clone().find(|start| *start >= tokens.end);
            row.set(Feature::Behind, logarithm(from.map(|start| start - tokens.end)));
            row.set(Feature::InParagraph, own.clone().any(|start| syntax.paragraph_of(start) == paragraph));
            row.set(Feature::InContent, own.clone().any(|start| tokens.contains(&start)));
            if let Some(source) = &source {
                row.set(Feature::InSource, own.clone().any(|start| source.contains(&start)));
                row.set(Feature::FromSource, logarithm(own.map(|start| start.abs_diff(source.start)).min()));
            }
        }
        (found, rows)
    }
}
