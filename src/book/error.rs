//! Why a book cannot be used, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// What is wrong with a book.
#[derive(Debug, Error)]
pub enum BookError {
    /// The system says no home folder.
    #[error(
        "there is no home folder to keep a book in; name a book with --book FILE, or use none with --no-book"
    )]
    NoHome,
    /// The file or its folder cannot be used.
    #[error("the book {} cannot be used: {error}; nothing in it was changed. Use another with --book FILE, or none with --no-book", path.display())]
    Disk {
        /// Of the book.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// SQLite cannot read or write it.
    #[error("the book {} cannot be used: {}; nothing in it was changed. Use another with --book FILE, or none with --no-book", path.display(), said(error))]
    Sqlite {
        /// Of the book.
        path: PathBuf,
        /// What SQLite says.
        error: rusqlite::Error,
    },
    /// Something else than a book stands there.
    #[error("{} {why}", path.display())]
    Unfit {
        /// The file that was named.
        path: PathBuf,
        /// What it is.
        why: Unfit,
    },
    /// It is not as a run of Tieline left it.
    #[error("the book {} is damaged: {why}. Nothing in it was changed. Put a copy back in its place, or read an earlier `tieline book export` into a new one (tieline book import EXPORT --book NEW); keep the damaged file until that is done", path.display())]
    Damaged {
        /// Of the book.
        path: PathBuf,
        /// What was found.
        why: String,
    },
    /// A later Tieline wrote it.
    #[error("the book {} has schema {found} and needs Tieline {needs} or later; this one knows schema {known}", path.display())]
    Newer {
        /// Of the book.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The latest schema of this program.
        known: u32,
        /// The version that wrote it.
        needs: String,
    },
    /// It could not be brought to the schema of this program.
    #[error("the book {} cannot be brought up to date: {error}; nothing in it was changed", path.display())]
    Migration {
        /// Of the book.
        path: PathBuf,
        /// What went wrong.
        error: rusqlite_migration::Error,
    },
    /// Somebody else holds it, and went on doing so.
    #[error("the book {} is in use by {holder}; waited {seconds} s. Try again when that is done, or wait longer with --wait SECONDS", path.display())]
    Locked {
        /// Of the book.
        path: PathBuf,
        /// Who holds it: "process 4711 (tieline audit)".
        holder: String,
        /// How long was waited.
        seconds: u64,
    },
}

/// What stands where a book was named, if not a book. It is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unfit {
    /// A file of another kind.
    #[error(
        "is not a Tieline book, and was left as it is. Name your book with --book FILE, or use none with --no-book"
    )]
    OtherFile,
    /// A database of another program.
    #[error(
        "is a database, but not a Tieline book, and was left as it is. Name your book with --book FILE, or use none with --no-book"
    )]
    OtherDatabase,
    /// An empty file.
    #[error(
        "is empty, and a Tieline book never is. If it was your book, put a copy back in its place; if not, remove the empty file and Tieline begins a new book there"
    )]
    Empty,
}

impl BookError {
    /// What SQLite says of a book.
    pub(super) fn of(path: &Path) -> impl Fn(rusqlite::Error) -> Self {
        move |error| match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::damaged(path, &error.to_string())
            }
            _ => Self::Sqlite {
                path: path.to_owned(),
                error,
            },
        }
    }

    /// What was found wrong in a book.
    pub(super) fn damaged(path: &Path, why: &str) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            why: why.trim().replace('\n', " "),
        }
    }

    /// What the system says of a book.
    pub(super) fn disk(path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| Self::Disk {
            path: path.to_owned(),
            error,
        }
    }
}

/// What SQLite says, and where that is little, what it mostly comes from.
fn said(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure) => {
            format!("{error} (is the disk full or disconnected?)")
        }
        Some(ErrorCode::CannotOpen) => {
            format!("{error} (its folder must be writable: the book keeps a journal beside it)")
        }
        _ => error.to_string(),
    }
}
