//! What people wrote to each other is found in nothing that Tieline keeps, writes or says, and no run opens a socket.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{ended, scratch, text, tieline, write};

/// Two words that stand in the text of every message and in no name.
const PLANTED: [&str; 2] = ["zanzibarian", "quixotically"];

/// A file of each kind in which text lies, each with a message that says both words.
fn exports(folder: &Path) {
    let said = PLANTED.join(" ");
    let files = [
        (
            "messages.csv",
            format!(
                "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
                 c1,{said},Petra Novak,https://www.linkedin.com/in/petra,Own Er,https://www.linkedin.com/in/own,2026-01-05 10:00:00 UTC,{said},\"{said}?\",INBOX\n"
            ),
        ),
        (
            "Invitations.csv",
            format!(
                "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
                 Petra Novak,Own Er,\"1/5/26, 10:00 AM\",\"{said}?\",INCOMING,https://www.linkedin.com/in/petra,https://www.linkedin.com/in/own\n"
            ),
        ),
        (
            "mail.mbox",
            format!(
                "From - Mon Jan  5 10:00:00 2026\nFrom: Petra Novak <petra@example.org>\nTo: own@example.org\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\
                 Message-ID: <1@example.org>\nSubject: {said}?\n\n{said}?\n\n"
            ),
        ),
        (
            "one.eml",
            format!(
                "From: Petra Novak <petra@example.org>\nTo: own@example.org\nDate: Tue, 6 Jan 2026 10:00:00 +0000\nMessage-ID: <2@example.org>\nSubject: {said}\n\n{said}?\n"
            ),
        ),
        (
            "WhatsApp Chat with Petra Novak.txt",
            format!(
                "25/01/2026, 10:00 - Petra Novak: {said}?\n25/01/2026, 10:01 - Own Er: {said}\n{said}\n"
            ),
        ),
        (
            "sms.xml",
            format!(
                "<?xml version='1.0'?><smses count=\"1\"><sms address=\"+46701740605\" date=\"1767607200000\" type=\"1\" body=\"{said}?\" contact_name=\"Petra Novak\" /></smses>"
            ),
        ),
        (
            "result.json",
            format!(
                "{{\"about\":\"Here is the data\",\"personal_information\":{{\"user_id\":1,\"first_name\":\"Own\",\"last_name\":\"Er\"}},\"chats\":{{\"list\":[{{\"name\":\"Petra Novak\",\"type\":\"personal_chat\",\"id\":2,\
                 \"messages\":[{{\"id\":1,\"type\":\"message\",\"date\":\"2026-01-05T10:00:00\",\"date_unixtime\":\"1767607200\",\"from\":\"Petra Novak\",\"from_id\":\"user2\",\"text\":\"{said}?\"}}]}}]}}}}"
            ),
        ),
        (
            "calendar.ics",
            format!(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260105T100000Z\r\nDTEND:20260105T110000Z\r\nSUMMARY:{said}\r\nDESCRIPTION:{said}\r\nLOCATION:{said}\r\n\
                 ORGANIZER:mailto:own@example.org\r\nATTENDEE;CN=Petra Novak:mailto:petra@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            ),
        ),
    ];
    for (name, content) in files {
        write(folder, name, content);
    }
}

fn holds_none(bytes: &[u8], what: &str) {
    let bytes = bytes.to_ascii_lowercase();
    for word in PLANTED {
        let found = bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes());
        assert!(!found, "{word} in {what}");
    }
}

#[test]
fn what_a_message_says_is_found_nowhere() {
    let (given, kept) = (scratch(), scratch());
    exports(given.path());
    let (book, out) = (kept.path().join("book.db"), kept.path().join("out"));
    let common = ["--as-of", "2026-02-01", "--me", "own@example.org", "--book"];
    let audited = ended(
        tieline()
            .args(["audit", text(given.path()), "--out", text(&out), "--files"])
            .args(common)
            .arg(&book),
    );
    assert_eq!(audited.code, 0, "{}", audited.err);
    let again = ended(
        tieline()
            .args(["audit", text(given.path()), "--json"])
            .args(common)
            .arg(&book),
    );
    let read: Vec<String> = again.json()["files"]
        .as_array()
        .expect("files")
        .iter()
        .filter(|file| file["rows"].as_u64() > Some(0) && file["rejected"] == 0)
        .map(|file| file["file"].to_string())
        .collect();
    assert_eq!(
        read.len(),
        8,
        "every file has something to plant in: {read:?}"
    );
    let shown = ended(
        tieline()
            .args(["show", "Petra", "Novak", "--book"])
            .arg(&book),
    );
    let exported = ended(tieline().args(["book", "export", "--book"]).arg(&book));
    for said in [audited, again, shown, exported] {
        holds_none(said.out.as_bytes(), "standard output");
        holds_none(said.err.as_bytes(), "standard error");
    }
    for folder in [kept.path(), &out] {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                holds_none(&fs::read(&path).expect("a file"), text(&path));
            }
        }
    }
}

/// Whether a program can be run here.
fn is_there(program: &str, args: &[&str]) -> bool {
    let tried = Command::new(program).args(args).output();
    tried.is_ok_and(|tried| tried.status.success())
}

#[test]
fn a_run_opens_no_socket_and_needs_no_network() {
    let audit = [
        "audit",
        "fixtures/demo/2026-09",
        "--as-of",
        "2026-10-01",
        "--json",
        "--no-book",
    ];
    let usual = ended(tieline().args(audit));
    let program = tieline().get_program().to_owned();
    let within = |wrapper: &[&str]| {
        let mut command = Command::new(wrapper[0]);
        for (name, value) in tieline().get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        ended(
            command
                .args(&wrapper[1..])
                .arg(&program)
                .args(audit)
                .current_dir(crate::run::root()),
        )
    };
    if is_there("unshare", &["-rn", "true"]) {
        let alone = within(&["unshare", "-rn"]);
        assert_eq!((alone.code, &alone.out), (usual.code, &usual.out));
    } else {
        eprintln!("not tried without a network: no right to make a network namespace here");
    }
    let trace = ["-f", "-qq", "-e", "trace=%network"];
    if is_there("strace", &[&trace[..], &["true"]].concat()) {
        let traced = within(&[&["strace"], &trace[..]].concat());
        let calls: Vec<&str> = traced
            .err
            .lines()
            .filter(|line| line.contains("socket(") || line.contains("connect("))
            .collect();
        assert!(calls.is_empty(), "{calls:?}");
        assert_eq!(traced.out, usual.out);
    } else {
        eprintln!("not traced: strace is not there");
    }
}
