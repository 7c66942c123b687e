//! Doors for the fuzz targets to what the facade does not show: archives, answers of the owner, the configuration, a book as JSON
//! lines. They are there in a build for fuzzing alone. Whatever comes in is read or refused; none of them gives anything back.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::book::Book;
use crate::config;
use crate::files::{self, Limits};
use crate::import::decisions;

/// Finds and unpacks what a file of this name holds.
///
/// # Errors
/// What the disk says.
pub fn archive(name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(name);
    std::fs::write(&path, bytes)?;
    let limits = Limits {
        entry: 1 << 20,
        ..Limits::default()
    };
    for found in files::discover(&[path], &limits, |_| false).files {
        let _unpacked = found.bytes(&limits);
    }
    Ok(())
}

/// Reads an edited list.
pub fn answers(bytes: &[u8]) {
    let _read = decisions::read(bytes);
}

/// Reads a configuration.
pub fn configuration(text: &str) {
    let _read = config::parse(text, Path::new("config.toml"));
}

/// Reads an exported book into an empty one. One that is taken is intact.
///
/// # Errors
/// What the disk says of the empty book, or what is wrong with the one that was filled.
pub fn book(bytes: &[u8]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("book.db");
    let book = Book::open(&path, "fuzzing", Duration::ZERO).map_err(|error| error.to_string())?;
    if book.import(&mut &*bytes).is_err() {
        return Ok(());
    }
    let wrong = book.check().map_err(|error| error.to_string())?;
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("; "))
    }
}
