//! Quotations marked for this project in texts of the corpora: offsets without the texts, in `tools/trainer/marks/`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use whosaid::Span;
use whosaid::evaluation::corpora::{Article, Quote, SpeakerName};

use crate::data::{Range, articles};

/// The files of marks, in the folder of this crate.
const FILES: [&str; 2] = ["marks/newspapers.jsonl", "marks/news.jsonl"];

/// Every so many articles one is held back, to measure by.
const HELD_BACK: usize = 6;

/// An article: a line of a file.
#[derive(Deserialize)]
struct Marked {
    /// The corpus that has its text.
    corpus: String,
    /// Its name there.
    id: String,
    /// The SHA-256 of its text.
    sha256: String,
    quotes: Vec<Mark>,
}

/// A quotation; all ranges in characters.
#[derive(Deserialize)]
struct Mark {
    content: Vec<Range>,
    cue: Option<Range>,
    source: Option<Range>,
    /// Where the words of the speaker's full name stand.
    name: Option<Vec<Range>>,
    kind: Option<String>,
    #[serde(default)]
    optional: bool,
}

impl Mark {
    fn quote(self, text: &[char]) -> Quote {
        let words = |range: &Range| text[range.0..range.1].iter().collect::<String>();
        let name = self.name.map(|pieces| pieces.iter().map(words).collect::<Vec<_>>().join(" "));
        Quote {
            content: self.content,
            cue: self.cue.map(|range| vec![range]),
            speaker: self.source.map(|range| vec![range]),
            speaker_name: name.map(SpeakerName::Full),
            speaker_kind: self.kind,
            optional: self.optional,
            ..Quote::default()
        }
    }
}

/// The texts of the corpora, as far as they were asked for.
#[derive(Default)]
struct Texts(BTreeMap<String, Option<BTreeMap<String, String>>>);

impl Texts {
    /// The text called `id` of a corpus, which has this checksum; none if the corpus is not there.
    fn get(&mut self, folder: &Path, corpus: &str, id: &str, sha256: &str) -> Result<Option<String>> {
        if !self.0.contains_key(corpus) {
            let all = articles(folder, corpus)?;
            let by_id = |all: Vec<Article>| all.into_iter().map(|article| (article.id, article.text)).collect();
            self.0.insert(corpus.to_owned(), all.map(by_id));
        }
        let Some(known) = &self.0[corpus] else { return Ok(None) };
        let text = known.get(id).with_context(|| format!("{corpus} has no text {id}"))?.clone();
        let found: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        ensure!(found == sha256, "{corpus}, {id}: another text than the one that was marked");
        Ok(Some(text))
    }
}

/// The marked articles to learn from, and those that are held back, with their texts from the corpora in `folder` and from
/// `news.jsonl.gz` there, which `teacher/news.py` makes. Those of a corpus that is not there are left out.
///
/// # Errors
/// When a corpus or a mark is broken, or a text is another than the one that was marked.
pub fn read(folder: &Path) -> Result<(Vec<Article>, Vec<Article>)> {
    let mut texts = Texts::default();
    let (mut kept, mut held_back) = (Vec::new(), Vec::new());
    for file in FILES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let marks = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for (number, line) in marks.lines().enumerate() {
            let Marked { corpus, id, sha256, quotes } =
                serde_json::from_str(line).with_context(|| format!("{file}, line {}", number + 1))?;
            let Some(text) = texts.get(folder, &corpus, &id, &sha256)? else { continue };
            let chars: Vec<char> = text.chars().collect();
            let quotes = quotes.into_iter().map(|mark| mark.quote(&chars)).collect();
            let article = Article { id, text, quotes, ..Article::default() };
            if number % HELD_BACK == 0 { held_back.push(article) } else { kept.push(article) }
        }
    }
    Ok((kept, held_back))
}

/// A description, and a later name of the same if there is one.
pub struct Introduced {
    /// Where the description stands.
    pub description: Span,
    /// Where the name stands.
    pub name: Option<Span>,
}

/// What is marked of who is told of first and named later in an article.
pub struct Introductions {
    /// Its name in its corpus.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The marks.
    pub all: Vec<Introduced>,
}

/// A line of the file of introductions.
#[derive(Deserialize)]
struct IntroductionLine {
    corpus: String,
    id: String,
    sha256: String,
    introductions: Vec<IntroductionMark>,
}

/// In characters.
#[derive(Deserialize)]
struct IntroductionMark {
    description: Range,
    name: Option<Range>,
}

/// The articles in which it is marked who is told of first and named later, with their texts as for [`read`].
///
/// # Errors
/// When a corpus or a mark is broken, or a text is another than the one that was marked.
pub fn introductions(folder: &Path) -> Result<Vec<Introductions>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("marks/introductions.jsonl");
    let marks = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut texts = Texts::default();
    let mut found = Vec::new();
    for line in marks.lines() {
        let IntroductionLine { corpus, id, sha256, introductions } =
            serde_json::from_str(line).with_context(|| format!("in {}", path.display()))?;
        let Some(text) = texts.get(folder, &corpus, &id, &sha256)? else { continue };
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let span = |range: Range| Span::new(bytes[range.0], bytes[range.1]);
        let introduced =
            |mark: IntroductionMark| Introduced { description: span(mark.description), name: mark.name.map(span) };
        let all = introductions.into_iter().map(introduced).collect();
        found.push(Introductions { id, text, all });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_lies_in_order_and_says_what_it_is() {
        for file in FILES {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            for line in std::fs::read_to_string(path).expect("the marks are there").lines() {
                let marked: Marked = serde_json::from_str(line).expect(line);
                assert_eq!(marked.sha256.len(), 64, "{line}");
                for mark in marked.quotes {
                    let ranges =
                        mark.content.iter().chain(&mark.cue).chain(&mark.source).chain(mark.name.iter().flatten());
                    assert!(ranges.clone().all(|range| range.0 < range.1), "{line}");
                    assert!(!mark.content.is_empty() && mark.content.is_sorted(), "{line}");
                    assert_eq!(mark.name.is_some(), mark.kind.is_some(), "{line}");
                }
            }
        }
    }

    #[test]
    fn every_name_stands_in_or_behind_its_description() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("marks/introductions.jsonl");
        for line in std::fs::read_to_string(path).expect("the marks are there").lines() {
            let marked: IntroductionLine = serde_json::from_str(line).expect(line);
            assert_eq!(marked.sha256.len(), 64, "{line}");
            for IntroductionMark { description, name } in marked.introductions {
                assert!(description.0 < description.1, "{line}");
                assert!(name.is_none_or(|name| description.0 <= name.0 && name.0 < name.1), "{line}");
            }
        }
    }

    #[test]
    fn a_name_is_put_together() {
        let text: Vec<char> = "Ms Roe, Ann said it.".chars().collect();
        let mark = r#"{"content":[[17,19]],"cue":[12,16],"source":[0,11],"name":[[8,11],[3,6]],"kind":"person"}"#;
        let quote = serde_json::from_str::<Mark>(mark).expect("a mark").quote(&text);
        assert_eq!(quote.speaker_name, Some(SpeakerName::Full("Ann Roe".to_owned())));
        assert_eq!((quote.speaker, quote.cue), (Some(vec![(0, 11)]), Some(vec![(12, 16)])));
    }
}
