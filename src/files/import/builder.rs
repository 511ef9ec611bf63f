//! [`Builder`]: an article made of what another format says, piece by piece.

use crate::arranging::Arrange;
use rustc_hash::FxHashSet;

use crate::Span;
use crate::analysis::{EntityKind, MentionForm, QuotationKind};
use crate::session::{About, Article, Entity, Extra, Mention, Next, Origin, Piece, Place, Point, Quotation, Status};

/// An article as it grows. What has no place in the text is left out.
pub(in crate::files) struct Builder {
    text: String,
    pub about: About,
    entities: Vec<Entity>,
    quotations: Vec<Quotation>,
    ids: FxHashSet<String>,
    /// Which entity has a mention where.
    mentioned: FxHashSet<(usize, Span)>,
}

/// A quotation as other formats tell of it.
#[derive(Default)]
pub(in crate::files) struct Said {
    pub id: Option<String>,
    /// Told from the marks around the words where it is not said.
    pub kind: Option<QuotationKind>,
    pub pieces: Vec<Span>,
    /// The parts in marks; found where they are not told and the quotation is mixed.
    pub quoted_parts: Option<Vec<Span>>,
    pub cue: Option<Span>,
    pub source: Option<Span>,
    /// Index of the entity.
    pub speaker: Option<usize>,
    pub confidence: Option<f64>,
    pub status: Option<Status>,
    pub note: String,
    pub tags: Vec<String>,
}

impl Builder {
    /// For a text without carriage returns.
    pub fn new(text: &str) -> Builder {
        Builder {
            text: crate::files::normalize(text),
            about: About::default(),
            entities: Vec::new(),
            quotations: Vec::new(),
            ids: FxHashSet::default(),
            mentioned: FxHashSet::default(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// A new entity; gives its index. An id that is taken or missing is replaced.
    pub fn entity(&mut self, id: Option<&str>, kind: EntityKind, name: &str) -> usize {
        let id = self.id(id, 'e', self.entities.len() + 1);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.entities.push(Entity {
            id,
            kind,
            number: None,
            name: if name.is_empty() { "?".to_owned() } else { name },
            description: None,
            mentions: Vec::new(),
            members: Vec::new(),
            place: None,
            origin: Origin::Human,
            status: Status::Unreviewed,
            note: String::new(),
            tags: Vec::new(),
            extra: Extra::default(),
        });
        self.entities.len() - 1
    }

    pub fn entity_mut(&mut self, index: usize) -> &mut Entity {
        &mut self.entities[index]
    }

    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// Says where an entity lies.
    pub fn locate(&mut self, index: usize, lat: f64, lon: f64, geoname_id: Option<u32>) {
        if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) {
            let chosen = Point {
                lat,
                lon,
                precision: None,
                label: None,
                country: None,
                geoname_id,
                score: None,
                extra: Extra::default(),
            };
            self.entities[index].place = Some(Place { chosen, candidates: Vec::new() });
        }
    }

    /// The pieces, those with only white space between them joined: formats cut a piece at the end of a line.
    pub fn joined(&self, mut pieces: Vec<Span>) -> Vec<Span> {
        pieces.retain(|piece| !piece.is_empty());
        pieces.arrange();
        let mut joined: Vec<Span> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match joined.last_mut() {
                Some(last)
                    if (self.text.get(last.end as usize..piece.start as usize))
                        .is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || c.is_control())) =>
                {
                    last.end = piece.end;
                }
                _ => joined.push(piece),
            }
        }
        joined
    }

    pub fn mention(&mut self, entity: usize, id: Option<&str>, form: MentionForm, span: Span) {
        if !self.is_place(span) || !self.mentioned.insert((entity, span)) {
            return;
        }
        let number = self.ids.len() + 1;
        let id = self.id(id, 'm', number);
        let (note, tags, extra) = (String::new(), Vec::new(), Extra::default());
        self.entities[entity].mentions.push(Mention { id, form, piece: span.into(), note, tags, extra });
    }

    pub fn quotation(&mut self, said: Said) {
        let mut pieces: Vec<Span> = said.pieces.into_iter().filter(|span| self.is_place(*span)).collect();
        pieces.arrange();
        let mut end = 0;
        pieces.retain(|span| {
            let apart = span.start >= end;
            end = end.max(span.end);
            apart
        });
        if pieces.is_empty() {
            return;
        }
        let marked: Vec<bool> = pieces.iter().map(|span| self.stands_in_marks(*span)).collect();
        let kind = said.kind.unwrap_or(if marked.iter().all(|marked| *marked) {
            QuotationKind::Direct
        } else {
            QuotationKind::Indirect
        });
        let parts = said.quoted_parts.unwrap_or_default();
        let mut quotation = Quotation {
            id: self.id(said.id.as_deref(), 'q', self.quotations.len() + 1),
            kind,
            pieces: pieces.into_iter().map(Piece::from).collect(),
            quoted_parts: parts.into_iter().filter(|span| self.is_place(*span)).map(Piece::from).collect(),
            cue: said.cue.filter(|span| self.is_place(*span)).map(Piece::from),
            source: said.source.filter(|span| self.is_place(*span)).map(Piece::from),
            speaker: said.speaker.map(|index| self.entities[index].id.clone()),
            alternatives: Vec::new(),
            confidence: said.confidence.filter(|share| said.speaker.is_some() && (0.0..=1.0).contains(share)),
            origin: Origin::Human,
            status: said.status.unwrap_or(Status::Unreviewed),
            note: said.note,
            tags: said.tags,
            extra: Extra::default(),
        };
        quotation.fit_quoted_parts(&self.text);
        self.quotations.push(quotation);
    }

    /// The article of all that was added.
    pub fn finish(mut self) -> Article {
        let known: FxHashSet<String> = self.entities.iter().map(|entity| entity.id.clone()).collect();
        for entity in &mut self.entities {
            let own = entity.id.clone();
            entity.members.retain(|member| *member != own && known.contains(member));
        }
        Article::new(&self.text, self.about, self.entities, self.quotations, Vec::new(), Vec::new(), Next::default())
    }

    fn is_place(&self, span: Span) -> bool {
        crate::session::slices(&self.text, span)
    }

    /// Whether a quotation mark stands right before and right after the words, or at both their ends.
    fn stands_in_marks(&self, span: Span) -> bool {
        const MARKS: &[char] = &['"', '“', '”', '„', '«', '»', '‘', '’', '\'', '‹', '›'];
        let words = span.of(&self.text);
        let before =
            self.text[..span.start as usize].ends_with(MARKS) && self.text[span.end as usize..].starts_with(MARKS);
        before || (words.starts_with(MARKS) && words.ends_with(MARKS))
    }

    /// `id` if it is free, else the first free one after `number`.
    fn id(&mut self, id: Option<&str>, prefix: char, number: usize) -> String {
        if let Some(id) = id.filter(|id| !id.is_empty() && !self.ids.contains(*id)) {
            self.ids.insert(id.to_owned());
            return id.to_owned();
        }
        let mut number = number;
        loop {
            let id = format!("{prefix}{number}");
            if self.ids.insert(id.clone()) {
                return id;
            }
            number += 1;
        }
    }
}
