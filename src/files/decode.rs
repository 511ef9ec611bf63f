//! From the bytes of a file to its text.

use super::FileError;

/// The text of a file, and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Whether it was taken for Windows-1252, because it is neither UTF-8 nor UTF-16 with its byte order mark.
    pub is_windows_1252: bool,
}

/// A text holds at most one NUL among so many characters.
const MOST_NULS: usize = 10;

/// The text of a file: UTF-8, UTF-16 with its byte order mark, or what is neither, which is taken for Windows-1252, as old
/// programs write it.
///
/// # Errors
/// When it holds what no text does, or is a document that holds its text packed.
pub fn decode(bytes: &[u8]) -> Result<Decoded, FileError> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or(0)])).collect();
        String::from_utf16_lossy(&units)
    };
    let is_windows_1252 = !matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) && std::str::from_utf8(bytes).is_err();
    let text = match bytes {
        [b'%', b'P', b'D', b'F', ..] => {
            return Err(FileError::Document {
                what: "a PDF, which draws its text",
                advice: "take its text out (pdftotext does), or open it on the page, which joins its lines",
            });
        }
        [b'P', b'K', 3, 4, ..] => {
            return Err(FileError::Document {
                what: "a packed document, such as .docx or .odt",
                advice: "save its text as .txt, or open it on the page",
            });
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return Err(FileError::Document {
                what: "an old Word document, or one with a password",
                advice: "save it as .docx without a password, or as .txt",
            });
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            return Err(FileError::Document { what: "an RTF document", advice: "save it as .docx, .odt or .txt" });
        }
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if is_windows_1252 => bytes.iter().map(|&byte| windows_1252(byte)).collect(),
        _ => without_mark(&String::from_utf8_lossy(bytes)).to_owned(),
    };
    // Of a file in an unknown encoding, no more is known than that it holds what no text holds. A text may hold a stray NUL;
    // of UTF-16 without its mark about half of what is read are such.
    let nuls = text.chars().filter(|letter| *letter == '\0').count();
    let is_no_text = |letter: char| match letter {
        '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\x1a' => false,
        letter => is_windows_1252 && letter.is_ascii_control(),
    };
    if nuls * MOST_NULS > text.chars().count() || text.contains(is_no_text) {
        Err(FileError::NoTextFile)
    } else {
        Ok(Decoded { text, is_windows_1252 })
    }
}

/// A character of Windows-1252, as the WHATWG's encoding standard has it: five bytes stand for control characters.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// A text without the byte order mark that a program may have left at its start.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: Option<&str>) {
        assert_eq!(decode(bytes).ok().map(|decoded| decoded.text).as_deref(), expect, "{bytes:?}");
    }

    #[test]
    fn marks_and_their_encodings() {
        check("\u{feff}“Ada”".as_bytes(), Some("“Ada”"));
        check("a\u{feff}b".as_bytes(), Some("a\u{feff}b"));
        check(b"\xff\xfeA\0d\0", Some("Ad"));
        check(b"\xfe\xff\0A\0d\xd8", Some("Ad\u{fffd}"));
        check(b"", Some(""));
        check(b"%PDF-1.7", None);
        check(b"PK\x03\x04", None);
        check(b"A\0d\0a\0", None);
        check(b"\0A\0d\0a", None);
        check(b"\xff\xfe\0\0A\0", None);
        check(b"Ada said no.\0", Some("Ada said no.\0"));
        check(b"na\xefve, said Ada Okafor.\0", None);
    }

    #[test]
    fn what_old_programs_write() {
        let read = |bytes: &[u8]| decode(bytes).map(|decoded| (decoded.text, decoded.is_windows_1252)).ok();
        let old = read(b"na\xefve \x93Ada\x94 \x80 \x81\x9f");
        assert_eq!(old, Some(("naïve “Ada” € \u{81}Ÿ".to_owned(), true)));
        assert_eq!(read("“Ada” \u{1}".as_bytes()), Some(("“Ada” \u{1}".to_owned(), false)));
        assert_eq!(read(b"\x7fELF\x02\x01\xff"), None);
    }
}
