//! People of earlier audits: the ids that they had, and every key by which they went.

use rusqlite::params;

use super::{Book, BookError};
use crate::model::person::Known;

impl Book {
    /// Everybody whom an earlier audit knew, by id.
    ///
    /// # Errors
    /// What the disk says.
    pub fn known(&self) -> Result<Vec<Known>, BookError> {
        let all = || -> rusqlite::Result<Vec<Known>> {
            let mut query = self
                .db
                .prepare("SELECT person, key FROM known ORDER BY person, key")?;
            let mut rows = query.query([])?;
            let mut known: Vec<Known> = Vec::new();
            while let Some(row) = rows.next()? {
                let (id, key): (String, String) = (row.get(0)?, row.get(1)?);
                if known.last().is_none_or(|last| last.id != id) {
                    known.push(Known {
                        id,
                        keys: Vec::new(),
                    });
                }
                // Somebody without a key stands there with an empty one.
                if let Some(last) = known.last_mut().filter(|_| !key.is_empty()) {
                    last.keys.push(key);
                }
            }
            Ok(known)
        };
        all().map_err(BookError::of(&self.path))
    }

    /// Keeps the ids of everybody in an audit with all keys that they have now.
    ///
    /// # Errors
    /// What the disk says.
    pub fn know(&self, people: &[Known]) -> Result<(), BookError> {
        let add = || -> rusqlite::Result<()> {
            let mut insert = self
                .db
                .prepare("INSERT OR IGNORE INTO known (person, key) VALUES (?1, ?2)")?;
            for person in people {
                insert.execute(params![person.id, ""])?;
                for key in &person.keys {
                    insert.execute(params![person.id, key])?;
                }
            }
            Ok(())
        };
        add().map_err(BookError::of(&self.path))
    }
}
