//! Whenever a run is killed, the book is what it was before or what it is after, and the output folder whole or not there.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::draw::{Draw, asked};
use crate::run::{Ended, ended, scratch, tieline, write};

/// So many moments for each command: `TIELINE_KILLS=200` is for a night.
fn kills() -> u32 {
    asked("TIELINE_KILLS").unwrap_or(20)
}

/// A folder with a network, and a book that has read it.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self::within(scratch())
    }

    /// With its files in a folder that somebody else chose.
    pub fn within(folder: TempDir) -> Self {
        let (mut cards, mut log) = (
            String::new(),
            "date,direction,channel,email,name\n".to_owned(),
        );
        for n in 0..60 {
            cards += &format!(
                "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Given{n} Family{n}\r\nEMAIL:p{n}@example.org\r\nEND:VCARD\r\n"
            );
            for day in 1..4 {
                log += &format!(
                    "2026-01-0{day}T09:00:00Z,out,email,p{n}@example.org,Given{n} Family{n}\n"
                );
            }
        }
        write(folder.path(), "cards.vcf", cards);
        write(folder.path(), "log.csv", log);
        let desk = Self { folder };
        let begun = desk.run(
            "book.db",
            &["audit", "CARDS", "LOG", "--quiet", "--as-of", "2026-02-01"],
        );
        assert_eq!(begun.code, 0, "{}", begun.err);
        let decided = desk.run("book.db", &["decide", "Given1 Family1", "keep"]);
        assert_eq!(decided.code, 0, "{}", decided.err);
        let exported = desk.run("book.db", &["book", "export"]);
        write(desk.folder.path(), "book.jsonl", exported.out);
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The arguments with the files of this desk in the place of their names.
    pub fn command(&self, book: &str, args: &[&str]) -> std::process::Command {
        let mut command = tieline();
        for arg in args {
            match *arg {
                "CARDS" => command.arg(self.path("cards.vcf")),
                "LOG" => command.arg(self.path("log.csv")),
                "EXPORT" => command.arg(self.path("book.jsonl")),
                "OUT" => command.arg(self.path("out")),
                other => command.arg(other),
            };
        }
        if args[0] != "clean" {
            command.arg("--book").arg(self.path(book));
        }
        command
    }

    pub fn run(&self, book: &str, args: &[&str]) -> Ended {
        ended(&mut self.command(book, args))
    }

    /// A copy of the book, or none where a command begins with an empty one.
    pub fn copy(&self, args: &[&str]) {
        for entry in fs::read_dir(self.folder.path()).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(|name| name.starts_with("copy.db")) {
                fs::remove_file(path).expect("it can be removed");
            }
        }
        let _ = fs::remove_dir_all(self.path("out"));
        if args[..2] != ["book", "import"] {
            fs::copy(self.path("book.db"), self.path("copy.db")).expect("a copy");
        }
    }

    /// Everything that the copy says, but for the times of runs and what is drawn anew in each.
    pub fn content(&self) -> Vec<String> {
        if !self.path("copy.db").exists() {
            return Vec::new();
        }
        let exported = self.run("copy.db", &["book", "export"]);
        assert_eq!(exported.code, 0, "{}", exported.err);
        let rows = exported.out.lines().skip(1).filter_map(|line| {
            let mut row: Value = serde_json::from_str(line).expect("a row");
            let fields = row.as_object_mut().expect("an object");
            let table = fields["table"].as_str().expect("a table").to_owned();
            let drawn: &[&str] = match table.as_str() {
                "secret" => return None,
                "forgotten" => &["at", "hash"],
                "audit" | "replaced" => &["made_at"],
                "exchange" | "tie" | "bounce" => &[],
                _ => &["at"],
            };
            fields.retain(|name, _| !drawn.contains(&name.as_str()));
            Some(row.to_string())
        });
        let mut rows: Vec<String> = rows.collect();
        rows.sort_unstable();
        rows
    }

    /// What is wrong with the copy, if there is one.
    pub fn checked(&self) -> Option<String> {
        if !self.path("copy.db").exists() {
            return None;
        }
        let checked = self.run("copy.db", &["book", "check"]);
        (checked.code != 0).then_some(checked.err)
    }

    /// Kills a command at drawn moments, and looks at what it leaves.
    fn holds(&self, args: &[&str], draw: &mut Draw) {
        self.copy(args);
        let before = self.content();
        self.copy(args);
        let begun = Instant::now();
        let done = self.run("copy.db", args);
        assert_eq!(done.code, 0, "{args:?}: {}", done.err);
        let takes = begun.elapsed().as_micros() as u64;
        let after = self.content();
        let out = self.written();
        let mut killed = 0;
        // Every other moment is drawn near the one at which it is done, by what was seen so far: most of a run only reads.
        let (mut last_before, mut first_after) = (0, takes);
        for n in 0..kills() {
            self.copy(args);
            let mut command = self.command("copy.db", args);
            let mut child = command
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts");
            let (from, to) = match n % 2 {
                0 => (0, takes),
                _ => (last_before.min(first_after), last_before.max(first_after)),
            };
            let moment = from + draw.below(to - from + takes / 20);
            std::thread::sleep(Duration::from_micros(moment));
            child.kill().expect("it can be killed");
            killed += u32::from(child.wait().expect("it ends").code().is_none());
            let checked = self.checked();
            assert_eq!(checked, None, "{args:?} after {moment} µs");
            let left = self.content();
            assert!(
                left == before || left == after,
                "{args:?} after {moment} µs: {} rows, before {}, after {}",
                left.len(),
                before.len(),
                after.len()
            );
            let written = self.written();
            assert!(
                written.is_empty() || written == out,
                "{args:?} after {moment} µs: {written:?}"
            );
            // Where there is no book to change, the folder tells.
            let is_done = if before == after {
                !written.is_empty()
            } else {
                left == after
            };
            match is_done {
                true => first_after = first_after.min(moment),
                false => last_before = last_before.max(moment),
            }
        }
        assert!(last_before > 0, "{args:?}: none was hit before it was done");
        assert!(
            killed * 8 > kills(),
            "{args:?}: {killed} of {} were hit",
            kills()
        );
    }

    /// What is in the output folder: names, lengths and sums of what the files hold.
    pub fn written(&self) -> Vec<String> {
        let (mut files, mut folders) = (Vec::new(), vec![self.path("out")]);
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(folder).into_iter().flatten();
            for path in entries.map(|entry| entry.expect("an entry").path()) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes = fs::read(&path).expect("it can be read");
                let mut sum = DefaultHasher::new();
                bytes.hash(&mut sum);
                let (name, length) = (path.display(), bytes.len());
                files.push(format!("{name}: {length} bytes, {:x}", sum.finish()));
            }
        }
        files.sort();
        files
    }
}

fn holds_for(commands: &[&[&str]]) {
    let (desk, mut draw) = (Desk::new(), Draw::fresh());
    for args in commands {
        desk.holds(args, &mut draw);
    }
}

#[test]
fn an_audit_that_is_killed_leaves_the_book_before_or_after() {
    holds_for(&[
        &["audit", "CARDS", "LOG", "--quiet", "--as-of", "2026-03-01"],
        &[
            "audit",
            "CARDS",
            "LOG",
            "--quiet",
            "--as-of",
            "2026-03-01",
            "--out",
            "OUT",
        ],
    ]);
}

#[test]
fn a_clean_that_is_killed_leaves_a_whole_folder_or_none() {
    holds_for(&[
        &["clean", "CARDS", "--quiet", "--out", "OUT"],
        &[
            "clean",
            "CARDS",
            "LOG",
            "--quiet",
            "--refresh",
            "--to",
            "vcf,google-csv",
            "--out",
            "OUT",
        ],
    ]);
}

#[test]
fn a_word_of_the_owner_that_is_killed_is_kept_whole_or_not_at_all() {
    holds_for(&[
        &["decide", "Given2 Family2", "delete"],
        &["log", "2026-01-22 = call Given3 Family3 : lunch"],
        &["book", "undo"],
    ]);
}

#[test]
fn forgetting_and_moving_a_book_that_are_killed_are_done_or_not() {
    holds_for(&[
        &["book", "forget", "Given4 Family4", "--yes"],
        &["book", "import", "EXPORT"],
    ]);
}
