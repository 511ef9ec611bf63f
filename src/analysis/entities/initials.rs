//! Where a name begins, by its short name in brackets: "Institute of Coal, Iron and Steel (ICIS)".

use super::Found;
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon;
use crate::syntax::Syntax;

/// The most tokens of such a name.
const LONGEST: usize = 16;

/// The names, where one before a short name in brackets begins with the word that has its first letter: "Iron and Steel (ICIS)" is
/// "Institute of Coal, Iron and Steel", "Acme and the Harbour Board (HB)" are two, and what the reader missed is one.
pub(super) fn begun(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    if !Rule::BracketedAcronym.holds() {
        return found;
    }
    let mut begun: Vec<Found> = Vec::with_capacity(found.len());
    let mut rest = found.into_iter().peekable();
    while let Some(name) = rest.next() {
        let open = name.tokens.start.saturating_sub(1);
        let is_named = begun.last().is_some_and(|last| last.tokens.end == open);
        if name.kind == EntityKind::Organization && !is_named {
            begin(syntax, Found { tokens: open..open, ..name }, EntityKind::Organization, &mut begun);
        }
        let short = rest.peek().filter(|short| short.tokens.start == name.tokens.end + 1);
        let kind = short.map_or(EntityKind::Organization, |short| short.kind);
        begin(syntax, name, kind, &mut begun);
    }
    begun
}

/// Puts `name` behind those that have `begun`, beginning where its initials tell, if they do; `kind` is that of its short name.
fn begin(syntax: &Syntax, mut name: Found, kind: EntityKind, begun: &mut Vec<Found>) {
    let is_body = matches!(name.kind, EntityKind::Organization | EntityKind::Place);
    let start = Some(name.tokens.end).filter(|_| is_body).and_then(|end| start_before(syntax, end));
    // "Member of the Assembly (MA)"
    let is_role = |start: usize| lexicon::role(&syntax.word(start).to_lowercase()).is_some();
    let start = start.filter(|start| syntax.word(start + 1) != "of" || !is_role(*start));
    let start = start.unwrap_or(name.tokens.start);
    let is_cut = begun.last().is_some_and(|last| last.tokens.end > start && last.tokens.start < start);
    if start < name.tokens.start && !is_cut {
        while begun.pop_if(|inside| inside.tokens.start >= start).is_some() {}
        if name.kind == EntityKind::Place {
            name.kind = kind;
        }
        name.tokens.start = start;
    } else if start > name.tokens.start && matches!(syntax.word(start - 1), "and" | "&" | "," | "the" | "The") {
        let is_apart = |at: &usize| !matches!(syntax.word(*at), "and" | "&" | "," | "the" | "The" | "for" | "of");
        let end = (name.tokens.start..start).rev().find(is_apart).map_or(name.tokens.start, |last| last + 1);
        if matches!(syntax.word(end), "and" | "&" | ",") {
            begun.push(Found { tokens: name.tokens.start..end, ..name });
        }
        name.tokens.start = start;
    }
    if !name.tokens.is_empty() {
        begun.push(name);
    }
}

/// Where the words begin that end before token `end` and whose initials stand in brackets behind it.
///
/// They are looked for from the bracket back, as by Schwartz and Hearst, "A simple algorithm for identifying abbreviation
/// definitions in biomedical text", Pacific Symposium on Biocomputing 2003; but a letter is that of a whole word.
fn start_before(syntax: &Syntax, end: usize) -> Option<usize> {
    let short = syntax.word(end + 1);
    let is_bracketed = matches!((syntax.word(end), syntax.word(end + 2)), ("(", ")") | ("[", "]"));
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_short = short.starts_with(char::is_uppercase) && (2..=LONGEST / 2).contains(&letters.len());
    if !is_bracketed || !is_short {
        return None;
    }
    let sentence = syntax.sentences[syntax.sentence_of(end)].tokens.start;
    first_word(syntax, sentence.max(end.saturating_sub(LONGEST)), end, &letters)
}

/// Where words from `first` up to `end` begin that have these initials. Short small words may have none: "of", "and".
fn first_word(syntax: &Syntax, first: usize, end: usize, letters: &[char]) -> Option<usize> {
    let (letter, before) = letters.split_last()?;
    let at = end.checked_sub(1).filter(|at| *at >= first)?;
    let word = syntax.word(at);
    let is_capital = word.starts_with(char::is_uppercase);
    let is_joint = word.len() < 4 && word.starts_with(char::is_lowercase) || word == "&";
    if (is_capital || is_joint) && word.to_lowercase().starts_with(*letter) {
        let start =
            if before.is_empty() { Some(at).filter(|_| is_capital) } else { first_word(syntax, first, at, before) };
        if start.is_some() {
            return start;
        }
    }
    let is_mark = matches!(word, "," | "-") && syntax.word(end).starts_with(char::is_uppercase);
    let is_behind = !matches!(syntax.word(end), "(" | "[");
    ((is_joint || is_mark) && is_behind).then(|| first_word(syntax, first, at, letters)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `name`: what was found before the bracket of `text`; `expect`: the names then.
    fn check(text: &str, name: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let start = text.find(name).expect("words of the text");
        let tokens = syntax.tokens_in(crate::Span::new(start, start + name.len()));
        let found = begun(&syntax, vec![Found { tokens, kind: EntityKind::Organization, confidence: 1.0 }]);
        let names: Vec<&str> = found.iter().map(|found| syntax.span(found.tokens.clone()).of(text)).collect();
        assert_eq!(names, expect, "{text}");
    }

    #[test]
    fn initials_tell_where_names_begin() {
        check(
            "The Institute of Coal, Iron and Steel (ICIS) left.",
            "Iron and Steel",
            &["Institute of Coal, Iron and Steel"],
        );
        check("The Coal, Iron and Steel (CIS) union left.", "Iron and Steel", &["Coal, Iron and Steel"]);
        check("It was Men Under One Flag (MUOF).", "One Flag", &["Men Under One Flag"]);
        check("Acme and the Harbour Board (HB) left.", "Acme and the Harbour Board", &["Acme", "Harbour Board"]);
        check("Stats for the Harbour Board (HB) left.", "Stats for the Harbour Board", &["Harbour Board"]);
        check("The Penford Harbour Board (HB) left.", "Penford Harbour Board", &["Penford Harbour Board"]);
        check("The Board of Harbours (BoH) left.", "Board of Harbours", &["Board of Harbours"]);
        check("The Party of Work (PLRA) left.", "Party of Work", &["Party of Work"]);
        check("The Member of the Assembly (MA) left.", "Assembly", &["Assembly"]);
        check("The Harbour and Safety Board (HSB) left.", "HSB", &["Harbour and Safety Board", "HSB"]);
        check("In Europe, the Board of Trade (EBT) left.", "Board of Trade", &["Board of Trade"]);
    }
}
