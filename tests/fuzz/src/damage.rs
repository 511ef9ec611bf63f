//! Damage of a file.

use arbtest::arbitrary::{Result, Unstructured};

/// Values that stand at a border.
const BORDERS: &[&str] = &[
    "4294967295",
    "4294967296",
    "-1",
    "0",
    "1e400",
    "-0.0",
    "NaN",
    "null",
    "[]",
    "{}",
    "\"\"",
    "true",
    "18446744073709551616",
];

/// Changes some bytes, numbers or stretches of a text.
pub fn damage(input: &mut Unstructured, content: String) -> Result<String> {
    Ok(String::from_utf8_lossy(&damage_bytes(input, content.into_bytes())?).into_owned())
}

/// Changes some bytes, numbers in decimal digits, or stretches of a file.
pub fn damage_bytes(input: &mut Unstructured, mut bytes: Vec<u8>) -> Result<Vec<u8>> {
    for _ in 0..input.int_in_range(0..=4)? {
        if bytes.is_empty() {
            break;
        }
        let at = input.choose_index(bytes.len())?;
        let end = (at + input.int_in_range(1..=60)?).min(bytes.len());
        match input.int_in_range(0..=7)? {
            0 => bytes[at] = input.arbitrary()?,
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, *input.choose(b"0123456789-.e\"[]{},:ntf<>&;/=# \t\n")?),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = input.choose_index(bytes.len())?;
                drop(bytes.splice(to..to, copy));
            }
            5 => bytes.truncate(at),
            // A whole number becomes another: the file is still of its form.
            kind => {
                let is_digit = |byte: &u8| byte.is_ascii_digit();
                if let Some(start) = bytes[at..].iter().position(is_digit) {
                    let start = at + start;
                    let end = start + bytes[start..].iter().take_while(|byte| is_digit(byte)).count();
                    let number = if kind == 6 {
                        (*input.choose(BORDERS)?).to_owned()
                    } else {
                        input.int_in_range(0..=99u8)?.to_string()
                    };
                    drop(bytes.splice(start..end, number.into_bytes()));
                }
            }
        }
    }
    Ok(bytes)
}
