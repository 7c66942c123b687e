//! Why somebody moved, in words.

use chrono::NaiveDate;

use crate::model::cause::Cause;
use crate::model::changes::Inputs;
use crate::model::exchange::TieKind;
use crate::model::moment::written;

/// A cause as a sentence.
pub(crate) fn cause(cause: &Cause) -> String {
    match cause {
        Cause::Decided { word } => format!("you decided: {word}"),
        Cause::DecisionTakenBack => "you took your decision back".to_owned(),
        Cause::OwnerFound => "now it is known which messages are yours".to_owned(),
        Cause::Answered { times: n, last } => {
            format!("answered {} since{}", times(*n), last_on(*last))
        }
        Cause::Wrote { last } => format!("wrote to you since{}", last_on(*last)),
        Cause::Unanswered { times: 1 } => "did not answer your message".to_owned(),
        Cause::Unanswered { times } => format!("did not answer {times} of your messages"),
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
        Cause::FewerMessages { lost: 1 } => {
            "1 earlier message can no longer be matched to them".to_owned()
        }
        Cause::FewerMessages { lost } => {
            format!("{lost} earlier messages can no longer be matched to them")
        }
        Cause::Cards { from, to } => cards(*from, *to),
        Cause::OwnerRate { from, to } => format!(
            "your overall answer rate changed ({} to {})",
            rate(*from),
            rate(*to)
        ),
        Cause::OwnerShift { from, to } if from < to => {
            "your messages are answered more often than before".to_owned()
        }
        Cause::OwnerShift { .. } => "your messages are answered less often than before".to_owned(),
        Cause::Aged => "their answers are longer ago now and count less".to_owned(),
        Cause::LongerSilent { from, to } => {
            format!("last wrote {to} days ago (before: {from})")
        }
        Cause::NotGiven { files } => format!("not given this time: {}", list(files)),
        Cause::Given { files } => format!("given this time, not before: {}", list(files)),
        Cause::CardsSay => "what their card says changed".to_owned(),
        Cause::Elsewhere => {
            "nothing changed between you; other people in your files did".to_owned()
        }
        Cause::OtherRules => "this version of Tieline judges by other rules".to_owned(),
        Cause::TimePassed => "nothing new; time passed".to_owned(),
    }
}

/// Which files were given for one of two audits only, a sentence each.
pub(crate) fn inputs(inputs: &Inputs) -> Vec<String> {
    let mut told = Vec::new();
    if !inputs.missing.is_empty() {
        let files = list(&inputs.missing);
        let unmoved = match inputs.unmoved {
            0 => String::new(),
            1 => {
                " 1 person stands differently only for this and is not listed as moved.".to_owned()
            }
            n => {
                format!(" {n} people stand differently only for this and are not listed as moved.")
            }
        };
        told.push(format!("Not given this time: {files}.{unmoved}"));
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
    let named = files.iter().take(NAMED).cloned().collect::<Vec<_>>();
    match files.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

fn times(n: u32) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

fn last_on(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| format!(" (last on {})", written(day)))
}

/// "recommended you on 3 Nov 2026". A kind of a later release goes by its name.
fn tied(kind: &str, on: Option<NaiveDate>) -> String {
    let known = TieKind::ALL.into_iter().find(|known| known.name() == kind);
    let what = known.map_or(kind, |known| known.sentence());
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

/// `.43`, or `1.00`.
fn rate(rate: f64) -> String {
    let text = format!("{rate:.2}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}
