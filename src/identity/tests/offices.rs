//! Offices that fill in their cards after one template: what is learned of them makes nobody of two names one person.

use std::collections::BTreeSet;

use super::card;
use crate::identity::{Options, resolve};
use crate::model::card::{Card, Tel};

const GIVEN: [&str; 8] = [
    "Agneta", "Bram", "Dorota", "Emeka", "Fenna", "Goran", "Hilde", "Kasper",
];
const FAMILY: [&str; 11] = [
    "Abbink",
    "Brzezinski",
    "Castellane",
    "Dragomir",
    "Eskelinen",
    "Fjeldstad",
    "Grootveld",
    "Hruska",
    "Ivarsson",
    "Jovanovic",
    "Kowalczyk",
];

/// A card with nothing of its own but the name: employer, title, street, switchboard and mailbox are the office's.
fn colleague(office: usize, desk: usize) -> Card {
    let number = office * 8 + desk;
    let name = format!("{} {}", GIVEN[desk], FAMILY[(office + desk) % 11]);
    let street = format!("{} Foundry Road", office + 1);
    let mut card = card(number as u32 + 1, &name).home(&street, "Nordby");
    let firm = ["Alder", "Birch", "Cedar", "Dogwood", "Elm"][office % 5];
    card.companies = vec![format!("{firm} Works {office}")];
    card.titles = vec!["Consultant".into()];
    let switchboard = format!("+493012345{office:03}");
    let label = vec!["work".to_owned()];
    let phone = crate::model::keys::Phone::parse(&switchboard, None);
    card.phones.push(Tel::new(switchboard, phone, label));
    card.mail(&format!("team@works{office}.test"))
}

#[test]
fn in_books_of_offices_with_one_template_no_two_names_are_one_person() {
    for offices in [1, 15, 60] {
        let desks = |office| (0..8).map(move |desk| colleague(office, desk));
        let cards: Vec<Card> = (0..offices).flat_map(desks).collect();
        for person in resolve(&cards, &Options::default()).people {
            let names: BTreeSet<&str> = person
                .cards
                .iter()
                .map(|ix| cards[ix.0 as usize].name.full.as_str())
                .collect();
            assert_eq!(names.len(), 1, "{offices} offices: {names:?}");
        }
    }
}
