//! Trains the reader (`cargo xtask train --corpora DIR`) and the ranker of coreference (`cargo xtask train coreference`).

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use trainer::coreference;
use trainer::gradients::Dropout;
use trainer::training::{Plan, train};
use whosaid::reader::network::Network;
use whosaid::reader::weights;

/// Trains the reader and writes its weights
#[derive(Parser)]
#[command(bin_name = "cargo xtask train", args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// The folder that holds quotations/, entities/, places/ and syntax/
    #[arg(long, required = true)]
    corpora: Option<PathBuf>,
    /// Where to write the weights; what was measured goes beside them, with the ending .log
    #[arg(long, default_value = "src/data/reader.weights")]
    out: PathBuf,
    /// How often the corpora are read
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// Draws everything that is drawn by chance
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Values that stand for a token: a multiple of 16
    #[arg(long, default_value_t = 80)]
    channels: usize,
    /// How far each block looks to both sides
    #[arg(long, value_delimiter = ',', default_value = "1,2,4,8,16,1")]
    dilations: Vec<usize>,
    /// The most words with a row of their own
    #[arg(long, default_value_t = 10800)]
    words: usize,
    /// The most prefixes, and the most suffixes
    #[arg(long, default_value_t = 3500)]
    affixes: usize,
    /// The highest rate of learning
    #[arg(long, default_value_t = 0.002)]
    rate: f32,
    /// The chance of a value to be dropped
    #[arg(long, default_value_t = 0.12)]
    dropout: f32,
    /// The chance of a word to be dropped
    #[arg(long, default_value_t = 0.12)]
    drop_words: f32,
    /// The chance of any other feature to be dropped
    #[arg(long, default_value_t = 0.03)]
    drop_features: f32,
    /// The chance of a paragraph to be written in other letters
    #[arg(long, default_value_t = 0.06)]
    recase: f32,
    /// The chance of a name to be exchanged for another
    #[arg(long, default_value_t = 0.2)]
    rename: f32,
    /// Begin with noise instead of word vectors, and put no words into classes
    #[arg(long)]
    without_vectors: bool,
    /// Classes that words are put into by their vectors
    #[arg(long, default_value_t = 512)]
    classes: usize,
    /// Weights of networks to learn from
    #[arg(long, value_delimiter = ',')]
    teachers: Vec<PathBuf>,
    /// The model's name: language, year and month
    #[arg(long, default_value = "en-2026.11")]
    model: String,
}

/// What else can be trained.
#[derive(Subcommand)]
enum Part {
    /// Train the ranker that tells whom a pronoun or a description stands for
    Coreference {
        /// The folder that holds coreference/ and quotations/
        #[arg(long, default_value = "../shared/corpora")]
        corpora: PathBuf,
        /// The folder to write the ranker and the model of confidence to
        #[arg(long, default_value = "src/data")]
        out: PathBuf,
        /// How many trees for pronouns, and for descriptions
        #[arg(long, value_delimiter = ',', default_value = "220,150")]
        trees: Vec<usize>,
        /// How many questions each tree asks
        #[arg(long, default_value_t = 6)]
        depth: usize,
        /// The share of each tree's step that is taken
        #[arg(long, default_value_t = 0.1)]
        rate: f32,
        /// What is taken from the scores of "none of these", for pronouns and for descriptions
        #[arg(long, value_delimiter = ',', default_value = "0.3,1.2")]
        shyness: Vec<f32>,
        /// Tell the figures without each group of features, too
        #[arg(long)]
        ablation: bool,
    },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if let Some(Part::Coreference { corpora, out, trees, depth, rate, shyness, ablation }) = arguments.part {
        let &[pronouns, descriptions] = trees.as_slice() else { bail!("--trees asks for two numbers") };
        let &[of_pronouns, of_descriptions] = shyness.as_slice() else { bail!("--shyness asks for two numbers") };
        let shyness = [of_pronouns, of_descriptions];
        let plan = coreference::Plan { trees: [pronouns, descriptions], depth, rate, shyness, ablation };
        let trained = coreference::train(&corpora, plan, |line| eprintln!("{line}"))?;
        for (name, bytes) in
            [("coreference.ranker", trained.ranker.write()), ("attribution.forest", trained.confidence.write())]
        {
            let file = out.join(name);
            std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        }
        return Ok(());
    }
    let plan = Plan {
        epochs: arguments.epochs,
        seed: arguments.seed,
        channels: arguments.channels,
        dilations: arguments.dilations,
        words: arguments.words,
        affixes: arguments.affixes,
        rate: arguments.rate,
        dropout: Dropout { values: arguments.dropout, words: arguments.drop_words, features: arguments.drop_features },
        recase: arguments.recase,
        rename: arguments.rename,
        vectors: if arguments.without_vectors { None } else { Some(trainer::vectors::folder()?) },
        classes: arguments.classes,
        model: arguments.model,
    };
    let corpora = arguments.corpora.context("--corpora is missing")?;
    let mut teachers = Vec::new();
    for file in &arguments.teachers {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        teachers.push(Network::new(weights::decode(&bytes)?.1));
    }
    let (bytes, log) = train(&corpora, &plan, &teachers)?;
    std::fs::write(&arguments.out, bytes).with_context(|| format!("cannot write {}", arguments.out.display()))?;
    let beside = arguments.out.with_extension("log");
    std::fs::write(&beside, log).with_context(|| format!("cannot write {}", beside.display()))
}
