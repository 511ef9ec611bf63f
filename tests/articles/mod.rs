//! Whole articles, with the whole truth marked by hand in `tests/gold/`, and what the annotator makes of them in
//! `tests/snapshots/`, each followed by what differs. The notation is that of [`notation`].
//!
//! A change that alters a snapshot fails here. `UPDATE=1 cargo test --test main articles` writes them anew, and the
//! difference shows in review which articles read better or worse. The faults of quotations in all articles together
//! may only become fewer: `tests/articles/quotation_faults.txt` holds how many there are.

mod compare;
mod notation;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use notation::Marked;
use whosaid::Annotator;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn articles() -> Vec<(String, Marked)> {
    let entries = std::fs::read_dir(folder("gold")).expect("tests/gold is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).expect("an article");
        let marked = Marked::parse(&source).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        (name, marked)
    };
    paths.into_iter().map(read).collect()
}

/// The faults that are of quotations: the words before their colons.
const OF_QUOTATIONS: [&str; 7] = ["boundary", "cue", "kind", "missed", "source", "spurious", "speaker"];

/// What the annotator makes of each article, and what it has wrong.
static READINGS: LazyLock<Vec<(String, Marked, Vec<String>)>> = LazyLock::new(|| {
    let annotator = Annotator::new();
    let read = |(name, gold): (String, Marked)| {
        let ours = Marked::from_document(&annotator.annotate(&gold.text));
        let faults = compare::faults(&gold, &ours);
        (name, ours, faults)
    };
    articles().into_iter().map(read).collect()
});

fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn articles_read_as_their_snapshots_say() {
    let (snapshots, readings) = (folder("snapshots"), folder("../target/articles"));
    let written: Vec<&PathBuf> = [Some(&readings), is_update().then_some(&snapshots)].into_iter().flatten().collect();
    written.iter().for_each(|folder| std::fs::create_dir_all(folder).expect("the folder can be made"));
    let mut stale = Vec::new();
    for (name, ours, faults) in READINGS.iter() {
        let list: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
        let reading = format!("{}\n--- faults: {}\n{list}", ours.render(), faults.len());
        let file = format!("{name}.txt");
        for folder in &written {
            std::fs::write(folder.join(&file), &reading).expect("the file can be written");
        }
        if std::fs::read_to_string(snapshots.join(&file)).ok().as_deref() != Some(&reading) {
            stale.push(file);
        }
    }
    assert!(
        stale.is_empty(),
        "not as in tests/snapshots: {stale:?}; compare target/articles/, and if all is well write them anew with \
         UPDATE=1 cargo test --test main articles"
    );
}

#[test]
fn faults_of_quotations_only_become_fewer() {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in READINGS.iter().flat_map(|(_, _, faults)| faults) {
        *kinds.entry(fault.split(':').next().unwrap_or_default()).or_default() += 1;
    }
    let count: usize = OF_QUOTATIONS.iter().filter_map(|kind| kinds.get(kind)).sum();
    println!("faults in all articles: {} {kinds:?}; of quotations: {count}", kinds.values().sum::<usize>());
    let file = folder("articles/quotation_faults.txt");
    let limit = std::fs::read_to_string(&file).expect("the number is committed");
    let limit: usize = limit.trim().parse().expect("it is a number");
    assert!(count <= limit, "{count} faults of quotations, not {limit} as in tests/articles/quotation_faults.txt");
    if is_update() {
        std::fs::write(file, format!("{count}\n")).expect("the file can be written");
    } else {
        assert_eq!(count, limit, "fewer faults: write the new number with UPDATE=1 cargo test --test main articles");
    }
}

#[test]
fn the_truth_is_marked_soundly() {
    let articles = articles();
    assert!(articles.len() >= 25);
    for (name, gold) in &articles {
        assert_eq!(Marked::parse(&gold.render()).as_ref(), Ok(gold), "{name}: what is rendered is what was read");
        assert!(compare::faults(gold, gold).is_empty(), "{name}: the truth has no faults");
        let words = gold.text.split_whitespace().count();
        assert!((120..=420).contains(&words), "{name}: {words} words");
    }
}

#[test]
fn a_wrong_reading_is_faulted() {
    let gold = "{source:1 {ann Ann Lee}} {cue:1 said} “{direct:1 it is late}” in {hull Hull}. {source:2 {ann She}} \
                {cue:2 added} {indirect:2 that it would rain}. “{direct:3=ann Go home!}”\n---\n\
                ann: person\nhull: place 53.74 -0.33 Hull, England\ntom: person";
    let gold = format!("{{tom Tom Orr}} came to {{hull Hull}}. {gold}");
    let check = |from: &str, to: &str, expect: &[&str]| {
        assert!(gold.contains(from), "{from}");
        let (gold, ours) = (Marked::parse(&gold), Marked::parse(&gold.replace(from, to)));
        let faults = compare::faults(&gold.expect("sound"), &ours.expect("sound"));
        let heads: Vec<&str> = faults.iter().map(|fault| fault.split(':').next().unwrap_or_default()).collect();
        assert_eq!(heads, expect, "{faults:?}");
    };
    check("{direct:3=ann Go home!}", "Go home!", &["missed"]);
    check("in {hull", "{indirect:4 in} {hull", &["spurious"]);
    check("{indirect:2 that it", "that {indirect:2 it", &["boundary"]);
    check("{indirect:2 ", "{mixed:2 ", &["kind"]);
    check("in {hull Hull}. ", "{cue:1 in} {hull Hull}. ", &["cue"]);
    check("{source:2 {ann She}}", "{ann She}", &["source", "speaker"]);
    check("{source:2 {ann She}}", "{source:2 {tom She}}", &["speaker"]);
    check("in {hull Hull}", "in Hull", &["name missed"]);
    check("{source:1 {ann Ann Lee}}", "{source:1 Ann {ann Lee}}", &["name boundary"]);
    check("hull: place 53.74 -0.33", "hull: place 45.43 -75.71", &["place", "place"]);
    check("hull: place 53.74 -0.33 Hull, England", "hull: organization", &["name label", "name label"]);
}
