//! How fast the native build is, on the articles of `tests/gold/`: `cargo xtask bench`. Throughput is in words (what
//! stands between white space).

use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use whosaid::Annotator;
use whosaid::syntax::Syntax;
use whosaid::text::segment;

fn main() {
    divan::main();
}

/// The articles without their marks.
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("tests/gold is there").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| without_marks(&std::fs::read_to_string(path).expect("an article"))).collect()
}

fn without_marks(source: &str) -> String {
    let body = source.rsplit_once("\n---\n").map_or(source, |(body, _)| body);
    let mut pieces = body.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.filter_map(|piece| piece.split_once(' ')).map(|(_, words)| words);
    rest.fold(first, |text, words| text + words).replace('}', "")
}

fn words(articles: &[String]) -> ItemsCount {
    ItemsCount::new(articles.iter().map(|article| article.split_whitespace().count()).sum::<usize>())
}

fn measure(bencher: Bencher, mut stage: impl FnMut(&str)) {
    let articles = articles();
    bencher.counter(words(&articles)).bench_local(|| articles.iter().for_each(|article| stage(article)));
}

/// Text to tokens, sentences, paragraphs.
#[divan::bench]
fn segmenting(bencher: Bencher) {
    measure(bencher, |article| drop(divan::black_box(segment(article))));
}

/// The same, and what the reader says of every token.
#[divan::bench]
fn reading(bencher: Bencher) {
    measure(bencher, |article| drop(divan::black_box(Syntax::new(article))));
}

/// Everything: text to document.
#[divan::bench]
fn annotating(bencher: Bencher) {
    let annotator = Annotator::new();
    measure(bencher, |article| drop(divan::black_box(annotator.annotate(article))));
}
