//! What is said besides, and who says it.

use super::*;

/// Checks what is left of a candidate of each: its content, its cue and its source before and after.
fn check(ask: impl Fn(&Evidence, &mut Candidate), all: &[(&str, (&str, &str, &str), &str)]) {
    for (told, parts, expect) in all {
        assert_eq!(named(told, *parts, &ask), *expect, "{told}");
    }
}

#[test]
fn what_goes_on_behind_who_says_it() {
    let said = ("Rents rose", "said", "Lee");
    check(
        |evidence, candidate| rest::go_on(evidence, candidate, |_| true),
        &[
            ("Rents rose/v, Lee said/v, up from May.", said, "Rents rose/up from May | said | Lee"),
            ("Rents rose/v, said/v Lee, many of them twice.", said, "Rents rose/many of them twice | said | Lee"),
            (
                "Rents rose/v, Lee said/v, with the port closing/v.",
                said,
                "Rents rose/with the port closing | said | Lee",
            ),
            ("Rents, Lee said/v, are/v high.", ("Rents", "said", "Lee"), "Rents/are high | said | Lee"),
            ("Rents rose/v, Lee said/v, with a smile.", said, "Rents rose | said | Lee"),
            ("Rents rose/v, Lee said/v, despite a statement.", said, "Rents rose | said | Lee"),
            ("Rents rose/v, Lee said/v up there, up from May.", said, "Rents rose | said | Lee"),
        ],
    );
    check(
        |evidence, candidate| rest::go_on(evidence, candidate, |_| true),
        &[
            (
                "Lee said/v rents rose/v, as many feared/v, and that Theo left/v.",
                ("rents rose", "said", "Lee"),
                "rents rose/and that Theo left | said | Lee",
            ),
            (
                "Lee said/v he fills/v the holes – all of them – with sand.",
                ("he fills the holes", "said", "Lee"),
                "he fills the holes – all of them – with sand | said | Lee",
            ),
            (
                "When Lee said/v rents rose/v, and that Theo left/v, he rose/v.",
                ("rents rose", "said", "Lee"),
                "rents rose | said | Lee",
            ),
        ],
    );
    let taken = |evidence: &Evidence, candidate: &mut Candidate| rest::go_on(evidence, candidate, |_| false);
    check(taken, &[("Rents rose/v, Lee said/v, up from May.", said, "Rents rose | said | Lee")]);
}

#[test]
fn the_clause_that_holds_marks() {
    let said = ("because it is old", "said", "Lee");
    let stays = "because it is old | said | Lee";
    check(
        |evidence, candidate| clause::take_clause(evidence, candidate, |_| true),
        &[
            (
                "The mill closed/v, “because it is old,” said/v Lee.",
                said,
                "The mill closed, “because it is old | said | Lee",
            ),
            ("When the mill closed/v, “because it is old,” said/v Lee.", said, stays),
            ("Theo told/v her so, “because it is old,” said/v Lee.", said, stays),
            ("The old mill, “because it is old,” said/v Lee.", said, stays),
        ],
    );
}

#[test]
fn the_subject_with_its_clause() {
    check(
        source::name_subject,
        &[
            (
                "Sailors who use/v charts for planning say/v it rains/v.",
                ("it rains", "say", "planning"),
                "it rains | say | Sailors who use charts for planning",
            ),
            (
                "Sailors who left/v, and planning, say/v it rains/v.",
                ("it rains", "say", "planning"),
                "it rains | say | planning",
            ),
            ("Sailors who told/v Theo said/v it rains/v.", ("it rains", "said", "Theo"), "it rains | said | Theo"),
        ],
    );
}

#[test]
fn the_verb_behind_the_clause() {
    super::check(&[
        "Lee has a plan. The [claim] |that it is safe< is wrong|.",
        "Lee has a plan. The [claim] |that it had failed/v< was wrong|.",
        "Lee has a plan. People who [say/v] |it is easy< get/v it wrong|.",
        "Lee has a plan. Lee [said/v] |it is safe when it rains/v|.",
        "Lee has a plan. People, who [say/v] |it is easy to get/v|.",
    ]);
}
