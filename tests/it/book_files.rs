//! The files of a book: what is damaged is refused with what to do, and what is not a book is left as it is.

use std::fs;
use std::path::{Path, PathBuf};

use crate::book::history;
use crate::run::{Ended, files_in, run, scratch, text, write};

const DEMO: [&str; 2] = ["fixtures/demo/2026-09", "fixtures/demo/2026-10"];

fn audit(book: &Path, files: &str) -> Ended {
    let book = text(book);
    run(&[
        "audit",
        files,
        "--quiet",
        "--as-of",
        "2026-11-01",
        "--book",
        book,
    ])
}

/// A book of two exports, closed.
fn book(folder: &Path) -> PathBuf {
    let path = folder.join("book.db");
    for files in DEMO {
        let ended = audit(&path, files);
        assert_eq!(ended.code, 0, "{}", ended.err);
    }
    path
}

/// Sixty and more ways in which a file of this length may be damaged: cut off, zeroed, a bit flipped.
fn damages(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    const PAGE: usize = 4096;
    let length = bytes.len();
    let mut out = Vec::new();
    for cut in [
        0,
        1,
        50,
        99,
        100,
        2000,
        PAGE,
        length / 3,
        length / 2,
        length - PAGE,
        length - 1,
    ] {
        out.push((format!("cut off at {cut}"), bytes[..cut].to_vec()));
    }
    let pages = length / PAGE;
    for n in 0..12 {
        let page = n * (pages - 1) / 11;
        let mut zeroed = bytes.to_vec();
        zeroed[page * PAGE..(page + 1) * PAGE].fill(0);
        out.push((format!("page {page} zeroed"), zeroed));
    }
    let header = [
        0, 15, 16, 17, 18, 20, 21, 28, 30, 44, 47, 52, 56, 59, 63, 68, 100, 103, 105, 108,
    ];
    let content = (1..=24).map(|n| n * (length - 1) / 25 + n);
    for at in header
        .into_iter()
        .chain([300, 1000, 2500, 4000])
        .chain(content)
    {
        let mut flipped = bytes.to_vec();
        flipped[at] ^= 1 << (at % 8);
        out.push((format!("a bit flipped at {at}"), flipped));
    }
    out.retain(|(_, damaged)| damaged != bytes);
    assert!(out.len() >= 60, "{}", out.len());
    out
}

#[test]
fn no_damaged_book_is_used_without_a_word() {
    let folder = scratch();
    let path = book(folder.path());
    let sound = fs::read(&path).expect("a book");
    let lock = fs::read(folder.path().join("book.db-lock")).expect("a note");
    let mut used = Vec::new();
    for (damage, bytes) in damages(&sound) {
        let folder = scratch();
        let path = write(folder.path(), "book.db", &bytes);
        write(folder.path(), "book.db-lock", &lock);
        for args in [&["book", "check"][..], &["book", "decisions"]] {
            let ended = run(&[args, &["--book", text(&path)]].concat());
            let says = [
                "Put a copy",
                "needs Tieline",
                "cannot be brought up to date",
            ];
            if ended.code == 0 || !says.iter().any(|what| ended.err.contains(what)) {
                used.push(format!("{damage}: {} {}", ended.code, ended.err));
            }
        }
        let after = fs::read(&path).expect("it is there");
        assert!(after == bytes, "{damage}: changed");
    }
    assert!(used.is_empty(), "{}", used.join("\n"));
}

#[test]
fn damage_of_what_rows_say_is_found_in_a_book_from_elsewhere_too() {
    let folder = scratch();
    let path = book(folder.path());
    let db = rusqlite::Connection::open(&path).expect("a book");
    let sql = "UPDATE exchange SET at = at + 1 WHERE id = (SELECT min(id) FROM exchange)";
    db.execute(sql, []).expect("a row");
    drop(db);
    fs::remove_file(folder.path().join("book.db-lock")).expect("it is there");
    let ended = run(&["book", "audits", "--book", text(&path)]);
    assert_eq!(ended.code, 1);
    let why = "is damaged: rows of exchange that have changed since they were written: 1";
    assert!(ended.err.contains(why), "{}", ended.err);
}

#[test]
fn a_copy_of_an_earlier_day_can_be_put_back() {
    let folder = scratch();
    let path = folder.path().join("book.db");
    assert_eq!(audit(&path, DEMO[0]).code, 0);
    let copy = fs::read(&path).expect("a book");
    let told = history(&path);
    assert_eq!(audit(&path, DEMO[1]).code, 0);
    write(folder.path(), "book.db", copy);
    let ended = run(&["book", "check", "--book", text(&path)]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(history(&path), told);
    assert_eq!(audit(&path, DEMO[1]).code, 0);
}

#[test]
fn a_mistyped_book_is_left_as_it_is_and_nothing_is_left_beside_it() {
    let folder = scratch();
    let database = folder.path().join("other.db");
    let db = rusqlite::Connection::open(&database).expect("a database");
    db.execute_batch("CREATE TABLE note (text); PRAGMA user_version = 0")
        .expect("a table");
    drop(db);
    write(folder.path(), "empty", "");
    write(
        folder.path(),
        "contacts.vcf",
        "BEGIN:VCARD\r\nEND:VCARD\r\n",
    );
    let before = files_in(folder.path());
    for (name, why) in [
        (
            "contacts.vcf",
            "is not a Tieline book, and was left as it is",
        ),
        ("other.db", "is a database, but not a Tieline book"),
        ("empty", "is empty, and a Tieline book never is"),
    ] {
        let ended = audit(&folder.path().join(name), DEMO[0]);
        assert_eq!(ended.code, 2, "{name}");
        assert!(ended.err.contains(why), "{}", ended.err);
        assert_eq!(files_in(folder.path()), before, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn neither_a_link_nor_a_file_that_is_in_the_way_is_written_to() {
    let folder = scratch();
    let path = book(folder.path());
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).expect("a link");
    let ended = run(&["book", "audits", "--book", text(&link)]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.err.contains("is a link, and links are not followed"),
        "{}",
        ended.err
    );
    let mine = write(folder.path(), "mine", "my own notes");
    let lock = folder.path().join("book.db-lock");
    fs::remove_file(&lock).expect("it is there");
    std::os::unix::fs::symlink(&mine, &lock).expect("a link");
    assert_eq!(run(&["book", "audits", "--book", text(&path)]).code, 1);
    fs::remove_file(&lock).expect("it is there");
    write(folder.path(), "book.db-lock", "my own notes");
    let ended = run(&["book", "audits", "--book", text(&path)]);
    assert!(
        ended.err.contains("book.db-lock is in the way"),
        "{}",
        ended.err
    );
    for name in ["mine", "book.db-lock"] {
        let kept = fs::read(folder.path().join(name)).expect("it is there");
        assert_eq!(kept, b"my own notes");
    }
}
