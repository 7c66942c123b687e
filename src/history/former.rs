//! Several exports of LinkedIn: the newest decides who is a connection now. Who is only in an older one is gone, and nobody is asked
//! to delete them again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use crate::model::card::{Card, CardIx, Roster};
use crate::model::export::exports;
use crate::model::inputs::InputRemark;
use crate::model::intake::{Fate, FileId, FileReport, Intake, SetAside};
use crate::model::moment::date_of;
use crate::model::person::{Person, Resolution};

/// An older list is one of the same network where at least one in so many of its people is in the newest too. Lists of which hardly
/// anybody is in the other are halves of one list, or of two people.
const COMMON: usize = 2;

/// Takes out the people who are only in older lists of connections and in no address book, and says which list decides.
pub fn leave_former(
    resolution: &mut Resolution,
    intake: &mut Intake,
    as_of: i64,
) -> Option<InputRemark> {
    let days = days(intake, date_of(as_of));
    let newest = days.values().max().copied()?;
    let lists = Lists::of(&resolution.people, &intake.cards);
    let current: BTreeSet<FileId> = days
        .iter()
        .filter(|(_, day)| **day == newest)
        .map(|(file, _)| *file)
        .collect();
    let is_older = |file: &FileId| !current.contains(file) && lists.overlap(*file, &current);
    let older: BTreeMap<FileId, NaiveDate> = days
        .into_iter()
        .filter(|(file, _)| is_older(file))
        .collect();
    if older.is_empty() {
        return None;
    }
    let mut gone = FxHashSet::default();
    for person in &resolution.people {
        let rosters = |ix: &CardIx| {
            let card = &intake.cards[ix.0 as usize];
            (card.roster, card.place.file)
        };
        let is_listed = |(roster, _): &(Roster, FileId)| *roster == Roster::Connections;
        let mut listed = person
            .cards
            .iter()
            .map(rosters)
            .filter(is_listed)
            .peekable();
        if listed.peek().is_some() && listed.all(|(_, file)| older.contains_key(&file)) {
            gone.insert(person.id.clone());
        }
    }
    let count = gone.len() as u32;
    leave(resolution, intake, &gone);
    let mut days: Vec<NaiveDate> = older.into_values().collect();
    days.sort_unstable();
    days.dedup();
    Some(InputRemark::Exports {
        newest,
        older: days,
        gone: count,
    })
}

/// The day of each list of connections that has any.
fn days(intake: &Intake, as_of: NaiveDate) -> BTreeMap<FileId, NaiveDate> {
    let mut days: BTreeMap<FileId, NaiveDate> = BTreeMap::new();
    for card in &intake.cards {
        if let (Roster::Connections, Some(day)) = (card.roster, card.connected_on) {
            let newest = days.entry(card.place.file).or_insert(day);
            *newest = day.max(*newest);
        }
    }
    for export in exports(&intake.files) {
        let named = export.made.filter(|day| *day <= as_of);
        for file in &export.files {
            if let (Some(day), Some(named)) = (days.get_mut(file), named) {
                *day = named.max(*day);
            }
        }
    }
    days.retain(|file, _| intake.files[file.0 as usize].kind == FileReport::CONNECTIONS);
    days
}

/// In which lists each person stands.
struct Lists(Vec<BTreeSet<FileId>>);

impl Lists {
    fn of(people: &[Person], cards: &[Card]) -> Self {
        let lists = |person: &Person| {
            let own = person.cards.iter().map(|ix| &cards[ix.0 as usize]);
            let listed = own.filter(|card| card.roster == Roster::Connections);
            listed.map(|card| card.place.file).collect()
        };
        Self(people.iter().map(lists).collect())
    }

    fn overlap(&self, file: FileId, current: &BTreeSet<FileId>) -> bool {
        let here = self.0.iter().filter(|lists| lists.contains(&file));
        let both = here.clone().filter(|lists| !lists.is_disjoint(current));
        both.count() * COMMON >= here.count()
    }
}

/// Whoever has a card of the owner's own stays for it, as no connection any more; the others go.
fn leave(resolution: &mut Resolution, intake: &mut Intake, gone: &FxHashSet<String>) {
    let mut left: FxHashSet<CardIx> = FxHashSet::default();
    let cards = &mut intake.cards;
    resolution.people.retain(|person| {
        if !gone.contains(&person.id) {
            return true;
        }
        let is_row = |ix: &&CardIx| cards[ix.0 as usize].roster == Roster::Connections;
        let rows: Vec<CardIx> = person.cards.iter().filter(is_row).copied().collect();
        if rows.len() < person.cards.len() {
            for ix in rows {
                let card = &mut cards[ix.0 as usize];
                card.roster = Roster::Imported;
                card.connected_on = None;
            }
            return true;
        }
        left.extend(rows);
        false
    });
    for ix in &left {
        let file = cards[ix.0 as usize].place.file;
        if let Some(report) = intake.files.get_mut(file.0 as usize) {
            report.count(Fate::SetAside(SetAside::NoLongerConnected), 1);
        }
    }
    let stays = |a: CardIx, b: CardIx| !left.contains(&a) && !left.contains(&b);
    resolution.merges.retain(|merge| stays(merge.a, merge.b));
    resolution.doubts.retain(|doubt| stays(doubt.a, doubt.b));
}
