//! Delivery reports: what came back is no try of the owner's, whoever reported it and in whatever language.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::find::{accounted, count, file, person, text};
use crate::run::{self, audit, ended, root, run, scratch, tieline, write};

const REPORTS: &str = "fixtures/mail/reports";
const ME: [&str; 4] = ["--me", "runa@malt.example.org", "--as-of", "2025-06-01"];

fn attempts(audit: &Value, name: &str) -> u64 {
    count(&person(audit, name)["standing"]["basis"], "attempts")
}

fn of_reports(files: &[&str]) -> Value {
    audit(&[files, &ME[..]].concat())
}

#[test]
fn what_six_mail_servers_report_as_undelivered_is_no_try() {
    let audit = of_reports(&[REPORTS]);
    accounted(&audit);
    let sent = file(&audit, "Sent");
    assert_eq!(sent["set_aside"]["came back undelivered"], 7);
    for name in [
        "Edda Quill",
        "Anselm Roth",
        "Milo Verne",
        "Orsolya Bak",
        "Tadeo Lindo",
        "Wren Sato",
        "Una Frei",
    ] {
        assert_eq!(attempts(&audit, name), 0, "{name}");
    }
}

#[test]
fn the_answer_of_who_has_left_and_a_report_of_delay_take_no_try_back() {
    let audit = of_reports(&[REPORTS]);
    assert_eq!(attempts(&audit, "Pia Holm"), 1, "an automatic answer");
    assert_eq!(
        attempts(&audit, "Gil Moss"),
        1,
        "late, and perhaps there by now"
    );
}

/// The messages of an mbox in whose header none of these words stands.
fn without(mbox: &str, words: &[&str]) -> String {
    let parts = mbox.split_inclusive("\n\nFrom ").collect::<String>();
    let messages = parts
        .split("\nFrom ")
        .map(|part| part.trim_start_matches("From "));
    let kept = messages.filter(|message| !words.iter().any(|word| message.contains(word)));
    kept.map(|message| format!("From {message}\n")).collect()
}

#[test]
fn somebody_stands_as_if_the_message_that_came_back_had_not_been_written() {
    let folder = scratch();
    let all = fs::read_to_string(root().join(REPORTS).join("Sent")).expect("a mailbox");
    let fewer = without(&all, &["q1@malt", "q4@malt"]);
    let fewer = write(folder.path(), "Sent", fewer);
    let inbox = format!("{REPORTS}/Inbox");
    let cards = format!("{REPORTS}/cards.vcf");
    let with = of_reports(&[REPORTS]);
    let never = of_reports(&[run::text(&fewer), &inbox, &cards]);
    for name in ["Edda Quill", "Orsolya Bak", "Pia Holm", "Gil Moss"] {
        let (with, never) = (person(&with, name), person(&never, name));
        assert_eq!(
            with["standing"]["probability"],
            never["standing"]["probability"]
        );
        assert_eq!(
            with["standing"]["basis"], never["standing"]["basis"],
            "{name}"
        );
        assert_eq!(with["verdict"], never["verdict"], "{name}");
    }
    let counted = of_reports(&[&format!("{REPORTS}/Sent"), &cards]);
    assert_eq!(
        attempts(&counted, "Edda Quill"),
        1,
        "without its report it counts"
    );
}

#[test]
fn of_a_message_to_two_only_who_did_not_get_it_is_left_out() {
    let folder = scratch();
    let sent = "From - Mon Mar 03 09:00:00 2025\nFrom: runa@malt.example.org\nTo: Edda Quill <edda@oldmill.test>, Pia Holm <pia@holm.test>\n\
        Date: Mon, 3 Mar 2025 09:00:00 +0000\nMessage-ID: <q1@malt.example.org>\n\nHello\n";
    let sent = write(folder.path(), "Sent", sent);
    let rest = ["Inbox", "cards.vcf"].map(|name| format!("{REPORTS}/{name}"));
    let audit = of_reports(&[run::text(&sent), &rest[0], &rest[1]]);
    assert_eq!(
        (attempts(&audit, "Edda Quill"), attempts(&audit, "Pia Holm")),
        (0, 1)
    );
}

#[test]
fn a_report_that_names_no_message_means_the_last_one_before_it() {
    let folder = scratch();
    let sent = |at: &str, id: &str| {
        format!(
            "From - Thu Mar 06 09:00:00 2025\nFrom: runa@malt.example.org\nTo: orsolya@kiln.test\nDate: {at}\nMessage-ID: <{id}>\n\nHello\n\n"
        )
    };
    let sent = sent("Thu, 16 Jan 2025 09:00:00 +0000", "a@malt.example.org")
        + &sent("Thu, 6 Mar 2025 08:59:00 +0000", "b@malt.example.org");
    let sent = write(folder.path(), "Sent", sent);
    let rest = ["Inbox", "cards.vcf"].map(|name| format!("{REPORTS}/{name}"));
    let audit = of_reports(&[run::text(&sent), &rest[0], &rest[1]]);
    assert_eq!(
        attempts(&audit, "Orsolya Bak"),
        1,
        "the one of January arrived"
    );
    assert_eq!(
        file(&audit, "Sent")["set_aside"]["came back undelivered"],
        1
    );
}

fn with_book(book: &Path, files: &[&str], as_of: &str) -> Value {
    let mut command = tieline();
    command.args([
        "audit",
        "--json",
        "--as-of",
        as_of,
        "--book",
        run::text(book),
    ]);
    let ended = ended(command.args(["--me", "runa@malt.example.org"]).args(files));
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

#[test]
fn the_book_remembers_what_came_back_and_forgets_it_with_the_person() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let path = |name: &str| format!("{REPORTS}/{name}");
    with_book(&book, &[&path("Inbox"), &path("cards.vcf")], "2025-05-01");
    let later = with_book(&book, &[&path("Sent"), &path("cards.vcf")], "2025-06-01");
    assert_eq!(attempts(&later, "Edda Quill"), 0);
    accounted(&later);
    let export = || ended(tieline().args(["book", "export", "--book"]).arg(&book)).out;
    assert!(export().contains("\"address\":\"edda@oldmill.test\""));
    let args = ["book", "forget", "Edda Quill", "--yes", "--book"];
    let forgotten = ended(tieline().args(args).arg(&book));
    assert_eq!(forgotten.code, 0, "{}", forgotten.err);
    assert!(!export().contains("oldmill"));
}

#[test]
fn what_a_report_quotes_of_a_message_is_found_nowhere() {
    let ended = run(&[
        "audit",
        "--no-book",
        "--json",
        REPORTS,
        "--me",
        "runa@malt.example.org",
    ]);
    for said in ["fire on Mondays", "glad to help", "bo@holm.test"] {
        assert!(!ended.out.contains(said), "{said}");
    }
    assert!(text(&ended.json(), "as_of").starts_with("20"));
}
