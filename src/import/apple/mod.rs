//! What Apple's programs keep in SQLite databases: messages (`chat.db`), calls (`CallHistory.storedata`), contacts
//! (`AddressBook-v22.abcddb`) and calendars (`Calendar.sqlitedb`). Columns come and go from version to version; those that are missing are empty.

mod calendar;
mod calls;
mod contacts;
mod manifest;
mod messages;

use crate::import::date::FIRST;
use crate::import::log::Log;
use crate::import::sqlite::{Database, MAGIC};
use crate::import::{Context, Stream, StreamFormat};
use crate::model::intake::Imported;
use crate::model::problem::{Code, Place};

pub use manifest::listed;

/// Any database; which one it is its tables tell.
pub const FORMAT: StreamFormat = StreamFormat {
    kind: "database",
    binary: true,
    claims: |head| head.starts_with(MAGIC),
    read,
};

/// What the import report calls the databases that are read.
#[cfg(test)]
pub const KINDS: [&str; 4] = [calendar::KIND, calls::KIND, contacts::KIND, messages::KIND];

/// The names under which the backup of an iPhone keeps these databases.
const IN_BACKUP: [(&str, &str); 4] = [
    ("3d0d7e5fb2ce288813306e4d4636395e047a3d28", "sms.db"),
    (
        "5a4935c78a5255723f707230a451d79c540d2741",
        "CallHistory.storedata",
    ),
    (
        "31bb7ba8914766d4ba40d6dfb6113c8b614be442",
        "AddressBook.sqlitedb",
    ),
    (
        "2041457d5fe04d39d0ab481178355df6781e6858",
        "Calendar.sqlitedb",
    ),
];

/// Whether the backup of an iPhone keeps under this name a database that is read, or that is known.
pub fn is_of_backup(digest: &str) -> bool {
    const WHATSAPP: &str = "7c7fba66680ef796b916b067077cc246adacf01d";
    digest == WHATSAPP || IN_BACKUP.iter().any(|(known, _)| *known == digest)
}

/// Seconds from 1970 to the beginning of 2001, from which Apple counts.
const EPOCH: i64 = 978_307_200;

/// The instant of a date in seconds or, since 2017, nanoseconds.
fn instant(date: f64) -> Option<i64> {
    let seconds = if date.abs() < 1e11 { date } else { date / 1e9 };
    let at = seconds.floor() as i64 + EPOCH;
    (date != 0.0 && at >= FIRST).then_some(at)
}

/// A database of another program has no kind.
fn read(source: Stream<'_>, context: &Context) -> Imported {
    let (file, name) = (source.file, source.name);
    let mut log = Log::new(file);
    let damaged = |log: &mut Log, why: &str| {
        log.problem(Place::file(file), Code::DamagedDatabase, why.to_owned());
    };
    let db = match Database::read(source.input, source.size, source.beside) {
        Ok(db) => db,
        Err((code, why)) => {
            log.problem(Place::file(file), code, why);
            return log.finish(name, FORMAT.kind);
        }
    };
    let has = |table: &str| db.has(table);
    let kind = match (has("message"), has("ZCALLRECORD")) {
        (Ok(true), _) if has("handle") == Ok(true) => {
            messages::read(&db, &mut log, context);
            messages::KIND
        }
        (_, Ok(true)) => {
            calls::read(&db, &mut log, context);
            calls::KIND
        }
        _ if has("ZABCDRECORD") == Ok(true) => {
            contacts::of_mac(&db, &mut log, context);
            contacts::KIND
        }
        _ if has("ABPerson") == Ok(true) => {
            contacts::of_phone(&db, &mut log, context);
            contacts::KIND
        }
        _ if has("CalendarItem") == Ok(true) && has("Participant") == Ok(true) => {
            calendar::read(&db, &mut log, context);
            calendar::KIND
        }
        (Err(why), _) => {
            damaged(&mut log, &why);
            FORMAT.kind
        }
        _ => "",
    };
    if let Some((_, original)) = IN_BACKUP.iter().find(|(hash, _)| name.ends_with(hash)) {
        let remark = format!("{original} in a backup of an iPhone");
        log.out.report.remarks.push(remark);
    }
    if db.logged > 0 {
        let remark = "read together with the -wal file beside it".to_owned();
        log.out.report.remarks.push(remark);
    }
    if db.cut_off && !kind.is_empty() {
        let message = "the file is shorter than its header says; what is there was read".to_owned();
        log.problem(Place::file(file), Code::TruncatedFile, message);
    }
    log.finish(name, kind)
}

/// Says that of a table not everything could be read.
fn incomplete(log: &mut Log, table: &str, read: Result<(), String>) {
    if let Err(why) = read {
        let message = format!("of the table {table} only the beginning could be read: {why}");
        let place = log.here();
        log.problem(place, Code::DamagedDatabase, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::intake::FileId;

    /// What is read of a database that is made so.
    pub(super) fn imported(sql: &str) -> Imported {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let db = rusqlite::Connection::open(&path).unwrap();
        db.execute_batch(sql).unwrap();
        drop(db);
        let bytes = std::fs::read(path).unwrap();
        let source = Stream {
            file: FileId(0),
            name: "a.db",
            input: &mut bytes.as_slice(),
            size: bytes.len() as u64,
            beside: None,
        };
        read(source, &Context::default())
    }

    #[test]
    fn seconds_and_nanoseconds_are_told_apart() {
        // 2026-01-13T18:02:00Z is 1768327320 in seconds since 1970.
        assert_eq!(instant(790_020_120.0), Some(1_768_327_320));
        assert_eq!(instant(790_020_120_500_000_000.0), Some(1_768_327_320));
        assert_eq!((instant(0.0), instant(-978_307_200.0)), (None, None));
    }

    #[test]
    fn a_database_of_another_program_has_no_kind() {
        let other =
            imported("CREATE TABLE message (id INTEGER); CREATE TABLE moz_places (id INTEGER);");
        assert_eq!(other.report.kind, "");
    }
}
