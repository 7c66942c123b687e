//! Calendars: a meeting is contact both ways and no attempt, and what is no meeting is counted and says why.

use serde_json::{Value, json};

use crate::find::{codes, count, file, list, person, text};
use crate::run::{audit, run, scratch, write};

fn series(as_of: &str) -> Value {
    audit(&["fixtures/calendar/series", "--as-of", as_of])
}

#[test]
fn a_series_is_as_many_meetings_as_took_place() {
    let audit = series("2026-03-10");
    // Thirteen Mondays; one left out, one moved, one called off, three ahead. One event that does not say who invites, one crowd.
    let file = file(&audit, "runa.ics");
    assert_eq!(count(file, "rows"), 12 + 8);
    assert_eq!(count(file, "events") + count(file, "unmatched"), 8 + 2);
    let aside = json!({"all day": 1, "cancelled": 1, "declined": 2, "nobody else invited": 2, "planned": 3, "without you": 1});
    assert_eq!(file["set_aside"], aside);
    let dorothea = person(&audit, "Dorothea Quist");
    assert_eq!(text(dorothea, "first_contact"), "2026-01-05");
    assert_eq!(text(dorothea, "last_contact"), "2026-03-09");
    assert_eq!(audit["owner"]["emails"], json!(["runa@malt.example.org"]));
}

#[test]
fn a_meeting_is_contact_both_ways_and_no_attempt() {
    let audit = series("2026-03-10");
    let dorothea = person(&audit, "Dorothea Quist");
    let basis = &dorothea["standing"]["basis"];
    for figure in ["attempts", "sent", "received"] {
        assert_eq!(count(basis, figure), 0, "{figure}");
    }
    assert_eq!(text(&dorothea["standing"], "band"), "maybe");
    assert_eq!(text(dorothea, "verdict"), "keep");
    let said = dorothea.to_string();
    assert!(said.contains("invited to meetings together"), "{said}");
    person(&audit, "Amadou Keïta-Lund");
}

#[test]
fn the_future_changes_nothing_but_the_count_of_what_is_planned() {
    // A day later the same meetings lie behind and the same ahead.
    let judged = |as_of: &str| {
        let mut audit = series(as_of);
        for key in ["as_of", "files", "totals"] {
            audit[key] = Value::Null;
        }
        audit
    };
    assert_eq!(
        judged("2026-03-10T01:00:00Z"),
        judged("2026-03-10T02:00:00Z")
    );
    let before = series("2026-03-16T09:29:59Z");
    let after = series("2026-03-16T09:30:00Z");
    let planned = |audit: &Value| audit["totals"]["set_aside"]["planned"].as_u64();
    assert_eq!(
        (planned(&before), planned(&after)),
        (Some(3), Some(2)),
        "it ended"
    );
}

#[test]
fn a_meeting_of_many_is_no_contact_and_decides_nothing() {
    let folder = scratch();
    let book = write(
        folder.path(),
        "book.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Guest 3\nN:3;Guest;;;\nEMAIL:guest3@example.org\nEND:VCARD\n",
    );
    let audit = audit(&[
        "fixtures/calendar/series",
        crate::run::text(&book),
        "--as-of",
        "2026-03-10",
    ]);
    let guest = person(&audit, "Guest 3");
    assert_eq!(guest["last_contact"], Value::Null);
    assert_eq!(guest["ties"][0]["kind"], "group-meeting");
    assert_eq!(
        guest["why"],
        serde_json::json!([
            "is in your address book (book.vcf)",
            "no file here shows mail; your mailbox would"
        ])
    );
}

#[test]
fn the_zones_of_outlook_are_known_and_so_is_its_whole_day() {
    let asked = [
        "fixtures/calendar/outlook",
        "--me",
        "runa@malt.example.org",
        "--as-of",
    ];
    // 9 March 09:00 in Berlin is 08:00 UTC; the meeting of 6 April is in summer time and ends at 08:00 UTC.
    let last = |as_of: &str| {
        let audit = audit(&[&asked[..], &[as_of]].concat());
        let planned = audit["totals"]["set_aside"]["planned"]
            .as_u64()
            .unwrap_or(0);
        (count(&audit["totals"], "interactions"), planned)
    };
    assert_eq!(last("2026-03-09T08:59:59Z"), (0, 4));
    assert_eq!(last("2026-03-09T09:00:00Z"), (1, 3));
    assert_eq!(
        last("2026-03-11T15:45:00Z"),
        (2, 2),
        "45 minutes from 16:00, by a zone in free text"
    );
    assert_eq!(last("2026-04-06T08:00:00Z"), (4, 0));
    let audit = audit(&[&asked[..], &["2026-11-01"]].concat());
    assert_eq!(audit["totals"]["set_aside"]["all day"], json!(1));
    assert_eq!(codes(&audit), [""; 0]);
}

#[test]
fn one_meeting_in_two_calendars_is_one() {
    let audit = audit(&[
        "fixtures/calendar/twice",
        "--me",
        "runa@malt.example.org",
        "--as-of",
        "2026-03-10",
    ]);
    assert_eq!(count(&audit["totals"], "rows"), 3);
    assert_eq!(count(&audit["totals"], "interactions"), 1);
    assert_eq!(count(&audit["totals"], "merged"), 2);
    person(&audit, "Marek Sedlák");
}

#[test]
fn what_is_broken_in_a_calendar_costs_nothing_else() {
    let audit = audit(&[
        "fixtures/hostile/broken_calendar",
        "--me",
        "runa@malt.example.org",
        "--as-of",
        "2026-03-10",
    ]);
    let mut found: Vec<(&str, u64)> = list(&audit, "problems")
        .iter()
        .map(|problem| (text(problem, "code"), problem["line"].as_u64().unwrap_or(0)))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("bad-rule", 32),
            ("long-rule", 24),
            ("truncated-file", 47),
            ("truncated-file", 60),
            ("undated-row", 4),
            ("undated-row", 11),
            ("undated-row", 17),
            ("unknown-zone", 0),
        ]
    );
    let last = text(person(&audit, "Marek Sedlák"), "last_contact");
    assert_eq!(last, "2026-01-13");
    let file = file(&audit, "broken.ics");
    assert_eq!(count(file, "rejected"), 5);
    assert_eq!(count(file, "events"), 2_000 + 3);
}

#[test]
fn a_calendar_of_nobody_known_asks_who_the_owner_is() {
    let ended = run(&[
        "audit",
        "fixtures/calendar/outlook",
        "--as-of",
        "2026-03-10",
    ]);
    assert!(ended.out.contains("--me"), "{}", ended.out);
}

#[test]
fn the_next_meeting_is_shown_and_judged_by_nothing() {
    let as_of = "2026-03-16T09:29:59Z";
    let args = ["fixtures/calendar/series", "--as-of", as_of];
    let audit = audit(&args);
    let dorothea = person(&audit, "Dorothea Quist");
    assert_eq!(text(dorothea, "next_meeting"), "2026-03-16", "it has begun");
    assert!(!dorothea["why"].to_string().contains("next"), "{dorothea}");
    let files = crate::run::audit_out(&args);
    for name in ["report.md", "ranked.csv", "keep-delete.csv"] {
        let content = String::from_utf8(files[name].clone()).expect("text");
        assert!(content.contains("next: meeting on 16 Mar 2026"), "{name}");
    }
    let shown = run(&[
        "show",
        "Dorothea",
        "fixtures/calendar/series",
        "--as-of",
        as_of,
    ]);
    assert!(
        shown.out.contains("meeting on 16 Mar 2026"),
        "{}",
        shown.out
    );
    let last = series("2026-11-01");
    assert_eq!(person(&last, "Dorothea Quist")["next_meeting"], Value::Null);
}

#[test]
fn whom_one_meets_and_has_no_card_of_is_listed_by_how_often() {
    let folder = scratch();
    let book = write(
        folder.path(),
        "book.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Guest 3\nN:3;Guest;;;\nEMAIL:guest3@example.org\nEND:VCARD\n",
    );
    let args = [
        "fixtures/calendar/series",
        crate::run::text(&book),
        "--as-of",
        "2026-03-10",
    ];
    let audit = audit(&args);
    let first = &list(&audit, "unmatched")[0];
    assert_eq!(text(first, "name"), "Dorothea Quist");
    assert_eq!(text(first, "last_contact"), "2026-03-09");
    let met: Vec<u64> = list(&audit, "unmatched")
        .iter()
        .map(|someone| someone["met"].as_u64().unwrap_or(0))
        .collect();
    assert!(met[0] > 1 && met.is_sorted_by(|a, b| a >= b), "{met:?}");
    let files = crate::run::audit_out(&args);
    let rows = String::from_utf8(files["unmatched.csv"].clone()).expect("text");
    let row = format!("Dorothea Quist,d.quist@example.org,0,0,{},", met[0]);
    assert!(rows.contains(&row), "{rows}");
    let told = run(&[&["audit"][..], &args].concat())
        .out
        .replace("\n  ", " ");
    assert!(
        told.contains(&format!("Dorothea Quist ({} meetings", met[0])),
        "{told}"
    );
    assert!(!told.contains("nothing has passed"), "{told}");
}

/// The days on which the owner met somebody, by a calendar of hers that does not say whose it is.
fn met(folder: &str, name: &str) -> (u64, String) {
    let folder = format!("fixtures/calendar/{folder}");
    let me = ["--me", "runa@malt.example.org", "--as-of", "2026-11-01"];
    let audit = audit(&[&[folder.as_str()], &me[..]].concat());
    let months = list(person(&audit, name), "timeline");
    let last = text(person(&audit, name), "last_contact").to_owned();
    (months.iter().map(|month| count(month, "met")).sum(), last)
}

#[test]
fn what_says_no_clock_beside_a_series_goes_by_the_clock_of_the_series() {
    // Five Mondays; one left out by its time, one by its day, one by the midnight of its day.
    assert_eq!(met("clocks", "Petra Novak"), (2, "2026-02-02".to_owned()));
    // Three Tuesdays; one moved by its time, one by its day.
    assert_eq!(met("clocks", "Joe Foo"), (3, "2026-01-27".to_owned()));
}

#[test]
fn a_zone_of_the_files_own_goes_by_the_rules_that_the_file_gives_it() {
    // 20:30 by the summer time of New York is 00:30 of the next day by UTC.
    assert_eq!(met("clocks", "Ana Ferreira"), (2, "2026-07-01".to_owned()));
    // 00:30 in Berlin, which the calendar says is its zone, is still the day before.
    assert_eq!(met("clocks", "Nils Oster"), (1, "2026-03-01".to_owned()));
}

#[test]
fn every_rule_and_every_further_day_is_followed() {
    assert_eq!(met("clocks", "Bo Lind").0, 7);
}

#[test]
fn an_old_calendar_of_a_phone_is_read_as_the_new_ones_are() {
    assert_eq!(met("phone", "Petra Novak"), (4, "2026-03-30".to_owned()));
    assert_eq!(met("phone", "Joe Foo"), (1, "2026-06-30".to_owned()));
}

/// A calendar of four lunches with Ana, of an owner whose address in it nobody knows; further arguments.
fn lunches(further: &[&str]) -> Value {
    let folder = scratch();
    let mut calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_owned();
    for month in 2..6 {
        calendar += &format!(
            "BEGIN:VEVENT\r\nUID:{month}@example.org\r\nDTSTART:20260{month}03T120000Z\r\nDTEND:20260{month}03T130000Z\r\n\
             ORGANIZER;CN=Runa Teglgaard:mailto:rt@work.example.org\r\nATTENDEE;CN=Ana Brink:mailto:ana@example.org\r\nEND:VEVENT\r\n"
        );
    }
    calendar += "END:VCALENDAR\r\n";
    let calendar = write(folder.path(), "lunches.ics", calendar);
    let chat: String = (1..30).fold(String::new(), |chat, day| {
        let who = if day % 2 == 0 { "Runa Teglgaard" } else { "Bo Lund" };
        chat + &format!("[{day:02}/06/2024, 09:00:00] {who}: word\r\n[{day:02}/05/2026, 09:00:00] {who}: word\r\n")
    });
    let chat = write(folder.path(), "WhatsApp Chat with Bo Lund.txt", chat);
    let mut args = vec![
        "--as-of",
        "2026-07-01",
        crate::run::text(&calendar),
        crate::run::text(&chat),
    ];
    args.extend(further);
    audit(&args)
}

#[test]
fn under_whose_name_a_calendar_invites_is_its_owner_and_whom_it_names_is_never_deleted() {
    let audit = lunches(&["--me", "Runa Teglgaard"]);
    assert_eq!(text(person(&audit, "Ana Brink"), "verdict"), "keep");
    // As somebody else's these lunches say nothing of Ana: and nothing is no silence.
    let of_another = lunches(&["--me", "Bo Lund", "--me", "bo@example.org"]);
    let ana = person(&of_another, "Ana Brink");
    assert_eq!(text(ana, "verdict"), "unjudged", "{ana}");
    assert_eq!(list(ana, "why")[0], "is in lunches.ics");
}

/// A meeting on a day at nine, UTC, with one guest of the owner Runa's; `extra` further lines.
fn meeting(uid: &str, day: &str, guest: &str, extra: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20190301T120000Z\r\nDTSTART:{day}T090000Z\r\nDTEND:{day}T100000Z\r\nORGANIZER:mailto:runa@malt.example.org\r\nATTENDEE;CN={guest}:mailto:{}@malt.example.org\r\n{extra}END:VEVENT\r\n",
        guest.to_lowercase()
    )
}

/// A series without an end stands in the calendar of a job that was left years ago: it was not held ever since.
#[test]
fn a_series_ends_with_the_last_change_of_a_calendar_that_is_kept_no_longer() {
    let folder = scratch();
    let judged = |others: usize, alive: &str| {
        let mut events = meeting("boss", "20180102", "Berthe", "RRULE:FREQ=WEEKLY\r\n");
        for n in 0..others {
            let day = format!("2018{:02}{:02}", 1 + n % 12, 1 + n / 12);
            events += &meeting(&format!("one{n}"), &day, "Sture", "");
        }
        events += alive;
        let file = write(
            folder.path(),
            "work.ics",
            format!(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n{events}END:VCALENDAR\r\n"
            ),
        );
        let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Berthe Olander\r\nEMAIL:berthe@malt.example.org\r\nEND:VCARD\r\n";
        let book = write(folder.path(), "book.vcf", cards);
        let paths = [file, book];
        let [file, book] = paths.each_ref().map(|path| crate::run::text(path));
        let me = ["--me", "runa@malt.example.org", "--as-of", "2026-11-01"];
        audit(&[&[file, book], &me[..]].concat())
    };
    let left = judged(20, "");
    let berthe = person(&left, "Berthe Olander");
    assert_eq!(text(berthe, "last_contact"), "2019-02-26");
    assert_eq!(text(berthe, "verdict"), "reconnect");
    assert_eq!(berthe["next_meeting"], Value::Null);
    // Weekly from March 2019 on, followed up to a year after the audit.
    let aside = "of a series, after the calendar's last change";
    assert_eq!(file(&left, "work.ics")["set_aside"][aside], json!(452));
    let remarks = file(&left, "work.ics")["remarks"].to_string();
    assert!(remarks.contains("last changed on 1 Mar 2019"), "{remarks}");
    // A calendar that something is written into goes on; of a few events nobody can say.
    let alive = meeting("new", "20261020", "Sture", "");
    for goes_on in [judged(20, &alive), judged(5, "")] {
        let berthe = person(&goes_on, "Berthe Olander");
        assert_eq!(text(berthe, "last_contact"), "2026-10-27");
        assert_eq!(text(berthe, "verdict"), "keep");
        assert_eq!(text(berthe, "next_meeting"), "2026-11-03");
    }
}
