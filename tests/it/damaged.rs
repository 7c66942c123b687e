//! What is left of a damaged export is read, whichever program wrote it, and the damage is said with its place.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::find::{codes, count, file, list, person, text};
use crate::run::{audit, files_in, root, run, scratch, write};

const AS_OF: [&str; 4] = ["--as-of", "2026-11-01", "--tz", "UTC"];

/// Files that one reader each reads, and whether they say where they end.
const FILES: &[(&str, bool)] = &[
    ("chats/android/calls-20260310020000.xml", true),
    ("chats/android/sms-20260310020000.xml", true),
    ("chats/telegram/result.json", true),
    ("chats/signal/main.jsonl", true),
    ("chats/whatsapp/WhatsApp Chat with Ana Ferreira.txt", false),
    ("calendar/series/runa.ics", true),
    ("mail/takeout/All mail Including Spam and Trash.mbox", false),
    ("mail/three_ways/hops.eml", false),
    ("logs/call-log.csv", false),
    ("notes/touch.log", false),
];

/// Exports that are folders.
const FOLDERS: &[&str] = &[
    "chats/slack",
    "chats/takeout/Google Chat",
    "chats/takeout/Voice",
];

fn read_as(name: &str, bytes: &[u8]) -> Value {
    let folder = scratch();
    let base = name.rsplit('/').next().expect("a name");
    let path = write(folder.path(), base, bytes);
    audit(&[&[crate::run::text(&path)][..], &AS_OF].concat())
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(root().join("fixtures").join(name)).expect("a fixture")
}

/// Rows and what became of them.
fn figures(audit: &Value) -> [u64; 3] {
    let of = |key: &str| list(audit, "files").iter().map(|f| count(f, key)).sum();
    [of("rows"), of("events"), of("rejected")]
}

/// The places of the problems with a code; each has its file.
fn lines(audit: &Value, code: &str) -> Vec<Option<u64>> {
    let problems = list(audit, "problems").iter();
    let of_code = problems.filter(|problem| text(problem, "code") == code);
    of_code
        .map(|problem| {
            assert!(!text(problem, "file").is_empty());
            problem["line"].as_u64()
        })
        .collect()
}

#[test]
fn nul_bytes_at_the_beginning_and_within_cost_nothing() {
    for (name, _) in FILES {
        let sound = fixture(name);
        let expected = figures(&read_as(name, &sound));
        let at = sound.len() / 3;
        let at = at
            + sound[at..]
                .iter()
                .position(|b| *b == b'\n')
                .expect("a line")
            + 1;
        let within = [&sound[..at], &[0; 50], &sound[at..]].concat();
        let before = [&[0; 700], &sound[..]].concat();
        for bytes in [within, before] {
            let audit = read_as(name, &bytes);
            assert_eq!(figures(&audit), expected, "{name}");
            assert!(
                codes(&audit).contains(&"nul-bytes"),
                "{name}: {:?}",
                codes(&audit)
            );
        }
    }
}

#[test]
fn utf_16_is_read_as_what_it_is() {
    for (name, _) in FILES {
        let sound = fixture(name);
        // What is no UTF-8 anyway cannot be written in another encoding.
        let Ok(text) = String::from_utf8(sound.clone()) else {
            continue;
        };
        let expected = figures(&read_as(name, &sound));
        let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
        let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide).collect();
        assert_eq!(figures(&read_as(name, &bytes)), expected, "{name}");
    }
}

#[test]
fn of_a_file_that_is_cut_off_the_beginning_is_read_and_its_end_is_named() {
    for (name, says_its_end) in FILES {
        let sound = fixture(name);
        let [rows, events, _] = figures(&read_as(name, &sound));
        let audit = read_as(name, &sound[..sound.len() * 3 / 4]);
        let [left, kept, _] = figures(&audit);
        assert!(
            0 < left && left <= rows && kept <= events,
            "{name}: {left} of {rows}"
        );
        let ends = lines(&audit, "truncated-file");
        if *says_its_end {
            assert!(
                matches!(ends[..], [Some(line)] if line > 1),
                "{name}: {ends:?}"
            );
        }
    }
}

#[test]
fn a_mailbox_that_ends_within_a_header_says_in_which_message() {
    let name = "mail/takeout/All mail Including Spam and Trash.mbox";
    let sound = fixture(name);
    let text = String::from_utf8_lossy(&sound);
    let last = text.rfind("\nFrom ").expect("a message") + 1;
    let message = text[last..].find('\n').expect("a header") + last + 30;
    let audit = read_as(name, &sound[..message]);
    let line = text[..last].matches('\n').count() as u64 + 1;
    assert_eq!(lines(&audit, "truncated-file"), [Some(line)]);
    assert_eq!(figures(&audit)[0], 14, "the other thirteen are read");
}

#[test]
fn a_message_of_its_own_says_where_its_header_is_too_long_or_cut_off() {
    let head = "Message-ID: <1@example.org>\nDate: Mon, 2 Mar 2026 10:15:00 +0000\nFrom: Ana Ferreira <ana@example.org>\nTo: me@malt.example.org\n";
    let long = format!("{head}X-Long: {}\n\nbody\n", "y".repeat(300 << 10));
    let audit = read_as("long.eml", long.as_bytes());
    assert_eq!(codes(&audit), ["oversized-header"]);
    assert_eq!(figures(&audit)[0], 1);
    let audit = read_as("cut.eml", format!("{head}Subject: hal").as_bytes());
    assert_eq!(codes(&audit), ["truncated-file"]);
    assert!(
        audit["problems"].to_string().contains("cut.eml: "),
        "which file"
    );
    person(&audit, "Ana Ferreira");
    let bare = read_as("bare.eml", head.as_bytes());
    assert_eq!(codes(&bare), [""; 0], "a message may be all header");
}

/// Copies a folder of fixtures; `change` gives what becomes of each file, by its path.
fn changed(name: &str, to: &Path, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) {
    let from = root().join("fixtures").join(name);
    let mut folders = vec![from.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inner = path.strip_prefix(&from).expect("inside");
            let inner = crate::run::text(inner).to_owned();
            if let Some(bytes) = change(&inner, fs::read(&path).expect("a file")) {
                write(to, &inner, bytes);
            }
        }
    }
}

fn folder_as(name: &str, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Value {
    let folder = scratch();
    let base = name.rsplit('/').next().expect("a name");
    let to = folder.path().join(base);
    changed(name, &to, change);
    audit(&[&[crate::run::text(&to)][..], &AS_OF].concat())
}

#[test]
fn each_file_of_a_folder_that_is_damaged_is_named_and_the_others_are_read() {
    for name in FOLDERS {
        let sound = figures(&folder_as(name, |_, bytes| Some(bytes)));
        let nul = folder_as(name, |_, bytes| {
            let half = bytes.len() / 2;
            Some([&bytes[..half], &[0; 9], &bytes[half..]].concat())
        });
        assert_eq!(figures(&nul), sound, "{name}");
        assert!(lines(&nul, "nul-bytes").len() > 2, "{name}");
        let wide = folder_as(name, |_, bytes| {
            let text = String::from_utf8(bytes).expect("text");
            let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
            Some([0xff, 0xfe].into_iter().chain(wide).collect())
        });
        assert_eq!(figures(&wide), sound, "{name}");
        let cut = folder_as(name, |_, bytes| Some(bytes[..bytes.len() * 3 / 4].to_vec()));
        assert!(lines(&cut, "truncated-file").len() > 2, "{name}");
        assert!(figures(&cut)[0] > 0, "{name}");
        let problems = cut["problems"].to_string();
        assert!(
            problems.contains(".json: ") || problems.contains(".html: "),
            "{problems}"
        );
    }
}

#[test]
fn slack_without_its_list_of_people_knows_them_by_their_ids() {
    let name = "chats/slack";
    let sound = folder_as(name, |_, bytes| Some(bytes));
    let without = folder_as(name, |path, bytes| (path != "users.json").then_some(bytes));
    assert_eq!(figures(&without), figures(&sound), "nothing is lost");
    assert!(
        without["problems"]
            .to_string()
            .contains("users.json: it is missing")
    );
    // A talk whose folder was renamed is in no list, which is said.
    let folder = scratch();
    let to = folder.path().join("slack");
    changed(name, &to, |_, bytes| Some(bytes));
    fs::rename(to.join("D1"), to.join("with Dorothea")).expect("renamed");
    let renamed = audit(&[&[crate::run::text(&to)][..], &AS_OF].concat());
    let remarks = file(&renamed, "slack")["remarks"].to_string();
    assert!(
        remarks.contains("read as channels: with Dorothea"),
        "{remarks}"
    );
}

#[test]
fn names_in_latin_1_come_out_right_and_are_said() {
    let calls = fixture("chats/android/calls-20260310020000.xml");
    let text = String::from_utf8(calls).expect("UTF-8");
    let latin: Vec<u8> = text
        .replace("Dorothea Quist", "J\u{f8}rgen B\u{e5}\u{e5}th")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    let audit = read_as("calls.xml", &latin);
    person(&audit, "Jørgen Bååth");
    assert_eq!(lines(&audit, "assumed-windows-1252").len(), 1);
}

#[test]
fn a_log_of_a_database_is_read_out_of_an_archive_too() {
    let on_disk = audit(&[&["fixtures/chats/apple/chat.db"][..], &AS_OF].concat());
    let folder = scratch();
    for (name, packed) in [("messages.tar", false), ("messages.tgz", true)] {
        let path = folder.path().join(name);
        if packed {
            crate::tars::packed(&path, &["chats/apple"], &[]);
        } else {
            crate::tars::archive(
                fs::File::create(&path).expect("a file"),
                &["chats/apple"],
                &[],
            );
        }
        let audit = audit(&[&[crate::run::text(&path)][..], &AS_OF].concat());
        let (there, here) = (file(&on_disk, "chat.db"), file(&audit, "chat.db"));
        assert_eq!(count(here, "rows"), count(there, "rows"), "{name}");
        assert!(here["remarks"].to_string().contains("-wal"), "{here}");
        assert!(
            !audit.to_string().contains("chat.db-wal\""),
            "it is part of the database"
        );
    }
}

#[test]
fn what_is_read_is_left_as_it_was() {
    let folder = scratch();
    let to = folder.path().join("apple");
    changed("chats/apple", &to, |_, bytes| Some(bytes));
    let before = files_in(&to);
    run(&[&["audit", crate::run::text(&to)][..], &AS_OF].concat());
    assert_eq!(files_in(&to), before, "no -shm, no checkpoint");
}

/// Nine entities, each of which stands for ten of the one before: a billion words if anybody believed them.
fn bomb() -> String {
    let mut declared = "<!ENTITY e0 \"ha\">".to_owned();
    for n in 1..10 {
        let ten = format!("&e{};", n - 1).repeat(10);
        declared += &format!("<!ENTITY e{n} \"{ten}\">");
    }
    format!("<!DOCTYPE x [{declared}]>\n")
}

#[test]
fn entities_that_stand_for_a_billion_words_are_left_as_they_are() {
    let name = "chats/android/calls-20260310020000.xml";
    let sound = fixture(name);
    let text = String::from_utf8(sound.clone()).expect("text");
    let at = text.find("<calls").expect("its beginning");
    let loaded = text[at..].replace("contact_name=\"", "contact_name=\"&e9;");
    let bytes = [text[..at].to_owned(), bomb(), loaded].concat();
    let begun = std::time::Instant::now();
    let audit = read_as(name, bytes.as_bytes());
    assert_eq!(figures(&audit), figures(&read_as(name, &sound)));
    assert!(begun.elapsed().as_secs() < 20);

    let pages = "chats/takeout/Voice";
    let sound = folder_as(pages, |_, bytes| Some(bytes));
    let loaded = folder_as(pages, |_, bytes| {
        let page = String::from_utf8(bytes).expect("text");
        Some((bomb() + &page.replace("class=\"fn\">", "class=\"fn\">&e9;")).into())
    });
    assert_eq!(figures(&loaded), figures(&sound));
}

#[test]
fn json_that_nests_a_hundred_thousand_levels_is_read() {
    let message = |id: u32, text: &str| {
        format!(
            "{{\"id\": {id}, \"type\": \"message\", \"date_unixtime\": \"17683309{id}\", \"from\": \"Ana Ferreira\", \"from_id\": \"user222\", \"text\": {text}}}"
        )
    };
    let nested = |levels: usize| format!("{}\"x\"{}", "[".repeat(levels), "]".repeat(levels));
    for levels in [100, 100_000] {
        let messages = [
            message(10, "\"one\""),
            message(20, &nested(levels)),
            message(30, "\"three\""),
        ];
        let chat = format!(
            "{{\"name\": \"Ana Ferreira\", \"type\": \"personal_chat\", \"id\": 222, \"messages\": [\n{}]}}\n",
            messages.join(",\n")
        );
        let audit = read_as("result.json", chat.as_bytes());
        assert_eq!(figures(&audit), [3, 3, 0], "{levels}");
    }
}
