//! `changes.csv`: every value that was fixed, as it was and as it is.

use std::io::Write;

use super::sheet::Sheet;
use crate::model::fix::Changes;
use crate::model::intake::FileReport;

/// Bytes of a value that one row shows; a spreadsheet takes 32,767 characters a cell.
const PART: usize = 30_000;

const HEADER: [&str; 7] = ["file", "line", "person", "field", "before", "after", "code"];

/// Writes the changes in the order of the files and of the lines in them.
pub fn fixes(changes: &Changes, files: &[FileReport], out: &mut dyn Write) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(out, &HEADER)?;
    for change in changes.iter() {
        let file = files.get(change.place.file.0 as usize);
        let file = file.map_or("", |file| &file.name);
        let (before, after) = (parts(change.before()), parts(change.after()));
        let rows = before.len().max(after.len());
        for at in 0..rows {
            sheet.text(file)?;
            sheet.own(change.place.line)?;
            sheet.text(&change.person)?;
            if rows > 1 {
                sheet.text(&format!("{} ({} of {rows})", change.field, at + 1))?;
            } else {
                sheet.text(&change.field)?;
            }
            sheet.text(before.get(at).copied().unwrap_or_default())?;
            sheet.text(after.get(at).copied().unwrap_or_default())?;
            sheet.own(change.fix.name())?;
            sheet.end()?;
        }
    }
    sheet.finish()
}

/// A value in pieces that a cell can hold, so that nothing of it is cut off.
fn parts(value: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = value;
    while rest.len() > PART {
        // A blank at the end of a cell would go.
        let places = || {
            (PART / 2..=PART)
                .rev()
                .filter(|at| rest.is_char_boundary(*at))
        };
        let firm = places().find(|at| !is_blank_at(rest, *at));
        let end = firm.or_else(|| places().next()).unwrap_or(rest.len());
        let (part, further) = rest.split_at(end);
        parts.push(part);
        rest = further;
    }
    parts.push(rest);
    parts
}

/// Whether a blank stands before or behind a place.
fn is_blank_at(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_whitespace) || text[at..].starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_come_in_parts_that_make_the_whole() {
        for value in ["", "short", &"é x".repeat(20_000), &"y".repeat(PART + 1)] {
            let parts = parts(value);
            assert_eq!(parts.concat(), value);
            assert!(parts.iter().all(|part| part.len() <= PART));
        }
    }
}
