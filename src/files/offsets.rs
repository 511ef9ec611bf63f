//! [`OffsetTable`]: bytes, code points and UTF-16 code units of one text.

/// Converts between bytes, code points and UTF-16 code units of one text: made in one pass over the text, each
/// conversion then looks at most at 64 bytes.
#[derive(Debug, Clone)]
pub struct OffsetTable<'t> {
    text: &'t str,
    /// For every 64th byte: how many code points and UTF-16 units begin before it.
    marks: Vec<(u32, u32)>,
    code_points: u32,
    utf16: u32,
}

const STRIDE: usize = 64;

impl<'t> OffsetTable<'t> {
    /// The table of `text`.
    pub fn new(text: &'t str) -> OffsetTable<'t> {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut code_points, mut utf16) = (0, 0);
        for block in text.as_bytes().chunks(STRIDE) {
            marks.push((code_points, utf16));
            for byte in block {
                code_points += starts(*byte).0;
                utf16 += starts(*byte).1;
            }
        }
        OffsetTable { text, marks, code_points, utf16 }
    }

    /// Length of the text in code points.
    pub fn code_points(&self) -> u32 {
        self.code_points
    }

    /// Length of the text in UTF-16 code units.
    pub fn utf16(&self) -> u32 {
        self.utf16
    }

    /// How many code points and UTF-16 units stand before byte `offset`, which must not lie past the end.
    pub fn at_byte(&self, offset: u32) -> (u32, u32) {
        let offset = (offset as usize).min(self.text.len());
        let block = offset / STRIDE;
        let (mut code_points, mut utf16) = self.marks.get(block).copied().unwrap_or((self.code_points, self.utf16));
        for byte in &self.text.as_bytes()[(block * STRIDE).min(offset)..offset] {
            code_points += starts(*byte).0;
            utf16 += starts(*byte).1;
        }
        (code_points, utf16)
    }

    /// The byte where code point `offset` begins; none past the end.
    pub fn byte_of_code_point(&self, offset: u32) -> Option<u32> {
        self.byte_of(offset, self.code_points, |mark| mark.0, |byte| starts(byte).0)
    }

    /// The byte where UTF-16 unit `offset` begins; none past the end or between the halves of a pair.
    pub fn byte_of_utf16(&self, offset: u32) -> Option<u32> {
        self.byte_of(offset, self.utf16, |mark| mark.1, |byte| starts(byte).1)
    }

    fn byte_of(
        &self,
        offset: u32,
        length: u32,
        count: impl Fn(&(u32, u32)) -> u32,
        units: impl Fn(u8) -> u32,
    ) -> Option<u32> {
        if offset >= length {
            return (offset == length).then_some(self.text.len() as u32);
        }
        let block = self.marks.partition_point(|mark| count(mark) <= offset).checked_sub(1)?;
        let mut before = count(&self.marks[block]);
        for (index, byte) in self.text.as_bytes()[block * STRIDE..].iter().enumerate() {
            let begins = units(*byte);
            if begins > 0 && before >= offset {
                return (before == offset).then_some((block * STRIDE + index) as u32);
            }
            before += begins;
        }
        None
    }
}

/// How many code points and UTF-16 units begin with this byte of UTF-8.
fn starts(byte: u8) -> (u32, u32) {
    match byte {
        0x80..=0xbf => (0, 0),
        0xf0..=0xff => (1, 2),
        _ => (1, 1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::OffsetTable;

    fn check(text: &str) {
        let table = OffsetTable::new(text);
        let (mut code_points, mut utf16) = (0, 0);
        for (byte, character) in text.char_indices() {
            let byte = byte as u32;
            assert_eq!(table.at_byte(byte), (code_points, utf16));
            assert_eq!(table.byte_of_code_point(code_points), Some(byte));
            assert_eq!(table.byte_of_utf16(utf16), Some(byte));
            if character.len_utf16() == 2 {
                assert_eq!(table.byte_of_utf16(utf16 + 1), None, "between the halves of a pair");
            }
            code_points += 1;
            utf16 += character.len_utf16() as u32;
        }
        let end = text.len() as u32;
        assert_eq!(table.at_byte(end), (code_points, utf16));
        assert_eq!((table.code_points(), table.utf16()), (code_points, utf16));
        assert_eq!(table.byte_of_code_point(code_points), Some(end));
        assert_eq!(table.byte_of_utf16(utf16), Some(end));
        assert_eq!(table.byte_of_code_point(code_points + 1), None);
        assert_eq!(table.byte_of_utf16(utf16 + 1), None);
    }

    #[test]
    fn offsets_of_all_sorts() {
        check("");
        check("plain");
        check("👩‍👩‍👧 🇬🇧 e\u{301} \u{2028} \u{200f}\u{feff}\u{10ffff}");
        check(&"é".repeat(200));
        check(&"👍🏽x".repeat(50));
    }

    proptest! {
        #[test]
        fn offsets_of_any_text(text in "\\PC{0,300}") {
            check(&text);
        }
    }
}
