//! Lines that a web page puts between the paragraphs of an article: "Advertisement", "Share this article", "Image source, Acme".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// A longer line, in bytes, is none of them.
const LONGEST: usize = 80;

struct PageLines {
    whole: FxHashSet<&'static str>,
    begins: Vec<&'static str>,
}

static PAGE_LINES: LazyLock<PageLines> = LazyLock::new(|| {
    let lines = include_str!("../data/lexicons/page_lines.txt").lines().filter(|line| !line.is_empty());
    // Comments end with the first heading: "#" stands for numbers below it.
    let mut lines = lines.skip_while(|line| *line != "[whole]").skip(1);
    let whole = lines.by_ref().take_while(|line| *line != "[begins]").collect();
    PageLines { whole, begins: lines.collect() }
});

/// Whether `line` is the page's and no part of the article.
pub fn is_page_line(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return false;
    }
    let line = line.strip_suffix("...").unwrap_or(line);
    // A sentence, or somebody's words.
    if line.ends_with(['.', '!', '?']) || line.contains(['"', '“', '”', '‘', '«']) {
        return false;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_lowercase().replace('’', "'");
    let mut plain = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '0'..='9' if plain.ends_with('#') => {}
            '0'..='9' => plain.push('#'),
            _ => plain.push(letter),
        }
    }
    let lines = &*PAGE_LINES;
    lines.whole.contains(plain.as_str()) || lines.begins.iter().any(|begin| plain.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::is_page_line;

    #[test]
    fn lines_of_pages() {
        for line in [
            "Advertisement",
            "ADVERTISEMENT",
            "  [Advertisement]\r",
            "Story continues below",
            "READ MORE »",
            "▶ Watch video",
            "Comments (12)",
            "128 comments",
            "Loading...",
            "Editor’s picks",
            "Image source, Harbour Pictures",
        ] {
            assert!(is_page_line(line), "{line:?}");
        }
    }

    #[test]
    fn lines_of_articles() {
        for line in [
            "",
            "...",
            "Listen.",
            "“Share this article”",
            "Share this article with your mother, said Ada Okafor",
            "READ MORE: Mayor leaves",
            "12",
            "Advertisement sales fell by a third",
        ] {
            assert!(!is_page_line(line), "{line:?}");
        }
    }
}
