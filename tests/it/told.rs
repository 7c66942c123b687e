//! How what passed is told: how long, how often, and by what means.

use std::fmt::Write as _;

use serde_json::Value;

use crate::advice::{LOG, audited, connections, export, why};
use crate::find::{person, text};
use crate::run::{scratch, write};

#[test]
fn what_came_often_is_said_once() {
    let rows: String = (1..=6)
        .map(|day| format!("2022/06/0{day} 13:05:02 UTC,Skill {day},Ada,Quist,www.linkedin.com/in/ada-quist,ACCEPTED\n"))
        .collect();
    let endorsements = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n".to_owned() + &rows;
    let folder = export(&[
        ("Connections.csv", connections(&[("Ada", "01 Feb 2018")])),
        ("Endorsement_Received_Info.csv", endorsements),
    ]);
    let audit = audited(folder.path());
    let told = why(person(&audit, "Ada Quist"));
    assert!(
        told.starts_with("endorsed you 6 times, last on 6 Jun 2022"),
        "{told}"
    );
    assert_eq!(told.matches("endorsed").count(), 1, "{told}");
}

#[test]
fn who_wrote_for_years_without_a_pause_is_no_question_of_memory() {
    let days: Vec<String> = (0..60)
        .map(|n| {
            let day = chrono::NaiveDate::from_ymd_opt(2016, 1, 4).expect("a day");
            (day + chrono::Days::new(n * 12)).to_string()
        })
        .collect();
    let steady = days.iter().enumerate().map(|(n, day)| {
        let direction = if n % 2 == 0 { "out" } else { "in" };
        (day.as_str(), direction, "Ada")
    });
    let mut touches: Vec<(&str, &str, &str)> = steady.collect();
    touches.extend([
        ("2016-11-28", "out", "Bo"),
        ("2016-12-04", "in", "Bo"),
        ("2017-01-10", "in", "Bo"),
    ]);
    let audit = logged_of_connections(&touches);
    let ada = person(&audit, "Ada Quist");
    assert_eq!(text(ada, "verdict"), "reconnect", "{ada}");
    let bo = person(&audit, "Bo Quist");
    assert_eq!(text(bo, "verdict"), "ask", "{bo}");
    assert!(
        why(bo).starts_with(
            "you exchanged 3 messages from November 2016 to January 2017, and nothing since"
        ),
        "{}",
        why(bo)
    );
}

/// The same of people who are in no address book: connections since long ago.
fn logged_of_connections(touches: &[(&str, &str, &str)]) -> Value {
    let folder = scratch();
    let mut log = LOG.to_owned();
    let mut known: Vec<(&str, &str)> = Vec::new();
    for &(day, direction, name) in touches {
        let hour = if direction == "out" { 10 } else { 11 };
        writeln!(
            log,
            "{day}T{hour}:00:00Z,{direction},email,,{name} Quist,1,"
        )
        .expect("text");
        if !known.iter().any(|(other, _)| *other == name) {
            known.push((name, "01 Mar 2010"));
        }
    }
    write(folder.path(), "log.csv", log);
    write(folder.path(), "Connections.csv", connections(&known));
    audited(folder.path())
}

#[test]
fn a_call_that_was_missed_is_no_letter() {
    let folder = scratch();
    let log = LOG.to_owned()
        + "2026-01-05T10:00:00Z,out,call,ada@example.net,Ada Quist,1,300\n\
           2026-02-05T10:00:00Z,in,call,ada@example.net,Ada Quist,1,0\n\
           2026-01-05T10:00:00Z,out,call,bo@example.net,Bo Quist,1,300\n\
           2026-02-05T10:00:00Z,out,call,bo@example.net,Bo Quist,1,0\n";
    let book = ["ada", "bo"].map(|name| {
        format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name} Quist\nEMAIL:{name}@example.net\nEND:VCARD\n")
    });
    write(folder.path(), "log.csv", log);
    write(folder.path(), "book.vcf", book.concat());
    let audit = audited(folder.path());
    for (name, said) in [
        (
            "ada Quist",
            "they called last, on 5 Feb 2026, and you did not speak",
        ),
        (
            "bo Quist",
            "you called last, on 5 Feb 2026, and they did not answer",
        ),
    ] {
        let told = why(person(&audit, name));
        assert!(told.contains(said), "{told}");
    }
}
