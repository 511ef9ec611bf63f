//! Which pieces of content are tried.

use super::super::super::by_hand;
use super::super::cues;
use super::*;

/// The pieces tried on `side` of the only cue, whose source is Lee, after "none".
fn tried(told: &str, side: Side, convention: Convention) -> Vec<String> {
    by_hand::read_by(told, convention, |evidence| {
        let source = by_hand::tokens(evidence, "Lee");
        let cues = cues(evidence);
        assert_eq!(cues.len(), 1, "{told}");
        let choices = piece_choices(evidence, &cues, 0, Some(&source), side);
        assert!(choices[0].tokens.is_none());
        choices[1..].iter().map(|choice| by_hand::words(evidence, choice.tokens.as_slice())).collect()
    })
}

/// Of all that is tried right or left of the cue `in_` is, and `out` is not.
fn check(told: &str, side: Side, in_: &[&str], out: &[&str]) {
    let tried = tried(told, side, Convention::Speech);
    for (words, is_in) in in_.iter().map(|words| (words, true)).chain(out.iter().map(|words| (words, false))) {
        assert_eq!(tried.iter().any(|one| one == words), is_in, "{told} {words} {tried:?}");
    }
}

#[test]
fn the_likeliest_comes_first() {
    let told = "Lee {C said} {Q that it rains} in Porto.";
    assert_eq!(tried(told, Side::Right, Convention::Speech)[0], "that it rains");
    assert_eq!(tried(told, Side::Left, Convention::Speech), Vec::<String>::new());
    assert_eq!(tried("{Q It rains}, Lee {C said}.", Side::Left, Convention::Speech)[0], "It rains");
    // No piece holds the source.
    let told = "{C Said} {Q it rains} Lee {Q and it snows}.";
    check(told, Side::Right, &["it rains", "and it snows"], &["it rains Lee and it snows"]);
}

#[test]
fn boundaries_of_grammar() {
    check("Lee {C told} reporters the port had closed.", Side::Right, &["the port had closed"], &[]);
    check("Lee {C said} on Monday the port had closed.", Side::Right, &["the port had closed"], &[]);
    check("Lee {C said} the port had closed, but it rained.", Side::Right, &["the port had closed"], &[]);
    check("Lee {C said} the port had closed after it rained.", Side::Right, &["the port had closed"], &[]);
    check("After the vote, the port had closed, Lee {C said}.", Side::Left, &["the port had closed"], &[]);
}

#[test]
fn pieces_do_not_cross_marks() {
    let told = "Lee {C said} {Q it rains “all} {Q day long” and} now.";
    check(told, Side::Right, &["it rains “all day long” and"], &["day long” and"]);
    let told = "Lee {C said} {Q it was cold. “Nobody goes.”}";
    check(told, Side::Right, &["it was cold", "Nobody goes"], &["it was cold. “Nobody goes"]);
}

#[test]
fn an_adverbial_before_marks_is_the_narrators() {
    let told = "{Q After the vote, “We go,”} Lee {C said}.";
    let (whole, narrow) = ("After the vote, “We go", "We go");
    check(told, Side::Left, &[narrow], &[whole]);
    assert!(tried(told, Side::Left, Convention::Attributions).contains(&whole.to_owned()));
}

#[test]
fn the_next_paragraph_behind_a_colon() {
    check("Lee {C said}:\n\nThe port closed.", Side::Right, &["The port closed"], &[]);
    check("Lee {C said} so of it:\n\n{Q30 The port closed}.", Side::Right, &["The port closed"], &[]);
    check("Lee {C said}\n\nThe port closed.", Side::Right, &["The port closed"], &[]);
    check("Lee {C said} so of it.\n\n{Q30 The port closed}.", Side::Right, &["so of it"], &["The port closed"]);
}

#[test]
fn all_between_two_marks_is_tried() {
    let told = "“One,” “two,” it rained. “Three,” “four,” Lee {C said}. “Five.” It snowed. “Six.” “Seven.”";
    by_hand::read(told, |evidence| {
        let wholes =
            |side| by_hand::words(evidence, &whole_marks(evidence, side, &window(evidence, &cues(evidence)[0], side)));
        assert_eq!(wholes(Side::Left), "four/Three/Three,” “four");
        assert_eq!(wholes(Side::Right), "Five/Six");
    });
}

#[test]
fn marks_that_nobody_closes_are_not_looked_through_for_each_cue() {
    let farthest = |times: usize| {
        let told = "“{Q Now} ".to_owned() + &"‘{Q We go},’ {S Ann} {C said}. ".repeat(times);
        by_hand::read(&told, |evidence| {
            assert_eq!((evidence.marked[0].depth, evidence.marked[0].extent().end), (0, evidence.classes.len()));
            let cues = cues(evidence);
            let windows = cues.iter().flat_map(|cue| [Side::Left, Side::Right].map(|side| window(evidence, cue, side)));
            windows.map(|window| window.len()).max()
        })
    };
    assert!(farthest(600) <= Some(FARTHEST) && farthest(600) == farthest(1200));
}
