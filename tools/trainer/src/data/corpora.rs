//! Which corpora there are, and how their files are read.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use whosaid::evaluation::corpora::{Article, Treebank, is_held_back, read_articles, read_treebank};

use super::example::{Corpus, Example, RoleLabels};
use super::learned::{with_names, with_parts_of_speech, with_roles};
use super::teacher::teach;

/// A corpus of names: file, how much it is believed, which share is read in an epoch, how many of its sentences make a
/// text.
const NAMES: [(&str, f32, f32, usize); 7] = [
    ("entities/worldwide.train", 1.0, 1.0, 1),
    ("entities/gum-open", 0.7, 1.0, 1),
    ("entities/re3d", 0.7, 1.0, 1),
    ("entities/crossner_politics.train", 1.0, 1.0, 8),
    ("entities/wnut17.train", 0.7, 1.0, 1),
    ("entities/btc", 0.4, 1.0, 1),
    ("entities/gmb", 0.4, 0.25, 25),
];

/// A corpus of quotations: file, and which share is read in an epoch.
pub(crate) const QUOTATIONS: [(&str, f32); 3] =
    [("quotations/polnear.train", 1.0), (WORLD, WORLD_SHARE), ("quotations/kinds.train", WORLD_SHARE)];

/// The corpus of quotations whose texts another corpus has with their names.
const WORLD: &str = "quotations/world.train";

/// Corpora marked for this project by its own guide are read twice in an epoch, each time with other names exchanged.
const WORLD_SHARE: f32 = 2.0;

/// A part of the articles with quotations: those whose number leaves remainder `part` when divided by `parts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// The remainder.
    pub part: usize,
    /// How many parts there are.
    pub parts: usize,
}

impl Fold {
    /// Whether article number `index` of its corpus belongs to it.
    pub fn holds(self, index: usize) -> bool {
        index % self.parts == self.part
    }
}

/// The corpora of quotations without the articles of `fold`, and nothing else: for a network that scores those.
///
/// # Errors
/// When a file cannot be read, or there is none.
pub fn read_without(folder: &Path, fold: Fold) -> Result<Vec<Corpus>> {
    let mut corpora = Vec::new();
    for (name, share) in QUOTATIONS {
        let articles = articles(folder, name)?.unwrap_or_default();
        let kept = articles.iter().enumerate().filter(|(index, _)| !fold.holds(*index));
        let examples = kept.map(|(_, article)| with_roles(article, name)).collect();
        corpora.push(Corpus { name, examples, weight: 1.0, share });
    }
    ensure!(corpora.iter().any(|corpus| !corpus.examples.is_empty()), "no quotations in {}", folder.display());
    Ok(corpora)
}

/// All corpora to learn from. Of the treebank, every tenth text is held back ([`is_held_back`]). Files that are not
/// there are left out, but one must be.
///
/// # Errors
/// When a file cannot be read, or there is none.
pub fn read_all(folder: &Path) -> Result<Vec<Corpus>> {
    let mut corpora = Vec::new();
    let mut speech_by_text: BTreeMap<String, RoleLabels> = BTreeMap::new();
    for (name, share) in QUOTATIONS {
        if let Some(articles) = articles(folder, name)? {
            let mut examples: Vec<Example> = articles.iter().map(|article| with_roles(article, name)).collect();
            if name == WORLD {
                speech_by_text = examples.drain(..).filter_map(|one| Some((one.text, one.speech?))).collect();
                continue;
            }
            teach(folder, name, &articles, &mut examples)?;
            corpora.push(Corpus { name, examples, weight: 1.0, share });
        }
    }
    for (name, weight, share, join) in NAMES {
        if let Some(articles) = articles(folder, name)? {
            let articles: Vec<Article> = articles.chunks(join).map(joined).collect();
            let mut examples: Vec<Example> = articles.iter().map(|article| with_names(article, name)).collect();
            // The texts of the world set are among those of this corpus: names and roles are learned together.
            let (with_speech, mut names): (Vec<Example>, Vec<Example>) =
                examples.drain(..).partition(|example| speech_by_text.contains_key(&example.text));
            examples.append(&mut names);
            if !with_speech.is_empty() {
                let joined =
                    |example: Example| Example { speech: speech_by_text.get(&example.text).cloned(), ..example };
                let examples = with_speech.into_iter().map(joined).collect();
                corpora.push(Corpus { name: WORLD, examples, weight, share: WORLD_SHARE });
            }
            teach(folder, name, &articles, &mut examples)?;
            corpora.push(Corpus { name, examples, weight, share });
        }
    }
    if let Some(treebank) = treebank(folder)? {
        let kept = treebank.iter().enumerate().filter(|(index, _)| !is_held_back(*index));
        let examples = kept.map(|(_, text)| with_parts_of_speech(text)).collect();
        corpora.push(Corpus { name: "syntax/gum-open", examples, weight: 1.0, share: 1.0 });
    }
    ensure!(!corpora.is_empty(), "no corpora in {}", folder.display());
    Ok(corpora)
}

/// The articles of a corpus, plain or gzipped; nothing if the file is not there.
///
/// # Errors
/// When it cannot be read.
pub fn articles(folder: &Path, name: &str) -> Result<Option<Vec<Article>>> {
    for ending in ["jsonl.gz", "jsonl"] {
        let path = folder.join(format!("{name}.{ending}"));
        if path.exists() {
            return read_articles(&path).map(Some).context("a corpus is broken");
        }
    }
    Ok(None)
}

/// The treebank, plain or gzipped; nothing if the file is not there.
///
/// # Errors
/// When it cannot be read.
pub fn treebank(folder: &Path) -> Result<Option<Vec<Treebank>>> {
    for ending in ["conllu.gz", "conllu"] {
        let path = folder.join(format!("syntax/gum-open.{ending}"));
        if path.exists() {
            return read_treebank(&path).map(Some).context("the treebank is broken");
        }
    }
    Ok(None)
}

/// Sentences that a corpus gives one by one, put together: five make a paragraph.
fn joined(sentences: &[Article]) -> Article {
    let [first, rest @ ..] = sentences else { return Article::default() };
    let mut all = first.clone();
    let mut length = all.text.chars().count();
    for (number, sentence) in rest.iter().enumerate() {
        all.text.push(if number % 5 == 4 { '\n' } else { ' ' });
        length += 1;
        for name in &sentence.entities {
            let mut name = name.clone();
            name.start += length;
            name.end += length;
            all.entities.push(name);
        }
        all.text.push_str(&sentence.text);
        length += sentence.text.chars().count();
    }
    all
}

/// The toy corpora.
#[cfg(test)]
pub(super) fn toy() -> Vec<Corpus> {
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("toy")).expect("the toy corpus is there")
}
