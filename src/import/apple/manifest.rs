//! The list that the backup of an iPhone has of its files, whose names say nothing (`Manifest.db`).

use std::collections::BTreeMap;
use std::io::Read;

use crate::import::sqlite::Database;

/// What is read of a backup, or known, by the end of its path on the phone.
const WANTED: [&str; 5] = [
    "Library/SMS/sms.db",
    "Library/CallHistoryDB/CallHistory.storedata",
    "Library/AddressBook/AddressBook.sqlitedb",
    "Library/Calendar/Calendar.sqlitedb",
    "ChatStorage.sqlite",
];

/// A longer list is not read; the usual names have to do.
const LONGEST: u64 = 1 << 30;

/// The files of a backup that are of use, by the digest under which they lie: where each was on the phone. The log of a database is
/// named with it. Nothing for a list that cannot be read.
pub fn listed(input: &mut dyn Read, size: u64) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if size > LONGEST {
        return found;
    }
    let Ok(db) = Database::read(input, size, None) else {
        return found;
    };
    let columns = ["fileID", "relativePath"];
    // What stands behind a damaged page is found all the same.
    let _ = db.rows("Files", &columns, &mut |cells| {
        let [digest, path] = cells else { return };
        let path = path.text();
        let database = path.strip_suffix("-wal").unwrap_or(&path);
        if WANTED.iter().any(|wanted| database.ends_with(wanted)) {
            found.insert(digest.text(), path);
        }
    });
    found
}
