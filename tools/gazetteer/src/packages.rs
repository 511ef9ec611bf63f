//! Fetches packages of registries at pinned versions, and checks them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

/// A package of a registry.
pub struct Package {
    /// The name of its file.
    pub file: &'static str,
    /// The SHA-256 sum of the file.
    pub sha256: &'static str,
    /// The command that fetches it into the folder it is started in.
    pub fetch: &'static [&'static str],
}

impl Package {
    /// Fetches the file unless it is there, checks it, and returns its path.
    ///
    /// # Errors
    /// When it cannot be fetched, or is another file than was pinned.
    pub fn fetched(&self) -> Result<PathBuf> {
        let folder = root().join("target/gazetteer");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(self.file);
        if !file.exists() {
            println!("fetching {}", self.file);
            run(Command::new(self.fetch[0]).args(&self.fetch[1..]).current_dir(&folder))?;
        }
        let bytes = std::fs::read(&file).with_context(|| format!("{} was not fetched", self.file))?;
        let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        ensure!(
            sha256 == self.sha256,
            "{} has the SHA-256 {sha256}, not {}: remove it and try again",
            file.display(),
            self.sha256
        );
        Ok(file)
    }

    /// Fetches the package unless it is there, checks it, unpacks it, and returns the folder of its contents.
    ///
    /// # Errors
    /// When it cannot be fetched, is another file than was pinned, or cannot be unpacked.
    pub fn unpacked(&self) -> Result<PathBuf> {
        let file = self.fetched()?;
        let contents = file.with_extension("");
        if !contents.exists() {
            std::fs::create_dir_all(&contents)?;
            if self.file.ends_with(".whl") {
                run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&file).arg(&contents))?;
            } else {
                run(Command::new("tar").arg("xzf").arg(&file).arg("-C").arg(&contents))?;
            }
        }
        Ok(contents)
    }
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{:?} could not be started", command.get_program()))?;
    if !status.success() {
        bail!("{command:?} failed: {status}");
    }
    Ok(())
}

/// The repository's root, wherever the command was started.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
