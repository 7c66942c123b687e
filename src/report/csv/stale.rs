//! `stale.csv`: what is out of date on which card, what is newer, and what shows it.

use super::sheet::{Sheet, Target};
use crate::model::audit::Audit;
use crate::model::intake::{FileId, FileReport};
use crate::words::stale as words;

const HEADER: [&str; 12] = [
    "person",
    "field",
    "card_says",
    "newer",
    "since",
    "why",
    "code",
    "matched_by",
    "file",
    "source",
    "id",
    "cards",
];

/// Writes it, person by person; what several cards say stands there once, with all of them.
pub fn stale(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    let people = audit.everybody().map(|person| (person.id.as_str(), person));
    let people: std::collections::BTreeMap<_, _> = people.collect();
    let file = |id: FileId| {
        let file = audit.files.get(id.0 as usize);
        file.map_or("", |file| file.name.as_str())
    };
    for stale in &audit.hygiene.stale {
        let person = people.get(stale.person.as_str());
        let name = person.map_or("", |person| audit.view(person).name());
        sheet.text(name)?;
        sheet.own(stale.field.word())?;
        sheet.text(&stale.value)?;
        sheet.text(stale.newer.as_deref().unwrap_or_default())?;
        sheet.day(stale.since)?;
        sheet.text(&stale.told)?;
        sheet.own(stale.why.code())?;
        sheet.own(words::bond(stale.bond))?;
        let places = stale
            .cards
            .iter()
            .map(|ix| audit.cards[ix.0 as usize].place);
        let mut files: Vec<&str> = places.clone().map(|place| file(place.file)).collect();
        files.dedup();
        sheet.list(files)?;
        sheet.text(file(stale.source))?;
        sheet.text(&stale.person)?;
        let name = |id: FileId| {
            audit
                .files
                .get(id.0 as usize)
                .map_or("", FileReport::base_name)
        };
        sheet.list(places.map(|place| words::card(name(place.file), place.record)))?;
        sheet.end()?;
    }
    sheet.finish()
}
