//! Finds quotations with their cues and the words that may name their speakers.
//!
//! # Steps
//!
//! 1. [`marks`] pairs quotation marks over the whole text.
//! 2. [`evidence`] lays out the reader's scores, the marks and the classes of words.
//! 3. [`candidates`]: generators propose whole quotations, in groups of which one at most can be right.
//! 4. [`features`] and [`scorer`]: fitted forests say how likely each is.
//! 5. [`decode`] accepts and rejects; `constraints` tells what must be so whatever the scores say. `closing` gives a sentence to who
//!    says it by its last clause, with what was accepted in it. `settled` tells where a content begins and ends by the guide of the
//!    world set, `inherited` who speaks where there is no source.
//! 6. `records` makes records of what is accepted.

#[cfg(test)]
mod by_hand;
pub mod candidates;
mod closing;
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
mod source_edges;

use crate::arranging::Arrange;
use std::sync::LazyLock;

use evidence::{Convention, Evidence};
use scorer::Joiner;

use super::Quotation;
use crate::Span;
use crate::syntax::Syntax;

/// The built-in joiner: see `src/data/README.md`.
pub static JOINER: LazyLock<Joiner> =
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

/// Like [`find`], with another joiner than the built-in one.
pub fn find_with(syntax: &Syntax, convention: Convention, joiner: &Joiner) -> Vec<Quotation> {
    let marked = marks::find(syntax);
    let evidence = Evidence::new(syntax, &marked, convention);
    let cues = candidates::cues(&evidence);
    let accepted = decode::decode(&evidence, joiner, &cues, candidates::groups(&evidence, joiner, &cues));
    let records = accepted.iter().filter_map(|one| records::record(&evidence, one));
    let mut quotations: Vec<Quotation> = records.collect();
    quotations.arrange_by_key(|quotation| (quotation.content[0], quotation.cue));
    quotations
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line per quotation: pieces, then cue, then source.
    fn lines(text: &str, quotations: &[Quotation]) -> Vec<String> {
        let line = |quotation: &Quotation| {
            let pieces: Vec<&str> = quotation.content.iter().map(|span| span.of(text)).collect();
            let cue = quotation.cue.map_or("-", |span| span.of(text));
            let source = quotation.sources.first().map_or("-", |source| source.span.of(text));
            format!("{} | {cue} | {source}", pieces.join(" … "))
        };
        quotations.iter().map(line).collect()
    }

    /// What is found where a reader and a joiner made by hand have scored `told`: see [`by_hand::read`].
    fn check_by(convention: Convention, told: &str, expect: &[&str]) {
        by_hand::read_by(told, convention, |evidence| {
            let found = find_with(evidence.syntax, convention, &by_hand::joiner());
            assert_eq!(lines(evidence.syntax.text, &found), expect, "{told}");
        });
    }

    fn check(told: &str, expect: &[&str]) {
        check_by(Convention::Speech, told, expect);
    }

    #[test]
    fn the_built_in_model_reads_the_plainest_sentences() {
        let check = |text: &str, expect: &[&str]| {
            assert_eq!(lines(text, &find(&Syntax::new(text), false)), expect, "{text}");
        };
        check("“We will stay,” Ada Okafor said.", &["We will stay, | said | Ada Okafor"]);
        check("Okafor said that the port would close.", &["that the port would close | said | Okafor"]);
        check("The port will close, Okafor said.", &["The port will close | said | Okafor"]);
        check("The report was long.", &[]);
    }

    #[test]
    fn direct() {
        check("“{Q We will stay},” {S Ada Okafor} {C said}.", &["We will stay, | said | Ada Okafor"]);
        check("“{Q We will stay},” {C said} {S Lavrov} on Monday.", &["We will stay, | said | Lavrov"]);
        check("“{Q We stay},” {S she} {C said}, “{Q for now}.”", &["We stay, … for now. | said | she"]);
        check("“{Q We stay},” {S she} {C said}. “{Q It is our home}.”", &["We stay, … It is our home. | said | she"]);
        check(
            "‘{Q We stay},’ {S Ada Okafor, chair of the board}, {C said}.",
            &["We stay, | said | Ada Okafor, chair of the board"],
        );
        check("“{Q Why}?” {S he} {C asked}.", &["Why? | asked | he"]);
    }

    #[test]
    fn indirect() {
        check("{S Okafor} {C said} {Q that the port would close}.", &["that the port would close | said | Okafor"]);
        check("{S Okafor} {C said} {Q the port would close}.", &["the port would close | said | Okafor"]);
        check("{Q The port will close}, {S Okafor} {C said}.", &["The port will close | said | Okafor"]);
        let expect = ["Two people died | according to | the ministry"];
        check("{Q Two people died}, {C according to} {S the ministry}.", &expect);
        check("The report was long.", &[]);
    }

    #[test]
    fn datelines_are_no_content() {
        check(
            "{Q LISBON, Nov. 20 — The old bridge will be closed for a year}, {S the port authority} {C said} on Friday.",
            &["The old bridge will be closed for a year | said | the port authority"],
        );
    }

    #[test]
    fn turns_and_headlines() {
        check("OKAFOR: “We will stay.”", &["We will stay. | : | OKAFOR"]);
    }

    #[test]
    fn several_pieces_and_several_cues() {
        let split = ["We stay, … It is our home. | said | Ada Okafor"];
        check("“{Q We stay,}” {C said} {S Ada Okafor}. “{Q It is our home.}”", &split);
        let two = ["We stay, | said | she", "that he would go | told | Lee"];
        check("“{Q We stay,}” {S she} {C said}. {S Lee} {C told} reporters {Q that he would go}.", &two);
        let mixed = ["that it was “brave but late.” | said | She"];
        check("{S She} {C said} {Q that it was “brave but late.”}", &mixed);
    }

    #[test]
    fn thoughts_are_marked_only_if_wanted() {
        let told = "{s Okafor} {c believes} {q that the port will close}. {S Lee} {C denied} {Q that it would}.";
        let denied = "that it would | denied | Lee";
        let all = ["that the port will close | believes | Okafor", denied];
        check_by(Convention::Attributions, told, &all);
        check(told, &all[1..]);
    }

    #[test]
    fn the_built_in_joiner_can_be_read() {
        let joiner = Joiner::read(include_bytes!("../../data/quotations.joiner")).expect("a joiner");
        assert!(joiner.piece.trees().next().is_some() && joiner == *JOINER);
        assert_eq!(joiner.write(), include_bytes!("../../data/quotations.joiner"));
    }
}
