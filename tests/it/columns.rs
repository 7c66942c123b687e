//! Every column of an address book that a program exports in another language lands where it belongs.

use std::collections::BTreeMap;
use std::fs;

use crate::run::{is_done, root, run, scratch, text, write};

/// What stands in a column, and where on the card it is to be: the property, words of its type, and the place among its parts.
struct Value {
    cell: String,
    property: &'static str,
    types: &'static [&'static str],
    part: Option<usize>,
}

/// A number of a kind.
fn number(kind: &str) -> Value {
    let kinds: [(&str, &[&str]); 20] = [
        ("workfax", &["work", "fax"]),
        ("homefax", &["home", "fax"]),
        ("otherfax", &["fax"]),
        ("fax", &["fax"]),
        ("work", &["work"]),
        ("work2", &["work"]),
        ("home", &["home"]),
        ("home2", &["home"]),
        ("mobile", &["cell"]),
        ("pager", &["pager"]),
        ("car", &["car"]),
        ("assistant", &["assistant"]),
        ("main", &[]),
        ("other", &[]),
        ("callback", &["callback"]),
        ("company", &[]),
        ("isdn", &["isdn"]),
        ("radio", &[]),
        ("tty", &["textphone"]),
        ("telex", &["telex"]),
    ];
    let at = kinds.iter().position(|(known, _)| *known == kind);
    let at = at.expect(kind);
    let (property, types) = ("TEL", kinds[at].1);
    let cell = format!("+49301234{}", 500 + at);
    Value {
        cell,
        property,
        types,
        part: None,
    }
}

/// Which part of an address a field is; the lines of a street are one part.
fn part_of_address(what: &str) -> Option<usize> {
    let parts = [
        &["box"][..],
        &[],
        &["street", "street2", "street3"],
        &["locality"],
        &["region"],
        &["zipcode"],
        &["country"],
    ];
    parts.iter().position(|names| names.contains(&what))
}

fn value(field: &str) -> Value {
    let (what, kind) = field.split_once(':').unwrap_or((field, ""));
    if let Some(part) = part_of_address(what) {
        let types: &[&str] = match kind {
            "work" => &["work"],
            "home" => &["home"],
            "other" => &["other"],
            _ => &[],
        };
        let cell = match (what, kind) {
            ("zipcode", "work") => "10111".to_owned(),
            ("zipcode", "home") => "20222".to_owned(),
            ("zipcode", "other") => "30333".to_owned(),
            ("zipcode", _) => "40444".to_owned(),
            ("box", "work") => "1011".to_owned(),
            ("box", "home") => "2022".to_owned(),
            ("box", _) => "3033".to_owned(),
            _ => format!("{kind} {what}").trim().to_owned(),
        };
        let part = Some(part);
        return Value {
            cell,
            property: "ADR",
            types,
            part,
        };
    }
    if what == "phone" || what == "telex" {
        return number(if kind.is_empty() { what } else { kind });
    }
    let (cell, property, part) = match what {
        "surname" => ("Vestergard", "N", Some(0)),
        "firstname" => ("Runa", "N", Some(1)),
        "middlename" => ("Middla", "N", Some(2)),
        "prefix" => ("Dr", "N", Some(3)),
        "suffix" => ("Jr", "N", Some(4)),
        "name" => ("Runa Vestergard", "FN", None),
        "nickname" => ("Runi", "NICKNAME", None),
        "organization" => ("Millworks", "ORG", Some(0)),
        "department" => ("Kilnroom", "ORG", Some(1)),
        "jobtitle" => ("Kilnmaster", "TITLE", None),
        "email" => ("one@mill.test", "EMAIL", None),
        "email2" => ("two@mill.test", "EMAIL", None),
        "email3" => ("three@mill.test", "EMAIL", None),
        "website" => ("https://www.mill.test/a", "URL", None),
        "website2" => ("https://www.mill.test/b", "URL", None),
        "notes" => ("Noted thing", "NOTE", None),
        "groups" => ("Circle", "CATEGORIES", None),
        "gender" => ("female", "GENDER", None),
        "spouse" => ("Spousa Vestergard", "X-SPOUSE", None),
        "manager" => ("Managa Boss", "X-MANAGER", None),
        "assistant" => ("Asta Helper", "X-ASSISTANT", None),
        "anniversary" => ("2010-06-12", "ANNIVERSARY", None),
        "birthday" => ("1980-03-04", "BDAY", None),
        "birthday-y" => ("1980", "BDAY", None),
        "birthday-m" => ("3", "BDAY", None),
        "birthday-d" => ("4", "BDAY", None),
        "-" => ("SMTP", "", None),
        _ => panic!("{field}"),
    };
    Value {
        cell: cell.to_owned(),
        property,
        types: &[],
        part,
    }
}

impl Value {
    /// As it stands on a card.
    fn written(&self) -> &str {
        match (self.property, self.cell.as_str()) {
            ("BDAY", _) => "19800304",
            ("ANNIVERSARY", _) => "20100612",
            ("GENDER", _) => "F",
            (_, cell) => cell,
        }
    }

    fn is_on(&self, line: &str) -> bool {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let mut names = name.split(';');
        let types = names
            .next()
            .map(|_| name.to_lowercase())
            .unwrap_or_default();
        let property = name.split(';').next().unwrap_or(name);
        let value = value.strip_prefix("tel:").unwrap_or(value);
        let is_there = match self.part {
            Some(part) => {
                let mut lines = value.split(';').nth(part).unwrap_or_default().split("\\, ");
                lines.any(|line| line == self.written())
            }
            None => value == self.written(),
        };
        property == self.property
            && is_there
            && self.types.iter().all(|word| types.contains(word))
            && (self.property != "TEL" || self.types.contains(&"fax") == types.contains("fax"))
    }
}

/// A table in the code page that Outlook writes in a language.
fn in_page(page: &str, rows: &str) -> Vec<u8> {
    let coding = match page {
        "" => return rows.as_bytes().to_vec(),
        "932" => encoding_rs::SHIFT_JIS,
        "936" => encoding_rs::GBK,
        "949" => encoding_rs::EUC_KR,
        "950" => encoding_rs::BIG5,
        _ => encoding_rs::Encoding::for_label(format!("windows-{page}").as_bytes()).expect(page),
    };
    let (bytes, _, is_lossy) = coding.encode(rows);
    assert!(!is_lossy, "{page}: {rows}");
    bytes.into_owned()
}

#[test]
fn every_column_of_a_program_in_another_language_lands_where_it_belongs() {
    let table = fs::read_to_string(root().join("tests/it/columns.tsv")).expect("a table");
    let mut programs: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    let mut program = "";
    for line in table.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            program = name;
        } else if let Some(column) = line.split_once('\t') {
            programs.entry(program).or_default().push(column);
        }
    }
    assert!(programs.len() >= 35, "{}", programs.len());
    let mut wrong = Vec::new();
    for (program, columns) in programs {
        let folder = scratch();
        let quoted = |cell: &str| format!("\"{cell}\"");
        let header: Vec<String> = columns.iter().map(|(column, _)| quoted(column)).collect();
        let values: Vec<Value> = columns.iter().map(|(_, field)| value(field)).collect();
        let cells: Vec<String> = values.iter().map(|value| quoted(&value.cell)).collect();
        let (program, page) = program.split_once('\t').unwrap_or((program, ""));
        let joint = if page.starts_with("125") { ";" } else { "," };
        let rows = format!("{}\r\n{}\r\n", header.join(joint), cells.join(joint));
        let file = write(folder.path(), "contacts.csv", in_page(page, &rows));
        let out = folder.path().join("out");
        let to = ["--region", "DE", "--to", "vcf", "--out", text(&out)];
        let done = run(&[&["clean", text(&file)], &to[..]].concat());
        assert!(is_done(&done), "{program}: {}", done.err);
        let cards = fs::read_to_string(out.join("people.vcf")).expect("cards");
        let cards = cards.replace("\r\n ", "");
        for ((column, field), value) in columns.iter().zip(&values) {
            if *field != "-" && !cards.lines().any(|line| value.is_on(line)) {
                let is_near = |line: &&str| line.contains(value.written());
                let near: Vec<&str> = cards.lines().filter(is_near).collect();
                wrong.push(format!("{program}: {column} is {field}, and not {near:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
