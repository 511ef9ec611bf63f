//! Chooses the speaker of each quotation among the entities, and tells how likely it is that the one shown is right.

pub mod features;

use crate::arranging::Arrange;
use std::sync::LazyLock;

use super::coreference::{Choice, Lookup};
use super::quotations::forest::Forest;
use super::{Alternative, Attribution, Entity, Quotation};
use crate::syntax::Syntax;
use features::{Counts, FEATURES, Shown, row};

/// How many other speakers an attribution names at most.
const MOST_ALTERNATIVES: usize = 3;

/// The built-in model of how likely the speaker shown is right: see `src/data/README.md`.
static MODEL: LazyLock<Forest> =
    LazyLock::new(|| Forest::read(&mut include_bytes!("../../data/attribution.forest").as_slice()).unwrap_or_default());

/// One attribution per quotation, in the same order.
pub fn attribute(
    syntax: &Syntax,
    quotations: &[Quotation],
    entities: &[Entity],
    choices: &[Choice],
) -> Vec<Attribution> {
    attribute_with(syntax, quotations, entities, choices, |row| logistic(MODEL.scores(&[row.as_slice()])[0]))
}

/// Like [`attribute`], with another model of how likely the speaker shown is right.
pub fn attribute_with(
    syntax: &Syntax,
    quotations: &[Quotation],
    entities: &[Entity],
    choices: &[Choice],
    mut confidence: impl FnMut(&[f32; FEATURES]) -> f32,
) -> Vec<Attribution> {
    let lookup = Lookup::new(syntax, entities);
    let counts = Counts::new(syntax, entities);
    let mut confidence = |shown: &Shown| confidence(&row(syntax, entities, &counts, shown).0);
    let mut attributions: Vec<Attribution> = Vec::with_capacity(quotations.len());
    for quotation in quotations {
        let before = attributions.last().and_then(|before| before.speaker);
        attributions.push(attribute_one(quotation, choices, &lookup, before, &mut confidence));
    }
    attributions
}

fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

fn attribute_one(
    quotation: &Quotation,
    choices: &[Choice],
    lookup: &Lookup,
    before: Option<usize>,
    confidence: &mut impl FnMut(&Shown) -> f32,
) -> Attribution {
    let source = quotation.sources.first();
    let speaker = source.and_then(|source| lookup.entity(source.span));
    let choice = source.and_then(|source| {
        let at = choices.partition_point(|known| known.span < source.span);
        choices.get(at).filter(|known| known.span == source.span)
    });
    // What the sources and the choices say of others.
    let mut others: Vec<Alternative> = Vec::new();
    let mut add = |index: Option<usize>, share: f32| {
        let Some(index) = index.filter(|index| Some(*index) != speaker) else { return };
        match others.iter_mut().find(|known| known.speaker == index) {
            Some(known) => known.confidence += share,
            None => others.push(Alternative { speaker: index, confidence: share }),
        }
    };
    for source in quotation.sources.iter().skip(1) {
        add(lookup.entity(source.span), source.score);
    }
    let rival = quotation.sources.iter().skip(1).filter(|source| lookup.entity(source.span) != speaker);
    let rival = rival.map(|source| source.score).fold(0.0, f32::max);
    for (span, chance) in choice.iter().flat_map(|choice| &choice.rivals) {
        add(lookup.entity(*span), chance * source.map_or(0.0, |source| source.score));
    }
    let confidence = match speaker {
        Some(speaker) => confidence(&Shown { quotation, speaker, rival, choice, before }),
        None => source.map_or(0.0, |source| source.score),
    };
    // They share what is left.
    let sum: f32 = others.iter().map(|other| other.confidence).sum();
    let left = 1.0 - if speaker.is_some() { confidence } else { 0.0 };
    others.iter_mut().for_each(|other| other.confidence *= left / sum.max(left).max(f32::MIN_POSITIVE));
    others.arrange_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.speaker.cmp(&b.speaker)));
    others.truncate(MOST_ALTERNATIVES);
    let source = source.filter(|_| !quotation.inherits).map(|source| source.span);
    Attribution { source, speaker, confidence, alternatives: others }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::analysis::{EntityKind, Mention, MentionForm, QuotationKind, SourceCandidate};

    const TEXT: &str = "“Go,” Ada Okafor of the Port said. “Stay,” she said. Lee left.";

    fn at(words: &str) -> Span {
        let start = TEXT.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    }

    fn entity(kind: EntityKind, mentions: &[(&str, MentionForm)]) -> Entity {
        let mentions: Vec<Mention> =
            mentions.iter().map(|(words, form)| Mention { span: at(words), form: *form }).collect();
        let name = mentions[0].span.of(TEXT).to_owned();
        Entity { kind, name, description: None, mentions, members: Vec::new(), place: None }
    }

    fn check(sources: &[(&str, f32)], speaker: Option<usize>, confidence: f32, alternatives: &[usize]) {
        let entities = [
            entity(EntityKind::Organization, &[("Port", MentionForm::Name)]),
            entity(EntityKind::Person, &[("Ada Okafor", MentionForm::Name), ("she", MentionForm::Pronoun)]),
            entity(EntityKind::Person, &[("Lee", MentionForm::Name)]),
        ];
        let sources = sources.iter().map(|(words, score)| SourceCandidate { span: at(words), score: *score }).collect();
        let quotation = Quotation {
            kind: QuotationKind::Direct,
            content: vec![at("Go,")],
            quoted_parts: vec![at("Go,")],
            cue: None,
            sources,
            inherits: false,
        };
        let found = &attribute_with(&Syntax::new(TEXT), &[quotation], &entities, &[], |row| row[0])[0];
        let others: Vec<usize> = found.alternatives.iter().map(|other| other.speaker).collect();
        assert_eq!((found.speaker, others.as_slice()), (speaker, alternatives));
        assert!((found.confidence - confidence).abs() < 1e-6, "{}", found.confidence);
    }

    #[test]
    fn speakers() {
        check(&[("Ada Okafor of the Port", 0.9)], Some(1), 0.9, &[]);
        check(&[("she", 0.7), ("Lee", 0.2)], Some(1), 0.7, &[2]);
        check(&[("she", 0.6), ("Lee", 0.2), ("Ada Okafor", 0.2)], Some(1), 0.6, &[2]);
        check(&[("left", 0.4), ("Lee", 0.2)], None, 0.4, &[2]);
        check(&[], None, 0.0, &[]);
    }
}
