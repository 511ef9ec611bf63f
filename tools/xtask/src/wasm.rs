//! The engine as WebAssembly: finds a toolchain, compiles, and writes the glue.

use anyhow::{Result, bail};
use std::path::Path;

/// Compiles the library to WebAssembly and writes it with its JavaScript into `root`/www/pkg.
pub fn build(root: &Path) -> Result<()> {
    bail!("cannot build {} yet", root.join("www/pkg").display())
}
