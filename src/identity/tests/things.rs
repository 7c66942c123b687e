//! Companies, services and shared mailboxes: which cards are theirs, and that they are nobody.

use super::{card, clusters};
use crate::identity::{Options, resolve};
use crate::model::card::{Card, Kind};
use crate::model::person::Resolution;

fn company(record: u32, name: &str) -> Card {
    Card {
        kind: Kind::Org,
        companies: vec![name.to_owned()],
        ..card(record, name)
    }
}

fn of(cards: &[Card]) -> Resolution {
    resolve(cards, &Options::default())
}

fn kinds(resolution: &Resolution) -> Vec<Kind> {
    resolution.people.iter().map(|p| p.kind).collect()
}

#[test]
fn a_company_and_the_same_company_on_an_old_phone_are_one_and_nobody() {
    let cards = [
        company(1, "Moldau Consulting Zrt.").tel("+3614893738"),
        card(2, "Moldau Cons").tel("+3614893738").file(1),
        card(3, "").tel("+3614893738").file(2),
    ];
    let resolution = of(&cards);
    assert_eq!(kinds(&resolution), [Kind::Org]);
}

#[test]
fn who_works_there_is_somebody_whatever_the_number() {
    let cards = [
        company(1, "Weber Heizung GmbH").tel("+49894471234"),
        card(2, "Anna Weber").tel("+49894471234").file(1),
        card(3, "Weber").tel("+49894471234").file(2),
    ];
    let people = of(&cards).people;
    let things = people.iter().filter(|p| p.kind != Kind::Person).count();
    assert_eq!(things, 1, "{people:?}");
}

#[test]
fn a_company_has_its_mailbox_and_a_mailbox_two_names() {
    let own = company(1, "Harro Robotics").mail("info@harrobotics.example");
    let cards = [
        own,
        card(2, "").mail("info@harrobotics.example").file(1),
        card(3, "Press Harro").mail("press@harrobotics.example"),
        card(4, "").mail("press@harrobotics.example").file(1),
    ];
    let resolution = of(&cards);
    assert_eq!(clusters(&resolution).len(), 2);
    assert!(kinds(&resolution).iter().all(|kind| *kind != Kind::Person));
}

#[test]
fn two_services_of_one_house_and_two_of_one_name_stay_two() {
    let cards = [
        card(1, "Taxi Nord").tel("+4930202020"),
        card(2, "Pizzeria Roma").tel("+4930202020"),
        card(3, "Deutsche Telekom").tel("+49302020201"),
        card(4, "Deutsche Telekom").tel("+49302020202").file(1),
    ];
    assert_eq!(clusters(&of(&cards)).len(), 4);
}

#[test]
fn who_does_something_for_the_owner_is_known_by_the_name_behind_it() {
    let mobile = "+4915112345678";
    for (one, other) in [
        ("Klempner John", "John Murphy"),
        ("Zahnarzt Dr. Wimmer", "Dr. Franz Wimmer"),
        ("Taxi Ali", "Ali Demir"),
    ] {
        let cards = [card(1, one).tel(mobile), card(2, other).tel(mobile).file(1)];
        let resolution = of(&cards);
        assert_eq!(kinds(&resolution), [Kind::Person], "{one}");
    }
}

#[test]
fn a_mobile_tells_somebody_of_a_place_from_the_place() {
    let cards = [
        card(1, "Jiwon Bank").tel("+4915112345678"),
        card(2, "Springfield Bank").tel("+49891231231"),
    ];
    let people = of(&cards).people;
    let kind = |at: u32| people.iter().find(|p| p.cards[0].0 == at).map(|p| p.kind);
    assert_eq!((kind(0), kind(1)), (Some(Kind::Person), Some(Kind::Org)));
}

#[test]
fn a_department_has_its_own_entry_beside_its_company() {
    let with = |name: &str| {
        let cards = [
            company(1, "Harro Robotics").mail("billing@harrobotics.example"),
            company(2, name).mail("billing@harrobotics.example").file(1),
        ];
        of(&cards).people.len()
    };
    assert_eq!(with("Billing Harro Robotics"), 2);
    assert_eq!(with("Harro Robotics Billing"), 2);
    assert_eq!(with("Harro Robotics"), 1);
    assert_eq!(with("Harro"), 1);
}
