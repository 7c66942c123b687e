//! Zips that broke off while they were downloaded: what came is read, and what did not is named.

use std::fs::{self, File};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::find::{codes, count, file, list, text};
use crate::run::{audit, root, run, scratch};

const AS_OF: [&str; 2] = ["--as-of", "2026-04-01"];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(root().join("fixtures").join(name)).expect("a fixture")
}

/// A Takeout with a calendar, a mailbox and a list of contacts, in this order.
fn fill(mut zip: ZipWriter<impl Write + Seek>) {
    let entries = [
        ("Takeout/Calendar/runa.ics", "calendar/series/runa.ics"),
        (
            "Takeout/Mail/All.mbox",
            "mail/takeout/All mail Including Spam and Trash.mbox",
        ),
        ("Takeout/Contacts/all.csv", "contacts/generic.csv"),
    ];
    for (name, from) in entries {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(&fixture(from)).expect("its content");
    }
    zip.finish().expect("a zip");
}

/// Written as Takeout does, with sizes behind the entries, and as most programs do.
fn takeouts(folder: &Path) -> [PathBuf; 2] {
    let (streamed, plain) = (folder.join("streamed.zip"), folder.join("plain.zip"));
    fill(ZipWriter::new(File::create(&plain).expect("a file")));
    let mut bytes = Vec::new();
    fill(ZipWriter::new_stream(&mut bytes));
    fs::write(&streamed, bytes).expect("a file");
    [streamed, plain]
}

/// The first bytes of a zip, up to so many behind the beginning of an entry.
fn cut(zip: &Path, within: &str, behind: usize) -> PathBuf {
    let bytes = fs::read(zip).expect("a zip");
    let name = within.as_bytes();
    let at = bytes.windows(name.len()).position(|w| w == name);
    let at = at.expect("the entry") + name.len() + behind;
    let path = zip.with_extension(format!("{behind}.zip"));
    fs::write(&path, &bytes[..at]).expect("a file");
    path
}

#[test]
fn of_a_zip_that_is_cut_off_the_whole_entries_are_read_and_the_end_is_named() {
    let folder = scratch();
    for zip in takeouts(folder.path()) {
        let whole = audit(&[crate::run::text(&zip), AS_OF[0], AS_OF[1]]);
        let path = cut(&zip, "Takeout/Contacts/all.csv", 180);
        let audit = audit(&[crate::run::text(&path), AS_OF[0], AS_OF[1]]);
        for of in ["runa.ics", "All.mbox"] {
            assert_eq!(
                count(file(&audit, of), "rows"),
                count(file(&whole, of), "rows")
            );
        }
        assert_eq!(
            codes(&audit)
                .iter()
                .filter(|code| **code == "bad-zip")
                .count(),
            2
        );
        let said: Vec<&str> = list(&audit, "problems")
            .iter()
            .filter(|problem| text(problem, "code") == "bad-zip")
            .map(|problem| text(problem, "message"))
            .collect();
        assert!(
            said.iter().any(|words| words
                .contains("2 entries are complete, and it ends within Takeout/Contacts/all.csv")),
            "{said:?}"
        );
        assert!(
            said.iter().any(|words| words.contains("it was not read")),
            "half a list of contacts is none: {said:?}"
        );
    }
}

#[test]
fn of_a_mailbox_in_which_a_zip_ends_the_beginning_is_read() {
    let folder = scratch();
    for zip in takeouts(folder.path()) {
        let path = cut(&zip, "Takeout/Mail/All.mbox", 900);
        let audit = audit(&[crate::run::text(&path), AS_OF[0], AS_OF[1]]);
        let rows = count(file(&audit, "All.mbox"), "rows");
        assert!((2..14).contains(&rows), "{rows}");
        assert!(
            codes(&audit).contains(&"truncated-file"),
            "{:?}",
            codes(&audit)
        );
    }
}

#[test]
fn of_a_zip_that_lost_nothing_but_its_list_everything_is_read() {
    let folder = scratch();
    for zip in takeouts(folder.path()) {
        let bytes = fs::read(&zip).expect("a zip");
        let path = folder.path().join("short.zip");
        fs::write(&path, &bytes[..bytes.len() - 30]).expect("a file");
        let audit = audit(&[crate::run::text(&path), AS_OF[0], AS_OF[1]]);
        assert!(count(file(&audit, "all.csv"), "rows") > 0);
        assert_eq!(
            codes(&audit)
                .iter()
                .filter(|code| **code == "bad-zip")
                .count(),
            1
        );
    }
}

#[test]
fn a_zip_of_which_nothing_came_is_refused_with_what_to_do() {
    let folder = scratch();
    let [zip, _] = takeouts(folder.path());
    let bytes = fs::read(&zip).expect("a zip");
    let path = folder.path().join("nothing.zip");
    fs::write(&path, &bytes[..20]).expect("a file");
    let ended = run(&["audit", crate::run::text(&path), AS_OF[0], AS_OF[1]]);
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("download it again"), "{}", ended.err);
}

#[test]
fn a_mailbox_that_unpacks_to_far_more_than_text_does_is_not_read_whatever_it_says() {
    let folder = scratch();
    let path = folder.path().join("takeout.zip");
    let mut zip = ZipWriter::new(File::create(&path).expect("a file"));
    let options = SimpleFileOptions::default();
    let mail = fixture("mail/takeout/All mail Including Spam and Trash.mbox");
    zip.start_file("All.mbox", options).expect("an entry");
    zip.write_all(&mail).expect("its content");
    let line = "\n".repeat(1 << 20);
    for _ in 0..60 {
        zip.write_all(line.as_bytes()).expect("its content");
    }
    zip.start_file("Other.mbox", options).expect("an entry");
    zip.write_all(&mail).expect("its content");
    zip.finish().expect("a zip");
    let honest = audit(&[crate::run::text(&path), AS_OF[0], AS_OF[1]]);
    assert_eq!(count(file(&honest, "Other.mbox"), "rows"), 14);
    assert!(codes(&honest).contains(&"zip-too-large"));
    let mut bytes = fs::read(&path).expect("a zip");
    // The unpacked size, before the entry and in the list.
    for (mark, at) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let from = bytes.windows(4).position(|w| w == mark).expect("a mark") + at;
        bytes[from..from + 4].copy_from_slice(&9_000_000_u32.to_le_bytes());
    }
    fs::write(&path, bytes).expect("a file");
    let lying = audit(&[crate::run::text(&path), AS_OF[0], AS_OF[1]]);
    assert_eq!(count(file(&lying, "Other.mbox"), "rows"), 14);
    let problems = lying["problems"].to_string();
    assert!(problems.contains("larger than its declared"), "{problems}");
}
