//! Documents as a machine might make them, and what a person might do with them, drawn from random numbers; and what must
//! hold after each step. The fuzz targets use it, too.

use whosaid::analysis::{
    Alternative, Attribution, Entity, EntityKind, Mention, MentionForm, PlaceCandidate, Precision, Quotation,
    QuotationKind, ResolvedPlace,
};
use whosaid::session::{self, Article, Command, PlaceChoice, Session};
use whosaid::{Document, Span, files};

/// Pieces of texts: words that recur, and everything that makes offsets differ.
#[rustfmt::skip]
pub const PIECES: &[&str] = &[
    "Ada", "Ada", "Bo Ames", "she", "said", "it is late", "“no”", "\"yes\"", "Paris", ".", " ", " ", " ", "\n", "\n\n",
    "é", "e\u{301}", "👍🏽", "👩‍👩‍👧", "🇬🇧", "\u{2028}", "\u{200f}", "\u{a0}", "\u{10ffff}", "ß", "她说", "\t",
];

/// Draws from choices as long as there are any; then always 0.
pub struct Draw<'c>(pub std::slice::Iter<'c, u16>);

impl Draw<'_> {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % limit.max(1)
    }

    /// One of `list`, which must not be empty.
    pub fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }

    /// A span of up to twelve characters; empty only in an empty text.
    pub fn span(&mut self, text: &str) -> Span {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let start = self.below(ends.len() - 1);
        let end = (start + 1 + self.below(12)).min(ends.len() - 1);
        Span::new(ends[start], ends[end])
    }
}

/// A document as a machine might make it, and as it should not.
pub fn document(text: &str, choices: &[u16]) -> Document {
    let mut draw = Draw(choices.iter());
    let kinds = [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Group, EntityKind::Other];
    let candidate = |score| PlaceCandidate {
        geoname_id: Some(1),
        label: "Paris, Texas, US".to_owned(),
        latitude: 33.66,
        longitude: -95.56,
        precision: Precision::City,
        country: Some("US".to_owned()),
        score,
    };
    let mut entities = Vec::new();
    for _ in 0..draw.below(6) {
        let mentions: Vec<Mention> =
            (0..=draw.below(3)).map(|_| Mention { span: draw.span(text), form: MentionForm::Name }).collect();
        let kind = draw.of(&kinds);
        let place = (kind == EntityKind::Place && draw.below(2) == 0)
            .then(|| ResolvedPlace { chosen: candidate(0.7), others: vec![candidate(0.3)] });
        let name = ["Ada", "Bo Ames", "Paris"][draw.below(3)].to_owned();
        entities.push(Entity { kind, name, description: None, mentions, members: Vec::new(), place });
    }
    let mut quotations = Vec::new();
    let mut attributions = Vec::new();
    for _ in 0..draw.below(6) {
        let kind = draw.of(&[QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed]);
        let content: Vec<Span> = (0..=draw.below(3)).map(|_| draw.span(text)).collect();
        let quoted_parts = (0..draw.below(3)).map(|_| draw.span(text)).collect();
        let cue = (draw.below(2) == 0).then(|| draw.span(text));
        quotations.push(Quotation { kind, content, quoted_parts, cue, sources: Vec::new(), inherits: false });
        attributions.push(Attribution {
            source: (draw.below(2) == 0).then(|| draw.span(text)),
            // Sometimes one too many.
            speaker: (draw.below(3) > 0).then(|| draw.below(entities.len() + 1)),
            confidence: draw.below(100) as f32 / 100.0,
            alternatives: (0..draw.below(3))
                .map(|_| Alternative { speaker: draw.below(entities.len() + 1), confidence: f32::NAN })
                .collect(),
        });
    }
    Document { text: text.to_owned(), date: None, entities, quotations, attributions, model: None }
}

pub fn command(article: &Article, choices: &[u16]) -> Command {
    let mut draw = Draw(choices.iter());
    let entities: Vec<String> = article.entities.iter().map(|entity| entity.id.clone()).collect();
    let mentions: Vec<String> =
        article.entities.iter().flat_map(|entity| &entity.mentions).map(|mention| mention.id.clone()).collect();
    let quotations: Vec<String> = article.quotations.iter().map(|quotation| quotation.id.clone()).collect();
    let removed: Vec<String> = article.removed.iter().map(|aside| aside.annotation.id().to_owned()).collect();
    let lost: Vec<String> = article.lost.iter().map(|aside| aside.annotation.id().to_owned()).collect();
    let all = [entities.clone(), mentions.clone(), quotations.clone()].concat();
    let sort = draw.below(30);
    let mut any_of = |list: &[String]| if list.is_empty() { "none".to_owned() } else { draw.of(list) };
    let (id, entity, other, mention, quotation) =
        (any_of(&all), any_of(&entities), any_of(&entities), any_of(&mentions), any_of(&quotations));
    let (removed, lost) = (any_of(&removed), any_of(&lost));
    let (span, next) = (draw.span(&article.text), draw.span(&article.text));
    let piece = draw.below(3) as u32;
    let kind = draw.of(&[QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed]);
    let entity_kind = draw.of(&[EntityKind::Person, EntityKind::Place, EntityKind::Other]);
    match sort {
        0 => Command::Accept { id },
        1 => Command::AcceptAll {},
        2 | 3 => Command::Delete { id, everywhere: draw.below(2) == 0 },
        4 => Command::Restore { id: removed },
        5 => Command::Dismiss { id: lost },
        6 => Command::SetSpeaker { quotation, speaker: Some(entity) },
        7 => Command::SetSpeaker { quotation, speaker: None },
        8 => Command::NewSpeaker { quotation, name: "Cy".to_owned(), kind: entity_kind },
        9 => Command::SetQuotationKind { quotation, kind },
        10 | 11 => Command::SetPiece { quotation, piece, span },
        12 => Command::SetCue { quotation, span: Some(span) },
        13 => Command::SetSource { quotation, span: None },
        14 if draw.below(2) == 0 => Command::SetNote { id, note: "?".to_owned() },
        14 => Command::SetTags { id, tags: vec!["?".to_owned()] },
        15 => Command::AddQuotation {
            spans: vec![span, next],
            kind: None,
            speaker: Some(entity),
            cue: None,
            source: None,
        },
        16 => {
            let (cue, source) = (Some(span), Some(next));
            Command::AddQuotation { spans: vec![span], kind: Some(kind), speaker: None, cue, source }
        }
        17 => Command::JoinWithPrevious { quotation },
        18 => Command::SplitQuotation { quotation, at: span.start },
        19 => Command::AddMention { span, entity: None, kind: Some(entity_kind), form: None },
        20 => Command::AddMention { span, entity: Some(entity), kind: None, form: None },
        21 => Command::SetMention { mention, span },
        22 => Command::AssignMention { mention, entity: Some(entity).filter(|_| piece > 0) },
        23 => Command::Spread { id, at: Some(vec![span.start]).filter(|_| piece == 0) },
        24 => Command::MergeEntities { from: entity, into: other, name: Some("Cy".to_owned()).filter(|_| piece > 0) },
        25 => Command::SetEntityKind { entity, kind: entity_kind },
        26 => Command::ChoosePlace { entity, candidate: 0 },
        27 => Command::SetExtent { id, span },
        28 => Command::AddPiece { quotation, span },
        _ => {
            let (label, geoname_id, country, precision) = (None, Some(piece), None, None);
            let place = PlaceChoice { lat: 1.0, lon: 2.0, label, geoname_id, country, precision };
            Command::SetPlace { entity, place: Some(place).filter(|_| piece > 0) }
        }
    }
}

/// Checks all that the format promises: what is written can be read, and says the same.
pub fn check_article(article: &Article) {
    let json = files::save(article, Some("2026-11-22T08:30:00Z"));
    let opened = files::open(&json).unwrap_or_else(|error| panic!("{error}\n{json}"));
    assert_eq!(files::save(&opened, Some("2026-11-22T08:30:00Z")), json, "a file survives being opened and saved");
    let annotations = files::annotations(&opened, None);
    let code_points: Vec<char> = article.text.chars().collect();
    let utf16: Vec<u16> = article.text.encode_utf16().collect();
    for quotation in &annotations.quotations {
        let parts = quotation.quoted_parts.iter().flatten();
        for span in quotation.spans.iter().chain(parts).chain(&quotation.cue).chain(&quotation.source) {
            let words: String = code_points[span.start as usize..span.end as usize].iter().collect();
            assert_eq!(words, span.exact);
            let (start, end) =
                (span.start16.map_or(span.start, |unit| unit.0), span.end16.map_or(span.end, |unit| unit.0));
            let words = &utf16[start as usize..end as usize];
            assert_eq!(String::from_utf16_lossy(words), span.exact);
        }
    }
    // CoNLL-U reads the whole text anew, which takes too long for every step.
    for format in files::FORMATS.iter().filter(|format| format.name != "conllu") {
        assert!(!format.write(article, &files::Options::default()).is_empty(), "{}", format.name);
    }
    let checks = session::checks(article);
    assert!(checks.iter().all(|check| (0.0..=1.0).contains(&check.doubt)));
    session::unseen(article, &checks);
}

/// One step: a command, or an edit of the text.
pub fn step(session: &mut Session, choices: &[u16]) {
    let mut draw = Draw(choices.iter());
    if draw.below(6) > 0 {
        // Commands that ask for what cannot be are refused; that is their test too.
        let before = session.article().clone();
        if session.apply(&command(session.article(), &choices[1..])).is_err() {
            assert_eq!(*session.article(), before, "a refused command changes nothing");
        }
        return;
    }
    let mut text = session.article().text.to_string();
    for _ in 0..=draw.below(2) {
        if text.is_empty() {
            text.push_str("Ada");
        }
        let span = draw.span(&text);
        let instead = draw.of(PIECES);
        text.replace_range(
            if draw.below(2) == 0 { span.range() } else { span.range().start..span.range().start },
            instead,
        );
    }
    if text.is_empty() {
        text.push('.');
    }
    session.set_text(Article::from_document(&document(&text, &choices[1..])));
}
