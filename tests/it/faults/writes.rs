//! Disks that are full at a drawn byte, and calls of the system that fail at a drawn time.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::draw::{Draw, times};
use crate::killed::Desk;
use crate::run::{Ended, ended, scratch, text};

/// Every command that writes a book, a folder or a list.
const COMMANDS: [&[&str]; 8] = [
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
    &["clean", "CARDS", "--quiet", "--out", "OUT"],
    &["decide", "Given2 Family2", "delete"],
    &["log", "2026-01-22 = call Given3 Family3 : lunch"],
    &["book", "undo"],
    &["book", "forget", "Given4 Family4", "--yes"],
    &["book", "import", "EXPORT"],
];

/// The same command behind another program.
fn behind(program: &[&str], command: &Command) -> Command {
    let mut other = Command::new(program[0]);
    other.args(&program[1..]);
    other.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        other.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => other.env(name, value),
            None => other.env_remove(name),
        };
    }
    other
}

/// What a command does undisturbed.
struct Sound {
    before: Vec<String>,
    after: Vec<String>,
    out: Vec<String>,
    /// The longest file that it writes, in blocks of 512 bytes.
    blocks: u64,
}

impl Sound {
    fn of(desk: &Desk, args: &[&str]) -> Self {
        desk.copy(args);
        let before = desk.content();
        desk.copy(args);
        let done = desk.run("copy.db", args);
        assert_eq!(done.code, 0, "{args:?}: {}", done.err);
        let files = [desk.path("copy.db"), desk.path("out")];
        let within = files.iter().filter_map(|path| fs::read_dir(path).ok());
        let within = within.flatten().flatten().map(|entry| entry.path());
        let lengths = files.iter().cloned().chain(within).filter_map(|path| {
            let meta = fs::metadata(path).ok()?;
            meta.is_file().then_some(meta.len())
        });
        let blocks = lengths.max().unwrap_or(0) / 512 + 2;
        let out = desk.written();
        Self {
            before,
            after: desk.content(),
            out,
            blocks,
        }
    }

    /// What is held whenever a disk fails: the book is what it was, or what it is to be where the run says that all was done, and the
    /// folder is whole or not there.
    fn holds(&self, desk: &Desk, run: &Ended, what: &str) {
        assert_eq!(desk.checked(), None, "{what}: {}", run.err);
        let left = desk.content();
        let is_before = left == self.before;
        assert!(
            is_before || left == self.after,
            "{what}: {}: {} rows, before {}, after {}",
            run.err,
            left.len(),
            self.before.len(),
            self.after.len()
        );
        let written = desk.written();
        assert!(
            written.is_empty() || written == self.out,
            "{what}: {written:?}"
        );
        if run.code == 0 {
            assert!(left == self.after && written == self.out, "{what}: untold");
        } else {
            // Where nothing can be written, nothing can be said either.
            let can_say = !what.contains("inject=write:");
            assert!(!can_say || !run.err.is_empty(), "{what}: nothing is said");
        }
        let is_staging = |name: &OsStr| name.to_string_lossy().starts_with(".tieline-");
        let entries = fs::read_dir(desk.path("")).expect("a folder").flatten();
        let staging: Vec<_> = entries
            .map(|entry| entry.file_name())
            .filter(|name| is_staging(name))
            .collect();
        assert!(staging.is_empty(), "{what}: {staging:?}");
    }
}

#[test]
fn a_disk_that_is_full_at_any_byte_costs_what_was_to_be_written_alone() {
    let (desk, mut draw) = (Desk::new(), Draw::usual());
    let mut failed = 0;
    for args in COMMANDS {
        let sound = Sound::of(&desk, args);
        for _ in 0..times(2) {
            desk.copy(args);
            // A small file is as often cut off as a large one.
            let most = sound.blocks >> draw.below(8);
            let blocks = draw.below(most);
            // A file that grows beyond the limit is refused; without the trap the run would be killed.
            let limit = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
            let run = ended(&mut behind(
                &["sh", "-c", &limit],
                &desk.command("copy.db", args),
            ));
            failed += u32::from(run.code != 0);
            sound.holds(&desk, &run, &format!("{args:?}, {blocks} blocks"));
        }
    }
    assert!(failed >= 8, "in {failed} runs the disk was full");
}

#[test]
fn a_list_that_does_not_fit_where_it_is_sent_is_said_to_be_cut_off() {
    let desk = Desk::new();
    desk.copy(&["audit", "-"]);
    for args in [
        &["book", "export"][..],
        &["audit", "CARDS", "LOG", "--json", "--as-of", "2026-03-01"],
        &["audit", "CARDS", "LOG", "--as-of", "2026-03-01"],
        &["show", "Given1 Family1"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full");
        let Ok(full) = full else {
            return;
        };
        let mut command = desk.command("copy.db", args);
        let output = command.stdout(full).stderr(Stdio::piped()).output();
        let output = output.expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.contains("No space left"), "{args:?}: {said}");
    }
}

/// A file system in memory of so many megabytes, where the machine lets us have one.
struct Disk(Option<tempfile::TempDir>);

impl Disk {
    fn mounted(megabytes: u32) -> Option<Self> {
        let at = scratch();
        let size = format!("size={megabytes}m");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs", text(at.path())]);
        let done = mount.stderr(Stdio::null()).status();
        done.is_ok_and(|done| done.success())
            .then_some(Self(Some(at)))
    }

    /// A folder in it.
    fn folder(&self) -> tempfile::TempDir {
        let at = self.0.as_ref().expect("a place").path();
        tempfile::tempdir_in(at).expect("a folder")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Some(at) = self.0.take() {
            let _ = Command::new("umount")
                .args(["-l", text(at.path())])
                .status();
        }
    }
}

#[test]
fn a_real_disk_that_is_full_costs_what_was_to_be_written_alone() {
    let Some(disk) = Disk::mounted(8) else {
        return;
    };
    let (desk, mut draw) = (Desk::within(disk.folder()), Draw::usual());
    let (mut failed, mut runs) = (0, 0);
    for args in COMMANDS {
        let sound = Sound::of(&desk, args);
        for _ in 0..times(3) {
            desk.copy(args);
            // All but so much of it is taken.
            let most = (4 * 512 * sound.blocks) >> draw.below(4);
            let left = draw.below(most);
            let filler = desk.path("filler");
            let mut taken = fs::File::create(&filler).expect("a file");
            while taken.write_all(&[0; 4096]).is_ok() {}
            let length = taken.metadata().expect("it is there").len();
            taken
                .set_len(length.saturating_sub(left))
                .expect("a shorter one");
            drop(taken);
            let run = desk.run("copy.db", args);
            fs::remove_file(&filler).expect("it goes");
            runs += 1;
            if run.code != 0 {
                failed += 1;
                let is_said = ["No space left", "disk is full", "full"];
                let is_said = is_said.iter().any(|said| run.err.contains(said));
                assert!(is_said, "{args:?}, {left} bytes: {}", run.err);
            }
            sound.holds(&desk, &run, &format!("{args:?}, {left} bytes left"));
        }
    }
    assert!(
        failed >= 8 && failed < runs,
        "{failed} of {runs} found it full"
    );
}

/// Calls that change what is on a disk, and what they may answer.
const CALLS: [(&str, &[&str]); 9] = [
    ("write", &["ENOSPC", "EIO"]),
    ("pwrite64", &["ENOSPC", "EIO"]),
    ("fsync", &["EIO"]),
    ("fdatasync", &["EIO"]),
    ("ftruncate", &["EIO"]),
    ("rename", &["EIO", "EACCES"]),
    ("mkdir", &["ENOSPC", "EACCES"]),
    ("unlink", &["EIO"]),
    ("pread64", &["EIO"]),
];

#[test]
fn a_call_that_fails_at_any_time_costs_what_was_to_be_written_alone() {
    let is_there = Command::new("strace").args(["-f", "true"]).output();
    if !is_there.is_ok_and(|tried| tried.status.success()) {
        return;
    }
    let (desk, mut draw) = (Desk::new(), Draw::usual());
    for args in COMMANDS {
        let sound = Sound::of(&desk, args);
        for _ in 0..times(1) {
            let (call, answers) = CALLS[draw.below(CALLS.len() as u64) as usize];
            let answer = answers[draw.below(answers.len() as u64) as usize];
            let when = 1 + draw.below(12);
            desk.copy(args);
            let inject = format!("inject={call}:error={answer}:when={when}+");
            let trace = format!("trace={call}");
            let log = desk.path("trace");
            let strace = [
                "strace",
                "-f",
                "-o",
                text(&log),
                "-e",
                &trace,
                "-e",
                &inject,
            ];
            let run = ended(&mut behind(&strace, &desk.command("copy.db", args)));
            sound.holds(&desk, &run, &format!("{args:?}, {inject}"));
        }
    }
}
