//! The connections in figures: how many were made in which year, and how many are at which employer.

use std::collections::BTreeMap;

use chrono::Datelike;
use rustc_hash::FxHashMap;

use super::employers::Employers;
use crate::model::card::{Card, Roster as Origin};
use crate::model::employer::is_named;
use crate::model::intake::{Fate, FileReport, SetAside};
use crate::model::person::Person;
use crate::model::stale::Roster;

/// Of people with a row in LinkedIn's list; none where there is no such list.
pub fn roster<'a>(
    people: impl Iterator<Item = &'a Person>,
    cards: &[Card],
    files: &[FileReport],
    employers: &Employers,
) -> Option<Roster> {
    let lists = files
        .iter()
        .filter(|file| file.kind == FileReport::CONNECTIONS);
    let date_only = lists
        .map(|file| file.of(Fate::SetAside(SetAside::DateOnly)))
        .max()?;
    let mut roster = Roster {
        date_only: u32::try_from(date_only).unwrap_or(u32::MAX),
        ..Roster::default()
    };
    let mut years: BTreeMap<i32, u32> = BTreeMap::new();
    let mut named: FxHashMap<&str, u32> = FxHashMap::default();
    for person in people {
        let own = || person.cards.iter().map(|ix| &cards[ix.0 as usize]);
        let rows = || own().filter(|card| card.roster == Origin::Connections);
        let Some(first) = rows().next() else { continue };
        roster.connections += 1;
        let has_email = rows().any(|card| card.emails.iter().any(|mail| mail.email.is_some()));
        roster.with_email += u32::from(has_email);
        if let Some(day) = rows().filter_map(|card| card.connected_on).min() {
            *years.entry(day.year()).or_default() += 1;
        }
        if let Some(company) = first.companies.first() {
            *named.entry(company).or_default() += 1;
        }
    }
    // What is an employer, and how it is called, is asked once for each spelling.
    let mut companies: BTreeMap<String, u32> = BTreeMap::new();
    for (company, people) in named.into_iter().filter(|(name, _)| is_named(name)) {
        *companies.entry(employers.called(company)).or_default() += people;
    }
    roster.years = years.into_iter().collect();
    roster.companies = companies.into_iter().collect();
    roster
        .companies
        .sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    Some(roster)
}
