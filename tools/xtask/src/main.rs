//! `cargo xtask`: builds, serves, tests and measures whosaid. One file per command, or
//! `tool.rs` for those that are packages of their own; each has its `Args` and its `run`.

mod apt;
mod bench;
mod brotli;
mod build;
mod deny;
mod fuzz;
mod lint;
mod offline;
mod python;
mod readers;
mod serve;
mod spark;
mod test;
mod thorough;
mod tool;
mod types;
mod wasm;

use clap::{Parser, Subcommand};

/// Builds, serves, tests and measures whosaid.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compile the engine to WebAssembly into www/pkg; www/ is then ready for any static host
    Build(build::Args),
    /// Build, then serve the page on this machine and print its address
    Serve(serve::Args),
    /// Measure the annotator on the dev sets
    Evaluate(tool::Args),
    /// Measure how fast it is, natively and as WebAssembly
    Bench(bench::Args),
    /// Check licences, advisories and duplicates of the crates that are used
    Deny(deny::Args),
    /// Try one target with random input for so many seconds
    Fuzz(fuzz::Args),
    /// Build the gazetteer, or with `map` the outlines of the map, from public data
    Gazetteer(tool::Args),
    /// Train the reader on corpora and write its weights
    Train(tool::Args),
    /// Lint everything, natively and as WebAssembly
    Lint(lint::Args),
    /// Run every test: native, WebAssembly in Node, the page in a real browser
    Test(test::Args),
}

fn main() {
    let result = match Arguments::parse().command {
        Command::Build(args) => build::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Evaluate(args) => tool::run("evaluate", args),
        Command::Bench(args) => bench::run(args),
        Command::Deny(args) => deny::run(args),
        Command::Fuzz(args) => fuzz::run(args),
        Command::Gazetteer(args) => tool::run("gazetteer", args),
        Command::Lint(args) => lint::run(args),
        Command::Test(args) => test::run(args),
        Command::Train(args) => tool::run("trainer", args),
    };
    if let Err(error) = result {
        eprintln!("error: {error:#}");
        std::process::exit(1);
    }
}

/// The repository's root, wherever the command was started.
fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository is there")
}
