//! The "it" that stands for nothing: "it is likely that", "it was reported", "it was Lee who" (the syntactic filter of
//! Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994, with more words and clefts).

use std::ops::Range;

use crate::knowledge::lexicon::{Grammar, WordClass, has, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::{is_article, is_be, is_not, is_possessive};

/// At most so many auxiliaries and adverbs stand between "it" and what is said of it.
const MOST_AUXILIARIES: usize = 5;
/// At most so many words stand between what is said of it and its "that".
const LONGEST_PHRASE: usize = 7;

impl Syntax<'_> {
    /// Whether the "it" at token `at` stands for nothing.
    pub fn is_expletive(&self, at: usize) -> bool {
        let sentence = self.sentence_at(at);
        let it = It { syntax: self, at, head: sentence.end, sentence };
        if !it.word(at).eq_ignore_ascii_case("it") {
            return false;
        }
        // "makes it hard to"
        let adjective = it.behind_adverbs(at + 1);
        if is_one_of(WordClass::TakesImpersonalObject, it.before()) && it.is_adjective(adjective) {
            return matches!(it.word(adjective + 1), "to" | "for" | "that");
        }
        let helps = |at: &usize| {
            self.part_of_speech(*at) == PartOfSpeech::Auxiliary
                || is_adverb(self, *at) && !it.is_adjective(*at)
                || is_mark(it.word(*at))
        };
        let head = (at + 1..it.sentence.end).take(MOST_AUXILIARIES).find(|at| !helps(at)).unwrap_or(it.sentence.end);
        let has_be = (at + 1..head).any(|at| is_be(it.word(at)) || matches!(it.word(at), "'s" | "’s"));
        let it = It { head, ..it };
        if has_be { it.is_predicate_impersonal() } else { it.is_verb_impersonal() }
    }
}

/// An "it" and what is said of it.
struct It<'a, 't> {
    syntax: &'a Syntax<'t>,
    sentence: Range<usize>,
    /// Its token.
    at: usize,
    /// The verb, or what stands behind a form of "be".
    head: usize,
}

impl<'t> It<'_, 't> {
    /// The words of a token of the sentence.
    fn word(&self, at: usize) -> &'t str {
        if self.sentence.contains(&at) { self.syntax.word(at) } else { "" }
    }

    /// The word before it.
    fn before(&self) -> &'t str {
        self.at.checked_sub(1).map_or("", |at| self.word(at))
    }

    fn is_adjective(&self, at: usize) -> bool {
        is_one_of(WordClass::ImpersonalAdjective, self.word(at))
    }

    fn behind_adverbs(&self, from: usize) -> usize {
        from + (from..self.sentence.end).take_while(|at| is_adverb(self.syntax, *at)).count()
    }

    /// The token behind its head: "clearly be inappropriate” |for them".
    fn next(&self) -> usize {
        self.head + 1 + usize::from(is_mark(self.word(self.head + 1)))
    }

    /// Whether this word stands near behind its head.
    fn goes_on(&self, with: &str) -> bool {
        let behind = self.head + 1..(self.head + LONGEST_PHRASE).min(self.sentence.end);
        behind.into_iter().any(|at| self.word(at) == with)
    }

    /// Whether a clause without a word that opens it begins at token `at`: "it is clear | she knew".
    fn opens_bare_clause(&self, at: usize) -> bool {
        let (syntax, limit) = (self.syntax, self.sentence.end);
        let is_subject = |at| {
            matches!(syntax.part_of_speech(at), PartOfSpeech::Pronoun | PartOfSpeech::ProperNoun)
                || matches!(syntax.word(at), "no" | "there")
                || is_article(syntax.word(at))
                || is_possessive(syntax.word(at))
        };
        let is_verb = |at: usize| syntax.part_of_speech(at).is_verb();
        at < limit && is_subject(at) && (at + 1..limit.min(at + LONGEST_PHRASE)).any(is_verb)
    }

    /// Whether it stands for nothing as the subject of a verb: "it turns out", "it seems that".
    fn is_verb_impersonal(&self) -> bool {
        let head = self.head;
        let next = self.word(self.next());
        match self.word(head) {
            "goes" | "went" => next == "without",
            "turns" | "turned" => next == "out" && self.word(head + 2) != "to",
            "emerged" | "emerges" | "transpired" => self.goes_on("that") || self.opens_bare_clause(head + 1),
            "make" | "makes" | "made" => (head + 1..head + 3).any(|at| self.word(at) == "sense"),
            // "when it comes to"
            "comes" => self.before().eq_ignore_ascii_case("when") && next == "to",
            word if has(Grammar::Seems, word) && matches!(next, "as" | "like") => {
                matches!(self.word(head + 2), "if" | "though") || self.opens_bare_clause(head + 2)
            }
            "appeared" | "appears" | "seemed" | "seems" if matches!(next, "that" | "as" | "like") => true,
            word if has(Grammar::LinksAdjective, word) => {
                let adjective = self.behind_adverbs(head + 1);
                self.is_adjective(adjective) && is_one_of(Grammar::OpensImpersonalClause, self.word(adjective + 1))
            }
            _ => false,
        }
    }

    /// Whether it stands for nothing as the subject of "be": "it is clear that", "it was reported", "it was Lee who".
    fn is_predicate_impersonal(&self) -> bool {
        let It { syntax, at, head, ref sentence } = *self;
        let next = self.word(self.next());
        if self.is_adjective(head) {
            let is_condition = is_one_of(Grammar::OpensCondition, self.before());
            // "it is likely to close": the company.
            let is_own = next == "to" && matches!(self.word(head), "likely" | "unlikely");
            // "it is good for the brain": the fruit; "it is good for them to leave": nothing.
            let is_own = is_own || next == "for" && !self.goes_on("to") && self.word(head) != "time";
            let later = self.behind_adverbs(self.next());
            let is_later = is_one_of(Grammar::OpensImpersonalClause, self.word(later)) || self.opens_bare_clause(later);
            return !is_own && (is_later || is_condition);
        }
        // "it is too early to tell"
        let too = (at + 1..sentence.end).take(MOST_AUXILIARIES).find(|at| self.word(*at) == "too");
        let is_too = |too: usize| {
            matches!(self.word(too + 1), "early" | "late" | "soon") && matches!(self.word(too + 2), "to" | "for")
        };
        if too.is_some_and(is_too) {
            return true;
        }
        // "it was the first time that"
        let is_ordinal = |at: &usize| is_one_of(Grammar::Ordinal, self.word(*at));
        let ordinal = (head..sentence.end.min(head + 3)).find(is_ordinal);
        if ordinal.is_some_and(|at| self.word(at + 1) == "time") {
            return true;
        }
        if matches!(self.word(head), "a" | "an" | "no") {
            let is_noun = |at: &usize| syntax.part_of_speech(*at) == PartOfSpeech::Noun;
            let noun = (head + 1..sentence.end.min(head + 4)).find(is_noun).unwrap_or(head);
            if is_one_of(WordClass::ImpersonalNoun, self.word(noun)) {
                return has(Grammar::BehindImpersonalNoun, self.word(noun + 1));
            }
        }
        if is_one_of(WordClass::ImpersonalParticiple, self.word(head)) {
            // "it was found on the beach"
            let is_somewhere = next != "on" || self.word(head) == "found";
            let is_preposition = sentence.contains(&(head + 1))
                && syntax.part_of_speech(head + 1) == PartOfSpeech::Adposition
                && is_somewhere;
            let is_tied = is_preposition || matches!(next, "to" | "as");
            return !is_tied || self.goes_on("that");
        }
        // "it was Lee who", "it was in May that"
        let is_cleft = |at: usize| match syntax.part_of_speech(head) {
            PartOfSpeech::ProperNoun => matches!(self.word(at), "who" | "whose" | "that"),
            PartOfSpeech::Adposition => self.word(at) == "that",
            _ => false,
        };
        head < sentence.end
            && (head + 1..(head + LONGEST_PHRASE).min(sentence.end))
                .take_while(|at| !syntax.part_of_speech(*at).is_verb())
                .any(is_cleft)
    }
}

fn is_mark(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "'" | "’" | "``" | "''")
}

fn is_adverb(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.part_of_speech(at), PartOfSpeech::Adverb) || is_not(syntax.word(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the first "it" of `text` stands for nothing.
    fn check(text: &str, expect: bool) {
        let syntax = Syntax::new(text);
        let at = (0..syntax.tokens.len()).find(|at| syntax.word(*at).eq_ignore_ascii_case("it")).expect("an it");
        assert_eq!(syntax.is_expletive(at), expect, "{text}");
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
        check("It was the first time that the ministry knew.", true);
        check("It is no secret that the ministry knew.", true);
        check("It is learnt that the ministry knew.", true);
        check("The mill said it made no sense to close the yard.", true);
        check("On Friday it emerged the mill had been sold.", true);
        check("The army is weak when it comes to ships.", true);
        check("When it comes to the poor, the party is silent.", true);
        check("It is too early to tell.", true);
        check("The mill said it would be a case of trial and error.", true);
        check("Now that the mill is sold it is clear now that no deal will hold.", true);
        check("The office said it would “clearly be inappropriate” for them to claim.", true);
    }

    #[test]
    fn most_stand_for_something() {
        check("The mill said it meant no harm.", false);
        check("The bridge opened in May, and it was a year late.", false);
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
