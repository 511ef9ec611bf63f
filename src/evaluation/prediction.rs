//! Turns a [`Document`] into the records that the scorers read: the only place that converts bytes to code points.

use super::corpora::{Article, Chain, ChainMention, Chains, Name, Quote, SpeakerName};
use super::words::Range;
use crate::analysis::{Entity, EntityKind, Mention, MentionForm};
use crate::{Document, Span};

/// For every byte of a text, how many characters begin before it.
pub struct CodePoints(Vec<u32>);

impl CodePoints {
    /// Counts the characters of `text`.
    pub fn new(text: &str) -> CodePoints {
        let mut before = 0;
        let mut counts = Vec::with_capacity(text.len() + 1);
        for byte in text.bytes() {
            counts.push(before);
            before += u32::from(!(0x80..0xc0).contains(&byte));
        }
        counts.push(before);
        CodePoints(counts)
    }

    /// The code points of a span of the text.
    pub fn range(&self, span: Span) -> Range {
        (self.0[span.start as usize] as usize, self.0[span.end as usize] as usize)
    }
}

/// What `document` says, under the id of its gold article. Names of persons, organizations and places only.
pub fn predict(id: &str, document: &Document) -> Article {
    let points = CodePoints::new(&document.text);
    let range = |span: Span| points.range(span);
    let mut quotes = Vec::new();
    for (quotation, attribution) in document.quotations.iter().zip(&document.attributions) {
        let speaker = attribution.speaker.and_then(|index| document.entities.get(index));
        let mentions = |of: &Entity, keep: fn(&Mention) -> bool| -> Vec<Range> {
            of.mentions.iter().filter(|m| keep(m)).map(|m| range(m.span)).collect()
        };
        let all = speaker.map(|entity| mentions(entity, |_| true));
        let named = speaker.map(|entity| mentions(entity, |m| m.form == MentionForm::Name));
        quotes.push(Quote {
            content: quotation.content.iter().map(|s| range(*s)).collect(),
            speaker: attribution.source.map(|s| vec![range(s)]),
            cue: quotation.cue.map(|s| vec![range(s)]),
            speaker_name: named.filter(|spans| !spans.is_empty()).or_else(|| all.clone()).map(SpeakerName::Mentions),
            coref: all,
            shown_speaker: speaker.map(|entity| entity.name.clone()),
            confidence: Some(attribution.confidence),
            alternatives: (attribution.alternatives.iter())
                .filter_map(|other| Some((document.entities.get(other.speaker)?.name.clone(), other.confidence)))
                .collect(),
            ..Quote::default()
        });
    }
    let entities = document.entities.iter().flat_map(|entity| names_of(entity, &points)).collect();
    Article { id: id.to_owned(), text: String::new(), quotes, entities }
}

/// Who is who in `document`, under the id of its gold article.
pub fn predict_chains(id: &str, document: &Document) -> Chains {
    let points = CodePoints::new(&document.text);
    let mention = |mention: &Mention| {
        let (start, end) = points.range(mention.span);
        let form = mention.form.name();
        ChainMention { start, end, form: form.to_owned() }
    };
    let chain = |entity: &Entity| {
        let kind = entity.kind.name();
        let mentions = entity.mentions.iter().map(mention).collect();
        Chain { name: entity.name.clone(), kind: kind.to_owned(), mentions }
    };
    let entities = document.entities.iter().map(chain).collect();
    Chains { id: id.to_owned(), text: String::new(), entities }
}

fn names_of(entity: &Entity, points: &CodePoints) -> Vec<Name> {
    let label = match entity.kind {
        EntityKind::Person => "PERSON",
        EntityKind::Organization => "ORG",
        EntityKind::Place => "PLACE",
        EntityKind::Group | EntityKind::Other => return Vec::new(),
    };
    let place = entity.place.as_ref();
    let candidates: Vec<String> = place
        .iter()
        .flat_map(|place| std::iter::once(&place.chosen).chain(&place.others))
        .take(5)
        .map(|c| format!("{} ({:.2})", c.label, c.score))
        .collect();
    let mentions = entity.mentions.iter().filter(|m| m.form == MentionForm::Name);
    let name = |mention: &Mention| {
        let (start, end) = points.range(mention.span);
        Name {
            start,
            end,
            label: label.to_owned(),
            lat: place.map(|p| p.chosen.latitude),
            lon: place.map(|p| p.chosen.longitude),
            geonameid: place.and_then(|p| p.chosen.geoname_id).map(u64::from),
            candidates: candidates.clone(),
        }
    };
    mentions.map(name).collect()
}
