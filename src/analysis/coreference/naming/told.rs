//! Kinds of names that their own last word tells, or what stands beside them.

use super::shortened::{is_and, is_joint};
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::{Gazetteer, PlaceKind};
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::{is_article, is_genitive, is_genitive_of_one};
use crate::text::TokenKind;
use std::ops::Range;

/// The most tokens of a description behind a name, up to its noun.
const LONGEST: usize = 8;

/// The kind that the name tells itself: "Ann Lee Tonight", "Penford Rovers", "Penford Tribune", "HMS Penford", "Airbus A320".
pub(super) fn by_last_word(syntax: &Syntax, name: &Name) -> Option<EntityKind> {
    let (tokens, last) = (&name.tokens, syntax.word(name.tokens.end - 1));
    let (is_person, is_body) = (name.kind == EntityKind::Person, name.kind == EntityKind::Organization);
    let is = |class: WordClass| tokens.len() > 1 && last.starts_with(char::is_uppercase) && is_one_of(class, last);
    let is_show =
        is(WordClass::EndsShow) && (is_person && tokens.len() > 2 || is_body && last == "Show" && tokens.len() < 4);
    if is_show && Rule::WorksAreThings.holds() {
        return Some(EntityKind::Other);
    }
    let first = syntax.word(tokens.start);
    let has_digit = || last.contains(|c: char| c.is_ascii_digit());
    let is_vessel = is_one_of(WordClass::Ship, first) && first.chars().all(char::is_uppercase)
        || is_one_of(WordClass::MakesAircraft, first) && has_digit();
    if is_vessel && tokens.len() > 1 && Rule::VesselsAreThings.holds() {
        return Some(EntityKind::Other);
    }
    if !is_body && is(WordClass::EndsPaper) && Rule::EndsLikeOrganization.holds() {
        return Some(EntityKind::Organization);
    }
    let is_first_name = is_person && lexicon::first_name(first).is_some();
    let next = syntax.word(tokens.end);
    let plays = || {
        let does = is_one_of(WordClass::PlaysForClub, next) || matches!(next, "beat" | "thrashed");
        let is_place = || Gazetteer::built_in().is_place_name(syntax.span(tokens.clone()).of(syntax.text));
        matches!(last, "City" | "Town") && !is_person && does && !is_place()
    };
    let is_club =
        (is_person || name.kind == EntityKind::Place) && !is_first_name && (is(WordClass::EndsClub) || plays());
    (is_club && Rule::Clubs.holds()).then_some(EntityKind::Organization)
}

/// Whether the name at `tokens`, a city's, is told to be that of its club: "Leeds coach Ann Lee", "Leeds signed striker", "Leeds beat
/// Rangers", "Leeds drew 1-1". `names`: those of the text.
pub(super) fn is_club(syntax: &Syntax, names: &[Name], tokens: &Range<usize>) -> bool {
    /// The most tokens up to a score.
    const SCORE: usize = 8;
    let next = tokens.end;
    let sentence = syntax.sentences[syntax.sentence_of(tokens.start)].tokens.end;
    let is_number = |at: usize| at < sentence && syntax.tokens[at].kind == TokenKind::Number;
    let is_score = |at: usize| is_number(at) && matches!(syntax.word(at + 1), "-" | "–") && is_number(at + 2);
    let begins = |kind: EntityKind, at: usize| {
        let next = names.partition_point(|name| name.tokens.start < at);
        names.get(next).is_some_and(|name| name.tokens.start == at && name.kind == kind)
    };
    let role = next + usize::from(syntax.word(next) == "head");
    let has_staff = (syntax.word(role) == "coach"
        || role == next && is_one_of(WordClass::PlaysForClub, syntax.word(next)))
        && begins(EntityKind::Person, role + 1);
    let has_played = match syntax.word(next) {
        verb if is_one_of(WordClass::WinsGame, verb) => {
            begins(EntityKind::Organization, next + 1) || (next..next + SCORE).any(is_score)
        }
        "drew" | "lost" | "won" => (next..next + SCORE).any(is_score),
        "signed" => (next + 1..next + 4).any(|at| is_one_of(WordClass::PlaysForClub, syntax.word(at))),
        _ => false,
    };
    let gazetteer = Gazetteer::built_in();
    let is_city = || {
        let places = gazetteer.lookup(syntax.span(tokens.clone()).of(syntax.text));
        places.iter().any(|id| gazetteer.kind(*id) == PlaceKind::City)
            && places.iter().all(|id| gazetteer.kind(*id) != PlaceKind::Country)
    };
    let is_country = || is_one_of(WordClass::CalledCountry, syntax.word(tokens.start));
    (has_staff || has_played) && is_city() && !is_country() && Rule::Clubs.holds()
}

/// Whether the name stands behind a noun for what has a title: "the film “Ann Lee,”", "the soap Penford Lane,".
pub(super) fn is_work(syntax: &Syntax, name: &Name) -> bool {
    let (open, end) = (name.tokens.start.wrapping_sub(1), name.tokens.end);
    let close = end + usize::from(matches!(syntax.word(end), "," | "." | "!" | "?"));
    let is_between = matches!(
        (syntax.word(open), syntax.word(close)),
        ("“", "”") | ("\"", "\"") | ("‘", "’") | ("'", "'") | ("''", "''")
    );
    // Where the noun stands: before the mark, a comma or an article.
    let skipped = if is_between { "," } else { "The" };
    let noun = open.wrapping_sub(usize::from(is_between));
    let noun = noun.wrapping_sub(usize::from(syntax.word(noun) == skipped));
    let (word, before) = (syntax.word(noun), syntax.word_before(noun, 1));
    // "polls show Lee leads", "in the film Lee plays", "the single Penford team", "in this movie Google"
    let is_bare = || {
        let is_doubtful = match word {
            "show" => !is_one_of(WordClass::ShowOnAir, before),
            "play" | "single" => true,
            _ => false,
        };
        syntax.part_of_speech(noun) == PartOfSpeech::Noun
            && syntax.sentence_of(noun) == syntax.sentence_of(end - 1)
            && !is_doubtful
            && name.tokens.len() > 1
            && syntax.word(name.tokens.start).starts_with(char::is_uppercase)
            && !syntax.part_of_speech(end).is_verb()
    };
    is_one_of(WordClass::KindOfWork, word) && (is_between || is_bare()) && Rule::WorksAreThings.holds()
}

/// Whether the name, of one word, is told to be a company's: "Vandor CEO", "founder of Vandor", "Vandor, a food company,",
/// "Vandor said it would close".
pub(super) fn is_company(syntax: &Syntax, name: &Range<usize>, kind: EntityKind) -> bool {
    let (before, end) = (name.start, name.end);
    let is_noun = |at: usize| syntax.part_of_speech(at) == PartOfSpeech::Noun;
    let is_possessive = is_genitive(syntax.word(end));
    let owned = end + usize::from(is_possessive);
    let is_executive = |at: usize| syntax.word(at) == "chief" && syntax.word(at + 1) == "executive";
    let owns = is_noun(owned) && is_one_of(WordClass::BelongsToCompany, syntax.word(owned))
        || matches!(syntax.word(owned), "CEO" | "CFO")
        || is_executive(owned);
    let is_of = matches!(syntax.word_before(before, 1), "of" | "at" | "in") && !is_possessive && !is_noun(end);
    let noun = syntax.word_before(before, 2);
    let leads =
        is_one_of(WordClass::LeadsCompany, noun) || noun == "officer" && syntax.word_before(before, 4) == "chief";
    let is_owned = is_of && (leads || is_one_of(WordClass::BelongsToCompany, noun));
    // "Vandor, which makes toys,"
    let does = syntax.word(end) == ","
        && syntax.word(end + 1) == "which"
        && is_one_of(WordClass::CompanyDoes, syntax.word(end + 2));
    // "Tarn, a detention centre" is a place.
    let is_described = || kind == EntityKind::Person && is_described(syntax, end);
    matches!(kind, EntityKind::Person | EntityKind::Place)
        && (owns || is_owned || does || is_described() || plans(syntax, end))
        && Rule::CompanyBeside.holds()
}

/// Whether a person who is named in full stands behind the name and its genitive, before a verb: "Acme's Ann Lee says".
pub(super) fn owns_somebody(syntax: &Syntax, names: &[Name], index: usize) -> bool {
    let end = names[index].tokens.end;
    let is_full = |name: &Name| {
        name.kind == EntityKind::Person
            && name.tokens.start == end + 1
            && name.tokens.len() > 1
            && name.title.is_none()
            && lexicon::first_name(syntax.word(name.tokens.start)).is_some()
            && (syntax.part_of_speech(name.tokens.end).is_verb() || syntax.word(name.tokens.end) == ",")
    };
    is_genitive_of_one(syntax.word(end)) && names.get(index + 1).is_some_and(is_full) && Rule::CompanyBeside.holds()
}

/// Whether a noun for a company follows at token `end`: ", a Danish food company".
fn is_described(syntax: &Syntax, end: usize) -> bool {
    if syntax.word(end) != "," || !is_article(syntax.word(end + 1)) {
        return false;
    }
    let is_part = |at: &usize| {
        let part = syntax.part_of_speech(*at);
        matches!(part, PartOfSpeech::Noun | PartOfSpeech::Adjective | PartOfSpeech::ProperNoun | PartOfSpeech::Numeral)
            || syntax.word(*at) == "-"
    };
    let limit = syntax.tokens.len().min(end + 2 + LONGEST);
    let Some(head) = (end + 2..limit).take_while(is_part).last() else { return false };
    let (word, next) = (syntax.word(head), syntax.word(head + 1));
    let is_closed = is_one_of(Grammar::ClosesNounGroup, next) || lexicon::has(WordClass::IsToldOfCompany, next);
    // "the Tarnu, an indigenous group"
    let is_tribe = word == "group"
        && (syntax.word(end - 1).ends_with('s') || syntax.word_before(end, 2).eq_ignore_ascii_case("the"));
    let is_body = word.starts_with(char::is_lowercase) && lexicon::is_organization(word);
    is_closed && !is_tribe && (is_one_of(WordClass::Company, word) || is_body)
}

/// Whether the name before token `end` says what "it" does as companies do: "said it would close", "said it had hired".
fn plans(syntax: &Syntax, end: usize) -> bool {
    let says = lexicon::has(WordClass::CompanySays, syntax.word(end));
    let it = end + 1 + usize::from(syntax.word(end + 1) == "that");
    let verb = match syntax.word(it + 1) {
        verb if lexicon::has(Grammar::BeforePlan, verb) => syntax.word(it + 2),
        "plans" | "planned" if syntax.word(it + 2) == "to" => syntax.word(it + 3),
        _ => return false,
    };
    says && syntax.word(it) == "it" && is_one_of(WordClass::CompanyWillDo, verb)
}

/// Whether the name is told to be a place's: "the mayor of Penford", "Penford-based", "Penford, a village in Kent".
pub(super) fn is_place(syntax: &Syntax, name: &Range<usize>) -> bool {
    let (joint, noun) = (syntax.word_before(name.start, 1), syntax.word_before(name.start, 2));
    let is_based = syntax.word(name.end) == "-" && syntax.word(name.end + 1) == "based" && name.len() == 1;
    let has_people = joint == "of" && (is_one_of(WordClass::OfPlace, noun) || is_one_of(WordClass::NamedPlace, noun));
    let is_described = || {
        let is_end = |at: &usize| is_one_of(Grammar::ClosesNounGroup, syntax.word(*at));
        let limit = syntax.tokens.len().min(name.end + 2 + LONGEST);
        let end = (name.end + 2..limit).find(is_end).unwrap_or(name.end + 2);
        syntax.word(name.end) == ","
            && is_article(syntax.word(name.end + 1))
            && is_one_of(WordClass::NamedPlace, syntax.word(end - 1))
            && lexicon::has(Grammar::BeforeRegion, syntax.word(end))
    };
    (is_based || has_people || joint == "for" && noun == "MP" || is_described()) && Rule::PeopleOfPlace.holds()
}

/// Whether a word is the first letters of somebody: "J.C."
pub(super) fn is_letters(word: &str) -> bool {
    let mut letters = word.split_terminator('.');
    word.ends_with('.')
        && letters.all(|letter| letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_uppercase()))
        && !Gazetteer::built_in().is_place_name(word)
}

/// Whether the name is an adjective that stands for a people: "the French said".
pub(super) fn is_people(syntax: &Syntax, name: &Name) -> bool {
    let word = syntax.word(name.tokens.start);
    let is_plural = ["sh", "ch", "ese", "ss"].iter().any(|end| word.ends_with(end)) && lexicon::demonym(word).is_some();
    let next = syntax.part_of_speech(name.tokens.end);
    name.kind == EntityKind::Other
        && name.tokens.len() == 1
        && is_plural
        && matches!(syntax.word_before(name.tokens.start, 1), "the" | "The")
        && (next.is_verb() || syntax.word(name.tokens.end) == "who")
        && Rule::PeopleAsOne.holds()
}

/// The most tokens of a term.
const LONGEST_TERM: usize = 12;

/// Whether `name` stands in brackets behind words in small letters whose initials it has, and which name no body and nobody:
/// "single market price (SMP)", but not "the special inquiry team (SIT)".
pub(super) fn shortens_term(syntax: &Syntax, name: &Name) -> bool {
    let short = syntax.word(name.tokens.start);
    let short = short.strip_suffix('s').unwrap_or(short);
    let open = name.tokens.start.wrapping_sub(1);
    if name.tokens.len() != 1
        || short.len() < 2
        || !short.bytes().all(|byte| byte.is_ascii_uppercase())
        || !syntax.is_bracketed(&name.tokens)
    {
        return false;
    }
    let sentence = syntax.sentence_at(open).start;
    let mut letters = short.bytes().rev().peekable();
    // The last word, and those before "of" and the like.
    let mut heads = Vec::new();
    let mut is_head = true;
    let mut small = 0;
    for at in (sentence.max(open.saturating_sub(LONGEST_TERM))..open).rev() {
        let word = syntax.word(at);
        let Some(letter) = letters.peek() else { break };
        match word.bytes().next() {
            Some(b'-') => continue,
            Some(first) if first.eq_ignore_ascii_case(letter) => {
                if std::mem::take(&mut is_head) {
                    heads.push(at);
                }
                small += usize::from(first.is_ascii_lowercase());
                letters.next();
            }
            _ if is_joint(word) || is_and(word) => is_head = true,
            _ => return false,
        }
    }
    let names_somebody = |at: usize| lexicon::noun_kind(syntax.word(at)).is_some_and(NounKind::speaks);
    letters.next().is_none() && small + 1 >= short.len() && !heads.into_iter().any(names_somebody)
}

/// Whether `name` is "CCTV" behind which stands what cameras make, which tells that it is no broadcaster.
pub(super) fn is_camera(syntax: &Syntax, name: &Name) -> bool {
    let next = syntax.word(name.tokens.end);
    name.span.of(syntax.text) == "CCTV" && lexicon::is_one_of(WordClass::MadeByCameras, next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::analysis::EntityKind;

    #[test]
    fn terms_are_shortened_in_brackets() {
        let check = |text: &str, expect: bool| {
            let syntax = Syntax::new(text);
            let start = text.find(['(', '[']).expect("a bracket") + 1;
            let end = text.find([')', ']']).expect("a bracket");
            let tokens = syntax.tokens_in(Span::new(start, end));
            let name = Name::bare(&syntax, tokens, EntityKind::Organization, 1.0);
            assert_eq!(shortens_term(&syntax, &name), expect, "{text}");
        };
        check("They spoke of public-private partnerships (PPP) there.", true);
        check("The minimum import price [MIP] fell.", true);
        check("It is a means of transport (MOT) there.", true);
        check("The special investigation team (SIT) left.", false);
        check("The Special Market Prize (SMP) was won.", false);
        check("The office for budget responsibility (OBR) left.", false);
        check("The chief election commissioner (CEC) left.", false);
        check("The price (SMP) fell.", false);
    }
}
