//! `unmatched.csv`: correspondents without a card.

use super::sheet::{Sheet, Target};
use crate::model::audit::Audit;
use crate::model::standing::Band;
use crate::report::words::in_a_row;

const HEADER: [&str; 12] = [
    "name",
    "key",
    "sent",
    "received",
    "met",
    "first_contact",
    "last_contact",
    "remark",
    "band",
    "probability",
    "verdict",
    "why",
];

/// Writes whom the owner wrote with and has no card of, strongest first.
pub fn unmatched(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    for someone in &audit.unmatched {
        sheet.text(&someone.name)?;
        sheet.text(&someone.key)?;
        sheet.own(someone.out)?;
        sheet.own(someone.inn)?;
        sheet.own(someone.met)?;
        sheet.day_of(someone.first)?;
        sheet.day_of(someone.last)?;
        sheet.text(&someone.remark)?;
        let known = someone.acquaintance.as_deref();
        let standing = known.map(|known| &known.standing);
        sheet.own(standing.map_or("", |s| s.band.word()))?;
        sheet.probability(
            standing
                .filter(|s| s.band != Band::Unknown)
                .and_then(|s| s.chance)
                .map(|c| c.p),
        )?;
        sheet.own(standing.map_or("", |s| s.verdict.word()))?;
        sheet.text(&known.map_or_else(String::new, |known| in_a_row(&known.told.why)))?;
        sheet.end()?;
    }
    sheet.finish()
}
