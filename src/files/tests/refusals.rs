//! Files that are not what they should be.

use super::*;

/// Puts `value` in the sample's place and checks what is said of it.
fn check_refused(pointer: &str, value: Value, expect: &str) {
    let mut file = sample();
    *file.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    let error = open(&file.to_string()).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error.contains(expect), "{pointer}: {error:?} should say {expect:?}");
}

#[test]
fn the_first_fault_is_named() {
    check_refused("/format", json!("other"), "format: is not \"whosaid\"");
    check_refused("/version", json!("2.0"), "version \"2.0\" of the format is not known");
    check_refused("/offsets/unit", json!("byte"), "offsets: are not counted in code points");
    check_refused("/document/text", json!("a\r\nb"), "document.text: holds a carriage return");
    check_refused("/document/length/utf16", json!(3), "document.length: does not fit the text");
    check_refused("/document/sha256", json!("00"), "document.sha256: is not the hash of the text");
    check_refused("/entities/1/id", json!("e1"), "entities[1].id: \"e1\" is used twice");
    check_refused("/entities/0/id", json!(""), "entities[0].id: is empty");
    check_refused("/entities/0/name", json!(" "), "entities[0].name: is empty");
    check_refused("/quotations/0/id", json!("m1"), "quotations[0].id: \"m1\" is used twice");
    check_refused("/quotations/0/speaker", json!("e99"), "quotations[0].speaker: there is no entity \"e99\"");
    check_refused("/quotations/0/spans", json!([]), "quotations[0].spans: is empty");
    check_refused("/quotations/0/spans/0/end", json!(2), "quotations[0].spans[0]: end 2 lies before start");
    check_refused("/quotations/0/spans/0/end", json!(4_000_000_000_u32), "lies past the end of the text");
    check_refused("/quotations/0/spans/0/start16", json!(0), "quotations[0].spans[0]: start16 0 and end16");
    check_refused("/quotations/0/spans/0/exact", json!("no"), "quotations[0].spans[0]: exact is not what");
    let span = sample().pointer("/quotations/0/spans/0").cloned().unwrap();
    let mut with_prefix = span.clone();
    with_prefix["prefix"] = json!("no");
    check_refused("/quotations/0/spans/0", with_prefix, "quotations[0].spans[0]: prefix is not what");
    check_refused("/quotations/0/spans/0/start", json!(-5), "-5 is no whole number");
    check_refused("/quotations/0/spans/0/start", json!(4_294_967_296_u64), "4294967296 is no whole number");
    check_refused("/quotations/0/spans/0/start", json!(1.5), "1.5 is no whole number");
    check_refused("/quotations/0/kind", json!("shouted"), "unknown variant `shouted`");
    check_refused("/quotations/0/confidence", json!(1.5), "quotations[0].confidence: does not lie between 0 and 1");
    check_refused("/lost/0/passage", Value::Null, "lost[0]");
}

#[test]
fn order_is_checked() {
    let mut file = sample();
    file["entities"].as_array_mut().unwrap().reverse();
    let error = open(&file.to_string()).unwrap_err().to_string();
    assert!(error.contains("is out of order"), "{error}");
}

#[test]
fn ids_and_numbers_at_the_end_of_their_range() {
    let mut file = sample();
    let json = file.to_string().replace("\"e1\"", "\"e4294967295\"").replace("\"q1\"", "\"q4294967295\"");
    file = serde_json::from_str(&json).unwrap();
    file["entities"][0]["number"] = json!(4_294_967_295u32);
    let mut session = Session::new(open(&file.to_string()).unwrap());
    let quotation = session.article().quotations[0].id.clone();
    let kind = crate::analysis::EntityKind::Person;
    for name in ["Dee", "Eve"] {
        session.apply(&Command::NewSpeaker { quotation: quotation.clone(), name: name.to_owned(), kind }).unwrap();
    }
    let saved = open(&save(session.article(), None)).unwrap();
    let ids: std::collections::BTreeSet<_> = saved.entities.iter().map(|entity| entity.id.clone()).collect();
    assert_eq!(ids.len(), saved.entities.len());
    assert!(ids.iter().any(|id| id == "e4294967295"), "{ids:?}");
}

#[test]
fn hostile_files_are_refused() {
    let refused = |json: &str| open(json).unwrap_err().to_string();
    assert!(refused("").contains("missing or damaged"));
    assert!(refused(&format!("{{\"later\":{}", "[".repeat(100_000))).contains("recursion limit"));
    assert!(refused(&" ".repeat(LARGEST_FILE + 1)).contains("at most"));
    assert!(refused("{\"format\": NaN}").contains("missing or damaged"));
    let file = sample().to_string();
    assert!(refused(&file.replacen("51.5", "1e999", 1)).contains("number out of range"));
    assert!(refused(&file.replacen("51.5", "91.5", 1)).contains("lat: does not lie between -90 and 90"));
    // Markup and names of JavaScript's own are words like others.
    let mut file = sample();
    file["entities"][0]["name"] = json!("<img src=x onerror=alert(1)>");
    file["entities"][0]["description"] = json!("__proto__");
    assert!(open(&file.to_string()).is_ok());
}

#[test]
fn a_file_of_very_many_spans_is_read() {
    let words = 120_000;
    let text = "a ".repeat(words);
    let mut file: Value = serde_json::from_str(&save(
        Session::from_document(&Annotator::new().annotate("Ada left.")).article(),
        Some("2026-11-22T08:30:00Z"),
    ))
    .unwrap();
    file["document"]["text"] = json!(text);
    file["document"]["length"] = json!({ "codePoints": 2 * words, "utf16": 2 * words, "utf8": 2 * words });
    file["document"]["sha256"] = json!(super::write::sha256(text.as_bytes()));
    let span = |at: usize| json!({ "start": at, "end": at + 1, "start16": at, "end16": at + 1, "exact": "a" });
    let mentions = (0..words).map(|n| json!({ "id": format!("m{n}"), "form": "name", "span": span(2 * n) }));
    file["entities"][0]["mentions"] = mentions.collect();
    let json = file.to_string();
    assert_eq!(open(&json).unwrap().entities[0].mentions.len(), words);
}
