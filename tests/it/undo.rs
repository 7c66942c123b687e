//! What a book holds is taken back step by step, and taken out and in again as it was.

use std::path::Path;

use tempfile::TempDir;

use crate::run::{Ended, ended, run, scratch, text, tieline, write};

const HEADER: &str = "date,direction,channel,email,name,duration_s\n";

fn day(day: u32, direction: &str, name: &str) -> String {
    format!("2026-01-{day:02}T09:00:00Z,{direction},email,petra@example.org,{name},\n")
}

fn card(name: &str) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nORG:Sawmill\r\nEMAIL:petra@example.org\r\nEND:VCARD\r\n"
    )
}

pub struct Shelf {
    /// Where everything is.
    pub folder: TempDir,
}

impl Shelf {
    pub fn new() -> Self {
        let shelf = Self { folder: scratch() };
        // Looking for notes begins a book.
        assert_eq!(shelf.tieline(&["log"]).code, 0);
        shelf
    }

    pub fn tieline(&self, args: &[&str]) -> Ended {
        ended(
            tieline()
                .args(args)
                .arg("--book")
                .arg(self.folder.path().join("book.db")),
        )
    }

    fn audit(&self, day: &str, cards: &str, log: &str) {
        let cards = write(self.folder.path(), "cards.vcf", cards);
        let log = write(self.folder.path(), "log.csv", format!("{HEADER}{log}"));
        let ended = self.tieline(&["audit", "--quiet", "--as-of", day, text(&cards), text(&log)]);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }

    pub fn export(&self) -> String {
        let ended = self.tieline(&["book", "export"]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.out
    }
}

#[test]
fn each_undo_leads_back_to_the_book_before_the_last_step() {
    let shelf = Shelf::new();
    let steps: [&dyn Fn(); 6] = [
        &|| {
            shelf.audit(
                "2026-02-01",
                &card("Petra Novak"),
                &(day(1, "out", "Petra N.") + &day(2, "in", "Petra N.")),
            )
        },
        // Overlaps: a message that both have, one that the second has twice, a later spelling, a longer call.
        &|| {
            let twice = day(2, "in", "Petra N.").repeat(2);
            let call = "2026-01-05T09:00:00Z,out,call,petra@example.org,Petra Novak,60\n";
            shelf.audit(
                "2026-03-01",
                &card("Petra Novak"),
                &(twice + &day(3, "in", "Petra Novak") + call),
            );
        },
        &|| drop(shelf.tieline(&["decide", "Petra Novak", "keep"])),
        // The same day again, under another name and with a longer call.
        &|| {
            let call = "2026-01-05T09:00:00Z,out,call,petra@example.org,Petra Novak,61\n";
            shelf.audit(
                "2026-03-01",
                &card("Petra Lindgren"),
                &(day(9, "in", "Petra Lindgren") + call),
            );
        },
        &|| drop(shelf.tieline(&["decide", "Petra Lindgren", "delete"])),
        &|| drop(shelf.tieline(&["decide", "Petra Lindgren", "mentor"])),
    ];
    let mut books = vec![shelf.export()];
    for step in steps {
        step();
        let book = shelf.export();
        assert_ne!(books.last(), Some(&book));
        books.push(book);
        assert_eq!(
            shelf.tieline(&["book", "check"]).out,
            "The book is intact.\n"
        );
    }
    let mut said = Vec::new();
    while let Some(before) = {
        books.pop();
        books.last()
    } {
        said.push(shelf.tieline(&["book", "undo"]).out);
        assert_eq!(&shelf.export(), before, "{said:?}");
        assert_eq!(
            shelf.tieline(&["book", "check"]).out,
            "The book is intact.\n"
        );
    }
    assert!(
        said[0].starts_with("Undone: decide Petra Lindgren mentor ("),
        "{}",
        said[0]
    );
    assert!(
        said[0].ends_with("Removed with it: 1 decision.\n"),
        "{}",
        said[0]
    );
    assert!(
        said[2].ends_with(
            "Removed with it: 1 message or the like.\nThe earlier audit of 2026-03-01 is back.\n"
        ),
        "{}",
        said[2]
    );
    assert_eq!(
        shelf.tieline(&["book", "undo"]).out,
        "There is nothing to undo.\n"
    );
}

#[test]
fn a_book_that_is_exported_and_imported_holds_the_same_and_audits_the_same() {
    let shelf = Shelf::new();
    let folder = shelf.folder.path();
    let demo = [
        "fixtures/demo/2026-09",
        "fixtures/demo/2026-10",
        "fixtures/mail",
    ];
    for files in demo {
        let ended = shelf.tieline(&["audit", "--quiet", "--as-of", "2026-11-01", files]);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    shelf.tieline(&["decide", "Eleri Prothero", "keep"]);
    let exported = shelf.export();
    assert!(exported.lines().count() > 500);
    let file = write(folder, "book.jsonl", &exported);
    let other = folder.join("other.db");
    let into = |file: &Path| run(&["book", "import", text(file), "--book", text(&other)]);
    let ended = into(&file);
    assert!(ended.out.starts_with("The book holds "), "{}", ended.err);
    assert_eq!(
        run(&["book", "export", "--book", text(&other)]).out,
        exported
    );
    assert_eq!(
        run(&["book", "check", "--book", text(&other)]).out,
        "The book is intact.\n"
    );
    let audit = |book: &Path| {
        let files = [
            "audit",
            "--json",
            "--as-of",
            "2026-12-01",
            "fixtures/demo/2026-10",
        ];
        run(&[&files[..], &["--book", text(book)]].concat()).json()
    };
    assert_eq!(audit(&other), audit(&folder.join("book.db")));
    let again = into(&file);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is not empty"), "{}", again.err);
}

#[test]
fn what_is_no_export_changes_nothing_and_says_its_line() {
    let shelf = Shelf::new();
    let head = shelf.export();
    assert_eq!(head.lines().count(), 1);
    for (content, part) in [
        ("dear diary\n".to_owned(), "line 1: no JSON"),
        (
            "{\"rank\":1}\n".to_owned(),
            "line 1: this is not an exported book",
        ),
        (
            "{\"schema\":99,\"tieline\":\"7.3.0\"}\n".to_owned(),
            "written by Tieline \"7.3.0\"",
        ),
        (
            format!(
                "{head}{{\"table\":\"run\",\"id\":1,\"at\":2,\"kind\":\"audit\",\"words\":\"\"}}\n{{\"table\":\"diary\"}}\n"
            ),
            "line 3: \"diary\" is not a table of a book",
        ),
        (
            format!("{head}{{\"table\":\"run\",\"mood\":1}}\n"),
            "line 2: run has no column \"mood\"",
        ),
        (
            format!("{head}{{\"table\":\"run\",\"id\":\"one\"}}\n"),
            "line 2: ",
        ),
    ] {
        let file = write(shelf.folder.path(), "book.jsonl", content);
        let ended = shelf.tieline(&["book", "import", text(&file)]);
        assert_eq!(ended.code, 3);
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
        assert_eq!(shelf.export(), head);
    }
}

#[test]
fn a_second_audit_of_a_day_says_what_it_replaces_and_undo_brings_that_back() {
    let shelf = Shelf::new();
    shelf.audit(
        "2026-02-01",
        &card("Petra Novak"),
        &day(2, "out", "Petra Novak"),
    );
    let first = shelf.tieline(&["book", "audit", "2026-02-01"]).out;
    let cards = write(shelf.folder.path(), "cards.vcf", card("Petra Lindgren"));
    let again = shelf.tieline(&["audit", "--as-of", "2026-02-01", text(&cards)]);
    let said: Vec<&str> = again
        .err
        .lines()
        .filter(|l| l.contains("replaces"))
        .collect();
    let [line] = said.as_slice() else {
        panic!("{}", again.err);
    };
    assert!(
        line.starts_with("This replaces the audit of 1 Feb 2026 made at "),
        "{line}"
    );
    assert_ne!(shelf.tieline(&["book", "audit", "2026-02-01"]).out, first);
    let undone = shelf.tieline(&["book", "undo"]).out;
    assert!(
        undone.ends_with("The earlier audit of 2026-02-01 is back.\n"),
        "{undone}"
    );
    assert_eq!(shelf.tieline(&["book", "audit", "2026-02-01"]).out, first);
}

#[test]
fn a_pasted_list_of_decisions_is_taken_as_one_and_undone_as_one() {
    let shelf = Shelf::new();
    let cards = format!(
        "{}{}",
        card("Petra Novak"),
        card("Jon Aland").replace("petra", "jon")
    );
    shelf.audit("2026-02-01", &cards, "");
    let paste = |list: &str| {
        let mut command = tieline();
        let book = shelf.folder.path().join("book.db");
        command.args(["decide", "-", "--book", text(&book)]);
        let input = write(shelf.folder.path(), "pasted", list);
        ended(command.stdin(std::fs::File::open(input).expect("a file")))
    };
    let decisions = || shelf.tieline(&["book", "decisions"]).out;
    let none = decisions();
    let pasted = paste("Petra Novak keep\n\nJon Aland every 3 months\nNobody Here keep\n");
    assert_eq!(pasted.code, 1);
    assert!(pasted.err.contains("line 4: "), "{}", pasted.err);
    assert_eq!(decisions().lines().count(), 2, "{}", decisions());
    assert_eq!(shelf.tieline(&["book", "undo"]).code, 0);
    assert_eq!(decisions(), none);
    let csv = "decision,id,name,email\nkeep,,Petra Novak,petra@example.org\ndelete,,Jon Aland,jon@example.org\n";
    let pasted = paste(csv);
    assert_eq!(pasted.code, 0, "{}", pasted.err);
    assert_eq!(decisions().lines().count(), 2, "{}", decisions());
    assert_eq!(shelf.tieline(&["book", "undo"]).code, 0);
    assert_eq!(decisions(), none);
}
