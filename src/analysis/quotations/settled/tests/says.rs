//! Which cues tell nothing, and what is told plainly.

use super::*;

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
