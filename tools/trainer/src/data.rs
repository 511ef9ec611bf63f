//! The corpora, and what they say of every token.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use whosaid::evaluation::corpora::{Article, Treebank, is_held_back, read_articles, read_treebank};
use whosaid::knowledge::gazetteer::{Gazetteer, PlaceId};
use whosaid::reader::features::{Row, features};
use whosaid::reader::network::{HEADS, OUTPUTS, random};
use whosaid::reader::{NameKind, NameTag, PartOfSpeech, Piece, RoleTag};
use whosaid::text::{Token, segment};

/// Characters from, to.
pub type Range = (usize, usize);

/// A text with what a corpus says of it.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The parts of speech of its words, if the corpus tells.
    pub parts_of_speech: Option<Vec<(Range, PartOfSpeech)>>,
    /// Its names, if the corpus tells; no kind for what may or may not be a name.
    pub names: Option<Vec<(Range, Option<NameKind>)>>,
    /// Whether names of other kinds are among the names.
    pub tells_other_names: bool,
    /// The pieces of contents, sources and cues, if the corpus tells.
    pub roles: Option<[Vec<Range>; 3]>,
    /// What a larger network says of it, if there is one (`teach`).
    pub taught: Vec<Taught>,
}

/// What a larger network says of a token.
#[derive(Debug, Clone)]
pub struct Taught {
    /// Where the token stands. It counts only if it is a token of ours.
    pub range: Range,
    /// The head it speaks to, in the order of [`HEADS`].
    pub head: usize,
    /// As many probabilities as that head has outputs.
    pub probabilities: Vec<f32>,
}

/// A corpus to learn from.
#[derive(Debug, Clone)]
pub struct Corpus {
    /// Its file, without the ending.
    pub name: &'static str,
    /// Its texts.
    pub examples: Vec<Example>,
    /// How much its labels are believed.
    pub weight: f32,
    /// The share of its texts that is read in an epoch.
    pub share: f32,
}

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

/// Corpora that leave out names that are neither of persons nor of organizations nor of places.
const WITHOUT_OTHER_NAMES: [&str; 2] = ["entities/re3d", "entities/btc"];

/// All corpora to learn from. Of the treebank, every tenth text is held back ([`is_held_back`]). Files that are not
/// there are left out, but one must be.
///
/// # Errors
/// When a file cannot be read, or there is none.
pub fn read_all(folder: &Path) -> Result<Vec<Corpus>> {
    let mut corpora = Vec::new();
    let quotations = "quotations/polnear.train";
    if let Some(articles) = articles(folder, quotations)? {
        let mut examples: Vec<Example> = articles.iter().map(with_roles).collect();
        teach(folder, quotations, &articles, &mut examples)?;
        corpora.push(Corpus { name: quotations, examples, weight: 1.0, share: 1.0 });
    }
    for (name, weight, share, join) in NAMES {
        if let Some(articles) = articles(folder, name)? {
            let articles: Vec<Article> = articles.chunks(join).map(joined).collect();
            let mut examples: Vec<Example> = articles.iter().map(|article| with_names(article, name)).collect();
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

/// Adds what a larger network says of the texts of a corpus, if `folder` holds `teacher/` and the name of the corpus,
/// ending in `.jsonl` or `.jsonl.gz`: a line for each text, with its `id` and, for any of `parts_of_speech`, `names`,
/// `contents`, `sources` and `cues`, a list of tokens as `[start, end, probability, ..]`, in characters and in the order
/// of the outputs of [`whosaid::reader::Scores`].
///
/// # Errors
/// When the file cannot be read, or a line has another form.
fn teach(folder: &Path, name: &str, articles: &[Article], examples: &mut [Example]) -> Result<()> {
    const NAMES: [&str; HEADS.len()] = ["parts_of_speech", "names", "contents", "sources", "cues"];
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

pub(crate) fn with_roles(article: &Article) -> Example {
    let pieces = |part: &dyn Fn(usize) -> Vec<Range>| (0..article.quotes.len()).flat_map(part).collect::<Vec<_>>();
    let quotes = &article.quotes;
    let roles = [
        pieces(&|i| quotes[i].content.clone()),
        pieces(&|i| quotes[i].speaker.clone().unwrap_or_default()),
        pieces(&|i| quotes[i].cue.clone().unwrap_or_default()),
    ];
    Example { text: article.text.clone(), roles: Some(roles), ..Example::default() }
}

fn kind_of(label: &str) -> Option<NameKind> {
    match label {
        "PERSON" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organization),
        "PLACE" => Some(NameKind::Place),
        _ => Some(NameKind::Other),
    }
}

fn with_names(article: &Article, corpus: &str) -> Example {
    let chars: Vec<char> = article.text.chars().collect();
    let word = |range: Range| chars[range.0..range.1].iter().collect::<String>();
    let mut names: Vec<(Range, Option<NameKind>)> = Vec::new();
    let mut entities: Vec<_> = article.entities.iter().filter(|e| e.start < e.end && e.end <= chars.len()).collect();
    entities.sort_by_key(|e| (e.start, e.end));
    for entity in entities {
        let range = without_article(&chars, (entity.start, entity.end));
        let kind = if is_name_like(&word(range)) || corpus != "entities/re3d" { kind_of(&entity.label) } else { None };
        match names.last_mut() {
            // What overlaps contradicts itself: nothing is learned there.
            Some((last, kind)) if range.0 < last.1 => {
                *kind = None;
                last.1 = last.1.max(range.1);
            }
            _ => names.push((range, kind)),
        }
    }
    Example {
        text: article.text.clone(),
        names: Some(names),
        tells_other_names: !WITHOUT_OTHER_NAMES.contains(&corpus),
        ..Example::default()
    }
}

/// Without "the", "a" or "an" before it, and without a possessive "'s" behind it.
fn without_article(chars: &[char], (mut start, mut end): Range) -> Range {
    for article in ["the ", "a ", "an "] {
        let length = article.len();
        if end - start > length && chars[start..start + length].iter().copied().eq(article.chars()) {
            start += length;
            break;
        }
    }
    if end - start > 2 && chars[end - 1] == 's' && matches!(chars[end - 2], '\'' | '\u{2019}') {
        end -= 2;
    }
    (start, end)
}

/// Whether every word but short ones begins with a capital or a digit.
fn is_name_like(name: &str) -> bool {
    name.split_whitespace().all(|word| word.len() <= 3 || !word.starts_with(char::is_lowercase))
        && name.chars().any(char::is_uppercase)
        && !["We", "They", "He", "She", "It", "I", "Our"].contains(&name)
}

pub(crate) fn with_parts_of_speech(treebank: &Treebank) -> Example {
    let part = |tag: &str| PartOfSpeech::ALL.into_iter().find(|part| part.tag() == tag);
    let words = treebank.tokens.iter().filter_map(|token| Some((token.span, part(&token.pos)?)));
    Example { text: treebank.text.clone(), parts_of_speech: Some(words.collect()), ..Example::default() }
}

/// What is known of a text's tokens, to learn from.
#[derive(Debug, Clone, Default)]
pub struct Labeled {
    /// The features.
    pub rows: Vec<Row>,
    /// For every head the outputs that are right, as bits; zero if nothing is known.
    pub targets: Vec<[u32; HEADS.len()]>,
    /// What a larger network says, for tokens of which it says anything.
    pub taught: Vec<Option<Box<[f32; OUTPUTS]>>>,
}

/// Features and labels of `example`; `text` is its text, perhaps in other letters, character by character.
pub fn label(example: &Example, text: &str) -> Labeled {
    let segments = segment(text);
    let rows = features(text, &segments);
    let places = places_of(text, &segments.tokens);
    let mut targets = vec![[0; HEADS.len()]; rows.len()];
    if let Some(words) = &example.parts_of_speech {
        for (range, part) in words {
            // Where the corpus cuts otherwise than we do, nothing is learned.
            let mut tokens = within(&places, *range);
            if let (Some(token), None) = (tokens.next(), tokens.next())
                && places[token].0 >= range.0
                && places[token].1 <= range.1
            {
                targets[token][0] = 1 << *part as u32;
            }
        }
    }
    if let Some(names) = &example.names {
        let bit = |tag: NameTag| 1u32 << tag.index();
        let other = NameTag::ALL.iter().filter(|t| matches!(t, NameTag::Name(NameKind::Other, _)));
        let none = bit(NameTag::Outside);
        let none_or_other = none | other.map(|tag| bit(*tag)).sum::<u32>();
        let outside = if example.tells_other_names { none } else { none_or_other };
        targets.iter_mut().for_each(|target| target[1] = outside);
        for (range, kind) in names {
            let tokens = within(&places, *range);
            let last = tokens.end.saturating_sub(1);
            for token in tokens.clone() {
                let piece = match (token == tokens.start, token == last) {
                    (true, true) => Piece::Single,
                    (true, false) => Piece::Begin,
                    (false, true) => Piece::End,
                    (false, false) => Piece::Inside,
                };
                targets[token][1] = kind.map_or(0, |kind| bit(NameTag::Name(kind, piece)));
            }
        }
    }
    if let Some(roles) = &example.roles {
        for (role, pieces) in roles.iter().enumerate() {
            targets.iter_mut().for_each(|target| target[2 + role] = 1 << RoleTag::Outside as u32);
            for range in pieces {
                for (number, token) in within(&places, *range).enumerate() {
                    let tag = if number == 0 { RoleTag::Begin } else { RoleTag::Inside };
                    targets[token][2 + role] = 1 << tag as u32;
                }
            }
        }
    }
    let mut taught = vec![None; rows.len()];
    for said in &example.taught {
        if let Ok(token) = places.binary_search(&said.range) {
            let first: usize = HEADS[..said.head].iter().sum();
            let row: &mut Box<[f32; OUTPUTS]> = taught[token].get_or_insert_with(|| Box::new([0.0; OUTPUTS]));
            row[first..first + HEADS[said.head]].copy_from_slice(&said.probabilities);
        }
    }
    Labeled { rows, targets, taught }
}

/// Where every token stands, in characters.
pub fn places_of(text: &str, tokens: &[Token]) -> Vec<Range> {
    let (mut byte, mut place) = (0, 0);
    let mut place_of = |to: u32| {
        place += text[byte..to as usize].chars().count();
        byte = to as usize;
        place
    };
    tokens.iter().map(|token| (place_of(token.span.start), place_of(token.span.end))).collect()
}

/// The tokens that overlap `range`.
fn within(places: &[Range], range: Range) -> std::ops::Range<usize> {
    let start = places.partition_point(|place| place.1 <= range.0);
    let end = places.partition_point(|place| place.0 < range.1);
    start..end.max(start)
}

/// Names to put in the place of others, by kind.
pub struct Pool {
    names: [Vec<String>; 3],
}

impl Pool {
    /// The names of persons, organizations and places that the corpora tell.
    pub fn new(corpora: &[Corpus]) -> Pool {
        let mut names: [Vec<String>; 3] = Default::default();
        for example in corpora.iter().filter(|corpus| corpus.weight >= 0.7).flat_map(|corpus| &corpus.examples) {
            let chars: Vec<char> = example.text.chars().collect();
            for (range, kind) in example.names.iter().flatten() {
                if let Some(names) = kind.and_then(|kind| names.get_mut(kind as usize)) {
                    names.push(chars[range.0..range.1].iter().collect());
                }
            }
        }
        Pool { names }
    }

    /// A name of that kind; of places often one of the gazetteer's. Nothing if there is none.
    fn draw(&self, kind: NameKind, seed: &mut u64) -> Option<String> {
        let gazetteer = Gazetteer::built_in();
        if kind == NameKind::Place && random(seed) < 0.7 {
            let id = PlaceId((random(seed) * gazetteer.len() as f32) as u32);
            return ((id.0 as usize) < gazetteer.len()).then(|| gazetteer.name(id));
        }
        let names = self.names.get(kind as usize).filter(|names| !names.is_empty())?;
        names.get((random(seed) * names.len() as f32) as usize).cloned()
    }
}

/// The example with some of its names exchanged, each for the same one wherever it stands: so that a name is known by
/// what stands around it, and by lists, not by heart. What a larger network was shown stays as it is.
pub fn renamed(example: &Example, pool: &Pool, chance: f32, seed: &mut u64) -> Example {
    let Some(names) = example.names.as_ref().filter(|_| example.taught.is_empty()) else { return example.clone() };
    let chars: Vec<char> = example.text.chars().collect();
    let mut chosen: BTreeMap<(&[char], usize), Option<String>> = BTreeMap::new();
    let mut out = Example { text: String::new(), names: Some(Vec::new()), ..example.clone() };
    let (mut at, mut length) = (0, 0);
    let mut put = |text: &mut String, piece: &str| {
        text.push_str(piece);
        let start = length;
        length += piece.chars().count();
        (start, length)
    };
    for (range, kind) in names {
        let between: String = chars[at..range.0].iter().collect();
        put(&mut out.text, &between);
        let old = &chars[range.0..range.1];
        let new = kind.and_then(|kind| {
            let choice = chosen.entry((old, kind as usize));
            choice.or_insert_with(|| if random(seed) < chance { pool.draw(kind, seed) } else { None }).clone()
        });
        let place = put(&mut out.text, &new.unwrap_or_else(|| old.iter().collect()));
        out.names.iter_mut().for_each(|names| names.push((place, *kind)));
        at = range.1;
    }
    let rest: String = chars[at..].iter().collect();
    put(&mut out.text, &rest);
    out
}

/// The text with some of its paragraphs in capitals, in small letters, or with a capital for every word; character by
/// character, so that places stay.
pub fn recased(text: &str, chance: f32, seed: &mut u64) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split_inclusive('\n') {
        if random(seed) >= chance {
            out.push_str(paragraph);
            continue;
        }
        let manner = random(seed);
        let mut starts_word = true;
        for c in paragraph.chars() {
            let capital = manner < 0.4 || (manner < 0.7 && starts_word);
            starts_word = !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}'));
            out.push(if capital {
                single(c.to_uppercase(), c)
            } else if manner < 0.7 {
                c
            } else {
                single(c.to_lowercase(), c)
            });
        }
    }
    out
}

fn single(mut changed: impl Iterator<Item = char>, otherwise: char) -> char {
    match (changed.next(), changed.next()) {
        (Some(c), None) => c,
        _ => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toy() -> Vec<Corpus> {
        read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("toy")).expect("the toy corpus is there")
    }

    #[test]
    fn a_larger_network_teaches() {
        let corpora = toy();
        let example = &corpora[1].examples[0];
        let labeled = label(example, &example.text);
        let taught: Vec<usize> = (0..labeled.rows.len()).filter(|token| labeled.taught[*token].is_some()).collect();
        assert_eq!(taught, [0, 1, 2]);
        let row = labeled.taught[2].as_ref().expect("taught");
        assert_eq!(row[OUTPUTS - 3..], [0.9, 0.1, 0.0]);
    }

    #[test]
    fn exchanged_names_stay_names() {
        let corpora = toy();
        let pool = Pool::new(&corpora);
        let example = &corpora[1].examples[1];
        let changed = renamed(example, &pool, 1.0, &mut 3);
        assert_ne!(changed.text, example.text);
        let tags = |example: &Example| -> Vec<bool> {
            label(example, &example.text).targets.iter().map(|target| target[1] & 1 == 0).collect()
        };
        let groups = |tags: Vec<bool>| tags.chunk_by(|a, b| a == b).filter(|group| group[0]).count();
        assert_eq!(groups(tags(&changed)), groups(tags(example)));
    }

    #[test]
    fn letters_change_but_not_their_places() {
        let text = "Straße in Łódź.\nA second line, too";
        for seed in 0..20 {
            assert_eq!(recased(text, 1.0, &mut { seed }).chars().count(), text.chars().count());
        }
    }
}
