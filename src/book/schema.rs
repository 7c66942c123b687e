//! The tables of a book, step by step as they came to be. A step that was released is never changed.

use std::path::Path;

use rusqlite::{Connection, Transaction};
use rusqlite_migration::{M, Migrations};

use super::error::BookError;
use super::header;

/// What each schema adds. `exchange.id`, `tie.id` and `peer.id` are fingerprints of what the row says: the same thing read
/// twice is one row, in whatever order files came. `recipients` is a peer, or a list of them (8 bytes each, little-endian), or a
/// text of names, or nothing in the owner's own log.
///
/// `run` is the run that brought a row first. What a run changes in rows of earlier ones, triggers write down in `journal` and
/// `replaced`, as it was before: so the last run can be undone, and then the one before it.
fn steps() -> Vec<M<'static>> {
    vec![
        M::up(HISTORY),
        M::up(KNOWN),
        M::up_with_hook(DECISIONS, |tx: &Transaction<'_>| Ok(fill_members(tx)?)),
        M::up_with_hook(COVERAGE, |tx: &Transaction<'_>| {
            tx.pragma_update(None, "application_id", header::MARK)?;
            Ok(())
        }),
        M::up(PLAN),
        M::up(QUESTIONS),
        M::up(BOUNCES),
    ]
}

const HISTORY: &str = "CREATE TABLE written (by TEXT NOT NULL) STRICT;
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
     ) STRICT;";

const KNOWN: &str = "CREATE TABLE known (person TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (person, key)) STRICT, WITHOUT ROWID;";

/// `member` says in which lists of recipients somebody stands. `person` is everybody as the latest audit shows them, `alias` every
/// name by which they went, folded. Of a decision on a person and an aspect, and of one on a pair, the last row counts; one
/// that says nothing takes the others back.
const DECISIONS: &str = "CREATE TABLE run (
         id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL
     ) STRICT;
     ALTER TABLE peer ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE exchange ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE tie ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE audit ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE known ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
     CREATE INDEX known_key ON known (key);
     CREATE INDEX exchange_peer ON exchange (peer);
     CREATE INDEX exchange_recipient ON exchange (recipients) WHERE typeof(recipients) = 'integer';
     CREATE INDEX tie_peer ON tie (peer);
     CREATE INDEX peer_key ON peer (key);
     CREATE TABLE member (
         peer INTEGER NOT NULL, exchange INTEGER NOT NULL, PRIMARY KEY (peer, exchange)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE person (
         id TEXT PRIMARY KEY, name TEXT NOT NULL, company TEXT, seen INTEGER NOT NULL, run INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE alias (
         person TEXT NOT NULL, fold TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (person, fold)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE decision (
         id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, at INTEGER NOT NULL,
         person TEXT NOT NULL, aspect TEXT NOT NULL, said TEXT, source TEXT NOT NULL
     ) STRICT;
     CREATE INDEX decision_person ON decision (person, aspect);
     CREATE TABLE pair (
         id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, at INTEGER NOT NULL,
         a TEXT NOT NULL, b TEXT NOT NULL, same INTEGER, source TEXT NOT NULL
     ) STRICT;
     CREATE TABLE secret (salt BLOB NOT NULL) STRICT;
     CREATE TABLE forgotten (hash TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
     CREATE TABLE journal (
         run INTEGER NOT NULL, place TEXT NOT NULL, id ANY NOT NULL, was TEXT NOT NULL, PRIMARY KEY (run, place, id)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE replaced (
         run INTEGER NOT NULL, day TEXT NOT NULL, as_of INTEGER NOT NULL, made_at INTEGER NOT NULL, people INTEGER NOT NULL,
         snapshot BLOB NOT NULL, made_by INTEGER NOT NULL, PRIMARY KEY (run, day)
     ) STRICT;
     CREATE TRIGGER exchange_was AFTER UPDATE OF copies, duration_s ON exchange
     WHEN OLD.run < (SELECT max(id) FROM run) BEGIN
         INSERT INTO journal SELECT now, 'exchange', OLD.id, json_array(OLD.copies, OLD.duration_s) FROM (SELECT max(id) AS now FROM run)
         WHERE NOT EXISTS (SELECT 1 FROM journal WHERE run = now AND place = 'exchange' AND id = OLD.id);
     END;
     CREATE TRIGGER peer_was AFTER UPDATE OF name ON peer
     WHEN OLD.run < (SELECT max(id) FROM run) BEGIN
         INSERT INTO journal SELECT now, 'peer', OLD.id, json_array(OLD.name, OLD.named_at) FROM (SELECT max(id) AS now FROM run)
         WHERE NOT EXISTS (SELECT 1 FROM journal WHERE run = now AND place = 'peer' AND id = OLD.id);
     END;
     CREATE TRIGGER person_was AFTER UPDATE OF name, company ON person
     WHEN OLD.run < (SELECT max(id) FROM run) AND (OLD.name, OLD.company) IS NOT (NEW.name, NEW.company) BEGIN
         INSERT INTO journal SELECT now, 'person', OLD.id, json_array(OLD.name, OLD.company) FROM (SELECT max(id) AS now FROM run)
         WHERE NOT EXISTS (SELECT 1 FROM journal WHERE run = now AND place = 'person' AND id = OLD.id);
     END;
     CREATE TRIGGER audit_was AFTER UPDATE OF snapshot ON audit
     WHEN OLD.run < (SELECT max(id) FROM run) BEGIN
         INSERT INTO replaced
         SELECT max(id), OLD.day, OLD.as_of, OLD.made_at, OLD.people, OLD.snapshot, OLD.run FROM run;
     END;";

/// `own` holds the keys, names, employers and schools of the owner, `coverage` what was given of each channel, `state` how often
/// something was written: a checksum beside the book holds for one of these times.
const COVERAGE: &str = "CREATE TABLE own (key TEXT PRIMARY KEY, run INTEGER NOT NULL) STRICT, WITHOUT ROWID;
     CREATE TABLE coverage (
         channel TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, owner_found INTEGER NOT NULL, run INTEGER NOT NULL,
         PRIMARY KEY (channel, first, last, owner_found)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE state (commits INTEGER NOT NULL) STRICT;
     INSERT INTO state VALUES (0);";

/// `week` holds the people of each planned week as they were printed, `week_word` what the owner said of somebody in one: `done`, or
/// `skip` with the day until which.
const PLAN: &str = "CREATE TABLE week (
         week TEXT NOT NULL, place INTEGER NOT NULL, person TEXT NOT NULL, item TEXT NOT NULL, at INTEGER NOT NULL, run INTEGER NOT NULL,
         PRIMARY KEY (week, place)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE week_word (
         id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, at INTEGER NOT NULL, week TEXT NOT NULL,
         person TEXT NOT NULL, said TEXT NOT NULL, until TEXT
     ) STRICT;";

/// `asks` says what the text of a message came to: 1 if it asked something, 2 for a courtesy, else 0; nothing where no text was read, as in
/// books of before.
const QUESTIONS: &str = "ALTER TABLE exchange ADD COLUMN asks INTEGER;
     DROP TRIGGER exchange_was;
     CREATE TRIGGER exchange_was AFTER UPDATE OF copies, duration_s, asks ON exchange
     WHEN OLD.run < (SELECT max(id) FROM run) BEGIN
         INSERT INTO journal SELECT now, 'exchange', OLD.id, json_array(OLD.copies, OLD.duration_s, OLD.asks)
         FROM (SELECT max(id) AS now FROM run)
         WHERE NOT EXISTS (SELECT 1 FROM journal WHERE run = now AND place = 'exchange' AND id = OLD.id);
     END;";

/// `bounce` holds what delivery reports told; `id` is a fingerprint of what the row says, `original` that of the id of the message that came
/// back.
const BOUNCES: &str = "CREATE TABLE bounce (
         id INTEGER PRIMARY KEY, at INTEGER NOT NULL, precision INTEGER NOT NULL, address TEXT NOT NULL, why TEXT NOT NULL,
         permanent INTEGER NOT NULL, original INTEGER NOT NULL, run INTEGER NOT NULL
     ) STRICT;
     CREATE INDEX bounce_address ON bounce (address);";

/// Enters who stands in lists of recipients that are there already.
fn fill_members(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut lists =
        tx.prepare("SELECT id, recipients FROM exchange WHERE typeof(recipients) = 'blob'")?;
    let mut insert = tx.prepare("INSERT OR IGNORE INTO member (peer, exchange) VALUES (?1, ?2)")?;
    let mut rows = lists.query([])?;
    while let Some(row) = rows.next()? {
        let exchange: i64 = row.get(0)?;
        let list: Vec<u8> = row.get(1)?;
        for peer in list.as_chunks::<8>().0 {
            insert.execute([i64::from_le_bytes(*peer), exchange])?;
        }
    }
    Ok(())
}

/// The schema of this program.
pub fn latest() -> u32 {
    steps().len() as u32
}

/// Refuses a book of a later schema than this program knows.
pub fn refuse_later(db: &Connection, path: &Path) -> Result<(), BookError> {
    let found = version(db, path)?;
    if found <= latest() {
        return Ok(());
    }
    let needs = latest_writer(db).unwrap_or_else(|| "of a later version".to_owned());
    Err(BookError::Newer {
        path: path.to_owned(),
        found,
        known: latest(),
        needs,
    })
}

/// Brings a book to the schema of this program, and says whether that took anything.
pub fn bring_up_to_date(db: &mut Connection, path: &Path) -> Result<bool, BookError> {
    if version(db, path)? >= latest() {
        return Ok(false);
    }
    let migrated = Migrations::new(steps()).to_latest(db);
    migrated.map_err(|error| BookError::Migration {
        path: path.to_owned(),
        error,
    })?;
    let by = env!("CARGO_PKG_VERSION");
    db.execute("INSERT INTO written (by) VALUES (?1)", [by])
        .map_err(BookError::of(path))?;
    Ok(true)
}

fn version(db: &Connection, path: &Path) -> Result<u32, BookError> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(BookError::of(path))
}

/// The latest of the versions that wrote a book; 0.10 is later than 0.9.
fn latest_writer(db: &Connection) -> Option<String> {
    let mut query = db.prepare("SELECT by FROM written").ok()?;
    let all = query.query_map([], |row| row.get(0)).ok()?;
    all.flatten().max_by_key(|by: &String| numbers(by))
}

fn numbers(version: &str) -> Vec<u64> {
    let parts = version.split(|c: char| !c.is_ascii_digit());
    parts.filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_can_be_taken() {
        Migrations::new(steps()).validate().unwrap();
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        let db = Connection::open_in_memory().unwrap();
        let written = "CREATE TABLE written (by TEXT); INSERT INTO written VALUES ('0.9.2'), ('0.10.0'), ('0.2.11')";
        db.execute_batch(written).unwrap();
        assert_eq!(latest_writer(&db).as_deref(), Some("0.10.0"));
    }

    #[test]
    fn a_book_of_the_second_schema_learns_who_stands_in_its_lists() {
        let mut db = Connection::open_in_memory().unwrap();
        Migrations::new(steps()).to_version(&mut db, 2).unwrap();
        let list: Vec<u8> = [7_i64, -8].iter().flat_map(|id| id.to_le_bytes()).collect();
        let sql = "INSERT INTO exchange VALUES (1, 2, 0, 0, NULL, 3, ?1, 0, 0, 0, 0, 1)";
        db.execute(sql, [list]).unwrap();
        Migrations::new(steps()).to_latest(&mut db).unwrap();
        let count = "SELECT count(*) FROM member WHERE exchange = 1 AND peer IN (7, -8)";
        let members: u32 = db.query_row(count, [], |row| row.get(0)).unwrap();
        assert_eq!(members, 2);
    }
}
