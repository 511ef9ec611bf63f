//! Who is offered first as the speaker of a quotation.

use rustc_hash::FxHashSet;

use super::article::Article;
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
    ranked.sort();
    ranked.into_iter().map(|(_, id)| id.to_owned()).collect()
}
