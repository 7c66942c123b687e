//! Chats, as their users see them: who wrote to whom, and what is asked where a file does not say.

use std::fs;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::find::{count, file, person, text};
use crate::run::{audit, files_in, root, run, scratch, write};

const AMBIGUOUS: &str = "fixtures/chats/whatsapp/ambiguous.txt";

#[test]
fn a_chat_whose_days_may_be_two_is_read_once_the_order_is_said() {
    let asked = audit(&[AMBIGUOUS, "--as-of", "2026-11-01"]).to_string();
    assert!(asked.contains("ambiguous-date") && asked.contains("--date-order dmy"));
    let said = audit(&[AMBIGUOUS, "--as-of", "2026-11-01", "--date-order", "dmy"]).to_string();
    assert!(!said.contains("ambiguous-date") && said.contains("Ana Ferreira"));
    let wrong = run(&["audit", AMBIGUOUS, "--date-order", "ydm"]);
    assert!(
        wrong.code != 0 && wrong.err.contains("dmy"),
        "{}",
        wrong.err
    );
}

fn chats(folder: &str) -> Value {
    audit(&[&format!("fixtures/chats/{folder}"), "--as-of", "2026-04-01"])
}

/// Messages and calls of the owner to somebody, and of theirs.
fn both_ways(audit: &Value, name: &str) -> (u64, u64) {
    let basis = &person(audit, name)["standing"]["basis"];
    (count(basis, "sent"), count(basis, "received"))
}

#[test]
fn telegram_knows_its_owner_and_the_numbers_of_contacts() {
    let audit = chats("telegram");
    let read = file(&audit, "result.json");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Telegram chats", 8)
    );
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"channel": 1, "deleted account": 1, "note of the service": 1})
    );
    assert_eq!(audit["owner"]["name"], "Runa Teglgaard");
    assert_eq!(
        person(&audit, "Dorothea Quist")["phones"],
        json!(["+4915112345678"])
    );
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (2, 2));
    assert_eq!(
        both_ways(&audit, "Marek Sedlak"),
        (0, 1),
        "in a group of three"
    );
}

#[test]
fn signal_tells_both_ways_and_leaves_notes_out() {
    let audit = chats("signal");
    let read = file(&audit, "main.jsonl");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Signal chats", 6)
    );
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"note of the service": 1, "to yourself": 1})
    );
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (2, 1));
    assert_eq!(both_ways(&audit, "Marek"), (0, 1));
}

#[test]
fn one_person_in_two_services_is_one_by_the_number() {
    let both = audit(&[
        "fixtures/chats/telegram",
        "fixtures/chats/signal",
        "--as-of",
        "2026-04-01",
    ]);
    assert_eq!(both_ways(&both, "Dorothea Quist"), (4, 3));
}

#[test]
fn apple_keeps_messages_in_a_database_and_in_the_log_beside_it() {
    let audit = chats("apple");
    let read = file(&audit, "chat.db");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Apple messages", 8)
    );
    assert!(read["remarks"].to_string().contains("-wal"), "{read}");
    let calls = file(&audit, "CallHistory.storedata");
    assert_eq!(
        (text(calls, "kind"), count(calls, "rows")),
        ("Apple calls", 5)
    );
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"names nobody": 1, "note of the service": 1, "reaction": 1, "sent by a service": 1})
    );
    assert_eq!(audit["owner"]["emails"], json!(["runa@malt.example.org"]));
    // Two messages and a call that came in, one that went out, one to both, two calls, of which one was not taken.
    assert_eq!(both_ways(&audit, "+49 1511 2345678"), (4, 3));
    assert_eq!(both_ways(&audit, "Marek Sedlak"), (2, 1));
}

#[test]
fn a_database_that_another_program_keeps_locked_is_read_and_left_as_it_is() {
    let folder = scratch();
    for name in ["chat.db", "chat.db-wal"] {
        fs::copy(
            root().join("fixtures/chats/apple").join(name),
            folder.path().join(name),
        )
        .unwrap();
    }
    let messages = Connection::open(folder.path().join("chat.db")).unwrap();
    messages
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; INSERT INTO message (guid) VALUES ('unfinished');")
        .unwrap();
    let before = files_in(folder.path());
    let path = folder.path().join("chat.db");
    let read = audit(&[crate::run::text(&path), "--as-of", "2026-04-01"]);
    assert_eq!(count(file(&read, "chat.db"), "rows"), 8);
    assert_eq!(files_in(folder.path()), before);
}

#[test]
fn a_zip_of_the_folder_of_messages_is_read_with_its_log() {
    let folder = scratch();
    let path = folder.path().join("Messages.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for name in ["chat.db", "chat.db-wal"] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("Messages/{name}"), options).unwrap();
        let bytes = fs::read(root().join("fixtures/chats/apple").join(name)).unwrap();
        std::io::Write::write_all(&mut zip, &bytes).unwrap();
    }
    zip.finish().unwrap();
    let read = audit(&[crate::run::text(&path), "--as-of", "2026-04-01"]);
    assert_eq!(count(file(&read, "chat.db"), "rows"), 8);
}

#[test]
fn google_chat_is_one_line_and_dates_in_unknown_languages_are_not_guessed() {
    let audit = chats("takeout");
    let read = file(&audit, "Google Chat");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Google Chat", 8)
    );
    assert_eq!(count(read, "rejected"), 1);
    let undated: Vec<&Value> = audit["problems"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|problem| problem["code"] == "undated-row")
        .collect();
    assert_eq!(undated.len(), 1, "the one in German is read: {undated:?}");
    assert!(text(undated[0], "message").contains("tháng"));
    assert!(
        audit["owner"]["emails"]
            .to_string()
            .contains("runa@malt.example.org")
    );
    let with_whom = |name: &str| crate::find::named(&audit, name).len();
    assert_eq!(with_whom("Member 0"), 0, "of a crowd nobody is met");
}

#[test]
fn google_voice_tells_calls_and_talks_by_text() {
    let audit = chats("takeout/Voice");
    let read = file(&audit, "Calls");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Google Voice", 6)
    );
    // A call and a text to her, a text to both; one text of hers.
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (3, 1));
    assert_eq!(
        both_ways(&audit, "Amadou"),
        (1, 1),
        "a call that was missed and a text to both"
    );
    assert_eq!(
        both_ways(&audit, "Marek Sedlak"),
        (1, 0),
        "by the name of the file"
    );
    assert_eq!(audit["owner"]["phones"], json!(["+420601123456"]));
}

#[test]
fn slack_counts_private_talks_and_of_channels_only_what_is_said_to_the_owner() {
    let audit = chats("slack");
    let read = file(&audit, "slack");
    assert_eq!(
        (text(read, "kind"), count(read, "rows")),
        ("Slack export", 9)
    );
    assert_eq!(
        audit["totals"]["set_aside"],
        json!({"between others": 1, "bot": 1, "channel": 1, "note of the service": 1})
    );
    assert_eq!(audit["owner"]["emails"], json!(["runa@malt.example.org"]));
    assert_eq!(both_ways(&audit, "Dorothea Quist"), (2, 2));
    assert_eq!(both_ways(&audit, "Marek Sedlak"), (0, 1));
}

/// A chat of two and a group of three, of which only the first says whose they are.
fn whatsapp() -> tempfile::TempDir {
    let folder = scratch();
    let two = "13/01/26, 19:02 - Ana Ferreira: a\n13/01/26, 19:05 - Runa: b\n";
    let group = "14/01/26, 19:02 - Zoe Brandt: a\n14/01/26, 19:05 - Runa: b\n14/01/26, 19:06 - Ana Ferreira: c\n";
    crate::run::write(folder.path(), "WhatsApp Chat with Ana Ferreira.txt", two);
    crate::run::write(folder.path(), "WhatsApp Chat with Malt trip.txt", group);
    folder
}

#[test]
fn a_chat_of_two_tells_the_owners_name_and_the_name_gives_a_group_its_direction() {
    let folder = whatsapp();
    let told = audit(&[crate::run::text(folder.path()), "--as-of", "2026-04-01"]);
    let found = told["owner"]["found"].to_string();
    assert!(found.contains("Runa: what you are called in"), "{found}");
    assert_eq!(both_ways(&told, "Zoe Brandt"), (1, 1));
    assert_eq!(both_ways(&told, "Ana Ferreira"), (2, 2));
}

#[test]
fn a_name_may_be_said_but_no_slip_in_an_address() {
    let folder = whatsapp();
    let group = folder.path().join("WhatsApp Chat with Malt trip.txt");
    let group = crate::run::text(&group);
    let said = audit(&[group, "--as-of", "2026-04-01", "--me", "Runa"]);
    assert_eq!(both_ways(&said, "Zoe Brandt"), (1, 1));
    let open = audit(&[group, "--as-of", "2026-04-01"]);
    assert_eq!(open["owner"]["known"], false);
    for slip in ["runa@malt", "+49 12", "example.org/in/runa"] {
        let refused = run(&["audit", group, "--me", slip]);
        assert_eq!(refused.code, 2, "{slip}: {}", refused.err);
    }
}

#[test]
fn an_account_on_a_card_is_found_by_what_it_writes() {
    let folder = scratch();
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Sedlak;Marek;;;\r\nFN:Marek Sedlak\r\nIMPP;X-SERVICE-TYPE=Signal:x-apple:Marek.42\r\nEND:VCARD\r\n";
    let path = crate::run::write(folder.path(), "a.vcf", card);
    let joined = audit(&[
        crate::run::text(&path),
        "fixtures/chats/signal",
        "--as-of",
        "2026-04-01",
    ]);
    assert_eq!(both_ways(&joined, "Marek Sedlak"), (0, 1));
    let remarks = file(&joined, "main.jsonl")["remarks"].to_string();
    assert!(!remarks.contains("by name"), "{remarks}");
}

#[test]
fn what_only_a_name_joins_is_marked_on_the_person() {
    let folder = scratch();
    let book = write(
        folder.path(),
        "book.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Dorothea Quist\nN:Quist;Dorothea;;;\nTEL:+4915112345678\nEND:VCARD\n",
    );
    let chat = write(
        folder.path(),
        "WhatsApp Chat with Dorothea Quist.txt",
        "13.01.26, 19:02 - Dorothea Quist: Hi\n14.01.26, 19:02 - Runa: Hello\n",
    );
    let audit = audit(&[
        crate::run::text(&book),
        crate::run::text(&chat),
        "--as-of",
        "2026-02-01",
    ]);
    let why = person(&audit, "Dorothea Quist")["why"].to_string();
    // WhatsApp takes its names from the phone's address book: there is nothing to doubt.
    assert!(!why.contains("by name only"), "{why}");
    let list = write(
        folder.path(),
        "Connections.csv",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nDorothea,Quist,https://www.linkedin.com/in/dorothea-quist,,,,03 Mar 2017\n",
    );
    let audit = crate::run::audit(&[
        crate::run::text(&list),
        crate::run::text(&chat),
        "--as-of",
        "2026-02-01",
    ]);
    let why = person(&audit, "Dorothea Quist")["why"].to_string();
    let mark = "2 entries matched by name only (WhatsApp Chat with Dorothea Quist.txt)";
    assert!(why.contains(mark), "{why}");
    // Of whom nothing but the name is known, nothing else could join.
    let alone = crate::run::audit(&[crate::run::text(&chat), "--as-of", "2026-02-01"]);
    let why = person(&alone, "Dorothea Quist")["why"].to_string();
    assert!(!why.contains("by name only"), "{why}");
}

#[test]
fn an_export_of_slack_that_names_no_owner_takes_the_one_who_was_said() {
    let paths = ["users.json", "channels.json", "general/2026-01-15.json"]
        .map(|name| format!("fixtures/chats/slack/{name}"));
    let asked = |me: &[&str]| {
        let paths = paths.iter().map(String::as_str);
        let args: Vec<&str> = paths.chain(["--as-of", "2026-04-01"]).collect();
        audit(&[&args[..], me].concat())
    };
    let unknown = asked(&[]);
    let remarks = file(&unknown, "slack")["remarks"].to_string();
    assert!(remarks.contains("does not say whose it is"), "{remarks}");
    let told = asked(&["--me", "runa@malt.example.org"]);
    assert_eq!(file(&told, "slack")["remarks"], json!([]));
    let basis = &person(&told, "Dorothea Quist")["standing"]["basis"];
    assert_eq!(
        (count(basis, "sent"), count(basis, "received")),
        (1, 1),
        "a mention, and an answer in its thread"
    );
}

#[test]
fn a_group_that_was_exported_twice_counts_once_and_what_was_said_twice_twice() {
    let folder = scratch();
    let first = "2026-03-02, 10:00 - Ana Ferreira: hello\n2026-03-02, 10:01 - Runa: yes\n2026-03-02, 10:01 - Runa: yes\n2026-03-02, 10:02 - Bo: x\n";
    let later = format!("{first}2026-03-03, 10:02 - Bo: y\n");
    let name = "WhatsApp Chat with Brewers.txt";
    let paths = [("march", first), ("april", later.as_str())]
        .map(|(month, chat)| write(folder.path(), &format!("{month}/{name}"), chat));
    let audit = audit(&[
        crate::run::text(&paths[0]),
        crate::run::text(&paths[1]),
        "--me",
        "Runa",
        "--as-of",
        "2026-04-01",
    ]);
    assert_eq!(count(&audit["totals"], "interactions"), 5);
    assert_eq!(count(&audit["totals"], "merged"), 4);
}

#[test]
fn a_group_in_which_somebody_begins_to_write_counts_what_was_said_before_once() {
    let folder = scratch();
    let said = |days: std::ops::Range<u32>| -> String {
        let line = |day: u32| {
            format!(
                "2026-03-{day:02}, 10:00 - Ana Ferreira: hello {day}\n2026-03-{day:02}, 10:01 - Runa: yes {day}\n2026-03-{day:02}, 10:02 - Bo: x{day}\n"
            )
        };
        days.map(line).collect()
    };
    let first = said(1..9);
    let later = format!("{first}2026-04-03, 10:02 - Cleo Marsh: new here\n");
    let name = "WhatsApp Chat with Brewers.txt";
    let [march, april] = [("march", &first), ("april", &later)]
        .map(|(month, chat)| write(folder.path(), &format!("{month}/{name}"), chat));
    let told = |audit: &Value| count(&audit["totals"], "interactions");
    let (march, april) = (crate::run::text(&march), crate::run::text(&april));
    let common = ["--me", "Runa", "--as-of", "2026-05-01"];
    let once = told(&audit(&[&[april][..], &common].concat()));
    assert_eq!(once, 25);
    let both = told(&audit(&[&[march, april][..], &common].concat()));
    assert_eq!(both, once, "two exports of one chat");
    let book = folder.path().join("book.db");
    let cards = write(
        folder.path(),
        "ana.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ferreira\nEND:VCARD\n",
    );
    for (file, as_of, expected) in [
        (march, "2026-04-01", 24),
        (april, "2026-05-01", once),
        // The chat is not given again: the book alone tells.
        (crate::run::text(&cards), "2026-06-01", once),
    ] {
        let kept = ["--book", crate::run::text(&book), "--me", "Runa"];
        let ended =
            crate::run::run(&[&["audit", file, "--json", "--as-of", as_of][..], &kept].concat());
        assert_eq!(told(&ended.json()), expected, "{as_of}");
    }
}
