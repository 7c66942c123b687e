//! Times finding out who is who: one network in four sources, from the files to the printed people.
//!
//! Between 10,000 and 200,000 cards the time must not grow faster than the number of cards to the power of 1.3.
//! With `TIELINE_BENCH_DIR` set the input is made there and kept, for other tools to read.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::ItemsCount;
use tempfile::TempDir;

use super::generate;

const SEED: u64 = 2_026;

/// One run of the built program on so many cards.
#[divan::bench(args = [10_000, 50_000, 200_000], sample_count = 3, sample_size = 1)]
fn identity(bencher: Bencher, cards: usize) {
    let scratch = TempDir::new().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
    let kept = std::env::var_os("TIELINE_BENCH_DIR").map(PathBuf::from);
    let input = kept
        .unwrap_or_else(|| scratch.path().to_owned())
        .join(format!("cards-{cards}"));
    generate::books(&input, cards, SEED)
        .unwrap_or_else(|e| panic!("cannot write {}: {e}", input.display()));
    bencher
        .counter(ItemsCount::new(cards))
        .bench_local(|| run(&input));
}

fn run(input: &Path) {
    let mut clean = Command::new(env!("CARGO_BIN_EXE_tieline"));
    clean
        .arg("clean")
        .arg(input)
        .args(["--json", "--quiet"])
        .stdout(Stdio::null());
    let status = clean
        .status()
        .unwrap_or_else(|e| panic!("cannot run the program: {e}"));
    assert!(status.success(), "clean ended with {status}");
}
