//! Corpora and weights as plain numbers, for trainers that are not written in Rust (`tools/trainer/teacher/`).
//!
//! [`export`] writes a folder with the texts, cut into tokens as the reader cuts them, their features as rows of the
//! reader's tables, and what the corpora say of every token; [`read_values`] takes weights of the reader back.
//!
//! A set of texts `NAME` is six files. `NAME.texts.jsonl` has a line for each text: `corpus`, `number` (of the article in
//! its corpus, or null), `tokens` (how many), `weight`. The others hold one entry for each token, little-endian and
//! without header: `NAME.words` (the words, each ended by a line feed), `NAME.rows` ([`COLUMNS`] times u16),
//! `NAME.places` (u8: 1 if the token begins a sentence, 2 a paragraph, 4 if white space is before it), `NAME.targets`
//! (u32 for parts of speech, u32 for names, six times u8 for roles: the outputs that would be right, as bits).
//! `reader.values` holds the weights as f32, in the order of the fields of [`Weights`], and `reader.json` their sizes.

use std::collections::HashMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rustc_hash::FxHashMap;
use serde_json::json;
use whosaid::evaluation::corpora::read_articles;
use whosaid::reader::features::COLUMNS;
use whosaid::reader::network::{Table, Weights, random};
use whosaid::text::segment;

use crate::data::{self, Corpus, Example, Pool, QUOTATIONS, label, read_all, recased, renamed};

/// Corpora whose texts are read without labels.
const UNLABELED: [&str; 4] = ["places/lgl", "coreference/gap.train", "quotations/gum-open", "entities/gum-open"];

/// Dev sets, with what they are labeled with.
const DEV: [&str; 7] = [
    "quotations/polnear.dev",
    "quotations/world.dev",
    "quotations/kinds.dev",
    "entities/worldwide.dev",
    "entities/uner_ewt.dev",
    "entities/wnut17.dev",
    "entities/crossner_politics.dev",
];

/// Writes the corpora in `folder` to `out`: `plain` as they are with all of the unlabeled texts, `dev`, a set without
/// labels for each of the files `more` (by its name up to the first dot), and `passes` times what an epoch reads, names
/// exchanged and letters changed by chance.
///
/// # Errors
/// When a corpus cannot be read, or a file not be written.
pub fn export(folder: &Path, weights: &Weights, passes: usize, more: &[PathBuf], out: &Path) -> Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    write_values(weights, out)?;
    let rows: Vec<FxHashMap<u32, u32>> = weights.tables.iter().map(Table::by_hash).collect();
    let corpora = read_all(folder)?;
    let pool = Pool::new(&corpora);
    let mut numbers: HashMap<(&str, String), usize> = HashMap::new();
    for (name, _) in QUOTATIONS {
        for (number, article) in data::articles(folder, name)?.unwrap_or_default().into_iter().enumerate() {
            numbers.insert((name, article.text), number);
        }
    }
    let number = |corpus: &Corpus, example: &Example| {
        QUOTATIONS.iter().find_map(|(name, _)| {
            (*name == corpus.name).then(|| numbers.get(&(*name, example.text.clone())).copied()).flatten()
        })
    };

    let mut plain = Set::create(out, "plain")?;
    for corpus in &corpora {
        for example in &corpus.examples {
            plain.add(corpus.name, number(corpus, example), corpus.weight, example, &example.text, &rows)?;
        }
    }
    for name in UNLABELED {
        for article in data::articles(folder, name)?.unwrap_or_default() {
            let example = Example { text: article.text, ..Example::default() };
            plain.add(name, None, 0.0, &example, &example.text, &rows)?;
        }
    }
    plain.finish()?;

    let mut dev = Set::create(out, "dev")?;
    for name in DEV {
        for article in data::articles(folder, name)?.unwrap_or_default() {
            let of_names = name.starts_with("entities/");
            let example = if of_names { data::with_names(&article, name) } else { data::with_roles(&article, name) };
            dev.add(name, None, 1.0, &example, &example.text, &rows)?;
        }
    }
    dev.finish()?;

    let mut seed = 0x5eed;
    for file in more {
        let name = file.file_name().and_then(|name| name.to_str()).and_then(|name| name.split('.').next());
        let name = name.with_context(|| format!("{} has no name", file.display()))?;
        let mut set = Set::create(out, name)?;
        for article in read_articles(file)? {
            let text = recased(&article.text, RECASE, &mut seed);
            set.add(name, None, 0.0, &Example { text: text.clone(), ..Example::default() }, &text, &rows)?;
        }
        set.finish()?;
    }
    for pass in 0..passes {
        let mut set = Set::create(out, &format!("pass{pass}"))?;
        for corpus in &corpora {
            let share = corpus.share.min(1.0);
            for example in &corpus.examples {
                if share < 1.0 && random(&mut seed) > share {
                    continue;
                }
                let changed = renamed(example, &pool, RENAME, &mut seed);
                let text = recased(&changed.text, RECASE, &mut seed);
                set.add(corpus.name, number(corpus, example), corpus.weight, &changed, &text, &rows)?;
            }
        }
        set.finish()?;
    }
    Ok(())
}

/// The chances of a name to be exchanged, and of a paragraph to be written in other letters.
const RENAME: f32 = 0.25;
const RECASE: f32 = 0.06;

/// The files of a set of texts.
struct Set {
    texts: BufWriter<std::fs::File>,
    words: BufWriter<std::fs::File>,
    rows: BufWriter<std::fs::File>,
    places: BufWriter<std::fs::File>,
    targets: BufWriter<std::fs::File>,
}

impl Set {
    fn create(out: &Path, name: &str) -> Result<Set> {
        let file = |ending: &str| -> Result<_> {
            let path = out.join(format!("{name}.{ending}"));
            let file = std::fs::File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
            Ok(BufWriter::new(file))
        };
        Ok(Set {
            texts: file("texts.jsonl")?,
            words: file("words")?,
            rows: file("rows")?,
            places: file("places")?,
            targets: file("targets")?,
        })
    }

    fn add(
        &mut self,
        corpus: &str,
        number: Option<usize>,
        weight: f32,
        example: &Example,
        text: &str,
        rows: &[FxHashMap<u32, u32>],
    ) -> Result<()> {
        let labeled = label(example, text);
        let segments = segment(text);
        let line = json!({"corpus": corpus, "number": number, "tokens": labeled.rows.len(), "weight": weight});
        writeln!(self.texts, "{line}")?;
        let mut places = vec![0u8; labeled.rows.len()];
        segments.sentences.iter().for_each(|sentence| places[sentence.tokens.start] |= 1);
        segments.paragraphs.iter().for_each(|paragraph| places[paragraph.tokens.start] |= 2);
        for (token, place) in segments.tokens.iter().zip(&mut places) {
            *place |= if token.space_before { 4 } else { 0 };
            writeln!(self.words, "{}", token.of(text).replace('\n', " "))?;
        }
        self.places.write_all(&places)?;
        for (row, targets) in labeled.rows.iter().zip(&labeled.targets) {
            for (table, hash) in rows.iter().zip(row) {
                self.rows.write_all(&(table.get(hash).copied().unwrap_or(0) as u16).to_le_bytes())?;
            }
            let [parts, names, roles @ ..] = targets;
            self.targets.write_all(&parts.to_le_bytes())?;
            self.targets.write_all(&names.to_le_bytes())?;
            self.targets.write_all(&roles.map(|bits| bits as u8))?;
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        for mut file in [self.texts, self.words, self.rows, self.places, self.targets] {
            file.flush()?;
        }
        Ok(())
    }
}

/// All lists of values, in the order of the fields of [`Weights`].
fn lists(weights: &mut Weights) -> Vec<&mut Vec<f32>> {
    let mut lists: Vec<&mut Vec<f32>> = weights.tables.iter_mut().map(|table| &mut table.rows).collect();
    for block in &mut weights.blocks {
        lists.extend([&mut block.norm.gain, &mut block.norm.bias, &mut block.matrix, &mut block.bias]);
    }
    lists.extend([&mut weights.norm.gain, &mut weights.norm.bias, &mut weights.heads, &mut weights.head_bias]);
    lists
}

fn write_values(weights: &Weights, out: &Path) -> Result<()> {
    let mut bytes = Vec::new();
    for list in lists(&mut weights.clone()) {
        bytes.extend(list.iter().flat_map(|value| value.to_le_bytes()));
    }
    std::fs::write(out.join("reader.values"), bytes)?;
    let rows: Vec<usize> = weights.tables.iter().map(|table| table.rows.len() / weights.channels).collect();
    let dilations: Vec<usize> = weights.blocks.iter().map(|block| block.dilation).collect();
    let sizes = json!({"columns": COLUMNS, "channels": weights.channels, "rows": rows, "dilations": dilations});
    Ok(std::fs::write(out.join("reader.json"), sizes.to_string())?)
}

/// `weights` with the values of a file like `reader.values`; their known features stay.
///
/// # Errors
/// When the file cannot be read or has another length.
pub fn read_values(mut weights: Weights, file: &Path) -> Result<Weights> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut values = bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    let wanted: usize = lists(&mut weights).iter().map(|list| list.len()).sum();
    ensure!(bytes.len() == 4 * wanted, "{} has {} bytes instead of {}", file.display(), bytes.len(), 4 * wanted);
    for list in lists(&mut weights) {
        list.iter_mut().zip(values.by_ref()).for_each(|(value, new)| *value = new);
    }
    Ok(weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use whosaid::reader::network::untrained;

    #[test]
    fn values_come_back() {
        let weights = untrained(16, &[1, 2], std::array::from_fn(|column| vec![column as u32, 99]), 5);
        let out = std::env::temp_dir().join(format!("whosaid-exchange-{}", std::process::id()));
        let toy = Path::new(env!("CARGO_MANIFEST_DIR")).join("toy");
        export(&toy, &weights, 1, &[toy.join("entities/worldwide.dev.jsonl")], &out)
            .expect("the toy corpora are there");
        let other = untrained(16, &[1, 2], std::array::from_fn(|column| vec![column as u32, 99]), 6);
        let read = read_values(other.clone(), &out.join("reader.values")).expect("a file of these values");
        assert_eq!(read, weights);
        let tokens = |name: &str| -> usize {
            let lines = std::fs::read_to_string(out.join(format!("{name}.texts.jsonl"))).expect("written");
            let count = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["tokens"].as_u64();
            lines.lines().filter_map(count).sum::<u64>() as usize
        };
        let size = |name: &str| std::fs::metadata(out.join(name)).expect("written").len() as usize;
        for set in ["plain", "pass0", "worldwide"] {
            let tokens = tokens(set);
            assert!(tokens > 20, "{set}: {tokens}");
            assert_eq!(size(&format!("{set}.rows")), tokens * 2 * COLUMNS);
            assert_eq!(size(&format!("{set}.targets")), tokens * 14);
            assert_eq!(size(&format!("{set}.places")), tokens);
        }
        assert!(read_values(other, &out.join("plain.places")).is_err(), "another length");
        std::fs::remove_dir_all(&out).expect("removable");
    }
}
