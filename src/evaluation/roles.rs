//! Scores the tags of the reader for contents, sources and cues of quotations, word by word, before anything is
//! made of them, by the convention of attributions of any kind: a word has a role if the likeliest tag of one of its tokens is not "outside".

use super::corpora::{Article, Quote};
use super::figures::{Figure, Figures, Rate};
use super::prediction::CodePoints;
use super::words::{Range, WordSet, covered, word_tokens};
use crate::reader::RoleTag;
use crate::syntax::Syntax;

/// Right, predicted and gold words, of content, source and cue; nothing for a text that was not read.
pub type Tally = Option<[[usize; 3]; 3]>;

/// Compares the scores of `syntax`, read from the text of `gold`, with its quotations.
pub fn compare(gold: &Article, syntax: &Syntax) -> Tally {
    if syntax.scores.is_empty() {
        return None;
    }
    let words = word_tokens(&gold.text.chars().collect::<Vec<_>>());
    let points = CodePoints::new(syntax.text);
    let tagged = |rows: &[[f32; RoleTag::COUNT]]| -> WordSet {
        let has_role = |row: &[f32; RoleTag::COUNT]| row[1].max(row[2]) > row[RoleTag::Outside as usize];
        let tokens = syntax.tokens.iter().zip(rows).filter(|(_, row)| has_role(row));
        covered(&words, &tokens.map(|(token, _)| points.range(token.span)).collect::<Vec<Range>>())
    };
    let in_gold = |part: fn(&Quote) -> Option<&Vec<Range>>| -> WordSet {
        gold.quotes.iter().filter_map(part).flat_map(|pieces| covered(&words, pieces)).collect()
    };
    let count = |gold: WordSet, ours: WordSet| [gold.intersection(&ours).count(), ours.len(), gold.len()];
    Some([
        count(in_gold(|q| Some(&q.content)), tagged(&syntax.scores.attributions.contents)),
        count(in_gold(|q| q.speaker.as_ref()), tagged(&syntax.scores.attributions.sources)),
        count(in_gold(|q| q.cue.as_ref()), tagged(&syntax.scores.attributions.cues)),
    ])
}

/// The figures over all articles; none if none was read.
pub fn figures(tallies: &[Tally]) -> Figures {
    let read: Vec<_> = tallies.iter().flatten().collect();
    if read.is_empty() {
        return Vec::new();
    }
    let rate = |role: usize| {
        let sum = |field: usize| read.iter().map(|t| t[role][field]).sum();
        Figure::Rate(Rate::new(sum(0), sum(1), sum(2)))
    };
    ["content", "source", "cue"].iter().enumerate().map(|(role, name)| ((*name).to_owned(), rate(role))).collect()
}
