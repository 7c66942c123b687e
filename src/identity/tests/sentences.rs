//! What is said of a comparison: as people would say it, and with what stands on the cards.

use super::{card, row};
use crate::identity::explain::explain;
use crate::identity::keys::Shared;
use crate::identity::known::Names;
use crate::identity::record::records;
use crate::identity::unite::Groups;
use crate::identity::weigh::Scale;
use crate::model::card::Card;

/// The sentences on two cards, in the order of the fields' names.
fn said(a: Card, b: Card) -> Vec<String> {
    let cards = [a, b];
    let records = records(&cards, &Names::default());
    let groups = Groups::new(&records, &[], &[]);
    let scale = Scale::new(&records, &Shared::default(), &groups, true);
    let (_, evidence) = explain(&scale, 0, 1);
    let mut said: Vec<String> = evidence
        .into_iter()
        .filter(|e| !e.is_veto())
        .map(|e| e.text)
        .collect();
    said.sort();
    said
}

#[test]
fn a_short_form_is_called_one_and_employers_differ() {
    let mut bob = card(1, "Bob Hartwell").tel("+4915112345678");
    bob.companies = vec!["Acme".into()];
    let mut robert = card(2, "Robert Hartwell").tel("+4915112345678");
    robert.companies = vec!["Contoso".into()];
    let expected = [
        "Bob is short for Robert",
        "employer differs: Acme and Contoso",
        "same family name Hartwell",
        "same mobile number +49 1511 2345678",
    ];
    assert_eq!(said(bob, robert), expected);
}

#[test]
fn the_part_of_a_name_is_shown_and_not_the_whole() {
    let list = said(card(1, "Emma (Ballett)"), card(2, "Emma (Schule)"));
    assert!(
        list.contains(&"same given name Emma".to_owned()),
        "{list:?}"
    );
    let list = said(card(1, "J. Askwith"), card(2, "John Askwith-Lunde"));
    assert_eq!(
        list,
        [
            "Askwith is a part of Askwith-Lunde",
            "J. is the initial of John"
        ]
    );
}

#[test]
fn what_only_an_address_spells_is_said_to_stand_there() {
    let named = row(1, "Isabel", "Sanz", "isabel-sanz-4b81c2");
    let list = said(named, card(2, "").mail("isabel.sanz@example.org"));
    let all = list.join("; ");
    assert!(
        all.contains("the address isabel.sanz@example.org spells"),
        "{all}"
    );
    assert!(!all.contains("same given name"), "{all}");
}
