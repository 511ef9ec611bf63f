//! `cargo xtask`: builds, serves, tests and measures whosaid.
fn main() {}
