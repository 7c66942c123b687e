//! Tells cards of people from those of companies, role mailboxes and services.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::names::frequency::{is_family, is_given};
use super::names::parse::{Parsed, skeleton};
use crate::model::card::{Card, Kind};
use crate::model::keys::Email;

/// The words; its head says what they are.
const TABLE: &str = include_str!("services.txt");

/// Words that show that a name or an address is nobody's.
struct Words {
    /// Words of services: a name that has no others is a service's.
    services: FxHashSet<String>,
    /// Words for places and firms: whatever else a name says beside them is no family name.
    places: FxHashSet<String>,
    /// Words for where the owner knows somebody from.
    trades: FxHashSet<String>,
    /// What stands before the `@` of addresses that belong to a task and not to a human (RFC 2142 and common usage).
    roles: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |kind: &'static str| {
        let rows = TABLE.lines().filter_map(move |row| row.strip_prefix(kind));
        rows.flat_map(|row| row.split(' ').filter(|word| !word.is_empty()))
    };
    Words {
        services: of("service: ").map(skeleton).collect(),
        places: of("place: ").map(skeleton).collect(),
        trades: of("trade: ").map(skeleton).collect(),
        roles: of("role: ").collect(),
    }
});

/// What a card is: the source's word if it says that it is no person, else its content's.
pub fn kind_of(card: &Card, name: &Parsed) -> Kind {
    if card.kind != Kind::Person {
        return card.kind;
    }
    if is_service(card, name) {
        return Kind::Org;
    }
    let mut mails = card
        .emails
        .iter()
        .filter_map(|m| m.email.as_ref())
        .peekable();
    if name.is_empty() && card.profiles.is_empty() && mails.peek().is_some() && mails.all(is_role) {
        return Kind::Role;
    }
    Kind::Person
}

/// Whether all that stands behind a given name says where the owner knows its bearer from: "Bob plumber", "Anna yoga".
pub fn is_by_trade(name: &Parsed) -> bool {
    let says = |word: &String| {
        [&WORDS.trades, &WORDS.services, &WORDS.places]
            .iter()
            .any(|words| words.contains(word))
            && !is_family(word)
    };
    name.first_facts.is_given && !name.family.is_empty() && name.family.iter().all(says)
}

/// Whether an address belongs to a task: `info@`, `office@`.
pub fn is_role(email: &Email) -> bool {
    let local = email.local();
    let word = local.split_once('+').map_or(local, |(word, _)| word);
    WORDS.roles.contains(word)
        || WORDS
            .roles
            .contains(word.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Words by which families name a mailbox that all of them read.
const FAMILIES: &[&str] = &[
    "fam",
    "familia",
    "familie",
    "family",
    "famiglia",
    "familjen",
    "famille",
    "familien",
    "household",
    "rodina",
    "rodzina",
];

/// Whether an address is a family's: `lind.family@`, `familie.berg@`. It is certain of none of them.
pub fn is_household(email: &Email) -> bool {
    let mut words = email.local().split(|c: char| !c.is_alphabetic());
    words.any(|word| FAMILIES.contains(&word))
}

/// A name made of the words of services, or of an establishment, on a card that nobody is connected with.
fn is_service(card: &Card, name: &Parsed) -> bool {
    let words: Vec<&str> = name
        .given
        .iter()
        .chain(&name.family)
        .map(String::as_str)
        .collect();
    let is_place = |word: &&str| WORDS.places.contains(*word);
    let Some(first) = words.first() else {
        return false;
    };
    // "Mario Pizzeria" is how phones know Mario of the pizzeria.
    let is_somebodys = is_given(first) && !is_place(first);
    card.profiles.is_empty()
        && card.birthday.is_none()
        && (words
            .iter()
            .all(|w| WORDS.services.contains(*w) || is_place(w))
            || (words.iter().any(is_place) && !is_somebodys))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::Roster;
    use crate::model::intake::FileId;
    use crate::model::name::Name;
    use crate::model::problem::Place;

    #[test]
    fn services_are_known_in_many_languages_and_people_are_not_services() {
        let kind = |full: &str| {
            let place = Place {
                file: FileId(0),
                record: 1,
                line: 1,
            };
            let name = Name {
                full: full.into(),
                ..Name::default()
            };
            let card = Card {
                name: name.clone(),
                ..Card::new(place, Roster::AddressBook)
            };
            kind_of(&card, &Parsed::of(&name))
        };
        let services = [
            "Feuerwehr",
            "Röstbrevlåda",
            "Médecin",
            "Buzón de voz",
            "Segreteria telefonica",
            "Straż Pożarna",
            "Klantenservice",
            "Caixa postal",
            "Farmacia Comunale",
            "Apotheke am Markt",
            "Taxi Madrid",
        ];
        for name in services {
            assert_eq!(kind(name), Kind::Org, "{name}");
        }
        for name in [
            "Mario Pizzeria",
            "Anna Schule",
            "John Banks",
            "Police Ndlovu",
            "Peter Bank",
            "Ana Clara",
        ] {
            assert_eq!(kind(name), Kind::Person, "{name}");
        }
    }

    #[test]
    fn role_addresses_are_known_by_what_stands_before_the_at() {
        let role = |raw: &str| is_role(&Email::parse(raw).unwrap());
        assert!(
            role("info@example.org")
                && role("office2@example.org")
                && role("no-reply+x@example.org")
        );
        assert!(!role("ana.info@example.org") && !role("ana@example.org"));
    }
}
