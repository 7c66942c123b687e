//! SQLite databases of other programs, read in memory: the file is never opened by SQLite, so it is never locked or altered, and
//! nothing is left beside it. A build without SQLite, as the page in a browser is, says of such a file that the program reads it.

#[cfg(feature = "program")]
mod engine;
#[cfg(feature = "program")]
mod pages;
#[cfg(feature = "program")]
mod wal;

#[cfg(not(feature = "program"))]
#[path = "without.rs"]
mod engine;

pub use engine::{Cell, Database};

/// What every database of SQLite begins with.
pub const MAGIC: &[u8; 16] = b"SQLite format 3\0";
