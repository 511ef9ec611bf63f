//! How well one name fits another.

use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{self, WordClass};

/// Whether `short` is made of the beginnings of the words of a name, in their order: "ICC", "KyoAni", "Jokowi". All in
/// capitals a letter of each will do; else a beginning has two letters or more.
pub(super) fn shortens(short: &str, words: &[String]) -> bool {
    fn rest(short: &str, words: &[String], least: usize) -> bool {
        let Some((word, others)) = words.split_first() else { return short.is_empty() };
        let common = short.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
        let ends = common.scan(0, |end, length| {
            *end += length;
            Some(*end)
        });
        (is_joint(word) && rest(short, others, least))
            || ends.filter(|end| short[..*end].chars().count() >= least).any(|end| rest(&short[end..], others, least))
    }
    let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
    let is_capital = short.chars().filter(|c| c.is_uppercase()).count() + 1 >= letters && letters > 1;
    let small = short.to_lowercase().replace('.', "");
    let least = if is_capital { 1 } else { 2 };
    (is_capital || letters > 5) && letters < 12 && rest(&small, words, least)
}

fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "for" | "and" | "in" | "on" | "de" | "la" | "to" | "at")
}

/// How well a surname alone fits a full name.
pub(super) const BY_SURNAME: u8 = 3;

/// How well a name with `words` fits a name already `known`, from 0 (not at all) to 4 (the same words).
pub(super) fn matching(kind: EntityKind, known: &[String], words: &[String]) -> u8 {
    if known == words {
        return 4;
    }
    let (long, short) = if known.len() >= words.len() { (known, words) } else { (words, known) };
    if short.is_empty() {
        return 0;
    }
    match kind {
        EntityKind::Person => matching_person(long, short),
        EntityKind::Organization if long.len() > short.len() => {
            let closes = |word: &String| lexicon::closes_company(word) || word == "group" || word == "company";
            if long.starts_with(short) && long[short.len()..].iter().all(closes) {
                3
            } else if short.len() == 1 && lexicon::is_organization(&short[0]) {
                // "the Bureau" for the "NGO Affairs Bureau", "the Chamber" for the "Chamber of Commerce"
                2 * u8::from(long.last() == short.last() || long.first() == short.first())
            } else if (short.len() > 1 || short[0].len() > 3)
                && long.starts_with(short)
                && !long.iter().any(|word| is_joint(word))
            {
                2
            } else {
                0
            }
        }
        EntityKind::Place if long.len() > short.len() => {
            let closes = |word: &String| lexicon::is_one_of(WordClass::ClosesPlaceName, word);
            3 * u8::from(long.starts_with(short) && long[short.len()..].iter().all(closes))
        }
        _ => 0,
    }
}

fn matching_person(long: &[String], short: &[String]) -> u8 {
    let same = |a: &str, b: &str| a == b || (a.len() == 1 && b.starts_with(a)) || (b.len() == 1 && a.starts_with(b));
    if short.len() == 1 {
        let word = &short[0];
        return if long.last() == Some(word) {
            BY_SURNAME
        } else if long.first() == Some(word) {
            2
        } else {
            u8::from(long.contains(word))
        };
    }
    // "Jane Roe" and "Jane M. Roe", "J. Roe": the same surname, and first names that agree in order.
    if long.last() == short.last() {
        let mut rest = long[..long.len() - 1].iter();
        let agrees = short[..short.len() - 1].iter().all(|word| rest.any(|other| same(word, other)));
        return if agrees { 3 } else { 0 };
    }
    // "Suu Kyi" in "Aung San Suu Kyi", "Salman" in "Mohammed bin Salman Al Saud".
    2 * u8::from(long.len() > short.len() && long.windows(short.len()).any(|part| part == short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.to_lowercase().split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn short_names_are_made_of_beginnings() {
        let check =
            |short: &str, name: &str, expect: bool| assert_eq!(shortens(short, &words(name)), expect, "{short}");
        check("ICC", "International Criminal Court", true);
        check("ED", "Enforcement Directorate", true);
        check("UNHCR", "United Nations High Commissioner for Refugees", true);
        check("SAMRC", "South African Medical Research Council", true);
        check("KyoAni", "Kyoto Animation", true);
        check("ICC", "International Court of Justice", false);
        check("Paris", "Paul Risk", false);
    }

    #[test]
    fn short_names_stand_in_full_ones() {
        let check = |kind: EntityKind, long: &str, short: &str, expect: u8| {
            assert_eq!(matching(kind, &words(long), &words(short)), expect, "{short}");
        };
        check(EntityKind::Person, "Ann Lee", "Lee", BY_SURNAME);
        check(EntityKind::Person, "Ann M Lee", "Ann Lee", 3);
        check(EntityKind::Person, "Ann Lee", "Tom Lee", 0);
        check(EntityKind::Organization, "NGO Affairs Bureau", "Bureau", 2);
        check(EntityKind::Organization, "Acme Corp", "Acme", 3);
        check(EntityKind::Place, "Kinmen County", "Kinmen", 3);
        check(EntityKind::Place, "Kinmen Beach", "Kinmen", 0);
    }
}
