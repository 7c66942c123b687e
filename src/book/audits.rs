//! Audits in a book: one for each day of judgement, the latest run of that day.

use rusqlite::{OptionalExtension, params};

use super::pack;
use super::{Book, BookError, Found};
use crate::model::audit::Audit;
use crate::model::moment::date_of;
use crate::snapshot::{Entity, Network, Page, Snapshot, decided};

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
    /// Saves an audit as the one of its day; `made_at` is now, in seconds since 1970. Gives when the audit was made that it
    /// replaces, if the day had one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn save(&self, audit: &Audit, made_at: i64) -> Result<Option<i64>, BookError> {
        let packed = pack::pack(audit).map_err(BookError::disk(&self.path))?;
        let day = date_of(audit.as_of).to_string();
        let people = audit.people.len() as u32;
        let row = params![day, audit.as_of, made_at, people, packed, self.run];
        let sql = "INSERT INTO audit (day, as_of, made_at, people, snapshot, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (day) DO UPDATE SET as_of = excluded.as_of, made_at = excluded.made_at,
             people = excluded.people, snapshot = excluded.snapshot, run = excluded.run";
        let before = "SELECT made_at FROM audit WHERE day = ?1";
        let replaced = || -> rusqlite::Result<Option<i64>> {
            let before = self.db.query_row(before, [&day], |row| row.get(0));
            self.db.execute(sql, row)?;
            before.optional()
        };
        replaced().map_err(BookError::of(&self.path))
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

    /// The audit of a day such as `2026-11-01`; none if the day has none.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is damaged.
    pub fn audit_of(&self, day: &str) -> Result<Option<Snapshot>, BookError> {
        let disk = BookError::disk(&self.path);
        let Some((held, run)) = self.held(day)? else {
            return Ok(None);
        };
        let mut audit = pack::unpack(&held).map_err(disk)?;
        audit.decisions = self.decided_by(run)?.iter().map(decided).collect();
        Ok(Some(audit))
    }

    /// Give and take with everybody at each audit before a day, the oldest first.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is damaged.
    pub(crate) fn networks_before(&self, day: &str) -> Result<Vec<(String, Network)>, BookError> {
        let mut networks = Vec::new();
        for saved in self
            .audits()?
            .into_iter()
            .filter(|saved| saved.day.as_str() < day)
        {
            let Some((held, _)) = self.held(&saved.day)? else {
                continue;
            };
            let head = pack::head(&held).map_err(BookError::disk(&self.path))?;
            networks.extend(head.totals.network.map(|network| (saved.day, network)));
        }
        Ok(networks)
    }

    /// What the latest audit that judged a person holds of them; none if it does not rank them, or is there no more.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is damaged.
    pub fn page(&self, person: &Found) -> Result<Option<Page>, BookError> {
        self.page_of(&person.id, &date_of(person.seen).to_string())
    }

    /// What the audit of a day holds of a person, and what is decided on them by now.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is damaged.
    pub fn page_of(&self, id: &str, day: &str) -> Result<Option<Page>, BookError> {
        let held = self.held(day)?;
        let page = held.map(|(held, _)| pack::page(&held, id)).transpose();
        let page = page.map_err(BookError::disk(&self.path))?;
        let Some(mut page) = page.flatten() else {
            return Ok(None);
        };
        page.decisions = self.decisions_on(id)?.iter().map(decided).collect();
        Ok(Some(page))
    }

    /// What the audit of a day, or else the latest that knew it, says of something that is no person.
    ///
    /// # Errors
    /// What the disk says, or that what it holds is damaged.
    pub fn entity(&self, thing: &Found, day: Option<&str>) -> Result<Option<Entity>, BookError> {
        let seen = date_of(thing.seen).to_string();
        let held = self.held(day.unwrap_or(&seen))?;
        let found = held
            .map(|(held, _)| pack::entity(&held, &thing.id))
            .transpose();
        Ok(found.map_err(BookError::disk(&self.path))?.flatten())
    }

    /// The audit of a day as it is kept, and its run.
    pub(super) fn held(&self, day: &str) -> Result<Option<(Vec<u8>, i64)>, BookError> {
        let sql = "SELECT snapshot, run FROM audit WHERE day = ?1";
        self.db
            .query_row(sql, [day], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(BookError::of(&self.path))
    }
}
