//! Lines that a web page puts between the paragraphs of an article: "Advertisement", "Share this article", "Image source, Acme".

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// A longer line, in bytes, is none of them.
const LONGEST: usize = 80;

struct PageLines {
    /// What is hardly anything else.
    whole: FxHashSet<&'static str>,
    /// Words that may be somebody's answer, or a line of a poem.
    beside: FxHashSet<&'static str>,
    begins: Vec<&'static str>,
}

static PAGE_LINES: LazyLock<PageLines> = LazyLock::new(|| {
    let lines = include_str!("../data/lexicons/page_lines.txt").lines().filter(|line| !line.is_empty());
    // What stands above the first heading is a remark; below it, "#" is any number.
    let mut lines = lines.skip_while(|line| *line != "[whole]").skip(1);
    let whole = lines.by_ref().take_while(|line| *line != "[beside others]").collect();
    let beside = lines.by_ref().take_while(|line| *line != "[begins]").collect();
    PageLines { whole, beside, begins: lines.collect() }
});

/// How surely a line is the page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    /// If another line of the page stands beside it.
    PageBesideOthers,
    Article,
}

/// The lines of `text` that are the page's and no part of the article (bytes, their line breaks included), in order. A line
/// within a sentence, or below a colon, is the article's; so is a single word that no other line of the page stands beside.
pub fn page_lines(text: &str) -> Vec<Range<usize>> {
    let lines: Vec<&str> = text.split_inclusive('\n').map(str::trim).collect();
    let kinds: Vec<Kind> = lines.iter().map(|line| kind(line)).collect();
    if kinds.iter().all(|kind| *kind == Kind::Article) {
        return Vec::new();
    }
    let filled: Vec<usize> = (0..lines.len()).filter(|line| !lines[*line].is_empty()).collect();
    let mut is_page = vec![false; lines.len()];
    for (place, line) in filled.iter().copied().enumerate() {
        let before = place.checked_sub(1).map(|before| filled[before]);
        let next = filled.get(place + 1).copied();
        let is_other = |other: Option<usize>| other.is_some_and(|other| kinds[other] != Kind::Article);
        let may_begin = match before {
            Some(before) if !is_page[before] => {
                let ends = lines[before].ends_with(['.', '!', '?', '…', '"', '”', '’', '\'', '»', ')', ']']);
                ends || before + 1 < line && kinds[line] == Kind::Page && !lines[before].ends_with([':', ','])
            }
            _ => true,
        };
        is_page[line] = may_begin
            && match kinds[line] {
                Kind::Page => true,
                Kind::PageBesideOthers => is_other(before) || is_other(next),
                Kind::Article => false,
            };
    }
    let mut end = 0;
    let ranges = text.split_inclusive('\n').map(|line| {
        end += line.len();
        end - line.len()..end
    });
    ranges.zip(is_page).filter(|(_, is_page)| *is_page).map(|(range, _)| range).collect()
}

fn kind(line: &str) -> Kind {
    if line.is_empty() || line.len() > LONGEST {
        return Kind::Article;
    }
    let line = line.strip_suffix("...").unwrap_or(line);
    // A sentence, somebody's words, a line of a list or of a poem.
    if line.ends_with(['.', '!', '?', ','])
        || line.contains(['"', '“', '”', '‘', '«'])
        || line.starts_with(['-', '–', '—', '•', '*'])
        || line.starts_with(char::is_lowercase)
    {
        return Kind::Article;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_lowercase().replace('’', "'");
    let mut plain = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '0'..='9' if plain.ends_with('#') => {}
            '0'..='9' => plain.push('#'),
            '\u{a0}' => plain.push(' '),
            _ => plain.push(letter),
        }
    }
    let known = &*PAGE_LINES;
    if known.whole.contains(plain.as_str()) || known.begins.iter().any(|begin| plain.starts_with(begin)) {
        Kind::Page
    } else if known.beside.contains(plain.as_str()) {
        Kind::PageBesideOthers
    } else {
        Kind::Article
    }
}

#[cfg(test)]
mod tests {
    use super::page_lines;

    /// `text`: "|" parts its lines; `expect`: the lines that are the page's.
    fn check(text: &str, expect: &[&str]) {
        let text = text.replace('|', "\n");
        let found: Vec<&str> = page_lines(&text).into_iter().map(|line| text[line].trim()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn lines_of_pages() {
        for line in [
            "Advertisement",
            "ADVERTISEMENT",
            "[Advertisement]",
            "Story continues below",
            "READ MORE »",
            "▶ Watch video",
            "Comments (12)",
            "128 comments",
            "Loading...",
            "Editor’s picks",
            "Image source, Harbour Pictures",
        ] {
            check(&format!("It rained.|  {line}\t\r|It snowed."), &[line]);
            check(&format!("{line}||It snowed."), &[line]);
        }
        check("It rained.||Share|Tweet|Email||It snowed.", &["Share", "Tweet", "Email"]);
        check("The bridge||Advertisement||It rained.", &["Advertisement"]);
    }

    #[test]
    fn lines_of_articles() {
        for line in
            ["Listen.", "“Share this article”", "Share this article, said Ada Okafor", "READ MORE: Mayor leaves", "12"]
        {
            check(&format!("It rained.||{line}||It snowed."), &[]);
        }
        check("One word?||More||Nothing else.", &[]);
        check("The gulls go over,|more|and then|nothing.", &[]);
        check("“We want|Share this article|than this,” she said.", &[]);
        check("It read:||Sign up||Nothing else.", &[]);
        check("The sites:|- Facebook|- Twitter", &[]);
        check("", &[]);
    }
}
