//! The owner's book: one private SQLite file that remembers what earlier files told and what earlier audits found.
//!
//! Whoever opens a book holds its lock until it is closed. What is changed becomes so with [`Book::commit`], all at once; a run
//! that is killed before leaves the book as it was.

mod audits;
mod bounces;
mod check;
mod checksum;
mod decisions;
mod error;
mod forget;
mod given;
mod header;
mod history;
mod lock;
mod open;
mod pack;
mod pairs;
mod parties;
mod people;
mod private;
mod retold;
mod rooms;
mod row;
mod rows;
mod runs;
mod schema;
mod to_do;
mod traces;
mod transfer;
mod undo;
mod weeks;

use std::path::PathBuf;

use rusqlite::Connection;

use self::lock::Lock;

pub use audits::Saved;
pub use error::BookError;
pub use forget::Gone;
pub use open::default_path;
pub use people::Found;
pub use runs::{Run, RunKind, WRITTEN_TO};
pub use traces::FORGOTTEN;
pub use transfer::Refused;
pub(crate) use weeks::WeekWord;

/// A book that is open, in one transaction.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    db: Connection,
    /// What is written belongs to this run; 0 until one begins.
    run: i64,
    // Given back last: fields are dropped in their order. A book in memory needs none.
    lock: Option<Lock>,
}

impl Book {
    /// Makes everything that was changed so.
    ///
    /// # Errors
    /// What the disk says; then nothing is changed.
    pub fn commit(mut self) -> Result<(), BookError> {
        self.write()
    }

    fn write(&mut self) -> Result<(), BookError> {
        let sql = "UPDATE state SET commits = commits + 1; COMMIT";
        self.db
            .execute_batch(sql)
            .map_err(BookError::of(&self.path))?;
        let commits = self.commits()?;
        if let Some(lock) = &mut self.lock {
            lock.written(commits);
        }
        Ok(())
    }

    fn commits(&self) -> Result<i64, BookError> {
        open::commits(&self.db).map_err(BookError::of(&self.path))
    }

    /// Makes what was forgotten so, and writes the whole file anew: no page of it keeps what was there before. Gives why the
    /// second could not be done.
    ///
    /// # Errors
    /// What the disk says; then nothing is changed.
    pub fn commit_and_shred(mut self) -> Result<Option<rusqlite::Error>, BookError> {
        self.write()?;
        let shred = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";
        Ok(self.db.execute_batch(shred).err())
    }

    fn strings(&self, sql: &str) -> rusqlite::Result<Vec<String>> {
        let mut query = self.db.prepare(sql)?;
        let rows = query.query_map([], |row| row.get(0))?;
        rows.collect()
    }
}
