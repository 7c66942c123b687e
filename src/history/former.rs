//! Several exports of LinkedIn: the newest decides who is a connection now. Who is only in an older one is gone, and nobody is asked
//! to delete them again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use crate::model::card::{Card, CardIx, Roster};
use crate::model::exchange::PeerKey;
use crate::model::export::{exports, is_of_linkedin};
use crate::model::inputs::InputRemark;
use crate::model::intake::{Fate, FileId, FileReport, Intake, SetAside};
use crate::model::moment::date_of;
use crate::model::name::fold;
use crate::model::person::{Person, Renamed, Resolution, View};

/// An older list is one of the same network where at least one in so many of its people is in the newest too. Lists of which hardly
/// anybody is in the other are halves of one list, or of two people.
const COMMON: usize = 2;

/// Takes out the people who are only in older lists of connections and in no address book, and says which list decides.
pub fn leave_former(resolution: &mut Resolution, intake: &mut Intake, as_of: i64) -> Former {
    let days = days(intake, as_of);
    let newest = days.values().max().copied();
    let Some(newest) = newest.filter(|newest| days.values().any(|day| day != newest)) else {
        return Former::default();
    };
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
        return Former::default();
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
    let renamed = succeed(&mut resolution.people, &intake.cards, &mut gone, &older);
    let count = gone.len() as u32;
    gone.extend(renamed.iter().map(|(id, _)| id.clone()));
    leave(resolution, intake, &gone);
    let mut days: Vec<NaiveDate> = older.into_values().collect();
    days.sort_unstable();
    days.dedup();
    Former {
        exports: Some(InputRemark::Exports {
            newest,
            older: days,
            gone: count,
        }),
        renamed: renamed.into_iter().map(|(_, renamed)| renamed).collect(),
    }
}

/// What older lists of connections tell.
#[derive(Debug, Default)]
pub struct Former {
    /// Which list decides; none where there is one only.
    pub exports: Option<InputRemark>,
    /// Who stands in the newest under another name.
    pub renamed: Vec<Renamed>,
}

/// The day of each list of connections that has any: that of its export, which is as new as the newest row of any of its files.
fn days(intake: &Intake, as_of: i64) -> BTreeMap<FileId, NaiveDate> {
    let today = date_of(as_of);
    let mut rows: BTreeMap<FileId, NaiveDate> = BTreeMap::new();
    for card in &intake.cards {
        if let (Roster::Connections, Some(day)) = (card.roster, card.connected_on) {
            let newest = rows.entry(card.place.file).or_insert(day);
            *newest = day.max(*newest);
        }
    }
    let mut days: BTreeMap<FileId, NaiveDate> = rows.clone();
    let of_linkedin: Vec<bool> = intake
        .files
        .iter()
        .map(|file| is_of_linkedin(file.kind))
        .collect();
    let events = intake
        .exchanges
        .iter()
        .map(|one| (one.place.file, Some(one.at)));
    let ties = intake.ties.iter().map(|tie| (tie.place.file, tie.at));
    for (file, at) in events.chain(ties) {
        let at = at.filter(|at| at.at < as_of && of_linkedin.get(file.0 as usize) == Some(&true));
        if let Some(at) = at {
            let day = at.date();
            let newest = rows.entry(file).or_insert(day);
            *newest = day.max(*newest);
        }
    }
    for export in exports(&intake.files) {
        let named = export.made.filter(|day| *day <= today);
        let newest = export.files.iter().filter_map(|file| rows.get(file)).max();
        let newest = newest.copied().filter(|day| *day <= today).max(named);
        for file in &export.files {
            if let (Some(day), Some(newest)) = (days.get_mut(file), newest) {
                *day = newest.max(*day);
            }
        }
    }
    days.retain(|file, _| intake.files[file.0 as usize].kind == FileReport::CONNECTIONS);
    days
}

/// Takes out of those who are gone whoever stands in the newest list under another name: the same given name, connected on the same day,
/// and nobody else of either likewise. They keep what was known of them.
fn succeed(
    people: &mut [Person],
    cards: &[Card],
    gone: &mut FxHashSet<String>,
    older: &BTreeMap<FileId, NaiveDate>,
) -> Vec<(String, Renamed)> {
    let is_older = |card: &Card| older.contains_key(&card.place.file);
    let mut then: BTreeMap<(NaiveDate, String), Option<usize>> = BTreeMap::new();
    let mut now: BTreeMap<(NaiveDate, String), Option<usize>> = BTreeMap::new();
    for (place, person) in people.iter().enumerate() {
        let own = || person.cards.iter().map(|ix| &cards[ix.0 as usize]);
        let rows = own().filter(|card| card.roster == Roster::Connections);
        let is_gone = gone.contains(&person.id);
        // Whoever is in both lists is nobody else's heir.
        if !is_gone && own().any(is_older) {
            continue;
        }
        let side = if is_gone { &mut then } else { &mut now };
        let mut marks: Vec<_> = rows.filter_map(mark).collect();
        marks.dedup();
        for mark in marks {
            side.entry(mark)
                .and_modify(|known| *known = None)
                .or_insert(Some(place));
        }
    }
    let newest = older.values().max().copied();
    let mut renamed = Vec::new();
    for (mark, was) in &then {
        let is = now.get(mark).copied().flatten();
        let (Some(was), Some(is)) = (*was, is) else {
            continue;
        };
        if newest.is_none_or(|newest| mark.0 > newest) || was == is {
            continue;
        }
        let [name, other] = [was, is].map(|at| View::new(&people[at], cards).name().to_owned());
        let id = people[was].id.clone();
        if gone.remove(&id) {
            inherit(people, cards, was, is);
            renamed.push((
                people[was].id.clone(),
                Renamed {
                    was: name,
                    is: other,
                    on: mark.0,
                },
            ));
        }
    }
    renamed
}

/// The day of a connection, and the given name.
fn mark(card: &Card) -> Option<(NaiveDate, String)> {
    let name = fold(&card.name.full);
    let given = name
        .split(' ')
        .next()
        .filter(|given| given.chars().count() > 1)?;
    Some((card.connected_on?, given.to_owned()))
}

/// The two change places: whoever is still there goes on under the id of whoever is gone, with their former profile and what earlier
/// audits knew of them.
fn inherit(people: &mut [Person], cards: &[Card], was: usize, is: usize) {
    let profiles = people[was]
        .cards
        .iter()
        .flat_map(|ix| &cards[ix.0 as usize].profiles);
    let mut keys: Vec<PeerKey> = profiles.cloned().map(PeerKey::Profile).collect();
    let before = std::mem::take(&mut people[was].before);
    keys.extend(before.keys);
    let id = std::mem::take(&mut people[was].id);
    people[was].id = std::mem::replace(&mut people[is].id, id);
    people[is].before.keys.extend(keys);
    people[is].before.rosters.extend(before.rosters);
    people[is].before.written.extend(before.written);
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
