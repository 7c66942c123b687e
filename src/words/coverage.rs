//! What was read, what of it was cut off, and what would tell most next, in sentences.

use chrono::{Datelike, NaiveDate};

use super::figures::{count, thousands};
use super::missing::channel;
use super::time::and;
use crate::model::coverage::{Coverage, Covered, Medium};
use crate::model::front::Front;
use crate::model::inputs::{InputRemark, NextInput};
use crate::model::moment::{date_of, written as day};

/// Channels that are named even if nothing of them was given.
const USUAL: [Medium; 4] = [
    Medium::LinkedInMessages,
    Medium::Mail,
    Medium::Calls,
    Medium::Chats,
];
/// Files that are named.
const NAMED: usize = 3;

/// What of the files is missing because they end too soon; stands before all else. `shorten` makes a name fit.
pub(crate) fn cut_off(files: &[&str], shorten: fn(&str) -> String) -> Option<String> {
    let names: Vec<String> = files.iter().take(NAMED).map(|name| shorten(name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let more = files.len().saturating_sub(NAMED) as u64;
    let named = match more {
        0 => and(&names),
        more => format!("{} and {} more", names.join(", "), thousands(more)),
    };
    match files.len() {
        0 => None,
        1 => Some(format!(
            "{named} is damaged or was cut off. What could be read is below; nobody is judged on what is missing. \
             Download or copy it again."
        )),
        _ => Some(format!(
            "{named} are damaged or were cut off. What could be read is below; nobody is judged on what is missing. \
             Download or copy them again."
        )),
    }
}

/// What was read of which channel: "Read: LinkedIn messages 2017 to 28 Oct 2026, mail none".
pub(crate) fn read(given: &Coverage) -> String {
    let told = Medium::ALL.into_iter().filter_map(|medium| {
        let covered = given.of(medium);
        let is_told = covered.is_some() || USUAL.contains(&medium);
        is_told.then(|| format!("{} {}", channel(medium), extent(covered)))
    });
    format!("Read: {}.", told.collect::<Vec<_>>().join(", "))
}

fn extent(covered: Option<&Covered>) -> String {
    let Some(covered) = covered else {
        return "none".to_owned();
    };
    let ends = covered.spans.first().zip(covered.spans.last());
    let mut text = match ends.map(|(first, last)| (date_of(first.0), date_of(last.1))) {
        None if covered.whole => return "none (messages.csv holds none)".to_owned(),
        None => "none".to_owned(),
        Some((first, last)) if first == last => day(last),
        Some((first, last)) => format!("{} to {}", start(first, last), day(last)),
    };
    if !covered.whole {
        text.push_str(" (cut off)");
    } else if !covered.owner_found && !covered.spans.is_empty() {
        text.push_str(" (you were not found in it)");
    }
    text
}

/// The year says enough of a beginning, unless it is that of the end.
fn start(first: NaiveDate, last: NaiveDate) -> String {
    if first.year() == last.year() {
        day(first)
    } else {
        first.year().to_string()
    }
}

/// What would tell most next; none where the owner is not known, which is said elsewhere.
pub(crate) fn next(
    next: Option<&NextInput>,
    owner_known: bool,
    given: &Coverage,
) -> Option<String> {
    let more = |people: u32| count(u64::from(people), "more person", "more people");
    let next = next.filter(|_| owner_known)?;
    Some(match next {
        NextInput::Messages(people) if is_empty(given) => format!(
            "If you have written messages on LinkedIn, the larger archive holds them and would judge {}.",
            more(*people)
        ),
        NextInput::Messages(people) => format!(
            "The larger LinkedIn archive, which holds all messages, would judge {}.",
            more(*people)
        ),
        NextInput::NewerExport(end, people) => format!(
            "A newer LinkedIn export would judge {}; yours ends on {}.",
            more(*people),
            day(*end)
        ),
        NextInput::WholeFile(people) => format!(
            "The archive that was cut off would judge {}; download it again.",
            more(*people)
        ),
        NextInput::Channels(missing) => {
            let names: Vec<&str> = missing.iter().map(|m| channel(*m)).collect();
            format!(
                "Not given: {}. {} would show more about people you know from elsewhere.",
                and(&names),
                if names.len() == 1 { "It" } else { "They" }
            )
        }
    })
}

/// Whether a list of LinkedIn's messages was given in which there is none.
fn is_empty(given: &Coverage) -> bool {
    let messages = given.of(Medium::LinkedInMessages);
    messages.is_some_and(|covered| covered.spans.is_empty())
}

/// What the head of the delete list asks for: LinkedIn does not show whom the owner knows from elsewhere.
pub(crate) fn skim(given: &Coverage) -> Option<String> {
    let missing = given.missing().filter(|m| USUAL.contains(m));
    let missing: Vec<&str> = missing.map(channel).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "Skim this list for people you know from elsewhere: {} were not given.",
            and(&missing)
        )
    })
}

/// The same beside each row of that list.
pub(crate) fn skim_row(given: &Coverage) -> String {
    let missing = given.missing().filter(|m| USUAL.contains(m));
    let missing: Vec<&str> = missing.map(channel).collect();
    match missing.as_slice() {
        [] => "do you know them from elsewhere?".to_owned(),
        missing => format!(
            "do you know them from elsewhere? {} were not given",
            and(missing)
        ),
    }
}

/// A remark on the files.
pub(crate) fn remark(remark: &InputRemark, front: Front) -> String {
    match remark {
        InputRemark::Stale { day: last, days } => format!(
            "The newest entry in your files is dated {}, {} before the day of this audit.{}",
            day(*last),
            count(u64::try_from(*days).unwrap_or(0), "day", "days"),
            match front {
                Front::Program => format!(" To judge as of that day, add --as-of {last}."),
                Front::Page => " Newer files would tell more.".to_owned(),
            }
        ),
        InputRemark::OldExport { day: last, days } => format!(
            "Your newest LinkedIn export is dated {}, {} before the day of this audit: who has connected or written to you there since is not in it.",
            day(*last),
            count(u64::try_from(*days).unwrap_or(0), "day", "days"),
        ),
        InputRemark::Exports {
            newest,
            older,
            gone,
        } => {
            let days: Vec<String> = older.iter().chain([newest]).map(|d| day(*d)).collect();
            let days: Vec<&str> = days.iter().map(String::as_str).collect();
            let which = if older.len() == 1 { "newer" } else { "newest" };
            let gone = match gone {
                0 => String::new(),
                1 => " 1 person is only in an older one and is no longer judged as a connection."
                    .to_owned(),
                n => format!(
                    " {} people are only in an older one and are no longer judged as connections.",
                    thousands(u64::from(*n))
                ),
            };
            format!(
                "The LinkedIn exports of {} were read. The {which} one says who is a connection now.{gone}",
                and(&days)
            )
        }
    }
}
