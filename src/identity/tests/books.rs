//! How often a name stands in each address book tells whether it is one person's.

use super::{card, row};
use crate::identity::{Options, resolve};
use crate::model::card::Card;
use crate::model::person::Resolution;

/// A network: 300 rows of an export, two address books with half of them each, in which numbers have changed, and two cards more.
fn network(further: [Card; 2]) -> (Vec<Card>, usize) {
    const GIVEN: [&str; 15] = [
        "Ottilie",
        "Quirin",
        "Ansgar",
        "Leontine",
        "Severin",
        "Philomena",
        "Gotthold",
        "Ulrika",
        "Meinrad",
        "Hiltrud",
        "Eginhard",
        "Walburga",
        "Radomir",
        "Zdenka",
        "Florentin",
    ];
    const HEADS: [&str; 20] = [
        "Brand", "Quell", "Stein", "Rosen", "Wald", "Berg", "Linden", "Hasel", "Moos", "Eichen",
        "Birken", "Sand", "Silber", "Kupfer", "Gold", "Eisen", "Mond", "Stern", "Winter", "Sommer",
    ];
    let mut cards = Vec::new();
    for n in 0..300_u32 {
        let (given, head) = (GIVEN[(n % 15) as usize], HEADS[(n / 15) as usize]);
        let family = format!(
            "{head}{}",
            ["voldt", "krona", "mezzi", "tupo"][(n % 4) as usize]
        );
        let full = format!("{given} {family}");
        let mut listed = row(n + 1, given, &family, &format!("{given}-{family}-{n}"));
        listed.companies = vec![format!("{head}werke {}", n % 7)];
        cards.push(listed);
        if n % 2 == 0 {
            cards.push(card(n, &full).tel(&format!("+49151{:07}", n * 97)).file(1));
        }
        if n % 3 == 0 {
            cards.push(card(n, &full).tel(&format!("+49160{:07}", n * 89)).file(2));
        }
    }
    let first = cards.len();
    cards.extend(further);
    (cards, first)
}

fn are_one(resolution: &Resolution, a: usize, b: usize) -> bool {
    let mut people = resolution.people.iter();
    people.any(|person| {
        [a, b]
            .iter()
            .all(|at| person.cards.iter().any(|ix| ix.0 as usize == *at))
    })
}

fn two(second: u32) -> [Card; 2] {
    [
        card(901, "Robert Keller").tel("+4915155512301").file(1),
        card(902, "Robert Keller")
            .tel("+4917055512399")
            .file(second),
    ]
}

#[test]
fn a_name_that_each_book_has_once_is_one_persons_and_one_that_a_book_has_twice_is_not() {
    let (cards, at) = network(two(2));
    let resolution = resolve(&cards, &Options::default());
    assert!(
        are_one(&resolution, at, at + 1),
        "two books, two numbers in turn"
    );

    let (cards, at) = network(two(1));
    let resolution = resolve(&cards, &Options::default());
    assert!(!are_one(&resolution, at, at + 1), "one book, two numbers");
}

#[test]
fn a_common_name_is_not_one_persons_because_each_book_has_it_once() {
    let smiths = [
        card(901, "Michael Smith").tel("+4915155512301").file(1),
        card(902, "Michael Smith").tel("+4917055512399").file(2),
    ];
    let (cards, at) = network(smiths);
    let resolution = resolve(&cards, &Options::default());
    assert!(!are_one(&resolution, at, at + 1));
}

#[test]
fn a_very_common_name_alone_joins_nobody_wherever_it_stands() {
    let two = [
        row(901, "Thomas", "Müller", "thomas-mueller-4b1"),
        card(902, "Thomas Müller").tel("+4917055512399").file(2),
    ];
    let (cards, at) = network(two);
    let resolution = resolve(&cards, &Options::default());
    assert!(!are_one(&resolution, at, at + 1));
}
