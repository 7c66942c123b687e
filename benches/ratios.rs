//! Tieline beside what everybody has: each pair in turn in one run, so that a machine that is slow today is slow for both.
//!
//! Printed are the medians of five, the fastest and the slowest, and the ratio of the medians. What is not installed is named.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{audit, mail};

const RUNS: usize = 5;

/// Runs and prints all pairs.
pub fn print() {
    let scratch = TempDir::new().unwrap_or_else(|e| panic!("no temporary folder: {e}"));
    let kept = std::env::var_os("TIELINE_BENCH_DIR").map(PathBuf::from);
    let input = kept.unwrap_or_else(|| scratch.path().to_owned()).join("1x");
    audit::make(&input, 1).unwrap_or_else(|e| panic!("cannot write {}: {e}", input.display()));
    let (export, book) = (input.join("export"), input.join("book.vcf"));
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/references");
    let mut outs = 0;
    let mut next_out = || {
        outs += 1;
        scratch.path().join(format!("out-{outs}"))
    };
    let mut audited = || {
        let mut audit = audit::command(&input, &next_out());
        audit.stdout(Stdio::null());
        audit
    };
    let python = |script: &str, args: &[&Path]| {
        let mut python = Command::new("python3");
        python.arg(scripts.join(script)).args(args);
        python
    };
    let messages = export.join("messages.csv");
    println!();
    pair(
        ("audit with everything written", &mut audited),
        ("csv module, messages.csv read", &mut || {
            python("rows.py", &[&messages])
        }),
    );
    let other = scratch.path().join("pandas");
    pair(
        ("audit with everything written", &mut audited),
        ("pandas script, which does less", &mut || {
            python("network.py", &[&export, &book, &other])
        }),
    );
    pair(
        ("audit of a mailbox of 1 GB", &mut mail::audit),
        ("grep -c '^From '", &mut mail::grep),
    );
}

/// What is called so, and how it is run once more.
type Side<'a> = (&'a str, &'a mut dyn FnMut() -> Command);

/// Runs two commands in turn and prints how long each takes.
fn pair(own: Side<'_>, other: Side<'_>) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first run of each only brings the files into memory.
    for run in 0..=RUNS {
        let (Some(one), Some(two)) = (seconds((own.1)()), seconds((other.1)())) else {
            println!("{} / {}: not to be had here", own.0, other.0);
            return;
        };
        if run > 0 {
            ours.push(one);
            theirs.push(two);
        }
    }
    let ratio = said(own.0, &mut ours) / said(other.0, &mut theirs);
    println!("{:<34}{ratio:>8.2}", "  ratio");
}

/// Prints the runs of a side and gives their median in seconds.
fn said(what: &str, runs: &mut [Duration]) -> f64 {
    runs.sort();
    let seconds: Vec<f64> = runs.iter().map(Duration::as_secs_f64).collect();
    let [least, .., most] = seconds.as_slice() else {
        return f64::NAN;
    };
    let median = seconds[seconds.len() / 2];
    println!("{what:<34}{median:>8.3} s  ({least:.3} to {most:.3})");
    median
}

/// How long a command takes; none where it cannot be run or fails.
fn seconds(mut command: Command) -> Option<Duration> {
    let start = Instant::now();
    let output = command.output().ok()?;
    output.status.success().then(|| start.elapsed())
}
