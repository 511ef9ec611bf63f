//! The fuzz targets under libFuzzer, which prefers inputs that reach new code. The variable `TARGET` says which.

#![no_main]

#[path = "../../src/damage.rs"]
mod damage;
#[path = "../../src/documents.rs"]
mod documents;
#[path = "../../../session/moves.rs"]
#[allow(dead_code)] // shared with the properties of a session
mod moves;
#[path = "../../../pieces.rs"]
mod pieces;
#[path = "../../src/targets.rs"]
#[allow(dead_code)] // what the targets are called is for the other driver
mod targets;

use std::sync::LazyLock;

use arbtest::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

static RUN: LazyLock<fn(&mut Unstructured) -> arbtest::arbitrary::Result<()>> = LazyLock::new(|| {
    let wanted = std::env::var("TARGET").unwrap_or_default();
    let target = targets::TARGETS.iter().find(|target| target.name == wanted);
    target.unwrap_or_else(|| panic!("TARGET is the name of no target: {wanted:?}")).run
});

fuzz_target!(|bytes: &[u8]| {
    // Too few bytes for a whole input are no fault.
    let _ = RUN(&mut Unstructured::new(bytes));
});
