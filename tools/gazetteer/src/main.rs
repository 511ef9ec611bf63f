//! Builds the gazetteer and the page's map from public data: `cargo xtask gazetteer`, `cargo xtask gazetteer map`.

mod alone;
mod build;
mod divisions;
mod fit;
mod known;
mod map;
mod outlines;
mod pack;
mod sources;
mod tables;

use std::path::Path;

fn main() {
    let command = std::env::args().nth(1).unwrap_or_else(|| "gazetteer".to_owned());
    let result = match command.as_str() {
        "gazetteer" => build::run(),
        "map" => map::run(),
        "weights" => match std::env::args().nth(2) {
            Some(corpus) => fit::run(Path::new(&corpus), std::env::args().any(|argument| argument == "--dry")),
            None => Err(anyhow::anyhow!("weights needs a corpus: weights FILE.jsonl.gz [--dry]")),
        },
        other => Err(anyhow::anyhow!("unknown command {other:?}: gazetteer, map or weights")),
    };
    if let Err(error) = result {
        eprintln!("error: {error:#}");
        std::process::exit(1);
    }
}
