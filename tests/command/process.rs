//! The command as a process: what it is given, and what it answers.

use std::io::Write;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

pub(super) fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts")
}

/// Runs the command to its end; gives exit code, output and errors.
pub(super) fn run(arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = start(arguments);
    // A command that reads no input may be gone already.
    let _ = child.stdin.take().expect("stdin is piped").write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the command ends");
    (status.code(), String::from_utf8_lossy(&stdout).into_owned(), String::from_utf8_lossy(&stderr).into_owned())
}

pub(super) fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}
