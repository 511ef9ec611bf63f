//! What a larger network says of the texts of a corpus.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use whosaid::evaluation::corpora::Article;
use whosaid::reader::network::HEADS;

use super::example::{Example, Taught};

/// Adds what a larger network says of the texts of a corpus, if `folder` holds `teacher/` and the name of the corpus,
/// ending in `.jsonl` or `.jsonl.gz`: a line for each text, with its `id` and, for any of `parts_of_speech`, `names`,
/// `contents`, `sources`, `cues` and, of attributions of any kind, `attributed_contents` and so on, a list of tokens as `[start, end, probability, ..]`, in characters and in the order
/// of the outputs of [`whosaid::reader::Scores`].
///
/// # Errors
/// When the file cannot be read, or a line has another form.
pub(super) fn teach(folder: &Path, name: &str, articles: &[Article], examples: &mut [Example]) -> Result<()> {
    const NAMES: [&str; HEADS.len()] = [
        "parts_of_speech",
        "names",
        "contents",
        "sources",
        "cues",
        "attributed_contents",
        "attributed_sources",
        "attributed_cues",
    ];
    let path = folder.join("teacher").join(format!("{name}.jsonl"));
    let zipped = path.with_extension("jsonl.gz");
    let text = if path.exists() {
        std::fs::read_to_string(&path)?
    } else if zipped.exists() {
        let mut text = String::new();
        flate2::read::MultiGzDecoder::new(std::fs::File::open(&zipped)?).read_to_string(&mut text)?;
        text
    } else {
        return Ok(());
    };
    let numbers: BTreeMap<&str, usize> = articles.iter().map(|article| article.id.as_str()).zip(0..).collect();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let line: serde_json::Value = serde_json::from_str(line).context("a line of the teacher is not JSON")?;
        let id = line["id"].as_str().context("a line of the teacher has no id")?;
        let Some(example) = numbers.get(id).and_then(|number| examples.get_mut(*number)) else { continue };
        for (head, key) in NAMES.iter().enumerate() {
            for token in line[*key].as_array().into_iter().flatten() {
                let row: Vec<f64> = serde_json::from_value(token.clone()).context("a token of the teacher")?;
                let [start, end, probabilities @ ..] = row.as_slice() else { bail!("a token without its place") };
                ensure!(probabilities.len() == HEADS[head], "{key} of {id}: not {} probabilities", HEADS[head]);
                let probabilities = probabilities.iter().map(|p| *p as f32).collect();
                example.taught.push(Taught { range: (*start as usize, *end as usize), head, probabilities });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::HEADS;
    use crate::data::corpora::toy;
    use crate::data::labels::{SPEECH_HEAD, label};

    #[test]
    fn a_larger_network_teaches() {
        let corpora = toy();
        let example = &corpora[1].examples[0];
        let labeled = label(example, &example.text);
        let taught: Vec<usize> = (0..labeled.rows.len()).filter(|token| labeled.taught[*token].is_some()).collect();
        assert_eq!(taught, [0, 1, 2]);
        let row = labeled.taught[2].as_ref().expect("taught");
        let cues = HEADS[..SPEECH_HEAD + 2].iter().sum::<usize>();
        assert_eq!(row[cues..cues + 3], [0.9, 0.1, 0.0]);
    }
}
