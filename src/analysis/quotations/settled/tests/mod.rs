//! What settling moves, and what it leaves: a file for each module.

mod cue;
mod pieces;
mod predicates;
mod reach;
mod says;
mod unsaid;

use super::super::by_hand::{ask_of, words};
use super::*;

/// `told` without what marks its parts.
fn bare(told: &str) -> String {
    told.replace(['[', ']', '|', '>', '<', '(', ')'], "")
}

/// What `ask` says of the candidate of `told` that Lee says: its content stands between bars or behind one, its cue in brackets.
fn ask_about<R>(told: &str, ask: impl FnOnce(&Evidence, &Candidate) -> R) -> R {
    let [content, cue] = [told.split('|').nth(1), told.split(['[', ']']).nth(1)];
    let [content, cue] = [content, cue].map(|part| bare(part.expect("content and cue")).replace("/v", ""));
    ask_of(&bare(told), (&content, &cue, "Lee"), ask)
}

/// The content and the cue of `told`, settled.
fn settled(told: &str) -> [String; 2] {
    ask_about(told, |evidence, candidate| {
        let mut candidate = candidate.clone();
        settle(evidence, &mut candidate, |_| true);
        [words(evidence, &candidate.content), words(evidence, candidate.cue.as_slice())]
    })
}

/// Checks that each is settled as it is marked: ">" and "<" where its content begins and ends then, if elsewhere, and
/// parentheses around what is left of its cue, if it is less.
fn check(all: &[&str]) {
    for told in all {
        let bars: Vec<usize> = told.match_indices('|').map(|(at, _)| at).collect();
        let start = told.find('>').unwrap_or(bars[0]);
        let end = told.find('<').or(bars.get(1).copied()).unwrap_or(told.len());
        let cue = told.split(['(', ')']).nth(1).or(told.split(['[', ']']).nth(1)).unwrap_or_default();
        assert_eq!(settled(told), [&told[start..end], cue].map(|part| bare(part).replace("/v", "")), "{told}");
    }
}

/// Checks that `ask` holds for each of `these`, and for none of `others`.
fn check_which(ask: impl Fn(&Evidence, &Candidate) -> bool, these: &[&str], others: &[&str]) {
    for told in these.iter().chain(others) {
        assert_eq!(ask_about(told, &ask), these.contains(told), "{told}");
    }
}

/// The content, the cue and the source of a candidate, as `ask` leaves them.
fn shown(evidence: &Evidence, candidate: &Candidate, ask: impl Fn(&Evidence, &mut Candidate)) -> String {
    let mut candidate = candidate.clone();
    ask(evidence, &mut candidate);
    let source = candidate.sources[0].0.clone();
    let parts = [candidate.content.clone(), candidate.cue.into_iter().collect(), vec![source]];
    parts.map(|pieces| words(evidence, &pieces)).join(" | ")
}

/// The same of a candidate of `told`.
fn named(told: &str, parts: (&str, &str, &str), ask: impl Fn(&Evidence, &mut Candidate)) -> String {
    ask_of(told, parts, |evidence, candidate| shown(evidence, candidate, ask))
}

#[test]
fn where_a_content_begins() {
    check(&[
        "Lee [(called) >for] |calm",
        "Lee [spoke of] “|calm|”",
        "Lee [urged/v] |the residents >to leave/v",
        "Lee [asked/v] |her >not to leave/v",
        "Lee [urged/v] |people in Leeds and its suburbs >to leave/v",
        "Lee [urged/v] people in Leeds and |its suburbs >to leave/v",
        "Lee [asked/v] |players who want/v to join/v the team >to train/v",
        "Lee [told] |reporters who were/v in Porto >that it rains/v|.",
        "Lee [told] |the people of Porto, that is/v how it rains/v|.",
        "Lee [told] |police the plan to leave/v was dead",
        "Lee [told/v] police |anyone who was/v to leave/v would pay/v",
        "Lee [asked/v] |the council for time to leave/v",
        "|Is it deep? >No|, Lee [said].",
        "“|Why? Because it is|,” Lee [said].",
        "|Trade grew to ?88 in May|, Lee [said].",
        "Lee [urged/v] |the residents >to quickly leave/v",
        "Lee [urged/v] |the residents >to “leave/v at once|”",
        "Lee [ordered/v] |fresh measures to save/v lives",
        "|However, >the deal is off|, Lee [said].",
        "|But >the deal is off|, Lee [said].",
        "|But, the deal is off|, Lee [said].",
        "Lee [denied/v] >it was a “|crisis|”.",
        "Lee [said] in Porto, “|We go/v|”.",
    ]);
}

#[test]
fn what_somebody_is_asked() {
    let both = "what he does/Sleep";
    for (told, expect) in [
        ("Asked/v what he does/v, Lee [said/v], “|Sleep|.”", "Sleep"),
        ("When pressed/v what he does/v, Lee [said/v], “|Sleep|.”", "Sleep"),
        ("Knowing/v what he does/v, Lee [said/v], “|Sleep|.”", both),
    ] {
        ask_of(&bare(told), (both, "said", "Lee"), |evidence, candidate| {
            let mut candidate = candidate.clone();
            question::leave_asked(evidence, &mut candidate);
            assert_eq!(words(evidence, &candidate.content), expect, "{told}");
        });
    }
}

#[test]
fn a_sentence_that_opens_a_paragraph() {
    let opens = |text: &str, content: &str| {
        ask_of(text, (content, "Lee", "Lee"), |evidence, candidate| {
            opens_paragraph(evidence, &Candidate { generator: Generator::Marked, ..candidate.clone() })
        })
    };
    assert!(opens("“Nobody mends the old roof.” Lee left.", "Nobody mends the old roof."));
    assert!(opens("“Is it cold?” “Very,” Lee said.", "Is it cold?"));
    assert!(!opens("“Is it cold?” Lee said.", "Is it cold?"));
    assert!(!opens("“Nobody mends the roof” was what Lee read.", "Nobody mends the roof"));
    assert!(!opens("Lee left. “Nobody mends the old roof.”", "Nobody mends the old roof."));
    assert!(!opens("“Nobody mends the old roof.”: a film by Lee", "Nobody mends the old roof."));
}
