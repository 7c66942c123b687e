//! Days, lengths of time and how often, as people say them.

use crate::model::moment::{Moment, written, written_month};

/// A day: `9 Aug 2024`.
pub(super) fn day(at: Moment) -> String {
    written(at.date())
}

/// A month: `August 2024`.
pub(super) fn month(at: Moment) -> String {
    written_month(at.date())
}

/// ` on 9 Aug 2024`; nothing where it is not known.
pub(super) fn on(at: Option<Moment>) -> String {
    at.map_or_else(String::new, |at| format!(" on {}", day(at)))
}

/// `once`, `twice`, `7 times`.
pub(crate) fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// `1 talk`, `7 talks`.
pub(super) fn counted(count: u32, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Days of a year after which it is almost over.
const ALMOST: u32 = 330;

/// A length of time in its largest fitting unit: `3 weeks`, `14 months`, `5 years`.
pub(super) fn length(days: u32) -> String {
    match days {
        ..14 => counted(days, "day"),
        14..60 => counted(days / 7, "week"),
        60..730 => counted(days * 12 / 365, "month"),
        _ if days % 365 >= ALMOST => format!("almost {}", counted(days / 365 + 1, "year")),
        _ => counted(days / 365, "year"),
    }
}

/// Several things in a row: `mail, calls and chats`.
pub(super) fn and(things: &[&str]) -> String {
    match things {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// One of several things: `mail, calls or chats`.
pub(super) fn or(things: &[&str]) -> String {
    match things {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// By whose clock days are told, where it is not that of UTC.
pub(crate) fn zone(name: &str) -> Option<String> {
    (name != "UTC").then(|| format!("Days and times are those of {name}."))
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
        assert_eq!(and(&["mail", "calls", "chats"]), "mail, calls and chats");
    }
}
