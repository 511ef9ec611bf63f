//! What the page calls, run as WebAssembly in Node: `cargo xtask test` starts it.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use whosaid::web::{PageSession, annotate};

const TEXT: &str = "“Nobody came, \u{1F600}” said Ann Lee.\r\nBen Ames left for Paris.";

fn session() -> PageSession {
    PageSession::open(&annotate(TEXT)).ok().expect("what annotate gives can be opened")
}

fn object(json: &str) -> JsValue {
    JSON::parse(json).expect("JSON")
}

/// What stands at a path such as "quotations.0.spans".
fn get(object: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(object.clone(), |object, key| Reflect::get(&object, &key.into()).expect("an object"))
}

fn view(session: &mut PageSession) -> JsValue {
    session.view().ok().expect("a view")
}

#[wasm_bindgen_test]
fn a_view_is_plain_objects() {
    let view = view(&mut session());
    assert_eq!(get(&view, "document.text").as_string().as_deref(), Some(TEXT.replace("\r\n", "\n").as_str()));
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
    let outcome = session.apply(object(command)).ok().expect("applied");
    assert_eq!(get(&outcome, "label").as_string().as_deref(), Some("move boundary of quotation"));
    assert_eq!(get(&outcome, "focus").as_string().as_deref(), Some("q1"));
    let after = view(&mut session);
    assert_eq!(get(&after, "quotations.0.spans.0.exact").as_string().as_deref(), Some("came, \u{1F600}"));
    assert_eq!(get(&after, "undo").as_string().as_deref(), Some("move boundary of quotation"));
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
    session.apply(object(r#"{ "do": "accept", "id": "q1" }"#)).ok().expect("accepted");
    session.set_text(&annotate(&format!("He came.\n{TEXT}"))).ok().expect("the text is changed");
    assert_eq!(get(&view(&mut session), "quotations.0.status").as_string().as_deref(), Some("accepted"));
    let file = session.save("2026-11-22T08:30:00Z");
    assert_eq!(get(&view(&mut session), "unsaved"), JsValue::FALSE);
    let mut opened = PageSession::open(&file).ok().expect("a saved file can be opened");
    assert_eq!(opened.save("2026-11-22T08:30:00Z"), file);
    assert!(Array::is_array(&get(&object(&session.geojson()), "features")));
    let same = session.same_words("m1").ok().expect("a mention");
    assert!(Array::is_array(&get(&same, "places")));
}

#[wasm_bindgen_test]
fn unknown_fields_of_a_file_do_not_become_objects() {
    let file = annotate(TEXT).replacen("\"spans\"", "\"__proto__\":{\"polluted\":1},\"big\":12345678901234567890,\"spans\"", 1);
    let mut session = PageSession::open(&file).ok().expect("a file with unknown fields can be opened");
    let quotation = get(&view(&mut session), "quotations.0");
    assert!(get(&quotation, "polluted").is_undefined() && get(&quotation, "big").is_undefined());
    assert!(session.save("2026-11-22T08:30:00Z").contains("12345678901234567890"), "but they are saved");
}
