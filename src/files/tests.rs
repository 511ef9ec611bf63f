//! The schema and the reader.

use schemars::transform::Transform;
use serde_json::{Value, json};

#[path = "../../tests/schema.rs"]
mod schema;

mod refusals;

use schema::faults;

use super::*;
use crate::Annotator;
use crate::session::{Command, DocumentFields, Session};

/// Where the schema is kept.
const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/files/annotations.schema.json");

fn generated_schema() -> String {
    // Without `format`: ajv throws on those that it does not know, such as uint32.
    let mut schema = schemars::schema_for!(Annotations);
    schemars::transform::RecursiveTransform(|schema: &mut schemars::Schema| {
        if schema.remove("format").is_some_and(|format| format == "uint32") {
            schema.insert("maximum".to_owned(), u32::MAX.into());
        }
    })
    .transform(&mut schema);
    serde_json::to_string_pretty(&schema).unwrap() + "\n"
}

/// Fails where the kept schema is not that of the records. `WHOSAID_UPDATE=1 cargo test schema` writes it anew.
#[test]
fn the_schema_is_that_of_the_records() {
    if std::env::var_os("WHOSAID_UPDATE").is_some() {
        std::fs::write(SCHEMA, generated_schema()).unwrap();
    }
    let kept = std::fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(kept == generated_schema(), "run WHOSAID_UPDATE=1 cargo test schema");
}

/// A corrected article with everything a file can hold.
fn sample() -> Value {
    let text = "HULL, Nov 20 - “It is late,” Ada Okafor, chair of the port authority, said 👍. “And cold.”\n\
                She flew to Paris. Ben Ames said the ships would come.\n";
    let mut session = Session::from_document(&Annotator::new().annotate(text));
    let offset = |words: &str| text.find(words).map_or(0, |at| at as u32);
    let span = |words: &str| crate::Span { start: offset(words), end: offset(words) + words.len() as u32 };
    let mut apply = |command: Command| session.apply(&command).unwrap().focus;
    let quotation = apply(Command::AddQuotation {
        spans: vec![span("the ships")],
        kind: None,
        speaker: None,
        cue: None,
        source: None,
    });
    let quotation = quotation.unwrap();
    apply(Command::NewSpeaker {
        quotation: quotation.clone(),
        name: "Cy".to_owned(),
        kind: crate::analysis::EntityKind::Person,
    });
    apply(Command::SetCue { quotation: quotation.clone(), span: Some(span("flew")) });
    apply(Command::SetSource { quotation: quotation.clone(), span: Some(span("Ben Ames")) });
    apply(Command::SetNote { id: quotation.clone(), note: "sure?".to_owned() });
    apply(Command::SetTags { id: quotation, tags: vec!["port".to_owned(), "to ask".to_owned()] });
    let mention = Command::AddMention { span: span("the port"), entity: None, kind: None, form: None };
    apply(mention);
    let town = Command::AddMention { span: span("flew"), entity: None, kind: None, form: None };
    let town = apply(town).unwrap();
    apply(Command::Accept { id: town.clone() });
    let entity = session.article().mention(&town).unwrap().0.id.clone();
    for (lat, geoname_id) in [(51.5, Some(1)), (-0.25, None)] {
        let (label, country, precision) = (Some("Flew, UK".to_owned()), Some("GB".to_owned()), None);
        let place = crate::session::PlaceChoice { lat, lon: 0.0, label, geoname_id, country, precision };
        session.apply(&Command::SetPlace { entity: entity.clone(), place: Some(place) }).unwrap();
    }
    session.apply(&Command::Delete { id: "q1".to_owned(), everywhere: false }).unwrap();
    let fields = DocumentFields {
        title: Some("Late".to_owned()),
        outlet: Some("The Post".to_owned()),
        url: Some("https://post.example/late".to_owned()),
        author: Some("Di Roe".to_owned()),
        published: Some("2026-11-20".to_owned()),
        accessed: Some("2026-11-22".to_owned()),
        annotators: Some(vec!["Cy Lund".to_owned()]),
    };
    session.apply(&Command::SetDocument { fields }).unwrap();
    let edited = text.replace("the port authority", "the harbour");
    session.set_text(Article::from_document(&Annotator::new().annotate(&edited)));
    serde_json::from_str(&save(session.article(), Some("2026-11-22T08:30:00Z"))).unwrap()
}

#[test]
fn files_satisfy_the_schema() {
    let schema: Value = serde_json::from_str(&generated_schema()).unwrap();
    let sample = sample();
    for list in ["entities", "quotations", "removed", "lost"] {
        assert!(!sample[list].as_array().unwrap().is_empty(), "the sample has {list}");
    }
    assert_eq!(faults(&schema, &schema, &sample, "file"), Vec::<String>::new());
    // The check can fail.
    for (pointer, value) in [
        ("/version", json!(1)),
        ("/entities/0/kind", json!("robot")),
        ("/quotations/0/spans/0/start", json!(-1)),
        ("/quotations/0/spans/0/exact", Value::Null),
        ("/quotations/0/speaker", json!(7)),
        ("/document/length", json!({})),
    ] {
        let mut broken = sample.clone();
        *broken.pointer_mut(pointer).unwrap() = value;
        assert!(!faults(&schema, &schema, &broken, "file").is_empty(), "{pointer}");
    }
}

#[test]
fn open_and_save_again() {
    let mut file = sample();
    let check = |file: &Value| {
        let opened = open(&file.to_string()).unwrap();
        let saved: Value = serde_json::from_str(&save(&opened, Some("2026-11-22T08:30:00Z"))).unwrap();
        assert_eq!(saved, *file);
        let later: Value = serde_json::from_str(&save(&opened, Some("2030-01-01T00:00:00Z"))).unwrap();
        let mut expect = file.clone();
        expect["modified"] = json!("2030-01-01T00:00:00Z");
        assert_eq!(later, expect, "only `modified` changes");
    };
    check(&file);
    // Unknown fields survive wherever they stand.
    for place in [
        "",
        "/generator",
        "/offsets",
        "/document",
        "/document/length",
        "/document/annotators/0",
        "/entities/0",
        "/entities/0/mentions/0",
        "/entities/0/mentions/0/span",
        "/quotations/0",
        "/quotations/0/spans/0",
        "/removed/0",
        "/lost/0",
    ] {
        let object = file.pointer_mut(place).unwrap();
        object["later"] = json!({ "a": [1, 2.5, null, "b"], "__proto__": { "x": 1 } });
    }
    file["version"] = json!("1.1");
    check(&file);
}

/// What a program that reads a file fills in is left out; a file that says it, as those of 1.0 do, is the same article.
#[test]
fn what_a_reader_fills_in_is_left_out() {
    let text = "Ada Okafor said: “It is late.” Ben Ames left for Hull.\n";
    let mut session = Session::from_document(&Annotator::new().annotate(text));
    session.apply(&Command::Accept { id: "q1".to_owned() }).unwrap();
    let file: Value = serde_json::from_str(&save(session.article(), None)).unwrap();
    assert_eq!(
        (&file["quotations"][0]["status"], &file["quotations"][0]["origin"]),
        (&json!("accepted"), &Value::Null)
    );
    assert_eq!(file["quotations"][0].get("note"), None);
    let machine = file["entities"].as_array().unwrap().iter().find(|entity| entity["name"] == "Ben Ames").unwrap();
    assert_eq!(machine.as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "kind", "mentions", "name"]);
    assert_eq!(machine["mentions"][0]["span"], json!({ "start": 31, "end": 39, "exact": "Ben Ames" }));

    let mut full = file.clone();
    full["version"] = json!("1.0");
    for entity in full["entities"].as_array_mut().unwrap() {
        for (field, value) in [("origin", "machine"), ("status", "unreviewed"), ("note", "")] {
            entity.as_object_mut().unwrap().entry(field).or_insert(json!(value));
        }
        for mention in entity["mentions"].as_array_mut().unwrap() {
            mention["span"]["start16"] = mention["span"]["start"].clone();
            mention["span"]["end16"] = mention["span"]["end"].clone();
        }
    }
    for quotation in full["quotations"].as_array_mut().unwrap() {
        quotation["origin"] = json!("machine");
        quotation["note"] = json!("");
        quotation.as_object_mut().unwrap().entry("alternatives").or_insert(json!([]));
        quotation["quotedParts"] = quotation["spans"].clone();
    }
    let (file, full) = (open(&file.to_string()).unwrap(), open(&full.to_string()).unwrap());
    assert_eq!((&file.entities, &file.quotations), (&full.entities, &full.quotations));
}

/// Programs that hold numbers in columns write whole ones with a fraction; what is not known keeps every digit.
#[test]
fn numbers_of_others() {
    let plain = sample().to_string();
    let expect = open(&plain).unwrap();
    let columns = sample().to_string();
    let columns = ["start", "end", "start16", "end16", "number", "geonameId", "codePoints", "utf16", "utf8"]
        .iter()
        .fold(columns, |json, field| {
            let name = format!("\"{field}\":");
            let mut parts = json.split(&name);
            let mut written = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let digits = part.bytes().take_while(u8::is_ascii_digit).count();
                let fraction = if digits > 0 { ".0" } else { "" };
                written += &format!("{name}{}{fraction}{}", &part[..digits], &part[digits..]);
            }
            written
        });
    assert!(columns.matches(".0").count() > 40 && !columns.contains("\"start\":0,"), "{columns}");
    assert_eq!(open(&columns).unwrap(), expect);
    assert!(
        open(&columns.replacen("\"start\":0.0", "\"start\":0.5", 1))
            .unwrap_err()
            .to_string()
            .contains("no whole number")
    );

    let numbers = "9007199254740993, 18446744073709551617, -0.0, 1.0, 1e+400, 3.14159265358979323846264338327950288";
    let mut later = plain;
    for place in ["\"entities\":[{", "\"quotations\":[{", "\"document\":{", "\"mentions\":[{", "\"span\":{"] {
        assert!(later.contains(place), "{place}");
        later = later.replacen(place, &format!("{place}\"later\":[{numbers}],"), 1);
    }
    let saved = save(&open(&later).unwrap(), None);
    assert_eq!(saved.matches(&numbers.replace(' ', "")).count(), 5, "{saved}");
}

#[test]
fn geojson_has_points_and_counts() {
    let file = open(&sample().to_string()).unwrap();
    let json: Value =
        serde_json::from_str(&Format::by_name("geojson").unwrap().write(&file, &Options::default())[0].content)
            .unwrap();
    assert_eq!(json["type"], "FeatureCollection");
    let features = json["features"].as_array().unwrap();
    let placed = features.iter().find(|feature| feature["properties"]["name"] == "flew").unwrap();
    assert_eq!(placed["geometry"], json!({ "type": "Point", "coordinates": [0.0, -0.25] }));
    assert_eq!(placed["properties"]["country"], "GB");
    assert_eq!(placed["properties"]["mentions"], 1);
}

#[test]
fn the_hash_of_the_weights_is_theirs() {
    let hash = super::write::sha256(crate::reader::WEIGHTS);
    assert_eq!(crate::reader::WEIGHTS_SHA256.trim_ascii_end(), hash, "write it to src/data/reader.sha256");
}

#[test]
fn members_survive_and_must_exist() {
    let mut file = sample();
    let id = file["entities"][1]["id"].clone();
    file["entities"][0]["members"] = json!([id]);
    let opened = open(&file.to_string()).unwrap();
    let saved: Value = serde_json::from_str(&save(&opened, Some("2026-11-22T08:30:00Z"))).unwrap();
    assert_eq!(saved["entities"][0]["members"], json!([id]));
    for wrong in [json!("nobody"), file["entities"][0]["id"].clone()] {
        file["entities"][0]["members"] = json!([wrong]);
        let fault = open(&file.to_string()).unwrap_err().to_string();
        assert!(fault.contains("entities[0].members[0]"), "{fault}");
    }
}

/// What is not seen inside a word, and the hyphen at a line's end, stand in `exact` and in no name.
#[test]
fn names_are_read_through_what_is_not_seen() {
    let text = "The mayor, Ada Oka\u{fffe}for, said: “We will go.” Later Ada Oka\u{200b}for left for Bris\u{ad}tol. “No more,” Ada Oka-\nfor said.\n";
    let article = Article::from_document(&Annotator::new().annotate(text));
    assert_eq!(&*article.text, text);
    let ada = article.entities.iter().find(|entity| entity.name == "Ada Okafor").expect("the mayor");
    let words: Vec<&str> = ada.mentions.iter().map(|mention| mention.piece.span.of(text)).collect();
    for exact in ["Ada Oka\u{fffe}for", "Ada Oka\u{200b}for", "Ada Oka-\nfor"] {
        assert!(words.contains(&exact), "{words:?}");
    }
    let town = article.entities.iter().find(|entity| entity.name == "Bristol").expect("the town");
    assert!(town.place.is_some());
    let said: Vec<&str> = article.quotations.iter().map(|quotation| quotation.pieces[0].span.of(text)).collect();
    assert_eq!(said, ["We will go.", "No more,"]);
    assert!(article.quotations.iter().all(|quotation| quotation.speaker.as_ref() == Some(&ada.id)));
    assert!(open(&save(&article, Some("2026-11-22T08:30:00Z"))).is_ok());
}
