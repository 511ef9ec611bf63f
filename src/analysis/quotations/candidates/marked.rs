//! What stands between marks, by itself: a quotation without a cue of its own, whose speaker the text has told before.

use super::super::evidence::Evidence;
use super::{Candidate, CueOption, Generator, Proposed};

/// At most so many stretches that follow in the paragraph are taken together: more than anybody writes.
const MOST_FOLLOWING: usize = 64;

/// One group for each stretch between outermost marks: the stretch, with those right behind it (marks are opened again
/// before they are closed), and with all that follow it in its paragraph.
pub(super) fn propose(evidence: &Evidence, cues: &[CueOption], candidates: &mut Vec<Candidate>) {
    let outer: Vec<_> = evidence.marked.iter().enumerate().filter(|(_, mark)| mark.depth == 0).collect();
    for (place, (index, mark)) in outer.iter().enumerate() {
        let pieces: Vec<_> = mark.pieces.iter().cloned().filter_map(|piece| evidence.trimmed(piece)).collect();
        let Some(last) = pieces.last() else { continue };
        let same = |other: usize| evidence.paragraph_of[other] == evidence.paragraph_of[last.start];
        let following =
            outer[place + 1..].iter().map(|(_, next)| next).take_while(|next| same(next.open)).take(MOST_FOLLOWING);
        let following = following.filter(|next| next.pieces.len() == 1);
        let further: Vec<_> = following.filter_map(|next| evidence.trimmed(next.extent())).collect();
        let mut propose = |content: Vec<_>, generator| {
            let proposed = Proposed { content, cue: None, source: None };
            candidates.extend(proposed.candidate(evidence, generator, cues.len() + index));
        };
        let mut chain = pieces.clone();
        for next in &further {
            if evidence.word_count(chain[chain.len() - 1].end..next.start) > 0 {
                break;
            }
            chain.push(next.clone());
        }
        if chain.len() > pieces.len() && chain.len() < pieces.len() + further.len() {
            propose(chain, Generator::Extended);
        }
        if !further.is_empty() {
            propose([pieces.as_slice(), &further].concat(), Generator::Extended);
        }
        propose(pieces, Generator::Marked);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::super::super::evidence::Convention;
    use super::*;

    /// `expect`: group, generator and content of each candidate where one cue is known.
    fn check(text: &str, expect: &[&str]) {
        by_hand::read(text, Convention::Speech, |evidence| {
            let cue = CueOption { tokens: 0..1, head: 0, probability: 0.9 };
            let mut found = Vec::new();
            propose(evidence, &[cue], &mut found);
            assert!(found.iter().all(|one| one.inherits && one.cue.is_none() && one.sources.is_empty()));
            let shown = |one: &Candidate| {
                format!("{} {:?} {}", one.group, one.generator, by_hand::words(evidence, &one.content))
            };
            assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expect, "{text}");
        });
    }

    #[test]
    fn a_stretch_by_itself() {
        check("“We go.” Lee left.", &["1 Marked We go"]);
        check("“We ‘go’ now.” Lee left.", &["1 Marked We ‘go’ now"]);
        check("“We go.”\n\n“We stay.”", &["1 Marked We go", "2 Marked We stay"]);
        check("Lee left “ ” then.", &[]);
    }

    #[test]
    fn with_what_follows_in_its_paragraph() {
        check("“One,” said Lee. “Two.”", &["1 Extended One/Two", "1 Marked One", "2 Marked Two"]);
    }

    #[test]
    fn with_what_follows_at_once() {
        check(
            "“One.” “Two.” Then it rained. “Three.”",
            &[
                "1 Extended One/Two",
                "1 Extended One/Two/Three",
                "1 Marked One",
                "2 Extended Two/Three",
                "2 Marked Two",
                "3 Marked Three",
            ],
        );
    }
}
