//! [`Article`]: a text and its annotations at one moment of their correction.

mod annotations;
mod ids;
mod quotation;

use crate::arranging::Arrange;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

pub use annotations::{
    About, Annotation, Entity, Extra, GeneratedBy, Mention, Origin, Person, Piece, Place, Point, SetAside, Status,
};
pub(crate) use ids::Next;
pub use quotation::{Alternative, Quotation};

use crate::Span;

/// A text and its annotations. Cloning is cheap: the parts are shared until one of them changes.
///
/// What always holds: every span slices the text (a set-aside annotation with a passage: the passage) and is not
/// empty; ids are unique; every speaker exists and has a number; all lists are in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The text.
    pub text: Arc<str>,
    /// What is known of the text as a whole.
    pub about: Arc<About>,
    /// Who and what the text speaks of.
    pub entities: Arc<Vec<Arc<Entity>>>,
    /// The quotations.
    pub quotations: Arc<Vec<Arc<Quotation>>>,
    /// What the machine found and a person rejected.
    pub removed: Arc<Vec<Arc<SetAside>>>,
    /// What an edit of the text destroyed.
    pub lost: Arc<Vec<Arc<SetAside>>>,
    /// The ids and the speaker's number to give next.
    pub(crate) next: Next,
}

impl Article {
    /// An article from its parts, which must keep what [`Article`] promises but for the order of the lists and the
    /// numbers of speakers. Ids and numbers go on after `next` and all that are in use.
    pub(crate) fn new(
        text: &str,
        about: About,
        entities: Vec<Entity>,
        quotations: Vec<Quotation>,
        removed: Vec<SetAside>,
        lost: Vec<SetAside>,
        mut next: Next,
    ) -> Article {
        for entity in &entities {
            next.note_entity(entity);
        }
        for quotation in &quotations {
            next.note(&quotation.id);
        }
        for aside in removed.iter().chain(&lost) {
            match &aside.annotation {
                Annotation::Entity(entity) => next.note_entity(entity),
                annotation => next.note(annotation.id()),
            }
        }
        let asides = removed.iter().chain(&lost).map(|aside| &aside.annotation);
        let mentions = asides.clone().flat_map(Annotation::mentions);
        let mentions = entities.iter().flat_map(|entity| &entity.mentions).chain(mentions);
        next.make_room(
            (entities.iter().map(|entity| entity.id.as_str()))
                .chain(quotations.iter().map(|quotation| quotation.id.as_str()))
                .chain(asides.map(Annotation::id))
                .chain(mentions.map(|mention| mention.id.as_str())),
        );
        let mut article = Article {
            text: text.into(),
            about: about.into(),
            entities: Arc::new(entities.into_iter().map(Arc::new).collect()),
            quotations: Arc::new(quotations.into_iter().map(Arc::new).collect()),
            removed: Arc::new(removed.into_iter().map(Arc::new).collect()),
            lost: Arc::new(lost.into_iter().map(Arc::new).collect()),
            next,
        };
        article.restore_order();
        article.number_speakers();
        article
    }

    /// The entity of that id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.id == id).map(Arc::as_ref)
    }

    /// The quotation of that id.
    pub fn quotation(&self, id: &str) -> Option<&Quotation> {
        self.quotations.iter().find(|quotation| quotation.id == id).map(Arc::as_ref)
    }

    /// The mention of that id, and its entity.
    pub fn mention(&self, id: &str) -> Option<(&Entity, &Mention)> {
        self.entities.iter().find_map(|entity| {
            entity.mentions.iter().find(|mention| mention.id == id).map(|mention| (entity.as_ref(), mention))
        })
    }

    /// Whether an annotation of that id counts.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.quotation(id).is_some() || self.entity(id).is_some() || self.mention(id).is_some()
    }

    /// What an annotation is called: an entity by its name, a mention by its words, a quotation by its first words;
    /// empty if there is none of that id, not even a removed or lost one.
    pub(crate) fn name_of(&self, id: &str) -> String {
        let of_quotation = |quotation: &Quotation, text: &str| {
            let words = quotation.pieces.first().map_or("", |piece| piece.span.of(text));
            first_words(words)
        };
        if let Some(quotation) = self.quotation(id) {
            return of_quotation(quotation, &self.text);
        }
        if let Some(entity) = self.entity(id) {
            return entity.name.clone();
        }
        if let Some((_, mention)) = self.mention(id) {
            return mention.piece.span.of(&self.text).to_owned();
        }
        let Some(aside) = self.removed.iter().chain(self.lost.iter()).find(|aside| aside.annotation.id() == id) else {
            return String::new();
        };
        let text = aside.passage.as_ref().unwrap_or(&self.text);
        match &aside.annotation {
            Annotation::Quotation(quotation) => of_quotation(quotation, text),
            Annotation::Entity(entity) => entity.name.clone(),
            Annotation::Mention(mention, _) => mention.piece.span.of(text).to_owned(),
        }
    }

    /// Whether a person has left any trace in the annotations.
    pub(crate) fn is_corrected(&self) -> bool {
        let touched = |origin: Origin, status: Status| origin != Origin::Machine || status != Status::Unreviewed;
        !self.removed.is_empty()
            || !self.lost.is_empty()
            || self.entities.iter().any(|entity| touched(entity.origin, entity.status) || entity.is_noted())
            || self
                .quotations
                .iter()
                .any(|quotation| touched(quotation.origin, quotation.status) || quotation.is_noted())
    }

    /// Sorts what is out of order: by first start, then end, then id.
    pub(crate) fn restore_order(&mut self) {
        for index in 0..self.entities.len() {
            if !self.entities[index].mentions.is_sorted_by(|a, b| a.order() <= b.order()) {
                let entity = Arc::make_mut(&mut Arc::make_mut(&mut self.entities)[index]);
                entity.mentions.arrange_by(|a, b| a.order().cmp(&b.order()));
            }
        }
        if !self.entities.is_sorted_by(|a, b| a.order() <= b.order()) {
            Arc::make_mut(&mut self.entities).arrange_by(|a, b| a.order().cmp(&b.order()));
        }
        if !self.quotations.is_sorted_by(|a, b| a.order() <= b.order()) {
            Arc::make_mut(&mut self.quotations).arrange_by(|a, b| a.order().cmp(&b.order()));
        }
        for list in [&mut self.removed, &mut self.lost] {
            if !list.is_sorted_by(|a, b| a.order() <= b.order()) {
                Arc::make_mut(list).arrange_by(|a, b| a.order().cmp(&b.order()));
            }
        }
    }

    /// Gives a number to every speaker that has none, in the order of their first quotations.
    pub(crate) fn number_speakers(&mut self) {
        let unnumbered: FxHashMap<&str, usize> = (self.entities.iter().enumerate())
            .filter(|(_, entity)| entity.number.is_none())
            .map(|(index, entity)| (entity.id.as_str(), index))
            .collect();
        if unnumbered.is_empty() {
            return;
        }
        let speakers: Vec<usize> = (self.quotations.iter())
            .filter_map(|quotation| unnumbered.get(quotation.speaker.as_deref()?).copied())
            .collect();
        let mut taken: FxHashSet<u32> = self.entities.iter().filter_map(|entity| entity.number).collect();
        for index in speakers {
            if self.entities[index].number.is_none() {
                // After the largest number of all comes the least that is free.
                let mut number = self.next.speaker;
                while number == 0 || !taken.insert(number) {
                    number = number.wrapping_add(1);
                }
                self.next.speaker = number.wrapping_add(1);
                Arc::make_mut(&mut Arc::make_mut(&mut self.entities)[index]).number = Some(number);
            }
        }
    }
}

/// The first words of a quotation, in marks, as it is called where it is spoken of.
fn first_words(words: &str) -> String {
    const MOST: usize = 5;
    let all: Vec<&str> = words.split_whitespace().take(MOST + 1).collect();
    match all.get(..MOST).filter(|_| all.len() > MOST) {
        Some(first) => format!("“{}…”", first.join(" ")),
        None => format!("“{}”", all.join(" ")),
    }
}

/// Whether `span` is a piece of `text` with at least one character.
pub(crate) fn slices(text: &str, span: Span) -> bool {
    span.start < span.end && text.get(span.range()).is_some()
}
