//! What the employers, streets and towns of two cards come to.

use super::same;
use crate::identity::features::offices::is_called_after;
use crate::identity::features::{self, Features, Word};
use crate::identity::fields::{Employer, Field, Street, Town};
use crate::identity::outcome::{Chance, Outcome};

pub fn employers(a: &Features, b: &Features, outcome: &mut Outcome) {
    let pairs = a
        .employers
        .iter()
        .flat_map(|x| b.employers.iter().map(move |y| (x, y)));
    let level = |(x, y): (&Word, &Word)| match x.id == y.id {
        true => (Employer::Same, x.bits),
        false if x.triples.are_like(&y.triples, 0.6) && !are_two_firms(x, y) => {
            (Employer::Similar, 0.0)
        }
        false => (Employer::Differs, 0.0),
    };
    let mut best = best(pairs.map(level));
    for (employed, addressed) in [(a, b), (b, a)] {
        // Where the names are one, the domains need not be looked at.
        if !matches!(best, Some((Employer::Same, _))) {
            best = self::best(best.into_iter().chain(by_domain(employed, addressed)));
        }
    }
    if let Some((best, bits)) = best {
        outcome.levels.employer = Some(best);
        outcome.by_chance(Field::Employer, Chance::AmongStrangers, bits);
    }
}

/// The shortest rest of a firm's name behind its first word that tells it from another one.
const REST: usize = 4;

/// Whether two firms have the first word in common, and behind it nothing: Riverside Clinic, Riverside Dental.
fn are_two_firms(x: &Word, y: &Word) -> bool {
    let rest = |of: &Word| {
        of.whole
            .get(of.first.len()..)
            .unwrap_or_default()
            .to_owned()
    };
    let (one, other) = (rest(x), rest(y));
    let is_long = one.len().min(other.len()) >= REST;
    x.first == y.first && is_long && strsim::jaro_winkler(&one, &other) < 0.7
}

/// Whether an address is one at the other's employer, and how well that is known.
fn by_domain(employed: &Features, addressed: &Features) -> Option<(Employer, f32)> {
    let offices = || addressed.mails.iter().filter(|m| m.office != 0);
    let is_its = |e: &&Word| offices().any(|m| m.is_at(e));
    let is_called = |e: &Word| offices().any(|m| is_called_after(&m.text[m.domain..], e));
    let known = employed.employers.iter().find(is_its);
    let spelled = || {
        employed
            .employers
            .iter()
            .any(is_called)
            .then_some((Employer::Similar, 0.0))
    };
    known.map(|e| (Employer::Same, e.bits)).or_else(spelled)
}

/// The strongest of all pairs' outcomes, the earliest of equal ones.
fn best<T: Ord + Copy>(outcomes: impl Iterator<Item = (T, f32)>) -> Option<(T, f32)> {
    outcomes.min_by(|x, y| x.0.cmp(&y.0))
}

pub fn streets(a: &Features, b: &Features, outcome: &mut Outcome) {
    let pairs = a
        .streets
        .iter()
        .flat_map(|x| b.streets.iter().map(move |y| street(x, y)));
    if let Some((level, bits)) = best(pairs) {
        outcome.levels.street = Some(level);
        outcome.by_chance(Field::Street, Chance::OutsideHome, bits);
    }
}

fn street(x: &features::Street, y: &features::Street) -> (Street, f32) {
    if x.line.id == y.line.id {
        return (Street::Same, x.line.bits);
    }
    let same_number = x.number != 0 && x.number == y.number;
    let named = x.is_named_house && y.is_named_house;
    let level = match x.line.triples.likeness(&y.line.triples) {
        likeness if likeness >= 0.55 && same_number => Street::SimilarHouse,
        likeness if likeness >= 0.7 && named => Street::SimilarHouse,
        likeness if likeness >= 0.6 => Street::Similar,
        likeness if likeness >= 0.35 => Street::LittleAlike,
        _ => Street::Differs,
    };
    (level, 0.0)
}

/// How often a postal code agrees by chance, in bits.
const POSTAL_CODE: f32 = -6.0;

pub fn towns(a: &Features, b: &Features, outcome: &mut Outcome) {
    let pairs = a
        .towns
        .iter()
        .flat_map(|x| b.towns.iter().filter_map(move |y| town(x, y)));
    if let Some((level, bits)) = best(pairs) {
        outcome.levels.town = Some(level);
        outcome.by_chance(Field::Town, Chance::OutsideHome, bits);
    }
}

fn town((x, code): &(Word, u32), (y, other): &(Word, u32)) -> Option<(Town, f32)> {
    Some(match (same(x.id, y.id), same(*code, *other)) {
        (None, None) => return None,
        (Some(true) | None, Some(true)) => (Town::Same, POSTAL_CODE),
        (Some(true), None) => (Town::Same, x.bits),
        (Some(true), _) | (_, Some(true)) => (Town::Partly, 0.0),
        _ if x.triples.are_like(&y.triples, 0.5) => (Town::Partly, 0.0),
        _ => (Town::Differs, 0.0),
    })
}
