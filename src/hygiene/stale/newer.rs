//! Names, employers and titles that a newer card of the same person contradicts.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Ground, Looked};
use crate::model::card::{Card, CardIx, Roster};
use crate::model::employer::{is_named, normal};
use crate::model::name::fold;
use crate::model::stale::{Aging, Contradicted, Stale};

/// What stands against the cards of a person.
pub(super) fn find(looked: &Looked<'_>, ground: &Ground<'_>, found: &mut Vec<Stale>) {
    for (at, ix, card, age) in looked.kept() {
        let Some((other, newest, day)) = newest(looked, at, age) else {
            continue;
        };
        let file = newest.place.file;
        let why = match newest.roster {
            Roster::Connections => Contradicted::OnLinkedIn,
            Roster::AddressBook | Roster::Imported | Roster::Correspondent => {
                Contradicted::LaterCard
            }
        };
        let mut say = |field, value: &str, newer: &str, later| {
            found.push(Stale {
                newer: Some(newer.to_owned()),
                since: Some(day),
                source: file,
                bond: looked.bonds.between(at, other),
                later,
                ..Stale::new(looked.id, (field, value), ix, why.clone())
            });
        };
        let moved = company(card, newest, ground);
        if let Some((old, new)) = moved {
            say(
                Aging::Company,
                old,
                new,
                later(looked, ground, (ix, card), new),
            );
        }
        if let Some((old, new)) = title(card, newest, moved.is_some()) {
            say(Aging::Title, old, new, 0);
        }
        if let Some((old, new)) = name(card, newest) {
            say(Aging::Name, old, new, 0);
        }
    }
}

/// The newest card that is newer than one of these days. A card without a day is older than LinkedIn's list, which people keep
/// themselves.
fn newest<'a>(
    looked: &Looked<'a>,
    than: usize,
    age: Option<NaiveDate>,
) -> Option<(usize, &'a Card, NaiveDate)> {
    let is_newer = |day: NaiveDate| age.is_none_or(|age| age < day);
    let listed = looked.listed.filter(|(_, _, day)| is_newer(*day));
    let dated = looked
        .kept()
        .filter(|(at, ..)| *at != than && age.is_some());
    let dated = dated.filter_map(|(at, _, card, day)| Some((at, card, day?)));
    let changed = dated
        .filter(|(_, card, day)| is_newer(*day) && !card.companies.is_empty())
        .max_by_key(|(at, card, day)| (*day, std::cmp::Reverse((card.place, *at))));
    match (listed, changed) {
        (Some(listed), Some(changed)) if changed.2 > listed.2 => Some(changed),
        (listed, changed) => listed.or(changed),
    }
}

/// The employer of a card, and another one of the newer card.
fn company<'a>(
    card: &'a Card,
    newest: &'a Card,
    ground: &Ground<'_>,
) -> Option<(&'a str, &'a str)> {
    let (old, new) = (card.companies.first()?, newest.companies.first()?);
    let (was, is) = (normal(old), normal(new));
    if !is_named(old) || !is_named(new) {
        return None;
    }
    let agree = |a: &String| {
        newest
            .companies
            .iter()
            .any(|b| ground.employers.are_one(a, b))
    };
    let begins = |a: &str, b: &str| {
        let rest = a.strip_prefix(b);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let is_same = card.companies.iter().any(agree) || begins(&was, &is) || begins(&is, &was);
    (!is_same).then_some((old.as_str(), new.as_str()))
}

/// How many employers have followed on that of a card: the newest, and others that cards and earlier audits name between.
fn later(looked: &Looked<'_>, ground: &Ground<'_>, (ix, card): (CardIx, &Card), new: &str) -> u32 {
    let is_of_card = |name: &str| {
        card.companies
            .iter()
            .any(|own| ground.employers.are_one(own, name))
    };
    let rows = looked
        .cards
        .iter()
        .filter(|(other, row, _)| *other != ix && row.roster == Roster::Connections);
    let names = rows.flat_map(|(_, row, _)| row.companies.first());
    let earlier = ground.employed.get(looked.id).copied();
    let names = names.map(String::as_str).chain(earlier).chain([new]);
    let names = names.filter(|name| is_named(name) && !is_of_card(name));
    let apart: BTreeSet<String> = names.map(|name| ground.employers.called(name)).collect();
    apart.len() as u32
}

/// The title of a card, and another one of the newer card. Words that were added or left out alone are no other title, unless the
/// employer is another one too.
fn title<'a>(card: &'a Card, newest: &'a Card, moved: bool) -> Option<(&'a str, &'a str)> {
    let (old, new) = (card.titles.first()?, newest.titles.first()?);
    let words = |title: &str| -> BTreeSet<String> {
        let folded = fold(title);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (was, is) = (words(old), words(new));
    let is_listed = newest.titles.iter().any(|title| words(title) == was);
    let is_other = !was.is_empty() && !is.is_empty() && was != is && !is_listed;
    let is_apart = moved || !(was.is_subset(&is) || is.is_subset(&was));
    (is_other && is_apart).then_some((old.as_str(), new.as_str()))
}

/// The name of a card, and the newer card's with the same given and another family name. What stands in brackets is a remark of the
/// owner's and goes out of date with nobody's name.
fn name<'a>(card: &'a Card, newest: &'a Card) -> Option<(&'a str, &'a str)> {
    let [given, _, family] = card.name.without_remarks();
    let [newer_given, _, newer_family] = newest.name.without_remarks();
    let first = |given: &str| {
        let given = fold(given);
        given.split_whitespace().next().map(str::to_owned)
    };
    let words = |family: &str| -> BTreeSet<String> {
        let folded = fold(family);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| word.chars().count() > 1)
            .map(str::to_owned)
            .collect()
    };
    let (was, is) = (words(&family), words(&newer_family));
    // A second name behind a hyphen came with a marriage; one without may have been left out on the card.
    let [had, has] = [&family, &newer_family].map(|family| family.contains('-'));
    let is_longer = has && !had && was.is_subset(&is) && was.len() < is.len();
    let is_other = !was.is_empty() && !is.is_empty() && (was.is_disjoint(&is) || is_longer);
    // The same letters with or without a blank are one name.
    let letters = |family: &str| -> String {
        let folded = fold(family);
        folded.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let is_apart = is_other && letters(&family) != letters(&newer_family);
    let same_given = first(&given).is_some_and(|given| first(&newer_given) == Some(given));
    (is_apart && same_given).then_some((card.name.full.as_str(), newest.name.full.as_str()))
}
