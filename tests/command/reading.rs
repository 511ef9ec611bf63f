//! What the command reads: documents, pages, zips, and text in other encodings.

use serde_json::Value;

use super::folder::Folder;
use super::process::{objects, run};

#[test]
fn standard_input_is_one_document() {
    let (code, output, errors) = run(&["annotate"], "Ada Okafor said:\r\n“It is late.” 👍\r\n".as_bytes());
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let article = whosaid::files::open(&output).expect("the output is a native file");
    assert_eq!(&*article.text, "Ada Okafor said:\n“It is late.” 👍\n");
    let annotations = &objects(&output)[0];
    assert_eq!(annotations["document"]["id"].as_str().map(|id| id.starts_with("urn:sha256:")), Some(true));
    let created = annotations["created"].as_str().expect("has a time");
    assert!(created.len() == 20 && created.starts_with("20") && created.ends_with('Z'), "{created}");
}

#[test]
fn files_come_one_a_line_and_bad_ones_are_told() {
    let folder = std::env::temp_dir().join(format!("whosaid-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = |name: &str| folder.join(name).display().to_string();
    std::fs::write(path("a.txt"), "Ada said no.").expect("a file");
    std::fs::write(path("bad.txt"), b"A\0d\0a\0").expect("a file");
    std::fs::write(path("b.txt"), "Ben said yes.").expect("a file");
    let names = ["a.txt", "bad.txt", "none.txt", "b.txt"].map(path);
    let arguments: Vec<&str> = ["annotate"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let (code, output, errors) = run(&arguments, b"");
    let texts: Vec<Value> = objects(&output).iter().map(|object| object["document"]["text"].clone()).collect();
    assert_eq!((code, texts), (Some(1), vec!["Ada said no.".into(), "Ben said yes.".into()]));
    assert!(errors.contains("bad.txt: is no text file, or in UTF-16 without"), "{errors}");
    assert!(errors.contains("none.txt: "), "{errors}");
    let (code, output, _) = run(&["annotate", "--pretty", &names[0]], b"");
    assert!(code == Some(0) && output.lines().count() > 10);
    std::fs::remove_dir_all(folder).expect("the folder goes");
}

/// What the page opens, the command reads, too; where it cannot, it says what to do.
#[test]
fn documents_and_pages_are_read() {
    let document = |name: &str| format!("{}/tests/fixtures/documents/{name}", env!("CARGO_MANIFEST_DIR"));
    let [docx, odt, pdf] = ["bridge.docx", "bridge.odt", "printed.pdf"].map(document);
    let (code, output, errors) = run(&["annotate", &docx, &pdf, &odt], b"");
    let objects = objects(&output);
    assert_eq!((code, objects.len()), (Some(1), 2));
    let quotation = &objects[0]["quotations"][0]["spans"][0]["exact"];
    assert!(quotation.as_str().is_some_and(|words| words.starts_with("We will rebuild it,")), "{quotation}");
    assert_eq!(objects[0]["document"]["text"], objects[1]["document"]["text"]);
    assert!(errors.contains("printed.pdf: is a PDF") && errors.contains("pdftotext"), "{errors}");
    let page = "<!DOCTYPE html><nav>Home</nav><article><p>Ada Okafor said: “It is <b>late</b>.”</article>";
    let (code, output, errors) = run(&["export", "--format", "text", "-"], page.as_bytes());
    assert_eq!((code, output.as_str(), errors.as_str()), (Some(0), "Ada Okafor: “It is late.”\n", ""));
    let (code, output, _) = run(&["export", "--format", "text", &docx], b"");
    assert!(code == Some(0) && output.contains("We will rebuild it,"), "{output}");
}

/// Each file of it is a document; what is not read is named, and the rest is read all the same.
#[test]
fn zips_are_read_as_the_files_in_them() {
    let folder = Folder::new("zips");
    let path = folder.path("news.zip");
    let file = std::fs::File::create(&path).expect("a file");
    let mut zip = zip::ZipWriter::new(file);
    let word = include_bytes!("../fixtures/documents/bridge.docx");
    for (name, content) in [
        ("b/two.txt", "“Yes,” said Ben Ames.".as_bytes()),
        ("a.docx", word),
        ("b/page.html", "<article><p>“No,” said Ada Okafor.</article>".as_bytes()),
        ("brat.ann", b"T1\tPerson 11 14\tAda\n"),
        ("brat.txt", b"\x93No,\x94 said Ada."),
        ("latin.txt", b"\x93No,\x94 said Cy Lund."),
        ("picture.png", b"\x89PNG"),
        ("__MACOSX/._a.txt", b"\0"),
        ("bad.txt", b"A\0d\0a\0"),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        std::io::Write::write_all(&mut zip, content).expect("its content");
    }
    zip.finish().expect("a zip");
    let (code, output, errors) = run(&["annotate", &path], b"");
    let ids: Vec<String> = objects(&output)
        .iter()
        .map(|object| object["document"]["id"].as_str().unwrap_or_default().replace(&format!("{path}/"), ""))
        .collect();
    assert_eq!(
        (code, ids),
        (Some(1), ["a.docx", "b/page.html", "b/two.txt", "brat.txt", "latin.txt"].map(str::to_owned).to_vec())
    );
    for told in
        ["news.zip/picture.png: not read", "news.zip/bad.txt: is no text file", "news.zip/brat.ann: holds annotations"]
    {
        assert!(errors.contains(told), "{told}: {errors}");
    }
    assert!(!errors.contains("MACOSX"), "{errors}");
    let old = ["brat.txt", "latin.txt"]
        .map(|name| format!("whosaid: {path}/{name}: is neither UTF-8 nor UTF-16: read as Windows-1252\n"));
    assert!(old.iter().all(|told| errors.contains(told)), "{errors}");
    // With their text beside them, annotations are one document.
    let (code, output, errors) = run(&["export", "--format", "json", &path], b"");
    assert_eq!((code, objects(&output).len()), (Some(1), 5), "{errors}");
    assert!(old.iter().all(|told| errors.contains(told)), "{errors}");
    assert!(output.contains("“No,” said Ada.\""), "{output}");
    let (code, output, errors) = run(
        &["annotate", &folder.file("empty.zip", b"PK\x05\x06".iter().chain(&[0; 18]).copied().collect::<Vec<u8>>())],
        b"",
    );
    assert_eq!((code, output.as_str()), (Some(1), ""));
    assert!(errors.contains("is a zip with no file"), "{errors}");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let mark = "\u{feff}";
    let (code, output, _) = run(&["annotate"], format!("{mark}Ada said no.").as_bytes());
    assert_eq!((code, &objects(&output)[0]["document"]["text"]), (Some(0), &Value::from("Ada said no.")));
    let (code, output, errors) =
        run(&["annotate", "--jsonl"], format!("{mark}{{\"id\": \"a\", \"text\": \"Ada said no.\"}}\n").as_bytes());
    assert_eq!((code, &objects(&output)[0]["document"]["id"]), (Some(0), &Value::from("a")), "{errors}");
    let utf16: Vec<u8> = "\u{feff}Ada said no.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (code, output, _) = run(&["annotate"], &utf16);
    assert_eq!((code, &objects(&output)[0]["document"]["text"]), (Some(0), &Value::from("Ada said no.")));
}

#[test]
fn old_files_are_read_and_others_are_refused() {
    let folder = Folder::new("encodings");
    let old = folder.0.join("old.txt");
    std::fs::write(&old, b"\x93It is late,\x94 said Ada Okafor.").expect("a file");
    let page = folder.0.join("old.html");
    std::fs::write(&page, b"<meta charset=windows-1252><article><p>\x93It is late,\x94 said Ada.</article>")
        .expect("a file");
    let utf16: Vec<u8> = "Ada said no.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let unmarked = folder.0.join("unmarked.txt");
    std::fs::write(&unmarked, utf16).expect("a file");
    let paths = [&old, &page, &unmarked].map(|path| path.display().to_string());
    for command in [&["annotate"][..], &["export", "--format", "json"]] {
        let arguments: Vec<&str> = command.iter().copied().chain(paths.iter().map(String::as_str)).collect();
        let (code, output, errors) = run(&arguments, b"");
        let objects = objects(&output);
        assert_eq!((code, objects.len()), (Some(1), 2), "{errors}");
        for object in objects {
            assert_eq!(object["quotations"][0]["spans"][0]["exact"], "It is late,");
        }
        assert!(errors.contains("unmarked.txt: is no text file, or in UTF-16"), "{errors}");
        assert!(errors.contains("old.txt: is neither UTF-8 nor UTF-16: read as Windows-1252"), "{errors}");
    }
}

/// It is annotated all the same, as the page does when it is asked to.
#[test]
fn a_text_that_is_not_english_is_told() {
    let folder = Folder::new("language");
    let german = "„Wir bauen die Brücke wieder auf“, sagte Ada Okafor am Freitag in Bath. Der Rat habe lange genug \
        gewartet, erklärte sie nach der Sitzung vor Journalisten.";
    let english = "“We will rebuild the bridge,” said Ada Okafor on Friday in Bath. The council had waited long enough, \
        she told the reporters who were there after the meeting.";
    let told = "does not look English, which is all that whosaid reads";
    let (foreign, good) = (folder.file("x.txt", german), folder.file("y.txt", english));
    for command in [&["annotate"][..], &["export", "--format", "json"]] {
        let (code, output, errors) = run(&[command, &[&foreign, &good]].concat(), b"");
        assert_eq!((code, errors), (Some(0), format!("whosaid: {foreign}: {told}\n")));
        assert_eq!(objects(&output)[0]["document"]["text"], german);
        assert_eq!(objects(&output).len(), 2);
    }
    for arguments in [&["annotate"][..], &["export", "--format", "json", "-"]] {
        let (code, _, errors) = run(arguments, german.as_bytes());
        assert_eq!((code, errors), (Some(0), format!("whosaid: standard input: {told}\n")));
    }
    let line = |text: &str, id: &str| format!("{{{id}\"text\": \"{text}\"}}\n");
    let lines = line(english, "\"id\": 1, ") + &line(german, "\"id\": \"b\", ") + &line(german, "");
    let expect = format!("whosaid: standard input: line 2: b: {told}\nwhosaid: standard input: line 3: {told}\n");
    for jobs in [&[][..], &["--jobs", "2"]] {
        let (code, output, errors) = run(&[&["annotate", "--jsonl"], jobs].concat(), lines.as_bytes());
        assert_eq!((code, errors, output.lines().count()), (Some(0), expect.clone(), 3));
        // What is annotated already is not read again.
        let (code, _, errors) = run(&["export", "--format", "csv", "-"], output.as_bytes());
        assert_eq!((code, errors.as_str()), (Some(0), ""));
    }
}

/// An export is no article, and what was annotated once is not annotated anew.
#[test]
fn exports_are_not_annotated() {
    let folder = Folder::new("exports");
    let text = folder.file("a.txt", "“It is late,” said Ada Okafor. “She flew to Paris.”");
    let (_, native, _) = run(&["annotate", &text], b"");
    let native = folder.file("a.whosaid.json", &native);
    let to = folder.0.join("out").display().to_string();
    for format in whosaid::files::FORMATS {
        let (code, _, errors) = run(&["export", "--format", format.name, "--output", &to, &native], b"");
        assert_eq!(code, Some(0), "{errors}");
        let file = folder.0.join(format!("out/a{}", format.extension)).display().to_string();
        let (code, output, errors) = run(&["annotate", &file], b"");
        assert!(code == Some(1) && output.is_empty(), "{}: {errors}", format.name);
        let (code, output, errors) = run(&["export", "--format", "json", &file], b"");
        if ["json", "jsonld", "tei", "brat", "xmi", "casjson"].contains(&format.name) {
            assert!(code == Some(0) && output.contains("Ada Okafor"), "{}: {errors}", format.name);
        } else {
            let told = format!("is what whosaid writes as {}, which cannot be opened", format.name);
            assert!(
                code == Some(1) && output.lines().all(|line| line.contains(&told)) && errors.contains(&told),
                "{}: {errors}",
                format.name
            );
        }
    }
    let types = folder.0.join("out/a.typesystem.xml").display().to_string();
    let (code, _, errors) = run(&["annotate", &types], b"");
    assert!(code == Some(1) && errors.contains("open the .xmi"), "{errors}");
}
