//! Scores who is meant by pronouns, against the coreference chains of a treebank.
//!
//! Counted are single pronouns whose chain has a mention by name (one of its heads is a proper noun). One is predicted
//! if it is a mention of an entity that has a name, and right if one of this entity's names covers such a head: the
//! reader is shown the right name. `he` stands for he and she, `they`, `I`, `you` and `we` for themselves, each with
//! their other forms. A predicted pronoun whose gold chain has no name is wrong; one that is in no chain is not counted.

use std::collections::{BTreeMap, BTreeSet};

use super::corpora::Treebank;
use super::errors::ErrorCase;
use super::figures::{Figure, Figures, Rate};
use super::prediction::CodePoints;
use crate::Document;
use crate::analysis::MentionForm;

const CLASSES: [(&str, &[&str]); 5] = [
    ("he", &["he", "him", "his", "himself", "she", "her", "hers", "herself"]),
    ("they", &["they", "them", "their", "theirs", "themselves"]),
    ("I", &["i", "me", "my", "mine", "myself"]),
    ("you", &["you", "your", "yours", "yourself"]),
    ("we", &["we", "us", "our", "ours", "ourselves"]),
];

/// Right, predicted and gold pronouns of each class.
pub type Tally = [[usize; 3]; CLASSES.len()];

/// A gold pronoun that stands for something with a name, or that we give to something with a name.
struct Pronoun<'a> {
    class: usize,
    token: usize,
    /// The heads of its chain's mentions by name.
    heads: &'a BTreeSet<usize>,
    /// The entity of ours, if it has a name, and whether that is right.
    ours: Option<(usize, bool)>,
}

/// Compares `document`, made of the treebank's text, with `gold`.
pub fn compare(gold: &Treebank, document: &Document) -> Tally {
    let mut tally = Tally::default();
    each(gold, document, |pronoun| {
        tally[pronoun.class][0] += usize::from(pronoun.ours.is_some_and(|(_, right)| right));
        tally[pronoun.class][1] += usize::from(pronoun.ours.is_some());
        tally[pronoun.class][2] += usize::from(!pronoun.heads.is_empty());
    });
    tally
}

/// The pronouns given to the wrong name, and those given to none.
pub(super) fn errors(gold: &Treebank, document: &Document) -> Vec<ErrorCase> {
    let text: Vec<char> = gold.text.chars().collect();
    let mut cases = Vec::new();
    each(gold, document, |pronoun| {
        if pronoun.ours.is_none_or(|(_, right)| !right) {
            let name = pronoun.heads.first().map(|head| ErrorCase::slice(&text, gold.tokens[*head].span));
            cases.push(ErrorCase {
                kind: CLASSES[pronoun.class].0,
                article: gold.id.clone(),
                gold: name,
                predicted: pronoun.ours.map(|(entity, _)| document.entities[entity].name.clone()),
                context: ErrorCase::context(&text, gold.tokens[pronoun.token].span),
            });
        }
    });
    cases
}

fn each(gold: &Treebank, document: &Document, mut visit: impl FnMut(Pronoun)) {
    let points = CodePoints::new(&document.text);
    let token_at = |start: usize| gold.tokens.binary_search_by_key(&start, |token| token.span.0);
    // For each gold token the entities of ours it names, and for each single one the entity it is a mention of.
    let mut named: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut meant: BTreeMap<usize, usize> = BTreeMap::new();
    let mut has_name = vec![false; document.entities.len()];
    for (index, entity) in document.entities.iter().enumerate() {
        for mention in &entity.mentions {
            let (start, end) = points.range(mention.span);
            let Ok(first) = token_at(start) else { continue };
            if mention.form == MentionForm::Name {
                has_name[index] = true;
                for token in (first..gold.tokens.len()).take_while(|token| gold.tokens[*token].span.0 < end) {
                    named.entry(token).or_default().insert(index);
                }
            } else if gold.tokens[first].span.1 == end {
                meant.insert(first, index);
            }
        }
    }
    let mut names: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for mention in &gold.mentions {
        let is_name = |head: &&usize| gold.tokens.get(**head).is_some_and(|token| token.pos == "PROPN");
        names.entry(&mention.chain).or_default().extend(mention.heads.iter().filter(is_name));
    }
    let text: Vec<char> = gold.text.chars().collect();
    for mention in gold.mentions.iter().filter(|mention| mention.tokens.0 == mention.tokens.1) {
        let token = mention.tokens.0;
        let (start, end) = gold.tokens[token].span;
        let word = text[start..end].iter().collect::<String>().to_lowercase();
        let Some(class) = CLASSES.iter().position(|(_, words)| words.contains(&word.as_str())) else { continue };
        let heads = &names[mention.chain.as_str()];
        let entity = meant.get(&token).copied().filter(|entity| has_name[*entity]);
        let is_right = |entity: usize| heads.iter().any(|head| named.get(head).is_some_and(|of| of.contains(&entity)));
        if entity.is_some() || !heads.is_empty() {
            visit(Pronoun { class, token, heads, ours: entity.map(|entity| (entity, is_right(entity))) });
        }
    }
}

/// The figures over all texts.
pub fn figures(tallies: &[Tally]) -> Figures {
    let sum = |class: usize, field: usize| tallies.iter().map(|tally| tally[class][field]).sum();
    let rate = |class: usize| Figure::Rate(Rate::new(sum(class, 0), sum(class, 1), sum(class, 2)));
    CLASSES.iter().enumerate().map(|(class, (name, _))| (format!("pronoun_{name}"), rate(class))).collect()
}
