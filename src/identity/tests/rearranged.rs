//! Initials on either side of a name, remarks in brackets, companies without a name, and cards that are given twice.

use super::{card, clusters, people_of, row};
use crate::identity::{Options, resolve};
use crate::model::card::{Card, Kind};
use crate::model::name::Name;

/// A card of the second file with a given and a family name.
fn parted(given: &str, family: &str) -> Card {
    Card {
        name: Name::of(given, family),
        ..card(1, "").file(1)
    }
}

#[test]
fn initials_before_and_behind_one_name_are_one_person_at_one_employer_and_else_a_question() {
    let pairs = [
        (
            row(1, "Ramanujan", "K T", "ramanujan-k-t-1"),
            parted("K.T.", "Ramanujan"),
        ),
        (
            row(1, "Ramanujan", "K", "ramanujan-k-1"),
            parted("K", "Ramanujan"),
        ),
        (
            row(1, "Devi Meenakshi", "N", "devi-n-1"),
            parted("N.", "Devi Meenakshi"),
        ),
        (
            row(1, "Devi", "Meenakshi N", "devi-n-1"),
            parted("N.", "Devi Meenakshi"),
        ),
    ];
    for (a, b) in pairs {
        let b = b.tel("+919800000001");
        let resolution = resolve(&[a.clone(), b.clone()], &Options::default());
        let counts = (resolution.people.len(), resolution.doubts.len());
        assert_eq!(counts, (2, 1), "{}", b.name.full);
        let said = &resolution.doubts[0].evidence[0].text;
        assert!(said.starts_with("the same words and initials"), "{said}");
        let at_work = [a, b].map(|mut card| {
            card.companies = vec!["Tidewater Instruments".into()];
            card
        });
        assert_eq!(people_of(at_work.to_vec()), 1);
    }
}

#[test]
fn other_initials_are_another_person() {
    let a = row(1, "Ramanujan", "K", "ramanujan-k-1");
    let b = parted("T", "Ramanujan").tel("+919800000001");
    assert_eq!(people_of(vec![a, b]), 2);
}

#[test]
fn a_word_of_respect_behind_a_name_is_no_part_of_it() {
    for behind in ["Sir", "Madam"] {
        let a = row(1, "Ottilie", "Brandvold-Rao", "ottilie-1");
        let b = parted("Ottilie", &format!("Brandvold-Rao {behind}")).tel("+919800000001");
        assert_eq!(people_of(vec![a, b]), 1, "{behind}");
    }
}

#[test]
fn a_company_without_a_name_is_nobody_whose_address_is_the_companys() {
    let kind = |firm: &str, mail: &str| {
        let mut firms = card(1, "").mail(mail);
        firms.companies = vec![firm.into()];
        let resolution = resolve(&[firms], &Options::default());
        resolution.people[0].kind
    };
    assert_eq!(
        kind("Brandvold Textiles", "brandvold.textiles@post.test"),
        Kind::Org
    );
    assert_eq!(
        kind("Brandvold Textiles Ltd", "brandvoldtextiles@post.test"),
        Kind::Org
    );
    assert_eq!(
        kind("Brandvold Textiles", "o.brandvold@post.test"),
        Kind::Person
    );
    assert_eq!(
        kind("Brandvold Textiles", "brandvold@post.test"),
        Kind::Person
    );
    assert_eq!(
        kind("Robert Hartwell", "robert.hartwell@post.test"),
        Kind::Person
    );
}

#[test]
fn cards_that_are_given_twice_count_once() {
    let mut once: Vec<Card> = (0..60_u32)
        .map(|n| row(n + 1, &format!("Ada{n}"), "Okonjo", &format!("ada-{n}")))
        .collect();
    once.push(row(61, "Tomasz", "Zielinski", "tomasz-z"));
    once.push(card(62, "Tomasz Zielinski").mail("t.z@post.test").file(1));
    let groups = clusters(&resolve(&once, &Options::default())).len();
    let again = once
        .iter()
        .map(|card| card.clone().file(card.place.file.0 + 20));
    let twice: Vec<Card> = once.iter().cloned().chain(again).collect();
    let resolution = resolve(&twice, &Options::default());
    assert_eq!(clusters(&resolution).len(), groups);
    let cards: usize = resolution
        .people
        .iter()
        .map(|person| person.cards.len())
        .sum();
    assert_eq!(cards, twice.len());
}
