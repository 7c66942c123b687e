//! `unmatched.csv`: correspondents without a card.

use std::io::Write;

use super::sheet::Sheet;
use crate::model::audit::Audit;

const HEADER: [&str; 8] = [
    "name",
    "key",
    "sent",
    "received",
    "met",
    "first_contact",
    "last_contact",
    "remark",
];

/// Writes whom the owner wrote with and has no card of, strongest first.
pub fn unmatched(audit: &Audit, out: &mut dyn Write) -> csv::Result<()> {
    let mut sheet = Sheet::new(out, &HEADER)?;
    for someone in &audit.unmatched {
        sheet.text(&someone.name)?;
        sheet.text(&someone.key)?;
        sheet.own(someone.out)?;
        sheet.own(someone.inn)?;
        sheet.own(someone.met)?;
        sheet.day_of(someone.first)?;
        sheet.day_of(someone.last)?;
        sheet.text(&someone.remark)?;
        sheet.end()?;
    }
    sheet.finish()
}
