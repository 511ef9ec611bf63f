//! Quotations that the layout of a text tells: the turns of a transcript or an interview ("NAME: …", "Q: …"), and
//! quotations signed with a dash ("…" — Ada Okafor).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::evidence::Evidence;
use super::super::marks::Marked;
use super::{Candidate, Generator, Proposed};
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// Adds the candidates of the layout, each in a group of its own.
pub(super) fn propose(evidence: &Evidence, candidates: &mut Vec<Candidate>) {
    let (syntax, marked) = (evidence.syntax, evidence.marked);
    let all = turns(syntax).into_iter().map(|turn| (turn, Generator::Turn));
    let all = all.chain(signed(syntax, marked).into_iter().map(|line| (line, Generator::Signed)));
    for (proposed, generator) in all {
        let group = candidates.iter().map(|candidate| candidate.group + 1).max().unwrap_or(0);
        let group = group.max(evidence.classes.len());
        candidates.extend(proposed.candidate(evidence, generator, group));
    }
}

/// The turns of a transcript or an interview: at least three paragraphs begin with a name and a colon, and a name
/// returns.
fn turns(syntax: &Syntax) -> Vec<Proposed> {
    let heads: Vec<(usize, Range<usize>)> =
        (0..syntax.paragraphs.len()).filter_map(|index| Some((index, syntax.label(index)?))).collect();
    let name = |head: &Range<usize>| syntax.span(head.clone()).of(syntax.text);
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    heads.iter().for_each(|(_, head)| *times.entry(name(head)).or_default() += 1);
    let returns = |head: &Range<usize>| times.get(name(head)).is_some_and(|times| *times > 1);
    let (first, last) = (heads.iter().position(|(_, head)| returns(head)), heads.iter().rposition(|(_, h)| returns(h)));
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    if heads.len() < 3 {
        return Vec::new();
    }
    // Who speaks once is written as those are who speak again: no "Transcript:" above "MR. LEE:".
    let shouted = |head: &Range<usize>| {
        let word = |token: &usize| syntax.tokens[*token].kind != TokenKind::Punctuation;
        head.clone().filter(word).all(|token| !syntax.word(token).contains(char::is_lowercase))
    };
    let all_shouted = heads.iter().filter(|(_, head)| returns(head)).all(|(_, head)| shouted(head));
    let alike = |head: &Range<usize>| returns(head) || !all_shouted || shouted(&(head.start..head.start + 1));
    let near = first.saturating_sub(1)..=last + 1;
    let turns = heads.iter().enumerate().filter(|(index, _)| near.contains(index)).map(|(_, turn)| turn);
    let turns = turns.filter(|(_, head)| alike(head));
    turns
        .filter_map(|(paragraph, head)| {
            let content = head.end + 1..syntax.paragraphs[*paragraph].tokens.end;
            let words = content.clone().any(|token| syntax.tokens[token].kind != TokenKind::Punctuation);
            words.then(|| Proposed {
                content: vec![content],
                cue: Some(head.end..head.end + 1),
                source: Some(head.clone()),
            })
        })
        .collect()
}

/// Quotations that are a paragraph of their own, with the name before a colon or after a dash.
fn signed(syntax: &Syntax, marked: &[Marked]) -> Vec<Proposed> {
    let outer = marked.iter().filter(|mark| mark.depth == 0);
    outer.filter_map(|mark| sign(syntax, mark).or_else(|| announce(syntax, mark))).collect()
}

/// Okafor: “We stay.”
fn announce(syntax: &Syntax, mark: &Marked) -> Option<Proposed> {
    let number = syntax.paragraph_of(mark.open);
    let paragraph = &syntax.paragraphs[number].tokens;
    let after = mark.close? + 1;
    let name = syntax.label(number).filter(|name| name.end + 1 == mark.open)?;
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
    let is_dash = matches!(syntax.word(dash), "—" | "–" | "―" | "--" | "-");
    let mut end = end;
    while end > dash + 1 && matches!(syntax.word(end - 1), "." | "," | ";") {
        end -= 1;
    }
    // — Ada Okafor, on what the port needs
    let comma = (dash + 1..end).find(|token| syntax.word(*token) == ",").filter(|comma| {
        comma + 1 < end
            && syntax.word(comma + 1).starts_with(char::is_lowercase)
            && matches!(
                syntax.word(comma + 1),
                "on" | "about" | "in" | "when" | "after" | "before" | "during" | "speaking" | "asked"
            )
    });
    let name = dash + 1..comma.unwrap_or(end);
    let named = is_dash
        && (1..=10).contains(&name.len())
        && syntax.word(name.start).starts_with(char::is_uppercase)
        && syntax.sentence_of(name.start) == syntax.sentence_of(name.end - 1);
    named.then(|| Proposed { content: mark.pieces.clone(), cue: Some(dash..dash + 1), source: Some(name) })
}

#[cfg(test)]
mod tests {
    use super::super::super::marks;
    use super::*;

    fn check(text: &str, expect: &[(&str, &str)]) {
        let syntax = Syntax::new(text);
        let mut drafts = turns(&syntax);
        drafts.extend(signed(&syntax, &marks::find(&syntax)));
        let of = |tokens: &Range<usize>| syntax.span(tokens.clone()).of(text);
        let found: Vec<(&str, &str)> =
            drafts.iter().map(|d| (of(&d.source.clone().expect("a source")), of(&d.content[0]))).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn turns_of_transcripts_and_interviews() {
        let text = "Q: How are you?\nA: I am well. Thank you.\nQ: And now?\nA: I go.";
        check(text, &[("Q", "How are you?"), ("A", "I am well. Thank you."), ("Q", "And now?"), ("A", "I go.")]);
        let text = "OKAFOR: We stay.\n\nMR. LEE: Why?\n\nOKAFOR: Because.";
        check(text, &[("OKAFOR", "We stay."), ("MR. LEE", "Why?"), ("OKAFOR", "Because.")]);
        let text = "Transcript: the board\nOKAFOR: We stay.\nMS. KIM (by telephone): Why?\nOKAFOR: Because.";
        check(text, &[("OKAFOR", "We stay."), ("MS. KIM (by telephone)", "Why?"), ("OKAFOR", "Because.")]);
    }

    #[test]
    fn other_colons() {
        check("Where: the town hall\nWhen: Monday\nPrice: free", &[]);
        check("The rule is simple: stay.\nThe rule is simple: go.\nThe rule is simple: no.", &[]);
        check("OKAFOR: We stay.\n\nThe town is old.", &[]);
    }

    #[test]
    fn signed_with_a_colon_or_a_dash() {
        check("Okafor: “We stay.”", &[("Okafor", "We stay.")]);
        check("The council: ‘We Will Not Go’", &[("The council", "We Will Not Go")]);
        check("Okafor said: “We stay.”", &[]);
        check("Okafor: “We stay” is no plan.", &[]);
        check("“We stay.” — Ada Okafor", &[("Ada Okafor", "We stay.")]);
        check("“We stay.”\n— Ada Okafor, chair", &[("Ada Okafor, chair", "We stay.")]);
        let text = "“We stay.” — Ada Okafor, on what she will do if the council shuts the port and its gates";
        check(text, &[("Ada Okafor", "We stay.")]);
        check("“We stay” — that was all she said.", &[]);
        check("“We stay,” she said.", &[]);
    }
}
