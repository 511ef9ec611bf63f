use super::*;

fn one(name: &str, media_type: &str, bytes: &[u8]) -> Result<Holds, String> {
    let mut all = opened(name, media_type, bytes, None).map_err(|error| error.to_string())?;
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
    for json in [r#"{"format": "whosaid"}"#, r#"{"@context": 1}"#, r#"{"%FEATURE_STRUCTURES": []}"#, "[]"] {
        check("a.json", "", json.as_bytes(), Holds::Annotations(json.to_owned()));
    }
}

#[test]
fn what_is_not_opened_comes_with_advice() {
    let check = |name: &str, bytes: &[u8], expect: &str| {
        let message = one(name, "", bytes).expect_err(name);
        assert!(message.starts_with(&format!("“{name}” ")) && message.contains(expect), "{message}");
    };
    check("a.doc", b"\xd0\xcf\x11\xe0..", "save it as .docx without a password");
    check("a.ann", b"T1\tPerson 0 3\tAda", "Open both files at once");
    check("a.txt", b"\x89PNG", "is a picture");
    check("a.bin", b"a\0b", "is no text file");
    check("a.json", b" ", "it is empty");
    check("a.json", br#"{"format": "whosaid", "ver"#, "damaged, and seems to be cut off at the end");
    check("a.json", br#"{"format": }"#, "damaged. If you have");
    check("a.json", br#"{"version": 3}"#, "holds no annotations");
    check("a.json", br#"{"format": "other"}"#, "holds no annotations");
    check("a.json", b"3", "holds no annotations");
    check("a.json", "[".repeat(100_000).as_bytes(), "damaged");
}

#[test]
fn annotations_take_the_text_beside_them() {
    let open = |annotations: &[u8]| opened("a.ann", "text/plain", annotations, Some("“Yes,” said Ada.".as_bytes()));
    let all = open(b"T1\tPerson 12 15\tAda\n").expect("annotations");
    let [Opened { holds: Holds::Annotations(json), .. }] = all.as_slice() else { panic!("{all:?}") };
    let article = crate::files::open(json).expect("a native file");
    assert_eq!(&*article.text, "“Yes,” said Ada.");
    assert_eq!(article.entities.len(), 1);
    let message = open(b"T1\tPerson 12 99\tAda\n").expect_err("a fault").to_string();
    assert!(message.starts_with("“a.ann” was not opened: "), "{message}");
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
    let message = may_open("a.txt", "", b"", 30_400_000).expect_err("too large").to_string();
    assert_eq!(message, "“a.txt” was not opened: it has 31 MB, and at most 20 MB are read. Cut it into several files.");
}

#[test]
fn a_document_a_line() {
    let file = "{\"id\": \"first\", \"text\": \"Yes.\"}\n\n{\"id\": 12345678901234567890, \"text\": \"\"}\r\n\
                {\"text\": \"No.\"}\n{\"format\": \"whosaid\", \"text\": \"x\"}\nnothing\n";
    let all = opened("a.jsonl", "", file.as_bytes(), None).expect("lines");
    let all: Vec<(&str, &Holds)> = all.iter().map(|one| (one.name.as_str(), &one.holds)).collect();
    let (text, annotations) = (|text: &str| Holds::Text(text.into()), |json: &str| Holds::Annotations(json.into()));
    assert_eq!(
        all,
        [
            ("first", &text("Yes.")),
            ("12345678901234567890", &text("")),
            ("a.jsonl, line 4", &text("No.")),
            ("a.jsonl, line 5", &annotations("{\"format\": \"whosaid\", \"text\": \"x\"}")),
            ("a.jsonl, line 6", &annotations("nothing")),
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
