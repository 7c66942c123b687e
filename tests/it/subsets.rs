//! What must hold whichever files of a network are given: what was not given is no silence, and nothing is said without a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::authored::{AS_OF, write_second_to, write_to};
use crate::draw::{Draw, times};
use crate::find::{count, list, text};
use crate::run::{self, run, scratch};

/// Drawn subsets of the files of each network.
const DRAWN: u32 = 3;
/// Files of each, one at a time, that are left out of a second month.
const LEFT_OUT: u32 = 1;

/// A network in a folder of its own, and its files.
struct Written {
    _folder: TempDir,
    files: Vec<PathBuf>,
}

fn written() -> Vec<Written> {
    let writers: [fn(&Path); 2] = [write_to, write_second_to];
    let write = |write: fn(&Path)| {
        let folder = scratch();
        write(folder.path());
        let mut files = files(folder.path());
        files.sort();
        Written {
            _folder: folder,
            files,
        }
    };
    writers.into_iter().map(write).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let below = |path: PathBuf| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    };
    paths.flat_map(below).collect()
}

/// Audits files; none where nothing of them can be read alone.
fn audited(files: &[&PathBuf], as_of: &str, book: Option<&Path>) -> Option<Value> {
    let paths = files.iter().map(|path| run::text(path));
    let mut args = vec!["audit", "--json", "--as-of", as_of];
    match book {
        Some(book) => args.extend(["--book", run::text(book)]),
        None => args.push("--no-book"),
    }
    args.extend(paths);
    let ended = run(&args);
    (ended.code == 0).then(|| ended.json())
}

/// The verdicts by every key of a person.
fn verdicts(audit: &Value) -> BTreeMap<String, String> {
    let mut verdicts = BTreeMap::new();
    for person in list(audit, "people") {
        for field in ["emails", "phones", "urls"] {
            for key in list(person, field) {
                let key = key.as_str().unwrap_or_default().to_owned();
                verdicts.insert(key, text(person, "verdict").to_owned());
            }
        }
    }
    verdicts
}

/// Whom the second of two audits deletes, and the first does not.
fn newly_deleted(before: &Value, after: &Value) -> Vec<String> {
    let before = verdicts(before);
    let is_new = |key: &String| before.get(key).is_none_or(|verdict| verdict != "delete");
    let deleted = verdicts(after)
        .into_iter()
        .filter(|(_, verdict)| verdict == "delete");
    deleted.map(|(key, _)| key).filter(is_new).collect()
}

fn is_day(value: &Value) -> bool {
    let day = value.as_str().unwrap_or_default();
    day.len() == 10 && day.bytes().filter(|b| *b == b'-').count() == 2
}

/// Whether one of the reasons has a day, and one a file.
fn is_founded(person: &Value) -> bool {
    let mut values = Vec::new();
    for reason in list(person, "reasons") {
        values.extend(reason["facts"].as_object().into_iter().flatten());
    }
    let has_source = values
        .iter()
        .any(|(name, value)| *name == "source" && value.as_str().is_some_and(|s| !s.is_empty()));
    values.iter().any(|(_, value)| is_day(value)) && has_source
}

/// Contact both ways, by the audit's own counts: words of both, or something that both did.
fn both_did_something(person: &Value) -> bool {
    let basis = &person["standing"]["basis"];
    let met = list(person, "timeline")
        .iter()
        .any(|period| period["met"].as_u64() > Some(0));
    let answered_call = count(&person["standing"]["talks"], "answered") > 0;
    count(basis, "sent") > 0 && count(basis, "received") > 0 || met || answered_call
}

/// The channels of which an audit was given anything.
fn given(audit: &Value) -> BTreeSet<&str> {
    list(audit, "coverage")
        .iter()
        .map(|covered| text(covered, "channel"))
        .collect()
}

fn holds(audit: &Value) {
    let is_all_given = given(audit).len() == 7;
    for person in list(audit, "people") {
        let (name, verdict) = (text(person, "name"), text(person, "verdict"));
        let why: Vec<&str> = list(person, "why")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert!(
            !why.is_empty() && why.iter().all(|why| !why.trim().is_empty()),
            "{name}: {why:?}"
        );
        match verdict {
            "keep" | "reconnect" => {
                assert!(both_did_something(person), "{person}");
                assert!(is_founded(person), "{person}");
            }
            "nurture" => assert!(is_founded(person), "{person}"),
            "delete" => {
                assert!(is_founded(person), "{person}");
                let names_them = why.iter().any(|why| why.starts_with("not given: "));
                assert!(is_all_given || names_them, "{name}: {why:?}");
            }
            _ => {}
        }
    }
}

#[test]
fn whatever_files_are_given_every_verdict_has_its_grounds() {
    let mut draw = Draw::usual();
    let mut audits = 0;
    for network in written() {
        for _ in 0..times(DRAWN) {
            let subset: Vec<&PathBuf> = network
                .files
                .iter()
                .filter(|_| draw.below(2) == 0)
                .collect();
            if let Some(audit) = audited(&subset, AS_OF, None) {
                holds(&audit);
                audits += 1;
            }
        }
    }
    assert!(audits >= DRAWN, "only {audits} subsets can be audited");
}

#[test]
fn without_the_messages_of_linkedin_none_of_its_people_is_deleted() {
    for network in written() {
        let all: Vec<&PathBuf> = network.files.iter().collect();
        let is_messages = |path: &&&PathBuf| path.ends_with("messages.csv");
        let without: Vec<&PathBuf> = all
            .iter()
            .filter(|path| !is_messages(path))
            .copied()
            .collect();
        assert_eq!(without.len() + 1, all.len(), "the network has messages");
        let (with, without) = (audited(&all, AS_OF, None), audited(&without, AS_OF, None));
        let (with, without) = (with.expect("an audit"), without.expect("an audit"));
        assert!(verdicts(&with).values().any(|verdict| verdict == "delete"));
        assert_eq!(newly_deleted(&with, &without), [""; 0]);
        let deleted: Vec<&Value> = list(&without, "people")
            .iter()
            .filter(|person| {
                text(person, "verdict") == "delete" && !person["connected_on"].is_null()
            })
            .collect();
        assert!(deleted.is_empty(), "{deleted:?}");
        holds(&with);
        holds(&without);
    }
}

#[test]
fn with_a_book_a_file_that_is_not_given_again_deletes_nobody() {
    let mut draw = Draw::usual();
    for network in written() {
        let folder = scratch();
        let book = folder.path().join("book.db");
        let all: Vec<&PathBuf> = network.files.iter().collect();
        let before = audited(&all, AS_OF, Some(&book)).expect("an audit");
        for _ in 0..times(LEFT_OUT) {
            let left_out = network.files[draw.below(network.files.len() as u64) as usize].clone();
            let rest: Vec<&PathBuf> = all
                .iter()
                .filter(|path| ***path != left_out)
                .copied()
                .collect();
            let second = folder.path().join(format!("{}.db", draw.below(u64::MAX)));
            fs::copy(&book, &second).expect("a copy of the book");
            let after = audited(&rest, "2026-11-20", Some(&second)).expect("an audit");
            assert_eq!(
                newly_deleted(&before, &after),
                [""; 0],
                "without {}",
                left_out.display()
            );
        }
    }
}
