//! What the cards of one person contradict each other in.

use crate::model::card::Card;
use crate::model::name::fold;
use crate::model::person::View;

/// Values of which one person has one only and the cards have several: "3 birthdays: 1980-02-03, 1981-02-03 and 1982-02-03".
pub(crate) fn conflicts(view: View<'_>) -> Vec<String> {
    let of = |value: fn(&Card) -> Option<&str>| view.cards().filter_map(value);
    let found = [
        several(
            "family names",
            of(|card| Some(card.name.family.as_str())),
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
    ];
    found.into_iter().flatten().collect()
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
