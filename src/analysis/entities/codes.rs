//! Codes of countries behind people in results, "Ann Dorn (SWE)", and states behind their towns: "Springfield, MA".

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::arranging::Arrange;
use crate::knowledge::gazetteer::{self, Gazetteer, PlaceId};
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;

/// How sure such a place is.
const CONFIDENCE: f32 = 0.9;

/// The most tokens of the name of a town, and of a state.
const LONGEST: [usize; 2] = [3, 2];

/// Makes places of a town and its state behind a comma, in place of what was found there: "Springfield, MA", "JACKSON, MS —", "Tyler,
/// Texas". The gazetteer has that town in that state, or what stands before a code was found to be a place, so that "Ann Lee, MD" is none.
pub(super) fn read_states(syntax: &Syntax, names: &mut Vec<Name>) {
    if !Rule::TownsAndStates.holds() {
        return;
    }
    let people = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
    let surnames: FxHashSet<&str> = people.map(|name| syntax.word(name.tokens.end - 1)).collect();
    // Which names give way to a town and a state.
    let mut found: Vec<(Range<usize>, [Range<usize>; 2])> = Vec::new();
    for comma in (1..syntax.tokens.len()).filter(|at| syntax.word(*at) == ",") {
        let before = names.partition_point(|name| name.tokens.end < comma);
        let place = names.get(before).filter(|name| name.tokens.end == comma && name.kind == EntityKind::Place);
        let Some((town, state)) = town_and_state(syntax, comma, place.map(|name| name.tokens.clone())) else {
            continue;
        };
        let first = names.partition_point(|name| name.tokens.end <= town.start);
        let end = names.partition_point(|name| name.tokens.start < state.end);
        // "Washington, D.C." may be one name.
        let is_larger =
            |name: &Name| name.tokens.start < town.start || name.tokens.end > state.end || name.tokens.contains(&comma);
        let is_somebody = town.len() == 1 && surnames.contains(syntax.word(town.start));
        let is_taken = found.last().is_some_and(|(_, [_, last])| last.end > town.start);
        if !is_taken && !is_somebody && !names[first..end].iter().any(is_larger) {
            found.push((first..end, [town, state]));
        }
    }
    let mut rest = std::mem::take(names).into_iter();
    let mut next = 0;
    for (known, places) in found {
        names.extend(rest.by_ref().take(known.start - next));
        let known_names: Vec<Name> = rest.by_ref().take(known.len()).collect();
        next = known.end;
        names.extend(places.map(|tokens| {
            let found = known_names.iter().find(|name| name.kind == EntityKind::Place && name.tokens == tokens);
            found.cloned().unwrap_or_else(|| Name::bare(syntax, tokens, EntityKind::Place, CONFIDENCE))
        }));
    }
    names.extend(rest);
}

/// The town before and the state behind the comma at token `comma`; `place`: what was found to be a place there.
fn town_and_state(syntax: &Syntax, comma: usize, place: Option<Range<usize>>) -> Option<(Range<usize>, Range<usize>)> {
    let gazetteer = Gazetteer::built_in();
    let sentence = syntax.sentence_at(comma);
    let is_named = |tokens: &Range<usize>| {
        sentence.start <= tokens.start
            && tokens.end <= sentence.end
            && tokens.clone().all(|at| syntax.word(at).starts_with(char::is_uppercase))
    };
    let state_at = |tokens: Range<usize>| -> Option<(PlaceId, Range<usize>)> {
        let words = syntax.span(tokens.clone()).of(syntax.text);
        let named = || gazetteer.lookup(words).into_iter().find(|id| gazetteer.is_state_of_us(*id));
        Some((gazetteer::state_of_code(words).or_else(named)?, tokens))
    };
    let is_code = gazetteer::state_of_code(syntax.word(comma + 1)).is_some();
    let states = (1..=LONGEST[1]).rev().map(|length| comma + 1..comma + 1 + length).filter(is_named);
    let (state, behind) = states.into_iter().find_map(state_at)?;
    // "Jackson, Virginia and Ann"
    if matches!(syntax.word(behind.end), "and" | "or" | "&") {
        return None;
    }
    let is_article = |at: usize| syntax.word(at).eq_ignore_ascii_case("the");
    let towns = (1..=LONGEST[0]).rev().filter_map(|length| Some(comma.checked_sub(length)?..comma));
    let towns = towns.filter(|town| is_named(town) && !is_article(town.start));
    let lies_there = |town: &Range<usize>| gazetteer.has_in_region(syntax.span(town.clone()).of(syntax.text), state);
    Some((towns.into_iter().find(lies_there).or(place.filter(|_| is_code))?, behind))
}

/// Makes places of the codes in brackets behind people, in place of what was found there. Those that cities and parties bear as well
/// ("DEN" is Denver or Denmark) count where there is another code.
pub(super) fn read(syntax: &Syntax, names: &mut Vec<Name>) {
    let people = names.iter().filter(|name| name.kind == EntityKind::Person).map(|name| name.tokens.end);
    let is_code = |open: &usize| {
        syntax.is_bracketed(&(open + 1..open + 2)) && gazetteer::country_of_code(syntax.word(open + 1)).is_some()
    };
    let codes: Vec<usize> = people.filter(is_code).map(|open| open + 1).collect();
    let different: FxHashSet<&str> = codes.iter().map(|at| syntax.word(*at)).collect();
    let is_doubtful = |word: &str| lexicon::is_one_of(WordClass::DoubtfulCode, word);
    let is_read = |at: &usize| different.len() > 1 || !is_doubtful(syntax.word(*at));
    let read: FxHashSet<usize> = codes.iter().copied().filter(is_read).collect();
    if !read.is_empty() && Rule::CountryCodes.holds() {
        names.retain(|name| !name.tokens.clone().any(|at| read.contains(&at)));
        names.extend(read.into_iter().map(|at| Name::bare(syntax, at..at + 1, EntityKind::Place, CONFIDENCE)));
        names.arrange_by_key(|name| name.tokens.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_before_their_states() {
        let check = |text: &str, person: &str, expect: &[&str]| {
            let syntax = Syntax::new(text);
            let mut names: Vec<Name> = [person]
                .iter()
                .filter(|words| !words.is_empty())
                .map(|words| Name::of_words(&syntax, words, EntityKind::Person))
                .collect();
            read_states(&syntax, &mut names);
            let places = names.iter().filter(|name| name.kind == EntityKind::Place);
            assert_eq!(places.map(|name| name.span.of(text)).collect::<Vec<_>>(), expect, "{text}");
        };
        check("A man from Springfield, MA, left.", "", &["Springfield", "MA"]);
        check("Jackson, Mississippi, was flooded.", "Jackson", &["Jackson", "Mississippi"]);
        check("LITTLE ROCK, AR — It rained.", "", &["LITTLE ROCK", "AR"]);
        check("Ann Boston, MA, left.", "Ann Boston", &[]);
        check("Ann Lee, MD, left.", "Ann Lee", &[]);
        check("Jackson, Virginia and Ann left.", "Jackson", &[]);
        check("We went to Boston, IN a bus.", "", &[]);
    }
}
