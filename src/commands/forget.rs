//! `tieline book forget`: takes somebody out of the book, and says where what Tieline wrote still holds them.

use std::path::PathBuf;

use chrono::Utc;

use super::book::open;
use super::error::Failure;
use super::opened;
use super::screen;
use super::settings;
use super::who;
use crate::book::Gone;
use crate::cli::BookPlace;
use crate::files::limited;
use crate::files::outputs::{Place, outputs};
use crate::report::plain::path;
use crate::report::words::count;

/// Forgets whoever is called so.
pub fn run(place: &BookPlace, name: &str, yes: bool, look_in: &[PathBuf]) -> Result<(), Failure> {
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
    lines.extend(left(&gone, look_in));
    screen::say(&lines).map_err(Failure::write("standard output"))?;
    unwritten.map_or(Ok(()), |error| {
        Err(Failure::Refused(format!(
            "{shown} is forgotten and what the book held of them is overwritten with zeros, but the book could not be rewritten without it: {error}. The next `tieline book forget` rewrites it once the disk has more room"
        )))
    })
}

/// How deep is looked below the folders that are near, and below those that the owner names.
const NEAR: usize = 2;
const NAMED: usize = 16;

/// What Tieline wrote that still holds them, and where it did not look.
fn left(gone: &Gone, look_in: &[PathBuf]) -> Vec<String> {
    let is_held = |file: &PathBuf| {
        let bytes = limited::read(file, limited::AUDIT);
        bytes.is_ok_and(|bytes| gone.traces.are_in(&String::from_utf8_lossy(&bytes)))
    };
    let folders = outputs(&places(gone, look_in)).into_iter();
    let holding = folders.filter(|output| output.files.iter().any(is_held));
    let mut holding: Vec<PathBuf> = holding.map(|output| output.folder).collect();
    holding.extend(opened::pages().into_iter().filter(is_held));
    let elsewhere =
        "If you had Tieline write folders in other places, add --look-in FOLDER to look there too.";
    if holding.is_empty() {
        return vec![elsewhere.to_owned()];
    }
    let head =
        "Tieline wrote these earlier, and they still hold them; delete those that you do not need:";
    let holding = holding.iter().map(|found| format!("  {}", path(found)));
    std::iter::once(head.to_owned())
        .chain(holding)
        .chain([elsewhere.to_owned()])
        .collect()
}

/// Where what Tieline wrote may be: where audits were written and beside these, in the current folder, and where the owner says.
fn places(gone: &Gone, look_in: &[PathBuf]) -> Vec<Place> {
    let near = |folder: PathBuf| Place {
        folder,
        depth: NEAR,
    };
    let parents = gone.folders.iter().filter_map(|folder| folder.parent());
    let beside = parents.map(|parent| Place {
        folder: parent.to_owned(),
        depth: 1,
    });
    let named = look_in.iter().map(|folder| Place {
        folder: folder.clone(),
        depth: NAMED,
    });
    let written = gone.folders.iter().cloned().map(near);
    let here = std::env::current_dir().ok().map(near);
    written.chain(beside).chain(here).chain(named).collect()
}
