//! Who took another family name, another profile address and another employer at once: on LinkedIn the given name and the day of the
//! connection stay. And who is somebody of earlier audits by the owner's word.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::moment::date_of;
use crate::model::name::fold;
use crate::model::person::{Heir, Known, Person};

/// Who of now may be who of then: places among the people and among those whom the book knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Of now.
    pub now: usize,
    /// Of then.
    pub then: usize,
    /// The day of the connection.
    pub on: NaiveDate,
}

/// The day of a connection and a given name.
type Mark = (NaiveDate, String);

/// Those who are connected since before the latest audit and are nobody of it, though it had one connection of that day and that given
/// name who is none any more. Where either side has two such people, nobody is taken for anybody.
pub fn renamed(own: &[Vec<String>], ids: &[Option<&str>], known: &[Known]) -> Vec<Found> {
    let Some(latest) = known.iter().map(|known| known.seen).max() else {
        return Vec::new();
    };
    let of: FxHashMap<&str, usize> = (0..)
        .zip(ids)
        .filter_map(|(n, id)| Some(((*id)?, n)))
        .collect();
    let is_left = |known: &&Known| {
        let here = of.get(known.id.as_str());
        known.seen == latest && here.is_none_or(|&now| marks(&own[now]).next().is_none())
    };
    let then = unique(known, is_left, |known| &known.keys);
    let is_new = |(now, _): &&(usize, &Vec<String>)| ids[*now].is_none();
    let people: Vec<(usize, &Vec<String>)> = own.iter().enumerate().collect();
    let now = unique(&people, is_new, |(_, keys)| keys);
    let mut found: Vec<Found> = now
        .iter()
        .filter(|((on, _), _)| *on < date_of(latest))
        .filter_map(|(mark, now)| {
            let (now, then) = ((*now)?, (*then.get(mark)?)?);
            Some(Found {
                now,
                then,
                on: mark.0,
            })
        })
        .collect();
    found.sort_unstable_by_key(|found| (found.now, found.then));
    found
}

/// Whose a day and a given name are, by place; none where they are two people's.
fn unique<'a, T>(
    all: &'a [T],
    is_meant: impl Fn(&&'a T) -> bool,
    keys: impl Fn(&'a T) -> &'a Vec<String>,
) -> FxHashMap<Mark, Option<usize>> {
    let mut of: FxHashMap<Mark, Option<usize>> = FxHashMap::default();
    for (place, one) in all.iter().enumerate().filter(|(_, one)| is_meant(one)) {
        let own: FxHashSet<Mark> = marks(keys(one)).collect();
        for mark in own {
            of.entry(mark)
                .and_modify(|known| *known = None)
                .or_insert(Some(place));
        }
    }
    of
}

/// The connections among keys, without the family names.
fn marks(keys: &[String]) -> impl Iterator<Item = Mark> {
    let of = |key: &String| {
        let (day, name) = key.strip_prefix("connection ")?.split_once(' ')?;
        let given = name
            .split(' ')
            .next()
            .filter(|given| given.chars().count() > 1)?;
        Some((day.parse().ok()?, given.to_owned()))
    };
    keys.iter().filter_map(of)
}

/// What is known of people after the owner's word that somebody is who is on no card any more: all that was known of the two is known of
/// the one of earlier audits, whose id goes on.
pub fn inherited(
    known: &[Known],
    people: &[Person],
    own: &[Vec<String>],
    names: &[String],
    heirs: &[Heir],
) -> Vec<Known> {
    let mut known = known.to_vec();
    for heir in heirs {
        let Some(now) = people
            .iter()
            .position(|person| person.cards.contains(&heir.card))
        else {
            continue;
        };
        let is_meant = |known: &Known| {
            let is_named = known.names.iter().any(|name| fold(name) == heir.name);
            let has_key = known.keys.iter().any(|key| heir.keys.contains(key));
            is_named && (has_key || heir.keys.is_empty())
        };
        let meant = (0..known.len()).filter(|&then| is_meant(&known[then]));
        let Some(then) = meant.max_by_key(|&then| known[then].seen) else {
            continue;
        };
        for (place, other) in known.iter_mut().enumerate() {
            if place == then {
                other.keys.extend(own[now].iter().cloned());
                other.names.push(names[now].clone());
            } else {
                other.keys.retain(|key| !own[now].contains(key));
            }
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(day: &str, name: &str) -> Vec<String> {
        let slug = name.replace(' ', "-");
        vec![
            format!("connection {day} {name}"),
            format!("profile {slug}"),
        ]
    }

    fn then(id: &str, day: &str, name: &str) -> Known {
        Known {
            id: id.to_owned(),
            keys: keys(day, name),
            names: vec![name.to_owned()],
            seen: 1_790_000_000,
            ..Known::default()
        }
    }

    #[test]
    fn a_given_name_and_a_day_are_one_persons_where_they_are_unique_on_both_sides() {
        let known = [
            then("p-1", "2021-04-14", "esra yildiz"),
            then("p-2", "2021-04-14", "omar said"),
        ];
        let own = [
            keys("2021-04-14", "esra demir"),
            keys("2021-04-14", "omar said"),
        ];
        let found = renamed(&own, &[None, Some("p-2")], &known);
        let of = |found: &[Found]| found.iter().map(|f| (f.now, f.then)).collect::<Vec<_>>();
        assert_eq!(of(&found), [(0, 0)]);
        let twins = [own[0].clone(), keys("2021-04-14", "esra kaya")];
        assert_eq!(renamed(&twins, &[None, None], &known), []);
        let other_day = [keys("2021-04-15", "esra demir")];
        assert_eq!(renamed(&other_day, &[None], &known), []);
    }

    #[test]
    fn whoever_connected_since_the_latest_audit_was_nobody_before() {
        let known = [then("p-1", "2027-04-14", "esra yildiz")];
        assert_eq!(
            renamed(&[keys("2027-04-14", "esra demir")], &[None], &known),
            []
        );
    }
}
