//! Words that are made of the beginnings of a name: "ICC", "D&L", "KyoAni".

use crate::analysis::rules::Rule;
use crate::knowledge::gazetteer::Gazetteer;
use crate::knowledge::lexicon::{self, Grammar, WordClass};

/// A word that may be made of the beginnings of the words of a name, in their order: "ICC", "KyoAni", "Jokowi".
pub(super) struct Shortened {
    small: String,
    /// Whether it has a sign for "and": "D&L".
    has_and: bool,
    /// How many letters a beginning has at least: all in capitals one of each will do.
    least: usize,
}

impl Shortened {
    /// None of a word that is too long or too short for it.
    pub(super) fn of(short: &str) -> Option<Shortened> {
        let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
        let is_capital = short.chars().filter(|c| c.is_uppercase()).count() + 1 >= letters && letters > 1;
        let least = if is_capital { 1 } else { 2 };
        ((is_capital || letters > 5) && letters < 12).then(|| Shortened {
            small: short.to_lowercase().replace(['.', '&'], ""),
            has_and: short.contains('&'),
            least,
        })
    }

    /// Whether it is made of these `words`, or, in capitals, of those before the last "of": "LDP" of "Liberal Democratic
    /// Party of Japan".
    pub(super) fn shortens(&self, words: &[String]) -> bool {
        if self.has_and && !words.iter().any(|word| is_and(word)) {
            return false;
        }
        let title = || words.iter().rposition(|word| word == "of").map_or(words, |of| &words[..of]);
        begins(&self.small, words, self.least)
            || (self.least == 1 && self.small.len() > 2 && begins(&self.small, title(), self.least))
    }

    /// Whether it is made of the first letters of these `words`: "HRC" of "Harbour Rail Council", but not of "Hrim Chambers".
    pub(super) fn has_initials_of(&self, words: &[String]) -> bool {
        self.least == 1 && initials(words) == self.small
    }

    /// Whether it has the initials of these `words` without the country before them ("ICE" of "US Immigration and Customs
    /// Enforcement"), without "Department of" ("HHS"), or without what closes them: "CDC" of "Centers for Disease Control and
    /// Prevention", "CNPC" of "China National Petroleum Corp".
    pub(super) fn shortens_part(&self, words: &[String]) -> bool {
        let is_capital = self.least == 1 && self.small.len() > 2 && !self.has_and;
        if !is_capital || !Rule::LongForms.holds() {
            return false;
        }
        let closes = |word: &&String| lexicon::closes_company(word) || *word == "department";
        let closed = words.len() - words.iter().rev().take_while(closes).count();
        let is_office =
            matches!(words, [office, of, ..] if of == "of" && matches!(office.as_str(), "department" | "ministry"));
        let starts = (0..words.len().min(3)).filter(|start| match start {
            0 => true,
            2 if is_office => true,
            start => is_whereabouts(&words[..*start]),
        });
        let of = words[..closed].iter().rposition(|word| word == "of");
        let and = closed.checked_sub(2).filter(|at| is_and(&words[*at]));
        let ends = [Some(words.len()), Some(closed), of, and];
        starts
            .into_iter()
            .any(|start| ends.iter().flatten().any(|end| start < *end && initials(&words[start..*end]) == self.small))
    }
}

/// The first letters of the words that are no "of" and the like.
fn initials(words: &[String]) -> String {
    let main = words.iter().filter(|word| !is_joint(word) && !is_and(word));
    main.filter_map(|word| word.chars().next()).collect()
}

/// Whether `short` is made of beginnings of `words`, each of `least` letters or more.
fn begins(short: &str, words: &[String], least: usize) -> bool {
    let Some((word, others)) = words.split_first() else { return short.is_empty() };
    let common = short.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let ends = common.scan(0, |end, length| {
        *end += length;
        Some(*end)
    });
    ((is_joint(word) || is_and(word)) && begins(short, others, least))
        || ends.filter(|end| short[..*end].chars().count() >= least).any(|end| begins(&short[end..], others, least))
}

/// Whether the letters of `short`, three or more, stand in the words in their order, the first at the beginning of one,
/// and no word but the last is left out in between: "Numsa" in "National Union of Metalworkers of SA".
pub(super) fn runs_through(short: &str, words: &[String]) -> bool {
    let all: String = words.concat();
    let mut rest = all.chars();
    let letters: Vec<char> = short.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let starts = words.first().is_some_and(|word| word.starts_with(letters.first().copied().unwrap_or(' ')));
    starts && (3..9).contains(&letters.len()) && letters.iter().all(|letter| rest.any(|other| other == *letter))
}

/// "and", as a word or a sign.
pub(super) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "&")
}

pub(super) fn is_joint(word: &str) -> bool {
    lexicon::has(Grammar::NoInitial, word)
}

/// Whether `words`, in small letters, are a country, a people or a place with many people: "us", "german", "los angeles".
pub(super) fn is_whereabouts(words: &[String]) -> bool {
    const MANY: u32 = 50_000;
    let name = words.join(" ");
    lexicon::has(WordClass::WhereaboutsInCapitals, &name)
        || lexicon::demonym(&name).is_some()
        || Gazetteer::built_in().largest_population(&name).is_some_and(|people| people >= MANY)
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    fn check(shortens: fn(&Shortened, &[String]) -> bool, short: &str, name: &str, expect: bool) {
        let found = Shortened::of(short).is_some_and(|short| shortens(&short, &words(name)));
        assert_eq!(found, expect, "{short}, {name}");
    }

    #[test]
    fn short_names_are_made_of_beginnings() {
        let check = |short: &str, name: &str, expect: bool| check(Shortened::shortens, short, name, expect);
        check("ICC", "International Criminal Court", true);
        check("ED", "Enforcement Directorate", true);
        check("UNHCR", "United Nations High Commissioner for Refugees", true);
        check("SAMRC", "South African Medical Research Council", true);
        check("KyoAni", "Kyoto Animation", true);
        check("LDP", "Liberal Democratic Party of Japan", true);
        check("ICC", "International Court of Justice", false);
        check("Paris", "Paul Risk", false);
        check("D&L", "Dorne and Lund", true);
        check("D&L", "Dorne Limited", false);
    }

    #[test]
    fn short_names_of_parts() {
        let check = |short: &str, name: &str, expect: bool| check(Shortened::shortens_part, short, name, expect);
        check("CDC", "Centers for Disease Control and Prevention", true);
        check("CDC", "US Centers for Disease Control and Prevention", true);
        check("ICE", "US Immigration and Customs Enforcement", true);
        check("HHS", "Department of Health and Human Services", true);
        check("HHS", "Health and Human Services Department", true);
        check("LRC", "Lower Brandt Rail Company of Leeds Ltd", false);
        check("EPD", "Old Environmental Protection Division", false);
        check("CB", "California Board", false);
    }

    #[test]
    fn letters_run_through_names() {
        assert!(runs_through("Numsa", &words("National Union of Metalworkers of SA")));
        assert!(!runs_through("Italy", &words("Isolde Kostner")));
        assert!(!runs_through("Accra", &words("Hearts of Oak")));
    }
}
