//! Cards without a trace, and people who were only ever in large meetings: what is said of them, and when nobody is asked.

use serde_json::Value;
use tempfile::TempDir;

use crate::find::{list, person, text};
use crate::run::{self, audit, scratch, write};

/// Files in a folder.
fn export(files: &[(&str, String)]) -> TempDir {
    let folder = scratch();
    for (name, content) in files {
        write(folder.path(), name, content);
    }
    folder
}

fn audited(folder: &std::path::Path) -> Value {
    let args = [
        "--me",
        "Runa Teglgaard",
        "--as-of",
        "2026-05-01",
        "--no-book",
    ];
    audit(&[&[run::text(folder)], &args[..]].concat())
}

fn why(person: &Value) -> String {
    let why = list(person, "why").iter().filter_map(Value::as_str);
    why.collect::<Vec<_>>().join("; ")
}

const FAMILY: &str = "BEGIN:VCARD\nVERSION:3.0\nFN:Mamma\nTEL:+4915112345601\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Femi Quist\nTEL:+4915112345602\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cy Quist\nTEL:+4915112345603\nEND:VCARD\n";

/// A phone's log with a call of Cy in each of these years, and an export of its messages.
fn phone(years: std::ops::RangeInclusive<i32>) -> [(&'static str, String); 2] {
    let rows: Vec<(String, i64)> = years
        .map(|year| {
            let day = chrono::NaiveDate::from_ymd_opt(year, 4, 1).expect("a day");
            let at = day.and_hms_opt(9, 0, 0).expect("an hour").and_utc();
            (year.to_string(), at.timestamp_millis())
        })
        .collect();
    let call = |(_, at): &(String, i64)| {
        format!("<call number=\"+4915112345603\" duration=\"60\" date=\"{at}\" type=\"2\" />\n")
    };
    let text = |(_, at): &(String, i64)| {
        format!("<sms address=\"+4915112345603\" date=\"{at}\" type=\"2\" body=\"Hello\" />\n")
    };
    let calls: String = rows.iter().map(call).collect();
    let texts: String = rows.iter().map(text).collect();
    [
        (
            "calls.xml",
            format!(
                "<?xml version='1.0'?>\n<calls count=\"{}\">\n{calls}</calls>\n",
                rows.len()
            ),
        ),
        (
            "sms.xml",
            format!(
                "<?xml version='1.0'?>\n<smses count=\"{}\">\n{texts}</smses>\n",
                rows.len()
            ),
        ),
    ]
}

#[test]
fn a_card_without_a_trace_is_asked_about_only_where_files_would_show_it_and_family_never() {
    let of = |files: &[(&str, String)]| {
        let folder = export(files);
        write(folder.path(), "book.vcf", FAMILY);
        let audit = audited(folder.path());
        ["Mamma", "Femi Quist"].map(|name| {
            let person = person(&audit, name);
            (text(person, "verdict").to_owned(), why(person))
        })
    };
    let [mamma, femi] = of(&[]);
    let add = "no file here shows calls or chats; your phone's call log and an export of your chats would";
    assert_eq!(
        femi,
        (
            "unjudged".to_owned(),
            format!("is in your address book (book.vcf); {add}")
        )
    );
    assert_eq!(
        mamma,
        (
            "unjudged".to_owned(),
            format!("family, by your address book (book.vcf); {add}")
        )
    );
    let [calls, _] = phone(2020..=2026);
    let [_, femi] = of(&[calls]);
    assert!(
        femi.1
            .ends_with("no file here shows chats; an export of your chats would"),
        "{femi:?}"
    );
    let [mamma, femi] = of(&phone(2020..=2026));
    assert_eq!(
        femi,
        (
            "ask".to_owned(),
            "is in your address book (book.vcf)".to_owned()
        )
    );
    assert_eq!(
        mamma.0, "unjudged",
        "nobody is asked whether they remember their mother"
    );
    let [_, femi] = of(&phone(2020..=2024));
    assert_eq!(
        femi.0, "unjudged",
        "the files end two years before the audit: {femi:?}"
    );
}

#[test]
fn meetings_alone_and_always_among_several_are_asked_about() {
    let meeting = |n: usize, guests: &[&str]| {
        let guests: String = guests
            .iter()
            .map(|guest| {
                format!("ATTENDEE;PARTSTAT=ACCEPTED;CN={guest} Quist:mailto:{guest}@malt.test\n")
            })
            .collect();
        format!(
            "BEGIN:VEVENT\nUID:m{n}@malt.test\nDTSTART:2026030{n}T090000Z\nDTEND:2026030{n}T100000Z\nORGANIZER:mailto:runa@malt.test\nATTENDEE;PARTSTAT=ACCEPTED:mailto:runa@malt.test\n{guests}END:VEVENT\n"
        )
    };
    let calendar = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\n{}{}END:VCALENDAR\n",
        meeting(2, &["Ana", "Bo", "Cy"]),
        meeting(4, &["Bo"])
    );
    let folder = export(&[("calendar.ics", calendar)]);
    let card = |name: &str| {
        format!(
            "BEGIN:VCARD\nVERSION:3.0\nFN:{name} Quist\nEMAIL:{}@malt.test\nEND:VCARD\n",
            name.to_lowercase()
        )
    };
    write(folder.path(), "book.vcf", card("Ana") + &card("Bo"));
    let audit = audit(&[
        run::text(folder.path()),
        "--me",
        "runa@malt.test",
        "--as-of",
        "2026-05-01",
        "--no-book",
    ]);
    let ana = person(&audit, "Ana Quist");
    assert_eq!(text(ana, "verdict"), "ask");
    assert!(
        why(ana).starts_with("both invited to one meeting of 4 people, on 2 Mar 2026; no messages or calls between you (calendar.ics)"),
        "{}",
        why(ana)
    );
    assert_eq!(text(person(&audit, "Bo Quist"), "verdict"), "keep");
}

#[test]
fn large_meetings_are_a_memory_if_they_lasted_for_more_than_a_month() {
    let meeting = |day: &str| {
        let guests: String = (b'a'..=b'o')
            .map(char::from)
            .map(|c| format!("ATTENDEE;PARTSTAT=ACCEPTED:mailto:{c}@choir.test\n"))
            .collect();
        format!(
            "BEGIN:VEVENT\nUID:{day}@choir.test\nDTSTART:{day}T180000Z\nDTEND:{day}T200000Z\nORGANIZER;CN=Runa Teglgaard:mailto:runa@malt.test\nATTENDEE;PARTSTAT=ACCEPTED;CN=Runa Teglgaard:mailto:runa@malt.test\nATTENDEE;PARTSTAT=ACCEPTED:mailto:petra@choir.test\n{guests}END:VEVENT\n"
        )
    };
    let verdict = |days: [&str; 2]| {
        let folder = scratch();
        for (name, content) in [
            (
                "Connections.csv",
                "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nPetra,Novak,https://www.linkedin.com/in/petra-novak-test,petra@choir.test,Acme,,03 Mar 2019\n",
            ),
            (
                "messages.csv",
                "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\nc1,,Runa Teglgaard,https://www.linkedin.com/in/runa-test,Bo Ek,https://www.linkedin.com/in/bo-test,2019-03-05 10:00:00 UTC,,Hello?,INBOX\nc1,,Bo Ek,https://www.linkedin.com/in/bo-test,Runa Teglgaard,https://www.linkedin.com/in/runa-test,2026-04-29 10:00:00 UTC,,Hello!,INBOX\n",
            ),
        ] {
            write(folder.path(), &format!("linkedin/{name}"), content);
        }
        let calendar = format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n",
            days.map(meeting).concat()
        );
        write(folder.path(), "choir.ics", calendar);
        let audit = audit(&[
            run::text(folder.path()),
            "--me",
            "Runa Teglgaard",
            "--me",
            "runa@malt.test",
            "--as-of",
            "2026-05-01",
            "--no-book",
        ]);
        let petra = person(&audit, "Petra Novak");
        (text(petra, "verdict").to_owned(), why(petra))
    };
    let (long, told) = verdict(["20250110", "20250610"]);
    assert_eq!(long, "ask", "{told}");
    let both =
        "both invited to large meetings, the first on 10 Jan 2025 and the last on 10 Jun 2025";
    assert!(told.contains(both), "{told}");
    let (short, told) = verdict(["20250601", "20250610"]);
    assert_eq!(short, "delete", "{told}");
}
