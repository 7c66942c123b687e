//! The tables of a book, step by step as they came to be. A step that was released is never changed.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};
use rusqlite_migration::{M, Migrations};

use super::error::BookError;

/// What each schema adds. `exchange.id`, `tie.id` and `peer.id` are fingerprints of what the row says: the same thing read
/// twice is one row, in whatever order files came. `recipients` is a peer, or a list of them (8 bytes each, little-endian), or a
/// text of names, or nothing in the owner's own log.
const STEPS: &[M<'static>] = &[M::up(
    "CREATE TABLE written (by TEXT NOT NULL) STRICT;
     CREATE TABLE peer (
         id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL,
         name TEXT, named_at INTEGER NOT NULL
     ) STRICT;
     CREATE TABLE exchange (
         id INTEGER PRIMARY KEY, at INTEGER NOT NULL, precision INTEGER NOT NULL, channel INTEGER NOT NULL,
         direction INTEGER, peer INTEGER NOT NULL, recipients ANY, others INTEGER NOT NULL, duration_s INTEGER,
         text INTEGER NOT NULL, native INTEGER NOT NULL, copies INTEGER NOT NULL
     ) STRICT;
     CREATE TABLE tie (
         id INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER, precision INTEGER,
         peer INTEGER NOT NULL REFERENCES peer (id)
     ) STRICT;
     CREATE TABLE audit (
         day TEXT PRIMARY KEY, as_of INTEGER NOT NULL, made_at INTEGER NOT NULL, people INTEGER NOT NULL,
         snapshot BLOB NOT NULL
     ) STRICT;",
), M::up(
    "CREATE TABLE known (person TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (person, key)) STRICT, WITHOUT ROWID;",
)];

/// Brings a book to the schema of this program; refuses one that is of a later schema.
pub fn bring_up_to_date(db: &mut Connection, path: &Path) -> Result<(), BookError> {
    let known = STEPS.len() as u32;
    let found: u32 = db
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(BookError::of(path))?;
    if found > known {
        let by = db
            .query_row("SELECT max(by) FROM written", [], |row| row.get(0))
            .optional();
        let needs: Option<String> = by.ok().flatten().flatten();
        return Err(BookError::Newer {
            path: path.to_owned(),
            found,
            known,
            needs: needs.unwrap_or_else(|| "of a later version".to_owned()),
        });
    }
    if found == known {
        return Ok(());
    }
    let migrated = Migrations::from_slice(STEPS).to_latest(db);
    migrated.map_err(|error| BookError::Migration {
        path: path.to_owned(),
        error,
    })?;
    let by = env!("CARGO_PKG_VERSION");
    db.execute("INSERT INTO written (by) VALUES (?1)", [by])
        .map_err(BookError::of(path))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_can_be_taken() {
        Migrations::from_slice(STEPS).validate().unwrap();
    }
}
