//! Recognizes names by rules: runs of words with capitals, judged by titles, first names, organization words and places.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::EntityKind;
use super::Found;
use crate::knowledge::lexicon;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// Finds the names in `syntax`, in the order of the text.
pub(super) fn recognize(syntax: &Syntax) -> Vec<Found> {
    let small: FxHashSet<&str> =
        syntax.tokens.iter().map(|t| t.of(syntax.text)).filter(|w| w.starts_with(char::is_lowercase)).collect();
    let mut found = Vec::new();
    for sentence in &syntax.sentences {
        let shouted = is_shouted(syntax, sentence.tokens.clone());
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let run = run(syntax, at, sentence.tokens.end, at == sentence.tokens.start, &small);
            if run.is_empty() || shouted {
                at += 1;
                continue;
            }
            at = run.end;
            split(syntax, run, &mut found);
        }
    }
    agree(syntax, &mut found);
    found
}

/// Whether nearly all words of a sentence have capitals, as in a headline, so that capitals tell nothing.
fn is_shouted(syntax: &Syntax, tokens: Range<usize>) -> bool {
    let words = tokens.filter(|at| syntax.tokens[*at].kind == TokenKind::Word && syntax.word(*at).len() > 3);
    let (mut all, mut capital) = (0, 0);
    for at in words {
        all += 1;
        capital += usize::from(syntax.word(at).starts_with(char::is_uppercase));
    }
    all >= 5 && capital * 10 >= all * 9
}

fn is_capital(syntax: &Syntax, at: usize) -> bool {
    let word = syntax.word(at);
    syntax.tokens[at].kind == TokenKind::Word && word.starts_with(char::is_uppercase) && !is_small_word(word)
}

/// Words that bear a capital only where a sentence or a title does.
pub(super) fn is_small_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "A",
        "About",
        "According",
        "After",
        "Also",
        "Although",
        "Among",
        "An",
        "And",
        "Another",
        "Any",
        "Are",
        "As",
        "At",
        "Because",
        "Before",
        "Both",
        "But",
        "By",
        "Can",
        "Despite",
        "Did",
        "Do",
        "Does",
        "During",
        "Each",
        "Earlier",
        "Even",
        "Every",
        "For",
        "From",
        "Had",
        "Has",
        "Have",
        "He",
        "Her",
        "Here",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "Into",
        "Is",
        "It",
        "Its",
        "Last",
        "Later",
        "Let",
        "Like",
        "Many",
        "May",
        "Meanwhile",
        "More",
        "Most",
        "Much",
        "My",
        "New",
        "No",
        "Nor",
        "Not",
        "Now",
        "Of",
        "On",
        "Once",
        "One",
        "Only",
        "Or",
        "Other",
        "Our",
        "Out",
        "Over",
        "Perhaps",
        "She",
        "Should",
        "Since",
        "So",
        "Some",
        "Still",
        "Such",
        "Than",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "Through",
        "To",
        "Today",
        "Two",
        "Under",
        "Until",
        "Up",
        "Was",
        "We",
        "Well",
        "Were",
        "What",
        "When",
        "Where",
        "Which",
        "While",
        "Who",
        "Why",
        "Will",
        "With",
        "Without",
        "Would",
        "Yes",
        "Yesterday",
        "Yet",
        "You",
        "Your",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Jun.",
        "Jul.",
        "Aug.",
        "Sep.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "Mr",
        "God",
    ];
    WORDS.contains(&word) && word != "New"
}

/// The run of capitals that starts at token `start`: empty when there is none.
fn run(syntax: &Syntax, start: usize, limit: usize, opens: bool, small: &FxHashSet<&str>) -> Range<usize> {
    if !is_capital(syntax, start) {
        return start..start;
    }
    let mut end = start + 1;
    while end < limit {
        if is_capital(syntax, end) {
            end += 1;
        } else if end + 1 < limit && is_capital(syntax, end + 1) && joins(syntax, end) {
            end += 2;
        } else if end + 2 < limit
            && syntax.word(end) == "of"
            && syntax.word(end + 1) == "the"
            && is_capital(syntax, end + 2)
        {
            end += 3;
        } else {
            break;
        }
    }
    let word = syntax.word(start);
    let lower = word.to_lowercase();
    let known = || lexicon::first_name(word).is_some() || lexicon::is_place(word) || lexicon::title(word).is_some();
    let is_ordinary = opens && (small.contains(lower.as_str()) || (end == start + 1 && lexicon::role(word).is_some()));
    if is_ordinary && !known() { start + 1..end } else { start..end }
}

/// Whether token `at`, between two capitals, joins them into one name.
fn joins(syntax: &Syntax, at: usize) -> bool {
    match syntax.word(at) {
        "of" | "for" => lexicon::is_organization(syntax.word(at - 1)) || lexicon::role(syntax.word(at - 1)).is_some(),
        "and" => lexicon::is_organization(syntax.word(at - 1)),
        "-" | "&" => !syntax.tokens[at].space_before || syntax.word(at) == "&",
        "de" | "la" | "del" | "al" | "el" | "bin" | "ibn" | "bint" | "van" | "von" | "der" | "den" | "da" | "dos"
        | "di" | "du" | "le" => true,
        _ => false,
    }
}

/// Judges a run of capitals, cutting it where two names meet.
fn split(syntax: &Syntax, mut run: Range<usize>, found: &mut Vec<Found>) {
    while run.start < run.end && lexicon::demonym(syntax.word(run.start)).is_some() {
        run.start += 1;
        while run.start < run.end && !is_capital(syntax, run.start) {
            run.start += 1;
        }
    }
    if run.is_empty() {
        return;
    }
    // "Turkey President Erdogan", "US Secretary of State": a place before a role.
    let cut = (run.start + 1..run.end)
        .find(|at| lexicon::role(syntax.word(*at)).is_some() || lexicon::title(syntax.word(*at)).is_some());
    if let Some(cut) = cut.filter(|cut| lexicon::is_place(&joined(syntax, run.start..*cut))) {
        found.push(Found { tokens: run.start..cut, kind: EntityKind::Place, confidence: 0.7 });
        run.start = cut;
    }
    if let Some((kind, confidence)) = judge(syntax, run.clone()) {
        found.push(Found { tokens: run, kind, confidence });
    }
}

fn joined(syntax: &Syntax, tokens: Range<usize>) -> String {
    let mut name = String::new();
    for at in tokens {
        if !name.is_empty() && syntax.tokens[at].space_before {
            name.push(' ');
        }
        name.push_str(syntax.word(at));
    }
    name
}

fn judge(syntax: &Syntax, run: Range<usize>) -> Option<(EntityKind, f32)> {
    let first = syntax.word(run.start);
    let last = syntax.word(run.end - 1);
    let is_titled = run.len() > 1 && (lexicon::title(first).is_some() || lexicon::role(first).is_some());
    let follows_of = |at: usize| syntax.word(at) == "of";
    if lexicon::is_place(&joined(syntax, run.clone())) {
        return Some((EntityKind::Place, 0.9));
    }
    if lexicon::closes_company(last) && run.len() > 1 {
        return Some((EntityKind::Organization, 0.9));
    }
    let is_organization = lexicon::is_organization(last)
        || run.clone().any(|at| at > run.start && follows_of(at) && lexicon::is_organization(syntax.word(at - 1)));
    if is_organization && run.len() > 1 {
        return Some((EntityKind::Organization, 0.8));
    }
    if is_titled && !run.clone().any(|at| at + 2 == run.end && follows_of(at)) {
        return Some((EntityKind::Person, 0.9));
    }
    if PLACE_WORDS.contains(&last) && run.len() > 1 {
        return Some((EntityKind::Place, 0.8));
    }
    let is_role = run.clone().all(|at| {
        lexicon::title(syntax.word(at)).is_some() || lexicon::role(syntax.word(at)).is_some() || !is_capital(syntax, at)
    });
    if is_role || lexicon::is_organization(first) && run.len() == 1 {
        return None;
    }
    if lexicon::first_name(first).is_some() {
        return Some((EntityKind::Person, if run.len() > 1 { 0.85 } else { 0.5 }));
    }
    if run.len() == 1
        && (2..=6).contains(&first.len())
        && first.chars().all(|c| c.is_uppercase() || c == '.' || c == '&')
    {
        return Some((EntityKind::Organization, 0.6));
    }
    let before = run.start.checked_sub(1).map(|at| syntax.word(at));
    if matches!(before, Some("in" | "In" | "near" | "across" | "throughout")) {
        return Some((EntityKind::Place, 0.6));
    }
    if run.len() == 2 || run.len() == 3 {
        return Some((EntityKind::Person, 0.4));
    }
    Some((if run.len() == 1 { EntityKind::Person } else { EntityKind::Organization }, 0.2))
}

const PLACE_WORDS: &[&str] = &[
    "Airport",
    "Avenue",
    "Bay",
    "Beach",
    "Bridge",
    "Canal",
    "City",
    "Coast",
    "County",
    "Desert",
    "District",
    "Gulf",
    "Hill",
    "Hills",
    "Island",
    "Islands",
    "Lake",
    "Mountain",
    "Mountains",
    "Ocean",
    "Park",
    "Parish",
    "Peninsula",
    "Province",
    "River",
    "Road",
    "Sea",
    "Square",
    "State",
    "Strait",
    "Street",
    "Town",
    "Township",
    "Valley",
    "Village",
];

/// One name, one kind: a single word that is the surname of somebody named in full is a person, and every name takes the
/// kind that its mentions are surest of.
fn agree(syntax: &Syntax, found: &mut Vec<Found>) {
    let mut best: FxHashMap<String, (EntityKind, f32)> = FxHashMap::default();
    for name in found.iter() {
        let whole = joined(syntax, name.tokens.clone());
        let mut vote = |key: String, confidence: f32| {
            let entry = best.entry(key).or_insert((name.kind, confidence));
            if confidence > entry.1 {
                *entry = (name.kind, confidence);
            }
        };
        vote(whole, name.confidence);
        if name.kind == EntityKind::Person && name.tokens.len() > 1 && name.confidence > 0.3 {
            vote(syntax.word(name.tokens.end - 1).to_owned(), name.confidence - 0.05);
        }
    }
    for name in found.iter_mut() {
        if let Some((kind, confidence)) = best.get(&joined(syntax, name.tokens.clone())) {
            (name.kind, name.confidence) = (*kind, *confidence);
        }
    }
    found.retain(|name| name.confidence > 0.3);
}
