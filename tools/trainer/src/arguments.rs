//! What `cargo xtask train` is asked.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use trainer::data::Fold;

/// Trains the reader and writes its weights
#[derive(Parser)]
#[command(bin_name = "cargo xtask train", args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub part: Option<Part>,
    /// The folder that holds quotations/, entities/, places/ and syntax/
    #[arg(long, required = true)]
    pub corpora: Option<PathBuf>,
    /// Where to write the weights; what was measured goes beside them, with the ending .log
    #[arg(long, default_value = "src/data/reader.weights")]
    pub out: PathBuf,
    /// How often the corpora are read
    #[arg(long, default_value_t = 10)]
    pub epochs: usize,
    /// Draws everything that is drawn by chance
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Values that stand for a token: a multiple of 16, at most 80
    #[arg(long, default_value_t = 80)]
    pub channels: usize,
    /// How far each block looks to both sides
    #[arg(long, value_delimiter = ',', default_value = "1,2,4,8,16,1")]
    pub dilations: Vec<usize>,
    /// The most words with a row of their own
    #[arg(long, default_value_t = 10800)]
    pub words: usize,
    /// The most prefixes, and the most suffixes
    #[arg(long, default_value_t = 3500)]
    pub affixes: usize,
    /// The highest rate of learning
    #[arg(long, default_value_t = 0.002)]
    pub rate: f32,
    /// The chance of a value to be dropped
    #[arg(long, default_value_t = 0.12)]
    pub dropout: f32,
    /// The chance of a word to be dropped
    #[arg(long, default_value_t = 0.12)]
    pub drop_words: f32,
    /// The chance of any other feature to be dropped
    #[arg(long, default_value_t = 0.03)]
    pub drop_features: f32,
    /// The chance of a paragraph to be written in other letters
    #[arg(long, default_value_t = 0.06)]
    pub recase: f32,
    /// The chance of a name to be exchanged for another
    #[arg(long, default_value_t = 0.2)]
    pub rename: f32,
    /// Begin with noise instead of word vectors, and put no words into classes
    #[arg(long)]
    pub without_vectors: bool,
    /// Classes that words are put into by their vectors
    #[arg(long, default_value_t = 512)]
    pub classes: usize,
    /// Weights that were taught, to begin with instead of noise and word vectors; their features are kept
    #[arg(long, value_name = "FILE")]
    pub begin: Option<PathBuf>,
    /// Weights of networks to learn from; "FILE=roles" listens to its roles only, "FILE=speech" to its roles in speech
    /// only, "FILE=words" to all but those
    #[arg(long, value_delimiter = ',')]
    pub teachers: Vec<String>,
    /// Leave out part K of N of the articles with quotations, and learn roles only: for networks that score those, by which
    /// the joiner is trained
    #[arg(long, value_name = "K/N", value_parser = fold)]
    pub without: Option<Fold>,
    /// The model's name: language, year and month
    #[arg(long, default_value = "en-2026.11")]
    pub model: String,
}

fn fold(text: &str) -> Result<Fold> {
    let (part, parts) = text.split_once('/').context("a part is written as K/N, from 0/N to N-1/N")?;
    let fold = Fold { part: part.parse()?, parts: parts.parse()? };
    if fold.part >= fold.parts {
        bail!("there is no part {} of {}", fold.part, fold.parts);
    }
    Ok(fold)
}

/// What else can be trained.
#[derive(Subcommand)]
pub enum Part {
    /// Train the ranker that tells whom a pronoun or a description stands for
    Coreference {
        /// The folder that holds coreference/ and quotations/
        #[arg(long, default_value = "../shared/corpora")]
        corpora: PathBuf,
        /// The folder to write the ranker and the model of confidence to
        #[arg(long, default_value = "src/data")]
        out: PathBuf,
        /// How many trees for pronouns, and for descriptions
        #[arg(long, value_delimiter = ',', default_value = "110,75")]
        trees: Vec<usize>,
        /// How many questions each tree asks
        #[arg(long, default_value_t = 6)]
        depth: usize,
        /// The share of each tree's step that is taken, for pronouns and for descriptions
        #[arg(long, value_delimiter = ',', default_value = "0.18,0.2")]
        rate: Vec<f32>,
        /// What is taken from the scores of "none of these", for pronouns, descriptions, and both as sources
        #[arg(long, value_delimiter = ',', default_value = "0.3,1.6,0.3,0.7")]
        shyness: Vec<f32>,
        /// What is added to the second derivatives of a leaf
        #[arg(long, default_value_t = 3.0)]
        ridge: f32,
        /// The share of the questions that each tree sees
        #[arg(long, default_value_t = 0.7)]
        sample: f32,
        /// The share of the features that each tree may ask for
        #[arg(long, default_value_t = 0.5)]
        columns: f32,
        /// Of how many forests the mean is taken, for pronouns and for descriptions
        #[arg(long, value_delimiter = ',', default_value = "8,8")]
        bags: Vec<u64>,
        /// Tell the figures without each group of features, too
        #[arg(long)]
        ablation: bool,
    },
    /// Fit the weights of the model that joins who is told of first and named later
    Introductions {
        /// The folder that holds quotations/
        #[arg(long, default_value = "../shared/corpora")]
        corpora: PathBuf,
        /// The file to write the weights to
        #[arg(long, default_value = "src/analysis/coreference/introductions/weights.rs")]
        out: PathBuf,
        /// What is added to the second derivatives
        #[arg(long, default_value_t = 0.6)]
        ridge: f32,
    },
    /// Write corpora and weights as plain numbers, for a trainer that is not written in Rust
    Export {
        /// The folder that holds quotations/, entities/, places/ and syntax/
        #[arg(long, default_value = "../shared/corpora")]
        corpora: PathBuf,
        /// Weights whose features are told, and whose values are written
        #[arg(long, default_value = "src/data/reader.weights")]
        begin: PathBuf,
        /// How often the corpora are written, each time with other names exchanged and letters changed
        #[arg(long, default_value_t = 4)]
        passes: usize,
        /// Articles without labels to write as well, a set for each file
        #[arg(long, value_delimiter = ',')]
        more: Vec<PathBuf>,
        /// The folder to write to
        #[arg(long)]
        out: PathBuf,
    },
    /// Take values of weights that were trained elsewhere, round them, and tell how well they read the dev sets
    Import {
        /// The folder that holds the dev sets
        #[arg(long, default_value = "../shared/corpora")]
        corpora: PathBuf,
        /// Weights whose features are kept
        #[arg(long, default_value = "src/data/reader.weights")]
        begin: PathBuf,
        /// The values
        #[arg(long)]
        values: PathBuf,
        /// The model's name: language, year and month
        #[arg(long, default_value = "en-2026.11")]
        model: String,
        /// Where to write the weights
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the file of a transformer that reads thoroughly, from weights that were trained elsewhere
    Thorough {
        /// The trained weights: safetensors, whose names `tools/trainer/src/thorough.rs` tells
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// The pieces of words, one a line, in the order of the rows of embeddings.word
        #[arg(long, value_name = "FILE")]
        vocabulary: PathBuf,
        /// The pieces to keep, one a line; all without
        #[arg(long, value_name = "FILE")]
        keep: Option<PathBuf>,
        /// The reader whose features the transformer was trained with
        #[arg(long, value_name = "FILE", default_value = "src/data/reader.weights")]
        reader: PathBuf,
        /// Where to write the file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// The model's name
        #[arg(long, default_value = "en-2026.11-thorough")]
        model: String,
        /// The values of a head of attention
        #[arg(long, default_value_t = 32)]
        head: usize,
        /// Whole numbers to either side of zero for the weights of linear maps; 127 at most
        #[arg(long, default_value_t = 127.0)]
        levels: f32,
        /// The same for the rows of words, positions and features
        #[arg(long, default_value_t = 127.0)]
        table_levels: f32,
        /// How much the transformer counts beside the reader, for all heads or for each
        #[arg(long, value_delimiter = ',', default_value = "0.7")]
        shares: Vec<f32>,
    },
    /// Train the forests that join cues, sources and contents of quotations
    Joiner {
        /// The folder that holds quotations/
        #[arg(long, default_value = "../shared/corpora")]
        corpora: PathBuf,
        /// Weights that `cargo xtask train --without K/N` gave, from 0/N to N-1/N
        #[arg(long, value_delimiter = ',', required = true)]
        readers: Vec<PathBuf>,
        /// Where to write the joiner
        #[arg(long, default_value = "src/data/quotations.joiner")]
        out: PathBuf,
        /// The share of PolNeAR's articles that is learned from
        #[arg(long, default_value_t = 0.6)]
        share: f32,
        /// How often an article of the other corpora counts
        #[arg(long, default_value_t = 2)]
        times: usize,
    },
    /// Add trees to the joiner by the marks of this project, in texts whose roles the reader has not learned
    Refine {
        /// The folder that holds entities/, places/ and news.jsonl.gz (made by teacher/news.py)
        #[arg(long, default_value = "../shared/corpora")]
        corpora: PathBuf,
        /// The joiner to begin with, of which the trees are kept that `cargo xtask train joiner` fits
        #[arg(long, default_value = "src/data/quotations.joiner")]
        begin: PathBuf,
        /// Where to write the joiner
        #[arg(long, default_value = "src/data/quotations.joiner")]
        out: PathBuf,
    },
    /// Take out of the joiner, the ranker and the model of confidence what no tree asks for, and tell the names of the
    /// features, which are then to be taken out of the code
    Prune {
        /// The folder of the three files
        #[arg(long, default_value = "src/data")]
        folder: PathBuf,
    },
    /// Write the marks of this project with their texts, as corpora of quotations: what is learned from and what is held back
    Marks {
        /// The folder that holds entities/, places/ and news.jsonl.gz (made by teacher/news.py)
        #[arg(long, default_value = "../shared/corpora")]
        corpora: PathBuf,
        /// The folder to write marks.train.jsonl and marks.dev.jsonl to
        #[arg(long)]
        out: PathBuf,
    },
}
