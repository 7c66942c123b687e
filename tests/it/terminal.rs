//! Nothing that a stranger wrote steers the terminal: not in results, not in errors, whatever it stands in.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Ended, ended, root, scratch, text, tieline, write};

/// Sets the title, clears the screen, paints, moves up, hides, rings, reverses.
const STEERING: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\u{1b}[31m\u{9b}2J\r\u{8}\u{202e}\u{0085}";

fn is_still(ended: &Ended, what: &str) {
    for said in [&ended.out, &ended.err] {
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!said.contains(steers), "{what}: {said:?}");
    }
}

fn run(args: &[&str]) -> Ended {
    // Some of these name a book, which is made where it is not there yet: not in the repository.
    let place = scratch();
    let ended = ended(tieline().current_dir(place.path()).args(args));
    is_still(&ended, &args.join(" "));
    ended
}

#[test]
fn names_of_files_and_folders_do_not() {
    let folder = scratch();
    let evil = format!("a{STEERING}\nb.vcf");
    write(
        folder.path(),
        &evil,
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lima\nEND:VCARD\n",
    );
    let file = folder.path().join(&evil);
    let out = folder.path().join(format!("out{STEERING}"));
    for verb in ["audit", "clean"] {
        let out = out.join(verb);
        let done = run(&[verb, text(&file), "--out", text(&out)]);
        assert_eq!(done.code, 0, "{}", done.err);
        assert!(run(&[verb, text(&file), "--out", text(&out)]).code == 2);
    }
    run(&["audit", "--each-file", "--no-book", text(folder.path())]);
    write(folder.path(), &evil, "nothing");
    assert_eq!(run(&["audit", "--no-book", text(&file)]).code, 3);
    for args in [
        ["diff", text(&file), text(&file)],
        ["audit", "--decisions", text(&file)],
        ["book", "import", text(&file)],
    ] {
        assert_ne!(run(&args).code, 0, "{args:?}");
    }
    assert_ne!(run(&["book", "check", "--book", text(&file)]).code, 0);
}

#[test]
fn names_in_a_zip_do_not() {
    let folder = scratch();
    let mut zip = b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00".to_vec();
    let name = "\u{1b}]0;x\u{7}\u{1b}[2J\u{1b}[31mConnections.csv";
    zip.extend([
        0x88,
        0x13,
        0,
        0,
        0x28,
        0x23,
        0,
        0,
        name.len() as u8,
        0,
        0,
        0,
    ]);
    zip.extend(name.as_bytes());
    zip.extend([0x55; 400]);
    write(folder.path(), "cut.zip", zip);
    let ended = run(&["audit", "--no-book", text(&folder.path().join("cut.zip"))]);
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("Connections.csv"), "{}", ended.err);
}

#[test]
fn arguments_do_not() {
    let word = format!("x{STEERING}\ny");
    let word = word.as_str();
    let file = root().join("fixtures/vcard/android.vcf");
    let file = text(&file);
    for args in [
        vec!["audit", word],
        vec![word],
        vec!["audit", "--color", word, file],
        vec!["audit", "--no-book", "--me", word, file],
        vec!["audit", "--no-book", "--as-of", word, file],
        vec!["audit", "--no-book", "--region", word, file],
        vec!["audit", "--no-book", "--tz", word, file],
        vec!["audit", "--no-book", "--date-order", word, file],
        vec!["audit", "--no-book", "--map", word, file],
        vec!["audit", "--decisions", word, file],
        vec!["show", word],
        vec!["decide", word, "keep"],
        vec!["decide", "Ana", word],
        vec!["log", word],
        vec!["diff", word, word],
        vec!["diff", "--since", word],
        vec!["book", "audit", word],
        vec!["book", "forget", word],
        vec!["book", "import", word],
        vec!["book", "check", "--book", word],
    ] {
        run(&args);
    }
}

#[test]
fn values_of_the_configuration_and_the_environment_do_not() {
    let folder = scratch();
    let escape = "\\u001b]0;x\\u0007\\u001b[2J\\u009b1m\\u202e\\r";
    for line in [
        format!("region = \"{escape}\""),
        format!("tz = \"{escape}\""),
        format!("date_order = \"{escape}\""),
        format!("me = [\"1{escape}\"]"),
        format!("[never]\ndomains = [\"{escape}\"]"),
        format!("[keep]\n\"{escape}\" = 1"),
        format!("\"{escape}\" = 1"),
    ] {
        write(folder.path(), "config.toml", &line);
        let mut command = tieline();
        command.env("TIELINE_CONFIG", folder.path().join("config.toml"));
        let ended = ended(command.args(["audit", "--no-book", "fixtures/vcard"]));
        is_still(&ended, &line);
        assert_eq!(ended.code, 2, "{line}: {}", ended.err);
    }
    for name in ["REGION", "TZ", "ME", "DATE_ORDER", "CONFIG", "BOOK"] {
        let mut command = tieline();
        command.env(format!("TIELINE_{name}"), format!("1{STEERING}/x"));
        command.current_dir(folder.path());
        let cards = root().join("fixtures/vcard");
        is_still(&ended(command.args(["audit", text(&cards)])), name);
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn only_the_door_prints() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    assert!(files.len() > 100);
    for file in files {
        if file.ends_with("commands/screen.rs") {
            continue;
        }
        let code = fs::read_to_string(&file).expect("text");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        // Asking whether somebody sees it prints nothing, and the line of progress is given words that are made safe.
        let code = code
            .replace("io::stdout().is_terminal()", "")
            .replace("io::stderr().is_terminal()", "")
            .replace("ProgressDrawTarget::stderr()", "");
        for way in [
            "stdout()", "stderr()", "println!", "print!(", "dbg!(", "/dev/tty", "/dev/std",
        ] {
            assert!(!code.contains(way), "{}: {way}", file.display());
        }
    }
}
