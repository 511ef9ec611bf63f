//! What stands between marks, by itself: a quotation without a cue of its own, whose speaker the text has told before.

use super::super::evidence::Evidence;
use super::super::marks::Marked;
use super::{Candidate, CueOption, Generator, Proposed};

/// At most so many stretches that follow in the paragraph are taken together: more than anybody writes.
const MOST_FOLLOWING: usize = 64;

/// One group for each stretch between outermost marks: the stretch, with those right behind it (marks are opened again
/// before they are closed), and with all that follow it in its paragraph.
pub(super) fn propose<'a>(evidence: &'a Evidence, cues: &'a [CueOption]) -> impl Iterator<Item = Vec<Candidate>> + 'a {
    let outer = evidence.marked.iter().enumerate().filter(|(_, mark)| mark.depth == 0);
    outer.map(|(index, mark)| of_mark(evidence, mark, &evidence.marked[index + 1..], cues.len() + index))
}

/// The candidates of `mark`, behind which the marks `behind` open.
fn of_mark(evidence: &Evidence, mark: &Marked, behind: &[Marked], group: usize) -> Vec<Candidate> {
    let pieces: Vec<_> = mark.pieces.iter().cloned().filter_map(|piece| evidence.trimmed(piece)).collect();
    let Some(last) = pieces.last() else { return Vec::new() };
    let same = |other: usize| evidence.paragraph_of[other] == evidence.paragraph_of[last.start];
    let following = behind.iter().filter(|next| next.depth == 0).take_while(|next| same(next.open));
    let following = following.take(MOST_FOLLOWING).filter(|next| next.pieces.len() == 1);
    let further: Vec<_> = following.filter_map(|next| evidence.trimmed(next.extent())).collect();
    let mut chain = pieces.clone();
    for next in &further {
        if evidence.word_count(chain[chain.len() - 1].end..next.start) > 0 {
            break;
        }
        chain.push(next.clone());
    }
    let is_between = chain.len() > pieces.len() && chain.len() < pieces.len() + further.len();
    let mut contents = Vec::new();
    if is_between {
        contents.push((chain, Generator::Extended));
    }
    if !further.is_empty() {
        contents.push(([pieces.as_slice(), &further].concat(), Generator::Extended));
    }
    contents.push((pieces, Generator::Marked));
    let proposed = contents.into_iter().filter_map(|(content, generator)| {
        Proposed { content, cue: None, source: None }.candidate(evidence, generator, group)
    });
    proposed.collect()
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
            let found: Vec<Candidate> = propose(evidence, &[cue]).flatten().collect();
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
