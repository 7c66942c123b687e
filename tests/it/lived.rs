//! A few months lived with a small invented network: what the owner is told from month to month is true of everybody.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use crate::find::{count, list, named, person, text};
use crate::run::{self, run, scratch, write};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";
const ME: &str = "https://www.linkedin.com/in/olga-owner";

/// A book, and the files of the months beside it.
struct Life(TempDir);

impl Life {
    fn new() -> Self {
        Self(scratch())
    }

    fn path(&self, name: &str) -> String {
        run::text(&self.0.path().join(name)).to_owned()
    }

    fn write(&self, name: &str, content: &str) -> PathBuf {
        write(self.0.path(), name, content)
    }

    /// Runs a command on the book, to its end.
    fn says(&self, args: &[&str]) -> String {
        let book = self.path("book.db");
        let all: Vec<&str> = args.iter().copied().chain(["--book", &book]).collect();
        let ended = run(&all);
        assert_eq!(ended.code, 0, "{all:?}: {}", ended.err);
        format!("{}{}", ended.out, ended.err)
    }

    fn audit(&self, folder: &str, as_of: &str) -> Value {
        let (book, folder) = (self.path("book.db"), self.path(folder));
        run::audit(&[&folder, "--book", &book, "--as-of", as_of, "--me", ME])
    }

    fn diff(&self) -> Value {
        let book = self.path("book.db");
        run(&["diff", "--json", "--book", &book]).json()
    }
}

/// A row of a list of connections.
fn row(given: &str, family: &str, company: &str, on: &str) -> String {
    let slug = format!("{given}-{family}").to_lowercase();
    format!("{given},{family},https://www.linkedin.com/in/{slug},,{company},,{on}\n")
}

fn connections(rows: &[String]) -> String {
    format!("{CONNECTIONS}{}", rows.concat())
}

/// Messages between the owner and others: who, whether it is the owner's, and when.
fn messages(all: &[(&str, bool, &str)]) -> String {
    let mut out = MESSAGES.to_owned();
    for (name, is_mine, at) in all {
        let url = format!(
            "https://www.linkedin.com/in/{}",
            name.replace(' ', "-").to_lowercase()
        );
        let them = (*name, url.as_str());
        let me = ("Olga Owner", ME);
        let (from, to) = if *is_mine { (me, them) } else { (them, me) };
        let _ = writeln!(
            out,
            "2-{name},,{},{},{},{},{at} 10:00:00 UTC,,On {at},INBOX",
            from.0, from.1, to.0, to.1
        );
    }
    out
}

fn names(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| text(entry, "name")).collect()
}

fn others() -> Vec<String> {
    vec![
        row("Bram", "Kuipers", "Norvik", "02 Mar 2019"),
        row("Carla", "Mendes", "Atelier Sol", "05 May 2020"),
    ]
}

/// Esra of one or another name among the others, and what passed with her.
fn with_esra(life: &Life, month: &str, given: &str, family: &str, company: &str) {
    let mut rows = others();
    rows.push(row(given, family, company, "14 Apr 2021"));
    life.write(&format!("{month}/Connections.csv"), &connections(&rows));
    let name = format!("{given} {family}");
    let passed = [
        (name.as_str(), true, "2026-02-01"),
        (name.as_str(), false, "2026-02-02"),
        ("Bram Kuipers", true, "2026-03-01"),
        ("Bram Kuipers", false, "2026-03-02"),
    ];
    life.write(&format!("{month}/messages.csv"), &messages(&passed));
}

fn decided_on_esra() -> Life {
    let life = Life::new();
    with_esra(&life, "august", "Esra", "Yildiz", "Tekst");
    life.audit("august", "2026-09-01");
    life.says(&["decide", "Esra Yildiz", "keep"]);
    life.says(&["decide", "Esra Yildiz", "mentor"]);
    life.says(&["note", "Esra Yildiz", "--they-can", "proofreading"]);
    life
}

fn is_whom_the_owner_decided_on(audit: &Value, name: &str) {
    let esra = person(audit, name);
    assert_eq!(
        (text(esra, "decision"), text(esra, "role")),
        ("keep", "mentor")
    );
    assert_eq!(text(esra, "they_can"), "proofreading");
}

#[test]
fn a_new_family_name_a_new_profile_and_a_new_employer_at_once_lose_no_decision() {
    let life = decided_on_esra();
    with_esra(&life, "september", "Esra", "Demir", "Woordhuis");
    let audit = life.audit("september", "2026-10-01");
    is_whom_the_owner_decided_on(&audit, "Esra Demir");
    let diff = life.diff();
    assert_eq!(
        (names(list(&diff, "gone")), names(list(&diff, "appeared"))),
        (vec![], vec![])
    );
    let renamed = list(&diff, "changed")
        .iter()
        .find(|c| c["field"] == "name")
        .unwrap();
    assert_eq!(
        (text(renamed, "from"), text(renamed, "to")),
        ("Esra Yildiz", "Esra Demir")
    );
    let said = audit["remarks"].to_string();
    assert!(
        said.contains("Esra Demir is taken to be Esra Yildiz"),
        "{said}"
    );
    assert!(life.says(&["find", "proofreading"]).contains("Esra Demir"));
}

#[test]
fn whoever_is_nobody_elses_heir_is_new() {
    let life = decided_on_esra();
    let mut rows = others();
    rows.push(row("Esra", "Demir", "Woordhuis", "14 Apr 2021"));
    rows.push(row("Esra", "Kaya", "Bakkerij", "14 Apr 2021"));
    life.write("september/Connections.csv", &connections(&rows));
    life.write("september/messages.csv", &messages(&[]));
    life.audit("september", "2026-10-01");
    let diff = life.diff();
    assert_eq!(names(list(&diff, "gone")), ["Esra Yildiz"]);
    assert_eq!(list(&diff, "appeared").len(), 2);
}

#[test]
fn two_exports_of_one_run_tell_a_new_name_too() {
    let life = decided_on_esra();
    with_esra(&life, "september/new", "Esra", "Demir", "Woordhuis");
    let newer = messages(&[("Carla Mendes", true, "2026-09-20")]);
    life.write("september/new/messages.csv", &newer);
    with_esra(&life, "september/old", "Esra", "Yildiz", "Tekst");
    let audit = life.audit("september", "2026-10-01");
    is_whom_the_owner_decided_on(&audit, "Esra Demir");
    assert!(named(&audit, "Esra Yildiz").is_empty());
}

#[test]
fn the_owners_word_makes_somebody_new_the_heir_of_somebody_who_is_gone() {
    let life = decided_on_esra();
    with_esra(&life, "september", "Ezra", "Demir", "Woordhuis");
    let audit = life.audit("september", "2026-10-01");
    assert!(person(&audit, "Ezra Demir")["decision"].is_null());
    life.says(&["decide", "Ezra Demir", "same", "Esra Yildiz"]);
    life.says(&["log", "2026-09-20 = meet Esra Yildiz : lunch"]);
    let audit = life.audit("september", "2026-10-02");
    is_whom_the_owner_decided_on(&audit, "Ezra Demir");
    let last = text(person(&audit, "Ezra Demir"), "last_contact").to_owned();
    assert_eq!(last, "2026-09-20", "the lunch was noted under the old name");
    let again = life.audit("september", "2026-10-02");
    is_whom_the_owner_decided_on(&again, "Ezra Demir");
    assert!(life.says(&["show", "Demir"]).contains("mentor"));
    assert_eq!(names(list(&life.diff(), "gone")), Vec::<&str>::new());
}

#[test]
fn whoever_the_newest_export_does_not_have_is_gone_and_no_list_says_that_they_are_there() {
    let life = Life::new();
    let mut rows = others();
    rows.push(row("Jonas", "Weber", "Kranbau", "01 Jan 2020"));
    life.write("june/Connections.csv", &connections(&rows));
    life.audit("june", "2026-07-01");
    // Decided at the clock of the wall, which is after the end of any of these files.
    life.says(&["decide", "Jonas Weber", "delete"]);
    life.says(&["decide", "Carla Mendes", "delete"]);
    life.write("july/Connections.csv", &connections(&others()));
    life.audit("july", "2026-08-01");
    let diff = life.diff();
    assert_eq!(names(list(&diff, "gone")), ["Jonas Weber"]);
    let deletions = &diff["deletions"];
    assert_eq!(
        (count(deletions, "decided"), count(deletions, "gone")),
        (2, 1)
    );
    assert_eq!(names(list(deletions, "open")), ["Carla Mendes"]);
}

#[test]
fn a_list_that_is_left_out_once_changes_no_job_and_nobody_leaves() {
    let life = Life::new();
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Kuipers;Bram;;;\nFN:Bram Kuipers\nORG:Museum Boer\nURL:https://www.linkedin.com/in/bram-kuipers\nEND:VCARD\n";
    for month in ["july", "august", "september"] {
        life.write(&format!("{month}/contacts.vcf"), card);
        let passed = [
            ("Bram Kuipers", true, "2026-03-01"),
            ("Bram Kuipers", false, "2026-03-02"),
        ];
        life.write(&format!("{month}/messages.csv"), &messages(&passed));
        if month != "august" {
            life.write(&format!("{month}/Connections.csv"), &connections(&others()));
        }
    }
    life.audit("july", "2026-08-01");
    life.says(&["decide", "Carla Mendes", "delete"]);
    life.audit("august", "2026-09-01");
    let without = life.diff();
    let said = life.says(&["diff"]);
    assert!(
        !said.contains("New jobs") && !said.contains("you deleted them"),
        "{said}"
    );
    assert!(said.contains("Not in the files of this time"), "{said}");
    assert_eq!(names(list(&without, "gone")), ["Carla Mendes"]);
    assert_eq!(list(&without, "gone")[0]["deleted"], false);
    assert!(!life.says(&["plan"]).contains("new employer"));
    life.audit("september", "2026-10-01");
    let said = life.says(&["diff"]);
    assert!(!said.contains("New jobs"), "{said}");
    assert!(
        said.contains("Only in files that were not given before (1)"),
        "{said}"
    );
    assert!(!life.says(&["plan"]).contains("new employer"));
}

#[test]
fn news_of_somebody_decided_on_is_told_though_nobody_moved() {
    let life = Life::new();
    let tries = [
        ("Bram Kuipers", true, "2024-03-01"),
        ("Bram Kuipers", true, "2025-03-01"),
    ];
    life.write("june/Connections.csv", &connections(&others()));
    life.write("june/messages.csv", &messages(&tries));
    life.audit("june", "2026-07-01");
    life.says(&["decide", "Bram Kuipers", "keep"]);
    life.audit("june", "2026-07-02");
    let mut all = tries.to_vec();
    all.push(("Bram Kuipers", false, "2026-07-22"));
    life.write("july/Connections.csv", &connections(&others()));
    life.write("july/messages.csv", &messages(&all));
    life.audit("july", "2026-08-01");
    let said = life.says(&["diff"]);
    let told = said.contains("wrote to you since (last on 22 Jul 2026)");
    assert!(told, "{said}");
    let shown = life.says(&["show", "Bram"]);
    assert!(!shown.contains("never answered"), "{shown}");
}

#[test]
fn thanks_and_promises_that_are_noted_lower_nobody() {
    let life = Life::new();
    let passed = [
        ("Bram Kuipers", true, "2026-02-01"),
        ("Bram Kuipers", false, "2026-02-02"),
    ];
    life.write("may/Connections.csv", &connections(&others()));
    life.write("may/messages.csv", &messages(&passed));
    let before = life.audit("may", "2026-06-01");
    for line in [
        "> mail Bram Kuipers #thanks",
        "> mail Bram Kuipers #promise",
    ] {
        life.says(&["log", &format!("2026-04-10 {line}")]);
    }
    let after = life.audit("may", "2026-06-02");
    let of = |audit: &Value| {
        let bram = person(audit, "Bram Kuipers");
        let talks = &bram["standing"]["talks"];
        let basis = &bram["standing"]["basis"];
        [
            count(talks, "yours"),
            count(talks, "answered"),
            count(basis, "attempts"),
        ]
    };
    assert_eq!(of(&after), of(&before));
    assert_eq!(
        text(person(&after, "Bram Kuipers"), "last_contact"),
        "2026-04-10"
    );
}

#[test]
fn one_export_given_as_two_folders_is_one() {
    let life = Life::new();
    let passed = [("Bram Kuipers", true, "2026-07-22")];
    for folder in ["july/one", "july/two"] {
        life.write(
            &format!("{folder}/Connections.csv"),
            &connections(&others()),
        );
        life.write(&format!("{folder}/messages.csv"), &messages(&passed));
    }
    let (book, folder) = (life.path("book.db"), life.path("july"));
    let ended = run(&[
        "audit",
        &folder,
        "--book",
        &book,
        "--as-of",
        "2026-08-01",
        "--me",
        ME,
    ]);
    let said = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("2 connections, 1 message;"), "{said}");
    assert!(!said.contains("exports of"), "{said}");
}

#[test]
fn namesakes_are_told_apart_in_what_changed() {
    let life = Life::new();
    let willem = |n: u32, company: &str| {
        format!("Willem,Jansen,https://www.linkedin.com/in/willem-{n},,{company},,02 Mar 2019\n")
    };
    let mut rows = vec![willem(1, "Kaasmarkt"), willem(2, "Havenbedrijf")];
    life.write("june/Connections.csv", &connections(&rows));
    life.audit("june", "2026-07-01");
    rows.pop();
    life.write("july/Connections.csv", &connections(&rows));
    life.audit("july", "2026-08-01");
    let said = life.says(&["diff"]);
    assert!(said.contains("Willem Jansen (Havenbedrijf)"), "{said}");
}

#[test]
fn whoever_has_died_is_in_the_lists_and_in_no_plan() {
    let life = Life::new();
    let passed = [
        ("Bram Kuipers", true, "2024-03-01"),
        ("Bram Kuipers", false, "2024-03-02"),
    ];
    life.write("june/Connections.csv", &connections(&others()));
    life.write("june/messages.csv", &messages(&passed));
    life.audit("june", "2026-07-01");
    assert!(
        life.says(&["plan", "--as-of", "2026-07-02"])
            .contains("Bram Kuipers")
    );
    life.says(&["decide", "Bram Kuipers", "dead"]);
    let audit = life.audit("june", "2026-07-20");
    let bram = person(&audit, "Bram Kuipers");
    let band = text(&bram["standing"], "band");
    assert_eq!(
        (text(bram, "decision"), text(bram, "verdict"), band),
        ("died", "decided", "unknown")
    );
    let why = list(bram, "why")[0].to_string();
    assert!(why.contains("died: your word of "), "{why}");
    let plan = life.says(&["plan", "--as-of", "2026-07-21"]);
    assert!(!plan.contains("Bram Kuipers"), "{plan}");
}

#[test]
fn a_decision_with_a_question_mark_is_none() {
    let life = Life::new();
    life.write("june/Connections.csv", &connections(&others()));
    life.audit("june", "2026-07-01");
    let (book, list) = (life.path("book.db"), life.path("list.csv"));
    life.write("list.csv", "decision,id,name\ndelete?,,Bram Kuipers\n");
    let ended = run(&["decide", &list, "--book", &book]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.err.contains("question mark") || ended.out.contains("question mark"),
        "{ended:?}"
    );
    let audit = life.audit("june", "2026-07-02");
    assert!(person(&audit, "Bram Kuipers")["decision"].is_null());
}

#[test]
fn two_audits_in_the_wrong_order_are_said_to_be_so() {
    let life = Life::new();
    life.write("june/Connections.csv", &connections(&others()));
    life.audit("june", "2026-07-01");
    life.audit("june", "2026-08-01");
    let said = life.says(&["diff", "2026-08-01", "2026-07-01"]);
    assert!(said.contains("told backwards"), "{said}");
}

#[test]
fn whoever_is_in_no_later_audit_is_shown_as_such() {
    let life = Life::new();
    let mut rows = others();
    rows.push(row("Jonas", "Weber", "Kranbau", "01 Jan 2020"));
    life.write("june/Connections.csv", &connections(&rows));
    life.audit("june", "2026-07-01");
    life.write("july/Connections.csv", &connections(&others()));
    life.audit("july", "2026-08-01");
    let said = life.says(&["show", "Jonas"]);
    assert!(
        said.contains("since 1 Aug 2026 they are in no audit"),
        "{said}"
    );
    assert!(!said.contains("run a new audit"), "{said}");
}

#[test]
fn a_name_with_a_second_one_behind_a_hyphen_makes_the_card_old() {
    let life = Life::new();
    let card = "BEGIN:VCARD\nVERSION:3.0\nN:Mendes;Carla;;;\nFN:Carla Mendes\nEMAIL:carla@example.org\nEND:VCARD\n";
    life.write("august/contacts.vcf", card);
    let row = "Carla,Mendes-Roth,https://www.linkedin.com/in/carla-mendes,carla@example.org,Atelier Sol,,05 May 2020\n";
    life.write("august/Connections.csv", &connections(&[row.to_owned()]));
    let audit = life.audit("august", "2026-09-01");
    let carla = list(&audit, "people").first().unwrap();
    let stale: Vec<&str> = list(carla, "stale")
        .iter()
        .map(|s| text(s, "field"))
        .collect();
    assert_eq!(stale, ["name"], "{carla}");
}

#[test]
fn a_book_that_was_moved_is_missed_and_not_begun_anew_in_silence() {
    let folder = scratch();
    let cards = write(
        folder.path(),
        "book.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Ek\nEMAIL:bo@ek.test\nEND:VCARD\n",
    );
    let book = folder.path().join("book.db");
    let place = ["--book", run::text(&book)];
    for command in [&["show", "Bo"][..], &["find", "Bo"], &["diff"], &["plan"]] {
        let ended = run::run(&[command, &place].concat());
        assert!(
            ended.err.contains("there is no book here"),
            "{command:?}: {}",
            ended.err
        );
        assert!(!book.exists(), "{command:?}");
    }
    let audit = [&["audit", run::text(&cards)], &place[..]].concat();
    let new = "a new book, since there was none here";
    assert!(run::run(&audit).err.contains(new));
    assert!(!run::run(&audit).err.contains(new));
}
