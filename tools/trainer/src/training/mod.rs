//! The course of a training: vocabulary, epochs, batches, what is kept.

mod batches;
mod plan;
mod vocabulary;

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};
use rustc_hash::FxHashMap;
use whosaid::reader::matrix::{LANES, vectorized};
use whosaid::reader::network::{HEADS, MOST_CHANNELS, Network, Table, Weights, untrained};
use whosaid::reader::weights;

use self::batches::{batches, touched};
pub use self::plan::{Plan, Teacher};
use self::vocabulary::{begin_with, known};
use crate::data::{Pool, read_all, read_without};
use crate::gradients::{Prepared, learn};
use crate::optimizer::{Optimizer, average, zeros};
use crate::score::DevSets;
use crate::vectors::Vectors;

/// Trains on the corpora in `folder`; gives the file of weights with the best figures on the dev sets, and what was
/// measured.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(folder: &Path, plan: &Plan, teachers: &[Teacher]) -> Result<(Vec<u8>, String)> {
    let start = Instant::now();
    ensure!(
        plan.channels > 0 && plan.channels.is_multiple_of(LANES) && plan.channels <= MOST_CHANNELS,
        "the number of channels must be a multiple of {LANES}, and {MOST_CHANNELS} at most"
    );
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

/// Weights are averaged once in so many steps.
const AVERAGE_EVERY: usize = 4;

/// Up from zero over the first twentieth, then down to zero in a straight line.
fn rate_at(step: usize, all: usize) -> f32 {
    let (step, all) = (step as f32, all.max(1) as f32);
    let warm = (all / 20.0).max(1.0);
    f32::min((step + 1.0) / warm, ((all - step) / (all - warm).max(1.0)).max(0.0))
}
