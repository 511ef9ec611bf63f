//! [`Article`]: a text and its annotations at one moment of their correction.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Span;
use crate::analysis::{EntityKind, MentionForm, Precision, QuotationKind};

/// Fields of a file that this version does not know, kept for the round trip.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(type = "{}"))]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Extra(pub Map<String, Value>);

/// Who made an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Origin {
    /// The program.
    Machine,
    /// A person.
    Human,
    /// The program, and a person changed it.
    MachineEdited,
}

/// Whether a person has looked at an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Status {
    /// Nobody has.
    Unreviewed,
    /// Found right, or made by a person.
    Accepted,
    /// Changed.
    Edited,
}

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

/// What is known of a text as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// The id it came with.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day it was published; ISO 8601.
    pub published: Option<String>,
    /// The day it was taken from where it stands; ISO 8601.
    pub accessed: Option<String>,
    /// Who corrected the annotations.
    pub annotators: Vec<Person>,
    /// The day it was written, as its own text says; ISO 8601.
    pub date: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// When its annotations were first saved; RFC 3339.
    pub created: Option<String>,
    /// What annotated it, where the annotations come from a file; else this program did.
    pub generator: Option<GeneratedBy>,
    /// Unknown fields of the file's root, `generator`, `offsets`, `document` and `document.length`.
    pub extra: [Extra; 5],
}

/// Somebody who corrects annotations.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Unique in the article's list.
    pub id: String,
    /// The name.
    pub name: String,
    /// Unknown fields.
    pub extra: Extra,
}

/// The program and the model that annotated a text.
#[derive(Debug, Clone, PartialEq)]
pub struct GeneratedBy {
    /// Name of the program.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Name of the model.
    pub model: Option<String>,
    /// SHA-256 of the model, in hex.
    pub model_sha256: Option<String>,
}

/// A span of the text, with what its record in the file held besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Where (bytes).
    pub span: Span,
    /// Unknown fields.
    pub extra: Extra,
}

impl From<Span> for Piece {
    fn from(span: Span) -> Piece {
        Piece { span, extra: Extra::default() }
    }
}

/// Somebody or something that the text speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Unique in the article.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The number of a speaker, from 1; never changes while one corrects.
    pub number: Option<u32>,
    /// Its fullest name.
    pub name: String,
    /// Its role.
    pub description: Option<String>,
    /// Where the text speaks of it, in the order of the text. May be empty.
    pub mentions: Vec<Mention>,
    /// Ids of the entities it joins: "Volk and Marr" are two people. Only of a group.
    pub members: Vec<String>,
    /// Where it lies, if it is a place that could be resolved.
    pub place: Option<Place>,
    /// Who made it.
    pub origin: Origin,
    /// Whether a person has looked at it.
    pub status: Status,
    /// What a person noted.
    pub note: String,
    /// Words of a person's own to find it by.
    pub tags: Vec<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A place in the text that stands for an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Unique in the article.
    pub id: String,
    /// By name, pronoun or description.
    pub form: MentionForm,
    /// Where.
    pub piece: Piece,
    /// What a person noted.
    pub note: String,
    /// Words of a person's own to find it by.
    pub tags: Vec<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A point on the map, and the others that the name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The choice.
    pub chosen: Point,
    /// The rest, likeliest first.
    pub candidates: Vec<Point>,
}

/// A place of the gazetteer, or a point that a person set.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Degrees north, -90 to 90.
    pub lat: f64,
    /// Degrees east, -180 to 180.
    pub lon: f64,
    /// How exact the point is.
    pub precision: Option<Precision>,
    /// Name, region and country.
    pub label: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its number at GeoNames.
    pub geoname_id: Option<u32>,
    /// From 0 to 1.
    pub score: Option<f64>,
    /// Unknown fields.
    pub extra: Extra,
}

/// Words that somebody said or wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Unique in the article.
    pub id: String,
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// The words said, without the outer quotation marks: at least one piece, in order, none overlapping.
    pub pieces: Vec<Piece>,
    /// The parts inside quotation marks, each inside a piece. Of a direct quotation the same as `pieces`.
    pub quoted_parts: Vec<Piece>,
    /// "said".
    pub cue: Option<Piece>,
    /// The words that name the speaker.
    pub source: Option<Piece>,
    /// Id of the entity that speaks; none where it is not known.
    pub speaker: Option<String>,
    /// Others that may be the speaker, likeliest first.
    pub alternatives: Vec<Alternative>,
    /// From 0 to 1: how likely it is that the speaker is right; none where a person said so.
    pub confidence: Option<f64>,
    /// Who made it.
    pub origin: Origin,
    /// Whether a person has looked at it.
    pub status: Status,
    /// What a person noted.
    pub note: String,
    /// Words of a person's own to find it by.
    pub tags: Vec<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// Another entity that may be the speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Its id.
    pub speaker: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// Unknown fields.
    pub extra: Extra,
}

/// An annotation that no longer counts.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// The piece of an earlier text that the spans count in; none where they count in the article's text.
    pub passage: Option<Arc<str>>,
    /// What was set aside.
    pub annotation: Annotation,
    /// Unknown fields.
    pub extra: Extra,
}

/// One annotation of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Annotation {
    /// A quotation.
    Quotation(Quotation),
    /// An entity with its mentions.
    Entity(Entity),
    /// A mention, and the id of the entity it belonged to.
    Mention(Mention, String),
}

impl Annotation {
    /// The annotation's id.
    pub fn id(&self) -> &str {
        match self {
            Annotation::Quotation(quotation) => &quotation.id,
            Annotation::Entity(entity) => &entity.id,
            Annotation::Mention(mention, _) => &mention.id,
        }
    }

    /// Everything in it that stands in the text.
    pub fn pieces(&self) -> Vec<&Piece> {
        match self {
            Annotation::Quotation(quotation) => quotation.all_pieces().collect(),
            Annotation::Entity(entity) => entity.mentions.iter().map(|mention| &mention.piece).collect(),
            Annotation::Mention(mention, _) => vec![&mention.piece],
        }
    }

    /// The same, to change.
    pub(crate) fn pieces_mut(&mut self) -> Vec<&mut Piece> {
        match self {
            Annotation::Quotation(quotation) => quotation.all_pieces_mut().collect(),
            Annotation::Entity(entity) => entity.mentions.iter_mut().map(|mention| &mut mention.piece).collect(),
            Annotation::Mention(mention, _) => vec![&mut mention.piece],
        }
    }

    /// Its mentions.
    pub(crate) fn mentions(&self) -> &[Mention] {
        match self {
            Annotation::Quotation(_) => &[],
            Annotation::Entity(entity) => &entity.mentions,
            Annotation::Mention(mention, _) => std::slice::from_ref(mention),
        }
    }
}

impl Quotation {
    /// The pieces, quoted parts, cue and source.
    pub fn all_pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().chain(&self.quoted_parts).chain(&self.cue).chain(&self.source)
    }

    /// The same, to change.
    pub(crate) fn all_pieces_mut(&mut self) -> impl Iterator<Item = &mut Piece> {
        self.pieces.iter_mut().chain(&mut self.quoted_parts).chain(&mut self.cue).chain(&mut self.source)
    }

    /// By what quotations are ordered.
    pub(crate) fn order(&self) -> (Option<Span>, &str) {
        (self.pieces.first().map(|piece| piece.span), &self.id)
    }
}

impl Entity {
    /// By what entities are ordered: those without a mention come last.
    pub(crate) fn order(&self) -> (bool, Option<Span>, &str) {
        let first = self.mentions.first().map(|mention| mention.piece.span);
        (first.is_none(), first, &self.id)
    }
}

impl SetAside {
    /// By what set-aside annotations are ordered: by their place, those of earlier texts last.
    pub(crate) fn order(&self) -> (bool, Option<Span>, &str) {
        let first = self.annotation.pieces().iter().map(|piece| piece.span).min();
        (self.passage.is_some(), first, self.annotation.id())
    }
}

impl Mention {
    /// By what the mentions of an entity are ordered.
    pub(crate) fn order(&self) -> (Span, &str) {
        (self.piece.span, &self.id)
    }
}

/// The numbers to give next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Next {
    entity: u64,
    mention: u64,
    quotation: u64,
    speaker: u32,
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
                entity.mentions.sort_by(|a, b| a.order().cmp(&b.order()));
            }
        }
        if !self.entities.is_sorted_by(|a, b| a.order() <= b.order()) {
            Arc::make_mut(&mut self.entities).sort_by(|a, b| a.order().cmp(&b.order()));
        }
        if !self.quotations.is_sorted_by(|a, b| a.order() <= b.order()) {
            Arc::make_mut(&mut self.quotations).sort_by(|a, b| a.order().cmp(&b.order()));
        }
        for list in [&mut self.removed, &mut self.lost] {
            if !list.is_sorted_by(|a, b| a.order() <= b.order()) {
                Arc::make_mut(list).sort_by(|a, b| a.order().cmp(&b.order()));
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

impl Default for Next {
    fn default() -> Next {
        Next { entity: 1, mention: 1, quotation: 1, speaker: 1 }
    }
}

impl Next {
    /// The same ids, but the speakers are numbered from 1 again.
    pub(crate) fn with_new_numbers(self) -> Next {
        Next { speaker: 1, ..self }
    }

    pub(crate) fn entity_id(&mut self) -> String {
        take("e", &mut self.entity)
    }

    pub(crate) fn mention_id(&mut self) -> String {
        take("m", &mut self.mention)
    }

    pub(crate) fn quotation_id(&mut self) -> String {
        take("q", &mut self.quotation)
    }

    fn note_entity(&mut self, entity: &Entity) {
        self.note(&entity.id);
        for mention in &entity.mentions {
            self.note(&mention.id);
        }
        self.speaker = self.speaker.max(entity.number.map_or(1, |number| number.checked_add(1).unwrap_or(1)));
    }

    fn note(&mut self, id: &str) {
        let Some(number) = id.get(1..).and_then(|digits| digits.parse::<u64>().ok()) else { return };
        let counter = match id.as_bytes()[0] {
            b'e' => &mut self.entity,
            b'm' => &mut self.mention,
            b'q' => &mut self.quotation,
            _ => return,
        };
        *counter = (*counter).max(number.saturating_add(1));
    }

    /// Where the largest number of an id leaves no room to count on, finds room below: `ids` are all there are.
    fn make_room<'i>(&mut self, ids: impl Iterator<Item = &'i str> + Clone) {
        const ROOM: u64 = 1 << 40;
        for (prefix, counter) in [('e', &mut self.entity), ('m', &mut self.mention), ('q', &mut self.quotation)] {
            if *counter < u64::MAX - ROOM {
                continue;
            }
            let numbers = ids.clone().filter_map(|id| id.strip_prefix(prefix)?.parse::<u64>().ok());
            let mut numbers: Vec<u64> = numbers.collect();
            numbers.sort_unstable();
            *counter = 1;
            for number in numbers {
                if number.saturating_sub(*counter) > ROOM {
                    break;
                }
                *counter = (*counter).max(number.saturating_add(1));
            }
        }
    }
}

impl Quotation {
    /// Makes the quoted parts fit kind and pieces: of a direct quotation they are the pieces, an indirect one has
    /// none, and of a mixed one they lie inside the pieces.
    pub(crate) fn fit_quoted_parts(&mut self, text: &str) {
        match self.kind {
            QuotationKind::Direct => {
                let same = self.quoted_parts.len() == self.pieces.len()
                    && self.quoted_parts.iter().zip(&self.pieces).all(|(part, piece)| part.span == piece.span);
                if !same {
                    self.quoted_parts = self.pieces.iter().map(|piece| piece.span.into()).collect();
                }
            }
            QuotationKind::Indirect => self.quoted_parts.clear(),
            QuotationKind::Mixed => {
                let mut parts = Vec::new();
                for part in self.quoted_parts.drain(..) {
                    for piece in self.pieces.iter().filter(|piece| piece.span.overlaps(part.span)) {
                        let span = Span {
                            start: part.span.start.max(piece.span.start),
                            end: part.span.end.min(piece.span.end),
                        };
                        if slices(text, span) {
                            parts.push(Piece { span, extra: part.extra.clone() });
                        }
                    }
                }
                parts.sort_by_key(|part| part.span);
                let mut end = 0;
                parts.retain(|part| {
                    let apart = part.span.start >= end;
                    end = end.max(part.span.end);
                    apart
                });
                self.quoted_parts = parts;
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

fn take(prefix: &str, counter: &mut u64) -> String {
    let id = format!("{prefix}{counter}");
    *counter += 1;
    id
}

/// Whether `span` is a piece of `text` with at least one character.
pub(crate) fn slices(text: &str, span: Span) -> bool {
    span.start < span.end && text.get(span.range()).is_some()
}
