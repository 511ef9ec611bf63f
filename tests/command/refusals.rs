//! What is taken in although it is odd, and what is refused with words that help.

use serde_json::Value;

use super::folder::Folder;
use super::process::{objects, run};

#[test]
fn half_a_character_costs_no_line() {
    let input = concat!(
        r#"{"id": "a\ud83d", "title": "Cut \ud83d", "author": ["\udc4dAnn"], "text": "“Yes,” said Ann Lee."}"#,
        "\n",
    );
    let (code, output, errors) = run(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let document = &objects(&output)[0]["document"];
    let fields = ["id", "title", "author"].map(|field| document[field].as_str().unwrap_or_default());
    assert_eq!(fields, ["a\u{fffd}", "Cut \u{fffd}", "\u{fffd}Ann"]);
    // A program that keeps strings in UTF-16 may have cut a note so.
    let cut = output.replace(r#""kind":"direct","#, r#""kind":"direct","note":"sure \ud83d","#);
    assert_ne!(cut, output);
    let (code, output, errors) = run(&["export", "--format", "json", "-"], cut.as_bytes());
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert_eq!(objects(&output)[0]["quotations"][0]["note"], "sure \u{fffd}");
}

#[test]
fn a_bad_line_says_what_is_wrong_and_where() {
    let input = "\n[\"Ada said no.\", \"a\"]\n{\"id\": \"b\", \"text\": 5}\n{\"id\": \"c\"\n";
    let (code, output, errors) = run(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!(code, Some(1));
    let bad: Vec<(Value, Value)> =
        objects(&output).iter().map(|answer| (answer["id"].clone(), answer["error"].clone())).collect();
    let expect = [
        (Value::Null, "is a list, and no object with a text"),
        ("b".into(), "invalid type: integer `5`, expected a string"),
        (Value::Null, "is no JSON: EOF while parsing an object in column 10"),
    ];
    assert_eq!(bad, expect.clone().map(|(id, error)| (id, error.into())));
    for (line, (_, error)) in (2..).zip(expect) {
        let told = format!("whosaid: standard input: line {line}: {error}\n");
        assert!(errors.contains(&told), "{errors}");
    }
}

#[test]
fn lines_of_a_file_are_told_with_its_name() {
    let folder = Folder::new("lines");
    let (_, good, _) = run(&["annotate", "--jsonl"], b"{\"id\": \"a\", \"text\": \"Ada said no.\"}\n{\"id\": \"b\"}\n");
    let file = folder.file("annotated.jsonl", &good);
    let (code, output, errors) = run(&["export", "--format", "json", &file], b"");
    assert_eq!((code, output.lines().count()), (Some(1), 2));
    assert_eq!(errors, format!("whosaid: {file}: line 2: holds no annotations: missing field `text`\n"));
    assert_eq!(objects(&output)[1]["id"], "b");
}

#[test]
fn sorted_keys_do_not_make_a_text_of_annotations() {
    let folder = Folder::new("sorted");
    let text = "“Yes,” said Ann Lee.\n\n".to_owned() + &"Nobody spoke. ".repeat(50);
    let (_, output, _) = run(&["annotate"], text.as_bytes());
    // serde_json's maps are sorted.
    let sorted = serde_json::to_string_pretty(&objects(&output)[0]).expect("JSON");
    assert!(sorted.find("\"format\"").is_some_and(|at| at > 1000), "{sorted}");
    let (code, output, errors) = run(&["export", "--format", "text", "-"], sorted.as_bytes());
    assert_eq!((code, output.as_str(), errors.as_str()), (Some(0), "Ann Lee: “Yes,”\n", ""));
    let (code, _, errors) = run(&["annotate", &folder.file("a.txt", &sorted)], b"");
    assert!(code == Some(1) && errors.contains("holds annotations already"), "{errors}");
}

#[test]
fn json_and_xml_are_no_articles() {
    let folder = Folder::new("others");
    let lines = "{\"id\": \"a\", \"text\": \"“Yes,” said Ann Lee.\"}\n";
    for (name, content, expect) in [
        (
            "a.jsonl",
            lines,
            "is JSON without annotations; texts in JSON Lines are read by whosaid annotate --jsonl < FILE",
        ),
        ("a.json", "[{\"text\": \"“Yes,” said Ann Lee.\"}]", "is JSON without annotations"),
        ("a.xml", "<rss>“Yes,” said Ann Lee.</rss>", "is XML, and neither TEI nor UIMA CAS"),
    ] {
        let file = folder.file(name, content);
        let (code, output, errors) = run(&["annotate", &file], b"");
        assert_eq!((code, output.as_str()), (Some(1), ""));
        assert!(errors.contains(&format!("{file}: {expect}")), "{errors}");
        let (code, output, errors) = run(&["export", "--format", "text", &file], b"");
        if name == "a.jsonl" {
            assert_eq!((code, output.as_str(), errors.as_str()), (Some(0), "Ann Lee: “Yes,”\n", ""));
        } else {
            assert_eq!((code, output.as_str()), (Some(1), ""));
            assert!(errors.contains(&format!("{file}: {expect}")), "{errors}");
        }
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told() {
    let folder = Folder::new("place");
    let file = folder.file("a.txt", "Ada said no.");
    let (code, output, errors) = run(&["annotate", "--output", &file, &file], b"");
    assert_eq!((code, output.as_str()), (Some(3), ""));
    assert_eq!(errors, format!("whosaid: cannot write the result: {file}: is no folder\n"));
}

#[test]
fn a_long_name_is_cut_to_what_a_file_can_be_called() {
    let folder = Folder::new("long");
    let lines = format!("{{\"id\": \"{}\", \"text\": \"a\"}}\n", "\u{6751}".repeat(100)).repeat(2);
    let output = folder.0.join("out").display().to_string();
    let (code, _, errors) = run(&["annotate", "--jsonl", "--output", &output], lines.as_bytes());
    assert_eq!((code, errors), (Some(0), format!("whosaid: 2 documents written to {output}\n")));
}

#[test]
fn a_folder_is_told_from_a_file() {
    let folder = Folder::new("folder");
    let name = folder.0.display().to_string();
    for arguments in [&["annotate", &name][..], &["export", "--format", "csv", &name]] {
        let (code, output, errors) = run(arguments, b"");
        assert_eq!((code, output.as_str()), (Some(1), ""));
        assert_eq!(errors, format!("whosaid: {name}: is a folder: name the files in it\n"));
    }
}
