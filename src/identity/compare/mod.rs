//! Two cards, field by field: how each comparison comes out, and how often it would by chance.

mod contact;
mod named;
mod places;

use self::named::Agreed;
use super::conflict::Conflict;
use super::dates::dates;
use super::features::Features;
use super::fields::{BirthPlace, Employer, Gender, Link, Profile, Title};
use super::outcome::Outcome;

/// Compares two cards. Names are compared last, since what they come to depends on what else agrees.
pub fn compare(a: &Features, b: &Features) -> Outcome {
    let mut outcome = keys(a, b);
    let agreed = Agreed::of(a, b, &outcome);
    others(a, b, agreed, &mut outcome);
    outcome
}

/// The same, but nothing where a conflict is enough: most cards that share a block have two names, and nothing else need be looked at.
pub fn compare_unless(
    a: &Features,
    b: &Features,
    is_enough: impl Fn(&Outcome, Conflict) -> bool,
) -> Option<Outcome> {
    let mut outcome = keys(a, b);
    let agreed = Agreed::of(a, b, &outcome);
    if agreed
        .conflict
        .is_some_and(|found| is_enough(&outcome, found))
    {
        return None;
    }
    others(a, b, agreed, &mut outcome);
    Some(outcome)
}

/// Compares what is somebody's alone, or can be told at a glance.
fn keys(a: &Features, b: &Features) -> Outcome {
    let mut outcome = Outcome::default();
    let levels = &mut outcome.levels;
    if let (Some(left), Some(right)) = (a.birthday, b.birthday) {
        levels.birthday = Some(dates(left, right));
    }
    levels.profile = overlap(&a.profiles, &b.profiles)
        .map(|yes| if yes { Profile::Same } else { Profile::Differs });
    levels.title =
        overlap(&a.titles, &b.titles).map(|yes| if yes { Title::Same } else { Title::Differs });
    levels.link = overlap(&a.links, &b.links)
        .filter(|yes| *yes)
        .map(|_| Link::Same);
    levels.gender =
        same(a.gender, b.gender).map(|yes| if yes { Gender::Same } else { Gender::Differs });
    levels.birth_place = same(a.birth_place, b.birth_place).map(|yes| {
        if yes {
            BirthPlace::Same
        } else {
            BirthPlace::Differs
        }
    });
    contact::phones(a, b, &mut outcome);
    contact::mails(a, b, &mut outcome);
    outcome
}

/// Compares all else.
fn others(a: &Features, b: &Features, agreed: Agreed, outcome: &mut Outcome) {
    places::employers(a, b, outcome);
    if outcome.levels.employer == Some(Employer::Differs) {
        // Who changes the employer changes the title: one fact, not two.
        outcome.levels.title = None;
    }
    places::streets(a, b, outcome);
    places::towns(a, b, outcome);
    named::names(a, b, agreed, outcome);
}

/// Whether two lists share something; `None` if one of them is empty.
fn overlap(a: &[u32], b: &[u32]) -> Option<bool> {
    (!a.is_empty() && !b.is_empty()).then(|| a.iter().any(|x| b.contains(x)))
}

/// Whether two values are the same; `None` if one of them, zero, is not known.
fn same<T: Default + PartialEq>(a: T, b: T) -> Option<bool> {
    let none = T::default();
    (a != none && b != none).then(|| a == b)
}
