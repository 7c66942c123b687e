//! `tieline decide` on pairs of cards: by name, and by the `review.csv` and `merged.csv` of an audit.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::decide::{Mangle, Network, card, cell, csv_with};
use crate::find::list;
use crate::run::{Ended, text, write};

#[test]
fn a_pair_that_was_answered_is_not_asked_again_even_under_another_name() {
    let network = Network::new();
    let (a, b) = ("EMAIL:ana.reis@example.org\r\n", "EMAIL:ana@reis.test\r\n");
    let people = |audit: &Value| list(audit, "people").len();
    let two = card("Ana Reis", a) + &card("Rosa Quint", b);
    assert_eq!(people(&network.audit(&two)), 2);
    let ended = network.decide(&["Ana Reis", "same", "Rosa Quint"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(people(&network.audit(&two)), 1);
    let married = card("Ana Moreira", a) + &card("Rosa Quint", b);
    assert_eq!(people(&network.audit(&married)), 1);
    let once = network.decide(&["Ana Reis", "same", "Rosa Quint"]);
    assert_eq!(
        once.code, 2,
        "both names are one person by now: {}",
        once.err
    );
    let after_all = network.decide(&["Ana Moreira", "not-same", "Rosa Quint"]);
    assert_eq!(after_all.code, 0, "{}", after_all.err);
    assert!(
        after_all
            .out
            .starts_with("not-same: Ana Moreira (ana.reis@example.org, "),
        "{}",
        after_all.out
    );
    assert_eq!(people(&network.audit(&married)), 2);
}

/// Two cards of one name, one in each file, that an address joins.
fn namesakes() -> (Network, [PathBuf; 2]) {
    let network = Network::new();
    let keys = "EMAIL:hannah@example.org\r\n";
    let files = [
        ("one.vcf", "TEL;TYPE=CELL:+4915112345670\r\n"),
        ("two.vcf", "TEL;TYPE=CELL:+4915112345671\r\n"),
    ];
    let files = files.map(|(name, tel)| {
        let card = card("Hannah Westerlind", &format!("{keys}{tel}"));
        write(network.folder.path(), name, card)
    });
    (network, files)
}

impl Network {
    fn audit_files(&self, files: &[PathBuf], out: &str) -> Value {
        let out = self.path(out);
        let mut args = vec![
            "audit",
            "--json",
            "--as-of",
            "2026-05-01",
            "--out",
            text(&out),
        ];
        args.extend(files.iter().map(|file| text(file)));
        let ended = self.tieline(&args);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.json()
    }
}

/// A way to part two cards.
type Way<'a> = &'a dyn Fn(&Network) -> Ended;

#[test]
fn two_cards_of_exactly_one_name_are_parted_by_number_address_or_list() {
    let by_list = |network: &Network| {
        let merged = fs::read_to_string(network.path("before/merged.csv")).unwrap();
        let mut rows: Vec<&str> = merged.lines().collect();
        let last = format!("not-same{}", rows.pop().unwrap());
        let edited = format!("{}\r\n{last}\r\n", rows.join("\r\n"));
        let edited = write(network.folder.path(), "merged.csv", edited);
        network.decide(&[text(&edited)])
    };
    let ways: [(&str, Way<'_>); 3] = [
        ("number", &|n| {
            n.decide(&["Hannah Westerlind", "not-same", "card", "2"])
        }),
        ("numbers", &|n| {
            n.decide(&["+49 151 12345670", "not-same", "+4915112345671"])
        }),
        ("merged.csv", &by_list),
    ];
    for (what, way) in ways {
        let (network, files) = namesakes();
        let people = |out: &str| list(&network.audit_files(&files, out), "people").len();
        assert_eq!(people("before"), 1);
        let ended = way(&network);
        assert_eq!(ended.code, 0, "{what}: {}", ended.err);
        assert!(
            ended.out.ends_with("1 decision taken.\n"),
            "{what}: {}",
            ended.out
        );
        assert_eq!(people("after"), 2, "{what}");
    }
    let (network, files) = namesakes();
    network.audit_files(&files, "before");
    for wrong in [
        &["not-same", "Hannah Westerlind"][..],
        &["not-same", "card", "3"],
    ] {
        let ended = network.decide(&[&["Hannah Westerlind"], wrong].concat());
        assert_eq!(ended.code, 2);
        assert!(ended.err.contains("tieline show p-"), "{}", ended.err);
    }
}

#[test]
fn a_decision_on_a_pair_is_taken_back_by_name_and_by_list() {
    let network = Network::new();
    let (a, b) = ("EMAIL:ana.reis@example.org\r\n", "EMAIL:ana@reis.test\r\n");
    let two = card("Ana Reis", a) + &card("Rosa Quint", b);
    let cards = write(network.folder.path(), "two.vcf", &two);
    let people = |out: &str| {
        let audit = network.audit_files(std::slice::from_ref(&cards), out);
        list(&audit, "people").len()
    };
    assert_eq!(people("before"), 2);
    network.decide(&["Ana Reis", "same", "Rosa Quint"]);
    assert_eq!(people("joined"), 1);
    let ended = network.decide(&["Rosa Quint", "undecided", "Ana Reis"]);
    assert_eq!(
        ended.out,
        "Ana Reis and Rosa Quint: no longer same\n1 decision taken back.\n"
    );
    assert_eq!(people("parted"), 2);
    let again = network.decide(&["Rosa Quint", "undecided", "Ana Reis"]);
    assert_eq!(again.code, 2);
    assert!(
        again.err.contains("you have not decided on"),
        "{}",
        again.err
    );

    network.decide(&["Ana Reis", "same", "Rosa Quint"]);
    assert_eq!(people("again"), 1);
    let merged = fs::read_to_string(network.path("again/merged.csv")).unwrap();
    let (header, rows) = merged.split_once('\n').unwrap();
    let edited = write(
        network.folder.path(),
        "edited.csv",
        format!("{header}\nUndecided{rows}"),
    );
    let ended = network.decide(&[text(&edited)]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(
        ended.out.ends_with("1 decision taken back.\n"),
        "{}",
        ended.out
    );
    assert_eq!(people("apart"), 2);
    assert_eq!(network.tieline(&["book", "undo"]).code, 0);
}

/// A connection of the demo that may be the Hannah Westerlind of the address book.
const HANNAH: &str = "https://www.linkedin.com/in/hannah-westerlind-113a90";

#[test]
fn a_pair_is_found_again_by_what_is_on_the_cards_alone() {
    let network = Network::new();
    let office = "TEL;TYPE=WORK:+49 30 12345678\r\n";
    let two = card("Ana Reis", office) + &card("Rosa Quint", "EMAIL:rosa@example.org\r\n");
    network.audit(&two);
    network.decide(&["Ana Reis", "same", "Rosa Quint"]);
    assert_eq!(list(&network.audit(&two), "people").len(), 1);
}

#[test]
fn a_review_that_a_spreadsheet_changed_decides_the_same() {
    // Excel, LibreOffice and Numbers each write a table in their own way.
    let mangled: [(&str, Mangle); 6] = [
        ("as it is", |rows| csv_with(&rows, b',').into_bytes()),
        ("Excel in German", |rows| {
            format!("\u{feff}{}", csv_with(&rows, b';').replace('\n', "\r\n")).into_bytes()
        }),
        ("Excel, saved without UTF-8", |rows| {
            let text = csv_with(&rows, b';');
            text.chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
                .collect()
        }),
        ("LibreOffice with tabs", |rows| {
            let line = |row: &Vec<String>| row.join("\t") + "\n";
            rows.iter().map(line).collect::<String>().into_bytes()
        }),
        ("Numbers, as little quoted as can be", |rows| {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';')
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new());
            rows.iter()
                .for_each(|row| writer.write_record(row).unwrap());
            writer.into_inner().unwrap()
        }),
        ("columns and rows moved, empty ones added", |mut rows| {
            rows[1..].reverse();
            rows.iter_mut().for_each(|row| {
                row.reverse();
                row.extend([String::new(), String::new()]);
            });
            rows.push(vec![String::new(); rows[0].len()]);
            csv_with(&rows, b',').into_bytes()
        }),
    ];
    let files = ["fixtures/demo/2026-10", "fixtures/demo/address-book.vcf"].map(PathBuf::from);
    for (what, mangle) in mangled {
        let network = Network::new();
        let before = network.audit_files(&files, "out2");
        let content = fs::read_to_string(network.path("out2/review.csv")).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(content.trim_start_matches('\u{feff}').as_bytes());
        let row =
            |row: csv::Result<csv::StringRecord>| row.unwrap().iter().map(str::to_owned).collect();
        let mut rows: Vec<Vec<String>> = reader.records().map(row).collect();
        assert!(rows.len() > 3, "{rows:?}");
        *cell(&mut rows, HANNAH, "decision") = " Same ".to_owned();
        let is_of_two_mobiles =
            |row: &&mut Vec<String>| row.iter().filter(|cell| cell.starts_with("+46")).count() == 2;
        let two = rows.iter_mut().find(is_of_two_mobiles).unwrap();
        two[0] = "NOT SAME".to_owned();
        let edited = write(network.folder.path(), "edited.csv", mangle(rows));
        let would = network.decide(&["--dry-run", text(&edited)]);
        assert!(
            would.out.ends_with("2 decisions would be taken.\n"),
            "{what}: {}{}",
            would.out,
            would.err
        );
        let ended = network.decide(&[text(&edited)]);
        assert_eq!(ended.code, 0, "{what}: {}", ended.err);
        let after = network.audit_files(&files, "out3");
        let less = |key: &str| list(&before, key).len() - list(&after, key).len();
        // The card of the address book might have been that of a second connection of the name; that is answered with it.
        assert_eq!((less("people"), less("review")), (1, 3), "{what}");
        let again = network.decide(&[text(&edited)]);
        assert_eq!(
            again.out, "0 decisions taken, 2 as you had decided before.\n",
            "{what}"
        );
    }
}

#[test]
fn a_review_that_says_two_things_of_a_pair_or_an_unknown_word_is_refused_with_its_lines() {
    let network = Network::new();
    let list = "decision;name_a;name_b;emails_a\nsame;Petra Novak;Ines Novak;petra@example.org\nnot-same;Ines Novak;Petra Novak;\n\
        perhaps;Petra Novak;Ivo Brandt;\nsame;Petra Novak;Zoe Quill;\nNot-Same;Petra Novak;Ivo Brandt;petra@example.org\n\
        same;Ivo Brandt;Ines Novak;\nnot same;Ivo Brandt;Ines Novak;\n";
    let list = write(network.folder.path(), "edited.csv", list);
    let ended = network.decide(&[text(&list)]);
    assert_eq!(ended.code, 1);
    for part in [
        "line 4: \"perhaps\" is not an answer; write same, not-same or undecided",
        "line 5: nobody in your book fits this row (Zoe Quill)",
        "line 3: Ines Novak and Petra Novak: contradicts",
        "line 7: Ines Novak and Ivo Brandt have two different answers, so neither was taken",
        "line 8: Ines Novak and Ivo Brandt have two different answers",
    ] {
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
    }
    let decided = network.tieline(&["book", "decisions"]).out;
    assert_eq!(decided.lines().count(), 1, "{decided}");
    assert!(
        decided.contains("  not-same: Ivo Brandt and Petra Novak  "),
        "{decided}"
    );
}
