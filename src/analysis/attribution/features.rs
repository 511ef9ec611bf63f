//! What tells whether the speaker that is shown is right, as a row of numbers.

use crate::Span;
use crate::analysis::columns::{self, columns};
use crate::analysis::coreference::Choice;
use crate::analysis::{Entity, EntityKind, Mention, MentionForm, Quotation, QuotationKind};
use crate::syntax::Syntax;
use crate::text::Paragraph;

columns! {
    /// What a row holds, in its order.
    Feature from 0;
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
pub const FEATURES: usize = Feature::ALL.len();

/// The features of a speaker.
pub type Row = columns::Row<FEATURES>;

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

/// What the rows of a text have in common, counted once.
pub struct Counts {
    /// How often each entity is mentioned by name.
    names: Vec<usize>,
    /// The people that each paragraph mentions, without repetition.
    people_of: Vec<Vec<usize>>,
    /// How many people the text names.
    people: usize,
}

impl Counts {
    /// Of all `entities` of a text.
    pub fn new(syntax: &Syntax, entities: &[Entity]) -> Counts {
        let is_name = |mention: &&Mention| mention.form == MentionForm::Name;
        let mut people_of = vec![Vec::new(); syntax.paragraphs.len()];
        let people = entities.iter().enumerate().filter(|(_, entity)| entity.kind == EntityKind::Person);
        for (index, mention) in
            people.clone().flat_map(|(index, person)| person.mentions.iter().map(move |m| (index, m)))
        {
            let span = |paragraph: &Paragraph| syntax.span(paragraph.tokens.clone());
            let from = syntax.paragraphs.partition_point(|paragraph| span(paragraph).end <= mention.span.start);
            let overlapped = syntax.paragraphs[from..].iter().take_while(|p| span(p).start < mention.span.end);
            for (people, _) in people_of[from..].iter_mut().zip(overlapped) {
                if people.last() != Some(&index) {
                    people.push(index);
                }
            }
        }
        Counts {
            names: entities.iter().map(|entity| entity.mentions.iter().filter(is_name).count()).collect(),
            people: people.count(),
            people_of,
        }
    }
}

/// The row of a speaker that is shown.
pub fn row(syntax: &Syntax, entities: &[Entity], counts: &Counts, shown: &Shown) -> Row {
    let mut row = Row::default();
    let Shown { quotation, speaker, rival, choice, before } = shown;
    let entity = &entities[*speaker];
    let count = |span: Span| syntax.tokens_in(span).len() as f32;
    let source = quotation.sources.first();
    let score = source.map_or(0.0, |source| source.score);
    row.set(Feature::Source, score);
    row.set(Feature::SourceMargin, score - rival);
    row.set(Feature::Sources, quotation.sources.len() as f32);
    let second = choice.map_or(0.0, |choice| choice.rivals.first().map_or(0.0, |rival| rival.1));
    let chance = choice.map_or(1.0, |choice| choice.chance);
    row.set(Feature::Chance, chance);
    row.set(Feature::ChanceMargin, chance - second);
    let form = source.and_then(|source| {
        let from = entity.mentions.partition_point(|mention| mention.span.start < source.span.start);
        let same_start = entity.mentions[from..].iter().take_while(|mention| mention.span.start == source.span.start);
        same_start.into_iter().find(|mention| mention.span == source.span)
    });
    let form = match form.map(|mention| mention.form) {
        Some(MentionForm::Name) => 0.0,
        Some(MentionForm::Pronoun) => 1.0,
        Some(MentionForm::Description) => 2.0,
        None => 3.0,
    };
    row.set(Feature::Form, form);
    row.set(Feature::SourceWords, source.map_or(0.0, |source| count(source.span)));
    row.set(Feature::Kind, number_of_entity(entity.kind));
    let names = counts.names[*speaker];
    row.set(Feature::Named, names > 0);
    row.set(Feature::Members, entity.members.len() as f32);
    row.set(Feature::Often, (entity.mentions.len() as f32).ln());
    row.set(Feature::OftenByName, (names as f32).ln_1p());
    row.set(Feature::NameWords, entity.name.split(' ').count() as f32);
    row.set(Feature::SmallName, !entity.name.starts_with(char::is_uppercase));
    row.set(Feature::Quotation, number_of_quotation(quotation.kind));
    row.set(Feature::ContentWords, quotation.content.iter().map(|span| count(*span)).sum::<f32>().ln_1p());
    row.set(Feature::Cue, quotation.cue.is_some());
    let paragraph = |span: Span| syntax.paragraph_of(syntax.tokens_in(span).start);
    if let Some((source, first)) = source.zip(quotation.content.first()) {
        let last = quotation.content.last().unwrap_or(first);
        let is_before = source.span.start < first.start;
        let between = if is_before {
            syntax.tokens_in(first.to_owned()).start.abs_diff(syntax.tokens_in(source.span).end)
        } else {
            syntax.tokens_in(source.span).start.abs_diff(syntax.tokens_in(*last).end)
        };
        row.set(Feature::Distance, (between as f32).ln_1p());
        row.set(Feature::Before, is_before);
        row.set(Feature::Paragraphs, paragraph(source.span).abs_diff(paragraph(*first)) as f32);
        let near = &counts.people_of[paragraph(source.span)];
        let others = near.len() - usize::from(near.binary_search(speaker).is_ok());
        row.set(Feature::OthersNear, others.min(6) as f32);
    }
    row.set(Feature::SameAsBefore, *before == Some(*speaker));
    row.set(Feature::People, (counts.people as f32).ln_1p());
    row
}

/// The number that stands for a kind in the rows that forests learned from, whatever the order of the enum.
pub(super) fn number_of_quotation(kind: QuotationKind) -> f32 {
    match kind {
        QuotationKind::Direct => 0.0,
        QuotationKind::Indirect => 1.0,
        QuotationKind::Mixed => 2.0,
    }
}

/// The same of an entity.
pub(super) fn number_of_entity(kind: EntityKind) -> f32 {
    match kind {
        EntityKind::Person => 0.0,
        EntityKind::Organization => 1.0,
        EntityKind::Place => 2.0,
        EntityKind::Group => 3.0,
        EntityKind::Other => 4.0,
    }
}
