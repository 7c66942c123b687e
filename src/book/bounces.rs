//! Delivery reports that earlier files held: what they say of an address outlasts the file.

use rusqlite::params;
use rustc_hash::FxHashSet;

use super::Book;
use super::row::{self, Print};
use crate::model::bounce::{Bounce, Lasts, Refusal};
use crate::model::intake::{FileId, Imported};
use crate::model::keys::Email;
use crate::model::moment::Moment;
use crate::model::problem::Place;

impl Book {
    /// Adds the reports of a file.
    pub(super) fn add_bounces(&self, file: &Imported) -> rusqlite::Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT OR IGNORE INTO bounce (id, at, precision, address, why, permanent, original, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for bounce in &file.bounces {
            insert.execute(params![
                id(bounce),
                bounce.at.at,
                row::precision_number(bounce.at.precision),
                bounce.address.as_str(),
                bounce.why.word(),
                bounce.lasts == Lasts::Permanent,
                bounce.original.cast_signed(),
                self.run,
            ])?;
        }
        Ok(())
    }

    /// The reports from before an instant that no file of this run tells.
    pub(super) fn recall_bounces(
        &self,
        imported: &[Imported],
        as_of: i64,
    ) -> rusqlite::Result<Vec<Bounce>> {
        let told: FxHashSet<i64> = imported
            .iter()
            .flat_map(|file| &file.bounces)
            .map(id)
            .collect();
        let mut query = self.db.prepare(
            "SELECT id, at, precision, address, why, permanent, original FROM bounce WHERE at < ?1 ORDER BY at, id",
        )?;
        let mut rows = query.query([as_of])?;
        let mut bounces = Vec::new();
        let place = Place::file(FileId(imported.len() as u32));
        while let Some(row) = rows.next()? {
            let (address, why): (String, String) = (row.get(3)?, row.get(4)?);
            let Some(address) = Email::on_network(&address) else {
                continue;
            };
            if told.contains(&row.get(0)?) {
                continue;
            }
            let original: i64 = row.get(6)?;
            bounces.push(Bounce {
                address,
                at: Moment {
                    at: row.get(1)?,
                    precision: row::precision(row.get(2)?),
                },
                why: why.parse().unwrap_or(Refusal::Other),
                lasts: if row.get(5)? {
                    Lasts::Permanent
                } else {
                    Lasts::Temporary
                },
                original: original.cast_unsigned(),
                place,
            });
        }
        Ok(bounces)
    }

    /// Forgets the reports on some addresses.
    pub(super) fn forget_bounces<'a>(
        &self,
        keys: impl Iterator<Item = &'a String>,
    ) -> rusqlite::Result<()> {
        for address in keys.filter_map(|key| key.strip_prefix("email ")) {
            self.db
                .execute("DELETE FROM bounce WHERE address = ?1", [address])?;
        }
        Ok(())
    }
}

/// By what a report is known again.
fn id(bounce: &Bounce) -> i64 {
    let print = Print::new().text(bounce.address.as_str());
    let print = print.number(bounce.at.at).text(bounce.why.word());
    print.number(bounce.original.cast_signed()).id()
}
