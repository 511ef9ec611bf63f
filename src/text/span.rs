//! [`Span`]: where something stands in a text.

use std::ops::Range;

/// A range of bytes of a text, end-exclusive. Both ends lie on character boundaries.
///
/// Texts of 4 GiB and more do not occur: [`crate::Annotator::annotate`] refuses nothing, but reads no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range as `usize`, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words the span stands for.
    ///
    /// # Panics
    /// When the span is not one of `text`: past its end, or inside a character.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn spans_compare_by_place() {
        let (a, b) = (Span::new(0, 4), Span::new(2, 3));
        assert!(a.contains(b) && !b.contains(a) && a.overlaps(b));
        assert!(!Span::new(0, 2).overlaps(b), "touching is not sharing");
        assert_eq!(Span::new(0, 1).cover(b), Span::new(0, 3));
        assert_eq!(Span::new(1, 3).of("né e"), "é");
    }
}
