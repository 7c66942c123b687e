//! One run at a time: a file beside the book, locked while it is open, says who has it. The system frees it even of a run that
//! is killed. Between runs the file keeps how the book was left.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::checksum::{self, Closed};
use super::error::BookError;
use super::private::{self, beside};

/// How often a waiting run asks.
const PAUSE: Duration = Duration::from_millis(20);
/// More than a run ever notes.
const NOTE: u64 = 1000;
/// What the note of a run that has the book begins with.
const HELD: &str = "process ";

/// How the last run left a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// Closed, with this checksum.
    Closed(Closed),
    /// It was killed, or could not close the book.
    Open,
    /// Nothing is noted: the book is new, comes from elsewhere, or was last used by an earlier Tieline.
    Unknown,
}

/// The right to use a book; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    book: PathBuf,
    left: Left,
    /// What is noted when the book is closed: nothing is where it was not looked into.
    closes: Closes,
}

/// How a run leaves a book.
#[derive(Debug, Clone, Copy)]
enum Closes {
    /// It was never opened.
    Unopened,
    /// Nothing was changed.
    AsFound(Closed),
    /// Something was written, or what was noted before is not known.
    Written(i64),
}

impl Lock {
    /// Takes the lock of a book, waiting for it as long as `patience`; `who` is told to those who wait.
    pub(super) fn take(book: &Path, who: &str, patience: Duration) -> Result<Self, BookError> {
        let disk = BookError::disk(book);
        let path = beside(book, "-lock");
        let mut file = private::open_or_create(&path).map_err(&disk)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(disk(error)),
                Err(TryLockError::WouldBlock) if begun.elapsed() < patience => {
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(BookError::Locked {
                        path: book.to_owned(),
                        holder: holder(&path),
                        seconds: patience.as_secs(),
                    });
                }
            }
        }
        let left = left(&mut file, &path).map_err(&disk)?;
        let said = format!("{HELD}{} ({who})", std::process::id());
        write(&mut file, &said).map_err(&disk)?;
        Ok(Self {
            file,
            book: book.to_owned(),
            left,
            closes: Closes::Unopened,
        })
    }

    /// How the last run left the book.
    pub(super) fn left(&self) -> Left {
        self.left
    }

    /// Notes that the book is open and sound, after so many commits.
    pub(super) fn opened(&mut self, commits: i64) {
        self.closes = match self.left {
            Left::Closed(closed) if closed.commits == commits => Closes::AsFound(closed),
            Left::Closed(_) | Left::Open | Left::Unknown => Closes::Written(commits),
        };
    }

    /// Notes that something was written, after so many commits.
    pub(super) fn written(&mut self, commits: i64) {
        self.closes = Closes::Written(commits);
    }

    fn close(&mut self) -> io::Result<()> {
        if has_log(&self.book) {
            return Ok(());
        }
        let note = match self.closes {
            Closes::Unopened => match self.left {
                Left::Closed(closed) => closed.note(),
                Left::Open => return Ok(()),
                Left::Unknown => String::new(),
            },
            Closes::AsFound(closed) => closed.note(),
            Closes::Written(commits) => {
                let sum = checksum::of(&self.book)?;
                Closed { commits, sum }.note()
            }
        };
        write(&mut self.file, &note)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Without a note the next run looks the book through, so that nothing is lost where none can be written.
        let _ = self.close();
    }
}

/// Whether a log is left beside a book: it was not closed.
pub(super) fn has_log(book: &Path) -> bool {
    std::fs::symlink_metadata(beside(book, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Whether the lock of a book stands beside a file: then the file was one.
pub(super) fn is_beside(book: &Path) -> bool {
    let path = beside(book, "-lock");
    let file = private::open(&path, false);
    file.and_then(|mut file| left(&mut file, &path))
        .is_ok_and(|left| left != Left::Unknown)
}

fn left(file: &mut File, path: &Path) -> io::Result<Left> {
    let mut note = Vec::new();
    file.take(NOTE).read_to_end(&mut note)?;
    let note = String::from_utf8_lossy(&note);
    if note.is_empty() {
        return Ok(Left::Unknown);
    }
    if note.starts_with(HELD) {
        return Ok(Left::Open);
    }
    let closed = Closed::read(&note).map(Left::Closed);
    closed.ok_or_else(|| {
        let foreign = format!(
            "{} is in the way: the book needs this file as its lock, but it holds something else; move it away",
            path.display()
        );
        io::Error::new(ErrorKind::AlreadyExists, foreign)
    })
}

fn write(file: &mut File, note: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(note.as_bytes())
}

fn holder(path: &Path) -> String {
    let mut said = String::new();
    let read = private::open(path, false).and_then(|f| f.take(200).read_to_string(&mut said));
    match read {
        Ok(_) if said.starts_with(HELD) => said,
        _ => "another run".to_owned(),
    }
}
