//! What a spreadsheet saves as its own: read as its CSV would be, or said in one line, with what to do instead.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::find::{accounted, codes, count, person, text};
use crate::run::{Ended, audit, run, scratch, write};

/// A zip of these parts, as office programs write their documents.
fn document(path: &Path, parts: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(File::create(path).expect("a file"));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content.as_bytes()).expect("bytes");
    }
    zip.finish().expect("a zip");
}

#[test]
fn a_workbook_is_named_as_one_with_what_to_do() {
    let folder = scratch();
    let at = |name: &str| folder.path().join(name);
    document(
        &at("people.xlsx"),
        &[
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", "<workbook/>"),
        ],
    );
    document(
        &at("people.ods"),
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", "<office"),
            ("META-INF/manifest.xml", "<manifest/>"),
        ],
    );
    document(&at("people.numbers"), &[("Index/Document.iwa", "")]);
    document(&at("letter.pages"), &[("Index/Document.iwa", "")]);
    fs::write(
        at("people.xls"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on",
    )
    .expect("a file");
    let audited = |names: &[&str]| -> Ended {
        let paths: Vec<String> = names.iter().map(|n| at(n).display().to_string()).collect();
        let mut args = vec!["audit", "--no-book"];
        args.extend(paths.iter().map(String::as_str));
        run(&args)
    };
    for (name, program) in [
        ("people.xlsx", "locked by a password"),
        ("people.ods", "locked by a password"),
        ("people.numbers", "Numbers document"),
        ("people.xls", "locked by a password"),
    ] {
        let ended = audited(&[name]);
        assert_eq!(ended.code, 3, "{name}: {}", ended.err);
        let told = ended.err.contains(program) && ended.err.contains("CSV and give that");
        assert!(told, "{name}: {}", ended.err);
        let decided = run(&["decide", &at(name).display().to_string()]);
        let program = if name.ends_with("xls") {
            "Office"
        } else {
            program
        };
        let words = (decided.code, decided.err.contains(program));
        assert_eq!(words, (2, true), "{name}: {}", decided.err);
    }

    let letter = audited(&["letter.pages"]);
    assert_eq!(letter.code, 3);
    assert!(
        letter.err.contains("an office document; not read"),
        "{}",
        letter.err
    );
    fs::write(
        at("people.csv"),
        "Name,E-mail\nAna Ferreira,ana@example.org\n",
    )
    .expect("a file");
    let ended = audited(&["people.xlsx", "people.csv"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("1 × not-recognised: a workbook"));
    assert!(!ended.out.contains("Content_Types"), "{}", ended.out);
}

/// A workbook of Excel with these sheets, and whether each is hidden.
fn excel(path: &Path, sheets: &[(&str, bool, &[&[&str]])]) {
    let mut book = Workbook::new();
    for (name, hidden, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name");
        sheet.set_hidden(*hidden);
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).expect("a cell");
            }
        }
    }
    book.save(path).expect("a workbook");
}

/// A spreadsheet of OpenDocument with these rows in its one sheet.
fn calc(path: &Path, rows: &[&[&str]]) {
    let cell = |text: &&str| match text.parse::<chrono::NaiveDate>() {
        Ok(day) => {
            format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"/>")
        }
        Err(_) => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        ),
    };
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(cell).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows: String = rows.iter().map(row).collect();
    let names = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{names}:office:1.0\" xmlns:table=\"{names}:table:1.0\" xmlns:text=\"{names}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"People\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!("<manifest:manifest xmlns:manifest=\"{names}:manifest:1.0\"/>");
    document(
        path,
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &content),
            ("META-INF/manifest.xml", &manifest),
        ],
    );
}

const PEOPLE: &[&[&str]] = &[
    &["Name", "E-mail", "Company"],
    &["Petra Novak", "petra@example.org", "Mill and Sons"],
    &["Ana Ferreira", "ana@example.org", ""],
];

fn audited(path: &Path) -> Value {
    audit(&[
        "--no-book",
        "--as-of",
        "2026-11-01",
        &path.display().to_string(),
    ])
}

#[test]
fn contacts_in_a_workbook_are_read_as_those_in_a_csv() {
    let folder = scratch();
    let (xlsx, ods) = (folder.path().join("a.xlsx"), folder.path().join("a.ods"));
    excel(&xlsx, &[("People", false, PEOPLE)]);
    calc(&ods, PEOPLE);
    let zipped = folder.path().join("both.zip");
    let mut zip = zip::ZipWriter::new(File::create(&zipped).expect("a file"));
    zip.start_file("mine/a.xlsx", SimpleFileOptions::default())
        .expect("an entry");
    zip.write_all(&fs::read(&xlsx).expect("bytes"))
        .expect("bytes");
    zip.finish().expect("a zip");
    for path in [xlsx, ods, zipped] {
        let audit = audited(&path);
        assert_eq!(
            text(person(&audit, "Petra Novak"), "company"),
            "Mill and Sons",
            "{path:?}"
        );
        let address = &person(&audit, "Ana Ferreira")["emails"][0];
        assert!(address.to_string().contains("ana@example.org"), "{address}");
        assert_eq!(audit["totals"]["rejected"], 0, "{audit}");
    }
}

#[test]
fn sheets_are_read_each_for_itself_and_a_hidden_one_is_named() {
    let folder = scratch();
    let path = folder.path().join("mine.xlsx");
    let more: &[&[&str]] = &[
        &["First Name", "Last Name", "Phone"],
        &["Bo", "Kern", "+46 70 174 06 05"],
    ];
    let old: &[&[&str]] = &[&["Name", "E-mail"], &["Cy Berg", "cy@example.org"]];
    excel(
        &path,
        &[
            ("People", false, PEOPLE),
            ("More", false, more),
            ("Old", true, old),
        ],
    );
    let audit = audited(&path);
    for name in ["Petra Novak", "Ana Ferreira", "Bo Kern"] {
        let records = person(&audit, name)["records"].to_string();
        let sheet = if name == "Bo Kern" {
            "mine.xlsx/More"
        } else {
            "mine.xlsx/People"
        };
        assert!(records.contains(sheet), "{records}");
    }
    assert!(!audit["people"].to_string().contains("Cy Berg"));
    assert!(
        audit["problems"].to_string().contains("a hidden sheet"),
        "{}",
        audit["problems"]
    );
}

#[test]
fn a_list_of_connections_that_excel_saved_keeps_its_days_and_its_name() {
    let folder = scratch();
    let path = folder.path().join("Connections.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("d-mmm-yy");
    let header = [
        "First Name",
        "Last Name",
        "URL",
        "Email Address",
        "Company",
        "Position",
        "Connected On",
    ];
    sheet.write(0, 0, "Notes:").expect("a cell");
    for (column, name) in (0..).zip(header) {
        sheet.write(3, column, name).expect("a cell");
    }
    for (column, cell) in (0..).zip([
        "Petra",
        "Novak",
        "https://www.linkedin.com/in/petra-novak",
        "",
        "Mill",
        "Maltster",
    ]) {
        sheet.write(4, column, cell).expect("a cell");
    }
    let on = ExcelDateTime::from_ymd(2019, 8, 9).expect("a day");
    sheet
        .write_datetime_with_format(4, 6, on, &day)
        .expect("a cell");
    book.save(&path).expect("a workbook");
    let calc_path = folder.path().join("Connections.ods");
    let row = "Petra,Novak,https://www.linkedin.com/in/petra-novak,,Mill,Maltster,";
    let cells: Vec<&str> = row.split(',').collect();
    let mut days = cells.clone();
    days[6] = "2019-08-09";
    calc(&calc_path, &[&header, &days]);
    let as_csv = folder.path().join("Connections.csv");
    let csv = format!("{}\n{row}09 Aug 2019\n", header.join(","));
    fs::write(&as_csv, csv).expect("a file");
    let told = |path: &Path| {
        let audit = audited(path);
        let person = person(&audit, "Petra Novak");
        let why = person["why"].to_string();
        let why = [".xlsx", ".ods"]
            .iter()
            .fold(why, |why, end| why.replace(end, ".csv"));
        (why, person["urls"].clone(), person["company"].clone())
    };
    let expected = told(&as_csv);
    assert!(expected.0.contains("9 Aug 2019"), "{expected:?}");
    assert_eq!(
        (told(&path), told(&calc_path)),
        (expected.clone(), expected)
    );
}

#[test]
fn a_number_of_a_workbook_keeps_its_digits_and_a_shortened_one_is_named() {
    let folder = scratch();
    let path = folder.path().join("phones.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["Name", "Phone", "E-mail"]) {
        sheet.write(0, column, name).expect("a cell");
    }
    for (row, (name, number)) in (1..).zip([
        ("Petra Novak", 4_915_112_345_678.0),
        ("Bo Kern", 491_512_000_000.0),
    ]) {
        sheet.write(row, 0, name).expect("a cell");
        sheet.write(row, 1, number).expect("a cell");
        sheet
            .write(row, 2, format!("p{row}@example.org"))
            .expect("a cell");
    }
    book.save(&path).expect("a workbook");
    let audit = audited(&path);
    let phones = person(&audit, "Petra Novak")["phones"].to_string();
    assert!(phones.contains("4915112345678"), "{phones}");
    assert_eq!(codes(&audit), ["bad-phone"]);
    assert!(
        audit["problems"].to_string().contains("4.91512E+11"),
        "{}",
        audit["problems"]
    );
}

#[test]
fn an_edited_list_may_come_back_as_a_workbook() {
    let folder = scratch();
    let list: &[&[&str]] = &[
        &["id", "name", "decision"],
        &["nobody-1", "Petra Novak", "keep"],
    ];
    let book = folder.path().join("keep-delete.xlsx");
    excel(&book, &[("keep-delete", false, list)]);
    let text = folder.path().join("keep-delete.csv");
    fs::write(&text, "id,name,decision\nnobody-1,Petra Novak,keep\n").expect("a file");
    let own = folder.path().join("book.db").display().to_string();
    let decided = |path: &Path| {
        let ended = run(&["decide", &path.display().to_string(), "--book", &own]);
        let told = ended.err.replace(".xlsx, sheet keep-delete", ".csv");
        (ended.code, told)
    };
    assert!(decided(&book).1.contains("line 2: nobody in your book"));
    assert_eq!(decided(&book), decided(&text));
}

#[test]
fn cleaned_sheets_are_written_as_csv() {
    let folder = scratch();
    let path = folder.path().join("people.xlsx");
    let rows: &[&[&str]] = &[&["Name", "E-mail"], &["Petra   Novak", "petra@example.org"]];
    excel(&path, &[("People", false, rows)]);
    let out = folder.path().join("out");
    let (path, dir) = (path.display().to_string(), out.display().to_string());
    let ended = run(&["clean", &path, "--out", &dir]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let cleaned = fs::read_to_string(out.join("cleaned/people.csv")).expect("a copy");
    assert!(cleaned.contains("Petra Novak"), "{cleaned}");
}

#[test]
fn the_calendar_as_a_csv_tells_meetings_by_the_names_of_the_invited() {
    let english = "\"Subject\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"All day event\",\"Reminder on/off\",\"Meeting Organizer\",\"Required Attendees\",\"Optional Attendees\",\"Description\"\r\n\"What nobody reads.\",\"3/2/2026\",\"10:00:00 AM\",\"3/2/2026\",\"11:00:00 AM\",\"False\",\"False\",\"Novak, Petra\",\"Teglgaard, Runa; Novak, Petra\",\"Berg, Jon\",\"What nobody reads.\"\r\n\"x\",\"3/9/2026\",\"12:00:00 AM\",\"3/10/2026\",\"12:00:00 AM\",\"True\",\"False\",\"Novak, Petra\",\"Teglgaard, Runa\",\"\",\"\"\r\n\"x\",\"soon\",\"\",\"\",\"\",\"False\",\"False\",\"Novak, Petra\",\"Teglgaard, Runa\",\"\",\"\"\r\n\"x\",\"3/4/2026\",\"10:00:00 AM\",\"\",\"\",\"False\",\"False\",\"Teglgaard, Runa\",\"\",\"\",\"\"\r\n";
    let german = "\"Betreff\";\"Beginnt am\";\"Beginnt um\";\"Endet am\";\"Endet um\";\"Ganzt\u{e4}giges Ereignis\";\"Besprechungsplanung\";\"Erforderliche Teilnehmer\";\"Optionale Teilnehmer\"\r\n\"x\";\"2.3.2026\";\"10:00:00\";\"2.3.2026\";\"11:00:00\";\"Falsch\";\"Petra Novak\";\"Runa Teglgaard;Petra Novak\";\"Jon Berg\"\r\n";
    for (csv, rows) in [(english, 4), (german, 1)] {
        let folder = scratch();
        let path = write(folder.path(), "calendar.csv", csv);
        let path = path.display().to_string();
        let audit = audit(&[
            "--no-book",
            "--as-of",
            "2026-11-01",
            "--me",
            "Runa Teglgaard",
            &path,
        ]);
        let petra = person(&audit, "Petra Novak");
        assert_eq!(
            text(petra, "last_contact").get(..10),
            Some("2026-03-02"),
            "{audit}"
        );
        assert!(petra["why"].to_string().contains("2 Mar 2026"), "{petra}");
        assert!(!audit.to_string().contains("nobody reads"));
        let file = &audit["files"][0];
        assert_eq!(
            (text(file, "kind"), count(file, "rows")),
            ("Outlook calendar", rows)
        );
        accounted(&audit);
    }
}

#[test]
fn mail_as_a_csv_is_counted_and_named_for_what_it_lacks() {
    let folder = scratch();
    let csv = "\"Subject\",\"Body\",\"From: (Name)\",\"From: (Address)\",\"From: (Type)\",\"To: (Name)\",\"To: (Address)\",\"To: (Type)\"\n\"Hi\",\"What nobody reads.\",\"Petra Novak\",\"petra@example.org\",\"SMTP\",\"Runa\",\"runa@example.org\",\"SMTP\"\n";
    let path = write(folder.path(), "inbox.csv", csv);
    let ended = run(&["audit", "--no-book", &path.display().to_string()]);
    assert_eq!(ended.code, 0, "{}", ended.out);
    assert!(ended.out.contains("1 row, accounted for"), "{}", ended.out);
    assert!(ended.out.contains("does not say when"), "{}", ended.out);
    assert!(!ended.out.contains("nobody reads") && !ended.err.contains("nobody reads"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_workbook_costs_itself_alone(at in vec((0.0..1.0_f64, any::<u8>()), 0..8), cut in 0.2..1.2_f64, is_calc in any::<bool>()) {
        let folder = scratch();
        let path = folder.path().join("a.xlsx");
        if is_calc { calc(&path, PEOPLE) } else { excel(&path, &[("People", false, PEOPLE)]) }
        let mut bytes = fs::read(&path).expect("bytes");
        for (place, byte) in at {
            let place = (place * bytes.len() as f64) as usize;
            bytes[place] = byte;
        }
        bytes.truncate((bytes.len() as f64 * cut) as usize);
        fs::write(&path, bytes).expect("a file");
        fs::write(folder.path().join("b.csv"), "Name,E-mail\nDi Lund,di@example.org\n").expect("a file");
        assert!(audited(folder.path())["people"].to_string().contains("Di Lund"));
    }
}

#[test]
fn who_is_at_every_meeting_is_whose_calendar_it_is() {
    let folder = scratch();
    let csv = "\"Subject\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Meeting Organizer\",\"Required Attendees\"\n\"x\",\"3/2/2026\",\"10:00:00 AM\",\"3/2/2026\",\"11:00:00 AM\",\"Novak, Petra\",\"Teglgaard, Runa\"\n\"x\",\"3/16/2026\",\"10:00:00 AM\",\"3/16/2026\",\"11:00:00 AM\",\"Teglgaard, Runa\",\"Berg, Jon\"\n";
    let path = write(folder.path(), "calendar.csv", csv);
    let audit = audited(&path);
    for (name, day) in [("Petra Novak", "2026-03-02"), ("Jon Berg", "2026-03-16")] {
        let met = text(person(&audit, name), "last_contact");
        assert_eq!(met.get(..10), Some(day), "{name}");
    }
    accounted(&audit);
}
