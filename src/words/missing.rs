//! What was not given, in words, and what to give so that more can be said.

use super::time::{and, or};
use crate::model::coverage::{Medium, Silence};
use crate::model::moment::{date_of, written};

/// A channel as the owner calls it.
pub(super) fn channel(medium: Medium) -> &'static str {
    match medium {
        Medium::LinkedInMessages => "LinkedIn messages",
        Medium::Invitations => "LinkedIn invitations",
        Medium::Mail => "mail",
        Medium::Calls => "calls",
        Medium::Chats => "chats",
        Medium::Calendar => "calendar",
        Medium::Notes => "notes",
    }
}

/// Channels of which nothing was given.
pub(super) fn not_given(channels: &[Medium]) -> String {
    let names: Vec<&str> = channels.iter().map(|&medium| channel(medium)).collect();
    format!("not given: {}", and(&names))
}

/// Channels that would show contact with somebody of the address book, and what to add.
pub(super) fn not_shown(channels: &[Medium]) -> String {
    let names: Vec<&str> = channels.iter().map(|&medium| channel(medium)).collect();
    let add: Vec<&str> = channels.iter().map(|&medium| holder(medium)).collect();
    format!("no file here shows {}; {} would", or(&names), and(&add))
}

/// What holds a channel.
fn holder(medium: Medium) -> &'static str {
    match medium {
        Medium::Calls => "your phone's call log",
        Medium::Chats => "an export of your chats",
        Medium::Mail => "your mailbox",
        Medium::LinkedInMessages | Medium::Invitations => "the larger LinkedIn archive",
        Medium::Calendar => "your calendar",
        Medium::Notes => "your notes",
    }
}

/// Why silence in a channel says nothing.
pub(super) fn not_told(medium: Medium, silence: Silence) -> String {
    let day = |at: i64| written(date_of(at));
    let name = channel(medium);
    match silence {
        Silence::NotGiven if medium == Medium::LinkedInMessages => {
            "no LinkedIn messages were given; the larger LinkedIn archive holds them".to_owned()
        }
        Silence::Empty => "messages.csv holds no messages; if you have written any on LinkedIn, the larger archive holds them"
            .to_owned(),
        Silence::NotGiven | Silence::Told => "no mail, calls or chats were given".to_owned(),
        Silence::OwnerUnknown => {
            format!("it is not clear which side of the {name} is yours; say which addresses and names are")
        }
        Silence::CutOff => format!("a file with {name} was cut off; a whole copy would tell more"),
        Silence::Since(at) => format!(
            "no {name} before {} were in the files; an export with earlier ones would tell more",
            day(at)
        ),
        Silence::Until(at) => format!(
            "the {name} you gave {} on {}; a newer export would tell more",
            match medium {
                Medium::Mail | Medium::Calendar => "ends",
                _ => "end",
            },
            day(at)
        ),
        Silence::Gap(from, to) => {
            format!("no {name} between {} and {} were given", day(from), day(to))
        }
    }
}
