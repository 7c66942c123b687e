//! The backup of an iPhone: databases under names that say nothing, among thousands of other files.

use std::path::Path;

use crate::find::{accounted, count, person, text};
use crate::run::{audit, run, scratch, write};

/// A database under the name that a backup gives it.
fn database(folder: &Path, name: &str, sql: &str) {
    let path = write(folder, name, "");
    let db = rusqlite::Connection::open(path).expect("a database");
    db.execute_batch(sql).expect("tables");
}

/// The databases of a backup, each under the name that the telephone gives its copy.
fn databases(backup: &Path) {
    database(
        backup,
        "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28",
        "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);
         INSERT INTO handle VALUES (1,'+46701740605');
         CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, guid TEXT, style INTEGER, chat_identifier TEXT);
         INSERT INTO chat VALUES (1,'c',45,'+46701740605');
         CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
         INSERT INTO chat_handle_join VALUES (1,1);
         CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);
         INSERT INTO chat_message_join VALUES (1,1), (1,2);
         CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER, date INTEGER, is_from_me INTEGER);
         INSERT INTO message VALUES (1,'g1','x',1,794404800000000000,0), (2,'g2','x',1,794405800000000000,1);",
    );
    database(
        backup,
        "5a/5a4935c78a5255723f707230a451d79c540d2741",
        "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER, ZORIGINATED INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS VARCHAR);
         INSERT INTO ZCALLRECORD VALUES (1,1,1,794504800,60.0,'+46701740605');",
    );
    database(
        backup,
        "31/31bb7ba8914766d4ba40d6dfb6113c8b614be442",
        "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT, Last TEXT);
         INSERT INTO ABPerson VALUES (1,'Petra','Novak');
         CREATE TABLE ABMultiValueLabel (value TEXT);
         CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, label INTEGER, value TEXT);
         INSERT INTO ABMultiValue VALUES (1,1,3,NULL,'+46 70 174 06 05'), (2,1,4,NULL,'petra@example.org');",
    );
    database(
        backup,
        "20/2041457d5fe04d39d0ab481178355df6781e6858",
        "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, start_date REAL, end_date REAL, all_day INTEGER, UUID TEXT);
         INSERT INTO CalendarItem VALUES (1,794604800,794608400,0,'u1');
         CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY, owner_id INTEGER, email TEXT, is_self INTEGER);
         INSERT INTO Participant VALUES (1,1,'petra@example.org',0), (2,1,'runa@example.org',1);",
    );
    database(
        backup,
        "Manifest.db",
        "CREATE TABLE Files (fileID TEXT, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
         INSERT INTO Files VALUES ('3d0d7e5fb2ce288813306e4d4636395e047a3d28','HomeDomain','Library/SMS/sms.db',1,NULL);",
    );
}

#[test]
fn a_backup_of_an_iphone_gives_its_messages_calls_contacts_and_meetings() {
    let folder = scratch();
    let backup = folder.path().join("00008030-000A");
    databases(&backup);
    write(
        &backup,
        "Info.plist",
        "<?xml version=\"1.0\"?><plist><dict/></plist>",
    );
    for at in 0..30 {
        write(&backup, &format!("ff/ff{at:038}"), [0xff, 0xd8, 0xff, at]);
    }
    let path = folder.path().display().to_string();
    let report = audit(&["--no-book", "--as-of", "2026-11-01", &path]);
    accounted(&report);
    let petra = person(&report, "Petra Novak");
    let basis = &petra["standing"]["basis"];
    assert_eq!(
        (count(basis, "sent"), count(basis, "received")),
        // The call is a word of the owner too.
        (2, 1),
        "{basis}"
    );
    let kinds = [
        "Apple messages",
        "Apple calls",
        "Apple contacts",
        "Apple calendar",
    ];
    let files = report["files"].as_array().expect("files");
    for kind in kinds {
        let file = files.iter().find(|file| text(file, "kind") == kind);
        let file = file.unwrap_or_else(|| panic!("{kind}: {files:?}"));
        assert!(
            file["remarks"]
                .to_string()
                .contains("in a backup of an iPhone"),
            "{file}"
        );
    }
    assert!(petra["why"].to_string().contains("Mar 2026"), "{petra}");
}

#[test]
fn databases_under_other_names_are_found_by_the_list_of_the_backup() {
    let folder = scratch();
    let backup = folder.path().join("backup");
    databases(&backup);
    let other = "ab/ab0d7e5fb2ce288813306e4d4636395e047a3d28";
    let usual = "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28";
    write(&backup, other, "");
    std::fs::rename(backup.join(usual), backup.join(other)).expect("moved");
    let list = rusqlite::Connection::open(backup.join("Manifest.db")).expect("a list");
    list.execute_batch("UPDATE Files SET fileID = 'ab0d7e5fb2ce288813306e4d4636395e047a3d28'")
        .expect("told");
    drop(list);
    let report = audit(&[
        "--no-book",
        "--as-of",
        "2026-11-01",
        crate::run::text(&backup),
    ]);
    accounted(&report);
    let basis = &person(&report, "Petra Novak")["standing"]["basis"];
    assert_eq!((count(basis, "sent"), count(basis, "received")), (2, 1));
    let named = report["files"].to_string();
    assert!(named.contains("Library/SMS/sms.db"), "{named}");
}

#[test]
fn an_encrypted_backup_is_named_with_what_to_do() {
    let folder = scratch();
    write(folder.path(), "backup/Manifest.db", [7; 4096]);
    write(
        folder.path(),
        "backup/3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28",
        [9; 4096],
    );
    let ended = run(&["audit", "--no-book", &folder.path().display().to_string()]);
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("Encrypt local backup"), "{}", ended.err);
}
