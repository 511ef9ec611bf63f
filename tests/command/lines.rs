//! Lines of JSON: one text each, answered one by one, by one job or several.

use std::io::{BufRead, BufReader, Write};

use serde_json::Value;

use super::process::{objects, run, start};

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

#[test]
fn ids_of_lines_are_kept_as_they_are_written() {
    for id in ["123456789012345678901234567890", "1.10", "1e400", "1E+05", "-0.0", "0e-7"] {
        let input = format!("{{\"id\": {id}, \"text\": \"a\"}}\n{{\"id\": {id}}}\n");
        let (code, output, _) = run(&["annotate", "--jsonl"], input.as_bytes());
        let lines: Vec<&str> = output.lines().collect();
        assert!(code == Some(1) && lines.len() == 2, "{output}");
        assert!(lines[0].contains(&format!("\"id\":\"{id}\",")), "{}", lines[0]);
        assert!(lines[1].starts_with(&format!("{{\"id\":{id},\"error\":")), "{}", lines[1]);
    }
    let input = "{\"id\": \"\\u0041 \\ud83d\"}\n{\"id\": [1,\r 2], \"text\": \"a\"}\n{\"id\": true, \"text\": \"a\"}\n{\"id\": null}\n";
    let (_, output, _) = run(&["annotate", "--jsonl"], input.as_bytes());
    let ids: Vec<&str> = output.lines().filter_map(|line| line.split_once(",\"error\"")).map(|(id, _)| id).collect();
    assert_eq!(ids, ["{\"id\":\"\\u0041 \\ufffd\"", "{\"id\":[1,2]", "{\"id\":true", "{\"id\":null"], "{output}");
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
