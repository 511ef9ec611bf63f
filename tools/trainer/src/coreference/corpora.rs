//! The corpora that tell who is meant, with byte offsets.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use serde_json::Value;
use whosaid::Span;
use whosaid::evaluation::corpora::{Article, Treebank};

/// How a gold mention names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By a name.
    Name,
    /// By a pronoun.
    Pronoun,
    /// By a description.
    Description,
}

/// A gold mention.
#[derive(Debug, Clone, Copy)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it names its entity.
    pub form: Form,
    /// Its entity, as an index.
    pub entity: usize,
}

/// What is known of a text.
#[derive(Debug, Clone)]
pub enum Gold {
    /// All mentions of all entities, in the order of the text.
    Chains(Vec<Mention>),
    /// Which of two names a pronoun means: the pronoun, and the names with whether it is that.
    Pair(Span, Vec<(Span, bool)>),
    /// The quotations with their sources and the full names of the speakers.
    Speakers(Vec<Quotation>),
}

/// A gold quotation.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// What was said.
    pub content: Vec<Span>,
    /// The words that name the speaker.
    pub source: Option<Span>,
    /// The full name of the speaker, if there is one.
    pub speaker: Option<String>,
    /// Whether this is a person.
    pub is_person: bool,
}

/// A text with what is known of it.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text.
    pub text: String,
    /// What is known.
    pub gold: Gold,
    /// Whether it is of the treebank.
    pub is_treebank: bool,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    #[serde(default)]
    entities: Vec<EntityRecord>,
    pronoun: Option<Place>,
    #[serde(default)]
    candidates: Vec<Candidate>,
    #[serde(default)]
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct EntityRecord {
    #[serde(default)]
    mentions: Vec<MentionRecord>,
}

#[derive(Deserialize)]
struct MentionRecord {
    start: usize,
    end: usize,
    form: Form,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Candidate {
    start: usize,
    end: usize,
    same: bool,
}

#[derive(Deserialize)]
struct Quote {
    content: Vec<(usize, usize)>,
    #[serde(default)]
    speaker: Option<Vec<(usize, usize)>>,
    #[serde(default)]
    speaker_name: Value,
    #[serde(default)]
    speaker_kind: Value,
}

/// The texts of the corpus `name` in `folder`. Quotations of texts in `known` are left out.
///
/// # Errors
/// When the corpus cannot be read.
pub fn read(folder: &Path, name: &str, known: &[String]) -> Result<Vec<(String, Text)>> {
    let path = folder.join(format!("{name}.jsonl.gz"));
    let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut texts = Vec::new();
    for line in BufReader::new(MultiGzDecoder::new(file)).lines() {
        let record: Record = serde_json::from_str(&line?).with_context(|| format!("in {}", path.display()))?;
        if !known.contains(&record.id) {
            texts.push((record.id.clone(), text(record)));
        }
    }
    Ok(texts)
}

/// An article that was marked for this project.
///
/// # Errors
/// When its quotations have another form than those of a corpus.
pub fn marked(article: &Article) -> Result<(String, Text)> {
    let record: Record = serde_json::from_value(serde_json::to_value(article)?)?;
    Ok((record.id.clone(), text(record)))
}

/// A text of which nothing is known.
pub fn unmarked(text: &str) -> Text {
    Text { text: text.to_owned(), gold: Gold::Chains(Vec::new()), is_treebank: false }
}

/// The texts of the treebank of GUM with its chains; the mentions end with their heads.
///
/// # Errors
/// When it cannot be read.
pub fn treebank(folder: &Path) -> Result<Vec<(String, Text)>> {
    let texts = crate::data::treebank(folder)?.context("no treebank")?;
    let text = |treebank: &Treebank| {
        let bytes: Vec<usize> = treebank.text.char_indices().map(|(at, _)| at).chain([treebank.text.len()]).collect();
        let mut chains: Vec<&str> = Vec::new();
        let mut mentions = Vec::new();
        for mention in &treebank.mentions {
            let entity = chains.iter().position(|known| *known == mention.chain).unwrap_or_else(|| {
                chains.push(&mention.chain);
                chains.len() - 1
            });
            let Some(head) = mention.heads.iter().copied().max() else { continue };
            let (first, last) = (&treebank.tokens[mention.tokens.0], &treebank.tokens[head]);
            let form = match last.pos.as_str() {
                "PROPN" => Form::Name,
                "PRON" | "DET" => Form::Pronoun,
                _ => Form::Description,
            };
            let span = Span::new(bytes[first.span.0.min(last.span.0)], bytes[last.span.1]);
            mentions.push(Mention { span, form, entity });
        }
        mentions.sort_by_key(|mention| mention.span);
        let gold = Gold::Chains(mentions);
        (treebank.id.clone(), Text { text: treebank.text.clone(), gold, is_treebank: true })
    };
    Ok(texts.iter().map(text).collect())
}

fn text(record: Record) -> Text {
    let bytes: Vec<usize> = record.text.char_indices().map(|(at, _)| at).chain([record.text.len()]).collect();
    let span = |start: usize, end: usize| Span::new(bytes[start.min(bytes.len() - 1)], bytes[end.min(bytes.len() - 1)]);
    let gold = if let Some(pronoun) = record.pronoun {
        let candidates = record.candidates.iter().map(|known| (span(known.start, known.end), known.same));
        Gold::Pair(span(pronoun.start, pronoun.end), candidates.collect())
    } else if !record.quotes.is_empty() {
        let quotation = |quote: &Quote| Quotation {
            content: quote.content.iter().map(|(start, end)| span(*start, *end)).collect(),
            source: quote.speaker.as_ref().and_then(|spans| spans.first()).map(|(start, end)| span(*start, *end)),
            speaker: quote.speaker_name.as_str().map(str::to_owned),
            is_person: quote.speaker_kind.as_str() == Some("person"),
        };
        Gold::Speakers(record.quotes.iter().map(quotation).collect())
    } else {
        let of_entity = |(entity, known): (usize, &EntityRecord)| {
            let mention = |m: &MentionRecord| Mention { span: span(m.start, m.end), form: m.form, entity };
            known.mentions.iter().map(mention).collect::<Vec<_>>()
        };
        let mut mentions: Vec<Mention> = record.entities.iter().enumerate().flat_map(of_entity).collect();
        mentions.sort_by_key(|mention| mention.span);
        Gold::Chains(mentions)
    };
    Text { text: record.text, gold, is_treebank: false }
}
