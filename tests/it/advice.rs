//! What an audit advises, and when it must not.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::demo::october;
use crate::find::{count, list, person, text};
use crate::run::{self, audit, root, scratch, write};

pub const LOG: &str = "date,direction,channel,email,name,recipients,duration_s\n";
const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";

/// A log of mail with people of these first names, and an address book that has them: day, direction, first name.
fn logged(touches: &[(&str, &str, &str)]) -> Value {
    let folder = scratch();
    let (mut log, mut book) = (LOG.to_owned(), String::new());
    let mut known: Vec<&str> = Vec::new();
    for &(day, direction, name) in touches {
        let (lower, hour) = (
            name.to_lowercase(),
            if direction == "out" { 10 } else { 11 },
        );
        writeln!(
            log,
            "{day}T{hour}:00:00Z,{direction},email,{lower}@example.net,{name} Quist,1,"
        )
        .expect("text");
        if !known.contains(&name) {
            known.push(name);
            write!(
                book,
                "BEGIN:VCARD\nVERSION:3.0\nFN:{name} Quist\nEMAIL:{lower}@example.net\nEND:VCARD\n"
            )
            .expect("text");
        }
    }
    write(folder.path(), "log.csv", log);
    write(folder.path(), "book.vcf", book);
    audit(&[
        run::text(folder.path()),
        "--me",
        "own@example.org",
        "--as-of",
        "2026-07-01",
        "--no-book",
    ])
}

/// An export of LinkedIn with these files.
pub fn export(files: &[(&str, String)]) -> TempDir {
    let folder = scratch();
    for (name, content) in files {
        write(folder.path(), name, content);
    }
    folder
}

pub fn connections(rows: &[(&str, &str)]) -> String {
    let row = |(name, day): &(&str, &str)| {
        format!(
            "{name},Quist,https://www.linkedin.com/in/{}-quist,,,,{day}\n",
            name.to_lowercase()
        )
    };
    CONNECTIONS.to_owned() + &rows.iter().map(row).collect::<String>()
}

/// Messages of LinkedIn: instant, whether the owner's, first name.
fn messages(rows: &[(&str, bool, &str)]) -> String {
    let row = |(at, own, name): &(&str, bool, &str)| {
        let me = (
            "Runa Teglgaard".to_owned(),
            "https://www.linkedin.com/in/runa-t".to_owned(),
        );
        let they = (
            format!("{name} Quist"),
            format!("https://www.linkedin.com/in/{}-quist", name.to_lowercase()),
        );
        let (from, to) = if *own { (me, they) } else { (they, me) };
        format!(
            "c-{name},,{},{},{},{},{at} UTC,,text of {at} {name},INBOX\n",
            from.0, from.1, to.0, to.1
        )
    };
    MESSAGES.to_owned() + &rows.iter().map(row).collect::<String>()
}

pub fn audited(folder: &Path) -> Value {
    audit(&[
        run::text(folder),
        "--me",
        "Runa Teglgaard",
        "--as-of",
        "2026-05-01",
        "--no-book",
    ])
}

fn talks(person: &Value) -> [u64; 4] {
    ["yours", "answered", "late", "theirs"].map(|key| count(&person["standing"]["talks"], key))
}

pub fn why(person: &Value) -> String {
    let why = list(person, "why").iter().filter_map(Value::as_str);
    why.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_reply_is_no_try_and_who_writes_first_is_not_unlikely() {
    let days = [
        ("2026-01-05", "2026-01-06"),
        ("2026-02-05", "2026-02-06"),
        ("2026-03-05", "2026-03-06"),
        ("2026-04-05", "2026-04-06"),
    ];
    let both = |(theirs, yours)| [(theirs, "in", "Vera"), (yours, "out", "Vera")];
    let touches: Vec<_> = days.into_iter().flat_map(both).collect();
    let audit = logged(&touches);
    let vera = person(&audit, "Vera Quist");
    assert_eq!(talks(vera), [0, 0, 0, 4], "{vera}");
    assert_eq!(text(vera, "verdict"), "keep");
    assert_ne!(text(&vera["standing"], "band"), "unlikely");
    let sentence = text(&vera["standing"], "sentence");
    assert_eq!(
        sentence,
        "they write first: 4 conversations, and you answered all"
    );
    assert_eq!(
        count(&vera["standing"]["basis"], "attempts"),
        4,
        "the score counts as before"
    );
}

#[test]
fn who_answers_late_is_not_unlikely() {
    let audit = logged(&[
        ("2026-01-05", "out", "Otto"),
        ("2026-01-16", "in", "Otto"),
        ("2026-03-05", "out", "Otto"),
        ("2026-03-25", "in", "Otto"),
        ("2026-05-05", "out", "Otto"),
    ]);
    let otto = person(&audit, "Otto Quist");
    assert_eq!(talks(otto), [3, 0, 2, 0], "{otto}");
    assert_eq!(text(&otto["standing"], "band"), "maybe");
    let said = "you began 3 conversations, they answered 2, usually after about 2 weeks";
    assert_eq!(text(&otto["standing"], "sentence"), said);
}

#[test]
fn pitches_that_were_never_answered_are_no_relation() {
    let mut touches = vec![
        ("2024-01-02", "in", "Rex"),
        ("2024-04-02", "in", "Rex"),
        ("2025-01-02", "in", "Rex"),
        ("2026-06-02", "in", "Rex"),
    ];
    for name in ["Fay", "Ina", "Kit", "Noa", "Uma"] {
        for day in ["2024-02-01", "2024-09-01", "2025-06-01"] {
            touches.extend([(day, "out", name), (day, "in", name)]);
        }
    }
    let audit = logged(&touches);
    let rex = person(&audit, "Rex Quist");
    assert_eq!(text(rex, "verdict"), "ask");
    assert_ne!(text(&rex["standing"], "band"), "likely", "{rex}");
    assert!(
        why(rex).contains("they wrote to you 4 times, last on 2 Jun 2026, and you never answered"),
        "{rex}"
    );
}

#[test]
fn a_friend_with_many_answers_carries_nobody_else() {
    let mut days = Vec::new();
    for year in 2023..2026 {
        for month in 1..13 {
            days.push(format!("{year}-{month:02}-01"));
        }
    }
    let mut touches: Vec<(&str, &str, &str)> = Vec::new();
    for day in &days {
        touches.extend([(day.as_str(), "out", "Fay"), (day.as_str(), "in", "Fay")]);
    }
    for name in ["Sid", "Sam", "Sol", "Sue"] {
        touches.extend(["2024-02-01", "2025-02-01", "2026-02-01"].map(|day| (day, "out", name)));
    }
    touches.sort_unstable();
    let audit = logged(&touches);
    for name in ["Sid", "Sam", "Sol", "Sue"] {
        let person = person(&audit, &format!("{name} Quist"));
        assert_eq!(text(&person["standing"], "band"), "unlikely", "{person}");
        assert_eq!(talks(person), [3, 0, 0, 0]);
    }
    assert_eq!(
        text(&person(&audit, "Fay Quist")["standing"], "band"),
        "likely"
    );
}

#[test]
fn without_messages_nobody_is_to_be_deleted() {
    let folder = export(&[(
        "Connections.csv",
        connections(&[("Di", "03 Apr 2016"), ("Cy", "03 Apr 2026")]),
    )]);
    let audit = audited(folder.path());
    let verdict = |name| text(person(&audit, name), "verdict");
    assert_eq!(
        (verdict("Di Quist"), verdict("Cy Quist")),
        ("unjudged", "nurture")
    );
    let said = "connected on 3 Apr 2016 (Connections.csv); no LinkedIn messages were given; the larger LinkedIn archive holds them";
    assert_eq!(why(person(&audit, "Di Quist")), said);
    assert_eq!(audit["totals"]["verdicts"]["unjudged"], 1);
}

#[test]
fn messages_that_cover_the_time_show_who_may_go_and_what_was_not_given() {
    let rows = [
        ("Di", "03 Apr 2016"),
        ("Ada", "03 Apr 2016"),
        ("Bo", "03 Apr 2016"),
        ("Eve", "03 Apr 2016"),
        ("Zoe", "03 Apr 2016"),
    ];
    let folder = export(&[
        ("Connections.csv", connections(&rows)),
        (
            "messages.csv",
            messages(&[
                ("2016-01-01 10:00:00", true, "Zoe"),
                ("2016-05-01 10:00:00", false, "Zoe"),
                // Two lines of one sitting are one try, and one try may remind.
                ("2024-03-01 10:00:00", true, "Ada"),
                ("2024-03-01 10:00:30", true, "Ada"),
                ("2022-03-01 10:00:00", true, "Bo"),
                ("2024-03-01 10:00:00", true, "Bo"),
                ("2026-04-20 10:00:00", true, "Eve"),
                ("2026-04-28 10:00:00", false, "Zoe"),
            ]),
        ),
    ]);
    let audit = audited(folder.path());
    for (name, verdict, said) in [
        (
            "Di",
            "delete",
            "connected on 3 Apr 2016; no messages between you (Connections.csv)",
        ),
        (
            "Ada",
            "ask",
            "you wrote on 1 Mar 2024 and they have not answered (messages.csv)",
        ),
        (
            "Bo",
            "delete",
            "you wrote to them twice, last on 1 Mar 2024, and they never answered (messages.csv)",
        ),
        (
            "Eve",
            "ask",
            "you wrote on 20 Apr 2026 and they have not answered (messages.csv)",
        ),
    ] {
        let person = person(&audit, &format!("{name} Quist"));
        assert_eq!(text(person, "verdict"), verdict, "{person}");
        assert!(why(person).starts_with(said), "{person}");
        if verdict == "delete" {
            let reason = list(person, "reasons").last().expect("a reason");
            assert_eq!(text(reason, "code"), "not-given");
            for channel in ["mail", "calls", "chats", "calendar"] {
                assert!(
                    reason["facts"]["channels"].to_string().contains(channel),
                    "{reason}"
                );
                assert!(text(reason, "text").contains(channel), "{reason}");
            }
        }
    }
}

#[test]
fn an_accepted_note_is_a_tie_and_no_try_in_vain() {
    let invitations = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
        Runa Teglgaard,Ada Quist,\"4/1/26, 9:00 AM\",\"Hi Ada, great talk!\",OUTGOING,https://www.linkedin.com/in/runa-t,https://www.linkedin.com/in/ada-quist\n\
        Runa Teglgaard,Bo Stranger,\"4/1/26, 9:00 AM\",\"Hi Bo, great talk!\",OUTGOING,https://www.linkedin.com/in/runa-t,https://www.linkedin.com/in/bo-stranger\n";
    let folder = export(&[
        ("Connections.csv", connections(&[("Ada", "02 Apr 2026")])),
        ("Invitations.csv", invitations.to_owned()),
    ]);
    let audit = audited(folder.path());
    let ada = person(&audit, "Ada Quist");
    assert_eq!(talks(ada), [0; 4], "{ada}");
    assert_eq!(text(ada, "verdict"), "nurture");
    assert_eq!(text(&ada["standing"], "band"), "unknown");
    assert!(
        why(ada).contains("accepted your invitation of 1 Apr 2026 (Invitations.csv)"),
        "{ada}"
    );
    let chance = ada["standing"]["probability"].as_f64();
    assert_eq!(
        chance,
        Some(0.31),
        "a pending note to a stranger changes no rate"
    );
}

#[test]
fn an_endorsement_that_was_taken_back_or_refused_is_no_tie() {
    let endorsements = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n\
        2022/06/20 13:05:02 UTC,Testing,Ada,Quist,www.linkedin.com/in/ada-quist,Redacted\n\
        2022/06/21 13:05:02 UTC,Testing,Bo,Quist,www.linkedin.com/in/bo-quist,REJECTED\n\
        2022/06/22 13:05:02 UTC,Testing,Cy,Quist,www.linkedin.com/in/cy-quist,ACCEPTED\n";
    let names = ["Ada", "Bo", "Cy"].map(|name| (name, "01 Feb 2018"));
    let folder = export(&[
        ("Connections.csv", connections(&names)),
        ("Endorsement_Received_Info.csv", endorsements.to_owned()),
    ]);
    let audit = audited(folder.path());
    for (name, ties, verdict) in [
        ("Ada", 0, "unjudged"),
        ("Bo", 0, "unjudged"),
        ("Cy", 1, "ask"),
    ] {
        let person = person(&audit, &format!("{name} Quist"));
        assert_eq!(list(person, "ties").len(), ties, "{person}");
        assert_eq!(text(person, "verdict"), verdict, "{person}");
    }
    assert_eq!(audit["totals"]["set_aside"]["taken back or refused"], 2);
}

#[test]
fn a_few_words_at_the_connection_are_no_relation_and_one_talk_long_ago_is_asked_about() {
    let rows = [
        ("Ada", "01 Mar 2019"),
        ("Bo", "01 Mar 2010"),
        ("Cy", "01 Mar 2026"),
    ];
    let folder = export(&[
        ("Connections.csv", connections(&rows)),
        (
            "messages.csv",
            messages(&[
                ("2012-05-01 10:00:00", true, "Bo"),
                ("2012-05-02 10:00:00", false, "Bo"),
                ("2019-03-02 10:00:00", true, "Ada"),
                ("2019-03-03 10:00:00", false, "Ada"),
                ("2026-03-02 10:00:00", true, "Cy"),
                ("2026-03-03 10:00:00", false, "Cy"),
            ]),
        ),
    ]);
    let audit = audited(folder.path());
    for (name, verdict, said) in [
        (
            "Ada",
            "ask",
            "you exchanged 2 messages when you connected, last on 3 Mar 2019",
        ),
        (
            "Bo",
            "ask",
            "you exchanged 2 messages in May 2012, and nothing since",
        ),
        ("Cy", "nurture", "connected on 1 Mar 2026"),
    ] {
        let person = person(&audit, &format!("{name} Quist"));
        assert_eq!(text(person, "verdict"), verdict, "{person}");
        assert!(why(person).starts_with(said), "{person}");
    }
}

/// The demo without some of its files.
fn demo_of(keep: impl Fn(&str) -> bool) -> Value {
    let folder = scratch();
    for entry in fs::read_dir(root().join("fixtures/demo/2026-10")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name")
            .to_owned();
        if keep(&name) {
            fs::copy(&path, folder.path().join(name)).expect("a copy");
        }
    }
    audit(&[
        run::text(folder.path()),
        "--as-of",
        "2026-11-01",
        "--no-book",
    ])
}

/// What holds of everybody, whatever was given.
fn holds(audit: &Value, given: &str) {
    let channels = list(audit, "coverage")
        .iter()
        .map(|covered| text(covered, "channel"));
    let covered: Vec<&str> = channels.collect();
    for person in list(audit, "people") {
        assert!(!list(person, "why").is_empty(), "{given}: {person}");
        assert!(
            list(person, "why").iter().all(|why| why != ""),
            "{given}: {person}"
        );
        let dated = list(person, "reasons").iter().any(|reason| {
            reason["facts"].to_string().contains('2') || !reason["facts"]["source"].is_null()
        });
        assert!(dated, "{given}: {person}");
        match text(person, "verdict") {
            "keep" | "reconnect" => {
                assert!(person["last_two_way"].is_string(), "{given}: {person}")
            }
            "delete" => {
                assert!(covered.contains(&"linkedin-messages"), "{given}: {person}");
                let mut reasons = list(person, "reasons").iter();
                let not_given = reasons.find(|reason| text(reason, "code") == "not-given");
                let named = not_given.map_or("", |reason| text(reason, "text"));
                for channel in ["mail", "calls", "chats", "calendar"] {
                    assert_eq!(
                        named.contains(channel),
                        !covered.contains(&channel),
                        "{given}: {named}"
                    );
                }
            }
            _ => {}
        }
    }
}

#[test]
fn whatever_is_left_out_every_verdict_has_a_reason_and_without_messages_nobody_goes() {
    for left_out in [
        "messages.csv",
        "Connections.csv",
        "Profile.csv",
        "Invitations.csv",
        "Notes.csv",
    ] {
        let audit = demo_of(|name| name != left_out);
        holds(&audit, left_out);
        if left_out == "messages.csv" {
            assert!(
                list(&audit, "people")
                    .iter()
                    .all(|person| text(person, "verdict") != "delete")
            );
        }
    }
    holds(
        &demo_of(|name| matches!(name, "Connections.csv" | "messages.csv")),
        "two files",
    );
    holds(october(), "all");
}

#[test]
fn a_note_that_comes_back_as_a_message_counts_once() {
    for (name, note) in [
        ("Zainab Yakubu", "you invited them with a note on"),
        ("Yusuf Demirci", "they invited you with a note on"),
    ] {
        let person = person(october(), name);
        let basis = &person["standing"]["basis"];
        for figure in ["sent", "received", "attempts"] {
            assert_eq!(count(basis, figure), 0, "{name}: {figure}");
        }
        let notes = list(person, "why").iter().filter(|why| {
            let why = why.as_str();
            why.is_some_and(|why| why.starts_with(note))
        });
        assert_eq!(notes.count(), 1, "{person}");
    }
}

#[test]
fn a_shared_employer_is_told_with_the_owners_years_there() {
    let positions = "Company Name,Title,Description,Location,Started On,Finished On\nMalt Works,Buyer,,,Jan 2014,Jun 2016\nMalt Works,Head of Buying,,,Jul 2016,Mar 2018\nHop House,Director,,,Apr 2018,\n";
    let rows = "Ana,Quist,https://www.linkedin.com/in/ana-quist,,Malt Works,,03 Mar 2021\nBo,Quist,https://www.linkedin.com/in/bo-quist,,Hop House,,03 Mar 2021\n";
    let folder = export(&[
        ("Positions.csv", positions.to_owned()),
        ("Connections.csv", CONNECTIONS.to_owned() + rows),
        (
            "messages.csv",
            messages(&[("2020-01-01 10:00:00", true, "Cy")]),
        ),
    ]);
    let args = ["--me", "Runa Teglgaard", "--as-of", "2026-05-01"];
    let book = folder.path().join("book.db");
    let first = audit(
        &[
            &[run::text(folder.path()), "--book", run::text(&book)],
            &args[..],
        ]
        .concat(),
    );
    fs::remove_file(folder.path().join("Positions.csv")).expect("a file");
    let later = audit(
        &[
            &[run::text(folder.path()), "--book", run::text(&book)],
            &args[..],
        ]
        .concat(),
    );
    for audit in [&first, &later] {
        assert_eq!(
            why(person(audit, "Ana Quist")),
            "at Malt Works, where you were from 2014 to 2018 (Connections.csv)"
        );
        assert_eq!(
            why(person(audit, "Bo Quist")),
            "at Hop House, where you have been since 2018 (Connections.csv)"
        );
        let fact = &list(person(audit, "Ana Quist"), "reasons")[0]["facts"];
        assert_eq!(
            (&fact["from"], &fact["to"]),
            (&2014.into(), &2018.into()),
            "{fact}"
        );
    }
}
