//! Where a name begins, by its short name in brackets: "Institute of Coal, Iron and Steel (ICIS)".

use super::Found;
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, Grammar, WordClass};
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

/// The most letters before a name: "A. P. J. Abdul Kalam".
const MOST_LETTERS: usize = 4;

/// The names, where the letters before a person's belong to it, which the reader cuts: "R. Krishnan".
pub(super) fn with_first_letters(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    let mut whole: Vec<Found> = Vec::with_capacity(found.len());
    for mut name in found {
        if name.kind == EntityKind::Person && syntax.word(name.tokens.start).starts_with(char::is_uppercase) {
            let sentence = syntax.sentences[syntax.sentence_of(name.tokens.start)].tokens.start;
            let least = sentence.max(name.tokens.start.saturating_sub(MOST_LETTERS));
            while name.tokens.start > least && is_first_letter(syntax.word(name.tokens.start - 1)) {
                name.tokens.start -= 1;
            }
            let is_letter = |before: &mut Found| before.tokens.start >= name.tokens.start;
            while whole.pop_if(is_letter).is_some() {}
            if let Some(before) = whole.last().filter(|before| before.tokens.end > name.tokens.start) {
                name.tokens.start = before.tokens.end;
            }
        }
        whole.push(name);
    }
    whole
}

/// "R."
fn is_first_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// Puts `name` behind those that have `begun`, beginning where its initials tell, if they do; `kind` is that of its short name.
fn begin(syntax: &Syntax, mut name: Found, kind: EntityKind, begun: &mut Vec<Found>) {
    let is_body = matches!(name.kind, EntityKind::Organization | EntityKind::Place);
    let start = Some(name.tokens.end).filter(|_| is_body).and_then(|end| start_before(syntax, end));
    // "Member of the Assembly (MA)"
    let is_role = |start: usize| lexicon::role(&syntax.word(start).to_lowercase()).is_some();
    let start = start.filter(|start| syntax.word(start + 1) != "of" || !is_role(*start));
    let start = start.unwrap_or(name.tokens.start);
    if start < name.tokens.start && !is_others(syntax, start, begun) {
        while begun.pop_if(|inside| inside.tokens.start >= start).is_some() {}
        if name.kind == EntityKind::Place {
            name.kind = kind;
        }
        name.tokens.start = start;
    } else if start > name.tokens.start && is_joint(syntax.word(start - 1)) {
        let is_apart = |at: &usize| !is_joint(syntax.word(*at)) && !matches!(syntax.word(*at), "for" | "of");
        let end = (name.tokens.start..start).rev().find(is_apart).map_or(name.tokens.start, |last| last + 1);
        if end > name.tokens.start && matches!(syntax.word(end), "and" | "&" | ",") {
            begun.push(Found { tokens: name.tokens.start..end, ..name });
        }
        name.tokens.start = start;
    }
    if !name.tokens.is_empty() {
        begun.push(name);
    }
}

/// Whether `word` stands between two names: "Acme and the Harbour Board".
fn is_joint(word: &str) -> bool {
    matches!(word, "and" | "&" | ",") || word.eq_ignore_ascii_case("the")
}

/// Whether the names that have `begun` from token `start` on belong to others: people, or a place and what a small word joins to it. "Penford
/// Harbour Board", but not "Penford and the Harbour Board".
fn is_others(syntax: &Syntax, start: usize, begun: &[Found]) -> bool {
    let is_joined = |name: &Found| !syntax.word(name.tokens.end).starts_with(char::is_uppercase);
    let is_other = |name: &Found| match name.kind {
        EntityKind::Person => true,
        EntityKind::Place => name.tokens.start == start && is_joined(name),
        _ => false,
    };
    let mut inside = begun.iter().rev().take_while(|name| name.tokens.end > start);
    inside.any(|name| name.tokens.start < start || is_other(name))
}

/// Where the words begin that end before token `end` and whose initials stand in brackets behind it.
///
/// They are looked for from the bracket back, as by Schwartz and Hearst, "A simple algorithm for identifying abbreviation
/// definitions in biomedical text", Pacific Symposium on Biocomputing 2003; but a letter is that of a whole word.
fn start_before(syntax: &Syntax, end: usize) -> Option<usize> {
    let short = syntax.word(end + 1);
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_short = short.starts_with(char::is_uppercase) && (2..=LONGEST / 2).contains(&letters.len());
    if !syntax.is_bracketed(&(end + 1..end + 2)) || !is_short {
        return None;
    }
    let sentence = syntax.sentence_at(end).start;
    first_word(syntax, sentence.max(end.saturating_sub(LONGEST)), end, &letters)
}

/// Where words from `first` up to `end` begin that have these initials. What joins the words of a name may have none: "of", "and".
fn first_word(syntax: &Syntax, first: usize, end: usize, letters: &[char]) -> Option<usize> {
    let (letter, before) = letters.split_last()?;
    let at = end.checked_sub(1).filter(|at| *at >= first)?;
    let word = syntax.word(at);
    let is_capital = word.starts_with(char::is_uppercase);
    let is_article = word == "the" && lexicon::has(Grammar::BeforeArticleInName, syntax.word_before(at, 1));
    let is_joint = is_article || lexicon::is_one_of(Grammar::JoinsInName, word);
    if (is_capital || is_joint) && word.to_lowercase().starts_with(*letter) {
        let may_begin = is_capital && !lexicon::is_one_of(WordClass::TellsTheTime, word);
        let start =
            if before.is_empty() { Some(at).filter(|_| may_begin) } else { first_word(syntax, first, at, before) };
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
        check("Ministers say the Harbour Board (MSHB) left.", "Harbour Board", &["Harbour Board"]);
        check("On Monday the Harbour Board (MHB) left.", "Harbour Board", &["Harbour Board"]);
        check(
            "The Board of Coal for the Northern Isles (BCNI) left.",
            "Northern Isles",
            &["Board of Coal for the Northern Isles"],
        );
    }

    #[test]
    fn names_of_others_are_left() {
        let syntax = Syntax::new("Ann and the Harbour Board (AHB)");
        let one = |tokens, kind| Found { tokens, kind, confidence: 1.0 };
        for kind in [EntityKind::Person, EntityKind::Place] {
            let found = begun(&syntax, vec![one(0..1, kind), one(3..5, EntityKind::Organization)]);
            assert_eq!(found.iter().map(|name| name.tokens.clone()).collect::<Vec<_>>(), [0..1, 3..5]);
        }
    }
}
