//! SQLite itself.

use std::collections::BTreeSet;
use std::io::Read;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OptionalExtension};

use super::pages::Pages;
use crate::model::problem::Code;

/// Behind this many missing rows nothing is looked for.
const FURTHEST: i64 = 1 << 40;

/// Behind so many damaged places of a table no further one is looked for.
const MOST_DAMAGES: usize = 4096;

/// Why a database was not read.
pub type Unread = (Code, String);

/// A database in memory.
pub struct Database {
    db: Connection,
    /// Whether the file is shorter than it says.
    pub cut_off: bool,
    /// How many of its pages came out of its log.
    pub logged: usize,
}

impl Database {
    /// Reads a database of so many bytes, with what the log beside it adds.
    ///
    /// # Errors
    /// In words, if it is none or is damaged at its beginning.
    pub fn read(input: &mut dyn Read, size: u64, log: Option<&[u8]>) -> Result<Self, Unread> {
        let damaged = |why: String| (Code::DamagedDatabase, why);
        let pages = Pages::new(input, size, log).map_err(|error| damaged(error.to_string()))?;
        let none = || damaged("its header is not a database header".to_owned());
        let mut pages = pages.ok_or_else(none)?;
        let (length, logged) = (pages.len(), pages.logged());
        let mut open = || -> rusqlite::Result<Connection> {
            let mut db = Connection::open_in_memory()?;
            db.deserialize_read_exact(MAIN_DB, &mut pages, length, true)?;
            // Views and functions that a file brings along are not run.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
            Ok(db)
        };
        let db = open().map_err(|error| damaged(error.to_string()))?;
        Ok(Self {
            db,
            cut_off: pages.cut_off,
            logged,
        })
    }

    /// Whether there is a table of this name; an error if not even the list of tables can be read.
    pub fn has(&self, table: &str) -> Result<bool, String> {
        let found = self
            .db
            .query_row(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1",
                [table],
                |_| Ok(()),
            )
            .optional();
        found
            .map(|found| found.is_some())
            .map_err(|error| error.to_string())
    }

    /// The tables whose name ends so.
    pub fn ending_in(&self, end: &str) -> Vec<String> {
        let names = || -> rusqlite::Result<Vec<String>> {
            let mut query = self
                .db
                .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")?;
            query.query_map([], |row| row.get(0))?.collect()
        };
        let mut names = names().unwrap_or_default();
        names.retain(|name| name.ends_with(end));
        names
    }

    /// The columns of a table.
    pub fn columns(&self, table: &str) -> BTreeSet<String> {
        let columns = || -> rusqlite::Result<BTreeSet<String>> {
            let mut query = self.db.prepare("SELECT name FROM pragma_table_info(?1)")?;
            query.query_map([table], |row| row.get(0))?.collect()
        };
        columns().unwrap_or_default()
    }

    /// Hands out the rows of a table in the order of their numbers, a cell for each of the columns wanted; a column or table that
    /// this version of the program does not have is empty. Damaged pages are passed over.
    ///
    /// # Errors
    /// In words, where the table is damaged; what stands before and behind the damage was handed out.
    pub fn rows(
        &self,
        table: &str,
        wanted: &[&str],
        take: &mut dyn FnMut(&[Cell<'_>]),
    ) -> Result<(), String> {
        let there = self.columns(table);
        if there.is_empty() {
            return Ok(());
        }
        let column = |name: &&str| {
            if there.contains(*name) {
                quoted(name)
            } else {
                "NULL".to_owned()
            }
        };
        let columns: Vec<String> = wanted.iter().map(column).collect();
        let query = format!(
            "SELECT rowid, {} FROM {} WHERE rowid > ?1 ORDER BY rowid",
            columns.join(", "),
            quoted(table)
        );
        let (mut last, mut step, mut damage) = (i64::MIN, 1_i64, Ok(()));
        // How far the damage goes is found by looking ever further behind it.
        for _ in 0..MOST_DAMAGES {
            let read = self.behind(&query, last, take, &mut |number| (last, step) = (number, 1));
            let Err(error) = read else {
                break;
            };
            damage = damage.and(Err(error.to_string()));
            last = last.max(0).saturating_add(step);
            step = step.saturating_mul(2);
            if step > FURTHEST {
                break;
            }
        }
        damage
    }

    /// The rows whose number is above one. Where pages of a damaged table lead in a circle there is no end of rows: one whose number is not
    /// above that of the row before it is damage.
    fn behind(
        &self,
        query: &str,
        number: i64,
        take: &mut dyn FnMut(&[Cell<'_>]),
        seen: &mut dyn FnMut(i64),
    ) -> rusqlite::Result<()> {
        let mut query = self.db.prepare(query)?;
        let mut rows = query.query([number])?;
        let mut before = number;
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            if number <= before {
                let corrupt = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
                return Err(rusqlite::Error::SqliteFailure(corrupt, None));
            }
            before = number;
            let width = row.as_ref().column_count();
            let cells: rusqlite::Result<Vec<Cell<'_>>> =
                (1..width).map(|at| row.get_ref(at).map(Cell)).collect();
            take(&cells?);
            seen(number);
        }
        Ok(())
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// What stands in a cell. Which type it has changes from version to version.
#[derive(Clone, Copy)]
pub struct Cell<'a>(ValueRef<'a>);

impl Cell<'_> {
    /// As a whole number, 0 where there is none.
    pub fn number(&self) -> i64 {
        match self.0 {
            ValueRef::Integer(number) => number,
            ValueRef::Real(number) => number as i64,
            ValueRef::Text(_) | ValueRef::Blob(_) => self.text().trim().parse().unwrap_or(0),
            ValueRef::Null => 0,
        }
    }

    /// As a number with a fraction.
    pub fn fraction(&self) -> f64 {
        match self.0 {
            ValueRef::Real(number) if number.is_finite() => number,
            ValueRef::Real(_) => 0.0,
            _ => self.number() as f64,
        }
    }

    /// The bytes of a text or of what is none.
    pub fn bytes(&self) -> &[u8] {
        match self.0 {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
            ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Null => &[],
        }
    }

    /// As text, empty where there is none; bytes are taken for UTF-8.
    pub fn text(&self) -> String {
        match self.0 {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                String::from_utf8_lossy(bytes).into_owned()
            }
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Null => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::MAGIC;
    use super::*;
    use std::path::Path;

    /// A database with a log beside it, as a program that has it open leaves it.
    fn open_database(folder: &Path) -> Connection {
        let db = Connection::open(folder.join("a.db")).unwrap();
        db.execute_batch(
            "PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT);
             INSERT INTO t (name) VALUES ('one'), ('two'); PRAGMA wal_checkpoint(TRUNCATE);
             INSERT INTO t (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                 SELECT printf('more %d', i) FROM n;
             UPDATE t SET name = 'second' WHERE id = 2;
             BEGIN; INSERT INTO t (name) VALUES ('never said for good');",
        )
        .unwrap();
        db
    }

    fn names(bytes: &[u8], log: Option<&[u8]>) -> (Vec<String>, Database, Result<(), String>) {
        let db = Database::read(&mut &*bytes, bytes.len() as u64, log).unwrap();
        let mut found = Vec::new();
        let read = db.rows("t", &["name", "absent"], &mut |row| {
            assert_eq!(row[1].text(), "");
            found.push(row[0].text());
        });
        (found, db, read)
    }

    #[test]
    fn the_log_adds_what_was_written_and_nothing_that_was_not_finished() {
        let folder = tempfile::tempdir().unwrap();
        let _open = open_database(folder.path());
        let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
        let (bytes, log) = (read("a.db"), read("a.db-wal"));
        let (alone, ..) = names(&bytes, None);
        assert_eq!(alone, ["one", "two"]);
        let (both, db, _) = names(&bytes, Some(&log));
        assert_eq!(
            (both.len(), both[1].as_str(), both[2_001].as_str()),
            (2_002, "second", "more 2000")
        );
        assert!(db.logged > 1);
        // A log that is cut off tells as much as its last whole transaction.
        let (cut, ..) = names(&bytes, Some(&log[..log.len() / 2]));
        assert_eq!(cut, alone);
        let mut damaged = log;
        damaged[100] ^= 1;
        assert_eq!(names(&bytes, Some(&damaged)).0, alone);
    }

    #[test]
    fn of_a_database_that_is_cut_off_the_beginning_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let open = open_database(folder.path());
        open.execute_batch("ROLLBACK; PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        let bytes = std::fs::read(folder.path().join("a.db")).unwrap();
        let (all, db, read) = names(&bytes, None);
        assert_eq!((all.len(), db.cut_off, read), (2_002, false, Ok(())));
        let (some, db, read) = names(&bytes[..bytes.len() * 2 / 3], None);
        assert!((100..2_000).contains(&some.len()), "{}", some.len());
        assert!(db.cut_off && read.is_err(), "{read:?}");
    }

    #[test]
    fn what_stands_behind_a_damaged_page_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let open = open_database(folder.path());
        open.execute_batch("ROLLBACK; PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        let mut bytes = std::fs::read(folder.path().join("a.db")).unwrap();
        bytes[4 * 4096..5 * 4096].fill(0);
        let (some, db, read) = names(&bytes, None);
        assert!((1_000..2_002).contains(&some.len()), "{}", some.len());
        assert!(!db.cut_off && read.is_err(), "{read:?}");
        assert_eq!(some.last().map(String::as_str), Some("more 2000"));
    }

    #[test]
    fn of_a_table_whose_pages_lead_in_a_circle_each_row_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        let open = open_database(folder.path());
        open.execute_batch("ROLLBACK; PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        let mut bytes = std::fs::read(folder.path().join("a.db")).unwrap();
        let (all, ..) = names(&bytes, None);
        // Every child of an inner page of a table is its last one (SQLite's file format, 1.6).
        for page in bytes.chunks_mut(4096).filter(|page| page[0] == 5) {
            let last: [u8; 4] = page[8..12].try_into().unwrap();
            for cell in 0..usize::from(u16::from_be_bytes([page[3], page[4]])) {
                let at = 12 + 2 * cell;
                let cell = usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
                page[cell..cell + 4].copy_from_slice(&last);
            }
        }
        let (some, _, read) = names(&bytes, None);
        assert!(read.is_err() && some.len() < all.len(), "{}", some.len());
        let once: std::collections::BTreeSet<&String> = some.iter().collect();
        assert_eq!(once.len(), some.len());
        assert_eq!(some.last(), all.last());
    }

    #[test]
    fn what_is_no_database_is_refused() {
        for bytes in [&b""[..], b"SQLite format 3\0", &[0; 4096]] {
            assert!(Database::read(&mut &*bytes, bytes.len() as u64, None).is_err());
        }
        let mut header = vec![0; 4096];
        header[..16].copy_from_slice(MAGIC);
        header[16] = 16;
        // It claims four billion pages and has one.
        header[28..32].fill(0xff);
        let db = Database::read(&mut &*header, 4096, None);
        assert!(db.is_err() || db.is_ok_and(|db| db.has("t").is_err() || db.has("t") == Ok(false)));
    }
}
