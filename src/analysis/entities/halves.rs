//! Names that hold a bracket, a quotation mark or the sign for "and", where the reader may cut them.

use std::ops::Range;

use super::Found;
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;

/// The most tokens between two brackets or marks of one name.
const LONGEST: usize = 5;

/// Puts together the two names of a firm: "Dorne" and "Lund" in "Dorne & Lund".
pub(super) fn firms(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    if !Rule::FirmsOfTwo.holds() {
        return found;
    }
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for name in found {
        match joined.last_mut().filter(|first| is_firm(syntax, first, &name)) {
            Some(first) => {
                first.tokens.end = name.tokens.end;
                first.kind = EntityKind::Organization;
            }
            None => joined.push(name),
        }
    }
    joined
}

/// Whether two names with the sign for "and" between them are that of a firm, and not two people, places or teams: "Jim & Sarah",
/// "Ann Lee & Tom Vance", "Paris & London", "Penford Herons & Tarn Rovers".
fn is_firm(syntax: &Syntax, first: &Found, last: &Found) -> bool {
    let sign = first.tokens.end;
    let are_joined = sign + 1 == last.tokens.start
        && syntax.word(sign) == "&"
        && syntax.tokens[sign].space_before
        && syntax.tokens[last.tokens.start].space_before;
    let word = |name: &Found| syntax.word(name.tokens.start);
    let is_first_name = |name: &Found| lexicon::first_name(word(name)).is_some();
    let is_full = |name: &Found| name.tokens.len() > 1 && name.kind == EntityKind::Person && is_first_name(name);
    let is_place = |name: &Found| lexicon::is_place(syntax.span(name.tokens.clone()).of(syntax.text));
    let is_named = |name: &Found| {
        matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
            && word(name).starts_with(char::is_uppercase)
    };
    are_joined
        && is_named(first)
        && is_named(last)
        && !(is_first_name(first) && is_first_name(last))
        && (first.tokens.len() == 1 || last.tokens.len() == 1)
        && !is_full(first)
        && !is_full(last)
        && !is_place(first)
        && !is_place(last)
        && !last.tokens.clone().any(|at| syntax.word(at) == ",")
}

/// Puts together the name of a body of two places: "England" and "Wales Cricket Board" in "England and Wales Cricket Board".
pub(super) fn bodies(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    let is_body = |name: &Found| {
        let last = syntax.word(name.tokens.end - 1);
        name.kind == EntityKind::Organization
            && name.tokens.len() > 1
            && lexicon::is_place(syntax.word(name.tokens.start))
            && !lexicon::is_capitalized(WordClass::LocalArea, syntax.word(name.tokens.end - 2))
            && lexicon::is_capitalized(WordClass::BodyOfTwoPlaces, last)
    };
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for name in found {
        let is_before = |first: &Found| {
            first.kind == EntityKind::Place
                && first.tokens.end + 1 == name.tokens.start
                && syntax.word(first.tokens.end) == "and"
        };
        match joined.last_mut().filter(|first| is_body(&name) && is_before(first)) {
            Some(first) => {
                first.tokens.end = name.tokens.end;
                first.kind = EntityKind::Organization;
            }
            None => joined.push(name),
        }
    }
    joined
}

/// Puts together what a case in court is called by: "Lund" and "Vance" in "Lund v. Vance".
pub(super) fn cases(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for mut name in found {
        let v = name.tokens.start.wrapping_sub(1);
        let is_party = |first: &Found| {
            syntax.word(v) == "v." && (first.tokens.end == v || first.tokens.end == v + 1 && first.tokens.len() > 1)
        };
        let is_whole = name.tokens.clone().skip(1).any(|at| syntax.word(at) == "v." && at + 1 < name.tokens.end);
        match joined.last_mut().filter(|first| is_party(first) && Rule::CasesAreThings.holds()) {
            Some(first) => {
                first.tokens.end = name.tokens.end;
                first.kind = EntityKind::Other;
            }
            None => {
                if is_whole && Rule::CasesAreThings.holds() {
                    name.kind = EntityKind::Other;
                }
                joined.push(name);
            }
        }
    }
    joined
}

/// Puts together what is one name: "John" and "Tig” Tiegen" in "John “Tig” Tiegen", "Shanghai Jahwa" and "Group) Co" in
/// "Shanghai Jahwa (Group) Co". A bracket or mark whose other half stands near belongs to the name with it.
pub(super) fn joined(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    if !Rule::NamesHoldMarks.holds() {
        return found;
    }
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    let mut rest = found.into_iter().peekable();
    while let Some(mut name) = rest.next() {
        if let Some(open) = opening_before(syntax, &name.tokens) {
            name.tokens.start = open;
            joined.pop_if(|inside| inside.tokens.start > open);
            if let Some(first) = joined.pop_if(|first| first.tokens.end == open && are_one(first.kind, name.kind)) {
                name.tokens.start = first.tokens.start;
            }
        }
        if let Some(close) = closing_behind(syntax, &name.tokens) {
            name.tokens.end = name.tokens.end.max(close + 1);
            while rest.next_if(|inside| inside.tokens.end <= close + 1).is_some() {}
            let goes_on = |next: &Found| next.tokens.start <= close + 1 && are_one(name.kind, next.kind);
            if let Some(last) = rest.next_if(goes_on) {
                name.tokens.end = last.tokens.end;
                name.kind = last.kind;
            }
        }
        joined.push(name);
    }
    joined
}

/// Whether a name of the second kind may go on behind one of the first.
fn are_one(first: EntityKind, last: EntityKind) -> bool {
    (first == EntityKind::Person) == (last == EntityKind::Person) && last != EntityKind::Place
}

/// Where the bracket or mark opens that is closed in `name`, but opened before it.
fn opening_before(syntax: &Syntax, name: &Range<usize>) -> Option<usize> {
    let close = unmatched(syntax, name.clone()).filter(|at| closes(syntax, *at))?;
    let first = syntax.sentence_at(name.start).start;
    let mut near = (first.max(close.saturating_sub(LONGEST))..name.start).rev();
    near.find(|at| opens(syntax, *at) && is_pair(syntax, *at, close))
}

/// Where the bracket or mark is closed that is opened in `name`, or the mark of the second name that follows a first name.
fn closing_behind(syntax: &Syntax, name: &Range<usize>) -> Option<usize> {
    let is_nickname = |open: usize| {
        open == name.end && matches!(syntax.word(open), "“" | "\"") && syntax.scores.is_person(name.start)
    };
    let last = syntax.sentence_at(name.start).end;
    let open = unmatched(syntax, name.clone()).or(Some(name.end).filter(|end| *end < last && is_nickname(*end)));
    let open = open.filter(|at| opens(syntax, *at))?;
    let close = (name.end.max(open + 2)..last.min(open + LONGEST)).find(|at| is_pair(syntax, open, *at))?;
    let is_name = |at: usize| syntax.word(at).starts_with(char::is_uppercase);
    let is_surname = close + 1 < last && syntax.scores.is_person(close + 1) && is_name(close + 1);
    (open < name.end || (open + 1..close).all(is_name) && is_surname).then_some(close)
}

/// The first bracket or mark of `tokens` whose other half is not there.
fn unmatched(syntax: &Syntax, tokens: Range<usize>) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    for at in tokens {
        if open.last().is_some_and(|before| is_pair(syntax, *before, at)) {
            open.pop();
        } else if closes(syntax, at) {
            return Some(at);
        } else if opens(syntax, at) {
            open.push(at);
        }
    }
    open.first().copied()
}

fn opens(syntax: &Syntax, at: usize) -> bool {
    let is_straight = || syntax.word(at) == "\"" && syntax.tokens[at].space_before;
    matches!(syntax.word(at), "(" | "[" | "“") || is_straight()
}

fn closes(syntax: &Syntax, at: usize) -> bool {
    let is_straight = || syntax.word(at) == "\"" && !syntax.tokens[at].space_before;
    matches!(syntax.word(at), ")" | "]" | "”") || is_straight()
}

fn is_pair(syntax: &Syntax, open: usize, close: usize) -> bool {
    closes(syntax, close)
        && matches!((syntax.word(open), syntax.word(close)), ("(", ")") | ("[", "]") | ("“", "”") | ("\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `found`: the names of `text` as they were read, each as "kind name"; `expect`: as they are then.
    fn check(text: &str, found: &[&str], expect: &[&str]) {
        let syntax = Syntax::new(text);
        let kinds = [("P", EntityKind::Person), ("O", EntityKind::Organization), ("L", EntityKind::Place)];
        let read = |words: &&str| {
            let (kind, words) = words.split_once(' ').expect("a kind and a name");
            let start = text.find(words).expect("words of the text");
            let tokens = syntax.tokens_in(crate::Span::new(start, start + words.len()));
            let kind = kinds.into_iter().find(|(letter, _)| *letter == kind).expect("a kind").1;
            Found { tokens, kind, confidence: 1.0 }
        };
        let shown = joined(&syntax, found.iter().map(read).collect());
        let shown: Vec<&str> = shown.iter().map(|found| syntax.span(found.tokens.clone()).of(text)).collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn nicknames_between_marks() {
        let text = "The guards John “Tig” Tiegen and Ann Lee left.";
        check(text, &["P John", "P Tig” Tiegen", "P Ann Lee"], &["John “Tig” Tiegen", "Ann Lee"]);
        let text = "The miner Harold \"Hal\" Rogers left.";
        check(text, &["P Harold", "P Hal\" Rogers"], &["Harold \"Hal\" Rogers"]);
        check(text, &["P Harold", "P Rogers"], &["Harold \"Hal\" Rogers"]);
        check(text, &["P Harold \"Hal", "P Rogers"], &["Harold \"Hal\" Rogers"]);
        check("Ann Lee wrote “Late” in May.", &["P Ann Lee"], &["Ann Lee"]);
    }

    #[test]
    fn brackets_in_names() {
        let text = "Shanghai Jahwa (Group) Co and Acme Ltd left.";
        check(text, &["O Shanghai Jahwa", "O Group) Co", "O Acme Ltd"], &["Shanghai Jahwa (Group) Co", "Acme Ltd"]);
        check("The Energy (Repeal) Act passed.", &["O Energy (Repeal", "O Act"], &["Energy (Repeal) Act"]);
        check("The JD(S) left.", &["O JD(S"], &["JD(S)"]);
        check("The Port Authority (PA) left.", &["O Port Authority", "O PA"], &["Port Authority", "PA"]);
        check("Prime Minister (Shinzo) Abe left.", &["P Shinzo) Abe"], &["(Shinzo) Abe"]);
    }

    #[test]
    fn firms_of_two() {
        let check = |text: &str, found: &[&str], expect: &[&str]| {
            let syntax = Syntax::new(text);
            let read = |words: &&str| {
                let start = text.find(*words).expect("words of the text");
                let tokens = syntax.tokens_in(crate::Span::new(start, start + words.len()));
                Found { tokens, kind: EntityKind::Person, confidence: 1.0 }
            };
            let shown = firms(&syntax, found.iter().map(read).collect());
            let shown: Vec<&str> = shown.iter().map(|found| syntax.span(found.tokens.clone()).of(text)).collect();
            assert_eq!(shown, expect, "{text}");
        };
        check("Dorne & Lund left.", &["Dorne", "Lund"], &["Dorne & Lund"]);
        check("Jim & Sarah left.", &["Jim", "Sarah"], &["Jim", "Sarah"]);
        check("Ann Lee & Vance left.", &["Ann Lee", "Vance"], &["Ann Lee", "Vance"]);
        check("Dorne and Lund left.", &["Dorne", "Lund"], &["Dorne", "Lund"]);
        check("Paris & London left.", &["Paris", "London"], &["Paris", "London"]);
        let teams = ["Penford Herons", "Tarn Rovers"];
        check("Penford Herons & Tarn Rovers left.", &teams, &teams);
    }
}
