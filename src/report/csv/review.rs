//! `review.csv`: pairs of cards that may be one person, to be answered by the owner and given back to `tieline decide`.

use super::sheet::{Sheet, Target};
use crate::model::audit::Audit;
use crate::report::side::{Pair, pairs};
use crate::report::waterfall::waterfall;

const HEADER: [&str; 18] = [
    "decision",
    "probability",
    "name_a",
    "name_b",
    "reasons",
    "company_a",
    "company_b",
    "emails_a",
    "emails_b",
    "phones_a",
    "phones_b",
    "profile_a",
    "profile_b",
    "file_a",
    "file_b",
    "id_a",
    "id_b",
    "waterfall",
];

/// Writes the doubtful pairs, likeliest first; the first column takes "same" or "not-same" and may stay empty.
pub fn review(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    for pair in pairs(audit) {
        row(&mut sheet, &pair)?;
    }
    sheet.finish()
}

fn row(sheet: &mut Sheet<'_>, pair: &Pair<'_>) -> csv::Result<()> {
    let sides = &pair.sides;
    sheet.blank()?;
    sheet.own(format_args!("{:.2}", pair.doubt.probability))?;
    sides.iter().try_for_each(|side| sheet.text(side.name))?;
    sheet.list(pair.doubt.evidence.iter().map(|e| &e.text))?;
    sides.iter().try_for_each(|side| sheet.text(side.company))?;
    sides.iter().try_for_each(|side| sheet.list(&side.emails))?;
    sides
        .iter()
        .try_for_each(|side| sheet.numbers(side.phones.iter().copied()))?;
    sides
        .iter()
        .try_for_each(|side| sheet.link(&side.profile))?;
    sides.iter().try_for_each(|side| sheet.text(side.file))?;
    pair.ids.iter().try_for_each(|id| sheet.text(id))?;
    sheet.list(waterfall(pair.doubt.start, &pair.doubt.evidence))?;
    sheet.end()
}
