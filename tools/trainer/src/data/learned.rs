//! What is learned from an article of a corpus, or from a text of the treebank.

use whosaid::evaluation::corpora::{Article, Quote, Treebank};
use whosaid::evaluation::words::{WordSet, covered, marked_stretches, word_tokens};
use whosaid::knowledge::cues::{CueKinds, cue_kinds};
use whosaid::reader::{NameKind, PartOfSpeech};

use super::example::{Example, Range, RoleLabels};

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

/// Corpora that leave out names that are neither of persons nor of organizations nor of places.
const WITHOUT_OTHER_NAMES: [&str; 2] = ["entities/re3d", "entities/btc"];

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

fn kind_of(label: &str) -> Option<NameKind> {
    match label {
        "PERSON" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organization),
        "PLACE" => Some(NameKind::Place),
        _ => Some(NameKind::Other),
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
