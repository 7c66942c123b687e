//! How a command fails: in words for the person, and in a status for the script.

use std::io;
use std::process::ExitCode;

use thiserror::Error;

use super::screen;
use crate::book::BookError;

/// Why a command did not do what was asked.
#[derive(Debug, Error)]
pub enum Failure {
    /// The command line says something that cannot be.
    #[error("{0}")]
    Usage(String),
    /// None of the files could be read.
    #[error("{0}")]
    NothingReadable(String),
    /// Something was rejected, and `--strict` was given.
    #[error("{0}")]
    Rejected(String),
    /// All is done, and an input was cut off.
    #[error("{0}")]
    CutOff(String),
    /// A card that was written is not valid.
    #[error("{0}")]
    Refused(String),
    /// The owner pressed Ctrl-C; what is done stays.
    #[error("{0}")]
    Interrupted(String),
    /// The book cannot be used.
    #[error("{0}")]
    Book(#[from] BookError),
    /// Writing failed.
    #[error("{what}: {error}")]
    Write {
        /// What was to be written.
        what: String,
        /// Why it was not.
        error: io::Error,
    },
}

impl Failure {
    /// Something could not be written.
    pub fn write(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |error| Self::Write { what, error }
    }

    /// Whether another run has the book.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Book(BookError::Locked { .. }))
    }

    /// Says it on standard error and gives the status. A reader who closed the pipe has seen enough: that is no failure.
    pub fn report(&self) -> ExitCode {
        if let Self::Write { error, .. } = self
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            return ExitCode::SUCCESS;
        }
        // If standard error is gone too, the status still says it.
        let _ = writeln!(screen::err(), "tieline: {self}");
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::NothingReadable(_) | Self::Rejected(_) => ExitCode::from(3),
            Self::CutOff(_) | Self::Refused(_) | Self::Write { .. } => ExitCode::from(1),
            Self::Interrupted(_) => ExitCode::from(130),
            Self::Book(error) => ExitCode::from(match error {
                BookError::Locked { .. } => 4,
                BookError::Newer { .. } => 3,
                BookError::NoHome | BookError::Unfit { .. } => 2,
                BookError::Disk { .. }
                | BookError::Sqlite { .. }
                | BookError::Damaged { .. }
                | BookError::Migration { .. } => 1,
            }),
        }
    }
}
