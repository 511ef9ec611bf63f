//! What the scorers count: word tokens, and the stretches between quotation marks. Offsets are code points.
//!
//! A word token is a run of letters and digits, with single inner apostrophes, hyphens and the like. Punctuation and
//! quotation marks are not tokens, so whether a system includes the marks or the final comma never matters.

use std::collections::BTreeSet;

/// A stretch of a text: start and end, in code points.
pub type Range = (usize, usize);

/// Indices of word tokens.
pub type WordSet = BTreeSet<usize>;

/// White space as the corpora's tools see it: Unicode's, and the four ASCII separators.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

fn is_joint(c: char) -> bool {
    matches!(c, '’' | '\'' | '-' | '\u{2010}' | '\u{2011}' | '.' | ',' | '&' | '@' | '/')
}

/// The word tokens of `text`, in order.
pub fn word_tokens(text: &[char]) -> Vec<Range> {
    let mut words = Vec::new();
    let is_inner = |at: usize| text.get(at).is_some_and(|c| c.is_alphanumeric());
    let mut at = 0;
    while at < text.len() {
        if !is_inner(at) {
            at += 1;
            continue;
        }
        let start = at;
        while is_inner(at) || (text.get(at).is_some_and(|c| is_joint(*c)) && is_inner(at + 1)) {
            at += 1;
        }
        words.push((start, at));
    }
    words
}

/// The tokens of `words` that overlap any of `pieces`.
pub fn covered(words: &[Range], pieces: &[Range]) -> WordSet {
    let mut set = WordSet::new();
    for (start, end) in pieces {
        let first = words.partition_point(|w| w.0 <= *start).saturating_sub(1);
        set.extend((first..words.len()).take_while(|i| words[*i].0 < *end).filter(|i| words[*i].1 > *start));
    }
    set
}

/// The stretches of `text` between quotation marks, each a list of pieces without the marks.
///
/// Double marks only: curly, straight, and LaTeX's. A stretch left open at the end of a paragraph (a line) goes on in
/// the next one if that begins with an opening mark; otherwise it ends with the paragraph. Single curly marks count
/// outside double ones when the opening one stands at the start of a word and the closing one, in the same paragraph,
/// is followed by no letter, and two words or more stand between.
pub fn marked_stretches(text: &[char]) -> Vec<Vec<Range>> {
    let mut finder = MarkFinder::default();
    let mut start = 0;
    for line in text.split(|c| *c == '\n') {
        if line.iter().any(|c| !is_space(*c)) {
            finder.read(line, start);
        }
        start += line.len() + 1;
    }
    finder.close();
    finder.found.retain(|pieces| pieces.iter().any(|(a, b)| b > a));
    finder.found
}

#[derive(Default)]
struct MarkFinder {
    found: Vec<Vec<Range>>,
    /// The pieces of a stretch that is not closed yet.
    open: Vec<Range>,
    /// Whether the last paragraph ended inside a stretch.
    carry: bool,
}

impl MarkFinder {
    fn close(&mut self) {
        if !self.open.is_empty() {
            self.found.push(std::mem::take(&mut self.open));
        }
    }

    /// Reads a paragraph that begins at `offset` of the text.
    fn read(&mut self, line: &[char], offset: usize) {
        let lead = line.iter().take_while(|c| is_space(**c)).count();
        let reopens = matches!(line[lead], '"' | '“') || line[lead..].starts_with(&['`', '`']);
        if !(self.carry && reopens) {
            self.close();
        }
        self.carry = false;
        let mut start = None;
        let mut at = lead;
        while at < line.len() {
            let (mark, width) = mark_at(line, at, start.is_some());
            match (mark, start) {
                (Some(Mark::Opening), None) => start = Some(offset + at + width),
                (Some(Mark::Closing), Some(begin)) => {
                    self.open.push((begin, offset + at));
                    self.close();
                    start = None;
                }
                (None, None) => {
                    if let Some(end) = single_marks_end(line, at) {
                        self.close();
                        self.found.push(vec![(offset + at + 1, offset + end)]);
                        at = end + 1;
                        continue;
                    }
                }
                _ => {}
            }
            at += width;
        }
        if let Some(begin) = start {
            self.open.push((begin, offset + line.len()));
            self.carry = true;
        } else {
            self.close();
        }
    }
}

enum Mark {
    Opening,
    Closing,
}

/// The double mark at `at`, and how many characters it, or whatever else stands there, takes.
fn mark_at(line: &[char], at: usize, inside: bool) -> (Option<Mark>, usize) {
    let next = line.get(at + 1).copied();
    match line[at] {
        '“' => (Some(Mark::Opening), 1),
        '”' => (Some(Mark::Closing), 1),
        '`' if next == Some('`') => (Some(Mark::Opening), 2),
        '\'' if next == Some('\'') => (Some(if inside { Mark::Closing } else { Mark::Opening }), 2),
        '"' => {
            let before = at.checked_sub(1).map_or(' ', |i| line[i]);
            let opens = matches!(before, ' ' | '\t' | '\u{a0}') && next.is_some_and(char::is_alphanumeric);
            (Some(if !inside || opens { Mark::Opening } else { Mark::Closing }), 1)
        }
        _ => (None, 1),
    }
}

/// Where the single curly mark closes that opens at `at`, if one does and it holds two words or more.
fn single_marks_end(line: &[char], at: usize) -> Option<usize> {
    const BEFORE: &[char] = &[' ', '\t', '\u{a0}', '(', '[', '{', '—', '–', '-', '/', '‘', '\'', '“', ':'];
    if line[at] != '‘' || !(at == 0 || BEFORE.contains(&line[at - 1])) {
        return None;
    }
    let closes = |i: &usize| line[*i] == '’' && !line.get(i + 1).is_some_and(|c| c.is_alphanumeric());
    let end = (at + 1..line.len()).find(closes)?;
    let inside = &line[at + 1..end];
    (word_tokens(inside).len() >= 2 && !inside.iter().any(|c| matches!(c, '“' | '”' | '"'))).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, marked: &[&[&str]]) {
        let chars: Vec<char> = text.chars().collect();
        let slice = |range: &Range| chars[range.0..range.1].iter().collect::<String>();
        assert_eq!(word_tokens(&chars).iter().map(slice).collect::<Vec<_>>().join("|"), words);
        let found: Vec<Vec<String>> =
            marked_stretches(&chars).iter().map(|pieces| pieces.iter().map(slice).collect()).collect();
        assert_eq!(found, marked, "{text}");
    }

    #[test]
    fn words_and_marks() {
        check("“Don’t go,” he said.", "Don’t|go|he|said", &[&["Don’t go,"]]);
        check("\"One\nTwo\" three", "One|Two|three", &[&["One"], &[" three"]]);
        check("“One\n“two” three", "One|two|three", &[&["One", "two"]]);
        check("``a-b'' c", "a-b|c", &[&["a-b"]]);
        check("Poll: ‘We can win’ soon, ‘no’", "Poll|We|can|win|soon|no", &[&["We can win"]]);
        check("_3,000_ U.S. ½", "3,000|U.S|½", &[]);
    }
}
