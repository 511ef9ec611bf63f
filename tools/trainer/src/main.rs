//! Trains the reader (`cargo xtask train --corpora DIR`) and the ranker of coreference (`cargo xtask train coreference`).

mod arguments;

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use arguments::{Arguments, Part};
use clap::Parser;
use trainer::gradients::Dropout;
use trainer::score::DevSets;
use trainer::training::{Plan, Teacher, train};
use trainer::{coreference, exchange, joining, marks, pruning, thorough};
use whosaid::analysis::attribution::Confidence;
use whosaid::analysis::coreference::Ranker;
use whosaid::analysis::quotations::scorer::Joiner;
use whosaid::reader::network::{HEADS, Network, Weights};
use whosaid::reader::weights;

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
            let joiner = joining::refine(&begin, &articles, |line| eprintln!("{line}"))?;
            write(&out, &joiner.write())
        }
        Some(Part::Prune { folder }) => prune(&folder),
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
        Some(Part::Introductions { corpora, out, ridge }) => {
            let weights = coreference::introductions::train(&corpora, ridge, |line| eprintln!("{line}"))?;
            write(&out, coreference::introductions::source(&weights).as_bytes())
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

fn prune(folder: &Path) -> Result<()> {
    let [of_joiner, of_ranker, of_confidence] =
        ["quotations.joiner", "coreference.ranker", "attribution.forest"].map(|name| folder.join(name));
    let mut joiner = Joiner::read(&bytes(&of_joiner)?)?;
    let mut ranker = Ranker::read(&bytes(&of_ranker)?)?;
    let mut confidence = Confidence::read(&bytes(&of_confidence)?)?;
    let gone = [pruning::joiner(&mut joiner)?, pruning::ranker(&mut ranker)?, pruning::confidence(&mut confidence)?];
    gone.iter().flatten().for_each(|name| println!("{name}"));
    write(&of_joiner, &joiner.write())?;
    write(&of_ranker, &ranker.write())?;
    write(&of_confidence, &confidence.write())
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
