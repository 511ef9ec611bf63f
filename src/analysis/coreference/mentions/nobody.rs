//! Noun phrases that look as if they stood for somebody: "hit in the head", "the Syrian and Yemeni issues".

use super::phrases::{Determiner, name_at};
use crate::analysis::Name;
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// Whether the noun at `head`, of a phrase that begins at `start`, is a part of the body: "in the head", "her head".
pub(super) fn is_part_of_body(syntax: &Syntax, start: usize, head: usize, determiner: Determiner) -> bool {
    let is_head = matches!(syntax.word(head), "head" | "heads");
    let is_whose = matches!(syntax.word(head + 1), "of" | "at" | "coach" | "teacher");
    let is_plain = start + 1 == head;
    let is_hit =
        || matches!(syntax.word_before(start, 1), "in" | "on" | "to" | "over" | "off" | "against" | "of" | "above");
    let is_own = determiner == Determiner::Possessive && !syntax.word(start).eq_ignore_ascii_case("its");
    is_head
        && !is_whose
        && (is_own || determiner == Determiner::Owner || is_plain && determiner == Determiner::Definite && is_hit())
}

/// Whether the word of a people at `head` is an adjective of what follows the phrase, which ends before token `end`: "the Syrian
/// and Yemeni issues", "the American political debate", "the Slovenian-born".
pub(super) fn modifies_further(syntax: &Syntax, names: &[Name], head: usize, end: usize, limit: usize) -> bool {
    let word = |at: usize| if at < limit { syntax.word(at) } else { "" };
    let is_beside_name = || (head + 1..end).any(|at| name_at(names, at).is_some());
    if lexicon::demonym(syntax.word(head)).is_none() || is_beside_name() {
        return false;
    }
    let is_people = |at: usize| lexicon::demonym(word(at)).is_some();
    let is_adjective = |at: usize| at < limit && syntax.part_of_speech(at) == PartOfSpeech::Adjective;
    let is_noun = |at: usize| at < limit && syntax.part_of_speech(at).is_noun();
    match word(head + 1) {
        "and" | "or" | "&" => {
            is_people(head + 2) && !matches!(word(head + 3), "are" | "were" | "have" | "had")
                || is_adjective(head + 2) && is_noun(head + 3)
        }
        "," => is_people(head + 2) && (matches!(word(head + 3), "," | "and" | "or") || is_noun(head + 3)),
        "-" => true,
        _ => {
            is_adjective(head + 1) && (is_noun(head + 2) || matches!(word(head + 2), "and" | "or" | ","))
                || is_noun(head + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrases;
    use crate::analysis::entities;
    use crate::syntax::Syntax;

    #[test]
    fn what_is_no_phrase_for_somebody() {
        let check = |text: &str, expect: &[&str]| {
            let syntax = Syntax::new(text);
            let found = phrases::find(&syntax, &entities::find(&syntax));
            let shown: Vec<&str> = found.into_iter().map(|phrase| syntax.span(phrase.tokens).of(text)).collect();
            assert_eq!(shown, expect, "{text}");
        };
        check("A stone hit the mill in the head.", &["A stone", "the mill"]);
        check("A stone hit her head.", &["A stone"]);
        check("Its head left.", &["Its head"]);
        check("The Norwegian and Dutch ministers left.", &["Dutch ministers"]);
        check("The Norwegian said that it rained.", &["The Norwegian"]);
    }
}
