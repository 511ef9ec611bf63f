//! Checks the types of the page's scripts, which stand in their comments, with TypeScript's compiler, and that they are the
//! same programs where they stand without comments.

use crate::test::run_to_end;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Checks www/*.js against the types that the engine's glue declares; needs npm.
pub fn check(root: &Path) -> Result<()> {
    // The scripts use the glue's types.
    if !root.join("www/pkg/whosaid.d.ts").exists() {
        crate::wasm::build(root, &Default::default())?;
    }
    let folder = root.join("tests/types");
    let wanted = std::fs::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/installed-lock.json");
    if std::fs::read(&installed).ok().as_ref() != Some(&wanted) {
        run_to_end(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(&folder))?;
        std::fs::write(&installed, wanted)?;
    }
    // A worker's world is not the page's.
    for project in ["tsconfig.json", "workers.json"] {
        let mut compiler = Command::new("node");
        run_to_end(compiler.args(["node_modules/typescript/bin/tsc", "--project", project]).current_dir(&folder))?;
    }
    crate::offline::write_list(&root.join("www"))?;
    run_to_end(Command::new("node").arg("shortened.mjs").current_dir(&folder))
}
