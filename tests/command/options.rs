//! What the arguments ask for, and those that ask for nothing.

use super::folder::Folder;
use super::process::{objects, run};

#[test]
fn help_version_and_wrong_arguments() {
    let (code, output, _) = run(&["annotate", "--help"], b"");
    assert!(code == Some(0) && output.contains("--jsonl") && output.contains("Exit codes"), "{output}");
    let (code, output, _) = run(&["--version"], b"");
    assert_eq!((code, output.trim()), (Some(0), concat!("whosaid ", env!("CARGO_PKG_VERSION"))));
    for arguments in [
        &["annotate", "--jsonl", "file"][..],
        &["annotate", "--what"],
        &["what"],
        &[],
        &["annotate", "--jobs", "2"],
        &["annotate", "--jsonl", "--jobs", "0"],
    ] {
        let (code, output, errors) = run(arguments, b"");
        assert!(code == Some(2) && output.is_empty() && !errors.is_empty(), "{arguments:?}");
    }
}

#[test]
fn options_without_effect_are_told() {
    let folder = Folder::new("options");
    let text = folder.file("a.txt", "👍 “It is late,” said Ada Okafor. She flew to Paris.");
    let (_, native, _) = run(&["annotate", &text], b"");
    let file = folder.file("a.whosaid.json", &native);
    for format in whosaid::files::FORMATS.iter().filter(|format| format.beside.is_none()) {
        let write = |options: &[&str]| {
            let arguments = [&["export", "--format", format.name, &file], options].concat();
            let (code, output, errors) = run(&arguments, b"");
            assert_eq!(code, Some(0), "{errors}");
            let output: String = output
                .lines()
                .filter(|line| !line.contains("odified") && !line.contains("when="))
                .map(|line| format!("{line}\n"))
                .collect();
            (output, errors)
        };
        let (plain, _) = write(&[]);
        for option in [&["--table", "places"][..], &["--utf16"], &["--bom"], &["--pretty"]] {
            let (output, errors) = write(option);
            let is_idle = errors.contains(&format!("{} has no effect", option[0]));
            let stamped = ["json", "jsonld", "tei", "conllu"].contains(&format.name) && !is_idle;
            assert!(is_idle == (output == plain) || stamped, "{} {option:?}: {errors}", format.name);
        }
    }
}

/// A refusal says what to run instead.
#[test]
fn lines_come_from_standard_input() {
    let file = "{\"text\": \"\"}\n".as_bytes();
    for (arguments, told) in [
        (
            &["--jsonl", "a.jsonl"][..],
            "--jsonl reads lines from standard input, and no files: whosaid annotate --jsonl < a.jsonl",
        ),
        (&["--jsonl", "-"], "standard input, and no files: whosaid annotate --jsonl < FILE"),
        (&["--jsonl", "a.jsonl", "b.jsonl"], "standard input, and no files: whosaid annotate --jsonl < FILE"),
        (&["--jsonl", "--jobs", "2", "a.jsonl"], "and no files: whosaid annotate --jsonl --jobs 2 < a.jsonl"),
        (&["--jobs", "2"], "--jobs is for the lines of --jsonl: whosaid annotate --jsonl --jobs 2 < FILE"),
        (
            &["--jobs", "1", "a.jsonl"],
            "--jobs is for the lines of --jsonl: whosaid annotate --jsonl --jobs 1 < a.jsonl",
        ),
    ] {
        let (code, output, errors) = run(&[&["annotate"], arguments].concat(), file);
        assert_eq!((code, output.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(errors.starts_with("error: ") && errors.contains(&format!("{told}\n")), "{errors}");
    }
}

#[test]
fn a_transformer_reads_as_well_if_asked() {
    let folder = std::env::temp_dir().join(format!("whosaid-thorough-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("untrained.weights").display().to_string();
    let weights = whosaid::reader::thorough::weights::encode(&whosaid::reader::thorough::weights::untrained(1));
    std::fs::write(&file, &weights).expect("a file");
    let text = "“It is late,” Ada Okafor said.".as_bytes();
    let generator = |arguments: &[&str]| {
        let (code, output, errors) = run(arguments, text);
        assert_eq!((code, errors.as_str()), (Some(0), ""));
        objects(&output)[0]["generator"].clone()
    };
    let (small, thorough) = (generator(&["annotate"]), generator(&["annotate", "--thorough", "--weights", &file]));
    assert_eq!(thorough["model"], "untrained");
    assert_ne!((&thorough["model"], &thorough["modelSha256"]), (&small["model"], &small["modelSha256"]));

    std::fs::write(&file, &weights[..weights.len() / 2]).expect("a file");
    let (code, output, errors) = run(&["annotate", "--thorough", "--weights", &file], text);
    assert_eq!((code, output.as_str()), (Some(2), ""));
    assert!(errors.contains("untrained.weights: the weights are damaged"), "{errors}");
    let missing = folder.join("none.weights").display().to_string();
    let (code, _, errors) = run(&["annotate", "--thorough", "--weights", &missing], text);
    assert!(code == Some(2) && errors.contains("none.weights cannot be read"), "{errors}");
    let (code, _, errors) = run(&["annotate", "--weights", &file], text);
    assert!(code == Some(2) && errors.contains("--thorough"), "{errors}");
    std::fs::remove_dir_all(folder).expect("the folder goes");
}
