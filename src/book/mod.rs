//! The owner's book: one private SQLite file that remembers what earlier files told and what earlier audits found.
//!
//! Whoever opens a book holds its lock until it is closed. What is changed becomes so with [`Book::commit`], all at once; a run
//! that is killed before leaves the book as it was.

mod audits;
mod decisions;
mod error;
mod history;
mod lock;
mod open;
mod pack;
mod people;
mod row;
mod rows;
mod runs;
mod schema;

use std::path::PathBuf;

use rusqlite::Connection;

use self::lock::Lock;

pub use audits::Saved;
pub use error::BookError;
pub use open::default_path;
pub use people::Found;
pub use rows::{Meant, Named};
pub use runs::{Run, RunKind};

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

    /// What is wrong with the file, in the words of SQLite; nothing where all is well.
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
            Ok(wrong)
        };
        wrong().map_err(BookError::of(&self.path))
    }

    fn strings(&self, sql: &str) -> rusqlite::Result<Vec<String>> {
        let mut query = self.db.prepare(sql)?;
        let rows = query.query_map([], |row| row.get(0))?;
        rows.collect()
    }
}
