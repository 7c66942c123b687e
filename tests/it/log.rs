//! `tieline log`: what is noted by hand counts in the next audit, for whom it was meant.

use std::path::Path;

use crate::find::person;
use crate::run::{Ended, audit, run, scratch, text};

const FILES: [&str; 2] = ["fixtures/demo/2026-10", "fixtures/demo/address-book.vcf"];

fn log(book: &Path, line: &str) -> Ended {
    run(&["log", line, "--book", text(book)])
}

fn audited(book: &Path) -> serde_json::Value {
    let book = text(book);
    audit(&[FILES[0], FILES[1], "--as-of", "2026-11-01", "--book", book])
}

#[test]
fn a_favour_that_was_noted_counts_for_whoever_the_book_knows_by_that_name() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let before = audited(&book);
    let tie = serde_json::json!("favour-given");
    let given = |audit: &serde_json::Value| {
        let ties = person(audit, "Chidinma Okeke")["ties"].clone();
        let ties = ties.as_array().expect("ties").clone();
        ties.into_iter().filter(|t| t["kind"] == tie).count()
    };
    assert_eq!(given(&before), 0);
    let noted = log(
        &book,
        "2026-10-30 = meet chidinma okeke #favour-given : lunch",
    );
    assert_eq!(noted.code, 0, "{}", noted.err);
    assert!(noted.out.contains("is Chidinma Okeke"), "{}", noted.out);
    let after = audited(&book);
    assert_eq!(given(&after), 1);
    let last = person(&after, "Chidinma Okeke")["last_contact"].clone();
    assert_eq!(last, "2026-10-30");
}

#[test]
fn a_name_that_several_bear_is_not_guessed_and_notes_nothing() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    audited(&book);
    let asked = log(&book, "= call Hannah Westerlind");
    assert_eq!(asked.code, 2);
    assert_eq!(
        asked.err.matches("Hannah Westerlind").count(),
        4,
        "{}",
        asked.err
    );
    assert_eq!(run(&["log", "--book", text(&book)]).out, "");
}

#[test]
fn what_was_noted_is_printed_as_a_log_that_gives_the_same_again() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    for line in [
        "2026-10-01 = meet Ana Reis, ben@example.org #thanks : tea",
        "2026-10-02 14:05 ! call +46 70 174 06 05",
    ] {
        assert_eq!(log(&book, line).code, 0, "{line}");
    }
    let printed = run(&["log", "--book", text(&book)]).out;
    let file = folder.path().join("my.log");
    std::fs::write(&file, &printed).expect("written");
    let other = folder.path().join("other.db");
    let from_file = audit(&[text(&file), "--as-of", "2026-11-01", "--book", text(&other)]);
    let both = audit(&[text(&file), "--as-of", "2026-11-01", "--book", text(&book)]);
    assert_eq!(from_file["people"], both["people"]);
    assert_eq!(from_file["people"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_line_that_says_nothing_and_a_day_to_come_are_refused_with_what_to_do() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    for (line, said) in [
        ("= meet", "names nobody"),
        ("met Ana", "is not a direction"),
        ("2999-01-01 = meet Ana", "in the future"),
    ] {
        let refused = log(&book, line);
        assert_eq!(refused.code, 2, "{line}");
        assert!(refused.err.contains(said), "{line}: {}", refused.err);
    }
}
