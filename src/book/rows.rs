//! Whom a row of an edited list means: by id, with what stands beside it as check.

use std::collections::BTreeSet;

use super::people::keys;
use super::{Book, BookError};
use crate::model::keys::Region;
use crate::model::name::fold;

/// Somebody as a row names them.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The id; empty if the row has none.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// Links, addresses and numbers, as a spreadsheet left them.
    pub keys: &'a [String],
}

/// Whom a row means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// The person of this id.
    One(String),
    /// Nobody for certain, and why.
    Nobody(String),
}

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
        let spelled = row.keys.iter().flat_map(|key| keys(&plus(key), region));
        let shown: BTreeSet<String> = spelled.collect();
        let name = fold(row.name.trim_start_matches('\''));
        let nobody = |why: String| Ok(Meant::Nobody(why));
        if self.is_known(row.id)? {
            let known = self.keys_of(row.id)?;
            let agrees =
                known.iter().any(|key| shown.contains(key)) || self.is_called(row.id, &name)?;
            if agrees {
                return Ok(Meant::One(row.id.to_owned()));
            }
            return nobody(format!(
                "the id {} belongs to another person: neither the name {} nor anything else in this row is theirs",
                row.id, row.name
            ));
        }
        let mut bearers = BTreeSet::new();
        for key in &shown {
            bearers.extend(self.ids("SELECT person FROM known WHERE key = ?1", key)?);
        }
        if bearers.is_empty() && row.id.is_empty() {
            bearers.extend(self.ids("SELECT person FROM alias WHERE fold = ?1", &name)?);
        }
        if bearers.len() > 1 {
            let mut called = BTreeSet::new();
            for id in &bearers {
                if self.is_called(id, &name)? {
                    called.insert(id.clone());
                }
            }
            bearers = called;
        }
        let who = if row.id.is_empty() { row.name } else { row.id };
        match (bearers.pop_first(), bearers.len()) {
            (Some(id), 0) => Ok(Meant::One(id)),
            (None, _) => nobody(format!("nobody in your book fits this row ({who})")),
            (Some(_), n) => nobody(format!(
                "{} people in your book fit {who}; give the id",
                n + 1
            )),
        }
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

/// A spreadsheet that takes a number for a number drops its plus.
fn plus(key: &str) -> String {
    let is_number =
        key.len() >= 8 && key.bytes().all(|b| b.is_ascii_digit()) && !key.starts_with('0');
    if is_number {
        format!("+{key}")
    } else {
        key.to_owned()
    }
}
