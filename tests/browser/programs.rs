//! The programs that the scenarios need beside them: the page's server, the browser's driver.

use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running program, which ends when this is dropped.
pub struct Process(Child);

impl Process {
    /// Starts `command` and waits for the first line of its output that contains `sign`.
    pub fn start(command: &mut Command, sign: &str) -> Result<(Process, String)> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = Process(child.with_context(|| format!("cannot run {name}"))?);
        let mut lines =
            BufReader::new(process.0.stdout.take().context("no output")?).lines().map_while(|line| line.ok());
        let line = lines.find(|line| line.contains(sign));
        let line = line.with_context(|| format!("{name} ended before it said `{sign}`"))?;
        // Whatever it still says must not block it.
        std::thread::spawn(move || lines.for_each(drop));
        Ok((process, line))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A server of the page, at an origin of its own.
pub struct Server {
    /// Such as `http://127.0.0.1:1234`.
    pub origin: String,
    _process: Process,
}

impl Server {
    /// Starts `cargo xtask serve` with `option`, which takes a path.
    pub fn start(option: &str, path: &Path) -> Result<Server> {
        let mut serve = Command::new("cargo");
        serve.args(["run", "--quiet", "--locked", "-p", "xtask", "--", "serve", "--port", "0"]).current_dir(root());
        let (process, line) = Process::start(serve.arg(option).arg(path), "http://")?;
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap_or_default();
        Ok(Server { origin: address.trim_end_matches('/').to_owned(), _process: process })
    }
}
