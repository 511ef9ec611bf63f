//! What each feature of cues, sources, pieces and whole candidates, each generator of candidates, each feature of who is meant and
//! of how sure to be, and each rule is worth: the figures of the dev sets without it. A feature is left out of a fitted joiner by letting no tree ask for it ([`Forest::without`]); nothing is
//! fitted anew, so that the figures say how much the joiner leans on a feature, and a little less than what another fit
//! would lose by it.
//!
//! [`Forest::without`]: crate::analysis::quotations::forest::Forest::without

use std::path::Path;

use super::corpora::{Article, Chains, CorpusError, PronounOfTwo, Quote, read_articles, read_records};
use super::figures::{Figure, Figures};
use super::prediction::CodePoints;
use super::{chains, gap, names, prediction, quotations, run, world};
use crate::analysis::attribution::{self, Confidence, MODEL};
use crate::analysis::coreference::{self, RANKER, Ranker, features};
use crate::analysis::quotations::evidence::Convention;
use crate::analysis::quotations::scorer::{Ablation, Joiner};
use crate::analysis::quotations::{JOINER, find_with};
use crate::analysis::rules::Rule;
use crate::analysis::{Name, Quotation, entities};
use crate::syntax::Syntax;
use crate::{Annotator, Document};

/// The sets, with the convention they follow.
const SETS: [(&str, Convention); 4] = [
    ("quotations/world.dev", Convention::Speech),
    ("quotations/kinds.dev", Convention::Speech),
    ("quotations/polnear.dev", Convention::Attributions),
    ("quotations/gum-open", Convention::Speech),
];

/// A table with a line for each ablation whose name holds `without`: the change of `exact` and `e2e`
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
    let all = measure(&JOINER);
    let mut out = format!("{:28}", "without");
    SETS.iter().for_each(|(name, _)| out.push_str(&format!(" {name:>24}")));
    let row = |name: &str, values: &[[f64; 2]]| {
        let cells = values.iter().map(|[exact, e2e]| format!(" {exact:>+15.1} {e2e:>+8.1}")).collect::<String>();
        format!("\n{name:28}{cells}")
    };
    out.push_str(&format!("\n{:28}", ""));
    SETS.iter().for_each(|_| out.push_str("           exact      e2e"));
    out.push_str(&row("(nothing)", &all));
    for (name, ablation) in Ablation::all().filter(|(name, _)| name.contains(without)) {
        let changed = measure(&JOINER.ablated(ablation));
        let change: Vec<[f64; 2]> =
            changed.iter().zip(&all).map(|(now, before)| [now[0] - before[0], now[1] - before[1]]).collect();
        out.push_str(&row(&name, &change));
    }
    Ok(out + "\n")
}

/// A table of the rules ("Rule.Datelines") whose names hold `without`: without each, the change of `exact` and `e2e` (F1) and of the
/// right names shown (points of those found), in the world set and the kinds set, of links of pronouns and descriptions (F1), of entities that are split and of
/// those of the right kind (percent), and of names (F1).
///
/// # Errors
/// When a corpus cannot be read.
pub fn table_of_rules(corpora: &Path, without: &str) -> Result<String, CorpusError> {
    let read = |name: &str| read_articles(&corpora.join(format!("{name}.jsonl.gz")));
    let speakers = [read("quotations/world.dev")?, read("quotations/kinds.dev")?];
    let named = read("entities/worldwide.dev")?;
    let gold: Vec<Chains> = read_records(&corpora.join("coreference/world.dev.jsonl.gz"))?;
    let annotator = Annotator::new();
    let predict = |articles: &[Article]| {
        run::in_parallel(articles, |of| prediction::predict(&of.id, &annotator.annotate(&of.text)))
    };
    let measure = || {
        let mut values: Vec<f64> = Vec::new();
        for articles in &speakers {
            let predicted = predict(articles);
            let figures = world::score(&articles.iter().zip(&predicted).collect::<Vec<_>>());
            values.extend(["exact", "e2e", "shown"].map(|name| value(&figures, name)));
        }
        let chained = run::in_parallel(&gold, |of| prediction::predict_chains(&of.id, &annotator.annotate(&of.text)));
        let figures = chains::score(&gold.iter().zip(&chained).collect::<Vec<_>>());
        values.extend(["pronoun", "description", "split", "kind"].map(|name| value(&figures, name)));
        let predicted = predict(&named);
        let figures = names::figures(&names::score(&named.iter().zip(&predicted).collect::<Vec<_>>(), true));
        values.push(value(&figures, "micro"));
        values
    };
    let all = measure();
    let columns = [
        "world exact",
        "world e2e",
        "world shown",
        "kinds exact",
        "kinds e2e",
        "kinds shown",
        "pronouns",
        "descriptions",
        "split",
        "kind",
        "names",
    ];
    let mut out = format!("{:24}", "without");
    columns.iter().for_each(|name| out.push_str(&format!(" {name:>12}")));
    let mut add = |name: &str, values: &mut dyn Iterator<Item = f64>| {
        out.push_str(&format!("\n{name:24}"));
        values.for_each(|value| out.push_str(&format!(" {value:>+12.1}")));
    };
    add("(nothing)", &mut all.iter().copied());
    for rule in Rule::ALL.iter().copied().filter(|rule| format!("Rule.{rule:?}").contains(without)) {
        let changed = rule.without(measure);
        add(&format!("{rule:?}"), &mut changed.iter().zip(&all).map(|(now, before)| now - before));
    }
    Ok(out + "\n")
}

/// A feature of who is meant, or of how sure to be, that no tree may ask for.
#[derive(Debug, Clone, Copy)]
enum OfSpeakers {
    Ranker(features::Feature),
    Confidence(attribution::features::Feature),
    Rival(attribution::rivals::Feature),
}

/// The figures of [`table_of_speakers`].
const OF_SPEAKERS: [&str; 6] = ["shown", "sure", "wrong_above_90", "log_loss", "log_loss_of_all", "next_right"];

/// A table with a line for each feature of the ranker, of the confidence and of rivals ("Ranker.Chain", "Confidence.Source",
/// "Rival.Kind") whose name holds `without`: the change of links of pronouns and descriptions and of GAP (F1), and of what
/// is told of speakers in the world set and the kinds set. Features that only others ask for change nothing of the first.
///
/// # Errors
/// When a corpus cannot be read.
pub fn table_of_speakers(corpora: &Path, without: &str) -> Result<String, CorpusError> {
    let read = |name: &str| read_articles(&corpora.join(format!("{name}.jsonl.gz")));
    let speakers = [read("quotations/world.dev")?, read("quotations/kinds.dev")?];
    let gold: Vec<Chains> = read_records(&corpora.join("coreference/world.dev.jsonl.gz"))?;
    let pronouns: Vec<PronounOfTwo> = read_records(&corpora.join("coreference/gap.dev.jsonl.gz"))?;
    let quoted = speakers.each_ref().map(|set| Reading::all(set.iter().map(|of| [&of.id, &of.text])));
    let chained = Reading::all(gold.iter().map(|of| [&of.id, &of.text]));
    let of_two = Reading::all(pronouns.iter().map(|of| [&of.id, &of.text]));
    let chains = |read: &[Reading], ranker: &Ranker| -> Vec<Chains> {
        run::in_parallel(read, |of| prediction::predict_chains(of.id, &of.document(ranker, &MODEL)))
    };
    let links = |ranker: &Ranker| {
        let (chained, of_two) = (chains(&chained, ranker), chains(&of_two, ranker));
        let figures = chains::score(&gold.iter().zip(&chained).collect::<Vec<_>>());
        let of_gap = gap::score(&pronouns.iter().zip(&of_two).collect::<Vec<_>>());
        vec![value(&figures, "pronoun"), value(&figures, "description"), value(&of_gap, "overall")]
    };
    let shown = |ranker: &Ranker, confidence: &Confidence| {
        let of_set = |(gold, read): (&Vec<Article>, &Vec<Reading>)| {
            let predicted = run::in_parallel(read, |of| prediction::predict(of.id, &of.document(ranker, confidence)));
            let figures = world::score(&gold.iter().zip(&predicted).collect::<Vec<_>>());
            OF_SPEAKERS.map(|name| value(&figures, name))
        };
        speakers.iter().zip(&quoted).flat_map(of_set).collect::<Vec<_>>()
    };
    let all = [links(&RANKER), shown(&RANKER, &MODEL)].concat();
    let mut out = format!("{:26} pronouns descriptions gap", "without");
    ["world", "kinds"]
        .iter()
        .for_each(|set| OF_SPEAKERS.iter().for_each(|name| out.push_str(&format!(" {set} {name}"))));
    let mut add = |name: &str, values: &mut dyn Iterator<Item = f64>| {
        out.push_str(&format!("\n{name:26}"));
        values.for_each(|value| out.push_str(&format!(" {value:>+7.1}")));
    };
    add("(nothing)", &mut all.iter().copied());
    let ranker = features::Feature::ALL.iter().copied().map(OfSpeakers::Ranker);
    let confidence = attribution::features::Feature::ALL.iter().copied().map(OfSpeakers::Confidence);
    let rival = attribution::rivals::Feature::ALL.iter().copied().map(OfSpeakers::Rival);
    for one in ranker.chain(confidence).chain(rival) {
        let name = format!("{one:?}").replace('(', ".").replace(')', "");
        if !name.contains(without) {
            continue;
        }
        let (mut ranker, mut confidence) = (RANKER.clone(), MODEL.clone());
        match one {
            OfSpeakers::Ranker(feature) => {
                ranker.pronouns = ranker.pronouns.without(feature as usize);
                ranker.descriptions = ranker.descriptions.without(feature as usize);
            }
            OfSpeakers::Confidence(feature) => confidence.shown = confidence.shown.without(feature as usize),
            OfSpeakers::Rival(feature) => confidence.rivals = confidence.rivals.without(feature as usize),
        }
        let links = if matches!(one, OfSpeakers::Ranker(_)) { links(&ranker) } else { all[..3].to_vec() };
        let changed = [links, shown(&ranker, &confidence)].concat();
        add(&name, &mut changed.iter().zip(&all).map(|(now, before)| now - before));
    }
    Ok(out + "\n")
}

/// A text with what the ranker and the confidence are asked about.
struct Reading<'a> {
    id: &'a str,
    syntax: Syntax<'a>,
    names: Vec<Name>,
    quotations: Vec<Quotation>,
}

impl<'a> Reading<'a> {
    /// Of all texts, with their names.
    fn all(texts: impl Iterator<Item = [&'a String; 2]>) -> Vec<Reading<'a>> {
        run::in_parallel(&texts.collect::<Vec<_>>(), |[id, text]| {
            let syntax = Syntax::new(text);
            let (names, quotations) = (entities::find(&syntax), crate::analysis::quotations::find(&syntax, false));
            Reading { id, syntax, names, quotations }
        })
    }

    /// The places are not looked up: they part no speakers.
    fn document(&self, ranker: &Ranker, confidence: &Confidence) -> Document {
        let Reading { syntax, names, quotations, .. } = self;
        let coreference::Resolved { entities, choices } =
            coreference::resolve_with(syntax, names, quotations, &mut &*ranker);
        let attributions = attribution::attribute_with(syntax, quotations, &entities, &choices, &mut &*confidence);
        let quotations = quotations.clone();
        Document { text: syntax.text.to_owned(), date: None, entities, quotations, attributions, model: None }
    }
}

fn value(figures: &Figures, name: &str) -> f64 {
    match figures.iter().find(|(known, _)| known == name) {
        Some((_, Figure::Rate(rate))) => 100.0 * rate.f1,
        Some((_, Figure::Share(share))) => share.percent(),
        Some((_, Figure::Number(number))) => *number,
        _ => 0.0,
    }
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
