//! What to look at first, in sentences.

use super::figures::count;
use crate::model::look::Past;
use crate::snapshot::{AskGroup, Due};

use super::balance::day;
use super::time::and;

/// Strangers who are named.
const STRANGERS: usize = 3;

/// A promise or thanks that are due: "you promised them something, due 3 Oct 2026".
pub(crate) fn due(due: &Due) -> String {
    match (due.what.as_str(), &due.on) {
        ("promise", Some(on)) => format!("you promised them something, due {}", day(on)),
        ("promise", None) => "you promised them something".to_owned(),
        (_, Some(on)) => format!("helped you on {}; no thanks are noted since", day(on)),
        (_, None) => "helped you; no thanks are noted".to_owned(),
    }
}

/// People of one place: "24 people from Acme, where you were from 2014 to 2018".
pub(crate) fn group(group: &AskGroup) -> String {
    let people = count(group.people.len() as u64, "person", "people");
    let place = &group.place;
    format!(
        "{people} from {place}, where you {}",
        were(group.from, group.to)
    )
}

/// The owner's time at a place, behind "where you".
pub(super) fn were(from: Option<i32>, to: Option<i32>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("were in {from}"),
        (Some(from), Some(to)) => format!("were from {from} to {to}"),
        (Some(from), None) => format!("have been since {from}"),
        (None, Some(to)) => format!("were until {to}"),
        (None, None) => "were too".to_owned(),
    }
}

/// What the owner's own past says of those to be deleted.
pub(crate) fn past(past: Past) -> String {
    let cases = count(u64::from(past.cases), "person", "people");
    match past.wrote {
        0 => format!("Of {cases} in this position a year ago, nobody has written to you since."),
        n => format!("Of {cases} in this position a year ago, {n} have written to you since."),
    }
}

/// Strangers who wait, those first by name who are connected with the owner; nothing where there are none.
pub(crate) fn strangers(number: u32, connected: &[&str]) -> Option<String> {
    let named = &connected[..connected.len().min(STRANGERS)];
    let more = u64::from(number).saturating_sub(named.len() as u64);
    let who = match (named, more) {
        ([], 0) => return None,
        ([], more) => count(more, "other person", "other people"),
        (named, 0) => and(named),
        (named, more) => format!(
            "{} and {}",
            named.join(", "),
            count(more, "other person", "other people")
        ),
    };
    Some(format!(
        "{who} wrote to you in the last six months. You have never written to them, and they are not in your address book."
    ))
}
