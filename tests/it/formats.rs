//! `tieline formats` tells the truth: what it gives as an example is read.

use crate::run::{is_done, run, scratch, text};

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
