//! What changed from September to October is what the page of the demo says.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::demo::{october, october_files, september_files};
use crate::find::{count, list, named, person, text};
use crate::run::{self, run, scratch, write};

/// The two audits in files of a test.
fn audits(folder: &Path) -> (PathBuf, PathBuf) {
    let of = |name: &str, files: &std::collections::BTreeMap<String, Vec<u8>>| {
        write(folder, &format!("{name}/audit.json"), &files["audit.json"])
    };
    (
        of("september", september_files()),
        of("october", october_files()),
    )
}

fn changes() -> Value {
    let folder = scratch();
    let (old, new) = audits(folder.path());
    let ended = run(&["diff", "--json", run::text(&old), run::text(&new)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

fn names<'a>(changes: &'a Value, key: &str) -> Vec<&'a str> {
    list(changes, key)
        .iter()
        .map(|entry| text(entry, "name"))
        .collect()
}

#[test]
fn who_appeared_and_who_is_gone() {
    let changes = changes();
    assert_eq!(count(&changes, "schema"), 1);
    assert_eq!(text(&changes, "old"), "2026-10-01T00:00:00Z");
    assert_eq!(text(&changes, "new"), "2026-11-01T00:00:00Z");
    let mut appeared = names(&changes, "appeared");
    appeared.sort_unstable();
    assert_eq!(appeared, ["Clara Beaumont-Reid", "Yusuf Demirci"]);
    assert_eq!(names(&changes, "gone"), ["Marcus Feltham"]);
    assert!(named(october(), "Marcus Feltham").is_empty());
    let stranger = list(october(), "unmatched")
        .iter()
        .find(|s| text(s, "name") == "Marcus Feltham");
    let stranger = stranger.expect("his messages stay");
    assert_eq!(
        (count(stranger, "sent"), count(stranger, "received")),
        (1, 1)
    );
}

#[test]
fn who_moved_and_why() {
    let changes = changes();
    let mut moved = names(&changes, "moved");
    moved.sort_unstable();
    assert_eq!(
        moved,
        [
            "Bastian Kühnel",
            "Ingrid Solheim",
            "Lorcan Devaney",
            "Malin Åkerblad"
        ]
    );
    for (name, from, to, cause) in [
        (
            "Bastian Kühnel",
            ("unlikely", "keep"),
            ("maybe", "keep"),
            "others answer you a little more often than before (.45 to .46)",
        ),
        (
            "Ingrid Solheim",
            ("maybe", "keep"),
            ("likely", "keep"),
            "answered",
        ),
        (
            "Lorcan Devaney",
            ("maybe", "keep"),
            ("maybe", "reconnect"),
            "silent for 12 months",
        ),
    ] {
        let list = list(&changes, "moved");
        let entry = list
            .iter()
            .find(|entry| text(entry, "name") == name)
            .expect("there");
        let position = |key: &str| {
            let position = &entry[key];
            assert!(position["probability"].is_f64(), "{position}");
            (
                text(position, "band").to_owned(),
                text(position, "verdict").to_owned(),
            )
        };
        let owned = |(band, verdict): (&str, &str)| (band.to_owned(), verdict.to_owned());
        assert_eq!((position("from"), position("to")), (owned(from), owned(to)));
        assert!(entry["causes"].to_string().contains(cause), "{entry}");
        assert_eq!(entry["id"], person(october(), name)["id"]);
    }
}

#[test]
fn whose_employer_title_or_name_is_another() {
    let mut changed: Vec<Value> = list(&changes(), "changed").to_vec();
    changed.iter_mut().for_each(|entry| {
        entry.as_object_mut().expect("an object").remove("id");
    });
    changed.sort_by_key(Value::to_string);
    assert_eq!(
        changed,
        [
            json!({"field": "company", "from": "Rafter & Stone Engineers", "name": "Tomasz Wieczorek", "to": "Ironbark Structures", "reason_to_write": true}),
            json!({"field": "name", "from": "Bethan Rowe", "name": "Bethan Hallam", "to": "Bethan Hallam", "reason_to_write": false}),
            json!({"field": "title", "from": "Associate", "name": "Chidinma Okeke", "to": "Associate Director", "reason_to_write": true}),
        ]
    );
}

#[test]
fn the_text_says_the_same_and_folders_will_do() {
    let folder = scratch();
    audits(folder.path());
    let (old, new) = (
        folder.path().join("september"),
        folder.path().join("october"),
    );
    for option in ["--color=never", "--markdown"] {
        let ended = run(&["diff", option, run::text(&old), run::text(&new)]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        for told in [
            "1 Nov 2026",
            "Yusuf Demirci",
            "Clara Beaumont-Reid",
            "Marcus Feltham",
            "Ironbark Structures",
            "Associate Director",
            "Bethan Rowe",
            "Ingrid Solheim",
            "silent for 12 months",
        ] {
            assert!(
                ended.out.contains(told),
                "{option}: {told} in {}",
                ended.out
            );
        }
    }
}

#[test]
fn an_audit_is_no_different_from_itself() {
    let folder = scratch();
    let (_, audit) = audits(folder.path());
    let ended = run(&["diff", "--json", run::text(&audit), run::text(&audit)]);
    let changes = ended.json();
    for key in ["appeared", "gone", "moved", "changed"] {
        assert!(list(&changes, key).is_empty(), "{key}");
    }
    let printed = run(&["diff", run::text(&audit), run::text(&audit)]);
    assert_eq!(printed.code, 0);
    assert!(!printed.out.contains("Eleri"), "{}", printed.out);
}

#[test]
fn what_is_no_audit_is_refused_with_a_sentence() {
    let folder = scratch();
    let (_, audit) = audits(folder.path());
    let newer = String::from_utf8(october_files()["audit.json"].clone())
        .expect("text")
        .replacen("\"schema\": 1", "\"schema\": 2", 1);
    let newer = write(folder.path(), "newer.json", newer);
    let text = write(folder.path(), "text.json", "Dear diary");
    let other = write(folder.path(), "other.json", "{\"schema\":1,\"name\":\"x\"}");
    let bytes = write(folder.path(), "bytes.json", [0xff, 0xfe, 0x00]);
    let deep = write(folder.path(), "deep.json", "[".repeat(100_000));
    let missing = folder.path().join("missing.json");
    for (path, sentence) in [
        (&newer, "newer version of Tieline"),
        (&text, "not valid JSON"),
        (&other, "not an audit of Tieline"),
        (&bytes, "give the audit.json"),
        (&deep, "not an audit of Tieline"),
        (&missing, "give the audit.json"),
    ] {
        for pair in [[path, &audit], [&audit, path]] {
            let ended = run(&["diff", run::text(pair[0]), run::text(pair[1])]);
            assert_eq!(ended.code, 3, "{}", path.display());
            assert!(ended.err.contains(sentence), "{}", ended.err);
            assert!(ended.err.contains(run::text(path)), "{}", ended.err);
        }
    }
}

/// A book that holds both audits of the demo.
fn book_of_two(folder: &Path) -> PathBuf {
    let book = folder.join("book.db");
    for (month, as_of) in [("2026-09", "2026-10-01"), ("2026-10", "2026-11-01")] {
        let files = format!("fixtures/demo/{month}");
        let ended = run(&[
            "audit",
            "--quiet",
            "--as-of",
            as_of,
            "--book",
            run::text(&book),
            &files,
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    book
}

#[test]
fn the_audits_of_the_book_are_compared_by_day_month_or_as_the_last_two() {
    let folder = scratch();
    let book = book_of_two(folder.path());
    let diff = |days: &[&str]| {
        let all = [&["diff", "--json", "--book", run::text(&book)], days].concat();
        let ended = run(&all);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.json()
    };
    let last_two = diff(&[]);
    let mut appeared = names(&last_two, "appeared");
    appeared.sort_unstable();
    assert_eq!(appeared, ["Clara Beaumont-Reid", "Yusuf Demirci"]);
    assert_eq!(names(&last_two, "gone"), ["Marcus Feltham"]);
    for days in [
        &["2026-10-01", "2026-11-01"][..],
        &["2026-10", "2026-11"],
        &["2026-10"],
    ] {
        assert_eq!(diff(days), last_two, "{days:?}");
    }
    let back = diff(&["2026-11-01", "2026-10-01"]);
    assert_eq!(names(&back, "appeared"), ["Marcus Feltham"]);
    let printed = run(&["book", "audit", "2026-11-01", "--book", run::text(&book)]);
    let october = write(folder.path(), "october.json", printed.out);
    let mixed = diff(&["2026-10-01", run::text(&october)]);
    assert_eq!(mixed, last_two);
}

#[test]
fn a_day_that_the_book_does_not_hold_is_answered_with_those_it_holds() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let place = ["--book", run::text(&book)];
    let none = run(&[&["diff"], &place[..]].concat());
    assert_eq!(none.code, 2);
    assert!(none.err.contains("holds no audit yet"), "{}", none.err);
    let book = book_of_two(folder.path());
    let ended = run(&["diff", "--book", run::text(&book), "2026-12"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(
        ended.err.contains("no audit of 2026-12, and there is no file of this name; it holds 2026-10-01, 2026-11-01"),
        "{}",
        ended.err
    );
}
