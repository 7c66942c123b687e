//! What an owner would notice of identity resolution: households, namesakes, colleagues, decisions, and its laws.

mod books;
mod couples;
mod crowds;
mod names;
mod offices;
mod open;
mod rearranged;
mod sentences;
mod stable;
mod things;
mod two_people;

use std::collections::BTreeSet;

use super::{Options, resolve};
use crate::model::card::{Address, Card, CardIx, Kind, Mail, Roster, Tel};
use crate::model::intake::FileId;
use crate::model::keys::{Email, Phone, Slug};
use crate::model::name::Name;
use crate::model::person::{Manner, Resolution};
use crate::model::problem::Place;

/// A card of the first address book, built by what it says.
pub(super) fn card(record: u32, full: &str) -> Card {
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
pub(super) fn row(record: u32, given: &str, family: &str, slug: &str) -> Card {
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

/// What a test card can be given further.
impl Card {
    pub(super) fn mail(mut self, address: &str) -> Self {
        self.emails
            .push(Mail::new(address, Email::parse(address), Vec::new()));
        self
    }

    pub(super) fn tel(mut self, number: &str) -> Self {
        let phone = Phone::parse(number, None);
        self.phones.push(Tel::new(number, phone, Vec::new()));
        self
    }

    pub(super) fn file(mut self, file: u32) -> Self {
        self.place.file = FileId(file);
        self
    }

    pub(super) fn born(mut self, day: &str) -> Self {
        self.birthday = Some(day.into());
        self
    }

    pub(super) fn home(mut self, street: &str, town: &str) -> Self {
        let types = vec!["home".to_owned()];
        self.addresses.push(Address {
            street: street.into(),
            locality: town.into(),
            types,
            ..Address::default()
        });
        self
    }
}

/// The clusters as sets of records of the given list.
pub(super) fn clusters(resolution: &Resolution) -> BTreeSet<BTreeSet<u32>> {
    resolution
        .people
        .iter()
        .map(|p| p.cards.iter().map(|c| c.0).collect())
        .collect()
}

pub(super) fn joined(cards: &[Card]) -> usize {
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
fn colleagues_with_one_given_name_on_one_switchboard_stay_apart() {
    let at_work = |n, name| {
        let mut card = card(n, name).tel("+12125550123");
        card.companies = vec!["Kestrel Instruments".into()];
        card
    };
    let cards = vec![
        at_work(1, "Anna Kerr"),
        at_work(2, "Anna Lowe"),
        at_work(3, "Ben Marsh"),
        at_work(4, "Cleo Nolte"),
    ];
    assert_eq!(people_of(cards), 4);
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
fn one_profile_twice_in_one_export_is_one_entry_unless_the_owner_says_otherwise() {
    let cards = [
        row(1, "Zed", "Quillon", "zed-q"),
        row(2, "Zed", "Quillon", "zed-q"),
    ];
    let resolution = resolve(&cards, &Options::default());
    assert_eq!(resolution.people.len(), 1);
    assert!(resolution.doubts.is_empty() && resolution.merges.len() == 1);
    let decided = Options {
        not_same: vec![(CardIx(1), CardIx(0))],
        ..Options::default()
    };
    let apart = resolve(&cards, &decided);
    assert_eq!((apart.people.len(), apart.doubts.len()), (2, 0));
}

#[test]
fn one_profile_under_two_names_in_one_export_is_asked_about() {
    let cards = [
        row(1, "Zed", "Quillon", "zed-q"),
        row(2, "Zed", "Quillon-Abara", "zed-q"),
    ];
    let resolution = resolve(&cards, &Options::default());
    assert_eq!(resolution.people.len(), 2);
    let [doubt] = &resolution.doubts[..] else {
        panic!("{:?}", resolution.doubts);
    };
    assert!(doubt.evidence[0].text.contains("LinkedIn profile zed-q"));
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

#[test]
fn a_contradiction_among_decisions_names_its_chain() {
    let cards = [
        card(1, "Ada Kerr"),
        card(2, "Ada Lowe"),
        card(3, "Ada Marsh"),
    ];
    let pair = |a, b| (CardIx(a), CardIx(b));
    let options = Options {
        same: vec![pair(0, 1), pair(1, 2)],
        not_same: vec![pair(2, 0)],
        ..Options::default()
    };
    let resolution = resolve(&cards, &options);
    assert_eq!(resolution.people.len(), 2);
    let [contradiction] = &resolution.contradictions[..] else {
        panic!("{:?}", resolution.contradictions);
    };
    assert_eq!(contradiction.chain.len(), 3);
    assert_eq!(contradiction.chain[1], CardIx(1), "by way of Ada Lowe");
    let chain = [
        "Ada Kerr = Ada Lowe = Ada Marsh",
        "Ada Marsh = Ada Lowe = Ada Kerr",
    ];
    assert!(
        resolution
            .remarks
            .iter()
            .any(|r| chain.iter().any(|c| r.contains(c))),
        "{:?}",
        resolution.remarks
    );
}

/// An address book of strangers, so that the people of a test stand among others.
fn among_strangers(cards: Vec<Card>) -> Vec<Card> {
    let given = [
        "Walter", "Ingrid", "Pedro", "Yusuf", "Chloe", "Marta", "Deepak", "Olga",
    ];
    let family = [
        "Ostrander",
        "Pellegrin",
        "Quigley",
        "Rademaker",
        "Sundqvist",
        "Tamblyn",
        "Ulbricht",
        "Vasconcelos",
    ];
    let names = given
        .iter()
        .flat_map(|g| family.iter().map(move |f| format!("{g} {f}")));
    let strangers = names.zip(0..).map(|(name, n)| {
        card(n + 100, &name)
            .file(5)
            .mail(&format!("stranger{n}@example.net"))
    });
    cards.into_iter().chain(strangers).collect()
}

/// Into how many people the first cards fall.
fn people_of(cards: Vec<Card>) -> usize {
    let count = cards.len() as u32;
    let resolution = resolve(&among_strangers(cards), &Options::default());
    resolution
        .people
        .iter()
        .filter(|p| p.cards.iter().any(|c| c.0 < count))
        .count()
}

#[test]
fn twins_of_one_household_stay_two() {
    let twin = |n, name| {
        card(n, name)
            .born("2004-05-17")
            .home("12 Larch Row", "Exmouth")
            .tel("+441395222333")
    };
    assert_eq!(
        people_of(vec![twin(1, "Clara Pennock"), twin(2, "Laura Pennock")]),
        2
    );
}

#[test]
fn one_household_under_one_roof_is_as_many_people_as_it_is() {
    let member = |n, name| {
        card(n, name)
            .home("7 Quay Street", "Whitby")
            .mail("hallams@example.org")
    };
    let cards = vec![
        member(1, "Arthur Hallam"),
        member(2, "Beatrice Hallam"),
        member(3, "Bea Hallam").file(1),
        member(4, "Colin Hallam"),
    ];
    assert_eq!(people_of(cards), 3, "Bea is Beatrice");
}

#[test]
fn an_address_alone_finds_its_owner() {
    let bare = card(1, "").mail("rosalind.teasdale@example.org");
    assert_eq!(
        people_of(vec![bare, row(1, "Rosalind", "Teasdale", "rt-1")]),
        1
    );
}

#[test]
fn doubtful_pairs_are_asked_with_reasons() {
    let cards = among_strangers(vec![
        card(1, "Arthur Dennis").tel("+4915112345678"),
        card(2, "Dennis Arthur").file(1),
    ]);
    let resolution = resolve(&cards, &Options::default());
    let doubt = resolution
        .doubts
        .iter()
        .find(|d| d.a.0 < 2 && d.b.0 < 2)
        .expect("the pair is asked about");
    assert!(
        doubt
            .evidence
            .iter()
            .any(|e| e.text.contains("Arthur Dennis and Dennis Arthur"))
    );
    assert!(doubt.probability > 0.0 && doubt.probability < 1.0);
    assert!(doubt.start < 0.0, "few pairs of cards are one person");
}

#[test]
fn a_careful_owner_is_asked_where_others_merge() {
    let cards = among_strangers(vec![
        card(1, "Tim Penhallow"),
        card(2, "Timothy Penhallow").file(1),
    ]);
    let quick = resolve(&cards, &Options::default());
    let careful = resolve(
        &cards,
        &Options {
            manner: Manner {
                careful: true,
                ..Manner::default()
            },
            ..Options::default()
        },
    );
    assert!(careful.people.len() >= quick.people.len());
}

#[test]
fn ids_do_not_depend_on_order_or_on_other_cards() {
    let ana = card(1, "Ana Ferreira").mail("ana@example.org");
    let id = |cards: &[Card]| {
        resolve(cards, &Options::default())
            .people
            .iter()
            .find(|p| p.cards.iter().any(|c| cards[c.0 as usize] == ana))
            .map(|p| p.id.clone())
    };
    let mut cards = among_strangers(vec![ana.clone()]);
    let first = id(&cards);
    cards.reverse();
    assert_eq!(first, id(&cards));
    assert_eq!(first, id(std::slice::from_ref(&ana)));
    assert!(first.is_some_and(|id| id.starts_with("p-") && id.len() == 12));
}

#[test]
fn a_card_of_megabytes_is_one_person_and_no_wait() {
    let long = "(\u{202e}A,-@. ".repeat(10_000);
    let mut monster = card(1, &long).mail(&format!(
        "{}@{}example.org",
        "a".repeat(1_000_000),
        "abcd.".repeat(10_000)
    ));
    monster.name = Name {
        nickname: long.clone(),
        suffix: long.clone(),
        given: long.clone(),
        middle: long.clone(),
        ..monster.name
    };
    monster.companies = vec![long.clone(); 50];
    monster.birthday = Some(long.clone());
    monster.urls = vec![long; 3];
    for n in 0..2000 {
        monster = monster.tel(&format!("+4915112{n:06}"));
    }
    let copy = monster.clone().file(1);
    assert_eq!(people_of(vec![monster, copy]), 1);
}

#[test]
fn a_number_of_too_many_cards_is_named_with_how_many_they_are() {
    let given = ["Ada", "Bruno", "Chiara", "Dag", "Esra", "Finn", "Greta"];
    let family = |n: u32| {
        format!(
            "{}{}",
            ["Lu", "Ros", "Tor", "Vel", "Wim"][n as usize % 5],
            n / 5
        )
    };
    let clerk =
        |n: u32| card(n, &format!("{} {}", given[n as usize % 7], family(n))).tel("+49 30 1234567");
    let few: Vec<Card> = (1..=400).map(clerk).collect();
    let is_said = |remark: &String| remark.contains("too many");
    assert!(
        !resolve(&few, &Options::default())
            .remarks
            .iter()
            .any(is_said)
    );
    let many: Vec<Card> = (1..=430).map(clerk).collect();
    let remarks = resolve(&many, &Options::default()).remarks;
    assert!(
        remarks
            .iter()
            .any(|r| r.starts_with("430 cards have the number +49301234567: too many")),
        "{remarks:?}"
    );
}

#[test]
fn keys_of_several_people_are_said() {
    let cards = [
        card(1, "Bruno Castiglione").mail("casa@example.org"),
        card(2, "Elena Castiglione").mail("casa@example.org"),
        card(3, "Harold Pemberton Sr.").tel("+4915112345678"),
        card(4, "Harold Pemberton Jr.").tel("+4915112345678"),
    ];
    let held = resolve(&cards, &Options::default()).held_apart;
    let texts: Vec<&str> = held.iter().map(|held| held.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "the address casa@example.org is on cards of Bruno Castiglione and Elena Castiglione: taken as shared by all of them",
            "the number +4915112345678 is on cards of Harold Pemberton Jr. and Harold Pemberton Sr.: the names differ, so it was not used for matching",
        ]
    );
}

#[test]
fn two_lone_given_names_with_numbers_of_their_own_are_no_question() {
    let cards = [
        card(1, "Emma (Schule)").tel("+49891231231"),
        card(2, "Emma (Ballett)").tel("+49894564564"),
    ];
    let resolution = resolve(&cards, &Options::default());
    assert_eq!(resolution.people.len(), 2);
    assert!(resolution.doubts.is_empty(), "{:?}", resolution.doubts);
}

#[test]
fn a_further_disagreement_brings_no_question() {
    let lone = |n, number, company: &str, title: &str, town: &str| {
        let mut card = card(n, "Emmeline").tel(number);
        card.companies = vec![company.into()];
        card.titles = vec![title.into()];
        card.home("", town)
    };
    let cards = [
        lone(1, "+49891231231", "Kestrel Instruments", "Buyer", "Exmouth"),
        lone(2, "+49894564564", "Brandvold Foods", "Pilot", "Whitby"),
    ];
    let resolution = resolve(&cards, &Options::default());
    assert_eq!(resolution.people.len(), 2);
    assert!(resolution.doubts.is_empty(), "{:?}", resolution.doubts);
}

#[test]
fn what_no_human_has_twice_keeps_two_cards_apart_whatever_else_they_share() {
    let roof = |n, name, born| card(n, name).born(born).home("6 Elm Way", "Testville");
    for (a, b) in [("1990-05-05", "1990-05-05"), ("1950-03-02", "1982-09-11")] {
        let names = if a == b {
            ["Tobias Rothmar", "Lea Rothmar"]
        } else {
            ["Henry Vandrell"; 2]
        };
        let cards = vec![roof(1, names[0], a), roof(2, names[1], b)];
        assert_eq!(joined(&cards), 2, "{names:?}");
        assert_eq!(people_of(cards), 2, "{names:?} in a book");
    }
    let shared = |n, name| card(n, name).tel("+4915112345678");
    for (a, b) in [
        ("Harpreet Singh", "Harpreet Kaur"),
        ("Seo-yeon Lee", "Seo-jun Lee"),
        ("Murat Aksoy", "Mehmet Aksoy"),
    ] {
        assert_eq!(joined(&[shared(1, a), shared(2, b)]), 2, "{a} {b}");
    }
}

#[test]
fn equal_digits_are_evidence_with_and_without_a_plan_or_a_country() {
    for (a, b) in [
        ("+44 7911 468917", "+447911468917"),
        ("0151 12345678", "0151/12345678"),
        ("0151 12345678", "+49 151 12345678"),
    ] {
        let cards = vec![
            card(1, "Annika Testvall").tel(a),
            card(2, "Annika Testvall").tel(b).file(1),
        ];
        assert_eq!(people_of(cards), 1, "{a} {b}");
    }
}

#[test]
fn a_common_name_with_two_employers_is_asked_about() {
    let at = |n, company: &str| {
        let mut card = card(n, "Michael Schmidt").file(n);
        card.companies = vec![company.into()];
        card
    };
    let resolution = resolve(
        &[at(1, "Alpha Works"), at(2, "Gamma Foods")],
        &Options::default(),
    );
    assert_eq!((resolution.people.len(), resolution.doubts.len()), (2, 1));
}
