//! Which files an audit reads: those that are given, else the newest of each pattern in the owner's configuration.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::Failure;
use super::{screen, settings};
use crate::config::Value;
use crate::report::plain;

/// The files that were typed; where none was, those that the configuration names, and which these are is said.
pub fn files(typed: &[PathBuf], quiet: bool) -> Result<Vec<PathBuf>, Failure> {
    if !typed.is_empty() {
        return Ok(typed.to_vec());
    }
    let patterns = settings::load()?.newest;
    if patterns.is_empty() {
        return Err(Failure::Usage(
            "give files: tieline audit FILE…; or name them once in your configuration, under [files]: newest = [\"~/Downloads/*LinkedInDataExport*.zip\"]"
                .to_owned(),
        ));
    }
    let mut files = Vec::new();
    let mut said = Vec::new();
    for pattern in &patterns {
        let (line, newest) = newest(pattern);
        said.push(line);
        files.extend(newest);
    }
    files.sort();
    files.dedup();
    if files.is_empty() {
        return Err(Failure::NothingReadable(said.join("\n")));
    }
    if !quiet {
        say(&said).map_err(Failure::write("standard error"))?;
    }
    Ok(files)
}

/// The newest file of a pattern, and a sentence about it. Of files of one time the last by name is taken.
fn newest(pattern: &Value) -> (String, Option<PathBuf>) {
    let shown = plain::plain(&pattern.text);
    let found = glob::glob(&pattern.text).into_iter().flatten().flatten();
    let mut found: Vec<(SystemTime, PathBuf)> = found.map(|path| (changed(&path), path)).collect();
    found.sort();
    match (found.len(), found.pop()) {
        (1, Some((_, path))) => (format!("Reading {}.", plain::path(&path)), Some(path)),
        (all, Some((_, path))) => (
            format!(
                "Reading {}, the newest of {all} for {shown}.",
                plain::path(&path)
            ),
            Some(path),
        ),
        (_, None) => (
            format!("No file fits {shown} ({}).", plain::plain(&pattern.place)),
            None,
        ),
    }
}

fn changed(path: &Path) -> SystemTime {
    let changed = path.metadata().and_then(|meta| meta.modified());
    changed.unwrap_or(SystemTime::UNIX_EPOCH)
}

fn say(lines: &[String]) -> io::Result<()> {
    let mut err = screen::err();
    lines.iter().try_for_each(|line| writeln!(err, "{line}"))
}
