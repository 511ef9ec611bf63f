//! Trains the reader: `cargo xtask train --corpora DIR`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Parser;
use trainer::data::Fold;
use trainer::gradients::Dropout;
use trainer::training::{Plan, Teacher, train};
use whosaid::reader::network::{HEADS, Network};
use whosaid::reader::weights;

/// Trains the reader and writes its weights
#[derive(Parser)]
#[command(bin_name = "cargo xtask train")]
struct Arguments {
    /// The folder that holds quotations/, entities/, places/ and syntax/
    #[arg(long)]
    corpora: PathBuf,
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
    /// Weights of networks to learn from; "FILE=roles" listens to its roles only, "FILE=words" to all but its roles in
    /// speech
    #[arg(long, value_delimiter = ',')]
    teachers: Vec<String>,
    /// Leave out part K of N of the articles with quotations, and learn roles only: for networks that score those, by which
    /// the joiner is trained
    #[arg(long, value_name = "K/N", value_parser = fold)]
    without: Option<Fold>,
    /// The model's name: language, year and month
    #[arg(long, default_value = "en-2026.11")]
    model: String,
}

fn fold(text: &str) -> Result<Fold> {
    let (part, parts) = text.split_once('/').context("a part is written as K/N, from 0/N to N-1/N")?;
    let fold = Fold { part: part.parse()?, parts: parts.parse()? };
    if fold.part >= fold.parts {
        bail!("there is no part {} of {}", fold.part, fold.parts);
    }
    Ok(fold)
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
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
        without: arguments.without,
        model: arguments.model,
    };
    let mut teachers = Vec::new();
    for teacher in &arguments.teachers {
        let (file, heads) = teacher.split_once('=').unwrap_or((teacher, "all"));
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {file}"))?;
        let network = Network::new(weights::decode(&bytes)?.1);
        let heads = match heads {
            "all" => [true; HEADS.len()],
            "roles" => std::array::from_fn(|head| head >= 2),
            "words" => std::array::from_fn(|head| !(2..5).contains(&head)),
            other => bail!("no heads are called {other:?}; there are: all, roles, words"),
        };
        teachers.push(Teacher { network, heads });
    }
    let (bytes, log) = train(&arguments.corpora, &plan, &teachers)?;
    std::fs::write(&arguments.out, bytes).with_context(|| format!("cannot write {}", arguments.out.display()))?;
    let beside = arguments.out.with_extension("log");
    std::fs::write(&beside, log).with_context(|| format!("cannot write {}", beside.display()))
}
