//! Finds quotations with their cues and the words that may name their speakers.
//!
//! # Steps
//!
//! 1. [`marks`] pairs quotation marks over the whole text.
//! 2. [`evidence`] lays out the reader's scores, the marks and the classes of words.
//! 3. [`candidates`]: generators propose whole quotations, in groups of which one at most can be right.
//! 4. [`features`] and [`scorer`]: fitted forests say how likely each is.
//! 5. [`decode`] accepts and rejects, the only place that does; `constraints` tells what must be so whatever the scores
//!    say, `settled` where a content begins by the guide of the world set, `inherited` who speaks where there is no source.
//! 6. `records` makes records of what is accepted.

pub mod candidates;
mod constraints;
pub mod decode;
pub mod evidence;
pub mod features;
pub mod forest;
mod inherited;
pub mod marks;
mod records;
pub mod scorer;
mod settled;

use crate::arranging::Arrange;
use std::sync::LazyLock;

use evidence::{Convention, Evidence};
use scorer::Joiner;

use super::Quotation;
use crate::Span;
use crate::syntax::Syntax;

/// The built-in joiner: see `src/data/README.md`.
static JOINER: LazyLock<Joiner> =
    LazyLock::new(|| Joiner::read(include_bytes!("../../data/quotations.joiner")).unwrap_or_default());

/// Finds quotations with their cues and the words that may name their speakers, in the order of the text; what is
/// thought and not said, too, if `thoughts` are wanted.
pub fn find(syntax: &Syntax, thoughts: bool) -> Vec<Quotation> {
    let convention = if thoughts { Convention::Attributions } else { Convention::Speech };
    find_with(syntax, convention, &JOINER)
}

/// The candidate, accepted or not, whose content is nearest to `wanted`; none if none overlaps it by a third.
pub fn nearest(syntax: &Syntax, wanted: Span) -> Option<Quotation> {
    let marked = marks::find(syntax);
    let evidence = Evidence::new(syntax, &marked, Convention::Speech);
    let (_, candidates) = candidates::all(&evidence, &JOINER);
    let overlap = |quotation: &Quotation| {
        let common = |span: &Span| span.end.min(wanted.end).saturating_sub(span.start.max(wanted.start));
        let shared: u32 = quotation.content.iter().map(common).sum();
        let all: u32 = quotation.content.iter().map(|span| span.len() as u32).sum();
        f64::from(shared) / f64::from((all + wanted.len() as u32 - shared).max(1))
    };
    let near = candidates.iter().filter(|candidate| {
        let reach = |range: &std::ops::Range<usize>| syntax.span(range.clone()).overlaps(wanted);
        candidate.content.iter().any(reach)
    });
    let records = near.filter_map(|candidate| records::record(&evidence, candidate));
    // With as much overlap, the one that says more about who speaks.
    let rank = |quotation: &Quotation| {
        let known = usize::from(quotation.cue.is_some()) + usize::from(!quotation.sources.is_empty());
        ((overlap(quotation) * 20.0).round() as i32, known)
    };
    records.filter(|quotation| overlap(quotation) >= LEAST_OVERLAP).max_by_key(rank)
}

/// The least share that two contents have in common to be taken for one quotation.
const LEAST_OVERLAP: f64 = 1.0 / 3.0;

/// The joiner that ships with this library.
pub fn built_in() -> &'static Joiner {
    &JOINER
}

/// Like [`find`], with another joiner than the built-in one.
pub fn find_with(syntax: &Syntax, convention: Convention, joiner: &Joiner) -> Vec<Quotation> {
    let marked = marks::find(syntax);
    let evidence = Evidence::new(syntax, &marked, convention);
    let (cues, candidates) = candidates::all(&evidence, joiner);
    let accepted = decode::decode(&evidence, joiner, &cues, candidates);
    let records = accepted.iter().filter_map(|one| records::record(&evidence, &one.candidate));
    let mut quotations: Vec<Quotation> = records.collect();
    quotations.arrange_by_key(|quotation| (quotation.content[0], quotation.cue));
    quotations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::RoleTag;

    /// `expect`: one line per quotation: pieces, then cue, then source.
    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let found = find(&syntax, false);
        assert_eq!(lines(text, &found), expect, "{text}");
    }

    fn lines(text: &str, quotations: &[Quotation]) -> Vec<String> {
        let line = |quotation: &Quotation| {
            let pieces: Vec<&str> = quotation.content.iter().map(|span| span.of(text)).collect();
            let cue = quotation.cue.map_or("-", |span| span.of(text));
            let source = quotation.sources.first().map_or("-", |source| source.span.of(text));
            format!("{} | {cue} | {source}", pieces.join(" … "))
        };
        quotations.iter().map(line).collect()
    }

    #[test]
    fn direct() {
        check("“We will stay,” Ada Okafor said.", &["We will stay, | said | Ada Okafor"]);
        check("“We will stay,” said Lavrov on Monday.", &["We will stay, | said | Lavrov"]);
        check("“We stay,” she said, “for now.”", &["We stay, … for now. | said | she"]);
        check("“We stay,” she said. “It is our home.”", &["We stay, … It is our home. | said | she"]);
        check(
            "‘We stay,’ Ada Okafor, chair of the board, said.",
            &["We stay, | said | Ada Okafor, chair of the board"],
        );
        check("“Why?” he asked.", &["Why? | asked | he"]);
    }

    #[test]
    fn indirect() {
        check("Okafor said that the port would close.", &["that the port would close | said | Okafor"]);
        check("Okafor said the port would close.", &["the port would close | said | Okafor"]);
        check("The port will close, Okafor said.", &["The port will close | said | Okafor"]);
        check("Two people died, according to the ministry.", &["Two people died | according to | the ministry"]);
        check("The report was long.", &[]);
    }

    #[test]
    fn datelines_are_no_content() {
        check(
            "LISBON, Nov. 20 — The old bridge will be closed for a year, the port authority said on Friday.",
            &["The old bridge will be closed for a year | said | the port authority"],
        );
    }

    #[test]
    fn turns_and_headlines() {
        check("OKAFOR: “We will stay.”", &["We will stay. | : | OKAFOR"]);
    }

    /// `text` with roles in brackets, "{C said}" for a cue, "{S she}" for a source, "{Q …}" for content, of which a
    /// reader is quite sure; `expect` as in [`check`].
    fn check_joined(text: &str, thoughts: bool, expect: &[&str]) {
        let (mut plain, mut open, mut roles) = (String::new(), Vec::new(), Vec::new());
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '{' => {
                    open.push((chars.next(), plain.len()));
                    chars.next();
                }
                '}' => roles.extend(open.pop().map(|(role, start)| (role, crate::Span::new(start, plain.len())))),
                c => plain.push(c),
            }
        }
        let mut syntax = Syntax::new(&plain);
        let count = syntax.tokens.len();
        let row = |tag: RoleTag| {
            let mut row = [0.02f32.ln(); RoleTag::COUNT];
            row[tag as usize] = 0.96f32.ln();
            row
        };
        let role = |letter: char| {
            let mut rows = vec![row(RoleTag::Outside); count];
            for (_, span) in roles.iter().filter(|(role, _)| *role == Some(letter)) {
                for (number, token) in syntax.tokens_in(*span).enumerate() {
                    rows[token] = row(if number == 0 { RoleTag::Begin } else { RoleTag::Inside });
                }
            }
            rows
        };
        syntax.scores.attributions = crate::reader::Roles { contents: role('Q'), sources: role('S'), cues: role('C') };
        assert_eq!(lines(&plain, &find(&syntax, thoughts)), expect, "{text}");
    }

    #[test]
    fn joined() {
        let expect = ["that the port would close | said | Ada Okafor"];
        check_joined("{S Ada Okafor} {C said} {Q that the port would close}.", false, &expect);
        let split = ["We stay, … It is our home. | said | Ada Okafor"];
        check_joined("“{Q We stay,}” {C said} {S Ada Okafor}. “{Q It is our home.}”", false, &split);
        let two = ["We stay, | said | she", "that he would go | told | Lee"];
        check_joined("“{Q We stay,}” {S she} {C said}. {S Lee} {C told} reporters {Q that he would go}.", false, &two);
        let mixed = ["that it was “brave but late.” | said | She"];
        check_joined("{S She} {C said} {Q that it was “brave but late.”}", false, &mixed);
    }

    #[test]
    fn thoughts_are_marked_only_if_wanted() {
        let text = "{S Okafor} {C believes} {Q that the port will close}. {S Lee} {C denied} {Q that it would}.";
        let denied = "that it would | denied | Lee";
        check_joined(text, true, &["that the port will close | believes | Okafor", denied]);
        check_joined(text, false, &[denied]);
    }

    #[test]
    fn the_built_in_joiner_can_be_read() {
        let joiner = Joiner::read(include_bytes!("../../data/quotations.joiner")).expect("a joiner");
        assert!(joiner.piece.trees().next().is_some() && joiner == *JOINER);
        assert_eq!(joiner.write(), include_bytes!("../../data/quotations.joiner"));
    }
}
