//! One message that two exports tell is one message, and of which day an export is.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::find::{count, list, person, text};
use crate::run::{self, audit, files_in, run, scratch, write};

const AS_OF: &str = "2026-05-01";
const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";

/// Two messages of Ada and one of the owner; the links are those of the export.
fn messages(ada: &str, owner: &str) -> String {
    let line = |from: (&str, &str), to: (&str, &str), at: &str, said: &str| {
        format!(
            "2-xyz,,{},{},{},{},{at} UTC,,{said},INBOX\n",
            from.0, from.1, to.0, to.1
        )
    };
    let (ada, owner) = (("Ada Mertens", ada), ("Olga Owner", owner));
    [
        MESSAGES.to_owned(),
        line(ada, owner, "2026-03-02 10:00:00", "Yes"),
        line(ada, owner, "2026-03-02 10:00:00", "And thanks"),
        line(owner, ada, "2026-03-01 10:00:00", "Shall we?"),
    ]
    .concat()
}

fn connections(slug: &str) -> String {
    format!("{CONNECTIONS}Ada,Mertens,https://www.linkedin.com/in/{slug},,Acme,,01 Feb 2019\n")
}

fn both_ways(audit: &Value, name: &str) -> (u64, u64) {
    let basis = &person(audit, name)["standing"]["basis"];
    (count(basis, "sent"), count(basis, "received"))
}

/// The older export knows no links, or another address; the newer knows the links of now.
#[test]
fn a_message_of_one_conversation_and_instant_is_one_whatever_its_links() {
    let me = "https://www.linkedin.com/in/olga-owner";
    let now = "https://www.linkedin.com/in/ada-mertens";
    let before = "https://www.linkedin.com/in/ada-m-1b2c3d";
    for (ada, owner) in [("", ""), (before, me), (now, me)] {
        let folder = scratch();
        for (month, ada, owner) in [("older", ada, owner), ("newer", now, me)] {
            write(
                folder.path(),
                &format!("{month}/messages.csv"),
                messages(ada, owner),
            );
        }
        write(
            folder.path(),
            "newer/Connections.csv",
            connections("ada-mertens"),
        );
        let args = [
            "--no-book",
            "--as-of",
            AS_OF,
            "--me",
            me,
            "--me",
            "Olga Owner",
        ];
        let both = audit(&[&args[..], &[run::text(folder.path())]].concat());
        assert_eq!(both_ways(&both, "Ada Mertens"), (1, 2), "{ada}");
    }
}

/// In a book the months come one after the other.
#[test]
fn a_message_is_one_in_a_book_too() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let me = "https://www.linkedin.com/in/olga-owner";
    for (month, ada) in [("1", "ada-m-1b2c3d"), ("2", "ada-mertens")] {
        let link = format!("https://www.linkedin.com/in/{ada}");
        write(
            folder.path(),
            &format!("{month}/messages.csv"),
            messages(&link, me),
        );
        write(
            folder.path(),
            &format!("{month}/Connections.csv"),
            connections(ada),
        );
        let month = folder.path().join(month);
        let ended = run(&[
            "audit",
            "--quiet",
            "--book",
            run::text(&book),
            "--me",
            me,
            "--as-of",
            AS_OF,
            run::text(&month),
        ]);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    let shown = run(&["book", "audit", AS_OF, "--book", run::text(&book)]).json();
    assert_eq!(both_ways(&shown, "Ada Mertens"), (1, 2));
}

/// Exports of three months in one folder: all are read, and the summary says so in a sentence.
#[test]
fn exports_of_several_months_are_named_with_their_days() {
    let folder = scratch();
    for day in ["09-01", "10-01", "11-01"] {
        let name = format!("Basic_LinkedInDataExport_{day}-2026/Connections.csv");
        write(folder.path(), &name, connections("ada-mertens"));
    }
    let ended = run(&[
        "audit",
        "--no-book",
        "--as-of",
        "2026-11-02",
        run::text(folder.path()),
    ]);
    let said = ended.out.replace("\n  ", " ");
    let sentence = "The LinkedIn exports of 1 Sep 2026, 1 Oct 2026 and 1 Nov 2026 were read. The newest one says who is a connection now.";
    assert!(said.contains(sentence), "{}", ended.out);
}

/// Somebody who writes to nobody, and somebody who has the lesser archive, have the same file: nothing is said of silence.
#[test]
fn a_list_of_messages_without_any_proves_no_silence() {
    let folder = scratch();
    let export = "Basic_LinkedInDataExport_04-28-2026";
    write(
        folder.path(),
        &format!("{export}/Connections.csv"),
        connections("ada-mertens"),
    );
    write(folder.path(), &format!("{export}/messages.csv"), MESSAGES);
    let args = [
        "--no-book",
        "--as-of",
        AS_OF,
        "--me",
        "olga@example.org",
        run::text(folder.path()),
    ];
    let found = audit(&args);
    let ada = person(&found, "Ada Mertens");
    assert_eq!(text(ada, "verdict"), "unjudged");
    let why = ada["why"].to_string();
    assert!(why.contains("messages.csv holds no messages; if you have written any on LinkedIn, the larger archive holds them"), "{why}");
    let covered = &list(&found, "coverage")[0];
    assert_eq!(
        (&covered["from"], &covered["whole"]),
        (&Value::Null, &Value::Bool(true))
    );
    let said = run(&[&["audit"], &args[..]].concat()).out;
    assert!(
        said.contains("LinkedIn messages none (messages.csv holds none)"),
        "{said}"
    );
}

/// A zip whose name tells no day, packed on the given days.
fn zip(path: &Path, entries: &[(&str, &str, (u8, u8))]) {
    let mut zip = ZipWriter::new(File::create(path).expect("a file"));
    for (name, content, (month, day)) in entries {
        let time = DateTime::from_date_and_time(2026, *month, *day, 9, 0, 0).expect("a day");
        let options = SimpleFileOptions::default().last_modified_time(time);
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("a zip");
}

/// The messages end in December; whether nothing came since, only the day of the export tells.
#[test]
fn the_times_of_a_zip_tell_the_day_of_its_export_where_all_of_it_was_packed_at_once() {
    let folder = scratch();
    let path = folder.path().join("linkedin.zip");
    let messages = messages(
        "https://www.linkedin.com/in/ada-mertens",
        "https://www.linkedin.com/in/olga-owner",
    );
    let messages = messages
        .replace("2026-03", "2018-12")
        .replace("2-xyz", "2-abc");
    let connections = format!(
        "{}Bo,Lind,https://www.linkedin.com/in/bo-lind,,Acme,,01 Feb 2019\n",
        connections("ada-mertens")
    );
    let verdict = |connections_on: (u8, u8), messages_on: (u8, u8)| {
        zip(
            &path,
            &[
                ("Connections.csv", &connections, connections_on),
                ("messages.csv", &messages, messages_on),
            ],
        );
        let found = audit(&[
            "--no-book",
            "--as-of",
            AS_OF,
            "--me",
            "https://www.linkedin.com/in/olga-owner",
            run::text(&path),
        ]);
        text(person(&found, "Bo Lind"), "verdict").to_owned()
    };
    assert_eq!(verdict((4, 28), (4, 28)), "delete");
    // Files of different days were packed again by somebody.
    assert_eq!(verdict((1, 5), (4, 28)), "unjudged");
}

/// Who was taken for somebody by the name has a row with what spoke for it, and can be parted there.
#[test]
fn joins_by_name_are_rows_of_the_list_of_merges_and_can_be_undone_there() {
    let folder = scratch();
    let me = "olga@example.org";
    let connections = format!(
        "{CONNECTIONS}Gunhild,Haaverstad,https://www.linkedin.com/in/gunhild-h,,Deltaworks,,01 Feb 2019\n"
    );
    write(folder.path(), "files/Connections.csv", connections);
    let log = "date,direction,channel,email,name,recipients,duration_s,note\n\
               2026-03-03T10:00:00Z,out,email,gunhild@deltaworks.test,Gunhild Haaverstad,1,,\n\
               2026-03-04T10:00:00Z,in,email,gunhild@deltaworks.test,Gunhild Haaverstad,1,,\n";
    write(folder.path(), "files/log.csv", log);
    let (files, out, book) = (
        folder.path().join("files"),
        folder.path().join("out"),
        folder.path().join("book.db"),
    );
    let args = [
        "audit",
        "--quiet",
        "--book",
        run::text(&book),
        "--me",
        me,
        "--as-of",
        AS_OF,
        run::text(&files),
    ];
    let ended = run(&[&args[..], &["--out", run::text(&out)]].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    let merged = String::from_utf8(files_in(&out)["merged.csv"].clone()).expect("text");
    let row = merged
        .lines()
        .find(|row| row.contains("gunhild@deltaworks.test"))
        .expect("a row");
    assert!(row.contains("by name and domain alone"), "{row}");
    assert!(
        row.contains("Connections.csv)"),
        "same as which card: {row}"
    );
    let parted = merged.replace(row, &format!("not-same{row}"));
    let parted = write(folder.path(), "parted.csv", parted);
    let ended = run(&["decide", "--book", run::text(&book), run::text(&parted)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let ended = run(&[&args[..], &["--json"]].concat());
    let found = ended.json();
    let gunhild = person(&found, "Gunhild Haaverstad");
    assert_eq!(
        count(&gunhild["standing"]["basis"], "received"),
        0,
        "{gunhild}"
    );
}

/// The head of the list of decisions asks in a column of its own, which no program takes for a header.
#[test]
fn rows_to_delete_ask_whether_their_owner_knows_them_from_elsewhere() {
    let list =
        String::from_utf8(crate::demo::october_files()["keep-delete.csv"].clone()).expect("text");
    let mut lines = list.lines();
    let header = lines.next().expect("a header");
    assert!(
        header
            .trim_start_matches('\u{feff}')
            .starts_with("decision,verdict,name,why,skim,"),
        "{header}"
    );
    let asked = "do you know them from elsewhere? mail, calls and chats were not given";
    let (delete, others): (Vec<&str>, Vec<&str>) =
        lines.partition(|line| line.starts_with(",delete,"));
    assert!(delete.len() > 10 && delete.iter().all(|line| line.contains(asked)));
    assert!(others.iter().all(|line| !line.contains(asked)));
}
