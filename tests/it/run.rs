//! Starts the program in the root of the repository, so that files are named as its pages name them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use tempfile::TempDir;

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder that is gone when the test is over.
pub fn scratch() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for the test")
}

/// The program, to be given its arguments. Each gets a folder for data of its own, so that no test sees the book of another or of
/// whoever runs the tests.
pub fn tieline() -> Command {
    static RUNS: AtomicU64 = AtomicU64::new(0);
    static DATA: OnceLock<TempDir> = OnceLock::new();
    let run = RUNS.fetch_add(1, Ordering::Relaxed).to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tieline"));
    for name in ["CONFIG", "BOOK", "ME", "REGION", "TZ", "DATE_ORDER"] {
        command.env_remove(format!("TIELINE_{name}"));
    }
    command
        .current_dir(root())
        .env("XDG_DATA_HOME", DATA.get_or_init(scratch).path().join(run))
        .env(
            "XDG_CONFIG_HOME",
            DATA.get_or_init(scratch).path().join("config"),
        )
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Ended {
    /// Exit status; -1 where a signal ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ended {
    /// The JSON that was printed.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }
}

/// Runs the program to its end. Whatever it prints is text, and it never panics.
pub fn run(args: &[&str]) -> Ended {
    ended(tieline().args(args))
}

/// Runs a prepared command to its end.
pub fn ended(command: &mut Command) -> Ended {
    let output = command.output().expect("the program starts");
    let ended = Ended {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("standard output is text"),
        err: String::from_utf8(output.stderr).expect("standard error is text"),
    };
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
    ended
}

/// Whether all was done; of files that were cut off the status says it, and so does the last line.
pub fn is_done(ended: &Ended) -> bool {
    let is_cut = ended.err.contains("cut off");
    ended.code == i32::from(is_cut)
}

/// Audits to the end that all is well, and gives the JSON.
pub fn audit(args: &[&str]) -> Value {
    let all: Vec<&str> = ["audit", "--json"].iter().chain(args).copied().collect();
    let ended = run(&all);
    assert!(is_done(&ended), "{args:?}: {}", ended.err);
    ended.json()
}

/// Every file that `--out` writes, by name.
pub fn audit_out(args: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = scratch();
    let out = folder.path().join("out");
    let all: Vec<&str> = ["audit", "--quiet", "--out", text(&out)]
        .iter()
        .chain(args)
        .copied()
        .collect();
    let ended = run(&all);
    assert!(is_done(&ended), "{args:?}: {}", ended.err);
    files_in(&out)
}

/// Every file of a folder, by name.
pub fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        (name, fs::read(entry.path()).expect("a file"))
    };
    entries.map(read).collect()
}

/// The folders within a folder of the repository, as they are named on the command line.
pub fn folders(under: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(under)).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| format!("{under}/{}", entry.file_name().to_string_lossy()))
        .collect();
    names.sort();
    names
}

/// Writes a file of a test and gives its path.
pub fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, content).expect("a file");
    path
}

/// Lets a book that a test changed by hand be looked through anew instead of refused.
pub fn changed_from_outside(book: &Path) {
    let lock = book.with_extension("db-lock");
    fs::remove_file(lock).expect("the book was closed");
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
