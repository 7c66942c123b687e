//! Whole exports and backups as they come: what is known is read, the rest is listed by kind, and in how many parts it came changes
//! nothing.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::find::{count, file, list, text};
use crate::run::{audit, root, run, scratch, write};

const AS_OF: [&str; 2] = ["--as-of", "2026-04-01"];

/// What a Takeout in German holds: its files by path.
fn takeout() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let fixtures = [
        ("mail/takeout", "Takeout/Gmail"),
        ("calendar/series", "Takeout/Kalender"),
        ("chats/takeout/Google Chat", "Takeout/Google Chat"),
        ("chats/takeout/Voice", "Takeout/Google Voice"),
    ];
    for (from, to) in fixtures {
        collect(&root().join("fixtures").join(from), to, &mut files);
    }
    let mut add = |path: &str, content: &[u8]| {
        files.insert(format!("Takeout/{path}"), content.to_vec());
    };
    add("archive_browser.html", b"<html></html>");
    add(
        "Meine Aktivitäten/Suche/MeineAktivitäten.html",
        b"<html></html>",
    );
    for n in 0..6 {
        add(&format!("Google Fotos/IMG_{n}.jpg"), b"\xff\xd8\xff\xe0\0");
        let about = br#"{"title": "IMG.jpg", "people": [{"name": "Ana"}]}"#;
        add(
            &format!("Google Fotos/IMG_{n}.jpg.supplemental-metadata.json"),
            about,
        );
        add(
            &format!("Fit/2026-01-0{n}.csv"),
            b"Start time,Calories (kcal)\n00:00,1\n",
        );
    }
    add("Drive/liesmich.txt", b"Hallo Welt\n");
    add(
        "Profil/Profil.json",
        br#"{"name": {"formattedName": "Runa Teglgaard"}, "displayName": "Runa Teglgaard", "emails": [{"value": "runa@other.example.org"}]}"#,
    );
    add(
        "Google Voice/Phones.vcf",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nN:;;;;\r\nitem1.TEL:+491711234567\r\nEND:VCARD\r\n",
    );
    files
}

fn collect(folder: &Path, to: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let inner = format!("{to}/{name}");
        if path.is_dir() {
            collect(&path, &inner, files);
        } else {
            files.insert(inner, std::fs::read(&path).expect("a file"));
        }
    }
}

type Part<'a> = Vec<(&'a String, &'a Vec<u8>)>;

/// Files dealt out one by one, so that what belongs together comes in different parts.
fn dealt(files: &BTreeMap<String, Vec<u8>>) -> [Part<'_>; 2] {
    let (even, odd): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|(n, _)| n % 2 == 0);
    [even, odd].map(|part| part.into_iter().map(|(_, file)| file).collect())
}

fn zipped(path: &Path, files: &Part<'_>) {
    let mut zip = zip::ZipWriter::new(File::create(path).expect("a file"));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a zip");
}

fn tarred(path: &Path, files: &Part<'_>) {
    let gzip = flate2::write::GzEncoder::new(
        File::create(path).expect("a file"),
        flate2::Compression::fast(),
    );
    let mut builder = tar::Builder::new(gzip);
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        builder
            .append_data(&mut header, name.as_str(), bytes.as_slice())
            .expect("an entry");
    }
    builder
        .into_inner()
        .and_then(flate2::write::GzEncoder::finish)
        .expect("a tar");
}

/// What an audit says of everything but the places of files.
fn said(audit: &Value) -> Value {
    let mut totals = audit["totals"].clone();
    totals["unmatched_of"] = audit["unmatched"].clone();
    totals["you"] = audit["owner"].clone();
    totals
}

#[test]
fn a_takeout_in_parts_is_the_takeout() {
    let folder = scratch();
    let files = takeout();
    for (name, bytes) in &files {
        write(folder.path(), &format!("whole/{name}"), bytes);
    }
    let whole = audit(&[
        crate::run::text(&folder.path().join("whole")),
        AS_OF[0],
        AS_OF[1],
    ]);
    let parts = dealt(&files);
    for (ending, pack) in [("zip", zipped as fn(&Path, &Part<'_>)), ("tgz", tarred)] {
        let names = [1, 2].map(|n| {
            let name = format!("takeout-20260301T120000Z-00{n}.{ending}");
            let path = folder.path().join(name);
            pack(&path, &parts[n - 1]);
            crate::run::text(&path).to_owned()
        });
        let split = audit(&[&names[0], &names[1], AS_OF[0], AS_OF[1]]);
        assert_eq!(said(&split), said(&whole), "{ending}");
        assert_eq!(count(file(&split, "/Takeout/Google Chat"), "rows"), 8);
    }
}

#[test]
fn what_is_of_no_use_is_one_line_a_kind() {
    let folder = scratch();
    for (name, bytes) in takeout() {
        write(folder.path(), &name, bytes);
    }
    let audit = audit(&[crate::run::text(folder.path()), AS_OF[0], AS_OF[1]]);
    let mut names: Vec<&str> = list(&audit, "files")
        .iter()
        .filter(|file| text(file, "kind").is_empty())
        .map(|file| text(file, "file").rsplit('/').next().expect("a name"))
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["*.csv", "*.html", "*.jpg", "*.json", "liesmich.txt"]
    );
    let told = run(&["audit", crate::run::text(folder.path()), AS_OF[0], AS_OF[1]]).out;
    assert!(told.contains("*.jpg (6 files)"), "{told}");
    // The card without a name holds the owner's own numbers.
    assert!(
        audit["owner"]["phones"]
            .to_string()
            .contains("+491711234567")
    );
    assert_eq!(count(file(&audit, "Phones.vcf"), "owner"), 1);
}

#[test]
fn the_backup_of_a_phone_is_read_whatever_its_files_are_called() {
    let folder = scratch();
    let mut files = BTreeMap::new();
    collect(&root().join("fixtures/chats/apple"), "apple", &mut files);
    // An iPhone names what it backs up by numbers, the database of messages 3d0d….
    write(
        folder.path(),
        "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28",
        &files["apple/chat.db"],
    );
    for n in 0..5 {
        write(
            folder.path(),
            &format!("0{n}/0{n}d7e5fb2ce288813306e4d4636395e"),
            b"bplist00\0",
        );
    }
    write(
        folder.path(),
        "Info.plist",
        b"<?xml version=\"1.0\"?><plist></plist>",
    );
    let backup = audit(&[crate::run::text(folder.path()), AS_OF[0], AS_OF[1]]);
    let messages = file(&backup, "3d0d7e5fb2ce288813306e4d4636395e047a3d28");
    assert_eq!(text(messages, "kind"), "Apple messages");
    assert!(count(messages, "rows") > 0);
    let unread: Vec<&str> = list(&backup, "files")
        .iter()
        .filter(|file| text(file, "kind").is_empty())
        .map(|file| text(file, "file").rsplit('/').next().expect("a name"))
        .collect();
    assert_eq!(unread, ["Info.plist", "files without an extension"]);
    // An Android phone: calls, messages, chats and cards in one folder.
    let android = scratch();
    files.clear();
    collect(
        &root().join("fixtures/chats/android"),
        "SMSBackupRestore",
        &mut files,
    );
    collect(
        &root().join("fixtures/chats/whatsapp"),
        "WhatsApp",
        &mut files,
    );
    collect(&root().join("fixtures/identity"), "Contacts", &mut files);
    for (name, bytes) in &files {
        write(android.path(), name, bytes);
    }
    write(android.path(), "DCIM/IMG_1.jpg", b"\xff\xd8\xff\xe0\0");
    let backup = audit(&[crate::run::text(android.path()), AS_OF[0], AS_OF[1]]);
    for name in files.keys() {
        assert!(!text(file(&backup, name), "kind").is_empty(), "{name}");
    }
}

#[test]
fn the_page_on_the_account_tells_addresses_that_nothing_else_does() {
    let folder = scratch();
    for (name, bytes) in takeout() {
        crate::run::write(folder.path(), &name, bytes);
    }
    let audit = audit(&[crate::run::text(folder.path()), "--as-of", "2026-04-01"]);
    let emails = audit["owner"]["emails"].to_string();
    assert!(emails.contains("runa@other.example.org"), "{emails}");
    let found = audit["owner"]["found"].to_string();
    assert!(
        found.contains("runa@other.example.org: in Profil.json"),
        "{found}"
    );
}
