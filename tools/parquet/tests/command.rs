//! The command `whosaid-parquet`, as a user runs it.
#![allow(clippy::unwrap_used)] // a test, helpers and all

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use whosaid::files;
use whosaid::session::Article;

/// Runs the command in `folder`; gives its exit code and what it says.
fn run(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid-parquet"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert!(output.stdout.is_empty());
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The names of the files in `folder`.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A line with a document.
fn good() -> String {
    files::save(&Article::from_document(&whosaid::Annotator::new().annotate("“No,” Ben Ames said.")), None)
}

#[test]
fn a_file_is_written_whole_and_no_other_one_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let good = good();

    let (code, said) = run(folder, &["a.parquet"], &good);
    assert!(code == Some(0) && said.contains("1 row of 1 document written to a.parquet"), "{code:?}: {said}");
    let first = fs::read(folder.join("a.parquet")).unwrap();
    assert!(first.starts_with(b"PAR1") && first.ends_with(b"PAR1"));
    let (code, said) = run(folder, &["a.parquet"], &good.repeat(2));
    assert!(code == Some(3) && said.contains("there already") && said.contains("--force"), "{code:?}: {said}");
    assert_eq!(fs::read(folder.join("a.parquet")).unwrap(), first);
    let (code, said) = run(folder, &["--force", "--table", "entities", "a.parquet"], &good.repeat(2));
    assert!(code == Some(0) && said.contains("2 rows of 2 documents"), "{code:?}: {said}");
    assert_ne!(fs::read(folder.join("a.parquet")).unwrap(), first);

    let (code, said) = run(folder, &["b.parquet"], &format!("{good}no JSON\n{{\"id\": 7, \"error\": \"is empty\"}}\n"));
    assert!(code == Some(1) && said.contains("line 2: ") && said.contains("line 3: "), "{code:?}: {said}");
    assert!(said.contains("of 7: is empty") && said.contains("1 row of 1 document"), "{said}");

    // What came before in the pipe has failed.
    for input in ["", "no JSON\n"] {
        let (code, said) = run(folder, &["--force", "b.parquet"], input);
        assert!(code == Some(3) && said.contains("no line holds a document"), "{code:?}: {said}");
    }

    fs::create_dir(folder.join("c")).unwrap();
    for arguments in [&["c"][..], &["--force", "c"], &["none/d.parquet"]] {
        let (code, said) = run(folder, arguments, &good);
        assert!(code == Some(3), "{arguments:?}: {code:?}: {said}");
    }
    for arguments in [&[][..], &["--table", "words", "e.parquet"], &["e.parquet", "f.parquet"]] {
        assert_eq!(run(folder, arguments, &good).0, Some(2), "{arguments:?}");
    }
    assert_eq!(names(folder), ["a.parquet", "b.parquet", "c"]);
}

#[cfg(unix)]
#[test]
fn a_file_may_be_read_by_whom_the_system_lets() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("other"), "").unwrap();
    run(folder.path(), &["a.parquet"], "");
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("a.parquet"), mode("other"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("behind.parquet"), "old").unwrap();
    std::os::unix::fs::symlink("behind.parquet", folder.join("link.parquet")).unwrap();
    std::os::unix::fs::symlink("nowhere.parquet", folder.join("loose.parquet")).unwrap();
    assert_eq!(run(folder, &["link.parquet"], "").0, Some(3));
    assert_eq!(run(folder, &["loose.parquet"], "").0, Some(3));
    assert_eq!(run(folder, &["--force", "link.parquet"], &good()).0, Some(0));
    assert!(folder.join("link.parquet").symlink_metadata().unwrap().is_symlink());
    assert!(fs::read(folder.join("behind.parquet")).unwrap().starts_with(b"PAR1"));
}

/// A file that came while the lines were read is not overwritten, and what was written beside it goes.
#[test]
fn a_file_that_comes_in_the_meantime_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid-parquet"))
        .arg("a.parquet")
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It stands beside where the file will be, and nothing stands there yet.
    while names(folder.path()).is_empty() {
        assert!(child.try_wait().unwrap().is_none(), "it waits for its lines");
        std::thread::yield_now();
    }
    assert!(names(folder.path()).iter().all(|name| name.starts_with(".a.parquet.") && name.ends_with(".part")));
    fs::write(folder.path().join("a.parquet"), "mine").unwrap();
    child.stdin.take().unwrap().write_all(good().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(names(folder.path()), ["a.parquet"]);
    assert_eq!(fs::read(folder.path().join("a.parquet")).unwrap(), b"mine");
}
