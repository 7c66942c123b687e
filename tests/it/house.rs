//! The rules of the house that no lint knows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tieline::inside::model::problem::Code;

use crate::find::codes;
use crate::run::{audit, root};

/// The rooms by floor, lowest first. A room imports from lower floors only; rooms on one floor never meet. What was typed is
/// drawn above the verbs in the plan of the house, for it comes first; in the code the verbs take it as an argument, and so it
/// lies below them.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &[
        "import",
        "identity",
        "hygiene",
        "history",
        "score",
        "backtest",
        "circles",
        "decisions",
        "snapshot",
    ],
    &["words"],
    &["pipeline", "diff", "plan", "find", "review", "redact"],
    &["report", "write"],
    &["page"],
    &["output"],
    &["files"],
    &["reading"],
    &["book", "config", "memory"],
    &["cli"],
    &["commands"],
];

/// Folders of the repository that hold no text of ours.
const NOT_OURS: &[&str] = &[".git", "artifacts", "corpus", "target"];

/// The folders at the top; what begins with a dot is an editor's or git's.
const TOP: &[&str] = &[
    "app", "benches", "docs", "fixtures", "fuzz", "src", "target", "tests",
];

#[test]
fn nothing_lies_about_at_the_top() {
    let strangers: Vec<String> = fs::read_dir(root())
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name();
        if NOT_OURS.iter().any(|other| name == *other) {
            continue;
        }
        if entry.path().is_dir() {
            files_under(&entry.path(), found);
        } else {
            found.push(entry.path());
        }
    }
}

/// Every file of Rust under a folder, with its path from there.
fn rust(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    files_under(&root().join(folder), &mut found);
    found.sort();
    found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let content = fs::read_to_string(&path).expect("text");
            let path = path.strip_prefix(root().join(folder)).expect("it is there");
            (path.to_string_lossy().into_owned(), content)
        })
        .collect()
}

fn all_rust() -> impl Iterator<Item = (String, String)> {
    ["src", "tests", "benches"].into_iter().flat_map(rust)
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    for (path, content) in all_rust() {
        assert!(content.starts_with("//! "), "{path}");
    }
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = all_rust()
        .map(|(path, content)| (path, content.lines().count()))
        .filter(|(_, lines)| *lines > 600)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert_eq!(long, [""; 0]);
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// Rooms that a line names by a path from the root of the library.
fn rooms_named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '_'));
        &rest[..end.unwrap_or(rest.len())]
    })
}

#[test]
fn rooms_import_from_lower_floors_only() {
    for (path, content) in rust("src") {
        let Some((room, _)) = path.split_once('/') else {
            continue;
        };
        let own = floor_of(room).unwrap_or_else(|| panic!("{room} has no floor"));
        for line in content
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            assert!(
                !line.contains("crate::{"),
                "{path}: one room a line: {line}"
            );
            for named in rooms_named(line).filter(|named| *named != room) {
                let floor = floor_of(named).unwrap_or_else(|| panic!("{path}: {line}"));
                assert!(floor < own, "{path}: {line}");
            }
        }
    }
}

#[test]
fn every_code_is_given_for_some_fixture() {
    let audit = audit(&[
        "fixtures",
        "Cargo.toml",
        "no/such/file",
        "--as-of",
        "2026-11-01",
    ]);
    // Whose card is the owner's own is known of one network at a time.
    let demo = crate::demo::october();
    let given: BTreeSet<&str> = codes(&audit).into_iter().chain(codes(demo)).collect();
    // What is large is made when it is needed, and `clean --to` is no audit; other tests look at these.
    let made = ["oversized-cell", "oversized-header", "no-column"];
    for code in Code::ALL.iter().map(|code| code.name()) {
        assert!(given.contains(code) || made.contains(&code), "{code}");
    }
}

#[test]
fn no_text_tells_where_it_was_written() {
    let places = ["work", "root", "home", "tmp", "Users"].map(|name| format!("/{name}/"));
    let mut found = Vec::new();
    files_under(root(), &mut found);
    for path in found {
        let content = fs::read(&path).expect("a file");
        let content = String::from_utf8_lossy(&content);
        for place in &places {
            assert!(!content.contains(place), "{} holds {place}", path.display());
        }
    }
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("a file");
    let sources = lock.lines().filter(|line| line.starts_with("source = "));
    let sources: BTreeSet<&str> = sources.collect();
    assert_eq!(sources.len(), 1, "one index, no other: {sources:?}");
}

/// How many sentences each room may still make for itself; everything else is said in `words`. A number only ever falls.
///
/// Names of files, kinds, formats and thresholds are what they are and not sentences; readers, the book and the commands say in
/// their own words what is wrong with a file, an argument or the disk.
const SENTENCES_LEFT: &[(&str, usize)] = &[
    ("decisions", 0),
    ("diff", 0),
    ("history", 10),
    ("hygiene", 1),
    ("pipeline", 2),
    ("report", 110),
    ("score", 0),
    ("snapshot", 1),
    ("write", 2),
];

/// Words that hold a sentence together; a list of names has none of them.
const OF_SENTENCES: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "by", "did", "do", "does", "for", "from", "had", "has",
    "have", "in", "is", "it", "more", "most", "no", "not", "of", "on", "only", "or", "so", "than",
    "that", "the", "their", "them", "there", "they", "this", "to", "was", "were", "what", "which",
    "who", "with", "you", "your",
];

/// The texts in the code of a file, its tests, comments and attributes aside.
fn texts(content: &str) -> Vec<String> {
    let code = content.split("#[cfg(test)]").next().unwrap_or("");
    let lines = code.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.starts_with("#[")
    });
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut texts = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        // A quotation mark of its own is no beginning.
        if letter == '\'' && letters.peek() == Some(&'"') {
            letters.nth(1);
        }
        if letter != '"' {
            continue;
        }
        let mut text = String::new();
        while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
            match letter {
                '\\' => drop(letters.next_if(|next| *next != '\n')),
                letter => text.push(letter),
            }
        }
        texts.push(text);
    }
    texts
}

fn is_sentence(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.len() > 3
        && words
            .iter()
            .any(|word| OF_SENTENCES.contains(&word.as_str()))
}

#[test]
fn sentences_are_made_in_words() {
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    for (room, _) in SENTENCES_LEFT {
        let files = rust(&format!("src/{room}"));
        let files = files
            .iter()
            .filter(|(name, _)| !name.ends_with("sample.rs"));
        let said = files.flat_map(|(_, content)| texts(content));
        found.push((room, said.filter(|text| is_sentence(text)).collect()));
    }
    for ((room, left), (_, said)) in SENTENCES_LEFT.iter().zip(&found) {
        let all = said.join("\n");
        assert!(
            said.len() <= *left,
            "{room}: {} for {left}\n{all}",
            said.len()
        );
    }
}

#[test]
fn a_sentence_is_found_where_it_is_made() {
    let code = "/// Says \"who is there and why\".\nfn f() {\n    // \"not this one of all\"\n    say(\"the file was \\\n        not \\\"read\\\"\", '\"', \"rank\");\n}\n#[cfg(test)]\nmod tests { \"nor this one of all\" }";
    let said: Vec<String> = texts(code).into_iter().filter(|t| is_sentence(t)).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("the file was"));
    assert!(!is_sentence("First Name,Last Name,Company,Position"));
    assert!(is_sentence("no direct message or call yet"));
}
