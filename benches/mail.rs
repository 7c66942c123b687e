//! Times the audit of a mailbox of 1 GB beside `grep -c '^From '` on the same file.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use divan::Bencher;
use divan::counter::BytesCount;
use tempfile::TempDir;

use super::generate;

const BYTES: u64 = 1 << 30;
const SEED: u64 = 2_026;

/// What the system's own search needs to count the lines that begin as a separator does.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn grep_alone(bencher: Bencher) {
    time(bencher, grep());
}

/// The whole program: headers read, directions found, correspondents judged.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn mail(bencher: Bencher) {
    time(bencher, audit());
}

/// The search.
pub fn grep() -> Command {
    let mut grep = Command::new("grep");
    grep.args(["-c", "^From "])
        .arg(mailbox())
        .env("LC_ALL", "C");
    grep
}

/// The audit.
pub fn audit() -> Command {
    let mut audit = Command::new(env!("CARGO_BIN_EXE_tieline"));
    audit.arg("audit").arg(mailbox());
    audit.args(["--as-of", "2026-11-01", "--quiet", "--no-book"]);
    audit
}

fn time(bencher: Bencher, mut command: Command) {
    command.stdout(Stdio::piped());
    bencher.counter(BytesCount::new(BYTES)).bench_local(|| {
        let output = command.output();
        let output = output.unwrap_or_else(|e| panic!("cannot run {command:?}: {e}"));
        assert!(
            output.status.success(),
            "{command:?} ended with {}",
            output.status
        );
    });
}

/// The mailbox, made the first time.
fn mailbox() -> &'static Path {
    static MADE: OnceLock<(PathBuf, TempDir)> = OnceLock::new();
    let make = || {
        let scratch = TempDir::new().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
        let kept = std::env::var_os("TIELINE_BENCH_DIR").map(PathBuf::from);
        let path = kept
            .unwrap_or_else(|| scratch.path().to_owned())
            .join("mail.mbox");
        if !path.is_file() {
            generate::mbox(&path, BYTES, SEED)
                .unwrap_or_else(|e| panic!("cannot write {}: {e}", path.display()));
        }
        (path, scratch)
    };
    &MADE.get_or_init(make).0
}
