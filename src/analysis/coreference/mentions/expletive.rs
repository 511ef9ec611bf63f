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
    // "made it to the shore"
    let is_made = at > sentence.start && matches!(word(at - 1), "make" | "makes" | "made" | "making");
    if is_made
        && matches!(word(at + 1), "to" | "into" | "onto" | "out" | "through" | "past" | "home" | "overseas" | "across")
    {
        return true;
    }
    // "It comes after weeks of rain."
    let is_event = match word(at + 1) {
        "comes" | "came" => matches!(word(at + 2), "after" | "amid" | "as" | "days" | "following" | "weeks"),
        "follows" => matches!(word(at + 2), "a" | "an"),
        _ => false,
    };
    if at == sentence.start && is_event {
        return true;
    }
    let helps = |at: &usize| {
        syntax.part_of_speech(*at) == PartOfSpeech::Auxiliary
            || is_adverb(syntax, *at) && !is_adjective(*at)
            || is_mark(word(*at))
    };
    let head = (at + 1..sentence.end).take(MOST_AUXILIARIES).find(|at| !helps(at)).unwrap_or(sentence.end);
    let is_be = |at| matches!(word(at), "is" | "was" | "be" | "been" | "'s" | "’s" | "were");
    // "clearly be inappropriate” for them"
    let next_at = head + 1 + usize::from(is_mark(word(head + 1)));
    let next = word(next_at);
    let behind = || head + 1..(head + LONGEST_PHRASE).min(sentence.end);
    let goes_on = |with: &str| behind().any(|at| word(at) == with);
    let opens = |at: usize| is_one_of(WordClass::OpensImpersonalClause, word(at));
    let opens_behind = || behind().any(|at| matches!(word(at), "to" | "that" | "for" | "how" | "when" | "before"));
    let has_time = || behind().any(|at| is_one_of(WordClass::Time, word(at)));
    let before = if at > sentence.start { word(at - 1) } else { "" };
    if !(at + 1..head).any(is_be) {
        let adjective = adverbs(head + 1);
        return match word(head) {
            "goes" | "went" => next == "without",
            "turns" | "turned" => next == "out" && word(head + 2) != "to",
            "emerged" | "emerges" | "transpired" => {
                goes_on("that") || opens_bare_clause(syntax, head + 1, sentence.end)
            }
            "follows" => next == "that",
            "happens" | "happened" => next == "that" || before.eq_ignore_ascii_case("as"),
            "make" | "makes" | "made" => behind().take(2).any(|at| word(at) == "sense"),
            "means" | "meant" => next == "that",
            // "when it comes to"
            "comes" => before.eq_ignore_ascii_case("when") && next == "to",
            // "how long did it take"
            "take" => {
                let adverb = at.checked_sub(2).map_or("", &word);
                matches!((before, adverb), ("does" | "did" | "will", "long"))
            }
            "depends" => is_clause_word(word(head + 2)) && next == "on",
            "looks" | "looked" | "feels" | "felt" | "sounds" | "sounded" if matches!(next, "as" | "like") => {
                matches!(word(head + 2), "if" | "though") || opens_bare_clause(syntax, head + 2, sentence.end)
            }
            verb if is_one_of(WordClass::MovesSomebody, verb) => {
                matches!(next, "me" | "us" | "him" | "her" | "them" | "you") && opens_behind()
            }
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
        let is_own = is_own || next == "for" && !goes_on("to") && word(head) != "time";
        // "it is easier than ever to"
        let is_compared = next == "than" && goes_on("to");
        let is_later = opens(adverbs(next_at)) || opens_bare_clause(syntax, adverbs(next_at), sentence.end);
        return !is_own && (is_later || is_condition || is_compared);
    }
    // "it is too early to tell"
    let too = (at + 1..sentence.end).take(MOST_AUXILIARIES).find(|at| word(*at) == "too");
    if too
        .is_some_and(|too| matches!(word(too + 1), "early" | "late" | "soon") && matches!(word(too + 2), "to" | "for"))
    {
        return true;
    }
    if is_one_of(WordClass::ParticipleBeforeThat, word(head)) && next == "that" {
        return true;
    }
    // "it was not until May that", "it is only when"
    if matches!(word(head), "until" | "till" | "because" | "when") && !matches!(before, "as" | "than") {
        return true;
    }
    if word(head) == "before" && word(head - 1) == "not" {
        return true;
    }
    if matches!(word(head), "a" | "an") {
        let noun = (head + 1..sentence.end.min(head + 4)).find(|at| is_noun(syntax, *at)).unwrap_or(head);
        if is_one_of(WordClass::ImpersonalNoun, word(noun)) {
            return matches!(word(noun + 1), "of" | "that" | "to" | "when" | "how");
        }
        // "it is a sad day for"
        if is_one_of(WordClass::Time, word(noun)) && noun > head + 1 {
            return matches!(word(noun + 1), "for" | "when" | "that");
        }
    }
    // "it has been two years since"
    if has_time() && goes_on("since") && (at + 1..head).any(|at| word(at) == "been") {
        return true;
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
        && (head + 1..(head + LONGEST_PHRASE).min(sentence.end))
            .take_while(|at| !syntax.part_of_speech(*at).is_verb())
            .any(is_cleft)
}

/// Whether a clause without a word that opens it begins at token `at`: "it is clear | she knew".
fn opens_bare_clause(syntax: &Syntax, at: usize, limit: usize) -> bool {
    let is_subject = |at| {
        matches!(syntax.part_of_speech(at), PartOfSpeech::Pronoun | PartOfSpeech::ProperNoun)
            || matches!(
                syntax.word(at),
                "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "my" | "no" | "there"
            )
    };
    at < limit
        && is_subject(at)
        && (at + 1..limit.min(at + LONGEST_PHRASE)).any(|at| syntax.part_of_speech(at).is_verb())
}

fn is_clause_word(word: &str) -> bool {
    matches!(word, "how" | "if" | "what" | "when" | "where" | "whether" | "which" | "who" | "why")
}

fn is_mark(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "'" | "’" | "``" | "''")
}

fn is_noun(syntax: &Syntax, at: usize) -> bool {
    at < syntax.tokens.len() && syntax.part_of_speech(at) == PartOfSpeech::Noun
}

fn is_adverb(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.part_of_speech(at), PartOfSpeech::Adverb) || matches!(syntax.word(at), "not" | "n't" | "n’t")
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
    fn more_that_stand_for_nothing() {
        check("The other crew of the mill made it to the shore.", true);
        check("It comes after a year of storms.", true);
        check("The mill said it made no sense to close the yard.", true);
        check("On Friday it emerged the mill had been sold.", true);
        check("It pains me that the mill is closed.", true);
        check("The army is weak when it comes to ships.", true);
        check("When it comes to the poor, the party is silent.", true);
        check("It is too early to tell.", true);
        check("The mill said it meant no harm.", false);
        check("The bridge opened in May, and it was a year late.", false);
        check("The mill has been shut, and it has been two years since it was sold.", true);
        check("It was not until May that the mill was sold.", true);
        check("The mill said it would be a case of trial and error.", true);
        check("The mill was sold, and it is a sad day for the town.", true);
        check("It is easier than ever to build a mill.", true);
        check("The council met, and it was resolved that the strike would go on.", true);
        check("Now that the mill is sold it is clear now that no deal will hold.", true);
        check("The office said it would “clearly be inappropriate” for them to claim.", true);
        check("The mill was sold, and it means that the town is poor.", true);
    }

    #[test]
    fn most_stand_for_something() {
        check("The army said it was ready to go.", false);
        check("The company said it is likely to close the plant.", false);
        check("The firm said it was confident that the deal would hold.", false);
        check("The deal was a surprise when it was announced by the ministry.", false);
        check("The bridge fell when it was hit by a ship.", false);
        check("It is a company that sells ships.", false);
        check("It comes from Tarn.", false);
        check("The mill made it a rule.", false);
        check("The fruit is cheap, and it is good for the brain.", false);
        check("The ministry said it had found the money.", false);
        check("The mill said it took a loan to build the yard.", false);
        check("The guild said it means to build ships.", false);
        check("The town is poor because it depends on the mill.", false);
        check("The party split when it came to the house for a vote.", false);
        check("The wolf pack ran when it emerged from the wood.", false);
    }
}
