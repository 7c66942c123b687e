//! One run at a time: a file beside the book, locked while it is open, says who has it. The system frees it even of a run that
//! is killed.

use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::error::BookError;
use super::open::private_file;

/// How often a waiting run asks.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to use a book; given back when it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a book, waiting for it as long as `patience`; `who` is told to those who wait.
    pub fn take(book: &Path, who: &str, patience: Duration) -> Result<Self, BookError> {
        let disk = BookError::disk(book);
        let path = beside(book);
        let mut file = private_file(&path).map_err(&disk)?;
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
        let said = format!("process {} ({who})", std::process::id());
        let written = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(said.as_bytes()));
        written.map_err(&disk)?;
        Ok(Self { _file: file })
    }
}

fn beside(book: &Path) -> PathBuf {
    let mut name = book.as_os_str().to_owned();
    name.push("-lock");
    PathBuf::from(name)
}

fn holder(path: &Path) -> String {
    let mut said = String::new();
    let read = fs::File::open(path).and_then(|file| file.take(200).read_to_string(&mut said));
    match read {
        Ok(length) if length > 0 => said,
        _ => "another run".to_owned(),
    }
}
