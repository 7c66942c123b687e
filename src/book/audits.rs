//! Audits in a book: one for each day of judgement, the latest run of that day.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rusqlite::{OptionalExtension, params};

use super::{Book, BookError};
use crate::model::audit::Audit;
use crate::model::moment::date_of;
use crate::snapshot::Streamed;

/// An audit that the book holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The day of judgement, in UTC.
    pub day: String,
    /// When it was made, in seconds since 1970.
    pub made_at: i64,
    /// How many people it judges.
    pub people: u32,
}

impl Book {
    /// Saves an audit as the one of its day; `made_at` is now, in seconds since 1970.
    ///
    /// # Errors
    /// What the disk says.
    pub fn save(&self, audit: &Audit, made_at: i64) -> Result<(), BookError> {
        let packed = pack(audit).map_err(BookError::disk(&self.path))?;
        let day = date_of(audit.as_of).to_string();
        let people = audit.people.len() as u32;
        let row = params![day, audit.as_of, made_at, people, packed, self.run];
        let sql = "INSERT INTO audit (day, as_of, made_at, people, snapshot, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (day) DO UPDATE SET as_of = excluded.as_of, made_at = excluded.made_at,
             people = excluded.people, snapshot = excluded.snapshot, run = excluded.run";
        self.db
            .execute(sql, row)
            .map_err(BookError::of(&self.path))?;
        Ok(())
    }

    /// All audits, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn audits(&self) -> Result<Vec<Saved>, BookError> {
        let all = || -> rusqlite::Result<Vec<Saved>> {
            let mut query = self
                .db
                .prepare("SELECT day, made_at, people FROM audit ORDER BY day")?;
            let saved = |row: &rusqlite::Row<'_>| {
                Ok(Saved {
                    day: row.get(0)?,
                    made_at: row.get(1)?,
                    people: row.get(2)?,
                })
            };
            query.query_map([], saved)?.collect()
        };
        all().map_err(BookError::of(&self.path))
    }

    /// The audit of a day such as `2026-11-01` as JSON, as `audit --json` prints it; none if the day has none.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is damaged.
    pub fn audit_of(&self, day: &str) -> Result<Option<String>, BookError> {
        let packed: Option<Vec<u8>> = self
            .db
            .query_row("SELECT snapshot FROM audit WHERE day = ?1", [day], |row| {
                row.get(0)
            })
            .optional()
            .map_err(BookError::of(&self.path))?;
        let Some(packed) = packed else {
            return Ok(None);
        };
        let mut text = String::new();
        ZlibDecoder::new(packed.as_slice())
            .read_to_string(&mut text)
            .map_err(BookError::disk(&self.path))?;
        Ok(Some(text))
    }
}

fn pack(audit: &Audit) -> std::io::Result<Vec<u8>> {
    let mut out = std::io::BufWriter::with_capacity(
        64 * 1024,
        ZlibEncoder::new(Vec::new(), Compression::fast()),
    );
    serde_json::to_writer(&mut out, &Streamed(audit))?;
    out.flush()?;
    out.into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .finish()
}
