use super::*;
use crate::files::{Flaw, Place};

fn one(name: &str, media_type: &str, bytes: &[u8]) -> Result<Holds, Unopened> {
    let mut all = opened(name, media_type, bytes, None)?;
    assert_eq!(all.len(), 1, "{name}");
    Ok(all.remove(0).holds)
}

#[test]
fn a_file_is_what_its_name_and_its_bytes_tell() {
    let check = |name: &str, media_type: &str, bytes: &[u8], expect: Holds| {
        assert_eq!(one(name, media_type, bytes), Ok(expect), "{name} {media_type}");
    };
    let text = |text: &str| Holds::Text(text.to_owned());
    check("a.txt", "text/plain", "“Yes”".as_bytes(), text("“Yes”"));
    check("a", "", b"caf\xe9 \x93yes\x94 \x80", text("café “yes” €"));
    check("a", "", b"\xff\xfea\0", text("a"));
    check("a.MD", "", b"*Yes*", text("Yes"));
    check("a", "text/markdown; charset=utf-8", b"*Yes*", text("Yes"));
    check("a.htm", "", b"<p>Yes", Holds::Page("<p>Yes".to_owned()));
    check("a", "text/html", b"<p>Yes", Holds::Page("<p>Yes".to_owned()));
    check("a.xmi", "", b"<xmi/>", Holds::Annotations("<xmi/>".to_owned()));
    check("a.srt", "", b"1\n00:00:01,000 --> 00:00:02,000\nYes.\n", text("Yes.\n"));
    check("a.pdf", "", b"%PDF-1.7", Holds::Pdf);
    check("a", "text/plain", b"PK\x03\x04..", Holds::Packed);
    check("empty.zip", "", b"PK\x05\x06..", Holds::Packed);
    for json in
        [r#"{"format": "whosaid"}"#, r#"{"@context": 1}"#, r#"{"%FEATURE_STRUCTURES": []}"#, r#"[{"target": 1}]"#]
    {
        check("a.json", "", json.as_bytes(), Holds::Annotations(json.to_owned()));
    }
}

#[test]
fn what_is_not_opened_says_why() {
    let check = |name: &str, bytes: &[u8], expect: fn(String) -> Unopened| {
        assert_eq!(one(name, "", bytes), Err(expect(name.to_owned())));
    };
    check("a.doc", b"\xd0\xcf\x11\xe0..", |name| Unopened::OldWord { name });
    check("a.rtf", b"{\\rtf1", |name| Unopened::Rtf { name });
    check("a.ann", b"T1\tPerson 0 3\tAda", |name| Unopened::TextMissing { name });
    check("a.txt", b"\x89PNG", |name| Unopened::Picture { name });
    check("a.bin", b"a\0b", |name| Unopened::NoText { name });
    check("a.json", b" ", |name| Unopened::Empty { name });
    check("a.json", br#"{"format": "whosaid", "ver"#, |name| Unopened::Damaged { name, cut: true });
    check("a.json", br#"{"format": }"#, |name| Unopened::Damaged { name, cut: false });
    for (other, what) in [
        ("[]", OtherJson::EmptyList),
        (" [ ] ", OtherJson::EmptyList),
        ("[{}]", OtherJson::List),
        ("[1, 2]", OtherJson::List),
        ("{}", OtherJson::EmptyObject),
        ("null", OtherJson::Null),
        ("3", OtherJson::Value),
        ("\"Ada\"", OtherJson::Value),
        (r#"{"version": 3}"#, OtherJson::Object),
        (r#"{"format": "other"}"#, OtherJson::Object),
        (r#"{"format": "whosaid", "format": 1}"#, OtherJson::Object),
        (r#"{"type": "FeatureCollection", "features": []}"#, OtherJson::GeoJson),
        (r#"{"type": "Point", "coordinates": [1, 2]}"#, OtherJson::GeoJson),
    ] {
        let name = "a.json".to_owned();
        assert_eq!(one("a.json", "", other.as_bytes()), Err(Unopened::Unknown { name, what }), "{other}");
    }
    check("a.jsonl", b"\n \n", |name| Unopened::Empty { name });
    check("a.csv", b"name,words\nAda,Yes\n", |name| Unopened::Table { name });
    check("a.conllu", b"1\tAda\tAda\tPROPN\n", |name| Unopened::Words { name });
    check("a.TSV", b"name\twords\n", |name| Unopened::Table { name });
    let deep = one("a.json", "", "[".repeat(100_000).as_bytes());
    assert!(matches!(deep, Err(Unopened::Damaged { .. })), "{deep:?}");
}

/// Whatever is written is either opened again, or told to be an export that cannot be.
#[test]
fn exports_are_told() {
    let article = crate::session::Article::from_document(
        &crate::Annotator::new().annotate("“It is late,” said Ada Okafor. She flew to Paris."),
    );
    for format in crate::files::FORMATS {
        for indented in [false, true] {
            let options = crate::files::Options { indented, byte_order_mark: true, ..Default::default() };
            for part in format.write(&article, &options) {
                let opened = one(&format!("a{}", part.ending), "", part.content.as_bytes());
                let is_told = matches!(&opened, Err(Unopened::Export { format: told, .. }) if *told == format.name);
                let expect = match part.ending {
                    ".typesystem.xml" => is_told,
                    ".ann" => matches!(opened, Err(Unopened::TextMissing { .. })),
                    ".txt" => matches!(opened, Ok(Holds::Text(_))),
                    _ => match format.name {
                        "json" | "jsonld" | "tei" | "xmi" | "casjson" => {
                            let Ok(Holds::Annotations(content)) = &opened else {
                                panic!("{}: {opened:?}", format.name)
                            };
                            crate::files::annotated(content).is_ok()
                        }
                        _ => is_told,
                    },
                };
                assert!(expect, "{}{}: {opened:?}", format.name, part.ending);
            }
        }
    }
    for (name, other) in [
        ("a.txt", "\"id\",\"kind\"\n"),
        ("a.html", "<p>Made with whosaid</p></html>"),
        ("a.jsonl", r#"{"text": "x", "spans": [], "relations": [], "meta": {"source": "y"}}"#),
        ("a.jsonl", r#"{"text": "x", "entities": [], "relations": []}"#),
        ("a.conllup", "# global.columns = ID FORM\n"),
    ] {
        assert_eq!(export_of(name, other), None, "{other}");
    }
}

#[test]
fn annotations_take_the_text_beside_them() {
    let open = |annotations: &[u8]| opened("a.ann", "text/plain", annotations, Some("“Yes,” said Ada.".as_bytes()));
    let all = open(b"T1\tPerson 12 15\tAda\n").expect("annotations");
    let [Opened { holds: Holds::Annotations(json), .. }] = all.as_slice() else { panic!("{all:?}") };
    let article = crate::files::open(json).expect("a native file");
    assert_eq!(&*article.text, "“Yes,” said Ada.");
    assert_eq!(article.entities.len(), 1);
    let fault = open(b"T1\tPerson 12 99\tAda\n").expect_err("a fault");
    let flaw = FileError::Flawed { at: Place::Line(1), flaw: Flaw::PlaceOutsideText };
    assert_eq!(fault, Unopened::Faulty { name: "a.ann".to_owned(), fault: flaw });
}

#[test]
fn a_size_is_refused_before_it_is_read() {
    let check = |name: &str, bytes: u64, expect: bool| {
        assert_eq!(may_open(name, "", b"", bytes).is_ok(), expect, "{name}");
    };
    assert!(may_open("a.pdf", "", b"%PDF-1.7", 200_000_000).is_ok());
    assert!(may_open("a.pdf", "", b"%PDF-1.7", 200_000_001).is_err());
    check("a.txt", 20_000_000, true);
    check("a.txt", 20_000_001, false);
    check("a.json", 20_000_001, true);
    check("a.jsonl", 536_870_913, false);
    for name in ["a.tei.xml", "a.xmi", "a.ann", "a.vtt"] {
        check(name, 10 * 20_000_000, true);
        check(name, 536_870_913, false);
    }
    let name = "a.txt".to_owned();
    assert_eq!(may_open("a.txt", "", b"", 30_400_000), Err(Unopened::TooLarge { name, megabytes: 31, most: 20 }));
}

#[test]
fn a_document_a_line() {
    let file = "{\"id\": \"first\", \"text\": \"Yes.\", \"title\": \"News\", \"date\": \"5 March 2024\"}\n\n{\"id\": 12345678901234567890, \"text\": \"\"}\r\n\
                {\"text\": \"No.\"}\n{\"format\": \"whosaid\", \"text\": \"x\"}\nnothing\n{}\n";
    let all = opened("a.jsonl", "", file.as_bytes(), None).expect("lines");
    let source = &all[0].source;
    assert_eq!((source.title.as_deref(), source.published.as_deref()), (Some("News"), Some("2024-03-05")));
    let all: Vec<(&str, &Holds)> = all.iter().map(|one| (one.name.as_str(), &one.holds)).collect();
    let (text, annotations) = (|text: &str| Holds::Text(text.into()), |json: &str| Holds::Annotations(json.into()));
    let damaged = Unopened::Damaged { name: "a.jsonl, line 6".to_owned(), cut: false };
    let empty = Unopened::Unknown { name: "a.jsonl, line 7".to_owned(), what: OtherJson::EmptyObject };
    assert_eq!(
        all,
        [
            ("first", &text("Yes.")),
            ("12345678901234567890", &text("")),
            ("a.jsonl, line 4", &text("No.")),
            ("a.jsonl, line 5", &annotations("{\"format\": \"whosaid\", \"text\": \"x\"}")),
            ("a.jsonl, line 6", &Holds::Nothing(damaged)),
            ("a.jsonl, line 7", &Holds::Nothing(empty)),
        ]
    );
}

#[test]
fn files_of_a_folder() {
    let check = |path: &str, expect: bool| assert_eq!(is_readable(path), expect, "{path}");
    check("news/a.TXT", true);
    check("a.srt", true);
    check("a.docx", true);
    check("a.jsonld", true);
    check("news/.git/a.txt", false);
    check(".a.txt", false);
    check("a.zip", true);
    check("a.png", false);
    check("txt", false);
}

#[test]
fn names_of_saved_files() {
    let check = |text: &str, expect: &str| assert_eq!(name_for(text, ".json"), expect);
    check("LISBON, May 3: the old bridge is to be rebuilt", "lisbon-may-3-the-old-bridge.json");
    check("Cafe\u{301} now", "cafe-now.json");
    check("“…”", "article.json");
    check(&format!("{}word", " ".repeat(300)), "article.json");
}
