//! Cuts a text into the windows that the transformer reads.

use std::ops::Range;

/// A part of a text that is read at one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The tokens that are read.
    pub read: Range<usize>,
    /// Those of them that are scored here; the others are their context.
    pub scored: Range<usize>,
}

/// The most pieces of a window, without the marks of its start and end.
pub const LONGEST: usize = 250;

/// So many pieces of context a scored token has to each side, where the text has them.
const CONTEXT: usize = 48;

/// How far from [`CONTEXT`] a window may begin, so that it begins with a sentence.
const SLACK: usize = 24;

/// Windows over tokens of so many `pieces` each, of which none has more than [`LONGEST`] / 4. The scored parts follow each other
/// and hold every token. A window begins and ends with a sentence (`sentence_ends` are the numbers of the tokens after
/// them, ascending, the last one that of all tokens), and within one only where that is too long.
pub fn windows(pieces: &[usize], sentence_ends: &[usize]) -> Vec<Window> {
    let count = pieces.len();
    let mut before = Vec::with_capacity(count + 1);
    before.push(0);
    for pieces in pieces {
        before.push(before[before.len() - 1] + pieces);
    }
    // The last token at which so many pieces or more are between it and `end`.
    let back =
        |end: usize, wanted: usize| before[..=end].partition_point(|b| b + wanted <= before[end]).saturating_sub(1);
    let mut windows = Vec::new();
    let (mut start, mut scored) = (0, 0);
    while scored < count {
        let limit = before.partition_point(|b| *b <= before[start] + LONGEST) - 1;
        if limit == count {
            windows.push(Window { read: start..count, scored: scored..count });
            break;
        }
        // Half of what fits is scored at least, or the text would be read too often.
        let least = before[scored] + (before[limit] - before[scored]).div_ceil(2).max(CONTEXT + LONGEST / 8);
        let last_end = sentence_ends[..sentence_ends.partition_point(|end| *end <= limit)].last();
        let end = last_end.copied().filter(|end| before[*end] >= least).unwrap_or(limit);
        let next = back(end, CONTEXT);
        windows.push(Window { read: start..end, scored: scored..next });
        let nearest = back(next, CONTEXT);
        let distance = |start: &usize| before[*start].abs_diff(before[nearest]);
        let starts = sentence_ends.iter().copied().filter(|start| *start < next);
        start = starts.min_by_key(distance).filter(|start| distance(start) <= SLACK).unwrap_or(nearest);
        scored = next;
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks what must hold of every text, and gives the windows.
    fn check(pieces: &[usize], sentence_ends: &[usize]) -> Vec<Window> {
        let found = windows(pieces, sentence_ends);
        let sum = |tokens: Range<usize>| pieces[tokens].iter().sum::<usize>();
        let mut scored = 0;
        for window in &found {
            assert_eq!(window.scored.start, scored, "{found:?}");
            assert!(window.scored.end > scored, "{found:?}");
            assert!(sum(window.read.clone()) <= LONGEST, "{window:?}");
            let before = sum(window.read.start..window.scored.start);
            assert!(window.read.start == 0 || before + SLACK + 8 >= CONTEXT, "{before} before in {window:?}");
            let after = sum(window.scored.end..window.read.end);
            assert!(window.read.end == pieces.len() || after >= CONTEXT, "{after} after in {window:?}");
            scored = window.scored.end;
        }
        assert_eq!(scored, pieces.len());
        let read: usize = found.iter().map(|window| sum(window.read.clone())).sum();
        assert!(read <= 3 * sum(0..pieces.len()), "the text is read {read} pieces");
        found
    }

    #[test]
    fn a_short_text_is_one_window() {
        assert_eq!(check(&[1; 250], &[20, 250]), [Window { read: 0..250, scored: 0..250 }]);
        assert_eq!(check(&[], &[]), []);
    }

    #[test]
    fn windows_are_cut_at_sentences() {
        let ends: Vec<usize> = (1..=30).map(|i| i * 20).collect();
        let found = check(&[1; 600], &ends);
        assert_eq!(
            found,
            [
                Window { read: 0..240, scored: 0..192 },
                Window { read: 140..380, scored: 192..332 },
                Window { read: 280..520, scored: 332..472 },
                Window { read: 420..600, scored: 472..600 },
            ]
        );
    }

    #[test]
    fn sentences_that_are_too_long_are_cut() {
        check(&[1; 2000], &[2000]);
        check(&[8; 300], &[10, 300]);
        check(&[3; 700], &[1, 2, 3, 350, 700]);
    }

    #[test]
    fn any_text_is_cut() {
        let mut state = 5;
        for _ in 0..300 {
            let mut next = |below: f32| (crate::reader::network::random(&mut state) * below) as usize;
            let pieces: Vec<usize> = (0..next(1500.0)).map(|_| 1 + next(8.0)).collect();
            let mut ends: Vec<usize> = (1..pieces.len()).filter(|_| next(25.0) == 0).collect();
            ends.push(pieces.len());
            check(&pieces, &ends);
        }
    }
}
