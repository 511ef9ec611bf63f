//! What is not seen, or stands there for the page's sake alone, left out for reading: marks of no width inside words, the
//! hyphen with which a printed line divides a word, and lines like "Advertisement" between two paragraphs. And the first letters of
//! paragraphs that have lost them, put back.
//!
//! PDFs carry U+FFFE at the ends of lines, web pages U+200B and soft hyphens. Names are read without them, and what somebody
//! says goes on across a line of the page; positions are those of the text.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::Span;
use super::clipped::clipped;
use super::page_lines::page_lines;

/// First parts of words that keep their hyphen where nothing in the text says otherwise: "well-known".
const COMPOUNDS: [&str; 40] = [
    "all", "anti", "best", "co", "cross", "deep", "eight", "ex", "far", "fifty", "five", "forty", "four", "full",
    "half", "hard", "high", "ill", "left", "long", "low", "mid", "nine", "non", "one", "part", "post", "pre", "pro",
    "right", "self", "seven", "short", "six", "so", "ten", "three", "two", "vice", "well",
];

/// A text as it is read.
pub struct Clear<'t> {
    /// Without what is not seen, with what was lost; the text itself where there is nothing of either kind.
    pub text: Cow<'t, str>,
    /// Where something is left out or put in, in order.
    gaps: Vec<Gap>,
}

/// Something that is left out of what is read, or put in.
#[derive(Clone, Copy)]
struct Gap {
    /// Where it ends in what is read, in bytes.
    end: u32,
    /// How many bytes fewer than the text what is read has up to there.
    shorter_by: i64,
    /// How many bytes the letter has that it was put in before; 0 where something is left out.
    put_before: u32,
}

impl Gap {
    /// Where it ends in the text.
    fn original(&self) -> i64 {
        i64::from(self.end) + self.shorter_by
    }
}

impl<'t> Clear<'t> {
    /// What is read of `text`; `is_word` knows usual words.
    pub fn new(text: &'t str, is_word: impl Fn(&str) -> bool) -> Clear<'t> {
        let mut clear = Clear { text: Cow::Borrowed(text), gaps: Vec::new() };
        let has_gap = || text.contains(is_unseen) || text.contains("-\n") || text.contains("\u{2010}\n");
        let (page_lines, clipped) = (page_lines(text), clipped(text, is_word));
        if page_lines.is_empty() && clipped.is_empty() && !has_gap() {
            return clear;
        }
        let (mut page_lines, mut clipped) = (page_lines.into_iter().peekable(), clipped.into_iter().peekable());
        let mut read = String::with_capacity(text.len());
        let mut words = None;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let at = text.len() - rest.len();
            let page_line = page_lines.next_if(|line| line.start <= at).filter(|line| line.start == at);
            let gap = match (page_line, read.chars().next_back()) {
                // Not where its beginning is the second half of a word.
                (Some(line), None | Some('\n')) => Some(("", line.len())),
                (_, Some(last)) if last.is_alphanumeric() => gap(text, &read, rest, &mut words),
                _ => None,
            };
            let clipped = clipped.next_if(|word| word.start <= at).filter(|word| word.start == at);
            let before = clear.shorter_by(clear.gaps.len());
            match gap {
                Some((kept, length)) => {
                    read.push_str(kept);
                    let shorter_by = before + (length - kept.len()) as i64;
                    clear.gaps.push(Gap { end: read.len() as u32, shorter_by, put_before: 0 });
                    rest = &rest[length..];
                }
                None => {
                    if let Some(lost) = clipped {
                        let start = read.len();
                        read.push_str(if lost.the { "The " } else { "" });
                        read.push_str(lost.letters);
                        let shorter_by = before - (read.len() - start) as i64;
                        clear.gaps.push(Gap {
                            end: read.len() as u32,
                            shorter_by,
                            put_before: first.len_utf8() as u32,
                        });
                    }
                    read.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        if !clear.gaps.is_empty() {
            clear.text = Cow::Owned(read);
        }
        clear
    }

    /// Whether nothing is left out, and nothing put in.
    pub fn is_whole(&self) -> bool {
        self.gaps.is_empty()
    }

    /// How many bytes fewer than the text what is read has behind the first `count` gaps.
    fn shorter_by(&self, count: usize) -> i64 {
        count.checked_sub(1).map_or(0, |last| self.gaps[last].shorter_by)
    }

    /// Where a span of what is read stands in the text. What is left out at its ends is none of it; what was put in stands where the
    /// rest of the word does, and is its first letter if nothing else is in the span.
    pub fn original(&self, span: Span) -> Span {
        let place = |at: u32, count: usize| {
            let most = self.gaps.get(count).map_or(i64::MAX, Gap::original);
            (i64::from(at) + self.shorter_by(count)).min(most) as u32
        };
        let count = self.gaps.partition_point(|gap| gap.end <= span.start);
        let start = place(span.start, count);
        let end = place(span.end, self.gaps.partition_point(|gap| gap.end < span.end));
        let letter = if span.start < span.end { self.gaps.get(count).map_or(0, |gap| gap.put_before) } else { 0 };
        Span { start, end: if end > start { end } else { start + letter } }
    }

    /// Where a span of the text stands in what is read.
    pub fn read(&self, span: Span) -> Span {
        let place = |at: u32, count: usize| {
            let most = self.gaps.get(count).map_or(u32::MAX, |gap| gap.end);
            ((i64::from(at) - self.shorter_by(count)) as u32).min(most)
        };
        let (start, end) = (i64::from(span.start), i64::from(span.end));
        let before_start =
            |gap: &Gap| if gap.put_before > 0 { gap.original() < start } else { gap.original() <= start };
        let start = place(span.start, self.gaps.partition_point(before_start));
        let end = place(span.end, self.gaps.partition_point(|gap| gap.original() < end));
        Span { start, end: end.max(start) }
    }
}

/// How much of `rest`, which stands behind the letters of `read`, is left out, in bytes, and what is kept of it; none
/// where it does not stand inside a word.
fn gap<'r>(text: &str, read: &str, rest: &'r str, words: &mut Option<FxHashSet<String>>) -> Option<(&'r str, usize)> {
    let unseen = rest.find(|c| !is_unseen(c)).unwrap_or(rest.len());
    if unseen > 0 {
        let after = &rest[unseen..];
        if after.starts_with(char::is_alphanumeric) {
            return Some(("", unseen));
        }
        // A soft hyphen that is printed stands at the end of its line.
        let line = after.strip_prefix('\n').filter(|line| line.starts_with(char::is_lowercase));
        return line.filter(|_| rest.starts_with(['\u{ad}', '\u{fffe}'])).map(|_| ("", unseen + 1));
    }
    let hyphen = rest.chars().next().filter(|c| matches!(c, '-' | '\u{2010}'))?.len_utf8();
    let tail = rest[hyphen..].strip_prefix('\n').filter(|line| line.starts_with(char::is_lowercase))?;
    let tail = &tail[..tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len())];
    let head = read.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or(read);
    let seen = words.get_or_insert_with(|| words_of(text));
    let kept = if keeps_hyphen(head, tail, seen) { &rest[..hyphen] } else { "" };
    Some((kept, hyphen + 1))
}

/// Whether a word that a line's end divides after `head` has a hyphen there anyway. `seen`: [`words_of`] the text.
pub fn keeps_hyphen(head: &str, tail: &str, seen: &FxHashSet<String>) -> bool {
    if !tail.starts_with(char::is_lowercase) || !head.ends_with(char::is_alphabetic) {
        return true;
    }
    let whole = format!("{head}{tail}").to_lowercase();
    let hyphened = format!("{head}-{tail}").to_lowercase();
    !seen.contains(&whole)
        && (seen.contains(&hyphened) || COMPOUNDS.contains(&head.to_lowercase().as_str()) || head.contains('-'))
}

/// The words of a text that stand whole in it, in lower case, those with hyphens too.
pub fn words_of(text: &str) -> FxHashSet<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !word.ends_with('-'))
        .collect()
}

/// Marks of no width that say where a word may be divided, or nothing.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffe}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        check_but(text, expect, &[]);
    }

    /// `lines`: the lines that are left out.
    fn check_but(text: &str, expect: &str, lines: &[&str]) {
        let clear = Clear::new(text, |_| false);
        assert_eq!(clear.text, expect);
        // Each stretch of what is read is, but for what is left out, the same stretch of the text.
        let ends: Vec<u32> =
            clear.text.char_indices().map(|(at, _)| at as u32).chain([clear.text.len() as u32]).collect();
        for (index, start) in ends.iter().enumerate() {
            for end in &ends[index..] {
                let span = Span { start: *start, end: *end };
                let original = clear.original(span);
                assert!(text.get(original.range()).is_some(), "{text:?} {span:?} {original:?}");
                let without_lines =
                    lines.iter().fold(original.of(text).to_owned(), |text, line| text.replace(line, ""));
                let plain = |text: &str| text.replace(|c| is_unseen(c) || matches!(c, '-' | '\u{2010}' | '\n'), "");
                assert_eq!(plain(&without_lines), plain(span.of(&clear.text)), "{text:?}");
                assert_eq!(clear.read(original), span, "{text:?} {span:?} {original:?}");
            }
        }
    }

    #[test]
    fn what_is_not_seen_is_left_out_inside_words() {
        check("Ada Oka\u{fffe}for of Bris\u{ad}tol", "Ada Okafor of Bristol");
        check("Ada Oka\u{200b}\u{200b}for", "Ada Okafor");
        check("\u{feff}Ada \u{200b}Okafor\u{200b}, \u{ad}", "\u{feff}Ada \u{200b}Okafor\u{200b}, \u{ad}");
        check("Oka\u{ad}\nfor", "Okafor");
        check("nothing at all - or\nmore", "nothing at all - or\nmore");
    }

    #[test]
    fn lines_of_the_page_are_left_out() {
        check_but(
            "“We stay.\n\nAdvertisement\r\n\n“We do.”\nRead more",
            "“We stay.\n\n\n“We do.”\n",
            &["Advertisement\r", "Read more"],
        );
        check_but("We will over-\nshare\nTom Vance", "We will overshare\nTom Vance", &[]);
        assert_eq!(Clear::new("Read more", |_| false).text, "");
    }

    #[test]
    fn lost_letters_are_put_in() {
        let text = "Read more\n\nThe company shut.\n\nmpany said: Lis\u{ad}bon.";
        let clear = Clear::new(text, |_| false);
        assert_eq!(clear.text, "\nThe company shut.\n\nThe company said: Lisbon.");
        let check = |read: &str, original: &str| {
            let start = clear.text.rfind(read).expect(read) as u32;
            let span = Span { start, end: start + read.len() as u32 };
            assert_eq!(clear.original(span).of(text), original);
            assert_eq!(clear.read(clear.original(span)), span, "{read}");
        };
        check("The company", "mpany");
        check("The company said", "mpany said");
        check("shut.", "shut.");
        check("shut.\n\n", "shut.\n\n");
        check(" said: Lisbon.", " said: Lis\u{ad}bon.");
        let company = Span { start: 24, end: 31 };
        assert_eq!((company.of(&clear.text), clear.original(company).of(text)), ("company", "mpany"));
        let the = Span { start: 20, end: 23 };
        assert_eq!((the.of(&clear.text), clear.original(the).of(text)), ("The", "m"));
    }

    #[test]
    fn words_that_a_line_divides_are_whole() {
        check("Ada Oka-\nfor of Lis-\nbon", "Ada Okafor of Lisbon");
        check("a well-\nknown name", "a well-known name");
        check("a re-\nform; re-form", "a re-form; re-form");
        check("the 20-\nyear plan, Anglo-\nSaxon, no -\nway", "the 20-year plan, Anglo-\nSaxon, no -\nway");
        check("inter\u{2010}\nnational", "international");
    }
}
