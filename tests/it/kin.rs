//! Couples, siblings, parents and colleagues who share a family name and a number, an employer or a mailbox, and the card that
//! fits two of them: nobody becomes somebody else.

use crate::find::{count, list, person, text};
use crate::run::{audit, run, scratch, text as path, write};
use crate::small::Says::Ask;
use crate::small::{clean, said};

/// Cards of which no two are one person but those that the number leaves: how many people they are.
const BOOKS: &[(usize, &[&str])] = &[
    // A card with an initial, or with a short form of two names, does not make two colleagues one.
    (
        3,
        &[
            "Sabine Hartwig; at Pixelwerk",
            "Simon Hartwig; at Pixelwerk",
            "S. Hartwig; at Pixelwerk",
        ],
    ),
    (
        3,
        &[
            "Samuel Feinstein; at Nordwerk",
            "Samantha Feinstein; at Nordwerk",
            "Sam Feinstein; at Nordwerk",
        ],
    ),
    (
        3,
        &[
            "John A. Quiller; at Nordwerk",
            "John B. Quiller; at Nordwerk",
            "John Quiller; at Nordwerk",
        ],
    ),
    // A couple's card is neither one's.
    (
        3,
        &[
            "Hans Mustermeier; +4915112345601",
            "Erika Mustermeier; +4915112345602",
            "Hans und Erika Mustermeier; +4915112345601; +4915112345602",
        ],
    ),
    // No name but the one that the address spells, and that is another one.
    (
        2,
        &[
            "; susana.stauder@example.org; +4915112345678",
            "Brianna Mortensen; +4915112345678",
        ],
    ),
    // One number, one birthday, one employer: a couple, twins, a family business.
    (
        2,
        &[
            "Hans Mustermeier; +4915112345678",
            "Erika Mustermeier; +4915112345678",
        ],
    ),
    (
        2,
        &[
            "Bruno Adler; born 1984-03-14",
            "Elena Adler; born 1984-03-14",
        ],
    ),
    (
        2,
        &[
            "Hans Mustermeier; at Nordwerk",
            "Erika Mustermeier; at Nordwerk",
        ],
    ),
    // Two addresses at one company that are as alike as the names are two colleagues'.
    (
        2,
        &[
            "Lars Hansen; l.hansen@nordwerk.test; at Nordwerk",
            "Lars Jansen; l.jansen@nordwerk.test; at Nordwerk",
        ],
    ),
    (
        2,
        &[
            "Anna Roth; anna.roth@nordwerk.test; at Nordwerk",
            "Anna Rothe; anna.rothe@nordwerk.test; at Nordwerk",
        ],
    ),
    // The more a couple shares, the less it is one person.
    (
        2,
        &[
            "Hans Mustermeier; +4915112345678; +49894471234; home Ahornweg 12, Pasing",
            "Erika Mustermeier; +4915112345678; +49894471234; home Ahornweg 12, Pasing",
        ],
    ),
    // A company parts namesakes by a number.
    (
        2,
        &[
            "Dwight Quigley; dwight.quigley@nordwerk.test",
            "Dwight Quigley; dwight.quigley2@nordwerk.test",
        ],
    ),
];

#[test]
fn kin_and_colleagues_stay_themselves() {
    for (people, cards) in BOOKS {
        let cleaned = clean(cards);
        assert_eq!(list(&cleaned, "people").len(), *people, "{cards:#?}");
    }
}

#[test]
fn the_very_name_goes_before_a_similar_one() {
    let cleaned = clean(&[
        "Nina Oberhauser; +4915112345601",
        "Nina Obermaier; +4915112345602",
        "row Nina|Oberhauser, M.A.|nina-o|",
    ]);
    let people = list(&cleaned, "people").iter();
    let mut sizes: Vec<(&str, usize)> = people
        .map(|person| (text(person, "name"), list(person, "records").len()))
        .collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [("Nina Oberhauser", 2), ("Nina Obermaier", 1)]);
}

#[test]
fn cleaning_takes_a_lady_for_nobody_else_than_an_audit_does() {
    let folder = scratch();
    let card = |name: &str, full: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{name};;;\r\nFN:{full}\r\nTEL;TYPE=CELL:+49 160 7712345\r\nEND:VCARD\r\n"
        )
    };
    let lady = write(folder.path(), "a.vcf", card(";Frau Muster", "Frau Muster"));
    let gentleman = write(folder.path(), "b.vcf", card("Muster;Hans", "Hans Muster"));
    let files = [path(&lady), path(&gentleman)];
    let cleaned = run(&[&["clean", "--json"], &files[..]].concat()).json();
    let audited = audit(&[&files[..], &["--as-of", "2026-03-01"]].concat());
    for found in [cleaned, audited] {
        assert_eq!(list(&found, "people").len(), 2);
        assert_eq!(list(&found, "review").len(), 1);
    }
}

#[test]
fn father_and_son_are_held_apart_by_their_names() {
    let cleaned = clean(&[
        "Harold Pemberton Sr.; harold@example.org",
        "Harold Pemberton; harold@example.org; +4915112345678",
        "Harold Pemberton Jr.; +4915112345678; at Nordwerk",
    ]);
    let reasons = list(&cleaned["review"][0], "reasons").iter();
    let said: Vec<&str> = reasons.filter_map(serde_json::Value::as_str).collect();
    assert!(!said.join("; ").contains("of its own"), "{said:?}");
}

#[test]
fn a_question_says_what_holds_two_cards_apart() {
    let why = |cards: &[&str]| -> String {
        let cleaned = clean(cards);
        let reasons = list(&cleaned["review"][0], "reasons").iter();
        let reasons: Vec<&str> = reasons.filter_map(serde_json::Value::as_str).collect();
        reasons.join("; ")
    };
    let own = why(&[
        "Joan Tenaglia; +4915112345678; joan@example.org",
        "Joan Tenaglia; +4915187654321; jt@example.net",
    ]);
    assert!(
        own.contains("a number, a mailbox or a profile of its own"),
        "{own}"
    );
}

#[test]
fn two_middle_names_under_one_mobile_number_are_asked_about() {
    let cards = [
        "John A. Quiller; +4915112345678",
        "John B. Quiller; +4915112345678",
    ];
    assert_eq!(said(&clean(&cards)), Ask);
}

#[test]
fn what_a_couples_card_has_too_is_the_ones_who_has_it_alone() {
    let folder = scratch();
    let number = "+4915112345678";
    let card = |name: &str, numbers: &[&str]| {
        let numbers: String = numbers.iter().map(|n| format!("TEL:{n}\r\n")).collect();
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{numbers}END:VCARD\r\n")
    };
    let home = "+493023125001";
    let cards = card("Hans & Greta Kerber", &[number, home]) + &card("Hans Kerber", &[number]);
    let cards = write(folder.path(), "cards.vcf", cards);
    let log = format!(
        "date,direction,channel,phone,duration_seconds\n2026-09-01T10:00:00Z,out,call,{number},300\n\
         2026-10-01T10:00:00Z,in,call,{number},200\n2026-10-02T10:00:00Z,in,call,{home},200\n"
    );
    let log = write(folder.path(), "calls.csv", log);
    let audit = audit(&["--as-of", "2026-11-01", path(&cards), path(&log)]);
    let contacts = |name: &str| {
        let basis = &person(&audit, name)["standing"]["basis"];
        (count(basis, "sent"), count(basis, "received"))
    };
    assert_eq!(contacts("Hans Kerber"), (1, 1));
    assert_eq!(contacts("Hans & Greta Kerber"), (0, 1));
}
