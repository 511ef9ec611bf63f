//! Apache UIMA's CAS as JSON (version 0.4.0), with its types inside. Positions are UTF-16.

use serde_json::{Map, Value, json};

use super::facts::Facts;
use super::{Format, Many, Options, Part, names};
use crate::Span;
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "casjson",
    title: "UIMA CAS (JSON)",
    extension: ".cas.json",
    beside: None,
    media_type: "application/json",
    holds: "text, quotations, cues, sources, mentions and entities, with their types; opens in INCEpTION",
    drops: "which parts of a mixed quotation stand in marks, alternatives, candidates of places, tags, notes of entities and mentions, author, outlet, what was removed",
    many: Many::Apart,
    write,
};

const STRING: &str = "uima.cas.String";
const DOUBLE: &str = "uima.cas.Double";
const ANNOTATION: &str = "uima.tcas.Annotation";

/// A type: name, type above, what it is, features with their types.
type Type = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The types of the package `org.whosaid`, with their features.
pub(super) const FEATURES: &[Type] = &[
    ("Entity", "uima.cas.TOP", "Somebody or something that the text speaks of", &[
        ("identifier", STRING), ("kind", STRING), ("name", STRING), ("role", STRING), ("status", STRING),
        ("latitude", DOUBLE), ("longitude", DOUBLE), ("geonames", STRING),
    ]),
    ("Mention", ANNOTATION, "Where the text speaks of an entity", &[
        ("identifier", STRING), ("form", STRING), ("entity", "org.whosaid.Entity"),
    ]),
    ("Cue", ANNOTATION, "The words that introduce a quotation", &[]),
    ("Source", ANNOTATION, "The words that name the speaker of a quotation", &[]),
    ("Quotation", ANNOTATION, "Words that somebody said, from the first piece to the last", &[
        ("identifier", STRING), ("kind", STRING), ("status", STRING), ("confidence", DOUBLE), ("note", STRING),
        ("cue", "org.whosaid.Cue"), ("source", "org.whosaid.Source"), ("speaker", "org.whosaid.Entity"),
    ]),
    ("Piece", ANNOTATION, "A piece of a quotation", &[("quotation", "org.whosaid.Quotation")]),
];

/// One feature structure.
pub(super) struct Annotated {
    /// Its number in the file.
    pub id: usize,
    /// Its type, without the package.
    pub kind: &'static str,
    /// Where it stands, in UTF-16 code units.
    pub span: Option<(u32, u32)>,
    /// Features that are values.
    pub features: Vec<(&'static str, Value)>,
    /// Features that are other structures, by their numbers.
    pub references: Vec<(&'static str, usize)>,
}

/// Everything of an article, numbered from `first`; references lead backwards.
pub(super) fn annotated(facts: &Facts, first: usize) -> Vec<Annotated> {
    let mut all: Vec<Annotated> = Vec::new();
    let mut add = |kind, span: Option<Span>, features: Vec<(&'static str, Value)>, references| {
        let id = first + all.len();
        let span = span.map(|span| facts.utf16(span));
        let features = features.into_iter().filter(|(_, value)| !value.is_null()).collect();
        all.push(Annotated { id, kind, span, features, references });
        id
    };
    let mut entities = Vec::new();
    for entity in facts.article.entities.iter() {
        let point = entity.place.as_ref().map(|place| &place.chosen);
        entities.push(add(
            "Entity",
            None,
            vec![
                ("identifier", json!(entity.id)),
                ("kind", json!(entity.kind.name())),
                ("name", json!(entity.name)),
                ("role", json!(entity.description)),
                ("status", json!(names::status(entity.status))),
                ("latitude", json!(point.map(|point| point.lat))),
                ("longitude", json!(point.map(|point| point.lon))),
                ("geonames", json!(point.and_then(|point| point.geoname_id).map(names::geonames_iri))),
            ],
            Vec::new(),
        ));
    }
    for (entity, id) in facts.article.entities.iter().zip(&entities) {
        for mention in &entity.mentions {
            let features =
                vec![("identifier", json!(mention.id)), ("form", json!(mention.form.name()))];
            add("Mention", Some(mention.piece.span), features, vec![("entity", *id)]);
        }
    }
    for quotation in facts.article.quotations.iter() {
        let cue = quotation.cue.as_ref().map(|cue| add("Cue", Some(cue.span), Vec::new(), Vec::new()));
        let source = quotation.source.as_ref().map(|source| add("Source", Some(source.span), Vec::new(), Vec::new()));
        let speaker = quotation.speaker.as_deref().and_then(|id| facts.index(id)).map(|index| entities[index]);
        let references = [("cue", cue), ("source", source), ("speaker", speaker)];
        let note = Some(&quotation.note).filter(|note| !note.is_empty());
        let id = add(
            "Quotation",
            quotation.pieces.iter().map(|piece| piece.span).reduce(Span::cover),
            vec![
                ("identifier", json!(quotation.id)),
                ("kind", json!(quotation.kind.name())),
                ("status", json!(names::status(quotation.status))),
                ("confidence", json!(quotation.confidence)),
                ("note", json!(note)),
            ],
            references.into_iter().filter_map(|(name, to)| Some((name, to?))).collect(),
        );
        for piece in &quotation.pieces {
            add("Piece", Some(piece.span), Vec::new(), vec![("quotation", id)]);
        }
    }
    all
}

fn write(article: &Article, options: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let annotated = annotated(&facts, 3);
    let mut structures = vec![
        json!({
            "%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text",
            "sofaString": &*article.text,
        }),
        json!({
            "%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0,
            "end": facts.utf16(Span::new(0, facts.text.len())).1,
            "language": article.about.language.as_deref().unwrap_or("en"),
        }),
    ];
    let members: Vec<usize> = std::iter::once(2).chain(annotated.iter().map(|one| one.id)).collect();
    structures.extend(annotated.into_iter().map(|one| {
        let mut structure = Map::new();
        structure.insert("%ID".to_owned(), json!(one.id));
        structure.insert("%TYPE".to_owned(), json!(format!("org.whosaid.{}", one.kind)));
        if let Some((begin, end)) = one.span {
            structure.insert("@sofa".to_owned(), json!(1));
            structure.insert("begin".to_owned(), json!(begin));
            structure.insert("end".to_owned(), json!(end));
        }
        structure.extend(one.features.into_iter().map(|(name, value)| (name.to_owned(), value)));
        structure.extend(one.references.into_iter().map(|(name, to)| (format!("@{name}"), json!(to))));
        Value::Object(structure)
    }));
    let types: Map<String, Value> = (FEATURES.iter())
        .map(|(name, parent, _, features)| {
            let name = format!("org.whosaid.{name}");
            let mut record = json!({ "%NAME": name, "%SUPER_TYPE": parent });
            for (feature, range) in *features {
                record[*feature] = json!({ "%NAME": feature, "%RANGE": range });
            }
            (name, record)
        })
        .collect();
    let cas = json!({
        "%TYPES": types,
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": { "_InitialView": { "%SOFA": 1, "%INDEX": 1, "%MEMBERS": members } },
    });
    FORMAT.json(&cas, options)
}
