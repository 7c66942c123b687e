//! A week's people: why, the smallest next step, the same at a second call, and what became of them.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::demo::{OCTOBER, SEPTEMBER};
use crate::find::{list, text};
use crate::run::{Ended, run, scratch, write};

/// A person for each motive; the newest day is the last of October.
const LIFE: &str = "\
2026-10-01 > mail ada@example.org #promise due:2026-10-20 : the contact in Oslo
2026-10-02 < mail ada@example.org
2026-10-03 > mail ada@example.org
2026-05-01 > mail bo@example.org
2026-05-02 < mail bo@example.org
2026-05-03 > mail bo@example.org
2026-10-10 < mail bo@example.org : what do you think?
2026-09-01 = call cleo@example.org #favour-received
2026-10-30 = meet dov@example.org
2025-01-01 > mail edda@example.org
2025-01-02 < mail edda@example.org
2025-01-03 > mail edda@example.org
2022-01-01 > mail finn@example.org
2022-01-02 < mail finn@example.org
2022-06-01 > mail finn@example.org
2022-06-02 < mail finn@example.org
";

struct Home {
    folder: TempDir,
}

impl Home {
    /// A book that holds one audit of a log.
    fn of(life: &str) -> Self {
        let home = Self { folder: scratch() };
        let path = write(home.folder.path(), "my.log", life);
        let log = path.to_str().expect("UTF-8");
        home.done(&["audit", log, "--as-of", "2026-11-01", "--quiet"]);
        home
    }

    fn run(&self, args: &[&str]) -> Ended {
        let book = self.folder.path().join("b.db");
        let book = ["--book", book.to_str().expect("UTF-8")];
        run(&[args, &book].concat())
    }

    fn done(&self, args: &[&str]) -> String {
        let ended = self.run(args);
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
        ended.out
    }

    fn week(&self, day: &str) -> Value {
        serde_json::from_str(&self.done(&["plan", "--json", "--as-of", day])).expect("JSON")
    }
}

fn motives(week: &Value) -> Vec<(&str, &str)> {
    let people = list(week, "people").iter();
    people
        .map(|person| (text(&person["motive"], "code"), text(person, "name")))
        .collect()
}

#[test]
fn what_you_can_do_for_them_comes_first() {
    let home = Home::of(LIFE);
    home.done(&["decide", "edda@example.org", "every", "3", "months"]);
    let week = home.week("2026-11-02");
    assert_eq!(text(&week, "week"), "2026-W45");
    assert_eq!(
        motives(&week),
        [
            ("promise", "ada@example.org"),
            ("waits", "bo@example.org"),
            ("return", "cleo@example.org"),
            ("thank", "dov@example.org"),
            ("rhythm", "edda@example.org"),
        ]
    );
    let said = home.done(&["plan", "--as-of", "2026-11-02"]);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "Week 45 of 2026, 2 Nov 2026 to 8 Nov 2026",
        "you promised them something on 1 Oct 2026, due 20 Oct 2026",
        "they wrote on 10 Oct 2026 and your files show no answer of yours",
        "they did you a favour on 1 Sep 2026, and no help of yours is noted since",
        "you met on 30 Oct 2026, the two of you, and no message of yours has followed",
        "you want to be in touch every 3 months; last contact 3 Jan 2025",
        "Waiting for your answer: bo@example.org (since 10 Oct 2026).",
        "You were in touch with 4 of your 6 people in 2026.",
        "you gave 0 times, you received once. 1 promise of yours is open; thanks are due to 1 person.",
    ] {
        assert!(said.contains(sentence), "{sentence}\n{said}");
    }
}

#[test]
fn a_second_call_says_the_same_and_the_next_week_names_others_unless_they_are_due() {
    let home = Home::of(LIFE);
    let first = home.done(&["plan", "--as-of", "2026-11-02"]);
    assert_eq!(first, home.done(&["plan", "--as-of", "2026-11-08"]));
    let next = home.week("2026-11-09");
    // The promise is due; the others have their turn again a week later.
    let this = home.week("2026-11-02");
    let again: Vec<_> = motives(&next)
        .into_iter()
        .filter(|one| motives(&this).contains(one))
        .collect();
    assert_eq!(again, [("promise", "ada@example.org")]);
    let later = home.week("2026-11-16");
    assert!(
        motives(&later).contains(&("waits", "bo@example.org")),
        "{later}"
    );
}

#[test]
fn done_is_what_you_say_or_note_and_skipped_is_left_out() {
    let home = Home::of(LIFE);
    home.week("2026-11-02");
    assert_eq!(
        home.done(&["plan", "--as-of", "2026-11-02", "--done", "ada@example.org"])
            .trim(),
        "Done: ada@example.org."
    );
    home.done(&[
        "plan",
        "--as-of",
        "2026-11-02",
        "--skip",
        "cleo@example.org",
        "--until",
        "2027-02-01",
    ]);
    home.done(&["log", "2026-11-03 > mail bo@example.org"]);
    let week = home.week("2026-11-04");
    let states: Vec<(&str, &str)> = list(&week, "people")
        .iter()
        .map(|p| (text(p, "name"), text(p, "state")))
        .collect();
    for state in [
        ("ada@example.org", "done"),
        ("bo@example.org", "done"),
        ("cleo@example.org", "skipped"),
        ("dov@example.org", "open"),
    ] {
        assert!(states.contains(&state), "{states:?}");
    }
    assert_eq!(
        list(&week, "waiting"),
        [] as [Value; 0],
        "the note answers them"
    );
    let later = home.week("2026-11-16");
    assert!(
        !motives(&later)
            .iter()
            .any(|(_, name)| *name == "cleo@example.org"),
        "{later}"
    );
    let after = home.week("2027-02-03");
    assert!(
        motives(&after).contains(&("return", "cleo@example.org")),
        "{after}"
    );
}

#[test]
fn who_is_not_in_the_week_cannot_be_done() {
    let home = Home::of(LIFE);
    let ended = home.run(&[
        "plan",
        "--as-of",
        "2026-11-02",
        "--done",
        "finn@example.org",
    ]);
    // Five were open before him: he is not in it where there are six.
    let has_finn = motives(&home.week("2026-11-02"))
        .iter()
        .any(|(_, name)| *name == "finn@example.org");
    assert_eq!(ended.code == 0, has_finn, "{}", ended.err);
    let ended = home.run(&["plan", "--done", "nobody@example.org"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    let ended = home.run(&[
        "plan",
        "--as-of",
        "2026-11-02",
        "--skip",
        "ada@example.org",
        "--until",
        "2020-01-01",
    ]);
    assert!(
        ended.code == 2 && ended.err.contains("2020-01-01: not after today"),
        "{}",
        ended.err
    );
}

#[test]
fn to_dos_and_the_folder_say_the_same_people() {
    let home = Home::of(LIFE);
    let ics = home.done(&["plan", "--as-of", "2026-11-02", "--ics"]);
    let names: Vec<&str> = ics
        .lines()
        .filter_map(|line| line.strip_prefix("SUMMARY:"))
        .collect();
    let week = home.week("2026-11-02");
    let planned: Vec<&str> = motives(&week).iter().map(|(_, name)| *name).collect();
    assert_eq!(names, planned);
    assert!(
        ics.contains("BEGIN:VTODO\r\n") && ics.ends_with("END:VCALENDAR\r\n"),
        "{ics}"
    );
    assert!(ics.contains("DUE;VALUE=DATE:20261108\r\n"), "{ics}");
    let out = home.folder.path().join("week");
    home.done(&[
        "plan",
        "--as-of",
        "2026-11-02",
        "--quiet",
        "--out",
        out.to_str().expect("UTF-8"),
    ]);
    assert_eq!(
        fs::read_to_string(out.join("plan.ics")).expect("a file"),
        ics
    );
    assert!(out.join("plan.txt").exists() && out.join("plan.json").exists());
}

#[test]
fn without_a_book_it_says_that_it_has_no_memory() {
    let folder = scratch();
    let path = write(folder.path(), "my.log", LIFE);
    let ended = run(&[
        "plan",
        path.to_str().expect("UTF-8"),
        "--as-of",
        "2026-11-01",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("not remembered"), "{}", ended.out);
    let empty = run(&["plan"]);
    assert!(
        empty.code == 2 && empty.err.contains("tieline audit FILE"),
        "{}",
        empty.err
    );
}

#[test]
fn undoing_takes_a_week_back_and_forgetting_takes_somebody_out_of_it() {
    let home = Home::of(LIFE);
    let first = home.week("2026-11-02");
    home.done(&["book", "forget", "ada@example.org", "--yes"]);
    let left = home.week("2026-11-02");
    assert!(!left.to_string().contains("ada@example.org"), "{left}");
    assert_eq!(
        list(&left, "people").len(),
        list(&first, "people").len() - 1
    );
    let export = home.done(&["book", "export"]);
    assert!(!export.contains("ada@example.org"));
    assert!(home.done(&["book", "undo"]).contains("plan of 2026-W45"));
}

#[test]
fn a_new_job_is_seen_between_two_audits_and_a_level_title_counts_for_nothing() {
    let folder = scratch();
    let book = folder.path().join("b.db");
    let book = ["--book", book.to_str().expect("UTF-8"), "--region", "SE"];
    for month in [SEPTEMBER, OCTOBER] {
        let ended = run(&[&["audit", "--quiet"], month, &book[..]].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    let ended = run(&["plan", "--json", "--as-of", "2026-11-02", "--book", book[1]]);
    let week = ended.json();
    let changed: Vec<&Value> = list(&week, "people")
        .iter()
        .filter(|p| p["motive"]["code"] == "job-change")
        .collect();
    assert!(!changed.is_empty(), "{week}");
    for person in changed {
        assert_eq!(person["company"], person["motive"]["to"], "{person}");
    }
    let people = list(&week, "people");
    assert!((1..=5).contains(&people.len()));
    let same = |a: &str, b: &str| {
        motives(&week)
            .iter()
            .filter(|(code, _)| *code == a || *code == b)
            .count()
    };
    assert!(same("dormant", "dormant") <= 2 || people.len() == 5);
}

#[test]
fn notes_on_each_other_are_kept_shown_and_make_an_introduction() {
    let life = "\
2026-01-01 > mail ada@example.org
2026-01-02 < mail ada@example.org
2026-01-03 > mail ada@example.org
2026-02-01 > mail bo@example.org
2026-02-02 < mail bo@example.org
2026-02-03 > mail bo@example.org
";
    let home = Home::of(life);
    home.done(&["note", "ada@example.org", "--i-can", "a flat in Lisbon"]);
    home.done(&[
        "note",
        "bo@example.org",
        "--they-can",
        "knows landlords in Lisbon",
    ]);
    let week = home.week("2026-11-02");
    let ada = list(&week, "people")
        .iter()
        .find(|p| text(p, "name") == "ada@example.org")
        .expect("Ada");
    assert_eq!(text(&ada["motive"], "code"), "introduce");
    assert!(
        text(ada, "why").contains("bo@example.org can help with it"),
        "{ada}"
    );
    let shown = home.done(&["show", "ada@example.org"]);
    assert!(
        shown.contains("you can help with: a flat in Lisbon"),
        "{shown}"
    );
    home.done(&["decide", "ada@example.org", "undecided"]);
    assert!(
        home.done(&["note", "ada@example.org"])
            .contains("a flat in Lisbon"),
        "a note is no decision"
    );
    home.done(&["note", "ada@example.org", "--i-can", ""]);
    assert!(
        home.done(&["note", "ada@example.org"])
            .contains("Nothing is noted yet")
    );
    assert!(
        home.done(&["show", "bo@example.org"])
            .contains("they can help with: knows landlords in Lisbon")
    );
    let verdicts = home.done(&["show", "bo@example.org", "--json"]);
    assert!(!verdicts.contains("\"verdict\":\"decided\""), "{verdicts}");
}

#[test]
fn who_thinks_of_you_is_compared_with_every_audit_of_the_book() {
    let folder = scratch();
    let book = folder.path().join("b.db").display().to_string();
    let done = |args: &[&str]| {
        let ended = run(&[args, &["--book", &book]].concat());
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
        ended.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for day in ["2025-03-01", "2025-09-01", "2026-06-01"] {
        let files = &SEPTEMBER[..2];
        done(&[&["audit", "--quiet", "--as-of", day], files].concat());
    }
    done(&[&["audit", "--quiet"], OCTOBER].concat());
    let told = done(&["plan", "--as-of", "2026-11-02"]);
    let then = told
        .split("at earlier audits: ")
        .nth(1)
        .expect("earlier audits");
    for day in ["on 1 Mar 2025", "on 1 Sep 2025", "on 1 Jun 2026"] {
        assert!(then.contains(day), "{told}");
    }
    let plan: Value =
        serde_json::from_str(&done(&["plan", "--json", "--as-of", "2026-11-02"])).expect("JSON");
    assert_eq!(list(&plan, "earlier").len(), 3);
}

#[test]
fn without_a_book_a_plan_needs_files_and_says_so() {
    let ended = run(&["plan", "--no-book"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("tieline plan --no-book FILE"),
        "{}",
        ended.err
    );
    let planned = run(&[&["plan", "--no-book"], OCTOBER].concat());
    assert_eq!(planned.code, 0, "{}", planned.err);
    assert!(planned.out.contains("without a book"), "{}", planned.out);
}

#[test]
fn a_brief_says_to_whom_somebody_was_introduced() {
    let home = Home::of(
        "2026-03-01 > mail ada@example.org, bo@example.org #intro-given\n\
         2026-03-01 > mail cleo@example.org #intro-given\n2026-04-02 = call cleo@example.org\n",
    );
    let ada = home.done(&["brief", "ada@example.org"]);
    assert!(
        ada.contains("you introduced them to bo@example.org on 1 Mar 2026"),
        "{ada}"
    );
    let cleo = home.done(&["brief", "cleo@example.org"]);
    assert!(
        cleo.contains("you introduced them to somebody on 1 Mar 2026"),
        "{cleo}"
    );
}

#[test]
fn of_an_introduction_that_came_in_a_brief_says_who_made_it() {
    let home = Home::of(
        "2026-03-01 < mail ada@example.org, bo@example.org, cleo@example.org #intro-received\n\
         2026-03-05 < mail dov@example.org #intro-received\n\
         2026-03-07 = meet edda@example.org, finn@example.org #intro-received\n",
    );
    for (who, said) in [
        (
            "ada@example.org",
            "they introduced you to bo@example.org and cleo@example.org on 1 Mar 2026",
        ),
        (
            "bo@example.org",
            "ada@example.org introduced the two of you on 1 Mar 2026",
        ),
        (
            "dov@example.org",
            "they introduced you to somebody on 5 Mar 2026",
        ),
        // Two whom one met together: nothing says which of them brought the other.
        (
            "edda@example.org",
            "an introduction between you, them and finn@example.org on 7 Mar 2026",
        ),
    ] {
        let brief = home.done(&["brief", who]);
        let brief = brief.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(brief.contains(said), "{said}: {brief}");
    }
    let week = home.week("2026-03-09");
    let owed = motives(&week);
    let is_owed = |who: &str| owed.contains(&("return", who));
    assert!(
        is_owed("ada@example.org") && !is_owed("bo@example.org"),
        "whoever was introduced helped nobody: {owed:?}"
    );
}

/// A report that mail to an address came back for good.
fn bounced(address: &str) -> String {
    format!(
        "From - Fri Oct 16 09:00:00 2026\nFrom: MAILER-DAEMON@mx.example.org\nTo: me@example.org\nDate: Fri, 16 Oct 2026 09:00:00 +0000\n\
         Message-ID: <r@mx.example.org>\nSubject: Undelivered Mail\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n\n--b--\n"
    )
}

#[test]
fn whoever_mail_does_not_reach_is_named_with_another_way() {
    let folder = scratch();
    let log = write(folder.path(), "my.log", LIFE);
    let mail = write(folder.path(), "mail.mbox", bounced("ada@example.org"));
    let step = |more: &str| {
        let card = format!(
            "BEGIN:VCARD\nVERSION:3.0\nN:Quist;Ada;;;\nFN:Ada Quist\nEMAIL:ada@example.org\n{more}END:VCARD\n"
        );
        let card = write(folder.path(), "book.vcf", card);
        let files = [&log, &mail, &card].map(|path| path.to_str().expect("UTF-8"));
        let week = run(&[
            &[
                "plan",
                "--no-book",
                "--json",
                "--as-of",
                "2026-11-02",
                "--me",
                "me@example.org",
            ],
            &files[..],
        ]
        .concat());
        let week = week.json();
        let ada = list(&week, "people")
            .iter()
            .find(|one| text(one, "name") == "Ada Quist");
        text(ada.expect("Ada"), "step").to_owned()
    };
    assert!(
        step("").ends_with(
            "; not by e-mail, because ada@example.org bounced on 16 Oct 2026 (user unknown) (mail.mbox): your files show no other way, \
             so ask somebody who knows them (tieline path \"Ada Quist\")"
        ),
        "{}",
        step("")
    );
    assert!(step("TEL:+46 70 174 06 11\n").ends_with("(mail.mbox): call +46701740611"));
    let works = step("EMAIL:ada@new.example.org\n");
    assert!(!works.contains("not by e-mail"), "{works}");
}
