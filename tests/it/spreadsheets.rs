//! Lists and workbooks as Excel and Numbers write them, which cannot be tried here: built by what their makers document.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::decide::Network;
use crate::run::{text, write};

const SPREADSHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What Excel writes as "Strict Open XML Spreadsheet".
const STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/// A workbook part by part: sheets in the order of their tabs, each with the number of its part, and the strings that they share.
fn workbook([main, relations]: [&str; 2], sheets: &[(&str, u32, String)], shared: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, xml: &str| {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("a part");
        let whole = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{xml}");
        archive.write_all(whole.as_bytes()).expect("its text");
    };
    let each = |of: &dyn Fn(&str, u32) -> String| -> String {
        sheets
            .iter()
            .map(|(name, part, _)| of(name, *part))
            .collect()
    };
    let package = "http://schemas.openxmlformats.org/package/2006";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let overrides = each(&|_, part| {
        format!(
            "<Override PartName=\"/xl/worksheets/sheet{part}.xml\" ContentType=\"{kind}.worksheet+xml\"/>"
        )
    });
    part(
        "[Content_Types].xml",
        &format!(
            "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>\
             {overrides}<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{kind}.sharedStrings+xml\"/></Types>"
        ),
    );
    part(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let tabs = each(&|name, part| {
        format!(
            "<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"rId{part}\"/>",
            part + 4
        )
    });
    part(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><bookViews><workbookView activeTab=\"1\"/></bookViews><sheets>{tabs}</sheets></workbook>"
        ),
    );
    let targets = each(&|_, part| {
        format!(
            "<Relationship Id=\"rId{part}\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet{part}.xml\"/>"
        )
    });
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"{package}/relationships\">{targets}<Relationship Id=\"rId90\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/sharedStrings.xml",
        &format!("<sst xmlns=\"{main}\">{shared}</sst>"),
    );
    for (_, number, rows) in sheets {
        part(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!(
                "<worksheet xmlns=\"{main}\"><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>{rows}</sheetData></worksheet>"
            ),
        );
    }
    archive.finish().expect("an archive").into_inner()
}

/// Cells that show strings which the sheets share: each by its column and the place of the string.
fn row(number: u32, cells: &[(char, u32)]) -> String {
    let cells: String = cells
        .iter()
        .map(|(column, place)| {
            format!("<c r=\"{column}{number}\" s=\"3\" t=\"s\"><v>{place}</v></c>")
        })
        .collect();
    format!(
        "<row r=\"{number}\" spans=\"1:5\" x14ac:dyDescent=\"0.2\" xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\">{cells}</row>"
    )
}

/// What a network has decided after it took a file.
fn taken(name: &str, bytes: &[u8]) -> Vec<String> {
    let network = Network::new();
    let path = write(network.folder.path(), name, bytes);
    let ended = network.decide(&[text(&path)]);
    assert_eq!(ended.code, 0, "{name}: {}\n{}", ended.out, ended.err);
    let mut decided = network.decisions();
    decided.sort();
    decided
}

const DECIDED: [&str; 2] = ["delete: Ines Novak", "keep: Ivo Brandt"];

/// Strings as Excel shares them: with blanks kept, in runs where a part is bold, with what is read aloud beside.
const SHARED: &str = "<si><t>name</t></si><si><t>decision</t></si><si><t>Ivo Brandt</t></si><si><t xml:space=\"preserve\"> Keep </t></si>\
    <si><t>Ines Novak</t></si><si><r><rPr><b/><sz val=\"11\"/></rPr><t>del</t></r><r><t>ete</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>\
    <si><t>my notes</t></si><si><t>nothing of Tieline's</t></si>";

fn excel(spaces: [&str; 2]) -> Vec<u8> {
    let list = [
        row(1, &[('A', 0), ('C', 1), ('D', 6)]),
        row(2, &[('A', 2), ('C', 3)]),
        row(7, &[('A', 4), ('C', 5), ('D', 7)]),
    ];
    let notes = row(3, &[('B', 7)]);
    // The tabs were moved: the first one is the second part.
    workbook(
        spaces,
        &[("Notes", 2, notes), ("keep-delete", 1, list.concat())],
        SHARED,
    )
}

#[test]
fn a_workbook_that_excel_saved_is_taken() {
    assert_eq!(
        taken("audit.xlsx", &excel([SPREADSHEET, RELATIONS])),
        DECIDED
    );
}

#[test]
fn a_workbook_that_excel_saved_as_strict_open_xml_is_taken() {
    assert_eq!(
        taken("audit.xlsx", &excel([STRICT, STRICT_RELATIONS])),
        DECIDED
    );
}

/// Numbers makes a sheet of each table, puts the name of the table above it, and a summary in front.
#[test]
fn a_workbook_that_numbers_exported_is_taken() {
    let shared = format!(
        "{SHARED}<si><t>Export Summary</t></si><si><t>This document was exported from Numbers. Each table was converted to an Excel worksheet.</t></si>\
         <si><t>Numbers Sheet Name</t></si><si><t>Numbers Table Name</t></si><si><t>Excel Worksheet Name</t></si><si><t>keep-delete</t></si><si><t>Table 1</t></si>"
    );
    let summary = [
        row(1, &[('B', 8)]),
        row(2, &[('B', 9)]),
        row(4, &[('B', 10), ('C', 11), ('D', 12)]),
        row(5, &[('B', 13), ('C', 14), ('D', 13)]),
    ];
    let list = [
        row(1, &[('A', 14)]),
        row(2, &[('A', 1), ('B', 0)]),
        row(3, &[('A', 3), ('B', 2)]),
        row(4, &[('A', 5), ('B', 4)]),
    ];
    let bytes = workbook(
        [SPREADSHEET, RELATIONS],
        &[
            ("Export Summary", 1, summary.concat()),
            ("keep-delete - Table 1", 2, list.concat()),
        ],
        &shared,
    );
    assert_eq!(taken("audit.xlsx", &bytes), DECIDED);
}

#[test]
fn lists_as_excel_and_numbers_save_them_are_taken() {
    let utf_16: Vec<u8> =
        "\u{feff}decision\tname\temails\r\nkeep\tIvo Brandt\t\r\ndelete\tInes Novak\t\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
    let lists: [(&str, Vec<u8>); 6] = [
        ("Unicode Text (*.txt)", utf_16),
        (
            "CSV of a country that writes 1,5",
            b"decision;name;note\r\nkeep;Ivo Brandt;sch\xf6n\r\ndelete;Ines Novak;\"a; b\"\r\n"
                .to_vec(),
        ),
        (
            "CSV whose first line names the separator",
            b"sep=;\r\ndecision;name\r\nkeep;Ivo Brandt\r\ndelete;Ines Novak\r\n".to_vec(),
        ),
        (
            "CSV (Macintosh)",
            b"decision,name\rkeep,Ivo Brandt\rdelete,Ines Novak\r".to_vec(),
        ),
        (
            "CSV of Numbers with the names of tables",
            "Table 1\ndecision;name;;\nkeep;Ivo Brandt;;\ndelete;Ines Novak;;\n".into(),
        ),
        (
            "CSV UTF-8 with every cell filled up",
            "\u{feff}decision,name,,,\r\nkeep,Ivo Brandt,,,\r\ndelete,Ines Novak,,,\r\n,,,,\r\n"
                .into(),
        ),
    ];
    for (kind, bytes) in lists {
        assert_eq!(taken("keep-delete.csv", &bytes), DECIDED, "{kind}");
    }
}
