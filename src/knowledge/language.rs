//! Is this English? A quick look before a text is read: the commonest English words against all words.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// So few words say nothing about a language.
const TOO_FEW: usize = 20;
/// English news has 35 to 50 % of the words below; other languages stay far below this share.
const LEAST_SHARE: f64 = 0.16;
/// How much of a text is looked at; characters.
const LOOKED_AT: usize = 8000;
/// So few letters say nothing about a script.
const FEW_LETTERS: usize = 40;

static COMMON: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    [
        "a", "about", "after", "all", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "for", "from",
        "had", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "more", "new", "no",
        "not", "of", "on", "one", "or", "our", "out", "over", "said", "she", "than", "that", "the", "their", "there",
        "they", "this", "to", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will", "with", "would",
        "you", "your",
    ]
    .into_iter()
    .collect()
});

/// Whether a text looks like another language than English.
pub fn looks_foreign(text: &str) -> bool {
    let end = text.char_indices().nth(LOOKED_AT).map_or(text.len(), |(end, _)| end);
    let start = text[..end].to_lowercase();
    let words: Vec<&str> = start.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    if words.len() < TOO_FEW {
        // Scripts without spaces give few, long "words".
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let latin = text.chars().filter(|c| c.is_alphabetic() && *c < '\u{250}').count();
        return letters > FEW_LETTERS && latin < letters / 2;
    }
    let common = words.iter().filter(|word| COMMON.contains(*word)).count();
    (common as f64) < LEAST_SHARE * words.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        let english = "The minister said on Friday that the bridge would be closed for a year, and that nobody in the \
                       town had been asked about it before the vote.";
        let german = "Der Minister sagte am Freitag, die Brücke werde noch in diesem Jahr wieder geöffnet; man habe \
                      lange genug gewartet, erklärte er nach der Sitzung vor Journalisten.";
        assert!(!looks_foreign(english) && looks_foreign(german));
        assert!(looks_foreign(&"日本国民は正当に選挙された国会における代表者を通じて行動し".repeat(2)));
        assert!(!looks_foreign("Guten Tag") && !looks_foreign(""));
    }
}
