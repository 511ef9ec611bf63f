//! Spans that cross each other as elements that do not.

use crate::Span;
use crate::arranging::Arrange;

/// What stands next in a text with elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// Begins a fragment of a span, by the span's index.
    Open(usize),
    /// Ends the innermost fragment, which is of that span.
    Close(usize),
    /// Words.
    Text(Span),
}

/// The text of `whole` with `spans` as elements inside each other. A span that crosses one listed before it is cut
/// into fragments; spans outside `whole` and empty ones are left out.
pub(super) fn nest(whole: Span, spans: &[Span]) -> Vec<Event> {
    let mut begins: Vec<usize> =
        (0..spans.len()).filter(|index| whole.contains(spans[*index]) && !spans[*index].is_empty()).collect();
    begins.arrange_by_key(|index| (spans[*index].start, std::cmp::Reverse(spans[*index].end), *index));
    let mut events = Vec::with_capacity(begins.len() * 3 + 1);
    let mut open: Vec<usize> = Vec::new();
    let mut at = whole.start;
    let mut next = begins.into_iter().peekable();
    loop {
        let first_end = open.iter().map(|index| spans[*index].end).min();
        let begin = next.peek().map(|index| spans[*index].start);
        let to = match (first_end, begin) {
            (Some(end), Some(begin)) => end.min(begin),
            (Some(place), None) | (None, Some(place)) => place,
            (None, None) => break,
        };
        if to > at {
            events.push(Event::Text(Span { start: at, end: to }));
            at = to;
        }
        // Close what ends here, and open again what stood inside it.
        if let Some(outermost) = open.iter().position(|index| spans[*index].end == to) {
            let above = open.split_off(outermost);
            events.extend(above.iter().rev().map(|index| Event::Close(*index)));
            for index in above.into_iter().filter(|index| spans[*index].end > to) {
                open.push(index);
                events.push(Event::Open(index));
            }
        }
        while let Some(index) = next.next_if(|index| spans[*index].start == to) {
            // What is listed later and ends inside gives way: it goes on within.
            let first = open.iter().position(|other| spans[*other].end < spans[index].end && *other > index);
            let above = open.split_off(first.unwrap_or(open.len()));
            events.extend(above.iter().rev().map(|other| Event::Close(*other)));
            for other in std::iter::once(index).chain(above) {
                open.push(other);
                events.push(Event::Open(other));
            }
        }
    }
    if at < whole.end {
        events.push(Event::Text(Span { start: at, end: whole.end }));
    }
    // A fragment without words is none.
    let mut filled: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        match (filled.last(), event) {
            (Some(Event::Open(opened)), Event::Close(closed)) if *opened == closed => {
                filled.pop();
            }
            _ => filled.push(event),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(spans: &[(u32, u32)], expect: &str) {
        let spans: Vec<Span> = spans.iter().map(|(start, end)| Span { start: *start, end: *end }).collect();
        let written: String = (nest(Span { start: 0, end: 9 }, &spans).into_iter())
            .map(|event| match event {
                Event::Open(index) => format!("[{index}:"),
                Event::Close(_) => "]".to_owned(),
                Event::Text(span) => span.of("abcdefghi").to_owned(),
            })
            .collect();
        assert_eq!(written, expect, "{spans:?}");
    }

    #[test]
    fn spans_inside_and_across() {
        check(&[], "abcdefghi");
        check(&[(0, 9), (2, 4)], "[0:ab[1:cd]efghi]");
        check(&[(2, 4), (2, 4)], "ab[0:[1:cd]]efghi");
        check(&[(0, 5), (3, 8)], "[0:abc[1:de]][1:fgh]i");
        check(&[(3, 8), (0, 5)], "[1:abc][0:[1:de]fgh]i");
        check(&[(4, 4), (8, 12)], "abcdefghi");
    }

    proptest! {
        /// Elements are balanced, words stand once and in order, and each span's fragments cover just its words.
        #[test]
        fn any_spans(spans in prop::collection::vec((0_u32..30, 1_u32..12), 0..12)) {
            let whole = Span { start: 0, end: 40 };
            let spans: Vec<Span> = spans.iter().map(|(start, length)| Span { start: *start, end: start + length }).collect();
            let (mut open, mut at) = (Vec::new(), 0);
            let mut covered = vec![Vec::new(); spans.len()];
            for event in nest(whole, &spans) {
                match event {
                    Event::Open(index) => open.push(index),
                    Event::Close(index) => prop_assert_eq!(open.pop(), Some(index)),
                    Event::Text(span) => {
                        prop_assert_eq!(span.start, at);
                        at = span.end;
                        for index in &open {
                            covered[*index].extend(span.range());
                        }
                    }
                }
            }
            prop_assert_eq!((at, open.len()), (whole.end, 0));
            for (span, covered) in spans.iter().zip(covered) {
                prop_assert_eq!(covered, span.range().collect::<Vec<_>>());
            }
        }
    }
}
