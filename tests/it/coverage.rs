//! What the audit knows of each channel, from when to when, and what it makes of files that end too soon.

use std::io::Write;
use std::path::Path;

use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::run::{Ended, audit, audit_out, run, scratch, text, write};

const PROFILE: &str = "First Name,Last Name,Headline,Summary,Industry\nNoor,Haddad,,,\n";
const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On
Petra,Novak,https://www.linkedin.com/in/petra-novak-test,,Acme,,03 Mar 2019
Juno,Abara,https://www.linkedin.com/in/juno-abara-test,,Acme,,02 Oct 2026
";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
c1,,Noor Haddad,https://www.linkedin.com/in/noor-haddad-test,Petra Novak,https://www.linkedin.com/in/petra-novak-test,2019-03-05 10:00:00 UTC,,Hello?,INBOX
c1,,Petra Novak,https://www.linkedin.com/in/petra-novak-test,Noor Haddad,https://www.linkedin.com/in/noor-haddad-test,2024-05-06 10:00:00 UTC,,Hello!,INBOX
";

/// An export of LinkedIn in a folder of this name.
fn export(under: &Path, name: &str, files: &[(&str, &str)]) {
    for (file, content) in files {
        write(under, &format!("{name}/{file}"), content);
    }
}

const WHOLE: &[(&str, &str)] = &[
    ("Profile.csv", PROFILE),
    ("Connections.csv", CONNECTIONS),
    ("messages.csv", MESSAGES),
];

/// What is said of a channel.
fn channel<'a>(audit: &'a Value, name: &str) -> Option<&'a Value> {
    let channels = audit["coverage"].as_array().expect("a list");
    channels.iter().find(|channel| channel["channel"] == name)
}

#[test]
fn an_export_covers_messages_up_to_its_own_day_whoever_wrote_last() {
    let folder = scratch();
    export(
        folder.path(),
        "Complete_LinkedInDataExport_10-28-2026",
        WHOLE,
    );
    let audit = audit(&[text(folder.path()), "--as-of", "2026-11-05", "--no-book"]);
    let messages = channel(&audit, "linkedin-messages").expect("messages");
    assert_eq!(messages["from"], "2019-03-05");
    assert_eq!(messages["to"], "2026-10-28");
    assert_eq!(messages["whole"], true);
    assert_eq!(messages["owner_found"], true);
    assert_eq!(messages["files"].as_array().map(Vec::len), Some(1));
    assert!(channel(&audit, "mail").is_none());
}

#[test]
fn without_a_day_in_its_name_an_export_reaches_to_the_newest_row_of_any_of_its_files() {
    let folder = scratch();
    export(folder.path(), "linkedin", WHOLE);
    let audit = audit(&[text(folder.path()), "--as-of", "2026-11-05", "--no-book"]);
    let messages = channel(&audit, "linkedin-messages").expect("messages");
    assert_eq!(messages["to"], "2026-10-02", "the newest connection");
}

#[test]
fn connections_alone_cover_no_messages() {
    let folder = scratch();
    export(folder.path(), "linkedin", &WHOLE[..2]);
    let audit = audit(&[text(folder.path()), "--as-of", "2026-11-05", "--no-book"]);
    assert!(channel(&audit, "linkedin-messages").is_none());
}

#[test]
fn mail_covers_from_its_first_to_its_newest_and_a_gap_is_told() {
    let folder = scratch();
    let mail = |day: &str| {
        format!(
            "From -\nDate: {day} 10:00:00 +0000\nFrom: Noor <noor@example.org>\nTo: Petra <petra@example.org>\nMessage-ID: <{}@example.org>\n\nHello\n\n",
            day.len() + day.bytes().map(usize::from).sum::<usize>()
        )
    };
    let old = mail("Mon, 2 Mar 2020") + &mail("Tue, 3 Mar 2020");
    write(folder.path(), "old.mbox", old);
    write(folder.path(), "new.mbox", mail("Mon, 2 Mar 2026"));
    let audit = audit(&[
        text(folder.path()),
        "--me",
        "noor@example.org",
        "--as-of",
        "2026-11-05",
        "--no-book",
    ]);
    let mail = channel(&audit, "mail").expect("mail");
    assert_eq!(
        (&mail["from"], &mail["to"]),
        (&"2020-03-02".into(), &"2026-03-02".into())
    );
    assert_eq!(mail["gaps"][0][0], "2020-03-03");
    assert_eq!(mail["gaps"][0][1], "2026-03-02");
}

/// What is printed of an audit for its reader, in one line.
fn summary(folder: &Path, as_of: &str) -> Ended {
    let ended = run(&["audit", text(folder), "--as-of", as_of, "--no-book"]);
    let words = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
    Ended {
        out: words,
        ..ended
    }
}

#[test]
fn the_summary_says_what_was_read_and_what_would_tell_most_next() {
    let folder = scratch();
    export(
        folder.path(),
        "Complete_LinkedInDataExport_10-28-2026",
        WHOLE,
    );
    let whole = summary(folder.path(), "2026-11-05");
    assert_eq!(whole.code, 0, "{}", whole.err);
    let read = "Read: LinkedIn messages 2019 to 28 Oct 2026, mail none, calls none, chats none.";
    assert!(whole.out.contains(read), "{}", whole.out);
    assert!(
        whole
            .out
            .contains("Not given: mail, calls, chats and calendar."),
        "{}",
        whole.out
    );
    let folder = scratch();
    let lone = "Otto,Kern,https://www.linkedin.com/in/otto-kern-test,,Acme,,03 Mar 2018\n";
    export(
        folder.path(),
        "linkedin",
        &[
            ("Profile.csv", PROFILE),
            ("Connections.csv", &format!("{CONNECTIONS}{lone}")),
        ],
    );
    let alone = summary(folder.path(), "2026-11-05");
    assert!(
        alone
            .out
            .contains("The larger LinkedIn archive, which holds all messages, would judge"),
        "{}",
        alone.out
    );
}

#[test]
fn an_archive_that_was_cut_off_is_said_first_and_tells_of_no_silence() {
    let folder = scratch();
    let path = folder
        .path()
        .join("Basic_LinkedInDataExport_10-28-2026.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
    for (name, content) in WHOLE {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("a zip");
    let bytes = std::fs::read(&path).expect("a zip");
    let name = b"messages.csv";
    let at = bytes.windows(name.len()).position(|w| w == name);
    std::fs::write(&path, &bytes[..at.expect("the entry") + 60]).expect("a file");

    let said = summary(&path, "2026-11-05");
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.out
            .starts_with("Basic_LinkedInDataExport_10-28-2026.zip"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("LinkedIn messages none (cut off)"),
        "{}",
        said.out
    );
    let audit = audit(&[text(&path), "--as-of", "2026-11-05", "--no-book"]);
    let messages = channel(&audit, "linkedin-messages").expect("messages");
    assert_eq!(messages["whole"], false);
    assert_eq!(
        audit["cut_off"][0],
        "Basic_LinkedInDataExport_10-28-2026.zip"
    );
}

#[test]
fn an_export_much_older_than_its_audit_is_said_with_the_day_that_fits() {
    let folder = scratch();
    export(
        folder.path(),
        "Complete_LinkedInDataExport_10-28-2026",
        WHOLE,
    );
    let fresh = summary(folder.path(), "2026-12-12");
    assert!(!fresh.out.contains("--as-of"), "45 days: {}", fresh.out);
    let stale = summary(folder.path(), "2026-12-13");
    assert!(stale.out.contains("--as-of 2026-10-28"), "{}", stale.out);
}

#[test]
fn an_old_export_beside_newer_files_is_said_without_a_day_that_would_leave_those_out() {
    let folder = scratch();
    export(
        folder.path(),
        "Complete_LinkedInDataExport_10-28-2026",
        WHOLE,
    );
    let log = "Date,Direction,Channel,Who\n2027-02-01,in,linkedin,Petra Novak\n2027-02-02,in,email,petra@example.org\n";
    write(folder.path(), "interactions.csv", log);
    let said = summary(folder.path(), "2027-02-03");
    let words = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains(
            "Your newest LinkedIn export is dated 28 Oct 2026, 98 days before the day of this audit"
        ),
        "{words}"
    );
    assert!(!words.contains("--as-of"), "{words}");
    // What is noted elsewhere of LinkedIn is no newer export of it.
    let args = [text(folder.path()), "--as-of", "2027-02-03", "--no-book"];
    let audit = audit(&args);
    assert_eq!(audit["inputs"][0]["code"], "old-linkedin-export");
    let files = audit_out(&args);
    let report = String::from_utf8_lossy(&files["report.md"]);
    assert!(
        report.contains("newest LinkedIn export is dated 28 Oct 2026"),
        "{report}"
    );
    let messages = channel(&audit, "linkedin-messages").expect("messages");
    assert_eq!(messages["to"], "2026-10-28");
}

#[test]
fn of_two_exports_the_newest_decides_who_is_a_connection_now() {
    let folder = scratch();
    let gone = "Otto,Kern,https://www.linkedin.com/in/otto-kern-test,,Acme,,03 Mar 2018\n";
    let older = format!("{CONNECTIONS}{gone}");
    export(
        folder.path(),
        "Basic_LinkedInDataExport_10-28-2026",
        &[("Profile.csv", PROFILE), ("Connections.csv", &older)],
    );
    export(
        folder.path(),
        "Basic_LinkedInDataExport_11-28-2026",
        &[("Profile.csv", PROFILE), ("Connections.csv", CONNECTIONS)],
    );
    let args = [text(folder.path()), "--as-of", "2026-12-01", "--no-book"];
    let both = audit(&args);
    let names: Vec<&str> = both["people"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|person| person["name"].as_str())
        .collect();
    assert!(
        !names.contains(&"Otto Kern") && names.len() == 2,
        "{names:?}"
    );
    assert_eq!(both["inputs"][0]["code"], "several-exports");
    assert_eq!(both["inputs"][0]["gone"], 1);
    assert_eq!(both["totals"]["set_aside"]["no longer connected"], 1);
    // Halves of one list have nobody in common: neither is older.
    let folder = scratch();
    write(folder.path(), "a/Connections.csv", CONNECTIONS);
    let header = CONNECTIONS.lines().next().expect("a header");
    write(
        folder.path(),
        "b/Connections.csv",
        format!("{header}\n{gone}"),
    );
    let args = [text(folder.path()), "--as-of", "2026-12-01", "--no-book"];
    let halves = audit(&args);
    assert_eq!(halves["people"].as_array().map(Vec::len), Some(3));
}

#[test]
fn silence_counts_up_to_the_end_of_files_that_end_long_ago() {
    let mail = |day: &str, from: &str, to: &str| {
        format!(
            "From -\nDate: {day} 10:00:00 +0000\nFrom: <{from}@example.org>\nTo: <{to}@example.org>\nMessage-ID: <{day}{from}@example.org>\n\nHello\n\n"
        )
    };
    let box_of = |last: &str| {
        mail("Mon, 2 Mar 2020", "noor", "petra")
            + &mail("Tue, 3 Mar 2020", "petra", "noor")
            + &mail(last, "noor", "bo")
    };
    let said = |last: &str| {
        let folder = scratch();
        write(folder.path(), "all.mbox", box_of(last));
        let cards =
            "BEGIN:VCARD\nVERSION:3.0\nFN:Petra Novak\nEMAIL:petra@example.org\nEND:VCARD\n";
        write(folder.path(), "cards.vcf", cards);
        let args = [
            "--me",
            "noor@example.org",
            "--as-of",
            "2023-03-03",
            "--no-book",
        ];
        let audit = audit(&[&[text(folder.path())], &args[..]].concat());
        let petra = crate::find::person(&audit, "Petra Novak").clone();
        let days = petra["standing"]["basis"]["days"].as_f64().expect("days");
        (
            petra["why"][0].as_str().expect("why").to_owned(),
            days.round() as i64,
        )
    };
    let (fresh, days) = said("Fri, 3 Feb 2023");
    assert!(
        fresh.ends_with("(e-mail; all.mbox), silent for almost 3 years"),
        "{fresh}"
    );
    assert_eq!(days, 1_095);
    let (stale, days) = said("Wed, 3 Mar 2021");
    assert!(
        stale.ends_with(
            "(e-mail; all.mbox), silent for 12 months up to 3 Mar 2021, when your files end"
        ),
        "{stale}"
    );
    assert_eq!(
        days, 1_095,
        "the score counts to the day of the audit, so that no age of files moves anybody"
    );
    let (at_once, _) = said("Wed, 4 Mar 2020");
    assert!(
        at_once.ends_with("; your files end on 4 Mar 2020"),
        "{at_once}"
    );
}
