//! Paragraphs whose first letters were lost, as where a page's large first letter is no text: "mpany said" in a text that has the
//! word "company".

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

/// Shorter rests of words are those of too many.
const SHORTEST: usize = 3;
/// More letters are not lost.
const MOST_LOST: usize = 6;

/// A word whose first letters were lost.
#[derive(Debug, PartialEq, Eq)]
pub struct Clipped<'t> {
    /// Where its rest begins, in bytes.
    pub start: usize,
    /// The letters that were lost.
    pub lost: &'t str,
}

/// What is known of the rest of a word.
#[derive(Clone, Copy)]
enum Whole<'t> {
    Unseen,
    /// The lost letters, and the only word that ends with the rest.
    One(&'t str, &'t str),
    /// It is a word itself, or several words end with it.
    Unclear,
}

/// The words of `text`, in order, that begin a paragraph with a small letter, stand nowhere else in the text, and are the end of
/// just one of its words.
pub fn clipped_words(text: &str) -> Vec<Clipped<'_>> {
    let rests: Vec<(usize, &str)> =
        paragraphs(text).filter_map(|start| Some((start, rest_of_word(text, start)?))).collect();
    if rests.is_empty() {
        return Vec::new();
    }
    let mut wholes: FxHashMap<String, Whole> =
        rests.iter().map(|(_, rest)| (rest.to_lowercase(), Whole::Unseen)).collect();
    let mut clipped = rests.iter().peekable();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if clipped.next_if(|(start, _)| *start == at).is_some() {
            continue;
        }
        for (lost, (cut, _)) in word.char_indices().enumerate().take(MOST_LOST + 1) {
            let Entry::Occupied(mut whole) = wholes.entry(word[cut..].to_lowercase()) else { continue };
            let is_same = |known: &str| known.to_lowercase() == word.to_lowercase();
            match *whole.get() {
                _ if lost == 0 => _ = whole.insert(Whole::Unclear),
                Whole::Unseen => _ = whole.insert(Whole::One(&word[..cut], word)),
                Whole::One(_, known) if !is_same(known) => _ = whole.insert(Whole::Unclear),
                Whole::One(..) | Whole::Unclear => {}
            }
        }
    }
    let whole = |(start, rest): &(usize, &str)| match wholes[&rest.to_lowercase()] {
        Whole::One(lost, _) => Some(Clipped { start: *start, lost }),
        Whole::Unseen | Whole::Unclear => None,
    };
    rests.iter().filter_map(whole).collect()
}

/// Where the lines begin that stand below an empty line, or below one that ends a sentence. Lines that were broken at a width are
/// none of them.
fn paragraphs(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut start = 0;
    let mut may_begin = false;
    text.split_inclusive('\n').filter_map(move |line| {
        let begins = may_begin.then_some(start);
        start += line.len();
        may_begin = line.trim().is_empty() || line.trim_end().ends_with(['.', '!', '?', '"', '”', '’', '\'', ')']);
        begins
    })
}

/// The word at `start` if it may be the rest of one: a small letter first, three letters at least.
fn rest_of_word(text: &str, start: usize) -> Option<&str> {
    let line = &text[start..];
    let rest = &line[..line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len())];
    let is_rest = rest.starts_with(char::is_lowercase) && rest.chars().all(char::is_alphabetic);
    (is_rest && rest.chars().count() >= SHORTEST).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> = clipped_words(text)
            .into_iter()
            .map(|found| (found.lost, rest_of_word(text, found.start).expect("a word")))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn rests_of_words_are_found() {
        check("The company shut.\n\nmpany said so.", &[("co", "mpany")]);
        check("Theresa May left.\nresa May said so.", &[("The", "resa")]);
        check("PinTok grew. PinTok!\n\nnTok said so.\n\nnTok left.", &[("Pi", "nTok"), ("Pi", "nTok")]);
    }

    #[test]
    fn words_of_their_own_are_whole() {
        check("The company shut.\n\nfirm said so.", &[]);
        check("The rain fell on the train.\n\nrain fell.", &[]);
        check("He was making and taking.\n\nking said so.", &[]);
        check("It is of interest to\nrest of us.", &[]);
        check("\n\n\n", &[]);
    }
}
