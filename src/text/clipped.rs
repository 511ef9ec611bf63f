//! Paragraphs whose first letters were lost, as where a page's large first letter is no text: "mpany said" in a text that has the
//! word "company".

use rustc_hash::FxHashMap;

/// Shorter rests of words are those of too many.
const SHORTEST: usize = 3;
/// More letters are not lost.
const MOST_LOST: usize = 6;

/// What was lost before the first letters of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub struct Clipped<'t> {
    /// Where the paragraph begins, in bytes.
    pub start: usize,
    /// Whether "The" was lost.
    pub the: bool,
    /// The first letters of its first word.
    pub letters: &'t str,
}

/// What is known of the first word of a paragraph.
#[derive(Default)]
struct First<'t> {
    /// The letters before it in a word that ends with it, in the same spelling.
    letters: Option<&'t str>,
    /// Its own spelling.
    spelling: &'t str,
    /// Those letters in whatever spelling, in small letters.
    folded: Option<String>,
    /// Several words do.
    is_unclear: bool,
    /// The text has it as a word itself.
    is_word: bool,
    /// The word has an article somewhere.
    has_article: bool,
}

/// What was lost, in order: letters where the first word of a paragraph begins with a small letter, stands nowhere else in the text, is
/// none that `is_word` knows, and is the end of just one of its words; and "The", if that word has an article somewhere.
pub fn clipped(text: &str, is_word: impl Fn(&str) -> bool) -> Vec<Clipped<'_>> {
    let firsts: Vec<(usize, &str)> =
        paragraphs(text).filter_map(|start| Some((start, first_word(text, start)?))).collect();
    if firsts.is_empty() {
        return Vec::new();
    }
    let mut known: FxHashMap<String, First> =
        firsts.iter().map(|(_, word)| (word.to_lowercase(), First { spelling: word, ..First::default() })).collect();
    let mut skipped = firsts.iter().peekable();
    let mut before = "";
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let has_article = ["the", "a", "an"].iter().any(|article| before.eq_ignore_ascii_case(article));
        before = word;
        if skipped.next_if(|(start, _)| *start == at).is_some() {
            continue;
        }
        for (cut, _) in word.char_indices().take(MOST_LOST + 1) {
            let Some(first) = known.get_mut(&word[cut..].to_lowercase()) else { continue };
            first.has_article |= has_article;
            if cut == 0 {
                first.is_word = true;
            } else {
                let letters = &word[..cut];
                first.is_unclear |=
                    first.folded.get_or_insert_with(|| letters.to_lowercase()) != &letters.to_lowercase();
                if first.letters.is_none() && first.spelling == &word[cut..] {
                    first.letters = Some(letters);
                }
            }
        }
    }
    let of_paragraph = |(start, word): &(usize, &str)| {
        let first = &known[&word.to_lowercase()];
        let letters = first.letters.filter(|_| !first.is_word && !first.is_unclear && !is_word(word))?;
        Some(Clipped { start: *start, the: first.has_article && letters.starts_with(char::is_lowercase), letters })
    };
    firsts.iter().filter_map(of_paragraph).collect()
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
fn first_word(text: &str, start: usize) -> Option<&str> {
    let line = &text[start..];
    let rest = &line[..line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len())];
    let is_rest = rest.starts_with(char::is_lowercase) && rest.chars().all(char::is_alphabetic);
    (is_rest && rest.chars().count() >= SHORTEST).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, &str)]) {
        let shown = |found: Clipped| {
            let the = if found.the { "The " } else { "" };
            (format!("{the}{}", found.letters), first_word(text, found.start).expect("a word"))
        };
        let found: Vec<(String, &str)> = clipped(text, |word| word == "parents").into_iter().map(shown).collect();
        let expect: Vec<(String, &str)> = expect.iter().map(|(lost, rest)| ((*lost).to_owned(), *rest)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn lost_letters_are_found() {
        check("The company shut.\n\nmpany said so.", &[("The co", "mpany")]);
        check("Theresa May left.\nresa May said so.", &[("The", "resa")]);
        check("PinTok grew. PinTok!\n\nnTok said so.\n\nnTok left.", &[("Pi", "nTok"), ("Pi", "nTok")]);
        check("It would help.\n\nould it?", &[("w", "ould")]);
    }

    #[test]
    fn words_of_their_own_are_whole() {
        check("The company shut.\n\nfirm said so.", &[]);
        check("The rain fell on the train.\n\nrain fell.", &[]);
        check("He was making and taking.\n\nking said so.", &[]);
        check("It is of interest to\nrest of us.", &[]);
        check("The grandparents left.\n\nparents said so.", &[]);
        check("COMPANY SHUTS.\n\nmpany said so.", &[]);
        check("\n\n\n", &[]);
    }
}
