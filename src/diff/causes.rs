//! Why somebody moved: sentences made from what the two audits say of them.

use chrono::NaiveDate;

use crate::model::exchange::TieKind;
use crate::model::moment::written;
use crate::model::thresholds::{RECENT_MONTHS, day_months_before};
use crate::snapshot::{Person, Snapshot, Tie};

/// New ties that are named one by one.
const NAMED: usize = 3;

/// One audit and the person in it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The audit.
    pub audit: &'a Snapshot,
    /// The person.
    pub person: &'a Person,
}

/// What brought a move about, the most telling first; never empty.
pub fn causes(then: &Side<'_>, now: &Side<'_>) -> Vec<String> {
    let mut out = Vec::new();
    decision(&mut out, then, now);
    answers(&mut out, then, now);
    ties(&mut out, then, now);
    connection(&mut out, then, now);
    silence(&mut out, then, now);
    history(&mut out, then, now);
    if out.is_empty() {
        out.push(nothing_new(then, now));
    }
    out
}

/// What the owner said.
fn decision(out: &mut Vec<String>, then: &Side<'_>, now: &Side<'_>) {
    match (&then.person.decision, &now.person.decision) {
        (before, Some(decision)) if before.as_ref() != Some(decision) => {
            out.push(format!("you decided: {decision}"))
        }
        (Some(_), None) => out.push("your decision was taken back".to_owned()),
        _ => {}
    }
    if !then.audit.owner.known && now.audit.owner.known {
        out.push("it is known by now which side of the messages is yours".to_owned());
    }
}

/// What was written and answered since.
fn answers(out: &mut Vec<String>, then: &Side<'_>, now: &Side<'_>) {
    let (before, after) = (&then.person.standing.basis, &now.person.standing.basis);
    let answered = after.answered.saturating_sub(before.answered);
    let unanswered = after
        .attempts
        .saturating_sub(before.attempts)
        .saturating_sub(answered);
    let received = after.received.saturating_sub(before.received);
    let sent = after.sent.saturating_sub(before.sent);
    let last = last_on(
        now.person
            .last_received
            .as_deref()
            .or(now.person.last_contact.as_deref()),
    );
    if answered > 0 {
        out.push(format!("answered {} since{last}", times(answered)));
    }
    // An answer is a message of theirs too, and was said already.
    if received > answered {
        out.push(format!(
            "wrote to you since{}",
            if answered > 0 { "" } else { &last }
        ));
    }
    match unanswered {
        0 if sent > 0 && received == 0 => {
            out.push("you wrote since; an answer may still come".to_owned())
        }
        0 => {}
        1 => out.push("did not answer your message".to_owned()),
        n => out.push(format!("did not answer {n} of your messages")),
    }
}

fn times(n: u32) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

fn last_on(date: Option<&str>) -> String {
    date.map_or_else(String::new, |date| format!(" (last on {})", in_words(date)))
}

/// Ties that only the newer audit has.
fn ties(out: &mut Vec<String>, then: &Side<'_>, now: &Side<'_>) {
    let mut known: Vec<(&str, Option<&str>)> = then.person.ties.iter().map(what_and_when).collect();
    let mut new: Vec<&Tie> = Vec::new();
    for tie in &now.person.ties {
        match known.iter().position(|k| *k == what_and_when(tie)) {
            Some(at) => drop(known.swap_remove(at)),
            None => new.push(tie),
        }
    }
    out.extend(new.iter().take(NAMED).map(|tie| tie_in_words(tie)));
    if new.len() > NAMED {
        out.push(format!("and {} more of this kind", new.len() - NAMED));
    }
}

fn what_and_when(tie: &Tie) -> (&str, Option<&str>) {
    (&tie.kind, tie.at.as_deref())
}

/// "recommended you on 3 Nov 2026". A kind of a later release goes by its name.
fn tie_in_words(tie: &Tie) -> String {
    let kind = TieKind::ALL
        .into_iter()
        .find(|kind| kind.name() == tie.kind);
    let what = kind.map_or(tie.kind.as_str(), |kind| kind.sentence());
    match &tie.at {
        Some(date) => format!("{what} on {}", in_words(date)),
        None => what.to_owned(),
    }
}

/// A connection that was made since, or that is no longer new.
fn connection(out: &mut Vec<String>, then: &Side<'_>, now: &Side<'_>) {
    let Some(date) = now.person.connected_on.as_deref() else {
        return;
    };
    if then.person.connected_on.is_none() {
        out.push(format!("connected on {}", in_words(date)));
    } else if then.person.verdict == "nurture"
        && now.person.verdict != "nurture"
        && over_a_year(now, date)
    {
        out.push(format!(
            "no longer a new connection: it was made on {}",
            in_words(date)
        ));
    }
}

/// Twelve months without a word that were not over yet in the older audit.
fn silence(out: &mut Vec<String>, then: &Side<'_>, now: &Side<'_>) {
    let crossed = |date: Option<&str>| {
        date.is_some_and(|date| over_a_year(now, date) && !over_a_year(then, date))
    };
    if let Some(date) = now
        .person
        .last_contact
        .as_deref()
        .filter(|date| crossed(Some(date)))
    {
        out.push(format!(
            "silent for more than twelve months now (last contact on {})",
            in_words(date)
        ));
    } else if crossed(now.person.last_two_way.as_deref()) {
        out.push("for more than twelve months now only one of you has written".to_owned());
    }
}

/// What the files of the newer audit hold more or less of than those of the older.
fn history(out: &mut Vec<String>, then: &Side<'_>, now: &Side<'_>) {
    let messages = |side: &Side<'_>| {
        let basis = &side.person.standing.basis;
        u64::from(basis.sent) + u64::from(basis.received)
    };
    let (before, after) = (messages(then), messages(now));
    if after < before {
        out.push(format!(
            "the newer files hold fewer messages with them ({after}, before {before})"
        ));
    }
    let (before, after) = (then.person.records.len(), now.person.records.len());
    if after > before {
        out.push(format!(
            "{after} cards are known as theirs now, before {before}"
        ));
    }
}

/// The estimate rests on the person's past, on everybody else's, and on how long ago it all was.
fn nothing_new(then: &Side<'_>, now: &Side<'_>) -> String {
    if then.audit.as_of != now.audit.as_of {
        return "nothing new: time passed".to_owned();
    }
    "nothing new from them: the figures for everybody together changed".to_owned()
}

/// Whether a day is more than twelve months before the audit.
fn over_a_year(side: &Side<'_>, date: &str) -> bool {
    let as_of = side.audit.as_of.get(..10).and_then(parse);
    let limit = as_of.map(|as_of| day_months_before(as_of, RECENT_MONTHS));
    limit
        .zip(parse(date))
        .is_some_and(|(limit, date)| date < limit)
}

fn parse(date: &str) -> Option<NaiveDate> {
    date.parse().ok()
}

/// `3 Nov 2026`; a day that cannot be read stays as it is.
fn in_words(date: &str) -> String {
    parse(date).map_or_else(|| date.to_owned(), written)
}
