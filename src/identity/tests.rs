//! What an owner would notice of identity resolution: households, namesakes, colleagues, decisions, and its laws.

use std::collections::BTreeSet;

use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, proptest};

use super::{Options, resolve};
use crate::model::card::{Card, CardIx, Kind, Mail, Roster, Tel};
use crate::model::intake::FileId;
use crate::model::keys::{Email, Phone, Slug};
use crate::model::name::Name;
use crate::model::person::Resolution;
use crate::model::problem::Place;

/// A card of the first address book, built by what it says.
fn card(record: u32, full: &str) -> Card {
    let place = Place {
        file: FileId(0),
        record,
        line: record,
    };
    Card {
        name: Name {
            full: full.into(),
            ..Name::default()
        },
        ..Card::new(place, Roster::AddressBook)
    }
}

/// A row of Connections.csv.
fn row(record: u32, given: &str, family: &str, slug: &str) -> Card {
    let place = Place {
        file: FileId(9),
        record,
        line: record,
    };
    let profiles = Slug::parse(slug).into_iter().collect();
    Card {
        name: Name::of(given, family),
        profiles,
        ..Card::new(place, Roster::Connections)
    }
}

trait With {
    fn mail(self, address: &str) -> Self;
    fn tel(self, number: &str) -> Self;
    fn file(self, file: u32) -> Self;
}

impl With for Card {
    fn mail(mut self, address: &str) -> Self {
        self.emails.push(Mail {
            raw: address.into(),
            email: Email::parse(address),
            types: Vec::new(),
        });
        self
    }

    fn tel(mut self, number: &str) -> Self {
        self.phones.push(Tel {
            raw: number.into(),
            phone: Phone::parse(number, None),
            types: Vec::new(),
        });
        self
    }

    fn file(mut self, file: u32) -> Self {
        self.place.file = FileId(file);
        self
    }
}

/// The clusters as sets of records of the given list.
fn clusters(resolution: &Resolution) -> BTreeSet<BTreeSet<u32>> {
    resolution
        .people
        .iter()
        .map(|p| p.cards.iter().map(|c| c.0).collect())
        .collect()
}

fn joined(cards: &[Card]) -> usize {
    resolve(cards, &Options::default()).people.len()
}

#[test]
fn a_mobile_number_joins_what_a_nickname_allows() {
    let cards = [
        card(1, "Bob Hartwell").tel("+4915112345678"),
        card(2, "Robert Hartwell").tel("+49 151 12345678").file(1),
    ];
    let resolution = resolve(&cards, &Options::default());
    assert_eq!(resolution.people.len(), 1);
    assert!(
        resolution.merges[0]
            .evidence
            .iter()
            .any(|e| e.text.contains("mobile number +4915112345678"))
    );
}

#[test]
fn spouses_with_one_mailbox_stay_two() {
    let cards = [
        card(1, "Ines Valdoro").mail("valdoro@example.org"),
        card(2, "Marco Valdoro").mail("valdoro@example.org"),
    ];
    assert_eq!(joined(&cards), 2);
}

#[test]
fn father_and_son_stay_two() {
    let cards = [
        card(1, "Henry Askwith Sr.").mail("askwith@example.org"),
        card(2, "Henry Askwith Jr.").mail("askwith@example.org"),
    ];
    assert_eq!(joined(&cards), 2);
}

#[test]
fn colleagues_on_a_switchboard_stay_apart() {
    let names = ["Ada Kerr", "Ben Lowe", "Cleo Marsh", "Dan Nolte"];
    let cards: Vec<Card> = names
        .iter()
        .zip(1..)
        .map(|(name, n)| card(n, name).tel("+12125550123"))
        .collect();
    assert_eq!(joined(&cards), 4);
}

#[test]
fn two_rows_of_one_export_stay_two_whatever_they_share() {
    let cards = [
        row(1, "Maria", "Santoro", "maria-s-1").mail("m@example.org"),
        row(2, "Maria", "Santoro", "maria-s-2").mail("m@example.org"),
    ];
    assert_eq!(joined(&cards), 2);
    let same = Options {
        same: vec![(CardIx(0), CardIx(1))],
        ..Options::default()
    };
    assert_eq!(
        resolve(&cards, &same).people.len(),
        1,
        "unless the owner says so"
    );
}

#[test]
fn a_full_name_that_nobody_else_bears_joins_files() {
    let cards = [
        row(1, "Ottilie", "Brandvold", "ob-1"),
        card(1, "Brandvold, Ottilie").tel("+4915112345678"),
    ];
    assert_eq!(joined(&cards), 1);
}

#[test]
fn what_the_owner_keeps_apart_stays_apart() {
    let cards = [
        card(1, "Ana Ferreira").mail("ana@example.org"),
        card(2, "Ana Ferreira").mail("ana@example.org").file(1),
    ];
    let options = Options {
        not_same: vec![(CardIx(1), CardIx(0))],
        ..Options::default()
    };
    assert_eq!(resolve(&cards, &options).people.len(), 2);
    let both = Options {
        same: vec![(CardIx(0), CardIx(1))],
        ..options
    };
    let resolution = resolve(&cards, &both);
    assert_eq!(resolution.people.len(), 2);
    assert!(resolution.remarks.iter().any(|r| r.contains("contradict")));
}

#[test]
fn services_and_role_mailboxes_are_no_people() {
    let cards = [
        card(1, "Taxi").tel("+4930202020"),
        card(2, "Taxi").tel("+49303030303").file(1),
        card(3, "").mail("info@example.org"),
    ];
    let resolution = resolve(&cards, &Options::default());
    assert_eq!(resolution.people.len(), 3);
    assert!(resolution.people.iter().all(|p| p.kind != Kind::Person));
}

/// Cards out of a small stock of names and keys, so that they often share something.
fn cards() -> impl Strategy<Value = Vec<Card>> {
    let one = (0..6_u32, 0..5_u32, 0..5_u32, 0..4_u32, 0..4_u32);
    prop::collection::vec(one, 1..24).prop_map(|list| {
        list.into_iter()
            .zip(1..)
            .map(|(choice, n)| stock(choice, n))
            .collect()
    })
}

fn stock((name, mail, tel, slug, file): (u32, u32, u32, u32, u32), record: u32) -> Card {
    let names = [
        "Ana Ferreira",
        "Anna Ferreira",
        "Bob Hartwell",
        "Robert Hartwell Jr.",
        "Ferreira",
        "",
    ];
    let mut card = if file == 3 {
        row(record, "Ana", "Ferreira", &format!("s{slug}"))
    } else {
        card(record, names[name as usize]).file(file)
    };
    if mail < 3 {
        card = card.mail(&format!("m{mail}@example.org"));
    }
    if tel < 3 {
        card = card.tel(&format!("+491511234567{tel}"));
    }
    card
}

/// Clusters by place, which does not depend on the order of the list.
fn by_place(cards: &[Card]) -> BTreeSet<BTreeSet<(u32, u32)>> {
    let place = |c: &CardIx| {
        (
            cards[c.0 as usize].place.file.0,
            cards[c.0 as usize].place.record,
        )
    };
    resolve(cards, &Options::default())
        .people
        .iter()
        .map(|p| p.cards.iter().map(place).collect())
        .collect()
}

proptest! {
    #[test]
    fn every_card_is_in_exactly_one_person(cards in cards()) {
        let resolution = resolve(&cards, &Options::default());
        let mut all: Vec<u32> = resolution.people.iter().flat_map(|p| &p.cards).map(|c| c.0).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..cards.len() as u32).collect::<Vec<_>>());
        let ids: BTreeSet<_> = resolution.people.iter().map(|p| &p.id).collect();
        prop_assert_eq!(ids.len(), resolution.people.len());
    }

    #[test]
    fn the_order_of_cards_never_matters((cards, shuffled) in cards().prop_flat_map(|c| (Just(c.clone()), Just(c).prop_shuffle()))) {
        prop_assert_eq!(by_place(&cards), by_place(&shuffled));
    }

    #[test]
    fn an_exact_duplicate_is_merged(cards in cards(), pick in 0..24_usize) {
        let mut cards = cards;
        let mut copy = cards[pick % cards.len()].clone();
        let at = pick % cards.len();
        copy.place = Place { file: FileId(77), record: 1, line: 1 };
        cards.push(copy);
        let clusters = clusters(&resolve(&cards, &Options::default()));
        let last = cards.len() as u32 - 1;
        let together = clusters.iter().any(|c| c.contains(&last) && c.iter().any(|&i| i != last && super::record::same_content(&cards[i as usize], &cards[at])));
        prop_assert!(together);
    }

    #[test]
    fn rows_of_one_export_never_merge(cards in cards()) {
        for cluster in clusters(&resolve(&cards, &Options::default())) {
            let rows = cluster.iter().filter(|&&i| cards[i as usize].roster == Roster::Connections).count();
            prop_assert!(rows <= 1);
        }
    }
}
