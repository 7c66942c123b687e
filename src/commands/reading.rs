//! Reads the given files, and says so.

use std::path::PathBuf;

use super::error::Failure;
use super::progress::Progress;
use crate::files::{self, Limits};
use crate::import::{self, Context, Source};
use crate::model::intake::Imported;
use crate::model::problem::Code;
use crate::reading::{self, Reader, Refused, Watch};
use crate::report::plain::plain;

/// Reads everything behind the paths. One file that cannot be read costs no other; if none can, that is a failure.
pub fn read(
    paths: &[PathBuf],
    context: &Context,
    progress: &Progress,
) -> Result<Vec<Imported>, Failure> {
    let plainly = |source: Source<'_>| import::read(source, context);
    read_each(paths, context, progress, &plainly)
}

/// The same, with a reader of its own.
pub fn read_each(
    paths: &[PathBuf],
    context: &Context,
    progress: &Progress,
    reader: &Reader<'_>,
) -> Result<Vec<Imported>, Failure> {
    let limits = Limits::default();
    progress.says("looking at your files");
    let found = files::discover(paths, &limits, import::is_sensitive);
    reading::read(found, context, &limits, progress, reader).map_err(|refused| match refused {
        Refused::Nothing(imported) => Failure::NothingReadable(nothing_readable(&imported)),
        Refused::Unmapped(column, others) => Failure::Usage(unmapped(&column, &others)),
    })
}

fn unmapped(column: &str, others: &[String]) -> String {
    let others = match others {
        [] => String::new(),
        others => format!("; those without a role are {}", plain(&others.join(", "))),
    };
    format!(
        "--map {}: no contacts table here has a column of this name{others}",
        plain(column)
    )
}

fn nothing_readable(imported: &[Imported]) -> String {
    let mut lines = vec!["nothing here can be read:".to_owned()];
    for file in imported {
        let why = file.problems.first().map_or("", |p| p.message.as_str());
        lines.push(format!("  {}: {}", plain(&file.report.name), plain(why)));
    }
    let is_table = |file: &Imported| {
        let ending = file.report.name.rsplit('.').next().unwrap_or_default();
        ["csv", "tsv", "tab"].contains(&ending.to_lowercase().as_str())
    };
    if imported.iter().any(is_table) {
        lines.push(
            "If the names of its columns do not say what they hold, add --map \"COLUMN=name\"."
                .to_owned(),
        );
    }
    // Of a mistyped path, or of a file that says itself what to do, a list of formats tells nothing.
    let is_foreign = |file: &Imported| {
        let first = file.problems.first();
        first.is_none_or(|problem| matches!(problem.code, Code::NotRecognised | Code::NotRead))
    };
    if !imported.iter().any(is_foreign) {
        return lines.join("\n");
    }
    lines.push("`tieline formats` lists what can be read.".to_owned());
    lines.join("\n")
}
