//! `not-people.csv`: companies, services and shared mailboxes, which nobody is judged by.

use super::sheet::{Sheet, Target};
use crate::model::audit::Audit;
use crate::report::words::thing_word;

const HEADER: [&str; 7] = ["name", "what", "emails", "phones", "cards", "files", "id"];

/// Writes what is no person, by name.
pub fn not_people(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::for_people(target, &HEADER)?;
    let mut things: Vec<_> = audit.not_people.iter().collect();
    things.sort_by_key(|thing| (audit.view(thing).name().to_lowercase(), &thing.id));
    for thing in things {
        let view = audit.view(thing);
        let file = |at: u32| audit.files.get(at as usize).map_or("", |file| &file.name);
        let mut files: Vec<&str> = view.cards().map(|card| file(card.place.file.0)).collect();
        files.sort_unstable();
        files.dedup();
        sheet.text(view.name())?;
        sheet.own(thing_word(thing.kind))?;
        sheet.emails(view)?;
        sheet.phones(view)?;
        sheet.own(thing.cards.len())?;
        sheet.list(files)?;
        sheet.text(&thing.id)?;
        sheet.end()?;
    }
    sheet.finish()
}
