//! The course of a training: vocabulary, epochs, batches, what is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use rustc_hash::FxHashMap;
use whosaid::reader::features::{COLUMNS, Row, word_hash};
use whosaid::reader::matrix::{exp, vectorized};
use whosaid::reader::network::{HEADS, Network, OUTPUTS, Table, Weights, random, untrained};
use whosaid::reader::weights;
use whosaid::text::segment;

use crate::data::{Corpus, Fold, Labeled, Pool, label, read_all, read_without, recased, renamed};
use crate::gradients::{Chunk, Dropout, Prepared, learn};
use crate::optimizer::{Optimizer, average, zeros};
use crate::score::DevSets;
use crate::vectors::Vectors;

/// How to train.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How often all corpora are read.
    pub epochs: usize,
    /// Of everything that is drawn by chance.
    pub seed: u64,
    /// Values that stand for a token; a multiple of 16.
    pub channels: usize,
    /// How far each block looks to both sides.
    pub dilations: Vec<usize>,
    /// The most words that get a row of their own.
    pub words: usize,
    /// The most prefixes, and the most suffixes.
    pub affixes: usize,
    /// The highest rate of learning.
    pub rate: f32,
    /// Chances of leaving something out.
    pub dropout: Dropout,
    /// The chance of a paragraph to be written in other letters.
    pub recase: f32,
    /// The chance of a name to be exchanged for another.
    pub rename: f32,
    /// Word vectors to begin with: the folder `vocab` of spaCy's en_core_web_md.
    pub vectors: Option<std::path::PathBuf>,
    /// Classes that words are put into by their vectors.
    pub classes: usize,
    /// Weights to begin with, instead of noise and word vectors: they were taught, and their features are kept.
    pub begin: Option<Weights>,
    /// The articles with quotations that are left out; then roles are all that is learned.
    pub without: Option<Fold>,
    /// The model's name.
    pub model: String,
}

/// A network to learn from.
#[derive(Debug, Clone)]
pub struct Teacher {
    /// The network.
    pub network: Network,
    /// The heads that it speaks for, in the order of [`HEADS`].
    pub heads: [bool; HEADS.len()],
}

/// Tokens in a chunk, and chunks in a batch.
const CHUNK: usize = 256;
const BATCH: usize = 8;

/// Weights are averaged once in so many steps.
const AVERAGE_EVERY: usize = 4;

/// Trains on the corpora in `folder`; gives the file of weights with the best figures on the dev sets, and what was
/// measured.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(folder: &Path, plan: &Plan, teachers: &[Teacher]) -> Result<(Vec<u8>, String)> {
    let start = Instant::now();
    let corpora = match plan.without {
        None => read_all(folder)?,
        Some(fold) => read_without(folder, fold)?,
    };
    let dev = DevSets::read(folder)?;
    let pool = Pool::new(&corpora);
    let mut log = String::new();
    let mut tell = |line: String| {
        eprintln!("{line}");
        log.push_str(&line);
        log.push('\n');
    };
    for corpus in &corpora {
        tell(format!("{}: {} texts", corpus.name, corpus.examples.len()));
    }
    let mut weights = match &plan.begin {
        Some(weights) => weights.clone(),
        None => untrained(plan.channels, &plan.dilations, known(&corpora, plan), plan.seed),
    };
    tell(format!("known features: {:?}", weights.tables.iter().map(|table| table.known.len()).collect::<Vec<_>>()));
    if let Some(folder) = plan.vectors.as_ref().filter(|_| plan.begin.is_none()) {
        let vectors = Vectors::read(folder, plan.channels)?;
        let (begun, in_classes) = begin_with(&vectors, &corpora, plan, &mut weights);
        tell(format!(
            "{begun} of {} words begin with a vector, {in_classes} are in classes",
            weights.tables[0].known.len()
        ));
    }
    let rows: Vec<FxHashMap<u32, u32>> = weights.tables.iter().map(Table::by_hash).collect();

    let mut seed = plan.seed ^ 0x5eed;
    let mut optimizer = Optimizer::new(&weights);
    let mut gradients = zeros(&weights);
    let mut averaged = weights.clone();
    let mut steps = 0;
    let mut steps_in_all = 0;
    let mut best: Option<(f64, Weights)> = None;
    for epoch in 0..plan.epochs {
        let batches = batches(&corpora, &pool, teachers, &rows, plan, &mut seed);
        if epoch == 0 {
            steps_in_all = batches.len() * plan.epochs;
        }
        let mut losses = [0f64; HEADS.len()];
        let mut counts = [0usize; HEADS.len()];
        for batch in &batches {
            let mut labels = [0usize; HEADS.len()];
            for chunk in &batch.chunks {
                for (label, count) in labels.iter_mut().zip(chunk.labels()) {
                    *label += count;
                }
            }
            let weight = labels.map(|count| batch.weight / count.max(1) as f32);
            let prepared = Prepared::new(&weights);
            for chunk in &batch.chunks {
                let of_chunk = vectorized(
                    #[inline(always)]
                    || learn(&weights, &prepared, chunk, weight, plan.dropout, &mut seed, &mut gradients),
                );
                for (sum, loss) in losses.iter_mut().zip(of_chunk) {
                    *sum += loss;
                }
            }
            for (sum, count) in counts.iter_mut().zip(labels) {
                *sum += count;
            }
            let rate = plan.rate * rate_at(steps, steps_in_all);
            let touched = touched(&batch.chunks);
            vectorized(
                #[inline(always)]
                || optimizer.step(&mut weights, &mut gradients, &touched, rate, 1.0),
            );
            steps += 1;
            if steps % 100 == 0 {
                let mean = losses.iter().zip(counts).map(|(loss, count)| loss / count.max(1) as f64);
                let mean: Vec<String> = mean.map(|loss| format!("{loss:.3}")).collect();
                eprintln!(
                    "  step {steps} of {steps_in_all}, {:.0} s: {}",
                    start.elapsed().as_secs_f64(),
                    mean.join(" ")
                );
            }
            if steps % AVERAGE_EVERY == 0 {
                let share = f32::max(0.004 * AVERAGE_EVERY as f32, 1.0 / (1.0 + steps as f32 / AVERAGE_EVERY as f32));
                average(&mut averaged, &mut weights, share);
            }
        }
        let mean: Vec<String> =
            losses.iter().zip(counts).map(|(loss, count)| format!("{:.3}", loss / count.max(1) as f64)).collect();
        let figures = dev.measure(&Network::new(averaged.rounded()));
        let mark = figures.iter().map(|(_, figure)| figure).sum::<f64>() / figures.len().max(1) as f64;
        let shown: Vec<String> = figures.iter().map(|(name, figure)| format!("{name} {figure:.1}")).collect();
        tell(format!(
            "epoch {}: {} steps, {:.0} s, losses {}; {}; mean {mark:.2}",
            epoch + 1,
            steps,
            start.elapsed().as_secs_f64(),
            mean.join(" "),
            shown.join(", ")
        ));
        if best.as_ref().is_none_or(|(before, _)| mark >= *before) {
            best = Some((mark, averaged.clone()));
        }
    }
    let weights = best.map_or(averaged, |(_, weights)| weights);
    let rounded = weights.rounded();
    let bytes = weights::encode(&plan.model, &rounded);
    let figures = dev.measure(&Network::new(rounded));
    let shown: Vec<String> = figures.iter().map(|(name, figure)| format!("{name} {figure:.2}")).collect();
    tell(format!("as written: {}", shown.join(", ")));
    tell(format!("{} bytes", bytes.len()));
    Ok((bytes, log))
}

/// Up from zero over the first twentieth, then down to zero in a straight line.
fn rate_at(step: usize, all: usize) -> f32 {
    let (step, all) = (step as f32, all.max(1) as f32);
    let warm = (all / 20.0).max(1.0);
    f32::min((step + 1.0) / warm, ((all - step) / (all - warm).max(1.0)).max(0.0))
}

/// The features that get a row: the commonest, if they occur often enough.
fn known(corpora: &[Corpus], plan: &Plan) -> [Vec<u32>; COLUMNS] {
    let mut counts: [FxHashMap<u32, u32>; COLUMNS] = std::array::from_fn(|_| FxHashMap::default());
    for example in corpora.iter().flat_map(|corpus| &corpus.examples) {
        for row in label(example, &example.text).rows {
            for (counts, hash) in counts.iter_mut().zip(row) {
                *counts.entry(hash).or_default() += 1;
            }
        }
    }
    let mut column = 0;
    counts.map(|counts| {
        let (most, least) = match column {
            0 => (plan.words, 3),
            1 | 2 => (plan.affixes, 5),
            // Classes come from elsewhere.
            10 => (0, 0),
            _ => (1024, 3),
        };
        column += 1;
        let mut common: Vec<(u32, u32)> =
            counts.into_iter().filter(|(_, count)| *count >= least).map(|(hash, count)| (count, hash)).collect();
        common.sort_unstable_by_key(|(count, hash)| (std::cmp::Reverse(*count), *hash));
        common.truncate(most);
        let mut hashes: Vec<u32> = common.into_iter().map(|(_, hash)| hash).collect();
        hashes.sort_unstable();
        hashes
    })
}

/// Gives the rows of the word table the vectors of their words, and the last table the classes of words; says how many
/// words have a vector, and how many a class.
fn begin_with(vectors: &Vectors, corpora: &[Corpus], plan: &Plan, weights: &mut Weights) -> (usize, usize) {
    let channels = weights.channels;
    let mut forms: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for example in corpora.iter().flat_map(|corpus| &corpus.examples) {
        for token in segment(&example.text).tokens {
            let word = token.of(&example.text);
            let counts = forms.entry(word.to_lowercase()).or_default();
            counts[0] += 1;
            counts[1] += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    let classes = vectors.classes(plan.classes, plan.seed);
    // Words that are mostly names are worth a place even if the corpora do not have them.
    let mut shares = vec![(0.0f32, 0.0f32); classes.means.len()];
    for (word, counts) in &forms {
        if let Some(class) = classes.of_word.get(word) {
            let share = &mut shares[usize::from(*class)];
            share.0 += counts[1] as f32 / counts[0] as f32;
            share.1 += 1.0;
        }
    }
    let is_of_names = |class: u16| shares[usize::from(class)].0 > NAMES * shares[usize::from(class)].1;
    let kept = classes.of_word.iter().filter(|(word, class)| forms.contains_key(*word) || is_of_names(**class));
    let kept: BTreeMap<u32, u16> = kept.map(|(word, class)| (word_hash(word), class + 1)).collect();
    let table = &mut weights.tables[COLUMNS - 1];
    table.known = kept.keys().copied().collect();
    table.shared = kept.values().copied().collect();
    table.rows.truncate(channels);
    table.rows.extend(classes.means.concat());

    let mut begun = 0;
    for word in forms.keys() {
        let row = weights.tables[0].row_of(word_hash(word)) * channels;
        if let Some(vector) = vectors.of(word).filter(|_| row > 0) {
            let class = weights.tables[COLUMNS - 1].row_of(word_hash(word)) * channels;
            let mean = if class > 0 { &weights.tables[COLUMNS - 1].rows[class..class + channels] } else { &[0.0; 0] };
            let mean = mean.to_vec();
            for (index, (value, of_vector)) in
                weights.tables[0].rows[row..row + channels].iter_mut().zip(vector).enumerate()
            {
                *value = of_vector - mean.get(index).unwrap_or(&0.0);
            }
            begun += 1;
        }
    }
    (begun, kept.len())
}

/// A class is one of names if its words are written with a capital in more than this share of their places.
const NAMES: f32 = 0.7;

/// Chunks of one corpus.
struct Batch {
    chunks: Vec<Chunk>,
    weight: f32,
}

/// An epoch's batches in an order drawn by chance.
fn batches(
    corpora: &[Corpus],
    pool: &Pool,
    teachers: &[Teacher],
    rows: &[FxHashMap<u32, u32>],
    plan: &Plan,
    seed: &mut u64,
) -> Vec<Batch> {
    let mut batches = Vec::new();
    for corpus in corpora {
        let mut order: Vec<usize> = (0..corpus.examples.len()).collect();
        shuffle(&mut order, seed);
        let count = (order.len() as f32 * corpus.share).ceil() as usize;
        let mut all = Labeled::default();
        for index in order.iter().cycle().copied().take(count) {
            let example = &corpus.examples[index];
            let example = renamed(example, pool, plan.rename, seed);
            let mut labeled = label(&example, &recased(&example.text, plan.recase, seed));
            if !teachers.is_empty() {
                labeled.taught = taught(teachers, &labeled.rows);
                if SILVER.contains(&corpus.name) {
                    labeled.targets.iter_mut().for_each(|target| target[1] = 0);
                }
            }
            all.rows.extend(labeled.rows);
            all.targets.extend(labeled.targets);
            all.taught.extend(labeled.taught);
        }
        let mut chunks = Vec::new();
        let first = (random(seed) * CHUNK as f32) as usize;
        let mut at = 0;
        while at < all.rows.len() {
            let end = all.rows.len().min(if at == 0 { first.max(32) } else { at + CHUNK });
            let row_of = |row: &[u32; COLUMNS]| {
                std::array::from_fn(|column| rows[column].get(&row[column]).copied().unwrap_or(0))
            };
            chunks.push(Chunk {
                rows: all.rows[at..end].iter().map(row_of).collect(),
                targets: all.targets[at..end].to_vec(),
                taught: all.taught[at..end].to_vec(),
            });
            at = end;
        }
        shuffle(&mut chunks, seed);
        let mut chunks = chunks.into_iter();
        loop {
            let batch: Vec<Chunk> = chunks.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            batches.push(Batch { chunks: batch, weight: corpus.weight });
        }
    }
    shuffle(&mut batches, seed);
    batches
}

/// Corpora whose own labels are worse than those of a teacher.
const SILVER: [&str; 1] = ["entities/gmb"];

/// The mean of the probabilities that the teachers give to the outputs of every token, of those who speak for its head.
fn taught(teachers: &[Teacher], rows: &[Row]) -> Vec<Option<Box<[f32; OUTPUTS]>>> {
    let mut means = vec![Box::new([0f32; OUTPUTS]); rows.len()];
    let speakers: [f32; HEADS.len()] =
        std::array::from_fn(|head| teachers.iter().filter(|teacher| teacher.heads[head]).count().max(1) as f32);
    for teacher in teachers {
        let scores = teacher.network.read(rows);
        for (index, mean) in means.iter_mut().enumerate() {
            let (speech, attributions) = (&scores.speech, &scores.attributions);
            let heads: [&[f32]; HEADS.len()] = [
                &scores.parts_of_speech[index],
                &scores.names[index],
                &speech.contents[index],
                &speech.sources[index],
                &speech.cues[index],
                &attributions.contents[index],
                &attributions.sources[index],
                &attributions.cues[index],
            ];
            let mut outputs = mean.iter_mut();
            for (head, scores) in heads.into_iter().enumerate() {
                let share = if teacher.heads[head] { 1.0 / speakers[head] } else { 0.0 };
                for (score, mean) in scores.iter().zip(outputs.by_ref()) {
                    *mean += share * exp(*score);
                }
            }
        }
    }
    means.into_iter().map(Some).collect()
}

/// Fisher and Yates.
fn shuffle<T>(items: &mut [T], seed: &mut u64) {
    for last in (1..items.len()).rev() {
        let other = (random(seed) * (last + 1) as f32) as usize;
        items.swap(last, other.min(last));
    }
}

/// The rows of each table that the chunks touch, ascending.
fn touched(chunks: &[Chunk]) -> Vec<Vec<u32>> {
    let of_column = |column: usize| {
        let rows = chunks.iter().flat_map(|chunk| &chunk.rows).map(|row| row[column]);
        rows.chain([0]).collect::<BTreeSet<u32>>().into_iter().collect()
    };
    (0..COLUMNS).map(of_column).collect()
}
