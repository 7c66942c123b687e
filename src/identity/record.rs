//! Cards in the form in which they are compared, in an order that depends on their content alone.

use std::cmp::Ordering;

use rayon::prelude::{IntoParallelIterator, ParallelIterator, ParallelSliceMut};

use super::kind::{is_by_trade, kind_of};
use super::names::parse::Parsed;
use crate::model::card::{Card, CardIx, Kind, Roster};

/// Index of a record: its rank in the order by content.
pub type Ix = usize;

/// A card ready for comparison.
#[derive(Debug)]
pub struct Record<'a> {
    /// The card.
    pub card: &'a Card,
    /// Where it stands in the run's list.
    pub at: CardIx,
    /// What it is, judged by its content where the source does not say.
    pub kind: Kind,
    /// Its name.
    pub name: Parsed,
}

impl Record<'_> {
    /// Whether both are rows of one Connections.csv, which has one row per person.
    pub fn same_roster(&self, other: &Record<'_>) -> bool {
        self.card.roster == Roster::Connections
            && other.card.roster == Roster::Connections
            && self.card.place.file == other.card.place.file
    }
}

/// Prepares all cards, sorted by content; where they stand decides between equal ones only.
pub fn records(cards: &[Card]) -> Vec<Record<'_>> {
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.par_sort_by(|&a, &b| {
        by_content(&cards[a], &cards[b]).then_with(|| cards[a].place.cmp(&cards[b].place))
    });
    let prepare = |at: usize| {
        let card = &cards[at];
        let mut name = Parsed::of(&card.name);
        let kind = kind_of(card, &name);
        if is_by_trade(&name) {
            name.set_family(&[]);
        }
        Record {
            card,
            at: CardIx(at as u32),
            kind,
            name,
        }
    };
    order.into_par_iter().map(prepare).collect()
}

/// Orders two cards by everything that they say.
pub fn by_content(a: &Card, b: &Card) -> Ordering {
    identity(a)
        .cmp(&identity(b))
        .then_with(|| details(a).cmp(&details(b)))
}

/// Whether two cards say the same.
pub fn same_content(a: &Card, b: &Card) -> bool {
    by_content(a, b) == Ordering::Equal
}

fn identity(card: &Card) -> impl Ord + '_ {
    let ways = (
        &card.profiles,
        &card.emails,
        &card.phones,
        &card.uid,
        &card.urls,
    );
    (
        &card.name,
        card.roster,
        card.kind,
        ways,
        &card.birthday,
        &card.gender,
    )
}

fn details(card: &Card) -> impl Ord + '_ {
    let work = (
        &card.companies,
        &card.titles,
        &card.addresses,
        &card.birth_place,
    );
    let rest = (
        &card.notes,
        &card.labels,
        card.connected_on,
        card.fresh,
        &card.extras,
    );
    (work, rest)
}
