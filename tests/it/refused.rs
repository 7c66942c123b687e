//! What the disk refuses: a folder or book that may not be written, and a disk that is full. It is said, the status tells it, and
//! the book holds what it held.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::run::{Ended, ended, run, text, tieline, write};

const HEADER: &str = "date,direction,channel,email,name\n";

/// Whoever runs the tests with every right is nobody while these programs run.
const NOBODY: u32 = 65_534;

/// A book with some history in a folder of a user without rights, files to audit, and an export of the book.
struct Shelf {
    folder: TempDir,
    is_root: bool,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let is_root = fs::metadata(folder.path()).expect("it is there").uid() == 0;
        let shelf = Self { folder, is_root };
        fs::create_dir(shelf.path("shelf")).expect("a folder");
        let cards = (0..200).map(|n| {
            format!(
                "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Name{n} Person{n}\r\nEMAIL:n{n}@example.org\r\nEND:VCARD\r\n"
            )
        });
        write(shelf.folder.path(), "cards.vcf", cards.collect::<String>());
        let rows = (0..4000).map(|n| {
            let (day, who) = (n % 27 + 1, n % 200);
            format!(
                "2026-02-{day:02}T10:{:02}:00Z,in,email,n{who}@example.org,\n",
                n % 60
            )
        });
        let log = format!("{HEADER}{}", rows.collect::<String>());
        write(shelf.folder.path(), "log.csv", log);
        for name in ["", "shelf", "cards.vcf", "log.csv"] {
            if shelf.is_root {
                let path = shelf.path(name);
                chown(path, Some(NOBODY), Some(NOBODY)).expect("given away");
            }
        }
        let made = shelf.tieline(&["audit", "--quiet", "--as-of", "2026-01-01", "CARDS"]);
        assert_eq!(made.code, 0, "{}", made.err);
        let said = shelf.tieline(&["decide", "n7@example.org", "keep"]);
        assert_eq!(said.code, 0, "{}", said.err);
        shelf
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn book(&self) -> PathBuf {
        self.path("shelf/book.db")
    }

    /// Runs as somebody without rights; `CARDS` and the like stand for files of the folder.
    fn run(&self, mut command: Command, args: &[&str], book: &Path) -> Ended {
        for arg in args {
            match *arg {
                "CARDS" => command.arg(self.path("cards.vcf")),
                "LOG" => command.arg(self.path("log.csv")),
                "EXPORT" => command.arg(self.path("book.jsonl")),
                "OUT" => command.arg(self.path("shelf/out")),
                other => command.arg(other),
            };
        }
        command.arg("--book").arg(book);
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        ended(&mut command)
    }

    fn tieline(&self, args: &[&str]) -> Ended {
        self.run(tieline(), args, &self.book())
    }

    fn export(&self) -> String {
        let ended = run(&["book", "export", "--book", text(&self.book())]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.out
    }

    /// Puts the book back as it was.
    fn put_back(&self, kept: &[u8]) {
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(self.path(&format!("shelf/book.db{end}")));
        }
        fs::write(self.book(), kept).expect("written");
    }

    fn allow(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).expect("changed");
    }
}

/// Everything that writes.
const VERBS: [&[&str]; 6] = [
    &["audit", "--quiet", "--as-of", "2026-03-01", "CARDS", "LOG"],
    &[
        "audit",
        "--quiet",
        "--as-of",
        "2026-03-01",
        "CARDS",
        "--out",
        "OUT",
    ],
    &["decide", "n8@example.org", "delete"],
    &["log", "2026-01-02 = meet n9@example.org"],
    &["book", "undo"],
    &["book", "forget", "n7@example.org", "--yes"],
];

#[test]
fn a_folder_or_a_book_that_may_not_be_written_is_said_and_nothing_changes() {
    let shelf = Shelf::new();
    let before = shelf.export();
    for (name, locked, free) in [("shelf", 0o500, 0o700), ("shelf/book.db", 0o400, 0o600)] {
        for verb in VERBS {
            shelf.allow(name, locked);
            let refused = shelf.tieline(verb);
            shelf.allow(name, free);
            assert_eq!(refused.code, 1, "{name}, {verb:?}: {}", refused.err);
            for part in ["book.db cannot be used", "nothing in it was changed"] {
                assert!(refused.err.contains(part), "{verb:?}: {}", refused.err);
            }
            assert!(!shelf.path("shelf/out").exists(), "{verb:?}");
            assert!(shelf.export() == before, "{name}, {verb:?}");
        }
    }
    fs::write(shelf.path("book.jsonl"), &before).expect("written");
    shelf.allow("shelf", 0o500);
    let new = shelf.path("shelf/new.db");
    let refused = shelf.run(tieline(), &["book", "import", "EXPORT"], &new);
    shelf.allow("shelf", 0o700);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(
        refused.err.contains("new.db cannot be used"),
        "{}",
        refused.err
    );
    assert!(!new.exists());
}

/// The program under a limit on the size of any file that it writes, in blocks of 512 bytes: beyond it the disk says no.
fn limited(blocks: u64) -> Command {
    let program = tieline();
    let mut shell = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"";
    shell.args(["-c", script, &blocks.to_string()]);
    shell.arg(program.get_program());
    shell.current_dir(program.get_current_dir().expect("a folder"));
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

#[test]
fn a_full_disk_is_said_and_the_book_is_as_before() {
    let shelf = Shelf::new();
    let before = shelf.export();
    let kept = fs::read(shelf.book()).expect("a book");
    let blocks = kept.len() as u64 / 512;
    let mut refusals = [0; VERBS.len()];
    for limit in [0, 1, 40, blocks / 2, blocks, blocks * 2] {
        for (verb, refusals) in VERBS.iter().zip(&mut refusals) {
            let done = shelf.run(limited(limit), verb, &shelf.book());
            let out = shelf.path("shelf/out");
            if done.code == 0 {
                assert_eq!(out.exists(), verb.contains(&"OUT"), "{limit}, {verb:?}");
                let _ = fs::remove_dir_all(out);
                shelf.put_back(&kept);
                continue;
            }
            *refusals += 1;
            assert_eq!(done.code, 1, "{limit}, {verb:?}: {}", done.err);
            assert!(!out.exists(), "{limit}, {verb:?}");
            if done.err.contains("is forgotten and what the book held") {
                shelf.put_back(&kept);
                continue;
            }
            let said = ["cannot be used", "could not be written"];
            let is_said = said.iter().any(|part| done.err.contains(part));
            assert!(is_said, "{}", done.err);
            let same = shelf.export() == before;
            assert!(same, "{limit}, {verb:?}: {}", done.err);
        }
    }
    assert!(refusals.iter().all(|n| *n > 0), "{refusals:?}");
    fs::write(shelf.path("book.jsonl"), &before).expect("written");
    let new = shelf.path("shelf/new.db");
    let refused = shelf.run(limited(blocks / 2), &["book", "import", "EXPORT"], &new);
    assert_eq!(refused.code, 1, "{}", refused.err);
    let whole = shelf.run(tieline(), &["book", "import", "EXPORT"], &new);
    assert_eq!(
        whole.code, 0,
        "the book holds nothing of it yet: {}",
        whole.err
    );
}

#[test]
fn an_export_into_a_full_disk_is_no_success() {
    let shelf = Shelf::new();
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let full = fs::OpenOptions::new()
        .write(true)
        .open(full)
        .expect("a device");
    let mut command = tieline();
    command.args(["book", "export", "--book", text(&shelf.book())]);
    let status = command
        .stdout(full)
        .stderr(std::process::Stdio::null())
        .status();
    assert_eq!(status.expect("it starts").code(), Some(1));
}

#[test]
fn a_mistyped_path_alone_prints_its_own_line_and_not_the_list_of_formats() {
    let ended = run(&["audit", "no/such/file.zip"]);
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("no such file"), "{}", ended.err);
    assert!(!ended.err.contains("vCards"), "{}", ended.err);
}
