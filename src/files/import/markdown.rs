//! Markdown as a text: the marks of its form go, the words stay.

/// The text of a page of Markdown: front matter, comments, images and code fences are left out; headings, lists, block
/// quotes, emphasis and links lose their marks; lines of one paragraph are joined.
pub(super) fn text(content: &str) -> String {
    let content = crate::files::normalize(content);
    let body = content.strip_prefix("---\n").and_then(|rest| Some(rest.split_once("\n---\n")?.1)).unwrap_or(&content);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut begins = true;
    for line in body.lines() {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => {
                fence = None;
                continue;
            }
            (Some(_), _) => continue,
            (None, Some(mark)) => {
                fence = Some(mark);
                begins = true;
                continue;
            }
            (None, None) => {}
        }
        let (words, is_block) = without_block_marks(trimmed);
        let is_underline = !trimmed.is_empty() && trimmed.len() > 2
            && (trimmed.chars().all(|c| c == '=') || trimmed.chars().all(|c| "-*_ ".contains(c)));
        if trimmed.is_empty() || is_underline {
            begins = true;
            continue;
        }
        let words = inline(words);
        match paragraphs.last_mut() {
            Some(last) if !begins && !is_block => {
                last.push(' ');
                last.push_str(words.trim());
            }
            _ => paragraphs.push(words.trim().to_owned()),
        }
        begins = trimmed.starts_with('#');
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n") + "\n"
}

/// A line without `#`, `>`, `-`, `*`, `1.` at its start; whether it begins a block.
fn without_block_marks(line: &str) -> (&str, bool) {
    let heading = line.trim_start_matches('#');
    let depth = line.len() - heading.len();
    if (1..=6).contains(&depth) && (heading.is_empty() || heading.starts_with(' ')) {
        return (heading.trim().trim_end_matches('#').trim_end(), true);
    }
    if let Some(quoted) = line.strip_prefix('>') {
        return (without_block_marks(quoted.trim_start()).0, false);
    }
    if let Some(item) = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return (item, true);
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if (1..4).contains(&(line.len() - digits.len()))
        && let Some(item) = digits.strip_prefix(". ")
    {
        return (item, true);
    }
    (line, false)
}

/// The words of a line: links as their words, images not at all, emphasis without its marks, escapes as characters.
fn inline(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        if letter == '\\' && after.starts_with(|c: char| c.is_ascii_punctuation()) {
            words.push_str(&after[..1]);
            rest = &after[1..];
            continue;
        }
        let image = rest.starts_with("![");
        if image || letter == '[' {
            let inner = if image { &rest[2..] } else { after };
            if let Some((label, behind)) = inner.split_once("](")
                && !label.contains(']')
                && let Some((_, behind)) = behind.split_once(')')
            {
                if !image {
                    words.push_str(&inline(label));
                }
                rest = behind;
                continue;
            }
        }
        if rest.starts_with("<!--")
            && let Some((_, behind)) = rest.split_once("-->")
        {
            rest = behind;
            continue;
        }
        if "*_`".contains(letter) {
            // A mark of emphasis touches a word on one side only; "2 * 3" and "snake_case" keep theirs.
            let run = rest.len() - rest.trim_start_matches(letter).len();
            let before = words.chars().next_back().is_some_and(char::is_alphanumeric);
            let behind = rest[run..].chars().next();
            let in_word = before && behind.is_some_and(char::is_alphanumeric) && letter == '_';
            let alone = words.chars().next_back().is_none_or(char::is_whitespace) && behind.is_none_or(char::is_whitespace);
            if in_word || alone {
                words.push_str(&rest[..run]);
            }
            rest = &rest[run..];
            continue;
        }
        words.push(letter);
        rest = after;
    }
    words
}
