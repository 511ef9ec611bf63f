//! Short passages of our own in `tests/cases/`, a file for each kind of fault, with checks of what must be true of
//! them; [`notation`] tells how they are written. Not all hold yet.
//!
//! `tests/cases/expected.txt` says of each kind how many of its checks hold. A kind of which fewer hold fails; where
//! more hold, or checks were added, `UPDATE=1 cargo test --test main cases` writes the new numbers. What does not hold
//! is in `target/cases.txt` after each run.

mod notation;
mod reading;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use notation::{Check, Passage, parse};
use reading::Reading;
use whosaid::Annotator;

/// Checks that hold, and all checks.
type Count = (usize, usize);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The passages of each kind.
fn kinds() -> BTreeMap<String, Vec<Passage>> {
    let entries =
        std::fs::read_dir(folder()).expect("tests/cases is there").map(|entry| entry.expect("an entry").path());
    let is_kind = |path: &PathBuf| {
        path.extension().is_some_and(|e| e == "txt") && path.file_stem().is_some_and(|s| s != "expected")
    };
    let read = |path: PathBuf| {
        let kind = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).expect("the file is readable");
        let passages = parse(&source).unwrap_or_else(|problem| panic!("{kind}: {problem}"));
        (kind, passages)
    };
    entries.filter(is_kind).map(read).collect()
}

fn committed(text: &str) -> BTreeMap<String, Count> {
    let line = |line: &str| {
        let (kind, count) = line.split_once(": ")?;
        let (held, all) = count.split_once(" of ")?;
        Some((kind.to_owned(), (held.parse().ok()?, all.parse().ok()?)))
    };
    text.lines().map(|text| line(text).unwrap_or_else(|| panic!("not a count: {text}"))).collect()
}

#[test]
fn as_many_checks_hold_as_before() {
    let annotator = Annotator::new();
    let (mut counts, mut failed): (BTreeMap<String, Count>, String) = Default::default();
    for (kind, passages) in kinds() {
        let (held, all) = counts.entry(kind.clone()).or_default();
        for Passage { text, checks } in &passages {
            let document = annotator.annotate(text);
            let reading = Reading::new(&document);
            for check in checks {
                *all += 1;
                match reading.complaint(check) {
                    None => *held += 1,
                    Some(complaint) => failed.push_str(&format!("{kind}: {text}\n  {check:?}\n  {complaint}\n\n")),
                }
            }
        }
    }
    let lines: String = counts.iter().map(|(kind, (held, all))| format!("{kind}: {held} of {all}\n")).collect();
    let (held, all) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    println!("{lines}in all: {held} of {all}");
    std::fs::write(folder().join("../../target/cases.txt"), failed).expect("the file can be written");

    let path = folder().join("expected.txt");
    let before = committed(&std::fs::read_to_string(&path).unwrap_or_default());
    let fewer = |(kind, (held, _)): (&String, &Count)| {
        let now = counts.get(kind).map_or(0, |count| count.0);
        (now < *held).then(|| format!("{kind}: {now} hold, not {held}"))
    };
    let fewer: Vec<String> = before.iter().filter_map(fewer).collect();
    assert!(fewer.is_empty(), "fewer checks hold than in tests/cases/expected.txt ({fewer:?}); see target/cases.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &lines).expect("the file can be written");
    } else {
        assert_eq!(before, counts, "write the new numbers with UPDATE=1 cargo test --test main cases");
    }
}

#[test]
fn the_cases_are_well_made() {
    for (kind, passages) in kinds() {
        for Passage { text, checks } in passages {
            assert!(!checks.is_empty(), "{kind}: nothing is checked of {text}");
            let plain = |words: &str| words.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
            let text = plain(&text);
            let holds =
                |words: &String| assert!(text.contains(&plain(words)), "{kind}: {words:?} does not stand in {text}");
            for check in checks {
                match &check {
                    Check::Quotation { pieces, traits, .. } => {
                        pieces.iter().for_each(holds);
                        traits.source.iter().flatten().for_each(holds);
                    }
                    Check::Inside { words, .. }
                    | Check::Outside(words)
                    | Check::Unsure(words)
                    | Check::NotSpeaker { words, .. } => holds(words),
                    Check::Entity { mentions, .. } => mentions.iter().for_each(holds),
                    Check::Apart(one, other) => [one, other].into_iter().for_each(holds),
                    Check::Place { mention, .. } | Check::Unplaced { mention, .. } => holds(mention),
                    Check::Count(_) | Check::NoEntity { .. } => {}
                }
            }
        }
    }
}

#[test]
fn a_passage_is_read_from_its_notation() {
    let source = "# a remark\n“Go,” said\n\nDr Ann Lee.\n---\ndirect: Go\n  speaker: Ann Lee | nobody\n  source: Dr Ann Lee\n\
                  entity: person Ann Lee\n  name: Ann Lee\n===\nHull.\n---\ncount: 0\nunplaced: Hull\n";
    let passages = parse(source).expect("sound");
    assert_eq!(passages.len(), 2);
    assert_eq!(passages[0].text, "“Go,” said\n\nDr Ann Lee.");
    assert_eq!(passages[0].checks.len(), 2);
    assert_eq!(passages[1].checks, [Check::Count(0), Check::Unplaced { mention: "Hull".into(), spot: None }]);
    for broken in [
        "No checks.",
        "A.\n---\ncolour: red",
        "A.\n---\ncount: few",
        "A.\n---\nentity: thing A",
        "A.\n---\n  speaker: A",
        "A.\n---\nplace: A at 5 within 3",
    ] {
        assert!(parse(broken).is_err(), "{broken}");
    }
}

#[test]
fn a_check_holds_or_says_why_not() {
    let text = "“Go home,” said Dr Ann Lee. She told Tom Orr in Hull in England that it was late.";
    let document = Annotator::new().annotate(text);
    let check = |line: &str, expect: bool| {
        let passage = &parse(&format!("{text}\n---\n{line}")).expect("sound")[0];
        let complaint = Reading::new(&document).complaint(&passage.checks[0]);
        assert_eq!(complaint.is_none(), expect, "{line}: {complaint:?}");
    };
    for (line, expect) in [
        ("direct: Go home,", true),
        ("quotation: go home\n  speaker: Ann Lee\n  source: Dr Ann Lee", true),
        ("mixed: Go home", false),
        ("quotation: Go", false),
        ("quotation: Go home\n  speaker: Tom Orr | nobody", false),
        ("quotation: Go home\n  source: Ann Lee", false),
        ("inside: it was late\n  speaker: Ms Ann Lee", true),
        ("inside: in Hull", false),
        ("inside: it was late\n  not speaker: Tom Orr", true),
        ("inside: it was late\n  not speaker: Ann Lee", false),
        ("unsure: in Hull", true),
        ("unsure: Go home", false),
        ("outside: Tom Orr", true),
        ("outside: home", false),
        ("outside: ome", true),
        ("count: 2", true),
        ("count: 1", false),
        ("entity: person Ann Lee | She\n  name: Ann Lee", true),
        ("entity: group Ann Lee", false),
        ("entity: person Ann Lee | Tom Orr", false),
        ("no entity: any home", true),
        ("no entity: person Tom Orr", false),
        ("apart: Tom Orr | She", true),
        ("apart: Ann Lee | She", false),
        ("apart: Ann Lee | Ann Lee", false),
        ("place: Hull at 53.74 -0.33 within 50", true),
        ("place: Hull at 45.43 -75.71 within 161", false),
        ("unplaced: Hull", false),
        ("unplaced: Hull at 45.43 -75.71 within 161", true),
    ] {
        check(line, expect);
    }
}
