//! A zone that a file defines itself: when its clock was changed, and from what to what.

use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType as Kind, ICalendarProperty as Property,
    ICalendarValue as Value,
};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::rule;

/// Clocks before this year are of no interest.
const FIRST_YEAR: i32 = 1970;

/// One change of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    /// When, in seconds since 1970.
    at: i64,
    /// Seconds ahead of UTC before it.
    from: i32,
    /// And after it.
    to: i32,
}

/// All changes of a clock, the oldest first; there is at least one.
#[derive(Debug, PartialEq, Eq)]
pub struct Changes(Vec<Change>);

impl Changes {
    /// By the parts of a VTIMEZONE.
    pub fn of(components: &[ICalendarComponent]) -> Option<Self> {
        let is_part = |part: &&ICalendarComponent| {
            matches!(part.component_type, Kind::Standard | Kind::Daylight)
        };
        let parts = components.iter().filter(is_part);
        Self::sorted(parts.flat_map(changes).collect())
    }

    /// By the days between which a clock shows summer time, as vCalendar 1.0 has them: in seconds ahead of UTC in winter and in
    /// summer, and what the clock shows when each begins.
    pub fn of_summers(
        winter: i32,
        summers: &[(i32, NaiveDateTime, NaiveDateTime)],
    ) -> Option<Self> {
        let both = |&(summer, begins, ends): &(i32, NaiveDateTime, NaiveDateTime)| {
            [change(begins, winter, summer), change(ends, summer, winter)]
        };
        Self::sorted(summers.iter().flat_map(both).collect())
    }

    fn sorted(mut changes: Vec<Change>) -> Option<Self> {
        changes.sort_unstable();
        changes.dedup();
        (!changes.is_empty()).then_some(Self(changes))
    }

    /// Seconds ahead of UTC at an instant.
    pub fn at(&self, at: i64) -> i32 {
        self.ahead(|change| change.at <= at)
    }

    /// Seconds ahead of UTC when the clock shows a time: of two readings the earlier instant, and of a time that was skipped as if
    /// the clock had not moved.
    pub fn when(&self, local: NaiveDateTime) -> i32 {
        let shown = local.and_utc().timestamp();
        self.ahead(|change| change.at + i64::from(change.from.max(change.to)) <= shown)
    }

    fn ahead(&self, has_come: impl Fn(&Change) -> bool) -> i32 {
        match self.0.iter().rev().find(|change| has_come(change)) {
            Some(change) => change.to,
            None => self.0.first().map_or(0, |change| change.from),
        }
    }
}

fn change(shown: NaiveDateTime, from: i32, to: i32) -> Change {
    let at = shown.and_utc().timestamp() - i64::from(from);
    Change { at, from, to }
}

/// The changes of one part: its beginning, what its rule gives, and its further days.
fn changes(part: &ICalendarComponent) -> Vec<Change> {
    let (Some(to), Some(start)) = (
        offset(part, &Property::Tzoffsetto),
        shown(part, &Property::Dtstart).first().copied(),
    ) else {
        return Vec::new();
    };
    let from = offset(part, &Property::Tzoffsetfrom).unwrap_or(to);
    let mut times = vec![start];
    times.extend(shown(part, &Property::Rdate));
    let value = part
        .property(&Property::Rrule)
        .and_then(|entry| entry.values.first());
    if let Some(Value::RecurrenceRule(written)) = value {
        let counted = written.count.is_some() || start.year() >= FIRST_YEAR;
        let first = if counted {
            start
        } else {
            start.with_year(FIRST_YEAR).unwrap_or(start)
        };
        let until = written.until.as_ref().and_then(|until| {
            let read = until.to_date_time()?;
            let ahead = read.offset.map_or(0, |_| i64::from(from));
            Some(read.date_time + chrono::TimeDelta::seconds(ahead))
        });
        let last = NaiveDate::from_ymd_opt(2100, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0));
        let until = until.or(last).unwrap_or(first);
        times.extend(rule::until(first, written, until).unwrap_or_default());
    }
    times
        .into_iter()
        .map(|shown| change(shown, from, to))
        .collect()
}

fn shown(part: &ICalendarComponent, name: &Property) -> Vec<NaiveDateTime> {
    let entries = part.entries.iter().filter(|entry| entry.name == *name);
    let values = entries.flat_map(|entry| &entry.values);
    let times = values.filter_map(|value| value.as_partial_date_time()?.to_date_time());
    times.map(|read| read.date_time).collect()
}

fn offset(part: &ICalendarComponent, name: &Property) -> Option<i32> {
    let written = part
        .property(name)?
        .values
        .first()?
        .as_partial_date_time()?;
    let seconds =
        i32::from(written.tz_hour?) * 3600 + i32::from(written.tz_minute.unwrap_or(0)) * 60;
    Some(if written.tz_minus { -seconds } else { seconds })
}
