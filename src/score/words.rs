//! The sentences of an audit.

use crate::model::audit::Unmatched;
use crate::model::exchange::Channel;
use crate::model::moment::{DAY, Moment, written, written_month};
use crate::model::standing::{Basis, Contact, Tie};

/// A day as people write it: `9 Aug 2024`.
pub fn day(at: Moment) -> String {
    written(at.date())
}

fn month(at: Moment) -> String {
    written_month(at.date())
}

/// `once`, `twice`, `7 times`.
pub fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// A length of time in its largest fitting unit: `3 weeks`, `14 months`, `5 years`.
pub fn length(days: i64) -> String {
    let (count, unit) = match days {
        ..14 => (days, "day"),
        14..60 => (days / 7, "week"),
        60..730 => (days * 12 / 365, "month"),
        _ => (days / 365, "year"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// What the probability rests on.
pub fn basis(basis: &Basis, contact: &Contact, is_open: bool) -> String {
    let last =
        |at: Option<Moment>| at.map_or_else(String::new, |at| format!(", last in {}", month(at)));
    match (basis.attempts, basis.answered) {
        (0, _) if is_open => format!(
            "you wrote{}; an answer may still come",
            on(contact.last_out)
        ),
        (0, _) if contact.inn > 0 => format!(
            "wrote to you {}{}; you never had to ask",
            times(contact.inn),
            last(contact.last_in)
        ),
        (0, _) if contact.last_two_way.is_some() => format!(
            "you were invited to meetings together{}; no message is known",
            last(contact.last_two_way)
        ),
        (0, _) if contact.last.is_some() => "nothing has passed but words among many".to_owned(),
        (0, _) => "nothing has passed either way".to_owned(),
        (1, 0) => format!(
            "did not answer the one time you tried{}",
            last(contact.last_out)
        ),
        (1, _) => format!("answered the one time you tried{}", last(contact.last_in)),
        (n, 0) => format!("answered none of {n} tries{}", last(contact.last_out)),
        (n, s) => format!("answered {s} of {n} tries{}", last(contact.last_in)),
    }
}

fn on(at: Option<Moment>) -> String {
    at.map_or_else(String::new, |at| format!(" on {}", day(at)))
}

/// A tie as evidence, with its date and the file that says so.
pub fn tie(tie: &Tie, file: &str) -> String {
    let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
    format!("{}{} ({base})", tie.kind.sentence(), on(tie.at))
}

/// Contact both ways, of late.
pub fn in_touch(at: Moment, contact: &Contact) -> String {
    if only_invited(contact) {
        return format!("invited to meetings together, last on {}", day(at));
    }
    format!(
        "in touch both ways, last on {} ({})",
        day(at),
        channels(contact)
    )
}

/// Who accepted a meeting need not have come, and nobody wrote to anybody.
fn only_invited(contact: &Contact) -> bool {
    contact.channels == [Channel::Meeting]
}

/// Contact both ways, once.
pub fn was_in_touch(at: Moment, contact: &Contact, as_of: i64) -> String {
    let silent = (as_of - at.at) / DAY;
    let usual = contact
        .usual_gap_days
        .filter(|&gap| gap > 0 && silent > 8 * i64::from(gap));
    let gap = usual.map_or_else(String::new, |gap| {
        format!(
            "; you used to be in touch about every {}",
            length(i64::from(gap))
        )
    });
    let until = if only_invited(contact) {
        format!("invited to meetings together until {}", day(at))
    } else {
        format!(
            "in touch both ways until {} ({})",
            day(at),
            channels(contact)
        )
    };
    format!("{until}, not for {} since{gap}", length(silent))
}

/// Contact in both directions that never met: years lay between.
pub fn crossed(contact: &Contact) -> String {
    format!(
        "you wrote{} and they wrote{}, too far apart to be a talk",
        on(contact.last_out),
        on(contact.last_in)
    )
}

fn channels(contact: &Contact) -> String {
    let words: Vec<&str> = contact.channels.iter().map(|c| c.word()).collect();
    words.join(", ")
}

/// What was joined to somebody by nothing but the name: how many entries of which files, the first three.
pub fn by_name<'a>(files: impl Iterator<Item = (u32, &'a str)>) -> String {
    let mut files = files;
    let first: Vec<String> = files
        .by_ref()
        .take(3)
        .map(|(n, file)| format!("{n} in {file}"))
        .collect();
    let more = match files.count() {
        0 => "",
        _ => " and others",
    };
    format!("joined by name only: {}{more}", first.join(", "))
}

/// What was joined to somebody by the name and by a mail domain that is the employer's.
pub fn by_domain(entries: u32) -> String {
    let messages = if entries == 1 { "message" } else { "messages" };
    format!("{entries} {messages} matched by name and company domain")
}

/// Messages with somebody of this name who is on no card.
pub fn namesake(stranger: &Unmatched, people: u32) -> String {
    let count = stranger.out + stranger.inn + stranger.met;
    let messages = match (stranger.met, count) {
        (0, 1) => "1 message".to_owned(),
        (0, n) => format!("{n} messages"),
        (met, n) if met == n => format!("{n} meetings"),
        (_, n) => format!("{n} messages and meetings"),
    };
    let key = match stranger.key.as_str() {
        "" => String::new(),
        key => format!("{key}, "),
    };
    let last = stranger
        .last
        .map(|at| format!("last {}", written(at.date())));
    let last = last.unwrap_or_default();
    let fit = match people {
        1 => "may be theirs".to_owned(),
        n => format!("fit one of {n} people of this name"),
    };
    format!("{messages} with {} ({key}{last}) {fit}", stranger.name)
}

/// A message of theirs that waits.
pub fn owed(at: Option<Moment>) -> String {
    format!("they wrote{} and you have not answered", on(at))
}

/// Their messages, never answered.
pub fn never_answered_them(contact: &Contact) -> String {
    format!(
        "they wrote to you {}{} and you never answered",
        times(contact.inn),
        on_last(contact.inn, contact.last_in)
    )
}

/// One message of the owner, not answered.
pub fn not_answered_once(contact: &Contact) -> String {
    format!("you wrote{} and have no answer", on(contact.last_out))
}

/// A message of the owner after the last contact both ways.
pub fn not_answered_since(contact: &Contact) -> String {
    format!("you wrote again{}, without an answer", on(contact.last_out))
}

/// Several, none answered.
pub fn not_answered_often(contact: &Contact) -> String {
    format!(
        "you wrote {}{} and never had an answer",
        times(contact.out),
        on_last(contact.out, contact.last_out)
    )
}

fn on_last(count: u32, at: Option<Moment>) -> String {
    let last = if count > 1 { ", last" } else { "" };
    format!("{last}{}", on(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_well() {
        for (days, words) in [
            (1, "1 day"),
            (13, "13 days"),
            (21, "3 weeks"),
            (60, "1 month"),
            (400, "13 months"),
            (730, "2 years"),
        ] {
            assert_eq!(length(days), words);
        }
    }
}
