//! The configuration: standing rules, and flags over environment over file.

use std::path::Path;

use serde_json::Value;

use crate::find::{self, list, named, person};
use crate::run::{Ended, ended, scratch, text, tieline, write};

/// Cards of four people: a starred one, one of the family, a colleague and somebody else.
const CARDS: &str = "First Name,Last Name,Labels,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n\
    Ana,Reis,* myContacts ::: * starred,,,ana@example.org,,\n\
    Bo,Lindt,Family,,,bo@example.org,,0151 12345678\n\
    Cy,Orr,,Sawmill AB,,cy@mail.sawmill.test,,\n\
    Di,Quill,,Harbour Ltd,,di@example.org,,\n";

fn audit(folder: &Path, config: &str, more: &[&str]) -> Ended {
    let config = write(folder, "config/tieline/config.toml", config);
    let cards = write(folder, "contacts.csv", CARDS);
    let home = config.parent().unwrap().parent().unwrap();
    let mut command = tieline();
    command.env("XDG_CONFIG_HOME", home);
    command.args(["audit", "--json", "--as-of", "2026-05-01", text(&cards)]);
    ended(command.args(more))
}

fn audited(folder: &Path, config: &str, more: &[&str]) -> Value {
    let ended = audit(folder, config, more);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.json()
}

#[test]
fn a_keep_rule_keeps_and_says_by_which_of_its_values() {
    let folder = scratch();
    let config = "[keep]\nlabels = [\"Family\", \"starred\"]\ndomains = [\"sawmill.test\"]\n";
    let audit = audited(folder.path(), config, &["--no-book"]);
    for (name, rule) in [
        ("Ana Reis", "label \"starred\""),
        ("Bo Lindt", "label \"Family\""),
        ("Cy Orr", "mail domain \"sawmill.test\""),
    ] {
        let person = person(&audit, name);
        let told = ["verdict", "decision", "rule"].map(|field| find::text(person, field));
        assert_eq!(told, ["decided", "keep", rule], "{name}");
        assert_eq!(list(person, "why")[0], format!("keep (your rule: {rule})"));
    }
    let di = person(&audit, "Di Quill");
    assert_eq!(find::text(di, "verdict"), "unjudged");
    assert!(di["decision"].is_null());
}

#[test]
fn a_never_rule_keeps_people_out_and_loses_nobody() {
    let folder = scratch();
    let config = "[never]\npeople = [\"bo@example.org\"]\nemployers = [\"Harbour Ltd\"]\n";
    let out = folder.path().join("out");
    let audit = audited(folder.path(), config, &["--no-book", "--out", text(&out)]);
    assert!(named(&audit, "Bo Lindt").is_empty());
    let left_out: Vec<[&str; 2]> = list(&audit, "left_out")
        .iter()
        .map(|one| ["name", "rule"].map(|field| find::text(one, field)))
        .collect();
    let expected = [
        ["Bo Lindt", "name \"bo@example.org\""],
        ["Di Quill", "employer \"Harbour Ltd\""],
    ];
    let mut sorted = left_out.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    assert_eq!(audit["totals"]["people"], 2);
    assert_eq!(audit["totals"]["left_out"], 2);
    let report = std::fs::read_to_string(out.join("report.md")).unwrap();
    assert!(
        report.contains("2 people are left out by your rules"),
        "{report}"
    );
    let cards = std::fs::read_to_string(out.join("people.vcf")).unwrap();
    assert_eq!(cards.matches("BEGIN:VCARD").count(), 4);
}

#[test]
fn a_decision_goes_before_a_rule() {
    let folder = scratch();
    let book = folder.path().join("book.db");
    let on_book = ["--book", text(&book)];
    let config = "[keep]\nlabels = [\"Family\"]\n[never]\nlabels = [\"starred\"]\n";
    audited(folder.path(), config, &on_book);
    for (name, said) in [("Bo Lindt", "delete"), ("Ana Reis", "keep")] {
        let ended = ended(tieline().args(["decide", name, said]).args(on_book));
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    let audit = audited(folder.path(), config, &on_book);
    assert_eq!(find::text(person(&audit, "Bo Lindt"), "decision"), "delete");
    assert_eq!(find::text(person(&audit, "Ana Reis"), "decision"), "keep");
    assert!(list(&audit, "left_out").is_empty());
}

#[test]
fn a_mistake_ends_with_status_2_its_line_and_what_was_expected() {
    let folder = scratch();
    for (config, parts) in [
        (
            "region = \"DE\"\nreggion = 1\n",
            ["config.toml, line 2", "reggion"],
        ),
        (
            "\nregion = \"Germany\"\n",
            ["config.toml, line 2: region Germany", "such as DE"],
        ),
        (
            "tz = \"Berlin\"\n",
            ["line 1: tz Berlin", "such as Europe/Berlin"],
        ),
        (
            "me = [\"me@home\"]\n",
            ["line 1: me me@home", "e-mail address"],
        ),
    ] {
        let ended = audit(folder.path(), config, &["--no-book"]);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{config}");
        for part in parts {
            assert!(ended.err.contains(part), "{part}: {}", ended.err);
        }
    }
}

#[test]
fn flags_go_before_the_environment_and_that_before_the_file() {
    let folder = scratch();
    let number = |region: Option<&str>, flags: &[&str]| {
        let config = write(
            folder.path(),
            "config.toml",
            "region = \"DE\"\nbook = \"mine.db\"\n",
        );
        let cards = write(folder.path(), "contacts.csv", CARDS);
        let mut command = tieline();
        command
            .env("TIELINE_CONFIG", &config)
            .args(["audit", "--json", text(&cards)]);
        if let Some(region) = region {
            command.env("TIELINE_REGION", region);
        }
        let audit = ended(command.args(flags)).json();
        person(&audit, "Bo Lindt")["phones"][0]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(number(None, &[]), "+4915112345678");
    assert!(folder.path().join("mine.db").is_file());
    assert_eq!(
        number(Some("GB"), &["--no-book"]),
        "0151 12345678",
        "no number of this country"
    );
    assert_eq!(
        number(Some("GB"), &["--no-book", "--region", "DE"]),
        "+4915112345678"
    );
}
