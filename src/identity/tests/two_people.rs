//! Two people whose cards look like one person's: near-namesakes, relatives under one number, colleagues whom an initial fits, offices.

use chrono::NaiveDate;

use super::{card, joined, row};
use crate::identity::{Options, resolve};
use crate::model::card::Card;

fn at(mut card: Card, company: &str) -> Card {
    card.companies = vec![company.to_owned()];
    card
}

fn connected(mut card: Card, day: u32) -> Card {
    card.connected_on = NaiveDate::from_ymd_opt(2018, 6, day);
    card
}

/// Whether a pair of two cards is asked about.
fn is_asked(cards: &[Card]) -> bool {
    let resolution = resolve(cards, &Options::default());
    resolution.people.len() == cards.len() && !resolution.doubts.is_empty()
}

#[test]
fn an_address_that_spells_a_longer_family_name_joins_nobody_of_the_shorter_one() {
    for (short, long, address) in [
        ("Lena Schmid", "Lena Schmidt", "lena.schmidt@post.test"),
        ("Karin Peter", "Karin Petersen", "karin.petersen@post.test"),
        ("Paul Maier", "Paul Maierhofer", "paulmaierhofer@post.test"),
        ("Tom Roth", "Tom Rothe", "tom.rothe@post.test"),
        (
            "Christian Wolff",
            "Christian Wolf",
            "christian.wolf@post.test",
        ),
        ("Ali Ali", "Ali Ahmed", "ali.ahmed@post.test"),
    ] {
        let cards = [
            at(card(1, short), "Nordlicht"),
            at(card(2, long), "Sternwarte").mail(address),
        ];
        assert_eq!(joined(&cards), 2, "{short}, {long}");
    }
    let own = [
        card(1, "Lena Schmid"),
        card(2, "Lena").mail("lena.schmid@post.test"),
    ];
    assert_eq!(joined(&own), 1);
}

#[test]
fn a_wife_in_old_manners_is_not_her_husband() {
    for (wife, husband) in [
        ("Mrs. John Featherlow", "John Featherlow"),
        ("Frau Dieter Hallersteg", "Dieter Hallersteg"),
        ("Kovácsik Jánosné", "Kovácsik János"),
    ] {
        let cards = [
            card(1, wife).tel("+493012345678"),
            card(2, husband).tel("+493012345678"),
        ];
        assert_eq!(joined(&cards), 2, "{wife}");
    }
}

#[test]
fn relatives_under_one_number_are_two_people() {
    let number = "+4915112345678";
    for (one, other) in [
        ("Papa Handy", "Mama Handy"),
        ("Bruder", "Schwester"),
        ("Rolf Dornhöfer (Vater)", "Rolf Dornhöfer (Sohn)"),
        ("Gerda Munkel (Tochter)", "Gerda Munkel (Mutter)"),
    ] {
        let cards = [card(1, one).tel(number), card(2, other).tel(number)];
        assert_eq!(joined(&cards), 2, "{one}, {other}");
    }
    let one = [
        card(1, "Mama Handy").tel(number),
        card(2, "Mutti").tel(number),
    ];
    assert_eq!(joined(&one), 1);
    let son = [
        card(1, "Rolf Dornhöfer (Sohn)").tel(number),
        card(2, "Rolf Dornhöfer").tel(number),
    ];
    assert_eq!(joined(&son), 1);
}

#[test]
fn an_office_and_a_widow_are_not_whom_their_cards_name() {
    for name in [
        "Büro Petra Fahrenkamp",
        "Assistenz Petra Fahrenkamp",
        "Witwe Petra Fahrenkamp",
    ] {
        let cards = [
            card(1, name).tel("+493012345678"),
            card(2, "Petra Fahrenkamp").tel("+4915112345678"),
        ];
        assert_eq!(joined(&cards), 2, "{name}");
    }
}

#[test]
fn an_initial_that_fits_two_colleagues_is_asked_about() {
    let firm = "Ahrwein";
    let cards = [
        card(1, "J. Blankenhorst").mail("j.blankenhorst@ahrwein.test"),
        at(card(2, "Judith Blankenhorst"), firm).mail("judith.blankenhorst@ahrwein.test"),
        at(
            row(1, "Jochen", "Blankenhorst", "jochen-blankenhorst"),
            firm,
        ),
    ];
    let resolution = resolve(&cards, &Options::default());
    assert_eq!(resolution.people.len(), 3);
    assert_eq!(resolution.doubts.len(), 2);
}

#[test]
fn an_initial_and_another_employer_are_not_enough() {
    let cards = [
        at(card(1, "K. Wrobelin"), "Alpha").mail("k.wrobelin@alpha.test"),
        at(row(1, "Karol", "Wrobelin", "karol-wrobelin"), "Betafräsen"),
    ];
    assert!(is_asked(&cards));
    let letter = [
        card(1, "Gerrit O.").tel("+4915112345678"),
        row(1, "Gerrit", "Ohlenried", "gerrit-ohlenried"),
    ];
    assert_eq!(joined(&letter), 2);
}

#[test]
fn numbers_of_two_countries_are_two_however_their_digits_end() {
    let cards = [
        card(1, "Nils Overgard").tel("+49 171 5550417"),
        card(2, "Hanna Overgard").tel("+43 171 5550417"),
    ];
    let resolution = resolve(&cards, &Options::default());
    assert_eq!(resolution.people.len(), 2);
    assert!(resolution.doubts.is_empty());
}

#[test]
fn two_of_one_given_name_with_a_mailbox_each_and_a_service_phone_are_asked_about() {
    let cards = [
        at(card(1, "Stefan Bauchwitz"), "Werft")
            .mail("stefan.bauchwitz@werft.test")
            .tel("+491727526289"),
        at(card(2, "Stefan Lorchen"), "Werft")
            .mail("stefan.lorchen@werft.test")
            .tel("+491727526289"),
    ];
    assert!(is_asked(&cards));
}

#[test]
fn one_connection_in_two_exports_is_one_person_although_its_profile_has_another_address() {
    let old = |day| connected(row(1, "Kerstin", "Vollrathe", "kvollrathe"), day);
    let new = connected(row(1, "Kerstin", "Vollrathe", "kerstin-vollrathe-8a"), 17).file(1);
    assert_eq!(joined(&[old(17), new.clone()]), 1);
    // Both are in one of the exports: two people.
    let both = [
        old(17),
        new,
        connected(row(2, "Kerstin", "Vollrathe", "kvollrathe"), 17).file(1),
    ];
    assert_eq!(joined(&both), 2);
}
