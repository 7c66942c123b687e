//! What a book remembers: a key that was somebody's once is theirs later too, also when the file that told it is not given again.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::find::{count, list, person, text};
use crate::run::{self, ended, run, scratch, tieline, write};

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const MESSAGES: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n";

fn audit(book: &Path, as_of: &str, files: &[PathBuf]) -> Value {
    let mut command = tieline();
    command.args([
        "audit",
        "--json",
        "--as-of",
        as_of,
        "--book",
        run::text(book),
    ]);
    let ended = ended(command.args(files));
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

fn connection(given: &str, family: &str, slug: &str, day: &str) -> String {
    format!("{given},{family},https://www.linkedin.com/in/{slug},,Sawmill Ltd,Clerk,{day}\n")
}

fn message(from: [&str; 2], to: [&str; 2], at: &str) -> String {
    let link = |slug: &str| format!("https://www.linkedin.com/in/{slug}");
    let [from, sender] = [from[0].to_owned(), link(from[1])];
    let [to, recipient] = [to[0].to_owned(), link(to[1])];
    format!("c-1,,{from},{sender},{to},{recipient},{at} UTC,,hello,INBOX\n")
}

const OWNER: [&str; 2] = ["Olga Owner", "olga-owner"];

/// One export: Runa Tveit under an address of the month, and somebody else.
fn export(folder: &Path, slug: &str) -> Vec<PathBuf> {
    let runa = ["Runa Tveit", slug];
    let others = ["Bo Lind", "bo-lind"];
    let roster = connection("Runa", "Tveit", slug, "01 Feb 2020")
        + &connection("Bo", "Lind", "bo-lind", "01 Feb 2019");
    let messages = message(OWNER, runa, "2026-03-01 10:00:00")
        + &message(runa, OWNER, "2026-03-02 10:00:00")
        + &message(OWNER, others, "2026-02-01 10:00:00")
        + &message(others, OWNER, "2026-02-02 10:00:00");
    vec![
        write(
            folder,
            &format!("{slug}/Connections.csv"),
            format!("{CONNECTIONS}{roster}"),
        ),
        write(
            folder,
            &format!("{slug}/messages.csv"),
            format!("{MESSAGES}{messages}"),
        ),
    ]
}

#[test]
fn a_changed_profile_address_moves_history_decisions_and_id_along() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let first = audit(
        &book,
        "2026-04-01",
        &export(folder.path(), "runa-tveit-1a2b3c"),
    );
    let decide = run(&["decide", "Runa Tveit", "mentor", "--book", run::text(&book)]);
    assert_eq!(decide.code, 0, "{}", decide.err);
    let second = audit(&book, "2026-05-01", &export(folder.path(), "runa-tveit"));
    let [then, now] = [&first, &second].map(|audit| person(audit, "Runa Tveit"));
    assert_eq!(text(then, "id"), text(now, "id"));
    assert_eq!(text(now, "role"), "mentor");
    let basis = &now["standing"]["basis"];
    assert_eq!((count(basis, "sent"), count(basis, "received")), (1, 1));
    assert_eq!(list(&second, "unmatched").len(), 0);
    let diff = run(&["diff", "--book", run::text(&book)]);
    let said = diff.out.lines().filter(|line| line.contains("Runa"));
    let said: Vec<&str> = said.collect();
    assert!(
        diff.out.contains("profile address changed: "),
        "{}",
        diff.out
    );
    assert_eq!(said.len(), 1, "{}", diff.out);
}

#[test]
fn two_audits_without_a_book_tell_a_changed_profile_address_too() {
    let folder = scratch();
    let outs = ["runa-tveit-1a2b3c", "runa-tveit"].map(|slug| {
        let out = folder.path().join(format!("out-{slug}"));
        let mut command = tieline();
        command.args([
            "audit",
            "--quiet",
            "--no-book",
            "--as-of",
            "2026-05-01",
            "--out",
        ]);
        let ended = ended(command.arg(&out).args(export(folder.path(), slug)));
        assert_eq!(ended.code, 0, "{}", ended.err);
        out
    });
    let [old, new] = outs.each_ref().map(|out| run::text(out));
    let diff = run(&["diff", old, new, "--json"]).json();
    assert_eq!(
        (list(&diff, "gone").len(), list(&diff, "appeared").len()),
        (0, 0)
    );
    let [change] = list(&diff, "changed") else {
        panic!("{diff}");
    };
    assert_eq!(text(change, "field"), "url");
    assert_eq!(text(change, "to"), "https://www.linkedin.com/in/runa-tveit");
}

/// Cards with an address each.
fn cards(people: &[(&str, &str)]) -> String {
    let card = |(name, email): &(&str, &str)| {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEMAIL:{email}\r\nEND:VCARD\r\n")
    };
    people.iter().map(card).collect()
}

fn mail(from: &str, to: &str, at: &str) -> String {
    let id: String = at.chars().filter(char::is_ascii_alphanumeric).collect();
    format!(
        "From x Fri Jan 03 09:00:00 2025\nMessage-ID: <{id}@example.org>\nDate: {at} 2026 09:00:00 +0000\nFrom: {from}\nTo: {to}\nSubject: hi\n\nx\n\n"
    )
}

#[test]
fn an_address_that_the_address_book_told_once_is_still_theirs_and_so_is_the_owners() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let roster = connection("Runa", "Tveit", "runa-tveit", "01 Feb 2020");
    let roster = write(
        folder.path(),
        "Connections.csv",
        format!("{CONNECTIONS}{roster}"),
    );
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Runa Tveit\r\nORG:Sawmill Ltd\r\nEMAIL:rt@sawmill.test\r\nURL:https://www.linkedin.com/in/runa-tveit\r\nEND:VCARD\r\n";
    let address_book = write(folder.path(), "cards.vcf", card);
    let own = "Email Address,Confirmed,Primary,Updated On\nolga@example.org,Yes,Yes,\"3/4/19, 1:20 AM\"\n";
    let own = write(folder.path(), "Email Addresses.csv", own);
    let early = mail("olga@example.org", "rt@sawmill.test", "Mon, 02 Feb")
        + &mail("rt@sawmill.test", "olga@example.org", "Tue, 03 Feb");
    let early = write(folder.path(), "early.mbox", early);
    let first = audit(
        &book,
        "2026-04-01",
        &[roster.clone(), address_book, own, early],
    );
    let late = mail("rt@sawmill.test", "olga@example.org", "Mon, 06 Apr");
    let late = write(folder.path(), "late.mbox", late);
    let second = audit(&book, "2026-05-01", &[roster, late]);
    let [then, now] = [&first, &second].map(|audit| person(audit, "Runa Tveit"));
    let received = |person: &Value| count(&person["standing"]["basis"], "received");
    assert_eq!((received(then), received(now)), (1, 2));
    assert_eq!(text(then, "verdict"), text(now, "verdict"));
    let found = second["owner"]["found"].to_string();
    assert!(
        found.contains("olga@example.org: known from your earlier audits"),
        "{found}"
    );
}

#[test]
fn a_key_that_is_on_the_card_of_somebody_else_now_is_asked_about() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let month =
        |name: &str, people: &[(&str, &str)]| vec![write(folder.path(), name, cards(people))];
    let (runa, jon) = (
        ("Runa Tveit", "desk@sawmill.test"),
        ("Jon Aland", "jon@example.org"),
    );
    let own = ("Runa Tveit", "runa@example.org");
    let both = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Runa Tveit\r\nEMAIL:desk@sawmill.test\r\nEMAIL:runa@example.org\r\nEND:VCARD\r\n";
    let first = vec![write(
        folder.path(),
        "1.vcf",
        both.to_owned() + &cards(&[jon]),
    )];
    audit(&book, "2026-04-01", &first);
    assert_eq!(runa.0, own.0);
    let handed_on = ("Jon Aland", "desk@sawmill.test");
    let second = audit(&book, "2026-05-01", &month("2.vcf", &[own, handed_on]));
    let asked = list(&second, "review").iter();
    let reasons: Vec<String> = asked.map(|pair| pair["reasons"].to_string()).collect();
    let told = "desk@sawmill.test was Runa Tveit's in earlier audits";
    assert!(
        reasons.iter().any(|reason| reason.contains(told)),
        "{reasons:?}"
    );
    let answer = run(&[
        "decide",
        "Runa Tveit",
        "not-same",
        "Jon Aland",
        "--book",
        run::text(&book),
    ]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let third = audit(&book, "2026-06-01", &month("3.vcf", &[own, handed_on]));
    assert_eq!(list(&third, "review").len(), 0, "{}", third["review"]);
}

#[test]
fn leaving_out_a_file_of_the_month_before_makes_nobody_a_delete() {
    let folder = scratch();
    let demo = run::root().join("fixtures/demo/2026-09");
    let mut files: Vec<PathBuf> = walk(&demo);
    files.sort();
    assert!(files.len() > 5, "{}", files.len());
    let first = folder.path().join("first.db");
    audit(&first, "2026-10-01", &files);
    let to_delete = |audit: &Value| -> Vec<String> {
        let people = list(audit, "people").iter();
        let of = people.filter(|person| text(person, "verdict") == "delete");
        of.map(|person| text(person, "name").to_owned()).collect()
    };
    let copy = |name: &str| {
        let path = folder.path().join(name);
        std::fs::copy(&first, &path).expect("a copy");
        path
    };
    let all = to_delete(&audit(&copy("all.db"), "2026-11-01", &files));
    for left_out in 0..files.len() {
        let mut given = files.clone();
        let file = given.remove(left_out);
        let book = copy(&format!("{left_out}.db"));
        for name in to_delete(&audit(&book, "2026-11-01", &given)) {
            assert!(all.contains(&name), "{name} without {}", file.display());
        }
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
