//! Finds what stands between quotation marks.
//!
//! Every family of marks (double, single, angled) is solved by itself, over the whole text, as a shortest path: each
//! mark opens, closes, closes one that was forgotten and opens anew, or is no quotation mark at all, and each choice
//! costs what speaks against it (white space on the wrong side, an apostrophe's surroundings, a paragraph that ends
//! before the quotation does). So a lost mark is mended at its paragraph, and can never swallow half an article.

use std::ops::Range;

use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The tokens inside the marks: one piece per paragraph, none empty.
    pub pieces: Vec<Range<usize>>,
    /// The token that opens it.
    pub open: usize,
    /// The token that closes it, unless it was forgotten.
    pub close: Option<usize>,
    /// How many others it lies in.
    pub depth: usize,
}

impl Marked {
    /// From its first to its last token, marks left out.
    pub fn extent(&self) -> Range<usize> {
        self.pieces[0].start..self.pieces[self.pieces.len() - 1].end
    }
}

/// All stretches between quotation marks, in the order of their opening; outer before inner.
pub fn find(syntax: &Syntax) -> Vec<Marked> {
    let mut found = Vec::new();
    for family in [Family::Double, Family::Angled, Family::Single] {
        for marked in solve(syntax, family) {
            let extent = marked.open..marked.close.unwrap_or(marked.extent().end);
            let crosses = found.iter().any(|other: &Marked| {
                let other = other.open..other.close.unwrap_or(other.extent().end);
                (other.start < extent.start && extent.start < other.end && other.end < extent.end)
                    || (extent.start < other.start && other.start < extent.end && extent.end < other.end)
            });
            if !crosses {
                found.push(marked);
            }
        }
    }
    found.sort_by_key(|marked| (marked.open, std::cmp::Reverse(marked.close)));
    for index in 0..found.len() {
        let (before, rest) = found.split_at_mut(index);
        let at = rest[0].open;
        rest[0].depth = before.iter().filter(|outer| outer.open < at && at < outer.extent().end).count();
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Angled,
    Single,
}

/// A token that may be a quotation mark, with what speaks against its roles.
struct Mark {
    token: usize,
    /// Against opening.
    open: f32,
    /// Against closing.
    close: f32,
    /// Against its being no quotation mark.
    skip: f32,
}

/// A mark, or the gap between two paragraphs.
enum Step {
    Mark(Mark),
    /// The first token of the next paragraph, and whether it is a mark that may open.
    Gap {
        next: usize,
        reopens: bool,
    },
}

const NEVER: f32 = 100.0;

fn mark(syntax: &Syntax, token: usize, family: Family) -> Option<Mark> {
    let word = syntax.word(token);
    if word.starts_with(char::is_alphanumeric) {
        return None;
    }
    let previous = (token > 0).then(|| syntax.word(token - 1));
    let next = syntax.tokens.get(token + 1);
    let starts_paragraph = token == 0 || syntax.paragraph_of(token - 1) != syntax.paragraph_of(token);
    let ends_paragraph = next.is_none() || syntax.paragraph_of(token + 1) != syntax.paragraph_of(token);
    let next_word = next.map_or("", |next| next.of(syntax.text));
    let gap_before = syntax.tokens[token].space_before
        || starts_paragraph
        || previous.is_some_and(|word| is_opening(word) || matches!(word, "—" | "–" | "--" | "-" | "/"));
    let gap_after = ends_paragraph
        || next.is_some_and(|next| next.space_before)
        || next_word.starts_with([',', '.', ';', ':', '!', '?', ')', ']', '”', '’', '—', '–', '-', '»', '"', '\'']);
    let after_punctuation = previous.is_some_and(|word| {
        !syntax.tokens[token].space_before && word.ends_with([',', '.', '!', '?', '…', '”', '"', '—', '–', '-', ')'])
    });
    let wrong = |against: bool, cost: f32| if against { cost } else { 0.0 };
    let number_before = !syntax.tokens[token].space_before
        && token > 0
        && syntax.tokens[token - 1].kind == TokenKind::Number
        && !starts_paragraph;
    match (family, word) {
        (Family::Double, "“" | "‟" | "``") => {
            // German and Polish marks close with it, and some writers use it on both sides.
            Some(Mark { token, open: 0.0, close: if gap_before || !gap_after { 1.6 } else { 0.3 }, skip: 2.0 })
        }
        (Family::Double, "„") => Some(Mark { token, open: 0.0, close: NEVER, skip: 2.0 }),
        (Family::Double, "”") => {
            Some(Mark { token, open: if gap_before && !gap_after { 0.9 } else { 2.0 }, close: 0.0, skip: 1.4 })
        }
        (Family::Double, "\"" | "''" | "＂") => {
            let feet = number_before && token > 1 && matches!(syntax.word(token - 2), "'" | "’" | "′");
            let skip = if feet { 0.1 } else { wrong(!number_before, 0.7) + 0.7 };
            Some(Mark {
                token,
                open: wrong(!gap_before, 1.0) + wrong(gap_after && !starts_paragraph, 0.5),
                close: wrong(gap_before && !ends_paragraph, 0.6) + wrong(!gap_after, 0.6),
                skip,
            })
        }
        (Family::Angled, "«" | "‹" | "「" | "『") => {
            Some(Mark { token, open: 0.0, close: if gap_before { 1.5 } else { 0.6 }, skip: 1.0 })
        }
        (Family::Angled, "»" | "›" | "」" | "』") => {
            Some(Mark { token, open: if gap_before && !gap_after { 0.6 } else { 1.5 }, close: 0.0, skip: 1.0 })
        }
        (Family::Single, "‘" | "‛" | "`" | "‚" | "'" | "’") => {
            let next_is_clipped = is_clipped(next_word) || is_decade(next_word);
            let plural = previous.is_some_and(|word| word.ends_with(['s', 'S', 'z', 'x']) || word.ends_with("in"));
            let at_joint = !gap_before && !gap_after;
            let open = match word {
                "’" => wrong(!gap_before || gap_after, 2.0) + 1.5,
                _ => wrong(!gap_before, 1.5) + wrong(gap_after && word != "‘", 1.0) + wrong(next_is_clipped, 0.8),
            };
            let close = match word {
                "‘" | "‚" | "‛" => 2.0,
                _ if gap_before => 1.6,
                _ if at_joint => 1.2,
                _ if after_punctuation => 0.0,
                _ if plural && next_word.starts_with(char::is_alphabetic) && !ends_paragraph => 0.6,
                _ => 0.2,
            };
            let skip = match word {
                "‘" if !next_is_clipped => 1.0,
                _ if number_before => 0.1,
                _ if after_punctuation => 0.9,
                _ if gap_before && !next_is_clipped => 0.6,
                _ if plural => 0.05,
                _ => 0.3,
            };
            Some(Mark { token, open, close, skip })
        }
        _ => None,
    }
}

fn is_opening(word: &str) -> bool {
    matches!(word, "(" | "[" | "{" | "“" | "‘" | "«" | "‹" | "\"" | "'" | "``" | "`" | "''" | "„" | "‚")
}

fn is_decade(word: &str) -> bool {
    word.len() >= 3 && word.ends_with('s') && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
}

fn is_clipped(word: &str) -> bool {
    ["em", "tis", "twas", "til", "cause", "bout", "round", "n"].iter().any(|clipped| clipped.eq_ignore_ascii_case(word))
}

fn steps(syntax: &Syntax, family: Family) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, paragraph) in syntax.paragraphs.iter().enumerate() {
        if index > 0 {
            let next = paragraph.tokens.start;
            let reopens = mark(syntax, next, family).is_some_and(|mark| mark.open < 1.0);
            steps.push(Step::Gap { next, reopens });
        }
        steps.extend(paragraph.tokens.clone().filter_map(|token| mark(syntax, token, family)).map(Step::Mark));
    }
    steps
}

/// What a step does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Act {
    Skip,
    Open,
    Close,
    /// Closes one whose mark was forgotten, and opens another.
    Reopen,
    /// At the head of a paragraph: the mark repeats that the quotation goes on.
    Continue,
    /// At the end of a paragraph: the quotation ends though no mark closes it.
    Mend,
}

/// States: closed, open, and a quotation within one of the same family; and, after a gap, open with the mark of the
/// paragraph's head due.
const STATES: usize = 4;

/// Where `act` leads from `state`, and at what cost.
fn moves(step: &Step, state: usize, family: Family) -> Vec<(Act, usize, f32)> {
    match step {
        Step::Mark(mark) => {
            let repeat = (mark.open < 1.0).then_some((Act::Continue, 1, 0.0));
            match state {
                0 => vec![
                    (Act::Skip, 0, mark.skip.min(if mark.open >= 1.0 { 1.2 } else { NEVER })),
                    (Act::Open, 1, mark.open),
                ],
                1 => vec![
                    (Act::Skip, 1, mark.skip),
                    (Act::Close, 0, mark.close),
                    (Act::Reopen, 1, mark.open + 1.5),
                    (Act::Open, 2, mark.open + if family == Family::Single { NEVER } else { 1.1 }),
                ],
                2 => vec![(Act::Skip, 2, mark.skip), (Act::Close, 1, mark.close)],
                _ => repeat.into_iter().collect(),
            }
        }
        Step::Gap { reopens, .. } => match state {
            0 => vec![(Act::Skip, 0, 0.0)],
            1 if *reopens => vec![(Act::Skip, 3, 0.3), (Act::Mend, 0, 1.0)],
            1 => vec![(Act::Skip, 1, 0.6), (Act::Mend, 0, 1.0)],
            _ => vec![(Act::Mend, 0, 2.0)],
        },
    }
}

fn solve(syntax: &Syntax, family: Family) -> Vec<Marked> {
    let steps = steps(syntax, family);
    if !steps.iter().any(|step| matches!(step, Step::Mark(_))) {
        return Vec::new();
    }
    let mut best = [0.0, NEVER * 1e6, NEVER * 1e6, NEVER * 1e6];
    let mut back: Vec<[(usize, Act); STATES]> = Vec::with_capacity(steps.len());
    for step in &steps {
        let mut next = [NEVER * 1e6; STATES];
        let mut from = [(0, Act::Skip); STATES];
        for (state, cost) in best.iter().enumerate() {
            for (act, to, extra) in moves(step, state, family) {
                if cost + extra < next[to] {
                    next[to] = cost + extra;
                    from[to] = (state, act);
                }
            }
        }
        best = next;
        back.push(from);
    }
    let ends = [best[0], best[1] + 1.0, best[2] + 2.0, NEVER * 1e6];
    let mut state = (0..STATES).fold(0, |low, state| if ends[state] < ends[low] { state } else { low });
    let mut acts = vec![Act::Skip; steps.len()];
    for index in (0..steps.len()).rev() {
        let (from, act) = back[index][state];
        acts[index] = act;
        state = from;
    }
    build(syntax, &steps, &acts)
}

fn build(syntax: &Syntax, steps: &[Step], acts: &[Act]) -> Vec<Marked> {
    let mut done = Vec::new();
    // Open quotations, innermost last: the opening token, its finished pieces, and where the present piece starts.
    let mut open: Vec<(usize, Vec<Range<usize>>, usize)> = Vec::new();
    let mut finish =
        |(token, mut pieces, start): (usize, Vec<Range<usize>>, usize), end: usize, close: Option<usize>| {
            if start < end {
                pieces.push(start..end);
            }
            if !pieces.is_empty() {
                done.push(Marked { pieces, open: token, close, depth: 0 });
            }
        };
    for (step, act) in steps.iter().zip(acts) {
        match (step, act) {
            (Step::Mark(mark), Act::Open) => open.push((mark.token, Vec::new(), mark.token + 1)),
            (Step::Mark(mark), Act::Close) => {
                if let Some(top) = open.pop() {
                    finish(top, mark.token, Some(mark.token));
                }
            }
            (Step::Mark(mark), Act::Reopen) => {
                if let Some(top) = open.pop() {
                    let end = forgotten_end(syntax, top.2..mark.token);
                    finish(top, end, None);
                }
                open.push((mark.token, Vec::new(), mark.token + 1));
            }
            (Step::Mark(mark), Act::Continue) => {
                if let Some(top) = open.last_mut() {
                    top.2 = mark.token + 1;
                }
            }
            (Step::Gap { next, .. }, Act::Mend) => {
                while let Some(top) = open.pop() {
                    finish(top, *next, None);
                }
            }
            (Step::Gap { next, .. }, _) => {
                for top in &mut open {
                    if top.2 < *next {
                        top.1.push(top.2..*next);
                    }
                    top.2 = *next;
                }
            }
            (Step::Mark(_), _) => {}
        }
    }
    while let Some(top) = open.pop() {
        finish(top, syntax.tokens.len(), None);
    }
    done
}

/// Where a quotation whose closing mark was forgotten may have ended: at the comma before a verb of speech, or at the
/// last end of a sentence.
fn forgotten_end(syntax: &Syntax, inside: Range<usize>) -> usize {
    let speaks = |token: usize| cue_kinds(&syntax.word(token).to_lowercase()).has(CueKinds::SAY);
    let before_cue = inside.clone().find(|token| {
        matches!(syntax.word(*token), "," | "?" | "!") && (token + 1..(token + 4).min(inside.end)).any(speaks)
    });
    let last_end = || inside.clone().rev().find(|token| matches!(syntax.word(*token), "." | "?" | "!" | "…" | "..."));
    before_cue.or_else(last_end).map_or(inside.end, |token| token + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expect`: the text with every stretch found put in ⟦⟧, the marks themselves left outside.
    fn check(expect: &str) {
        let text = expect.replace(['⟦', '⟧'], "");
        let syntax = Syntax::new(&text);
        let mut edits: Vec<(usize, bool)> = Vec::new();
        for marked in find(&syntax) {
            for piece in marked.pieces {
                let span = syntax.span(piece);
                edits.push((span.start as usize, true));
                edits.push((span.end as usize, false));
            }
        }
        edits.sort_by_key(|(at, opens)| (*at, *opens));
        let (mut found, mut done) = (String::new(), 0);
        for (at, opens) in edits {
            found += &text[done..at];
            found.push(if opens { '⟦' } else { '⟧' });
            done = at;
        }
        found += &text[done..];
        assert_eq!(found, expect);
    }

    #[test]
    fn double_marks_of_every_style() {
        check("“⟦We will stay,⟧” she said. “⟦For now.⟧”");
        check("\"⟦We will stay,⟧\" she said. \"⟦For now.⟧\"");
        check("``⟦We will stay,⟧'' she said.");
        check("''⟦We will stay,⟧'' she said. ''⟦No.⟧''");
        check("„⟦Wir bleiben⟧“, sagte sie. „⟦Gut⟧”, sagte er.");
        check("«⟦We stay⟧», she said, « ⟦for now⟧ ».");
        check("»⟦We stay⟧«, she said.");
        check("”⟦We stay⟧”, she said.");
        check("“⟦We stay,⟧\" she said. \"⟦For now.⟧”");
        check("“⟦We stay,⟧“ she said. He left.");
    }

    #[test]
    fn white_space_on_the_wrong_side() {
        check("\"⟦We stay,⟧ \"she said. \"⟦Now.⟧\"");
        check("\"⟦We stay,⟧\"she said,\"⟦for now.⟧\"");
        check("He said:\"⟦We stay.⟧\" Then:\"⟦No.⟧\"");
        check("She said \" ⟦We stay⟧ \" and left.");
        check("the (\"⟦so-called⟧\") plan—\"⟦a fraud⟧\"—fell");
    }

    #[test]
    fn single_marks_and_apostrophes() {
        check("‘⟦We’ll stay,⟧’ she said");
        check("'⟦We don't know,⟧' he said. '⟦It's the workers' choice.⟧'");
        check("‘⟦The workers’ union won’t go,⟧’ he said.");
        check("In the '90s and the ’80s, rock 'n' roll was king.");
        check("Tell ’em it’s the boys’ turn, ’cause they’re goin’ home.");
        check("The players' coach and the fans' club");
        check("the so-called ‘⟦big society⟧’ plan of Jones’ party");
        check("He said ‘⟦no⟧’.");
        check("'⟦Nobody in the '60s did,⟧' said Dunn, who keeps her union card. '⟦And nobody will.⟧'");
        check("'⟦We did,⟧' said Dunn, who keeps her printers' union card. '⟦And nobody will.⟧'");
    }

    #[test]
    fn nested() {
        check("“⟦He told me ‘⟦go home⟧’ and I went,⟧” she said.");
        check("‘⟦He told me “⟦go home⟧” and I went,⟧’ she said.");
        check("\"⟦He told me '⟦go home⟧' and I went,⟧\" she said.");
        check("“⟦He calls it “⟦our⟧” plan,⟧” she said.");
        check("«⟦He said “⟦no⟧” to me⟧», she said.");
    }

    #[test]
    fn feet_and_inches() {
        check("He is 6'2\" tall and she is 5'10\".");
        check("“⟦He is 6'2\" tall,⟧” she said.");
        check("A 12\" record, and \"⟦a 7\" one,⟧\" he said.");
    }

    #[test]
    fn over_paragraphs() {
        check("“⟦One.⟧\n\n“⟦Two,⟧” she said.\n\n“⟦Three.⟧”");
        check("\"⟦One.⟧\n\n\"⟦Two.⟧\n\n\"⟦Three.⟧\"\n\nShe left.");
        check("“⟦One.⟧\n\n⟦Two.⟧” She left.");
        check("\"⟦One.⟧\n⟦Two.⟧\" She left. \"⟦Three.⟧\"");
        check("‘⟦One.⟧\n\n‘⟦Two,⟧’ she said.");
    }

    #[test]
    fn forgotten_marks_are_mended() {
        check("“⟦We stay.⟧\n\nThe town is old. It lies on a hill.\n\nHe said “⟦no⟧” and left.");
        check("\"⟦We stay.⟧\n\nThe town is old.\n\nHe said \"⟦no⟧\" and left.");
        check("“⟦We stay,⟧ she said. “⟦For now.⟧” Then she left.");
        check("We stay,” she said. “⟦For now.⟧” Then she left.");
        check("We stay,\" she said. \"⟦For now.⟧\" Then she left.");
        check("The “⟦end of the text⟧");
    }

    #[test]
    fn nothing_to_find() {
        check("");
        check("\"");
        check("''");
        check("“”");
        check("No marks, no quotations; it's that simple.");
    }

    #[test]
    fn one_lost_mark_never_swallows_the_rest() {
        let paragraph = "The council met \"on Monday. It voted \"no\" and went home. He said \"yes\".\n\n";
        let text = paragraph.repeat(20);
        let syntax = Syntax::new(&text);
        for marked in find(&syntax) {
            let tokens: usize = marked.pieces.iter().map(ExactSizeIterator::len).sum();
            assert!(tokens < 20, "{:?}", syntax.span(marked.extent()).of(&text));
        }
    }
}
