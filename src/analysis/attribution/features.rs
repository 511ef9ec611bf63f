//! What tells whether the speaker that is shown is right, as a row of numbers.

use crate::Span;
use crate::analysis::coreference::Choice;
use crate::analysis::{Entity, EntityKind, MentionForm, Quotation, QuotationKind};
use crate::syntax::Syntax;

/// What a row holds, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Feature {
    /// How likely the source is, by the joiner of quotations.
    Source,
    /// How much less likely the next one is that stands for somebody else.
    SourceMargin,
    /// How many sources are thought of.
    Sources,
    /// How likely the one is whom a source without a name was taken for; 1 for a name.
    Chance,
    /// How much less likely the next is.
    ChanceMargin,
    /// The form of the source: 0 a name, 1 a pronoun, 2 a description, 3 other words.
    Form,
    /// The words of the source.
    SourceWords,
    /// 0 person, 1 organization, 2 place, 3 group, 4 other.
    Kind,
    /// It has a name.
    Named,
    /// How many it joins.
    Members,
    /// How often it is mentioned (logarithm).
    Often,
    /// How often by name (logarithm).
    OftenByName,
    /// The words of its name.
    NameWords,
    /// Its name begins with a small letter or a mark.
    SmallName,
    /// 0 direct, 1 indirect, 2 mixed.
    Quotation,
    /// The words of the content (logarithm).
    ContentWords,
    /// How many pieces it has.
    Pieces,
    /// There is a cue.
    Cue,
    /// Tokens between source and content (logarithm).
    Distance,
    /// The source stands before the content.
    Before,
    /// Paragraphs between them.
    Paragraphs,
    /// The quotation before has the same speaker.
    SameAsBefore,
    /// How many other people are mentioned in the paragraph.
    OthersNear,
    /// How many people the text names.
    People,
}

/// How many there are.
pub const FEATURES: usize = Feature::People as usize + 1;

/// A speaker that is shown, with what it was chosen by.
pub struct Shown<'a> {
    /// The quotation.
    pub quotation: &'a Quotation,
    /// Index of the speaker among the entities.
    pub speaker: usize,
    /// The share of the sources that stand for somebody else: that of the likeliest.
    pub rival: f32,
    /// Whom the source was taken for, if it has no name.
    pub choice: Option<&'a Choice>,
    /// The speaker of the quotation before.
    pub before: Option<usize>,
}

/// The row of a speaker that is shown.
pub fn row(syntax: &Syntax, entities: &[Entity], shown: &Shown) -> [f32; FEATURES] {
    let mut row = [0.0; FEATURES];
    let mut set = |feature: Feature, value: f32| row[feature as usize] = value;
    let Shown { quotation, speaker, rival, choice, before } = shown;
    let entity = &entities[*speaker];
    let count = |span: Span| syntax.tokens_in(span).len() as f32;
    let source = quotation.sources.first();
    let score = source.map_or(0.0, |source| source.score);
    set(Feature::Source, score);
    set(Feature::SourceMargin, score - rival);
    set(Feature::Sources, quotation.sources.len() as f32);
    let second = choice.map_or(0.0, |choice| choice.rivals.first().map_or(0.0, |rival| rival.1));
    let chance = choice.map_or(1.0, |choice| choice.chance);
    set(Feature::Chance, chance);
    set(Feature::ChanceMargin, chance - second);
    let form = source.and_then(|source| entity.mentions.iter().find(|mention| mention.span == source.span));
    let form = match form.map(|mention| mention.form) {
        Some(MentionForm::Name) => 0.0,
        Some(MentionForm::Pronoun) => 1.0,
        Some(MentionForm::Description) => 2.0,
        None => 3.0,
    };
    set(Feature::Form, form);
    set(Feature::SourceWords, source.map_or(0.0, |source| count(source.span)));
    let kind = match entity.kind {
        EntityKind::Person => 0.0,
        EntityKind::Organization => 1.0,
        EntityKind::Place => 2.0,
        EntityKind::Group => 3.0,
        EntityKind::Other => 4.0,
    };
    set(Feature::Kind, kind);
    let names = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name).count();
    set(Feature::Named, f32::from(u8::from(names > 0)));
    set(Feature::Members, entity.members.len() as f32);
    set(Feature::Often, (entity.mentions.len() as f32).ln());
    set(Feature::OftenByName, (names as f32).ln_1p());
    set(Feature::NameWords, entity.name.split(' ').count() as f32);
    set(Feature::SmallName, f32::from(u8::from(!entity.name.starts_with(char::is_uppercase))));
    let kind = match quotation.kind {
        QuotationKind::Direct => 0.0,
        QuotationKind::Indirect => 1.0,
        QuotationKind::Mixed => 2.0,
    };
    set(Feature::Quotation, kind);
    set(Feature::ContentWords, quotation.content.iter().map(|span| count(*span)).sum::<f32>().ln_1p());
    set(Feature::Pieces, quotation.content.len() as f32);
    set(Feature::Cue, f32::from(u8::from(quotation.cue.is_some())));
    let paragraph = |span: Span| syntax.paragraph_of(syntax.tokens_in(span).start);
    if let Some((source, first)) = source.zip(quotation.content.first()) {
        let last = quotation.content.last().unwrap_or(first);
        let is_before = source.span.start < first.start;
        let between = if is_before {
            syntax.tokens_in(first.to_owned()).start.abs_diff(syntax.tokens_in(source.span).end)
        } else {
            syntax.tokens_in(source.span).start.abs_diff(syntax.tokens_in(*last).end)
        };
        set(Feature::Distance, (between as f32).ln_1p());
        set(Feature::Before, f32::from(u8::from(is_before)));
        set(Feature::Paragraphs, paragraph(source.span).abs_diff(paragraph(*first)) as f32);
        let here = &syntax.paragraphs[paragraph(source.span)].tokens;
        let span = syntax.span(here.clone());
        let is_near = |index: &usize| {
            *index != *speaker
                && entities[*index].kind == EntityKind::Person
                && entities[*index].mentions.iter().any(|mention| mention.span.overlaps(span))
        };
        set(Feature::OthersNear, (0..entities.len()).filter(is_near).count().min(6) as f32);
    }
    set(Feature::SameAsBefore, f32::from(u8::from(*before == Some(*speaker))));
    let people = entities.iter().filter(|entity| entity.kind == EntityKind::Person).count();
    set(Feature::People, (people as f32).ln_1p());
    row
}
