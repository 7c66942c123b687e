//! The same thing in an older and a newer export: a chat that was exported twice counts once, a meeting that was called off since did not
//! take place, and files are told apart by what they are called.

use serde_json::Value;

use crate::find::{accounted, count, list, person, text};
use crate::run::{audit, run, scratch, write};

const OLD: &str = "03/02/2026, 09:15 - Runa: Good morning
03/02/2026, 09:20 - Dorothea Quist: <Media omitted>
03/02/2026, 09:20 - Dorothea Quist: and a word
13/02/2026, 10:00 - Runa: Thank you
";

const NEW: &str = "[03.02.26, 09:15:12] Runa: Good morning, all
[03.02.26, 09:20:01] Dorothea Quist: IMG-20260203-WA0001.jpg (file attached)
[03.02.26, 09:20:44] Dorothea Quist: and a word
[13.02.26, 10:00:03] Runa: Thank you
[14.02.26, 08:00:00] Dorothea Quist: Welcome
";

const CARD: &str =
    "BEGIN:VCARD\nVERSION:3.0\nFN:Dorothea Quist\nEMAIL:dora@quist.test\nEND:VCARD\n";

fn passed(audit: &Value) -> (u64, u64) {
    let basis = &person(audit, "Dorothea Quist")["standing"]["basis"];
    (count(basis, "sent"), count(basis, "received"))
}

#[test]
fn a_chat_exported_twice_counts_once_side_by_side_and_in_a_book() {
    let folder = scratch();
    let at = |name: &str, content: &str| write(folder.path(), name, content).display().to_string();
    let card = at("cards.vcf", CARD);
    let old = at("old/WhatsApp Chat with Dorothea Quist.txt", OLD);
    let new = at("WhatsApp Chat - Dorothea Quist/_chat.txt", NEW);
    let last = ["--as-of", "2026-03-01", "--me", "Runa"];
    let both = audit(&[&["--no-book", &card, &old, &new][..], &last].concat());
    accounted(&both);
    assert_eq!(passed(&both), (2, 3));
    let why = person(&both, "Dorothea Quist")["why"].to_string();
    assert!(why.contains("WhatsApp Chat - Dorothea Quist)"), "{why}");
    let book = folder.path().join("book.db").display().to_string();
    let kept = |files: &[&str], day: &str| {
        let given = ["--book", &book, "--as-of", day, "--me", "Runa", &card];
        audit(&[&given[..], files].concat())
    };
    assert_eq!(passed(&kept(&[&old], "2026-03-01")), (2, 2));
    assert_eq!(passed(&kept(&[&new], "2026-03-02")), (2, 3));
    assert_eq!(
        passed(&kept(&[], "2026-03-03")),
        (2, 3),
        "from the book alone"
    );
}

fn calendar(version: u32, more: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:series\nDTSTAMP:2026{version:02}01T000000Z\nDTSTART:20260105T090000Z\n\
         DTEND:20260105T100000Z\nRRULE:FREQ=WEEKLY;COUNT=6\nORGANIZER:mailto:runa@quist.test\nATTENDEE:mailto:dora@quist.test\n\
         {more}END:VEVENT\nEND:VCALENDAR\n"
    )
}

#[test]
fn what_the_newer_calendar_leaves_out_did_not_take_place() {
    let folder = scratch();
    let at = |name: &str, content: &str| write(folder.path(), name, content).display().to_string();
    let card = at("cards.vcf", CARD);
    let old = at("jan/runa.ics", &calendar(1, ""));
    let new = at("mar/runa.ics", &calendar(3, "EXDATE:20260209T090000Z\n"));
    let last = ["--as-of", "2026-03-10", "--me", "runa@quist.test"];
    for files in [[&old, &new], [&new, &old]] {
        let given = ["--no-book", &card, files[0], files[1]];
        let both = audit(&[&given[..], &last].concat());
        accounted(&both);
        let dora = person(&both, "Dorothea Quist");
        assert_eq!(text(dora, "last_contact"), "2026-02-02");
    }
    let book = folder.path().join("book.db").display().to_string();
    for (file, day, last) in [
        (&old, "2026-03-10", "2026-02-09"),
        (&new, "2026-03-11", "2026-02-02"),
    ] {
        let given = ["--book", &book, "--as-of", day, "--me", "runa@quist.test"];
        let read = audit(&[&given[..], &[&card, file]].concat());
        assert_eq!(text(person(&read, "Dorothea Quist"), "last_contact"), last);
    }
}

#[test]
fn a_number_that_no_plan_knows_is_the_same_number_on_a_card_and_in_a_message() {
    let folder = scratch();
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Dorothea Quist\nTEL:+33 6 39 98 16 33\nEND:VCARD\n";
    write(folder.path(), "cards.vcf", card);
    write(
        folder.path(),
        "sms.xml",
        "<?xml version='1.0'?><smses count=\"2\"><sms address=\"+33639981633\" date=\"1770000000000\" type=\"1\" body=\"hi\" />\
         <sms address=\"+33639980000\" date=\"1770100000000\" type=\"1\" body=\"hi\" /></smses>",
    );
    let path = folder.path().display().to_string();
    let read = audit(&["--no-book", "--as-of", "2026-03-01", &path]);
    assert_eq!(passed(&read), (0, 1));
    let strangers: Vec<&str> = list(&read, "unmatched")
        .iter()
        .map(|one| text(one, "name"))
        .collect();
    assert_eq!(strangers, ["+33639980000"]);
    let shown = run(&["audit", "--no-book", "--as-of", "2026-03-01", &path]);
    assert!(!shown.out.contains("country code"), "{}", shown.out);
    assert!(!shown.out.contains(" phone:"), "{}", shown.out);
}

#[test]
fn the_owners_own_number_tells_the_country_of_those_without_one() {
    let folder = scratch();
    let cards = "BEGIN:VCARD\nVERSION:3.0\nFN:Dorothea Quist\nTEL:04 72 10 30 30\nEND:VCARD\n\
                 BEGIN:VCARD\nVERSION:3.0\nFN:Amadou Lund\nTEL:+33 1 44 27 00 00\nEND:VCARD\n";
    let path = write(folder.path(), "cards.vcf", cards)
        .display()
        .to_string();
    let said = |me: &[&str]| {
        let given = ["audit", "--no-book", "--as-of", "2026-03-01", &path];
        let out = run(&[&given[..], me].concat()).out;
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let own = said(&["--me", "+33 6 12 34 56 78"]);
    assert!(own.contains("FR, like your own number"), "{own}");
    let abroad = said(&["--me", "+49 1512 3456789"]);
    assert!(abroad.contains("no known country code"), "{abroad}");
}
