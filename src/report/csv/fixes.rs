//! `changes.csv`: every value that was fixed, as it was and as it is.

use std::io::Write;

use super::sheet::Sheet;
use crate::model::fix::Change;
use crate::model::intake::FileReport;

const HEADER: [&str; 7] = ["file", "line", "person", "field", "before", "after", "code"];

/// Writes the changes in the order of the files and of the lines in them.
pub fn fixes(changes: &[Change], files: &[FileReport], out: &mut dyn Write) -> csv::Result<()> {
    let mut sheet = Sheet::new(out, &HEADER)?;
    for change in changes {
        sheet.text(
            files
                .get(change.place.file.0 as usize)
                .map_or("", |file| &file.name),
        )?;
        sheet.own(change.place.line)?;
        for text in [&change.person, &change.field, &change.before, &change.after] {
            sheet.text(text)?;
        }
        sheet.own(change.fix.name())?;
        sheet.end()?;
    }
    sheet.finish()
}
