//! Runs the annotator over the dev sets and puts the figures in one table.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use serde::Serialize;
use serde_json::json;

use super::corpora::{
    Article, Chains, CorpusError, PronounOfTwo, Treebank, is_held_back, read_articles, read_records, read_treebank,
};
use super::errors::{self, ErrorCase};
use super::figures::{Figure, Figures};
use super::words::word_tokens;
use super::{Report, chains, gap, names, places, prediction, pronouns, quotations, reliability, roles, syntax, world};
use crate::Annotator;
use crate::reader::Thorough;

/// What a dev set is measured for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// Quotations and speakers; with thoughts, as the corpus marks them.
    QuotationsAndThoughts,
    /// Quotations and speakers.
    Quotations,
    /// Quotations and the speakers shown, where the corpus gives their full names.
    ShownSpeakers,
    Names,
    Places,
    /// Who is who, by all mentions.
    Chains,
    /// Pronouns between two names.
    PronounsOfTwo,
    Syntax,
}

/// A file of the corpora folder, without `.jsonl.gz` or `.conllu.gz`.
#[derive(Debug, Clone, Copy)]
struct DevSet {
    name: &'static str,
    measure: Measure,
}

const DEV_SETS: &[DevSet] = &[
    DevSet { name: "quotations/polnear.dev", measure: Measure::QuotationsAndThoughts },
    DevSet { name: "quotations/gum-open", measure: Measure::Quotations },
    DevSet { name: "quotations/world.dev", measure: Measure::ShownSpeakers },
    DevSet { name: "quotations/kinds.dev", measure: Measure::ShownSpeakers },
    DevSet { name: "coreference/world.dev", measure: Measure::Chains },
    DevSet { name: "coreference/gap.dev", measure: Measure::PronounsOfTwo },
    DevSet { name: "entities/worldwide.dev", measure: Measure::Names },
    DevSet { name: "entities/uner_ewt.dev", measure: Measure::Names },
    DevSet { name: "entities/wnut17.dev", measure: Measure::Names },
    DevSet { name: "entities/crossner_politics.dev", measure: Measure::Names },
    DevSet { name: "places/lgl", measure: Measure::Places },
    DevSet { name: "syntax/gum-open", measure: Measure::Syntax },
];

/// What to run, and what to tell.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the corpora.
    pub corpora: PathBuf,
    /// Only sets whose name holds one of these; all if empty.
    pub sets: Vec<String>,
    /// How many errors to show of each set.
    pub errors: usize,
    /// Only errors of this kind.
    pub kind: Option<String>,
    /// Draws the errors.
    pub seed: u64,
    /// Where to write the predictions of each set, as JSON Lines that other scorers read.
    pub predictions: Option<PathBuf>,
    /// A transformer that reads as well.
    pub thorough: Option<Arc<Thorough>>,
}

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no folder of corpora.
    #[error("no corpora at {}: give their folder with --corpora DIR (it holds quotations/, coreference/, entities/, places/, syntax/)", .0.display())]
    NoCorpora(PathBuf),
    /// No set is called so.
    #[error("no dev set is called {0:?}; there are: {known}", known = DEV_SETS.iter().map(|s| s.name).collect::<Vec<_>>().join(", "))]
    NoSuchSet(String),
    /// A corpus is broken.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The predictions cannot be written.
    #[error("cannot write the predictions: {0}")]
    Write(#[from] std::io::Error),
}

/// Measures the dev sets that `options` names.
///
/// # Errors
/// When a corpus is missing or broken, a set is not known, or predictions cannot be written.
pub fn run(options: &Options) -> Result<Report, RunError> {
    if !options.corpora.is_dir() {
        return Err(RunError::NoCorpora(options.corpora.clone()));
    }
    if let Some(unknown) = options.sets.iter().find(|s| !DEV_SETS.iter().any(|set| set.name.contains(s.as_str()))) {
        return Err(RunError::NoSuchSet(unknown.clone()));
    }
    let mut report = Report::default();
    let wanted = |set: &&DevSet| options.sets.is_empty() || options.sets.iter().any(|s| set.name.contains(s.as_str()));
    for set in DEV_SETS.iter().filter(wanted) {
        match set.measure {
            Measure::Syntax => measure_syntax(set, options, &mut report)?,
            Measure::Chains => measure_chains(set, options, &mut report)?,
            Measure::PronounsOfTwo => measure_pronouns_of_two(set, options, &mut report)?,
            _ => measure_articles(set, options, &mut report)?,
        }
    }
    if options.sets.is_empty() {
        let articles = read_articles(&options.corpora.join("quotations/polnear.dev.jsonl.gz"))?;
        report.add("speed (quotations/polnear.dev)", &speed(&annotator(options, false), &articles));
    }
    Ok(report)
}

fn path(options: &Options, set: &DevSet, extension: &str) -> PathBuf {
    options.corpora.join(format!("{}.{extension}", set.name))
}

fn measure_syntax(set: &DevSet, options: &Options, report: &mut Report) -> Result<(), RunError> {
    let reader = annotator(options, false);
    let documents = read_treebank(&path(options, set, "conllu.gz"))?;
    let tallies = in_parallel(&documents, |gold: &Treebank| syntax::compare(gold, &reader.syntax(&gold.text)));
    report.add(set.name, &syntax::figures(&tallies));
    let held_back = tallies.iter().enumerate().filter(|(index, _)| is_held_back(*index)).map(|(_, tally)| *tally);
    let title = format!("{}, the tenth held back from training", set.name);
    report.add(&title, &syntax::figures(&held_back.collect::<Vec<_>>()));
    measure_pronouns(set, &documents, options, report);
    Ok(())
}

fn measure_chains(set: &DevSet, options: &Options, report: &mut Report) -> Result<(), RunError> {
    let gold: Vec<Chains> = read_records(&path(options, set, "jsonl.gz"))?;
    let annotator = annotator(options, false);
    let predicted = in_parallel(&gold, |of| prediction::predict_chains(&of.id, &annotator.annotate(&of.text)));
    write_predictions(options, set, &predicted)?;
    let pairs: Vec<(&Chains, &Chains)> = gold.iter().zip(&predicted).collect();
    report.add(set.name, &chains::score(&pairs));
    let errors = |(gold, ours): &(&Chains, &Chains)| in_article(&gold.id, chains::errors(gold, ours));
    show_errors(options, report, || pairs.iter().flat_map(errors).collect());
    Ok(())
}

fn measure_pronouns_of_two(set: &DevSet, options: &Options, report: &mut Report) -> Result<(), RunError> {
    let gold: Vec<PronounOfTwo> = read_records(&path(options, set, "jsonl.gz"))?;
    let annotator = annotator(options, false);
    let predicted = in_parallel(&gold, |of| prediction::predict_chains(&of.id, &annotator.annotate(&of.text)));
    write_predictions(options, set, &predicted)?;
    let pairs: Vec<(&PronounOfTwo, &Chains)> = gold.iter().zip(&predicted).collect();
    report.add(set.name, &gap::score(&pairs));
    let errors = |(gold, ours): &(&PronounOfTwo, &Chains)| in_article(&gold.id, gap::errors(gold, ours));
    show_errors(options, report, || pairs.iter().flat_map(errors).collect());
    Ok(())
}

fn measure_articles(set: &DevSet, options: &Options, report: &mut Report) -> Result<(), RunError> {
    let gold = read_articles(&path(options, set, "jsonl.gz"))?;
    let predict = |annotator: &Annotator| {
        in_parallel(&gold, |article: &Article| prediction::predict(&article.id, &annotator.annotate(&article.text)))
    };
    let annotator = annotator(options, set.measure == Measure::QuotationsAndThoughts);
    let predicted = predict(&annotator);
    write_predictions(options, set, &predicted)?;
    let pairs: Vec<(&Article, &Article)> = gold.iter().zip(&predicted).collect();
    match set.measure {
        Measure::QuotationsAndThoughts => {
            report.add(&format!("{} with thoughts", set.name), &quotations::score(&pairs, false));
            report.add(&format!("{} with thoughts, speech subset", set.name), &quotations::score(&pairs, true));
            let title = format!("{} reliability of confidence", set.name);
            report.add_reliability(&title, &reliability::of_sources(&pairs));
            let tallies =
                in_parallel(&gold, |article: &Article| roles::compare(article, &annotator.syntax(&article.text)));
            report.add(&format!("{} tags of the reader", set.name), &roles::figures(&tallies));
            let speech = predict(&self::annotator(options, false));
            let pairs: Vec<(&Article, &Article)> = gold.iter().zip(&speech).collect();
            report.add(&format!("{} speech subset", set.name), &quotations::score(&pairs, true));
        }
        Measure::Quotations => report.add(set.name, &quotations::score(&pairs, false)),
        Measure::ShownSpeakers => {
            report.add(set.name, &world::score(&pairs));
            let title = format!("{} reliability of confidence in the speaker shown", set.name);
            report.add_reliability(&title, &reliability::of_shown_speakers(&pairs));
            let title = format!("{} reliability of confidence in the alternatives", set.name);
            report.add_reliability(&title, &reliability::of_alternatives(&pairs));
        }
        Measure::Names => report.add(set.name, &names::figures(&names::score(&pairs, true))),
        Measure::Places => report.add(set.name, &places::score(&pairs)),
        Measure::Chains | Measure::PronounsOfTwo | Measure::Syntax => {}
    }
    let errors = |(gold, ours): &(&Article, &Article)| in_article(&gold.id, errors_of(set, gold, ours));
    show_errors(options, report, || pairs.iter().flat_map(errors).collect());
    Ok(())
}

/// Who is meant by the pronouns of a treebank, by halves: what is fitted on one is measured on the other.
fn measure_pronouns(set: &DevSet, gold: &[Treebank], options: &Options, report: &mut Report) {
    let annotator = annotator(options, false);
    let documents = in_parallel(gold, |gold| annotator.annotate(&gold.text));
    let pairs = || gold.iter().zip(&documents);
    for (remainder, half) in ["even", "odd"].iter().enumerate() {
        let of_half = pairs().skip(remainder).step_by(2);
        let tallies: Vec<_> = of_half.map(|(gold, document)| pronouns::compare(gold, document)).collect();
        report.add(&format!("{}, pronouns of the {half} texts", set.name), &pronouns::figures(&tallies));
    }
    show_errors(options, report, || pairs().flat_map(|(gold, document)| pronouns::errors(gold, document)).collect());
}

/// A sample of the errors, if one is asked for.
fn show_errors(options: &Options, report: &mut Report, all: impl FnOnce() -> Vec<ErrorCase>) {
    if options.errors > 0 {
        report.text.push_str(&errors::sample(&all(), options.kind.as_deref(), options.errors, options.seed));
    }
}

fn in_article(id: &str, mut cases: Vec<ErrorCase>) -> Vec<ErrorCase> {
    cases.iter_mut().for_each(|case| id.clone_into(&mut case.article));
    cases
}

fn errors_of(set: &DevSet, gold: &Article, predicted: &Article) -> Vec<ErrorCase> {
    match set.measure {
        Measure::QuotationsAndThoughts | Measure::Quotations => quotations::errors(gold, predicted),
        Measure::ShownSpeakers => world::errors(gold, predicted),
        Measure::Places => {
            let only_places = |article: &Article| {
                let mut article = article.clone();
                article.entities.retain(|n| n.label == "PLACE");
                article
            };
            let mut cases = names::errors(&only_places(gold), &only_places(predicted));
            cases.extend(places::errors(gold, predicted));
            cases
        }
        _ => names::errors(gold, predicted),
    }
}

/// The annotator under test.
fn annotator(options: &Options, thoughts: bool) -> Annotator {
    Annotator { thoughts, thorough: options.thorough.clone() }
}

/// Writes what is predicted for `set`, if `options` say where to.
fn write_predictions(options: &Options, set: &DevSet, predicted: &[impl Serialize]) -> Result<(), RunError> {
    let Some(folder) = &options.predictions else { return Ok(()) };
    let file = folder.join(format!("{}.jsonl", set.name));
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let lines: Vec<String> = predicted.iter().map(|article| json!(article).to_string()).collect();
    Ok(std::fs::write(file, lines.join("\n") + "\n")?)
}

/// `work` done on every item by as many threads as the machine has cores; the results in the order of the items.
pub(super) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            done.push((index, work(item)));
        }
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        handles.into_iter().flat_map(|handle| handle.join().unwrap_or_else(|e| std::panic::resume_unwind(e))).collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Words a second of the whole annotation on one core: the best of three passes.
fn speed(annotator: &Annotator, articles: &[Article]) -> Figures {
    let count = |article: &Article| word_tokens(&article.text.chars().collect::<Vec<_>>()).len();
    let words: usize = articles.iter().map(count).sum();
    let pass = || {
        let start = processor_seconds();
        articles.iter().for_each(|article| drop(std::hint::black_box(annotator.annotate(&article.text))));
        processor_seconds() - start
    };
    let seconds = (0..3).map(|_| pass()).fold(f64::INFINITY, f64::min);
    vec![
        ("words".to_owned(), Figure::Number(words as f64)),
        ("words_per_second".to_owned(), Figure::Number(words as f64 / seconds.max(1e-9))),
    ]
}

/// Seconds this thread has computed, where Linux tells; else seconds on the clock.
fn processor_seconds() -> f64 {
    let scheduled = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = scheduled.and_then(|s| s.split(' ').next().and_then(|n| n.parse::<u64>().ok()));
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64(), |n| n as f64 / 1e9)
}
