//! Chooses the speaker of each quotation among the entities.

use super::coreference::Lookup;
use super::{Alternative, Attribution, Entity, Quotation};
use crate::syntax::Syntax;

/// How many other speakers an attribution names at most.
const MOST_ALTERNATIVES: usize = 3;

/// One attribution per quotation, in the same order.
pub fn attribute(syntax: &Syntax, quotations: &[Quotation], entities: &[Entity]) -> Vec<Attribution> {
    let lookup = Lookup::new(syntax, entities);
    quotations.iter().map(|quotation| attribute_one(quotation, &lookup)).collect()
}

fn attribute_one(quotation: &Quotation, lookup: &Lookup) -> Attribution {
    let mut candidates: Vec<Alternative> = Vec::new();
    for source in &quotation.sources {
        let Some(speaker) = lookup.entity(source.span) else { continue };
        match candidates.iter_mut().find(|known| known.speaker == speaker) {
            Some(known) => known.confidence = (known.confidence + source.score).min(1.0),
            None => candidates.push(Alternative { speaker, confidence: source.score }),
        }
    }
    let source = quotation.sources.first();
    let speaker = source.and_then(|source| lookup.entity(source.span));
    let confidence = match speaker {
        Some(speaker) => candidates.iter().find(|known| known.speaker == speaker).map_or(0.0, |known| known.confidence),
        None => source.map_or(0.0, |source| source.score),
    };
    candidates.retain(|known| Some(known.speaker) != speaker);
    candidates.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.speaker.cmp(&b.speaker)));
    candidates.truncate(MOST_ALTERNATIVES);
    Attribution { source: source.map(|source| source.span), speaker, confidence, alternatives: candidates }
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
        };
        let found = &attribute(&Syntax::new(TEXT), &[quotation], &entities)[0];
        let others: Vec<usize> = found.alternatives.iter().map(|other| other.speaker).collect();
        assert_eq!((found.speaker, others.as_slice()), (speaker, alternatives));
        assert!((found.confidence - confidence).abs() < 1e-6, "{}", found.confidence);
    }

    #[test]
    fn speakers() {
        check(&[("Ada Okafor of the Port", 0.9)], Some(1), 0.9, &[]);
        check(&[("she", 0.7), ("Lee", 0.2)], Some(1), 0.7, &[2]);
        check(&[("she", 0.6), ("Lee", 0.2), ("Ada Okafor", 0.2)], Some(1), 0.8, &[2]);
        check(&[("left", 0.4), ("Lee", 0.2)], None, 0.4, &[2]);
        check(&[], None, 0.0, &[]);
    }
}
