//! The people and merges of an audit one at a time: as they were saved, or made while they are asked for, so that 30,000 people are never
//! held twice.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Merge, Period, Person, Record, Snapshot, Stale, balance, of, stale};
use crate::model::audit::{Audit, Ranked};
use crate::model::balance::Ally;
use crate::model::decision::Aspect;
use crate::model::standing::{Band, Verdict};

/// Where entries come from.
#[derive(Debug, Clone, Copy)]
pub enum Entries<'a> {
    /// An audit that is held whole as its snapshot.
    Saved(&'a Snapshot),
    /// An audit that was just made.
    Made(&'a Audit),
}

impl<'a> Entries<'a> {
    /// How many people the ranking has.
    pub(crate) fn people(self) -> usize {
        match self {
            Self::Saved(audit) => audit.people.len(),
            Self::Made(audit) => audit.people.len(),
        }
    }

    /// Somebody by their place in the ranking, with all that is shown: the numbers by which their cards are known again are not.
    pub(crate) fn person(self, place: usize) -> Option<Cow<'a, Person>> {
        match self {
            Self::Saved(audit) => audit.people.get(place).map(Cow::Borrowed),
            Self::Made(audit) => {
                let ranked = audit.people.get(place)?;
                Some(Cow::Owned(of::shown_person(audit, ranked)))
            }
        }
    }

    /// How much passed with somebody when.
    pub(crate) fn timeline(self, place: usize) -> Cow<'a, [Period]> {
        match self {
            Self::Saved(audit) => {
                let person = audit.people.get(place);
                Cow::Borrowed(person.map_or(&[], |person| &person.timeline))
            }
            Self::Made(audit) => {
                let ranked = audit.people.get(place);
                Cow::Owned(ranked.map_or_else(Vec::new, of::timeline))
            }
        }
    }

    /// What of somebody's cards is out of date.
    pub(crate) fn stale(self, place: usize) -> Cow<'a, [Stale]> {
        match self {
            Self::Saved(audit) => {
                let person = audit.people.get(place);
                Cow::Borrowed(person.map_or(&[], |person| &person.stale))
            }
            Self::Made(audit) => {
                let ranked = audit.people.get(place);
                Cow::Owned(ranked.map_or_else(Vec::new, |ranked| {
                    stale::of_person(audit, &ranked.person.id)
                }))
            }
        }
    }

    /// Whether nothing at all is known of somebody but a connection that is not new. What was saved is looked at in any case.
    pub(crate) fn is_quiet(self, place: usize) -> bool {
        match self {
            Self::Saved(_) => false,
            Self::Made(audit) => audit.people.get(place).is_none_or(is_quiet),
        }
    }

    /// Everybody at a glance, in the order of the ranking.
    pub(crate) fn glimpses(self) -> Vec<Glimpse<'a>> {
        match self {
            Self::Saved(audit) => audit.people.iter().map(Glimpse::saved).collect(),
            Self::Made(audit) => {
                let waiting = audit.look.waiting.iter();
                let mut waits = vec![false; audit.people.len()];
                for waiting in waiting {
                    if let Some(waits) = waits.get_mut(waiting.person) {
                        *waits = true;
                    }
                }
                let people = audit.people.iter().zip(waits);
                people
                    .map(|(ranked, waits)| Glimpse::made(audit, ranked, waits))
                    .collect()
            }
        }
    }

    /// Who can help with what, by the notes of the owner.
    pub(crate) fn helpers(self) -> Vec<Helper> {
        match self {
            Self::Saved(audit) => audit.people.iter().filter_map(Helper::saved).collect(),
            Self::Made(audit) => {
                let noted = |ranked: &&Ranked| {
                    let decided = &ranked.standing.decided;
                    decided.on(Aspect::TheyCan).is_some()
                };
                let people = audit.people.iter().filter(noted);
                people
                    .filter_map(|ranked| Helper::saved(&of::shown_person(audit, ranked)))
                    .collect()
            }
        }
    }

    /// How many cards were taken for somebody's who was there already.
    pub(crate) fn merges(self) -> usize {
        match self {
            Self::Saved(audit) => audit.merges.len(),
            Self::Made(audit) => audit.merges.len(),
        }
    }

    /// Why two cards were taken for one person's.
    pub(crate) fn merge(self, place: usize) -> Option<Cow<'a, Merge>> {
        match self {
            Self::Saved(audit) => audit.merges.get(place).map(Cow::Borrowed),
            Self::Made(audit) => {
                let merge = audit.merges.get(place)?;
                Some(Cow::Owned(of::merge(audit, merge)))
            }
        }
    }

    /// The merges of each person of the ranking, by their places.
    pub(crate) fn merges_of(self) -> HashMap<usize, Vec<usize>> {
        let owners: Vec<Option<usize>> = match self {
            Self::Saved(audit) => owners_of_records(audit),
            Self::Made(audit) => owners_of_cards(audit),
        };
        let mut of: HashMap<usize, Vec<usize>> = HashMap::new();
        for (merge, owner) in owners.into_iter().enumerate() {
            if let Some(owner) = owner {
                of.entry(owner).or_default().push(merge);
            }
        }
        of
    }
}

fn is_quiet(ranked: &Ranked) -> bool {
    let standing = &ranked.standing;
    let decided = &standing.decided;
    standing.contact.first.is_none()
        && standing.ties.is_empty()
        && decided.decisions.is_empty()
        && standing.verdict != Verdict::Nurture
}

/// What is seen of somebody in a drawing or a sum.
#[derive(Debug, Clone, Copy)]
pub struct Glimpse<'a> {
    /// The id.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// The employer as shown.
    pub company: Option<&'a str>,
    /// How likely they would answer.
    pub band: Band,
    /// What to do; none that another version of Tieline gave.
    pub verdict: Option<Verdict>,
    /// The last contact.
    pub last: Option<NaiveDate>,
    /// The day from which on the two knew each other, as far as the files tell: the connection, or the first contact.
    pub since: Option<NaiveDate>,
    /// Whether they wait for the owner's answer.
    pub waits: bool,
    /// Whether they are a connection on LinkedIn.
    pub is_connection: bool,
    /// Whether they would go out of their way, in all likelihood.
    pub is_ally: bool,
    /// Whether they are the only bridge to a circle.
    pub is_bridge: bool,
}

impl<'a> Glimpse<'a> {
    fn saved(person: &'a Person) -> Self {
        let day = |text: &Option<String>| text.as_deref()?.get(..10)?.parse().ok();
        let since = [&person.connected_on, &person.first_contact];
        Self {
            id: &person.id,
            name: &person.name,
            company: person.company.as_deref(),
            band: person.standing.band.known().unwrap_or(Band::Unknown),
            verdict: person.verdict.known(),
            last: day(&person.last_contact),
            since: since.into_iter().filter_map(day).min(),
            waits: person.waiting_since.is_some(),
            is_connection: person.grounds.as_ref().is_some_and(|g| g.cards.connection),
            is_ally: person.balance.as_ref().is_some_and(balance::is_ally),
            is_bridge: !person.bridge_to.is_empty(),
        }
    }

    fn made(audit: &'a Audit, ranked: &'a Ranked, waits: bool) -> Self {
        let view = audit.view(&ranked.person);
        let standing = &ranked.standing;
        let first = standing.contact.first.map(|first| first.date());
        Self {
            id: &ranked.person.id,
            name: view.name(),
            company: view.companies().first().copied(),
            band: standing.band,
            verdict: Some(standing.verdict),
            last: standing.contact.last.map(|last| last.date()),
            since: view.connected_on().into_iter().chain(first).min(),
            waits: waits && standing.contact.owes_answer,
            is_connection: standing.grounds.cards.connection,
            is_ally: standing.balance.signs.ally() == Some(Ally::Likely),
            is_bridge: audit.bridges.contains_key(&(ranked.rank as usize - 1)),
        }
    }
}

/// Somebody of whom the owner noted with what they can help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// With what.
    pub they_can: String,
}

impl Helper {
    fn saved(person: &Person) -> Option<Self> {
        Some(Self {
            id: person.id.clone(),
            name: person.name.clone(),
            they_can: person.they_can.clone()?,
        })
    }
}

/// Whose each merge is, by the files and records of the cards.
fn owners_of_records(audit: &Snapshot) -> Vec<Option<usize>> {
    fn key(record: &Record) -> (&str, u32) {
        (&record.file, record.record)
    }
    let people = audit.people.iter().enumerate();
    let cards =
        people.flat_map(|(place, person)| person.records.iter().map(move |r| (key(r), place)));
    let owners: HashMap<(&str, u32), usize> = cards.collect();
    let merges = audit.merges.iter();
    merges
        .map(|merge| owners.get(&key(&merge.a)).copied())
        .collect()
}

/// Whose each merge is, by the cards themselves.
fn owners_of_cards(audit: &Audit) -> Vec<Option<usize>> {
    let mut owners = vec![None; audit.cards.len()];
    for (place, ranked) in audit.people.iter().enumerate() {
        for card in &ranked.person.cards {
            owners[card.0 as usize] = Some(place);
        }
    }
    let merges = audit.merges.iter();
    merges.map(|merge| owners[merge.a.0 as usize]).collect()
}
