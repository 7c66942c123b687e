//! `tieline show`: one person, found by any of their names and keys, and everything that is known of them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::find::{count, list, person, text};
use crate::run::{self, Ended, run, scratch, write};

const DEMO: [&str; 4] = [
    "fixtures/demo/2026-10",
    "fixtures/demo/address-book.vcf",
    "--as-of",
    "2026-11-01",
];

fn book_of_demo(folder: &Path) -> PathBuf {
    let book = folder.join("book.db");
    let audit = ["audit", "--quiet", "--book", run::text(&book)];
    let ended = run(&[&audit[..], &DEMO].concat());
    assert_eq!(ended.code, 0, "{}", ended.err);
    book
}

fn show(book: &Path, more: &[&str]) -> Ended {
    run(&[&["show", "--book", run::text(book)], more].concat())
}

#[test]
fn somebody_is_found_by_part_of_a_name_address_profile_and_id_and_is_as_in_the_audit() {
    let folder = scratch();
    let book = book_of_demo(folder.path());
    let audit = run(&["book", "audit", "2026-11-01", "--book", run::text(&book)]).json();
    let expected = person(&audit, "Eleri Prothero");
    for name in [
        "Eleri Prothero",
        "prothero eleri",
        "eleri",
        "ELERI@protherolime.test",
        "https://www.linkedin.com/in/eleri-prothero-5cc5ed/",
        "eleri-prothero-5cc5ed",
        "+46 70 174 06 21",
        text(expected, "id"),
    ] {
        let page = show(&book, &["--json", name]);
        assert_eq!(page.code, 0, "{name}: {}", page.err);
        assert_eq!(&page.json()["person"], expected, "{name}");
    }
    let by_day = show(&book, &["--json", "eleri", "--as-of", "2026-11-01"]);
    assert_eq!(&by_day.json()["person"], expected);
}

#[test]
fn a_run_on_the_files_shows_the_same_as_the_book() {
    let folder = scratch();
    let book = book_of_demo(folder.path());
    let fresh = run(&[&["show", "Eleri"], &DEMO[..]].concat());
    assert_eq!(fresh.code, 0, "{}", fresh.err);
    assert_eq!(fresh.out, show(&book, &["Eleri"]).out);
    let page = run(&[&["show", "--json", "Eleri"], &DEMO[..]].concat()).json();
    assert_eq!(count(&page, "schema"), 1);
    assert_eq!(list(&page["person"], "records").len(), 3);
    assert_eq!(list(&page, "merges").len(), 2);
}

#[test]
fn every_value_is_shown_with_the_cards_that_hold_it() {
    let folder = scratch();
    let card = |lines: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}END:VCARD\r\n");
    let first =
        card("FN:Petra Novak\r\nEMAIL:petra@example.org\r\nORG:Sawmill\r\nBDAY:1980-02-03\r\n");
    let second = card("FN:Petra Lindgren\r\nEMAIL:petra@example.org\r\nTEL:+46701740605\r\n");
    let cards = write(folder.path(), "cards.vcf", first + &second);
    let page = run(&["show", "--json", "petra", run::text(&cards)]).json();
    let values: Vec<String> = list(&page["person"], "values")
        .iter()
        .map(|v| format!("{} {} {}", text(v, "field"), text(v, "value"), v["records"]))
        .collect();
    assert_eq!(
        values,
        [
            "name Petra Novak [0]",
            "name Petra Lindgren [1]",
            "email petra@example.org [0,1]",
            "phone +46701740605 [1]",
            "company Sawmill [0]",
            "birthday 1980-02-03 [0]",
        ]
    );
    let shown = run(&["show", "petra", run::text(&cards)]).out;
    for line in [
        "1 and 2: ",
        "e-mail          petra@example.org [1 2]",
        "Why these cards are one person",
    ] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
}

#[test]
fn the_probability_can_be_reckoned_again_from_what_is_shown() {
    let folder = scratch();
    let book = book_of_demo(folder.path());
    let shown = show(&book, &["Ingrid Solheim", "--thresholds"]).out;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, sum) = shown
        .split_once("How the probability is worked out ")
        .unwrap_or_else(|| panic!("no sum in {shown}"));
    let (lines, _) = sum.split_once(" the sum").expect("a sum");
    let words = lines.split(' ');
    let signed = |word: &&str| word.starts_with(['+', '-']);
    let figures: Vec<f64> = words
        .filter(signed)
        .filter_map(|word| word.parse().ok())
        .collect();
    let (total, terms) = figures.split_last().expect("figures");
    assert_eq!(terms.len(), 7, "{shown}");
    assert!((terms.iter().sum::<f64>() - total).abs() < 0.004, "{shown}");
    let p = 1.0 / (1.0 + (-total).exp());
    let said = format!("= {p:.2}");
    assert!(sum.contains(&said), "{said} in {shown}");
    assert!(shown.contains("why not higher? "), "{shown}");
    assert!(
        shown.contains("silence that ends a conversation (14 days, measured)"),
        "{shown}"
    );
}

#[test]
fn what_passed_adds_up() {
    let audit = crate::demo::october();
    let mut told = 0;
    for person in list(audit, "people") {
        let basis = &person["standing"]["basis"];
        let sum = |what: &str| -> u64 {
            let periods = person["timeline"].as_array().into_iter().flatten();
            periods.map(|p| p[what].as_u64().unwrap_or(0)).sum()
        };
        let (sent, received) = (sum("sent"), sum("received"));
        assert_eq!(
            (sent, received),
            (count(basis, "sent"), count(basis, "received"))
        );
        told += sent + received;
        let recent = person["recent"].as_array().into_iter().flatten();
        let mut direct = recent
            .filter(|one| count(one, "others") <= 5 && text(one, "channel") != "invitation note");
        if let Some(newest) = direct.next() {
            assert_eq!(newest["at"], person["last_contact"], "{person}");
        }
    }
    assert!(told > 400, "{told}");
}

#[test]
fn several_of_a_name_are_listed_and_nobody_is_said() {
    let folder = scratch();
    let book = book_of_demo(folder.path());
    let several = show(&book, &["Prosser"]);
    assert_eq!((several.code, several.out.as_str()), (2, ""));
    for name in ["Aled Prosser", "Siân Prosser"] {
        assert!(several.err.contains(name), "{}", several.err);
    }
    let nobody = show(&book, &["Zebulon"]);
    assert_eq!((nobody.code, nobody.out.as_str()), (2, ""));
    assert!(
        nobody.err.contains("nobody in your book has this name"),
        "{}",
        nobody.err
    );
    let option = show(&book, &["Prosser", "--me", "me@example.org"]);
    assert_eq!(option.code, 2);
    assert!(option.err.contains("only with files"), "{}", option.err);
    let day = show(&book, &["Siân Prosser", "--as-of", "2026-11"]);
    assert_eq!(day.code, 2);
    assert!(day.err.contains("2026-11-01"), "{}", day.err);
}

#[test]
fn a_name_that_steers_a_terminal_steers_nothing() {
    let folder = scratch();
    let lines =
        "FN:Eve \u{1b}[2J\u{202e}Moss\r\nEMAIL:eve@example.org\r\nORG:A\u{1b}]0;x\u{7}B\r\n";
    let card = format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}END:VCARD\r\n");
    let cards = write(folder.path(), "cards.vcf", card);
    for more in [&[][..], &["--json"]] {
        let shown = run(&[&["show", "eve@example.org", run::text(&cards)], more].concat());
        assert_eq!(shown.code, 0, "{}", shown.err);
        let steers = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!shown.out.contains(steers), "{:?}", shown.out);
    }
}

#[test]
fn what_was_noted_since_the_audit_is_shown_and_counts_in_the_next() {
    let folder = scratch();
    let book = book_of_demo(folder.path());
    for line in [
        "2026-10-30 = meet Eleri Prothero #favour-given : lunch",
        "2026-10-31 = call +46701740621",
        "2026-10-31 = call Chidinma Okeke",
    ] {
        assert_eq!(run(&["log", line, "--book", run::text(&book)]).code, 0);
    }
    let noted = [
        "2026-10-30 = meet Eleri Prothero #favour-given : lunch",
        "2026-10-31 = call +46701740621",
    ];
    let page = show(&book, &["--json", "Eleri"]).json();
    assert_eq!(page["noted"], serde_json::json!(noted));
    let shown = show(&book, &["Eleri"]).out;
    assert!(shown.contains("Noted since this audit"), "{shown}");
    assert!(shown.contains(": lunch"), "{shown}");
    let earlier = [
        "audit",
        "--quiet",
        "--as-of",
        "2026-10-01",
        "fixtures/demo/2026-09",
    ];
    run(&[&earlier[..], &["--book", run::text(&book)]].concat());
    let shown = show(&book, &["Eleri"]).out;
    assert!(shown.contains("audit of fixtures/demo/2026-09"), "{shown}");
    book_of_demo(folder.path());
    let page = show(&book, &["--json", "Eleri"]).json();
    assert_eq!(
        (&page["noted"], &page["read"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(page["person"]["last_contact"], "2026-10-31");
}

#[test]
fn a_company_is_shown_and_said_to_be_nobody() {
    let folder = scratch();
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Taxi Nordheim\r\nTEL:+49 89 1112220\r\nEND:VCARD\r\n\
                 BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nEND:VCARD\r\n";
    let file = write(folder.path(), "a.vcf", cards);
    let file = run::text(&file);
    let ended = run(&["show", "Taxi Nordheim", file]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for said in [
        "Taxi Nordheim",
        "not a person",
        "a.vcf, number 1",
        "+49891112220",
    ] {
        assert!(ended.out.contains(said), "{said}: {}", ended.out);
    }
    let json = run(&["show", "--json", "Taxi Nordheim", file]).json();
    assert_eq!(text(&json["not_a_person"], "kind"), "org");
    let audit = run(&["audit", file]);
    assert!(
        audit
            .out
            .contains("1 company or shared mailbox is listed apart"),
        "{}",
        audit.out
    );
}
