//! One connection in two exports: it was made on one day under one name, and its profile's address has changed in between, so that neither
//! export has the other's.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::certain::{Work, evidence};
use super::record::{Ix, Record};
use crate::model::card::Roster;
use crate::model::intake::FileId;

/// A day, a given name and a family name.
type Made<'a> = (NaiveDate, &'a str, &'a str);

/// The rows of each connection, as far as the day and the name tell it.
fn made<'a>(records: &'a [Record<'_>]) -> BTreeMap<Made<'a>, Vec<Ix>> {
    let mut all: BTreeMap<Made<'a>, Vec<Ix>> = BTreeMap::new();
    for (ix, record) in records.iter().enumerate() {
        let is_row = record.card.roster == Roster::Connections && record.name.is_full();
        if let Some(day) = record.card.connected_on.filter(|_| is_row) {
            let (given, family) = (&record.name.given_whole, &record.name.family_whole);
            all.entry((day, given, family)).or_default().push(ix);
        }
    }
    all
}

impl Work<'_, '_> {
    /// Joins rows of two exports that are one connection.
    pub fn same_day(&mut self) {
        let records = self.records;
        let rows = records
            .iter()
            .filter(|r| r.card.roster == Roster::Connections);
        let mut files = rows.clone().map(|r| r.card.place.file);
        let first = files.next();
        if files.all(|file| Some(file) == first) {
            return;
        }
        let listed: BTreeSet<(FileId, &str)> = rows
            .flat_map(|r| {
                r.card
                    .profiles
                    .iter()
                    .map(|slug| (r.card.place.file, slug.as_str()))
            })
            .collect();
        let is_listed = |a: Ix, b: Ix| {
            let file = records[b].card.place.file;
            let mut own = records[a].card.profiles.iter();
            own.any(|slug| listed.contains(&(file, slug.as_str())))
        };
        for (&(day, ..), rows) in &made(records) {
            let files: BTreeSet<FileId> =
                rows.iter().map(|&ix| records[ix].card.place.file).collect();
            if files.len() < rows.len() {
                continue;
            }
            for pair in rows.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let is_one = !is_listed(a, b) && !is_listed(b, a);
                if is_one && self.groups.may_join(a, b) && !self.is_forbidden(a, b) {
                    let name = &records[a].card.name.full;
                    let text = format!(
                        "both exports have one connection of that name, made on {}",
                        day.format("%-d %b %Y")
                    );
                    let named = evidence("name", "same", format!("same name, {name}"));
                    self.join(a, b, vec![named, evidence("connection", "same day", text)]);
                }
            }
        }
    }
}
