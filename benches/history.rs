//! Times the audit of a log of five million touches with twenty thousand people: read, joined, scored.

use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::ItemsCount;
use tempfile::TempDir;

use super::generate;

const ROWS: usize = 5_000_000;
const SEED: u64 = 2_026;

/// One run of the built program.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn history(bencher: Bencher) {
    let scratch = TempDir::new().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
    let kept = std::env::var_os("TIELINE_BENCH_DIR").map(Into::into);
    let log = kept
        .unwrap_or_else(|| scratch.path().to_owned())
        .join("log.csv");
    generate::interactions(&log, ROWS, SEED)
        .unwrap_or_else(|e| panic!("cannot write {}: {e}", log.display()));
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let mut audit = Command::new(env!("CARGO_BIN_EXE_tieline"));
        audit.arg("audit").arg(&log).stdout(Stdio::null());
        audit.args(["--as-of", "2026-11-01", "--quiet", "--no-book"]);
        let status = audit
            .status()
            .unwrap_or_else(|e| panic!("cannot run the program: {e}"));
        assert!(status.success(), "the audit ended with {status}");
    });
}
