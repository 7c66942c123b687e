//! `tieline formats` tells the truth: what it gives as an example is read.

use crate::run::{is_done, root, run, scratch, text};

/// The examples of a listing, by kind.
fn examples(listing: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in listing.lines() {
        let first = line.strip_prefix("  example  ");
        let begun = found.last().is_some_and(|(_, text)| !text.is_empty());
        let further = line.strip_prefix("           ").filter(|_| begun);
        match (first.or(further), found.last_mut()) {
            (Some(example), Some((_, text))) => {
                text.push_str(example);
                text.push('\n');
            }
            _ if line.is_empty() || line.starts_with(' ') => {}
            _ => found.push((line.to_owned(), String::new())),
        }
    }
    found
}

#[test]
fn every_example_that_is_a_whole_file_is_read() {
    let listing = run(&["formats", "--color", "never"]);
    assert_eq!(listing.code, 0, "{}", listing.err);
    let folder = scratch();
    let mut read = 0;
    for (kind, example) in examples(&listing.out) {
        let whole = [
            "vCards",
            "LinkedIn archive",
            "contacts CSV",
            "mail",
            "WhatsApp chat",
            "your log",
            "pages about people",
            "interactions CSV",
            "call log",
            "message lists",
            "CRM activities",
            "meeting attendance",
            "Messenger and Instagram",
            "Skype and Teams",
            "LINE and KakaoTalk",
        ];
        if !whole.contains(&kind.as_str()) {
            continue;
        }
        let file = folder.path().join(format!("{kind}.txt"));
        std::fs::write(&file, &example).expect("written");
        let audit = run(&[
            "audit",
            text(&file),
            "--no-book",
            "--json",
            "--as-of",
            "2026-11-01",
        ]);
        // An example ends where it is plain what it is, a mail in its header.
        assert!(is_done(&audit), "{kind}: {}\n{example}", audit.err);
        let rows = audit.json()["files"][0]["rows"].as_u64();
        assert!(rows.is_some_and(|rows| rows > 0), "{kind}: {example}");
        read += 1;
    }
    assert_eq!(read, 15, "{}", listing.out);
}

/// The readme names programs, the listing says how to get each: neither knows one that the other does not.
#[test]
fn the_readme_and_the_listing_name_the_same_programs() {
    let listing = run(&["formats", "--color", "never"]).out;
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a readme");
    let (_, reads) = readme.split_once("## What it reads").expect("a section");
    let (reads, _) = reads.split_once("\n`tieline formats`").expect("its end");
    let is_name = |word: &&str| word.chars().any(char::is_uppercase);
    let bare = |word: &str| word.trim_end_matches('s').to_lowercase();
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(is_name).map(bare).collect()
    };
    let (in_listing, in_readme) = (words(&listing), words(reads));
    for line in listing.lines().filter(|line| !line.starts_with(' ')) {
        for name in words(line) {
            assert!(
                in_readme.contains(&name) || name == "file" || name == "all",
                "{name} is not in the readme"
            );
        }
    }
    // The words that begin a sentence or an entry are no programs.
    let entries = ["contact", "mail", "chat", "note"];
    for name in in_readme
        .iter()
        .filter(|name| !entries.contains(&name.as_str()))
    {
        assert!(in_listing.contains(name), "{name} is not in the listing");
    }
}
