//! Peers, whom the reader takes for organizations or cuts: "the Earl of Marlow".

use std::ops::Range;

use super::Found;
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{WordClass, is_capitalized, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;

/// How sure the name of a peer is.
const CONFIDENCE: f32 = 0.9;
/// The most words of the place.
const LONGEST: usize = 3;

/// Whether `name` is that of a peer: "Earl of Marlow".
pub(crate) fn is_peer(syntax: &Syntax, name: &Range<usize>) -> bool {
    name.len() > 2
        && syntax.word(name.start + 1) == "of"
        && is_rank(syntax.word(name.start))
        && syntax.word(name.start + 2).starts_with(char::is_uppercase)
        && !is_capitalized(WordClass::NamedAfterPeer, syntax.word(name.end - 1))
        && Rule::Peers.holds()
}

fn is_rank(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && is_one_of(WordClass::RankOfPeer, word)
}

/// The names with those of peers, in place of what was found there. "The Duke of Marlow pub" and "Duke of Marlow's Award" are none.
pub(super) fn joined(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    let is_capital = |at: usize| syntax.word(at).starts_with(char::is_uppercase);
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    let mut rest = found.into_iter().peekable();
    let mut done = 0;
    for of in 1..syntax.tokens.len().saturating_sub(1) {
        let start = of - 1;
        if syntax.word(of) != "of" || !is_rank(syntax.word(start)) || !Rule::Peers.holds() {
            continue;
        }
        let sentence = syntax.sentence_at(start);
        let end = (of + 1..sentence.end.min(of + 1 + LONGEST)).take_while(|at| is_capital(*at)).last();
        let Some(end) = end.map(|last| last + 1) else { continue };
        let begins = start == sentence.start || matches!(syntax.word(start - 1), "the" | "The" | "," | "“" | "\"");
        let is_possessive = end < sentence.end && is_genitive(syntax.word(end));
        let next = end + usize::from(is_possessive);
        let is_thing = next < sentence.end && is_capital(next)
            || end < sentence.end
                && matches!(syntax.part_of_speech(end), PartOfSpeech::Noun | PartOfSpeech::ProperNoun);
        if !begins || is_thing || start < done {
            continue;
        }
        while let Some(before) = rest.next_if(|name| name.tokens.end <= start) {
            joined.push(before);
        }
        let is_whole = |name: &Found| name.tokens.start + 1 < start || name.tokens.end > next;
        if rest.peek().is_some_and(|name| name.tokens.start < end && is_whole(name)) {
            continue;
        }
        while rest.next_if(|name| name.tokens.start < end).is_some() {}
        joined.push(Found { tokens: start..end, kind: EntityKind::Person, confidence: CONFIDENCE });
        done = end;
    }
    joined.extend(rest);
    joined
}
