//! Times what a book of many years costs: an audit on top of it, a look at one person, and a decision.
//!
//! Five million messages take minutes to write into a book, so with `TIELINE_BENCH_DIR` set the book is made there once and kept.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::DateTime;
use divan::Bencher;
use tempfile::TempDir;

use super::generate::random::Random;
use super::generate::{self, somebody_name};

const CONNECTIONS: usize = 20_000;
/// Those with whom something passed; each has a card in the address book.
const CORRESPONDENTS: usize = 5_000;
const INTERACTIONS: usize = 5_000_000;
const SEED: u64 = 2_026;
/// One of those with whom most passed.
const SOMEBODY: &str = "c7@example.org";
/// 2012-01-01, and fourteen years of seconds after it.
const BEGIN: i64 = 1_325_376_000;
const SPAN: i64 = 14 * 365 * 86_400;

/// An audit of the connections on top of the book, which then knows everything that passed.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn audit(bencher: Bencher) {
    let place = Place::new();
    bencher.bench_local(|| place.run(&["audit", "--quiet", "--as-of", "2026-11-01"], true));
}

/// One person of the book, by an address: a name may be that of several.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn show(bencher: Bencher) {
    let place = Place::new();
    bencher.bench_local(|| place.run(&["show", SOMEBODY], false));
}

/// A decision on one person, which is as it was from the second time on.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn decide(bencher: Bencher) {
    let place = Place::new();
    bencher.bench_local(|| place.run(&["decide", SOMEBODY, "keep"], false));
}

/// The folder of the book and its files.
struct Place {
    dir: PathBuf,
    _scratch: Option<TempDir>,
}

impl Place {
    /// The kept folder, or one that is gone afterwards; the book is made where it is not there.
    fn new() -> Self {
        let kept = std::env::var_os("TIELINE_BENCH_DIR").map(PathBuf::from);
        let scratch = kept
            .is_none()
            .then(|| TempDir::new().unwrap_or_else(|e| panic!("no temporary folder: {e}")));
        let dir = kept.or_else(|| scratch.as_ref().map(|s| s.path().to_owned()));
        let dir = dir.unwrap_or_default().join("5m");
        let place = Self {
            dir,
            _scratch: scratch,
        };
        if !place.book().is_file() {
            place
                .make()
                .unwrap_or_else(|e| panic!("cannot write {}: {e}", place.dir.display()));
        }
        place
    }

    fn book(&self) -> PathBuf {
        self.dir.join("book.db")
    }

    fn make(&self) -> io::Result<()> {
        let export = self.dir.join("export");
        generate::linkedin(&export, CONNECTIONS, 0, SEED)?;
        write_cards(&export.join("cards.vcf"))?;
        let log = self.dir.join("log.csv");
        write_log(&log)?;
        let log_name = log.display().to_string();
        self.run(
            &["audit", "--quiet", "--as-of", "2026-11-01", &log_name],
            true,
        );
        fs::remove_file(log)
    }

    /// Runs the built program on the book, and on the connections and the address book too if asked.
    fn run(&self, args: &[&str], with_export: bool) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tieline"));
        command.args(args).arg("--book").arg(self.book());
        if with_export {
            command.arg(self.dir.join("export"));
        }
        let status = command.stdout(Stdio::null()).status();
        let status = status.unwrap_or_else(|e| panic!("cannot run the program: {e}"));
        assert!(status.success(), "{args:?} ended with {status}");
    }
}

/// The address book: whom the log names by their address.
fn write_cards(path: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for n in 0..CORRESPONDENTS {
        let name = somebody_name(SEED, n);
        writeln!(
            out,
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEMAIL:c{n}@example.org\r\nEND:VCARD\r"
        )?;
    }
    out.flush()
}

/// A log of everything that passed: some people often, most of them rarely.
fn write_log(path: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut random = Random::of(SEED, 1);
    writeln!(out, "date,direction,channel,email,name")?;
    let names: Vec<String> = (0..CORRESPONDENTS)
        .map(|n| somebody_name(SEED, n))
        .collect();
    for n in 0..INTERACTIONS {
        let who = (random.unit().powi(2) * CORRESPONDENTS as f64) as usize;
        let at = BEGIN + n as i64 * SPAN / INTERACTIONS as i64;
        let at = DateTime::from_timestamp(at, 0).unwrap_or_default();
        let way = if random.chance(50) { "out" } else { "in" };
        let channel = if random.chance(60) { "email" } else { "chat" };
        writeln!(
            out,
            "{},{way},{channel},c{who}@example.org,{}",
            at.format("%Y-%m-%dT%H:%M:%SZ"),
            names[who]
        )?;
    }
    out.flush()
}
