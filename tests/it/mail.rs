//! Mail: what of a mailbox counts as contact between people, whichever program kept it.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::find::{codes, count, file, list, person, text};
use crate::run::{audit, root, run, scratch};

const AS_OF: [&str; 2] = ["--as-of", "2026-04-01"];

fn mail(folder: &str) -> Value {
    audit(&[&format!("fixtures/mail/{folder}"), AS_OF[0], AS_OF[1]])
}

/// The mail of somebody whose address the file does not tell.
fn of_runa(folder: &str) -> Value {
    let folder = format!("fixtures/mail/{folder}");
    audit(&[&folder, "--me", "runa@malt.example.org", AS_OF[0], AS_OF[1]])
}

fn set_aside(audit: &Value, why: &str) -> u64 {
    audit["totals"]["set_aside"][why].as_u64().unwrap_or(0)
}

#[test]
fn a_takeout_is_counted_message_by_message() {
    let audit = mail("takeout");
    let read = file(&audit, "Trash.mbox");
    assert_eq!(count(read, "rows"), 14, "lines of a body begin no message");
    for why in [
        "automatic mail",
        "bulk mail",
        "draft",
        "mailing list",
        "spam",
        "thrown away",
    ] {
        assert_eq!(set_aside(&audit, why), 1, "{why}");
    }
    assert_eq!(
        codes(&audit),
        ["undated-row", "bad-row"],
        "1973, and no author"
    );
    assert_eq!(count(&audit["totals"], "rejected"), 2);
}

#[test]
fn direction_comes_from_sent_mail_and_a_tagged_address_is_the_owners_too() {
    let audit = mail("takeout");
    let dorothea = person(&audit, "Dorothea Quist");
    let basis = &dorothea["standing"]["basis"];
    assert_eq!((count(basis, "sent"), count(basis, "received")), (1, 1));
    assert_eq!(
        count(basis, "answered"),
        1,
        "her answer went to runa+clients@"
    );
}

#[test]
fn a_ticket_that_the_owner_answered_is_no_bulk_mail() {
    let audit = mail("takeout");
    let basis = &person(&audit, "Kiln Support")["standing"]["basis"];
    assert_eq!((count(basis, "sent"), count(basis, "received")), (1, 1));
}

#[test]
fn a_mail_to_a_crowd_makes_nobody_of_its_recipients() {
    let audit = mail("takeout");
    let names: Vec<&str> = list(&audit, "people")
        .iter()
        .map(|p| text(p, "name"))
        .collect();
    assert!(
        !names.iter().any(|name| name.contains("guild")),
        "{names:?}"
    );
}

#[test]
fn one_message_by_four_programs_is_one_event() {
    let audit = mail("three_ways");
    assert_eq!(count(&audit["totals"], "rows"), 4);
    assert_eq!(count(&audit["totals"], "merged"), 3);
    assert_eq!(count(&audit["totals"], "interactions"), 1);
}

#[test]
fn thunderbird_quotes_a_separator_and_keeps_what_was_deleted() {
    let audit = mail("thunderbird");
    assert_eq!(count(file(&audit, "Inbox"), "rows"), 2);
    assert_eq!(set_aside(&audit, "thrown away"), 1);
    person(&audit, "Amadou Keïta");
}

#[test]
fn a_maildir_is_one_line_and_its_sent_folder_says_whose_it_is() {
    let audit = mail("sent_folder");
    assert_eq!(count(file(&audit, "sent_folder/Maildir"), "rows"), 3);
    assert_eq!(
        audit["owner"]["emails"],
        serde_json::json!(["sales@malt.example.org"])
    );
    let marek = person(&audit, "Marek Sedlak");
    assert_eq!(
        text(marek, "last_contact"),
        "2026-03-03",
        "the file name has the date"
    );
    assert_eq!(set_aside(&audit, "thrown away"), 1);
}

#[test]
fn a_zip_holds_what_its_folder_holds() {
    let folder = scratch();
    let path = folder.path().join("takeout.zip");
    let mut zip = zip::ZipWriter::new(File::create(&path).expect("a file"));
    for folder in ["takeout", "sent_folder"] {
        add(&mut zip, &root().join("fixtures/mail").join(folder), folder);
    }
    for photo in ["Photos/a.jpg", "Photos/2019/b.jpg", "Photos/c.JPG"] {
        zip.start_file(photo, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(b"\xff\xd8\xff\xe0 no text").expect("bytes");
    }
    zip.finish().expect("a zip");
    let audit = audit(&[&path.display().to_string(), AS_OF[0], AS_OF[1]]);
    assert_eq!(count(file(&audit, "Trash.mbox"), "rows"), 14);
    assert_eq!(count(file(&audit, "sent_folder/Maildir"), "rows"), 3);
    let unread: Vec<&str> = list(&audit, "problems")
        .iter()
        .filter(|problem| text(problem, "code") == "not-read")
        .map(|problem| text(problem, "message"))
        .collect();
    let [line] = unread.as_slice() else {
        panic!("one line for three photos: {unread:?}");
    };
    assert!(line.starts_with("3 files"), "{line}");
}

fn add(zip: &mut zip::ZipWriter<File>, from: &Path, name: &str) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let inner = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            add(zip, &path, &inner);
        } else {
            zip.start_file(inner, SimpleFileOptions::default())
                .expect("an entry");
            zip.write_all(&fs::read(&path).expect("a file"))
                .expect("bytes");
        }
    }
}

#[test]
fn what_is_broken_in_a_mailbox_costs_nothing_else() {
    let folder = scratch();
    let path = folder.path().join("broken.mbox");
    let good = |n: u32| {
        format!(
            "From a@example.org Mon Mar  2 09:15:00 2026\nDate: Mon, 2 Mar 2026 10:15:0{n} +0000\nFrom: Ana Ferreira <ana@example.org>\nTo: me@malt.example.org\nMessage-ID: <{n}@example.org>\n\nx\n\n"
        )
    };
    let long = "y".repeat(300 << 10);
    let mut bytes = vec![0; 5000];
    bytes.extend(format!("\n{}", good(1)).bytes());
    bytes.extend(format!("From -\nDate: Mon, 2 Mar 2026 10:15:00 +0000\nFrom: Bo Lind <bo@example.org>\nX-Long: {long}\n\nx\n\n").bytes());
    bytes.extend(good(2).bytes());
    bytes.extend(b"From -\nDate: Mon, 2 Mar 2026 11:00:00 +0000\nFrom: Cut Off <cut@example.org>\nTo: me@malt");
    fs::write(&path, bytes).expect("written");
    let name = path.display().to_string();
    let audit = audit(&[&name, "--me", "me@malt.example.org", AS_OF[0], AS_OF[1]]);
    assert_eq!(count(file(&audit, "broken.mbox"), "rows"), 4);
    assert_eq!(
        codes(&audit),
        ["nul-bytes", "oversized-header", "truncated-file"]
    );
    let basis = &person(&audit, "Ana Ferreira")["standing"]["basis"];
    assert_eq!(count(basis, "received"), 2);
    person(&audit, "Bo Lind");
    person(&audit, "Cut Off");
}

#[test]
fn a_message_begins_where_a_header_follows_whatever_the_line_before_it_says() {
    let audit = of_runa("separators");
    // A JavaScript date, an RFC date, a time of one digit, "at", a quoted name, no date, nothing, and the first line of the file.
    assert_eq!(count(file(&audit, "Inbox.mbox"), "rows"), 8);
    let basis = &person(&audit, "Petra Novak")["standing"]["basis"];
    assert_eq!(
        count(basis, "received"),
        8,
        "a patch and a quoted mail are none"
    );
    let doubtful: Vec<(&str, u64)> = list(&audit, "problems")
        .iter()
        .map(|problem| (text(problem, "code"), count(problem, "line")))
        .collect();
    assert_eq!(doubtful, [("doubtful-separator", 72)]);
}

#[test]
fn dates_are_read_as_programs_write_them_and_what_cannot_be_is_named() {
    let audit = of_runa("dates");
    let read = file(&audit, "dates.mbox");
    assert_eq!((count(read, "rows"), count(read, "rejected")), (8, 1));
    let petra = person(&audit, "Petra Novak");
    assert_eq!(count(&petra["standing"]["basis"], "received"), 7);
    assert_eq!(
        text(petra, "first_contact"),
        "2026-03-02",
        "no line that begins a message dates it"
    );
    assert_eq!(text(petra, "last_contact"), "2026-03-08");
    let said: Vec<&str> = list(&audit, "problems")
        .iter()
        .map(|p| text(p, "message"))
        .collect();
    let copy = "\"some time ago\" is not a date; the message is counted on 8 Mar 2026, when it was received";
    assert_eq!(
        said,
        [copy, "\"03/04/2026 09:15\" is not a date in 1990 or later"]
    );
}

#[test]
fn a_message_of_its_own_may_begin_with_a_mark_or_a_blank_line_and_name_its_author_in_any_way() {
    let audit = of_runa("letters");
    assert_eq!(count(file(&audit, "mail/letters"), "rows"), 7);
    for (name, received) in [("Joe Foo", 3), ("Petra Novak", 3)] {
        let basis = &person(&audit, name)["standing"]["basis"];
        assert_eq!(count(basis, "received"), received, "{name}");
    }
    assert_eq!(
        set_aside(&audit, "automatic mail"),
        1,
        "the owner's own absence"
    );
    assert_eq!(
        list(&audit, "people").len() + list(&audit, "unmatched").len(),
        2
    );
}

#[test]
fn the_screen_says_how_the_owner_was_found() {
    let ended = run(&["audit", "fixtures/mail/takeout", AS_OF[0], AS_OF[1]]);
    assert!(
        ended
            .out
            .contains("You: runa@malt.example.org: the sender of 2 sent mails in"),
        "{}",
        ended.out
    );
}

#[test]
fn an_address_that_was_forgotten_and_one_that_the_files_deny_are_said() {
    let unknown = [
        "audit",
        "fixtures/mail/thunderbird",
        "fixtures/mail/three_ways",
    ];
    let ended = run(&[&unknown[..], &AS_OF].concat());
    let said = ended.out.replace("\n  ", " ");
    assert!(said.contains("add --me runa@malt.example.org"), "{said}");
    let other = [
        "audit",
        "fixtures/mail/takeout",
        "--me",
        "somebody@else.example.org",
    ];
    let ended = run(&[&other[..], &AS_OF].concat());
    let said = ended.out.replace("\n  ", " ");
    assert!(
        said.contains("sent was written by runa@malt.example.org"),
        "{said}"
    );
}

/// Of an address without end only its head is compared, and the head may end inside a letter of several bytes.
#[test]
fn an_endless_address_of_letters_of_several_bytes_is_read_as_any_other() {
    let folder = scratch();
    for letters in 1..140 {
        let (far, near) = ("ÿ".repeat(letters), "x".repeat(letters % 2));
        let mail = format!(
            "Date: Tue, 3 Mar 2026 10:00:00 +0100\nFrom: Dorothea Quist <d.{far}quist@brewers.example.org>\nTo: sales{near}{far}@malt.example.org\nMessage-ID: <in@brewers.example.org>\n\nx\n"
        );
        let name = format!("mail{letters}.eml");
        fs::write(folder.path().join(name), mail).expect("it is written");
    }
    let files = folder.path().to_str().expect("a name");
    let done = run(&["audit", "--no-book", AS_OF[0], AS_OF[1], files]);
    assert!(!done.err.contains("panicked"), "{}", done.err);
    assert!(done.code < 2, "{}", done.err);
}
