//! The scorers agree, to the digit, with the scripts that define the measures, on a small made-up set.
//!
//! `tests/fixtures/scoring/expected.json` is what the scripts print. Where the scripts and Python are at hand, they
//! are run again, so that neither side can drift.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value, json};
use whosaid::evaluation::corpora::{
    Article, Chain, ChainMention, Chains, Quote, SpeakerName, read_articles, read_records, read_treebank,
};
use whosaid::evaluation::run::{Options, run};
use whosaid::evaluation::{Figure, Figures, Rate, chains, names, places, quotations, reliability, syntax, world};
use whosaid::syntax::Syntax;

/// Runs all scripts on the fixtures and prints one JSON object.
const SCRIPTS: &str = "
import contextlib, io, json, sys
scripts, fixtures = sys.argv[1:]
sys.dont_write_bytecode = True
sys.path.insert(0, scripts)
import score_quotes, score_entities, score_places, score_world, score_chains
gold, predicted = fixtures + '/gold.jsonl', fixtures + '/predicted.jsonl'
quotes = lambda speech: score_quotes.score(score_quotes.load(gold), score_quotes.load(predicted), None, speech)
names = lambda strip: score_entities.table(
    score_entities.score(score_entities.load(gold), score_entities.load(predicted), strip=strip))
def native(script, gold):
    sys.argv, out = [script.__name__, f'{fixtures}/{gold}.jsonl', fixtures + '/native.jsonl'], io.StringIO()
    with contextlib.redirect_stdout(out):
        script.main()
    return json.loads(out.getvalue())
print(json.dumps({'quotes': quotes(False), 'speech': quotes(True), 'names': names(True), 'names_exact': names(False),
    'places': score_places.score(score_places.load(gold), score_places.load(predicted)),
    'world': native(score_world, 'world'), 'chains': native(score_chains, 'chains')}, indent=1))
";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/scoring")
}

fn gold_and_predicted() -> (Vec<Article>, Vec<Article>) {
    let read = |name: &str| read_articles(&fixtures().join(name)).expect("the fixture is readable");
    let (gold, predicted) = (read("gold.jsonl"), read("predicted.jsonl"));
    let of = |id: &str| predicted.iter().find(|p| p.id == id).cloned().unwrap_or_default();
    let joined = gold.iter().map(|g| of(&g.id)).collect();
    (gold, joined)
}

/// The annotations of `native.jsonl`, in the native format, as the records that the scorers read.
fn native() -> Vec<(Article, Chains)> {
    let text = std::fs::read_to_string(fixtures().join("native.jsonl")).expect("the fixture is readable");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("the fixture is JSON"));
    lines.map(|document| (quotes_of(&document), chains_of(&document))).collect()
}

fn chains_of(document: &Value) -> Chains {
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    let string = |value: &Value| value.as_str().expect("a string").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let mention = |mention: &Value| ChainMention {
        start: number(&mention["span"]["start"]),
        end: number(&mention["span"]["end"]),
        form: string(&mention["form"]),
    };
    let entity = |entity: &Value| Chain {
        name: string(&entity["name"]),
        kind: string(&entity["kind"]),
        mentions: list(&entity["mentions"]).iter().map(mention).collect(),
    };
    let entities = list(&document["entities"]).iter().map(entity).collect();
    Chains { id: string(&document["document"]["id"]), text: String::new(), entities }
}

fn quotes_of(document: &Value) -> Article {
    let chains = chains_of(document);
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let span = |span: &Value| {
        let [start, end] = ["start", "end"].map(|key| span[key].as_u64().expect("a number") as usize);
        (start, end)
    };
    let quote = |quote: &Value| {
        let index = list(&document["entities"]).iter().position(|entity| entity["id"] == quote["speaker"]);
        let speaker = index.map(|index| &chains.entities[index]);
        let named = |entity: &Chain| entity.mentions.iter().filter(|m| m.is_name()).map(|m| (m.start, m.end)).collect();
        let one = |value: &Value| (!value.is_null()).then(|| vec![span(value)]);
        Quote {
            content: list(&quote["spans"]).iter().map(span).collect(),
            speaker: one(&quote["source"]),
            cue: one(&quote["cue"]),
            speaker_name: speaker.map(named).map(SpeakerName::Mentions),
            shown_speaker: speaker.map(|entity| entity.name.clone()),
            confidence: quote["confidence"].as_f64().map(|confidence| confidence as f32),
            ..Quote::default()
        }
    };
    let quotes = list(&document["quotations"]).iter().map(quote).collect();
    Article { id: chains.id.clone(), quotes, ..Article::default() }
}

/// A figure as the scripts print it under `key`.
fn printed(key: &str, figure: &Figure) -> Value {
    match figure {
        Figure::Share(share) if ["ent_acc", "named_acc", "named_acc_pron"].contains(&key) => {
            json!(format!("{:.1} (n={})", share.percent(), share.of))
        }
        _ => json!(figure),
    }
}

/// Every figure that both sides know is the same; all that `expected` holds is known.
fn check(expected: &Value, figures: &Figures, print: impl Fn(&str, &Figure) -> Value) {
    let ours: Map<String, Value> = figures.iter().map(|(key, figure)| (key.clone(), print(key, figure))).collect();
    for (key, value) in expected.as_object().expect("an object").iter().filter(|(key, _)| *key != "counts") {
        let ours = ours.get(key).unwrap_or_else(|| panic!("no figure {key}"));
        assert!(is_same(ours, value), "{key}: {ours} is not {value}");
    }
}

/// What the script prints of shown speakers with our names: the kinds by themselves, rates as precision, recall, F1.
fn flat(world: &Value) -> Value {
    let mut flat = world.as_object().expect("an object").clone();
    let kinds = flat.remove("shown_by_kind").expect("figures by kind");
    for (kind, counts) in kinds.as_object().expect("an object") {
        flat.insert(format!("shown_{kind}"), counts[2].clone());
    }
    for name in ["overlap", "direct"] {
        let part = |suffix: &str| flat.get(&format!("{name}{suffix}")).expect("a figure").clone();
        let rate = json!([part("P"), part("R"), part("")]);
        flat.retain(|key, _| *key != format!("{name}P") && *key != format!("{name}R"));
        flat.insert(name.to_owned(), rate);
    }
    Value::Object(flat)
}

/// Equal but for the last bit of a number, which the reader of JSON may lose.
fn is_same(ours: &Value, expected: &Value) -> bool {
    match (ours, expected) {
        (Value::Number(a), Value::Number(b)) => {
            a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() < 1e-12 * b.abs().max(1.0))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_same(a, b)))
        }
        _ => ours == expected,
    }
}

#[test]
fn figures_are_those_of_the_scripts() {
    let text = std::fs::read_to_string(fixtures().join("expected.json")).expect("the fixture is readable");
    let expected: Value = serde_json::from_str(&text).expect("the fixture is JSON");
    let (gold, predicted) = gold_and_predicted();
    let pairs: Vec<(&Article, &Article)> = gold.iter().zip(&predicted).collect();

    check(&expected["quotes"], &quotations::score(&pairs, false), printed);
    check(&expected["speech"], &quotations::score(&pairs, true), printed);
    let unrounded = |_: &str, figure: &Figure| match figure {
        Figure::Rate(rate) => json!([rate.precision, rate.recall, rate.f1]),
        other => json!(other),
    };
    check(&expected["names"], &names::figures(&names::score(&pairs, true)), unrounded);
    check(&expected["names_exact"], &names::figures(&names::score(&pairs, false)), unrounded);
    let rounded = |key: &str, figure: &Figure| {
        let value = json!(figure);
        match key {
            "gold" | "predicted" => json!(value.as_f64().map(|v| v as u64)),
            _ => value.get("P").map_or(value.clone(), |_| json!([value["P"], value["R"], value["F"]])),
        }
    };
    check(&expected["places"], &places::score(&pairs), rounded);
}

#[test]
fn figures_of_shown_speakers_and_chains_are_those_of_the_scripts() {
    let text = std::fs::read_to_string(fixtures().join("expected.json")).expect("the fixture is readable");
    let expected: Value = serde_json::from_str(&text).expect("the fixture is JSON");
    let native = native();

    let gold = read_articles(&fixtures().join("world.jsonl")).expect("the fixture is readable");
    let of = |id: &str| native.iter().find(|(article, _)| article.id == id).cloned().unwrap_or_default();
    let ours: Vec<Article> = gold.iter().map(|article| of(&article.id).0).collect();
    let pairs: Vec<(&Article, &Article)> = gold.iter().zip(&ours).collect();
    check(&flat(&expected["world"]), &world::score(&pairs), |key, figure| match (key, json!(figure)) {
        ("overlap" | "direct", rate) => json!([rate["P"], rate["R"], rate["F"]]),
        (_, Value::Object(rate)) => rate["F"].clone(),
        (_, other) => other,
    });
    let rows = reliability::of_shown_speakers(&pairs);
    assert_eq!(rows.iter().map(|row| row.count).sum::<usize>(), 11, "as many as the script gives a confidence");
    assert_eq!((rows[9].count, rows[9].right), (5, 4));

    let gold: Vec<Chains> = read_records(&fixtures().join("chains.jsonl")).expect("the fixture is readable");
    let ours: Vec<Chains> = gold.iter().map(|article| of(&article.id).1).collect();
    let pairs: Vec<(&Chains, &Chains)> = gold.iter().zip(&ours).collect();
    let figures = chains::score(&pairs);
    let counts: Vec<Value> = figures.iter().filter(|f| f.0.ends_with("_gold")).map(|f| json!(f.1)).collect();
    let mut expected = expected["chains"].clone();
    for (form, count) in ["pronoun", "description"].iter().zip(counts) {
        let gold = expected[form].as_object_mut().and_then(|figures| figures.remove("gold")).expect("a count");
        assert_eq!(gold.as_f64(), count.as_f64(), "{form}");
    }
    check(&expected, &figures, |key, figure| if key == "b3" { json!(figure)["F"].clone() } else { json!(figure) });
}

#[test]
fn the_scripts_still_say_what_is_expected() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/score");
    if !scripts.is_dir() {
        eprintln!("skipped: no scripts at {}", scripts.display());
        return;
    }
    let Ok(output) = Command::new("python3").args(["-c", SCRIPTS]).arg(&scripts).arg(fixtures()).output() else {
        eprintln!("skipped: no python3");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let live: Value = serde_json::from_slice(&output.stdout).expect("the scripts print JSON");
    let text = std::fs::read_to_string(fixtures().join("expected.json")).expect("the fixture is readable");
    let expected: Value = serde_json::from_str(&text).expect("the fixture is JSON");
    if live != expected {
        let renewed = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expected.json");
        std::fs::write(&renewed, &output.stdout).expect("the file can be written");
        panic!("the scripts print something else; what they print is in {}", renewed.display());
    }
}

#[test]
fn reliability_counts_matched_quotations_with_a_source() {
    let (gold, predicted) = gold_and_predicted();
    let pairs: Vec<(&Article, &Article)> = gold.iter().zip(&predicted).collect();
    let rows = reliability::of_sources(&pairs);
    assert_eq!(rows.iter().map(|row| row.count).sum::<usize>(), 13, "as many as attr_acc_st counts");
    assert_eq!((rows[9].count, rows[9].right), (4, 4), "0.9 and above, up to 1.0");
}

#[test]
fn a_treebank_is_put_together_and_compared_by_places() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/treebank.conllu");
    let documents = read_treebank(&path).expect("the fixture is readable");
    let texts: Vec<&str> = documents.iter().map(|d| d.text.as_str()).collect();
    assert_eq!(texts, ["Ida isn’t here. £5!\n\nRain", "Yes"]);
    let first = &documents[0];
    assert_eq!(first.sentences, [(0, 15), (16, 19), (21, 25)]);
    let spans: Vec<_> = first.tokens.iter().map(|t| t.span).collect();
    assert_eq!(spans, [(0, 3), (4, 6), (6, 9), (10, 14), (14, 15), (16, 18), (18, 19), (21, 25)]);

    let tally = syntax::compare(first, &Syntax::new(&first.text));
    let figure = |name: &str| syntax::figures(&[tally]).into_iter().find(|f| f.0 == name).map(|f| f.1);
    // The gold token "£5" is two of ours.
    assert_eq!(figure("tokens"), Some(Figure::Rate(Rate::new(7, 9, 8))));
    assert_eq!(figure("boundaries"), Some(Figure::Rate(Rate::new(3, 3, 3))));
}

#[test]
fn a_broken_corpus_is_refused() {
    let folder = std::env::temp_dir().join(format!("whosaid-corpora-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a temporary file");
        path
    };
    let check = |problem: String, expect: &str| assert!(problem.contains(expect), "{problem}");
    let articles = |text: &str| read_articles(&write("a.jsonl", text)).expect_err("broken").to_string();
    check(articles("{\"id\": \"a\"}\n{\"id\": 3}\n"), "a.jsonl, line 2: invalid type");
    check(articles("\n{"), "line 2: EOF");
    check(read_articles(&write("a.jsonl.gz", "no gzip")).expect_err("broken").to_string(), "cannot read");
    check(read_articles(&folder.join("absent.jsonl")).expect_err("absent").to_string(), "cannot read");
    let treebank = |text: &str| read_treebank(&write("a.conllu", text)).expect_err("broken").to_string();
    check(treebank("# newdoc id = a\n1\tone\n"), "line 2: not ten fields");
    check(treebank("1\tIda\tIda\tPROPN\t_\t_\t0\troot\t_\t_\n"), "line 1: a token before the first newdoc");
    let absent = run(&Options { corpora: folder.join("absent"), ..Options::default() });
    check(absent.expect_err("absent").to_string(), "no corpora at");
    let unknown = run(&Options { corpora: folder.clone(), sets: vec!["lgl2".into()], ..Options::default() });
    check(unknown.expect_err("unknown").to_string(), "no dev set is called \"lgl2\"");
    std::fs::remove_dir_all(folder).expect("the folder was ours");
}
