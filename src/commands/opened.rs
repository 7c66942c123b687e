//! `--open`: the page in the owner's browser, never without being asked.

use std::path::{Path, PathBuf};

use super::error::Failure;
use super::screen;
use crate::book;
use crate::files::outdir;
use crate::output::Made;
use crate::page;
use crate::report::plain;
use crate::words;

/// Opens the page of a folder that was written, or writes it beside the book first. Says where it is: not every machine has a browser.
pub(super) fn open(made: &Made<'_>, folder: Option<&Path>, quiet: bool) -> Result<(), Failure> {
    let page = match folder {
        Some(folder) => folder.join("report.html"),
        None => written(made)?,
    };
    let opened = std::path::absolute(&page).and_then(open::that_detached);
    let name = plain::path(&page);
    let said = match opened {
        Ok(()) if quiet => return Ok(()),
        Ok(()) => words::page::opened(&name),
        Err(error) => words::page::not_opened(&name, &error.to_string()),
    };
    screen::say(&[said]).map_err(Failure::write("standard output"))
}

/// The pages that were written beside the book.
pub(super) fn pages() -> Vec<PathBuf> {
    let folder = book::default_path().map(|book| book.with_file_name("pages"));
    let entries = folder
        .ok()
        .and_then(|folder| std::fs::read_dir(folder).ok());
    let entries = entries.into_iter().flatten().flatten();
    let is_page = |entry: &std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    let mut pages: Vec<PathBuf> = entries.filter(is_page).map(|entry| entry.path()).collect();
    pages.sort();
    pages
}

/// Writes the page into the folder for data, one a day of judgement.
fn written(made: &Made<'_>) -> Result<PathBuf, Failure> {
    let folder = book::default_path()?.with_file_name("pages");
    let day = made.audit().as_of.get(..10).unwrap_or("audit");
    let redacted = match made.shown().redacted {
        true => "-redacted",
        false => "",
    };
    let name = format!("report-{day}{redacted}.html");
    let written = outdir::replace(&folder, &name, |file| page::page(&made.shown(), file));
    let place = plain::path(&folder);
    written.map_err(Failure::write(format!("{place} could not be written")))
}
