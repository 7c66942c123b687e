//! Times one whole audit, from the files to the written folder, at the size of LinkedIn's ceiling and at twice that.
//!
//! The input is made once and thrown away; with `TIELINE_BENCH_DIR` set it is made there and kept, for other tools to read.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::BytesCount;
use tempfile::TempDir;

use super::generate;

const CONNECTIONS: usize = 30_000;
const MESSAGES: usize = 250_000;
const CARDS: usize = 8_000;
const SEED: u64 = 2_026;

/// One run of the built program on an input of so many times the base size.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn audit(bencher: Bencher, times: usize) {
    let scratch = TempDir::new().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
    let input = kept_in()
        .unwrap_or_else(|| scratch.path().to_owned())
        .join(format!("{times}x"));
    let bytes =
        make(&input, times).unwrap_or_else(|e| panic!("cannot write {}: {e}", input.display()));
    let mut runs = 0;
    let next_out = || {
        runs += 1;
        scratch.path().join(format!("out-{runs}"))
    };
    bencher
        .counter(BytesCount::new(bytes))
        .with_inputs(next_out)
        .bench_local_values(|out| run(&input, &out));
}

fn kept_in() -> Option<PathBuf> {
    std::env::var_os("TIELINE_BENCH_DIR").map(PathBuf::from)
}

/// Writes the input and says how many bytes it has.
pub fn make(dir: &Path, times: usize) -> io::Result<u64> {
    let (export, book) = (dir.join("export"), dir.join("book.vcf"));
    generate::linkedin(&export, CONNECTIONS * times, MESSAGES * times, SEED)?;
    generate::vcards(&book, CARDS * times, CONNECTIONS * times, SEED)?;
    let mut bytes = book.metadata()?.len();
    for entry in export.read_dir()? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

/// What is run.
pub fn command(input: &Path, out: &Path) -> Command {
    let mut audit = Command::new(env!("CARGO_BIN_EXE_tieline"));
    audit
        .arg("audit")
        .arg(input.join("export"))
        .arg(input.join("book.vcf"))
        .arg("--out")
        .arg(out);
    audit
        .args(["--as-of", "2026-11-01", "--quiet", "--no-book"])
        .stdout(Stdio::null());
    audit
}

fn run(input: &Path, out: &Path) {
    let status = command(input, out)
        .status()
        .unwrap_or_else(|e| panic!("cannot run the program: {e}"));
    assert!(status.success(), "the audit ended with {status}");
    assert!(
        out.join("audit.json").is_file(),
        "the audit wrote nothing into {}",
        out.display()
    );
}
