//! White space in a block, as a browser shows it.

/// White space as one space, or one that does not break where there is one in it.
pub(super) fn push_collapsed(text: &mut String, words: &str) {
    let mut rest = words;
    while let Some(start) = rest.find(char::is_whitespace) {
        let (before, after) = rest.split_at(start);
        let end = after.find(|c: char| !c.is_whitespace()).unwrap_or(after.len());
        text.push_str(before);
        text.push(if after[..end].contains('\u{a0}') { '\u{a0}' } else { ' ' });
        rest = &after[end..];
    }
    text.push_str(rest);
}

/// Ends a block: its lines without white space around them go to the others, unless there is nothing in it.
pub(super) fn finish(current: &mut String, blocks: &mut Vec<String>) {
    let spaces = |c: char| matches!(c, ' ' | '\t' | '\r' | '\x0c');
    let line = |line: &str| {
        let parts: Vec<&str> = line.split(spaces).filter(|part| !part.is_empty()).collect();
        parts.join(" ").trim().to_owned()
    };
    let mut lines: Vec<String> = std::mem::take(current).split('\n').map(line).collect();
    // Many br elements make one empty line.
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    let text = lines.join("\n");
    if !text.trim().is_empty() {
        blocks.push(text.trim().to_owned());
    }
}
