//! A session as the page holds it.

use js_sys::{Array, JSON, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use whosaid::analysis::{Attribution, Entity, EntityKind, Mention, MentionForm, Quotation, QuotationKind};
use whosaid::session::Article;
use whosaid::web::{PageSession, annotate, answer, looks_foreign, search_places};
use whosaid::{Document, Span, files};

const TEXT: &str = "“Nobody came, \u{1F600}” said Ann Lee.";

/// A file of [`TEXT`], made by hand so that these tests do not hang on what the machine finds.
fn file() -> String {
    let span = |words: &str| {
        let start = TEXT.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let content = vec![span("Nobody came, \u{1F600}")];
    let (kind, cue) = (QuotationKind::Direct, Some(span("said")));
    let mentions = vec![Mention { span: span("Ann Lee"), form: MentionForm::Name }];
    let name = "Ann Lee".to_owned();
    let document = Document {
        text: TEXT.to_owned(),
        date: None,
        entities: vec![Entity {
            kind: EntityKind::Person,
            name,
            description: None,
            mentions,
            members: Vec::new(),
            place: None,
        }],
        quotations: vec![Quotation {
            kind,
            quoted_parts: content.clone(),
            content,
            cue,
            sources: Vec::new(),
            inherits: false,
        }],
        attributions: vec![Attribution {
            source: Some(span("Ann Lee")),
            speaker: Some(0),
            confidence: 0.9,
            alternatives: Vec::new(),
        }],
        model: None,
    };
    files::save(&Article::from_document(&document), Some("2026-11-22T08:30:00Z"))
}

fn session() -> PageSession {
    PageSession::open(&file()).expect("the file can be opened")
}

fn object(json: &str) -> JsValue {
    JSON::parse(json).expect("JSON")
}

/// What stands at a path such as "quotations.0.spans".
fn get(object: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(object.clone(), |object, key| Reflect::get(&object, &key.into()).expect("an object"))
}

fn view(session: &mut PageSession) -> JsValue {
    session.view().expect("a view")
}

#[wasm_bindgen_test]
fn annotates_text_from_javascript() {
    let mut session = PageSession::open(&annotate("“Nobody came,”\r\nsaid Ann Lee. \u{1F600}")).expect("a file");
    let view = view(&mut session);
    let text = get(&view, "document.text").as_string();
    assert_eq!(text.as_deref(), Some("“Nobody came,”\nsaid Ann Lee. \u{1F600}"));
    assert!(get(&view, "generator.model").as_string().is_some_and(|model| model.starts_with("en-")));
    assert_eq!(get(&view, "generator.modelSha256").as_string().map(|hash| hash.len()), Some(64));
}

#[wasm_bindgen_test]
fn finds_places_by_name() {
    let found = search_places("Paris, Texas", 3).expect("places");
    assert_eq!(get(&found, "0.label").as_string().as_deref(), Some("Paris, Texas, US"));
    assert_eq!(get(&found, "0.precision").as_string().as_deref(), Some("city"));
}

#[wasm_bindgen_test]
fn a_view_is_plain_objects() {
    let view = view(&mut session());
    assert_eq!(get(&view, "document.text").as_string().as_deref(), Some(TEXT));
    assert_eq!(get(&view, "quotations.0.spans.0.exact").as_string().as_deref(), Some("Nobody came, \u{1F600}"));
    let (start, end) = (get(&view, "quotations.0.spans.0.start16"), get(&view, "quotations.0.spans.0.end16"));
    assert_eq!((start.as_f64(), end.as_f64()), (Some(1.0), Some(16.0)));
    assert!(get(&view, "undo").is_null() && get(&view, "quotations.0.cue").is_object());
    assert_eq!(get(&view, "unsaved"), JsValue::FALSE);
    let constructor = get(&get(&view, "quotations.0"), "constructor");
    assert_eq!(constructor, get(&Object::new(), "constructor"), "no Map");
}

#[wasm_bindgen_test]
fn corrections_count_in_utf16() {
    let mut session = session();
    let before = view(&mut session);
    let command = r#"{ "do": "setPiece", "quotation": "q1", "piece": 0, "span": { "start": 8, "end": 16 } }"#;
    let outcome = session.apply(object(command)).expect("applied");
    assert_eq!(get(&outcome, "step").as_string().as_deref(), Some("setPiece"));
    assert_eq!(get(&outcome, "what").as_string().as_deref(), Some("“Nobody came, \u{1F600}”"));
    assert_eq!(get(&outcome, "focus").as_string().as_deref(), Some("q1"));
    let after = view(&mut session);
    assert_eq!(get(&after, "quotations.0.spans.0.exact").as_string().as_deref(), Some("came, \u{1F600}"));
    assert_eq!(get(&after, "undo.what").as_string(), get(&outcome, "what").as_string());
    assert_ne!(get(&before, "quotations.0"), get(&after, "quotations.0"));
    assert_eq!(get(&before, "entities.0"), get(&after, "entities.0"), "what did not change is the same object");

    assert!(session.undo().ok().is_some_and(|outcome| outcome.is_object()));
    assert!(session.undo().ok().is_some_and(|outcome| outcome.is_undefined()));
    assert_eq!(get(&view(&mut session), "quotations.0.spans.0.start16").as_f64(), Some(1.0));
}

#[wasm_bindgen_test]
fn bad_commands_are_errors_and_change_nothing() {
    let mut session = session();
    for bad in [
        r#"{ "do": "setPiece", "quotation": "q1", "piece": 0, "span": { "start": 15, "end": 16 } }"#,
        r#"{ "do": "setPiece", "quotation": "q1", "piece": 0, "span": { "start": 3, "end": 9000 } }"#,
        r#"{ "do": "accept", "id": "q99" }"#,
        r#"{ "do": "accept", "id": "q1", "what": 1 }"#,
        r#"{ "do": "unheardOf" }"#,
        "{}",
        "7",
    ] {
        assert!(session.apply(object(bad)).is_err(), "{bad}");
    }
    assert!(get(&view(&mut session), "undo").is_null());
}

#[wasm_bindgen_test]
fn edit_save_and_open() {
    let mut session = session();
    session.apply(object(r#"{ "do": "accept", "id": "q1" }"#)).expect("accepted");
    session.set_text(&annotate(&format!("He came.\r\n{TEXT}"))).expect("the text is changed");
    assert_eq!(get(&view(&mut session), "quotations.0.status").as_string().as_deref(), Some("accepted"));
    let file = session.save("2026-11-22T08:30:00Z");
    assert_eq!(get(&view(&mut session), "unsaved"), JsValue::FALSE);
    let mut opened = PageSession::open(&file).expect("a saved file can be opened");
    assert_eq!(opened.save("2026-11-22T08:30:00Z"), file);
    let exported: Array = session.export("geojson", "2026-11-22T08:30:00Z", false).expect("a format").unchecked_into();
    let content = get(&exported.get(0), "content").as_string().expect("text");
    assert!(Array::is_array(&get(&object(&content), "features")));
    assert!(session.export("word", "2026-11-22T08:30:00Z", false).is_err());
    let formats: Array = whosaid::web::formats().expect("a list").unchecked_into();
    assert_eq!(formats.length() as usize, files::FORMATS.len());
    let same = session.spread("m1").expect("a mention");
    assert!(Array::is_array(&get(&same, "places")));
}

#[wasm_bindgen_test]
fn what_is_to_check_and_what_is_proposed() {
    let mut session = session();
    let view = view(&mut session);
    assert!(Array::is_array(&get(&view, "checks")));
    assert!(get(&view, "unseen").as_f64().is_some());
    assert_eq!(session.likeliest_speakers("q1"), ["e1"]);
    assert!(!looks_foreign(TEXT));
}

#[wasm_bindgen_test]
fn unknown_fields_of_a_file_do_not_become_objects() {
    let unknown = r#""__proto__": { "polluted": 1 }, "big": 12345678901234567890, "spans""#;
    let file = file().replacen(r#""spans""#, unknown, 1);
    let mut session = PageSession::open(&file).expect("a file with unknown fields can be opened");
    let quotation = get(&view(&mut session), "quotations.0");
    assert!(get(&quotation, "polluted").is_undefined() && get(&quotation, "big").is_undefined());
    assert!(session.save("2026-11-22T08:30:00Z").contains("12345678901234567890"), "but they are saved");
}

/// What a worker answers to `ask`, which is JavaScript.
fn asked(ask: &str) -> JsValue {
    let request = js_sys::eval(&format!("({{ id: 7, ask: {ask} }})")).expect("an object");
    let said = Rc::new(RefCell::new(Vec::new()));
    let heard = said.clone();
    answer(request, move |reply| heard.borrow_mut().push(reply));
    let mut said = said.borrow_mut();
    assert_eq!(said.len(), 1, "{ask}");
    said.remove(0)
}

#[wasm_bindgen_test]
fn a_worker_answers_what_it_is_asked() {
    let text = JSON::stringify(&TEXT.into()).expect("a string");
    let read = asked(&format!("{{ read: {text} }}"));
    assert_eq!(get(&read, "id").as_f64(), Some(7.0));
    assert_eq!(get(&read, "answer.read").as_string(), Some(annotate(TEXT)));
    // In UTF-16: the smiley is two units.
    let proposed = asked(&format!("{{ propose: {{ text: {text}, start: 1, end: 16 }} }}"));
    assert_eq!(get(&proposed, "answer.proposal.cue.start").as_f64(), Some(18.0));
    assert_eq!(get(&proposed, "answer.proposal.source.start").as_f64(), Some(23.0));
    let half = asked(&format!("{{ propose: {{ text: {text}, start: 1, end: 15 }} }}"));
    let code = |answer: &JsValue| get(answer, "answer.failed.code").as_string();
    assert_eq!(code(&half).as_deref(), Some("program"), "half a smiley");
    let one = asked(&format!("{{ oneOfMany: {{ text: {text}, source: {{ title: \"Title\" }} }} }}"));
    assert_eq!(get(&one, "answer.oneOfMany.digest.title").as_string().as_deref(), Some("Title"));
    let again =
        asked(&format!("{{ digest: {} }}", JSON::stringify(&get(&one, "answer.oneOfMany.json")).expect("a string")));
    assert_eq!(get(&again, "answer.oneOfMany.digest.title").as_string().as_deref(), Some("Title"));
    let foreign = "{ oneOfMany: { text: 'Der Minister sagte am Montag, dass die Brücke nicht vor dem Sommer gebaut werden könne, und dass die Stadt darauf nicht warten wolle.' } }";
    assert_eq!(get(&asked(foreign), "answer").as_string().as_deref(), Some("foreign"));
    assert_eq!(code(&asked("{ digest: '{}' }")).as_deref(), Some("faulty"));
    assert_eq!(code(&asked("{ unheard: 1 }")).as_deref(), Some("program"));
}
