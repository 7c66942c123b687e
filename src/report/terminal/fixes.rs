//! What was fixed, or would be, as a person reads it in a terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Look;
use crate::model::fix::{Change, Changes, Fix};
use crate::report::plain::{clip, plain};
use crate::report::words::thousands;

/// Narrowest column that is worth printing.
const NARROW: usize = 10;

/// Widest column of fields: "E-mail 1 - Value" is seen whole.
const LONG_FIELD: usize = 18;

/// A longer table has a few changes of each fix only.
const ENOUGH: usize = 200;

/// How many changes of each fix stand in a long table.
const A_FEW: usize = 5;

/// The changes as a table: who, which field, before, after, and the name of the fix.
pub fn fixes(changes: &Changes, look: Look) -> String {
    let long = changes.len() > ENOUGH;
    let fields = changes.iter().map(|change| width_of(field_of(change)));
    let field = fields.max().unwrap_or(0).clamp("field".len(), LONG_FIELD);
    let room = look.columns().saturating_sub(18 + field + 16 + 4 * 2) / 2;
    let widths = [18, field, room.max(NARROW), room.max(NARROW)];
    let mut out = row(widths, ["person", "field", "before", "after"], "fix");
    let mut unsaid: BTreeMap<Fix, usize> = BTreeMap::new();
    let mut said: BTreeMap<Fix, usize> = BTreeMap::new();
    for change in changes.iter() {
        let said = said.entry(change.fix).or_default();
        *said += 1;
        if long && *said > A_FEW {
            *unsaid.entry(change.fix).or_default() += 1;
            continue;
        }
        let cells = [
            &*change.person,
            field_of(change),
            change.before(),
            change.after(),
        ];
        out.push_str(&row(widths, cells, change.fix.name()));
    }
    out.push_str(&further(&unsaid));
    out
}

/// A property without its parameters, or a column.
fn field_of(change: &Change) -> &str {
    change.field.split(';').next().unwrap_or_default()
}

fn width_of(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// How many changes are not in the table, by their fixes.
fn further(unsaid: &BTreeMap<Fix, usize>) -> String {
    let all: usize = unsaid.values().sum();
    if all == 0 {
        return String::new();
    }
    let each = unsaid
        .iter()
        .map(|(fix, number)| format!("{} {}", thousands(*number as u64), fix.name()));
    format!(
        "… and {} more, listed in changes.csv (with --out): {}\n",
        thousands(all as u64),
        each.collect::<Vec<_>>().join(", ")
    )
}

fn row(widths: [usize; 4], cells: [&str; 4], last: &str) -> String {
    let mut line = String::new();
    for (width, cell) in widths.into_iter().zip(cells) {
        let cell = clip(&plain(cell), width);
        let gap = (width + 2).saturating_sub(width_of(&cell));
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
