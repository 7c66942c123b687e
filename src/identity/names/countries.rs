//! How common a full name is where it is commonest: Michael Schmidt is rare in a table of one country and not in another.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::frequency::{family_share, given_share};
use super::skeleton::skeleton;

/// The commonest names by country; its head says where the shares are from.
const TABLE: &str = include_str!("countries.txt");

/// What is known of the names of one country.
#[derive(Default)]
struct Country {
    name: String,
    given: FxHashMap<String, f32>,
    family: FxHashMap<String, f32>,
    /// Share of a given name that is not listed.
    floor: f32,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let mut all: Vec<Country> = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        if kind == "country" {
            let name = rest.to_owned();
            all.push(Country {
                name,
                ..Country::default()
            });
            continue;
        }
        let Some(country) = all.last_mut() else {
            continue;
        };
        match kind {
            "given" => country.given.extend(shares(rest)),
            "family" => country.family.extend(shares(rest)),
            _ => country.floor = per_thousand(rest),
        }
    }
    all
});

fn shares(rest: &str) -> Vec<(String, f32)> {
    let words: Vec<&str> = rest.split(' ').collect();
    let pairs = words.chunks_exact(2);
    pairs
        .map(|pair| (skeleton(pair[0]), per_thousand(pair[1])))
        .collect()
}

fn per_thousand(text: &str) -> f32 {
    text.parse::<f32>().map_or(0.0, |share| share * 1e-3)
}

/// Share of people who bear a family name in the country in which it is commonest, as a skeleton.
pub fn family_name_share(family: &str) -> f32 {
    let of_country = |country: &Country| country.family.get(family).copied();
    COUNTRIES
        .iter()
        .filter_map(of_country)
        .fold(family_share(family), f32::max)
}

/// Share of people who bear a full name in the country in which it is commonest, given and family name as skeletons.
pub fn full_name_share(given: &str, family: &str) -> f32 {
    let (any_given, any_family) = (given_share(given), family_share(family));
    let of_country = |country: &Country| {
        let family = country.family.get(family)?;
        let given = country.given.get(given).copied();
        Some(family * given.unwrap_or(any_given.max(country.floor)))
    };
    COUNTRIES
        .iter()
        .filter_map(of_country)
        .fold(any_given * any_family, f32::max)
}

/// Whether a given name, as a skeleton, is among the commonest of a country.
pub fn is_known_given(given: &str) -> bool {
    COUNTRIES.iter().any(|one| one.given.contains_key(given))
}

/// A country in which people bear two family names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Iberian {
    /// The father's name first.
    Spain,
    /// The mother's name first.
    Portugal,
}

/// As the table calls them.
const SPAIN: &str = "spain";
const PORTUGAL: &str = "portugal";

fn country(of: Iberian) -> Option<&'static Country> {
    let name = match of {
        Iberian::Spain => SPAIN,
        Iberian::Portugal => PORTUGAL,
    };
    COUNTRIES.iter().find(|one| one.name == name)
}

/// Whether a family name is among the commonest of a country that is neither Spain nor Portugal.
pub fn is_of_other_country(family: &str) -> bool {
    let is_other = |one: &&Country| one.name != SPAIN && one.name != PORTUGAL;
    let mut others = COUNTRIES.iter().filter(is_other);
    others.any(|one| one.family.contains_key(family))
}

/// With what family names of Spain end that say whose son somebody's forefather was: Márquez. In Portugal they end in "es".
const SONS: &str = "ez";

/// Whether a family name, as a skeleton, is a common one of Spain or Portugal, and of which of the two.
pub fn land_of_family(family: &str) -> Option<Iberian> {
    let is_of = |of: &Iberian| country(*of).is_some_and(|one| one.family.contains_key(family));
    let known = [Iberian::Spain, Iberian::Portugal].into_iter().find(is_of);
    let is_sons = family.len() > SONS.len() + 2 && family.ends_with(SONS);
    known.or(is_sons.then_some(Iberian::Spain))
}

/// Whether two given names are both common ones of Spain or of Portugal.
pub fn are_of_spain_or_portugal(first: &str, second: &str) -> bool {
    let known =
        |of: Iberian, word: &str| country(of).is_some_and(|one| one.given.contains_key(word));
    [Iberian::Spain, Iberian::Portugal]
        .into_iter()
        .any(|of| known(of, first) && known(of, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_common_as_where_it_is_commonest() {
        let in_a_network = |given: &str, family: &str| {
            full_name_share(&skeleton(given), &skeleton(family)) * 3_000.0
        };
        for (given, family) in [
            ("michael", "schmidt"),
            ("mehmet", "yilmaz"),
            ("maria", "garcia"),
            ("minjun", "kim"),
            ("linh", "nguyen"),
            ("lars", "hansen"),
            ("james", "smith"),
        ] {
            assert!(in_a_network(given, family) > 0.1, "{given} {family}");
        }
        for (given, family) in [
            ("ottilie", "brandvold"),
            ("quirin", "schmidt"),
            ("mehmet", "quillon"),
        ] {
            assert!(in_a_network(given, family) < 0.1, "{given} {family}");
        }
    }
}
