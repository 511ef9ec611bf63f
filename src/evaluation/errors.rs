//! Errors, to be read by those who want fewer of them.

use std::collections::BTreeMap;

use super::words::Range;

/// One error of the annotator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ErrorCase {
    /// What went wrong: the scorers' words for it.
    pub kind: &'static str,
    /// In which article.
    pub article: String,
    /// What is true.
    pub gold: Option<String>,
    /// What was said.
    pub predicted: Option<String>,
    /// The words around it.
    pub context: String,
}

impl ErrorCase {
    /// The words of `range` on one line, shortened in the middle.
    pub fn slice(text: &[char], range: Range) -> String {
        let words: String = text[range.0.min(text.len())..range.1.min(text.len())].iter().collect();
        let words = words.replace('\n', " ⏎ ");
        let chars: Vec<char> = words.chars().collect();
        if chars.len() <= 240 {
            return words;
        }
        let part = |of: &[char]| of.iter().collect::<String>();
        format!("{} [...] {}", part(&chars[..140]), part(&chars[chars.len() - 80..]))
    }

    /// The words of all `pieces`.
    pub fn slices(text: &[char], pieces: &[Range]) -> String {
        pieces.iter().map(|p| ErrorCase::slice(text, *p)).collect::<Vec<_>>().join(" … ")
    }

    /// The words around `range`, which is put in brackets.
    pub fn context(text: &[char], range: Range) -> String {
        let before = ErrorCase::slice(text, (range.0.saturating_sub(70), range.0));
        let after = ErrorCase::slice(text, (range.1, (range.1 + 70).min(text.len())));
        format!("{before}⟦{}⟧{after}", ErrorCase::slice(text, range))
    }
}

/// How many errors of each kind there are, and `count` of them (of `kind` only, if given), drawn by `seed`.
pub(super) fn sample(cases: &[ErrorCase], kind: Option<&str>, count: usize, seed: u64) -> String {
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases {
        *by_kind.entry(case.kind).or_default() += 1;
    }
    let mut text: String = by_kind.iter().map(|(kind, n)| format!("{kind} {n}  ")).collect();
    text.push('\n');
    let mut drawn: Vec<&ErrorCase> = cases.iter().filter(|c| kind.is_none_or(|k| k == c.kind)).collect();
    shuffle(&mut drawn, seed);
    for case in drawn.iter().take(count) {
        text.push_str(&format!("\n{} in {}\n", case.kind, case.article));
        for (label, words) in [("gold", &case.gold), ("ours", &case.predicted)] {
            if let Some(words) = words {
                text.push_str(&format!("  {label}: {words}\n"));
            }
        }
        text.push_str(&format!("  text: {}\n", case.context));
    }
    text
}

/// Fisher and Yates' shuffle over a multiplicative generator: the same order for the same seed.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(last, (state >> 33) as usize % (last + 1));
    }
}
