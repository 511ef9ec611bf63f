//! What stands between marks, by itself: a quotation without a cue of its own, whose speaker the text has told before.

use super::super::evidence::Evidence;
use super::{Candidate, CueOption, Generator};

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
        let candidate = |content, generator| Candidate {
            content,
            cue: None,
            sources: Vec::new(),
            inherits: true,
            generator,
            group: cues.len() + index,
            sides: [0.0; 2],
            no_source: 1.0,
            probability: 0.0,
        };
        let mut chain = pieces.clone();
        for next in &further {
            if evidence.word_count(chain[chain.len() - 1].end..next.start) > 0 {
                break;
            }
            chain.push(next.clone());
        }
        if chain.len() > pieces.len() && chain.len() < pieces.len() + further.len() {
            candidates.push(candidate(chain, Generator::Extended));
        }
        if !further.is_empty() {
            candidates.push(candidate([pieces.as_slice(), &further].concat(), Generator::Extended));
        }
        candidates.push(candidate(pieces, Generator::Marked));
    }
}
