//! `tieline book forget`: nothing in the book names them any more, and nothing that is read later brings them back.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::find::{file, list, person};
use crate::run::{run, text, write};
use crate::undo::Shelf;

#[test]
fn somebody_who_is_forgotten_is_nowhere_and_does_not_come_back() {
    let shelf = Shelf::new();
    let folder = shelf.folder.path();
    let mail = |from: &str, to: &str, id: u32| {
        format!(
            "From x Thu Jan  1 00:00:00 2026\nFrom: {from}\nTo: {to}\nDate: {id} Jan 2026 10:00:00 +0000\nMessage-ID: <{id}@example.org>\nSubject: hello\n\nhello\n\n"
        )
    };
    let (owner, petra, ivo) = (
        "own@example.org",
        "Petra Zanzibar <petra.zanzibar@example.org>",
        "Ivo Brandt <ivo@example.org>",
    );
    let mbox = mail(owner, petra, 1)
        + &mail(petra, owner, 2)
        + &mail(owner, &format!("{petra}, {ivo}"), 3)
        + &mail(ivo, owner, 4);
    let mbox = write(folder, "mail.mbox", mbox);
    let card = |name: &str, more: &str| {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{more}END:VCARD\r\n")
    };
    let cards = card("Petra Zanzibar", "EMAIL:petra.zanzibar@example.org\r\n")
        + &card("Ivo Brandt", "EMAIL:ivo@example.org\r\n");
    let cards = write(folder, "cards.vcf", cards);
    let audit = |day: &str| {
        let ended = shelf.tieline(&[
            "audit",
            "--json",
            "--me",
            owner,
            "--as-of",
            day,
            text(&cards),
            text(&mbox),
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.json()
    };
    let before = audit("2026-02-01");
    assert_eq!(list(&before, "people").len(), 2);
    shelf.tieline(&["decide", "Petra Zanzibar", "keep"]);
    let refused = shelf.tieline(&["book", "forget", "Petra Zanzibar"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    assert!(shelf.export().contains("zanzibar"));

    let forgotten = shelf.tieline(&["book", "forget", "Petra", "Zanzibar", "--yes"]);
    assert_eq!(forgotten.code, 0, "{}", forgotten.err);
    assert_eq!(
        shelf.tieline(&["book", "check"]).out,
        "The book is intact.\n"
    );
    for trace in ["zanzibar", "Zanzibar"] {
        assert!(!shelf.export().contains(trace), "{trace}");
        let bytes = std::fs::read(folder.join("book.db")).unwrap();
        assert!(
            !bytes
                .windows(trace.len())
                .any(|part| part == trace.as_bytes()),
            "{trace}"
        );
    }
    let after = audit("2026-03-01");
    assert_eq!(list(&after, "people").len(), 1);
    let set_aside = |name: &str| file(&after, name)["set_aside"]["forgotten, as you asked"].clone();
    assert_eq!(
        (set_aside("cards.vcf"), set_aside("mail.mbox")),
        (1.into(), 2.into())
    );
    let ivo = |audit: &Value| person(audit, "Ivo Brandt")["standing"]["basis"].clone();
    assert_eq!(
        ivo(&after)["sent"],
        1,
        "a message to both is still one to the other"
    );
    assert_eq!(ivo(&after)["received"], ivo(&before)["received"]);
    assert!(!shelf.export().to_lowercase().contains("zanzibar"));
    assert_eq!(
        shelf.tieline(&["book", "check"]).out,
        "The book is intact.\n"
    );
}

#[test]
fn folders_that_still_hold_somebody_who_is_forgotten_are_named() {
    let shelf = Shelf::new();
    let folder = shelf.folder.path();
    let card = |name: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n");
    let cards = card("Petra Zanzibar") + &card("Ivo Brandt");
    let cards = write(folder, "cards.vcf", cards);
    let out = |name: &str| folder.join(name);
    for (day, name) in [("2026-02-01", "february"), ("2026-03-01", "march")] {
        let out = out(name);
        let args = [
            "audit",
            "--quiet",
            "--as-of",
            day,
            "--out",
            text(&out),
            text(&cards),
        ];
        assert_eq!(shelf.tieline(&args).code, 0);
    }
    fs::remove_dir_all(out("march")).expect("it can be removed");
    // What other commands write is named as well: beside an audit, and where the owner says that it may be.
    let far = shelf.folder.path().join("far/away/from/it");
    fs::create_dir_all(&far).expect("a folder");
    for folder in [&out("cleaned"), &far.join("cleaned")] {
        let args = ["clean", "--quiet", "--out", text(folder), text(&cards)];
        let ended = run(&args);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    let own = out("own");
    fs::create_dir_all(&own).expect("a folder");
    fs::copy(&cards, own.join("cards.vcf")).expect("a copy");
    let far_text = text(&out("far")).to_owned();
    let forgotten = shelf.tieline(&[
        "book",
        "forget",
        "Petra Zanzibar",
        "--yes",
        "--look-in",
        &far_text,
    ]);
    let place = |folder: PathBuf| {
        fs::canonicalize(folder)
            .expect("it is there")
            .display()
            .to_string()
    };
    let said = format!(
        "Tieline wrote these earlier, and they still hold them; delete those that you do not need:\n  {}\n  {}\n  {}\n{ELSEWHERE}",
        place(out("cleaned")),
        place(far.join("cleaned")),
        place(out("february")),
    );
    assert!(forgotten.out.ends_with(&said), "{}", forgotten.out);
    for name in ["february", "cleaned", "far"] {
        fs::remove_dir_all(out(name)).expect("it can be removed");
    }
    let forgotten = shelf.tieline(&["book", "forget", "Ivo Brandt", "--yes"]);
    assert!(!forgotten.out.contains("still hold"), "{}", forgotten.out);
    assert!(forgotten.out.ends_with(ELSEWHERE), "{}", forgotten.out);
}

/// What is said of the places where nobody looked.
const ELSEWHERE: &str =
    "If you had Tieline write folders in other places, add --look-in FOLDER to look there too.\n";

/// Everything by which Petra Zanzibar could be recognised in a text.
const TRACES: [&str; 6] = [
    "zanzibar",
    "petra-z-77",
    "4670174060",
    "174 06 0",
    "p.zet@example.net",
    "her draft",
];

/// A network in which many files name her, each in its own way.
fn files(folder: &Path) -> Vec<String> {
    let connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Petra,Zanzibar,https://www.linkedin.com/in/petra-z-77,,Sawmill,Sawyer,03 Feb 2019\n\
        Ivo,Brandt,https://www.linkedin.com/in/ivo-brandt,ivo@example.org,Works,Grade,03 Feb 2020\n";
    let messages = "From,To,Date,Subject,Content,Direction,Folder\n\
        Own Er,\"Petra Zanzibar, Ivo Brandt\",\"9/14/18, 6:05 AM\",,hello,OUTGOING,SENT\n\
        Own Er,Petra Zanzibar,\"9/15/18, 6:05 AM\",,hello,OUTGOING,SENT\n\
        Petra Zanzibar,Own Er,\"9/16/18, 6:05 AM\",,hello,INCOMING,INBOX\n";
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Petra Zanzibar\r\nEMAIL:petra.zanzibar@example.org\r\nEMAIL:p.zet@example.net\r\n\
        TEL;TYPE=CELL:+46 70 174 06 05\r\nURL:https://www.linkedin.com/in/petra-z-77\r\nEND:VCARD\r\n";
    let chat = "13.01.26, 19:02 - Petra Zanzibar: text\n13.01.26, 19:05 - Own Er: text\n14.01.26, 19:05 - Petra Zanzibar: text\n";
    let mail = "From x Thu Jan  1 00:00:00 2026\nFrom: own@example.org\nTo: Petra Zanzibar <p.zet@example.net>, Ivo Brandt <ivo@example.org>\n\
        Date: 1 Jan 2026 10:00:00 +0000\nMessage-ID: <1@example.org>\nSubject: hello\n\nhello\n\n";
    [
        ("Connections.csv", connections),
        ("Messages.csv", messages),
        ("cards.vcf", cards),
        ("WhatsApp Chat with Petra Zanzibar.txt", chat),
        ("mail.mbox", mail),
    ]
    .map(|(name, content)| text(&write(folder, name, content)).to_owned())
    .to_vec()
}

/// Looks for every trace in the files of the book, and in everything that it tells.
fn nowhere(shelf: &Shelf, when: &str) {
    for entry in fs::read_dir(shelf.folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if !path.to_string_lossy().contains("book.db") {
            continue;
        }
        let bytes = fs::read(&path).expect("a file").to_ascii_lowercase();
        for trace in TRACES {
            let mut parts = bytes.windows(trace.len());
            let found = parts.any(|part| part == trace.as_bytes());
            assert!(!found, "{trace} in {} {when}", path.display());
        }
    }
    for what in [&["book", "export"][..], &["log"], &["book", "decisions"]] {
        let said = shelf.tieline(what).out.to_lowercase();
        for trace in TRACES {
            let line = said.lines().find(|line| line.contains(trace));
            assert_eq!(line, None, "{trace} {when}");
        }
    }
}

#[test]
fn no_text_of_the_book_names_somebody_who_is_forgotten() {
    let shelf = Shelf::new();
    let folder = shelf.folder.path();
    let files = files(folder);
    let audit = |day: &str| {
        let fixed = [
            "audit",
            "--json",
            "--me",
            "own@example.org",
            "--me",
            "Own Er",
            "--as-of",
            day,
        ];
        let files = files.iter().map(String::as_str);
        let ended = shelf.tieline(&fixed.into_iter().chain(files).collect::<Vec<_>>());
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.json()
    };
    audit("2026-02-01");
    for words in [
        &["decide", "Petra Zanzibar", "mentor"][..],
        &["decide", "Petra Zanzibar", "not-same", "Ivo Brandt"],
        &["log", "2026-01-20 = meet petra zanzibar : read her draft"],
        &[
            "log",
            "2026-01-21 = call +46701740605, Ivo Brandt : about her draft",
        ],
        &["log", "2026-01-22 = call Ivo Brandt : lunch"],
    ] {
        let ended = shelf.tieline(words);
        assert_eq!(ended.code, 0, "{words:?}: {}", ended.err);
    }
    audit("2026-03-01");
    audit("2026-03-01");
    let before = shelf.export().to_lowercase();
    for trace in TRACES.iter().filter(|trace| !trace.contains(' ')) {
        assert!(before.contains(trace), "{trace} is there to be forgotten");
    }
    assert!(shelf.tieline(&["log"]).out.contains("her draft"));

    let ended = shelf.tieline(&["book", "forget", "Petra Zanzibar", "--yes"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    nowhere(&shelf, "afterwards");
    assert_eq!(
        shelf.tieline(&["book", "check"]).out,
        "The book is intact.\n"
    );
    let undone = shelf.tieline(&["book", "undo"]).out;
    assert!(
        undone.starts_with("Undone: a run that named a forgotten person ("),
        "{undone}"
    );
    assert_eq!(
        shelf.tieline(&["log"]).out,
        "2026-01-22 = call Ivo Brandt : lunch\n"
    );
    let ivo = audit("2026-04-01");
    assert_eq!(person(&ivo, "Ivo Brandt")["standing"]["basis"]["sent"], 2);
    nowhere(&shelf, "after a later import");
}
