//! Which full stops belong to the word before them.

use super::super::abbreviations;
use super::{is_single_letter, is_word_char};

/// Whether the full stop after `start..end` belongs to the word: "Mr.", "U.S.", the "W." of "George W. Bush".
pub(super) fn keeps_full_stop(text: &str, start: usize, end: usize) -> bool {
    let word = &text[start..end];
    let after = &text[end + 1..];
    if after.starts_with('.') {
        return false;
    }
    if word.contains('.') && is_single_letter(&word[word.rfind('.').map_or(0, |dot| dot + 1)..]) {
        return true;
    }
    if word.eq_ignore_ascii_case("no") || word.eq_ignore_ascii_case("nos") {
        return after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    }
    if abbreviations::is_abbreviation(word) {
        return !is_acronym(word, after);
    }
    if word.eq_ignore_ascii_case("al") {
        return text[..start].trim_end().ends_with("et");
    }
    if abbreviations::precedes_a_number(word) && after.trim_start_matches([' ', '\u{a0}']).starts_with(char::is_numeric)
    {
        return true;
    }
    // "Lund v. Vance"
    if word == "v" {
        return after.starts_with(' ') && is_followed_by_capital(after) && is_preceded_by_capital(&text[..start]);
    }
    let is_initial = is_single_letter(word) && word.starts_with(char::is_uppercase) && word != "I";
    is_initial
        && is_followed_by_capital(after)
        && (is_preceded_by_capital(&text[..start])
            || starts_line_or_quotation(&text[..start])
            || after.starts_with(' ') && is_preceded_by_role(&text[..start]) && !begins_with_opener(after))
}

/// Whether what stands before may stand before the first letter of a name: "said R. Krishnan", "minister R. Krishnan", "Ann Narayan
/// and R. Krishnan".
fn is_preceded_by_role(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    match words.next() {
        Some("and") => words.next().is_some_and(|word| word.len() > 2 && word.starts_with(char::is_uppercase)),
        Some(word) => matches!(
            word,
            "said"
                | "says"
                | "told"
                | "by"
                | "minister"
                | "secretary"
                | "president"
                | "director"
                | "chief"
                | "officer"
                | "commissioner"
                | "chairman"
                | "leader"
                | "spokesman"
                | "spokeswoman"
                | "manager"
                | "judge"
                | "of"
                | "with"
                | "from"
                | "against"
                | "like"
                | "than"
        ),
        None => false,
    }
}

fn begins_with_opener(after: &str) -> bool {
    after.split_whitespace().next().is_some_and(abbreviations::is_sentence_opener)
}

/// Whether an abbreviation that is written in capitals is rather an acronym before a full stop, by what is `after` that: the
/// end of the paragraph, or a word that is not written in capitals ("said the SEC. The firm").
fn is_acronym(word: &str, after: &str) -> bool {
    if word.len() < 2 || !word.chars().all(char::is_uppercase) {
        return false;
    }
    let next = after.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\n');
    let mut letters = next.chars();
    match letters.next() {
        None | Some('\n') => true,
        Some(first) => first.is_uppercase() && letters.next().is_some_and(char::is_lowercase),
    }
}

fn is_followed_by_capital(after: &str) -> bool {
    let trimmed = after.trim_start_matches([' ', '\u{a0}']);
    after.len() - trimmed.len() <= 2 && trimmed.starts_with(char::is_uppercase)
}

fn is_preceded_by_capital(before: &str) -> bool {
    let trimmed = before.trim_end_matches([' ', '\u{a0}', '.', ',']);
    let word_start = trimmed
        .rfind(|c: char| !is_word_char(c))
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    trimmed[word_start..].starts_with(char::is_uppercase)
}

fn starts_line_or_quotation(before: &str) -> bool {
    before.trim_end_matches([' ', '\u{a0}']).chars().next_back().is_none_or(|c| !is_word_char(c) && c != ',')
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn full_stops() {
        check("Mr. Smith met George W. Bush.", "Mr.|Smith|met|George|W.|Bush|.");
        check("U.S.-led forces left the U.S.", "U.S.|-|led|forces|left|the|U.S.");
        check("J.K. Rowling wrote on Breitbart.com.", "J.K.|Rowling|wrote|on|Breitbart.com|.");
        check("It was plan B. Then he left.", "It|was|plan|B|.|Then|he|left|.");
        check("It rained, said R. Krishnan.", "It|rained|,|said|R.|Krishnan|.");
        check("K. Narayan and R. Krishnan left.", "K.|Narayan|and|R.|Krishnan|left|.");
        check("plans A and B. Krishnan left.", "plans|A|and|B|.|Krishnan|left|.");
        check("Dr. Wu, Ph.D. (b. 1961), et al. 2010", "Dr.|Wu|,|Ph.D.|(|b.|1961|)|,|et|al.|2010");
        check("Weird Al. Plan c. Then", "Weird|Al|.|Plan|c|.|Then");
        check("He sat. She left...", "He|sat|.|She|left|...");
        check("at 7 p.m. on Jan. 5", "at|7|p.m.|on|Jan.|5");
        check("said the SEC. The firm left.", "said|the|SEC|.|The|firm|left|.");
        check("raids by ED.”", "raids|by|ED|.|”");
        check("GOV. TIM REED, OF ACME INC. in Rome", "GOV.|TIM|REED|,|OF|ACME|INC.|in|Rome");
    }
}
