//! What a terminal shows while a long file is read, and that none of it stays there.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::pty::pty;
use crate::run::{scratch, text, tieline, write};

/// What a run draws on its terminal, piece by piece as it comes.
struct Terminal {
    pieces: Receiver<Vec<u8>>,
    seen: Vec<u8>,
}

impl Terminal {
    /// Starts an audit of a file whose standard error is a terminal of 100 columns.
    fn audit(path: &Path, more: &[&str]) -> (Self, Child) {
        let (mut ours, theirs) = pty(100);
        let child = tieline()
            .args(["audit", text(path), "--no-book", "--as-of", "2026-11-01"])
            .args(more)
            .env("TERM", "xterm")
            .stdout(Stdio::null())
            .stderr(theirs)
            .spawn()
            .expect("the program starts");
        let (send, pieces) = channel();
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            // The end of the other side is an error on some systems.
            while let Ok(read @ 1..) = ours.read(&mut piece) {
                if send.send(piece[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let seen = Vec::new();
        (Self { pieces, seen }, child)
    }

    /// Waits until something is drawn that has all these words.
    fn shows(&mut self, words: &[&str]) -> bool {
        let has = |seen: &[u8]| {
            let drawn = String::from_utf8_lossy(seen);
            let mut lines = drawn.split('\r');
            lines.any(|line| words.iter().all(|word| line.contains(word)))
        };
        while !has(&self.seen) {
            match self.pieces.recv_timeout(Duration::from_secs(60)) {
                Ok(piece) => self.seen.extend(piece),
                Err(_) => return false,
            }
        }
        true
    }

    /// What is on the screen once the other side is closed.
    fn left(mut self) -> String {
        while let Ok(piece) = self.pieces.recv_timeout(Duration::from_secs(60)) {
            self.seen.extend(piece);
        }
        let drawn = String::from_utf8_lossy(&self.seen).into_owned();
        let last = drawn.rsplit("\x1b[2K").next().unwrap_or_default();
        last.trim().to_owned()
    }
}

/// A mailbox that takes seconds to read.
fn mailbox(folder: &Path) -> std::path::PathBuf {
    let body = "a line of the body that nobody looks at\n".repeat(1_500);
    let messages = if cfg!(debug_assertions) {
        3_000
    } else {
        16_000
    };
    let message = |n: u32| {
        format!(
            "From - Mon Mar  2 09:15:00 2026\nDate: Mon, 2 Mar 2026 10:15:00 +0000\nFrom: ana{n}@example.org\nTo: me@example.org\nMessage-ID: <{n}@example.org>\n\n{body}\n"
        )
    };
    write(
        folder,
        "long.mbox",
        (0..messages).map(message).collect::<String>(),
    )
}

#[test]
fn progress_tells_name_share_rate_and_time_left_and_is_gone_at_the_end() {
    let folder = scratch();
    let (mut terminal, mut child) = Terminal::audit(&mailbox(folder.path()), &[]);
    let shown = terminal.shows(&["long.mbox", "%", "B/s", "left"]);
    let drawn = String::from_utf8_lossy(&terminal.seen).into_owned();
    assert!(shown, "{drawn:?}");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(terminal.left(), "");
}

#[test]
fn an_interruption_takes_the_line_of_progress_away() {
    let folder = scratch();
    let (mut terminal, mut child) = Terminal::audit(&mailbox(folder.path()), &[]);
    assert!(terminal.shows(&["long.mbox", "%"]));
    let sent = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(sent.expect("a signal can be sent").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert_eq!(terminal.left(), "");
}

#[test]
fn a_quiet_run_draws_nothing() {
    let folder = scratch();
    let (terminal, mut child) = Terminal::audit(&mailbox(folder.path()), &["--quiet"]);
    assert!(child.wait().expect("it ends").success());
    assert_eq!(String::from_utf8_lossy(&terminal.seen), "");
    assert_eq!(terminal.left(), "");
}
