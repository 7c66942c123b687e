//! Why somebody moved, in words.

use chrono::NaiveDate;

use super::figures::thousands;
use super::missing::{channel, not_told};
use super::tie::tie;
use crate::model::cause::{Cause, Reach};
use crate::model::changes::{Absence, Inputs};
use crate::model::coverage::Medium;
use crate::model::exchange::TieKind;
use crate::model::file_name::base_name;
use crate::model::grounds::Reminder;
use crate::model::moment::written;

/// A cause as a sentence.
pub(crate) fn cause(cause: &Cause) -> String {
    between(cause)
        .or_else(|| of_owner(cause))
        .or_else(|| known(cause))
        .unwrap_or_else(|| limits(cause))
}

/// What the two did, and when.
fn between(cause: &Cause) -> Option<String> {
    Some(match cause {
        Cause::Answered { times: n, last } => match *n {
            1 => format!("answered since{}", last_on(*last)),
            n => format!("answered {n} of your messages since{}", last_on(*last)),
        },
        Cause::Wrote { last } => format!("wrote to you since{}", last_on(*last)),
        Cause::Waits { since } => format!("waits for your answer since {}", written(*since)),
        Cause::Called { last } => format!("called you since{}", last_on(*last)),
        Cause::Met { last: Some(day) } => format!("you met on {}", written(*day)),
        Cause::Met { last: None } => "you met since".to_owned(),
        Cause::GroupTalk { last } => {
            format!(
                "both in a group conversation, last active on {}",
                written(*last)
            )
        }
        Cause::Unanswered { times: 1 } => {
            "no answer within a week to a message of yours".to_owned()
        }
        Cause::Unanswered { times } => {
            format!("no answer within a week to {times} of your messages")
        }
        Cause::Asked => "you wrote since; an answer may still come".to_owned(),
        Cause::Tied { kind, on } => tied(kind, *on),
        Cause::MoreTies { more } => format!("and {more} more of this kind"),
        Cause::Connected { on } => format!("connected on {}", written(*on)),
        Cause::NoLongerNew { since } => {
            format!("connected more than a year ago now ({})", written(*since))
        }
        Cause::Silent { since } => {
            format!("silent for 12 months (last contact on {})", written(*since))
        }
        Cause::OneSided => "for 12 months only one of you has written".to_owned(),
        Cause::LongAgo { last } => format!(
            "your only conversation ended more than five years ago now (on {})",
            written(*last)
        ),
        Cause::NeverAnswered { last } => format!(
            "they last wrote more than six months ago now (on {}), and you never answered",
            written(*last)
        ),
        Cause::LetGo { heard } => format!(
            "silent for two years (since {}), and your last messages stand unanswered",
            written(*heard)
        ),
        Cause::Aged => "their answers are longer ago now and count less".to_owned(),
        Cause::LongerSilent { from, to } => {
            format!("last wrote {to} days ago (before: {from})")
        }
        _ => return None,
    })
}

/// What the owner said, and how the owner fares with everybody.
fn of_owner(cause: &Cause) -> Option<String> {
    Some(match cause {
        Cause::Decided { word } => format!("you decided: {word}"),
        Cause::DecisionTakenBack => "you took your decision back".to_owned(),
        Cause::Rule { rule } => format!("kept by your rule: {rule}"),
        Cause::RuleGone { rule } => format!("no longer kept by your rule: {rule}"),
        Cause::OwnerFound => "now it is known which messages are yours".to_owned(),
        Cause::OwnerLost => "it is no longer known which messages are yours".to_owned(),
        Cause::OwnerRate { from, to } => {
            format!(
                "others answer you {}{}",
                often(*from, *to),
                rates(*from, *to)
            )
        }
        Cause::OwnerShift { from, to } => format!(
            "others answer you {} when you write after a silence",
            often(*from, *to)
        ),
        _ => return None,
    })
}

fn often(from: f64, to: f64) -> &'static str {
    if from < to {
        "a little more often than before"
    } else {
        "a little less often than before"
    }
}

/// Both rates, where the figures tell them apart: " (.43 to .48)".
fn rates(from: f64, to: f64) -> String {
    let written = |rate: f64| {
        let text = format!("{rate:.2}");
        text.strip_prefix('0').map_or(text.clone(), str::to_owned)
    };
    let (from, to) = (written(from), written(to));
    if from == to {
        return String::new();
    }
    format!(" ({from} to {to})")
}

/// What is known of them that was not, or no longer is.
fn known(cause: &Cause) -> Option<String> {
    Some(match cause {
        Cause::Untied { kind } => format!("no longer in your files: {}", tied(kind, None)),
        Cause::NoLongerConnected => "no longer connected on LinkedIn".to_owned(),
        Cause::AddressBook { is_in: true } => "is in your address book now".to_owned(),
        Cause::AddressBook { is_in: false } => "is no longer in your address book".to_owned(),
        Cause::Reminder { what, is_new } => reminder(*what, *is_new),
        Cause::EarlierMessages { more: 1 } => {
            "1 earlier message is known now, from a file or from a note of yours".to_owned()
        }
        Cause::EarlierMessages { more } => {
            format!(
                "{} earlier messages are known now, from files or from notes of yours",
                thousands(*more)
            )
        }
        Cause::FewerMessages { lost: 1 } => {
            "1 earlier message can no longer be matched to them".to_owned()
        }
        Cause::FewerMessages { lost } => {
            format!("{lost} earlier messages can no longer be matched to them")
        }
        Cause::Cards { from, to } => cards(*from, *to),
        Cause::CardsSay => "what their card says changed".to_owned(),
        Cause::Contact => "what is known of your contact changed".to_owned(),
        _ => return None,
    })
}

/// What the files do not tell, and what nothing new brought about.
fn limits(cause: &Cause) -> String {
    match cause {
        Cause::Covered { medium, since } => {
            let one = matches!(medium, Medium::Mail | Medium::Calendar);
            let (cover, reach) = if one {
                ("covers", "reaches")
            } else {
                ("cover", "reach")
            };
            let name = channel(*medium);
            match since {
                Reach::Connection => {
                    format!("the {name} you gave {cover} the time since you connected now")
                }
                Reach::Today => format!("the {name} you gave {reach} up to this audit now"),
            }
        }
        Cause::NotCovered { medium, silence } => not_told(*medium, *silence),
        Cause::NotGiven { files } => format!("not given this time: {}", list(files)),
        Cause::Given { files } => format!("given this time, not before: {}", list(files)),
        Cause::NotKept => "these two audits do not hold enough to say why".to_owned(),
        Cause::OtherRules => "this version of Tieline judges by other rules".to_owned(),
        Cause::TimePassed => "nothing new; time passed".to_owned(),
        _ => String::new(),
    }
}

/// What may remind of somebody, as something that is new or gone.
fn reminder(what: Reminder, is_new: bool) -> String {
    let what = match what {
        Reminder::SharedPlace => "a place where you were too",
        Reminder::Surname => "has your surname",
        Reminder::BearsYourName => "has your name",
        Reminder::Namesake => "messages that may be theirs",
        Reminder::Other => "something that may remind you of them",
    };
    match is_new {
        true => format!("now in your files: {what}"),
        false => format!("no longer in your files: {what}"),
    }
}

/// Why somebody is in one audit only.
pub(crate) fn absence(absence: &Absence) -> String {
    match absence {
        Absence::Probably {
            name,
            is_newer: true,
        } => format!("probably the {name} who is new"),
        Absence::Probably {
            name,
            is_newer: false,
        } => format!("probably the {name} who is gone"),
        Absence::NotGiven { files } => format!("not given this time: {}", list(files)),
        Absence::LeftOut { rule } => format!("left out by your rule: {rule}"),
        Absence::Given { files } => format!("given this time, not before: {}", list(files)),
    }
}

/// How somebody left whom the newer audit does not have.
pub(crate) fn gone(is_deleted: bool, was_connected: bool) -> &'static str {
    match (is_deleted, was_connected) {
        (true, _) => "you deleted them",
        (false, true) => "no longer connected; not on your delete list",
        (false, false) => "no card of theirs is in these files any more",
    }
}

/// That two are one now, or were.
pub(crate) fn one_with(name: &str, is_now: bool) -> String {
    let is = if is_now { "now" } else { "was" };
    format!("{is} one person with {name}")
}

/// A connection that was made, or that is gone where there is no day of it.
pub(crate) fn connection(day: Option<&str>) -> String {
    match day {
        Some(day) => format!("connected on LinkedIn on {day}"),
        None => "no longer connected on LinkedIn".to_owned(),
    }
}

/// The last contact, and by when there should have been another.
pub(crate) fn rhythm(last: Option<&str>, due: &str, is_new: bool) -> String {
    let last = last.map_or_else(
        || "no contact yet".to_owned(),
        |last| format!("last contact on {last}"),
    );
    format!("{last}, was due by {due}{}", new(is_new))
}

/// The day of an invitation without an answer.
pub(crate) fn invitation(day: &str, is_new: bool) -> String {
    format!("on {day}{}", new(is_new))
}

/// What an earlier comparison told already needs no mark.
fn new(is_new: bool) -> &'static str {
    if is_new { " (new)" } else { "" }
}

/// What is said where the first of two audits is the newer.
pub(crate) const BACKWARDS: &str =
    "The second audit is the older one, so this is told backwards. Name the older audit first.";

/// Which files were given for one of two audits only, a sentence each.
pub(crate) fn inputs(inputs: &Inputs) -> Vec<String> {
    let mut told = Vec::new();
    if !inputs.missing.is_empty() {
        told.push(format!("Not given this time: {}.", list(&inputs.missing)));
    }
    for (files, what) in [
        (&inputs.cut_off, "Cut off or damaged this time"),
        (&inputs.shorter, "With fewer entries than before"),
    ] {
        if !files.is_empty() {
            told.push(format!("{what}: {}.", list(files)));
        }
    }
    match inputs.unmoved {
        0 => {}
        1 => told.push(
            "1 person stands differently only for lack of these files and is not listed as moved."
                .to_owned(),
        ),
        n => told.push(format!(
            "{} people stand differently only for lack of these files and are not listed as moved.",
            thousands(n)
        )),
    }
    if !inputs.added.is_empty() {
        told.push(format!(
            "Given this time, not before: {}.",
            list(&inputs.added)
        ));
    }
    told
}

/// The first files by name, and how many more.
fn list(files: &[String]) -> String {
    const NAMED: usize = 5;
    let named: Vec<&str> = files
        .iter()
        .take(NAMED)
        .map(|file| base_name(file))
        .collect();
    match files.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

fn last_on(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| format!(" (last on {})", written(day)))
}

/// "recommended you on 3 Nov 2026". A kind of a later release goes by its name.
fn tied(kind: &str, on: Option<NaiveDate>) -> String {
    let known = TieKind::named(kind);
    let what = known.map_or(kind, |known| tie(known));
    match on {
        Some(day) => format!("{what} on {}", written(day)),
        None => what.to_owned(),
    }
}

fn cards(from: usize, to: usize) -> String {
    let card = |n: usize| {
        if n == 1 {
            "1 card".to_owned()
        } else {
            format!("{n} cards")
        }
    };
    format!("{} taken as theirs (before: {from})", card(to))
}
