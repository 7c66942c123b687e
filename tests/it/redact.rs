//! `--redact`: nothing of what the files say of anybody is in what is written.

use std::path::Path;

use serde_json::Value;

use crate::run::{files_in, run, scratch, text, write};

/// What must be found in no file. Every word is one that nothing else says.
const PLANTED: &[&str] = &[
    "Zarquon",
    "Wibbleford",
    "zarquon@wobble",
    "wobble.test",
    "46701740699",
    "174 06 99",
    "Frobozz",
    "Xyzzyst",
    "Plugh",
    "Quuxlane",
    "Grue",
    "zarquon-wib",
    "Blorb",
    "Nargle",
    "snark",
    "Olga",
    "olga-owner",
    "boojum",
];

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Zarquon,Wibbleford,https://www.linkedin.com/in/zarquon-wib,zarquon@wobble.test,Frobozz Ltd,Xyzzyst,01 Feb 2019\n\
    Zarquon,Nargle,https://www.linkedin.com/in/nargle,,Plugh AG,Xyzzyst,01 Feb 2026\n";
const BOOK: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zarquon Wibbleford\r\nN:Wibbleford;Zarquon;;;\r\nTEL:+46 70 174 06 99\r\n\
    EMAIL:zarquon@wobble.test\r\nADR:;;Quuxlane 3;Gruetown;;;\r\nCATEGORIES:Blorb\r\nNOTE:a snark\r\nBDAY:not a day Grue\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zarquon Nargle\r\nTEL:boojum\r\nEND:VCARD\r\n";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
    c1,,Olga Owner,https://www.linkedin.com/in/olga-owner,Zarquon Wibbleford,https://www.linkedin.com/in/zarquon-wib,2026-01-05 09:00:00 UTC,,A snark?,INBOX\n\
    c1,,Zarquon Wibbleford,https://www.linkedin.com/in/zarquon-wib,Olga Owner,https://www.linkedin.com/in/olga-owner,2026-01-06 09:00:00 UTC,,A boojum?,INBOX\n\
    c2,,Grue Blorb,https://www.linkedin.com/in/grue-blorb,Olga Owner,https://www.linkedin.com/in/olga-owner,2026-02-06 09:00:00 UTC,,Hello?,INBOX\n";

/// The planted words that are in a text.
fn found(content: &str) -> Vec<&'static str> {
    let content = content.to_lowercase();
    PLANTED
        .iter()
        .copied()
        .filter(|word| content.contains(&word.to_lowercase()))
        .collect()
}

fn planted(folder: &Path) -> String {
    write(folder, "in/Connections.csv", CONNECTIONS);
    write(folder, "in/messages.csv", MESSAGES);
    write(folder, "in/Cards of Zarquon.vcf", BOOK);
    write(folder, "in/Nargle.xyz", "what is this");
    folder.join("in").to_string_lossy().into_owned()
}

fn arguments<'a>(input: &'a str, book: &'a str, as_of: &'a str) -> Vec<&'a str> {
    vec![
        "audit",
        input,
        "--book",
        book,
        "--me",
        "https://www.linkedin.com/in/olga-owner",
        "--as-of",
        as_of,
    ]
}

#[test]
fn nothing_that_the_files_say_is_in_what_is_written() {
    let folder = scratch();
    let (input, book) = (planted(folder.path()), folder.path().join("book.db"));
    let book = text(&book);
    let plain = run(&[&arguments(&input, book, "2026-03-01")[..], &["--json"]].concat());
    let missing: Vec<_> = PLANTED
        .iter()
        .filter(|word| !found(&plain.out).contains(word))
        .collect();
    assert_eq!(
        missing,
        ["174 06 99"].each_ref(),
        "the number is written otherwise, everything else is there to be found"
    );
    let decided = run(&[
        "decide",
        "--book",
        book,
        "Zarquon Wibbleford",
        "role: snark",
    ]);
    assert_eq!(decided.code, 0, "{}", decided.err);
    let out = folder.path().join("out");
    let args = [
        &arguments(&input, book, "2026-04-01")[..],
        &["--redact", "--out", text(&out)],
    ]
    .concat();
    let ended = run(&args);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
    let files = files_in(&out);
    let names: Vec<&String> = files.keys().collect();
    assert_eq!(names, ["audit.json", "report.html", "report.md"]);
    for (name, bytes) in &files {
        let content = String::from_utf8(bytes.clone()).expect("UTF-8");
        assert_eq!(found(&content), [""; 0], "{name}");
    }
    let json = run(&[
        &arguments(&input, book, "2026-04-01")[..],
        &["--redact", "--json"],
    ]
    .concat());
    assert_eq!(json.out.as_bytes(), files["audit.json"]);
    let diff = folder.path().join("diff");
    let ended = run(&["diff", "--book", book, "--redact", "--out", text(&diff)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(found(&ended.out), [""; 0], "{}", ended.out);
    for (name, bytes) in files_in(&diff) {
        assert_eq!(found(&String::from_utf8_lossy(&bytes)), [""; 0], "{name}");
    }
}

#[test]
fn what_is_redacted_keeps_its_figures_and_its_sense() {
    let folder = scratch();
    let (input, book) = (planted(folder.path()), folder.path().join("book.db"));
    let of = |more: &[&str]| {
        run(&[
            &arguments(&input, text(&book), "2026-04-01")[..],
            &["--json"],
            more,
        ]
        .concat())
        .json()
    };
    let (plain, redacted) = (of(&[]), of(&["--redact"]));
    assert_eq!(plain["totals"], redacted["totals"]);
    let people = |audit: &Value| audit["people"].as_array().expect("people").clone();
    for (before, after) in people(&plain).iter().zip(&people(&redacted)) {
        for same in ["rank", "verdict", "last_contact", "timeline", "grounds"] {
            assert_eq!(before[same], after[same], "{same}");
        }
        assert_eq!(before["standing"], after["standing"]);
        assert!(
            after["name"]
                .as_str()
                .is_some_and(|name| name.starts_with("Person ")),
            "{after}"
        );
        assert_eq!(
            before["why"].as_array().map(Vec::len),
            after["why"].as_array().map(Vec::len)
        );
    }
    assert_eq!(
        people(&redacted)[0]["why"][0],
        "in touch both ways, last on 6 Jan 2026 (LinkedIn message; file-1.csv)"
    );
}

#[test]
fn what_nobody_is_to_see_is_asked_for_in_a_form_to_hand_on() {
    let ended = run(&[
        "audit",
        "fixtures/demo/address-book.vcf",
        "--redact",
        "--no-book",
    ]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.contains("add --out DIR, --open or --json"),
        "{}",
        ended.err
    );
}
