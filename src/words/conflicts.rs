//! What the cards of one person contradict each other in.

use std::collections::BTreeSet;

use crate::model::card::Card;
use crate::model::name::fold;
use crate::model::person::View;

/// Values of which one person has one only and the cards have several: "3 birthdays: 1980-02-03, 1981-02-03 and 1982-02-03".
pub(crate) fn conflicts(view: View<'_>) -> Vec<String> {
    let of = |value: fn(&Card) -> Option<&str>| view.cards().filter_map(value);
    let families: Vec<String> = view.cards().map(family).collect();
    let found = [
        several(
            "family names",
            families.iter().map(String::as_str),
            are_one_name,
        ),
        birthdays(of(|card| card.birthday.as_deref())),
        several("anniversaries", of(anniversary), are_one_day),
        several("genders", of(|card| card.gender.as_deref()), are_one_word),
        several(
            "birth places",
            of(|card| card.birth_place.as_deref()),
            are_one_word,
        ),
        several(
            "employers",
            of(|card| card.companies.first().map(String::as_str)),
            are_one_employer,
        ),
        several(
            "job titles",
            of(|card| card.titles.first().map(String::as_str)),
            are_one_name,
        ),
    ];
    found.into_iter().flatten().collect()
}

/// The family name of a card. A remark in brackets is none, and neither are initials.
fn family(card: &Card) -> String {
    let [_, _, family] = card.name.without_remarks();
    let mut words = family.split(|c: char| !c.is_alphanumeric());
    if words.all(|word| word.chars().count() < 2) {
        return String::new();
    }
    family
}

/// The same of birthdays alone.
pub(crate) fn birthdays<'a>(values: impl Iterator<Item = &'a str>) -> Option<String> {
    several("birthdays", values, are_one_day)
}

/// The values, each once, if there are several.
fn several<'a>(
    what: &str,
    values: impl Iterator<Item = &'a str>,
    are_one: fn(&str, &str) -> bool,
) -> Option<String> {
    let mut each: Vec<&str> = Vec::new();
    for value in values.map(str::trim) {
        if !value.is_empty() && !each.iter().any(|known| are_one(known, value)) {
            each.push(value);
        }
    }
    let (last, rest) = each.split_last().filter(|(_, rest)| !rest.is_empty())?;
    let count = each.len();
    Some(format!("{count} {what}: {} and {last}", rest.join(", ")))
}

/// Whether two birthdays are one day, however they are written; one may lack its year.
fn are_one_day(a: &str, b: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (a, b) = (digits(a), digits(b));
    a.ends_with(&b) || b.ends_with(&a)
}

fn anniversary(card: &Card) -> Option<&str> {
    let is_one = |name: &str| {
        [
            "ANNIVERSARY",
            "X-ANNIVERSARY",
            "X-MS-ANNIVERSARY",
            "X-EVOLUTION-ANNIVERSARY",
        ]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
    };
    let found = card.extras.iter().find(|extra| is_one(&extra.name));
    found.map(|extra| extra.value.as_str())
}

/// Whether two family names are spellings of one, or one is a part of the other.
fn are_one_name(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a.contains(&b) || b.contains(&a)
}

fn are_one_word(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Whether two employers are spellings of one, with and without the form of the company.
fn are_one_employer(a: &str, b: &str) -> bool {
    const FORMS: [&str; 22] = [
        "ab", "ag", "and", "as", "bv", "co", "company", "corp", "gmbh", "inc", "kg", "limited",
        "llc", "llp", "ltd", "oy", "plc", "sa", "sl", "spa", "srl", "the",
    ];
    let words = |text: &str| -> BTreeSet<String> {
        let text = fold(text).replace('.', "");
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty() && !FORMS.contains(word));
        words.map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    a.is_subset(&b) || b.is_subset(&a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_and_initials_are_no_family_names() {
        let place = crate::model::problem::Place {
            file: crate::model::intake::FileId(0),
            record: 1,
            line: 1,
        };
        let of = |text: &str| {
            let mut card = Card::new(place, crate::model::card::Roster::AddressBook);
            card.name.family = text.to_owned();
            family(&card)
        };
        for none in ["(Milo dad)", "S R", "K.", ""] {
            assert_eq!(of(none), "", "{none}");
        }
        assert_eq!(of("Brandvold (old)"), "Brandvold");
        assert_eq!(of("Ng"), "Ng");
    }

    #[test]
    fn employers_and_titles_are_named_where_they_are_two() {
        let told = |values: &[&'static str], are_one| {
            several("employers", values.iter().copied(), are_one)
        };
        assert_eq!(
            told(
                &["Mill & Sons GmbH", "Hop Garden Ltd.", "mill and sons"],
                are_one_employer
            )
            .as_deref(),
            Some("2 employers: Mill & Sons GmbH and Hop Garden Ltd.")
        );
        assert_eq!(
            told(&["Hop Garden", "Hop Garden Ltd.", ""], are_one_employer),
            None
        );
        assert_eq!(told(&["Maltster", "Head Maltster"], are_one_name), None);
        assert!(told(&["Maltster", "Cooper"], are_one_name).is_some());
    }
}
