//! Words whose full stop belongs to them.

/// Before a name or a number, so that the full stop never ends a sentence.
const BEFORE_A_NAME: &[&str] = &[
    "adm", "amb", "assoc", "atty", "brig", "capt", "cmdr", "col", "comdr", "cpl", "det", "dr", "e.g", "esp", "fr",
    "gen", "gov", "hon", "i.e", "insp", "lt", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "no",
    "nos", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev", "sec", "sen", "sens", "sgt", "spc", "sr", "st", "ste",
    "supt", "treas", "viz", "vs",
];

/// Stand in the middle of a sentence or at its end: the next word tells.
const ANYWHERE: &[&str] = &[
    "a.d", "a.k.a", "a.m", "approx", "apr", "aug", "ave", "b.c", "bldg", "blvd", "bros", "calif", "cf", "co", "colo",
    "conn", "corp", "ct", "d.c", "dec", "del", "dept", "dist", "e.u", "ed", "eds", "esq", "est", "etc", "ext", "feb",
    "fig", "fla", "fri", "ft", "ga", "hrs", "hwy", "ill", "inc", "ind", "jan", "jr", "jul", "jun", "kan", "ky", "lb",
    "lbs", "llc", "ltd", "mass", "md", "mich", "minn", "mo", "mon", "nev", "nov", "oct", "okla", "ont", "op", "ore",
    "oz", "p.m", "pa", "ph.d", "pp", "prop", "que", "rd", "sat", "sep", "sept", "sq", "sr", "tel", "tenn", "tex",
    "thu", "thurs", "tue", "tues", "u.k", "u.n", "u.s", "u.s.a", "univ", "va", "vol", "vt", "wash", "wed", "wis",
    "wyo", "yr", "yrs",
];

/// Abbreviations only where a number follows: "b. 1961", "p. 12", "c. 1230".
const BEFORE_A_NUMBER: &[&str] = &["b", "c", "ca", "d", "div", "fl", "m", "p", "r", "v"];

/// Whether `word` (without its full stop) is an abbreviation where a number follows.
pub(super) fn precedes_a_number(word: &str) -> bool {
    BEFORE_A_NUMBER.contains(&word)
}

/// The first part of a degree that is not a single letter: the "Ph" of "Ph.D.".
pub(super) fn is_head_of_degree(word: &str) -> bool {
    matches!(word, "Ph" | "Ed" | "Ll" | "LL" | "Sc")
}

fn listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Whether `word` (without its full stop) is an abbreviation that a name or a number follows: "Mr", "Gov", "No".
pub(super) fn precedes_a_name(word: &str) -> bool {
    // "no" and "fig" are words of their own unless they are written as abbreviations.
    listed(BEFORE_A_NAME, word) && (word.len() > 2 || word.starts_with(char::is_uppercase) || word.contains('.'))
}

/// Whether `word` (without its full stop) is any abbreviation.
pub(super) fn is_abbreviation(word: &str) -> bool {
    precedes_a_name(word) || (listed(ANYWHERE, word) && !is_common_lower_case_word(word))
}

/// Abbreviations that are ordinary words when they begin with a small letter ("the sun sat.", "mass.").
fn is_common_lower_case_word(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
        && listed(
            &[
                "co", "dec", "del", "ed", "fig", "fri", "ill", "ind", "inc", "jan", "mar", "mass", "mo", "mon", "op",
                "ore", "pa", "prop", "sat", "sun", "wash", "wed",
            ],
            word,
        )
}

/// Words that open a sentence far more often than they follow an abbreviation inside one.
pub(super) fn is_sentence_opener(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "A",
        "According",
        "After",
        "All",
        "Although",
        "An",
        "And",
        "Another",
        "As",
        "At",
        "Because",
        "Before",
        "Both",
        "But",
        "By",
        "Despite",
        "Earlier",
        "Even",
        "For",
        "From",
        "He",
        "Her",
        "Here",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "Instead",
        "It",
        "Its",
        "Last",
        "Many",
        "Meanwhile",
        "More",
        "Most",
        "No",
        "Not",
        "Now",
        "On",
        "Once",
        "One",
        "Only",
        "Other",
        "Our",
        "Over",
        "She",
        "Since",
        "So",
        "Some",
        "Still",
        "Such",
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
        "Two",
        "Under",
        "Until",
        "We",
        "What",
        "When",
        "Where",
        "While",
        "Who",
        "Why",
        "With",
        "Without",
        "Yet",
        "You",
    ];
    OPENERS.binary_search(&word).is_ok()
}
