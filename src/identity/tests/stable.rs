//! What earlier audits knew stays as it was, and what speaks against it is asked.

use super::{card, clusters, row};
use crate::identity::former::{Former, former};
use crate::identity::{Options, resolve};
use crate::model::card::{Card, CardIx};
use crate::model::fingerprint::mark;
use crate::model::person::Known;

/// Options in which each card is known as one of the people of earlier audits.
fn known(people: &[u32]) -> Options {
    let former = people
        .iter()
        .zip(0..)
        .map(|(person, ix)| (CardIx(ix), Former::Unchanged(*person)));
    Options {
        former: former.collect(),
        ..Options::default()
    }
}

fn schmidts() -> [Card; 2] {
    ["alpha", "gamma"].map(|firm| {
        let mut card = card(1, "Michael Schmidt").mail(&format!("m.schmidt@{firm}.test"));
        card.companies = vec![format!("{firm} Works")];
        card.file(u32::from(firm == "gamma"))
    })
}

#[test]
fn what_was_one_person_stays_one() {
    let cards = schmidts();
    assert_eq!(resolve(&cards, &Options::default()).people.len(), 2);
    let resolution = resolve(&cards, &known(&[0, 0]));
    assert_eq!(resolution.people.len(), 1);
    let said = &resolution.merges[0].evidence[0].text;
    assert_eq!(said, "one person in your earlier audits");
}

#[test]
fn what_were_two_people_stay_two_and_are_asked_about() {
    let cards = [
        row(1, "Ottilie", "Brandvold", "ob-1"),
        card(1, "Brandvold, Ottilie").tel("+4915112345678"),
    ];
    assert_eq!(resolve(&cards, &Options::default()).people.len(), 1);
    let resolution = resolve(&cards, &known(&[0, 1]));
    assert_eq!((resolution.people.len(), resolution.doubts.len()), (2, 1));
    let mut said = resolution.doubts[0].evidence.iter();
    assert!(said.any(|e| e.text.contains("two people in your earlier audits")));
}

#[test]
fn that_earlier_audits_were_in_doubt_moves_no_figure() {
    let cards = schmidts();
    let first = resolve(&cards, &Options::default());
    let again = resolve(&cards, &known(&[0, 1]));
    assert_eq!((first.doubts.len(), again.doubts.len()), (1, 1));
    assert_eq!(first.doubts, again.doubts);
}

#[test]
fn two_names_are_parted_whatever_earlier_audits_took_them_for_and_the_owner_is_asked() {
    let cards = [card(1, "Lea Roth"), card(2, "Tobias Roth")].map(|card| card.born("1990-05-04"));
    let resolution = resolve(&cards, &known(&[0, 0]));
    assert_eq!((resolution.people.len(), resolution.doubts.len()), (2, 1));
    let mut said = resolution.doubts[0].evidence.iter();
    assert!(said.any(|e| e.text.contains("one person in your earlier audits")));
}

#[test]
fn a_card_is_known_by_what_it_says_and_by_the_latest_audit() {
    let cards = schmidts();
    let person = |id: &str, card: &Card, seen| Known {
        id: id.into(),
        cards: vec![mark(card)],
        keys: vec![format!("email {}", card.emails[0].raw)],
        seen,
        ..Known::default()
    };
    let book = [
        person("p-1", &cards[0], 1),
        person("p-2", &cards[0], 2),
        person("p-3", &cards[1], 2),
    ];
    let mut changed = cards.clone();
    changed[1].titles.push("Buyer".into());
    let found = former(&changed, &book);
    assert_eq!(found[&CardIx(0)], Former::Unchanged(1));
    assert_eq!(found[&CardIx(1)], Former::ByKey(2));
}

#[test]
fn one_more_card_changes_nobody_else() {
    let mut cards: Vec<Card> = Vec::new();
    for n in 0..400_u32 {
        let given = ["Agneta", "Bram", "Dorota", "Emeka", "Fenna"][n as usize % 5];
        let family = [
            "Abbink",
            "Castellane",
            "Dragomir",
            "Eskelinen",
            "Grootveld",
            "Hruska",
            "Ivarsson",
        ][n as usize % 7];
        let mut one = card(n + 1, &format!("{given} {family}")).file(n % 3);
        if n % 2 == 0 {
            one = one.tel(&format!("+4915112345{:03}", n / 4));
        }
        if n % 3 == 0 {
            one = one.mail(&format!("{family}{}@example.org", n / 6));
        }
        cards.push(one);
    }
    let before = clusters(&resolve(&cards, &Options::default()));
    cards.push(
        card(401, "Quirin Oxblood")
            .mail("quirin@oxblood.test")
            .file(7),
    );
    let after = clusters(&resolve(&cards, &Options::default()));
    assert!(before.is_subset(&after), "{:?}", before.difference(&after));
}
