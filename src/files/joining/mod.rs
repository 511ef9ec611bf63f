//! Lines that a page broke, joined again: text copied from a PDF ends each printed line with a line break, divides
//! words with hyphens, and has page numbers and running heads between its paragraphs.

use crate::arranging::Arrange;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::text::clear::{keeps_hyphen, words_of};

/// Fewer broken lines than this are no printed page.
const FEWEST_BREAKS: usize = 4;
/// A printed line is at most this long, in characters.
const LONGEST_LINE: usize = 140;
/// And typically at least this long.
const SHORTEST_MEASURE: usize = 25;
/// A line that ends a paragraph is shorter than this part of the measure.
const SHORT: f32 = 0.8;
/// A head or foot that is printed on every page stands at least this often.
const RUNNING: usize = 3;

/// What joining makes of a text, and what it does to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Joining {
    /// The text with whole paragraphs, one a line, an empty line between them.
    pub text: String,
    /// How many line breaks become a space or nothing.
    pub breaks: usize,
    /// The words that a line break divided, as they become.
    pub words: Vec<String>,
    /// The lines that are left out: page numbers, heads and feet that come again on each page.
    pub left_out: Vec<String>,
}

/// The text with its broken lines joined; none where they are not broken.
pub fn join_lines(text: &str) -> Option<Joining> {
    let lines: Vec<&str> = text.split(['\n', '\u{c}']).map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let measure = measure(&lines)?;
    let left_out = furniture(&lines, measure);
    let seen = words_of(text);
    let mut joining = Joining::default();
    let mut paragraph = String::new();
    // The line before, if it is of this paragraph; and whether an empty line stands between.
    let mut before: Option<&str> = None;
    let mut gap = false;
    for (index, line) in lines.iter().enumerate() {
        if left_out.contains(&index) {
            joining.left_out.push(line.trim().to_owned());
            // What stood around it on the page may go on across it.
            gap = true;
            continue;
        }
        if line.trim().is_empty() {
            gap = true;
            continue;
        }
        match before {
            Some(previous) if !ends_paragraph(previous, line, gap, measure) => {
                joining.breaks += 1;
                join(&mut paragraph, line.trim(), &seen, &mut joining.words);
            }
            _ => {
                finish(&mut joining.text, &mut paragraph);
                paragraph.push_str(line.trim());
            }
        }
        before = Some(line);
        gap = false;
    }
    finish(&mut joining.text, &mut paragraph);
    (joining.breaks >= FEWEST_BREAKS).then_some(joining)
}

fn finish(text: &mut String, paragraph: &mut String) {
    if paragraph.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(paragraph);
    paragraph.clear();
}

/// How long a full line is, in characters; none where the text is not set in lines.
fn measure(lines: &[&str]) -> Option<usize> {
    let mut lengths: Vec<usize> =
        lines.iter().map(|line| line.trim().chars().count()).filter(|&length| length > 0).collect();
    lengths.arrange();
    let longest = *lengths.last()?;
    // The full lines are nearly all of one length; one line that is longer is no printed page.
    let measure = lengths[lengths.len() * 9 / 10];
    if longest > LONGEST_LINE || !(SHORTEST_MEASURE..=LONGEST_LINE).contains(&measure) {
        return None;
    }
    let mut full = 0;
    let mut broken = 0;
    for pair in lines.windows(2) {
        let [line, next] = [pair[0].trim(), pair[1].trim()];
        if next.is_empty() || (line.chars().count() as f32) < SHORT * measure as f32 {
            continue;
        }
        full += 1;
        if !ends_sentence(line) {
            broken += 1;
        }
    }
    (broken >= FEWEST_BREAKS && broken * 2 >= full).then_some(measure)
}

/// The indices of the lines that belong to the page and not to the text.
fn furniture(lines: &[&str], measure: usize) -> FxHashSet<usize> {
    let mut often: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut numbers: Vec<(usize, u32)> = Vec::new();
    let mut furniture = FxHashSet::default();
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match page_number(line) {
            Some(PageNumber::Named) => {
                furniture.insert(index);
            }
            Some(PageNumber::Bare(number)) => numbers.push((index, number)),
            // A line of the text may come again; a full one is none of the page's.
            None if (line.chars().count() as f32) < SHORT * measure as f32 && !ends_sentence(line) => {
                let shape = line.chars().filter(|letter| !letter.is_ascii_digit()).collect();
                often.entry(shape).or_default().push(index);
            }
            None => {}
        }
    }
    // A number on a line of its own may be what the text says; pages count on by one.
    for pair in numbers.windows(2) {
        if pair[1].1 == pair[0].1 + 1 {
            furniture.extend([pair[0].0, pair[1].0]);
        }
    }
    for (index, number) in numbers {
        let is_empty = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.trim().is_empty());
        let before = lines[..index].iter().rev().find(|line| !line.trim().is_empty());
        // Between empty lines; what may be a year, only where it stands within a sentence.
        let cuts = before.is_some_and(|line| !ends_sentence(line));
        if is_empty(index.checked_sub(1)) && is_empty(Some(index + 1)) && (number < 1000 || cuts) {
            furniture.insert(index);
        }
    }
    for (_, at) in often.into_iter().collect::<std::collections::BTreeMap<_, _>>() {
        if at.len() >= RUNNING {
            furniture.extend(at);
        }
    }
    furniture
}

enum PageNumber {
    /// "Page 3 of 10", "- 3 -", "3 / 10".
    Named,
    /// "3".
    Bare(u32),
}

fn page_number(line: &str) -> Option<PageNumber> {
    let inner = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '[' | ']'));
    let lower = inner.to_lowercase();
    let after = lower.strip_prefix("page").or_else(|| lower.strip_prefix("p.")).map(str::trim);
    let counted = after.unwrap_or(&lower);
    let mut parts = counted.split([' ', '/']).filter(|part| !part.is_empty() && *part != "of");
    let first: u32 = parts.next().filter(|part| part.len() <= 4)?.parse().ok()?;
    let second = parts.next();
    if parts.next().is_some() || second.is_some_and(|part| part.parse::<u32>().is_err()) {
        return None;
    }
    let named = after.is_some() || second.is_some() || inner.len() < line.trim().len();
    Some(if named { PageNumber::Named } else { PageNumber::Bare(first) })
}

/// Whether `next` begins a paragraph.
fn ends_paragraph(line: &str, next: &str, gap: bool, measure: usize) -> bool {
    let begins_low = next.trim_start().chars().next().is_some_and(char::is_lowercase);
    if ends_in_hyphen(line.trim_end()).is_some() && begins_low {
        return false;
    }
    let length = line.trim().chars().count();
    if gap {
        // The end of a page, not of a paragraph: the sentence goes on.
        return !(begins_low && !ends_sentence(line) && (length as f32) >= 0.5 * measure as f32);
    }
    let short = (length as f32) < SHORT * measure as f32;
    if ends_sentence(line) {
        let indent = |line: &str| line.len() - line.trim_start().len();
        return short || indent(next) > indent(line) + 1;
    }
    // A headline, a name, a line of a list.
    short && !begins_low
}

/// Whether a line ends where a sentence may end.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]".contains(c));
    line.ends_with(['.', '!', '?', ':', '…'])
}

/// A line without the hyphen that divides its last word, and whether the hyphen is a soft one.
fn ends_in_hyphen(line: &str) -> Option<(&str, bool)> {
    if let Some(stem) = line.strip_suffix('\u{ad}') {
        return Some((stem, true));
    }
    let stem = line.strip_suffix(['-', '\u{2010}'])?;
    stem.ends_with(char::is_alphanumeric).then_some((stem, false))
}

/// Adds a line to its paragraph.
fn join(paragraph: &mut String, line: &str, seen: &FxHashSet<String>, words: &mut Vec<String>) {
    let Some((stem, soft)) = ends_in_hyphen(paragraph).map(|(stem, soft)| (stem.len(), soft)) else {
        if !paragraph.ends_with('—') || paragraph.ends_with(" —") {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
        return;
    };
    let start =
        paragraph[..stem].rfind(|c: char| !c.is_alphanumeric() && c != '-').map_or(0, |at| at + char_at(paragraph, at));
    let head = paragraph[start..stem].to_owned();
    let tail: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
    let keep = !soft && keeps_hyphen(&head, &tail, seen);
    paragraph.truncate(stem);
    if keep {
        paragraph.push('-');
    }
    words.push(format!("{head}{}{tail}", if keep { "-" } else { "" }));
    paragraph.push_str(line);
}

fn char_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests;
