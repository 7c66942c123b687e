//! `tieline clean` on tables: each comes back in its own layout, delimiter, quoting and encoding, and nothing is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tieline::inside::hygiene::{self, Options};
use tieline::inside::import::{self, Context, Source};
use tieline::inside::model::document::Document;
use tieline::inside::model::intake::{Fate, FileId, Imported};
use tieline::inside::write::original;

use crate::find::{count, list, text as text_of};
use crate::run::{files_in, folders as folders_in, root, run, scratch, text};

const GIVEN: &str = "fixtures/tables/given";

fn source<'a>(name: &'a str, bytes: &'a [u8]) -> Source<'a> {
    Source {
        file: FileId(0),
        name,
        bytes,
    }
}

/// A file mended by some fixes, and how many values were changed; `None` if it is none of contacts.
fn mended(name: &str, bytes: &[u8], options: &Options) -> Option<(Vec<u8>, usize)> {
    let mend = |mut part: Document| {
        let changes = hygiene::mend(&mut part, options);
        (original::document(&part), changes.len())
    };
    let parts = import::documents(source(name, bytes), &Context::default(), mend)?;
    let (bytes, changes): (Vec<Vec<u8>>, Vec<usize>) = parts.into_iter().unzip();
    Some((bytes.concat(), changes.iter().sum()))
}

fn untouched() -> Options {
    Options {
        fixes: Vec::new(),
        ..Options::default()
    }
}

fn clean(args: &[&str], out: &Path) -> String {
    let ended = run(&[&["clean", "--out", text(out)], args].concat());
    assert_eq!(ended.code, 0, "{args:?}: {}", ended.err);
    ended.out
}

#[test]
fn each_table_comes_back_mended_in_its_own_form() {
    let folder = scratch();
    let out = folder.path().join("out");
    clean(&[GIVEN], &out);
    for (name, expected) in files_in(&root().join("fixtures/tables/cleaned")) {
        let copy = fs::read(out.join("cleaned").join(&name)).expect("a copy");
        let readable = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(readable(&copy), readable(&expected), "{name}");
        assert_eq!(copy, expected, "{name}: the bytes");
    }
    let again = folder.path().join("again");
    let said = clean(&[text(&out.join("cleaned"))], &again);
    assert!(said.contains("0 fields fixed"), "{said}");
    assert_eq!(
        files_in(&out.join("cleaned")),
        files_in(&again.join("cleaned"))
    );
}

#[test]
fn what_leaves_a_table_is_listed() {
    let folder = scratch();
    let out = folder.path().join("out");
    clean(&[GIVEN], &out);
    let mut reader = csv::Reader::from_path(out.join("changes.csv")).expect("a list");
    let rows: Vec<[String; 6]> = reader
        .deserialize::<BTreeMap<String, String>>()
        .map(|row| row.expect("a row"))
        .map(|row| {
            ["file", "line", "field", "before", "after", "code"].map(|column| row[column].clone())
        })
        .collect();
    let cases: [[&str; 6]; 6] = [
        // An emoji has no place in LinkedIn's layout: the list is where it stays.
        [
            "Connections.csv",
            "7",
            "First Name",
            "🚀 Dorothea",
            "Dorothea",
            "name-emoji",
        ],
        [
            "google.csv",
            "2",
            "Phone 1 - Value",
            "+49 1512 3456789",
            "",
            "duplicate",
        ],
        [
            "google.csv",
            "3",
            "Notes",
            "first second, line",
            "first second, line; Pronouns: she/her",
            "name-pronouns",
        ],
        [
            "google.csv",
            "4",
            "E-mail 2 - Value",
            "dorothea@example.org",
            "",
            "duplicate",
        ],
        ["outlook.csv", "2", "Birthday", "0/0/00", "", "no-date"],
        [
            "ImportedContacts.csv",
            "2",
            "NamePrefix",
            "",
            "Dr.",
            "name-honorific",
        ],
    ];
    for [file, rest @ ..] in cases {
        let file = format!("{GIVEN}/{file}");
        let found = rows.iter().any(|row| row[0] == file && row[1..] == rest);
        assert!(found, "{file} {rest:?} in {rows:#?}");
    }
}

/// Every CSV among the fixtures, for laws that hold for all of them.
fn tables() -> Vec<(String, Vec<u8>)> {
    let mut folders = vec!["fixtures/contacts".to_owned(), GIVEN.to_owned()];
    folders.extend(
        ["fixtures/linkedin", "fixtures/hostile"]
            .into_iter()
            .flat_map(folders_in),
    );
    let files = folders
        .iter()
        .flat_map(|folder| files_in(&root().join(folder)));
    files.filter(|(name, _)| name.ends_with(".csv")).collect()
}

#[test]
fn what_is_not_mended_comes_back_byte_for_byte() {
    let mut seen = 0;
    for (name, bytes) in tables() {
        if let Some((copy, changes)) = mended(&name, &bytes, &untouched()) {
            assert_eq!((copy == bytes, changes), (true, 0), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

fn people(imported: &Imported) -> Vec<(u32, String)> {
    let cards = imported.cards.iter();
    cards
        .map(|c| (c.place.record, c.name.full.clone()))
        .collect()
}

#[test]
fn a_copy_holds_the_same_people() {
    for (name, bytes) in tables() {
        let Some((copy, _)) = mended(&name, &bytes, &Options::default()) else {
            continue;
        };
        let read = |bytes: &[u8]| import::read(source(&name, bytes), &Context::default());
        let (before, after) = (read(&bytes).unwrap(), read(&copy).unwrap());
        let records = |imported: &Imported| {
            let people = people(imported).into_iter();
            people.map(|(record, _)| record).collect::<Vec<_>>()
        };
        assert_eq!(records(&before), records(&after), "{name}");
        assert_eq!(before.report.rows, after.report.rows, "{name}");
        assert_eq!(before.report.kind, after.report.kind, "{name}");
    }
}

#[test]
fn records_are_the_rows_from_one_and_each_is_somewhere() {
    let json = run(&["clean", "--json", GIVEN, "fixtures/contacts"]).json();
    let mut records: BTreeSet<(String, u64)> = BTreeSet::new();
    let mut note = |at: &serde_json::Value| {
        let key = (text_of(at, "file").to_owned(), count(at, "record"));
        assert!(records.insert(key), "{at} is there twice");
    };
    for person in list(&json, "people") {
        list(person, "records").iter().for_each(&mut note);
    }
    let aside =
        |p: &&serde_json::Value| matches!(text_of(p, "code"), "date-only-row" | "empty-card");
    let set_aside: Vec<&serde_json::Value> = list(&json, "problems").iter().filter(aside).collect();
    for problem in &set_aside {
        note(problem);
    }
    let date_only = set_aside
        .iter()
        .find(|p| text_of(p, "code") == "date-only-row")
        .expect("a row with nothing but a date");
    assert_eq!(text_of(date_only, "severity"), "info");
    assert_eq!(
        (
            text_of(date_only, "file"),
            count(date_only, "record"),
            count(date_only, "line")
        ),
        (format!("{GIVEN}/Connections.csv").as_str(), 2, 6)
    );
    assert_eq!(records.len() as u64, count(&json["totals"], "records"));
    assert_eq!(set_aside.len() as u64, count(&json["totals"], "set_aside"));
}

/// Cells as people and programs leave them, and worse.
fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        2 => "[A-Ca-c ]{0,8}",
        1 => "(DR\\. |Dr\\. )?(ANA|ana|Ana)( 🚀| \\(she/her\\))?",
        1 => "(FERREIRA|ferreira|Ferreira)(, PhD|, -PhD| =PhD)?",
        2 => "(mailto:)?[A-Ca-c]{1,3}@[a-c]{1,2}\\.test( ::: [a-c]@b\\.test)?",
        1 => "[+0]?[0-9 ]{5,12}(, 0301234567| ::: 0301234567)?",
        1 => "(https?://)?(www\\.)?linkedin\\.com/in/[A-C]{1,3}/?",
        1 => Just("0/0/00".to_owned()),
        1 => Just("/o=Corp/cn=x".to_owned()),
        1 => "[ =+@\\-][A-Z0-9()]{0,4}",
        1 => "[\",;\t\n\r é\u{301}Ã©ß]{0,6}",
        1 => "\\PC{0,6}",
    ]
}

/// A cell as a writer would put it down, or would not.
fn quoted(cell: &str, how: u8) -> String {
    match how {
        0..6 if cell.contains(['"', ',', ';', '\t', '\n', '\r']) => {
            format!("\"{}\"", cell.replace('"', "\"\""))
        }
        0..4 => cell.to_owned(),
        4..9 => format!("\"{}\"", cell.replace('"', "\"\"")),
        9 => format!("\"{cell}"),
        _ => cell.to_owned(),
    }
}

const HEADERS: [&str; 5] = [
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "First Name,Last Name,Name Prefix,Name Suffix,Birthday,Notes,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Value,Website 1 - Value",
    "Title,First Name,Last Name,Suffix,E-mail Address,E-mail Display Name,E-mail 2 Address,Mobile Phone,Birthday,Notes,Web Page",
    "FirstName,LastName,NamePrefix,NameSuffix,Emails,PhoneNumbers,CreatedAt,CountryCode",
    "Name,E-Mail,Telefon,Firma,Geburtstag",
];

fn any_table() -> impl Strategy<Value = String> {
    let row = proptest::collection::vec((any_cell(), 0u8..11), 0..14);
    let rows =
        proptest::collection::vec((row, prop_oneof![4 => Just(true), 1 => Just(false)]), 0..8);
    let end = prop_oneof![Just("\n"), Just("\r\n")];
    (
        0..HEADERS.len(),
        prop_oneof![Just(','), Just(';'), Just('\t')],
        end,
        rows,
    )
        .prop_map(|(header, delimiter, end, rows)| {
            let glue = delimiter.to_string();
            let header = HEADERS[header].replace(',', &glue);
            let width = header.split(delimiter).count();
            let mut lines = vec![header];
            for (mut cells, fits) in rows {
                if fits {
                    cells.resize(width, (String::new(), 0));
                }
                let cells: Vec<String> = cells.iter().map(|(c, how)| quoted(c, *how)).collect();
                lines.push(cells.join(&glue));
            }
            lines.join(end)
        })
}

fn fates(imported: &Imported) -> u64 {
    imported.report.set_aside() + imported.report.of(Fate::Rejected) + imported.cards.len() as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn any_mixture_of_rows_comes_back(table in any_table(), cut in 0usize..600, code in 0u8..3) {
        let mut bytes = match code {
            0 => encoding_rs::WINDOWS_1252.encode(&table).0.into_owned(),
            1 => table.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => table.clone().into_bytes(),
        };
        bytes.truncate(cut.max(bytes.len() * 2 / 3));
        let Some((same, none)) = mended("a.csv", &bytes, &untouched()) else { return Ok(()) };
        prop_assert_eq!((same, none), (bytes.clone(), 0), "nothing to fix is nothing changed");
        let (once, changes) = mended("a.csv", &bytes, &Options::default()).unwrap();
        let (twice, further) = mended("a.csv", &once, &Options::default()).unwrap();
        let shown = String::from_utf8_lossy(&once);
        prop_assert_eq!(further, 0, "{}\n---\n{}", table, shown);
        prop_assert_eq!(&twice, &once);
        prop_assert!(changes > 0 || once == bytes, "what is changed is listed");
        let read = |bytes: &[u8]| import::read(source("a.csv", bytes), &Context::default()).unwrap();
        let (before, after) = (read(&bytes), read(&once));
        prop_assert_eq!(fates(&before), before.report.rows, "each row has one fate");
        prop_assert_eq!(before.report.rows, after.report.rows, "{}\n---\n{}", table, shown);
        let records = |imported: &Imported| people(imported).into_iter().map(|(r, _)| r).collect::<Vec<_>>();
        prop_assert_eq!(records(&before), records(&after), "{}\n---\n{}", table, shown);
    }
}
