//! The corpora, and what they say of every token.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use whosaid::evaluation::corpora::{Article, Quote, Treebank, is_held_back, read_articles, read_treebank};
use whosaid::evaluation::words::{WordSet, covered, marked_stretches, word_tokens};
use whosaid::knowledge::cues::{CueKinds, cue_kinds};
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
    /// The roles in quotations of what is said or written, if the corpus tells.
    pub speech: Option<RoleLabels>,
    /// The roles in attributions of any kind, if the corpus tells.
    pub attributions: Option<RoleLabels>,
    /// What a larger network says of it, if there is one (`teach`).
    pub taught: Vec<Taught>,
}

/// What a corpus says of the roles in its quotations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoleLabels {
    /// The pieces of contents, sources and cues.
    pub pieces: [Vec<Range>; 3],
    /// The same of quotations that may or may not be counted: nothing is learned there.
    pub unknown: [Vec<Range>; 3],
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

/// A corpus of quotations: file, and which share is read in an epoch.
pub(crate) const QUOTATIONS: [(&str, f32); 3] =
    [("quotations/polnear.train", 1.0), (WORLD, WORLD_SHARE), ("quotations/kinds.train", WORLD_SHARE)];

/// The corpus of quotations whose texts another corpus has with their names.
const WORLD: &str = "quotations/world.train";

/// Corpora marked for this project by its own guide are read twice in an epoch, each time with other names exchanged.
const WORLD_SHARE: f32 = 2.0;

/// Corpora that leave out names that are neither of persons nor of organizations nor of places.
const WITHOUT_OTHER_NAMES: [&str; 2] = ["entities/re3d", "entities/btc"];

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

/// Adds what a larger network says of the texts of a corpus, if `folder` holds `teacher/` and the name of the corpus,
/// ending in `.jsonl` or `.jsonl.gz`: a line for each text, with its `id` and, for any of `parts_of_speech`, `names`,
/// `contents`, `sources`, `cues` and, of attributions of any kind, `attributed_contents` and so on, a list of tokens as `[start, end, probability, ..]`, in characters and in the order
/// of the outputs of [`whosaid::reader::Scores`].
///
/// # Errors
/// When the file cannot be read, or a line has another form.
fn teach(folder: &Path, name: &str, articles: &[Article], examples: &mut [Example]) -> Result<()> {
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

/// PolNeAR marks what is thought, too: the roles of its thoughts are none of speech, and those of what may be either are
/// not known. The other corpora mark what is said or written only.
pub(crate) fn with_roles(article: &Article, corpus: &str) -> Example {
    let (mut speech, mut attributions) = (RoleLabels::default(), RoleLabels::default());
    let is_polnear = corpus.starts_with("quotations/polnear");
    let manners = if is_polnear { manners(article) } else { vec![Manner::Speech; article.quotes.len()] };
    for (quote, manner) in article.quotes.iter().zip(manners) {
        let roles =
            [quote.content.clone(), quote.speaker.clone().unwrap_or_default(), quote.cue.clone().unwrap_or_default()];
        let of_speech = match manner {
            _ if quote.optional => Some(&mut speech.unknown),
            Manner::Speech => Some(&mut speech.pieces),
            Manner::Either => Some(&mut speech.unknown),
            Manner::Thought => None,
        };
        for into in of_speech.into_iter().chain([&mut attributions.pieces]) {
            into.iter_mut().zip(&roles).for_each(|(into, pieces)| into.extend(pieces));
        }
    }
    let attributions = is_polnear.then_some(attributions);
    Example { text: article.text.clone(), speech: Some(speech), attributions, ..Example::default() }
}

/// Whether an attribution is of something said or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    Speech,
    Thought,
    Either,
}

/// The manner of each attribution of `article`: speech if some of it stands between quotation marks or its cue has a word
/// of speech, thought if the cue has a word of thought only.
pub(crate) fn manners(article: &Article) -> Vec<Manner> {
    let chars: Vec<char> = article.text.chars().collect();
    let words = word_tokens(&chars);
    let marked: WordSet = marked_stretches(&chars).iter().flat_map(|pieces| covered(&words, pieces)).collect();
    let manner = |quote: &Quote| {
        let content = covered(&words, &quote.content);
        let cue = covered(&words, quote.cue.as_deref().unwrap_or_default());
        let kinds = |word: usize| {
            let (start, end) = words[word];
            cue_kinds(&chars[start..end].iter().collect::<String>().to_lowercase())
        };
        let speaks = |word: &usize| {
            let (start, end) = words[*word];
            kinds(*word).is_speech_verb()
                || kinds(*word).has(CueKinds::NOUN)
                || chars[start..end].iter().collect::<String>().eq_ignore_ascii_case("according")
        };
        if !content.is_disjoint(&marked) || cue.iter().any(speaks) {
            Manner::Speech
        } else if cue.iter().any(|word| kinds(*word).has(CueKinds::THINK)) {
            Manner::Thought
        } else {
            Manner::Either
        }
    };
    article.quotes.iter().map(manner).collect()
}

fn kind_of(label: &str) -> Option<NameKind> {
    match label {
        "PERSON" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organization),
        "PLACE" => Some(NameKind::Place),
        _ => Some(NameKind::Other),
    }
}

pub(crate) fn with_names(article: &Article, corpus: &str) -> Example {
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

/// The first of the three heads of roles in speech, and of those in attributions of any kind.
pub(crate) const SPEECH_HEAD: usize = 2;
pub(crate) const ATTRIBUTION_HEAD: usize = 5;

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
    for (first, labels) in [(SPEECH_HEAD, &example.speech), (ATTRIBUTION_HEAD, &example.attributions)] {
        let Some(labels) = labels else { continue };
        for role in 0..3 {
            let head = first + role;
            targets.iter_mut().for_each(|target| target[head] = 1 << RoleTag::Outside as u32);
            for range in &labels.unknown[role] {
                within(&places, *range).for_each(|token| targets[token][head] = 0);
            }
            for range in &labels.pieces[role] {
                for (number, token) in within(&places, *range).enumerate() {
                    let tag = if number == 0 { RoleTag::Begin } else { RoleTag::Inside };
                    targets[token][head] = 1 << tag as u32;
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
    let moved: Vec<(Range, Range)> =
        names.iter().zip(out.names.iter().flatten()).map(|((old, _), (new, _))| (*old, *new)).collect();
    for labels in [&mut out.speech, &mut out.attributions].into_iter().flatten() {
        for range in labels.pieces.iter_mut().chain(&mut labels.unknown).flatten() {
            *range = (moved_start(&moved, range.0), moved_end(&moved, range.1));
        }
    }
    out
}

/// Where a piece that began at `at` begins after the names `moved` (from, to) were exchanged: with the name it began in.
fn moved_start(moved: &[(Range, Range)], at: usize) -> usize {
    match moved.partition_point(|(old, _)| old.1 <= at) {
        index if moved.get(index).is_some_and(|(old, _)| old.0 <= at) => moved[index].1.0,
        0 => at,
        index => at - moved[index - 1].0.1 + moved[index - 1].1.1,
    }
}

/// The same for the end of a piece, which stays at the end of the name it ended in.
fn moved_end(moved: &[(Range, Range)], at: usize) -> usize {
    match moved.partition_point(|(old, _)| old.1 < at) {
        index if moved.get(index).is_some_and(|(old, _)| old.0 < at) => moved[index].1.1,
        0 => at,
        index => at - moved[index - 1].0.1 + moved[index - 1].1.1,
    }
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
        let cues = HEADS[..SPEECH_HEAD + 2].iter().sum::<usize>();
        assert_eq!(row[cues..cues + 3], [0.9, 0.1, 0.0]);
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
    fn pieces_move_with_exchanged_names() {
        let moved = [((4, 7), (4, 10)), ((12, 20), (15, 17))];
        assert_eq!([0, 4, 5, 7, 10, 12, 20, 22].map(|at| moved_start(&moved, at)), [0, 4, 4, 10, 13, 15, 17, 19]);
        assert_eq!([0, 4, 5, 7, 10, 12, 20, 22].map(|at| moved_end(&moved, at)), [0, 4, 10, 10, 13, 15, 17, 19]);
    }

    #[test]
    fn letters_change_but_not_their_places() {
        let text = "Straße in Łódź.\nA second line, too";
        for seed in 0..20 {
            assert_eq!(recased(text, 1.0, &mut { seed }).chars().count(), text.chars().count());
        }
    }
}
