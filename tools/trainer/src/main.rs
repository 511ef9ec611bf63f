//! Trains the reader (`cargo xtask train --corpora DIR`) and the ranker of coreference (`cargo xtask train coreference`).

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::{Parser, Subcommand};
use trainer::data::Fold;
use trainer::gradients::Dropout;
use trainer::score::DevSets;
use trainer::training::{Plan, Teacher, train};
use trainer::{coreference, exchange, joining, marks, thorough};
use whosaid::analysis::quotations::scorer::Joiner;
use whosaid::reader::network::{HEADS, Network, Weights};
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
    /// Weights that were taught, to begin with instead of noise and word vectors; their features are kept
    #[arg(long, value_name = "FILE")]
    begin: Option<PathBuf>,
    /// Weights of networks to learn from; "FILE=roles" listens to its roles only, "FILE=speech" to its roles in speech
    /// only, "FILE=words" to all but those
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
        /// The joiner to begin with, which `cargo xtask train joiner` made
        #[arg(long)]
        begin: PathBuf,
        /// Where to write the joiner
        #[arg(long, default_value = "src/data/quotations.joiner")]
        out: PathBuf,
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

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match arguments.part {
        None => train_reader(arguments),
        Some(Part::Export { corpora, begin, passes, more, out }) => {
            exchange::export(&corpora, &weights_of(&begin)?, passes, &more, &out)
        }
        Some(Part::Import { corpora, begin, values, model, out }) => {
            let weights = exchange::read_values(weights_of(&begin)?, &values)?;
            let rounded = weights.rounded();
            let bytes = weights::encode(&model, &rounded);
            let figures = DevSets::read(&corpora)?.measure(&Network::new(rounded));
            for (name, figure) in figures {
                eprintln!("{name} {figure:.2}");
            }
            write(&out, &bytes)
        }
        Some(Part::Joiner { corpora, readers, out, share, times }) => {
            let readers = readers.iter().map(|file| network(file)).collect::<Result<Vec<_>>>()?;
            let plan = joining::Plan { share, times };
            let joiner = joining::train(&corpora, &readers, plan, |line| eprintln!("{line}"))?;
            write(&out, &joiner.write())
        }
        Some(Part::Refine { corpora, begin, out }) => {
            let begin = Joiner::read(&bytes(&begin)?)?;
            let (articles, _) = marks::read(&corpora)?;
            let joiner = joining::refine(&begin, &articles, |line| eprintln!("{line}"));
            write(&out, &joiner.write())
        }
        Some(Part::Marks { corpora, out }) => {
            let (train, dev) = marks::read(&corpora)?;
            for (name, articles) in [("marks.train.jsonl", train), ("marks.dev.jsonl", dev)] {
                let lines = articles.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
                write(&out.join(name), (lines.join("\n") + "\n").as_bytes())?;
            }
            Ok(())
        }
        Some(Part::Thorough { from, vocabulary, keep, reader, out, model, head, levels, table_levels, shares }) => {
            let text =
                |file: &Path| std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()));
            let keep = keep.as_deref().map(text).transpose()?;
            let tables = weights::decode(&bytes(&reader)?)?.1.tables;
            let plan = thorough::Plan { model, head, levels, table_levels, shares: thorough::shares(&shares)? };
            let converted = thorough::convert(&bytes(&from)?, &text(&vocabulary)?, keep.as_deref(), &tables, &plan)?;
            // What the library cannot load is not written.
            whosaid::reader::Thorough::load(&converted)?;
            write(&out, &converted)?;
            let compressed = thorough::compressed_size(&converted)?;
            eprintln!("{} bytes, {compressed} as Brotli", converted.len());
            Ok(())
        }
        Some(Part::Coreference {
            corpora,
            out,
            trees,
            depth,
            rate,
            shyness,
            ridge,
            sample,
            columns,
            bags,
            ablation,
        }) => {
            let trees = two(&trees, "--trees")?;
            let rate = two(&rate, "--rate")?;
            let shyness = shyness.try_into().map_err(|_| anyhow!("--shyness asks for four numbers"))?;
            let bags = two(&bags, "--bags")?;
            let plan = coreference::Plan { trees, depth, rate, shyness, ridge, sample, columns, bags, ablation };
            let trained = coreference::train(&corpora, plan, |line| eprintln!("{line}"))?;
            write(&out.join("coreference.ranker"), &trained.ranker.write())?;
            write(&out.join("attribution.forest"), &trained.confidence.write())
        }
    }
}

/// The network of a file of weights.
fn network(file: &Path) -> Result<Network> {
    Ok(Network::new(weights_of(file)?.rounded()))
}

fn weights_of(file: &Path) -> Result<Weights> {
    Ok(weights::decode(&bytes(file)?)?.1.values())
}

fn bytes(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

/// The two numbers that `option` asks for.
fn two<T: Copy>(values: &[T], option: &str) -> Result<[T; 2]> {
    let &[first, second] = values else { bail!("{option} asks for two numbers") };
    Ok([first, second])
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

fn train_reader(arguments: Arguments) -> Result<()> {
    let begin = match &arguments.begin {
        Some(file) => Some(weights::decode(&std::fs::read(file)?)?.1.values()),
        None => None,
    };
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
        begin,
        without: arguments.without,
        model: arguments.model,
    };
    let corpora = arguments.corpora.context("--corpora is missing")?;
    let mut teachers = Vec::new();
    for teacher in &arguments.teachers {
        let (file, heads) = teacher.split_once('=').unwrap_or((teacher, "all"));
        let network = network(Path::new(file))?;
        let heads = match heads {
            "all" => [true; HEADS.len()],
            "roles" => std::array::from_fn(|head| head >= 2),
            "speech" => std::array::from_fn(|head| (2..5).contains(&head)),
            "words" => std::array::from_fn(|head| !(2..5).contains(&head)),
            other => bail!("no heads are called {other:?}; there are: all, roles, speech, words"),
        };
        teachers.push(Teacher { network, heads });
    }
    let (bytes, log) = train(&corpora, &plan, &teachers)?;
    write(&arguments.out, &bytes)?;
    write(&arguments.out.with_extension("log"), log.as_bytes())
}
