//! Times `clean --no-merge` on a hundred thousand cards of a messy address book, on twice as many, and on as many rows of Google's
//! table.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::BytesCount;
use tempfile::TempDir;

use super::generate;

const CARDS: usize = 100_000;
const SEED: u64 = 2_026;

/// One run of the built program on so many times the base number of cards.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn clean(bencher: Bencher, times: usize) {
    time(bencher, "book.vcf", |book| {
        generate::messy(book, CARDS * times, SEED)
    });
}

/// One run on a table.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn clean_table(bencher: Bencher) {
    time(bencher, "contacts.csv", |book| {
        generate::google(book, CARDS, SEED)
    });
}

fn time(bencher: Bencher, name: &str, make: impl Fn(&Path) -> io::Result<()>) {
    let scratch = TempDir::new().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
    let book = scratch.path().join(name);
    let made = make(&book).and_then(|()| book.metadata());
    let bytes = made.unwrap_or_else(|e| panic!("cannot write {}: {e}", book.display()));
    let mut runs = 0;
    let next_out = || {
        runs += 1;
        scratch.path().join(format!("out-{runs}"))
    };
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(next_out)
        .bench_local_values(|out| run(&book, &out));
}

fn run(book: &Path, out: &Path) {
    let mut clean = Command::new(env!("CARGO_BIN_EXE_tieline"));
    clean.arg("clean").arg(book).arg("--out").arg(out);
    clean
        .args(["--no-merge", "--region", "DE", "--quiet"])
        .stdout(Stdio::null());
    let status = clean
        .status()
        .unwrap_or_else(|e| panic!("cannot run the program: {e}"));
    assert!(status.success(), "cleaning ended with {status}");
    let copy = out
        .join("cleaned")
        .join(book.file_name().unwrap_or_default());
    assert!(
        copy.is_file(),
        "cleaning wrote nothing into {}",
        out.display()
    );
}
