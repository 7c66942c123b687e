//! One person in many sources has one timeline: whatever several of them tell counts once.

use serde_json::Value;

use crate::find::{count, person};
use crate::run::{audit, run, scratch};

const ASKED: [&str; 6] = [
    "--me",
    "runa@malt.example.org",
    "--tz",
    "Europe/Berlin",
    "--as-of",
    "2026-03-20",
];

fn timeline(files: &[&str]) -> Value {
    let paths: Vec<String> = files
        .iter()
        .map(|file| format!("fixtures/timeline/{file}"))
        .collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).chain(ASKED).collect();
    audit(&paths)
}

fn figures(audit: &Value) -> [u64; 2] {
    ["interactions", "merged"].map(|key| count(&audit["totals"], key))
}

#[test]
fn the_same_mail_by_three_programs_and_a_log_is_one() {
    let audit = timeline(&["book.vcf", "inbox.mbox", "Maildir", "single.eml", "log.csv"]);
    // Of the log one mail and a meeting are known nowhere else; the other meeting is with somebody without a card.
    assert_eq!(figures(&audit), [3, 3]);
}

#[test]
fn the_same_call_by_a_phone_and_a_table_is_one_and_stays_as_long_as_it_was() {
    let audit = timeline(&["book.vcf", "calls-20260310020000.xml", "call-log.csv"]);
    assert_eq!(figures(&audit), [2, 2]);
    let basis = &person(&audit, "Dorothea Quist")["standing"]["basis"];
    assert_eq!((count(basis, "sent"), count(basis, "received")), (1, 1));
    assert_eq!(
        count(basis, "answered"),
        1,
        "the table does not know how long it was"
    );
}

#[test]
fn the_same_meeting_by_a_calendar_and_a_log_is_one_for_everybody_at_it() {
    let audit = timeline(&["book.vcf", "meetings.ics", "log.csv"]);
    // The meeting and two mails of the log; its two lines on the meeting are told by the calendar.
    assert_eq!(figures(&audit), [3, 2]);
}

#[test]
fn six_sources_together_tell_five_things() {
    let all = audit(&[&["fixtures/timeline"][..], &ASKED].concat());
    // A mail, a mail of the log, two calls, a meeting.
    assert_eq!(figures(&all), [5, 7]);
    let basis = &person(&all, "Dorothea Quist")["standing"]["basis"];
    assert_eq!((count(basis, "sent"), count(basis, "received")), (3, 1));
}

#[test]
fn what_the_book_remembers_is_no_second_timeline() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let book = ["--book", crate::run::text(&book), "--json"];
    let first = run(&[&["audit", "fixtures/timeline"][..], &ASKED, &book].concat()).json();
    let log = [
        "audit",
        "fixtures/timeline/log.csv",
        "fixtures/timeline/book.vcf",
    ];
    let second = run(&[&log[..], &ASKED, &book].concat()).json();
    let basis = |audit: &Value| person(audit, "Dorothea Quist")["standing"]["basis"].clone();
    assert_eq!(basis(&first), basis(&second));
}
