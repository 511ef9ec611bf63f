//! How processor time grows with the text: natural text, and texts made to be hard.

use super::time_of_children;
use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The sizes of the texts, in bytes.
const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// A text that takes longer than this for one size is not tried with the next, in seconds.
const PATIENCE: f64 = 60.0;

/// What is repeated, given its number.
type Repeated = fn(usize) -> String;

/// The texts: a name, and what is repeated, given its number.
const TEXTS: [(&str, Repeated); 19] = [
    ("one speaker", |_| "Ann Lee said: “We will rebuild the bridge.”\n\n".to_owned()),
    ("different names", |index| {
        format!("{} {} met {} in {}. ", name(index, 0), name(index, 1), name(index, 2), name(index, 3))
    }),
    ("surnames alone", |index| format!("Mr. {} said that {} left. ", name(index, 0), name(index, 1))),
    ("one first name", |index| format!("John {} said that he left. ", name(index, 0))),
    ("pronouns", |_| "He said she saw him. ".to_owned()),
    ("opening marks", |_| "“We go. ".to_owned()),
    ("straight opening marks", |_| "\"We go. ".to_owned()),
    ("one word in marks", |_| "“Yes” ".to_owned()),
    ("marks within one that nobody closes", |index| {
        format!("{}‘We go,’ Ann Lee said. ", if index == 0 { "“" } else { "" })
    }),
    ("nested marks", |_| "“‘«a ".to_owned()),
    ("marks the wrong way round", |_| "”a ” ".to_owned()),
    ("straight marks", |_| "\" ' ".to_owned()),
    ("one sentence", |_| "the minister said and ".to_owned()),
    ("clauses of who", |_| "Ann Lee, who said that ".to_owned()),
    ("one paragraph", |_| "“We go,” Ann Lee said. ".to_owned()),
    ("cues without words", |_| "said: ".to_owned()),
    ("newspapers", |index| format!("The {} Herald newspaper said that it rained.\n\n", name(index, 0))),
    ("lines of a page", |_| "It rained.\n\nAdvertisement\n\nShare\n\n— Ann Lee (@ann) May 1, 2020\n\n".to_owned()),
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

/// Prints, for `articles` one after the other and for each other text, the nanoseconds of the processor for a byte of text
/// in all sizes; how much longer the slowest size takes than the quickest, and the exponent of the growth; and the memory
/// at most, in bytes for a byte of the largest text, where the system tells it.
pub fn run(program: &Path, articles: &[String]) -> Result<()> {
    let natural = articles.join("\n\n") + "\n\n";
    let start = measure(program, "Ready.")?;
    println!("\nnanoseconds of the processor for a byte, in texts of so many kB; growth; memory for a byte");
    println!("{:35} {}  slowest exponent  memory", "", SIZES.map(|size| format!("{:>8}", size / 1000)).join(" "));
    let texts = TEXTS.map(|(name, unit)| (name, Box::new(unit) as Box<dyn Fn(usize) -> String>));
    let natural: (&str, Box<dyn Fn(usize) -> String>) = ("articles", Box::new(move |_| natural.clone()));
    for (name, unit) in [natural].into_iter().chain(texts) {
        // Of each size that was tried: its bytes, seconds and memory.
        let mut measured: Vec<(f64, f64, f64)> = Vec::new();
        for size in SIZES {
            if measured.last().is_some_and(|(_, seconds, _)| *seconds > PATIENCE / 10.0) {
                break;
            }
            let text = text_of(size, &unit);
            let cost = measure(program, &text)?;
            let seconds = (cost.seconds - start.seconds).max(0.001);
            measured.push((text.len() as f64, seconds, cost.memory.saturating_sub(start.memory) as f64));
        }
        let of_a_byte: Vec<f64> = measured.iter().map(|(bytes, seconds, _)| seconds / bytes * 1e9).collect();
        let [highest, lowest] = [f64::max, f64::min].map(|pick| of_a_byte.iter().copied().reduce(pick).unwrap_or(0.0));
        let (first, last) = (measured[0], measured[measured.len() - 1]);
        let exponent = (last.1 / first.1).ln() / (last.0 / first.0).ln();
        let shown: Vec<String> = of_a_byte.iter().map(|cost| format!("{cost:8.0}")).collect();
        let memory = if last.2 > 0.0 { format!("{:7.0}", last.2 / last.0) } else { String::new() };
        println!("{name:35} {:35}  {:7.2} {exponent:8.2} {memory}", shown.join(" "), highest / lowest);
    }
    Ok(())
}

/// Units, one after the other, cut off after `size` bytes.
fn text_of(size: usize, unit: &dyn Fn(usize) -> String) -> String {
    let mut text = String::new();
    for index in 0.. {
        if text.len() >= size {
            break;
        }
        text += &unit(index);
    }
    let end = (0..=size).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.truncate(end);
    text
}

/// What a run took.
struct Cost {
    /// Of the processor.
    seconds: f64,
    /// The most memory, in bytes; 0 where the system does not tell.
    memory: u64,
}

fn measure(program: &Path, text: &str) -> Result<Cost> {
    let before = time_of_children()?;
    let mut child = Command::new(program).arg("annotate").stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    child.stdin.take().context("no standard input")?.write_all(text.as_bytes())?;
    // What Linux holds to be the most so far, asked for as long as the process lives.
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let ended = loop {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let most = told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        memory = most.map_or(memory, |most: u64| most * 1024);
        match child.try_wait()? {
            Some(ended) => break ended,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    ensure!(ended.success(), "annotate failed");
    Ok(Cost { seconds: (time_of_children()? - before).as_secs_f64(), memory })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_the_size_that_is_asked_for() {
        let unit = |index: usize| format!("“{index}” ");
        assert_eq!(text_of(10, &unit), "“0” ");
        assert!((9_997..10_000).contains(&text_of(9_999, &unit).len()));
    }

    #[test]
    fn names_differ() {
        let names: std::collections::BTreeSet<String> = (0..2000).map(|index| name(index, index % 4)).collect();
        assert!(names.len() > 1500, "{}", names.len());
        assert!(names.iter().all(|name| name.starts_with(char::is_uppercase)));
    }
}
