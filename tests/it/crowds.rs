//! More than eight others on something: nobody in particular was meant, so it has no direction and is no last contact.

use std::fmt::Write;

use serde_json::Value;

use crate::find::{count, person};
use crate::run::{audit, scratch, write};

const ME: &str = "runa@malt.example.org";

/// The others on an event: Ana, and so many guests that it is `others` in all.
fn guests(others: usize) -> impl Iterator<Item = String> {
    (1..others).map(|n| format!("guest{n}@example.org"))
}

fn mail(others: usize) -> String {
    let to: Vec<String> = guests(others).chain([ME.to_owned()]).collect();
    format!(
        "From - Mon Mar  2 09:15:00 2026\nDate: Mon, 2 Mar 2026 10:15:00 +0000\nFrom: Ana Ferreira <ana@example.org>\nTo: {}\nMessage-ID: <1@example.org>\n\nx\n",
        to.join(", ")
    )
}

fn meeting(others: usize) -> String {
    let mut text = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20260302T101500Z\nDTEND:20260302T111500Z\nORGANIZER:mailto:ana@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:{ME}\n"
    );
    for guest in guests(others) {
        writeln!(text, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:{guest}").expect("a line");
    }
    text + "END:VEVENT\nEND:VCALENDAR\n"
}

fn chat(others: usize) -> String {
    let mut text =
        "2026-03-02, 10:00 - Ana Ferreira: hello\n2026-03-02, 10:01 - Runa: hello\n".to_owned();
    for n in 1..others {
        writeln!(text, "2026-03-02, 10:{:02} - Guest {n}: hello", n + 1).expect("a line");
    }
    text
}

/// What is said of Ana, who is in an address book.
fn ana(name: &str, content: &str) -> Value {
    let folder = scratch();
    let book = write(
        folder.path(),
        "book.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ferreira\nN:Ferreira;Ana;;;\nEMAIL:ana@example.org\nEND:VCARD\n",
    );
    let file = write(folder.path(), name, content);
    let paths = [crate::run::text(&book), crate::run::text(&file)];
    let me = ["--me", ME, "--me", "Runa", "--as-of", "2026-04-01"];
    let audit = audit(&[&paths[..], &me].concat());
    person(&audit, "Ana Ferreira").clone()
}

/// The name of a file, and what it holds if there are so many others.
type Kind = (&'static str, fn(usize) -> String);

#[test]
fn eight_others_are_company_and_nine_a_crowd_in_mail_meetings_and_chats() {
    let kinds: [Kind; 3] = [
        ("mail.mbox", mail),
        ("meeting.ics", meeting),
        ("WhatsApp Chat with Brewers.txt", chat),
    ];
    for (name, content) in kinds {
        let few = ana(name, &content(8));
        // A meeting of few is contact; a message to eight is a talk among several.
        let day = match name {
            "meeting.ics" => "last_contact",
            _ => "last_group_talk",
        };
        assert_eq!(few[day], "2026-03-02", "{name}: {few}");
        let crowd = ana(name, &content(9));
        assert_eq!(crowd["last_contact"], Value::Null, "{name}: {crowd}");
        assert_eq!(crowd["timeline"], Value::Null, "{name}");
        let basis = &crowd["standing"]["basis"];
        for figure in ["sent", "received", "attempts"] {
            assert_eq!(count(basis, figure), 0, "{name}: {figure}");
        }
        assert_eq!(crowd["standing"]["band"], "unknown", "{name}");
    }
}
