//! What was fixed, or would be, as a person reads it in a terminal.

use std::fmt::Write;

use super::Look;
use crate::model::fix::{Change, Fix};
use crate::report::plain::{clip, plain};

/// Narrowest column that is worth printing.
const NARROW: usize = 10;

/// The changes as a table: who, which field, before, after, and the name of the fix.
pub fn fixes(changes: &[Change], look: Look) -> String {
    let room = look.columns().saturating_sub(18 + 8 + 16 + 4 * 2) / 2;
    let widths = [18, 8, room.max(NARROW), room.max(NARROW)];
    let mut out = row(widths, ["person", "field", "before", "after"], "fix");
    for change in changes {
        let field = change.field.split(';').next().unwrap_or_default();
        let cells = [change.person.as_str(), field, &change.before, &change.after];
        out.push_str(&row(widths, cells, change.fix.name()));
    }
    out
}

fn row(widths: [usize; 4], cells: [&str; 4], last: &str) -> String {
    let mut line = String::new();
    for (width, cell) in widths.into_iter().zip(cells) {
        let cell = clip(&plain(cell), width);
        let gap = (width + 2).saturating_sub(unicode_width::UnicodeWidthStr::width(cell.as_str()));
        line.push_str(&cell);
        line.extend(std::iter::repeat_n(' ', gap));
    }
    format!("{line}{last}\n")
}

/// Every fix with what it does and an example.
pub fn list_of_fixes() -> String {
    let mut out = String::new();
    for fix in Fix::ALL {
        let (before, after) = fix.example();
        // Writing to a String does not fail.
        let _ = writeln!(
            out,
            "{}\n    {}\n    \"{before}\" → \"{after}\"",
            fix.name(),
            fix.meaning()
        );
    }
    out
}
