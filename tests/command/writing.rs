//! What the command writes: every format, into files that must not be there yet.

use super::folder::Folder;
use super::process::run;

#[test]
fn files_are_exported_in_every_format() {
    let folder = Folder::new("export");
    let text = folder.file("a.txt", "“It is late,” said Ada Okafor. She flew to Paris.");
    let (code, native, _) = run(&["annotate", &text], b"");
    assert_eq!(code, Some(0));
    let file = folder.file("a.whosaid.json", &native);
    let (code, table, errors) = run(&["export", "--format", "csv", &file, &text], b"");
    assert_eq!(code, Some(0), "{errors}");
    // One header, a row of each; the text was annotated first.
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(
        table.lines().skip(1).all(|row| row.contains("\"It is late,\"") && row.contains("\"Ada Okafor\"")),
        "{table}"
    );
    let (code, table, _) = run(&["export", "--format", "csv", "--table", "places", "--bom", "-"], native.as_bytes());
    assert!(code == Some(0) && table.starts_with("\u{feff}\"id\"") && table.contains("\"Paris\""), "{table}");
    let (code, lines, _) = run(
        &["export", "--format", "text", "-"],
        format!("{native}{native}{{\"text\": \"“No,” Ben Ames said.\"}}\nbad\n").as_bytes(),
    );
    assert_eq!(
        (code, lines.as_str()),
        (Some(1), "Ada Okafor: “It is late,”\nAda Okafor: “It is late,”\nBen Ames: “No,”\n")
    );

    for format in whosaid::files::FORMATS {
        let to = folder.path(format.name);
        let (code, output, errors) = run(&["export", "--format", format.name, "--output", &to, &file, &file], b"");
        assert_eq!((code, output.as_str()), (Some(0), ""), "{}: {errors}", format.name);
        let files = Folder(to.clone().into()).names();
        let endings: Vec<&str> = [Some(format.extension), format.beside].into_iter().flatten().collect();
        let mut expect: Vec<String> =
            endings.iter().flat_map(|ending| [format!("a{ending}"), format!("a-2{ending}")]).collect();
        expect.sort();
        assert_eq!(files, expect, "{}", format.name);
    }

    for arguments in [
        &["export", "--format", "brat", &file][..],
        &["export", "--format", "html", &file, &file],
        &["export", "--format", "word", &file],
        &["export", &file],
    ] {
        let (code, output, errors) = run(arguments, b"");
        assert!(code == Some(2) && output.is_empty(), "{arguments:?}: {errors}");
    }
    let (code, _, errors) = run(&["export", "--format", "csv", &folder.file("b.ann", "T1\tPerson 0 3\tAda")], b"");
    assert!(code == Some(1) && errors.contains("b.txt"), "{errors}");
    let (_, help, _) = run(&["export", "--help"], b"");
    for format in whosaid::files::FORMATS {
        assert!(help.contains(format.drops.split_whitespace().next().expect("words")), "{help}");
        assert!(help.contains(&format!("  {} (", format.name)), "{help}");
    }
}

/// What somebody corrected is not written over, unless it is asked for.
#[test]
fn files_that_are_there_stay() {
    let folder = Folder::new("there");
    let (first, second) = (folder.file("a.txt", "Ada said no."), folder.file("b.txt", "Ben said yes."));
    let to = folder.0.join("out").display().to_string();
    let (code, _, errors) = run(&["annotate", "--output", &to, &first], b"");
    assert!(code == Some(0) && errors.contains("1 document written"), "{errors}");
    let file = folder.0.join("out/a.whosaid.json");
    std::fs::write(&file, "corrected").expect("a file");
    let (code, _, errors) = run(&["annotate", "--output", &to, &first, &second], b"");
    assert_eq!(code, Some(3), "{errors}");
    assert!(errors.contains("a.whosaid.json: it is there already") && errors.contains("--force"), "{errors}");
    assert!(errors.contains("1 document written"), "{errors}");
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "corrected");
    // Of a format with two files, none is written where one is there.
    std::fs::write(folder.0.join("out/a.ann"), "corrected").expect("a file");
    let (code, _, _) = run(&["annotate", "--format", "brat", "--output", &to, &first], b"");
    assert!(code == Some(3) && !folder.0.join("out/a.txt").exists());
    // A file that holds the same already hinders nothing.
    let beside = folder.0.display().to_string();
    let (code, _, errors) = run(&["annotate", "--format", "brat", "--output", &beside, &first], b"");
    assert!(code == Some(0) && folder.0.join("a.ann").exists(), "{errors}");
    let (code, _, errors) = run(&["annotate", "--force", "--output", &to, &first], b"");
    assert_eq!(code, Some(0), "{errors}");
    assert_ne!(std::fs::read_to_string(&file).expect("it is there"), "corrected");
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_told() {
    let folder = Folder::new("unwritable");
    let text = folder.file("a.txt", "Ada said no.");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let readable = std::fs::File::open(&text).expect("the file is there");
    for (what, output) in [("full", full), ("only readable", readable)] {
        let child =
            std::process::Command::new(env!("CARGO_BIN_EXE_whosaid")).args(["annotate", &text]).stdout(output).output();
        let child = child.expect("the command runs");
        let errors = String::from_utf8_lossy(&child.stderr).into_owned();
        assert_eq!(child.status.code(), Some(3), "{what}: {errors}");
        assert!(errors.contains("cannot write the result"), "{what}: {errors}");
    }
}
