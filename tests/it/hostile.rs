//! Bad input is reported and costs nothing else; wrong usage is told what would be right.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use crate::demo::october_files;
use crate::find::{codes, count, file, list, named, person, text};
use crate::run::{audit, audit_out, ended, files_in, is_done, root, run, scratch, tieline, write};

/// A folder, the code that is reported, how many people are read all the same.
const REPORTED: &[(&str, &str, usize)] = &[
    ("ambiguous_dates", "ambiguous-date", 2),
    ("bad_cards", "bad-phone", 2),
    ("bad_cards", "salvaged-card", 2),
    ("bad_cards", "unreadable-card", 2),
    ("bad_log", "bad-row", 2),
    ("bad_log", "ambiguous-date", 2),
    ("bad_values", "bad-date", 3),
    ("bad_values", "bad-email", 3),
    ("bad_values", "bad-url", 3),
    ("bad_values", "undated-row", 3),
    ("broken_chats", "assumed-windows-1252", 2),
    ("broken_chats", "bad-json", 2),
    ("broken_chats", "bad-row", 2),
    ("broken_chats", "truncated-file", 2),
    ("broken_backup", "bad-row", 1),
    ("broken_backup", "truncated-file", 1),
    ("broken_calendar", "bad-rule", 2),
    ("broken_calendar", "long-rule", 2),
    ("broken_calendar", "unknown-zone", 2),
    ("broken_cards", "bad-line", 5),
    ("broken_cards", "empty-card", 5),
    ("broken_cards", "missing-begin", 5),
    ("broken_cards", "missing-end", 5),
    ("broken_cards", "stray-line", 5),
    ("broken_cards", "truncated-file", 5),
    ("control_characters", "open-quote", 6),
    ("cut_off_rows", "truncated-file", 2),
    ("zip_cut_off", "bad-zip", 3),
    ("database_cut_off", "damaged-database", 1),
    ("database_cut_off", "truncated-file", 1),
    ("formula_cells", "bad-url", 5),
    ("header_only", "no-records", 0),
    ("nested_cards", "missing-end", 3),
    ("nul_bytes", "nul-bytes", 2),
    ("open_quote", "open-quote", 4),
    ("ragged_rows", "long-row", 5),
    ("ragged_rows", "short-row", 5),
    ("semicolon_cp1252", "assumed-windows-1252", 2),
    ("unknown_messages", "unknown-messages-file", 2),
    ("utf8_damaged", "bad-encoding", 4),
    ("zip_in_zip", "date-only-row", 3),
    ("zip_path_escape", "unsafe-zip-path", 1),
];

/// A folder of which nothing can be read, and words of the reason.
const UNREADABLE: &[(&str, &str)] = &[
    ("empty", "the file is empty"),
    ("not_recognised", "nothing Tieline needs"),
    ("zip_locked", "locked with a password"),
    ("zip_bomb", "far more than text unpacks to"),
    ("zip_bomb_overlapping", "far more than text unpacks to"),
    ("zip_lying_size", "messages.csv"),
    ("known_unread", "as a web page"),
];

/// Folders whose quirk is no problem, because it is read as it is meant.
const READ: &[(&str, usize)] = &[("recipients_by_name", 2), ("utf16_no_bom", 2)];

fn hostile(folder: &str) -> String {
    format!("fixtures/hostile/{folder}")
}

#[test]
fn every_folder_is_read_or_refused_with_the_code_of_its_flaw() {
    for folder in crate::run::folders("fixtures/hostile") {
        let name = folder.rsplit('/').next().expect("a name");
        let known = REPORTED.iter().any(|(folder, ..)| *folder == name)
            || UNREADABLE.iter().any(|(folder, _)| *folder == name)
            || READ.iter().any(|(folder, _)| *folder == name);
        assert!(known, "{name} has no expectation");
        let ended = run(&["audit", "--json", "--as-of", "2026-11-01", &folder]);
        if let Some((_, why)) = UNREADABLE.iter().find(|(folder, _)| *folder == name) {
            assert_eq!(ended.code, 3, "{name}");
            assert!(ended.err.contains(why), "{name}: {}", ended.err);
            continue;
        }
        assert!(is_done(&ended), "{name}: {}", ended.err);
        let audit = ended.json();
        let expected = REPORTED.iter().filter(|(folder, ..)| *folder == name);
        for (_, code, people) in expected {
            assert!(codes(&audit).contains(code), "{name}: {:?}", codes(&audit));
            assert_eq!(list(&audit, "people").len(), *people, "{name}");
        }
        for (_, people) in READ.iter().filter(|(folder, _)| *folder == name) {
            assert_eq!(list(&audit, "people").len(), *people, "{name}");
        }
    }
}

#[test]
fn names_come_out_right_in_every_encoding() {
    for folder in ["semicolon_cp1252", "utf8_damaged"] {
        let audit = audit(&[&hostile(folder)]);
        person(&audit, "Jørgen Ærø-Bååth");
    }
    let utf16 = audit(&[&hostile("utf16_no_bom")]);
    person(&utf16, "Amadou Keïta-Lund");
    assert_eq!(
        text(file(&utf16, "Connections.csv"), "encoding"),
        "UTF-16LE"
    );
}

#[test]
fn everything_behind_an_open_quote_is_read() {
    let audit = audit(&[
        &hostile("open_quote"),
        "--me",
        "linkedin.com/in/runa-teglgaard-1b77e0",
    ]);
    assert_eq!(count(file(&audit, "messages.csv"), "events"), 8);
    let basis = &person(&audit, "Amadou Keïta-Lund")["standing"]["basis"];
    assert_eq!(count(basis, "received"), 4);
}

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

#[test]
fn a_large_file_with_an_open_quote_in_its_first_row_is_read_on() {
    let mut content = HEADER.to_owned();
    content += "Odd,\"Quote,https://www.linkedin.com/in/odd-quote,,Nowhere,Nobody,01 Feb 2024\n";
    for row in 0..6_000 {
        content += &format!(
            "Given{row},Family{row},https://www.linkedin.com/in/person-number-{row},,Some Company Name {row},{},02 Feb 2024\n",
            "Some long position ".repeat(15)
        );
    }
    assert!(content.len() > 2_000_000);
    let folder = scratch();
    let path = write(folder.path(), "Connections.csv", content);
    let audit = audit(&["--as-of", "2026-11-01", crate::run::text(&path)]);
    assert_eq!(list(&audit, "people").len(), 6_001);
    assert_eq!(codes(&audit), ["open-quote"]);
}

#[test]
fn a_cell_of_ten_million_bytes_is_cut_and_said() {
    let mut content = HEADER.to_owned();
    content += &format!(
        "Long,Cell,https://www.linkedin.com/in/long-cell,,{},Buyer,02 Feb 2024\n",
        "x".repeat(10_000_000)
    );
    content += "After,Wards,https://www.linkedin.com/in/after-wards,,Acme,Buyer,03 Feb 2024\n";
    let folder = scratch();
    let path = write(folder.path(), "Connections.csv", content);
    let files = audit_out(&["--as-of", "2026-11-01", crate::run::text(&path)]);
    let audit: Value = serde_json::from_slice(&files["audit.json"]).expect("JSON");
    assert!(codes(&audit).contains(&"oversized-cell"));
    person(&audit, "Long Cell");
    person(&audit, "After Wards");
    for (name, bytes) in &files {
        assert!(bytes.len() < 2_000_000, "{name} has {} bytes", bytes.len());
    }
}

#[cfg(unix)]
#[test]
fn what_unpacks_to_gigabytes_is_refused_at_once_and_in_little_memory() {
    for folder in ["zip_bomb", "zip_bomb_overlapping", "zip_lying_size"] {
        let start = Instant::now();
        let mut shell = std::process::Command::new("sh");
        shell
            .current_dir(root())
            .args(["-c", "ulimit -v 1000000 && exec \"$0\" audit \"$1\""]);
        shell.args([env!("CARGO_BIN_EXE_tieline"), &hostile(folder)]);
        assert_eq!(ended(&mut shell).code, 3, "{folder}");
        assert!(start.elapsed() < Duration::from_secs(10), "{folder}");
    }
}

/// Whether a character steers a terminal or turns text around.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn nothing_that_steers_a_terminal_is_printed() {
    for folder in ["control_characters", "formula_cells", "broken_cards"] {
        let path = hostile(folder);
        for args in [&["audit", &path][..], &["audit", "--json", &path]] {
            let ended = run(args);
            for printed in [&ended.out, &ended.err] {
                assert!(!printed.contains(steers), "{args:?}: {printed:?}");
            }
        }
    }
    let missing = run(&["audit", "there\u{1b}[2Jis\u{202e}none.csv"]);
    assert_eq!(missing.code, 3);
    assert!(!missing.err.contains(steers), "{:?}", missing.err);
    let plain = run(&["audit", "fixtures/demo/2026-10", "--as-of", "2026-11-01"]);
    assert!(!plain.out.contains(steers));
    let coloured = run(&["audit", "--color=always", "fixtures/linkedin/2022_complete"]);
    assert!(coloured.out.contains('\u{1b}'));
}

#[test]
fn no_cell_is_a_formula_and_no_file_steers() {
    let mut outputs = vec![october_files().clone()];
    for folder in [
        "control_characters",
        "formula_cells",
        "bad_values",
        "broken_cards",
    ] {
        outputs.push(audit_out(&["--as-of", "2026-11-01", &hostile(folder)]));
    }
    for files in outputs {
        for (name, bytes) in files {
            let content = String::from_utf8(bytes).expect("text");
            let content = content.trim_start_matches('\u{feff}');
            // A card keeps the marks by which its owner wrote a name from right to left; it is for programs to read.
            let is_card = name.ends_with(".vcf");
            let bad = |c: char| {
                c != '\r'
                    && if is_card {
                        c != '\n' && c.is_control()
                    } else {
                        steers(c)
                    }
            };
            let line = content.lines().find(|line| line.contains(bad));
            assert_eq!(line, None, "{name}");
            if name.ends_with(".csv") {
                each_cell_is_harmless(&name, content);
            }
        }
    }
}

pub fn each_cell_is_harmless(name: &str, content: &str) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(content.as_bytes());
    for record in reader.records() {
        for cell in &record.expect("a row") {
            let number = cell.split("; ").all(|one| {
                one.strip_prefix('+').is_some_and(|rest| {
                    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == ' ')
                })
            });
            let formula = cell
                .trim()
                .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
                || cell.starts_with(['\t', '\r']);
            // What merges weigh may be less than nothing.
            let weight = name == "merged.csv" && cell.parse::<f64>().is_ok();
            assert!(number || weight || !formula, "{name}: {cell:?}");
        }
    }
}

#[test]
fn a_file_that_is_missing_is_named() {
    let alone = run(&["audit", "no/such/export.zip"]);
    assert_eq!(alone.code, 3);
    assert!(alone.err.contains("no/such/export.zip"), "{}", alone.err);
    assert!(alone.err.contains("check the path"), "{}", alone.err);
    let among = audit(&["no/such/export.zip", "fixtures/linkedin/2022_complete"]);
    assert!(codes(&among).contains(&"unreadable-file"));
    assert!(!list(&among, "people").is_empty());
}

#[test]
fn wrong_usage_is_told_what_would_be_right() {
    let good = "fixtures/linkedin/2022_complete";
    for (option, value, instead) in [
        ("--as-of", "2026-13-01", "2026-11-01"),
        ("--as-of", "yesterday", "2026-11-01T12:00:00Z"),
        ("--me", "nobody@all", "linkedin.com/in/your-name"),
        ("--region", "Sweden", "DE or US"),
        ("--tz", "Gothenburg", "Europe/Berlin"),
        ("--color", "red", "auto, always, never"),
    ] {
        let ended = run(&["audit", good, option, value]);
        assert_eq!(ended.code, 2, "{option} {value}");
        assert!(ended.err.contains(value), "{}", ended.err);
        assert!(
            ended.err.contains(instead),
            "{option} {value}: {}",
            ended.err
        );
        assert_eq!(ended.out, "");
    }
    assert_eq!(run(&["audit"]).code, 2);
    assert_eq!(run(&["frobnicate"]).code, 2);
}

#[test]
fn a_folder_that_holds_something_is_not_written_into() {
    let folder = scratch();
    write(folder.path(), "keep-delete.csv", "decided by hand");
    let file = write(folder.path(), "file", "");
    let before = files_in(folder.path());
    for out in [folder.path(), &file] {
        let ended = run(&[
            "audit",
            "fixtures/linkedin/2022_complete",
            "--out",
            crate::run::text(out),
        ]);
        assert_eq!(ended.code, 2);
        assert!(ended.err.contains("name a new one"), "{}", ended.err);
    }
    assert_eq!(files_in(folder.path()), before);
    let empty = scratch();
    let ended = run(&[
        "audit",
        "fixtures/linkedin/2022_complete",
        "--out",
        crate::run::text(empty.path()),
    ]);
    assert_eq!(ended.code, 0, "an empty folder will do: {}", ended.err);
    assert!(empty.path().join("audit.json").is_file());
}

#[test]
fn standard_input_is_read() {
    let content = fs::read(root().join("fixtures/demo/2026-10/Connections.csv")).expect("a file");
    let mut child = tieline()
        .args(["audit", "--json", "--as-of", "2026-11-01", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(&content)
        .expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let audit: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(list(&audit, "people").len(), 148);
    assert_eq!(text(&audit["files"][0], "file"), "-");
}

#[test]
fn without_an_owner_there_is_a_list_and_no_probability() {
    let path = "fixtures/linkedin/archived_flag";
    let audit = audit(&[path, "--as-of", "2026-11-01"]);
    assert_eq!(audit["owner"]["known"], json!(false));
    assert!(!list(&audit, "people").is_empty());
    for person in list(&audit, "people") {
        let standing = &person["standing"];
        assert_eq!(standing["probability"], Value::Null);
        assert_eq!(text(standing, "band"), "unknown");
        let basis = &standing["basis"];
        assert_eq!((count(basis, "sent"), count(basis, "received")), (0, 0));
    }
    let printed = run(&["audit", path]).out;
    assert!(printed.contains("--me"), "{printed}");
    let told = crate::run::audit(&[
        path,
        "--me",
        "https://www.linkedin.com/in/runa-teglgaard-1b77e0",
    ]);
    assert_eq!(told["owner"]["known"], json!(true));
    assert!(
        list(&told, "people")
            .iter()
            .all(|p| p["standing"]["probability"].is_f64())
    );
    assert!(named(&told, "Runa Teglgaard").is_empty());
}

/// Name, content and time of last change of each file.
fn state(folder: &Path) -> Vec<(String, Vec<u8>, SystemTime)> {
    let files = files_in(folder).into_iter();
    files
        .map(|(name, bytes)| {
            let metadata = fs::metadata(folder.join(&name)).expect("it is there");
            (name, bytes, metadata.modified().expect("a time"))
        })
        .collect()
}

#[test]
fn input_is_left_as_it_was() {
    let folder = scratch();
    for (name, bytes) in files_in(&root().join("fixtures/linkedin/2024_basic")) {
        write(folder.path(), &name, bytes);
    }
    let before = state(folder.path());
    audit_out(&[crate::run::text(folder.path())]);
    assert_eq!(state(folder.path()), before);
}

#[test]
fn strict_ends_with_a_status_if_anything_was_rejected() {
    let bad = run(&["audit", "--strict", "--quiet", &hostile("bad_values")]);
    assert_eq!(bad.code, 3);
    assert!(bad.err.contains("--strict"), "{}", bad.err);
    let good = run(&[
        "audit",
        "--strict",
        "--quiet",
        "fixtures/linkedin/2024_basic",
    ]);
    assert_eq!((good.code, good.out.as_str()), (0, ""), "{}", good.err);
}
