//! What went stale: cards that newer files contradict, addresses that mail comes back from, and what is missing where it matters.
//!
//! Nothing is said on evidence of another person's card, and nothing of an address that was in use in the last twelve months.

mod address;
mod bonds;
mod bounced;
mod missing;
mod newer;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use self::bonds::{Bonds, Said};
use super::employers::Employers;
use super::used::Uses;
use crate::model::card::{Card, CardIx, Roster};
use crate::model::exchange::PeerKey;
use crate::model::export::exports;
use crate::model::intake::{FileId, Intake};
use crate::model::moment::date_of;
use crate::model::person::{Merge, Person};
use crate::model::stale::Stale;

pub use bounced::{Dead, dead, mark};
pub use missing::{Wanted, missing};

/// What other rooms know of mail domains.
#[derive(Debug, Clone, Copy)]
pub struct Domains {
    /// Whether one is a provider's, who gives addresses to everybody.
    pub is_provider: fn(&str) -> bool,
    /// Whether one is made of a company's name.
    pub spells: fn(&str, &str) -> bool,
}

/// What everything is judged by.
pub struct Ground<'a> {
    /// All cards.
    pub cards: &'a [Card],
    /// The day of each file of LinkedIn's exports, by its index.
    pub days: &'a [Option<NaiveDate>],
    /// Why cards are one person.
    pub merges: &'a [Merge],
    /// Cards of correspondents who were taken for somebody by their name, by the id of the person.
    pub joined: &'a BTreeMap<String, Vec<CardIx>>,
    /// The employer that an earlier audit showed, by the id of the person.
    pub employed: &'a FxHashMap<&'a str, &'a str>,
    /// When addresses and numbers were in use.
    pub uses: &'a Uses,
    /// Which addresses do not work.
    pub dead: &'a Dead,
    /// The employers.
    pub employers: &'a Employers,
    /// What is known of mail domains.
    pub domains: Domains,
    /// The instant.
    pub as_of: i64,
}

/// The cards of one person, with what decides between them.
struct Looked<'a> {
    id: &'a str,
    /// Index, card, and the day on which its source was true, as far as that is known.
    cards: Vec<(CardIx, &'a Card, Option<NaiveDate>)>,
    bonds: Bonds,
    /// The row of LinkedIn's newest list.
    listed: Option<(usize, &'a Card, NaiveDate)>,
}

impl<'a> Looked<'a> {
    /// The cards that the owner keeps.
    fn kept(&self) -> impl Iterator<Item = (usize, CardIx, &'a Card, Option<NaiveDate>)> + '_ {
        let all = self.cards.iter().enumerate();
        all.filter(|(_, (_, card, _))| card.roster == Roster::AddressBook)
            .map(|(at, &(ix, card, age))| (at, ix, card, age))
    }
}

/// The row of LinkedIn's newest list.
fn listed<'a>(
    cards: &[(CardIx, &'a Card, Option<NaiveDate>)],
) -> Option<(usize, &'a Card, NaiveDate)> {
    let all = cards.iter().enumerate();
    let rows = all.filter(|(_, (_, card, _))| card.roster == Roster::Connections);
    let dated = rows.filter_map(|(at, &(_, card, age))| Some((at, card, age?)));
    dated.max_by_key(|(at, card, age)| (*age, std::cmp::Reverse((card.place, *at))))
}

/// Everything that is out of date, person by person in the order in which they come.
pub fn stale<'a>(people: impl Iterator<Item = &'a Person>, ground: &Ground<'_>) -> Vec<Stale> {
    let said = Said::of(ground.merges);
    let mut found: Vec<Stale> = Vec::new();
    for person in people {
        let mut own = address::bounced_in_messages(person, ground);
        if let Some(looked) = looked(person, ground, &said) {
            newer::find(&looked, ground, &mut own);
            address::find(&looked, ground, &mut own);
        }
        // The order of what is said of one person does not depend on that of rows.
        let place = |stale: &Stale| {
            stale
                .cards
                .first()
                .map(|ix| ground.cards[ix.0 as usize].place)
        };
        own.sort_by(|a, b| (a.field, &a.value, place(a)).cmp(&(b.field, &b.value, place(b))));
        let from = found.len();
        for stale in own {
            match found[from..].iter_mut().find(|known| known.says_as(&stale)) {
                Some(known) if known.cards.ends_with(&stale.cards) => {}
                Some(known) => known.cards.extend(stale.cards),
                None => found.push(stale),
            }
        }
    }
    found
}

/// The cards of a person; none of one who has no card that could be out of date.
fn looked<'a>(person: &'a Person, ground: &Ground<'a>, said: &Said) -> Option<Looked<'a>> {
    let card = |ix: &CardIx| {
        let card = &ground.cards[ix.0 as usize];
        let age = match card.roster {
            Roster::Connections => ground
                .days
                .get(card.place.file.0 as usize)
                .copied()
                .flatten(),
            Roster::AddressBook => card.fresh,
            Roster::Imported | Roster::Correspondent => None,
        };
        (*ix, card, age)
    };
    let cards: Vec<_> = person.cards.iter().map(card).collect();
    let can_age = |card: &Card| card.roster == Roster::AddressBook || !card.emails.is_empty();
    if !cards.iter().any(|(_, card, _)| can_age(card)) {
        return None;
    }
    Some(Looked {
        id: &person.id,
        bonds: Bonds::of(&cards, said),
        listed: listed(&cards),
        cards,
    })
}

/// The day of each file of LinkedIn's exports: that on which it was made, or of the newest row of any file beside it.
pub fn days(intake: &Intake, as_of: i64) -> Vec<Option<NaiveDate>> {
    let today = date_of(as_of);
    let mut newest: Vec<Option<NaiveDate>> = vec![None; intake.files.len()];
    let mut see = |file: FileId, day: NaiveDate| {
        if let Some(newest) = newest.get_mut(file.0 as usize).filter(|_| day <= today) {
            *newest = Some(newest.map_or(day, |known| known.max(day)));
        }
    };
    let rows = intake
        .cards
        .iter()
        .filter(|card| card.roster == Roster::Connections);
    rows.for_each(|card| {
        card.connected_on
            .into_iter()
            .for_each(|day| see(card.place.file, day))
    });
    let events = intake.exchanges.iter();
    events.for_each(|event| see(event.place.file, event.at.date()));
    let mut days = vec![None; intake.files.len()];
    for export in exports(&intake.files) {
        let rows = export
            .files
            .iter()
            .filter_map(|file| newest.get(file.0 as usize).copied().flatten());
        let made = export.made.filter(|day| *day <= today);
        let day = rows.max().max(made);
        for file in &export.files {
            if let Some(known) = days.get_mut(file.0 as usize) {
                *known = day;
            }
        }
    }
    days
}

/// The keys of a card that can be in use.
fn keys(card: &Card) -> impl Iterator<Item = PeerKey> + '_ {
    let emails = card.emails.iter().filter_map(|mail| mail.email.clone());
    let phones = card.phones.iter().filter_map(|tel| tel.phone.clone());
    emails.map(PeerKey::Email).chain(phones.map(PeerKey::Phone))
}
