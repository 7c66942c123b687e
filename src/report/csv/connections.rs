//! `Connections.csv`, cleaned: the layout of LinkedIn's own file, one row per person.

use super::sheet::{Sheet, Target};
use crate::model::audit::Audit;
use crate::model::card::{Card, Roster};
use crate::model::keys::{Email, Slug};
use crate::model::person::View;
use std::cmp::Reverse;

/// LinkedIn's header since 2023.
const HEADER: [&str; 7] = [
    "First Name",
    "Last Name",
    "URL",
    "Email Address",
    "Company",
    "Position",
    "Connected On",
];

/// Writes the connections, newest first as LinkedIn does; people of one day are ordered by name.
pub fn connections(audit: &Audit, target: Target<'_>) -> csv::Result<()> {
    let mut sheet = Sheet::new(target, &HEADER)?;
    let people = audit.people.iter().map(|r| audit.view(&r.person));
    let mut rows: Vec<View<'_>> = people
        .filter(|view| view.is_in(Roster::Connections))
        .collect();
    rows.sort_by_cached_key(|view| (Reverse(view.connected_on()), view.name(), &view.person.id));
    for view in rows {
        row(&mut sheet, view)?;
    }
    sheet.finish()
}

/// Only what LinkedIn itself says goes into a row: an address from the owner's address book stays there.
fn row(sheet: &mut Sheet<'_>, view: View<'_>) -> csv::Result<()> {
    let cards = || {
        view.cards()
            .filter(|card| card.roster == Roster::Connections)
    };
    let first = |of: fn(&Card) -> &str| {
        cards()
            .map(of)
            .map(str::trim)
            .find(|text| !text.is_empty())
            .unwrap_or("")
    };
    let (given, family) = (
        first(|card| &card.name.given),
        first(|card| &card.name.family),
    );
    let undivided = given.is_empty() && family.is_empty();
    sheet.text(if undivided {
        first(|card| &card.name.full)
    } else {
        given
    })?;
    // Members write their credentials behind the family name.
    let suffix = first(|card| &card.name.suffix);
    let parts = [family, suffix].into_iter().filter(|part| !part.is_empty());
    sheet.text(&parts.collect::<Vec<_>>().join(", "))?;
    sheet.maybe(
        cards()
            .flat_map(|card| &card.profiles)
            .map(Slug::url)
            .next(),
    )?;
    let mut emails = cards()
        .flat_map(|card| &card.emails)
        .filter_map(|mail| mail.email.as_ref());
    sheet.text(emails.next().map_or("", Email::as_str))?;
    sheet.text(first(|card| {
        card.companies.first().map_or("", String::as_str)
    }))?;
    sheet.text(first(|card| card.titles.first().map_or("", String::as_str)))?;
    sheet.linkedin_day(view.connected_on())?;
    sheet.end()
}
