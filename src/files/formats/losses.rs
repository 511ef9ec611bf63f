//! What each format leaves out is what it says it leaves out: a text with everything in it is written with and without
//! each thing, and where a format comes in again, read again.

use std::sync::Arc;

use super::*;
use crate::Span;
use crate::analysis::{EntityKind, MentionForm, Precision, QuotationKind};
use crate::files::import::builder::{Builder, Said};
use crate::files::{Incoming, import};
use crate::session::{Alternative, Annotation, Entity, Extra, Origin, Place, Point, Quotation, SetAside, Status};

const TEXT: &str = "Ada Okafor and Ben Ames spoke in Paris.\n\nMs Okafor told Ben Ames it was “far too late” again.\n";

fn at(words: &str) -> Span {
    TEXT.find(words).map(|at| Span::new(at, at + words.len())).expect("words of the text")
}

fn point(label: &str, id: u32) -> Point {
    Point {
        lat: 48.8,
        lon: 2.3,
        precision: Some(Precision::City),
        label: Some(label.to_owned()),
        country: Some("FR".to_owned()),
        geoname_id: Some(id),
        score: Some(0.75),
        extra: Extra::default(),
    }
}

/// A text with everything in it.
fn full() -> Article {
    let mut builder = Builder::new(TEXT);
    let ada = builder.entity(Some("x1"), EntityKind::Person, "Ada Okafor");
    let ben = builder.entity(Some("x2"), EntityKind::Person, "Ben Ames");
    let paris = builder.entity(Some("x3"), EntityKind::Place, "Paris");
    builder.mention(ada, Some("y1"), MentionForm::Name, at("Ada Okafor"));
    builder.mention(ben, Some("y2"), MentionForm::Name, at("Ben Ames"));
    builder.mention(paris, Some("y3"), MentionForm::Name, at("Paris"));
    builder.quotation(Said {
        id: Some("z1".to_owned()),
        kind: Some(QuotationKind::Mixed),
        pieces: vec![at("it was “far too late” again")],
        quoted_parts: Some(vec![at("far too")]),
        cue: Some(at("told")),
        source: Some(at("Ms Okafor")),
        speaker: Some(ada),
        confidence: Some(0.625),
        status: Some(Status::Edited),
        note: "note of a quotation".to_owned(),
        tags: vec!["tag of a quotation".to_owned()],
    });
    let mut article = builder.finish();
    let about = Arc::make_mut(&mut article.about);
    about.title = Some("A headline".to_owned());
    about.outlet = Some("The Post".to_owned());
    about.url = Some("https://post.example/1".to_owned());
    about.author = Some("Di Roe".to_owned());
    about.published = Some("2024-03-05".to_owned());
    entity(&mut article, "x1", |entity| {
        entity.description = Some("the mayor".to_owned());
        entity.note = "note of an entity".to_owned();
        entity.tags = vec!["tag of an entity".to_owned()];
        entity.status = Status::Accepted;
        entity.mentions[0].note = "note of a mention".to_owned();
        entity.mentions[0].tags = vec!["tag of a mention".to_owned()];
    });
    entity(&mut article, "x3", |entity| {
        entity.place =
            Some(Place { chosen: point("Paris, FR", 2_988_507), candidates: vec![point("Paris, US", 4_717_560)] });
    });
    quotation(&mut article, |quotation| {
        quotation.origin = Origin::MachineEdited;
        let extra = Extra::default();
        quotation.alternatives = vec![Alternative { speaker: "x2".to_owned(), confidence: 0.25, extra }];
    });
    let mut removed = article.quotations[0].as_ref().clone();
    removed.id = "z2".to_owned();
    let (passage, extra) = (None, Extra::default());
    Arc::make_mut(&mut article.removed).push(Arc::new(SetAside {
        passage,
        annotation: Annotation::Quotation(removed),
        extra,
    }));
    article
}

fn entity(article: &mut Article, id: &str, change: impl FnOnce(&mut Entity)) {
    let entity = Arc::make_mut(&mut article.entities).iter_mut().find(|entity| entity.id == id).expect("an entity");
    change(Arc::make_mut(entity));
}

fn quotation(article: &mut Article, change: impl FnOnce(&mut Quotation)) {
    change(Arc::make_mut(&mut Arc::make_mut(&mut article.quotations)[0]));
}

/// The words that a list of what is left out has for a thing; and how a text loses it.
type Thing = (&'static str, fn(&mut Article));

const THINGS: [Thing; 20] = [
    ("notes of quotations", |article| quotation(article, |quotation| quotation.note.clear())),
    ("notes of entities", |article| entity(article, "x1", |entity| entity.note.clear())),
    ("notes of mentions", |article| entity(article, "x1", |entity| entity.mentions[0].note.clear())),
    ("tags of quotations", |article| quotation(article, |quotation| quotation.tags.clear())),
    ("tags of entities", |article| entity(article, "x1", |entity| entity.tags.clear())),
    ("tags of mentions", |article| entity(article, "x1", |entity| entity.mentions[0].tags.clear())),
    ("review of quotations", |article| quotation(article, |quotation| quotation.status = Status::Unreviewed)),
    ("review of entities", |article| entity(article, "x1", |entity| entity.status = Status::Unreviewed)),
    ("confidences", |article| quotation(article, |quotation| quotation.confidence = None)),
    ("alternatives", |article| quotation(article, |quotation| quotation.alternatives.clear())),
    ("candidates of places", |article| {
        entity(article, "x3", |entity| entity.place.as_mut().expect("a place").candidates.clear());
    }),
    ("points of places", |article| entity(article, "x3", |entity| entity.place = None)),
    ("roles", |article| entity(article, "x1", |entity| entity.description = None)),
    ("in marks", |article| {
        quotation(article, |quotation| quotation.quoted_parts[0].span = at("far too late"));
    }),
    ("cues", |article| quotation(article, |quotation| quotation.cue = None)),
    ("sources", |article| quotation(article, |quotation| quotation.source = None)),
    ("speakers", |article| quotation(article, |quotation| quotation.speaker = None)),
    ("removed", |article| Arc::make_mut(&mut article.removed).clear()),
    ("author", |article| Arc::make_mut(&mut article.about).author = None),
    ("outlet", |article| Arc::make_mut(&mut article.about).outlet = None),
];

/// What a format makes of a text: where it comes in again, what comes in; else what it writes.
fn made(format: &Format, article: &Article) -> String {
    let parts = format.write(article, &Options::default());
    let comes_in = ["json", "jsonld", "tei", "brat", "xmi", "casjson"].contains(&format.name);
    if !comes_in {
        return parts.into_iter().map(|part| part.content).collect();
    }
    let text = parts.iter().find(|part| part.ending == ".txt").map(|part| part.content.as_str());
    let main = parts.iter().find(|part| part.ending == format.extension).expect("the file");
    match import(&format!("a{}", format.extension), &main.content, text) {
        Ok(Incoming::Article(article)) => crate::files::save(&article, None),
        other => panic!("{}: {other:?}", format.name),
    }
}

/// Whether a list of what is left out has a thing: "notes of entities" has "notes", "notes and tags of entities and
/// mentions" has both of both.
fn is_said(drops: &str, thing: &str) -> bool {
    let (noun, of) = thing.split_once(" of ").unwrap_or((thing, ""));
    drops.split([',', ';']).any(|clause| {
        let (nouns, scope) = clause.split_once(" of ").unwrap_or((clause, of));
        clause.contains(noun) && (nouns.contains(noun) || of.is_empty()) && scope.contains(of)
    })
}

#[test]
fn what_is_left_out_is_said() {
    let full = full();
    let mut faults = Vec::new();
    for format in FORMATS {
        let whole = made(format, &full);
        for (thing, lose) in THINGS {
            let mut without = full.clone();
            lose(&mut without);
            assert_ne!(without, full, "{thing}");
            let is_lost = made(format, &without) == whole;
            // What says that it leaves out all else names some of it.
            let all_else = format.drops.starts_with("all else: ");
            if is_lost != is_said(format.drops, thing) && !(all_else && is_lost) {
                faults.push(format!("{}: {thing} is lost: {is_lost}", format.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The Save menu says what the command says.
#[test]
fn the_menu_says_the_same() {
    let words = include_str!("../../../www/words/formats.js");
    for format in FORMATS {
        let of_format =
            words.split(&format!("\n  {}: {{", format.name)).nth(1).and_then(|rest| rest.split("\n  }").next());
        let drops = format!("drops: \"{}\",", format.drops);
        assert!(of_format.is_some_and(|words| words.contains(&drops)), "{}", format.name);
    }
}
