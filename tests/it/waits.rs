//! Who waits for the owner's answer: whoever asked something or began a talk, as the text tells where it is read, and no text is kept.

use serde_json::Value;

use crate::find::{list, text};
use crate::run::{self, Ended, audit, files_in, run, scratch, write};

const PLANTED: &str = "Zwiebelkuchen am Donnerstag";

const CARDS: &str = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Quist\nTEL:+4915112345601\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Bo Quist\nTEL:+4915112345602\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cy Quist\nTEL:+4915112345603\nEND:VCARD\n";

/// A message of a phone: day of September 2026, whether the owner's, whose, what it says.
fn sms(messages: &[(u32, bool, &str, &str)]) -> String {
    let entry = |&(day, own, number, body): &(u32, bool, &str, &str)| {
        let date = 1_788_220_800_000_i64 + i64::from(day) * 86_400_000;
        let kind = if own { 2 } else { 1 };
        format!("<sms address=\"{number}\" date=\"{date}\" type=\"{kind}\" body=\"{body}\" />\n")
    };
    let entries: String = messages.iter().map(entry).collect();
    format!(
        "<?xml version='1.0'?>\n<smses count=\"{}\">\n{entries}</smses>\n",
        messages.len()
    )
}

const ANA: &str = "+4915112345601";
const BO: &str = "+4915112345602";
const CY: &str = "+4915112345603";

/// Who waits, and whether they asked something.
fn waiting(audit: &Value) -> Vec<(String, bool)> {
    let people = list(audit, "people");
    let of = |one: &Value| {
        let same = |person: &&Value| person["id"] == one["id"];
        let person = people.iter().find(same).expect("one of the people");
        (text(person, "name").to_owned(), one["asks"] == true)
    };
    list(&audit["look"], "waiting").iter().map(of).collect()
}

fn audited(messages: &str) -> Value {
    let folder = scratch();
    write(folder.path(), "sms.xml", messages);
    write(folder.path(), "cards.vcf", CARDS);
    audit(&[
        run::text(folder.path()),
        "--as-of",
        "2026-10-01",
        "--no-book",
    ])
}

#[test]
fn a_question_waits_and_a_yes_that_ended_a_talk_does_not() {
    let audit = audited(&sms(&[
        (1, true, ANA, "Shall I come at six?"),
        (2, false, ANA, "Yes!"),
        (3, true, BO, "I come at six."),
        (4, false, BO, "Where do we meet?"),
        (5, false, BO, "And bring bread."),
        (6, false, CY, "The boat is in the water."),
    ]));
    assert_eq!(
        waiting(&audit),
        [
            ("Bo Quist".to_owned(), true),
            ("Cy Quist".to_owned(), false)
        ],
        "a question stands open until the owner speaks; a talk of theirs without a word of the owner waits"
    );
}

#[test]
fn who_began_and_was_answered_waits_only_with_a_question() {
    let audit = audited(&sms(&[
        (1, false, ANA, "Are you in?"),
        (2, true, ANA, "Yes, till six."),
        (3, false, ANA, "Good, see https://example.org/map?at=6"),
        (1, false, BO, "Are you in?"),
        (2, true, BO, "Yes, till six."),
        (3, false, BO, "Could you stay till seven?"),
        (4, false, CY, "Are you in?"),
        (5, true, CY, "No."),
    ]));
    assert_eq!(waiting(&audit), [("Bo Quist".to_owned(), true)]);
}

#[test]
fn without_a_text_a_talk_that_they_began_waits() {
    let folder = scratch();
    let log = "date,direction,channel,email,name\n2026-09-01T10:00:00Z,in,email,ana@example.net,Ana Quist\n2026-09-02T10:00:00Z,out,email,ana@example.net,Ana Quist\n2026-09-03T10:00:00Z,in,email,ana@example.net,Ana Quist\n2026-09-01T10:00:00Z,out,email,bo@example.net,Bo Quist\n2026-09-03T10:00:00Z,in,email,bo@example.net,Bo Quist\n";
    write(folder.path(), "log.csv", log);
    let cards = CARDS.replace("TEL:+4915112345601", "EMAIL:ana@example.net");
    write(
        folder.path(),
        "cards.vcf",
        cards.replace("TEL:+4915112345602", "EMAIL:bo@example.net"),
    );
    let audit = audit(&[
        run::text(folder.path()),
        "--me",
        "me@example.org",
        "--as-of",
        "2026-10-01",
        "--no-book",
    ]);
    assert_eq!(waiting(&audit), [("Ana Quist".to_owned(), false)]);
}

/// Runs with a book of its own.
fn with_book(folder: &std::path::Path, args: &[&str]) -> Ended {
    let book = folder.join("book.db");
    run(&[args, &["--book", run::text(&book)]].concat())
}

#[test]
fn the_bit_is_kept_in_the_book_and_no_text_anywhere() {
    let folder = scratch();
    let question = format!("{PLANTED} wieder?");
    let messages = sms(&[(3, true, BO, "Hello."), (4, false, BO, &question)]);
    let file = write(folder.path(), "in/sms.xml", messages);
    let cards = write(folder.path(), "in/cards.vcf", CARDS);
    let out = folder.path().join("out");
    let args = [
        "audit",
        run::text(&file),
        run::text(&cards),
        "--as-of",
        "2026-10-01",
        "--out",
        run::text(&out),
    ];
    let first = with_book(folder.path(), &args);
    assert_eq!(first.code, 0, "{}", first.err);
    let later = with_book(
        folder.path(),
        &[
            "audit",
            run::text(&cards),
            "--as-of",
            "2026-10-02",
            "--json",
        ],
    );
    assert_eq!(
        waiting(&later.json()),
        [("Bo Quist".to_owned(), true)],
        "told by the book alone"
    );
    let shown = with_book(folder.path(), &["show", "Bo Quist"]);
    let exported = with_book(folder.path(), &["book", "export"]);
    assert!(exported.out.contains("\"asks\":1"), "{}", exported.out);
    for ended in [&first, &later, &shown, &exported] {
        let all = format!("{}{}", ended.out, ended.err);
        assert!(
            !all.contains("Zwiebelkuchen") && !all.contains("Donnerstag"),
            "{all}"
        );
    }
    let is_planted = |bytes: &[u8]| memchr_in(bytes, b"Zwiebelkuchen");
    for (name, bytes) in files_in(&out) {
        assert!(!is_planted(&bytes), "{name}");
    }
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            assert!(
                !is_planted(&std::fs::read(&path).expect("a file")),
                "{}",
                path.display()
            );
        }
    }
}

fn memchr_in(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn a_book_without_the_bit_keeps_working_and_learns_it() {
    let folder = scratch();
    let messages = sms(&[(3, true, BO, "Hello."), (4, false, BO, "Where?")]);
    let file = write(folder.path(), "in/sms.xml", messages);
    let cards = write(folder.path(), "in/cards.vcf", CARDS);
    let both = [run::text(&file), run::text(&cards)];
    let audit = |day: &str, files: &[&str]| {
        let args = [&["audit", "--json", "--as-of", day], files].concat();
        waiting(&with_book(folder.path(), &args).json())
    };
    audit("2026-10-01", &both);
    let book = folder.path().join("book.db");
    let db = rusqlite::Connection::open(&book).expect("a book");
    db.execute_batch("UPDATE exchange SET asks = NULL")
        .expect("a book of before");
    drop(db);
    run::changed_from_outside(&book);
    let bo = [("Bo Quist".to_owned(), true)];
    assert_eq!(
        audit("2026-10-02", &both[1..]),
        [],
        "nobody knows any more that it was a question"
    );
    assert_eq!(audit("2026-10-03", &both), bo);
    assert_eq!(audit("2026-10-04", &both[1..]), bo, "and it is known again");
}
