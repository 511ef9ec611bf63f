//! Quotations that are signed: the name stands before a colon, after a dash, or bare behind their comma.

use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::marks::Marked;
use super::Proposed;
use super::layout::names_nobody;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::cue_kinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::syntax::{Syntax, WordClass};
use crate::text::TokenKind;

/// Quotations that are a paragraph of their own, with the name before a colon, after a dash, or after their comma.
pub(super) fn signed(syntax: &Syntax, marked: &[Marked]) -> Vec<Proposed> {
    let outer = marked.iter().filter(|mark| mark.depth == 0);
    outer.filter_map(|mark| sign(syntax, mark).or_else(|| announce(syntax, mark))).collect()
}

/// The most words of a headline, and of who says it.
const LONGEST_HEADLINE: usize = 30;
const LONGEST_SPEAKER: usize = 4;
/// A word of the article names a speaker as likely as this at least.
const LEAST_SPEAKER: f32 = 0.5;

/// "Ferry will be late - minister", "Fares: rise will be wrong - charity": a headline that ends with a dash and who says it, which
/// the article below tells as one who speaks.
pub(super) fn signed_headline(evidence: &Evidence) -> Option<Proposed> {
    let syntax = evidence.syntax;
    let headline = syntax.paragraphs.first().filter(|_| Rule::SignedHeadlines.holds())?.tokens.clone();
    let last = headline.end - 1;
    let is_spaced = |at: usize| syntax.tokens[at].space_before && syntax.tokens[at + 1].space_before;
    let from = last.saturating_sub(LONGEST_SPEAKER).max(headline.start);
    let dash = (from..last).rev().find(|at| is_dash(syntax.word(*at)) && is_spaced(*at))?;
    let name = dash + 1..headline.end;
    // Behind the dash of a page's title stands who publishes it: "Mill burns down - The Courier".
    let is_small = |at: usize| syntax.word(at).starts_with(char::is_lowercase);
    let is_named = name.clone().all(|at| evidence.is_word(at) && !syntax.is_verb(at) && is_small(at))
        && syntax.classes[name.start] != WordClass::Conjunction
        && !syntax.span(headline.clone()).of(syntax.text).contains("://")
        && headline.len() <= LONGEST_HEADLINE;
    let speaks = |at: usize| {
        evidence.source.inside[at] >= LEAST_SPEAKER && syntax.word(at).eq_ignore_ascii_case(syntax.word(last))
    };
    let label = (headline.start..dash).take(LONGEST_SPEAKER + 1).find(|at| syntax.word(*at) == ":");
    let begin = label.map_or(headline.start, |colon| colon + 1);
    let content = evidence.trimmed(begin..dash)?;
    let is_statement = syntax.has_verb(content.clone())
        && !(begin..dash).any(|at| matches!(syntax.word(at), "?" | ":" | "|"))
        && !matches!(syntax.classes[content.start], WordClass::Question);
    let is_said = is_named
        && is_statement
        && evidence.word_count(content.clone()) >= LEAST_SAID
        && evidence.mark_of[dash].is_none()
        && (headline.end..evidence.classes.len()).any(speaks);
    is_said.then(|| Proposed { content: vec![content], cue: None, source: Some(name) })
}

/// The least words of what a headline says.
const LEAST_SAID: u32 = 3;

/// Okafor: “We stay.”
fn announce(syntax: &Syntax, mark: &Marked) -> Option<Proposed> {
    let number = syntax.paragraph_of(mark.open);
    let paragraph = &syntax.paragraphs[number].tokens;
    let after = mark.close? + 1;
    let name = syntax.label(number).filter(|name| name.end + 1 == mark.open && !names_nobody(syntax, name))?;
    let alone = (after..paragraph.end).all(|token| syntax.tokens[token].kind == TokenKind::Punctuation);
    let colon = name.end..name.end + 1;
    alone.then(|| Proposed { content: mark.pieces.clone(), cue: Some(colon), source: Some(name) })
}

fn sign(syntax: &Syntax, mark: &Marked) -> Option<Proposed> {
    let close = mark.close?;
    let first = &syntax.paragraphs[syntax.paragraph_of(mark.open)].tokens;
    let last = &syntax.paragraphs[syntax.paragraph_of(close)].tokens;
    if first.start != mark.open {
        return None;
    }
    // The name may stand in the line below.
    let (dash, end) = if close + 1 < last.end {
        (close + 1, last.end)
    } else {
        (last.end, syntax.paragraphs.get(syntax.paragraph_of(close) + 1)?.tokens.end)
    };
    let last_token = end;
    let is_name = |at: &usize| !matches!(syntax.word(*at), "." | "," | ";");
    let end = (dash + 1..end).rfind(is_name).unwrap_or(dash) + 1;
    // “We stay,” Ada Okafor, a nurse.
    if !is_dash(syntax.word(dash)) {
        let name = close + 1..end;
        let is_bare = dash == close + 1 && syntax.word(close - 1) == "," && name.len() <= LONGEST_NAME;
        // “Sunset over Porto,” Maria Silva: titles of works have no verb, or nothing but capitals.
        let words = || mark.pieces.iter().cloned().flatten();
        let is_small = |token: usize| syntax.word(token).starts_with(char::is_lowercase);
        let is_sentence = words().any(|token| syntax.is_verb(token)) && words().any(is_small);
        let is_named = is_bare
            && is_sentence
            && syntax.word(name.start) != ","
            && until_comma(syntax, &name).all(|token| syntax.scores.is_person(token))
            && !syntax.has_verb(name.clone());
        // Behind other words between marks these go on, and a heading may stand below.
        let is_alone = || first.start > 0 && matches!(syntax.word(first.start - 1), "." | "?" | "!");
        let is_below = || dash == last.end && is_alone() && is_sentence && signs_below(syntax, &(dash..last_token));
        let name = if is_named { Some(name) } else { is_below().then_some(dash..end) };
        return name.filter(|_| Rule::BareNames.holds()).map(|name| Proposed {
            content: mark.pieces.clone(),
            cue: None,
            source: Some(name),
        });
    }
    // — Ada Okafor, on what the port needs
    let comma = (dash + 1..end).find(|token| syntax.word(*token) == ",").filter(|comma| {
        comma + 1 < end
            && syntax.word(comma + 1).starts_with(char::is_lowercase)
            && lexicon::has(Grammar::TellsWhere, syntax.word(comma + 1))
    });
    let name = dash + 1..comma.unwrap_or(end);
    // No "Lee said", no "Source: Lee".
    let tells = |token: usize| {
        syntax.word(token) == ":" || syntax.is_verb(token) && cue_kinds(syntax.word(token)).is_speech_verb()
    };
    let named = (1..=10).contains(&name.len())
        && syntax.word(name.start).starts_with(char::is_uppercase)
        && syntax.sentence_of(name.start) == syntax.sentence_of(name.end - 1)
        && !until_comma(syntax, &name).any(tells);
    named.then(|| Proposed { content: mark.pieces.clone(), cue: Some(dash..dash + 1), source: Some(name) })
}

/// Whether a line names somebody and tells what he is, and no more: "Ann Lee, farmer", "Farmer Ann Lee". It stands below what he says.
fn signs_below(syntax: &Syntax, line: &Range<usize>) -> bool {
    const LONGEST_LINE: usize = 12;
    let is_person = |at: usize| syntax.scores.is_person(at);
    let tells = |at: usize| {
        let word = syntax.word(at).to_lowercase();
        lexicon::role(&word).is_some_and(|role| !role.plural) && !lexicon::is_one_of(LexiconClass::OfThePress, &word)
    };
    let name = until_comma(syntax, line).filter(|at| is_person(*at)).count();
    let is_other = |at: usize| {
        syntax.is_verb(at)
            || matches!(syntax.word(at), ":" | "." | "?" | "!" | "By" | "BY" | "by" | "/" | "-" | "–" | "—" | "|")
            || lexicon::is_one_of(LexiconClass::OfThePress, syntax.word(at))
    };
    line.len() <= LONGEST_LINE && name > 1 && line.clone().any(tells) && !line.clone().any(is_other)
}

/// The most words of a name with what is told of it, where nothing but a comma stands before it.
const LONGEST_NAME: usize = 24;

pub(super) fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "―" | "--" | "-")
}

/// The tokens of `name` before its first comma.
fn until_comma(syntax: &Syntax, name: &Range<usize>) -> impl Iterator<Item = usize> {
    name.clone().take_while(|token| syntax.word(*token) != ",")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_proposed;
    use super::*;

    fn check(told: &str, expect: &[&str]) {
        check_proposed(told, |evidence| signed(evidence.syntax, evidence.marked), expect);
    }

    #[test]
    fn signed_with_a_colon_or_a_dash() {
        check("Okafor: “We stay.”", &["We stay. | : | Okafor"]);
        check("The council: ‘We Will Not Go’", &["We Will Not Go | : | The council"]);
        check("Winner: “We stay.”", &[]);
        check("Okafor said: “We stay.”", &[]);
        check("Okafor: “We stay” is no plan.", &[]);
        check("“We stay.” — Ada Okafor", &["We stay. | — | Ada Okafor"]);
        check("“We stay.”\n— Ada Okafor, chair", &["We stay. | — | Ada Okafor, chair"]);
        let told = "“We stay.” — Ada Okafor, on what she will do if the council shuts/v the port and its gates";
        check(told, &["We stay. | — | Ada Okafor"]);
        check("“We stay” — that was all she said.", &[]);
        check("“We stay,” - Ada Okafor said.", &[]);
        check("“We stay.” - Source: Ada Okafor", &[]);
        check("“We stay.” — Omar Said", &["We stay. | — | Omar Said"]);
        check("“We stay,” she said.", &[]);
    }

    #[test]
    fn headlines_with_who_says_them() {
        let check = |told: &str, expect: &[&str]| {
            check_proposed(told, |evidence| signed_headline(evidence).into_iter().collect(), expect);
        };
        let article = "\n\nThe {S minister} and {S Mr Okafor} {C say} so.";
        let check = |headline: &str, expect: &[&str]| check(&format!("{headline}{article}"), expect);
        check("Ferry to be late - minister", &["Ferry to be late | - | minister"]);
        check("Fares: The rise is/v ‘wrong’ – minister", &["The rise is ‘wrong | - | minister"]);
        check("Mill is/v to close - The Courier", &[]);
        check("Who is/v to pay/v? - minister", &[]);
        check("The rise is wrong - and late, minister", &[]);
        check("The rise is wrong - Theo Lee", &[]);
        check("The rise-minister", &[]);
        check("The best film - minister says/v", &[]);
    }

    #[test]
    fn a_bare_name_behind_a_comma() {
        check("“We stay/v,” Ada Okafor, a nurse at the port.", &["We stay, | - | Ada Okafor, a nurse at the port"]);
        check("“We stay/v,” Ada Okafor.", &["We stay, | - | Ada Okafor"]);
        check("“We stay/v,” Ada Okafor, a nurse, said.", &[]);
        check("“We stay/v” Ada Okafor, a nurse.", &[]);
        check("“We stay/v,”, a nurse at the port.", &[]);
        check("“Sunset over Porto,” Ann Lee, oil on canvas, 1972.", &[]);
        check("“Imagine/v,” Theo Lee.", &[]);
        check("“We Stay/v,” Ada Okafor.", &[]);
        check("Then: “We stay/v,” Ada Okafor, a nurse.", &[]);
    }

    #[test]
    fn a_name_in_the_line_below() {
        let below = |line: &str| format!("It rained.\n\n“We stay/v here now”\n\n{line}\n\nIt snowed.");
        check(&below("Ada Okafor, farmer"), &["We stay here now | - | Ada Okafor, farmer"]);
        check(&below("Farmer Ada Okafor"), &["We stay here now | - | Farmer Ada Okafor"]);
        check(&below("Ada Okafor"), &[]);
        check(&below("Ada Okafor, reporter"), &[]);
        check(&below("Ada Okafor - farmer"), &[]);
        check("“We stay/v here now”\n\nAda Okafor, farmer", &[]);
    }
}
