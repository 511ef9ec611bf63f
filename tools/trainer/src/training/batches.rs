//! The batches of an epoch.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use whosaid::reader::features::{COLUMNS, Row};
use whosaid::reader::matrix::exp;
use whosaid::reader::network::{HEADS, OUTPUTS, random};

use super::plan::{Plan, Teacher};
use crate::data::{Corpus, Labeled, Pool, label, recased, renamed};
use crate::gradients::Chunk;

/// Tokens in a chunk, and chunks in a batch.
const CHUNK: usize = 256;
const BATCH: usize = 8;

/// Chunks of one corpus.
pub(super) struct Batch {
    pub(super) chunks: Vec<Chunk>,
    pub(super) weight: f32,
}

/// An epoch's batches in an order drawn by chance.
pub(super) fn batches(
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
pub(super) fn touched(chunks: &[Chunk]) -> Vec<Vec<u32>> {
    let of_column = |column: usize| {
        let rows = chunks.iter().flat_map(|chunk| &chunk.rows).map(|row| row[column]);
        rows.chain([0]).collect::<BTreeSet<u32>>().into_iter().collect()
    };
    (0..COLUMNS).map(of_column).collect()
}
