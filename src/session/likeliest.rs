//! Who is offered first: as the speaker of a quotation, and as the same as another.

use crate::arranging::Arrange;
use rustc_hash::FxHashSet;

use super::article::{Article, Entity};
use crate::analysis::EntityKind;

/// How much further away, in bytes, somebody is taken to be who says nothing in the article.
const SILENT: u32 = 500;
/// The same for what seldom speaks: places, and what is none of the kinds.
const SELDOM: u32 = 1_000_000;
/// Farther than any mention.
const FAR: u32 = 1 << 30;

/// The ids of all entities, the likeliest speaker of quotation `id` first: the one it has, the program's other guesses,
/// then by how near the text names them. Empty if there is no such quotation.
pub fn likeliest_speakers(article: &Article, id: &str) -> Vec<String> {
    let Some(quotation) = article.quotation(id) else { return Vec::new() };
    let at = quotation.pieces.first().map_or(0, |piece| piece.span.start);
    let guess = |id: &str| quotation.alternatives.iter().position(|other| other.speaker == id);
    let speakers: FxHashSet<&str> = article.quotations.iter().filter_map(|other| other.speaker.as_deref()).collect();
    let mut ranked: Vec<((u8, u32), &str)> = (article.entities.iter())
        .map(|entity| {
            let id = entity.id.as_str();
            let nearest = entity.mentions.iter().map(|mention| mention.piece.span.start.abs_diff(at)).min();
            let seldom = matches!(entity.kind, EntityKind::Place | EntityKind::Other);
            let silent = !seldom && !speakers.contains(id);
            let distance = nearest.unwrap_or(FAR) + if silent { SILENT } else { 0 } + if seldom { SELDOM } else { 0 };
            let rank = match guess(id) {
                _ if quotation.speaker.as_deref() == Some(id) => (0, 0),
                Some(place) => (1, u32::try_from(place).unwrap_or(FAR)),
                None => (2, distance),
            };
            (rank, id)
        })
        .collect();
    ranked.arrange();
    ranked.into_iter().map(|(_, id)| id.to_owned()).collect()
}

/// The ids of all other entities, the likeliest to be the same as entity `id` first: those of its kind, before them those
/// with whose name it shares all words of the shorter one or the last, and then those with more mentions. Empty if there
/// is no such entity.
pub fn likeliest_same(article: &Article, id: &str) -> Vec<String> {
    let Some(entity) = article.entity(id) else { return Vec::new() };
    let own = words(&entity.name);
    let rank = |other: &Entity| {
        let others = words(&other.name);
        let (fewer, more) = if own.len() < others.len() { (&own, &others) } else { (&others, &own) };
        let contains = !fewer.is_empty() && fewer.iter().all(|word| more.contains(word));
        let near = contains || own.len() > 1 && own.last() == others.last();
        // A place in the name of a group is another thing: names are compared within one kind.
        let alike = match (contains, near) {
            _ if other.kind != entity.kind => 2,
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        (other.kind != entity.kind, alike, std::cmp::Reverse(other.mentions.len()))
    };
    let mut ranked: Vec<&Entity> = article.entities.iter().map(AsRef::as_ref).filter(|other| other.id != id).collect();
    ranked.arrange_by_key(|other| rank(other));
    ranked.into_iter().map(|other| other.id.clone()).collect()
}

fn words(name: &str) -> Vec<String> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
