//! A set of spans that can be asked for overlaps.

use crate::Span;
use crate::arranging::Arrange;

/// Spans to ask for overlaps.
pub(super) struct SpanSet {
    spans: Vec<Span>,
    /// The furthest end up to each span.
    reach: Vec<u32>,
}

impl SpanSet {
    pub(super) fn new(spans: impl Iterator<Item = Span>) -> SpanSet {
        let mut spans: Vec<Span> = spans.collect();
        spans.arrange();
        let mut furthest = 0;
        let reach = spans
            .iter()
            .map(|span| {
                furthest = furthest.max(span.end);
                furthest
            })
            .collect();
        SpanSet { spans, reach }
    }

    pub(super) fn holds(&self, span: Span) -> bool {
        self.spans.binary_search(&span).is_ok()
    }

    pub(super) fn overlaps(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|other| other.start < span.end);
        before > 0 && self.reach[before - 1] > span.start
    }
}
