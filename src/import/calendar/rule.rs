//! Follows the rule of a recurring event. Each rule is clipped first, so that one that never ends costs no other anything.

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz as Known;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty,
    ICalendarRecurrenceRule, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike};

use super::when::{self, When};
use crate::model::moment::DAY;

/// How many meetings before the as-of instant are taken from one rule.
const MOST: usize = 2_000;
/// How many steps of a rule are taken at all.
const STEPS: usize = 20_000;
/// How long after the as-of instant meetings count as planned.
const AHEAD: i64 = 365 * DAY;
/// No rule is followed beyond 2100.
const LAST: i64 = 4_102_444_800;

/// The meetings of a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Followed {
    /// When they begin, by the clock of the event's zone.
    pub starts: Vec<NaiveDateTime>,
    /// What is said if not all were taken.
    pub cut: Option<String>,
}

/// The meetings of an event that begins at `start`: the newest before `as_of`, and those planned for the year after it.
pub fn follow(
    start: &When,
    rule: &ICalendarRecurrenceRule,
    as_of: i64,
) -> Result<Followed, String> {
    let as_of = as_of.min(LAST);
    let end = when::local(as_of + AHEAD, &start.zone);
    let until_utc = last_instant(rule);
    // An hour comes twice when summer ends: by the clock alone its second half would lie behind an end in the first.
    let hour = TimeDelta::hours(if until_utc.is_some() { 1 } else { 0 });
    let last = last(rule, start).map_or(end, |last| (last + hour).min(end));
    if last < start.local {
        let starts = Vec::new();
        return Ok(Followed { starts, cut: None });
    }
    let mut starts = until(start.local, rule, last)?;
    if let Some(last) = until_utc {
        starts.retain(|at| when::instant(*at, &start.zone) <= last);
    }
    let is_endless = starts.len() >= STEPS;
    let now = when::local(as_of, &start.zone);
    let before = starts.partition_point(|at| *at < now);
    let too_many = before.saturating_sub(MOST);
    starts.drain(..too_many);
    let cut = match (is_endless, too_many) {
        (true, _) => Some(format!(
            "a rule that gives {STEPS} meetings or more; only {MOST} of them were taken"
        )),
        (false, 0) => None,
        (false, _) => Some(format!(
            "a rule that gives {before} meetings; only the newest {MOST} were taken"
        )),
    };
    Ok(Followed { starts, cut })
}

/// The last instant of a rule, by the clock of its event. A day means its last second.
fn last(rule: &ICalendarRecurrenceRule, start: &When) -> Option<NaiveDateTime> {
    let written = rule.until.as_ref()?;
    let read = written.to_date_time()?;
    if !written.has_time() {
        return read.date_time.date().and_hms_opt(23, 59, 59);
    }
    Some(match last_instant(rule) {
        None => read.date_time,
        Some(at) => when::local(at, &start.zone),
    })
}

/// The same as an instant, where it is one.
fn last_instant(rule: &ICalendarRecurrenceRule) -> Option<i64> {
    let written = rule.until.as_ref().filter(|written| written.has_time())?;
    let read = written.to_date_time()?;
    let ahead = i64::from(read.offset?.local_minus_utc());
    Some(read.date_time.and_utc().timestamp() - ahead)
}

fn written(local: NaiveDateTime) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(local.year()).ok(),
        month: Some(local.month() as u8),
        day: Some(local.day() as u8),
        hour: Some(local.hour() as u8),
        minute: Some(local.minute() as u8),
        second: Some(local.second() as u8),
        ..PartialDateTime::default()
    }
}

/// The times of a rule from its beginning to another end than its own.
pub fn until(
    start: NaiveDateTime,
    rule: &ICalendarRecurrenceRule,
    end: NaiveDateTime,
) -> Result<Vec<NaiveDateTime>, String> {
    let clipped = ICalendarRecurrenceRule {
        until: Some(written(end)),
        ..rule.clone()
    };
    expand(start, clipped)
}

/// The rule that a text is.
pub fn read(text: &str) -> Option<ICalendarRecurrenceRule> {
    let event = format!("BEGIN:VEVENT\r\nRRULE:{text}\r\nEND:VEVENT\r\n");
    let Entry::ICalendar(calendar) = Parser::new(&event).entry() else {
        return None;
    };
    let event = calendar.components.into_iter().next()?;
    match event.property(&ICalendarProperty::Rrule)?.values.first()? {
        ICalendarValue::RecurrenceRule(rule) => Some((**rule).clone()),
        _ => None,
    }
}

/// The times of a rule that begins at `start`, alone in a calendar of its own.
fn expand(
    start: NaiveDateTime,
    rule: ICalendarRecurrenceRule,
) -> Result<Vec<NaiveDateTime>, String> {
    let entry = |name, value| ICalendarEntry::new(name).with_value(value);
    let start = ICalendarValue::PartialDateTime(Box::new(written(start)));
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.entries = vec![
        entry(ICalendarProperty::Dtstart, start),
        entry(
            ICalendarProperty::Rrule,
            ICalendarValue::RecurrenceRule(Box::new(rule)),
        ),
    ];
    let calendar = ICalendar {
        components: vec![event],
    };
    let found = calendar.expand_dates(Known::Floating, STEPS);
    if let Some(error) = found.errors.first() {
        return Err(format!(
            "the rule of this event cannot be followed ({}); only its first meeting was taken",
            error.error
        ));
    }
    let mut starts: Vec<NaiveDateTime> =
        found.events.iter().map(|e| e.start.naive_local()).collect();
    starts.sort_unstable();
    Ok(starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::calendar::when::Zone;
    use chrono::NaiveDate;

    fn rule(text: &str) -> ICalendarRecurrenceRule {
        let event = format!("BEGIN:VEVENT\nRRULE:{text}\nEND:VEVENT\n");
        let Entry::ICalendar(calendar) = Parser::new(&event).entry() else {
            panic!("{text}");
        };
        match &calendar.components[0].entries[0].values[0] {
            ICalendarValue::RecurrenceRule(rule) => (**rule).clone(),
            other => panic!("{other:?}"),
        }
    }

    /// Monday 5 January 2026, 10:00 in Berlin.
    fn start() -> When {
        When {
            local: NaiveDate::from_ymd_opt(2026, 1, 5)
                .unwrap()
                .and_hms_opt(10, 0, 0)
                .unwrap(),
            zone: Zone::Place(chrono_tz::Europe::Berlin),
            is_day: false,
            floats: false,
        }
    }

    /// 2026-11-01T00:00:00Z.
    const AS_OF: i64 = 1_793_491_200;

    fn count(text: &str) -> usize {
        follow(&start(), &rule(text), AS_OF).unwrap().starts.len()
    }

    #[test]
    fn a_rule_ends_where_it_says_or_a_year_ahead() {
        // Mondays from 5 January to 30 March are 13.
        assert_eq!(count("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260330T215959Z"), 13);
        // Until 10:00 in Berlin is until 08:00 UTC in summer: the last second is within, the one before is not.
        assert_eq!(count("FREQ=WEEKLY;UNTIL=20260330T080000Z"), 13);
        assert_eq!(count("FREQ=WEEKLY;UNTIL=20260330T075959Z"), 12);
        assert_eq!(count("FREQ=WEEKLY;UNTIL=20260330"), 13);
        assert_eq!(count("FREQ=WEEKLY;COUNT=3;INTERVAL=2;BYDAY=MO"), 3);
        assert_eq!(count("FREQ=WEEKLY;UNTIL=20250101T000000Z"), 0);
        // 5 January 2026 to 1 November 2027 is 665 days, the first of them counted.
        assert_eq!(count("FREQ=DAILY"), 666 - 1);
    }

    #[test]
    fn a_rule_without_end_is_cut_to_its_newest_meetings_and_said() {
        let mut old = start();
        old.local = NaiveDate::from_ymd_opt(2018, 1, 1)
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap();
        let daily = follow(&old, &rule("FREQ=DAILY"), AS_OF).unwrap();
        // 2018-01-01 to 2026-10-31 are 3,226 days.
        assert!(
            daily
                .cut
                .as_deref()
                .is_some_and(|said| said.contains("3226")),
            "{:?}",
            daily.cut
        );
        assert_eq!(daily.starts.len(), MOST + 365);
        let hourly = follow(&start(), &rule("FREQ=SECONDLY"), AS_OF).unwrap();
        assert!(hourly.cut.is_some() && hourly.starts.len() <= MOST);
    }

    #[test]
    fn a_day_of_no_calendar_never_comes() {
        assert_eq!(count("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), 0);
    }
}
