//! The audit as a workbook: what stands in it is what the lists say, and what is decided in it arrives.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use zip::ZipArchive;

use crate::decide::Network;
use crate::demo::OCTOBER;
use crate::run::{audit_out, run, scratch, text, write};

/// The workbook of the demo.
fn demo() -> Vec<u8> {
    audit_out(&[OCTOBER, &["--no-book", "--xlsx"]].concat())
        .remove("audit.xlsx")
        .expect("a workbook")
}

/// The cells of a sheet.
fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The cell of the row of a name, under a column.
fn cell(rows: &[Vec<Data>], name: &str, column: &str) -> Data {
    let at = rows[0]
        .iter()
        .position(|cell| *cell == column)
        .expect("a column");
    let is_named = |row: &&Vec<Data>| row.iter().any(|cell| *cell == name);
    let row = rows.iter().find(is_named).expect("a row");
    row[at].clone()
}

/// Every part of a workbook that is a sheet, as XML.
fn sheets_in_xml(bytes: &[u8]) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = (0..archive.len())
        .map(|at| {
            archive
                .by_index(at)
                .expect("a part")
                .name()
                .expect("a name")
                .into_owned()
        })
        .filter(|name| name.starts_with("xl/worksheets/sheet"))
        .collect();
    let mut parts = Vec::new();
    for name in names {
        let mut part = String::new();
        archive
            .by_name(&name)
            .expect("a part")
            .read_to_string(&mut part)
            .expect("text");
        parts.push(part);
    }
    parts
}

#[test]
fn the_sheets_say_what_the_lists_say_in_numbers_days_and_links() {
    let bytes = demo();
    assert!(bytes == demo(), "the same audit gives the same bytes");
    let book = Xlsx::new(Cursor::new(bytes.as_slice())).expect("a workbook");
    assert_eq!(
        book.sheet_names(),
        [
            "Read me",
            "keep-delete",
            "review",
            "merged",
            "ranked",
            "problems"
        ]
    );
    let ranked = cells(&bytes, "ranked");
    assert_eq!(ranked.len(), 164, "a header and everybody");
    assert_eq!(cell(&ranked, "Henrik Odelberg", "rank"), Data::Float(1.0));
    assert!(
        matches!(cell(&ranked, "Henrik Odelberg", "last_contact"), Data::DateTime(day) if day.is_datetime())
    );
    assert!(
        matches!(cell(&ranked, "Henrik Odelberg", "probability"), Data::Float(p) if (0.5..0.7).contains(&p))
    );
    for (at, sheet) in sheets_in_xml(&bytes).into_iter().enumerate() {
        assert!(!sheet.contains("<f>"), "a formula");
        assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("fitToHeight=\"0\""));
        let is_list = sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter");
        assert_eq!(is_list, at > 0, "the first sheet is there to be read");
    }
    let said = cells(&bytes, "Read me").concat();
    let said: Vec<String> = said.iter().map(ToString::to_string).collect();
    for word in ["keep-delete", "verdict", "skim", "band", "answered"] {
        assert!(said.iter().any(|cell| cell == word), "{word} is explained");
    }
    let all = sheets_in_xml(&bytes).concat();
    assert_eq!(all.matches("<dataValidation ").count(), 3);
    assert!(all.contains("keep,delete,remembered") && all.contains("<hyperlink "));
}

#[test]
fn a_name_that_is_a_formula_is_text() {
    let folder = scratch();
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:=HYPERLINK(\"http://evil.test\")\nEMAIL:a@example.org\nEND:VCARD\n";
    let cards = write(folder.path(), "a.vcf", card);
    let files = audit_out(&["--no-book", "--xlsx", "--as-of", "2026-04-01", text(&cards)]);
    let rows = cells(&files["audit.xlsx"], "ranked");
    assert!(
        rows[1]
            .iter()
            .any(|cell| matches!(cell, Data::String(text) if text.contains("HYPERLINK")))
    );
    assert!(!sheets_in_xml(&files["audit.xlsx"]).concat().contains("<f>"));
}

#[test]
fn what_is_decided_in_several_sheets_of_a_workbook_arrives() {
    let network = Network::new();
    let mut book = Workbook::new();
    let filled = [
        ("ranked", vec![["rank", "name"], ["1", "Ivo Brandt"]]),
        (
            "keep-delete",
            vec![
                ["decision", "name"],
                [" Keep; mentor ", "Ivo Brandt"],
                ["", "Ines Novak"],
            ],
        ),
        (
            "mine",
            vec![
                ["name", "decision"],
                ["Ines Novak", "delete"],
                ["Petra Novak", "perhaps"],
            ],
        ),
    ];
    for (name, rows) in filled {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
    }
    let path = write(
        network.folder.path(),
        "audit.xlsx",
        book.save_to_buffer().expect("a workbook"),
    );
    let ended = network.decide(&[text(&path)]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("sheet mine, line 3"), "{}", ended.err);
    let mut decided = network.decisions();
    decided.sort();
    assert_eq!(
        decided,
        [
            "delete: Ines Novak",
            "keep: Ivo Brandt",
            "mentor: Ivo Brandt"
        ]
    );
}

#[test]
fn lists_have_the_separator_that_is_wanted_and_a_mark_for_spreadsheets() {
    let files = audit_out(&[OCTOBER, &["--no-book", "--csv-separator", ";"]].concat());
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let content = String::from_utf8_lossy(bytes);
        let header = content.lines().next().unwrap_or_default();
        let is_for_programs = name == "Connections.csv";
        assert_eq!(header.starts_with('\u{feff}'), !is_for_programs, "{name}");
        assert_eq!(header.contains(','), is_for_programs, "{name}: {header}");
    }
    let wrong = run(&[
        "audit",
        "--out",
        "x",
        "--csv-separator",
        "#",
        "fixtures/vcard",
    ]);
    assert_eq!(wrong.code, 2);
}

#[test]
fn a_list_that_was_opened_in_the_wrong_encoding_is_taken() {
    let network = Network::new();
    let misread = "ï»¿decision;name;emails\r\nkeep;Petra NovÃ¡k;petra@example.org\r\nrole: KÃ¶chin;Ivo Brandt;\r\n";
    let path = write(network.folder.path(), "keep-delete.csv", misread);
    let ended = network.decide(&[text(&path)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let mut decided = network.decisions();
    decided.sort();
    assert_eq!(decided, ["Köchin: Ivo Brandt", "keep: Petra Novak"]);
}
