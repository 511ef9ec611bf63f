//! What the reader's scores propose around each cue: its likeliest sources, with pieces on its left and on its right; and what stands
//! between marks, by itself: a quotation without a cue of its own, whose speaker the text has told before.

use crate::arranging::Arrange;
use std::ops::Range;
use std::rc::Rc;

use super::super::evidence::Evidence;
use super::super::marks::Marked;
use super::super::scorer::{Joiner, Ranked, ranked};
use super::{Candidate, CueOption, Generator, Proposed, Side, piece_choices, source_choices, sources};

/// A cue proposes something when it is at least this likely that it has content.
const LEAST: f32 = 0.06;
/// How many pieces are tried on each side, and how many candidates a cue proposes.
const MOST_PIECES: usize = 4;
const MOST_CANDIDATES: usize = 10;
/// Of the likeliest of them, so many are tried with what else stands between marks in the paragraph.
const EXTENDED: usize = 3;
/// At most so many marks to each side are looked at for that: a paragraph may be as long as a text.
const MOST_MARKS: usize = 12;

/// So many cues are scored together.
const TOGETHER: usize = 16;

/// The candidates of each of `cues`, in order; their group is the number of the cue.
pub(super) fn propose<'a>(
    evidence: &'a Evidence,
    joiner: &'a Joiner,
    cues: &'a [CueOption],
) -> impl Iterator<Item = Vec<Candidate>> + 'a {
    let all_sources = sources(evidence);
    (0..cues.len()).step_by(TOGETHER).flat_map(move |first| {
        let indices = first..cues.len().min(first + TOGETHER);
        let choices = indices.clone().map(|index| source_choices(evidence, cues, &all_sources, index));
        let sources = ranked(&joiner.source, choices.collect());
        let choices = indices.clone().zip(&sources).flat_map(|(index, (sources, no_source))| {
            let source = sources.first().filter(|(_, score)| score >= no_source).map(|(source, _)| source);
            [Side::Left, Side::Right].map(|side| piece_choices(evidence, cues, index, source, side))
        });
        let mut pieces = ranked(&joiner.piece, choices.collect()).into_iter();
        indices.zip(sources).map(move |(index, sources)| {
            let sides = [(); 2].map(|()| pieces.next().unwrap_or_default());
            of_cue(evidence, cues, index, sources, sides)
        })
    })
}

fn of_cue(
    evidence: &Evidence,
    cues: &[CueOption],
    index: usize,
    (sources, no_source): Ranked,
    mut sides: [Ranked; 2],
) -> Vec<Candidate> {
    let cue = &cues[index];
    let sources: Rc<[_]> = sources.into();
    for (pieces, _) in &mut sides {
        pieces.truncate(MOST_PIECES);
    }
    if 1.0 - sides[0].1 * sides[1].1 < LEAST {
        return Vec::new();
    }
    let options = |(pieces, none): &Ranked| {
        let pieces = pieces.iter().map(|(piece, likely)| (Some(piece.clone()), *likely));
        pieces.chain([(None, *none)]).collect::<Vec<_>>()
    };
    let [left, right] = [options(&sides[0]), options(&sides[1])];
    let mut pairs: Vec<(Vec<Range<usize>>, [f32; 2])> = Vec::new();
    for (first, of_left) in &left {
        for (second, of_right) in &right {
            let content: Vec<Range<usize>> = first.iter().chain(second).cloned().collect();
            if !content.is_empty() {
                pairs.push((content, [*of_left, *of_right]));
            }
        }
    }
    pairs.arrange_by(|a, b| (b.1[0] * b.1[1]).total_cmp(&(a.1[0] * a.1[1])));
    pairs.truncate(MOST_CANDIDATES);
    let candidate = |content: Vec<Range<usize>>, sides: [f32; 2], generator: Generator| Candidate {
        content,
        cue: Some(cue.tokens.clone()),
        sources: sources.clone(),
        inherits: false,
        generator,
        group: index,
        sides,
        no_source,
        probability: cue.probability,
    };
    let extended = pairs.iter().take(EXTENDED).flat_map(|(content, sides)| {
        extensions(evidence, cue, content).into_iter().map(|content| (content, *sides)).collect::<Vec<_>>()
    });
    let mut found: Vec<Candidate> =
        extended.map(|(content, sides)| candidate(content, sides, Generator::Extended)).collect();
    found.dedup_by(|a, b| a.content == b.content);
    let joined = pairs.iter().map(|(content, sides)| candidate(content.clone(), *sides, Generator::Joined));
    joined.chain(found).collect()
}

/// `content`, some of which stands between marks, with the next stretch between marks of its paragraph, and with all of
/// them that are near: “A,” she said. “B.” Then she left. “C.” And with those before it: “A.” “B,” she said.
fn extensions(evidence: &Evidence, cue: &CueOption, content: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    let (first, last) = (content[0].start, content[content.len() - 1].end);
    let marked = content.iter().all(|piece| evidence.mark_of[piece.start].is_some());
    if !marked || evidence.mark_of[cue.head].is_some() {
        return Vec::new();
    }
    let paragraph = evidence.paragraph(first.max(cue.head));
    let is_whole = |mark: &&Marked| mark.depth == 0 && mark.pieces.len() == 1 && mark.extent().end <= paragraph.end;
    let near = evidence.marked.partition_point(|mark| mark.open < first.min(cue.tokens.start));
    let from = near.saturating_sub(MOST_MARKS);
    let within = evidence.marked[from..].iter().take(2 * MOST_MARKS);
    let within = within.filter(|mark| paragraph.contains(&mark.open)).filter(is_whole);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for piece in within.filter_map(|mark| evidence.trimmed(mark.extent())) {
        // Marks that are opened again before they are closed.
        match stretches.last_mut() {
            Some(last) if evidence.word_count(last.end..piece.start) == 0 => last.end = piece.end,
            _ => stretches.push(piece),
        }
    }
    for piece in stretches {
        if piece.end <= first.min(cue.tokens.start) {
            before.push(piece);
        } else if piece.start >= last.max(cue.tokens.end) {
            after.push(piece);
        }
    }
    let mut found = Vec::new();
    if let Some(next) = after.first() {
        found.push([content, std::slice::from_ref(next)].concat());
    }
    if after.len() > 1 {
        found.push([content, &after].concat());
    }
    if let Some(previous) = before.last() {
        found.push([std::slice::from_ref(previous), content].concat());
    }
    found
}

/// At most so many stretches that follow in the paragraph are taken together: more than anybody writes.
const MOST_FOLLOWING: usize = 64;

/// One group for each stretch between outermost marks: the stretch, with those right behind it (marks are opened again
/// before they are closed), and with all that follow it in its paragraph.
pub(super) fn between_marks<'a>(
    evidence: &'a Evidence,
    cues: &'a [CueOption],
) -> impl Iterator<Item = Vec<Candidate>> + 'a {
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
    use super::super::cues;
    use super::*;

    /// What is proposed for `told` by a joiner made by hand.
    fn proposed(told: &str) -> Vec<String> {
        by_hand::read(told, |evidence| {
            let (joiner, cues) = (by_hand::joiner(), cues(evidence));
            let found = propose(evidence, &joiner, &cues).flatten();
            found.map(|one| format!("{:?} {}", one.generator, by_hand::words(evidence, &one.content))).collect()
        })
    }

    #[test]
    fn the_likeliest_pair_of_pieces_comes_first() {
        assert_eq!(proposed("{Q We go}, {S Lee} {C said}, {Q if it rains}.")[0], "Joined We go/if it rains");
        assert_eq!(proposed("{Q We go}, {S Lee} {C said}, if it rains.")[0], "Joined We go");
        assert!(proposed("The port, {S Lee} {C6 shut}, was old.").is_empty());
    }

    #[test]
    fn what_else_stands_between_marks_is_tried() {
        let check = |told: &str, expect: &[&str]| {
            by_hand::read(told, |evidence| {
                let found = extensions(evidence, &cues(evidence)[0], &[by_hand::tokens(evidence, "We go")]);
                assert_eq!(found.iter().map(|one| by_hand::words(evidence, one)).collect::<Vec<_>>(), expect, "{told}");
            });
        };
        check("“We go,” Lee {C said}. “Two.” Then it snowed. “Three.”", &["We go/Two", "We go/Two/Three"]);
        check("“One.” Then it snowed. “We go,” Lee {C said}.", &["One/We go"]);
        check("“We go,” Lee {C said}. “Two.” “Three.”", &["We go/Two.” “Three"]);
        check("“We go,” Lee {C said}.\n\n“Two.”", &[]);
        check("We go, Lee {C said}. “Two.”", &[]);
        check("“We go,” Lee left. “And then he {C said} so.” “Two.”", &[]);
    }

    #[test]
    fn candidates_of_a_cue_share_their_sources() {
        by_hand::read("{Q We go}, {S Lee} {C said}, {Q if it rains}.", |evidence| {
            let (joiner, cues) = (by_hand::joiner(), cues(evidence));
            let found: Vec<Candidate> = propose(evidence, &joiner, &cues).flatten().collect();
            assert!(found.len() > 1 && !found[0].sources.is_empty());
            assert!(found.iter().all(|one| Rc::ptr_eq(&one.sources, &found[0].sources)), "{found:?}");
        });
    }

    #[test]
    fn marks_of_a_long_paragraph_are_tried_near_their_cue() {
        let pieces = |times: usize| -> usize {
            let found = proposed(&"“{Q We go},” {S Ann Lee} {C said}. ".repeat(times));
            found.iter().map(|one| 1 + one.matches('/').count()).sum()
        };
        let (few, many) = (pieces(50), pieces(200));
        assert!(few >= 50 && many < 6 * few, "{few} {many}");
    }

    /// `expect`: group, generator and content of each candidate where one cue is known.
    fn check_marks(text: &str, expect: &[&str]) {
        by_hand::read(text, |evidence| {
            let cue = CueOption { tokens: 0..1, head: 0, probability: 0.9 };
            let found: Vec<Candidate> = between_marks(evidence, &[cue]).flatten().collect();
            assert!(found.iter().all(|one| one.inherits && one.cue.is_none() && one.sources.is_empty()));
            let shown = |one: &Candidate| {
                format!("{} {:?} {}", one.group, one.generator, by_hand::words(evidence, &one.content))
            };
            assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expect, "{text}");
        });
    }

    #[test]
    fn a_stretch_by_itself() {
        check_marks("“We go.” Lee left.", &["1 Marked We go"]);
        check_marks("“We ‘go’ now.” Lee left.", &["1 Marked We ‘go’ now"]);
        check_marks("“We go.”\n\n“We stay.”", &["1 Marked We go", "2 Marked We stay"]);
        check_marks("Lee left “ ” then.", &[]);
    }

    #[test]
    fn with_what_follows_in_its_paragraph() {
        check_marks("“One,” said Lee. “Two.”", &["1 Extended One/Two", "1 Marked One", "2 Marked Two"]);
    }

    #[test]
    fn with_what_follows_at_once() {
        check_marks(
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
