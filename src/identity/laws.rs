//! The laws of identity resolution, on cards that look like real ones and on cards that do not.

use std::collections::BTreeSet;

use proptest::prelude::{
    Just, ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

use super::tests::{card, clusters, row};
use super::{Options, resolve};
use crate::model::card::{Card, CardIx, Roster};
use crate::model::intake::FileId;
use crate::model::person::Manner;
use crate::model::problem::Place;

/// Cards as a hostile or as a real address book has them.
fn cards() -> impl Strategy<Value = Vec<Card>> {
    prop_oneof![mixed(), town()]
}

/// Cards out of a small stock of names and keys, so that they often share something.
fn mixed() -> impl Strategy<Value = Vec<Card>> {
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

/// The cards of a few families and colleagues in four sources: one landline a home, one switchboard an office, common names.
fn town() -> impl Strategy<Value = Vec<Card>> {
    let member = (0..4_usize, 0..6_usize, 1..16_u32, 0..3_u32);
    prop::collection::vec(member, 1..10).prop_map(|members| {
        let cards_of = members.into_iter().zip(1..).flat_map(member_cards);
        cards_of.collect()
    })
}

/// Nine people, each in all four sources.
const MOST_CARDS: usize = 36;

fn member_cards(
    ((home, given, sources, office), number): ((usize, usize, u32, u32), u32),
) -> Vec<Card> {
    let family = ["Berg", "Smith", "Oyelaran", "García"][home];
    let (given, short) = [
        ("Robert", "Bob"),
        ("Anna", "Anna"),
        ("John", "Jack"),
        ("María", "Mari"),
        ("Katherine", "Kate"),
        ("Tunde", "Tunde"),
    ][given];
    let mail = format!(
        "{}.{}{number}@example.org",
        given.to_lowercase(),
        family.to_lowercase()
    );
    let (mobile, switchboard) = (
        format!("+4915112345{number:03}"),
        format!("+49301234{office:03}"),
    );
    let full = card(number, &format!("{given} {family}"))
        .tel(&mobile)
        .tel(&format!("+4989765432{home}"))
        .mail(&mail)
        .home(&format!("{} Elm Street", home + 3), "Nordby");
    let short = card(number, &format!("{short} {family}"))
        .tel(&switchboard)
        .mail(&mail)
        .file(1);
    let phone = card(number, given).tel(&mobile).file(2);
    let row = row(
        number,
        given,
        family,
        &format!("{}-{number}", given.to_lowercase()),
    );
    let all = [full, short, phone, row].into_iter().enumerate();
    all.filter(|(at, _)| sources >> at & 1 == 1)
        .map(|(_, card)| card)
        .collect()
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
    #![proptest_config(ProptestConfig::with_cases(64))]

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
    fn splitting_an_address_book_changes_no_person(cards in cards(), halves in prop::collection::vec(0..2_u32, MOST_CARDS)) {
        let split = |(card, half): (&Card, &u32)| match card.roster {
            Roster::Connections => card.clone(),
            Roster::AddressBook | Roster::Imported | Roster::Correspondent => {
                card.clone().file(50 + half)
            }
        };
        let parts: Vec<Card> = cards.iter().zip(&halves).map(split).collect();
        let of = |cards: &[Card]| clusters(&resolve(cards, &Options::default()));
        prop_assert_eq!(of(&cards), of(&parts));
    }

    #[test]
    fn a_stranger_changes_nobody_while_the_weights_are_fixed(cards in cards()) {
        let options = Options {
            manner: Manner { fixed_weights: true, ..Manner::default() },
            ..Options::default()
        };
        let before = clusters(&resolve(&cards, &options));
        let stranger = card(99, "Quirin Oxblood").file(88).mail("quirin@oxblood.test").tel("+4915799999999");
        let after = clusters(&resolve(&[cards, vec![stranger]].concat(), &options));
        prop_assert_eq!(after.len(), before.len() + 1);
        prop_assert!(before.is_subset(&after));
    }

    #[test]
    fn rows_of_one_export_never_merge_but_for_one_profile(cards in cards()) {
        for cluster in clusters(&resolve(&cards, &Options::default())) {
            let all = cluster.iter().map(|&i| &cards[i as usize]);
            let rows = all.filter(|card| card.roster == Roster::Connections);
            let profiles: BTreeSet<_> = rows.map(|card| &card.profiles).collect();
            prop_assert!(profiles.len() <= 1);
        }
    }
}
