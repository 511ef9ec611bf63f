//! The command `whosaid`, as a user runs it.

mod refusals;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts")
}

/// Runs the command to its end; gives exit code, output and errors.
fn run(arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = start(arguments);
    // A command that reads no input may be gone already.
    let _ = child.stdin.take().expect("stdin is piped").write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the command ends");
    (status.code(), String::from_utf8_lossy(&stdout).into_owned(), String::from_utf8_lossy(&stderr).into_owned())
}

fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

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

#[test]
fn lines_are_answered_in_order_and_bad_ones_do_not_stop_the_rest() {
    let input = concat!(
        r#"{"id": "a", "text": "Ada said no."}"#,
        "\nnot json\n\n",
        r#"{"id": 7, "text": "x\ud83dy"}"#,
        "\n",
        r#"{"id": "c"}"#,
        "\n",
        r#"{"id": "d", "text": 5}"#,
        "\n",
        r#"{"text": "last, without a line break"}"#,
    );
    let (code, output, errors) = run(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!(code, Some(1));
    let objects = objects(&output);
    let ids: Vec<&Value> = objects.iter().map(|object| object["document"].get("id").unwrap_or(&object["id"])).collect();
    let ids: Vec<&str> = ids.iter().map(|id| id.as_str().unwrap_or("null")).collect();
    assert_eq!(ids[..5], ["a", "null", "7", "c", "d"]);
    assert!(ids[5].starts_with("urn:sha256:"));
    let is_bad: Vec<bool> = objects.iter().map(|object| object["error"].is_string()).collect();
    assert_eq!(is_bad, [false, true, false, true, true, false]);
    assert_eq!(objects[2]["document"]["text"], "x\u{fffd}y");
    assert!(errors.contains("line 2: ") && errors.contains("line 5: "), "{errors}");
    let bad = b"{\"text\": \"\xff\", \"id\": \"a\"}\n{\"text\": \"ok\"}\n{\"id\": \"\xff\", \"text\": \"\"}";
    let (code, output, _) = run(&["annotate", "--jsonl"], bad);
    let objects = self::objects(&output);
    assert!(code == Some(1) && output.contains("is not UTF-8") && objects.len() == 3, "{output}");
    assert_eq!((&objects[0]["id"], &objects[2]["id"]), (&Value::from("a"), &Value::Null));
    assert_eq!(run(&["annotate", "--jsonl"], b""), (Some(0), String::new(), String::new()));
}

#[test]
fn several_jobs_give_the_same_lines_in_the_same_order() {
    // Texts of very different lengths, so that later ones are done earlier.
    let text = |index: usize| "“It is late,” Ada Okafor said. ".repeat(if index.is_multiple_of(7) { 40 } else { 1 });
    let line = |index: usize| match index % 10 {
        3 => "not json".to_owned(),
        _ => format!(r#"{{"id": {index}, "text": "{}"}}"#, text(index)),
    };
    let input: String = (0..200).map(|index| line(index) + "\n").collect();
    let without_times = |output: &str| -> Vec<Value> {
        let objects = objects(output).into_iter().map(|mut object| {
            for time in ["created", "modified"] {
                object.as_object_mut().expect("an object").remove(time);
            }
            object
        });
        objects.collect()
    };
    let (code, alone, complaints) = run(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!((code, alone.lines().count()), (Some(1), 200));
    for jobs in ["2", "5"] {
        let (code, together, errors) = run(&["annotate", "--jsonl", "--jobs", jobs], input.as_bytes());
        assert_eq!(code, Some(1));
        assert_eq!(without_times(&together), without_times(&alone));
        assert_eq!(errors, complaints);
    }
}

#[test]
fn several_jobs_read_no_further_than_a_few_lines_ahead() {
    let mut child = start(&["annotate", "--jsonl", "--jobs", "2"]);
    let mut input = child.stdin.take().expect("stdin is piped");
    let written = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counter = written.clone();
    // Nobody reads the answers: what is written fills the pipes and the queues, and then no more is taken.
    let line = format!("{{\"text\": \"{}\"}}\n", "“It is late,” Ada Okafor said. ".repeat(400));
    let writer = std::thread::spawn(move || {
        while input.write_all(line.as_bytes()).is_ok() {
            counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
    });
    let count = || written.load(std::sync::atomic::Ordering::SeqCst);
    let mut before = 0;
    while before == 0 || count() > before {
        before = count();
        std::thread::sleep(std::time::Duration::from_secs(2));
    }
    // Pipes of 64 KiB hold some; without a bound, all lines would be taken.
    assert!(before < 60, "{before} lines were taken");
    child.kill().expect("the command ends");
    child.wait().expect("the command ends");
    writer.join().expect("the writer ends");
}

#[test]
fn each_line_is_answered_at_once() {
    answers_at_once(&["annotate", "--jsonl"]);
    answers_at_once(&["annotate", "--jsonl", "--jobs", "3"]);
}

fn answers_at_once(arguments: &[&str]) {
    let mut child = start(arguments);
    let mut input = child.stdin.take().expect("stdin is piped");
    let mut output = BufReader::new(child.stdout.take().expect("stdout is piped"));
    for id in ["one", "two"] {
        writeln!(input, "{{\"id\": \"{id}\", \"text\": \"Ada left.\"}}").expect("the command reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("the command answers before the input ends");
        assert!(line.contains(&format!("\"id\":\"{id}\"")), "{line}");
    }
    drop(input);
    assert!(child.wait().expect("the command ends").success());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = start(&["annotate", "--jsonl"]);
    let mut input = child.stdin.take().expect("stdin is piped");
    drop(child.stdout.take());
    for _ in 0..1000 {
        if writeln!(input, "{{\"text\": \"Ada left.\"}}").is_err() {
            break;
        }
    }
    drop(input);
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), output.stderr.is_empty()), (Some(0), true));
}

#[test]
fn help_version_and_wrong_arguments() {
    let (code, output, _) = run(&["annotate", "--help"], b"");
    assert!(code == Some(0) && output.contains("--jsonl") && output.contains("Exit codes"), "{output}");
    let (code, output, _) = run(&["--version"], b"");
    assert_eq!((code, output.trim()), (Some(0), concat!("whosaid ", env!("CARGO_PKG_VERSION"))));
    for arguments in [
        &["annotate", "--jsonl", "file"][..],
        &["annotate", "--what"],
        &["what"],
        &[],
        &["annotate", "--jobs", "2"],
        &["annotate", "--jsonl", "--jobs", "0"],
    ] {
        let (code, output, errors) = run(arguments, b"");
        assert!(code == Some(2) && output.is_empty() && !errors.is_empty(), "{arguments:?}");
    }
}

/// A folder of a test's own, gone when the test ends.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("whosaid-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Folder(folder)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.0.join(name), content).expect("a file");
        self.path(name)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("the folder is there");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
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
        ("brat.txt", "“No,” said Ada.".as_bytes()),
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
    assert_eq!((code, ids), (Some(1), ["a.docx", "b/page.html", "b/two.txt", "brat.txt"].map(str::to_owned).to_vec()));
    for told in
        ["news.zip/picture.png: not read", "news.zip/bad.txt: is no text file", "news.zip/brat.ann: holds annotations"]
    {
        assert!(errors.contains(told), "{told}: {errors}");
    }
    assert!(!errors.contains("MACOSX"), "{errors}");
    // With their text beside them, annotations are one document.
    let (code, output, errors) = run(&["export", "--format", "json", &path], b"");
    assert_eq!((code, objects(&output).len()), (Some(1), 4), "{errors}");
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

#[test]
fn a_line_says_where_its_text_comes_from() {
    let input = concat!(
        r#"{"id": 1, "text": "Old harbour\n\nAda said no.", "title": "Harbour closes", "outlet": "The Post", "#,
        r#""url": "https://post.example/1", "author": ["Di Roe", "Cy Lund"], "date": "March 5, 2024"}"#,
        "\n",
        r#"{"id": 2, "text": "Ada said no.", "date": "one day", "title": {}, "published": "2024-03"}"#,
    );
    let (code, output, errors) = run(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!(code, Some(0), "{errors}");
    let objects = objects(&output);
    let of = |index: usize, field: &str| objects[index]["document"][field].as_str().unwrap_or("-").to_owned();
    let fields = ["title", "outlet", "url", "author", "published"];
    assert_eq!(
        fields.map(|field| of(0, field)),
        ["Harbour closes", "The Post", "https://post.example/1", "Di Roe, Cy Lund", "2024-03-05"]
    );
    assert_eq!(fields.map(|field| of(1, field)), ["-", "-", "-", "-", "2024-03"]);
    assert!(errors.contains("\"date\" of 2 is left out") && errors.contains("\"title\" of 2 is left out"), "{errors}");
}

/// What somebody corrected is not written over, unless it is asked for.
#[test]
fn files_that_are_there_stay() {
    let folder = Folder::new("there");
    let (first, second) = (folder.file("a.txt", "Ada said no."), folder.file("b.txt", "Ben said yes."));
    let to = folder.0.join("out").display().to_string();
    let (code, _, errors) = run(&["annotate", "--output", &to, &first], b"");
    assert!(code == Some(0) && errors.contains("1 document written"), "{errors}");
    let file = folder.0.join("out/a.whosaid.json");
    std::fs::write(&file, "corrected").expect("a file");
    let (code, _, errors) = run(&["annotate", "--output", &to, &first, &second], b"");
    assert_eq!(code, Some(3), "{errors}");
    assert!(errors.contains("a.whosaid.json: it is there already") && errors.contains("--force"), "{errors}");
    assert!(errors.contains("1 document written"), "{errors}");
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "corrected");
    // Of a format with two files, none is written where one is there.
    std::fs::write(folder.0.join("out/a.ann"), "corrected").expect("a file");
    let (code, _, _) = run(&["annotate", "--format", "brat", "--output", &to, &first], b"");
    assert!(code == Some(3) && !folder.0.join("out/a.txt").exists());
    // A file that holds the same already hinders nothing.
    let beside = folder.0.display().to_string();
    let (code, _, errors) = run(&["annotate", "--format", "brat", "--output", &beside, &first], b"");
    assert!(code == Some(0) && folder.0.join("a.ann").exists(), "{errors}");
    let (code, _, errors) = run(&["annotate", "--force", "--output", &to, &first], b"");
    assert_eq!(code, Some(0), "{errors}");
    assert_ne!(std::fs::read_to_string(&file).expect("it is there"), "corrected");
}

#[test]
fn options_without_effect_are_told() {
    let folder = Folder::new("options");
    let text = folder.file("a.txt", "👍 “It is late,” said Ada Okafor. She flew to Paris.");
    let (_, native, _) = run(&["annotate", &text], b"");
    let file = folder.file("a.whosaid.json", &native);
    for format in whosaid::files::FORMATS.iter().filter(|format| format.beside.is_none()) {
        let write = |options: &[&str]| {
            let arguments = [&["export", "--format", format.name, &file], options].concat();
            let (code, output, errors) = run(&arguments, b"");
            assert_eq!(code, Some(0), "{errors}");
            let output: String = output
                .lines()
                .filter(|line| !line.contains("odified") && !line.contains("when="))
                .map(|line| format!("{line}\n"))
                .collect();
            (output, errors)
        };
        let (plain, _) = write(&[]);
        for option in [&["--table", "places"][..], &["--utf16"], &["--bom"], &["--pretty"]] {
            let (output, errors) = write(option);
            let is_idle = errors.contains(&format!("{} has no effect", option[0]));
            let stamped = ["json", "jsonld", "tei", "conllu"].contains(&format.name) && !is_idle;
            assert!(is_idle == (output == plain) || stamped, "{} {option:?}: {errors}", format.name);
        }
    }
    let (code, _, errors) = run(&["annotate", "--jobs", "2", &text], b"");
    assert!(code == Some(2) && errors.contains("--jobs"), "{errors}");
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

#[test]
fn ids_of_lines_are_kept_as_they_are_written() {
    let input = "{\"id\": 123456789012345678901234567890, \"text\": \"a\"}\n{\"id\": 1.10, \"text\": \"b\"}\n{\"id\": 18446744073709551616}\n";
    let (code, output, _) = run(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!(code, Some(1));
    assert!(
        output.contains("\"id\":\"123456789012345678901234567890\"") && output.contains("\"id\":\"1.10\""),
        "{output}"
    );
    assert!(output.contains("{\"id\":18446744073709551616,\"error\""), "{output}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_told() {
    let folder = Folder::new("unwritable");
    let text = folder.file("a.txt", "Ada said no.");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let readable = std::fs::File::open(&text).expect("the file is there");
    for (what, output) in [("full", full), ("only readable", readable)] {
        let child = Command::new(env!("CARGO_BIN_EXE_whosaid")).args(["annotate", &text]).stdout(output).output();
        let child = child.expect("the command runs");
        let errors = String::from_utf8_lossy(&child.stderr).into_owned();
        assert_eq!(child.status.code(), Some(3), "{what}: {errors}");
        assert!(errors.contains("cannot write the result"), "{what}: {errors}");
    }
}

#[test]
fn files_are_exported_in_every_format() {
    let folder = Folder::new("export");
    let text = folder.file("a.txt", "“It is late,” said Ada Okafor. She flew to Paris.");
    let (code, native, _) = run(&["annotate", &text], b"");
    assert_eq!(code, Some(0));
    let file = folder.file("a.whosaid.json", &native);
    let (code, table, errors) = run(&["export", "--format", "csv", &file, &text], b"");
    assert_eq!(code, Some(0), "{errors}");
    // One header, a row of each; the text was annotated first.
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(
        table.lines().skip(1).all(|row| row.contains("\"It is late,\"") && row.contains("\"Ada Okafor\"")),
        "{table}"
    );
    let (code, table, _) = run(&["export", "--format", "csv", "--table", "places", "--bom", "-"], native.as_bytes());
    assert!(code == Some(0) && table.starts_with("\u{feff}\"id\"") && table.contains("\"Paris\""), "{table}");
    let (code, lines, _) = run(
        &["export", "--format", "text", "-"],
        format!("{native}{native}{{\"text\": \"“No,” Ben Ames said.\"}}\nbad\n").as_bytes(),
    );
    assert_eq!(
        (code, lines.as_str()),
        (Some(1), "Ada Okafor: “It is late,”\nAda Okafor: “It is late,”\nBen Ames: “No,”\n")
    );

    for format in whosaid::files::FORMATS {
        let to = folder.path(format.name);
        let (code, output, errors) = run(&["export", "--format", format.name, "--output", &to, &file, &file], b"");
        assert_eq!((code, output.as_str()), (Some(0), ""), "{}: {errors}", format.name);
        let files = Folder(to.clone().into()).names();
        let endings: Vec<&str> = [Some(format.extension), format.beside].into_iter().flatten().collect();
        let mut expect: Vec<String> =
            endings.iter().flat_map(|ending| [format!("a{ending}"), format!("a-2{ending}")]).collect();
        expect.sort();
        assert_eq!(files, expect, "{}", format.name);
    }

    for arguments in [
        &["export", "--format", "brat", &file][..],
        &["export", "--format", "html", &file, &file],
        &["export", "--format", "word", &file],
        &["export", &file],
    ] {
        let (code, output, errors) = run(arguments, b"");
        assert!(code == Some(2) && output.is_empty(), "{arguments:?}: {errors}");
    }
    let (code, _, errors) = run(&["export", "--format", "csv", &folder.file("b.ann", "T1\tPerson 0 3\tAda")], b"");
    assert!(code == Some(1) && errors.contains("b.txt"), "{errors}");
    let (_, help, _) = run(&["export", "--help"], b"");
    for format in whosaid::files::FORMATS {
        assert!(help.contains(format.drops.split_whitespace().next().expect("words")), "{help}");
        assert!(help.contains(&format!("  {} (", format.name)), "{help}");
    }
}

#[test]
fn a_transformer_reads_as_well_if_asked() {
    let folder = std::env::temp_dir().join(format!("whosaid-thorough-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("untrained.weights").display().to_string();
    let weights = whosaid::reader::thorough::weights::encode(&whosaid::reader::thorough::weights::untrained(1));
    std::fs::write(&file, &weights).expect("a file");
    let text = "“It is late,” Ada Okafor said.".as_bytes();
    let generator = |arguments: &[&str]| {
        let (code, output, errors) = run(arguments, text);
        assert_eq!((code, errors.as_str()), (Some(0), ""));
        objects(&output)[0]["generator"].clone()
    };
    let (small, thorough) = (generator(&["annotate"]), generator(&["annotate", "--thorough", "--weights", &file]));
    assert_eq!(thorough["model"], "untrained");
    assert_ne!((&thorough["model"], &thorough["modelSha256"]), (&small["model"], &small["modelSha256"]));

    std::fs::write(&file, &weights[..weights.len() / 2]).expect("a file");
    let (code, output, errors) = run(&["annotate", "--thorough", "--weights", &file], text);
    assert_eq!((code, output.as_str()), (Some(2), ""));
    assert!(errors.contains("untrained.weights: the weights are damaged"), "{errors}");
    let missing = folder.join("none.weights").display().to_string();
    let (code, _, errors) = run(&["annotate", "--thorough", "--weights", &missing], text);
    assert!(code == Some(2) && errors.contains("none.weights cannot be read"), "{errors}");
    let (code, _, errors) = run(&["annotate", "--weights", &file], text);
    assert!(code == Some(2) && errors.contains("--thorough"), "{errors}");
    std::fs::remove_dir_all(folder).expect("the folder goes");
}
