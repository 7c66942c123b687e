//! Times the backtest of a log of 100,000 messages: read, joined, every outreach asked about, every figure with its interval.

use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::ItemsCount;
use tempfile::TempDir;

use super::generate;

const ROWS: usize = 100_000;
const SEED: u64 = 2_026;

/// One run of the built program.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn backtest(bencher: Bencher) {
    let scratch = TempDir::new().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
    let log = scratch.path().join("log.csv");
    generate::interactions(&log, ROWS, SEED)
        .unwrap_or_else(|e| panic!("cannot write {}: {e}", log.display()));
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let mut backtest = Command::new(env!("CARGO_BIN_EXE_tieline"));
        backtest.arg("backtest").arg(&log).stdout(Stdio::null());
        backtest.args(["--as-of", "2026-11-01", "--quiet"]);
        let status = backtest
            .status()
            .unwrap_or_else(|e| panic!("cannot run the program: {e}"));
        assert!(status.success(), "the backtest ended with {status}");
    });
}
