//! The weeks that were planned, so that a second call says the same, and what the owner said of the people in them.

use std::collections::BTreeSet;

use rusqlite::params;

use super::{Book, BookError};
use crate::model::plan::Item;

/// What the owner said of somebody in a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WeekWord {
    /// The id, or the key of who has no card.
    pub person: String,
    /// Whether it is done; else it is skipped.
    pub done: bool,
    /// Until when it is skipped: a day.
    pub until: Option<String>,
    /// When it was said, in seconds since 1970.
    pub at: i64,
}

impl Book {
    /// The people of a week and when it was planned; none if it was not.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is damaged.
    pub(crate) fn week(&self, week: &str) -> Result<Option<(Vec<Item>, i64)>, BookError> {
        let read = || -> rusqlite::Result<Vec<(String, i64)>> {
            let sql = "SELECT item, at FROM week WHERE week = ?1 ORDER BY place";
            let mut query = self.db.prepare(sql)?;
            query
                .query_map([week], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        let rows = read().map_err(BookError::of(&self.path))?;
        let Some(at) = rows.first().map(|(_, at)| *at) else {
            return Ok(None);
        };
        let items: Result<Vec<Item>, _> = rows
            .iter()
            .map(|(item, _)| serde_json::from_str(item))
            .collect();
        let damaged = |error: serde_json::Error| BookError::disk(&self.path)(error.into());
        Ok(Some((items.map_err(damaged)?, at)))
    }

    /// Keeps the people of a week.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn keep_week(&self, week: &str, items: &[Item], at: i64) -> Result<(), BookError> {
        let add = || -> rusqlite::Result<()> {
            let sql = "INSERT OR REPLACE INTO week (week, place, person, item, at, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let mut insert = self.db.prepare(sql)?;
            for (place, item) in (1_i64..).zip(items) {
                let json = serde_json::to_string(item).unwrap_or_default();
                insert.execute(params![week, place, item.person, json, at, self.run])?;
            }
            Ok(())
        };
        add().map_err(BookError::of(&self.path))
    }

    /// What the owner said of people in a week, the latest last.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn week_words(&self, week: &str) -> Result<Vec<WeekWord>, BookError> {
        let read = || -> rusqlite::Result<Vec<WeekWord>> {
            let sql = "SELECT person, said, until, at FROM week_word WHERE week = ?1 ORDER BY id";
            let mut query = self.db.prepare(sql)?;
            let word = |row: &rusqlite::Row<'_>| {
                let said: String = row.get(1)?;
                Ok(WeekWord {
                    person: row.get(0)?,
                    done: said == "done",
                    until: row.get(2)?,
                    at: row.get(3)?,
                })
            };
            query.query_map([week], word)?.collect()
        };
        read().map_err(BookError::of(&self.path))
    }

    /// Keeps what the owner said of somebody in a week.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn say_of_week(&self, week: &str, word: &WeekWord) -> Result<(), BookError> {
        let said = if word.done { "done" } else { "skip" };
        let sql = "INSERT INTO week_word (run, at, week, person, said, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let row = params![self.run, word.at, week, word.person, said, word.until];
        self.db
            .execute(sql, row)
            .map(|_| ())
            .map_err(BookError::of(&self.path))
    }

    /// Whom the owner does not want to be reminded of on a day.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn skipped_on(&self, day: &str) -> Result<BTreeSet<String>, BookError> {
        let sql = "SELECT person FROM week_word WHERE said = 'skip' AND until > ?1";
        let read = || -> rusqlite::Result<BTreeSet<String>> {
            let mut query = self.db.prepare(sql)?;
            query.query_map([day], |row| row.get(0))?.collect()
        };
        read().map_err(BookError::of(&self.path))
    }
}
