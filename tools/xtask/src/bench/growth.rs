//! How processor time grows with the text: natural text, and texts made to be hard.

use super::time_of_children;
use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The sizes of the texts, in bytes.
const SIZES: [usize; 4] = [16 << 10, 64 << 10, 256 << 10, 1 << 20];

/// A text that takes longer than this for one size is not tried with the next, in seconds.
const PATIENCE: f64 = 60.0;

/// What is repeated, given its number.
type Repeated = fn(usize) -> String;

/// The texts: a name, and what is repeated, given its number.
const TEXTS: [(&str, Repeated); 11] = [
    ("one speaker", |_| "Ann Lee said: “We will rebuild the bridge.”\n\n".to_owned()),
    ("different names", |index| {
        format!("{} {} met {} in {}. ", name(index, 0), name(index, 1), name(index, 2), name(index, 3))
    }),
    ("surnames alone", |index| format!("Mr. {} said that {} left. ", name(index, 0), name(index, 1))),
    ("one first name", |index| format!("John {} said that he left. ", name(index, 0))),
    ("pronouns", |_| "He said she saw him. ".to_owned()),
    ("opening marks", |_| "“We go. ".to_owned()),
    ("nested marks", |_| "“‘«a ".to_owned()),
    ("straight marks", |_| "\" ' ".to_owned()),
    ("one sentence", |_| "the minister said and ".to_owned()),
    ("cues without words", |_| "said: ".to_owned()),
    ("one name", |_| "Abcdefgh".to_owned()),
];

/// A made-up name, another one for each number and place.
fn name(index: usize, place: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ko", "ri", "ten", "mu", "lo", "sha", "vi", "dor", "ne", "gal", "pi", "zu", "fer", "ha", "tos"];
    // Neighbours in the list differ much, as in a text (the golden ratio's hash).
    let mut rest = (index * 4 + place).wrapping_mul(0x9e37_79b9) & 0xfff_ffff;
    let mut name = String::new();
    for _ in 0..4 {
        name.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    name[..1].to_uppercase() + &name[1..]
}

/// Prints, for each text, the seconds of the processor for all sizes, and the exponent of their growth at the end.
pub fn run(program: &Path) -> Result<()> {
    let start = seconds(program, "Ready.")?;
    println!("\nseconds of the processor for so many KiB of text, and the exponent from the second to the last");
    println!("{:20} {}  exponent", "", SIZES.map(|size| format!("{:>8}", size >> 10)).join(" "));
    for (name, unit) in TEXTS {
        let mut measured: Vec<f64> = Vec::new();
        for size in SIZES {
            if measured.last().is_some_and(|before| *before > PATIENCE / 4.0) {
                break;
            }
            let mut text = String::new();
            let mut index = 0;
            while text.len() < size {
                text += &unit(index);
                index += 1;
            }
            measured.push((seconds(program, &text)? - start).max(0.001));
        }
        let exponent = match measured.as_slice() {
            [_, second, .., last] => {
                let ratio = SIZES[measured.len() - 1] as f64 / SIZES[1] as f64;
                format!("{:8.2}", (last / second).ln() / ratio.ln())
            }
            _ => "   too slow".to_owned(),
        };
        let shown: Vec<String> = measured.iter().map(|seconds| format!("{seconds:8.2}")).collect();
        println!("{name:20} {:35}  {exponent}", shown.join(" "));
    }
    Ok(())
}

fn seconds(program: &Path, text: &str) -> Result<f64> {
    let before = time_of_children()?;
    let mut child = Command::new(program).arg("annotate").stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    child.stdin.take().context("no standard input")?.write_all(text.as_bytes())?;
    ensure!(child.wait()?.success(), "annotate failed");
    Ok((time_of_children()? - before).as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ() {
        let names: std::collections::BTreeSet<String> = (0..2000).map(|index| name(index, index % 4)).collect();
        assert!(names.len() > 1500, "{}", names.len());
        assert!(names.iter().all(|name| name.starts_with(char::is_uppercase)));
    }
}
