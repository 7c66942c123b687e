//! What of a person changed between two audits, fact by fact.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::again::{Both, Side};
use super::causes::day;
use super::rates;
use crate::model::cause::Cause;
use crate::model::exchange::Channel;
use crate::model::export::is_of_linkedin;
use crate::model::standing::Verdict;
use crate::model::thresholds::{RECENT_MONTHS, day_months_before};
use crate::snapshot::{Period, Person, Tie};

/// New ties that are named one by one.
const NAMED: usize = 3;
/// Months that a timeline surely tells one by one.
const MONTHS_TOLD: u32 = 22;

/// Everything that changed, where an audit does not keep enough to find out what mattered.
pub fn told(out: &mut Vec<Cause>, both: &Both<'_>) {
    let Both { then, now } = both;
    decision(out, then.person, now.person);
    if !then.audit.owner.known && now.audit.owner.known {
        out.push(Cause::OwnerFound);
    }
    passed(out, then, now);
    ties(out, then.person, now.person);
    connection(out, then, now);
    silence(out, then, now);
    let (from, to) = (cards(then), cards(now));
    if from != to {
        out.push(Cause::Cards { from, to });
    }
    if then.person.standing.band != now.person.standing.band && out.iter().all(is_slow) {
        out.extend(rates::of_both(then.person, now.person));
    }
}

/// How many cards are somebody's; the rows of several exports of LinkedIn are one.
pub fn cards(side: &Side<'_>) -> usize {
    let kinds: FxHashMap<&str, &str> = side
        .audit
        .files
        .iter()
        .filter(|file| is_of_linkedin(&file.kind))
        .map(|file| (file.file.as_str(), file.kind.as_str()))
        .collect();
    let mut of_exports: FxHashMap<&str, FxHashMap<&str, usize>> = FxHashMap::default();
    let mut others = 0;
    for record in &side.person.records {
        match kinds.get(record.file.as_str()) {
            Some(kind) => {
                let files = of_exports.entry(*kind).or_default();
                *files.entry(record.file.as_str()).or_default() += 1;
            }
            None => others += 1,
        }
    }
    let largest = of_exports.values().filter_map(|files| files.values().max());
    others + largest.sum::<usize>()
}

/// Whether a cause alone need not have moved the estimate.
fn is_slow(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::Silent { .. } | Cause::OneSided | Cause::NoLongerNew { .. } | Cause::Cards { .. }
    )
}

/// What the owner said, or a rule of theirs.
pub fn decision(out: &mut Vec<Cause>, then: &Person, now: &Person) {
    match (&then.rule, &now.rule) {
        (before, Some(rule)) if before.as_ref() != Some(rule) => {
            return out.push(Cause::Rule { rule: rule.clone() });
        }
        (Some(rule), None) if now.decision.is_none() => {
            return out.push(Cause::RuleGone { rule: rule.clone() });
        }
        _ => {}
    }
    match (&then.decision, &now.decision) {
        (before, Some(word)) if before.as_ref() != Some(word) => {
            out.push(Cause::Decided { word: word.clone() });
        }
        (Some(_), None) => out.push(Cause::DecisionTakenBack),
        _ => {}
    }
}

/// What was written and answered since, and what of earlier times is known now or no longer.
pub fn passed(out: &mut Vec<Cause>, then: &Side<'_>, now: &Side<'_>) {
    let first = out.len();
    let since = since(then, now);
    let (before, after) = (&then.person.standing.basis, &now.person.standing.basis);
    if since.received > 0 || since.sent > 0 || since.met > 0 {
        answers(out, then.person, now.person, &since);
    } else if after.attempts.saturating_sub(before.attempts)
        > after.answered.saturating_sub(before.answered)
        && (after.sent, after.received) == (before.sent, before.received)
    {
        // The time for an answer is over.
        let times = after.attempts - before.attempts;
        out.push(Cause::Unanswered { times });
    }
    if since.earlier > 0 {
        let more = since.earlier as u64;
        out.push(Cause::EarlierMessages { more });
    } else if since.earlier < 0 {
        let lost = since.earlier.unsigned_abs();
        out.push(Cause::FewerMessages { lost });
    }
    if out.len() == first {
        out.extend(otherwise(then.person, now.person));
    }
}

/// Contact that is no message of either: a talk among several, or less of it than was known.
fn otherwise(then: &Person, now: &Person) -> Option<Cause> {
    let (then, now) = (&then.last_group_talk, &now.last_group_talk);
    let last = now.as_deref().and_then(day).filter(|_| then != now)?;
    Some(Cause::GroupTalk { last })
}

fn answers(out: &mut Vec<Cause>, then: &Person, now: &Person, since: &Since) {
    let (before, after) = (&then.standing.basis, &now.standing.basis);
    let answered = after.answered.saturating_sub(before.answered);
    let answered = answered.min(since.received as u32);
    let unanswered = after
        .attempts
        .saturating_sub(before.attempts)
        .saturating_sub(answered);
    let last = now.last_received.as_deref().or(now.last_contact.as_deref());
    let last = last.and_then(day);
    if answered > 0 {
        out.push(Cause::Answered {
            times: answered,
            last,
        });
    }
    // An answer is a message of theirs too, and was said already.
    if since.received > i64::from(answered) {
        let last = last.filter(|_| answered == 0);
        out.push(if since.is_called {
            Cause::Called { last }
        } else {
            Cause::Wrote { last }
        });
    }
    if since.met > 0 {
        out.push(Cause::Met {
            last: since.last_met,
        });
    }
    match unanswered {
        0 if since.sent > 0 && since.received == 0 && since.met == 0 => out.push(Cause::Asked),
        0 => {}
        times => out.push(Cause::Unanswered { times }),
    }
}

/// What passed after the older audit, and how many more messages of before are known.
struct Since {
    sent: i64,
    received: i64,
    met: i64,
    last_met: Option<NaiveDate>,
    /// Whether all that came from them was calls.
    is_called: bool,
    /// Negative where fewer are known.
    earlier: i64,
}

/// The timeline tells by months, and of the month of the older audit how much of it was known then.
fn since(then: &Side<'_>, now: &Side<'_>) -> Since {
    let (old, new) = (then.person, now.person);
    let sum = |person: &Person, is_told: &dyn Fn(&str) -> bool| -> [i64; 3] {
        let told = person.timeline.iter().filter(|p| is_told(&p.when));
        told.map(|p: &Period| [p.sent, p.received, p.met].map(i64::from))
            .fold([0; 3], |[a, b, c], [x, y, z]| [a + x, b + y, c + z])
    };
    let more = {
        let (before, after) = (&old.standing.basis, &new.standing.basis);
        let more = |now: u32, then: u32| i64::from(now) - i64::from(then);
        [
            more(after.sent, before.sent),
            more(after.received, before.received),
        ]
    };
    let from = day(&then.audit.as_of);
    let is_later = |date: &str| day(date).zip(from).is_some_and(|(date, from)| date >= from);
    let month = then.audit.as_of.get(..7).unwrap_or("");
    let [sent, received, met] = if by_months(then, now) {
        let later = sum(new, &|when| when >= month);
        let known = sum(old, &|when| when == month);
        [0, 1, 2].map(|at| (later[at] - known[at]).max(0))
    } else {
        let last = |at: &Option<String>| at.as_deref().is_none_or(is_later);
        let [sent, received] = more.map(|more| more.max(0));
        let is_met = sum(new, &|_| true)[2] > sum(old, &|_| true)[2];
        [
            if last(&new.last_sent) { sent } else { 0 },
            if last(&new.last_received) {
                received
            } else {
                0
            },
            i64::from(is_met && last(&new.last_contact)),
        ]
    };
    let recent: Vec<_> = new.recent.iter().filter(|o| is_later(&o.at)).collect();
    let mut theirs = recent.iter().filter(|o| o.direction == "in").peekable();
    Since {
        sent,
        received,
        met,
        last_met: recent
            .iter()
            .find(|o| o.direction == "both")
            .and_then(|o| day(&o.at)),
        is_called: theirs.peek().is_some() && theirs.all(|o| o.channel == Channel::Call.word()),
        earlier: more[0] + more[1] - sent - received,
    }
}

/// Whether the newer timeline tells every month since the older audit; years before the last two are told as a whole.
fn by_months(then: &Side<'_>, now: &Side<'_>) -> bool {
    let oldest = day(&now.audit.as_of).map(|now| day_months_before(now, MONTHS_TOLD));
    !now.person.timeline.is_empty()
        && oldest
            .zip(day(&then.audit.as_of))
            .is_some_and(|(a, b)| a <= b)
}

/// Ties that only one of the audits has.
pub fn ties(out: &mut Vec<Cause>, then: &Person, now: &Person) {
    let new = without(&now.ties, &then.ties);
    out.extend(new.iter().take(NAMED).map(|tie| Cause::Tied {
        kind: tie.kind.clone(),
        on: tie.at.as_deref().and_then(day),
    }));
    if new.len() > NAMED {
        let more = new.len() - NAMED;
        out.push(Cause::MoreTies { more });
    }
    let lost = without(&then.ties, &now.ties);
    if let Some(tie) = lost.first().filter(|_| new.is_empty()) {
        let kind = tie.kind.clone();
        out.push(Cause::Untied { kind });
    }
}

/// The ties of one side that the other has not.
fn without<'a>(ties: &'a [Tie], others: &[Tie]) -> Vec<&'a Tie> {
    let mut known: Vec<(&str, Option<&str>)> = others.iter().map(what_and_when).collect();
    let is_new = |tie: &&Tie| match known.iter().position(|k| *k == what_and_when(tie)) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    ties.iter().filter(is_new).collect()
}

fn what_and_when(tie: &Tie) -> (&str, Option<&str>) {
    (&tie.kind, tie.at.as_deref())
}

/// A connection that was made since, or that is no longer new.
fn connection(out: &mut Vec<Cause>, then: &Side<'_>, now: &Side<'_>) {
    let on = now.person.connected_on.as_deref().and_then(day);
    match on.filter(|_| then.person.connected_on.is_none()) {
        Some(on) => out.push(Cause::Connected { on }),
        None => no_longer_new(out, then, now),
    }
}

/// A connection of less than a year then, and of more now.
pub fn no_longer_new(out: &mut Vec<Cause>, then: &Side<'_>, now: &Side<'_>) {
    let since = now.person.connected_on.as_deref().and_then(day);
    let was_new = then.person.verdict == Verdict::Nurture;
    let is_new = now.person.verdict == Verdict::Nurture;
    let over = since.filter(|day| was_new && !is_new && over_a_year(now, *day));
    out.extend(over.map(|since| Cause::NoLongerNew { since }));
}

/// Twelve months without a word that were not over yet in the older audit.
pub fn silence(out: &mut Vec<Cause>, then: &Side<'_>, now: &Side<'_>) {
    let crossed = |day: &NaiveDate| over_a_year(now, *day) && !over_a_year(then, *day);
    let of = |date: &Option<String>| date.as_deref().and_then(day).filter(crossed);
    if let Some(since) = of(&now.person.last_contact) {
        out.push(Cause::Silent { since });
    } else if of(&now.person.last_two_way).is_some() || of(&now.person.last_received).is_some() {
        out.push(Cause::OneSided);
    }
}

/// Whether a day is more than twelve months before the audit.
fn over_a_year(side: &Side<'_>, date: NaiveDate) -> bool {
    let limit = day(&side.audit.as_of).map(|as_of| day_months_before(as_of, RECENT_MONTHS));
    limit.is_some_and(|limit| date < limit)
}
