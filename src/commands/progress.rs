//! Says what is going on, on a terminal, once it has taken half a second.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::reading::Watch;
use crate::report::plain::plain;

/// How long a run may take in silence.
const PATIENCE: Duration = Duration::from_millis(500);

/// The line of progress of a run.
pub struct Progress {
    bar: ProgressBar,
    done: Arc<(Mutex<bool>, Condvar)>,
    waiter: Option<JoinHandle<()>>,
}

impl Progress {
    /// Progress that shows itself late, and never if `quiet` or off a terminal.
    pub fn start(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(style("{spinner} {wide_msg}"));
        *shown() = Some(bar.clone());
        let done = Arc::new((Mutex::new(false), Condvar::new()));
        let waiter = (!quiet).then(|| show_later(bar.clone(), Arc::clone(&done)));
        Self { bar, done, waiter }
    }
}

impl Watch for Progress {
    fn expect(&self, bytes: u64) {
        self.bar.set_style(style(
            "{spinner} {wide_msg} [{bar:10}] {percent}% {bytes_per_sec}, {eta} left",
        ));
        self.bar.set_length(bytes);
        // What it took to find out tells nothing of how fast files are read.
        self.bar.reset_eta();
    }

    fn says(&self, what: &str) {
        self.bar.set_message(plain(what).into_owned());
    }

    fn read(&self, bytes: u64) {
        self.bar.inc(bytes);
    }
}

impl Drop for Progress {
    /// Takes the line away.
    fn drop(&mut self) {
        let (done, changed) = &*self.done;
        *done.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
        if let Some(waiter) = self.waiter.take() {
            // A waiter that panicked has nothing to show any more.
            let _ = waiter.join();
        }
        self.bar.finish_and_clear();
        *shown() = None;
    }
}

/// The line that is on the terminal now, for an interruption to take away.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

fn shown() -> MutexGuard<'static, Option<ProgressBar>> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn show_later(bar: ProgressBar, done: Arc<(Mutex<bool>, Condvar)>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let (flag, changed) = &*done;
        let guard = flag.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = changed.wait_timeout_while(guard, PATIENCE, |done| !*done);
        let over = waited.map_or(true, |(guard, _)| *guard);
        if !over {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(100));
        }
    })
}

/// Whether an interruption was asked for already.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// On Ctrl-C or an end asked for by the system: removes what is half built, takes the line of progress away and ends with
/// status 130.
pub fn clear_up_on_interrupt() {
    // A second handler in one process cannot be set; then the first one serves.
    let _ = ctrlc::set_handler(|| {
        if !INTERRUPTED.swap(true, Ordering::SeqCst) {
            crate::files::outdir::abandon();
            if let Some(bar) = shown().take() {
                bar.finish_and_clear();
            }
            std::process::exit(130);
        }
    });
}
