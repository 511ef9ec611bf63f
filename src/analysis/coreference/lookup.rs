//! [`Lookup`]: which entity the words at a place stand for.

use super::mentions::{Form, named_head};
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{Entity, MentionForm, Name};
use crate::arranging::Arrange;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// Finds the entity that words of the text stand for, in logarithmic time.
#[derive(Debug)]
pub struct Lookup<'a> {
    syntax: &'a Syntax<'a>,
    /// The mentions by name, in the order of the text, with their entities.
    names: Vec<Name>,
    of_name: Vec<usize>,
    /// All mentions by their span.
    mentions: Vec<(Span, usize)>,
}

impl<'a> Lookup<'a> {
    /// A look-up among `entities`.
    pub fn new(syntax: &'a Syntax<'a>, entities: &[Entity]) -> Lookup<'a> {
        let mut named: Vec<(Span, usize)> = Vec::new();
        let mut mentions: Vec<(Span, usize)> = Vec::new();
        for (index, entity) in entities.iter().enumerate() {
            for mention in &entity.mentions {
                mentions.push((mention.span, index));
                if mention.form == MentionForm::Name {
                    named.push((mention.span, index));
                }
            }
        }
        mentions.arrange();
        named.arrange();
        let name = |(span, entity): &(Span, usize)| Name {
            span: *span,
            tokens: syntax.tokens_in(*span),
            kind: entities[*entity].kind,
            title: None,
            description: None,
            confidence: 1.0,
        };
        let names = named.iter().map(name).collect();
        Lookup { syntax, names, of_name: named.iter().map(|(_, entity)| *entity).collect(), mentions }
    }

    /// The entity that the words at `span` stand for: the one with a mention of just these words; or that whose mention
    /// is the head of the words ("the port's chair, Ada Okafor" is Okafor); or the first with a mention among them, before a
    /// preposition: "people in Northgate" are not Northgate.
    pub fn entity(&self, span: Span) -> Option<usize> {
        let exact = self.mentions.partition_point(|(known, _)| *known < span);
        if let Some((_, entity)) = self.mentions.get(exact).filter(|(known, _)| *known == span) {
            return Some(*entity);
        }
        if let Some(Form::Name(name)) = named_head(self.syntax, &self.names, self.syntax.tokens_in(span)) {
            return self.of_name.get(name).copied();
        }
        let is_adposition = |at: &usize| self.syntax.part_of_speech(*at) == PartOfSpeech::Adposition;
        let preposition =
            self.syntax.tokens_in(span).skip(1).find(is_adposition).filter(|_| Rule::BeforePreposition.holds());
        let end = preposition.map_or(span.end, |at| self.syntax.tokens[at].span.start);
        // No mention is long: those that overlap begin shortly before the span, or in it.
        let first = exact.saturating_sub(16);
        self.mentions[first..]
            .iter()
            .take_while(|(known, _)| known.start < end)
            .find(|(known, _)| known.overlaps(span))
            .map(|(_, entity)| *entity)
    }
}
