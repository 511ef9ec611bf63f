//! Chooses the speaker of each quotation among the entities, and tells how likely it is that the one shown is right.

pub mod features;
pub mod rivals;

use crate::arranging::Arrange;
use std::sync::LazyLock;

use super::coreference::{Choice, Lookup};
use super::quotations::forest::{Forest, ForestError, softmax};
use super::{Alternative, Attribution, Entity, Quotation};
use crate::syntax::Syntax;
use features::{Counts, Shown, row};
use rivals::{Text, Told};

/// How many other speakers an attribution names at most.
const MOST_ALTERNATIVES: usize = 3;

/// Those less likely are not named.
const LEAST_LIKELY: f32 = 0.02;

/// How sure to be of the speaker shown, and of others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Confidence {
    /// How likely the speaker shown is right.
    pub shown: Forest,
    /// Who speaks if that is wrong, or if nobody is shown.
    pub rivals: Forest,
}

/// The built-in model: see `src/data/README.md`.
pub static MODEL: LazyLock<Confidence> =
    LazyLock::new(|| Confidence::read(include_bytes!("../../data/attribution.forest")).unwrap_or_default());

impl Confidence {
    /// The bytes that [`Confidence::read`] reads.
    pub fn write(&self) -> Vec<u8> {
        [self.shown.write(), self.rivals.write()].concat()
    }

    /// Reads what [`Confidence::write`] wrote.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn read(mut bytes: &[u8]) -> Result<Confidence, ForestError> {
        Ok(Confidence { shown: Forest::read(&mut bytes)?, rivals: Forest::read(&mut bytes)? })
    }
}

/// Tells how sure to be.
pub trait Estimate {
    /// How likely the speaker shown is right, from 0 to 1.
    fn shown(&mut self, row: &features::Row) -> f32;

    /// How likely each of the candidates speaks, if the speaker shown is wrong; the first row is none of them. They share one.
    fn rivals(&mut self, candidates: &[usize], rows: &[rivals::Row]) -> Vec<f32>;
}

impl Estimate for &Confidence {
    fn shown(&mut self, row: &features::Row) -> f32 {
        let score = self.shown.scores(&[row.0.as_slice()])[0];
        1.0 / (1.0 + (-score).exp())
    }

    fn rivals(&mut self, _: &[usize], rows: &[rivals::Row]) -> Vec<f32> {
        let rows: Vec<&[f32]> = rows.iter().map(|row| row.0.as_slice()).collect();
        let mut shares = self.rivals.scores(&rows);
        softmax(&mut shares);
        shares
    }
}

/// One attribution per quotation, in the same order.
pub fn attribute(
    syntax: &Syntax,
    quotations: &[Quotation],
    entities: &[Entity],
    choices: &[Choice],
) -> Vec<Attribution> {
    attribute_with(syntax, quotations, entities, choices, &mut &*MODEL)
}

/// Like [`attribute`], with another estimate of how sure to be.
pub fn attribute_with(
    syntax: &Syntax,
    quotations: &[Quotation],
    entities: &[Entity],
    choices: &[Choice],
    estimate: &mut dyn Estimate,
) -> Vec<Attribution> {
    let lookup = Lookup::new(syntax, entities);
    let counts = Counts::new(syntax, entities);
    let speaker = |quotation: &Quotation| lookup.entity(quotation.sources.first()?.span);
    let text = Text::new(syntax, entities, quotations.iter().map(speaker).collect());
    let mut attribute_one = |(index, quotation): (usize, &Quotation)| {
        let speaker = text.speakers[index];
        let source = quotation.sources.first();
        let choice = source.and_then(|source| {
            let at = choices.partition_point(|known| known.span < source.span);
            choices.get(at).filter(|known| known.span == source.span)
        });
        let mut told: Vec<(usize, Told)> = Vec::new();
        let mut add = |who: Option<usize>, source: f32, chance: f32| {
            let Some(who) = who else { return };
            let at = told.iter().position(|(known, _)| *known == who).unwrap_or(told.len());
            if at == told.len() {
                told.push((who, Told::default()));
            }
            let known = &mut told[at].1;
            known.source += source;
            known.chance += chance;
        };
        let mut rival = 0.0f32;
        for source in quotation.sources.iter().skip(1) {
            let who = lookup.entity(source.span);
            add(who, source.score, 0.0);
            if who != speaker {
                rival = rival.max(source.score);
            }
        }
        choice.iter().flat_map(|one| &one.rivals).for_each(|(span, chance)| add(lookup.entity(*span), 0.0, *chance));
        let (confidence, left) = match speaker {
            Some(speaker) => {
                let before = index.checked_sub(1).and_then(|before| text.speakers[before]);
                let shown = Shown { quotation, speaker, rival, choice, before };
                let confidence = estimate.shown(&row(syntax, entities, &counts, &shown));
                (confidence, 1.0 - confidence)
            }
            None => (source.map_or(0.0, |source| source.score), 1.0),
        };
        let chance = choice.map_or(1.0, |choice| choice.chance);
        let (rivals, rows) = text.rivals(index, quotation, chance, &told);
        let shares = estimate.rivals(&rivals, &rows);
        let of_one = |(speaker, share): (usize, f32)| Alternative { speaker, confidence: left * share };
        let mut alternatives: Vec<Alternative> =
            rivals.into_iter().zip(shares.into_iter().skip(1)).map(of_one).collect();
        alternatives.retain(|other| other.confidence >= LEAST_LIKELY);
        alternatives.arrange_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.speaker.cmp(&b.speaker)));
        alternatives.truncate(MOST_ALTERNATIVES);
        let source = source.filter(|_| !quotation.inherits).map(|source| source.span);
        Attribution { source, speaker, confidence, alternatives }
    };
    quotations.iter().enumerate().map(&mut attribute_one).collect()
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

    fn check(sources: &[(&str, f32)], speaker: Option<usize>, confidence: f32, alternatives: &[(usize, f32)]) {
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
        let found = &attribute_with(&Syntax::new(TEXT), &[quotation], &entities, &[], &mut BySources)[0];
        let others: Vec<(usize, f32)> = found.alternatives.iter().map(|one| (one.speaker, one.confidence)).collect();
        assert_eq!((found.speaker, found.confidence, others.as_slice()), (speaker, confidence, alternatives));
    }

    /// Takes the shares of the sources for what is likely.
    struct BySources;

    impl Estimate for BySources {
        fn shown(&mut self, row: &features::Row) -> f32 {
            row.get(features::Feature::Source)
        }

        fn rivals(&mut self, _: &[usize], rows: &[rivals::Row]) -> Vec<f32> {
            rows.iter().map(|row| row.get(rivals::Feature::Source)).collect()
        }
    }

    #[test]
    fn the_built_in_model_can_be_read() {
        let bytes = include_bytes!("../../data/attribution.forest");
        let model = Confidence::read(bytes).expect("a model");
        assert_eq!((model.shown.features, model.rivals.features), (features::FEATURES, rivals::FEATURES));
        assert_eq!(model.write(), bytes);
        assert!(Confidence::read(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn speakers() {
        check(&[("Ada Okafor of the Port", 0.9)], Some(1), 0.9, &[]);
        check(&[("she", 0.5), ("Lee", 0.25)], Some(1), 0.5, &[(2, 0.125)]);
        check(&[("she", 0.5), ("Lee", 0.25), ("Ada Okafor", 0.25)], Some(1), 0.5, &[(2, 0.125)]);
        check(&[("she", 0.5), ("Lee", 0.01)], Some(1), 0.5, &[]);
        check(&[("left", 0.5), ("Lee", 0.25), ("Port", 0.5)], None, 0.5, &[(0, 0.5), (2, 0.25)]);
        check(&[], None, 0.0, &[]);
    }
}
