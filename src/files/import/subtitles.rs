//! WebVTT and SubRip as a text: who speaks stands before the words.

/// The words of all cues, a paragraph for each turn. `<v Ada Okafor>` becomes `Ada Okafor: `, every one of a cue;
/// successive cues of one speaker are one turn, and two speakers in one cue, each on a line behind a dash, are two. Times, numbers, notes, styles and other tags are left out.
pub(super) fn text(content: &str) -> String {
    let content = crate::files::normalize(content);
    let mut turns: Vec<(Option<String>, String)> = Vec::new();
    for block in content.split("\n\n") {
        let lines: Vec<&str> = block.lines().collect();
        let Some(time) = lines.iter().position(|line| line.contains("-->")) else { continue };
        let words = without_overrides(&lines[time + 1..].join("\n"));
        for (speaker, words) in voices(&words) {
            // Each line of a cue may begin a turn.
            for line in words.split('\n') {
                let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
                match turns.last_mut() {
                    _ if line.is_empty() => {}
                    Some((last, said))
                        if speaker.is_none() && !is_turn(&line) || *last == speaker && speaker.is_some() =>
                    {
                        said.push(' ');
                        said.push_str(&line);
                    }
                    _ => turns.push((speaker.clone(), line)),
                }
            }
        }
    }
    let paragraphs = turns.into_iter().map(|(speaker, words)| match speaker {
        Some(speaker) => format!("{speaker}: {words}"),
        None => words,
    });
    let mut text = paragraphs.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

/// What Aegisub and its kin leave in a cue, {\an8} and the like, is none of its words.
fn without_overrides(words: &str) -> String {
    let mut parts = words.split("{\\");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((_, words)) => kept.push_str(words),
            None => kept.extend(["{\\", part]),
        }
    }
    kept
}

/// Whether words without a voice begin a turn: by a dash, `>>`, or a name before a colon.
fn is_turn(words: &str) -> bool {
    let label = words.split_once(": ").map(|(label, _)| label);
    words.starts_with(['-', '–', '—'])
        || words.starts_with(">>")
        || label.is_some_and(|label| {
            label.len() < 40 && label.starts_with(char::is_uppercase) && !label.contains(['.', ',', '“'])
        })
}

/// The parts of a cue's words, each with its voice.
fn voices(words: &str) -> Vec<(Option<String>, String)> {
    let mut parts = vec![(None, String::new())];
    let mut rest = words;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        push(&mut parts, before);
        let Some(close) = tag.find('>') else {
            push(&mut parts, tag);
            rest = "";
            break;
        };
        let name = &tag[1..close];
        if name == "v" || name.starts_with("v ") || name.starts_with("v.") || name.starts_with("v\t") {
            let speaker = name.split_once(char::is_whitespace).map(|(_, speaker)| decode(speaker.trim()));
            parts.push((speaker.filter(|speaker| !speaker.is_empty()), String::new()));
        } else if name == "/v" {
            parts.push((None, String::new()));
        } else if !is_tag(name) {
            push(&mut parts, &tag[..=close]);
        }
        rest = &tag[close + 1..];
    }
    push(&mut parts, rest);
    parts
}

fn push(parts: &mut [(Option<String>, String)], words: &str) {
    if let Some((_, said)) = parts.last_mut() {
        said.push_str(&decode(words));
    }
}

/// Whether what stands between `<` and `>` is a tag of subtitles: a name of letters, or a time.
fn is_tag(name: &str) -> bool {
    let name = name.trim_start_matches('/');
    let name = name.split([' ', '.', '\t', '\n']).next().unwrap_or("");
    let is_time = name.starts_with(|c: char| c.is_ascii_digit());
    is_time || ["b", "i", "u", "c", "s", "ruby", "rt", "lang", "font", "br"].contains(&name)
}

/// The characters that a text of cues escapes.
fn decode(text: &str) -> String {
    const NAMES: [(&str, &str); 8] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
        ("&lrm;", "\u{200e}"),
        ("&rlm;", "\u{200f}"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    // The ampersand last: "&amp;lt;" is "&lt;".
    NAMES.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}
