//! The owner's book: one private SQLite file that remembers what earlier files told and what earlier audits found.
//!
//! Whoever opens a book holds its lock until it is closed. What is changed becomes so with [`Book::commit`], all at once; a run
//! that is killed before leaves the book as it was.

mod audits;
mod decisions;
mod error;
mod forget;
mod history;
mod lock;
mod open;
mod pack;
mod pairs;
mod people;
mod row;
mod rows;
mod runs;
mod schema;
mod to_do;
mod traces;
mod transfer;
mod undo;

use std::path::PathBuf;

use rusqlite::Connection;

use self::lock::Lock;

pub use audits::Saved;
pub use error::BookError;
pub use forget::Forgotten;
pub use open::default_path;
pub use people::Found;
pub use rows::{Meant, Named};
pub use runs::{Run, RunKind};
pub use traces::FORGOTTEN;
pub use transfer::Refused;
pub use undo::Undone;

/// What there must be none of.
const SOUND: [(&str, &str); 5] = [
    (
        "messages of somebody who is not there",
        "SELECT count(*) FROM exchange WHERE peer NOT IN (SELECT id FROM peer)",
    ),
    (
        "messages to somebody who is not there",
        "SELECT count(*) FROM exchange WHERE typeof(recipients) = 'integer' AND recipients NOT IN (SELECT id FROM peer)",
    ),
    (
        "lists of recipients that name a message or somebody who is not there",
        "SELECT count(*) FROM member WHERE exchange NOT IN (SELECT id FROM exchange) OR peer NOT IN (SELECT id FROM peer)",
    ),
    (
        "decisions of no run",
        "SELECT count(*) FROM decision WHERE run NOT IN (SELECT id FROM run)",
    ),
    (
        "changes of no run",
        "SELECT count(*) FROM journal WHERE run NOT IN (SELECT id FROM run)",
    ),
];

/// A book that is open, in one transaction.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    db: Connection,
    /// What is written belongs to this run; 0 until one begins.
    run: i64,
    // Given back last: fields are dropped in their order. A book in memory needs none.
    _lock: Option<Lock>,
}

impl Book {
    /// Makes everything that was changed so.
    ///
    /// # Errors
    /// What the disk says; then nothing is changed.
    pub fn commit(self) -> Result<(), BookError> {
        self.db
            .execute_batch("COMMIT")
            .map_err(BookError::of(&self.path))
    }

    /// Makes what was forgotten so, and writes the whole file anew: no page of it keeps what was there before. Gives why the
    /// second could not be done.
    ///
    /// # Errors
    /// What the disk says; then nothing is changed.
    pub fn commit_and_shred(self) -> Result<Option<rusqlite::Error>, BookError> {
        self.db
            .execute_batch("COMMIT")
            .map_err(BookError::of(&self.path))?;
        let shred = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";
        Ok(self.db.execute_batch(shred).err())
    }

    /// What is wrong with the file and with what it holds; nothing where all is well.
    ///
    /// # Errors
    /// What the disk says.
    pub fn check(&self) -> Result<Vec<String>, BookError> {
        let wrong = || {
            let mut wrong = self.strings("PRAGMA integrity_check")?;
            wrong.retain(|line| line != "ok");
            let orphans = self.strings("SELECT \"table\" FROM pragma_foreign_key_check")?;
            let orphaned = |table| format!("a row of {table} names somebody who is not there");
            wrong.extend(orphans.into_iter().map(orphaned));
            for (what, sql) in SOUND {
                let rows: i64 = self.db.query_row(sql, [], |row| row.get(0))?;
                wrong.extend((rows > 0).then(|| format!("{what}: {rows}")));
            }
            Ok(wrong)
        };
        let mut wrong = wrong().map_err(BookError::of(&self.path))?;
        let told = [
            self.decisions().err().map(|error| error.to_string()),
            self.pairs().err().map(|error| error.to_string()),
        ];
        wrong.extend(told.into_iter().flatten());
        for saved in self.audits()? {
            let audit = self.audit_of(&saved.day);
            wrong.extend(
                audit
                    .err()
                    .map(|error| format!("the audit of {}: {error}", saved.day)),
            );
        }
        Ok(wrong)
    }

    fn strings(&self, sql: &str) -> rusqlite::Result<Vec<String>> {
        let mut query = self.db.prepare(sql)?;
        let rows = query.query_map([], |row| row.get(0))?;
        rows.collect()
    }
}
