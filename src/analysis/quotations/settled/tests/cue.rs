//! Which words are the cue, and who speaks.

use super::super::cue;
use super::*;

#[test]
fn the_cue_is_the_verb_and_what_belongs_to_it() {
    check(&[
        "Lee [also (said/v)] |it was late",
        "Lee [later publicly (denied/v)] |it was late",
        "Lee [had earlier said/v] |it was late",
        "Lee [(said/v) in a statement] |it was late",
        "|It was late|, Lee [(said/v) in the].",
        "|It was late|, Lee [(said/v) Monday].",
        "|It was late|, Lee [(said/v) late last week].",
        "Lee [went/v on to say/v] |it was late",
        "Lee [wrote/v in a note to say/v] |it was late",
        "Lee [weighed/v in] |it was late",
        "Lee [chimed/v in]: “|We won|”",
        "Lee [never said/v] |it was late",
        "|It was late|, Lee [(said/v) of the plan].",
        "|It was late|, Lee [(wrote/v) on his] page.",
        "Lee [(confirmed/v) to] the Courier |it was late",
        "Lee [called/v on] |the port to close/v",
        "|It was late|, Lee [(said/v) then].",
        "Lee [issued/v a statement (saying/v)] |it was late",
        "Lee [was quoted/v as saying/v] |it was late",
        "Lee [always (said/v)] |it was late",
        "Lee [also (weighed/v in)] |it was late",
        "the vow that Lee [(made/v) late last year] |to leave/v",
    ]);
}

#[test]
fn what_somebody_calls_it() {
    for (told, expect) in [
        ("Lee [announced/v] |what it calls/v its “best season” yet|.", "its “best season” yet | calls | it"),
        ("Lee [spoke/v] |of what she called/v a “joke|”.", "a “joke | called | she"),
        ("Lee [said/v] |what she called/v a “joke” is/v over|.", "what she called a “joke” is over | said | Lee"),
        ("Lee [denied/v] |what she called/v a “joke|”.", "what she called a “joke | denied | Lee"),
        ("Lee [said/v] |what she called/v a joke|.", "what she called a joke | said | Lee"),
    ] {
        let named = ask_about(told, |evidence, candidate| shown(evidence, candidate, cue::name_caller));
        assert_eq!(named, expect, "{told}");
    }
}

#[test]
fn who_said_it_first() {
    let theo = |content: &'static str| (content, "according to", "Theo");
    for (told, content, expect) in [
        ("“We stay,” Lee said/v, according to Theo.", "We stay,” Lee said", "We stay, | said | Lee"),
        ("“We stay,” said/v Lee, according to Theo.", "We stay,” said Lee", "We stay, | said | Lee"),
        (
            "“We stay,” is what Lee said/v, according to Theo.",
            "We stay,” is what Lee said",
            "We stay, | said | what Lee",
        ),
        // Nobody's words, or nobody else's.
        ("“We stay,” nobody said/v, according to Theo.", "We stay,” nobody said", ""),
        ("“We stay,” Lee could/v say/v, according to Theo.", "We stay,” Lee could say", ""),
        ("“We stay,” Lee never said/v, according to Theo.", "We stay,” Lee never said", ""),
        ("“We stay,” Lee was told/v, according to Theo.", "We stay,” Lee was told", ""),
        ("“We stay” reports say/v, according to Theo.", "We stay” reports say", ""),
        ("“We stay,” Lee left/v, according to Theo.", "We stay,” Lee left", ""),
        ("“We stay,” in Hull Lee said/v, according to Theo.", "We stay,” in Hull Lee said", ""),
    ] {
        let unmoved = format!("{content} | according to | Theo");
        let expect = if expect.is_empty() { &unmoved } else { expect };
        assert_eq!(named(told, theo(content), cue::name_first_speaker), expect, "{told}");
    }
}

#[test]
fn who_is_quoted() {
    for (told, parts, expect) in [
        (
            "Lee quoted/v Theo as saying/v it rained/v.",
            ("Theo as saying it rained", "quoted", "Lee"),
            "it rained | as saying | Theo",
        ),
        (
            "Lee quoted/v Theo on Monday as saying/v it rained/v.",
            ("it rained", "as saying", "Lee"),
            "it rained | as saying | Theo on Monday",
        ),
        (
            "“It rained/v,” Lee quoted/v Theo as saying/v.",
            ("It rained", "quoted", "Lee"),
            "It rained | as saying | Theo",
        ),
        (
            "Lee cited/v the cost as well as saying/v it rained/v.",
            ("it rained", "cited", "Lee"),
            "it rained | cited | Lee",
        ),
        ("Lee met/v Theo as saying/v it rained/v.", ("it rained", "met", "Lee"), "it rained | met | Lee"),
        (
            "Lee quoted/v Theo, and Ann left/v as saying/v so.",
            ("so", "quoted", "Lee"),
            "so | as saying | Theo, and Ann left",
        ),
    ] {
        assert_eq!(named(told, parts, cue::name_quoted), expect, "{told}");
    }
}
