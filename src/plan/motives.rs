//! Why somebody belongs into a week: the first motive that fits them.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

use super::{Ground, day};
use crate::model::decision::Said;
use crate::model::name::fold;
use crate::model::plan::{Item, Motive};
use crate::model::standing::Verdict;
use crate::snapshot::{Helper, Person, Stale, Unmatched, Waits, new_employer};

/// Months for which a favour is one to return, in a plan.
const RETURN_MONTHS: u32 = 24;
/// Days after a meeting in which to thank for it.
const THANK_DAYS: u64 = 7;
/// An answer that is longer overdue than this is none any more.
const ANSWER_LATE_DAYS: i64 = 365;
/// Days for which a word of the owner's may still be answered before another one is due.
const JUST_WRITTEN_DAYS: i64 = 30;
/// Months for which an invitation waits.
const INVITATION_MONTHS: u32 = 6;
/// Letters from which on a word of a note tells something.
const TELLING: usize = 4;
/// Ties that were costly for who gave them.
const COSTLY: [&str; 3] = ["recommendation", "favour", "intro"];

/// The other people that a motive may look at.
pub struct Others<'a> {
    /// Who can help with what.
    helpers: Vec<Helper>,
    /// Everybody of the audit before, by id.
    before: HashMap<&'a str, &'a Person>,
}

impl<'a> Others<'a> {
    /// As the ground tells them.
    pub fn of(ground: &Ground<'a>) -> Self {
        let before = ground.before.into_iter();
        let before = before.flat_map(|audit| &audit.people);
        Self {
            helpers: ground.people.helpers(),
            before: before.map(|then| (then.id.as_str(), then)).collect(),
        }
    }
}

/// What orders people of one motive.
pub type Urgency = (Reverse<u32>, String, Reverse<u32>, String);

/// The first motive that fits somebody.
pub fn of(person: &Person, ground: &Ground<'_>, others: &Others<'_>) -> Option<Motive> {
    promise(person)
        .or_else(|| waits(person))
        .or_else(|| to_return(person, ground.today))
        .or_else(|| job_change(person, ground, others))
        .or_else(|| introduce(person, ground, others))
        .or_else(|| thank(person, ground.today))
        .or_else(|| birthday(person, ground.today))
        .or_else(|| rhythm(person, ground))
        .or_else(|| dormant(person, ground.today))
        .or_else(|| new_tie(person))
        .or_else(|| old_card(person))
}

fn promise(person: &Person) -> Option<Motive> {
    let promises = &person.balance.as_ref()?.yours.promises;
    let due = promises.iter().filter(|promise| promise.due.is_some());
    let promise = due.min_by_key(|promise| promise.due.as_deref());
    promise.or(promises.first()).map(|promise| Motive::Promise {
        made: promise.made.clone(),
        due: promise.due.clone(),
    })
}

fn waits(person: &Person) -> Option<Motive> {
    let since = person.waiting_since.clone()?;
    let called = person.called_last();
    Some(Motive::Waits { since, called })
}

/// The last costly help of the last two years after which the owner gave nothing.
fn to_return(person: &Person, today: NaiveDate) -> Option<Motive> {
    let since = today.checked_sub_months(Months::new(RETURN_MONTHS))?;
    let received = person.ties.iter().filter_map(|tie| {
        let what = tie.kind.strip_suffix("-received")?;
        let at = tie.at.as_deref()?;
        (COSTLY.contains(&what) && day(at)? >= since).then_some((at, what))
    });
    let (on, kind) = received.max()?;
    let given = person.balance.as_ref()?.yours.last.as_deref();
    given
        .is_none_or(|given| given < on)
        .then(|| Motive::Return {
            kind: kind.to_owned(),
            on: on.to_owned(),
        })
}

/// Another employer than in the audit before, of somebody with whom there was contact both ways.
fn job_change(person: &Person, ground: &Ground<'_>, others: &Others<'_>) -> Option<Motive> {
    person.last_two_way.as_ref()?;
    let then = others.before.get(person.id.as_str())?;
    let (from, to) = new_employer(ground.before?, then, ground.audit, person)?;
    Some(Motive::JobChange {
        from: from.to_owned(),
        to: to.to_owned(),
        seen: ground.audit.as_of.get(..10).unwrap_or_default().to_owned(),
    })
}

/// Somebody else who can help with what the owner noted for this person, and who was never on anything with them.
fn introduce(person: &Person, ground: &Ground<'_>, others: &Others<'_>) -> Option<Motive> {
    let wanted = fold(person.i_can.as_deref()?);
    let wanted: Vec<&str> = telling(&wanted).collect();
    let met = |other: &Helper| {
        let links = ground.audit.links.iter();
        let both = |id: &String| *id == person.id || *id == other.id;
        links.into_iter().any(|link| link.people.iter().all(both))
    };
    others.helpers.iter().find_map(|other| {
        let offered = fold(&other.they_can);
        let word = telling(&offered).find(|word| wanted.contains(word))?;
        (other.id != person.id && !met(other)).then(|| Motive::Introduce {
            to: other.id.clone(),
            to_name: other.name.clone(),
            word: word.to_owned(),
        })
    })
}

fn telling(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() >= TELLING)
}

/// A meeting of two in the last week after which the owner wrote nothing.
fn thank(person: &Person, today: NaiveDate) -> Option<Motive> {
    let since = today.checked_sub_days(Days::new(THANK_DAYS))?;
    let newest = person.recent.iter();
    let until_word = newest.take_while(|occasion| occasion.direction != "out");
    let is_recent = |at: &str| day(at).is_some_and(|at| (since..=today).contains(&at));
    let mut met = until_word.filter(|occasion| {
        occasion.direction == "both"
            && occasion.channel == "meeting"
            && occasion.others <= 1
            && is_recent(&occasion.at)
    });
    met.next().map(|met| Motive::Thank {
        met: met.at.clone(),
    })
}

fn rhythm(person: &Person, ground: &Ground<'_>) -> Option<Motive> {
    let wanted = person.rhythm.as_deref()?;
    let Ok(Said::Rhythm(rhythm)) = Said::parse(wanted) else {
        return None;
    };
    let last = person.last_contact.as_deref().and_then(day);
    // Without any contact the rhythm begins with the decision.
    let decided = || {
        let mut all = ground.audit.decisions.iter();
        let own = all.find(|decided| decided.id == person.id && decided.said == wanted);
        own.and_then(|decided| day(&decided.at))
    };
    let due = rhythm.due(last.or_else(decided)?);
    (due < ground.today).then(|| Motive::Rhythm {
        rhythm: wanted.to_owned(),
        last: person.last_contact.clone(),
        due: due.to_string(),
    })
}

/// Somebody to write to again, to whom the owner has not just written.
fn dormant(person: &Person, today: NaiveDate) -> Option<Motive> {
    let talks = person.standing.talks.as_ref()?;
    let answered = talks.answered + talks.late;
    let sent = person.last_sent.as_deref().and_then(day);
    let has_written = sent.is_some_and(|sent| today - sent < TimeDelta::days(JUST_WRITTEN_DAYS));
    let is_meant =
        person.verdict == Verdict::Reconnect && answered + talks.theirs > 0 && !has_written;
    let heard = person.last_received.as_deref().and_then(day);
    let is_late = heard.is_some_and(|heard| today - heard <= TimeDelta::days(ANSWER_LATE_DAYS));
    is_meant.then(|| Motive::Dormant {
        answered,
        began: talks.theirs,
        last: person.last_two_way.clone(),
        owed: person.owes_answer && is_late,
    })
}

fn new_tie(person: &Person) -> Option<Motive> {
    let connected = person.connected_on.clone()?;
    let wrote = person.last_received.clone().filter(|_| person.owes_answer);
    let wrote = wrote.or_else(|| invited_with_a_note(person));
    // Who was written to and has not answered is left in peace.
    let is_open = person.last_sent.is_none() || person.last_received.is_some();
    (person.verdict == Verdict::Nurture && is_open).then_some(Motive::NewTie { connected, wrote })
}

/// The day of the note with which they invited the owner, who has not written since.
fn invited_with_a_note(person: &Person) -> Option<String> {
    let mut reasons = person.reasons.iter();
    let note = reasons.find(|reason| reason.code == "invitation-note")?;
    let is_theirs = note.facts.get("yours").and_then(serde_json::Value::as_bool) == Some(false);
    let on = note.facts.get("on").and_then(serde_json::Value::as_str)?;
    (is_theirs && person.last_sent.is_none()).then(|| on.to_owned())
}

/// A birthday between today and the end of the week, of somebody with whom there was contact both ways.
fn birthday(person: &Person, today: NaiveDate) -> Option<Motive> {
    person.last_two_way.as_ref()?;
    let left = u64::from(6 - today.weekday().num_days_from_monday());
    let written = person
        .values
        .iter()
        .filter(|value| value.field == "birthday");
    let mut born = written.filter_map(|value| month_and_day(&value.value));
    let (month, day) = born.next()?;
    let mut days = (0..=left).filter_map(|n| today.checked_add_days(Days::new(n)));
    let on = days.find(|on| (on.month(), on.day()) == (month, day))?;
    Some(Motive::Birthday { on: on.to_string() })
}

/// A card that names an employer whom they have left, of somebody with whom there was contact both ways.
fn old_card(person: &Person) -> Option<Motive> {
    person.last_two_way.as_ref()?;
    let is_old = |stale: &&Stale| stale.field == "company" && stale.matched != "name";
    let old = person.stale.iter().filter(is_old);
    let oldest = old.max_by_key(|stale| stale.later)?;
    Some(Motive::OldCard {
        says: oldest.value.clone(),
        now: oldest.newer.clone()?,
        later: oldest.later,
    })
}

/// Of a birthday such as `1980-11-03` or `--11-03`.
fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let tail: Vec<&str> = text.trim().rsplitn(3, '-').collect();
    let [day, month, ..] = tail.as_slice() else {
        return None;
    };
    let day = day
        .get(..2)?
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let month = month
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    Some((month, day))
}

/// People without a card who wait for an answer, or who invited the owner and were not written to.
pub fn unlisted(ground: &Ground<'_>) -> Vec<Item> {
    let Some(since) = ground
        .today
        .checked_sub_months(Months::new(INVITATION_MONTHS))
    else {
        return Vec::new();
    };
    let invites = |other: &Unmatched| {
        let on = other.invited_by.as_deref().and_then(day);
        on.is_some_and(|on| on >= since) && other.sent == 0
    };
    let motive = |other: &Unmatched| {
        let Waits { since, called } = match &other.waits {
            Some(waits) => waits.clone(),
            None => {
                let on = other.invited_by.clone().filter(|_| invites(other))?;
                return Some(Motive::Invitation { on });
            }
        };
        Some(Motive::Waits { since, called })
    };
    let item = |other: &Unmatched| {
        Some(Item {
            person: other.key_or_name().to_owned(),
            name: other.name.clone(),
            company: None,
            motive: motive(other)?,
            i_can: None,
            they_can: None,
            bridge_to: 0,
            unreached: None,
        })
    };
    let is_meant = |item: &Item| {
        ground.named.may_come_again(&item.person, &item.motive)
            && !ground.skipped.contains(&item.person)
    };
    let all = ground.audit.unmatched.iter().filter_map(item);
    all.filter(is_meant).collect()
}

/// By what people of one motive are ordered: what is due or waits longest first, then who has most behind them. Never by rank or title.
pub fn urgency(item: &Item, person: Option<&Person>) -> Urgency {
    let weight = person.map_or(0, |person| person.standing.tie_weight);
    let (evidence, day) = match &item.motive {
        Motive::Promise { made, due } => {
            let far = || "9999".to_owned();
            (0, due.clone().or_else(|| made.clone()).unwrap_or_else(far))
        }
        Motive::Waits { since, .. } => (0, since.clone()),
        Motive::Thank { met } => (0, met.clone()),
        Motive::Rhythm { due, .. } => (0, due.clone()),
        Motive::Birthday { on } => (0, on.clone()),
        Motive::Dormant {
            answered, began, ..
        } => {
            let help = person
                .and_then(|p| p.balance.as_ref())
                .map_or(0, |b| b.theirs.costly);
            (help * 1_000 + answered + began, String::new())
        }
        // The newest first: each digit the other way round.
        Motive::Return { on, .. } | Motive::Invitation { on } => (0, backwards(on)),
        Motive::NewTie { connected, .. } => (0, backwards(connected)),
        // The oldest card first.
        Motive::OldCard { later, .. } => (*later, String::new()),
        Motive::JobChange { .. } | Motive::Introduce { .. } => (0, String::new()),
    };
    (Reverse(evidence), day, Reverse(weight), item.person.clone())
}

/// A day so written that later ones come first.
fn backwards(day: &str) -> String {
    let turn = |c: char| c.to_digit(10).map_or(c, |n| char::from(b'9' - n as u8));
    day.chars().map(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_is_read_with_its_year_and_without() {
        for (text, born) in [
            ("1980-11-03", Some((11, 3))),
            ("--11-03", Some((11, 3))),
            ("1980", None),
            ("soon", None),
            ("1980-13-03", None),
        ] {
            assert_eq!(month_and_day(text), born, "{text}");
        }
    }

    #[test]
    fn later_days_come_first_backwards() {
        assert!(backwards("2026-11-01") < backwards("2025-12-31"));
    }
}
