//! The driver of the fuzz targets: `fuzz TARGET SECONDS` tries new inputs, `fuzz TARGET seed SEED` one again, and makes it
//! smaller.

mod damage;
mod documents;
#[path = "../../session/moves.rs"]
#[allow(dead_code)] // shared with the properties of a session
mod moves;
#[path = "../../pieces.rs"]
mod pieces;
mod targets;

use std::process::ExitCode;
use std::time::Duration;

use arbtest::arbtest;
use targets::{TARGETS, Target};

/// How long an input is made smaller.
const MINIMIZE: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let target = |name: &str| TARGETS.iter().find(|target| target.name == name);
    match arguments.as_slice() {
        ["all", seconds] if seconds.parse::<u64>().is_ok() => {
            TARGETS.iter().for_each(|target| search(target, seconds.parse().unwrap_or_default()));
        }
        [name, seconds] if seconds.parse::<u64>().is_ok() && target(name).is_some() => {
            target(name).into_iter().for_each(|target| search(target, seconds.parse().unwrap_or_default()));
        }
        [name, "seed", seed] if target(name).is_some() => {
            let Ok(seed) = u64::from_str_radix(seed.trim_start_matches("0x"), 16) else { return usage() };
            let Some(Target { run, .. }) = target(name) else { return usage() };
            // While an input is made smaller nothing is printed, so what fails is told first.
            if std::panic::catch_unwind(|| arbtest(*run).seed(seed).run()).is_ok() {
                println!("{name}: no failure");
                return ExitCode::SUCCESS;
            }
            arbtest(*run).seed(seed).budget(MINIMIZE).minimize().run();
        }
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

/// Tries a target with new inputs, and tells how many there were.
fn search(target: &Target, seconds: u64) {
    println!("{}: {}", target.name, target.about);
    let mut count = 0u64;
    arbtest(|input| {
        count += 1;
        (target.run)(input)
    })
    .size_max(4096)
    .budget(Duration::from_secs(seconds))
    .run();
    println!("{}: {count} inputs in {seconds} s, no failure", target.name);
}

fn usage() -> ExitCode {
    eprintln!("usage: fuzz TARGET|all SECONDS, or fuzz TARGET seed SEED");
    for target in TARGETS {
        eprintln!("  {:10} {}", target.name, target.about);
    }
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same inputs each time: small ones, and a few larger.
    #[test]
    fn each_target_bears_some_inputs() {
        for target in TARGETS {
            for number in 0..target.smoke {
                let size = [16, 64, 256, 1024][number as usize % 4];
                arbtest(target.run).seed(number << 32 | size).run();
            }
        }
    }
}
