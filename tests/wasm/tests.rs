//! What the page calls, run as WebAssembly in Node: `cargo xtask test` starts it.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)] // a test, helpers and all

mod session;

use js_sys::{Array, JSON, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use whosaid::web::{PageSession, annotate};

const TEXT: &str = "The \u{1F30A} harbour will stay shut, Ann Lee said on Monday.\r\n\r\n\
    “Nobody \u{1F469}\u{200D}\u{1F692} was hurt,” she said. “We were lucky.”\r\n";

/// The value at `path`, whose steps are names and indices.
fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, step| Reflect::get(&value, &step.into()).unwrap())
}

fn items(value: &JsValue, path: &str) -> Vec<JsValue> {
    at(value, path).dyn_into::<Array>().unwrap().to_vec()
}

fn command(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

#[wasm_bindgen_test]
fn spans_cut_a_javascript_string_where_they_say() {
    let annotations = JSON::parse(&annotate(TEXT)).unwrap();
    let text: JsString = at(&annotations, "document.text").into();
    let mut spans = 0;
    for quotation in items(&annotations, "quotations") {
        for span in items(&quotation, "spans") {
            // A file leaves out what is the same in code points.
            let [start, end] = [("start16", "start"), ("end16", "end")]
                .map(|(name, same)| at(&span, name).as_f64().or(at(&span, same).as_f64()).unwrap() as u32);
            assert_eq!(JsValue::from(text.substring(start, end)), at(&span, "exact"));
            spans += 1;
        }
    }
    assert!(spans >= 2, "only {spans} spans");
}

#[wasm_bindgen_test]
fn a_session_corrects_undoes_and_saves() {
    let json = annotate(TEXT);
    let mut session = PageSession::open(&json).unwrap();
    let before = session.view().unwrap();
    let id = at(&before, "quotations.0.id").as_string().unwrap();

    session.apply(command(&format!(r#"{{"do":"setNote","id":"{id}","note":"by telephone"}}"#))).unwrap();
    let after = session.view().unwrap();
    assert_eq!(at(&after, "quotations.0.note"), "by telephone");
    assert_eq!(at(&after, "undo.step"), "setNote");
    assert!(!Object::is(&at(&before, "quotations.0"), &at(&after, "quotations.0")), "changed, yet the same object");
    assert!(Object::is(&at(&before, "quotations.1"), &at(&after, "quotations.1")), "unchanged, yet another object");

    session.undo().unwrap();
    let undone = session.view().unwrap();
    let as_text = |value: &JsValue| String::from(JSON::stringify(&at(value, "quotations")).unwrap());
    assert_eq!(as_text(&undone), as_text(&before));

    session.redo().unwrap();
    let saved = session.save("2026-11-22T12:00:00Z");
    let mut opened = PageSession::open(&saved).unwrap();
    assert_eq!(at(&opened.view().unwrap(), "quotations.0.note"), "by telephone");
    assert_eq!(opened.save("2026-11-22T12:00:00Z"), saved);
}

#[wasm_bindgen_test]
fn what_cannot_be_done_throws_and_changes_nothing() {
    let mut session = PageSession::open(&annotate(TEXT)).unwrap();
    let before = session.save("2026-11-22T12:00:00Z");
    for wrong in [
        r#"{"do":"accept","id":"q999"}"#,
        r#"{"do":"no such thing"}"#,
        // Between the two halves of the wave.
        r#"{"do":"addQuotation","spans":[{"start":5,"end":20}]}"#,
        r#"{"do":"addQuotation","spans":[{"start":20,"end":4000000000}]}"#,
        "null",
    ] {
        assert!(session.apply(command(wrong)).is_err(), "{wrong}");
    }
    assert_eq!(session.save("2026-11-22T12:00:00Z"), before);
    assert!(PageSession::open("{}").is_err());
    assert!(PageSession::open("no JSON").is_err());
}
