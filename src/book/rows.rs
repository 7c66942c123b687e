//! Whom a row of an edited list means: by id, with what stands beside it as check.

use std::collections::BTreeMap;

use super::{Book, BookError};
use crate::decisions::{Fits, Meant, Named, OfId};
use crate::model::keys::Region;

impl Book {
    /// Whom a row means. Its id counts, if one of its keys or its name is known of that person; without an id that is known
    /// its keys do, and last a name that only one person bears.
    ///
    /// # Errors
    /// What the disk says.
    pub fn meant(&self, row: Named<'_>, region: Option<Region>) -> Result<Meant, BookError> {
        self.look_up(row, region).map_err(BookError::of(&self.path))
    }

    fn look_up(&self, row: Named<'_>, region: Option<Region>) -> rusqlite::Result<Meant> {
        let (shown, name) = (row.spelled(region), row.folded());
        let mut fits = Fits::default();
        if self.is_known(row.id)? {
            let mut known = self.keys_of(row.id)?.into_iter();
            let agrees = known.any(|key| shown.contains(&key)) || self.is_called(row.id, &name)?;
            fits.of_id = if agrees { OfId::Agrees } else { OfId::Differs };
            return Ok(row.meant(fits));
        }
        let mut of_keys = BTreeMap::new();
        for key in &shown {
            for id in self.ids("SELECT person FROM known WHERE key = ?1", key)? {
                let is_called = self.is_called(&id, &name)?;
                of_keys.insert(id, is_called);
            }
        }
        fits.of_keys = of_keys;
        if row.id.is_empty() {
            let bearers = self.ids("SELECT person FROM alias WHERE fold = ?1", &name)?;
            fits.of_name = bearers.into_iter().collect();
        }
        Ok(row.meant(fits))
    }

    fn is_known(&self, id: &str) -> rusqlite::Result<bool> {
        let sql = "SELECT 1 FROM person WHERE id = ?1";
        self.db.prepare_cached(sql)?.exists([id])
    }

    fn is_called(&self, id: &str, fold: &str) -> rusqlite::Result<bool> {
        let sql = "SELECT 1 FROM alias WHERE person = ?1 AND fold = ?2";
        self.db.prepare_cached(sql)?.exists([id, fold])
    }

    fn ids(&self, sql: &str, value: &str) -> rusqlite::Result<Vec<String>> {
        let mut query = self.db.prepare_cached(sql)?;
        query.query_map([value], |row| row.get(0))?.collect()
    }
}
