//! What each feature of whole candidates, and each generator of them, is worth: the figures of the dev sets of quotations
//! without it. A feature is left out of a fitted joiner by letting no tree ask for it ([`Forest::without`]); nothing is
//! fitted anew, so that the figures say how much the joiner leans on a feature, and a little less than what another fit
//! would lose by it.
//!
//! [`Forest::without`]: crate::analysis::quotations::forest::Forest::without

use std::path::Path;

use super::corpora::{Article, CorpusError, Quote, read_articles};
use super::figures::Figure;
use super::prediction::CodePoints;
use super::{quotations, world};
use crate::analysis::quotations::evidence::Convention;
use crate::analysis::quotations::scorer::{Ablation, Joiner};
use crate::analysis::quotations::{built_in, find_with};
use crate::syntax::Syntax;

/// The sets, with the convention they follow.
const SETS: [(&str, Convention); 3] = [
    ("quotations/world.dev", Convention::Speech),
    ("quotations/kinds.dev", Convention::Speech),
    ("quotations/polnear.dev", Convention::Attributions),
];

/// A table with a line for each ablation whose name holds `without` (all if it is "all"): the change of `exact` and `e2e`
/// (F1, in points) on each set.
///
/// # Errors
/// When a corpus cannot be read.
pub fn table(corpora: &Path, without: &str) -> Result<String, CorpusError> {
    let mut articles = Vec::new();
    for (name, convention) in SETS {
        articles.push((convention, read_articles(&corpora.join(format!("{name}.jsonl.gz")))?));
    }
    let sets: Vec<(Convention, Vec<(&Article, Syntax)>)> = articles
        .iter()
        .map(|(convention, articles)| {
            (*convention, articles.iter().map(|article| (article, Syntax::new(&article.text))).collect())
        })
        .collect();
    let measure = |joiner: &Joiner| -> Vec<[f64; 2]> {
        sets.iter().map(|(convention, texts)| figures(*convention, texts, joiner)).collect()
    };
    let all = measure(built_in());
    let mut out = format!("{:28}", "without");
    SETS.iter().for_each(|(name, _)| out.push_str(&format!(" {name:>24}")));
    let row = |name: &str, values: &[[f64; 2]]| {
        let cells = values.iter().map(|[exact, e2e]| format!(" {exact:>+15.1} {e2e:>+8.1}")).collect::<String>();
        format!("\n{name:28}{cells}")
    };
    out.push_str(&format!("\n{:28}", ""));
    SETS.iter().for_each(|_| out.push_str("           exact      e2e"));
    out.push_str(&row("(nothing)", &all));
    for (name, ablation) in Ablation::all().filter(|(name, _)| without == "all" || name.contains(without)) {
        let changed = measure(&built_in().ablated(ablation));
        let change: Vec<[f64; 2]> =
            changed.iter().zip(&all).map(|(now, before)| [now[0] - before[0], now[1] - before[1]]).collect();
        out.push_str(&row(&name, &change));
    }
    Ok(out + "\n")
}

fn figures(convention: Convention, texts: &[(&Article, Syntax)], joiner: &Joiner) -> [f64; 2] {
    let predicted = super::run::in_parallel(texts, |(article, syntax)| predict(article, syntax, convention, joiner));
    let pairs: Vec<(&Article, &Article)> =
        texts.iter().zip(&predicted).map(|((gold, _), predicted)| (*gold, predicted)).collect();
    let (figures, e2e) = match convention {
        Convention::Speech => (world::score(&pairs), "e2e"),
        Convention::Attributions => (quotations::score(&pairs, false), "e2e_st"),
    };
    ["exact", e2e].map(|wanted| match figures.iter().find(|(name, _)| name == wanted) {
        Some((_, Figure::Rate(rate))) => 100.0 * rate.f1,
        _ => 0.0,
    })
}

/// The quotations alone: who speaks is not resolved.
fn predict(article: &Article, syntax: &Syntax, convention: Convention, joiner: &Joiner) -> Article {
    let points = CodePoints::new(syntax.text);
    let quote = |quotation: &crate::analysis::Quotation| Quote {
        content: quotation.content.iter().map(|span| points.range(*span)).collect(),
        speaker: quotation
            .sources
            .first()
            .filter(|_| !quotation.inherits)
            .map(|source| vec![points.range(source.span)]),
        cue: quotation.cue.map(|cue| vec![points.range(cue)]),
        ..Quote::default()
    };
    let quotes = find_with(syntax, convention, joiner).iter().map(quote).collect();
    Article { id: article.id.clone(), quotes, ..Article::default() }
}
