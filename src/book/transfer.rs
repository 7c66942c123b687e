//! A book as JSON lines: everything that it holds, to be looked through, kept elsewhere, or read into an empty book.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Write};

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Row, params_from_iter};
use serde::Deserialize;
use serde_json::Value as Json;
use serde_json::{Map, json};

use super::schema;
use super::{Book, BookError, pack};
use crate::snapshot::Snapshot;

/// The tables in an order in which nobody is named before they are there.
const TABLES: [&str; 19] = [
    "run",
    "peer",
    "exchange",
    "member",
    "tie",
    "bounce",
    "audit",
    "replaced",
    "known",
    "person",
    "alias",
    "own",
    "coverage",
    "decision",
    "pair",
    "week",
    "week_word",
    "secret",
    "forgotten",
];

/// The oldest schema whose rows can still be read: what was added since may be missing in them.
const OLDEST: u32 = 4;

/// The longest first line, in bytes.
const HEAD: u64 = 64 << 10;
/// The longest row, in bytes: a packed audit of a million people.
const ROW: u64 = 1 << 30;

/// What a run changed goes with the runs.
const JOURNAL: &str = "journal";

/// Why a file is not read into a book.
#[derive(Debug)]
pub enum Refused {
    /// A line that cannot be, counted from 1, and what is wrong with it.
    Line(usize, String),
    /// The book holds something already.
    NotEmpty,
    /// The book cannot be used.
    Book(BookError),
}

impl Book {
    /// Writes everything, a row a line, behind a line that says by what.
    ///
    /// # Errors
    /// What the disk says, or whoever is written to.
    pub fn export(&self, out: &mut dyn Write) -> Result<(), Refused> {
        let disk = |error| Refused::Book(BookError::disk(&self.path)(error));
        let sqlite = |error| Refused::Book(BookError::of(&self.path)(error));
        let head = json!({"tieline": env!("CARGO_PKG_VERSION"), "schema": schema::latest()});
        writeln!(out, "{head}").map_err(disk)?;
        for table in tables() {
            let order = match table {
                "secret" => "1",
                "member" | "forgotten" | "own" => "1, 2",
                _ => "1, 2, 3",
            };
            let sql = format!("SELECT * FROM {table} ORDER BY {order}");
            let mut query = self.db.prepare(&sql).map_err(sqlite)?;
            let columns: Vec<String> = query
                .column_names()
                .into_iter()
                .map(str::to_owned)
                .collect();
            let mut rows = query.query([]).map_err(sqlite)?;
            while let Some(row) = rows.next().map_err(sqlite)? {
                let line = line(table, &columns, row).map_err(sqlite)?;
                writeln!(out, "{line}").map_err(disk)?;
            }
        }
        Ok(())
    }

    /// Reads what [`Book::export`] wrote into a book that holds nothing yet; gives the number of rows.
    ///
    /// # Errors
    /// Where the book is not empty, a line is none of such a file, or the disk says no.
    pub fn import(&self, lines: &mut dyn BufRead) -> Result<usize, Refused> {
        let sqlite = |error| Refused::Book(BookError::of(&self.path)(error));
        for table in tables() {
            let held = self
                .db
                .prepare(&format!("SELECT 1 FROM {table}"))
                .and_then(|mut q| q.exists([]));
            if held.map_err(sqlite)? {
                return Err(Refused::NotEmpty);
            }
        }
        let columns = self.columns().map_err(sqlite)?;
        let mut rows = 0;
        let mut line = String::new();
        for number in 1.. {
            let wrong = |why: String| Refused::Line(number, why);
            let longest = if number == 1 { HEAD } else { ROW };
            line.clear();
            let mut limited = (&mut *lines).take(longest);
            let read = limited
                .read_line(&mut line)
                .map_err(|error| wrong(error.to_string()))?;
            if read == 0 {
                break;
            }
            if read as u64 == longest {
                return Err(wrong(
                    "the line is too long for an exported book".to_owned(),
                ));
            }
            let Json::Object(row) =
                serde_json::from_str(&line).map_err(|error| wrong(format!("no JSON: {error}")))?
            else {
                return Err(wrong("a JSON object is expected".to_owned()));
            };
            if number == 1 {
                head(&row).map_err(wrong)?;
            } else {
                self.enter_row(row, &columns).map_err(wrong)?;
                rows += 1;
            }
        }
        if rows == 0 {
            return Err(Refused::Line(1, "it is empty".to_owned()));
        }
        Ok(rows)
    }

    fn columns(&self) -> rusqlite::Result<BTreeMap<&'static str, Vec<String>>> {
        let of = |table| {
            let query = self.db.prepare(&format!("SELECT * FROM {table}"))?;
            let names = query
                .column_names()
                .into_iter()
                .map(str::to_owned)
                .collect();
            Ok((table, names))
        };
        tables().map(of).collect()
    }

    fn enter_row(
        &self,
        mut row: Map<String, Json>,
        columns: &BTreeMap<&'static str, Vec<String>>,
    ) -> Result<(), String> {
        let table = row.remove("table").unwrap_or_default();
        let table = table.as_str().unwrap_or_default().to_owned();
        let names = columns
            .get(table.as_str())
            .ok_or_else(|| format!("{table:?} is not a table of a book"))?;
        if let Some(other) = row.keys().find(|name| !names.contains(name)) {
            return Err(format!("{table} has no column {other:?}"));
        }
        let values: Result<Vec<Value>, String> =
            names.iter().map(|name| value(row.get(name))).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({marks})",
            names.join(", ")
        );
        let mut insert = self
            .db
            .prepare_cached(&sql)
            .map_err(|error| error.to_string())?;
        insert
            .execute(params_from_iter(values?))
            .map_err(|error| error.to_string())?;
        Ok(())
    }
}

fn tables() -> impl Iterator<Item = &'static str> {
    TABLES.into_iter().chain([JOURNAL])
}

fn head(row: &Map<String, Json>) -> Result<(), String> {
    let known = schema::latest();
    let is_read = |schema| (OLDEST..=known).contains(&schema);
    match row.get("schema").and_then(Json::as_u64) {
        Some(schema) if u32::try_from(schema).is_ok_and(is_read) => Ok(()),
        Some(schema) => Err(format!(
            "it is of schema {schema}, written by Tieline {}; this one reads schema {known}",
            row.get("tieline").unwrap_or(&Json::Null)
        )),
        None => {
            Err("this is not an exported book: its first line does not name a schema".to_owned())
        }
    }
}

/// A row as JSON. Audits stand there as `audit --json` prints them; other bytes in hexadecimal digits.
fn line(table: &str, columns: &[String], row: &Row<'_>) -> rusqlite::Result<Json> {
    let mut line = Map::new();
    line.insert("table".to_owned(), json!(table));
    for (at, name) in columns.iter().enumerate() {
        let cell = match row.get_ref(at)? {
            ValueRef::Null => Json::Null,
            ValueRef::Integer(number) => json!(number),
            ValueRef::Real(number) => json!(number),
            ValueRef::Text(_) => json!(row.get_ref(at)?.as_str()?),
            ValueRef::Blob(bytes) if name == "snapshot" => {
                let damaged =
                    |error: io::Error| rusqlite::Error::ToSqlConversionFailure(error.into());
                let audit = pack::unpack(bytes).map_err(damaged)?;
                json!({"audit": audit})
            }
            ValueRef::Blob(bytes) => json!({"hex": hex(bytes)}),
        };
        line.insert(name.clone(), cell);
    }
    Ok(Json::Object(line))
}

fn value(cell: Option<&Json>) -> Result<Value, String> {
    let wrong = || format!("{} is not a valid value", cell.unwrap_or(&Json::Null));
    match cell {
        None | Some(Json::Null) => Ok(Value::Null),
        Some(Json::String(text)) => Ok(Value::Text(text.clone())),
        Some(Json::Number(number)) => number.as_i64().map(Value::Integer).ok_or_else(wrong),
        Some(Json::Object(object)) => match (object.get("hex"), object.get("audit")) {
            (Some(Json::String(digits)), _) => bytes(digits).map(Value::Blob).ok_or_else(wrong),
            (_, Some(audit)) => Snapshot::deserialize(audit)
                .map_err(io::Error::from)
                .and_then(pack::pack_again)
                .map(Value::Blob)
                .map_err(|error| error.to_string()),
            _ => Err(wrong()),
        },
        Some(Json::Bool(_) | Json::Array(_)) => Err(wrong()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let digit = |d: u8| char::from(d).to_digit(16);
    let byte = |[high, low]: &[u8; 2]| Some((digit(*high)? * 16 + digit(*low)?) as u8);
    pairs
        .iter()
        .map(byte)
        .collect::<Option<Vec<u8>>>()
        .filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_back_as_they_were() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&hex(&all)), Some(all));
        assert_eq!((bytes("0"), bytes("zz")), (None, None));
    }

    #[test]
    fn every_table_is_taken_out() {
        let book = Book::in_memory().unwrap();
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('written', 'state')";
        let mut there = book.strings(sql).unwrap();
        let mut taken: Vec<&str> = tables().collect();
        there.sort();
        taken.sort_unstable();
        assert_eq!(there, taken);
    }
}
