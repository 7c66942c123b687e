//! `ranked.csv`: everybody in the order of the ranking, with all that the judgement rests on.

use super::sheet::{Sheet, Target};
use crate::model::audit::{Audit, Ranked};
use crate::model::standing::Band;
use crate::report::words::{tie_kinds, why};

const HEADER: [&str; 22] = [
    "rank",
    "name",
    "band",
    "probability",
    "low",
    "high",
    "you_began",
    "answered",
    "they_began",
    "last_contact",
    "first_contact",
    "ties",
    "tie_weight",
    "verdict",
    "why",
    "company",
    "title",
    "emails",
    "phones",
    "profile",
    "connected_on",
    "id",
];

/// Writes the ranking.
pub fn ranked(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    for ranked in &audit.people {
        row(&mut sheet, audit, ranked)?;
    }
    sheet.finish()
}

fn row(sheet: &mut Sheet<'_>, audit: &Audit, ranked: &Ranked) -> csv::Result<()> {
    let view = audit.view(&ranked.person);
    let standing = &ranked.standing;
    // Where nothing ever passed the figure says nothing of the person, and sorted by it they would stand above others.
    let chance = standing.chance.filter(|_| standing.band != Band::Unknown);
    sheet.own(ranked.rank)?;
    sheet.text(view.name())?;
    sheet.own(standing.band.word())?;
    sheet.probability(chance.map(|c| c.p))?;
    sheet.probability(chance.map(|c| c.low))?;
    sheet.probability(chance.map(|c| c.high))?;
    let talks = &standing.contact.talks;
    sheet.own(talks.yours)?;
    sheet.own(talks.heard())?;
    sheet.own(talks.theirs)?;
    sheet.day_of(standing.contact.last)?;
    sheet.day_of(standing.contact.first)?;
    sheet.list(
        tie_kinds(&standing.ties)
            .into_iter()
            .map(|kind| kind.name()),
    )?;
    sheet.own(standing.tie_weight)?;
    sheet.own(standing.verdict.word())?;
    sheet.text(&why(ranked))?;
    sheet.text(view.companies().first().unwrap_or(&""))?;
    sheet.text(view.titles().first().unwrap_or(&""))?;
    sheet.emails(view)?;
    sheet.phones(view)?;
    sheet.profile(view)?;
    sheet.day(view.connected_on())?;
    sheet.text(&ranked.person.id)?;
    sheet.end()
}
