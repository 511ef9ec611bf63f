//! How far a content reaches.

use super::super::reach;
use super::*;

#[test]
fn where_a_content_ends() {
    check(&[
        "While Lee [said/v] |it rained/v<, Ann went/v home|.",
        "Since Lee [said/v] |it rained/v<, Ann and Theo went/v home|.",
        "While Lee [said/v] |it rained/v in Hull, Porto and Leeds|.",
        "Lee [said] “|we go/v<” and left/v|",
        "Lee [said] “|we go/v” and|",
        "Lee [said] “|The Dam,” a film, failed/v|.",
        "Today Lee [said/v] |it rained/v, Ann went/v home|.",
    ]);
}

#[test]
fn where_a_remark_begins() {
    check(&[
        "Lee [said/v] |it rained/v<, without giving details|.",
        "Lee [said/v] |it rained/v, without stopping|.",
        "Lee [said/v] |it rained/v<, in an apparent reference to Hull|.",
        "Lee [said/v] |it rained/v<, citing/v two officials|.",
        "Lee [said/v] |it rained/v, citing storms|.",
        "Lee [said/v] |it rained/v< but did/v not elaborate/v|.",
        "Lee [said/v] |it rained/v< but did/v not say/v when|.",
        "Lee [said/v] |Ann left/v but did/v not say/v when|.",
        "Lee [said/v] |Ann left/v but did/v not disclose/v it|.",
        "Lee [said/v] |Ann was asked/v but declined/v to comment/v|.",
    ]);
}

#[test]
fn what_stands_before_the_subject() {
    for (text, expect) in [
        ("If it rains/v, Lee [said/v], |we stay/v|.", "If it rains/we stay"),
        ("As a result, Lee [said/v], |we stay/v|.", "we stay"),
        ("In Hull, Lee [said/v], “|we stay/v|.”", "we stay"),
    ] {
        assert_eq!(settled(text)[0], expect, "{text}");
    }
}

/// Checks where the last piece of the content of `told` ends once `ask` has moved it: at "<", or where it ended.
fn check_end(all: &[&str], ask: impl Fn(&Evidence, &mut Candidate)) {
    for told in all {
        let bars: Vec<usize> = told.match_indices('|').map(|(at, _)| at).collect();
        let end = told.find('<').or(bars.get(1).copied()).unwrap_or(told.len());
        let expect = bare(&told[bars[0]..end]).replace("/v", "");
        let found = ask_about(told, |evidence, candidate| {
            let mut candidate = candidate.clone();
            ask(evidence, &mut candidate);
            words(evidence, &candidate.content)
        });
        assert_eq!(found, expect, "{told}");
    }
}

#[test]
fn the_main_clause_is_the_narrators() {
    check_end(
        &[
            "While Lee [said/v] |it rained/v<, Ann went/v home|.",
            "Even if Lee [said/v] |it rained/v<, Ann went/v home|.",
            "After [reports] |that it rained/v<, Lee went/v home|.",
            "After the match Lee [said/v] |it rained/v, Ann went/v home|.",
            "While Lee [said/v] |that in Hull, Ann went/v home|.",
            "While Lee [said/v] |it rained/v, leaving/v Ann home|.",
            "While Lee [said/v] |it rained/v, Ann went/v home| by car.",
        ],
        reach::leave_main_clause,
    );
}

#[test]
fn the_main_verb_is_the_narrators() {
    for (told, source, content, expect) in [
        ("Lee, who said/v it rained/v, was jailed/v.", "Lee, who", "it rained, was jailed", "it rained"),
        ("The plan, which Lee said/v is/v dear, has gone/v.", "Lee", "is dear, has gone", "is dear"),
        ("Lee, who said/v it rained/v, left/v.", "Lee, who", "it rained, left", ""),
        ("Lee, who said/v the rain, was jailed/v.", "Lee, who", "the rain, was jailed", ""),
        ("No word from Lee, who said/v it rained/v, was heard/v.", "Lee, who", "it rained, was heard", ""),
        ("Lee said/v it rained/v, was jailed/v.", "Lee", "it rained, was jailed", ""),
    ] {
        ask_of(told, (content, "said", source), |evidence, candidate| {
            let mut candidate = candidate.clone();
            reach::leave_main_verb(evidence, &mut candidate);
            let expect = if expect.is_empty() { content } else { expect };
            assert_eq!(words(evidence, &candidate.content), expect, "{told}");
        });
    }
}

#[test]
fn narration_behind_marks() {
    check_end(
        &[
            "Lee [said/v] “|we go/v now,<” and donations began/v|.",
            "Lee [said/v] “|we go/v now<” and left/v the room|.",
            "Lee [said/v] “|we go/v now<” as he left/v|.",
            "Lee [said/v] “|we go/v now” and is/v loud|.",
            "Lee [said/v] “|we go/v now” as it rains/v|.",
            "Lee [said/v] “|The Crown,” a drama, was/v late|.",
            "Lee [said/v] “|Late,” and donations began/v|.",
        ],
        reach::leave_narration,
    );
}

#[test]
fn remarks_of_the_narrator() {
    check_end(
        &[
            "Lee [said/v] |it rained/v<, without giving details|.",
            "Lee [said/v] |it rained/v, without giving them notice|.",
            "Lee [said/v] |it rained/v<, quoting/v a guard|.",
            "Lee [said/v] |it rained/v<, apparently referring/v to Hull|.",
            "Lee [said/v] |it rained/v< but he declined/v further comment|.",
            "Lee [said/v] |it rained/v<, though she would not give/v any further details|.",
            "Lee [said/v] |it rained/v< and refused/v to explain/v more|.",
            "Lee [said/v] |it rained/v and he left/v|.",
        ],
        reach::leave_remark,
    );
}
