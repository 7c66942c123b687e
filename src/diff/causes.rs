//! Why somebody moved: what of the two audits would have changed the result, found by taking one thing at a time back.

use chrono::NaiveDate;

use super::inputs::Given;
use super::rates;
use crate::model::cause::Cause;
use crate::model::standing::Verdict;
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
pub fn causes(then: &Side<'_>, now: &Side<'_>, given: &Given<'_>) -> Vec<Cause> {
    let mut out = Vec::new();
    decision(&mut out, then, now);
    answers(&mut out, then.person, now.person);
    ties(&mut out, then.person, now.person);
    connection(&mut out, then, now);
    silence(&mut out, then, now);
    cards(&mut out, then.person, now.person);
    if then.person.standing.band != now.person.standing.band && out.iter().all(is_slow) {
        out.extend(rates::causes(then.person, now.person));
    }
    files(&mut out, then, now, given);
    if out.is_empty() {
        out.push(otherwise(then, now));
    }
    out
}

/// Whether a cause alone need not have moved the estimate.
fn is_slow(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::Silent { .. } | Cause::OneSided | Cause::NoLongerNew { .. } | Cause::Cards { .. }
    )
}

/// What the owner said.
fn decision(out: &mut Vec<Cause>, then: &Side<'_>, now: &Side<'_>) {
    match (&then.person.decision, &now.person.decision) {
        (before, Some(word)) if before.as_ref() != Some(word) => {
            out.push(Cause::Decided { word: word.clone() });
        }
        (Some(_), None) => out.push(Cause::DecisionTakenBack),
        _ => {}
    }
    if !then.audit.owner.known && now.audit.owner.known {
        out.push(Cause::OwnerFound);
    }
}

/// What was written and answered since.
fn answers(out: &mut Vec<Cause>, then: &Person, now: &Person) {
    let (before, after) = (&then.standing.basis, &now.standing.basis);
    let answered = after.answered.saturating_sub(before.answered);
    let attempts = after.attempts.saturating_sub(before.attempts);
    let unanswered = attempts.saturating_sub(answered);
    let received = after.received.saturating_sub(before.received);
    let sent = after.sent.saturating_sub(before.sent);
    let last = now.last_received.as_deref().or(now.last_contact.as_deref());
    let last = last.and_then(parse);
    if answered > 0 {
        out.push(Cause::Answered {
            times: answered,
            last,
        });
    }
    // An answer is a message of theirs too, and was said already.
    if received > answered {
        out.push(Cause::Wrote {
            last: last.filter(|_| answered == 0),
        });
    }
    match unanswered {
        0 if sent > 0 && received == 0 => out.push(Cause::Asked),
        0 => {}
        times => out.push(Cause::Unanswered { times }),
    }
    let messages =
        |basis: &crate::snapshot::Basis| u64::from(basis.sent) + u64::from(basis.received);
    let lost = messages(before).saturating_sub(messages(after));
    if lost > 0 {
        out.push(Cause::FewerMessages { lost });
    }
}

/// Ties that only the newer audit has.
fn ties(out: &mut Vec<Cause>, then: &Person, now: &Person) {
    let mut known: Vec<(&str, Option<&str>)> = then.ties.iter().map(what_and_when).collect();
    let mut new: Vec<&Tie> = Vec::new();
    for tie in &now.ties {
        match known.iter().position(|k| *k == what_and_when(tie)) {
            Some(at) => drop(known.swap_remove(at)),
            None => new.push(tie),
        }
    }
    out.extend(new.iter().take(NAMED).map(|tie| Cause::Tied {
        kind: tie.kind.clone(),
        on: tie.at.as_deref().and_then(parse),
    }));
    if new.len() > NAMED {
        let more = new.len() - NAMED;
        out.push(Cause::MoreTies { more });
    }
}

fn what_and_when(tie: &Tie) -> (&str, Option<&str>) {
    (&tie.kind, tie.at.as_deref())
}

/// A connection that was made since, or that is no longer new.
fn connection(out: &mut Vec<Cause>, then: &Side<'_>, now: &Side<'_>) {
    let Some(day) = now.person.connected_on.as_deref().and_then(parse) else {
        return;
    };
    let was_new = then.person.verdict == Verdict::Nurture.word();
    let is_new = now.person.verdict == Verdict::Nurture.word();
    if then.person.connected_on.is_none() {
        out.push(Cause::Connected { on: day });
    } else if was_new && !is_new && over_a_year(now, day) {
        out.push(Cause::NoLongerNew { since: day });
    }
}

/// Twelve months without a word that were not over yet in the older audit.
fn silence(out: &mut Vec<Cause>, then: &Side<'_>, now: &Side<'_>) {
    let crossed = |day: &NaiveDate| over_a_year(now, *day) && !over_a_year(then, *day);
    let of = |day: &Option<String>| day.as_deref().and_then(parse).filter(crossed);
    if let Some(since) = of(&now.person.last_contact) {
        out.push(Cause::Silent { since });
    } else if of(&now.person.last_two_way).is_some() || of(&now.person.last_received).is_some() {
        out.push(Cause::OneSided);
    }
}

/// Cards that were joined to theirs, or taken from them.
fn cards(out: &mut Vec<Cause>, then: &Person, now: &Person) {
    let (from, to) = (then.records.len(), now.records.len());
    if from != to {
        out.push(Cause::Cards { from, to });
    }
}

/// Files that were given this time or were not.
fn files(out: &mut Vec<Cause>, then: &Side<'_>, now: &Side<'_>, given: &Given<'_>) {
    let lost = out
        .iter()
        .any(|cause| matches!(cause, Cause::FewerMessages { .. } | Cause::Cards { .. }));
    let was_judged = |side: &Side<'_>| side.person.verdict != Verdict::Unjudged.word();
    let judged = (was_judged(then), was_judged(now));
    let files = given.not_given(then.person);
    if !files.is_empty() && (lost || judged == (true, false)) {
        out.push(Cause::NotGiven { files });
    }
    let mut files = given.given(now.person);
    if judged == (false, true) && files.is_empty() {
        files = given.inputs().added;
    }
    if !files.is_empty() {
        out.push(Cause::Given { files });
    }
}

/// What is left where nothing of the person changed.
fn otherwise(then: &Side<'_>, now: &Side<'_>) -> Cause {
    if then.audit.generator != now.audit.generator {
        return Cause::OtherRules;
    }
    let says = |person: &Person| {
        let Person {
            emails,
            phones,
            urls,
            company,
            title,
            ..
        } = person.clone();
        (emails, phones, urls, company, title)
    };
    if says(then.person) != says(now.person) {
        return Cause::CardsSay;
    }
    let same_beside = then.audit.people.len() == now.audit.people.len()
        && then.audit.coverage == now.audit.coverage
        && then.audit.owner == now.audit.owner;
    if same_beside && then.audit.as_of != now.audit.as_of {
        return Cause::TimePassed;
    }
    Cause::Elsewhere
}

/// Whether a day is more than twelve months before the audit.
fn over_a_year(side: &Side<'_>, day: NaiveDate) -> bool {
    let as_of = side.audit.as_of.get(..10).and_then(parse);
    let limit = as_of.map(|as_of| day_months_before(as_of, RECENT_MONTHS));
    limit.is_some_and(|limit| day < limit)
}

fn parse(date: &str) -> Option<NaiveDate> {
    date.parse().ok()
}
