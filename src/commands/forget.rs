//! `tieline book forget`: takes somebody out of the book, and says which folders still hold them.

use std::path::{Path, PathBuf};

use chrono::Utc;

use super::book::open;
use super::error::Failure;
use super::screen;
use super::settings;
use super::who;
use crate::book::{Gone, Traces};
use crate::cli::BookPlace;
use crate::files;
use crate::files::limited;
use crate::report::plain::path;
use crate::report::words::count;

/// Forgets whoever is called so.
pub fn run(place: &BookPlace, name: &str, yes: bool) -> Result<(), Failure> {
    let book = open(place, "tieline book forget")?;
    let person = who::one(&book, name, settings::region(None)?)?;
    let shown = who::line(&person);
    let question = format!("Forget {shown} for good? This cannot be undone. [y/N] ");
    if !yes && !who::agrees(&question).map_err(Failure::write("the question"))? {
        return Err(Failure::Usage(format!(
            "nothing was removed. Forgetting {shown} cannot be undone; add --yes"
        )));
    }
    let gone = book.forget(&person, Utc::now().timestamp())?;
    let unwritten = book.commit_and_shred()?;
    let messages = count(
        gone.messages as u64,
        "message or the like",
        "messages and the like",
    );
    let mut lines = vec![format!(
        "{shown} is forgotten. Removed: {messages}, decisions and places in audits. Later imports leave them out."
    )];
    lines.extend(left(&gone));
    screen::say(&lines).map_err(Failure::write("standard output"))?;
    unwritten.map_or(Ok(()), |error| {
        Err(Failure::Refused(format!(
            "{shown} is forgotten and what the book held of them is overwritten with zeros, but the book could not be rewritten without it: {error}. The next `tieline book forget` rewrites it once the disk has more room"
        )))
    })
}

/// The folders of earlier audits that still hold them.
fn left(gone: &Gone) -> Vec<String> {
    let holding: Vec<&PathBuf> = gone
        .folders
        .iter()
        .filter(|folder| holds(folder, &gone.traces))
        .collect();
    if holding.is_empty() {
        return Vec::new();
    }
    let head =
        "These folders of earlier audits still hold them; delete those that you do not need:";
    let folders = holding
        .into_iter()
        .map(|folder| format!("  {}", path(folder)));
    std::iter::once(head.to_owned()).chain(folders).collect()
}

/// Whether an audit in a folder names them; everybody stands in its audit.json, those without a card in unmatched.csv.
fn holds(folder: &Path, traces: &Traces) -> bool {
    let named = |file: &str| {
        let bytes = limited::read(&folder.join(file), limited::AUDIT);
        bytes.is_ok_and(|bytes| traces.are_in(&String::from_utf8_lossy(&bytes)))
    };
    files::is_audit(folder) && ["audit.json", "unmatched.csv"].into_iter().any(named)
}
