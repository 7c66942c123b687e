//! Logs as tables: whatever the columns are called, whatever language says which way.

use serde_json::{Value, json};

use crate::find::{codes, count, file, list, person, text};
use crate::run::{audit, run, scratch, text as shown, write};

fn log(name: &str, more: &[&str]) -> Value {
    let path = format!("fixtures/logs/{name}");
    audit(&[&[path.as_str(), "--as-of", "2026-04-20"], more].concat())
}

fn basis(audit: &Value, name: &str) -> (u64, u64) {
    let basis = &person(audit, name)["standing"]["basis"];
    (count(basis, "sent"), count(basis, "received"))
}

#[test]
fn a_call_log_says_which_way_in_its_type() {
    let audit = log("call-log.csv", &[]);
    let file = file(&audit, "call-log.csv");
    assert_eq!(text(file, "kind"), "call log");
    assert_eq!((count(file, "rows"), count(file, "events")), (5, 3));
    assert_eq!(
        file["set_aside"],
        json!({"names nobody": 1, "sent by a service": 1})
    );
    assert_eq!(
        basis(&audit, "Dorothea Quist"),
        (0, 2),
        "one of them by a number without its country"
    );
    assert_eq!(basis(&audit, "Amadou Keïta-Lund"), (1, 0));
    let answered = &person(&audit, "Amadou Keïta-Lund")["standing"]["basis"]["answered"];
    assert_eq!(*answered, json!(1), "five minutes are an answer");
    assert_eq!(
        text(person(&audit, "Amadou Keïta-Lund"), "last_contact"),
        "2026-03-13",
        "no thirteenth month"
    );
}

#[test]
fn a_german_table_from_a_spreadsheet_is_read() {
    let audit = log("german-excel.csv", &["--tz", "Europe/Berlin"]);
    assert_eq!(basis(&audit, "Dorothea Quist"), (1, 0));
    assert_eq!(basis(&audit, "marek@example.org"), (0, 1));
    assert_eq!(codes(&audit), [""; 0]);
}

#[test]
fn a_time_without_a_zone_is_in_the_zone_that_is_said() {
    // 14:05 of that day in Berlin is 13:05 UTC: as of that instant it has not yet happened.
    let events = |zone: &str, as_of: &str| {
        let audit = audit(&[
            "fixtures/logs/german-excel.csv",
            "--tz",
            zone,
            "--as-of",
            as_of,
        ]);
        count(&audit["totals"], "interactions")
    };
    assert_eq!(events("Europe/Berlin", "2026-03-02T13:05:00Z"), 0);
    assert_eq!(events("Europe/Berlin", "2026-03-02T13:05:01Z"), 1);
    assert_eq!(events("UTC", "2026-03-02T14:05:00Z"), 0);
}

#[test]
fn who_is_told_by_content_and_what_cannot_be_dated_is_said() {
    let asked = log("interactions.csv", &[]);
    assert_eq!(count(file(&asked, "interactions.csv"), "rejected"), 3);
    let lines: Vec<(u64, bool)> = list(&asked, "problems")
        .iter()
        .map(|p| {
            (
                count(p, "line"),
                text(p, "message").contains("--date-order"),
            )
        })
        .collect();
    assert_eq!(lines, [(4, true), (6, false), (7, false)]);
    person(&asked, "d.quist@example.org");
    person(&asked, "marek-sedlak");
    for (order, day) in [("dmy", "2026-04-03"), ("mdy", "2026-03-04")] {
        let said = log("interactions.csv", &["--date-order", order]);
        assert_eq!(text(person(&said, "Marek Sedlák"), "last_contact"), day);
    }
}

#[test]
fn a_zone_that_is_none_is_refused() {
    let ended = run(&["audit", "fixtures/logs", "--tz", "Middle/Earth"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("Europe/Berlin"), "{}", ended.err);
}

#[test]
fn a_name_with_the_family_first_finds_who_bears_it_and_credentials_are_no_family() {
    let folder = crate::run::scratch();
    let book = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ferreira\nEND:VCARD\n";
    let book = crate::run::write(folder.path(), "book.vcf", book);
    let log = "date,direction,channel,name\n2026-03-02,out,email,\"Ferreira, Ana\"\n2026-03-03,out,email,\"Marek Sedlák, PhD\"\n";
    let log = crate::run::write(folder.path(), "log.csv", log);
    let (book, log) = (crate::run::text(&book), crate::run::text(&log));
    let audit = audit(&[book, log, "--as-of", "2026-04-20"]);
    assert_eq!(basis(&audit, "Ana Ferreira"), (1, 0));
    let unmatched = &list(&audit, "unmatched")[0];
    assert_eq!(text(unmatched, "name"), "Marek Sedlák, PhD");
}

#[test]
fn a_bill_lists_whom_its_owner_called() {
    let folder = scratch();
    let bill = "Zeitpunkt;Ziel;Dauer;Tarif\n02.03.2026 10:00;0701740605;00:05:12;x\n03.03.2026 11:00;0701740605;00:01:00;x\n";
    let path = write(folder.path(), "bill.csv", bill);
    let map = [
        "--map",
        "Zeitpunkt=date",
        "--map",
        "Ziel=to",
        "--map",
        "Dauer=duration",
    ];
    let args = [
        "--no-book",
        "--region",
        "SE",
        "--as-of",
        "2026-11-01",
        shown(&path),
    ];
    let report = audit(&[&args[..], &map].concat());
    let person = &report["people"].as_array().expect("people")[0];
    let basis = &person["standing"]["basis"];
    assert_eq!(
        (&basis["sent"], &basis["received"]),
        (&2.into(), &0.into()),
        "{person}"
    );
    assert!(person["why"].to_string().contains("call"), "{person}");
}
