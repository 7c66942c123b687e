//! The first bytes of a file → whether it is a book at all. They are looked at before anything of the file is changed.

use std::fs::File;
use std::io::{self, Read};

/// What a database of SQLite begins with.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";
/// How long the header of a database is.
const LENGTH: usize = 100;
/// Where the schema of the program stands in it.
const USER_VERSION: usize = 60;
/// Where the mark of the program stands in it.
const APPLICATION: usize = 68;
/// The mark of a book in its header: "Tlbk".
pub(super) const MARK: i32 = i32::from_be_bytes(*b"Tlbk");

/// What the first bytes say of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A book, or one of an earlier Tieline, which has no mark.
    Book,
    /// An empty file; a book is never empty.
    Empty,
    /// A database that another program made.
    OtherDatabase,
    /// A file of another kind.
    OtherFile,
}

/// Reads the first bytes.
///
/// # Errors
/// What the disk says.
pub(super) fn kind(file: &File) -> io::Result<Kind> {
    let mut head = Vec::with_capacity(LENGTH);
    file.take(LENGTH as u64).read_to_end(&mut head)?;
    if head.is_empty() {
        return Ok(Kind::Empty);
    }
    if head.len() < LENGTH || !head.starts_with(SQLITE) {
        return Ok(Kind::OtherFile);
    }
    let number = |at: usize| {
        let bytes = head.get(at..at + 4).and_then(|b| b.try_into().ok());
        i32::from_be_bytes(bytes.unwrap_or_default())
    };
    match (number(APPLICATION), number(USER_VERSION)) {
        (MARK, _) | (0, 1..) => Ok(Kind::Book),
        _ => Ok(Kind::OtherDatabase),
    }
}
