//! What settling moves, and what it leaves.

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
fn where_another_predicate_begins() {
    check(&[
        "Lee [said/v] |the train was/v late< and warned/v that it rains/v|.",
        "Lee [denied/v] |theft< and was/v fined/v on Monday|.",
        "Lee [denied/v] |taking the money<, but was/v fined/v on Monday|.",
        "Lee [announced/v] |an inquiry< and suspended/v the officials|.",
        "Lee [said/v] |rates would rise/v< and warned/v that it rains/v|.",
        "Lee [said/v] |he was late< and promised/v to pay/v|.",
        "Lee [said/v] |he was late and told/v his son to pay/v|.",
        "Lee [called/v] |it “a joke”< and left/v|.",
        "Lee [called/v] |it “a joke” and “a shame|”.",
        "Lee [promised/v] |refunds and improved service|.",
        "Lee [promised/v] |streets without cars and lined/v with trees|.",
        "Lee [said/v] |the campaign was/v racist and urged/v people to hate/v|.",
        "Lee [said/v] |he was/v sorry and left/v the room|.",
        "Lee [said/v] |people were/v late and warned/v that it rains/v|.",
        "Lee [said/v] |people left/v and urged/v others to leave/v|.",
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
fn what_somebody_calls_it() {
    for (told, expect) in [
        ("Lee [announced/v] |what it calls/v its “best season” yet|.", "its “best season” yet | calls | it"),
        ("Lee [spoke/v] |of what she called/v a “joke|”.", "a “joke | called | she"),
        ("Lee [said/v] |what she called/v a “joke” is/v over|.", "what she called a “joke” is over | said | Lee"),
        ("Lee [denied/v] |what she called/v a “joke|”.", "what she called a “joke | denied | Lee"),
        ("Lee [said/v] |what she called/v a joke|.", "what she called a joke | said | Lee"),
    ] {
        let named = ask_about(told, |evidence, candidate| {
            let mut candidate = candidate.clone();
            cue::name_caller(evidence, &mut candidate);
            let source = candidate.sources[0].0.clone();
            let shown = [candidate.content.clone(), vec![candidate.cue.expect("a cue")], vec![source]];
            shown.map(|pieces| words(evidence, &pieces)).join(" | ")
        });
        assert_eq!(named, expect, "{told}");
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

#[test]
fn things_are_evidence() {
    let is_nothing = |source: &str| {
        let told = format!("{source} in Hull shows/v that it works/v.");
        ask_of(&told, ("that it works", "shows", source), tells_nothing)
    };
    assert!(is_nothing("The high rate"));
    assert!(!is_nothing("The report"));
    assert!(!is_nothing("Lee"));
}

#[test]
fn what_tells_no_speech() {
    let these = [
        "Lee [praised/v] |the deal",
        "Lee [agreed/v] |to pay/v",
        "Lee [has agreed/v] |a deal to sell/v the mill",
        "Lee [added/v] |the drug to its list",
        "Lee [questioned/v] |the wisdom of the plan",
        "Lee [asked/v] |about the deal",
        "Lee [claimed/v] |her second title in Hull",
        "Lee [shrugged/v] |the deal",
        "Lee [proposed/v] |a bill on data",
        "Lee left/v the room, [citing/v] |a report",
        "Lee [said/v] |so on Monday",
        "Lee [called/v] |his boat “Patience|”",
        "“|We stay|.” Lee [nodded/v].",
    ];
    let others = [
        "Lee [praised/v] |the deal as a triumph",
        "Lee [praised/v] |the “best deal” of all|.",
        "Lee [agreed/v] |that it rains/v",
        "Lee [agreed/v] |the deal is off",
        "Lee [questioned/v] |whether to go/v",
        "Lee [claimed/v] |record growth in May",
        "Lee [claimed/v] |the title was/v lost",
        "Lee [asked/v] |about whether it rains/v",
        "Lee [spoke/v of] |how it rains/v",
        "Lee [proposed/v] |to leave/v",
        "Lee [proposed/v] |a “clean start” for all",
        "Lee [said/v] |so many left/v",
        "Lee [said/v] |so-called friends left/v",
        "Lee [called/v] |his boat “slow|”",
        "Lee [called/v] |her speech “A Disgrace|”",
        "|The deal is off|, Lee [agreed/v] to pay/v",
        "“|We stay|,” Lee [laughed/v].",
        "|We stay|, Lee [said with a laugh].",
    ];
    check_which(tells_nothing, &these, &others);
}

#[test]
fn what_is_told_plainly() {
    let these = [
        "Lee [said/v] |the port was/v shut",
        "Lee [has said/v] on Monday |the port in Porto was/v shut",
        "Lee [told/v] reporters |the port was/v shut",
        "Lee [added/v] |that it rains/v",
        "Lee [denies/v] |the charge",
        "Lee [denied/v] |taking the money",
        "Lee [threatened/v] |to leave/v|.",
        "Lee left/v the firm and [denies/v] |the charge",
        "Lee [called/v for] |a vote",
        "Lee [apologised/v] |for the delay",
        "Lee [accused/v] |the port of fraud",
        "Lee [dismissed/v] |the plan as a “joke|”",
        "Lee left/v the firm and [promised/v] |to pay/v",
    ];
    let others = [
        "Lee [would say/v] |the port was/v shut",
        "Lee [did not say/v] |the port was/v shut",
        "Lee [said/v] |things about Theo",
        "Lee [was told/v] |the port was/v shut",
        "Lee [spoke/v] of that |that day",
        "Lee [denied/v] |him the prize",
        "Lee [denied/v] |a request to leave/v",
        "Lee [denied/v] |later in Hull",
        "Lee [denied/v] |it",
        "Lee [threatens/v] |to leave/v",
        "Lee [is saying/v] |that the port is shut",
        "Lee [threatened/v] |the port",
        "Lee [called/v] |the port",
        "Lee [dismissed/v] |the plan",
        "Ann went/v. Lee left/v and Theo [said/v] |the port was/v shut",
        "They ask/v who Lee [says/v] |he is/v",
        "Lee [accused/v] |of fraud and the loss of mail",
        "Lee left/v the firm and [ordered/v] |to pay/v",
    ];
    check_which(is_plain, &these, &others);
}
