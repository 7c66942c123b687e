//! Runs: each time something was written into a book, when and by what.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rusqlite::{OptionalExtension, params};

use super::{Book, BookError};

/// Of how many runs an audit that was made anew for its day is kept as it was before: each is as large as all people.
const KEPT: i64 = 10;

/// By what something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// Files were read and judged.
    Audit,
    /// The owner decided.
    Decide,
    /// The owner noted something by hand.
    Log,
    /// A week was planned, or the owner said what became of somebody in it.
    Plan,
}

impl RunKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Audit, Self::Decide, Self::Log, Self::Plan];

    /// The word that the book keeps.
    pub fn word(self) -> &'static str {
        match self {
            Self::Audit => "audit",
            Self::Decide => "decide",
            Self::Log => "log",
            Self::Plan => "plan",
        }
    }
}

/// A run that wrote into a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number; later runs have higher ones.
    pub id: i64,
    /// When, in seconds since 1970.
    pub at: i64,
    /// By what; none where a later Tieline did something that this one does not know.
    pub kind: Option<RunKind>,
    /// What it did, in words.
    pub words: String,
}

/// What stands in the words of a run before the folder that it wrote to.
pub const WRITTEN_TO: &str = ", written to ";

impl Run {
    /// The folder that it wrote to.
    fn folder(&self) -> Option<PathBuf> {
        let (_, folder) = self.words.rsplit_once(WRITTEN_TO)?;
        (self.kind == Some(RunKind::Audit)).then(|| folder.into())
    }
}

impl Book {
    /// The folders that audits wrote to, whether they are still there or not.
    pub(super) fn folders(&self) -> rusqlite::Result<BTreeSet<PathBuf>> {
        Ok(self.all_runs()?.iter().filter_map(Run::folder).collect())
    }

    /// Begins a run: whatever is written from here on belongs to it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin(&mut self, kind: RunKind, words: &str, at: i64) -> Result<(), BookError> {
        let sql = "INSERT INTO run (at, kind, words) VALUES (?1, ?2, ?3)";
        self.db
            .execute(sql, params![at, kind.word(), words])
            .map_err(BookError::of(&self.path))?;
        self.run = self.db.last_insert_rowid();
        let old = "DELETE FROM replaced WHERE run <= ?1 - ?2";
        self.db
            .execute(old, params![self.run, KEPT])
            .map_err(BookError::of(&self.path))?;
        Ok(())
    }

    /// The number of the run that was begun.
    pub(crate) fn run_id(&self) -> i64 {
        self.run
    }

    /// All runs that were not undone, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn runs(&self) -> Result<Vec<Run>, BookError> {
        self.all_runs().map_err(BookError::of(&self.path))
    }

    /// The runs after the one that made the audit of a day, the oldest first; none where the day has no audit.
    ///
    /// # Errors
    /// What the disk says.
    pub fn runs_since(&self, day: &str) -> Result<Vec<Run>, BookError> {
        let made = "SELECT run FROM audit WHERE day = ?1";
        let made: Option<i64> = self
            .db
            .query_row(made, [day], |row| row.get(0))
            .optional()
            .map_err(BookError::of(&self.path))?;
        let mut runs = self.runs()?;
        runs.retain(|run| made.is_some_and(|made| run.id > made));
        Ok(runs)
    }

    pub(super) fn all_runs(&self) -> rusqlite::Result<Vec<Run>> {
        let mut query = self
            .db
            .prepare("SELECT id, at, kind, words FROM run ORDER BY id")?;
        let run = |row: &rusqlite::Row<'_>| {
            let word: String = row.get(2)?;
            Ok(Run {
                id: row.get(0)?,
                at: row.get(1)?,
                kind: RunKind::ALL.into_iter().find(|kind| kind.word() == word),
                words: row.get(3)?,
            })
        };
        query.query_map([], run)?.collect()
    }
}
