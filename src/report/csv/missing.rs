//! `missing.csv`: who of those with whom the owner is or was in touch has no number or no address that works.

use super::sheet::{Sheet, Target};
use crate::model::audit::Audit;
use crate::model::stale::Offer;

const HEADER: [&str; 9] = [
    "person",
    "verdict",
    "missing",
    "what",
    "may_be_theirs",
    "last_used",
    "company",
    "profile",
    "id",
];

/// Writes them, those first to whom most ties the owner.
pub fn missing(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    for missing in &audit.hygiene.missing {
        let Some(ranked) = audit.people.get(missing.person) else {
            continue;
        };
        let view = audit.view(&ranked.person);
        let offer = missing.offer.as_ref();
        sheet.text(view.name())?;
        sheet.own(ranked.standing.verdict.word())?;
        sheet.own(missing.field.word())?;
        sheet.text(&missing.told)?;
        match offer.map(|offer| &offer.value) {
            Some(Offer::Phone(phone)) => sheet.numbers([phone.shown()])?,
            Some(Offer::Email(email)) => sheet.text(email.as_str())?,
            None => sheet.blank()?,
        }
        sheet.day(offer.map(|offer| offer.on))?;
        sheet.text(view.companies().first().unwrap_or(&""))?;
        sheet.profile(view)?;
        sheet.text(&ranked.person.id)?;
        sheet.end()?;
    }
    sheet.finish()
}
