//! Names that leave open who is meant, as long as nothing else agrees: two family names, compound given names, forms that are names of
//! their own, short forms that no table has.

use super::{card, joined, row};
use crate::identity::names::compare::agreement;
use crate::identity::names::levels::Given;
use crate::identity::names::parse::Parsed;
use crate::identity::{Options, resolve};
use crate::model::card::Card;
use crate::model::name::Name;

fn named(record: u32, given: &str, family: &str) -> Card {
    Card {
        name: Name::of(given, family),
        ..card(record, "").file(record)
    }
}

/// Two cards of these names, one of them with a mobile number.
fn pair(a: (&str, &str), b: (&str, &str)) -> [Card; 2] {
    [named(1, a.0, a.1).tel("+34612555301"), named(2, b.0, b.1)]
}

#[test]
fn two_family_names_of_which_one_contradicts_are_two_people_unless_a_key_speaks() {
    for (a, b) in [
        ("Brandalón Ostrova", "Ostrova Lintero"),
        ("Quintavar Ostrova", "Lintero Ostrova"),
        ("Ostrova Lintero", "Brandalón Ostrova"),
        ("Ostrova Lintero", "Ostrova Brandalón"),
    ] {
        let mut cards = pair(("Otilia", a), ("Otilia", b));
        assert_eq!(joined(&cards), 2, "{a}, {b}");
        cards[1] = cards[1].clone().tel("+34612555301");
        assert_eq!(joined(&cards), 1, "{a}, {b}, one mobile number");
    }
    for (a, b) in [
        ("Brandalón Ostrova", "Brandalon Ostrova"),
        ("Brandalón Ostrova", "Brandalón"),
        ("Brandalón Ostrova", "Brandalón y Ostrova"),
    ] {
        assert_eq!(joined(&pair(("Otilia", a), ("Otilia", b))), 1, "{a}, {b}");
    }
}

#[test]
fn the_only_family_name_of_a_card_is_the_fathers() {
    let one = |double: &str| joined(&pair(("Otilia", double), ("Otilia", "Alonso")));
    assert_eq!(one("Alonso Brandalón"), 1);
    assert_eq!(one("Brandalón Alonso"), 2, "the mother's in Spain");
    let one = |double: &str| joined(&pair(("Otília", double), ("Otília", "Ferreira")));
    assert_eq!(one("Brandalão Ferreira"), 1);
    assert_eq!(one("Ferreira Brandalão"), 2, "the mother's in Portugal");
}

#[test]
fn a_compound_given_name_is_another_one_than_its_half() {
    for (whole, half) in [("José María", "José"), ("Juan Carlos", "Carlos")] {
        let cards = pair((whole, "Brandalón"), (half, "Brandalón"));
        let resolution = resolve(&cards, &Options::default());
        assert_eq!(resolution.people.len(), 2, "{whole}");
        assert_eq!(resolution.doubts.len(), 1, "{whole}");
    }
}

#[test]
fn forms_of_one_name_that_are_names_of_their_own_join_nobody_by_themselves() {
    for (a, b) in [("Eva", "Lena"), ("Ian", "John"), ("Jan", "Johan")] {
        let cards = pair((a, "Brandvoldt"), (b, "Brandvoldt"));
        assert_eq!(joined(&cards), 2, "{a}, {b}");
    }
    for (a, b) in [("Bob", "Robert"), ("Kasia", "Katarzyna"), ("Lasse", "Lars")] {
        let cards = pair((a, "Brandvoldt"), (b, "Brandvoldt"));
        assert_eq!(joined(&cards), 1, "{a}, {b}");
    }
}

#[test]
fn the_end_of_a_longer_name_in_an_address_is_nobodys_name() {
    let cards = [
        row(1, "Simone", "Bauer", "simone-bauer"),
        named(2, "Simone", "Eichenbauer").mail("simoneeichenbauer@post.test"),
    ];
    assert_eq!(joined(&cards), 2);
}

#[test]
fn what_somebody_is_called_joins_where_a_number_does() {
    for (short, long) in [
        ("Manu", "Manuela"),
        ("Bettan", "Elisabeth"),
        ("Karola", "Karolina"),
        ("Emoş", "Emine"),
    ] {
        let cards = [
            named(1, short, "Brandvoldt").tel("+4915155512301"),
            named(2, long, "Brandvoldt").tel("+4915155512301"),
        ];
        assert_eq!(joined(&cards), 1, "{short}");
    }
}

#[test]
fn a_given_name_that_no_table_has_is_asked_about_where_a_number_and_the_family_name_agree() {
    let cards = [
        named(1, "Lonnika", "Brandvoldt").tel("+4915155512301"),
        named(2, "Wendeline", "Brandvoldt").tel("+4915155512301"),
    ];
    let resolution = resolve(&cards, &Options::default());
    let asked: Vec<f64> = resolution.doubts.iter().map(|d| d.probability).collect();
    assert!(matches!(asked[..], [p] if p >= 0.5), "{asked:?}");
}

#[test]
fn a_letter_in_place_of_a_family_name_is_nothing_that_both_are_called() {
    let called = |given: &str| {
        let mut name = Parsed::of(&Name::of(given, "Brandvoldt"));
        name.nicknames = vec!["b".to_owned()];
        name
    };
    let names = agreement(&called("Harpreet"), &called("Puja"));
    assert_eq!(names.given, Given::Differs);
}
