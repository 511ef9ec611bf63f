//! The "it" that stands for nothing: "it is likely that", "it was reported", "it was Lee who" (the syntactic filter of
//! Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994, with more words and clefts).

use crate::knowledge::lexicon::{WordClass, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// At most so many auxiliaries and adverbs stand between "it" and what is said of it.
const MOST_AUXILIARIES: usize = 5;
/// At most so many words stand between what is said of it and its "that".
const LONGEST_PHRASE: usize = 7;

/// Whether the "it" at token `at` stands for nothing.
pub(in super::super) fn is_expletive(syntax: &Syntax, at: usize) -> bool {
    let sentence = &syntax.sentences[syntax.sentence_of(at)].tokens;
    let word = |at: usize| if sentence.contains(&at) { syntax.word(at) } else { "" };
    if !word(at).eq_ignore_ascii_case("it") {
        return false;
    }
    let is_adjective = |at: usize| is_one_of(WordClass::ImpersonalAdjective, word(at));
    let adverbs = |from: usize| from + (from..sentence.end).take_while(|at| is_adverb(syntax, *at)).count();
    // "makes it hard to"
    let adjective = adverbs(at + 1);
    let is_object = at > sentence.start && is_one_of(WordClass::TakesImpersonalObject, word(at - 1));
    if is_object && is_adjective(adjective) {
        return matches!(word(adjective + 1), "to" | "for" | "that");
    }
    let helps = |at: &usize| {
        syntax.part_of_speech(*at) == PartOfSpeech::Auxiliary || is_adverb(syntax, *at) && !is_adjective(*at)
    };
    let head = (at + 1..sentence.end).take(MOST_AUXILIARIES).find(|at| !helps(at)).unwrap_or(sentence.end);
    let is_be = |at| matches!(word(at), "is" | "was" | "be" | "been" | "'s" | "’s" | "were");
    let next = word(head + 1);
    let goes_on = |with: &str| (head + 1..(head + LONGEST_PHRASE).min(sentence.end)).any(|at| word(at) == with);
    if !(at + 1..head).any(is_be) {
        let adjective = adverbs(head + 1);
        return match word(head) {
            "goes" | "went" => next == "without",
            "turns" | "turned" => next == "out" && word(head + 2) != "to",
            "emerged" | "emerges" | "follows" | "happens" | "transpired" => next == "that",
            "appeared" | "appears" | "seemed" | "seems" if matches!(next, "that" | "as" | "like") => true,
            "appeared" | "appears" | "became" | "becomes" | "looked" | "looks" | "remained" | "remains" | "seemed"
            | "seems" => {
                is_adjective(adjective) && is_one_of(WordClass::OpensImpersonalClause, word(adjective + 1))
                    || next == "to" && word(head + 3) == "seen"
            }
            _ => false,
        };
    }
    if is_adjective(head) {
        let is_condition = at > sentence.start && is_one_of(WordClass::OpensCondition, word(at - 1));
        // "it is likely to close": the company.
        let is_own = next == "to" && matches!(word(head), "likely" | "unlikely");
        // "it is good for the brain": the fruit; "it is good for them to leave": nothing.
        let is_own = is_own || next == "for" && !goes_on("to");
        return !is_own && (is_one_of(WordClass::OpensImpersonalClause, next) || is_condition);
    }
    if is_one_of(WordClass::ImpersonalParticiple, word(head)) {
        // "it was found on the beach"
        let is_somewhere = next != "on" || word(head) == "found";
        let is_preposition = sentence.contains(&(head + 1))
            && syntax.part_of_speech(head + 1) == PartOfSpeech::Adposition
            && is_somewhere;
        let is_tied = is_preposition || matches!(next, "to" | "as");
        return !is_tied || goes_on("that");
    }
    // "it was Lee who", "it was in May that"
    let is_cleft = |at: usize| match syntax.part_of_speech(head) {
        PartOfSpeech::ProperNoun => matches!(word(at), "who" | "whose" | "that"),
        PartOfSpeech::Adposition => word(at) == "that",
        _ => false,
    };
    head < sentence.end
        && (head + 1..(head + LONGEST_PHRASE).min(sentence.end)).take_while(|at| !is_verb(syntax, *at)).any(is_cleft)
}

fn is_adverb(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.part_of_speech(at), PartOfSpeech::Adverb) || matches!(syntax.word(at), "not" | "n't" | "n’t")
}

fn is_verb(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.part_of_speech(at), PartOfSpeech::Verb | PartOfSpeech::Auxiliary)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the first "it" of `text` stands for nothing.
    fn check(text: &str, expect: bool) {
        let syntax = Syntax::new(text);
        let at = (0..syntax.tokens.len()).find(|at| syntax.word(*at).eq_ignore_ascii_case("it")).expect("an it");
        assert_eq!(is_expletive(&syntax, at), expect, "{text}");
    }

    #[test]
    fn some_stand_for_nothing() {
        check("The army said it was likely that the war would go on.", true);
        check("Known as the city of bridges, it is believed that the emperor founded the town.", true);
        check("The guard, it must be said, is an army.", true);
        check("Brazil is late, it was reported on Sunday.", true);
        check("The kingdom ends a crisis whenever it is possible.", true);
        check("It is not clear whether the ministry knew.", true);
        check("It was Ann Lee who left.", true);
        check("It was in May that the ministry knew.", true);
        check("It seems that the ministry knew.", true);
        check("It goes without saying that the ministry knew.", true);
        check("The ministry found it hard to believe.", true);
        check("It is good for the ministry to know.", true);
    }

    #[test]
    fn most_stand_for_something() {
        check("The army said it was ready to go.", false);
        check("The company said it is likely to close the plant.", false);
        check("The firm said it was confident that the deal would hold.", false);
        check("The deal was a surprise when it was announced by the ministry.", false);
        check("The bridge fell when it was hit by a ship.", false);
        check("It is a company that sells ships.", false);
        check("The fruit is cheap, and it is good for the brain.", false);
        check("The ministry said it had found the money.", false);
    }
}
