//! What nobody has said.

use super::super::unsaid::is_unsaid;
use super::*;

fn nobody_says(evidence: &Evidence, candidate: &Candidate) -> bool {
    candidate.cue.as_ref().is_some_and(|cue| is_unsaid(evidence, candidate, cue))
}

#[test]
fn what_is_supposed_or_told_in_another_sense() {
    let these = [
        "Lee left/v. This [suggests/v] |that it rains/v|.",
        "Let us [say/v] |Lee left/v|.",
        "Lee nodded/v as if to [say/v] |it rained/v|.",
        "Lee [told/v] |a sad tale of the mill|.",
        "Lee [describes/v] |his love of tea|.",
    ];
    let others = [
        "Lee has data that [suggests/v] |that it rains/v|.",
        "Lee came/v to [say/v] |it rained/v|.",
        "Lee [told/v] |a sad tale of how it rained/v|.",
        "Lee [describes/v] |his boat as slow|.",
    ];
    check_which(nobody_says, &these, &others);
}

#[test]
fn what_somebody_might_say() {
    let says = |told: &str, verb: &str| ask_of(told, ("it rains", verb, "someone"), |e, one| !nobody_says(e, one));
    assert!(!says("Lee left/v whenever someone says/v it rains/v.", "says"));
    assert!(says("Lee left/v when someone said/v it rains/v.", "said"));
    assert!(says("Lee left/v as someone says/v it rains/v.", "says"));
}
