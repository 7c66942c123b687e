//! Doors for the fuzz targets to what the facade does not show: archives, answers of the owner, the configuration, a book as JSON
//! lines. They are there in a build for fuzzing alone. Whatever comes in is read or refused.

use std::path::Path;
use std::sync::Arc;

use crate::book::Book;
use crate::config;
use crate::files::ground::Kept;
use crate::files::{Discovery, Limits};
use crate::import::{self, decisions};

/// What a file of this name holds, entry by entry, each with its beginning and its length; and what is wrong with it.
pub fn archive(name: &str, bytes: &[u8]) -> Vec<String> {
    let limits = Limits {
        entry: 1 << 20,
        ..Limits::default()
    };
    let mut found = Discovery::default();
    found.within(
        name,
        Arc::new(Kept(bytes.into())),
        (&limits, import::is_sensitive),
    );
    let found = found.end(&limits);
    let said = |entry: &crate::files::Found| {
        let (head, all) = (entry.head(&limits), entry.bytes(&limits));
        if let (Ok(head), Ok(all)) = (&head, &all) {
            assert!(all.starts_with(head), "{}: another beginning", entry.name);
        }
        let length = all.map(|bytes| bytes.len());
        format!("{} {length:?}", entry.name)
    };
    let troubles = found.troubles.iter().map(|trouble| format!("{trouble:?}"));
    found.files.iter().map(said).chain(troubles).collect()
}

/// Reads an edited list; twice gives the same.
pub fn answers(bytes: &[u8]) {
    assert_eq!(decisions::read(bytes), decisions::read(bytes));
}

/// Reads a configuration. What is wrong with it is said of a line that it has.
pub fn configuration(text: &str) {
    let _read = config::parse(text, Path::new("config.toml"));
}

/// Reads an exported book into an empty one. One that is taken is intact, can be exported, and what is exported is taken again.
///
/// # Errors
/// What is wrong with the book that was filled.
pub fn book(bytes: &[u8]) -> Result<(), String> {
    let Ok(first) = filled(bytes) else {
        return Ok(());
    };
    let exported = exported(&first)?;
    let second = filled(&exported)?;
    let again = self::exported(&second)?;
    if exported == again {
        Ok(())
    } else {
        Err("what was exported is taken as something else".to_owned())
    }
}

fn filled(bytes: &[u8]) -> Result<Book, String> {
    let book = Book::in_memory().map_err(|error| error.to_string())?;
    book.import(&mut &*bytes)
        .map_err(|error| format!("{error:?}"))?;
    Ok(book)
}

fn exported(book: &Book) -> Result<Vec<u8>, String> {
    let wrong = book.check().map_err(|error| error.to_string())?;
    if !wrong.is_empty() {
        return Err(wrong.join("; "));
    }
    for saved in book.audits().map_err(|error| error.to_string())? {
        book.audit_of(&saved.day)
            .map_err(|error| error.to_string())?;
    }
    let mut lines = Vec::new();
    book.export(&mut lines)
        .map_err(|error| format!("{error:?}"))?;
    Ok(lines)
}
