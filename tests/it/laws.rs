//! What must not matter does not: the order of rows and files, titles, employers, the future, and hearing a thing twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::demo::{OCTOBER, october_files};
use crate::find::{list, text};
use crate::run::{audit, audit_out, root, scratch, write};

const MONTH: &str = "fixtures/demo/2026-10";
const BOOK: &str = "fixtures/demo/address-book.vcf";

/// Copies the October export into a folder of the test, one file of it changed.
fn export_with(folder: &Path, change: impl Fn(&str, &str) -> Option<String>) -> String {
    for entry in fs::read_dir(root().join(MONTH)).expect("the demo is there") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let content = fs::read_to_string(entry.path()).expect("text");
        write(folder, &name, change(&name, &content).unwrap_or(content));
    }
    crate::run::text(folder).to_owned()
}

/// A CSV in memory: what stands above the header, the header, the rows.
struct Table {
    quotes: csv::QuoteStyle,
    preamble: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(content: &str, first_column: &str) -> Self {
        let at = content.find(first_column).expect("a header");
        let mut reader = csv::Reader::from_reader(&content.as_bytes()[at..]);
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        Self {
            quotes: if first_column.starts_with('"') {
                csv::QuoteStyle::Always
            } else {
                csv::QuoteStyle::Necessary
            },
            preamble: content[..at].to_owned(),
            header: cells(reader.headers().expect("a header")),
            rows: reader
                .records()
                .map(|record| cells(&record.expect("a row")))
                .collect(),
        }
    }

    fn write(&self) -> String {
        let mut writer = csv::WriterBuilder::new()
            .quote_style(self.quotes)
            .from_writer(Vec::new());
        for row in std::iter::once(&self.header).chain(&self.rows) {
            writer.write_record(row).expect("a row");
        }
        let bytes = writer.into_inner().expect("memory");
        self.preamble.clone() + &String::from_utf8(bytes).expect("text")
    }

    fn column(&self, name: &str) -> usize {
        let found = self.header.iter().position(|column| column == name);
        found.unwrap_or_else(|| panic!("{name} is a column"))
    }
}

/// The connections of the demo.
fn connections(content: &str) -> Table {
    Table::read(content, "First Name,")
}

/// The messages of the demo.
fn messages(content: &str) -> Table {
    Table::read(content, "\"CONVERSATION ID\"")
}

/// A shuffle that is the same each time.
fn shuffle<T>(items: &mut [T]) {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for last in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        items.swap(last, (state % (last as u64 + 1)) as usize);
    }
}

/// An audit without the keys that say where something stood, and with one name for the folder that it was read from.
fn without_places(bytes: &[u8], folder: &str) -> Value {
    let text = String::from_utf8(bytes.to_vec()).expect("text");
    let mut audit: Value = serde_json::from_str(&text.replace(folder, MONTH)).expect("JSON");
    audit["files"] = Value::Null;
    audit["problems"] = Value::Null;
    forget_places(&mut audit);
    audit
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["record", "line"] {
                map.remove(key);
            }
            map.values_mut().for_each(forget_places);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The names of the outputs whose bytes differ, but for those that say where a row stood.
fn differing(
    a: &BTreeMap<String, Vec<u8>>,
    b: &BTreeMap<String, Vec<u8>>,
    folder: &str,
) -> Vec<String> {
    assert!(a.keys().eq(b.keys()));
    let text = |bytes: &[u8]| {
        String::from_utf8(bytes.to_vec())
            .expect("text")
            .replace(folder, MONTH)
    };
    let same = |name: &&String| text(&a[*name]) != text(&b[*name]);
    let placed = ["audit.json", "problems.csv", "report.html"];
    let free = |name: &&String| !placed.contains(&name.as_str());
    a.keys().filter(free).filter(same).cloned().collect()
}

#[test]
fn shuffling_rows_and_arguments_changes_no_output() {
    let folder = scratch();
    let export = export_with(folder.path(), |name, content| {
        let mut table = match name {
            "Connections.csv" => connections(content),
            "messages.csv" => messages(content),
            _ => return None,
        };
        shuffle(&mut table.rows);
        Some(table.write())
    });
    let shuffled = audit_out(&["--as-of", "2026-11-01", BOOK, &export]);
    let (audit, other) = (
        without_places(&october_files()["audit.json"], &export),
        without_places(&shuffled["audit.json"], &export),
    );
    for (key, value) in audit.as_object().expect("an object") {
        assert_same(value, &other[key], key);
    }
    assert_eq!(differing(october_files(), &shuffled, &export), [""; 0]);
}

/// Fails with the entry that differs and not with two whole lists.
fn assert_same(a: &Value, b: &Value, key: &str) {
    if let (Value::Array(a), Value::Array(b)) = (a, b) {
        assert_eq!(a.len(), b.len(), "{key}");
        for (a, b) in a.iter().zip(b) {
            assert_eq!(a, b, "{key}");
        }
    }
    assert_eq!(a, b, "{key}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(&audit_out(OCTOBER), october_files());
}

/// What a status might move, were it looked at: by profile, without what is only shown.
fn judgements(audit: &Value) -> Vec<Value> {
    let one = |person: &Value| {
        json!({
            "rank": person["rank"],
            "urls": person["urls"],
            "emails": person["emails"],
            "band": person["standing"]["band"],
            "probability": person["standing"]["probability"],
            "tie_weight": person["standing"]["tie_weight"],
            "verdict": person["verdict"],
            "why": person["why"],
        })
    };
    list(audit, "people").iter().map(one).collect()
}

/// The demo judged after its connections were changed, beside the demo as it is.
fn judged_with(change: impl Fn(&mut Table)) -> (Vec<Value>, Vec<Value>) {
    let folder = scratch();
    let export = export_with(folder.path(), |name, content| {
        (name == "Connections.csv").then(|| {
            let mut table = connections(content);
            change(&mut table);
            assert_ne!(table.write(), connections(content).write());
            table.write()
        })
    });
    let changed = audit(&["--as-of", "2026-11-01", &export, BOOK]);
    let plain: Value = serde_json::from_slice(&october_files()["audit.json"]).expect("JSON");
    (judgements(&plain), judgements(&changed))
}

/// Permutes a column among the rows that have something there and of which `free` says that it may.
fn permute(table: &mut Table, column: usize, free: impl Fn(&str) -> bool) {
    let rows: Vec<usize> = (0..table.rows.len())
        .filter(|&row| !table.rows[row][column].is_empty() && free(&table.rows[row][column]))
        .collect();
    let mut cells: Vec<String> = rows
        .iter()
        .map(|&row| table.rows[row][column].clone())
        .collect();
    shuffle(&mut cells);
    for (row, cell) in rows.into_iter().zip(cells) {
        table.rows[row][column] = cell;
    }
}

#[test]
fn titles_are_not_looked_at() {
    let (plain, permuted) = judged_with(|table| {
        let column = table.column("Position");
        permute(table, column, |_| true);
    });
    assert_same(&json!(plain), &json!(permuted), "people");
}

#[test]
fn employers_where_the_owner_never_was_are_not_looked_at() {
    let own = [
        "Västkustens Byggnadsvård",
        "Lindqvist & Moberg Arkitekter",
        "Lundby School of Architecture",
        "Calder School of Building Conservation",
        "Hallbeck",
    ];
    // An employer on a card of the address book tells who is who, and so must stay.
    let book = fs::read_to_string(crate::run::root().join(BOOK)).expect("text");
    let (plain, permuted) = judged_with(|table| {
        let column = table.column("Company");
        permute(table, column, |cell| {
            !own.iter().any(|own| cell.contains(own)) && !book.contains(cell)
        });
    });
    assert_same(&json!(plain), &json!(permuted), "people");
}

#[test]
fn the_future_has_no_effect() {
    let as_of = "2025-06-01";
    let folder = scratch();
    let later = |stamp: &str, pattern: &str| {
        let at = chrono::NaiveDateTime::parse_from_str(stamp, pattern).ok()?;
        let start = chrono::NaiveDate::from_ymd_opt(2025, 6, 1)?.and_hms_opt(0, 0, 0)?;
        (at >= start).then(|| (at + chrono::Days::new(7)).format(pattern).to_string())
    };
    let export = export_with(folder.path(), |name, content| {
        (name == "messages.csv").then(|| {
            let mut table = messages(content);
            let column = table.column("DATE");
            let mut moved = 0;
            for row in &mut table.rows {
                if let Some(stamp) = later(&row[column], "%Y-%m-%d %H:%M:%S UTC") {
                    row[column] = stamp;
                    moved += 1;
                }
            }
            assert!(moved > 50, "{moved} messages are moved");
            table.write()
        })
    });
    let plain = audit_out(&["--as-of", as_of, MONTH, BOOK]);
    let moved = audit_out(&["--as-of", as_of, &export, BOOK]);
    let same = |name: &&String| {
        let text = |files: &BTreeMap<String, Vec<u8>>| {
            String::from_utf8(files[*name].clone())
                .expect("text")
                .replace(&export, MONTH)
        };
        text(&plain) != text(&moved)
    };
    assert_eq!(plain.keys().filter(same).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_same_export_twice_says_nothing_new() {
    let folder = scratch();
    let export = export_with(folder.path(), |_, _| None);
    let once = audit(OCTOBER);
    let twice = audit(&[MONTH, BOOK, &export, "--as-of", "2026-11-01"]);
    let people = |audit: &Value| -> Vec<Value> {
        let one = |person: &Value| {
            json!([
                person["rank"],
                person["id"],
                person["name"],
                person["verdict"],
                person["standing"]
            ])
        };
        list(audit, "people").iter().map(one).collect()
    };
    assert_same(&json!(people(&once)), &json!(people(&twice)), "people");
    let strangers = |audit: &Value| -> Vec<String> {
        let names = list(audit, "unmatched").iter();
        names
            .map(|stranger| text(stranger, "name").to_owned())
            .collect()
    };
    assert_eq!(strangers(&once), strangers(&twice));
}
