//! `companies.csv`: spellings that are one employer's, for the owner to correct and give back to `clean --companies`.

use super::sheet::{Sheet, Target};
use crate::model::audit::Audit;
use crate::words::stale as words;

const HEADER: [&str; 4] = ["company", "spelling", "cards", "why"];

/// Writes each spelling with the form that is proposed for it. Whoever does not want a spelling changed takes its row out; whoever wants
/// another form writes it into the first column.
pub fn companies(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    for employer in &audit.hygiene.employers {
        for spelling in &employer.spellings {
            sheet.text(&employer.name)?;
            sheet.text(&spelling.text)?;
            sheet.own(spelling.cards)?;
            sheet.text(&words::spelling(&spelling.why))?;
            sheet.end()?;
        }
    }
    sheet.finish()
}
