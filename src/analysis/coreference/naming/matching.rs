//! How well one name fits another.

use super::shortened::{is_joint, is_whereabouts};
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::gazetteer::{Gazetteer, PlaceKind};
use crate::knowledge::lexicon::{self, WordClass};

/// The plural of a singular, and the other way round: "clinics" and "clinic".
pub(super) fn other_number(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(singular) => singular.to_owned(),
        None => format!("{word}s"),
    }
}

/// Whether two names differ only in the number of their last words, of three letters or more. "Kenyan" is no Kenyan.
fn is_other_number(a: &[String], b: &[String]) -> bool {
    a.len() == b.len()
        && a.iter().chain(b).all(|word| lexicon::demonym(word).is_none())
        && a[..a.len() - 1] == b[..b.len() - 1]
        && a.last()
            .zip(b.last())
            .is_some_and(|(a, b)| a.len().min(b.len()) > 2 && (other_number(a) == *b || other_number(b) == *a))
}

/// Whether one of two surnames of six letters or more is the other with one letter exchanged, or with two letters that stand
/// in each other's place, or is a surname of five letters or more with one put in. Unless the names `agree` otherwise, the
/// last letter may not be all: "Petrov" and "Petrova" are two people.
pub(super) fn is_misspelt(a: &str, b: &str, agree: bool) -> bool {
    const SHORTEST: usize = 6;
    // Nearly all pairs part here, of the many that are compared.
    if a == b || a.chars().next() != b.chars().next() {
        return false;
    }
    let count = |word: &str| word.chars().count();
    let ((long, longer), (short, shorter)) = match (count(a), count(b)) {
        (of_a, of_b) if of_a >= of_b => ((a, of_a), (b, of_b)),
        (of_a, of_b) => ((b, of_b), (a, of_a)),
    };
    if longer < SHORTEST || longer - shorter > 1 {
        return false;
    }
    let same = long.chars().zip(short.chars()).take_while(|(a, b)| a == b).count();
    let is_ending = same + 1 >= longer && long.ends_with(['a', 'o', 'e', 'i', 's']);
    if is_ending && !agree {
        return false;
    }
    if longer > shorter {
        return long.chars().skip(same + 1).eq(short.chars().skip(same));
    }
    let mut differ = long.chars().zip(short.chars()).filter(|(a, b)| a != b);
    match (differ.next(), differ.next(), differ.next()) {
        (Some(_), None, _) => true,
        (Some((a, b)), Some((c, d)), None) => (a, b) == (d, c),
        _ => false,
    }
}

/// How well a surname alone fits a full name.
pub(super) const BY_SURNAME: u8 = 3;
/// How well a name with the same words fits.
pub(super) const SAME: u8 = 4;

/// Whether `long` is a place of its own and `short` the country, or of a city the state, whose name it bears: "Mexico City",
/// "Quebec City", "Jordan Valley". "New York" is as often the city.
fn is_of_the_same_name(long: &[String], short: &[String]) -> bool {
    let gazetteer = Gazetteer::built_in();
    let name = short.join(" ");
    let is_city = || long[short.len()..] == ["city"] && name != "new york" && gazetteer.is_place_name(&long.join(" "));
    let is_larger = |id| match gazetteer.kind(id) {
        // "Bahamas Islands", "Kyrgyz Republic"
        PlaceKind::Country => !matches!(long[long.len() - 1].as_str(), "republic" | "island" | "islands"),
        PlaceKind::Region => is_city(),
        _ => false,
    };
    Rule::CountryNames.holds() && gazetteer.lookup(&name).into_iter().any(is_larger)
}

/// Whether the nouns of two names for one authority stand at either end: "US Department of Justice", "Ministry of Foreign
/// Affairs" and "Justice Department", "Foreign Ministry".
fn is_turned(long: &[String], short: &[String]) -> bool {
    let long = if long[0] == "us" { &long[1..] } else { long };
    let [noun, of, field @ ..] = long else { return false };
    let field = field.strip_suffix(&["affairs".to_owned()]).unwrap_or(field);
    of == "of" && matches!(noun.as_str(), "department" | "ministry") && short.split_last() == Some((noun, field))
}

/// Two names with the sign for "and" in place of the word, if one of them has the sign and one the word.
fn with_sign(known: &[String], words: &[String]) -> Option<[Vec<String>; 2]> {
    let both = || known.iter().chain(words);
    let signed =
        |words: &[String]| words.iter().map(|word| if word == "and" { "&" } else { word }.to_owned()).collect();
    (both().any(|word| word == "&") && both().any(|word| word == "and")).then(|| [signed(known), signed(words)])
}

/// How well a name with `words` fits a name already `known`, from 0 (not at all) to 4 (the same words).
pub(super) fn matching(kind: EntityKind, known: &[String], words: &[String]) -> u8 {
    if known == words {
        return SAME;
    }
    if let Some([known, words]) = with_sign(known, words) {
        return matching(kind, &known, &words);
    }
    let (long, short) = if known.len() >= words.len() { (known, words) } else { (words, known) };
    if short.is_empty() {
        return 0;
    }
    if kind != EntityKind::Person && is_other_number(long, short) && Rule::Number.holds() {
        return 3;
    }
    match kind {
        EntityKind::Person => matching_person(long, short),
        EntityKind::Organization if long.len() > short.len() => {
            let closes = |word: &String| lexicon::closes_company(word) || lexicon::has(WordClass::EndsCompany, word);
            // "the RMT union"
            let is_union = || short.len() == 1 && short[0].len() < 4 && matches!(long[1].as_str(), "union" | "party");
            if long.starts_with(short)
                && (long[short.len()..].iter().all(closes) || long.len() == 2 && is_union() && Rule::LongForms.holds())
                || (is_turned(long, short) && Rule::OtherNames.holds())
            {
                3
            } else if short.len() == 1
                && lexicon::is_one_of(WordClass::NameOfNewspaper, &short[0])
                && Rule::OtherNames.holds()
            {
                // "the Post" for the "Washington Post"
                2 * u8::from(long.last() == short.last())
            } else if short.len() == 1 && lexicon::is_organization(&short[0]) {
                // "the Bureau" for the "NGO Affairs Bureau", "the Chamber" for the "Chamber of Commerce"
                let is_first = long.first() == short.first() && !is_part(long, short);
                2 * u8::from(long.last() == short.last() || is_first)
            } else if is_nickname(long, short) && Rule::PlaceLeftOut.holds() {
                2
            } else {
                let is_beginning = (short.len() > 1 || short[0].len() > 3)
                    && long.starts_with(short)
                    && !is_part(long, short)
                    && !long.iter().any(|word| is_joint(word));
                // "the Democratic Party" for the "Democratic Party of Korea", "the Environment Ministry" for that of Kinshasa
                let is_title = short.len() > 1 && Rule::ShortTitles.holds();
                let names = |word: &String| lexicon::is_organization(word);
                let before = &long[..long.len() - short.len()];
                let is_end = long.ends_with(short)
                    && !before.iter().any(|word| is_joint(word))
                    && !is_branch_of_party(before, short)
                    && !is_other_party(before, short)
                    && (names(&short[short.len() - 1]) || leaves_out_place(before, short));
                let goes_on = long.starts_with(short)
                    && long[short.len()] == "of"
                    && !is_branch_of_party(&long[short.len() + 1..], short)
                    && short.iter().any(names);
                if is_beginning || is_title && goes_on { 2 } else { u8::from(is_title && is_end) }
            }
        }
        EntityKind::Place if long.len() > short.len() => {
            let closes = |word: &String| lexicon::is_one_of(WordClass::ClosesPlaceName, word);
            let is_same = long.starts_with(short) && long[short.len()..].iter().all(closes);
            3 * u8::from(is_same && !is_of_the_same_name(long, short))
        }
        _ => 0,
    }
}

/// Whether `long`, which begins with `short`, is a part of it or its people: "Senate Judiciary Committee", "House
/// Republicans".
fn is_part(long: &[String], short: &[String]) -> bool {
    let is_part = |word: &String| lexicon::is_one_of(WordClass::BehindBody, word);
    let is_chamber = matches!(short, [only] if matches!(only.as_str(), "house" | "senate"));
    Rule::PartsOfBodies.holds()
        && long.len() > short.len()
        && long.starts_with(short)
        && (is_chamber && long[1] != "of" || long[short.len()..].iter().any(is_part))
}

/// Whether `known` is a branch, in a country or a part of the world, of the organization with `words`: "Acme China", "Acme
/// UK Consulting".
pub(super) fn is_branch(known: &[String], words: &[String]) -> bool {
    let gazetteer = Gazetteer::built_in();
    let is_wide = |id| matches!(gazetteer.kind(id), PlaceKind::Country | PlaceKind::WorldRegion);
    let is_place = |place: &[String]| gazetteer.lookup(&place.join(" ")).into_iter().any(is_wide);
    known.strip_prefix(words).is_some_and(|rest| !rest.is_empty() && (is_place(rest) || is_place(&rest[..1])))
}

/// Whether `short` is a party and `place` a state or a town, whose party is only a part of it: "Ohio Democratic Party" and
/// "Democratic Party".
fn is_branch_of_party(place: &[String], short: &[String]) -> bool {
    let gazetteer = Gazetteer::built_in();
    let places = gazetteer.lookup(&place.strip_suffix(&["state".to_owned()]).unwrap_or(place).join(" "));
    Rule::Branches.holds()
        && short.last().is_some_and(|word| word == "party")
        && !places.is_empty()
        && places.into_iter().all(|id| matches!(gazetteer.kind(id), PlaceKind::Region | PlaceKind::City))
}

/// Whether `short` is a party and the word `before` it tells another than its country: the "Parliamentary Harbour Party" is not the
/// "Harbour Party".
fn is_other_party(before: &[String], short: &[String]) -> bool {
    Rule::Branches.holds() && short.last().is_some_and(|word| word == "party") && !is_whereabouts(before)
}

/// Whether `short` is `long` without the place that it has before: "the Cowboys" of the "Dallas Cowboys".
fn is_nickname(long: &[String], short: &[String]) -> bool {
    let [word] = short else { return false };
    word.len() > 3
        && word.ends_with('s')
        && long.last() == Some(word)
        && !lexicon::is_one_of(WordClass::BehindBody, word)
        && !lexicon::is_one_of(WordClass::Partisans, word)
        && is_whereabouts(&long[..long.len() - 1])
}

/// Whether a title in full is `short` without the place `before` it: "the Federal Reserve" of the "US Federal Reserve". The
/// "Chinese University of Hong Kong" is another than the university.
fn leaves_out_place(before: &[String], short: &[String]) -> bool {
    Rule::PlaceLeftOut.holds()
        && matches!(before, [only] if lexicon::has(WordClass::PlaceLeftOut, only))
        && !short.iter().any(|word| word == "university")
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
    // "Horacio Cartes" in "Horacio Manuel Cartes Jara"
    let mut rest = long.iter();
    if long.len() > short.len()
        && long.first() == short.first()
        && short.iter().all(|word| rest.any(|other| other == word))
    {
        return 2;
    }
    // "Suu Kyi" in "Aung San Suu Kyi", "Salman" in "Mohammed bin Salman Al Saud".
    2 * u8::from(long.len() > short.len() && long.windows(short.len()).any(|part| part == short))
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    #[test]
    fn surnames_are_misspelt() {
        let check = |a: &str, b: &str, expect: bool| assert_eq!(is_misspelt(a, b, false), expect, "{a}, {b}");
        check("linetsky", "linetzky", true);
        check("murrillo", "murillo", true);
        check("forson", "forso", true);
        check("colin", "coln", false);
        check("bennett", "bennet", true);
        check("petrov", "petrova", false);
        check("hansen", "jansen", false);
        check("miller", "mueller", false);
        check("snyder", "synder", true);
        check("madbouli", "mabdouli", true);
        check("roggio", "roggo", true);
        check("lavrov", "lavroff", false);
        check("clarke", "clark", false);
        assert!(is_misspelt("kaschke", "kaschk", true));
    }

    #[test]
    fn names_of_one_and_of_others() {
        use EntityKind::{Organization, Person, Place};
        let check = |kind: EntityKind, long: &str, short: &str, expect: u8| {
            assert_eq!(matching(kind, &words(long), &words(short)), expect, "{long}, {short}");
        };
        check(Person, "Ann Lee", "Lee", BY_SURNAME);
        check(Person, "Ann M Lee", "Ann Lee", 3);
        check(Person, "Ann Lee", "Tom Lee", 0);
        check(Person, "Ada Maria Okafor Lund", "Ada Okafor", 2);
        check(Organization, "NGO Affairs Bureau", "Bureau", 2);
        check(Organization, "Acme Corp", "Acme", 3);
        check(Place, "Kinmen County", "Kinmen", 3);
        check(Place, "Kinmen Beach", "Kinmen", 0);
        check(Organization, "department of justice", "justice department", 3);
        check(Organization, "ministry of foreign affairs", "foreign ministry", 3);
        check(Organization, "ministry of health", "finance ministry", 0);
        check(Organization, "university of washington", "washington university", 0);
        check(Organization, "washington post", "post", 2);
        check(Organization, "post office", "post", 0);
        check(Organization, "fox news", "fox", 3);
        check(Organization, "dorne & lund", "dorne and lund", 4);
        check(Organization, "lund & dahl co", "lund and dahl", 3);
        check(Organization, "senate judiciary committee", "senate", 0);
        check(Organization, "house republicans", "house", 0);
        check(Organization, "treasury department", "treasury", 2);
        check(Organization, "los angeles herons", "herons", 2);
        check(Organization, "house democrats", "democrats", 0);
        check(Organization, "parliamentary harbour party", "harbour party", 0);
        check(Organization, "portuguese harbour party", "harbour party", 1);
        check(Organization, "us federal reserve", "federal reserve", 1);
        check(Organization, "chinese university of hong kong", "university of hong kong", 0);
        check(Place, "mexico city", "mexico", 0);
        check(Place, "quebec city", "quebec", 0);
        check(Place, "jordan valley", "jordan", 0);
        check(Place, "new york city", "new york", 3);
        check(Place, "dublin city", "dublin", 3);
    }
}
