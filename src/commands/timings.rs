//! How long each step of a run took, for `--timings`.

use std::cell::RefCell;
use std::io;
use std::time::{Duration, Instant};

use super::screen;
use crate::model::stage::Stage;
use crate::words::stage::{HEADS, TOTAL, doing};

/// What a process has used up to some instant.
#[derive(Debug, Clone, Copy)]
struct Used {
    at: Instant,
    /// By all processors together; `None` where the system does not tell.
    processor: Option<Duration>,
    /// The most memory that was in use at once, in bytes; `None` where the system does not tell.
    memory: Option<u64>,
}

impl Used {
    fn now() -> Self {
        Self {
            at: Instant::now(),
            processor: processor(),
            memory: memory(),
        }
    }

    /// A row of the table: what was used since an earlier instant.
    fn row(self, what: &str, since: Self) -> String {
        let seconds = |time: Duration| format!("{:.3}", time.as_secs_f64());
        let unknown = || "-".to_owned();
        let processor = self.processor.zip(since.processor);
        let processor = processor.map(|(now, then)| seconds(now.saturating_sub(then)));
        let memory = self.memory.map(|bytes| format!("{} MB", bytes / 1_000_000));
        line([
            what,
            &seconds(self.at.duration_since(since.at)),
            &processor.unwrap_or_else(unknown),
            &memory.unwrap_or_else(unknown),
        ])
    }
}

fn line([what, wall, processor, memory]: [&str; 4]) -> String {
    format!("{what:<32}{wall:>9}{processor:>11}{memory:>15}")
}

/// When each step began.
#[derive(Debug)]
pub struct Timings {
    start: Used,
    began: RefCell<Vec<(Stage, Used)>>,
}

impl Timings {
    /// From now on.
    pub fn start() -> Self {
        Self {
            start: Used::now(),
            began: RefCell::default(),
        }
    }

    /// A step begins, and with it the one before ends.
    pub fn begins(&self, stage: Stage) {
        self.began.borrow_mut().push((stage, Used::now()));
    }

    /// Prints the table on standard error, if it is wanted.
    pub fn print(&self, wanted: bool) -> io::Result<()> {
        if !wanted {
            return Ok(());
        }
        let end = Used::now();
        let began = self.began.borrow();
        let mut out = screen::err();
        writeln!(out, "{}", line(HEADS))?;
        for (index, (stage, since)) in began.iter().enumerate() {
            let until = began.get(index + 1).map_or(end, |(_, next)| *next);
            writeln!(out, "{}", until.row(doing(*stage), *since))?;
        }
        writeln!(out, "{}", end.row(TOTAL, self.start))
    }
}

#[cfg(unix)]
fn processor() -> Option<Duration> {
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(used).ok()
}

#[cfg(not(unix))]
fn processor() -> Option<Duration> {
    None
}

/// Linux says it in a file; elsewhere there is none.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let most = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = most.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}
