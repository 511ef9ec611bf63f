//! From the bytes of a file to its text.

use super::FileError;

/// The text of a file: UTF-8, or UTF-16 with its byte order mark. The mark is no part of the text.
///
/// # Errors
/// When it is neither, or a document that holds its text packed.
pub fn decode(bytes: &[u8]) -> Result<String, FileError> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or(0)])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Err(FileError::Document {
            what: "a PDF, which draws its text",
            advice: "take its text out (pdftotext does), or open it on the page, which joins its lines",
        }),
        [b'P', b'K', 3, 4, ..] => Err(FileError::Document {
            what: "a packed document, such as .docx or .odt",
            advice: "save its text as .txt, or open it on the page",
        }),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(FileError::Document {
            what: "an old Word document, or one with a password",
            advice: "save it as .docx without a password, or as .txt",
        }),
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            Err(FileError::Document { what: "an RTF document", advice: "save it as .docx, .odt or .txt" })
        }
        [0xff, 0xfe, rest @ ..] => Ok(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Ok(utf16(rest, u16::from_be_bytes)),
        _ => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            let text = std::str::from_utf8(bytes).map_err(|error| FileError::NotUtf8 { at: error.valid_up_to() })?;
            Ok(text.to_owned())
        }
    }
}

/// The text of a file that was opened by hand: as [`decode`], and what is neither is taken for Windows-1252, as old
/// programs write it.
pub fn decode_leniently(bytes: &[u8]) -> String {
    decode(bytes).unwrap_or_else(|_| bytes.iter().map(|&byte| windows_1252(byte)).collect())
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
        assert_eq!(decode(bytes).ok().as_deref(), expect, "{bytes:?}");
    }

    #[test]
    fn marks_and_their_encodings() {
        check("\u{feff}“Ada”".as_bytes(), Some("“Ada”"));
        check("a\u{feff}b".as_bytes(), Some("a\u{feff}b"));
        check(b"\xff\xfeA\0d\0", Some("Ad"));
        check(b"\xfe\xff\0A\0d\xd8", Some("Ad\u{fffd}"));
        check(b"Ada \xff", None);
        check(b"", Some(""));
        check(b"%PDF-1.7", None);
        check(b"PK\x03\x04", None);
    }

    #[test]
    fn what_old_programs_write() {
        assert_eq!(decode_leniently(b"na\xefve \x93Ada\x94 \x80 \x81\x9f"), "naïve “Ada” € \u{81}Ÿ");
        assert_eq!(decode_leniently("“Ada”".as_bytes()), "“Ada”");
    }
}
