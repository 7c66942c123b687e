//! Why somebody moved: what of the two audits would have changed the result, found by taking one thing at a time back.
//!
//! `again` says which things those are; here each is described by its facts. Audits of earlier versions do not keep what a verdict
//! rests on: there the facts that changed are told.

use chrono::NaiveDate;

use super::again::{Both, Part, Side};
use super::facts;
use super::inputs::Given;
use super::rates;
use crate::model::cause::{Cause, Reach};
use crate::model::closed::Saved;
use crate::model::coverage::{Medium, Silence};
use crate::model::grounds::OnCards;
use crate::model::moment::date_of;
use crate::model::standing::Verdict;
use crate::model::thresholds::{
    LEFT_IN_A_ROW, LET_GO_MONTHS, LONG_AGO_MONTHS, WAITING_MONTHS, months_before,
};

/// What brought a move about, the most telling first; never empty.
pub fn causes(both: &Both<'_>, given: &Given<'_>) -> Vec<Cause> {
    let mut out = Vec::new();
    if both.holds_now() && both.holds_then() {
        for part in both.parts() {
            describe(&mut out, part, both);
        }
    } else if both.holds_now() && both.with(&Part::ALL) == both.now.stands() {
        // By the rules of today they stood there before, too.
        out.push(Cause::OtherRules);
    } else {
        facts::told(&mut out, both);
    }
    settle(&mut out, both);
    files(&mut out, both, given);
    if out.is_empty() {
        out.push(otherwise(both));
    }
    out
}

/// Leaves out what says the same twice, or cannot have done it: two words for how others answer, and a try in vain where somebody rose.
fn settle(out: &mut Vec<Cause>, both: &Both<'_>) {
    let is_rate = |cause: &Cause| matches!(cause, Cause::OwnerRate { .. });
    if out.iter().any(is_rate) {
        out.retain(|cause| !matches!(cause, Cause::OwnerShift { .. }));
    }
    let places = |side: &Side<'_>| side.stands().map(|s| (s.band as u8, s.verdict as u8));
    let has_risen = places(&both.then)
        .zip(places(&both.now))
        .is_some_and(|(then, now)| now.0 <= then.0 && now.1 <= then.1);
    let is_vain = |cause: &Cause| matches!(cause, Cause::Unanswered { .. });
    if has_risen && !out.iter().all(is_vain) {
        out.retain(|cause| !is_vain(cause));
    }
}

fn describe(out: &mut Vec<Cause>, part: Part, both: &Both<'_>) {
    let (then, now) = (&both.then, &both.now);
    match part {
        Part::Decision => facts::decision(out, then.person, now.person),
        Part::Owner if now.audit.owner.known => out.push(Cause::OwnerFound),
        Part::Owner => out.push(Cause::OwnerLost),
        Part::Passed => {
            joined(out, both);
            let first = out.len();
            facts::passed(out, then, now);
            if out.len() == first {
                out.push(Cause::Contact);
            }
        }
        Part::Ties => {
            joined(out, both);
            facts::ties(out, then.person, now.person);
        }
        Part::Cards => {
            joined(out, both);
            cards(out, both);
        }
        Part::Coverage => out.extend(coverage(both)),
        Part::Time => time(out, both),
        Part::OwnerRate | Part::OwnerShift => {
            out.extend(rates::of_owner(part, then.person, now.person));
        }
    }
}

/// Cards that were joined to theirs, or taken from them, since what changed may have come with them.
fn joined(out: &mut Vec<Cause>, both: &Both<'_>) {
    let [from, to] = [&both.then, &both.now].map(facts::cards);
    let told = Cause::Cards { from, to };
    if from != to && !out.contains(&told) {
        out.push(told);
    }
}

/// What their cards say otherwise, as far as a verdict rests on it.
fn cards(out: &mut Vec<Cause>, both: &Both<'_>) {
    let [Some(then), Some(now)] = [&both.then, &both.now].map(|side| side.person.grounds.as_ref())
    else {
        return;
    };
    let (then, now) = (&then.cards, &now.cards);
    match (then.connected, now.connected) {
        (before, Some(on)) if before != Some(on) => out.push(Cause::Connected { on: date_of(on) }),
        (Some(_), None) => out.push(Cause::NoLongerConnected),
        _ => {}
    }
    let in_book = |cards: &OnCards| cards.book || cards.imported;
    if in_book(then) != in_book(now) {
        out.push(Cause::AddressBook {
            is_in: in_book(now),
        });
    }
    let changed = |from: &OnCards, to: &OnCards, is_new: bool| -> Vec<Cause> {
        let new = to.reminders.iter().filter(|r| !from.reminders.contains(r));
        let known = new.filter_map(|reminder| reminder.known());
        known.map(|what| Cause::Reminder { what, is_new }).collect()
    };
    out.extend(changed(then, now, true));
    out.extend(changed(now, then, false));
    if out.is_empty() {
        out.push(Cause::CardsSay);
    }
}

/// What the files tell now of the time that matters, and did not before, or the other way round.
fn coverage(both: &Both<'_>) -> Option<Cause> {
    let as_of = both.now.audit.instant()?;
    let is_connection = is_connection(&both.now);
    let (medium, was, is) = changed(both, as_of, is_connection).or_else(|| {
        let (medium, was) = silence(&both.then, as_of)?;
        Some((medium, was, silence(&both.now, as_of)?.1))
    })?;
    Some(match is {
        Silence::Told => Cause::Covered {
            medium,
            since: match is_connection {
                true => Reach::Connection,
                false => Reach::Today,
            },
        },
        silence => Cause::NotCovered {
            medium,
            silence: if was == silence { was } else { silence },
        },
    })
}

fn is_connection(side: &Side<'_>) -> bool {
    let grounds = side.person.grounds.as_ref();
    grounds.is_some_and(|grounds| grounds.cards.connection)
}

/// Channels that show contact with whoever is no connection.
const OTHERS: [Medium; 3] = [Medium::Mail, Medium::Chats, Medium::Calls];

/// The first channel whose silence tells something in one of the audits only.
fn changed(both: &Both<'_>, as_of: i64, is_connection: bool) -> Option<(Medium, Silence, Silence)> {
    let others = OTHERS.into_iter().filter(|_| !is_connection);
    let each = others.filter_map(|medium| {
        let [was, is] = [&both.then, &both.now].map(|side| {
            let connected = side.person.grounds.as_ref()?.cards.connected;
            Some(side.coverage.silence(medium, connected, as_of))
        });
        Some((medium, was?, is?))
    });
    let mut each = each;
    each.find(|(_, was, is)| (*was == Silence::Told) != (*is == Silence::Told))
}

/// The channel that would show contact with somebody, and what its silence means at an instant.
fn silence(side: &Side<'_>, as_of: i64) -> Option<(Medium, Silence)> {
    let cards = &side.person.grounds.as_ref()?.cards;
    let of = |medium| {
        (
            medium,
            side.coverage.silence(medium, cards.connected, as_of),
        )
    };
    if cards.connection {
        return Some(of(Medium::LinkedInMessages));
    }
    let others = OTHERS.map(of);
    let told = others.iter().find(|(_, silence)| *silence == Silence::Told);
    let given = others
        .iter()
        .find(|(_, silence)| *silence != Silence::NotGiven);
    told.or(given).or(others.first()).copied()
}

/// What the days since the older audit brought about by themselves.
fn time(out: &mut Vec<Cause>, both: &Both<'_>) {
    let [then, now] = [&both.then, &both.now].map(|side| side.person);
    let has_moved = then.verdict != now.verdict;
    if has_moved {
        facts::no_longer_new(out, &both.then, &both.now);
        facts::silence(out, &both.then, &both.now);
        out.extend(long_ago(both));
        out.extend(unanswered(both));
        out.extend(ended(both));
    }
    if then.standing.band != now.standing.band {
        out.extend(rates::of_time(then, now));
    }
    // Where anything else happened, it is not for time alone.
    if out.is_empty() {
        out.push(Cause::TimePassed);
    }
}

/// One talk that was less than five years ago in the older audit.
fn long_ago(both: &Both<'_>) -> Option<Cause> {
    let last = both.now.person.grounds.as_ref()?.passed.last?;
    let is_over =
        |side: &Side<'_>| Some(last < months_before(side.audit.instant()?, LONG_AGO_MONTHS));
    (is_over(&both.now)? && !is_over(&both.then)?).then(|| Cause::LongAgo {
        last: date_of(last),
    })
}

/// Messages, of whichever side, that stand without an answer for so long by now that it says something.
fn unanswered(both: &Both<'_>) -> Option<Cause> {
    let passed = &both.now.person.grounds.as_ref()?.passed;
    let (was, is) = (both.then.audit.instant()?, both.now.audit.instant()?);
    let has_crossed = |at: &i64, months: u32| {
        let line = |as_of: i64| months_before(as_of, months);
        (line(was)..line(is)).contains(at)
    };
    match both.now.person.verdict {
        Saved::Known(Verdict::Delete) if passed.sent + passed.spoke == 0 => {
            let last = passed.last_in.filter(|at| has_crossed(at, WAITING_MONTHS));
            last.map(date_of).map(|last| Cause::NeverAnswered { last })
        }
        Saved::Known(Verdict::Ask) if passed.left >= LEFT_IN_A_ROW => {
            let heard = passed.last_word.filter(|at| has_crossed(at, LET_GO_MONTHS));
            heard.map(date_of).map(|heard| Cause::LetGo { heard })
        }
        _ => None,
    }
}

/// A channel that ends too long before the newer audit.
fn ended(both: &Both<'_>) -> Option<Cause> {
    let (medium, was) = silence(&both.now, both.then.audit.instant()?)?;
    let (_, silence) = silence(&both.now, both.now.audit.instant()?)?;
    let is_judged = both.now.person.verdict != Verdict::Unjudged;
    let is_told = |silence| silence == Silence::Told;
    (!is_judged && is_told(was) && !is_told(silence))
        .then_some(Cause::NotCovered { medium, silence })
}

/// Files that were given this time or were not.
fn files(out: &mut Vec<Cause>, both: &Both<'_>, given: &Given<'_>) {
    let (then, now) = (both.then.person, both.now.person);
    let is_loss = |cause: &Cause| {
        matches!(
            cause,
            Cause::FewerMessages { .. } | Cause::Cards { .. } | Cause::NotCovered { .. }
        )
    };
    let judged = [then, now].map(|person| person.verdict != Verdict::Unjudged);
    let is_uncovered = |cause: &Cause| matches!(cause, Cause::NotCovered { .. });
    let mut files = given.not_given(then);
    if files.is_empty() && (judged == [true, false] || out.iter().any(is_uncovered)) {
        files = given.all_missing();
    }
    if !files.is_empty() && (out.iter().any(is_loss) || judged == [true, false]) {
        out.push(Cause::NotGiven { files });
    }
    let mut files = given.given(now);
    if judged == [false, true] && files.is_empty() {
        files = given.inputs().added;
    }
    if !files.is_empty() {
        out.push(Cause::Given { files });
    }
}

/// What is left where nothing of the person changed.
fn otherwise(both: &Both<'_>) -> Cause {
    let [then, now] = [&both.then, &both.now].map(|side| side.audit);
    if then.generator != now.generator {
        return Cause::OtherRules;
    }
    let says = |side: &Side<'_>| {
        let person = side.person.clone();
        (
            person.emails,
            person.phones,
            person.urls,
            person.company,
            person.title,
        )
    };
    if says(&both.then) != says(&both.now) {
        return Cause::CardsSay;
    }
    Cause::NotKept
}

/// The day of a text.
pub fn day(date: &str) -> Option<NaiveDate> {
    date.get(..10)?.parse().ok()
}
